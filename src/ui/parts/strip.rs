//! "Why this date": the days from the trigger to the result as a ledger one can read.
use chrono::{Datelike, NaiveDate};
use fenliu::law::calendar::DayKind;
use fenliu::law::counting::{Kind, Ledger, Role, StripDay, Unit};
use leptos::prelude::*;

use super::date::{iso, month_day, weekday};
use crate::lang::strip as texts;

/// More days than this, and equal neighbours in the middle are drawn together.
const ROOM: usize = 16;

/// How a cell of the strip looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The trigger day.
    Trigger,
    /// Counted.
    Counted,
    /// Counted, a weekend day worked in exchange.
    MakeUp,
    /// Rest, not counted, or passed over on the way to a working day.
    Rest,
    /// Excluded time.
    Excluded,
    /// Too late to act before a validity term lapses.
    Late,
    /// The last day.
    Due,
}

/// One cell: a day, or a run of equal days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// First day.
    pub from: NaiveDate,
    /// Last day; the same for a single day.
    pub to: NaiveDate,
    /// Its look.
    pub look: Look,
    /// Number in the count at its last day, if counted.
    pub number: Option<u32>,
    /// The holiday it belongs to (in Chinese, as the notice names it).
    pub name: Option<String>,
}

/// The cells of a ledger: single days where there is room, else runs.
pub fn cells(ledger: &Ledger<'_>) -> Vec<Cell> {
    cells_around(ledger, None)
}

/// The same, with one day always on its own (that of an earlier clock).
pub fn cells_around(ledger: &Ledger<'_>, alone: Option<NaiveDate>) -> Vec<Cell> {
    let due = ledger.due.due;
    let working = ledger.term.unit == Unit::WorkingDay;
    let single: Vec<Cell> = ledger.strip.iter().map(|day| cell(day, due, working)).collect();
    let crowded = single.len() > ROOM;
    let mut out: Vec<Cell> = Vec::with_capacity(single.len());
    for next in single {
        match out.last_mut() {
            Some(last) if Some(last.to) != alone && Some(next.from) != alone && joins(last, &next, crowded) => {
                last.to = next.to;
                last.number = next.number;
            }
            _ => out.push(next),
        }
    }
    out
}

fn cell(day: &StripDay<'_>, due: NaiveDate, working: bool) -> Cell {
    let make_up = working && day.day.is_some_and(|d| d.kind == DayKind::MakeUp);
    let (look, number) = match day.role {
        Role::Trigger => (Look::Trigger, None),
        Role::Counted(n) if day.date == due => (Look::Due, Some(n)),
        Role::Counted(n) if make_up => (Look::MakeUp, Some(n)),
        Role::Counted(n) => (Look::Counted, Some(n)),
        Role::Rolled | Role::Allowed if day.date == due => (Look::Due, None),
        Role::Rest | Role::Rolled | Role::Allowed => (Look::Rest, None),
        Role::Excluded => (Look::Excluded, None),
        Role::TooLate => (Look::Late, None),
    };
    let name = day.day.and_then(|d| d.name).map(str::to_owned);
    Cell {
        from: day.date,
        to: day.date,
        look,
        number,
        name,
    }
}

/// Runs of rest always join; runs of counted days only where the strip is crowded, and their names go.
fn joins(last: &Cell, next: &Cell, crowded: bool) -> bool {
    match (last.look, next.look) {
        (Look::Rest, Look::Rest) => last.name == next.name,
        (Look::Excluded, Look::Excluded) | (Look::Late, Look::Late) => true,
        (Look::Counted, Look::Counted) => crowded,
        _ => false,
    }
}

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
        texts::RESTS_ON.with(&[&numbers.join("、")])
    }
}

#[cfg(test)]
mod tests {
    use fenliu::law::calendar::Calendar;
    use fenliu::law::counting::{Term, explain};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn strip(trigger: &str, term: Term) -> Vec<Cell> {
        let ledger = explain(Calendar::builtin(), day(trigger), &term, &[]).expect("in the calendar");
        cells(&ledger)
    }

    #[test]
    fn national_day_is_one_cell_and_make_up_days_stand_out() {
        let cells = strip("2022-09-30", Term::limit(5, Unit::WorkingDay));
        let looks: Vec<Look> = cells.iter().map(|c| c.look).collect();
        use Look::*;
        assert_eq!(looks, [Trigger, Rest, MakeUp, MakeUp, Counted, Counted, Due]);
        assert_eq!((cells[1].from, cells[1].to), (day("2022-10-01"), day("2022-10-07")));
        assert_eq!(cells[6].to, day("2022-10-12"));
        assert_eq!(cells[6].number, Some(5));
    }

    #[test]
    fn a_long_term_stays_readable_and_loses_no_day() {
        let cells = strip("2022-05-05", Term::limit(6, Unit::Month));
        assert!(cells.len() < 40, "{}", cells.len());
        for pair in cells.windows(2) {
            assert_eq!(pair[0].to.succ_opt(), Some(pair[1].from));
        }
        assert_eq!(cells.last().map(|c| c.look), Some(Look::Due));
    }
}
