//! An amount: takes `300000`, `30万`, `1,234.50`, `叁拾万元整`; holds fen.
use casebook::entered::Entered;
use law::money::{Fen, MoneyError};
use leptos::prelude::*;

use super::field::control_id;
use super::on_paper::on_paper;
use crate::lang::{common, t};

/// An amount in yuan. What cannot be read stays in the box and says so.
#[component]
pub fn MoneyInput(
    /// The amount.
    value: RwSignal<Entered<Fen>>,
) -> impl IntoView {
    let id = control_id();
    let text = RwSignal::new(value.with_untracked(shown));
    let problem = Memo::new(move |_| {
        text.with(|text| {
            if text.trim().is_empty() {
                None
            } else {
                Fen::parse(text).err()
            }
        })
    });
    // Leaving a page takes the box away and then fires its last change.
    let read = move || text.try_with_untracked(|text| Entered::of(text, Fen::parse));
    // A change from outside (clearing the form, undo) shows in the box.
    Effect::new(move |_| {
        let outside = value.get();
        if read().is_some_and(|here| here != outside) {
            text.set(shown(&outside));
        }
    });
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    view! {
        <span class="money">
            <input
                class="input"
                id=id
                type="text"
                inputmode="decimal"
                autocomplete="off"
                prop:value=text
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=described_by
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    if let Some(now) = read() {
                        value.set(now);
                    }
                }
                on:change=move |_| {
                    if let Some(Entered::Read(fen)) = read() {
                        text.set(fen.grouped());
                    }
                }
            />
            <span class="only-print">{move || value.with(|entered| on_paper(entered, Fen::grouped))}</span>
            <span class="unit" class:unit-empty=move || value.with(|v| v.value().is_none())>{t(common::YUAN)}</span>
        </span>
        <p class="row-error" id=error_id role="status">{move || problem.get().map(sentence)}</p>
    }
}

/// What the box shows.
fn shown(value: &Entered<Fen>) -> String {
    match value {
        Entered::Empty => String::new(),
        Entered::Read(fen) => fen.grouped(),
        Entered::Unreadable(typed) => typed.clone(),
    }
}

fn sentence(problem: MoneyError) -> String {
    let text = match problem {
        MoneyError::Doubtful(one, other) => return common::DOUBTFUL_AMOUNT.with(&[&one, &other]),
        MoneyError::Bad => common::BAD_AMOUNT,
        MoneyError::Negative => common::NEGATIVE_AMOUNT,
        MoneyError::Range => common::AMOUNT_OUT_OF_RANGE,
        MoneyError::Finer => common::FINER_AMOUNT,
    };
    text.now().to_owned()
}
