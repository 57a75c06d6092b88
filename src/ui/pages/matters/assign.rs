//! Giving matters to somebody, or sharing them out among several, with why each goes to whom.
use casebook::matters::{RECEIVED_ON, REMARK, SINCE, WHO, WHY};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, ReadMatters, RecordEdit, Value};

use super::act::{Finish, Target, write};
use super::form::Foot;
use crate::in_force::use_in_force;
use crate::lang::{matters as texts, share as share_texts};
use crate::pages::share::{Share, Work, rows};
use crate::pages::words;
use crate::pages::writer::{Written, use_writer};
use crate::parts::field::{Row, show_fault};
use crate::parts::text::TextInput;
use crate::parts::toast::use_toasts;
use crate::state::use_today;

/// The form.
#[component]
pub(super) fn Assign(
    /// What is given.
    all: StoredValue<Vec<Target>>,
    /// Runs when it is done.
    finish: Finish,
) -> impl IntoView {
    let (writer, toasts, today) = (use_writer(), use_toasts(), use_today());
    let (busy, tried, note) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(String::new()));
    let share = Share::open(works(all), load(today.get_untracked()));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(|| share.given().is_empty() || share.lacks_reason()) {
            show_fault(&event);
            return;
        }
        if busy.get_untracked() {
            return;
        }
        let edits = edits(share, all, &note.get_untracked(), today.get_untracked());
        if edits.is_empty() {
            return toasts.alarm(share_texts::NOBODY_LEFT.once());
        }
        busy.set(true);
        let said = texts::SAID.with(&[&texts::ASSIGN.once(), &edits.len()]);
        spawn_local(async move {
            let written = write(writer, edits, said).await;
            busy.try_set(false);
            if written == Written::Yes {
                finish.done();
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            {rows(share, texts::LOAD, tried)}
            <Row label=texts::NOTE><TextInput value=note/></Row>
            <Foot busy finish/>
        </form>
    }
}

fn works(all: StoredValue<Vec<Target>>) -> Vec<Work> {
    let set = use_in_force().nodes.get_untracked();
    let work = |target: &Target| {
        let matter = set.matters().iter().find(|matter| matter.id == target.matter);
        Work {
            case: target.case,
            debtor: target.debtor.clone(),
            matter: target.matter.clone(),
            what: matter.map_or_else(|| target.matter.clone(), |matter| words::name(&matter.name)),
            who: target.who.clone(),
        }
    };
    all.with_value(|all| all.iter().map(work).collect())
}

/// How many matters each has.
async fn load(today: NaiveDate) -> Option<Vec<(String, u32)>> {
    let asked = ReadMatters::of_all(today);
    WorkerClient::token().ask(asked).await.ok().map(|page| page.load)
}

fn edits(share: Share, all: StoredValue<Vec<Target>>, note: &str, today: NaiveDate) -> Vec<(CaseId, RecordEdit)> {
    let given = untrack(|| share.given());
    let edit = |(target, given): (&Target, crate::pages::share::Given)| {
        let mut fields = vec![
            (WHY, Value::Text(share.words(&given))),
            (WHO, Value::Text(given.to)),
            (SINCE, Value::Date(today)),
            (RECEIVED_ON, Value::None),
        ];
        if !note.trim().is_empty() {
            fields.push((REMARK, Value::Text(note.trim().to_owned())));
        }
        target.edit(fields)
    };
    all.with_value(|all| {
        let pairs = all.iter().zip(given).filter(|(_, given)| !given.to.is_empty());
        pairs.map(edit).collect()
    })
}
