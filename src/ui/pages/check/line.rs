//! An item of the filing data: what the case says, whether it is right, and what is right instead.
use casebook::field::Holds;
use casebook::filing::{Item, Place};
use casebook::kinds::{EntryFault, FieldOf, ValueType};
use casebook::parties::{NAME, PARTY};
use files::filing::{read, said};
use leptos::prelude::*;
use protocol::{RecordView, Value};

use super::{Check, word};
use crate::lang::{Text, common, field as fields, filing as texts, records, t};
use crate::pages::records::{name, title, word as record_word};
use crate::parts::fresh_id;

/// The field of a party's record an item is; nothing for an item of the case.
pub(super) fn field_of(place: Place) -> Option<&'static FieldOf> {
    let Place::Party(_, number) = place else { return None };
    crate::kinds::kinds_now().get(PARTY)?.field(number)
}

/// A party as its section is headed: position and name. In the current language.
pub(super) fn party_name(record: &RecordView) -> String {
    let Some(kind) = crate::kinds::kinds_now().get(PARTY) else {
        return String::new();
    };
    let role = kind.field_named("role");
    let role = role.map(|field| record_word(field, record.value(field.number)));
    format!("{} {}", role.unwrap_or_default(), title(kind, &record.fields))
}

/// What an item is called.
pub fn label(place: Place) -> Text {
    match (place, field_of(place)) {
        (Place::Case(field), _) => fields::name(field),
        (_, Some(field)) => name(&field.name),
        (_, None) => records::UNKNOWN_KIND,
    }
}

/// What an item is called on this page: the number of a unit is its credit code. Tracks.
fn label_here(check: Check, place: Place) -> Text {
    let (Place::Party(id, _), Some(field)) = (place, field_of(place)) else {
        return label(place);
    };
    let view = check.sheet.view();
    let mut records = view.iter().flat_map(|view| &view.records);
    let party = records.find(|record| record.record.kind == PARTY && record.record.id == id);
    let sort = crate::kinds::kinds_now()
        .get(PARTY)
        .and_then(|kind| kind.field_named("sort"));
    let is_unit = party.zip(sort).is_some_and(
        |(party, sort)| matches!(party.value(sort.number), Value::Text(sort) if sort == "company" || sort == "organ"),
    );
    match field.key.as_str() {
        "id_number" if is_unit => texts::CREDIT_CODE,
        _ => label(place),
    }
}

/// What an item is called in a correction, which stands apart from this page: in Chinese, a party's with its name.
pub(super) fn called(check: Check, place: Place) -> String {
    let Place::Party(id, _) = place else {
        return label(place).0.to_owned();
    };
    let view = untrack(|| check.sheet.view());
    let party = view
        .iter()
        .flat_map(|view| &view.records)
        .find(|record| record.record.id == id);
    let party = party.and_then(|record| match record.value(NAME) {
        Value::Text(name) => Some(name.clone()),
        _ => None,
    });
    format!("{}（{}）", label(place).0, party.unwrap_or_default())
}

/// What is wrong with what is said of an item, if something is.
pub(super) fn fault(item: &Item, right: &str) -> Option<Text> {
    let stands = item.values.first();
    match read(item.place, right) {
        None => Some(way(item.place)),
        // What is missing may be known to the filing staff alone.
        Some(Value::None) => stands.is_some().then_some(texts::RIGHT_NEEDED),
        Some(value) => (Some(&value) == stands).then_some(texts::SAME),
    }
}

/// How an item is written that cannot be read.
fn way(place: Place) -> Text {
    let holds = match (place, field_of(place)) {
        (Place::Case(field), _) => match &field.told().holds {
            Holds::Plain(holds) => Some(holds),
            _ => None,
        },
        (_, field) => field.map(|field| &field.holds),
    };
    match holds {
        Some(ValueType::Date) => records::fault(EntryFault::NotADate),
        Some(ValueType::Money) => records::fault(EntryFault::NotMoney),
        _ => texts::UNREADABLE,
    }
}

/// The line of an item.
pub(super) fn line(check: Check, place: Place, item: Memo<Option<Item>>) -> AnyView {
    let id = fresh_id();
    let is_needed = move || item.with(|item| item.as_ref().is_some_and(|item| item.is_needed));
    let value = move || item.with(|item| item.as_ref().map(|item| shown(place, item)).unwrap_or_default());
    let asked = Memo::new(move |_| check.is_asked(place));
    let several = Memo::new(move |_| item.with(|item| item.as_ref().is_none_or(|item| item.values.len() > 1)));
    let is_empty = Memo::new(move |_| item.with(|item| item.as_ref().is_none_or(|item| item.values.is_empty())));
    let wrong = Memo::new(move |_| item.get().is_some_and(|item| check.of(&item).wrong));
    let choices = {
        let id = id.clone();
        move || {
            (!asked.get() && !several.get()).then(|| {
                let (own, other) = match is_empty.get() {
                    true => (texts::NOT_NEEDED, texts::IS_MISSING),
                    false => (texts::IS_RIGHT, texts::IS_WRONG),
                };
                let radio = |label: Text, is_wrong: bool| {
                    let say = move |_| {
                        if let Some(item) = item.get_untracked() {
                            check.say(&item, |said| said.wrong = is_wrong);
                        }
                    };
                    view! {
                        <label class="check-choice">
                            <input type="radio" name=id.clone() prop:checked=move || wrong.get() == is_wrong on:change=say/>
                            <span>{t(label)}</span>
                        </label>
                    }
                };
                view! { {radio(own, false)}{radio(other, true)} }
            })
        }
    };
    let right = move || (wrong.get() && !asked.get() && !several.get()).then(|| right(check, place, item));
    let label_id = format!("{id}-label");
    view! {
        <div class="check-line" role="group" aria-labelledby=label_id class:is-wrong=wrong>
            <span class="check-name" id=label_id.clone()>
                {move || label_here(check, place).now()}
                {move || is_needed().then(|| view! { " "<span class="tag tag-quiet">{t(texts::NEEDED)}</span> })}
            </span>
            <span class="check-value" class:quiet=is_empty>{value}</span>
            <span class="check-choices">
                {choices}
                {move || asked.get().then(|| view! { <span class="tag tag-warn">{t(texts::CORRECTIONS)}</span> })}
            </span>
            {right}
        </div>
    }
    .into_any()
}

/// What stands there, in words.
fn shown(place: Place, item: &Item) -> String {
    let words: Vec<String> = item.values.iter().map(|value| word(place, value)).collect();
    match words.as_slice() {
        [] => texts::EMPTY.now().to_owned(),
        [one] => one.clone(),
        several => texts::DISPUTED.with(&[&several.join(" / ")]),
    }
}

/// The control of what is right.
fn right(check: Check, place: Place, item: Memo<Option<Item>>) -> AnyView {
    let text = Memo::new(move |_| item.get().map(|item| check.of(&item).right).unwrap_or_default());
    let put = move |typed: String| {
        if let Some(item) = item.get_untracked() {
            check.say(&item, |said| said.right = typed);
        }
    };
    let fault = Memo::new(move |_| {
        item.get()
            .filter(|_| check.tried.get())
            .and_then(|item| fault(&item, &text.get()))
    });
    let label = format!("{} {}", texts::RIGHT.now(), label(place).now());
    let invalid = move || fault.get().is_some().then_some("true");
    let control = match choices(place) {
        Some(choices) => {
            let options = choices.into_iter().map(|(value, word)| {
                let own = value.clone();
                view! { <option value=value prop:selected=move || text.with(|text| *text == own)>{t(word)}</option> }
            });
            view! {
                <select class="input" aria-label=label aria-invalid=invalid on:change=move |event| put(event_target_value(&event))>
                    <option value="" prop:selected=move || text.with(String::is_empty)>{t(records::NOT_CHOSEN)}</option>
                    {options.collect_view()}
                </select>
            }
            .into_any()
        }
        None => view! {
            <input
                class="input input-wide"
                type="text"
                autocomplete="off"
                aria-label=label
                aria-invalid=invalid
                placeholder=t(texts::RIGHT)
                prop:value=text
                on:input=move |event| put(event_target_value(&event))
            />
        }
        .into_any(),
    };
    view! {
        <span class="check-right">
            {control}
            <span class="row-error" role="status">{move || fault.get().map(Text::now)}</span>
        </span>
    }
    .into_any()
}

/// What can be chosen for an item, each as a correction says it; nothing where it is typed.
fn choices(place: Place) -> Option<Vec<(String, Text)>> {
    let yes_no = || {
        let answers = [(true, common::YES), (false, common::NO)];
        answers
            .map(|(yes, word)| (said(place, &Value::Bool(yes)), word))
            .to_vec()
    };
    let coded = |code: &str, word: Text| (said(place, &Value::Text(code.to_owned())), word);
    match (place, field_of(place).map(|field| &field.holds)) {
        (Place::Case(field), _) if field.told().holds == Holds::Plain(ValueType::YesNo) => Some(yes_no()),
        (Place::Case(field), _) => {
            let choices = fields::choices(field)?;
            Some(choices.into_iter().map(|(code, word)| coded(code, word)).collect())
        }
        (_, Some(ValueType::YesNo)) => Some(yes_no()),
        (_, Some(ValueType::Choice(choices))) => {
            Some(choices.iter().map(|(code, both)| coded(code, name(both))).collect())
        }
        _ => None,
    }
}
