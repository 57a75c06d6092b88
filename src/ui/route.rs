//! Where in the app one is: follows the part of the address after `#`.
//!
//! A hash router of its own keeps the one-file app working on `file://`, where paths cannot change.
use leptos::prelude::*;

pub use crate::address::{Route, parse};

/// The current place and its query (`state=0&words=2`), as signals in the context.
#[derive(Clone, Copy)]
pub struct Place {
    /// The page shown.
    pub route: Memo<Route>,
    /// What stands after `?`, not decoded.
    pub query: Memo<String>,
}

/// Follows the address bar. Call once, in the shell.
pub fn provide_place() -> Place {
    let (hash, set_hash) = signal(current_hash());
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        set_hash.set(current_hash());
    });
    on_cleanup(move || handle.remove());
    let place = Place {
        route: Memo::new(move |_| hash.with(|h| parse(h).0)),
        query: Memo::new(move |_| hash.with(|h| parse(h).1)),
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

/// Changes the query of the current page without adding to the history.
pub fn replace_query(route: Route, query: &str) {
    let href = if query.is_empty() {
        route.href()
    } else {
        format!("{}?{query}", route.href())
    };
    if let Ok(history) = window().history() {
        let state = wasm_bindgen::JsValue::NULL;
        let _ = history.replace_state_with_url(&state, "", Some(&href));
    }
}

fn current_hash() -> String {
    window().location().hash().unwrap_or_default()
}
