//! Record what happened: which matter, on which day, about what.
use std::collections::BTreeSet;

use chrono::NaiveDate;
use fenliu::casebook::entered::Entered;
use fenliu::casebook::sound::Days;
use fenliu::law::nodes::NodeSet;
use fenliu::work::protocol::{Deed, Happening};
use leptos::prelude::*;

use super::reckon::Reckoned;
use super::sheet::Sheet;
use super::{Doors, texts};
use crate::drafts;
use crate::lang::{Text, common, t};
use crate::pages::unsound::sentence;
use crate::pages::words;
use crate::parts::date::{DateInput, iso};
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};
use crate::parts::text::TextInput;

/// What the dialog begins with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Key of the node set, or empty.
    pub key: String,
    /// What it concerns.
    pub subject: String,
}

/// The dialog.
#[component]
pub fn Record(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    doors: Doors,
) -> impl IntoView {
    view! {
        <Dialog open=doors.record title=texts::RECORD_TITLE>
            <Fields sheet doors/>
        </Dialog>
    }
}

#[component]
fn Fields(sheet: Sheet, doors: Doors) -> impl IntoView {
    let asked = doors.draft.get_untracked();
    let key = RwSignal::new(asked.key);
    let subject = RwSignal::new(asked.subject);
    let day = RwSignal::new(Entered::Read(sheet.today.get_untracked()));
    let tried = RwSignal::new(false);
    let draft = kept(sheet, key, subject, day);
    let problem = move || {
        let Some(on) = day.with(Entered::value) else {
            return Some(texts::DAY_MISSING);
        };
        let days = Days::of(|field| sheet.value(field));
        let unsound = key.with(|key| days.unsound_happening(&sheet.nodes(), key, on, sheet.today.get()));
        unsound.map(sentence)
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(on), None) = (day.with_untracked(Entered::value), untrack(problem)) else {
            return;
        };
        let code = key.get_untracked();
        if code.is_empty() {
            return;
        }
        record(sheet, code, on, subject.with_untracked(|s| s.trim().to_owned()));
        draft.done();
        doors.record.set(false);
    };
    let cancel = move |_| {
        draft.done();
        doors.record.set(false);
    };
    view! {
        <form class="form" novalidate on:submit=save>
            {draft.note()}
            <Row label=texts::RECORD_WHAT>
                {choice(sheet, key)}
                <p class="row-error" role="status">
                    {move || (tried.get() && key.with(String::is_empty)).then(|| texts::WHAT_MISSING.now())}
                </p>
            </Row>
            <Row label=texts::RECORD_DAY>
                <DateInput value=day/>
                <p class="row-error" role="status">{move || if tried.get() { problem().map(Text::now) } else { None }}</p>
            </Row>
            <Row label=texts::RECORD_SUBJECT><TextInput value=subject/></Row>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=cancel>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(texts::RECORD)}</button>
            </footer>
        </form>
    }
}

/// Keeps what is typed. What one was asked to record comes first; a draft of something else waits.
fn kept(
    sheet: Sheet,
    key: RwSignal<String>,
    subject: RwSignal<String>,
    day: RwSignal<Entered<NaiveDate>>,
) -> drafts::Draft {
    let begun = (key.get_untracked(), subject.get_untracked(), day.get_untracked());
    let now = move || {
        let now = (key.get(), subject.get(), day.get());
        (now != begun).then_some(now)
    };
    let name = format!("record.{}", key.get_untracked());
    drafts::draft(&drafts::of_case(&name, sheet.id), now, move |(code, about, on)| {
        key.set(code);
        subject.set(about);
        day.set(on);
    })
}

fn record(sheet: Sheet, key: String, on: NaiveDate, subject: String) {
    let set = untrack(|| sheet.nodes());
    let name = set
        .key(&key)
        .and_then(|k| set.key_at(k))
        .map_or_else(|| key.clone(), |k| words::name(&k.name));
    let id = uuid::Uuid::now_v7().into_bytes();
    let said = texts::RECORDED.with(&[&name, &iso(on)]);
    let deed = Deed::Happened(Happening { id, key, on, subject });
    sheet.write(vec![deed], vec![Deed::TakeBack { happening: id }], said);
}

/// What can be recorded: first what completes a matter that is to be done, then everything else.
fn choice(sheet: Sheet, key: RwSignal<String>) -> impl IntoView {
    let id = control_id();
    let options = move || {
        let set = sheet.nodes();
        let first = sheet.law.get().map(|law| pressing(&law, &set)).unwrap_or_default();
        let option = |code: &str| {
            let name = set.key(code).and_then(|k| set.key_at(k)).map(|k| words::name(&k.name));
            let chosen = key.with_untracked(|k| k == code);
            view! { <option value=code.to_owned() prop:selected=chosen>{name}</option> }
        };
        let rest: Vec<AnyView> = set
            .keys()
            .iter()
            .filter(|k| !first.contains(&k.code) && !OWN_DAYS.contains(&k.code.as_str()))
            .map(|k| option(&k.code).into_any())
            .collect();
        let first: Vec<AnyView> = first.iter().map(|code| option(code).into_any()).collect();
        view! {
            <option value="" prop:selected=key.with_untracked(String::is_empty)>{texts::CHOOSE_ONE.now()}</option>
            {(!first.is_empty()).then(|| view! { <optgroup label=texts::TODO.now()>{first}</optgroup> })}
            <optgroup label=texts::OTHERS.now()>{rest}</optgroup>
        }
    };
    view! {
        <select class="input input-wide" id=id on:change=move |event| key.set(event_target_value(&event))>{options}</select>
    }
}

/// Keys that are fields of the case and not recorded here.
const OWN_DAYS: [&str; 4] = ["filed", "application_received", "materials_received", "closed"];

/// Keys that complete what is to be done, in the order of the to-do list.
fn pressing(law: &Reckoned, set: &NodeSet) -> Vec<String> {
    let mut live: Vec<_> = law.nodes.iter().filter(|l| l.status.is_live()).collect();
    live.sort_by_key(|l| l.urgency());
    let mut seen = BTreeSet::new();
    live.into_iter()
        .filter_map(|l| set.at(l.index))
        .flat_map(|node| node.done.iter())
        .filter_map(|key| set.key_at(*key))
        .filter(|key| !OWN_DAYS.contains(&key.code.as_str()) && seen.insert(key.code.clone()))
        .map(|key| key.code.clone())
        .collect()
}
