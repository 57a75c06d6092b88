//! A field in the form of a case: locked for this person, waiting for a ruling, moved by somebody else, or to be filled in.
use leptos::prelude::*;
use protocol::{Action, Field, FieldEdit, Value};

use super::held::{Held, control};
use super::sheet::Sheet;
use super::texts;
use crate::lang::{field as fields, t};
use crate::pages::allowed::RULE;
use crate::pages::rule_words::{keeper, lockable};
use crate::pages::words;
use crate::parts::field::Row;
use crate::state::{Shell, use_shell};

/// A field of the form. Free to copy.
#[derive(Clone, Copy)]
pub struct Line {
    /// Which.
    pub field: Field,
    /// What the person has seen of it.
    pub seen: RwSignal<Value>,
    /// Its control.
    pub held: Held,
    sheet: Sheet,
}

impl Line {
    /// A field as the case has it now.
    pub fn open(sheet: Sheet, field: Field) -> Self {
        let value = untrack(|| sheet.value(field)).unwrap_or(Value::None);
        Self {
            field,
            held: Held::new(field, &value),
            seen: RwSignal::new(value),
            sheet,
        }
    }

    fn now(self) -> Value {
        self.sheet.value(self.field).unwrap_or(Value::None)
    }

    /// Something else stands in it than was shown. Tracks.
    pub fn is_touched(self) -> bool {
        self.held
            .value()
            .is_none_or(|value| self.seen.with(|seen| value != *seen))
    }

    /// What is typed cannot be read. Tracks.
    pub fn is_unreadable(self) -> bool {
        self.held.value().is_none()
    }

    /// The case says something new: shown where nothing was typed, or the same was. Reads without tracking.
    pub fn follow(self) {
        untrack(|| {
            let now = self.now();
            if self.is_disputed() || self.seen.with(|seen| now == *seen) {
                return;
            }
            if !self.is_touched() {
                self.held.show(&now);
                self.seen.set(now);
            } else if self.held.value().as_ref() == Some(&now) {
                self.seen.set(now);
            }
        });
    }

    /// What the case says now, if somebody changed it under what is typed here. Tracks.
    pub fn moved(self) -> Option<Value> {
        let now = self.now();
        let moved = !self.is_disputed() && self.is_touched() && self.seen.with(|seen| now != *seen);
        (moved && self.held.value().as_ref() != Some(&now)).then_some(now)
    }

    /// Several values wait for a ruling. Tracks.
    fn is_disputed(self) -> bool {
        let is_here = |view: &protocol::CaseView| view.competing.iter().any(|c| c.field == self.field);
        self.sheet.view().is_some_and(|view| is_here(&view))
    }

    /// Why it is not for this person to fill in, in words, if so. Tracks.
    fn lock(self, shell: Shell) -> Option<String> {
        let me = shell.me()?;
        if let Some(locked) = me.lock_of(self.field) {
            return Some(keeper(locked));
        }
        // What was settled with a reason is settled otherwise, not overwritten.
        let view = self.sheet.view()?;
        let last = view.words_on(self.field).next()?;
        let ruled = matches!(last.action, Action::Ruled { .. }) && !shell.may(RULE);
        ruled.then(|| texts::EDIT_RULED.with(&[&last.by]))
    }

    /// What is to be written. Tracks.
    pub fn edit(self) -> Option<FieldEdit> {
        let value = self.held.value()?;
        let open = self.is_touched() && !self.is_disputed();
        open.then(|| FieldEdit {
            field: self.field,
            seen: self.seen.get(),
            value,
        })
    }
}

/// The row of a field.
pub fn row(line: Line, tried: RwSignal<bool>) -> AnyView {
    let disputed = Memo::new(move |_| line.is_disputed());
    let shell = use_shell();
    let lock = Memo::new(move |_| line.lock(shell));
    (move || {
        if disputed.get() {
            return waiting(line);
        }
        view! {
            {lockable(lock.get(), control(line.field, line.held, tried))}
            {move || line.moved().map(|now| moved(line, now))}
        }
        .into_any()
    })
    .into_any()
}

/// A field with several values: they are shown; a ruling settles them, not this form.
fn waiting(line: Line) -> AnyView {
    let values = move || {
        let view = line.sheet.view()?;
        let here = view.competing.iter().filter(|c| c.field == line.field);
        let said = here.map(|c| texts::EDIT_ONE_OF.with(&[&c.by, &words::value(c.field, &c.value)]));
        Some(said.map(|said| view! { <p>{said}</p> }).collect_view())
    };
    view! {
        <Row label=fields::name(line.field) group=true hint=Signal::derive(|| texts::EDIT_DISPUTED.now().to_owned())>
            {values}
        </Row>
    }
    .into_any()
}

/// What somebody wrote while this was typed: both are shown, and one is chosen.
fn moved(line: Line, now: Value) -> AnyView {
    let shown = words::value(line.field, &now);
    let who = line.sheet.view().and_then(|view| {
        let trace = view.words_on(line.field).next()?;
        Some((trace.by.clone(), words::moment(trace.at_ms)))
    });
    let said = match who {
        Some((by, when)) => texts::EDIT_MOVED.with(&[&by, &when, &shown]),
        None => texts::EDIT_MOVED_BY.with(&[&shown]),
    };
    let (theirs, mine) = (now.clone(), now);
    let take = move |_| {
        line.held.show(&theirs);
        line.seen.set(theirs.clone());
    };
    let keep = move |_| line.seen.set(mine.clone());
    view! {
        <div class="row-moved" role="alert">
            <p class="row-error">{said}</p>
            <button type="button" class="button" on:click=take>{t(texts::EDIT_TAKE)}</button>
            <button type="button" class="button" on:click=keep>{t(texts::EDIT_KEEP)}</button>
        </div>
    }
    .into_any()
}
