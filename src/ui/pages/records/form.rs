//! The form of a record, made from the text of its kind.
use casebook::entered::Entered;
use casebook::kinds::{EntryFault, FieldOf, KindOf, ValueType};
use casebook::slot::value_in;
use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::{RecordEdit, RecordKey, Value};
use serde::{Deserialize, Serialize};

use super::{name, said};
use crate::lang::{Text, common, records as texts};
use crate::parts::choice::Choice;
use crate::parts::date::DateInput;
use crate::parts::field::{Row, control_id};
use crate::parts::name::NameInput;
use crate::parts::text::TextInput;
use crate::state::{use_shell, use_today};

/// What is typed into the form of a record, or into some of its fields. Free to copy.
#[derive(Clone, Copy)]
pub struct Form {
    kind: &'static KindOf,
    entries: StoredValue<Vec<Entry>>,
    /// What stood there when the form began.
    seen: StoredValue<Vec<(u16, Value)>>,
    /// It has all that is known of the record, so that its days can be asked about.
    is_whole: bool,
    /// Somebody tried to save: now it is said what is missing.
    tried: RwSignal<bool>,
    /// What somebody else wrote while the form was open, said beside the field.
    moved: RwSignal<Vec<(u16, String)>>,
    today: Signal<NaiveDate>,
}

#[derive(Clone, Copy)]
struct Entry {
    field: &'static FieldOf,
    text: RwSignal<String>,
    day: RwSignal<Entered<NaiveDate>>,
}

/// A field in which something else is typed than stood there, for a draft: with what stood there, so that what somebody
/// wrote since shows and is not written over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    number: u16,
    seen: Value,
    text: String,
    day: Entered<NaiveDate>,
}

/// What is typed, for a draft.
pub type Typed = Vec<Kept>;

impl Entry {
    fn of(field: &'static FieldOf, value: &Value) -> Self {
        let day = match value {
            Value::Date(day) => Entered::Read(*day),
            _ => Entered::Empty,
        };
        Self {
            field,
            text: RwSignal::new(field.entered(value)),
            day: RwSignal::new(day),
        }
    }

    /// The value typed. Tracks.
    fn value(self) -> Result<Value, EntryFault> {
        match self.field.holds {
            ValueType::Date => match self.day.get() {
                Entered::Empty => Ok(Value::None),
                Entered::Read(day) => Ok(Value::Date(day)),
                Entered::Unreadable(_) => Err(EntryFault::NotADate),
            },
            _ => self.text.with(|text| self.field.read(text)),
        }
    }
}

impl Form {
    /// A form of these fields of a kind, with the values that stand there.
    pub fn new(kind: &'static KindOf, fields: impl Iterator<Item = &'static FieldOf>, seen: Vec<(u16, Value)>) -> Self {
        let value = |number: u16| value_in(&seen, number).cloned().unwrap_or(Value::None);
        let entries: Vec<Entry> = fields.map(|field| Entry::of(field, &value(field.number))).collect();
        Self {
            kind,
            is_whole: entries.len() == kind.fields.len(),
            entries: StoredValue::new(entries),
            seen: StoredValue::new(seen),
            tried: RwSignal::new(false),
            moved: RwSignal::default(),
            today: use_today(),
        }
    }

    /// A form of a new record with some of its fields: the others are empty.
    pub fn begin(kind: &'static KindOf, fields: impl Iterator<Item = &'static FieldOf>) -> Self {
        Self {
            is_whole: true,
            ..Self::new(kind, fields, Vec::new())
        }
    }

    /// What is typed in a field of text or of choices. Tracks.
    pub fn text(self, number: u16) -> String {
        self.entry(number).map(|entry| entry.text.get()).unwrap_or_default()
    }

    /// Puts what is usual into a field, unless something else was entered than was suggested before.
    pub fn suggest(self, number: u16, before: &str, now: &str) {
        if let Some(entry) = self.entry(number) {
            let stands = entry.text.get_untracked();
            if stands != now && (stands.is_empty() || stands == before) {
                entry.text.set(now.to_owned());
            }
        }
    }

    /// Puts a text into a field.
    pub fn put_text(self, number: u16, text: String) {
        if let Some(entry) = self.entry(number) {
            entry.text.set(text);
        }
    }

    /// Moves a day to another field that has none.
    pub fn move_day(self, from: u16, to: u16) {
        let (Some(from), Some(to)) = (self.entry(from), self.entry(to)) else {
            return;
        };
        if to.day.get_untracked() == Entered::Empty {
            to.day.set(from.day.get_untracked());
            from.day.set(Entered::Empty);
        }
    }

    /// Empties some fields for the next record; nothing is missing yet.
    pub fn clear_for_next(self, fields: &[u16]) {
        for entry in fields.iter().filter_map(|number| self.entry(*number)) {
            entry.text.set(String::new());
            entry.day.set(Entered::Empty);
        }
        self.tried.set(false);
    }

    /// The kind it is a form of.
    pub fn kind(self) -> &'static KindOf {
        self.kind
    }

    fn each(self) -> Vec<Entry> {
        self.entries.get_value()
    }

    /// The value typed in a field, if it can be read. Tracks.
    fn value(self, number: u16) -> Option<Value> {
        self.entry(number)?.value().ok()
    }

    fn is_shown(self, entry: Entry) -> bool {
        entry.field.is_shown(&|number| self.value(number))
    }

    /// What is wrong with a field. Tracks.
    fn problem(self, entry: Entry) -> Option<Text> {
        match entry.value() {
            _ if !self.is_shown(entry) => None,
            Err(fault) => Some(texts::fault(fault)),
            Ok(Value::None) if entry.field.needed => Some(texts::MISSING),
            Ok(_) => self.days_fault(entry),
        }
    }

    /// What is wrong with a day beside the others. Tracks.
    fn days_fault(self, entry: Entry) -> Option<Text> {
        // Some fields alone say nothing of the days of the records they are written to: each is asked when they are.
        if !self.is_whole {
            return None;
        }
        let now = |number: u16| self.value(number);
        let before = |number: u16| Some(self.seen_in(number));
        let faults = self.kind.days_faults(&now, &before, self.today.get());
        let own = faults.into_iter().find(|(number, _)| *number == entry.field.number);
        own.map(|(_, fault)| texts::days_fault(fault))
    }

    /// The fields that say something else than at the beginning; nothing if something is missing or cannot be read,
    /// which is then said beside it.
    pub fn changed(self) -> Option<Vec<(u16, Value)>> {
        self.tried.set(true);
        untrack(|| {
            let entries = self.each();
            if entries.iter().any(|entry| self.problem(*entry).is_some()) {
                return None;
            }
            let shown = entries.into_iter().filter(|entry| self.is_shown(*entry));
            let values = shown.filter_map(|entry| Some((entry.field.number, entry.value().ok()?)));
            Some(
                values
                    .filter(|(number, value)| self.seen_in(*number) != *value)
                    .collect(),
            )
        })
    }

    /// What the fields typed take the place of, as a record of its own: a renewal by a later one. Tracks.
    pub fn kept(self, record: RecordKey) -> Option<RecordEdit> {
        let typed = self.each().into_iter();
        let typed: Vec<(u16, Value)> = typed
            .filter_map(|entry| Some((entry.field.number, entry.value().ok()?)))
            .collect();
        let id = uuid::Uuid::now_v7().into_bytes();
        let write = self
            .kind
            .kept_by_form(record, &typed, &|number| Some(self.seen_in(number)), id);
        write.map(RecordEdit::new)
    }

    /// What stood in a field when the form began.
    pub fn seen_in(self, number: u16) -> Value {
        self.seen
            .with_value(|seen| value_in(seen, number).cloned().unwrap_or(Value::None))
    }

    /// From now on this is what stood there: what is typed stays, and beside it stands what somebody else wrote.
    pub fn look_again(self, seen: Vec<(u16, Value)>) {
        let now = |number: u16| value_in(&seen, number).cloned().unwrap_or(Value::None);
        let fields = self.each().into_iter().map(|entry| entry.field);
        let moved = fields.filter(|field| now(field.number) != self.seen_in(field.number));
        let moved = moved.map(|field| (field.number, said(field, &seen)));
        self.moved.set(moved.collect());
        self.seen.set_value(seen);
    }

    /// What is typed that did not stand there. Tracks.
    pub fn typed(self) -> Typed {
        let kept = |entry: Entry| Kept {
            number: entry.field.number,
            seen: self.seen_in(entry.field.number),
            text: entry.text.get(),
            day: entry.day.get(),
        };
        let touched = |entry: &Entry| entry.value() != Ok(self.seen_in(entry.field.number));
        self.each().into_iter().filter(touched).map(kept).collect()
    }

    /// Fills in what is known before anybody typed.
    pub fn begin_with(self, texts: Vec<(u16, String)>) {
        for (number, text) in texts {
            if let Some(entry) = self.entry(number) {
                if let Ok(day) = text.parse() {
                    entry.day.set(Entered::Read(day));
                }
                entry.text.set(text);
            }
        }
    }

    /// Puts back what was typed before, over what stood there then.
    pub fn put(self, typed: Typed) {
        for kept in typed {
            let Some(entry) = self.entry(kept.number) else { continue };
            entry.text.set(kept.text);
            entry.day.set(kept.day);
            self.seen.update_value(|seen| {
                seen.retain(|(number, _)| *number != kept.number);
                seen.push((kept.number, kept.seen));
            });
        }
    }

    fn entry(self, number: u16) -> Option<Entry> {
        self.each().into_iter().find(|entry| entry.field.number == number)
    }

    /// The rows of the form.
    pub fn rows(self) -> AnyView {
        self.each()
            .into_iter()
            .map(|entry| self.row(entry))
            .collect_view()
            .into_any()
    }

    /// The row of one field, where a page lays its form out itself.
    pub fn row_of(self, number: u16) -> AnyView {
        self.entry(number).map(|entry| self.row(entry)).into_any()
    }

    fn row(self, entry: Entry) -> AnyView {
        let shown = Memo::new(move |_| self.is_shown(entry));
        // The control of a date says itself that it cannot be read.
        let problem = move || {
            let said = self.tried.get() && !entry.day.with(Entered::is_unreadable);
            said.then(|| self.problem(entry)).flatten().map(Text::now)
        };
        let number = entry.field.number;
        let moved = move || {
            let found = self
                .moved
                .with(|moved| moved.iter().find(|(known, _)| *known == number).cloned());
            found.map(|(_, now)| {
                texts::NOW.with(&[&if now.is_empty() {
                    texts::EMPTIED.now().to_owned()
                } else {
                    now
                }])
            })
        };
        let label = name(&entry.field.name);
        let note = entry.field.note.as_ref().map(name);
        let hint = Signal::derive(move || note.map(|note| note.now().to_owned()).unwrap_or_default());
        let whole = move || {
            view! {
                <Row label hint>
                    {control(entry)}
                    <p class="row-error" role="status">{problem}</p>
                    <p class="row-error" role="alert">{moved}</p>
                </Row>
            }
            .into_any()
        };
        (move || shown.get().then(whole)).into_any()
    }
}

/// The control of a field.
fn control(entry: Entry) -> AnyView {
    match &entry.field.holds {
        ValueType::Date => view! { <DateInput value=entry.day/> }.into_any(),
        ValueType::Choice(choices) => {
            let names = choices.iter().map(|(_, both)| name(both)).collect();
            let codes = choices.iter().map(|(code, _)| code.as_str()).collect();
            chosen(entry, names, codes)
        }
        ValueType::YesNo => chosen(entry, vec![common::YES, common::NO], vec!["yes", "no"]),
        ValueType::LongText => view! {
            <textarea
                class="input"
                id=control_id()
                prop:value=entry.text
                on:input=move |event| entry.text.set(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
        ValueType::Person => person(entry),
        // A page of its own takes them.
        ValueType::Strokes => ().into_any(),
        ValueType::Text | ValueType::IdNumber | ValueType::Money | ValueType::Number => {
            view! { <TextInput value=entry.text/> }.into_any()
        }
    }
}

/// Somebody who works here: the names that stand in cases are offered.
fn person(entry: Entry) -> AnyView {
    let summary = use_shell().summary;
    let names = move || {
        let handlers = summary.with(|s| s.as_ref().map(|s| s.handlers.clone()));
        let all = handlers.unwrap_or_default().into_iter();
        all.map(|name| (name, String::new())).collect::<Vec<_>>()
    };
    view! { <NameInput value=entry.text names/> }.into_any()
}

/// One of some codes, or none.
fn chosen(entry: Entry, names: Vec<Text>, codes: Vec<&'static str>) -> AnyView {
    let options = std::iter::once(texts::NOT_CHOSEN).chain(names).collect();
    let codes: Vec<&'static str> = std::iter::once("").chain(codes).collect();
    let known = codes.clone();
    let at = Signal::derive(move || {
        let text = entry.text.get();
        known.iter().position(|code| *code == text).unwrap_or(0)
    });
    let choose = Callback::new(move |at: usize| {
        entry.text.set(codes.get(at).copied().unwrap_or_default().to_owned());
    });
    view! { <Choice options chosen=at on_choose=choose/> }.into_any()
}
