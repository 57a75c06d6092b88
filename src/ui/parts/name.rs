//! A name: those known are offered, another can be typed.
use leptos::prelude::*;

use super::field::control_id;
use super::fresh_id;

/// A line for a name. Named by the surrounding `Row`.
#[component]
pub fn NameInput(
    /// The name.
    value: RwSignal<String>,
    /// The names that are offered, each with what is said beside it, or nothing. Tracks.
    names: impl Fn() -> Vec<(String, String)> + Send + 'static,
) -> impl IntoView {
    let list = fresh_id();
    let options = move || {
        let options = names().into_iter();
        options
            .map(|(name, beside)| view! { <option value=name label=(!beside.is_empty()).then_some(beside)></option> })
            .collect_view()
    };
    view! {
        <input
            class="input input-wide"
            autocomplete="off"
            id=control_id()
            list=list.clone()
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
        <datalist id=list>{options}</datalist>
    }
}
