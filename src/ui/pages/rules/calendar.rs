//! The calendar: each year's notice, and the first year without one.
use ::law::calendar::YearNotice;
use casebook::rules::NOTICE_KEY;
use chrono::NaiveDate;
use leptos::prelude::*;

use super::effect::use_effect;
use super::mark_tag;
use crate::in_force::{Held, use_in_force};
use crate::lang::{law, rules as texts};
use crate::parts::date::month_day;

/// The years.
#[component]
pub fn CalendarPart() -> impl IntoView {
    let in_force = use_in_force();
    move || {
        let calendar = in_force.calendar.get();
        let built_in = ::law::calendar::Calendar::builtin().settled_through();
        let own = matches!(calendar, Held::Own(_));
        let mut years: Vec<&YearNotice> = calendar.notices().collect();
        years.reverse();
        let rows: Vec<AnyView> = years
            .into_iter()
            .map(|notice| one(notice, own && notice.year > built_in))
            .collect();
        let next = calendar.settled_through() + 1;
        view! {
            <section class="card">
                <p class="note">{texts::NOT_PUBLISHED.with(&[&next])}</p>
                <ul class="years">{rows}</ul>
            </section>
        }
    }
}

fn one(notice: &YearNotice, own: bool) -> AnyView {
    let year = notice.year;
    let effect = use_effect();
    let numbers = match notice.numbers.is_empty() {
        true => notice.title.clone().unwrap_or_default(),
        false => notice.numbers.join(crate::lang::common::LIST.now()),
    };
    let count = texts::OFF_COUNT.with(&[&notice.off.len(), &notice.work.len()]);
    let back = |key: String, label: String| {
        let ask = move |_| effect.ask(key.clone(), None);
        view! { <button type="button" class="button no-print" on:click=ask>{label}</button> }
    };
    let remove = own.then(|| back(format!("{NOTICE_KEY}{year}"), texts::BACK_TO_BUILT_IN.now().to_owned()));
    let places = notice.amended_by.iter().map(|place| {
        let label = texts::TAKE_OUT_AMENDMENT.with(&[place]);
        back(format!("{NOTICE_KEY}{year}-{place}"), label)
    });
    let places: Vec<_> = places.collect();
    view! {
        <li>
            <details class="year">
                <summary>
                    <strong>{year}</strong><span>{numbers}</span>{mark_tag(&notice.mark)}
                    {own.then(|| view! { <span class="tag">{texts::OWN.now()}</span> })}
                    <span class="quiet">{count}</span>
                </summary>
                {days(notice)}
                {remove}{places}
            </details>
        </li>
    }
    .into_any()
}

/// The days of a notice: those off, those worked.
pub(super) fn days(notice: &YearNotice) -> AnyView {
    view! {
        <dl class="about">
            <div><dt>{texts::OFF_DAYS.now()}</dt><dd>{runs(&notice.off)}</dd></div>
            <div><dt>{texts::WORK_DAYS.now()}</dt><dd>{runs(&notice.work)}</dd></div>
        </dl>
    }
    .into_any()
}

/// `国庆节 10-01–10-07`, runs of one holiday joined.
fn runs(days: &[(NaiveDate, String)]) -> Vec<AnyView> {
    let mut out: Vec<(NaiveDate, NaiveDate, &str)> = Vec::new();
    for (day, name) in days {
        match out.last_mut() {
            Some((_, to, last)) if last == name && to.succ_opt() == Some(*day) => *to = *day,
            _ => out.push((*day, *day, name)),
        }
    }
    let text = |(from, to, name): (NaiveDate, NaiveDate, &str)| {
        let span = if from == to {
            month_day(from)
        } else {
            format!("{}–{}", month_day(from), month_day(to))
        };
        view! { <span class="tag tag-quiet">{law::holiday(name)}" "{span}</span> }.into_any()
    };
    out.into_iter().map(text).collect()
}
