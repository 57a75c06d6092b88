//! What goes with the check of the filing data (plan Art. 7(1)), in the same transaction: recording that they were checked
//! says, as a fact for triage, that they are right; asking for a correction says that they are not, and taking one over
//! writes the right value into the case.
use std::collections::HashSet;

use crate::error::WorkError;
use casebook::book::Book;
use casebook::clock::{DeviceId, Stamp};
use casebook::edit::{Locked, is_disputed};
use casebook::filing::{CHECKED, CORRECTION, PLACE, Place, RIGHT, STANDS, TAKE};
use casebook::flows::{StepRefusal, of_record, standing};
use casebook::kinds::Kinds;
use casebook::parties::PARTY;
use casebook::register::Register;
use casebook::slot::IN_FORCE;
use casebook::state::{CaseState, Fields, latest};
use files::filing::{read, said};
use protocol::{Action, CaseId, Field, RecordKey, RecordWrite, RecordWrites, StepBackEdit, StepEdit, Value};

/// The fact of triage that the filing data are right.
const OK: Field = Field::FILING_DATA_OK;

/// Says of each case in which a correction begins that its filing data are not right: triage waits until they are. A field
/// that waits for a ruling, or that somebody else fills in, stays as it is.
pub(super) fn found_wrong(
    book: &Book,
    own: DeviceId,
    writes: &RecordWrites,
) -> Result<Vec<(CaseId, Action)>, WorkError> {
    let begins = |edit: &RecordWrite| edit.record.kind == CORRECTION && edit.in_force == Some(true);
    let begun = writes.edits.iter().filter(|(_, edit)| begins(&edit.write));
    let cases: HashSet<CaseId> = begun.map(|(case, _)| *case).collect();
    let mut found = Vec::new();
    if cases.is_empty() || is_locked(book, own) {
        return Ok(found);
    }
    for case in cases {
        let state = book.state(&case)?.unwrap_or_default();
        if state.values(OK).len() <= 1 {
            found.push((case, Action::Set(vec![(OK, Value::Bool(false))])));
        }
    }
    Ok(found)
}

/// Says of each case whose filing data are recorded as checked that they are right, and no more where that is taken back.
/// While a correction is open, while a ruling is waited for, where somebody else fills it in or the writer says it
/// otherwise, nothing is added.
pub(crate) fn found_right(
    book: &Book,
    own: DeviceId,
    actions: &[(CaseId, Action)],
) -> Result<Vec<(CaseId, Action)>, WorkError> {
    let mut found = Vec::new();
    // Few writes are about the check: of the others nothing more is asked.
    let checks = actions.iter().filter_map(|(case, action)| match action {
        Action::Happened(happening) => (happening.key == CHECKED).then_some((case, true)),
        Action::TakeBack { key, .. } => (key == CHECKED).then_some((case, false)),
        _ => None,
    });
    let mut checks = checks.peekable();
    if checks.peek().is_none() || is_locked(book, own) {
        return Ok(found);
    }
    let sets = |action: &Action| matches!(action, Action::Set(fields) if fields.iter().any(|(field, _)| *field == OK));
    let set: HashSet<&CaseId> = actions
        .iter()
        .filter_map(|(case, action)| sets(action).then_some(case))
        .collect();
    for (case, is_done) in checks.filter(|(case, _)| !set.contains(case)) {
        let state = book.state(case)?.unwrap_or_default();
        let says = match is_done {
            true => is_right(book.kinds(), &state),
            false => is_not_said(&state, own),
        };
        found.extend(says.map(|value| (*case, Action::Set(vec![(OK, value)]))));
    }
    Ok(found)
}

/// Somebody else fills in whether the filing data are right.
fn is_locked(book: &Book, own: DeviceId) -> bool {
    book.locked(own).iter().any(|locked| locked.field == OK)
}

/// What a check says of a case that does not say so already.
fn is_right(kinds: &Kinds, state: &CaseState) -> Option<Value> {
    let flow = kinds.flow(CORRECTION)?;
    let steps = state.steps();
    let is_open = |(key, fields): (&RecordKey, &Fields)| {
        key.kind == CORRECTION
            && state.stands(kinds, *key, fields)
            && !flow.is_over(&standing(flow, &of_record(&steps, *key)).0.states)
    };
    let values = state.values(OK);
    let is_settled = values.len() <= 1 && !values.contains(&&Value::Bool(true));
    (is_settled && !state.records.iter().any(is_open)).then_some(Value::Bool(true))
}

/// What is left when the check this device recorded is taken back: nobody says any more that the data are right.
fn is_not_said(state: &CaseState, own: DeviceId) -> Option<Value> {
    match state.register(OK)?.live() {
        [(stamp, Value::Bool(true))] if stamp.device == own => Some(Value::None),
        _ => None,
    }
}

/// What taking a correction over writes into its case; nothing where the case says it already, or the step is another.
///
/// # Errors
/// The case says something else than when the correction was asked for, what is right cannot be read as a value of the
/// item, or somebody else fills it in.
pub(super) fn taken_over(state: &CaseState, locked: &[Locked], step: &StepEdit) -> Result<Option<Action>, StepRefusal> {
    if step.record.kind != CORRECTION || step.step != TAKE {
        return Ok(None);
    }
    let correction = Correction::of(state, step.record).ok_or(StepRefusal::NotThere)?;
    let right = correction
        .value(&correction.right)
        .filter(|value| *value != Value::None);
    let right = right.ok_or_else(|| StepRefusal::Missing(vec![RIGHT]))?;
    let now = correction.now(state).ok_or(StepRefusal::Moved)?;
    if now == right {
        return Ok(None);
    }
    if said(correction.place, &now) != correction.stands {
        return Err(StepRefusal::Moved);
    }
    match correction.place {
        Place::Case(field) if locked.iter().any(|locked| locked.field == field) => Err(StepRefusal::NotYours),
        place => Ok(Some(writing(place, right))),
    }
}

/// What taking that step back writes: the case says again what it said, unless somebody wrote there since.
pub(super) fn put_back(state: &CaseState, own: DeviceId, back: &StepBackEdit, step: &str) -> Option<Action> {
    if back.record.kind != CORRECTION || step != TAKE {
        return None;
    }
    let correction = Correction::of(state, back.record)?;
    let (stamp, now) = correction.written(state)?;
    let is_own = stamp.device == own && stamp > back.step;
    let still = Some(now) == correction.value(&correction.right);
    let before = correction.value(&correction.stands)?;
    (is_own && still).then(|| writing(correction.place, before))
}

fn writing(place: Place, value: Value) -> Action {
    match place {
        Place::Case(field) => Action::Set(vec![(field, value)]),
        Place::Party(id, number) => Action::Record(Box::new(RecordWrite {
            record: RecordKey { kind: PARTY, id },
            in_force: None,
            fields: vec![(number, value)],
        })),
    }
}

/// A correction as it stands.
struct Correction {
    place: Place,
    stands: String,
    right: String,
}

impl Correction {
    fn of(state: &CaseState, record: RecordKey) -> Option<Correction> {
        let fields = state.records.get(&record)?;
        let text = |number: u16| match latest(fields, number) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        Some(Correction {
            place: Place::of_code(&text(PLACE))?,
            stands: text(STANDS),
            right: text(RIGHT),
        })
    }

    fn value(&self, text: &str) -> Option<Value> {
        read(self.place, text)
    }

    /// What the case says of it; nothing where it cannot be told or be written: several values wait for a ruling, or the
    /// party is not there any more.
    fn now(&self, state: &CaseState) -> Option<Value> {
        match self.place {
            Place::Case(field) => (state.values(field).len() <= 1).then(|| state.value(field).clone()),
            Place::Party(id, number) => {
                let party = RecordKey { kind: PARTY, id };
                let is_there = state.slot(party, IN_FORCE).and_then(Register::latest) == Some(&Value::Bool(true));
                let value = state.slot(party, number).and_then(Register::latest);
                (is_there && !is_disputed(state, Kinds::builtin(), party, number))
                    .then(|| value.cloned().unwrap_or(Value::None))
            }
        }
    }

    /// What the case says of it, and the event that wrote it.
    fn written(&self, state: &CaseState) -> Option<(Stamp, Value)> {
        let register = match self.place {
            Place::Case(field) => state.register(field),
            Place::Party(id, number) => state.slot(RecordKey { kind: PARTY, id }, number),
        };
        match register?.live() {
            [(stamp, value)] => Some((*stamp, value.clone())),
            _ => None,
        }
    }
}
