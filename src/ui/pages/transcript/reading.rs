//! A record that is written: its text, who signed, what is to be done next.
use casebook::transcript::{RECEPTION_DONE, reception_to_record};
use leptos::prelude::*;

use super::reopen::Reopen;
use super::sheet::text;
use super::signers::{Signers, without_pen};
use super::{Mode, Page, listed};
use crate::lang::{common, t, transcript as texts};
use crate::pages::case::{Whole, of_record};
use crate::pages::paper::print;
use crate::pages::records::title;
use crate::pages::writer::happened;
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::{State, shape};
use crate::state::use_shell;

/// The text beside the signatures.
#[component]
pub(super) fn Reading(page: Page) -> impl IntoView {
    view! {
        <div class="transcript-reading no-print">
            <section class="card transcript-text" aria-label=t(texts::TEXT_LABEL)>{move || text(page)}</section>
            <div class="transcript-side">
                <Next page/>
                <Signers page/>
                <Scans page/>
            </div>
        </div>
    }
}

/// The scan of what was signed on paper: it belongs to the record, and by that under its heading of the dossier.
#[component]
fn Scans(page: Page) -> impl IntoView {
    let called = page
        .record
        .get_untracked()
        .map(|record| title(page.kind, &record.fields));
    let all = page
        .key
        .map(|key| of_record(page.sheet, key, &called.unwrap_or_default()));
    view! {
        <section class="card">
            <h2>{t(texts::SCANS)}</h2>
            {all}
            <Whole sheet=page.sheet/>
        </section>
    }
}

/// What is to be done next.
#[component]
fn Next(page: Page) -> impl IntoView {
    let faults = move || {
        let faults = page.faults();
        let lines = faults.into_iter().map(|said| view! { <li>{said}</li> });
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| view! { <ul class="note transcript-faults">{lines}</ul> })
    };
    let stale = move || {
        let standing = page.standing.get()?;
        let names: Vec<&str> = standing.stale().map(|signer| signer.name.as_str()).collect();
        (!names.is_empty()).then(|| {
            let said = texts::STALE_ALL.with(&[&listed(&names)]);
            view! { <p class="note" role="alert">{said}</p> }
        })
    };
    let ready = move || page.faults().is_empty() && page.may.get();
    let sign = move || {
        let asked = page.next().filter(|_| ready())?;
        let said = texts::SIGN_OF.with(&[&texts::part(asked.part).now(), &asked.name]);
        let begin = move |_| page.mode.set(Mode::Signing(asked.clone()));
        Some(view! {
            <button type="button" class="button button-main" on:click=begin>{icon(Icon::Pencil)}{t(texts::SIGN)}" "{said}</button>
        })
    };
    let write = move || {
        (page.may.get() && !page.is_sealed()).then(|| {
            view! { <button type="button" class="button" on:click=move |_| page.mode.set(Mode::Writing)>{t(common::EDIT)}</button> }
        })
    };
    let awaiting = move || {
        let standing = page.standing.get()?;
        let names: Vec<&str> = standing.awaiting().map(|signer| signer.name.as_str()).collect();
        (!names.is_empty()).then(|| {
            let said = texts::AWAITING.with(&[&listed(&names)]);
            view! { <p class="note" role="status">{said}</p> }
        })
    };
    view! {
        <section class="card transcript-next">
            {faults}
            {stale}
            {awaiting}
            <Done page/>
            <div class="transcript-ways">
                {sign}
                <button type="button" class="button" on:click=|_| print()>{icon(Icon::Printer)}{t(common::PRINT)}</button>
                {write}
            </div>
            <Reopen page/>
        </section>
    }
}

/// All have signed: the nodes can hear of it.
#[component]
fn Done(page: Page) -> impl IntoView {
    let shell = use_shell();
    let may = move || shell.me().is_some_and(|me| me.may_record(RECEPTION_DONE));
    move || {
        let (view, record, standing) = (page.sheet.view()?, page.record.get()?, page.standing.get()?);
        if !standing.is_complete() {
            return None;
        }
        let on = reception_to_record(&view, &record, &standing);
        let record_it = move |on| {
            let (action, back) = happened(RECEPTION_DONE, on);
            page.sheet
                .write(vec![action], vec![back], texts::DONE_SAID.with(&[&iso(on)]));
        };
        let button = on.filter(|_| may()).map(|on| {
            let said = texts::RECORD_DONE.with(&[&iso(on)]);
            view! { <button type="button" class="button button-main" on:click=move |_| record_it(on)>{said}</button> }
        });
        let others: Vec<String> = standing
            .without_pen()
            .map(|(signer, way)| format!("{}（{}）", signer.name, without_pen(way).now()))
            .collect();
        let (state, said) = match others.is_empty() {
            true => (State::Done, texts::COMPLETE.now().to_owned()),
            false => (State::Idle, texts::DONE_BUT.with(&[&others.join(common::LIST.now())])),
        };
        let is_recorded = view.happenings.iter().any(|one| one.key == RECEPTION_DONE);
        let recorded = is_recorded.then(|| view! { <span>{t(texts::IS_RECORDED)}</span> });
        Some(view! {
            <p class="transcript-done" role="status">
                <span class=format!("mark {}", state.class())>{shape(state)}<span>{said}</span></span>
                {recorded}
            </p>
            {button}
        })
    }
}
