//! One of a list: a native `<select>`.
use leptos::prelude::*;

use super::field::control_id;
use crate::lang::{Text, t};

/// A native select. Named by the surrounding `Row`.
#[component]
pub fn Choice(
    /// The choices, in order.
    options: Vec<Text>,
    /// Which is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Called with the index taken.
    on_choose: Callback<usize>,
) -> impl IntoView {
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            view! { <option value=at.to_string() prop:selected=move || chosen.get() == at>{t(text)}</option> }
        })
        .collect_view();
    view! {
        <select
            class="input"
            id=control_id()
            on:change=move |event| {
                // A page that was left may fire its last change.
                if let Ok(at) = event_target_value(&event).parse() {
                    on_choose.try_run(at);
                }
            }
        >
            {rows}
        </select>
    }
}
