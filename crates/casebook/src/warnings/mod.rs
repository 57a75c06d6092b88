//! Warnings besides lateness (plan Art. 7, 9, 23): what is missing, what cannot be in this order, what looks odd. The rules
//! are a text, `rules/warnings.json`; this folder reads and checks it, and asks it about a case.
mod book;
mod condition;
mod known;
mod text;

use std::sync::OnceLock;

use chrono::NaiveDate;
use law::calendar::Calendar;
use law::canonical::sha256_hex;
use serde::{Deserialize, Serialize};

pub use book::{WarnedRow, sort_warned};
use condition::{Condition, Seen};
pub use condition::{Fact, Name};
pub use known::Known;
pub use text::{WarningsError, WarningsFault};

use super::kinds::{Both, KindOf, Kinds};

/// The text this build brings.
pub const WARNINGS: &str = include_str!("../../../../rules/warnings.json");

/// Digits of the fingerprint of what a warning rests on: enough to tell two states of one case apart.
const DIGITS: usize = 24;

/// The rules of warnings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    /// What the set is called.
    pub title: Both,
    /// What sorts of warnings there are, each with its name, in the order they are shown.
    pub sorts: Vec<(String, Both)>,
    /// The rules, in the order they are shown.
    pub rules: Vec<WarningRule>,
    text: String,
}

/// A rule: when to warn, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningRule {
    /// Its id, e.g. `M1`; what was handled names it.
    pub id: String,
    /// Which sort of warning, an index into [`Warnings::sorts`].
    pub sort: usize,
    /// What it says.
    pub name: Both,
    /// Why that matters.
    pub why: Both,
    /// What to do about it.
    pub to_do: Both,
    /// The article it comes from.
    pub source: String,
    /// How far that was seen: L, P, C or K.
    pub mark: String,
    /// It is our reading and not the court's.
    pub proposed: bool,
    condition: Condition,
}

/// A warning about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    /// The id of the rule.
    pub rule: String,
    /// Whom or what it concerns: names of records, of people.
    pub of: Vec<String>,
    /// What is known of what the rule asks.
    pub facts: Vec<Fact>,
    /// Fingerprint of all it rests on: once this is another, what was said of it before does not answer it any more.
    pub basis: String,
}

/// The kind of answers to warnings (`rules/records/warning.json`).
#[must_use]
pub fn answers() -> Option<&'static KindOf> {
    Kinds::builtin().named("warning")
}

impl Warnings {
    /// The rules this build brings.
    ///
    /// # Panics
    /// Never: a test loads them.
    pub fn builtin() -> &'static Warnings {
        static RULES: OnceLock<Warnings> = OnceLock::new();
        RULES.get_or_init(|| {
            let loaded = Warnings::parse(WARNINGS);
            assert!(loaded.is_ok(), "rules/warnings.json: {:?}", loaded.as_ref().err());
            loaded.unwrap_or_default()
        })
    }

    /// Reads rules from their text and checks them.
    ///
    /// # Errors
    /// The first fault, with the rule it is in.
    pub fn parse(text: &str) -> Result<Warnings, WarningsError> {
        text::read(text)
    }

    /// The text it was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&WarningRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The warnings about a case on a day that nobody has answered as it stands now, in the order of the rules.
    #[must_use]
    pub fn of(&self, known: &Known, calendar: &Calendar, today: NaiveDate) -> Vec<Warned> {
        let warned = self.rules.iter().filter_map(|rule| {
            let mut seen = Seen::default();
            let holds = rule.condition.holds(&known.asked(calendar, today), &mut seen);
            holds.then(|| warned(rule, seen))
        });
        warned
            .filter(|warned| !known.is_answered(&warned.rule, &warned.basis))
            .collect()
    }
}

fn warned(rule: &WarningRule, seen: Seen) -> Warned {
    let basis = format!("{}\n{}", rule.id, seen.basis.join("\n"));
    let mut basis = sha256_hex(basis.as_bytes());
    basis.truncate(DIGITS);
    Warned {
        rule: rule.id.clone(),
        of: seen.of,
        facts: seen.facts,
        basis,
    }
}
