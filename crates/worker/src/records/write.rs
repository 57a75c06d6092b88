//! Writing records and taking steps as a form does, judged under the right to write.
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::corrections;
use crate::book::write::Beside;
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::book::Book;
use casebook::clock::{DeviceId, Stamp};
use casebook::dossier::Gaps;
use casebook::edit::in_the_way;
use casebook::flows::{StepBack, StepRefusal, is_closed, of_record, standing, take};
use casebook::fold::china_day;
use casebook::history::before_step;
use casebook::people::Right;
use casebook::register::Register;
use casebook::slot::value_in;
use casebook::sound::{Days, Unsound};
use casebook::state::latest;
use casebook::transcript::breaks_seal;
use chrono::NaiveDate;
use protocol::{Action, CaseId, Field, JobRefusal, RecordKey, RecordWrites, RecordsWritten, StepEdit, Value};

impl<G: Platform> Service<G> {
    /// Writes records and takes steps. Records: all of them or, if a field of any was written by somebody else meanwhile
    /// or one is closed to corrections, nothing. Steps beside records go with them, all or nothing; steps alone are taken
    /// each for itself, and those that cannot be are named. Documents recorded as sent are kept with their records.
    pub(crate) async fn write_records(&self, writes: RecordWrites) -> Result<RecordsWritten, WorkError> {
        if writes.edits.iter().any(|(_, edit)| says_twice(&edit.write.fields)) {
            return Err(refused(JobRefusal::FieldTwice));
        }
        let told = RefCell::new(RecordsWritten::default());
        let own = DeviceId(self.with(|s| s.book.at.device));
        let before = self.before_steps(&writes).await?;
        let early = self.with(|s| early(s, &writes))?;
        let sent = self.sent_papers(&writes)?;
        self.write_by(State::draft, |book, draft, ring, now_ms| {
            let mut now = in_the_way_of(book, own, &writes)?;
            now.early.clone_from(&early);
            let today = china_day(now_ms).unwrap_or_default();
            let (mut steps, refused) = steps_of(book, own, &writes, today)?;
            now.refused = refused;
            steps.extend(backs_of(book, own, &writes, &before, &mut now.refused)?);
            let may = now.may_write() && (writes.edits.is_empty() || now.refused.is_empty());
            let mut beside = Beside::default();
            if may {
                now.taken = of_steps(&writes, &now.refused);
                let records = writes.edits.iter();
                let records = records.map(|(case, edit)| (*case, Action::Record(Box::new(edit.write.clone()))));
                let kept = sent
                    .iter()
                    .map(|(case, sent)| (*case, Action::Attached(Box::new(sent.attachment.clone()))));
                draft.on_order_of(&writes.on_order_of);
                let unsound = corrections::found_wrong(book, own, &writes)?;
                draft.add(book, records.chain(steps).chain(kept).chain(unsound).collect(), now_ms)?;
                beside.blobs = sent.iter().flat_map(|(_, sent)| sent.sealed(ring)).collect();
            }
            told.replace(now);
            Ok(beside)
        })
        .await?;
        let mut told = told.into_inner();
        let taken = std::mem::take(&mut told.taken);
        told.taken = self.with(|s| stamps_of(s.book()?, own, taken))?;
        told.summary = self.with(|s| s.summary());
        Ok(told)
    }
}

/// A field is given twice: nobody could say which of the two was meant.
fn says_twice(fields: &[(u16, Value)]) -> bool {
    let is_again = |(at, (number, _)): (usize, &(u16, Value))| fields[..at].iter().any(|(other, _)| other == number);
    fields.iter().enumerate().any(is_again)
}

/// What the fields of cases that steps set said before them, by the events of the steps.
type Before = HashMap<Stamp, Vec<(Field, Value)>>;

impl<G: Platform> Service<G> {
    async fn before_steps(&self, writes: &RecordWrites) -> Result<Before, WorkError> {
        let mut before = Before::new();
        for (case, back) in &writes.back {
            let events = self.case_events(*case).await?;
            before.insert(back.step, before_step(&events, back.step));
        }
        Ok(before)
    }
}

/// Days that cannot be: before the filing of the case, though the filing starts what they stand for.
fn early(state: &mut State, writes: &RecordWrites) -> Result<Vec<(CaseId, RecordKey, u16)>, WorkError> {
    let Some(today) = state.book.today else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (case, edit) in &writes.edits {
        let Some(kind) = state.book()?.kinds().held(edit.write.record.kind) else {
            continue;
        };
        let stands = state.book()?.state(case)?.unwrap_or_default();
        let Some(rules) = state.rule_context()?.rules() else {
            continue;
        };
        let days = Days::of(|field| Some(stands.value(field).clone()));
        let fields = stands.records.get(&edit.write.record);
        let written = |number: u16| value_in(&edit.write.fields, number).cloned();
        let value = |number: u16| written(number).or_else(|| latest(fields?, number).cloned());
        for (key, field, day) in kind.days_heard(&value) {
            let unsound = days.unsound_happening(rules.nodes(), key, day, today);
            let is_early = matches!(unsound, Some(Unsound::BeforeFiled | Unsound::BeforeReceived));
            if is_early && written(field).is_some() {
                found.push((*case, edit.write.record, field));
            }
        }
    }
    Ok(found)
}

/// What is in the way of writing records.
fn in_the_way_of(book: &Book, own: DeviceId, writes: &RecordWrites) -> Result<RecordsWritten, WorkError> {
    let mut now = RecordsWritten::default();
    let may_rule = book.may(own, Right::Rule);
    for (case, edit) in &writes.edits {
        let state = book.state(case)?.unwrap_or_default();
        let found = in_the_way(&state, book.kinds(), edit, may_rule);
        let named = |fields| (*case, edit.write.record, fields);
        let some = |fields: Vec<u16>| Some(fields).filter(|fields| !fields.is_empty());
        now.moved.extend(some(found.moved).map(named));
        now.disputed.extend(some(found.disputed).map(named));
        let with = writes
            .steps
            .iter()
            .find(|(of, step)| of == case && step.record == edit.write.record);
        if is_closed(
            &state,
            book.kinds(),
            &edit.write,
            with.map(|(_, step)| step.step.as_str()),
        ) {
            now.closed.push((*case, edit.write.record));
        }
        if breaks_seal(*case, &state, book.kinds(), &edit.write) {
            now.sealed.push((*case, edit.write.record));
        }
    }
    Ok(now)
}

/// Own steps that may be taken back: those nobody went on from.
fn backs_of(
    book: &Book,
    own: DeviceId,
    writes: &RecordWrites,
    before: &Before,
    refused: &mut Refused,
) -> Result<Vec<(CaseId, Action)>, WorkError> {
    let mut backs = Vec::new();
    let by = book.directory().taker(own);
    for (case, back) in &writes.back {
        let state = book.state(case)?.unwrap_or_default();
        let steps = of_record(&state.steps(), back.record);
        let flow = book.kinds().flow(back.record.kind);
        let sets = before.get(&back.step).cloned().unwrap_or_default();
        // What it set still stands: nobody has written there since.
        let stands = |field: &Field| {
            let live = state.register(*field).map_or(&[][..], Register::live);
            matches!(live, [(stamp, _)] if *stamp == back.step)
        };
        let is_last = flow.is_some_and(|flow| standing(flow, &steps).0.heads.contains(&back.step))
            && sets.iter().all(|(field, _)| stands(field));
        let is_own = steps.iter().any(|step| step.stamp == back.step && step.by == by);
        let is_final = steps.iter().any(|step| {
            let of = flow.and_then(|flow| flow.step(&step.step));
            step.stamp == back.step && of.is_some_and(|of| of.confirm.is_some())
        });
        match (is_last, is_own) {
            (true, true) if is_final => refused.push((*case, back.record, StepRefusal::Final)),
            (true, true) => {
                let key = steps.iter().find(|step| step.stamp == back.step);
                let key = key.map(|step| step.step.clone()).unwrap_or_default();
                backs.extend(corrections::put_back(&state, own, back, &key).map(|action| (*case, action)));
                let back = StepBack {
                    record: back.record,
                    step: back.step,
                    key,
                    by,
                    sets,
                };
                backs.push((*case, Action::StepTakenBack(Box::new(back))));
            }
            (false, _) => refused.push((*case, back.record, StepRefusal::Moved)),
            (true, false) => refused.push((*case, back.record, StepRefusal::NotYours)),
        }
    }
    Ok(backs)
}

/// The steps that are taken, without the events they are going to be.
fn of_steps(writes: &RecordWrites, refused: &Refused) -> Vec<(CaseId, RecordKey, Stamp)> {
    let was_refused = |case: &CaseId, of: &RecordKey| refused.iter().any(|(at, record, _)| (at, record) == (case, of));
    let taken = writes
        .steps
        .iter()
        .filter(|(case, edit)| !was_refused(case, &edit.record));
    taken
        .map(|(case, edit)| (*case, edit.record, Stamp::default()))
        .collect()
}

/// The same with their events: each is the last this device wrote of its record.
fn stamps_of(
    book: &Book,
    own: DeviceId,
    taken: Vec<(CaseId, RecordKey, Stamp)>,
) -> Result<Vec<(CaseId, RecordKey, Stamp)>, WorkError> {
    let mut stamped = Vec::with_capacity(taken.len());
    for (case, record, _) in taken {
        let steps = of_record(&book.state(&case)?.unwrap_or_default().steps(), record);
        let mine = steps.iter().map(|step| step.stamp).filter(|stamp| stamp.device == own);
        let last = mine.max();
        stamped.extend(last.map(|stamp| (case, record, stamp)));
    }
    Ok(stamped)
}

type Refused = Vec<(CaseId, RecordKey, StepRefusal)>;

/// The steps that may be taken, and those that may not.
fn steps_of(
    book: &Book,
    own: DeviceId,
    writes: &RecordWrites,
    today: NaiveDate,
) -> Result<(Vec<(CaseId, Action)>, Refused), WorkError> {
    let (mut steps, mut refused) = (Vec::new(), Vec::new());
    let by = book.directory().taker(own);
    let mut seen = HashSet::new();
    for (case, edit) in &writes.steps {
        // Two steps of one record in one breath: the second could not be judged on the first, so neither is taken.
        let differs = |(at, other): &(CaseId, StepEdit)| at == case && other.record == edit.record && other != edit;
        if writes.steps.iter().any(differs) {
            refused.push((*case, edit.record, StepRefusal::Moved));
            continue;
        }
        if !seen.insert((*case, edit.record)) {
            continue;
        }
        let state = book.state(case)?.unwrap_or_default();
        let with = writes
            .edits
            .iter()
            .find(|(of, with)| of == case && with.write.record == edit.record);
        let of = book
            .kinds()
            .flow(edit.record.kind)
            .and_then(|flow| flow.step(&edit.step));
        let may = of.is_none_or(|of| book.may_take(own, &of.who));
        let gaps = match of {
            Some(of) if of.complete => book.dossier_gaps(case)?,
            _ => Gaps::default(),
        };
        match take(&state, book.kinds(), with.map(|(_, with)| &with.write), edit, by, today) {
            Ok(_) if !may => refused.push((*case, edit.record, StepRefusal::NotYours)),
            Ok(_) if !gaps.is_none() => refused.push((*case, edit.record, StepRefusal::DossierLacks(gaps))),
            // Whoever decides otherwise than the rules says why (plan Art. 11: with its ground).
            Ok(step) if step.reason.is_empty() && decides_otherwise(book, case, &step.sets)? => {
                refused.push((*case, edit.record, StepRefusal::NoReason));
            }
            Ok(step) => match corrections::taken_over(&state, &book.locked(own), edit) {
                Ok(written) => {
                    steps.push((*case, Action::Step(Box::new(step))));
                    steps.extend(written.map(|action| (*case, action)));
                }
                Err(why) => refused.push((*case, edit.record, why)),
            },
            Err(why) => refused.push((*case, edit.record, why)),
        }
    }
    Ok((steps, refused))
}

/// Whether a step sets another verdict than the rules give.
fn decides_otherwise(book: &Book, case: &CaseId, sets: &[(Field, Value)]) -> Result<bool, WorkError> {
    let Some((_, verdict)) = sets.iter().find(|(field, _)| *field == Field::DECIDED_VERDICT) else {
        return Ok(false);
    };
    let by_rules = book.verdict_by_rules(case)?;
    Ok(!matches!(verdict, Value::Text(verdict) if verdict == by_rules))
}
