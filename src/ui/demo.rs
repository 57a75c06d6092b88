//! The demo bureau: a book of its own under the same address with `?demo`. Its band stands above every page of it.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::spawn::is_demo;
use protocol::{DEMO, DemoSeat, MakeDemo, Refusal, RemoveDemo, TakeSeat};

use crate::lang::{demo as texts, t};
use crate::pages::session::{ask::use_try, trouble};
use crate::parts::empty::Failure;
use crate::parts::progress::Progress;
use crate::route::Route;
use crate::state::use_shell;

/// Goes to an address that loads the page anew.
fn go(address: &str) {
    // An address of this very page cannot be refused.
    let _ = window().location().set_href(address);
}

/// Opens the demo: the page loads anew, beside its own book.
fn open() {
    go(&format!("?{DEMO}{}", Route::Work.href()));
}

/// Goes back to one's own book.
fn leave() {
    let path = window().location().pathname().unwrap_or_default();
    go(&format!("{path}{}", Route::Cases.href()));
}

/// Opens the demo with one press.
#[component]
pub fn OpenDemo() -> impl IntoView {
    view! { <button type="button" class="button" on:click=|_| open()>{t(texts::OPEN)}</button> }
}

/// In place of the first use: the demo is made, then it opens by itself.
#[component]
pub fn MakingDemo() -> impl IntoView {
    let (way, today) = (use_try(), use_shell().today);
    let make = move || {
        let (today, seat) = (today.get_untracked(), DemoSeat::default());
        way.ask(MakeDemo { today, seat }, || {});
    };
    Effect::new(move |_| make());
    view! {
        <div class="form">
            <h1>{t(texts::OPEN)}</h1>
            <p class="form-lead">{t(texts::WHAT)}</p>
            {trouble(way.failed)}
            {move || match way.busy.get() {
                true => view! { <Progress label=texts::MAKING at=way.at/> }.into_any(),
                false => view! {
                    <div class="ways">
                        <button type="button" class="button button-main" on:click=move |_| make()>{t(texts::AGAIN)}</button>
                        <button type="button" class="button" on:click=|_| leave()>{t(texts::LEAVE)}</button>
                    </div>
                }.into_any(),
            }}
        </div>
    }
}

/// Above every page of the demo: that nothing is real, whose desk this is, and the ways out.
#[component]
pub fn DemoBand() -> impl IntoView {
    is_demo().then(band)
}

fn band() -> impl IntoView {
    let shell = use_shell();
    let (busy, taking) = (RwSignal::new(false), RwSignal::new(false));
    let failed: RwSignal<Option<Refusal>> = RwSignal::new(None);
    let own = Memo::new(move |_| {
        let counts = shell
            .summary
            .with(|s| s.as_ref().map(|s| s.cases.saturating_sub(s.sample)));
        counts.unwrap_or_default()
    });
    let remove = move |_| {
        busy.set(true);
        spawn_local(async move {
            match WorkerClient::token().ask(RemoveDemo).await {
                Ok(_) => leave(),
                Err(error) => {
                    failed.try_set(Some(error.refusal));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <div class="banner demo-band" role="region" aria-label=t(texts::BAND)>
            <b>{t(texts::BAND)}</b>
            {seats(taking, busy, failed)}
            // Until the other desk is there, everything below is still that of the desk one leaves.
            {move || taking.get().then(|| view! { <div class="demo-cover"><p role="status">{t(texts::TAKING)}</p></div> })}
            <button type="button" class="button" on:click=|_| leave()>{t(texts::LEAVE)}</button>
            <button type="button" class="button" disabled=move || busy.get() || taking.get() on:click=remove>
                {move || match own.get() {
                    0 => texts::REMOVE.now().to_owned(),
                    own => texts::REMOVE_WITH.with(&[&own]),
                }}
            </button>
            {move || failed.get().map(|why| view! { <Failure why/> })}
        </div>
    }
}

/// The desks, with the one that is taken.
fn seats(taking: RwSignal<bool>, busy: RwSignal<bool>, failed: RwSignal<Option<Refusal>>) -> impl IntoView {
    let shell = use_shell();
    let role = Memo::new(move |_| shell.me().map(|me| me.role).unwrap_or_default());
    let take = move |event: web_sys::Event| {
        let at: usize = event_target_value(&event).parse().unwrap_or_default();
        let Some(seat) = DemoSeat::ALL.get(at).copied() else {
            return;
        };
        taking.set(true);
        spawn_local(async move {
            match WorkerClient::token().ask(TakeSeat { seat }).await {
                // Everything on the page was seen by another.
                Ok(_) => {
                    let _ = window().location().reload();
                }
                Err(error) => {
                    failed.try_set(Some(error.refusal));
                    taking.try_set(false);
                }
            }
        });
    };
    view! {
        <label class="demo-seat">
            <span>{move || if taking.get() { texts::TAKING.now() } else { texts::SEAT.now() }}</span>
            <select class="input" disabled=move || taking.get() || busy.get() on:change=take>
                {DemoSeat::ALL.into_iter().enumerate().map(|(at, seat)| view! {
                    <option value=at.to_string() prop:selected=move || role.with(|role| role == seat.post().0)>
                        {t(texts::seat(seat))}
                    </option>
                }).collect_view()}
            </select>
        </label>
    }
}
