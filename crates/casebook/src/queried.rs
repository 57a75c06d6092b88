//! What the property queries of a case came to (plan Art. 7(4)): found, of it executable, and what of it is frozen. Triage
//! is proposed nothing but what is frozen: that alone covers a claim (plan Art. 11(1)5).
use std::collections::BTreeMap;

use chrono::NaiveDate;
use law::money::Fen;

use super::field::Value;
use super::kinds::{KindOf, Kinds};
use super::slot::Kind;
use super::view::RecordView;

/// The kind of results (`rules/records/query_result.json`).
pub const QUERY_RESULT: Kind = Kind(46);
/// The happening that ends the matter.
pub const ANALYSED: &str = "national_query_analysed";
/// The sorts that are money at once: deposits and network funds (plan Art. 11(1)5).
const CASH: [&str; 2] = ["bank_deposit", "network_funds"];

/// The sums of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queried {
    /// Results that count: of one thing asked about several times, the last one.
    pub results: usize,
    /// Of them those by which something was found.
    pub hits: usize,
    /// The day of the last feedback.
    pub last: Option<NaiveDate>,
    /// What was found.
    pub found: Fen,
    /// Of it effective and executable.
    pub usable: Fen,
    /// Of that deposits and network funds.
    pub cash: Fen,
    /// Freezes of deposits and network funds in force, first in line, with an amount.
    pub freezes: usize,
    /// What they froze.
    pub frozen: Fen,
}

/// Adds up the results among the records of a case, and the freezes that are in force on a day.
#[must_use]
pub fn of_case(records: &[RecordView], today: NaiveDate) -> Queried {
    let mut sums = Queried::default();
    let kinds = Kinds::builtin();
    if let Some(kind) = kinds.get(QUERY_RESULT) {
        let latest = latest_of(kind, records);
        for record in latest {
            sums.see_result(kind, record);
        }
    }
    if let Some(kind) = kinds.named("seizure") {
        for record in records.iter().filter(|record| record.record.kind == kind.kind) {
            sums.see_seizure(kind, record, today);
        }
    }
    sums
}

fn value<'r>(kind: &KindOf, record: &'r RecordView, key: &str) -> &'r Value {
    kind.field_named(key)
        .map_or(&Value::None, |field| record.value(field.number))
}

fn text<'r>(kind: &KindOf, record: &'r RecordView, key: &str) -> &'r str {
    match value(kind, record, key) {
        Value::Text(text) => text,
        _ => "",
    }
}

fn fen(kind: &KindOf, record: &RecordView, key: &str) -> Fen {
    match value(kind, record, key) {
        Value::Fen(fen) => *fen,
        _ => Fen(0),
    }
}

fn day(kind: &KindOf, record: &RecordView, key: &str) -> Option<NaiveDate> {
    match value(kind, record, key) {
        Value::Date(day) => Some(*day),
        _ => None,
    }
}

/// The results, of one thing that was asked about several times the one fed back last.
fn latest_of<'r>(kind: &KindOf, records: &'r [RecordView]) -> Vec<&'r RecordView> {
    let mut latest: BTreeMap<[&str; 5], &RecordView> = BTreeMap::new();
    for record in records.iter().filter(|record| record.record.kind == kind.kind) {
        let of = ["debtor", "organ", "sort", "what", "identifier"].map(|key| text(kind, record, key));
        let known = latest.entry(of).or_insert(record);
        if day(kind, record, "fed_back_on") >= day(kind, known, "fed_back_on") {
            *known = record;
        }
    }
    latest.into_values().collect()
}

impl Queried {
    fn see_result(&mut self, kind: &KindOf, record: &RecordView) {
        let sort = text(kind, record, "sort");
        let usable = fen(kind, record, "usable");
        self.results += 1;
        self.hits += usize::from(sort != "nothing");
        self.last = self.last.max(day(kind, record, "fed_back_on"));
        self.found = plus(self.found, fen(kind, record, "found"));
        self.usable = plus(self.usable, usable);
        if CASH.contains(&sort) {
            self.cash = plus(self.cash, usable);
        }
    }

    fn see_seizure(&mut self, kind: &KindOf, record: &RecordView, today: NaiveDate) {
        let is_first = match value(kind, record, "rank") {
            Value::Number(rank) => *rank <= 1,
            _ => true,
        };
        let last = kind.last_day(&|field| Some(record.value(field).clone()));
        let is_in_force = last.is_some_and(|last| last >= today)
            && day(kind, record, "effective_on").is_some()
            && day(kind, record, "released_on").is_none()
            && is_first;
        let amount = fen(kind, record, "amount");
        if is_in_force && text(kind, record, "measure") == "deposit" && amount > Fen(0) {
            self.freezes += 1;
            self.frozen = plus(self.frozen, amount);
        }
    }
}

/// A sum that stays at the end of what can be counted: no court has so much.
fn plus(one: Fen, other: Fen) -> Fen {
    Fen(one.0.saturating_add(other.0))
}
