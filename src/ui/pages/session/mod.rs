//! What stands before the case book: first use, the lock, and the other dialogs. Quick triage needs none of it.
pub mod ask;
pub mod file;
pub mod first;
pub mod join;
mod kit;
pub mod lock_form;
mod locked;
pub mod shares;

use leptos::prelude::*;
use protocol::spawn::is_demo;
use protocol::{Refusal, Session};

use crate::demo::{MakingDemo, OpenDemo};
use crate::lang::{Text, demo, session as texts, shell, t};
use crate::parts::empty::Failure;
use crate::route::{Route, use_place};
use crate::state::use_shell;

/// A way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    /// First use, or the passphrase.
    Usual,
    /// By invitation.
    Join,
    /// By the recovery kit and the store.
    Kit,
    /// By a backup file.
    File,
}

/// The session, in place of a page that needs the book.
#[component]
pub fn SessionPage() -> impl IntoView {
    let (session, place) = (use_shell().session, use_place());
    let invited = place.route.get_untracked() == Route::Join;
    let door = RwSignal::new(if invited { Door::Join } else { Door::Usual });
    // Only another kind of session makes the form anew: a wrong try must not empty it.
    let kind = Memo::new(move |_| {
        session.with(|session| match session {
            Some(Session::New) => 1,
            Some(Session::Unsealed { .. }) => 2,
            Some(Session::Locked { .. }) => 3,
            _ => 0,
        })
    });
    let inside = move || match (door.get(), kind.get()) {
        (_, 0) => ().into_any(),
        (_, 1) if is_demo() => view! { <MakingDemo/> }.into_any(),
        (Door::Join, _) => view! { <join::JoinForm/> }.into_any(),
        (Door::Kit, _) => view! { <kit::KitForm/> }.into_any(),
        (Door::File, _) => view! { <file::FileForm/> }.into_any(),
        (Door::Usual, 3) => view! { <locked::Locked/> }.into_any(),
        (Door::Usual, _) => view! { <first::First/> }.into_any(),
    };
    view! {
        <div class="session">
            <section class="card">{inside}</section>
            {move || (!is_demo()).then(|| dialogs(door, kind.get() == 3))}
            {move || (!is_demo() && kind.get() == 1).then(|| view! {
                <section class="card session-demo"><p>{t(demo::WHAT)}</p><OpenDemo/></section>
            })}
            <p class="quiet session-free">{t(texts::NO_NEED)}" "<a href=Route::Quick.href()>{t(shell::QUICK)}</a></p>
        </div>
    }
}

/// The ways in that are not being tried; after a forgotten passphrase they are the only ones.
fn dialogs(door: RwSignal<Door>, locked: bool) -> AnyView {
    let way = |to: Door, word: Text| {
        (door.get() != to).then(|| {
            view! { <li><button type="button" class="link session-way" on:click=move |_| door.set(to)>{t(word)}</button></li> }
        })
    };
    let ways = view! {
        <ul class="session-ways">
            {way(Door::Usual, texts::DOOR_FIRST)}
            {(!locked).then(|| way(Door::Join, texts::DOOR_JOIN))}
            {way(Door::Kit, texts::DOOR_KIT)}
            {way(Door::File, texts::DOOR_FILE)}
        </ul>
    };
    let title = if locked { texts::FORGOTTEN } else { texts::OTHER_WAYS };
    view! { <section class="session-others"><h2>{t(title)}</h2>{ways}</section> }.into_any()
}

/// A name for the device, proposed by what it is used with.
fn device_name() -> RwSignal<String> {
    let fits = |query| window().match_media(query).ok().flatten().is_some_and(|m| m.matches());
    let word = match (fits("(pointer: coarse)"), fits("(max-width: 599px)")) {
        (true, true) => texts::DEVICE_PHONE,
        (true, false) => texts::DEVICE_TABLET,
        (false, _) => texts::DEVICE_DESK,
    };
    RwSignal::new(word.once().to_owned())
}

/// The address the app came from: an endpoint may serve it, too. Empty for the one-file app.
pub fn here() -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    if origin.starts_with("http") {
        origin
    } else {
        String::new()
    }
}

/// Why it did not work.
pub fn trouble(failed: RwSignal<Option<Refusal>>) -> impl IntoView {
    move || failed.get().map(|why| view! { <Failure why/> })
}
