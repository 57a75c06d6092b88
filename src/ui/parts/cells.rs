//! The days of a count as cells: single days where there is room, else runs. Pure.
use chrono::NaiveDate;
use law::calendar::DayKind;
use law::counting::{Ledger, Role, StripDay, Unit};

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

#[cfg(test)]
mod tests {
    use law::calendar::Calendar;
    use law::counting::{Term, explain};

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
