//! Names of the fields of a case, and of the codes they hold.
use std::cell::RefCell;
use std::collections::HashSet;

use ::law::facts::{ArbitrationKind, BasisType, ClaimKind};
use casebook::field::Holds;
use casebook::kinds::Both;
use files::words::CLOSINGS;
use protocol::Field;

use super::{Text, law};

/// A text of the rules in both languages.
pub fn both(both: &'static Both) -> Text {
    Text(&both.zh, &both.en)
}

/// A text of the court's own in both languages. Such a text comes while the page lives; each is kept once.
pub fn own(both: &Both) -> Text {
    Text(kept(&both.zh), kept(&both.en))
}

thread_local! {
    static KEPT: RefCell<HashSet<&'static str>> = RefCell::default();
}

fn kept(text: &str) -> &'static str {
    KEPT.with_borrow_mut(|kept| match kept.get(text) {
        Some(known) => known,
        None => {
            let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
            kept.insert(text);
            text
        }
    })
}

/// Name of a field, as the table of fields has it.
pub fn name(field: Field) -> Text {
    both(&field.told().name)
}

/// The choices of a field that holds a code.
pub fn choices(field: Field) -> Option<Vec<(&'static str, Text)>> {
    let told = field.told();
    Some(match told.holds {
        Holds::Basis => BasisType::ALL
            .map(BasisType::code)
            .into_iter()
            .zip(law::BASIS)
            .collect(),
        Holds::Arbitration => {
            let codes = ArbitrationKind::ALL.map(ArbitrationKind::code);
            codes.into_iter().zip(law::ARBITRATION).collect()
        }
        Holds::Claim => ClaimKind::ALL
            .map(ClaimKind::code)
            .into_iter()
            .zip(law::CLAIM_KIND)
            .collect(),
        // What is read last is the most usual: it comes first here.
        Holds::Closing => CLOSINGS
            .iter()
            .rev()
            .map(|word| (word.code, Text(word.text.0, word.text.1)))
            .collect(),
        Holds::Verdict => vec![("simple", law::VERDICT_SIMPLE), ("ordinary", law::VERDICT_ORDINARY)],
        _ if told.choices().is_empty() => return None,
        _ => told
            .choices()
            .iter()
            .map(|(code, name)| (code.as_str(), both(name)))
            .collect(),
    })
}
