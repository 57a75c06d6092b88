//! A button with a panel under it: closes by Escape, by a click elsewhere, and when the focus leaves.
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::parts::icon::{Icon, icon};

/// A panel under a button, on the native `<details>`.
#[component]
pub fn Menu(
    /// Words on the button.
    #[prop(into)]
    label: Signal<String>,
    /// Sign on the button.
    sign: Icon,
    /// Sign only where it is narrow.
    #[prop(optional)]
    quiet: bool,
    /// The panel.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(details) = node.get_untracked() {
            details.set_open(false);
        }
    };
    let outside = window_event_listener(leptos::ev::click, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        let inside = node
            .try_get_untracked()
            .flatten()
            .is_some_and(|d| d.contains(target.as_ref()));
        if !inside {
            close();
        }
    });
    on_cleanup(move || outside.remove());
    let escaped = move |event: web_sys::KeyboardEvent| {
        let open = node.try_get_untracked().flatten().is_some_and(|d| d.open());
        if event.key() == "Escape" && open {
            event.stop_propagation();
            close();
            let summary = node.get_untracked().and_then(|d| d.first_element_child());
            if let Some(summary) = summary.and_then(|s| s.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = summary.focus();
            }
        }
    };
    view! {
        <details class="menu" class:menu-quiet=quiet node_ref=node on:keydown=escaped>
            <summary class="button">{icon(sign)}<span class="menu-label">{label}</span></summary>
            <div class="menu-panel">{children()}</div>
        </details>
    }
}
