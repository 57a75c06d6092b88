//! Why a rule set is refused.
use std::fmt;

use crate::facts::Facts;

/// What is wrong with a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleErrorCode {
    /// Not JSON, or not of this shape.
    Malformed,
    /// A file format this build does not know.
    UnknownFormat,
    /// A rule or reading without a source, article or mark of L, P, C or K.
    NoSource,
    /// Two rules, readings or local facts share an id, or two rules a rank.
    Duplicate,
    /// A rule is named that is not there.
    UnknownRule,
    /// A fact is named that does not exist.
    UnknownFact,
    /// Rules name each other in a circle.
    Circular,
    /// A threshold under one fen.
    BadThreshold,
    /// `valid_to` lies before `valid_from`.
    BadDates,
    /// More rules, readings or combinations of facts than can be checked.
    TooLarge,
    /// Facts for which no rule matches.
    Gap,
    /// Facts for which two rules decide differently and neither prevails.
    Contradiction,
    /// Facts for which rules prevail over each other in a circle.
    CircularOrder,
    /// A rule that matches no facts at all.
    Unreachable,
    /// A rule that never decides: wherever it matches, another prevails.
    AlwaysBeaten,
}

impl RuleErrorCode {
    /// Stable code for interfaces and scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownFormat => "unknown_format",
            Self::NoSource => "no_source",
            Self::Duplicate => "duplicate",
            Self::UnknownRule => "unknown_rule",
            Self::UnknownFact => "unknown_fact",
            Self::Circular => "circular",
            Self::BadThreshold => "bad_threshold",
            Self::BadDates => "bad_dates",
            Self::TooLarge => "too_large",
            Self::Gap => "gap",
            Self::Contradiction => "contradiction",
            Self::CircularOrder => "circular_order",
            Self::Unreachable => "unreachable",
            Self::AlwaysBeaten => "always_beaten",
        }
    }
}

/// A refused set: the code, the rules concerned, and facts that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// What is wrong.
    pub code: RuleErrorCode,
    /// Ids of the rules (or readings, facts) concerned.
    pub rules: Vec<String>,
    /// The reading under which it goes wrong; `None` when it does with the rules as they stand.
    pub reading: Option<String>,
    /// Facts that show it. An unreachable rule has none: there are no such facts.
    pub counterexample: Option<Box<Facts>>,
    /// Technical detail (the parser's words), may be empty.
    pub detail: String,
}

impl RuleError {
    pub(super) fn new(code: RuleErrorCode, rules: &[&str]) -> Self {
        Self {
            code,
            rules: rules.iter().map(|&r| r.to_owned()).collect(),
            reading: None,
            counterexample: None,
            detail: String::new(),
        }
    }

    pub(super) fn with_detail(mut self, detail: impl fmt::Display) -> Self {
        self.detail = detail.to_string();
        self
    }

    pub(super) fn shown_by(mut self, facts: Facts) -> Self {
        self.counterexample = Some(Box::new(facts));
        self
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code.code())?;
        if !self.rules.is_empty() {
            write!(f, " ({})", self.rules.join(", "))?;
        }
        if let Some(reading) = &self.reading {
            write!(f, " under the other reading of {reading}")?;
        }
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for RuleError {}
