//! A bureau that does not exist: who works there, what comes in, who does what on which day. One seed gives one year.
//!
//! The generator ([`court`]) knows no book: it tells deeds, each an action with its author and its case. [`office`] writes
//! them through the real engine, each person on a device of their own; tests recount what comes of it. [`show`] is the
//! bureau that the app shows to whoever looks at it for the first time. All names are invented and look it.
mod case;
mod court;
mod errand;
mod extras;
mod identity;
mod life;
mod names;
pub mod office;
pub mod show;
mod staff;

use casebook::CaseId;
use casebook::action::Action;
use casebook::people::{Person, PersonId};
use chrono::NaiveDate;

pub use court::{Court, is_working};

/// Something somebody does to a case, or to the bureau as a whole.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Who.
    pub by: PersonId,
    /// To which case.
    pub case: CaseId,
    /// What.
    pub action: Action,
}

/// A change among those who work there.
#[derive(Clone, Debug)]
pub enum Change {
    /// Somebody begins.
    Comes(Person),
    /// Somebody gets another role or goes to another group.
    Moves(Person),
    /// Somebody leaves.
    Leaves(PersonId),
}

/// A day, with what is done on it in this order.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day.
    pub on: NaiveDate,
    /// Changes among those who work there, before the work begins.
    pub changes: Vec<Change>,
    /// What is done.
    pub deeds: Vec<Deed>,
}

/// The year from a day on, with so many cases coming in. The first person to come founds the book.
#[must_use]
pub fn court(seed: u64, cases: usize, from: NaiveDate) -> Court {
    Court::new(seed, cases, from)
}
