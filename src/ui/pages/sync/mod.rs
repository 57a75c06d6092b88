//! Sharing: how it stands, what waits and why, which devices were heard of, what is wrong, and the store's address.
mod anew;
mod removed;
mod store;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{ReadSync, Refusal, SyncNow, SyncRefusal, SyncState, SyncView};

use crate::lang::{Text, attachment, common, errors, shell, sync as texts, t};
use crate::pages::ready::{book_failure, book_version};
use crate::pages::words::moment;
use crate::pages::writer::use_writer;
use crate::parts::empty::Failure;
use crate::parts::icon::{Icon, icon};
use crate::parts::progress::Progress;
use crate::state::use_shell;

/// Sharing.
#[component]
pub fn SyncPage() -> impl IntoView {
    let sync = use_shell().sync;
    let failed = RwSignal::new(None::<Refusal>);
    let (version, failure) = (book_version(), book_failure());
    Effect::new(move |_| {
        if let Some(code) = failure.get() {
            failed.set(Some(code));
        } else if version.get().is_some() {
            spawn_local(look(sync, failed));
        }
    });
    // Not made anew with everything that comes in: an address may be half typed.
    let shell = use_shell();
    // While an exchange is under way, what the one before said still holds: the card is not made anew under a hand.
    let removed = Memo::new(move |was: Option<&bool>| {
        let said = |view: &SyncView| match &view.state {
            SyncState::Waiting { why, .. } => *why == SyncRefusal::Removed.into(),
            SyncState::Working { .. } => was.copied().unwrap_or_default(),
            SyncState::Off | SyncState::Idle => false,
        };
        shell.me().is_some_and(|me| me.removed) || sync.with(|view| view.as_ref().is_some_and(said))
    });
    let stands = Memo::new(move |_| (failed.get(), sync.with(Option::is_some)));
    let body = move || {
        match stands.get() {
        (Some(why), _) => view! {
            <Failure why>
                <button type="button" class="button" on:click=move |_| spawn_local(look(sync, failed))>{t(common::RETRY)}</button>
            </Failure>
        }
        .into_any(),
        (None, false) => view! { <p class="quiet" role="status">{t(common::LOADING)}</p> }.into_any(),
        (None, true) => view! {
            <div class="settings">
                <anew::Unreadable/>
                <anew::Anew/>
                <section class="card"><h2>{t(texts::STATE)}</h2>{move || sync.get().map(state)}</section>
                {move || removed.get().then(|| view! { <removed::Removed/> })}
                <section class="card"><h2>{t(texts::WHERE)}</h2>{move || sync.get().map(places)}</section>
                {move || sync.get().map(faults)}
                {move || sync.get().map(devices)}
                <section class="card"><h2>{t(texts::STORE)}</h2><store::Store/></section>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <header class="page-head"><h1>{t(shell::SYNC)}</h1></header>
        {body}
    }
}

/// Asks how it stands; news comes by itself from then on.
async fn look(sync: RwSignal<Option<SyncView>>, failed: RwSignal<Option<Refusal>>) {
    match WorkerClient::token().ask(ReadSync).await {
        Ok(view) => {
            sync.set(Some(view));
            failed.try_set(None);
        }
        Err(error) => {
            failed.try_set(Some(error.refusal));
        }
    }
}

/// What goes on, in a sentence, and why not more.
fn state(view: SyncView) -> AnyView {
    let writer = use_writer();
    let now = move |_| {
        spawn_local(async move {
            if let Err(error) = WorkerClient::token().ask(SyncNow).await {
                writer.failed(&error.refusal);
            }
        });
    };
    let told = match view.state.clone() {
        SyncState::Off => view! { <p>{t(texts::OFF)}</p> }.into_any(),
        SyncState::Idle => view! { <p>{t(texts::IDLE)}</p> }.into_any(),
        SyncState::Working { done, total } => {
            let at = Signal::derive(move || (done, total));
            view! { <Progress label=texts::WORKING at/> }.into_any()
        }
        SyncState::Waiting { retry_ms, why } => view! {
            <p class="note">{icon(Icon::Alert)}<span>{t(errors::sentence(&why))}" "{countdown(retry_ms)}</span></p>
        }
        .into_any(),
    };
    let shares = view.endpoint.is_some();
    let last = view.last_ok_at_ms.map_or_else(
        || texts::NEVER_OK.now().to_owned(),
        |at| texts::LAST_OK.with(&[&moment(at)]),
    );
    view! {
        <div role="status">{told}</div>
        {lost(&view)}
        {shares.then(|| view! {
            <p class="quiet">{last}</p>
            <div class="ways">
                <button type="button" class="button button-main" on:click=now>{icon(Icon::Refresh)}{t(texts::NOW)}</button>
            </div>
        })}
    }
    .into_any()
}

/// When it is tried again, counted down. The view is made anew with every word of the worker.
fn countdown(retry_ms: u64) -> impl IntoView {
    let left = RwSignal::new(retry_ms.div_ceil(1000));
    let tick = set_interval_with_handle(
        move || left.update(|left| *left = left.saturating_sub(1)),
        std::time::Duration::from_secs(1),
    );
    if let Ok(tick) = tick {
        on_cleanup(move || tick.clear());
    }
    move || (left.get() > 0).then(|| texts::RETRY_IN.with(&[&left.get()]))
}

/// What the store lost, and how far it is filled again.
fn lost(view: &SyncView) -> Option<AnyView> {
    let all: u32 = view.devices.iter().map(|(_, count, _)| *count).sum();
    let said = match (view.emptied_at_ms, view.lacking) {
        (Some(at), lacking) => texts::EMPTIED.with(&[&moment(at), &all.saturating_sub(lacking), &all]),
        (None, 0) => return None,
        (None, lacking) => texts::LACKING.with(&[&lacking]),
    };
    Some(view! { <p class="note" role="alert">{icon(Icon::Alert)}<span>{said}</span></p> }.into_any())
}

/// Own entries by where they are safe, and what is still to come from others.
fn places(view: SyncView) -> AnyView {
    let row = |word: Text, count: u32, means: String| {
        view! {
            <div>
                <dt>{t(word)}</dt>
                <dd><strong>{texts::ENTRIES.with(&[&count])}</strong><span class="quiet">{means}</span></dd>
            </div>
        }
    };
    let waiting = match view.waiting.1 {
        0 => texts::HERE_ONLY.now().to_owned(),
        size => texts::HERE_MEANS.with(&[&bytes(size)]),
    };
    view! {
        <dl class="about">
            {row(texts::HERE, view.waiting.0, waiting)}
            {row(texts::STORED, view.stored, texts::STORED_MEANS.now().to_owned())}
            {row(texts::READ_BACK, view.read_back, texts::READ_BACK_MEANS.now().to_owned())}
            {(view.attachments > 0).then(|| view! {
                <div>
                    <dt>{t(attachment::WAITING)}</dt>
                    <dd><strong>{attachment::PIECES.with(&[&view.attachments])}</strong><span class="quiet">{t(attachment::WAITING_MEANS)}</span></dd>
                </div>
            })}
            {row(texts::INCOMING, view.incoming, texts::INCOMING_MEANS.now().to_owned())}
        </dl>
    }
    .into_any()
}

/// `3 kB`
fn bytes(n: u64) -> String {
    match n {
        n if n < 1_000 => format!("{n} B"),
        n if n < 1_000_000 => format!("{} kB", n / 1_000),
        n => format!("{} MB", n / 1_000_000),
    }
}

/// What is wrong, on which device, and what to do; nothing if nothing is.
fn faults(view: SyncView) -> Option<AnyView> {
    let rows: Vec<_> = view
        .faults
        .iter()
        .map(|(device, why, from, to)| {
            let place = texts::FAULT_AT.with(&[device, from, to]);
            view! {
                <li class="note">{icon(Icon::Alert)}<span><strong>{place}</strong><br/>{errors::sentence(why).now()}</span></li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <section class="card"><h2>{t(texts::FAULTS)}</h2><ul class="faces">{rows}</ul></section> }.into_any()
    })
}

/// Devices and when they were last heard of.
fn devices(view: SyncView) -> Option<AnyView> {
    let rows: Vec<_> = view
        .devices
        .iter()
        .map(|(name, count, at)| {
            let heard = if *at > 0 { moment(*at) } else { "—".to_owned() };
            view! { <tr><td>{name.clone()}</td><td class="number">{*count}</td><td class="number">{heard}</td></tr> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{t(texts::DEVICES)}</h2>
                <table class="sync-devices">
                    <thead><tr>
                        <th>{t(texts::DEVICE)}</th>
                        <th class="number">{t(texts::HAS)}</th>
                        <th class="number">{t(texts::HEARD)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}
