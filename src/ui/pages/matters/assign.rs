//! Giving matters to somebody, or sharing them out among several by what each has already.
use std::collections::{BTreeMap, BTreeSet};

use casebook::matters::{RECEIVED_ON, REMARK, SINCE, WHO};
use casebook::share_out::share_out;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Away, CaseId, ReadAway, ReadMatters, ReadPeople, RecordEdit, Value, Whose};

use super::act::{Finish, Target, write};
use super::form::Foot;
use crate::lang::matters as texts;
use crate::pages::writer::{Written, use_writer};
use crate::parts::date::iso;
use crate::parts::field::{Row, show_fault};
use crate::parts::text::TextInput;
use crate::state::{use_shell, use_today};

/// What is chosen and typed. Free to copy.
#[derive(Clone, Copy)]
struct Giving {
    all: StoredValue<Vec<Target>>,
    /// Who there is, each with how many matters.
    people: RwSignal<Vec<(String, u32)>>,
    away: RwSignal<Vec<Away>>,
    chosen: RwSignal<BTreeSet<String>>,
    other: RwSignal<String>,
    note: RwSignal<String>,
}

impl Giving {
    /// Those it is given to. Tracks.
    fn names(self) -> Vec<String> {
        let mut names: Vec<String> = self.chosen.get().into_iter().collect();
        self.other.with(|other| {
            for name in other.split(['、', '，', ',', '；', ';', ' ']).map(str::trim) {
                if !name.is_empty() && !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        });
        names
    }

    /// Who gets each matter; empty while nobody is chosen. Tracks.
    fn shared(self) -> Vec<String> {
        let (names, people) = (self.names(), self.people.get());
        self.all.with_value(|all| shared_among(all, &names, &people))
    }

    fn edits(self, to: &[String], today: NaiveDate) -> Vec<(CaseId, RecordEdit)> {
        let note = self.note.with_untracked(|note| note.trim().to_owned());
        let edit = |(target, name): (&Target, &String)| {
            let mut fields = vec![
                (WHO, Value::Text(name.clone())),
                (SINCE, Value::Date(today)),
                (RECEIVED_ON, Value::None),
            ];
            if !note.is_empty() {
                fields.push((REMARK, Value::Text(note.clone())));
            }
            target.edit(fields)
        };
        self.all.with_value(|all| all.iter().zip(to).map(edit).collect())
    }
}

/// The form.
#[component]
pub(super) fn Assign(
    /// What is given.
    all: StoredValue<Vec<Target>>,
    /// Runs when it is done.
    finish: Finish,
) -> impl IntoView {
    let (writer, today, busy) = (use_writer(), use_today(), RwSignal::new(false));
    let giving = Giving {
        all,
        people: RwSignal::default(),
        away: RwSignal::default(),
        chosen: RwSignal::default(),
        other: RwSignal::default(),
        note: RwSignal::default(),
    };
    read_people(giving, today.get_untracked());
    let tried = RwSignal::new(false);
    let shared = Memo::new(move |_| giving.shared());
    let problem = move || (tried.get() && shared.with(Vec::is_empty)).then(|| texts::NOBODY_CHOSEN.now());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let to = shared.get_untracked();
        if to.is_empty() {
            show_fault(&event);
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let edits = giving.edits(&to, today.get_untracked());
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
            <Row label=texts::TO hint=Signal::derive(|| texts::TO_HELP.now().to_owned())>
                {people_list(giving)}
                <p class="row-error" role="status">{problem}</p>
            </Row>
            <Row label=texts::OTHER><TextInput value=giving.other/></Row>
            <p class="quiet" role="status">{move || proposal(&shared.get())}</p>
            <Row label=texts::NOTE><TextInput value=giving.note/></Row>
            <Foot busy finish/>
        </form>
    }
}

/// Those in office, and those whose names cases bear, with how many matters each has; whoever has the fewest first.
fn read_people(giving: Giving, today: NaiveDate) {
    let shell = use_shell();
    let mut known = shell
        .summary
        .with_untracked(|s| s.as_ref().map(|s| s.handlers.clone()).unwrap_or_default());
    known.extend(shell.me().map(|me| me.name));
    let load = ReadMatters {
        matters: Vec::new(),
        whose: Whose::All,
        until: None,
        late: false,
        before: false,
        from: 0,
        count: 0,
        today,
    };
    let writer = use_writer();
    spawn_local(async move {
        match people_now(load, known, today).await {
            Ok((people, away)) => {
                giving.people.try_set(people);
                giving.away.try_set(away);
            }
            // Whom nobody could read must not look like somebody without work.
            Err(failure) => writer.failed(&failure.refusal),
        }
    });
}

/// Names with how many matters each has.
type People = Vec<(String, u32)>;

async fn people_now(
    load: ReadMatters,
    known: Vec<String>,
    today: NaiveDate,
) -> Result<(People, Vec<Away>), protocol::Failure> {
    let load = WorkerClient::token().ask(load).await?.load;
    let people = WorkerClient::token().ask(ReadPeople).await?.people;
    let away = WorkerClient::token().ask(ReadAway { today }).await?;
    let is_gone = |name: &str| {
        let mut known = people.iter().filter(|person| person.name == name).peekable();
        known.peek().is_some() && known.all(|person| person.left || person.to.is_some_and(|to| to < today))
    };
    let named = people.iter().map(|person| person.name.clone()).chain(known);
    let names: BTreeSet<String> = named.chain(load.iter().map(|(name, _)| name.clone())).collect();
    let count = |name: &str| load.iter().find(|(who, _)| who == name).map_or(0, |(_, count)| *count);
    let here = names.into_iter().filter(|name| !name.is_empty() && !is_gone(name));
    let mut all: Vec<(String, u32)> = here.map(|name| (name.clone(), count(&name))).collect();
    all.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Ok((all, away))
}

fn people_list(giving: Giving) -> impl IntoView {
    let chosen = giving.chosen;
    let line = move |(name, count): (String, u32)| {
        let (own, who) = (name.clone(), name.clone());
        let said = texts::LOAD.with(&[&name, &count]);
        let away = move || {
            let away = giving.away.get().into_iter().find(|away| away.who == who)?;
            Some(texts::IS_AWAY.with(&[&iso(away.to), &away.by]))
        };
        let choose = move |event| {
            chosen.update(|chosen| match event_target_checked(&event) {
                true => _ = chosen.insert(name.clone()),
                false => _ = chosen.remove(&name),
            });
        };
        view! {
            <label class="check-row">
                <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&own)) on:change=choose/>
                <span>{said}</span>
                <span class="quiet">{away}</span>
            </label>
        }
    };
    view! { <div class="people-choice">{move || giving.people.get().into_iter().map(line).collect_view()}</div> }
}

/// Who gets each matter: those of one debtor together, each to whoever has least. Empty while nobody is chosen.
fn shared_among(all: &[Target], names: &[String], load: &[(String, u32)]) -> Vec<String> {
    let mut bundles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, target) in all.iter().enumerate() {
        let together = match target.debtor.is_empty() {
            true => format!("{:?}", target.case),
            false => target.debtor.clone(),
        };
        bundles.entry(together).or_default().push(at);
    }
    let has = names
        .iter()
        .map(|name| load.iter().find(|(who, _)| who == name).map_or(0, |(_, count)| *count));
    let has: Vec<u32> = has.collect();
    let sizes: Vec<u32> = bundles
        .values()
        .map(|own| u32::try_from(own.len()).unwrap_or(u32::MAX))
        .collect();
    let mut to = vec![String::new(); all.len()];
    for (own, person) in bundles.values().zip(share_out(&sizes, &has)) {
        for at in own {
            to[*at].clone_from(&names[person]);
        }
    }
    if names.is_empty() { Vec::new() } else { to }
}

/// What each would get, in a line.
fn proposal(to: &[String]) -> Option<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    to.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    let said: Vec<String> = counts
        .into_iter()
        .map(|(name, count)| texts::HAS.with(&[&name, &count]))
        .collect();
    (!said.is_empty()).then(|| texts::PROPOSAL.with(&[&said.join(crate::lang::common::COMMA.now())]))
}
