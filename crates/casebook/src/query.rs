//! What to list, and in which order.
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::field::Field;

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Free text: number, party, cause, handler, pinyin initials; several words must all match.
    pub text: String,
    /// Only this verdict: 0 simple, 1 ordinary, 2 needs more facts.
    pub verdict: Option<u8>,
    /// Only this state: 0 overdue, 1 due soon, 2 fine, 3 closed.
    pub state: Option<u8>,
    /// Only this handler; the empty name: only cases without one.
    pub handler: Option<String>,
    /// Filed in this year.
    pub year: Option<i32>,
    /// Only cases with these values: texts, codes of choices, `yes` and `no`. Fields the table of fields filters by.
    #[serde(default)]
    pub marks: Vec<(Field, String)>,
    /// The cases removed from the lists, in place of those in them.
    #[serde(default)]
    pub removed: bool,
    /// Only cases with fields in which several values wait for a ruling.
    #[serde(default)]
    pub disputed: bool,
    /// Sort by, and whether descending.
    pub sort: Sort,
    /// Descending.
    pub descending: bool,
    /// Only these ids (a selection), if given.
    pub ids: Option<Vec<CaseId>>,
}

/// Sort keys of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The next alarm, earliest first: what a clerk must do first.
    #[default]
    NextDue,
    /// Case number: year, court, type, number.
    CaseNumber,
    /// Filing day.
    FiledOn,
    /// Amount claimed.
    Amount,
    /// Applicant.
    Applicant,
    /// Debtor.
    Debtor,
    /// Handler.
    Handler,
    /// Verdict.
    Verdict,
}
