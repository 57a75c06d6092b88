//! A line of text.
use leptos::prelude::*;

use super::field::control_id;
use super::on_paper::text_on_paper;

/// A line of text. Named by the surrounding `Row`.
#[component]
pub fn TextInput(
    /// The text.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <input
            class="input input-wide"
            type="text"
            autocomplete="off"
            id=control_id()
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
        <span class="only-print">{move || value.with(|text| text_on_paper(text))}</span>
    }
}
