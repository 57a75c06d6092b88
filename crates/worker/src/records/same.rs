//! Which record a row of a ledger is about: next month's ledger has the records of this month, some with more to say.
use casebook::kinds::KindOf;
use casebook::normal::normal;
use casebook::slot::value_in;
use files::register::LedgerRow;
use protocol::{RegisterRow, Value};

/// What a row is to the records of its case.
#[derive(Debug)]
pub(super) enum Stands<'r> {
    /// None is the same.
    New,
    /// One says all of it.
    Known,
    /// One is the same and says less: what the row adds.
    More(&'r RegisterRow, Vec<(u16, Value)>),
    /// One is the same and says something else: what it says.
    Differs(&'r RegisterRow, Vec<(u16, Value)>),
    /// Several may be the same.
    Several,
}

/// Finds the record a row is about.
pub(super) fn stands<'r>(kind: &KindOf, row: &LedgerRow, known: &[&'r RegisterRow]) -> Stands<'r> {
    if row.fields.is_empty() {
        return Stands::New;
    }
    // A cell that cannot be read may say something else.
    let is_read = row.problems.is_empty();
    let says_all = |other: &&RegisterRow| row.fields.iter().all(|(number, value)| is_same(other, *number, value));
    if is_read && known.iter().copied().any(|other| says_all(&other)) {
        return Stands::Known;
    }
    let Some(same) = the_same(kind, row, known) else {
        return Stands::New;
    };
    let [record] = same.as_slice() else {
        return Stands::Several;
    };
    let says = |number: u16| record.value(number).filter(|value| *value != Value::None);
    let mut differs: Vec<(u16, Value)> = row
        .fields
        .iter()
        .filter(|(number, value)| !is_same(record, *number, value))
        .filter_map(|(number, _)| Some((*number, says(*number)?)))
        .collect();
    let unsaid = |(number, _): &&(u16, Value)| says(*number).is_none();
    let more: Vec<(u16, Value)> = row.fields.iter().filter(unsaid).cloned().collect();
    differs.extend(begins_while_waiting(kind, record, &more));
    if differs.is_empty() {
        Stands::More(record, more)
    } else {
        Stands::Differs(record, differs)
    }
}

/// The records with the same in all fields that tell one from another; where there is none, those that say nothing in
/// some of them. Nothing if a row cannot be told apart by these.
fn the_same<'r>(kind: &KindOf, row: &LedgerRow, known: &[&'r RegisterRow]) -> Option<Vec<&'r RegisterRow>> {
    let telling = kind.same.iter().filter_map(|number| kind.field(*number));
    let needs = |number: u16| value_in(&row.fields, number).is_some();
    if kind.same.is_empty() || !telling.filter(|field| field.needed).all(|field| needs(field.number)) {
        return None;
    }
    let own = |number: u16| value_in(&row.fields, number).filter(|value| **value != Value::None);
    let theirs = |record: &RegisterRow, number: u16| record.value(number).filter(|value| *value != Value::None);
    let exact = |record: &&RegisterRow| {
        kind.same
            .iter()
            .all(|number| match (own(*number), theirs(record, *number)) {
                (Some(value), Some(_)) => is_same(record, *number, value),
                (one, other) => one.is_none() && other.is_none(),
            })
    };
    let near = |record: &&RegisterRow| {
        kind.same
            .iter()
            .all(|number| match (own(*number), theirs(record, *number)) {
                (Some(value), Some(_)) => is_same(record, *number, value),
                _ => true,
            })
    };
    let records: Vec<&RegisterRow> = known.iter().copied().filter(exact).collect();
    let records = match records.is_empty() {
        true => known.iter().copied().filter(near).collect(),
        false => records,
    };
    Some(records).filter(|records| !records.is_empty())
}

/// A record that waits (轮候) takes effect by a person's word only: its rank stands against the day.
fn begins_while_waiting(kind: &KindOf, record: &RegisterRow, more: &[(u16, Value)]) -> Option<(u16, Value)> {
    let rank = kind.waits()?;
    let (from, _) = kind.steps().first()?;
    let waits = record.value(rank).filter(|value| matches!(value, Value::Number(2..)))?;
    more.iter().any(|(number, _)| number == from).then_some((rank, waits))
}

fn is_same(record: &RegisterRow, number: u16, value: &Value) -> bool {
    match (record.value(number), value) {
        (Some(Value::Text(one)), Value::Text(other)) => normal(&one) == normal(other),
        (one, other) => one.as_ref() == Some(other),
    }
}

/// What tells a row from others of its file: its case is told beside it.
pub(super) fn key(kind: &KindOf, row: &LedgerRow) -> Option<String> {
    let of = |number: &u16| match value_in(&row.fields, *number) {
        Some(Value::Text(text)) => normal(text),
        value => format!("{value:?}"),
    };
    let needed = kind
        .same
        .iter()
        .filter_map(|number| kind.field(*number))
        .filter(|field| field.needed);
    let is_told = needed
        .clone()
        .all(|field| value_in(&row.fields, field.number).is_some());
    let parts: Vec<String> = kind.same.iter().map(of).collect();
    (is_told && !parts.is_empty()).then(|| parts.join("\u{1f}"))
}
