//! Who signs, how it stands with each, and the scans of what was signed on paper.
use casebook::transcript::{Part, Signature, Signer, Stands, Way, shown_by};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Attachment, AttachmentId, RecordEdit};

use super::sheet::{drawn, when};
use super::{Asked, Mode, Page};
use crate::lang::{Text, common, t, transcript as texts};
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::{State, shape};

/// Who signs, and how it stands with each.
#[component]
pub(super) fn Signers(page: Page) -> impl IntoView {
    let rows = move || {
        let standing = page.standing.get()?;
        Some(standing.signers.iter().map(|one| row(page, one)).collect_view())
    };
    let other = move |_| {
        page.mode.set(Mode::Signing(Asked {
            part: Part::Witness,
            name: String::new(),
        }));
    };
    let may_add = move || page.may.get() && page.faults().is_empty();
    view! {
        <section class="card">
            <h2>{t(texts::SIGNATURES)}</h2>
            <ul class="transcript-list">{rows}</ul>
            {move || may_add().then(|| view! { <button type="button" class="button" on:click=other>{icon(Icon::Plus)}{t(texts::SIGN_OTHER)}</button> })}
        </section>
    }
}

fn row(page: Page, signer: &Signer) -> AnyView {
    let (state, word) = match (signer.stands, signer.signature.as_ref().map(|signature| signature.way)) {
        (Stands::Missing, _) => (State::Idle, texts::UNSIGNED),
        (Stands::AwaitsScan, _) => (State::Soon, texts::PAPER_AWAITS),
        (Stands::Fits, Some(way)) if way != Way::Pen => (State::Idle, without_pen(way)),
        (Stands::Fits, _) => (State::Done, texts::FITS),
        (Stands::Stale, _) => (State::Overdue, texts::STALE),
    };
    let asked = Asked {
        part: signer.part,
        name: signer.name.clone(),
    };
    let label = match signer.signature {
        Some(_) => texts::SIGN_AGAIN,
        None => texts::SIGN,
    };
    let called = signer.name.clone();
    let sign = move || {
        let (asked, called) = (asked.clone(), called.clone());
        (page.may_sign() && page.faults().is_empty()).then(move || {
            let named = move || format!("{} {called}", label.now());
            let begin = move |_| page.mode.set(Mode::Signing(asked.clone()));
            view! { <button type="button" class="button" aria-label=named on:click=begin>{t(label)}</button> }
        })
    };
    let held = signer.signature.clone();
    let out = held.map(|signature| {
        let name = signature.name.clone();
        let label = move || format!("{} {name}", texts::TAKE_OUT.now());
        let out = move |_| take_out(page, &signature);
        move || {
            let (label, out) = (label.clone(), out.clone());
            page.may_sign().then(move || view! { <button type="button" class="button" aria-label=label on:click=out>{t(texts::TAKE_OUT)}</button> })
        }
    });
    let ink = signer.signature.as_ref().map(|signature| what(page, signature));
    let awaited = signer.signature.clone().filter(|_| signer.stands == Stands::AwaitsScan);
    let scans = awaited.map(|signature| view! { <Scanned page signature/> });
    view! {
        <li class="transcript-signs">
            <p>
                <span class="quiet">{t(texts::part(signer.part))}</span>" "<strong>{signer.name.clone()}</strong>" "
                <span class=format!("mark {}", state.class())>{shape(state)}<span>{t(word)}</span></span>
            </p>
            {ink}
            {scans}
            <p class="transcript-ways">{sign}{out}</p>
        </li>
    }
    .into_any()
}

/// How somebody is done with the text who did not sign on the screen.
pub(super) fn without_pen(way: Way) -> Text {
    match way {
        Way::Refused => texts::REFUSED_STATE,
        Way::Paper => texts::PAPER_STATE,
        Way::Pen => texts::FITS,
    }
}

/// What somebody signed with, and when; what was not written here says who entered it.
fn what(page: Page, signature: &Signature) -> AnyView {
    let named = |label: Text, said: &str| common::OF.with(&[&label.now(), &said]);
    let way = named(texts::way(signature.way), &signature.reason);
    let by = named(texts::ENTERED_BY, &signature.by);
    let said = match signature.way {
        Way::Pen => Vec::new(),
        Way::Paper => {
            let scan = signature.scan.and_then(|scan| file_named(page, scan));
            let scan = scan.map(|name| named(texts::SCAN, &name));
            [way].into_iter().chain(scan).chain([by]).collect()
        }
        Way::Refused => vec![way, named(texts::WITNESSES, &signature.witnesses), by],
    };
    let ink = signature.strokes.as_ref().map(drawn);
    view! { {ink}<p class="quiet">{said.join(common::SEMICOLON.now())}" "{when(signature)}</p> }.into_any()
}

/// The name of a file of the case. Tracks.
fn file_named(page: Page, id: AttachmentId) -> Option<String> {
    let view = page.sheet.view()?;
    let file = view.attachments.iter().find(|file| file.attachment.id == id)?;
    Some(file.attachment.name.clone())
}

/// The scans of this record: whoever looked at one says that it shows the signature.
#[component]
fn Scanned(page: Page, signature: Signature) -> impl IntoView {
    let files = move || {
        let view = page.sheet.view()?;
        let own = view.attachments.iter().map(|view| &view.attachment);
        let own = own.filter(|file| file.filed.map(|filed| filed.record) == page.key);
        let buttons: Vec<AnyView> = own.map(|file| shown_button(page, &signature, file)).collect();
        Some(match buttons.is_empty() {
            true => view! { <p class="quiet">{t(texts::SCAN_FIRST)}</p> }.into_any(),
            false => view! { <p class="transcript-ways">{buttons}</p> }.into_any(),
        })
    };
    move || page.may.get().then(&files)
}

fn shown_button(page: Page, signature: &Signature, file: &Attachment) -> AnyView {
    let (said, edit) = (
        texts::SCAN_SHOWS.with(&[&file.name, &signature.name]),
        shown_by(signature, file.id),
    );
    let done = texts::SCAN_SHOWN.with(&[&signature.name]);
    let write = move |_| {
        let (edit, done) = (edit.clone(), done.clone());
        spawn_local(async move {
            page.sheet.write_records(vec![edit], done).await;
        });
    };
    view! { <button type="button" class="button" on:click=write>{said}</button> }.into_any()
}

fn take_out(page: Page, signature: &Signature) {
    let edit = RecordEdit::taken_out(signature.record);
    let said = texts::TAKEN_OUT.with(&[&signature.name]);
    page.signed.set(Vec::new());
    spawn_local(async move {
        page.sheet.write_records(vec![edit], said).await;
    });
}
