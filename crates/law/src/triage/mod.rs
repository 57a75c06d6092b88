//! Triage (Art. 11): a court's rules as data, checked as a whole when loaded, and the verdict over three-valued facts.
//!
//! [`TriageRules`] is a loaded set. [`decide`] gives the bare verdict and is fast; [`triage`] adds everything a person
//! wants to see: every ground and why it yields, what is missing, what would flip the verdict, what to be warned of.
//!
//! The verdict is settled when every completion of the unknown facts agrees (supervaluation), not rule by rule: two
//! unknown facts that lead to the same verdict on every path leave nothing open.
mod amounts;
mod check;
mod completions;
mod condition;
mod contradiction;
mod decide;
mod error;
mod fact;
mod flips;
mod lean;
mod loaded;
mod outcome;
mod set;
mod space;
mod suppose;
mod table;

pub use contradiction::{Contradiction, contradictions};
pub use decide::{Decision, Verdict, decide, settle};
pub use error::{RuleError, RuleErrorCode};
pub use fact::{FactId, FactValue};
pub use flips::{Change, Flip};
pub use loaded::{FENGSHUN, PENGSHUI, SHANGQIU, SHANGQIU_1, TriageRules};
pub use outcome::{Ground, Triage, Warning, WarningCode, Yield, triage};
pub use set::{
    Beats, Condition, FirstStep, LocalFact, MarkKind, Reading, Rule, RuleSet, RuleVerdict, Team, Teams, Text,
};
pub use suppose::suppose;
