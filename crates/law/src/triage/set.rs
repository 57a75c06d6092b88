//! A court's triage rules as they stand in a file of `rules/`.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::facts::{ArbitrationKind, BasisType, ClaimKind};

/// A short text in our own words, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

/// What a rule says when it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleVerdict {
    /// 简易
    Simple,
    /// 普通
    Ordinary,
}

impl From<RuleVerdict> for super::Verdict {
    fn from(verdict: RuleVerdict) -> Self {
        match verdict {
            RuleVerdict::Simple => Self::Simple,
            RuleVerdict::Ordinary => Self::Ordinary,
        }
    }
}

/// When a rule matches. Rules named here are read first; they may not name each other in a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// Some part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// The basis is one of these kinds.
    Basis(Vec<BasisType>),
    /// The arbitration is one of these kinds.
    Arbitration(Vec<ArbitrationKind>),
    /// What is claimed is one of these kinds.
    ClaimKind(Vec<ClaimKind>),
    /// A yes-or-no fact, by its field name or the id of a local fact, is yes.
    Yes(String),
    /// A mark by a named person with a reason: `complexity` or `simple`.
    Marked(MarkKind),
    /// The claim is this many fen or more (以上 includes the number, 民法典1259).
    ClaimAtLeastFen(i64),
    /// Counted frozen funds are as much as the claim or more.
    FrozenCoversClaim,
    /// Some of these rules match.
    Matches(Vec<String>),
    /// None of these rules matches.
    NoMatch(Vec<String>),
}

/// The two marks that only a named person sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// O4.
    Complexity,
    /// S6.
    Simple,
}

/// Rules over which a rule prevails, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beats {
    /// Their ids.
    pub rules: Vec<String>,
    /// True where the law itself settles it (a special rule): then no conflict is flagged.
    pub settles: bool,
    /// The reason, for people.
    pub why: Text,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its own id; two rules may encode two halves of one item.
    pub id: String,
    /// The item of the article, as grounds name it: `S1`, `O2`, …
    pub item: String,
    /// Counts up when the rule's meaning changes.
    pub version: u32,
    /// What it says.
    pub verdict: RuleVerdict,
    /// Among matching rules of the winning verdict the lowest rank is the decisive one.
    pub rank: u32,
    /// The article it encodes.
    pub article: String,
    /// The norm it stands in.
    pub source: String,
    /// How far the norm was seen: L, P, C or K.
    pub mark: String,
    /// True where it is our reading and not the court's.
    pub proposed: bool,
    /// What it says, in our own short words.
    pub text: Text,
    /// When it matches.
    pub when: Condition,
    /// Codes of what to warn of when it is a ground.
    #[serde(default)]
    pub warns: Vec<String>,
    /// Over which rules it prevails.
    pub beats: Vec<Beats>,
}

/// A reading of unclear text, with the other reading beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Its id.
    pub id: String,
    /// The rule it concerns.
    pub rule: String,
    /// True until the court has settled it.
    pub proposed: bool,
    /// The norm it reads.
    pub source: String,
    /// The reading taken.
    pub text: Text,
    /// The other reading.
    pub other: Text,
    /// What the court should decide, in one sentence.
    #[serde(default)]
    pub question: Option<Text>,
    /// When a case leans on it (then it is named as a warning, and its question is put).
    pub applies: Condition,
    /// With these, a case leans on it only if every complexity mark that counts is one of them.
    #[serde(default)]
    pub only_marks: Vec<String>,
    /// The rule's condition in the other reading. Given: a verdict that would change under it wants review.
    #[serde(default)]
    pub instead: Option<Condition>,
}

/// A yes-or-no fact that only this set asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalFact {
    /// Its id, the key in `Facts::local`.
    pub id: String,
    /// Its name.
    pub text: Text,
}

/// What must be known before any rule is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstStep {
    /// Of `basis_type` (must be known) and `filing_data_ok` (must be yes).
    pub needs: Vec<String>,
    /// The article.
    pub article: String,
    /// The reason, for people.
    pub text: Text,
}

/// A team a verdict leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its id.
    pub id: String,
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

/// Which team takes which verdict (Art. 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Teams {
    /// The article.
    pub article: String,
    /// For simple cases.
    pub simple: Team,
    /// For ordinary cases.
    pub ordinary: Team,
}

/// A whole set, as in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Of this file format: 1.
    pub format: u32,
    /// Its id.
    pub id: String,
    /// Counts up when any rule changes. A set that was in use is never edited, a new version stands beside it.
    pub version: u32,
    /// Its name.
    pub title: Text,
    /// Whose set it is.
    pub court: Text,
    /// The document.
    pub source: String,
    /// First day of filing it is for.
    #[serde(with = "crate::day_number")]
    pub valid_from: NaiveDate,
    /// Last day of filing it is for; `None` is open.
    #[serde(default, with = "crate::day_number")]
    pub valid_to: Option<NaiveDate>,
    /// True for an example that does not hold all of the court's rules.
    pub partial: bool,
    /// Step 0.
    pub first: FirstStep,
    /// Where a verdict leads.
    pub teams: Teams,
    /// Facts beyond the common ones.
    pub local_facts: Vec<LocalFact>,
    /// The rules, in the order grounds are listed.
    pub rules: Vec<Rule>,
    /// Readings of unclear text.
    pub readings: Vec<Reading>,
    /// What only the court can answer.
    pub open: Vec<Text>,
}
