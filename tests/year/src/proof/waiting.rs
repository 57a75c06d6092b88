//! What waits for whom: each undecided record for somebody who may act, and for nobody who may not.
use std::collections::BTreeSet;

use casebook::CaseId;
use casebook::field::Value;
use casebook::flows::{Flow, StepOf};
use casebook::people::{Bureau, Person};
use casebook::slot::RecordKey;
use chrono::NaiveDate;

use super::ledger::{Ledger, Noted};
use crate::office::Office;

/// Whether somebody may take a step now.
fn may_take(noted: &Noted, step: &StepOf, person: &Person) -> bool {
    let took = |keys: &[String]| {
        noted
            .steps
            .iter()
            .any(|(key, by, _)| keys.contains(key) && *by == person.id)
    };
    let grant = Bureau::builtin().of(&person.role, &person.group);
    let is_one = step.who.iter().any(|who| {
        let role = who.roles.is_empty() || who.roles.contains(&person.role);
        let group = who.groups.is_empty() || who.groups.contains(&person.group);
        let right = who
            .right
            .is_none_or(|right| grant.is_some_and(|grant| grant.has(right)));
        role && group && right
    });
    is_one && !took(&step.not_by)
}

/// Whether somebody may lead an undecided record on, and it is for nobody else.
fn awaits(ledger: &Ledger, flow: &Flow, noted: &Noted, person: &Person) -> bool {
    let state = noted.state(flow);
    let named = flow.waits_for.iter().find(|(known, _)| known == state);
    let named = match named.and_then(|(_, field)| noted.values.get(field)) {
        Some(Value::Text(name)) => Some(name),
        _ => None,
    };
    // Who has left takes nothing up any more.
    let named = named.filter(|name| ledger.people.values().any(|known| known.name == **name));
    let mut next = flow
        .steps
        .iter()
        .filter(|step| step.from.iter().any(|from| from == state));
    named.is_none_or(|name| *name == person.name) && next.any(|step| may_take(noted, step, person))
}

fn expected(ledger: &Ledger, person: &Person) -> BTreeSet<(CaseId, RecordKey)> {
    let own = ledger.errands().filter(|(_, _, flow, noted)| {
        let is_mine = noted.steps.iter().any(|(_, by, _)| *by == person.id);
        noted.is_undecided(flow) && (is_mine || awaits(ledger, flow, noted, person))
    });
    own.map(|(case, record, ..)| (*case, *record)).collect()
}

fn of(office: &Office, ledger: &Ledger, person: &Person, today: NaiveDate) -> Result<(), String> {
    let device = office.device(&person.id).ok_or("nobody has such a device")?;
    let rows = office.book.waiting(device, today).map_err(|error| error.to_string())?;
    let shown: BTreeSet<(CaseId, RecordKey)> = rows.iter().map(|row| (row.case, row.record)).collect();
    let expected = expected(ledger, person);
    let told = |(case, record): &(CaseId, RecordKey)| {
        let noted = ledger.cases.get(case).and_then(|told| told.records.get(record));
        format!("{record:?} {noted:?}")
    };
    let (role, group, name) = (&person.role, &person.group, &person.name);
    if let Some(missing) = expected.difference(&shown).next() {
        return Err(format!("is not shown to {name} ({role} {group}): {}", told(missing)));
    }
    if let Some(wrong) = shown.difference(&expected).next() {
        return Err(format!("is shown to {name} ({role} {group}): {}", told(wrong)));
    }
    Ok(())
}

/// Every undecided record waits for somebody, and one of those there sees what waits for him.
///
/// # Errors
/// One waits for nobody, or somebody sees something else.
pub fn of_somebody(office: &Office, ledger: &Ledger, today: NaiveDate, dice: &mut fastrand::Rng) -> Result<(), String> {
    for (_, record, flow, noted) in ledger.errands().filter(|(_, _, flow, noted)| noted.is_undecided(flow)) {
        if !ledger.people.values().any(|person| awaits(ledger, flow, noted, person)) {
            return Err(format!("waits for nobody: {record:?} {noted:?}"));
        }
    }
    let person = dice.choice(ledger.people.values());
    person.map_or(Ok(()), |person| of(office, ledger, person, today))
}

/// Everybody sees what waits for them.
///
/// # Errors
/// Somebody sees something else.
pub fn of_everybody(office: &Office, ledger: &Ledger, today: NaiveDate) -> Result<(), String> {
    ledger
        .people
        .values()
        .try_for_each(|person| of(office, ledger, person, today))
}
