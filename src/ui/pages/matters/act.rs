//! What can be done with matters, one or several at once: take, assign, receive, note a day, record as done, say that the
//! case has none.
use casebook::filing::CHECKED;
use casebook::matters::{Closing, RECEIVED_ON, SINCE, VISITED, WHO, back, closing, edit, ends_with};
use casebook::slot::value_in;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Action, CaseId, MatterRow, Query, RecordEdit, RecordWrites, Value};

use super::assign::Assign;
use super::form::{Aside, Done, Follow};
use crate::in_force::use_in_force;
use crate::lang::{Text, case as case_texts, filing, matters as texts, papers, t, visits};
use crate::pages::check::use_checks;
use crate::pages::papers::use_papers;
use crate::pages::words;
use crate::pages::writer::{Writer, Written, use_writer};
use crate::parts::dialog::{Dialog, open_while};
use crate::parts::mark::State;
use crate::route::Route;
use crate::state::{use_shell, use_today};

/// A matter of a case that is acted on.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Which case.
    pub case: CaseId,
    /// Whose work belongs together.
    pub debtor: String,
    /// Which matter.
    pub matter: String,
    /// Who does it, or empty.
    pub who: String,
    /// The node of it that presses, or empty.
    pub node: String,
    /// What was recorded of it.
    pub said: Vec<(u16, Value)>,
    /// The happenings by which somebody said that the case has none.
    pub void: Vec<[u8; 16]>,
}

impl Target {
    /// The matter of a row.
    pub fn of_row(row: &MatterRow) -> Target {
        Target {
            case: row.case,
            debtor: row.debtor.clone(),
            matter: row.matter.clone(),
            who: row.who.clone(),
            node: row.node.clone(),
            said: row.said.clone(),
            void: Vec::new(),
        }
    }

    fn value(&self, field: u16) -> Value {
        value_in(&self.said, field).cloned().unwrap_or(Value::None)
    }

    /// Somebody was given it or took it.
    pub fn is_given(&self) -> bool {
        self.value(WHO) != Value::None
    }

    /// What writes these fields of its record, or begins it.
    pub fn edit(&self, fields: Vec<(u16, Value)>) -> (CaseId, RecordEdit) {
        (self.case, edit(&self.case, &self.matter, &self.said, fields))
    }
}

/// What is to be done with matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Give them to somebody.
    Assign,
    /// Note a day to look again.
    Follow,
    /// Record them as done.
    Done,
    /// Say that the cases have none.
    Aside,
}

/// What a dialog is open for.
pub type Asked = (Act, Vec<Target>);

/// How a dialog ends. Free to copy.
#[derive(Clone, Copy)]
pub struct Finish {
    asked: RwSignal<Option<Asked>>,
    done: Callback<()>,
}

impl Finish {
    /// Something was written.
    pub fn done(self) {
        self.asked.try_set(None);
        self.done.run(());
    }

    /// Nothing was: what was chosen stays chosen.
    pub fn cancel(self) {
        self.asked.try_set(None);
    }
}

/// A day and how it stands: late, soon, to come.
pub fn state_of(on: NaiveDate, row: &MatterRow, today: NaiveDate) -> (State, String) {
    if let Some(act_by) = row.act_by {
        return words::lapse(on, act_by, today);
    }
    let days = (on - today).num_days();
    match row.kind {
        2 => (State::Idle, String::new()),
        4 => (State::Idle, case_texts::UNRECORDED.now().to_owned()),
        _ if days < 0 => (State::Overdue, case_texts::OVERDUE_BY.with(&[&-days])),
        _ if days == 0 => (State::Soon, case_texts::DUE_TODAY.now().to_owned()),
        _ if days <= 3 => (State::Soon, String::new()),
        _ => (State::Running, String::new()),
    }
}

/// The buttons for some matters.
#[component]
pub fn Acts(
    /// What is acted on.
    targets: Vec<Target>,
    /// Opens a dialog.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let (set, me, papers_for) = (use_in_force().nodes.get(), use_shell().me(), use_papers());
    let checking = use_checks();
    let name = me.as_ref().map(|me| me.name.clone()).unwrap_or_default();
    let first = targets.first().map(|target| target.matter.clone()).unwrap_or_default();
    let is_one = targets.iter().all(|target| target.matter == first);
    let matter = set.matters().iter().find(|matter| is_one && matter.id == first);
    let all = StoredValue::new(targets);
    let is = |test: &dyn Fn(&Target) -> bool| all.with_value(|all| all.iter().all(test));
    let void = is(&|target| !target.void.is_empty());
    let ask = move |act: Act| move |_| asked.set(Some((act, all.get_value())));
    let button =
        |word: Text, act: Act| view! { <button type="button" class="button" on:click=ask(act)>{t(word)}</button> };
    let presses = all.with_value(|all| all.first().map(|target| target.node.clone()).unwrap_or_default());
    let alike = is(&|target| target.node == presses);
    let how = matter.filter(|_| alike).map(|matter| closing(&set, matter, &presses));
    let may = |key: &str| me.as_ref().is_some_and(|me| me.may_record(key));
    let done = match &how {
        Some(Closing::Happenings(keys)) => keys.iter().all(|key| may(key)),
        Some(Closing::Day) => true,
        _ => false,
    };
    let checks = matter.is_some_and(|matter| ends_with(&set, matter, CHECKED));
    let visiting = matter.is_some_and(|matter| ends_with(&set, matter, VISITED));
    let check = move |_| checking.begin(all.with_value(|all| all.iter().map(|target| target.case).collect()));
    let makes = matter.is_some_and(|matter| !matter.forms.is_empty());
    let void_key = matter
        .and_then(|matter| set.key_at(matter.void?))
        .map(|key| key.code.clone())
        .filter(|key| may(key));
    let may_void = void_key.is_some();
    let make = move |_| {
        let ids = all.with_value(|all| all.iter().map(|target| target.case).collect());
        papers_for.query(Query {
            ids: Some(ids),
            ..Query::default()
        });
    };
    let mine = !name.is_empty() && is(&|target| target.who == name);
    let to_receive = mine && is(&|target| target.is_given() && target.value(RECEIVED_ON) == Value::None);
    view! {
        {(!void && !mine && !name.is_empty()).then(|| view! { <Take all/> })}
        {(!void && to_receive).then(|| view! { <Receive all/> })}
        {(!void && checks).then(|| view! { <button type="button" class="button" on:click=check>{t(filing::FIELD_BY_FIELD)}</button> })}
        {(!void).then(|| button(texts::ASSIGN, Act::Assign))}
        {(!void && done).then(|| button(texts::DONE, Act::Done))}
        {(!void && visiting).then(|| view! { <a class="button" href=Route::Visits.href()>{t(visits::TITLE)}</a> })}
        {(!void && makes).then(|| view! { <button type="button" class="button" on:click=make>{t(papers::MAKE_FOR)}</button> })}
        {(!void).then(|| button(texts::LOOK_AGAIN, Act::Follow))}
        {(!void && may_void).then(|| button(texts::SET_ASIDE, Act::Aside))}
        {void_key.filter(|_| void).map(|key| view! { <Again all key/> })}
        {(!is_one).then(|| view! { <span class="quiet">{t(texts::MIXED)}</span> })}
    }
}

/// Writes the same to all at once.
fn write_all(writer: Writer, all: StoredValue<Vec<Target>>, said: Text, fields: Vec<(u16, Value)>) {
    let edits: Vec<_> = all.with_value(|all| all.iter().map(|target| target.edit(fields.clone())).collect());
    let said = texts::SAID.with(&[&said.once(), &edits.len()]);
    spawn_local(async move { _ = write(writer, edits, said).await });
}

/// Writes edits of records of matters; taken back, a record that was begun stays, empty.
pub(super) async fn write(writer: Writer, edits: Vec<(CaseId, RecordEdit)>, said: String) -> Written {
    let back = edits.iter().map(|(case, edit)| (*case, back(edit))).collect();
    let writes = RecordWrites {
        edits,
        ..RecordWrites::default()
    };
    writer
        .records_with_back(writes, back, said, Callback::new(|()| ()))
        .await
}

#[component]
fn Take(all: StoredValue<Vec<Target>>) -> impl IntoView {
    let (shell, today, writer) = (use_shell(), use_today(), use_writer());
    let take = move |_| {
        let name = shell.me().map(|me| me.name).unwrap_or_default();
        let today = today.get_untracked();
        let fields = vec![
            (WHO, Value::Text(name)),
            (SINCE, Value::Date(today)),
            (RECEIVED_ON, Value::Date(today)),
        ];
        write_all(writer, all, texts::TAKE, fields);
    };
    view! { <button type="button" class="button button-main" on:click=take>{t(texts::TAKE)}</button> }
}

#[component]
fn Receive(all: StoredValue<Vec<Target>>) -> impl IntoView {
    let (today, writer) = (use_today(), use_writer());
    let receive = move |_| {
        let today = today.get_untracked();
        write_all(writer, all, texts::RECEIVE, vec![(RECEIVED_ON, Value::Date(today))]);
    };
    view! { <button type="button" class="button button-main" on:click=receive>{t(texts::RECEIVE)}</button> }
}

/// Takes back that the case has no such matter.
#[component]
fn Again(all: StoredValue<Vec<Target>>, key: String) -> impl IntoView {
    let writer = use_writer();
    let again = move |_| {
        let actions = all.with_value(|all| {
            let each = all.iter().flat_map(|target| {
                let back = |happening: &[u8; 16]| Action::TakeBack {
                    happening: *happening,
                    key: key.clone(),
                };
                target.void.iter().map(move |happening| (target.case, back(happening)))
            });
            each.collect::<Vec<_>>()
        });
        let said = texts::SAID.with(&[&texts::APPLIES.once(), &actions.len()]);
        spawn_local(async move {
            if writer.write(actions).await {
                writer.say(&said);
            }
        });
    };
    view! { <button type="button" class="button" on:click=again>{t(texts::APPLIES)}</button> }
}

/// The dialogs of the acts that ask for something.
#[component]
pub fn Dialogs(
    /// What is asked for.
    asked: RwSignal<Option<Asked>>,
    /// Runs after something was written.
    done: Callback<()>,
) -> impl IntoView {
    let open = open_while(move || asked.with(Option::is_some), move || asked.set(None));
    let finish = Finish { asked, done };
    move || {
        let (act, targets) = asked.get()?;
        let all = StoredValue::new(targets);
        let title = match act {
            Act::Assign => texts::ASSIGN,
            Act::Follow => texts::LOOK_AGAIN,
            Act::Done => texts::DONE,
            Act::Aside => texts::SET_ASIDE,
        };
        let body = move || match act {
            Act::Assign => view! { <Assign all finish/> }.into_any(),
            Act::Follow => view! { <Follow all finish/> }.into_any(),
            Act::Done => view! { <Done all finish/> }.into_any(),
            Act::Aside => view! { <Aside all finish/> }.into_any(),
        };
        Some(view! { <Dialog open title><Lead all/>{body()}</Dialog> })
    }
}

/// What it is done with, and how many there are.
#[component]
fn Lead(all: StoredValue<Vec<Target>>) -> impl IntoView {
    let set = use_in_force().nodes;
    let lead = move || {
        let set = set.get();
        let mut names: Vec<String> = Vec::new();
        all.with_value(|all| {
            for target in all {
                let matter = set.matters().iter().find(|matter| matter.id == target.matter);
                let name = matter.map_or_else(
                    || target.matter.clone(),
                    |matter| crate::pages::words::name(&matter.name),
                );
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        });
        texts::FOR.with(&[&names.join(crate::lang::common::LIST.now()), &all.with_value(Vec::len)])
    };
    view! { <p class="form-lead">{lead}</p> }
}
