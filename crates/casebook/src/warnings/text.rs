//! The text of warnings, as it is written in `rules/warnings.json`, and what it must hold.
use std::collections::{BTreeMap, BTreeSet};

use law::counting::Term;
use law::nodes::{NodeSet, last_day};
use serde::Deserialize;

use super::condition::{Condition, Name, Past};
use super::{WarningRule, Warnings};
use crate::field::{Field, Fields, Holds};
use crate::kinds::{Both, KindOf, Kinds, ValueType};
use crate::parties;
use crate::slot::Kind;

/// What is wrong with a text of warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningsFault {
    /// Not JSON, not of this shape, without a name, or with a term that is not written as one.
    Malformed,
    /// An id stands twice.
    Duplicate,
    /// No source or mark.
    NoSource,
    /// A fact is named that is not there.
    UnknownFact,
    /// A sort of warnings is named that is not there.
    UnknownSort,
}

/// Why a text is not taken: what is wrong, and the rule or the name it is about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault:?}: {detail}")]
pub struct WarningsError {
    /// What is wrong.
    pub fault: WarningsFault,
    /// What it is about.
    pub detail: String,
}

fn refuse<T>(fault: WarningsFault, detail: impl Into<String>) -> Result<T, WarningsError> {
    let detail = detail.into();
    Err(WarningsError { fault, detail })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct SetText {
    id: String,
    version: u32,
    title: Both,
    source: String,
    sorts: Vec<SortText>,
    warnings: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SortText {
    key: String,
    name: Both,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    id: String,
    sort: String,
    name: Both,
    why: Both,
    #[serde(rename = "do")]
    to_do: Both,
    source: String,
    mark: String,
    #[serde(default)]
    proposed: bool,
    #[serde(rename = "if")]
    condition: ConditionText,
}

/// A condition as it is written: one key, and what it asks.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ConditionText {
    All(Vec<ConditionText>),
    Any(Vec<ConditionText>),
    Not(Box<ConditionText>),
    Has(String),
    Is(BTreeMap<String, Vec<String>>),
    Before(String, String),
    Past(PastText),
    Reaches(ReachesText),
    Record(RecordText),
    Unrecorded(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PastText {
    from: String,
    /// As node texts write it: `5 working_day`.
    term: String,
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    kept: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReachesText {
    this: String,
    than: String,
    /// Hundredths of the other that it comes to.
    percent: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordText {
    kind: String,
    #[serde(rename = "if")]
    condition: Box<ConditionText>,
}

/// Reads and checks a text.
pub(super) fn read(text: &str) -> Result<Warnings, WarningsError> {
    let set: SetText = match serde_json::from_str(text) {
        Ok(set) => set,
        Err(error) => return refuse(WarningsFault::Malformed, error.to_string()),
    };
    let mut keys = BTreeSet::new();
    for sort in &set.sorts {
        named(&sort.key, &[&sort.name])?;
        if !keys.insert(&sort.key) {
            return refuse(WarningsFault::Duplicate, sort.key.clone());
        }
    }
    let mut rules: Vec<WarningRule> = Vec::with_capacity(set.warnings.len());
    for rule in set.warnings {
        if rules.iter().any(|known| known.id == rule.id) {
            return refuse(WarningsFault::Duplicate, rule.id);
        }
        rules.push(read_rule(&set.sorts, rule)?);
    }
    Ok(Warnings {
        title: set.title,
        sorts: set.sorts.into_iter().map(|sort| (sort.key, sort.name)).collect(),
        rules,
        text: text.to_owned(),
    })
}

fn read_rule(sorts: &[SortText], rule: RuleText) -> Result<WarningRule, WarningsError> {
    named(&rule.id, &[&rule.name, &rule.why, &rule.to_do])?;
    if rule.source.trim().is_empty() || !["L", "P", "C", "K"].contains(&rule.mark.as_str()) {
        return refuse(WarningsFault::NoSource, rule.id);
    }
    let Some(sort) = sorts.iter().position(|sort| sort.key == rule.sort) else {
        return refuse(WarningsFault::UnknownSort, format!("{}: {}", rule.id, rule.sort));
    };
    let reader = Reader {
        rule: &rule.id,
        of: None,
    };
    let condition = reader.condition(rule.condition)?;
    Ok(WarningRule {
        condition,
        id: rule.id,
        sort,
        name: rule.name,
        why: rule.why,
        to_do: rule.to_do,
        source: rule.source,
        mark: rule.mark,
        proposed: rule.proposed,
    })
}

fn named(id: &str, names: &[&Both]) -> Result<(), WarningsError> {
    let is_named = |name: &&Both| !name.zh.trim().is_empty() && !name.en.trim().is_empty();
    match names.iter().all(is_named) && !id.trim().is_empty() {
        true => Ok(()),
        false => refuse(WarningsFault::Malformed, format!("{id}: a name is missing")),
    }
}

/// What something must hold to be asked so.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Any,
    Codes,
    Day,
    Money,
}

/// Finds the names of a condition: of the record asked about first, then of the case.
#[derive(Clone, Copy)]
struct Reader<'a> {
    rule: &'a str,
    of: Option<&'static KindOf>,
}

impl Reader<'_> {
    fn condition(&self, text: ConditionText) -> Result<Condition, WarningsError> {
        let all = |parts: Vec<ConditionText>| -> Result<Vec<Condition>, WarningsError> {
            parts.into_iter().map(|part| self.condition(part)).collect()
        };
        Ok(match text {
            ConditionText::All(parts) => Condition::All(all(parts)?),
            ConditionText::Any(parts) => Condition::Any(all(parts)?),
            ConditionText::Not(part) => Condition::Not(Box::new(self.condition(*part)?)),
            ConditionText::Has(name) => Condition::Has(self.name(&name, Sort::Any)?),
            ConditionText::Is(codes) => {
                let each = codes.into_iter().map(|(name, codes)| self.is(&name, codes));
                Condition::All(each.collect::<Result<_, _>>()?)
            }
            ConditionText::Before(first, second) => {
                Condition::Before(self.name(&first, Sort::Day)?, self.name(&second, Sort::Day)?)
            }
            ConditionText::Past(past) => Condition::Past(Past {
                from: self.name(&past.from, Sort::Day)?,
                term: self.term(&past.term)?,
                at: past.at.map(|at| self.name(&at, Sort::Day)).transpose()?,
                kept: past.kept,
            }),
            ConditionText::Reaches(reaches) => {
                let (this, than) = (
                    self.name(&reaches.this, Sort::Money)?,
                    self.name(&reaches.than, Sort::Money)?,
                );
                Condition::Reaches(this, than, reaches.percent)
            }
            ConditionText::Record(record) => {
                let (None, Some(kind)) = (self.of, Kinds::builtin().named(&record.kind)) else {
                    return self.unknown(&record.kind);
                };
                let of = Reader {
                    of: Some(kind),
                    ..*self
                };
                Condition::Record(kind.kind, Box::new(of.condition(*record.condition)?))
            }
            ConditionText::Unrecorded(name) => match Field::from_key(&name) {
                Some(field) if parties::role_of(field).is_some() => Condition::Unrecorded(field),
                _ => return self.unknown(&name),
            },
        })
    }

    fn unknown<T>(&self, name: &str) -> Result<T, WarningsError> {
        refuse(WarningsFault::UnknownFact, format!("{}: {name}", self.rule))
    }

    fn term(&self, text: &str) -> Result<Term, WarningsError> {
        last_day(text).map_or_else(
            || refuse(WarningsFault::Malformed, format!("{}: {text}", self.rule)),
            Ok,
        )
    }

    fn is(&self, name: &str, codes: Vec<String>) -> Result<Condition, WarningsError> {
        let found = self.name(name, Sort::Codes)?;
        let choices = match &found {
            Name::Own(kind, field) | Name::Records(kind, field) => choices_of(*kind, *field),
            _ => None,
        };
        let is_known = |code: &String| choices.as_ref().is_none_or(|known| known.contains(&code.as_str()));
        match codes.iter().find(|code| !is_known(code)) {
            None if !codes.is_empty() => Ok(Condition::Is(found, codes)),
            other => self.unknown(other.map_or(name, String::as_str)),
        }
    }

    /// What a name means: a field of the record, of the case, `kind.field` of all records, a happening.
    fn name(&self, name: &str, wanted: Sort) -> Result<Name, WarningsError> {
        let own = self.of.and_then(|kind| field_named(kind, name, wanted));
        let own = own.map(|(kind, field)| Name::Own(kind, field));
        let found = own
            .or_else(|| (name == "case_kind" && wanted == Sort::Codes).then_some(Name::CaseKind))
            .or_else(|| case_field(name, wanted))
            .or_else(|| {
                let (kind, field) = name.split_once('.')?;
                let (kind, field) = field_named(Kinds::builtin().named(kind)?, field, wanted)?;
                Some(Name::Records(kind, field))
            })
            .or_else(|| {
                let is_day = matches!(wanted, Sort::Any | Sort::Day);
                (is_day && NodeSet::builtin().key(name).is_some()).then(|| Name::Happening(name.to_owned()))
            });
        found.map_or_else(|| self.unknown(name), Ok)
    }
}

fn choices_of(kind: Kind, field: u16) -> Option<Vec<&'static str>> {
    match &Kinds::builtin().get(kind)?.field(field)?.holds {
        ValueType::Choice(choices) => Some(choices.iter().map(|(code, _)| code.as_str()).collect()),
        ValueType::YesNo => Some(vec!["yes", "no"]),
        _ => None,
    }
}

fn field_named(kind: &KindOf, name: &str, wanted: Sort) -> Option<(Kind, u16)> {
    let field = kind.field_named(name)?;
    fits(&field.holds, wanted).then_some((kind.kind, field.number))
}

fn fits(holds: &ValueType, wanted: Sort) -> bool {
    match wanted {
        Sort::Any => true,
        Sort::Codes => matches!(holds, ValueType::Choice(_) | ValueType::YesNo),
        Sort::Day => *holds == ValueType::Date,
        Sort::Money => *holds == ValueType::Money,
    }
}

fn case_field(name: &str, wanted: Sort) -> Option<Name> {
    let field = Field::from_key(name)?;
    let told = Fields::builtin().iter().find(|told| told.field == field)?;
    let is_fit = match &told.holds {
        Holds::Plain(holds) => fits(holds, wanted),
        Holds::Basis | Holds::Arbitration | Holds::Claim | Holds::Closing | Holds::Verdict => {
            matches!(wanted, Sort::Any | Sort::Codes)
        }
        Holds::CaseNumber | Holds::Marks | Holds::Mark => wanted == Sort::Any,
    };
    is_fit.then_some(Name::Field(field))
}
