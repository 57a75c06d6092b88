//! Shares of the recovery kit, typed or pasted, one a line.
use leptos::prelude::*;

use crate::lang::{session as texts, t};
use crate::parts::field::{Row, control_id};

/// The shares in a text: lines with something on them.
pub fn shares_of(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A field for shares.
#[component]
pub fn SharesRow(
    /// What is typed.
    value: RwSignal<String>,
    /// The person has tried to go on.
    tried: RwSignal<bool>,
) -> impl IntoView {
    let count = Memo::new(move |_| value.with(|text| shares_of(text).len()));
    let hint = Signal::derive(move || texts::SHARES_COUNT.with(&[&count.get()]));
    view! {
        <Row label=texts::SHARES hint>
            <textarea
                class="input session-shares"
                id=control_id()
                rows="5"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            <p class="row-error" role="status">
                {move || (tried.get() && count.get() == 0).then(t(texts::SHARES_MISSING))}
            </p>
        </Row>
    }
}
