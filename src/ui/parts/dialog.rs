//! A dialog on the native element: focus stays inside, Escape closes, focus returns.
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::fresh_id;
use super::icon::{Icon, icon};
use crate::lang::{Text, common, t};

/// A modal dialog. Its children are made anew each time it opens.
#[component]
pub fn Dialog(
    /// Whether it is open; set to false when the person closes it.
    open: RwSignal<bool>,
    /// Its title.
    title: Text,
    /// What is inside.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading = fresh_id();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
                request_animation_frame(move || focus_first(&dialog));
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let labelled_by = heading.clone();
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby=labelled_by on:close=move |_| open.set(false)>
            <header class="dialog-head">
                <h2 id=heading>{t(title)}</h2>
                <button type="button" class="button-icon" aria-label=t(common::CLOSE) on:click=move |_| open.set(false)>
                    {icon(Icon::Cross)}
                </button>
            </header>
            <div class="dialog-body">{move || open.get().then(|| children())}</div>
        </dialog>
    }
}

/// Opens a dialog while something is asked for. Closed by Escape or its cross, `end` makes nothing asked for any more.
pub fn open_while(
    is_asked: impl Fn() -> bool + Copy + Send + Sync + 'static,
    end: impl Fn() + 'static,
) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let wanted = is_asked();
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !open.get() && untrack(is_asked) {
            end();
        }
    });
    open
}

/// What is to be filled in comes first, not the button that closes; of a choice what is chosen, so that the keys of
/// direction change it and Enter takes it. Whoever was quicker than the frame is left where he
/// is: the form would jump under his finger.
fn focus_first(dialog: &web_sys::HtmlDialogElement) {
    if matches!(dialog.query_selector(".dialog-body :focus"), Ok(Some(_))) {
        return;
    }
    let first = dialog.query_selector(".dialog-body :is(input, select, textarea):is(:not([type=radio]), :checked)");
    if let Ok(Some(first)) = first
        && let Ok(first) = first.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = first.focus();
    }
}
