//! Flows as data: how a record of a kind goes from state to state, and who may take which step.
//!
//! A flow is a text in `rules/flows/`. Taking a step is an event ([`Step`]); nobody stores a state. Where a record stands
//! is judged from the steps taken and what each author had before him ([`standing`]), never by clock or order of arrival.
mod check;
mod open;
mod order;
pub(crate) mod slots;
mod standing;
mod take;
mod text;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clock::Stamp;
use super::field::{Field, Value};
use super::kinds::Both;
use super::people::{PersonId, Right};
use super::slot::RecordKey;
pub use check::FlowError;
pub(crate) use check::{check, keeps};
pub use open::open_after;
pub(crate) use open::would_fail;
pub use slots::content_of;
use standing::keys_that_count;
pub use standing::{Standing, StepFault, StepJudged, standing};
pub use take::{StepEdit, StepRefusal, is_closed, take};
pub(crate) use text::{FlowText, parse, read};

/// A step of a flow was taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Step {
    /// Of which record.
    pub record: RecordKey,
    /// Key of the step.
    pub step: String,
    /// Who takes it: the person of the device that writes it; another is refused.
    pub by: PersonId,
    /// The day it counts from.
    pub on: NaiveDate,
    /// Why, in that person's words, or empty.
    pub reason: String,
    /// What was decided on: [`content_of`] the record as the author saw it.
    pub content: [u8; 32],
    /// Fields of the case the step sets: those its text names.
    pub sets: Vec<(Field, Value)>,
    /// Text of the receipt it rests on, or empty.
    pub receipt: String,
}

/// A step is taken back by whoever took it. It counts as long as nobody took another step on top.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StepBack {
    /// Of which record.
    pub record: RecordKey,
    /// The event of the step.
    pub step: Stamp,
    /// Its key: whoever may not take it any more does not take it back.
    pub key: String,
    /// Who takes it back: the person of the device that writes it; another is refused.
    pub by: PersonId,
    /// What the fields of the case that the step had set are to say again.
    pub sets: Vec<(Field, Value)>,
}

/// A step as the case remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// The event.
    pub stamp: Stamp,
    /// Key of the step.
    pub step: String,
    /// Who took it.
    pub by: PersonId,
    /// The day it counts from.
    pub on: NaiveDate,
    /// Why, or empty.
    pub reason: String,
    /// What was decided on.
    pub content: [u8; 32],
    /// What its author had before him: the steps it follows, among other things.
    pub after: Vec<Stamp>,
    /// The event by which its author took it back.
    pub taken_back: Option<Stamp>,
}

/// The steps of one record.
#[must_use]
pub fn of_record(steps: &[(RecordKey, StepTaken)], record: RecordKey) -> Vec<StepTaken> {
    let own = steps.iter().filter(|(of, _)| *of == record);
    own.map(|(_, step)| step.clone()).collect()
}

/// A flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Both,
    /// The article it comes from.
    pub source: String,
    /// Its states, the first one is where a record begins: key and name.
    pub states: Vec<(String, Both)>,
    /// Its steps.
    pub steps: Vec<StepOf>,
    /// States in which nothing is waited for.
    pub ends: Vec<String>,
    /// States in which the record may be corrected.
    pub editable: Vec<String>,
    /// States in which it waits for nobody but its author.
    pub drafts: Vec<String>,
    /// States in which it waits for whom a field of the record names, by the number of the field.
    pub waits_for: Vec<(String, u16)>,
    /// Fields of the record that say why somebody asks, by their numbers: who is to decide reads them first.
    pub why: Vec<u16>,
    /// Days of the record no step may lie before, by the numbers of their fields.
    pub not_before: Vec<u16>,
    /// States in which the person the record names gets no work in the case.
    pub bars: Vec<String>,
    /// What the rules leave open about it.
    pub open: Vec<Both>,
}

/// A step of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOf {
    /// Its key.
    pub key: String,
    /// What a person does by it.
    pub name: Both,
    /// From which states.
    pub from: Vec<String>,
    /// To which.
    pub to: String,
    /// Who may take it: whoever is one of these.
    pub who: Vec<Who>,
    /// It says yes or no to what somebody else asked for.
    pub decides: bool,
    /// Not whoever took one of these steps before.
    pub not_by: Vec<String>,
    /// Only whoever took one of these steps last.
    pub only_by: Vec<String>,
    /// Fields of the record that must be filled in, by their numbers.
    pub needs: Vec<u16>,
    /// It takes a reason.
    pub reason: bool,
    /// Whoever takes it may correct the record in the same breath.
    pub edits: bool,
    /// The happening of the node engine it stands for.
    pub records: Option<String>,
    /// Fields of the case it sets, each with the field of the record that says to what.
    pub sets: Vec<(Field, u16)>,
    /// What cannot be undone, to be confirmed.
    pub confirm: Option<Both>,
    /// The dossier of the case must lack nothing, and all in it be confirmed (plan Art. 8). Asked when the step is taken, not
    /// when it is folded: what comes into the dossier afterwards changes nothing.
    pub complete: bool,
}

/// Who may take a step: all that is named must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Holds this right by the table of the bureau.
    pub right: Option<Right>,
    /// Has one of these roles; whichever if none is named.
    pub roles: Vec<String>,
    /// Is in one of these groups; whichever if none is named.
    pub groups: Vec<String>,
}

impl Flow {
    /// The state a record begins in.
    #[must_use]
    pub fn first(&self) -> &str {
        self.states.first().map_or("", |(key, _)| key)
    }

    /// The name of a state.
    #[must_use]
    pub fn state(&self, key: &str) -> Option<&Both> {
        self.states.iter().find(|(known, _)| known == key).map(|(_, name)| name)
    }

    /// The step of a key.
    #[must_use]
    pub fn step(&self, key: &str) -> Option<&StepOf> {
        self.steps.iter().find(|step| step.key == key)
    }

    /// Whether a record in these states may be corrected.
    #[must_use]
    pub fn is_editable(&self, states: &[String]) -> bool {
        states.iter().all(|state| self.editable.contains(state))
    }

    /// Whether nothing is waited for. A question waits for an answer, whatever the states are between which it is.
    #[must_use]
    pub fn is_over(&self, states: &[String]) -> bool {
        matches!(states, [state] if self.ends.contains(state))
    }

    /// Whether a record in these states is its author's own business yet.
    #[must_use]
    pub fn is_draft(&self, states: &[String]) -> bool {
        matches!(states, [state] if self.drafts.contains(state))
    }

    /// Whether a step leads somewhere from where a record stands. At its end it is not done once more by the way, as a first
    /// time: who has reason to do so does it in the form of the matter, which says what it takes the place of.
    #[must_use]
    pub fn leads_on(&self, step: &StepOf, states: &[String]) -> bool {
        !(self.is_over(states) && states.contains(&step.to))
    }

    /// The field that names for whom a record in these states waits, if one does.
    #[must_use]
    pub fn waits_for(&self, states: &[String]) -> Option<u16> {
        let [state] = states else { return None };
        let found = self.waits_for.iter().find(|(known, _)| known == state);
        found.map(|(_, field)| *field)
    }

    /// Whether a record may be taken out: it may be corrected, and no step by which something was decided or began counts.
    #[must_use]
    pub fn is_removable<'s>(&self, states: &[String], counting: impl IntoIterator<Item = &'s str>) -> bool {
        self.is_editable(states) && !counting.into_iter().any(|key| self.binds(key))
    }

    /// Whether something was decided or began by one of the steps that count.
    #[must_use]
    pub fn is_bound_by(&self, judged: &[StepJudged<'_>]) -> bool {
        keys_that_count(judged).any(|key| self.binds(key))
    }

    fn binds(&self, key: &str) -> bool {
        let binds = |step: &StepOf| step.decides || step.records.is_some() || step.confirm.is_some();
        self.step(key).is_some_and(binds)
    }

    /// The steps whose takers may write the record: those that lead on from where it may be corrected, and those taken
    /// with a correction.
    pub fn written_by(&self) -> impl Iterator<Item = &StepOf> {
        let leads_on = |step: &StepOf| step.from.iter().any(|state| self.editable.contains(state));
        self.steps.iter().filter(move |step| step.edits || leads_on(step))
    }

    /// The steps that lead on from where a record stands; of a question, those that answer it.
    pub fn next<'f>(&'f self, standing: &'f Standing) -> impl Iterator<Item = &'f StepOf> {
        self.steps.iter().filter(|step| match standing.states.as_slice() {
            [state] => step.from.contains(state),
            _ => standing.asks.contains(&step.key),
        })
    }
}
