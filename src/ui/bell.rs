//! The bell: what is new for the person here since that person last looked, with why; quiet, a number and a list.
use casebook::folder::BUREAU;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{HaveLooked, NewFor, NewView, ReadNew, What};

use crate::in_force::use_in_force;
use crate::lang::field::both;
use crate::lang::{bell as texts, common, t};
use crate::pages::ready::book_version;
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::dialog::Dialog;
use crate::route::Route;
use crate::state::{use_shell, use_today};

/// Not asked more often than this, milliseconds: while a store is exchanged the book changes all the time.
const PAUSE_MS: u32 = 1_500;

/// What is new, shared by the places that show it. Free to copy.
#[derive(Clone, Copy)]
struct Held {
    new: RwSignal<Option<NewView>>,
    open: RwSignal<bool>,
}

/// Reads what is new whenever the book changes, as long as the page lives. Call once, after the shell is provided.
pub fn provide_bell() {
    let held = Held {
        new: RwSignal::new(None),
        open: RwSignal::new(false),
    };
    provide_context(held);
    let (version, shell, today) = (book_version(), use_shell(), use_today());
    let (asking, again) = (StoredValue::new(false), StoredValue::new(false));
    Effect::new(move |_| {
        let (version, today) = (version.get(), today.get());
        if version.is_none() || shell.me().is_none() {
            held.new.set(None);
            held.open.set(false);
            return;
        }
        again.set_value(true);
        if !asking.get_value() {
            asking.set_value(true);
            spawn_local(async move {
                while again.try_get_value().unwrap_or(false) {
                    again.set_value(false);
                    if let Ok(new) = WorkerClient::token().ask(ReadNew { today }).await {
                        held.new.try_set(Some(new));
                    }
                    TimeoutFuture::new(PAUSE_MS).await;
                }
                asking.try_update_value(|asking| *asking = false);
            });
        }
    });
}

/// The button with the number. Without news it stays, so that it is where one looks for it.
pub fn bell() -> AnyView {
    let Some(held) = use_context::<Held>() else {
        return ().into_any();
    };
    let count = Memo::new(move |_| held.new.with(|new| new.as_ref().map_or(0, |new| new.rows.len())));
    let label = move || texts::COUNT.with(&[&count.get()]);
    view! {
        <button type="button" class="button bell" aria-label=label title=label on:click=move |_| held.open.set(true)>
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"/></svg>
            {move || (count.get() > 0).then(|| view! { <span class="badge" aria-hidden="true">{count.get()}</span> })}
        </button>
        <Dialog open=held.open title=texts::TITLE><List held/></Dialog>
    }
    .into_any()
}

#[component]
fn List(held: Held) -> impl IntoView {
    let seen = move |_| {
        let Some(looked) = held
            .new
            .with_untracked(|new| new.as_ref().map(|new| new.looked.clone()))
        else {
            return;
        };
        spawn_local(async move {
            if WorkerClient::token().ask(HaveLooked { looked }).await.is_ok() {
                held.new.try_update(|new| {
                    if let Some(new) = new {
                        new.rows.clear();
                    }
                });
                held.open.try_set(false);
            }
        });
    };
    move || {
        let Some(new) = held.new.get() else {
            return view! { <p class="quiet" role="status">{t(texts::NONE_YET)}</p> }.into_any();
        };
        let rows: Vec<_> = new.rows.iter().map(|row| line(held, row)).collect();
        let is_empty = rows.is_empty();
        view! {
            {is_empty.then(|| view! { <p class="quiet" role="status">{t(texts::NONE)}</p> })}
            <ul class="bell-list">{rows}</ul>
            {new.is_cut.then(|| view! { <p class="quiet">{t(texts::CUT)}</p> })}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| held.open.set(false)>{t(common::CLOSE)}</button>
                {(!is_empty).then(|| view! { <button type="button" class="button button-main" on:click=seen>{t(texts::ALL_SEEN)}</button> })}
            </footer>
        }
        .into_any()
    }
}

fn line(held: Held, row: &NewFor) -> AnyView {
    let of = match (row.case_number.as_str(), row.debtor.as_str()) {
        ("", "") => None,
        (number, "") => Some(number.to_owned()),
        (number, debtor) => Some(format!("{number} {debtor}")),
    };
    let when = match row.what {
        What::Due(..) | What::Overdue(..) => words::moment(row.at_ms)
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned(),
        _ => texts::BY.with(&[&row.by, &words::moment(row.at_ms)]),
    };
    let me = use_shell().me().map(|me| me.name).unwrap_or_default();
    let who = match row.who == me {
        true => texts::YOU.now().to_owned(),
        false => texts::STANDS_IN.with(&[&row.who]),
    };
    let why = texts::BECAUSE.with(&[&texts::why(row.why).with(&[&who])]);
    view! {
        <li>
            <a href=place(row).href() on:click=move |_| held.open.set(false)>
                <strong>{said(row)}</strong>
                {of.map(|of| view! { <span>{of}</span> })}
            </a>
            {words_of(row).map(|words| view! { <p>{words}</p> })}
            <p class="quiet">{format!("{when} · {why}")}</p>
        </li>
    }
    .into_any()
}

fn place(row: &NewFor) -> Route {
    match (row.case == BUREAU, row.record) {
        (true, Some(record)) => Route::Register(record.kind.0),
        (true, None) => Route::Work,
        (false, _) => Route::Case(row.case),
    }
}

fn said(row: &NewFor) -> String {
    let set = use_in_force().nodes.get();
    match &row.what {
        What::Case(true) => texts::HANDLER.now().to_owned(),
        What::Case(false) => texts::CLERK.now().to_owned(),
        What::Matter(id) => {
            let matter = set.matters().iter().find(|matter| matter.id == *id);
            texts::MATTER.with(&[&matter.map_or_else(|| id.clone(), |matter| words::name(&matter.name))])
        }
        What::Task => texts::TASK.with(&[&row.words]),
        What::Step(kind, step) => {
            let kind_of = crate::kinds::kinds_now().named(kind);
            let step_of = kind_of.and_then(|kind| kind.flow.as_ref()?.step(step));
            let kind = kind_of.map_or_else(|| kind.clone(), |kind| both(&kind.name).now().to_owned());
            let step = step_of.map_or_else(|| step.clone(), |step| both(&step.name).now().to_owned());
            texts::STEP.with(&[&kind, &step])
        }
        What::Note => texts::NOTE.with(&[&row.words]),
        What::Due(node, on) => texts::DUE.with(&[&words::node_name(&set, node), &iso(*on)]),
        What::Overdue(node, on) => texts::OVERDUE.with(&[&words::node_name(&set, node), &iso(*on)]),
    }
}

/// The reason of a step or of an assignment, where the headline does not say it.
fn words_of(row: &NewFor) -> Option<String> {
    let is_said = matches!(row.what, What::Note | What::Task);
    (!is_said && !row.words.is_empty()).then(|| row.words.clone())
}
