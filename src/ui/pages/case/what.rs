//! Choosing what happened: a search over all that can be recorded, and a list under it with those first that are to be done.
use std::collections::{BTreeSet, HashMap};

use casebook::recordable::{CLOSED, Recordable, find, recordables};
use law::nodes::{Name, NodeSet};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;

use super::sheet::Sheet;
use super::texts;
use crate::kinds::kinds_now;
use crate::lang::t;
use crate::pages::allowed::TRIAGE_DECIDED;
use crate::pages::words;
use crate::parts::field::control_id;
use crate::state::use_shell;
use casebook::reckoned::Reckoned;
use protocol::{Field, ReadInitials, Value};

/// Lines shown at once in the list.
const LINES: &str = "8";

/// The search and the list. The arrow keys lead from one to the other; Enter in the search takes the first one found.
pub fn what(sheet: Sheet, key: RwSignal<String>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let initials = initials(sheet);
    let shell = use_shell();
    // What another role records is not offered.
    let all = Memo::new(move |_| {
        let me = shell.me();
        let mut all =
            initials.with(|letters| recordables(&sheet.nodes(), |name| letters.get(name).cloned().unwrap_or_default()));
        // The triage is decided in a form of its own, with a reason.
        // What a record stands for is entered there, once, with its asset.
        all.retain(|one| !kinds_now().stand_for(&one.key) || key.with_untracked(|key| *key == one.key));
        // Whoever may not close a case, or has closed it, is not led to the fields that do.
        let closes = sheet.value(Field::CLOSED_ON).is_none_or(|on| on == Value::None)
            && me.as_ref().is_some_and(|me| me.lock_of(Field::CLOSED_ON).is_none());
        all.retain(|one| one.key != CLOSED || closes);
        all.retain(|one| one.key != TRIAGE_DECIDED && me.as_ref().is_some_and(|me| me.may_record(&one.key)));
        all
    });
    let kept = move || {
        let (me, nodes) = (shell.me(), sheet.nodes());
        let others = nodes
            .keys()
            .iter()
            .filter(|key| !me.as_ref().is_some_and(|me| me.may_record(&key.code)));
        let rest = others.count();
        (rest > 0).then(|| texts::RECORD_KEPT.with(&[&rest]))
    };
    let first = Memo::new(move |_| {
        let law = sheet.law.get();
        law.map(|law| pressing(&law, &sheet.nodes())).unwrap_or_default()
    });
    let found =
        Memo::new(move |_| all.with(|all| first.with(|first| typed.with(|typed| owned(find(all, typed, first))))));
    let chosen = move || {
        let name = all.with(|all| {
            all.iter()
                .find(|m| key.with(|key| *key == m.key))
                .map(|m| words::name(&m.name))
        });
        name.map(|name| texts::RECORD_CHOSEN.with(&[&name]))
    };
    let list = NodeRef::<html::Select>::new();
    view! {
        {search(typed, found, list, key)}
        <select
            class="input input-wide recordables"
            id=control_id()
            node_ref=list
            size=LINES
            on:change=move |event| key.set(event_target_value(&event))
        >
            {move || options(&sheet.nodes(), &found.get(), key)}
        </select>
        <p class="row-hint" role="status">{move || told(&found.get(), typed.with(|typed| typed.trim().is_empty()))}</p>
        // A search may hide what was chosen; it is what will be recorded.
        <p class="row-hint">{chosen}</p>
        <p class="row-hint">{kept}</p>
    }
}

/// The box for the search.
fn search(
    typed: RwSignal<String>,
    found: Memo<Found>,
    list: NodeRef<html::Select>,
    key: RwSignal<String>,
) -> impl IntoView {
    let take_first = move || {
        let top = found.with_untracked(|(pressing, rest)| pressing.iter().chain(rest).next().map(|m| m.key.clone()));
        if let Some(top) = top {
            key.set(top);
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        // The list is entered at its first line: a browser would enter it at none.
        "ArrowDown" => {
            event.prevent_default();
            take_first();
            if let Some(list) = list.get_untracked() {
                let _ = list.focus();
            }
        }
        // Enter takes the first one found; it does not save what was not looked at. While a Chinese word is being
        // composed it belongs to the input method.
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            take_first();
        }
        _ => {}
    };
    view! {
        <input
            class="input input-wide"
            type="search"
            autocomplete="off"
            aria-label=t(texts::RECORD_SEARCH)
            placeholder=t(texts::RECORD_SEARCH)
            prop:value=typed
            on:input=move |event| typed.set(event_target_value(&event))
            on:keydown=keys
        />
    }
}

/// How many were found, once something was asked for.
fn told((pressing, rest): &Found, nothing_typed: bool) -> String {
    match pressing.len() + rest.len() {
        0 => texts::RECORD_FOUND_NONE.now().to_owned(),
        _ if nothing_typed => String::new(),
        count => texts::RECORD_FOUND.with(&[&count]),
    }
}

/// Those that are to be done, and the others.
type Found = (Vec<Recordable>, Vec<Recordable>);

fn owned((pressing, rest): (Vec<&Recordable>, Vec<&Recordable>)) -> Found {
    (
        pressing.into_iter().cloned().collect(),
        rest.into_iter().cloned().collect(),
    )
}

/// What is to be done, then a group for each text of the node set.
fn options(set: &NodeSet, (pressing, rest): &Found, key: RwSignal<String>) -> AnyView {
    let option = |one: &Recordable| {
        let code = one.key.clone();
        let is_chosen = move || key.with(|key| *key == code);
        view! { <option value=one.key.clone() prop:selected=is_chosen>{words::name(&one.name)}</option> }
    };
    let group = |label: String, all: Vec<&Recordable>| {
        let lines: Vec<_> = all.into_iter().map(option).collect();
        (!lines.is_empty()).then(|| view! { <optgroup label=label>{lines}</optgroup> })
    };
    let todo = group(texts::TODO.now().to_owned(), pressing.iter().collect());
    let others = set.titles().iter().enumerate().map(|(at, title)| {
        let members = rest.iter().filter(|one| usize::from(one.title) == at);
        group(stage(title), members.collect())
    });
    view! {
        {todo}
        {others.collect::<Vec<_>>()}
    }
    .into_any()
}

/// The stage a text is about: what follows the colon of its title.
fn stage(title: &Name) -> String {
    let title = words::name(title);
    let after = title.split_once(['：', ':']).map(|(_, stage)| stage.trim().to_owned());
    match after.unwrap_or(title) {
        stage if stage.is_empty() => texts::OTHERS.now().to_owned(),
        stage => stage,
    }
}

/// Pinyin initials by name, once the worker has given them.
fn initials(sheet: Sheet) -> RwSignal<HashMap<String, String>> {
    let letters = RwSignal::new(HashMap::new());
    let names: Vec<String> = untrack(|| sheet.nodes())
        .keys()
        .iter()
        .map(|key| key.name.zh.clone())
        .collect();
    spawn_local(async move {
        // Without them the search still finds words.
        if let Ok(found) = WorkerClient::token().ask(ReadInitials { names }).await {
            letters.try_set(found.into_iter().collect());
        }
    });
    letters
}

/// Keys that complete what is to be done, in the order of the to-do list.
fn pressing(law: &Reckoned, set: &NodeSet) -> Vec<String> {
    let mut live: Vec<_> = law.nodes.iter().filter(|l| l.status.is_live()).collect();
    live.sort_by_key(|l| l.urgency());
    let mut seen = BTreeSet::new();
    live.into_iter()
        .filter_map(|l| set.at(l.index))
        .flat_map(|node| node.done.iter())
        .filter_map(|key| set.key_at(*key))
        .filter(|key| seen.insert(key.code.clone()))
        .map(|key| key.code.clone())
        .collect()
}
