//! A civil date: the native picker, with the weekday beside it.
use casebook::entered::Entered;
use chrono::{Datelike, NaiveDate};
use law::date;
use leptos::html;
use leptos::prelude::*;

use super::field::control_id;
use super::on_paper::on_paper;
use crate::lang::common;

/// A date. A day begun and not finished is unreadable, and says so.
#[component]
pub fn DateInput(
    /// The date.
    value: RwSignal<Entered<NaiveDate>>,
) -> impl IntoView {
    let id = control_id();
    let node = NodeRef::<html::Input>::new();
    // A change from outside shows in the box; what is being typed stays there.
    Effect::new(move |_| {
        let Some(input) = node.get() else { return };
        let wanted = value.with(|v| (!v.is_unreadable()).then(|| v.value().map(iso).unwrap_or_default()));
        if let Some(wanted) = wanted
            && (input.value() != wanted || is_begun(&input))
        {
            input.set_value(&wanted);
        }
    });
    let read = move || {
        let Some(input) = node.try_get_untracked().flatten() else {
            return;
        };
        let now = match Entered::of(&input.value(), |typed| date::read(typed).map(|read| read.day)) {
            Entered::Empty if is_begun(&input) => Entered::Unreadable(String::new()),
            now => now,
        };
        if value.try_with_untracked(|before| *before != now) == Some(true) {
            value.set(now);
        }
    };
    let wrong = move || value.with(Entered::is_unreadable);
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let day = move || value.with(Entered::value);
    view! {
        <span class="date">
            <input
                class="input"
                id=id
                type="date"
                min="2004-01-01"
                max="2039-12-31"
                node_ref=node
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=described_by
                on:input=move |_| read()
                on:keyup=move |_| read()
                on:blur=move |_| read()
            />
            <span class="only-print">{move || value.with(|entered| on_paper(entered, iso))}</span>
            <span class="unit">{move || day().map(weekday)}</span>
        </span>
        <p class="row-error" id=error_id role="status">{move || wrong().then(|| common::BAD_DATE.now())}</p>
    }
}

/// Some parts of the day are filled in, not all: the browser gives no value for that and only calls it invalid.
fn is_begun(input: &web_sys::HtmlInputElement) -> bool {
    input.value().is_empty() && input.matches(":invalid").unwrap_or(false)
}

/// `2022-09-30`
pub fn iso(day: NaiveDate) -> String {
    // Not by a format string: its reader alone is as large as the rest of what quick triage does with days.
    day.to_string()
}

/// `09-30`
pub fn month_day(day: NaiveDate) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

/// The weekday's name in the current language.
pub fn weekday(day: NaiveDate) -> &'static str {
    common::WEEKDAYS[day.weekday().num_days_from_monday() as usize].now()
}
