//! A civil date: the native picker, with the weekday beside it.
use chrono::{Datelike, NaiveDate};
use fenliu::law::date;
use leptos::prelude::*;

use super::field::control_id;
use crate::lang::common;

/// A date. Empty is `None`.
#[component]
pub fn DateInput(
    /// The date.
    value: RwSignal<Option<NaiveDate>>,
) -> impl IntoView {
    view! {
        <span class="date">
            <input
                class="input"
                id=control_id()
                type="date"
                min="2004-01-01"
                max="2039-12-31"
                prop:value=move || value.get().map(iso).unwrap_or_default()
                on:input=move |event| value.set(date::read(&event_target_value(&event)).ok().map(|read| read.day))
            />
            <span class="only-print">{move || value.get().map(iso)}</span>
            <span class="unit">{move || value.get().map(weekday)}</span>
        </span>
    }
}

/// `2022-09-30`
pub fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// `09-30`
pub fn month_day(day: NaiveDate) -> String {
    day.format("%m-%d").to_string()
}

/// The weekday's name in the current language.
pub fn weekday(day: NaiveDate) -> &'static str {
    common::WEEKDAYS[day.weekday().num_days_from_monday() as usize].now()
}
