//! Answers as buttons side by side: radio buttons underneath, so arrows and screen readers work.
use leptos::prelude::*;

use super::field::control_id;
use crate::lang::{Text, common, t};

/// One of a few answers. Named by the surrounding `Row` (with `group=true`).
#[component]
pub fn Segments(
    /// The answers, in order.
    options: Vec<Text>,
    /// Which is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Called with the index of the answer taken.
    on_choose: Callback<usize>,
    /// Index of the answer that says "unknown": shown quieter.
    #[prop(optional)]
    quiet: Option<usize>,
) -> impl IntoView {
    let id = control_id();
    let group = id.clone();
    let answers = options
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            view! {
                <label class="segment" class:segment-quiet=quiet == Some(at)>
                    <input
                        type="radio"
                        name=group.clone()
                        prop:checked=move || chosen.get() == at
                        on:change=move |_| { on_choose.try_run(at); }
                    />
                    <span>{t(text)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="segments" role="radiogroup" id=id.clone() aria-labelledby=format!("{id}-label")>
            {answers}
        </div>
    }
}

/// Yes, no, unknown: three equal answers; unknown is never an error.
#[component]
pub fn ThreeAnswer(
    /// The answer; `None` is unknown.
    value: RwSignal<Option<bool>>,
) -> impl IntoView {
    let chosen = Signal::derive(move || match value.get() {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    });
    let on_choose = Callback::new(move |at| value.set([Some(true), Some(false), None][at]));
    view! {
        <Segments
            options=vec![common::YES, common::NO, common::UNKNOWN]
            chosen
            on_choose
            quiet=2
        />
    }
}
