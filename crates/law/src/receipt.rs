//! Receipts: what a verdict and its dates rested on, as text that any later build works out again to the same bytes.
//!
//! A receipt holds the rule set (its hash and the version of every rule), the facts, the terms with the calendar's
//! fingerprint, and the result, in [canonical](super::canonical) JSON. Facts not known and lists left empty are left
//! out, so that a build that asks for more facts still writes the same text. A rule set or calendar that was in use
//! stays with the program: [`SETS`] is only ever added to.
use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::calendar::Calendar;
use super::canonical::{canonical, hex};
use super::counting::{Period, Term, due};
use super::facts::Facts;
use super::nodes::{CaseInput, NodeSet, NodeState, Rule};
use super::triage::{RuleError, TriageRules, Verdict, decide};

/// Texts of the rule sets that receipts may name: the ones in force and all that were.
pub const SETS: [&str; 2] = [super::triage::SHANGQIU, super::triage::SHANGQIU_1];

const FORMAT: u64 = 1;

/// A term of a node, counted from a day: what a date of a receipt rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateOf {
    /// The node's id.
    pub node: String,
    /// The day it is counted from.
    pub trigger: NaiveDate,
    /// Its length, unit, kind and roll.
    pub term: Term,
    /// Excluded time, both ends included.
    pub excluded: Vec<(NaiveDate, NaiveDate)>,
}

impl DateOf {
    /// The term behind a node's date. Nothing for a node without a term of its own or one counted backwards.
    pub fn of(set: &NodeSet, state: &NodeState, input: &CaseInput) -> Option<Self> {
        let node = set
            .at(state.index)
            .filter(|node| matches!(node.rule, Rule::Forward(_)))?;
        let excluded = input.excluded_for(node).iter().map(|period| (period.from, period.to));
        Some(Self {
            node: node.id.clone(),
            trigger: state.trigger?,
            term: state.term?,
            excluded: excluded.collect(),
        })
    }
}

/// Why a receipt cannot be worked out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptError {
    /// Not JSON, a part missing, a number that is not whole, or facts this build cannot read.
    Malformed,
    /// Written by a later format.
    UnknownFormat,
    /// Its rule set is not with this build and was not given.
    UnknownRules,
    /// Its calendar is not with this build and was not given.
    UnknownCalendar,
}

impl ReceiptError {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownFormat => "unknown_format",
            Self::UnknownRules => "unknown_rules",
            Self::UnknownCalendar => "unknown_calendar",
        }
    }
}

impl fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for ReceiptError {}

/// A receipt worked out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// The case it names, if it names one.
    pub id: Option<String>,
    /// The same bytes came out.
    pub same: bool,
    /// The verdict that came out.
    pub verdict: Verdict,
    /// Parts that came out otherwise: `result`, `dates`, `rules`, `facts`, …
    pub differs: Vec<String>,
    /// The text that came out.
    pub text: String,
}

/// Writes a receipt. `id` names the case; dates need the calendar they were counted with.
pub fn make(rules: &TriageRules, facts: &Facts, id: Option<&str>, dates: Option<(&Calendar, &[DateOf])>) -> String {
    let mut receipt = Map::new();
    let mut put = |key: &str, value: Value| receipt.insert(key.to_owned(), value);
    put("format", FORMAT.into());
    put("rules", rules_part(rules));
    put("facts", known(serde_json::to_value(facts).unwrap_or_default()));
    put("result", result_part(rules, facts));
    if let Some(id) = id {
        put("id", id.into());
    }
    if let Some((calendar, dates)) = dates {
        put("calendar", calendar_part(calendar));
        put("dates", dates.iter().map(|date| date_part(calendar, date)).collect());
    }
    // No part holds a number that is not whole.
    canonical(&Value::Object(receipt)).unwrap_or_default()
}

/// Works a receipt out again with the rule sets and the calendar of this build.
///
/// # Errors
/// It cannot be read, or rests on rules or a calendar that are not here.
pub fn replay(text: &str) -> Result<Replay, ReceiptError> {
    let known = builtin().map_err(|_| ReceiptError::UnknownRules)?;
    let sets: Vec<&TriageRules> = known.iter().collect();
    replay_with(text, &sets, &[Calendar::builtin()])
}

/// Works a receipt out again with these rule sets and calendars (a court's own, imported).
///
/// # Errors
/// It cannot be read, or rests on rules or a calendar that are not among them.
pub fn replay_with(text: &str, sets: &[&TriageRules], calendars: &[&Calendar]) -> Result<Replay, ReceiptError> {
    let was: Value = serde_json::from_str(text.trim()).map_err(|_| ReceiptError::Malformed)?;
    let before = canonical(&was).ok_or(ReceiptError::Malformed)?;
    let format = was
        .get("format")
        .and_then(Value::as_u64)
        .ok_or(ReceiptError::Malformed)?;
    if format != FORMAT {
        return Err(ReceiptError::UnknownFormat);
    }
    let hash = was
        .pointer("/rules/hash")
        .and_then(Value::as_str)
        .ok_or(ReceiptError::Malformed)?;
    let rules = sets
        .iter()
        .find(|set| set.hash() == hash)
        .ok_or(ReceiptError::UnknownRules)?;
    let facts = was.get("facts").cloned().ok_or(ReceiptError::Malformed)?;
    let facts: Facts = serde_json::from_value(facts).map_err(|_| ReceiptError::Malformed)?;
    let id = was.get("id").and_then(Value::as_str);
    let calendar = calendar_of(&was, calendars)?;
    let dates = read_dates(&was)?;
    let text = make(
        rules,
        &facts,
        id,
        calendar.as_deref().map(|calendar| (calendar, &dates[..])),
    );
    let now: Value = serde_json::from_str(&text).map_err(|_| ReceiptError::Malformed)?;
    Ok(Replay {
        id: id.map(str::to_owned),
        same: text == before,
        verdict: decide(rules, &facts).verdict,
        differs: differing(&was, &now),
        text,
    })
}

fn builtin() -> Result<&'static [TriageRules], &'static RuleError> {
    use std::sync::OnceLock;
    static LOADED: OnceLock<Result<Vec<TriageRules>, RuleError>> = OnceLock::new();
    let load = || SETS.iter().map(|text| TriageRules::parse(text)).collect();
    LOADED.get_or_init(load).as_deref()
}

fn rules_part(rules: &TriageRules) -> Value {
    let set = rules.set();
    let versions: Map<String, Value> = set
        .rules
        .iter()
        .map(|rule| (rule.id.clone(), rule.version.into()))
        .collect();
    json!({"id": set.id, "version": set.version, "hash": rules.hash(), "versions": versions})
}

fn result_part(rules: &TriageRules, facts: &Facts) -> Value {
    let decision = decide(rules, facts);
    json!({
        "verdict": decision.verdict.code(),
        "grounds": decision.grounds(rules).collect::<Vec<_>>(),
        "decisive": decision.decisive(rules),
        "missing": decision.missing().map(|fact| rules.fact_code(fact)).collect::<Vec<_>>(),
        "conflict": decision.conflict,
        "review_required": decision.review_required,
        "team": rules.team(decision.verdict).map(|team| team.id.as_str()),
    })
}

fn calendar_part(calendar: &Calendar) -> Value {
    json!({"hash": hex(&calendar.fingerprint()), "through": calendar.settled_through()})
}

fn date_part(calendar: &Calendar, date: &DateOf) -> Value {
    let excluded: Vec<Period> = date.excluded.iter().map(|&(from, to)| Period { from, to }).collect();
    let end = match due(calendar, date.trigger, &date.term, &excluded) {
        Ok(end) => json!({
            "nominal": end.nominal, "extended": end.extended, "due": end.due, "act_by": end.act_by,
            "earliest": end.earliest, "latest": end.latest, "provisional": end.provisional,
            "excluded_days": end.excluded_days,
        }),
        Err(error) => json!({"error": error.code()}),
    };
    json!({
        "node": date.node, "trigger": date.trigger, "term": date.term, "excluded": date.excluded, "end": end,
    })
}

/// The calendar the receipt was counted with: one of these, or one of these as it was some notices ago.
fn calendar_of<'a>(was: &Value, calendars: &[&'a Calendar]) -> Result<Option<Cow<'a, Calendar>>, ReceiptError> {
    let Some(part) = was.get("calendar") else {
        return Ok(None);
    };
    let hash = part
        .get("hash")
        .and_then(Value::as_str)
        .ok_or(ReceiptError::Malformed)?;
    let through = part
        .get("through")
        .and_then(Value::as_i64)
        .ok_or(ReceiptError::Malformed)?;
    let fits = |calendar: &Calendar| hex(&calendar.fingerprint()) == hash;
    if let Some(found) = calendars.iter().find(|c| fits(c)) {
        return Ok(Some(Cow::Borrowed(found)));
    }
    let through = i32::try_from(through).map_err(|_| ReceiptError::Malformed)?;
    let later = calendars.iter().filter(|c| c.settled_through() > through);
    let older = later.map(|c| c.as_of(through)).find(|c| fits(c));
    older.map(|c| Some(Cow::Owned(c))).ok_or(ReceiptError::UnknownCalendar)
}

fn read_dates(was: &Value) -> Result<Vec<DateOf>, ReceiptError> {
    fn part<T: serde::de::DeserializeOwned>(date: &Value, key: &str) -> Result<T, ReceiptError> {
        let value = date.get(key).cloned().ok_or(ReceiptError::Malformed)?;
        serde_json::from_value(value).map_err(|_| ReceiptError::Malformed)
    }
    let dates = was
        .get("dates")
        .map_or(&[][..], |d| d.as_array().map_or(&[][..], Vec::as_slice));
    let read = |date: &Value| {
        Ok(DateOf {
            node: part(date, "node")?,
            trigger: part(date, "trigger")?,
            term: part(date, "term")?,
            excluded: part(date, "excluded")?,
        })
    };
    dates.iter().map(read).collect()
}

/// The value without what is not known: nulls, empty lists and empty objects.
fn known(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().map(|(key, field)| (key, known(field)));
            kept.filter(|(_, field)| !is_empty(field)).collect()
        }
        Value::Array(items) => items.into_iter().map(known).collect(),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn differing(was: &Value, now: &Value) -> Vec<String> {
    let keys = |value: &Value| {
        value
            .as_object()
            .map(|o| o.keys().cloned().collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let mut all = keys(was);
    all.extend(keys(now));
    all.sort_unstable();
    all.dedup();
    all.retain(|key| was.get(key) != now.get(key));
    all
}
