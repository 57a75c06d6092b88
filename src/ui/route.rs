//! Where in the app one is: follows the part of the address after `#`.
//!
//! A hash router of its own keeps the one-file app working on `file://`, where paths cannot change.
use leptos::prelude::*;

pub use crate::address::{Route, invitation, parse};

/// The current place and its query (`state=0&words=2`), as signals in the context.
#[derive(Clone, Copy)]
pub struct Place {
    /// The page shown.
    pub route: Memo<Route>,
    /// What stands after `?`, not decoded.
    pub query: Memo<String>,
    /// An invitation that came with the address; it is in no address any more.
    pub invitation: RwSignal<Option<String>>,
}

/// Follows the address bar. Call once, in the shell.
pub fn provide_place() -> Place {
    let secret = RwSignal::new(None);
    let (hash, set_hash) = signal(hash_without_secret(secret));
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        set_hash.set(hash_without_secret(secret));
    });
    on_cleanup(move || handle.remove());
    let place = Place {
        route: Memo::new(move |_| hash.with(|h| parse(h).0)),
        query: Memo::new(move |_| hash.with(|h| parse(h).1)),
        invitation: secret,
    };
    provide_context(place);
    place
}

/// The current place.
pub fn use_place() -> Place {
    expect_context()
}

/// Goes to a place (adds to the history).
pub fn go(route: Route) {
    let _ = window().location().set_hash(&route.href());
}

/// Goes to a place in the stead of the current one: “back” does not return there.
pub fn go_instead(route: Route) {
    let _ = window().location().replace(&route.href());
}

/// Changes the query of the current page without adding to the history.
pub fn replace_query(route: Route, query: &str) {
    rewrite(&if query.is_empty() {
        route.href()
    } else {
        format!("{}?{query}", route.href())
    });
}

/// Puts another hash in place of the current one, in the address and in the history.
fn rewrite(href: &str) {
    if let Ok(history) = window().history() {
        let state = wasm_bindgen::JsValue::NULL;
        let _ = history.replace_state_with_url(&state, "", Some(href));
    }
}

/// The current hash; an invitation is taken out of it at once.
fn hash_without_secret(secret: RwSignal<Option<String>>) -> String {
    let hash = current_hash();
    let Some(link) = invitation(&hash) else { return hash };
    secret.set(Some(link.to_owned()));
    rewrite(&Route::Join.href());
    Route::Join.href()
}

fn current_hash() -> String {
    window().location().hash().unwrap_or_default()
}
