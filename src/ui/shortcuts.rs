//! Keys that work on every page, and the list of all keys that `?` opens.
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::lang::shortcuts as texts;
use crate::lang::{Text, t};
use crate::parts::dialog::Dialog;

/// The mark of the document while somebody from outside signs on this screen: no key leads anywhere.
pub const BARE: &str = "data-bare";

/// Keys as they are shown, and what they do.
const KEYS: [(&str, Text); 13] = [
    ("?", texts::HELP),
    ("/", texts::SEARCH),
    ("↓", texts::INTO_LIST),
    ("↑ ↓", texts::MOVE),
    ("Home End", texts::ENDS),
    ("Enter", texts::OPEN),
    ("→", texts::BESIDE),
    ("←", texts::CLOSE_BESIDE),
    ("Space", texts::CHOOSE),
    ("Shift + ↑ ↓", texts::CHOOSE_RUN),
    ("Ctrl + A", texts::CHOOSE_ALL),
    ("Ctrl + P", texts::PRINT),
    ("Esc", texts::ESCAPE),
];

/// Listens for `/` and `?` while nobody writes; the signal opens the list of keys.
pub fn listen_for_shortcuts() -> RwSignal<bool> {
    let open = RwSignal::new(false);
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || writes(&event) || is_bare() {
            return;
        }
        match event.key().as_str() {
            "/" if focus_search() => event.prevent_default(),
            "?" => open.set(true),
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
    open
}

fn is_bare() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute(BARE))
}

/// Whether the key goes to something one writes or chooses in.
fn writes(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let inside = "input:not([type=checkbox]), textarea, select, dialog, [contenteditable]";
    target.is_some_and(|element| matches!(element.closest(inside), Ok(Some(_))))
}

/// Goes to the page's search field; false if it has none.
pub fn focus_search() -> bool {
    let search = document().query_selector("main input[type=search]").ok().flatten();
    let Some(search) = search.and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
        return false;
    };
    let _ = search.focus();
    search.select();
    true
}

/// The list of keys.
#[component]
pub fn Shortcuts(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let rows = || {
        let row = |(keys, words): (&'static str, Text)| {
            view! { <div class="shortcut"><dt><kbd>{keys}</kbd></dt><dd>{t(words)}</dd></div> }
        };
        KEYS.map(row).collect_view()
    };
    view! {
        <Dialog open title=texts::TITLE>
            <dl class="shortcuts">{rows()}</dl>
        </Dialog>
    }
}
