//! Writing the entries that were kept aside: each is judged as an edit is, by what its author saw then. What somebody
//! wrote meanwhile is not replaced and no conflict is ended; that part stays aside, and the rest is written as of then.
use std::collections::{HashMap, HashSet};

use super::kept::{Kept, written};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::book::BookError;
use casebook::clock::{DeviceId, Stamp};
use casebook::draft::Made;
use casebook::edit::{FieldEdit, Judged, judge};
use casebook::event::Event;
use casebook::field::{Field, Value};
use casebook::pack::Pack;
use casebook::register::Register;
use casebook::slot::{Slot, writes};
use casebook::state::CaseState;
use protocol::{Action, CaseId, Imported, Locked, WroteKept};

/// What earlier writes said, to know what the author of an entry had seen.
type Known = HashMap<Stamp, Vec<(Field, Value)>>;

impl<G: Platform> Service<G> {
    /// Writes the kept entries again, under the number of now: those of different cases together, each transaction with
    /// the note of what is left. What may not be written stays.
    pub(crate) async fn write_kept(&self) -> Result<WroteKept, WorkError> {
        let ring = self.ring()?;
        let _held = self.platform.hold().await;
        let mut kept = self.kept().await?;
        let mut known: Known = Known::new();
        known.extend(
            kept.all(&ring)?
                .iter()
                .map(|event| (event.stamp, written(&event.action))),
        );
        let mut entries = kept.entries(&ring)?;
        let mut told = WroteKept::default();
        while !entries.is_empty() {
            let (round, later) = first_of_each_case(entries);
            entries = later;
            self.catch_up().await?;
            for event in &round {
                self.learn_seen(event, &mut known).await?;
            }
            let now_ms = self.platform.now_ms();
            let (on, packs) = self.with(|s| {
                let packs = s.draft_kept(&round, &known, &mut kept, &mut told, now_ms)?;
                Ok::<_, WorkError>((s.book.at, packs))
            })?;
            match packs.is_empty() {
                true => self.keep_record(kept.record()?).await?,
                false => self.store(on, packs, vec![kept.record()?]).await?,
            }
        }
        told.summary = self.with(|s| s.summary());
        Ok(told)
    }

    /// Learns what the writes said that an entry replaced.
    async fn learn_seen(&self, event: &Event, known: &mut Known) -> Result<(), WorkError> {
        if event.over.iter().all(|stamp| known.contains_key(stamp)) {
            return Ok(());
        }
        let events = self.case_events(event.case).await?;
        known.extend(events.into_iter().map(|event| (event.stamp, written(&event.action))));
        Ok(())
    }
}

/// The first entry of every case, and the others.
fn first_of_each_case(entries: Vec<Event>) -> (Vec<Event>, Vec<Event>) {
    let mut cases: HashSet<CaseId> = HashSet::new();
    entries.into_iter().partition(|event| cases.insert(event.case))
}

impl State {
    /// What of these entries may be written, as packs; what is left is noted, and what became of all is told.
    fn draft_kept(
        &mut self,
        round: &[Event],
        known: &Known,
        kept: &mut Kept,
        told: &mut WroteKept,
        now_ms: u64,
    ) -> Result<Vec<Pack>, WorkError> {
        let own = DeviceId(self.book.at.device);
        let mut draft = self.draft(now_ms)?;
        let book = self.book()?;
        let locked = book.locked(own);
        for event in round {
            let state = book.state(&event.case)?.unwrap_or_default();
            // A record is written as a whole: it stays aside if anybody wrote what its author had not seen.
            let unseen = unseen_in_record(&state, event);
            if unseen > 0 {
                told.moved += number(unseen);
                continue;
            }
            let judged = judged(&state, &locked, event, known, kept.fields_left(event));
            if let Some(action) = to_write(event, &judged) {
                let made = Made {
                    at_ms: event.at_ms,
                    on_order_of: event.on_order_of.clone(),
                    receipt: event.receipt.clone(),
                };
                match draft.add_made(book, (event.case, action), made, now_ms) {
                    Ok(()) => told.written += 1,
                    Err(BookError::NotAllowed | BookError::Disputed | BookError::Recused) => {
                        told.not_yours += 1;
                        continue;
                    }
                    Err(other) => return Err(other.into()),
                }
            }
            let left = left(&judged);
            told.moved += number(judged.moved.len());
            told.disputed += number(judged.disputed.len());
            told.not_yours += number(judged.not_yours.len());
            kept.leave(event, left);
        }
        Ok(draft.finish())
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many slots of the record an entry writes say something else than it would, by a word its author had not seen.
fn unseen_in_record(state: &CaseState, event: &Event) -> usize {
    // A step is not taken again where somebody else took one, even the same: that is for its author to see.
    let is_step = match &event.action {
        Action::Record(_) => false,
        Action::Step(_) | Action::StepTakenBack(_) => true,
        _ => return 0,
    };
    let unseen = |(slot, value): &(Slot, Value)| {
        let live = state.slot(slot.record, slot.field).map_or(&[][..], Register::live);
        let mut others = live
            .iter()
            .filter(|(stamp, now)| !event.over.contains(stamp) && (is_step || now != value));
        others.next().is_some()
    };
    writes(event).iter().filter(|written| unseen(written)).count()
}

/// The fields that stay aside.
fn left(judged: &Judged) -> Vec<Field> {
    let locked = judged.not_yours.iter().map(|locked| locked.field);
    let others = judged.moved.iter().chain(&judged.disputed).copied();
    others.chain(locked).collect()
}

/// Judges what is left of an entry by how its case stands now.
fn judged(state: &CaseState, locked: &[Locked], event: &Event, known: &Known, fields: Vec<(Field, Value)>) -> Judged {
    if let Action::Ruled { field, value, .. } = &event.action {
        return judged_ruling(state, *field, value, &seen(event, known, *field).unwrap_or_default());
    }
    // Whether other actions than an edit may be written, the draft says.
    let locked = if matches!(event.action, Action::Set(_)) {
        locked
    } else {
        &[]
    };
    let edit = |(field, value): (Field, Value)| FieldEdit {
        field,
        seen: match seen(event, known, field).as_deref() {
            Some([]) => Value::None,
            Some([seen]) => seen.clone(),
            // Of several, or of one that cannot be read any more, nobody can say that it still stands.
            _ => value.clone(),
        },
        value,
    };
    judge(state, locked, fields.into_iter().map(edit).collect())
}

/// A ruling may be written as long as the values it chose from are those that stand there.
fn judged_ruling(state: &CaseState, field: Field, value: &Value, seen: &[Value]) -> Judged {
    let now = state.values(field);
    let mut judged = Judged::default();
    let same = now.len() == seen.len() && now.iter().all(|now| seen.contains(now));
    match now.as_slice() {
        _ if same => judged.write.push((field, value.clone())),
        [now] if *now == value => {}
        [_, _, ..] => judged.disputed.push(field),
        _ => judged.moved.push(field),
    }
    judged
}

/// The different values of a field that the author of an entry replaced; nothing if they are not known.
fn seen(event: &Event, known: &Known, field: Field) -> Option<Vec<Value>> {
    let mut seen: Vec<Value> = Vec::new();
    for stamp in &event.over {
        let values = known.get(stamp)?.iter().filter(|(f, _)| *f == field);
        for (_, value) in values {
            if !seen.contains(value) {
                seen.push(value.clone());
            }
        }
    }
    Some(seen)
}

/// What is written of an entry, if anything.
fn to_write(event: &Event, judged: &Judged) -> Option<Action> {
    match &event.action {
        Action::Set(_) if judged.write.is_empty() => None,
        Action::Set(_) => Some(Action::Set(judged.write.clone())),
        Action::Imported(import) => {
            let is_held_up = judged.write.is_empty() && !left(judged).is_empty();
            (!is_held_up).then(|| {
                Action::Imported(Box::new(Imported {
                    fields: judged.write.clone(),
                    ..(**import).clone()
                }))
            })
        }
        Action::Ruled { .. } => (!judged.write.is_empty()).then(|| event.action.clone()),
        other => Some(other.clone()),
    }
}
