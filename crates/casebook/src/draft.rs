//! A draft: actions made into packs, to be stored in one transaction and then taken into the book.
use std::rc::Rc;

use super::CaseId;
use super::action::Action;
use super::book::{Book, BookError};
use super::clock::{Clock, DeviceId, Moment, Stamp};
use super::edit;
use super::event::{BOOK, Event};
use super::field::{Field, Value};
use super::fold::{apply, apply_book};
use super::kinds::Kinds;
use super::pack::{Pack, Packer};
use super::people::membership::{Entry, MembershipLog, is_people};
use super::people::{Directory, PeopleAction, PeopleFault, RefusedBy, Right, evaluate};
use super::recusal::gives_to_recused;
use super::register::Register;
use super::slot::{IN_FORCE, RecordKey};
use super::state::{BookState, CaseState};

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// Name.
    pub by: String,
    /// On whose order, or empty.
    pub on_order_of: String,
}

/// When and on whose order something was done that is written only now, and the receipt it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Wall clock of then, milliseconds since 1970.
    pub at_ms: u64,
    /// On whose order, or empty.
    pub on_order_of: String,
    /// The receipt, if any.
    pub receipt: Option<String>,
}

/// Packs in the making. Nothing of it is in the book until the store has written all packs and the book has taken
/// them; so an import of any size is one write, all or nothing.
pub struct Draft {
    clock: Clock,
    author: Author,
    packer: Packer,
    events: u32,
    /// What the people events of this draft make of the directory.
    membership: MembershipLog,
    directory: Rc<Directory>,
}

impl Draft {
    /// A draft of this device, after all the book holds of it.
    pub fn new(book: &Book, device: DeviceId, author: Author, now_ms: u64) -> Draft {
        let last = book.followed().get(&device).copied().unwrap_or_default();
        let packer = Packer::new(device, last.number + 1, last.hash, Rc::clone(book.sealer()));
        Draft {
            clock: book.clock(device, now_ms),
            author,
            packer: packer.having_seen(book.not_named(device)),
            events: 0,
            membership: book.membership.clone(),
            directory: Rc::clone(&book.directory),
        }
    }

    /// From now on what is added was done on somebody's order (plan Art. 5); nobody's if empty.
    pub fn on_order_of(&mut self, order: &str) {
        order.trim().clone_into(&mut self.author.on_order_of);
    }

    /// Adds actions. All actions of one case must come in the same call. Fields that already have the value are left out,
    /// and an action of which nothing is left; a book that knows it all gets no event.
    ///
    /// # Errors
    /// [`BookError::NotAllowed`] and [`BookError::Refused`] if an action would be refused: nothing is written that has no
    /// effect. [`BookError::Recused`] if one gives work to somebody recused in the case. [`BookError::Disputed`] if a plain action would end a conflict and its author may not rule. [`BookError::Damaged`] if the state of a case cannot be read. The draft is then of no use.
    pub fn add(&mut self, book: &Book, mut actions: Vec<(CaseId, Action)>, now_ms: u64) -> Result<(), BookError> {
        // Actions of one case follow each other; the order of cases stays that of their first action.
        group(&mut actions);
        let mut current: Option<(CaseId, CaseState)> = None;
        let mut texts: BookState = BookState::default();
        if actions.iter().any(|(case, _)| *case == BOOK) {
            texts = book.texts().clone();
        }
        let mut actions = actions.into_iter().peekable();
        while let Some((case, action)) = actions.next() {
            let more = actions.peek().is_some_and(|(next, _)| *next == case);
            if case == BOOK {
                let over = texts.over(&action);
                apply_book(&mut texts, self.write(book, case, action, over, now_ms)?);
                continue;
            }
            if current.as_ref().is_none_or(|(id, _)| *id != case) {
                current = Some((case, book.state(&case)?.unwrap_or_default()));
            }
            if let Some((_, state)) = &mut current
                && let Some(action) = news(state, action)
            {
                self.may_end_a_conflict(book, state, &action)?;
                if gives_to_recused(state, book.kinds(), &action) {
                    return Err(BookError::Recused);
                }
                let over = state.over(&action);
                let event = self.write(book, case, action, over, now_ms)?;
                if more {
                    apply(state, event);
                }
            }
        }
        Ok(())
    }

    /// Adds one action that was done before, as of then; the case has no other in this draft.
    ///
    /// # Errors
    /// As [`Draft::add`]. After [`BookError::NotAllowed`], [`BookError::Recused`] and [`BookError::Disputed`] the draft can be used on.
    pub fn add_made(
        &mut self,
        book: &Book,
        (case, action): (CaseId, Action),
        made: Made,
        now_ms: u64,
    ) -> Result<(), BookError> {
        let state = book.state(&case)?.unwrap_or_default();
        let Some(action) = news(&state, action) else {
            return Ok(());
        };
        self.may_end_a_conflict(book, &state, &action)?;
        if gives_to_recused(&state, book.kinds(), &action) {
            return Err(BookError::Recused);
        }
        let over = state.over(&action);
        self.write_made(book, (case, action), over, made, now_ms)?;
        Ok(())
    }

    /// # Errors
    /// [`BookError::Disputed`] if a plain action would end a conflict and its author may not rule.
    fn may_end_a_conflict(&self, book: &Book, state: &CaseState, action: &Action) -> Result<(), BookError> {
        match ends_a_conflict(state, book.kinds(), action) && !book.may(self.clock.device(), Right::Rule) {
            true => Err(BookError::Disputed),
            false => Ok(()),
        }
    }

    fn write(
        &mut self,
        book: &Book,
        case: CaseId,
        action: Action,
        over: Vec<Stamp>,
        now_ms: u64,
    ) -> Result<&Event, BookError> {
        let made = Made {
            at_ms: now_ms,
            on_order_of: self.author.on_order_of.clone(),
            receipt: None,
        };
        self.write_made(book, (case, action), over, made, now_ms)
    }

    fn write_made(
        &mut self,
        book: &Book,
        (case, action): (CaseId, Action),
        over: Vec<Stamp>,
        made: Made,
        now_ms: u64,
    ) -> Result<&Event, BookError> {
        let last = self.clock.last();
        let mut event = Event {
            stamp: self.clock.tick(now_ms),
            case,
            by: self.author.by.clone(),
            on_order_of: made.on_order_of,
            at_ms: made.at_ms,
            action,
            over,
            receipt: made.receipt,
            raw: None,
        };
        if is_people(&event) {
            self.meet(book, &mut event)?;
        } else if self.directory.refuses(&event, self.packer.number(), last).is_some() {
            return Err(BookError::NotAllowed);
        }
        self.events += 1;
        Ok(self.packer.add(event))
    }

    /// A people event names all those seen before it, and must not be refused as things are known here. What vouches
    /// for a device that joins may still be on its way.
    fn meet(&mut self, book: &Book, event: &mut Event) -> Result<(), BookError> {
        if !self.membership.has_room(event.stamp.device) {
            return Err(BookError::Refused(PeopleFault::PeopleTooMany));
        }
        event.over.extend(self.directory.heads.iter().copied());
        event.over.sort();
        event.over.dedup();
        self.membership.add(Entry {
            event: event.clone(),
            number: self.packer.number(),
            place: self.events,
            late: false,
        });
        self.directory = Rc::new(evaluate(&self.membership, book.sealer().as_ref()));
        match self.directory.refused.get(&event.stamp) {
            None => Ok(()),
            Some(by) if may_still_come(&event.action, by) => Ok(()),
            Some(RefusedBy::Fault(fault)) => Err(BookError::Refused(*fault)),
            Some(RefusedBy::Row(_)) => Err(BookError::NotAllowed),
        }
    }

    /// The moment of the last event of this device, written here or before.
    pub fn last(&self) -> Moment {
        self.clock.last()
    }

    /// Events so far.
    pub fn events(&self) -> u32 {
        self.events
    }

    /// The packs to store, in order; none if there was nothing new.
    pub fn finish(self) -> Vec<Pack> {
        self.packer.finish()
    }
}

/// Whether a device that joins is refused only because what it rests on has not arrived.
pub(super) fn may_still_come(action: &Action, by: &RefusedBy) -> bool {
    let joins = matches!(action, Action::People(action) if matches!(**action, PeopleAction::Joined { .. }));
    let awaited = matches!(
        by,
        RefusedBy::Fault(PeopleFault::InvitationUnknown | PeopleFault::PersonUnknown | PeopleFault::DeviceUnknown)
    );
    joins && awaited
}

/// Whether an action that is no ruling would leave one of several values that wait for one.
fn ends_a_conflict(state: &CaseState, kinds: &Kinds, action: &Action) -> bool {
    let is_disputed = |field: Field| state.values(field).len() > 1;
    match action {
        Action::Set(fields) => fields.iter().any(|(field, _)| is_disputed(*field)),
        Action::Imported(import) => import.fields.iter().any(|(field, _)| is_disputed(*field)),
        Action::Step(step) => step.sets.iter().any(|(field, _)| is_disputed(*field)),
        Action::StepTakenBack(back) => back.sets.iter().any(|(field, _)| is_disputed(*field)),
        Action::Record(write) => {
            let record = write.record;
            write
                .fields
                .iter()
                .any(|(field, _)| edit::is_disputed(state, kinds, record, *field))
        }
        _ => false,
    }
}

/// Brings actions of one case together, keeping the order otherwise.
fn group(actions: &mut [(CaseId, Action)]) {
    let mut first: std::collections::HashMap<CaseId, usize> = std::collections::HashMap::new();
    for (at, (case, _)) in actions.iter().enumerate() {
        first.entry(*case).or_insert(at);
    }
    if first.len() < actions.len() {
        actions.sort_by_key(|(case, _)| first.get(case).copied());
    }
}

/// What of an action is news for the state. A row of a file says nothing by an empty cell.
fn news(state: &CaseState, action: Action) -> Option<Action> {
    let is_news = |(field, value): &(Field, Value)| match state.values(*field).as_slice() {
        [] => *value != Value::None,
        [known] => *known != value,
        // In conflict: writing any of the values settles it.
        _ => true,
    };
    match action {
        Action::Set(mut fields) => {
            fields.retain(is_news);
            (!fields.is_empty()).then_some(Action::Set(fields))
        }
        Action::Imported(mut import) => {
            let may_empty = import.is_taken_back();
            import
                .fields
                .retain(|entry| (may_empty || entry.1 != Value::None) && is_news(entry));
            let same = import.fields.is_empty() && state.is_sample() == import.sample;
            (!same).then_some(Action::Imported(import))
        }
        Action::Hide(hide) => {
            let undisputed = live_in(state, RecordKey::CASE, IN_FORCE) <= 1;
            (hide != state.is_hidden() || !undisputed).then_some(Action::Hide(hide))
        }
        Action::Record(mut write) => {
            let known = |field: u16| state.slot(write.record, field).and_then(Register::latest);
            let record = write.record;
            write.fields.retain(|(field, value)| {
                known(*field).unwrap_or(&Value::None) != value || live_in(state, record, *field) > 1
            });
            let same =
                |yes: &bool| known(IN_FORCE) == Some(&Value::Bool(*yes)) && live_in(state, record, IN_FORCE) <= 1;
            let in_force = write.in_force.filter(|yes| !same(yes));
            write.in_force = in_force;
            (in_force.is_some() || !write.fields.is_empty()).then_some(Action::Record(write))
        }
        other => Some(other),
    }
}

/// How many writes of a slot are in force.
fn live_in(state: &CaseState, record: RecordKey, field: u16) -> usize {
    state.slot(record, field).map_or(0, |register| register.live().len())
}
