//! The rules in force, as the book asks them.
use crate::casebook::judge::{Judge, NoRules};
use crate::casebook::rules::Rules;

/// The judge for these rule texts, on top of those built in. Texts that cannot be in force are left out.
pub(super) fn judge_of(texts: &[(String, String)]) -> Box<dyn Judge> {
    match Rules::of_readable(texts) {
        Ok((rules, _)) => Box::new(rules),
        Err(_) => Box::new(NoRules),
    }
}
