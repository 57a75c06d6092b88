//! The acts on matters that ask for a day or a reason.
use casebook::entered::Entered;
use casebook::matters::{Closing, DONE_ON, FOLLOW_ON, REASON, back as undo, closing};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Action, CaseId, RecordEdit, Value};

use super::act::{Finish, Target};
use crate::in_force::use_in_force;
use crate::lang::{Text, common, matters as texts, t};
use crate::pages::words;
use crate::pages::writer::{Actions, Written, happened, use_writer};
use crate::parts::date::DateInput;
use crate::parts::field::{Row, show_fault};
use crate::parts::text::TextInput;
use crate::state::use_today;

/// A day to look again.
#[component]
pub(super) fn Follow(all: StoredValue<Vec<Target>>, finish: Finish) -> impl IntoView {
    let today = use_today();
    let day = RwSignal::new(Entered::Empty);
    let fits = move |on: NaiveDate| (on < today.get_untracked()).then_some(texts::DAY_PAST);
    let write = move || {
        let on = day.get_untracked().value()?;
        Some(edits(all, |_| vec![(FOLLOW_ON, Value::Date(on))]))
    };
    view! { <Fields day fits=Callback::new(fits) write=Callback::new(move |()| write()) said=texts::LOOK_AGAIN finish/> }
}

/// Says that the cases have no such matter, with the reason.
#[component]
pub(super) fn Aside(all: StoredValue<Vec<Target>>, finish: Finish) -> impl IntoView {
    let (today, set, writer) = (use_today(), use_in_force().nodes.get_untracked(), use_writer());
    let (reason, busy, tried) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(false));
    let matter = all.with_value(|all| all.first().map(|target| target.matter.clone()).unwrap_or_default());
    let matter = set.matters().iter().find(|known| known.id == matter);
    let key = matter
        .and_then(|matter| set.key_at(matter.void?))
        .map(|key| key.code.clone());
    let missing = move || reason.with(|reason| reason.trim().is_empty());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Some(key) = key.as_deref().filter(|_| !untrack(missing)) else {
            show_fault(&event);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let why = reason.with_untracked(|reason| reason.trim().to_owned());
        let (mut actions, mut back) = all.with_value(|all| happened_in(all, key, today.get_untracked()));
        for (case, edit) in edits(all, |_| vec![(REASON, Value::Text(why.clone()))]) {
            back.push((case, Action::Record(Box::new(undo(&edit).write))));
            actions.push((case, Action::Record(Box::new(edit.write))));
        }
        let said = texts::SAID.with(&[&texts::SET_ASIDE.once(), &all.with_value(Vec::len)]);
        spawn_local(async move {
            let is_written = writer.write(actions).await;
            busy.try_set(false);
            if is_written {
                writer.offer(back, said);
                finish.done();
            }
        });
    };
    let fault = move || (tried.get() && missing()).then(|| texts::REASON_NEEDED.now());
    view! {
        <form class="form" novalidate on:submit=save>
            <Row label=texts::REASON><TextInput value=reason/><p class="row-error" role="status">{fault}</p></Row>
            <Foot busy finish/>
        </form>
    }
}

fn edits(all: StoredValue<Vec<Target>>, fields: impl Fn(&Target) -> Vec<(u16, Value)>) -> Vec<(CaseId, RecordEdit)> {
    all.with_value(|all| all.iter().map(|target| target.edit(fields(target))).collect())
}

/// A day, and what writes it.
#[component]
fn Fields(
    day: RwSignal<Entered<NaiveDate>>,
    /// What is wrong with a day, if something is.
    fits: Callback<NaiveDate, Option<Text>>,
    write: Callback<(), Option<Vec<(CaseId, RecordEdit)>>>,
    said: Text,
    finish: Finish,
) -> impl IntoView {
    let (writer, busy, tried) = (use_writer(), RwSignal::new(false), RwSignal::new(false));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(|| problem(day, fits)).is_some() {
            show_fault(&event);
            return;
        }
        let Some(edits) = write.run(()).filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        let told = texts::SAID.with(&[&said.once(), &edits.len()]);
        spawn_local(async move {
            let written = super::act::write(writer, edits, told).await;
            busy.try_set(false);
            if written == Written::Yes {
                finish.done();
            }
        });
    };
    let wrong = move || tried.get().then(|| problem(day, fits)).flatten().map(Text::now);
    view! {
        <form class="form" novalidate on:submit=save>
            <Row label=texts::DAY><DateInput value=day/><p class="row-error" role="status">{wrong}</p></Row>
            <Foot busy finish/>
        </form>
    }
}

/// The buttons below a form.
#[component]
pub(super) fn Foot(busy: RwSignal<bool>, finish: Finish) -> impl IntoView {
    view! {
        <footer class="dialog-foot">
            <button type="button" class="button" on:click=move |_| finish.cancel()>{t(common::CANCEL)}</button>
            <button type="submit" class="button button-main" disabled=busy>{t(common::SAVE)}</button>
        </footer>
    }
}

/// What is wrong with a day. The control itself says what it cannot read. Tracks.
fn problem(day: RwSignal<Entered<NaiveDate>>, fits: Callback<NaiveDate, Option<Text>>) -> Option<Text> {
    match day.get() {
        Entered::Empty => Some(texts::DAY_NEEDED),
        Entered::Unreadable(_) => Some(texts::DAY_NEEDED),
        Entered::Read(on) => fits.run(on),
    }
}

/// Records matters of one sort as done on a day: by the happening that closes them, or, without a limit, by the day itself.
#[component]
pub(super) fn Done(all: StoredValue<Vec<Target>>, finish: Finish) -> impl IntoView {
    let (today, set) = (use_today(), use_in_force().nodes.get_untracked());
    let day = RwSignal::new(Entered::Read(today.get_untracked()));
    let fits = Callback::new(move |on: NaiveDate| (on > today.get_untracked()).then_some(texts::DAY_TO_COME));
    let matter = all.with_value(|all| all.first().map(|target| target.matter.clone()).unwrap_or_default());
    let matter = set.matters().iter().find(|known| known.id == matter);
    let presses = all.with_value(|all| all.first().map(|target| target.node.clone()).unwrap_or_default());
    match matter.map(|matter| closing(&set, matter, &presses)) {
        Some(Closing::Happenings(keys)) => view! { <ByHappenings all keys day fits finish/> }.into_any(),
        _ => {
            let write = move || {
                let on = day.get_untracked().value()?;
                Some(edits(all, |_| vec![(DONE_ON, Value::Date(on))]))
            };
            let write = Callback::new(move |()| write());
            view! { <Fields day fits write said=texts::DONE finish/> }.into_any()
        }
    }
}

#[component]
fn ByHappenings(
    all: StoredValue<Vec<Target>>,
    keys: Vec<String>,
    day: RwSignal<Entered<NaiveDate>>,
    fits: Callback<NaiveDate, Option<Text>>,
    finish: Finish,
) -> impl IntoView {
    let (writer, busy, tried) = (use_writer(), RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(keys.clone());
    let wrong = move || tried.get().then(|| problem(day, fits)).flatten().map(Text::now);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(on), None) = (day.get_untracked().value(), untrack(|| problem(day, fits))) else {
            show_fault(&event);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let keys = chosen.get_untracked();
        if keys.is_empty() {
            return busy.set(false);
        }
        let (mut actions, mut back) = (Actions::new(), Actions::new());
        for key in &keys {
            let (more, more_back) = all.with_value(|all| happened_in(all, key, on));
            actions.extend(more);
            back.extend(more_back);
        }
        let said = texts::SAID.with(&[&texts::DONE.once(), &all.with_value(Vec::len)]);
        spawn_local(async move {
            let is_written = writer.write(actions).await;
            busy.try_set(false);
            if is_written {
                writer.offer(back, said);
                finish.done();
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            {(keys.len() > 1).then(|| view! { <Row label=texts::WHICH_DONE>{ticks(keys, chosen)}</Row> })}
            <Row label=texts::DAY><DateInput value=day/><p class="row-error" role="status">{wrong}</p></Row>
            <Foot busy finish/>
        </form>
    }
}

/// Which of the happenings are recorded: of documents that went out without the app those that are not known yet.
fn ticks(keys: Vec<String>, chosen: RwSignal<Vec<String>>) -> AnyView {
    let set = use_in_force().nodes.get_untracked();
    let line = |key: String| {
        let known = set.key(&key).and_then(|at| set.key_at(at));
        let called = known.map_or_else(|| key.clone(), |known| words::name(&known.name));
        let own = key.clone();
        let toggle = move |event| {
            chosen.update(|chosen| {
                chosen.retain(|known| *known != key);
                if event_target_checked(&event) {
                    chosen.push(key.clone());
                }
            });
        };
        view! {
            <label class="check-row">
                <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&own)) on:change=toggle/>
                <span>{called}</span>
            </label>
        }
    };
    view! { <div class="people-choice">{keys.into_iter().map(line).collect_view()}</div> }.into_any()
}

/// What records a happening in each case, and what takes it back.
fn happened_in(all: &[Target], key: &str, on: NaiveDate) -> (Actions, Actions) {
    let each = all.iter().map(|target| {
        let (action, back) = happened(key, on);
        ((target.case, action), (target.case, back))
    });
    each.unzip()
}
