//! What waits for a person, of all flows. A line of the list says in two numbers where the open records of its case stand
//! and who brought them there, so that only cases are read in which something may wait for this person.
use chrono::NaiveDate;

use super::book::{Book, BookError};
use super::clock::DeviceId;
use super::field::Value;
use super::flows::{Flow, Standing, StepJudged};
use super::kinds::KindOf;
use super::people::{Person, PersonId};
use super::records::{Found, Reading, RegisterRow};
use super::slot::Kind;

/// Where the open records of a case stand, and who brought them there. Bits that are shared only cost a look at a case in
/// which nothing waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Waits {
    /// A bit for each state of each flow in which a record is.
    pub states: u64,
    /// A bit for each person who took a step that counts.
    pub takers: u64,
}

impl Waits {
    /// Takes notice of a record in force.
    pub fn see(&mut self, kind: Kind, flow: &Flow, standing: &Standing, judged: &[StepJudged<'_>]) {
        let mut counting = judged.iter().filter(|judged| judged.counts).peekable();
        let begun = counting.peek().is_some() || !flow.is_draft(&standing.states);
        if !begun || flow.is_over(&standing.states) {
            return;
        }
        self.states |= match standing.states.as_slice() {
            [state] => state_bit(kind, flow, state),
            // Who may answer a question depends on the steps that made it: everybody looks.
            _ => u64::MAX,
        };
        self.takers |= counting.fold(0, |bits, judged| bits | person_bit(&judged.taken.by));
    }
}

fn state_bit(kind: Kind, flow: &Flow, state: &str) -> u64 {
    let at = flow.states.iter().position(|(key, _)| key == state).unwrap_or(0);
    1 << ((usize::from(kind.0) * 5 + at) % 64)
}

fn person_bit(person: &PersonId) -> u64 {
    1 << (person.iter().fold(0_u8, |sum, byte| sum.rotate_left(3) ^ byte) % 64)
}

impl Book {
    /// What waits for the person of a device, or for others after that person acted: records of all kinds with a flow that
    /// are not at an end, and of which that person may take a step or took one, those that wait longest first.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn waiting(&self, own: DeviceId, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let kinds: Vec<&KindOf> = self.kinds().iter().filter(|kind| kind.flow.is_some()).collect();
        let mine = Waits {
            states: 0,
            takers: person_bit(&self.directory().taker(own)),
        };
        let reading = Reading::new(self, kinds.clone(), own, today);
        let mine = kinds.iter().fold(mine, |mine, kind| Waits {
            states: mine.states | may_bits(kind, &reading),
            ..mine
        });
        // What waits for somebody who is away waits for whoever stands in.
        let me = match self.directory().person_of(own) {
            Some(member) => self.acts_as(&member.person.name, today)?,
            None => Vec::new(),
        };
        let mut rows = Vec::new();
        let may_wait = |waits: &Waits| waits.states & mine.states != 0 || waits.takers & mine.takers != 0;
        for (line, bytes) in self.holding(reading.bits()).filter(|(line, _)| may_wait(&line.waits)) {
            let waits = |found: &Found<'_>| waits_for(found, &me, &|name| self.has_person(name, today));
            reading.rows_of(line.id, bytes, &waits, &mut rows)?;
        }
        for row in &mut rows {
            self.leave_to_whom_it_names(row, &me, today);
        }
        sort_by_wait(&mut rows);
        Ok(rows)
    }

    /// What this person brought to somebody by name is that one's to go on with, also where both may: here nothing is open.
    fn leave_to_whom_it_names(&self, row: &mut RegisterRow, me: &[String], today: NaiveDate) {
        let kind = self.kinds().get(row.record.kind);
        let Some((flow, stands)) = kind.and_then(|kind| kind.flow.as_ref()).zip(row.flow.as_ref()) else {
            return;
        };
        let named = flow.waits_for(&stands.states).and_then(|field| row.value(field));
        let is_anothers = !is_named(named.as_ref(), me, &|name| self.has_person(name, today));
        if let Some(stands) = row.flow.as_mut().filter(|_| is_anothers) {
            stands.open.clear();
        }
    }

    /// Whether somebody of this name belongs to the bureau, or will; in a book nobody founded every name may be somebody's.
    fn has_person(&self, name: &str, today: NaiveDate) -> bool {
        let stays = |person: &Person| person.to.is_none_or(|to| today <= to);
        let mut people = self.directory().people.values().filter(|member| !member.left);
        !self.directory().is_founded() || people.any(|member| member.person.name == name && stays(&member.person))
    }
}

/// The bits of the states from which a person may take a step.
fn may_bits(kind: &KindOf, reading: &Reading<'_>) -> u64 {
    let steps = kind
        .flow
        .iter()
        .flat_map(|flow| flow.steps.iter().map(move |step| (flow, step)));
    let own = steps.filter(|(_, step)| reading.may(kind.kind, &step.key));
    own.flat_map(|(flow, step)| step.from.iter().map(move |state| (flow, state)))
        .fold(0, |bits, (flow, state)| bits | state_bit(kind.kind, flow, state))
}

/// Whether a record waits for this person, or for others after this person acted.
fn waits_for(found: &Found<'_>, me: &[String], is_there: &dyn Fn(&str) -> bool) -> bool {
    let (Some(flow), Some(stands)) = (&found.kind.flow, &found.flow) else {
        return false;
    };
    // A draft nobody has submitted waits for nobody.
    let begun = stands.since.is_some() || !flow.is_draft(&stands.states);
    let named = flow.waits_for(&stands.states).and_then(|field| found.value(field));
    let awaits_me = is_named(named, me, is_there);
    begun && (stands.mine || awaits_me && !stands.open.is_empty()) && !flow.is_over(&stands.states)
}

/// Whether something may wait for this person by whom it names. What names somebody waits for nobody else; but nothing
/// waits for somebody who is gone.
fn is_named(named: Option<&Value>, me: &[String], is_there: &dyn Fn(&str) -> bool) -> bool {
    match named {
        Some(Value::Text(name)) if is_there(name.trim()) => me.iter().any(|own| own == name.trim()),
        _ => true,
    }
}

fn sort_by_wait(rows: &mut [RegisterRow]) {
    let since = |row: &RegisterRow| row.flow.as_ref().and_then(|flow| flow.since);
    rows.sort_by(|a, b| (since(a), &a.case_number, a.record).cmp(&(since(b), &b.case_number, b.record)));
}
