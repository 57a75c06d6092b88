//! Small watchers on the browser that several pages need.
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Tells width and height of an element's inside whenever they change; ends with the owner.
pub fn watch_size(element: &web_sys::Element, tell: impl Fn(f64, f64) + 'static) {
    let watched = element.clone();
    let heard = move || tell(f64::from(watched.client_width()), f64::from(watched.client_height()));
    heard();
    let callback = Closure::<dyn FnMut()>::new(heard);
    let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    let held = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        held.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// A media query as a signal; ends with the owner.
pub fn media(query: &'static str) -> Signal<bool> {
    let now = move || window().match_media(query).ok().flatten().is_some_and(|m| m.matches());
    let state = RwSignal::new(now());
    let handle = window_event_listener(leptos::ev::resize, move |_| {
        if state.try_get_untracked().is_some_and(|state| state != now()) {
            state.set(now());
        }
    });
    on_cleanup(move || handle.remove());
    state.into()
}

/// Whole pixels; what is not a number counts as nought.
#[allow(clippy::cast_possible_truncation)] // saturating by definition of `as`
pub fn pixels(x: f64) -> i32 {
    x as i32
}
