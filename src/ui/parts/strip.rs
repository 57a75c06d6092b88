//! "Why this date": the days from the trigger to the result as a ledger one can read.
use chrono::{Datelike, NaiveDate};
use law::counting::{Kind, Ledger, Role, Unit};
use leptos::prelude::*;

pub use super::cells::{Cell, Look, cells, cells_around};
use super::date::{iso, month_day, weekday};
use crate::lang::strip as texts;

/// The strip of days of a ledger, with what was counted and on which notices it rests under it. `alarm` marks the day
/// of an earlier clock. Call inside a reactive closure: the words follow the language.
pub fn strip(cells: Vec<Cell>, alarm: Option<NaiveDate>, footnote: String) -> impl IntoView {
    let days: Vec<_> = cells.into_iter().map(|cell| one(cell, alarm)).collect();
    view! {
        <ol class="strip" aria-label=texts::STRIP.now()>{days}</ol>
        <p class="strip-note">{footnote}</p>
    }
}

fn one(cell: Cell, alarm: Option<NaiveDate>) -> impl IntoView {
    let rings = alarm.is_some_and(|day| cell.from <= day && day <= cell.to);
    let class = match cell.look {
        Look::Trigger => "day day-trigger",
        Look::Counted => "day",
        Look::MakeUp => "day day-makeup",
        Look::Rest => "day day-rest",
        Look::Excluded => "day day-excluded",
        Look::Late => "day day-late",
        Look::Due => "day day-due",
    };
    let full = if cell.from == cell.to {
        format!("{} {}", iso(cell.from), weekday(cell.from))
    } else {
        format!("{} – {}", iso(cell.from), iso(cell.to))
    };
    view! {
        <li class=class class:day-alarm=rings title=full>
            <span class="day-date">{dates(&cell)}</span>
            <span class="day-word">{word(&cell)}</span>
            {cell.number.map(|n| view! { <span class="day-number">{n}</span> })}
        </li>
    }
}

/// `30`, `10-01` at the beginning of a month, `1–7` for a run.
fn dates(cell: &Cell) -> String {
    let short = |day: NaiveDate| {
        if day.day() == 1 || cell.look == Look::Trigger || cell.look == Look::Due {
            month_day(day)
        } else {
            day.day().to_string()
        }
    };
    if cell.from == cell.to {
        short(cell.from)
    } else if cell.from.month() == cell.to.month() {
        format!("{}–{}", short(cell.from), cell.to.day())
    } else {
        format!("{}–{}", month_day(cell.from), month_day(cell.to))
    }
}

fn word(cell: &Cell) -> String {
    let named = cell.name.as_deref().map(crate::lang::law::holiday);
    match cell.look {
        Look::Trigger => texts::TRIGGER.now().to_owned(),
        Look::MakeUp => texts::MAKE_UP.now().to_owned(),
        Look::Rest => named.unwrap_or_else(|| texts::WEEKEND.now().to_owned()),
        Look::Excluded => texts::EXCLUDED.now().to_owned(),
        Look::Late => texts::LATE.now().to_owned(),
        Look::Counted if cell.from != cell.to => texts::COUNTED.now().to_owned(),
        Look::Counted | Look::Due => weekday(cell.to).to_owned(),
    }
}

/// One or two sentences: what was counted, what was passed over, the roll, the notices.
pub fn footnote(ledger: &Ledger<'_>) -> String {
    let mut out = vec![texts::NOT_COUNTED.now().to_owned()];
    let rest = ledger.count(|role| matches!(role, Role::Rest));
    let make_ups = ledger.make_ups();
    if ledger.term.unit == Unit::WorkingDay && rest > 0 {
        out.push(texts::REST_SKIPPED.with(&[&rest]));
    }
    if ledger.term.unit == Unit::WorkingDay && make_ups > 0 {
        out.push(texts::MAKE_UPS_COUNTED.with(&[&make_ups]));
    }
    if ledger.due.excluded_days > 0 {
        out.push(texts::EXCLUDED_DAYS.with(&[&ledger.due.excluded_days]));
    }
    match ledger.term.kind {
        Kind::Validity => out.push(texts::NEVER_ROLLS.now().to_owned()),
        Kind::Earliest => out.push(texts::DAY_AFTER.now().to_owned()),
        Kind::Effect => out.push(texts::TAKES_EFFECT.now().to_owned()),
        Kind::Limit if ledger.due.due != ledger.due.extended => {
            out.push(texts::ROLLED.with(&[&iso(ledger.due.extended), &iso(ledger.due.due)]));
        }
        Kind::Limit => {}
    }
    if ledger.due.provisional {
        let (from, to) = (iso(ledger.due.earliest), iso(ledger.due.latest));
        out.push(texts::PROVISIONAL.with(&[&from, &to]));
    }
    out.push(notices(ledger));
    out.retain(|sentence| !sentence.is_empty());
    out.join(texts::JOIN.now())
}

fn notices(ledger: &Ledger<'_>) -> String {
    let numbers: Vec<&str> = ledger
        .years
        .iter()
        .filter_map(|year| year.notice)
        .flat_map(|notice| notice.numbers.iter().map(String::as_str).chain(notice.title.as_deref()))
        .collect();
    if numbers.is_empty() {
        String::new()
    } else {
        texts::RESTS_ON.with(&[&numbers.join(crate::lang::common::LIST.now())])
    }
}
