//! The rules in force, as the book asks them.
use crate::casebook::judge::{Judge, NoRules};

/// The judge for these rule texts, on top of those built in.
pub(super) fn judge_of(_texts: &[(String, String)]) -> Box<dyn Judge> {
    Box::new(NoRules)
}
