//! Cases in which nothing waits at an office any more: their matter can be recorded as done from here.
use std::collections::BTreeSet;

use casebook::matters::{VISITED, ends_with};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, ReadMatters, RecordKey, RegisterRow};

use super::Visits;
use crate::in_force::use_in_force;
use crate::lang::{t, visits as texts};
use crate::pages::matters::act::{Act, Asked, Dialogs, Target};
use crate::pages::writer::use_writer;

/// The cases of the rows that were written to of which nothing else waits.
pub(super) fn finished_after(written: &[RegisterRow], all: &[RegisterRow]) -> Vec<CaseId> {
    let done: BTreeSet<(CaseId, RecordKey)> = written.iter().map(|row| (row.case, row.record)).collect();
    let waits: BTreeSet<CaseId> = all
        .iter()
        .filter(|row| !done.contains(&(row.case, row.record)))
        .map(|row| row.case)
        .collect();
    let cases: BTreeSet<CaseId> = written.iter().map(|row| row.case).collect();
    cases.difference(&waits).copied().collect()
}

/// What is said of them, with the way to end the matter. What was only planned waits still, and is not counted.
#[component]
pub(super) fn Finished(visits: Visits) -> impl IntoView {
    let asked = RwSignal::new(None::<Asked>);
    let (writer, set, today) = (use_writer(), use_in_force().nodes, visits.today);
    let left = Memo::new(move |_| {
        let waits: BTreeSet<CaseId> = match visits.read.get() {
            super::Read::Here(all) => all.iter().map(|row| row.case).collect(),
            _ => BTreeSet::new(),
        };
        let finished = visits.finished.get().into_iter();
        finished.filter(|case| !waits.contains(case)).collect::<Vec<_>>()
    });
    let end = move |_| {
        let cases = left.get_untracked();
        if cases.is_empty() {
            return;
        }
        let set = set.get_untracked();
        let own = set.matters().iter().filter(|matter| ends_with(&set, matter, VISITED));
        let ask = WorkerClient::token().ask(ReadMatters {
            matters: own.map(|matter| matter.id.clone()).collect(),
            cases,
            count: u32::MAX,
            ..ReadMatters::of_all(today.get_untracked())
        });
        spawn_local(async move {
            match ask.await {
                Ok(page) => {
                    let rows = page.rows.iter().filter(|row| !row.node.is_empty());
                    let targets: Vec<Target> = rows.map(Target::of_row).collect();
                    match targets.is_empty() {
                        true => writer.say(texts::ENDED.once()),
                        false => drop(asked.try_set(Some((Act::Done, targets)))),
                    }
                }
                Err(error) => writer.failed(&error.refusal),
            }
        });
    };
    let told = move || {
        let count = left.with(Vec::len);
        (count > 0).then(|| {
            view! {
                <p class="note no-print" role="status">
                    <span>{texts::FINISHED.with(&[&count])}</span>" "
                    <button type="button" class="button" on:click=end>{t(texts::END)}</button>
                </p>
            }
        })
    };
    view! { {told}<Dialogs asked done=Callback::new(move |()| drop(visits.finished.try_set(Vec::new())))/> }
}
