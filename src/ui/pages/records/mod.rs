//! Records of the kinds told by texts: their form, their card in a case, their register over all cases.
mod batch;
mod begun;
pub mod card;
mod entry;
mod figure;
mod folder;
mod form;
mod ledger;
pub mod paper;
mod parties;
mod place;
mod reach;
mod register;
mod terms;

use casebook::filing::{PLACE, Place, WHAT};
use casebook::kinds::{Both, FieldOf, KindOf, ValueType};
use casebook::slot::value_in;
use leptos::prelude::*;
use protocol::{Kind, RecordEdit, RecordKey, RecordWrite, Value};

pub use self::batch::{Batches, Several};
pub use self::figure::register_of;
pub use self::folder::Switch;
pub use self::form::Form;
pub use self::register::RegisterPage;
use crate::lang::{Text, common, records as texts, t};
use crate::pages::check::item_label;
use crate::parts::date::iso;
use crate::state::Shell;

/// Whether the person here may write records of a kind at all. Tracks.
pub fn may_write(shell: Shell, kind: &KindOf) -> bool {
    let Some(me) = shell.me() else {
        return false;
    };
    let steps = kind.flow.iter().flat_map(|flow| flow.written_by());
    if steps
        .into_iter()
        .any(|step| me.steps.contains(&format!("{}.{}", kind.key, step.key)))
    {
        return true;
    }
    if !shell.may(kind.right.key()) {
        return false;
    }
    let mut keys = kind.days_keys().peekable();
    let records = keys.peek().is_none() || keys.any(|key| me.may_record(key));
    records && !me.locked.iter().any(|locked| kind.rests_on.contains(&locked.field))
}

/// A record of a kind that was not there before: its key, under a fresh id.
pub fn fresh(kind: Kind) -> RecordKey {
    let id = uuid::Uuid::now_v7().into_bytes();
    RecordKey { kind, id }
}

/// What begins a record of a kind with these fields.
pub fn begun(kind: Kind, fields: Vec<(u16, Value)>) -> RecordEdit {
    RecordEdit::begun(fresh(kind), fields)
}

/// Words that the rows of a list are searched for.
#[component]
pub fn SearchField(
    /// The words.
    text: RwSignal<String>,
    /// What it is called.
    label: Text,
) -> impl IntoView {
    view! {
        <input
            class="input input-wide"
            type="search"
            aria-label=t(label)
            placeholder=t(label)
            prop:value=text
            on:input=move |event| text.set(event_target_value(&event))
        />
    }
}

/// A name in both languages.
pub fn name(both: &'static Both) -> Text {
    Text(&both.zh, &both.en)
}

/// A value in the words of its field; empty for none.
pub fn word(field: &'static FieldOf, value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Date(day) => iso(*day),
        Value::Fen(amount) => amount.grouped(),
        Value::Bool(yes) => (if *yes { common::YES } else { common::NO }).now().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => match &field.holds {
            ValueType::Strokes => texts::STROKES.now().to_owned(),
            ValueType::Choice(choices) => {
                let known = choices.iter().find(|(code, _)| code == text);
                known.map_or_else(|| text.clone(), |(_, both)| name(both).now().to_owned())
            }
            _ => text.clone(),
        },
    }
}

/// A value as a table has it: of a hash the first digits, which tell it from others; the file has them all.
pub fn short(text: String) -> String {
    const HASH: usize = 64;
    const SHOWN: usize = 12;
    match text.len() == HASH && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => format!("{}…", &text[..SHOWN]),
        false => text,
    }
}

/// The item a correction is about in the reader's language: its record has the Chinese name, and behind it whose it is.
fn item_said(field: &'static FieldOf, values: &[(u16, Value)]) -> Option<String> {
    let text = |number: u16| match value_in(values, number) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let place = Place::of_code(text(PLACE).filter(|_| field.number == WHAT)?)?;
    let label = item_label(place);
    let rest = text(WHAT)?.strip_prefix(label.0)?;
    Some(format!("{}{rest}", label.now()))
}

/// What a field of a record says: its value, or all that stand beside each other.
pub fn said(field: &'static FieldOf, values: &[(u16, Value)]) -> String {
    if let Some(item) = item_said(field, values) {
        return item;
    }
    let own = values.iter().filter(|(number, _)| *number == field.number);
    let words: Vec<String> = own.map(|(_, value)| word(field, value)).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        several => texts::SEVERAL.with(&[&several.join(" / ")]),
    }
}

/// The name of a record: its fields of that role, in words.
pub fn title(kind: &'static KindOf, values: &[(u16, Value)]) -> String {
    let fields = kind.title.iter().filter_map(|number| kind.field(*number));
    let words = fields.filter_map(|field| match item_said(field, values) {
        None => Some(word(field, value_in(values, field.number)?)),
        said => said,
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A write of a record as the trace tells it: what was done, and each field before and after.
pub fn told(
    kind: Option<&'static KindOf>,
    write: &RecordWrite,
    before: &[(u16, Value)],
    now: Option<&[(u16, Value)]>,
) -> (String, Vec<(Text, String, String)>) {
    let Some(kind) = kind else {
        return (texts::UNKNOWN_KIND.now().to_owned(), Vec::new());
    };
    let named = [&write.fields[..], now.unwrap_or_default(), before];
    let called = named
        .into_iter()
        .map(|values| title(kind, values))
        .find(|text| !text.is_empty());
    let said = match write.in_force {
        Some(true) => texts::H_ADDED,
        Some(false) => texts::H_REMOVED,
        None => texts::H_CHANGED,
    };
    let said = said.with(&[&name(&kind.name).now(), &called.unwrap_or_default()]);
    let changes = write.fields.iter().filter_map(|(number, value)| {
        let field = kind.field(*number)?;
        let earlier = value_in(before, *number)
            .map(|value| word(field, value))
            .unwrap_or_default();
        Some((name(&field.name), earlier, word(field, value)))
    });
    (said, changes.collect())
}
