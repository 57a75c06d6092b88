//! Whether all is well: after each day, or each week, the book is compared with a naive recount of what was done.
mod lapse;
mod late;
mod ledger;
mod order;
mod sums;
mod undo;
mod waiting;

use chrono::{Datelike, NaiveDate};

use demo::court;
use ledger::Ledger;

/// How often is looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// On every day somebody works.
    Daily,
    /// Once a week.
    Weekly,
}

/// What the year came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Cases filed.
    pub cases: usize,
    /// Of these, closed.
    pub closed: usize,
    /// Deeds done.
    pub deeds: usize,
    /// Packs written.
    pub packs: usize,
    /// Seizures recorded.
    pub seizures: usize,
    /// Of these, renewed.
    pub renewed: usize,
    /// Of these, lapsed.
    pub lapsed: usize,
    /// Of these, lapsed without a day on which the register showed their last day to act.
    pub lapsed_unseen: usize,
    /// Records that went from desk to desk.
    pub errands: usize,
    /// Of these, still on somebody's desk.
    pub undecided: usize,
    /// Lines of the table of overdue nodes at the end.
    pub overdue: usize,
    /// Deeds done and taken back for the sake of it.
    pub undone: usize,
    /// Times another book had to fold everything again, because people events came late.
    pub folded_again: usize,
}

/// Runs a year and looks whether all is well.
///
/// # Errors
/// What is not, with the seed and the day.
pub fn run(seed: u64, cases: usize, from: NaiveDate, pace: Pace) -> Result<Figures, String> {
    let mut on = from;
    year(seed, (cases, from), pace, &mut on).map_err(|error| format!("seed {seed}, {on}: {error}"))
}

fn year(seed: u64, (cases, from): (usize, NaiveDate), pace: Pace, on: &mut NaiveDate) -> Result<Figures, String> {
    let mut office = crate::office::open(from)?;
    let mut ledger = Ledger::default();
    let mut watch = lapse::Watch::default();
    let mut dice = fastrand::Rng::with_seed(seed ^ 0x7e57);
    let mut figures = Figures::default();
    for day in court(seed, cases, from) {
        *on = day.on;
        office.begin(day.on);
        for change in &day.changes {
            office.change(change)?;
            ledger.change(change);
        }
        day.deeds.iter().for_each(|deed| ledger.hear(day.on, deed));
        figures.deeds += day.deeds.len();
        office.work(day.deeds)?;
        let monday = day.on.weekday().num_days_from_monday() == 0;
        if monday || pace == Pace::Daily && demo::is_working(day.on) {
            watch.look(&office, &ledger, day.on)?;
        }
        if monday {
            waiting::of_somebody(&office, &ledger, day.on, &mut dice)?;
            sums::agree(&office, &ledger, day.on)?;
        }
        if monday && day.on.iso_week().week() % 2 == 0 {
            figures.undone += undo::leaves_no_trace(&mut office, &ledger, day.on, &mut dice)?;
        }
        if day.on.day() == 28 {
            late::agrees(&office, &ledger, (from, day.on))?;
        }
    }
    waiting::of_everybody(&office, &ledger, *on)?;
    figures.overdue = late::agrees(&office, &ledger, (from, *on))?;
    figures.folded_again = order::makes_no_difference(&office, *on, &mut dice)?;
    ledger.figures(&mut figures);
    watch.figures(&mut figures);
    figures.packs = office.packs.len();
    Ok(figures)
}
