//! Attachments of a case: what is there, small; each opens whole. Those of a record stand beside it, too.
mod add;
mod file;
mod filed;
mod of_record;
mod whole;

use files::media::{self, Sort};
use leptos::prelude::*;
use protocol::{Action, Attachment, AttachmentView, CaseId};

use self::add::{Add, Drop};
use self::file::{Got, Size, fetched};
use self::filed::belongs;
pub use self::of_record::of_record;
pub use self::whole::Whole;
use super::sheet::Sheet;
use crate::lang::{attachment as texts, t};
use crate::pages::dossier::DossierLink;
use crate::pages::words::moment;
use crate::parts::icon::{Icon, icon};
use crate::state::use_shell;

/// What takes a right to add attachments: that to write notes.
const RIGHT: &str = "note";

/// The card.
#[component]
pub fn Attachments(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let all = of_case(sheet);
    let shell = use_shell();
    let may = Memo::new(move |_| shell.may(RIGHT));
    let drop = Drop::new();
    let title = move || match all.with(Vec::len) {
        0 => texts::TITLE.now().to_owned(),
        count => texts::COUNT.with(&[&count]),
    };
    view! {
        <section
            class="card attachments"
            class:is-over=drop.over
            on:dragover=move |event| if may.get_untracked() { drop.hover(&event) }
            on:dragleave=move |_| drop.over.set(false)
            on:drop=move |event| if may.get_untracked() { drop.take(&event) }
        >
            <h2>{title}</h2>
            <DossierLink sheet/>
            {move || all.with(Vec::is_empty).then(|| view! { <p class="quiet">{t(texts::NONE)}</p> })}
            <ul class="attachment-list">
                <For
                    each=move || all.get()
                    key=|view| (view.attachment.id, view.attachment.filed)
                    children=move |view| line(sheet, &view, may)
                />
            </ul>
            {move || may.get().then(|| view! { <Add sheet drop/> })}
            <Whole sheet/>
        </section>
    }
}

/// The attachments as they stand.
fn of_case(sheet: Sheet) -> Memo<Vec<AttachmentView>> {
    Memo::new(move |_| sheet.view().map(|view| view.attachments.clone()).unwrap_or_default())
}

/// One attachment: small, with what it is, who added it, and what it belongs to.
fn line(sheet: Sheet, view: &AttachmentView, may: Memo<bool>) -> impl IntoView + use<> {
    let attachment = view.attachment.clone();
    let id = attachment.id;
    let (called, name) = (words(&attachment), attachment.name.clone());
    let name = (name != called).then_some(name);
    let (what, who) = (
        kind_and_size(&attachment),
        format!("{} {}", view.by, moment(view.at_ms)),
    );
    let (open, out) = (texts::OPEN.with(&[&called]), texts::TAKE_OUT_A.with(&[&called]));
    let small = small(sheet.id, &attachment);
    let filed = attachment.filed;
    let gone = move |_| take_out(sheet, &attachment);
    view! {
        <li>
            <button type="button" class="attachment-tile" aria-label=open on:click=move |_| sheet.shown.set(Some(id))>{small}</button>
            <div class="attachment-words">
                <strong>{called}</strong>
                {name.map(|name| view! { <span>{name}</span> })}
                <span class="quiet">{what}</span>
                <span class="quiet">{who}</span>
                {move || filed.map(|filed| view! { <span>{belongs(sheet, filed)}</span> })}
            </div>
            {move || {
                let (gone, out) = (gone.clone(), out.clone());
                may.get().then(move || view! {
                    <button type="button" class="link no-print" aria-label=out on:click=gone>{t(texts::TAKE_OUT)}</button>
                })
            }}
        </li>
    }
}

/// Its small picture, or what kind of file it is.
fn small(case: CaseId, attachment: &Attachment) -> AnyView {
    let sign = sign_of(attachment);
    let blank = move || view! { <span class="attachment-blank">{icon(sign)}</span> }.into_any();
    if !attachment.has_thumbnail {
        return blank();
    }
    let id = attachment.id;
    let picture = fetched(case, move || Some((id, Size::Small)));
    (move || match picture.get() {
        Got::Here(shown) => view! { <img src=shown.address() alt=""/> }.into_any(),
        Got::Waiting => view! { <span class="attachment-blank"></span> }.into_any(),
        Got::Failed(_) => blank(),
    })
    .into_any()
}

fn sign_of(attachment: &Attachment) -> Icon {
    match media::of_type(&attachment.mime).map(|media| media.sort) {
        Some(Sort::Picture) => Icon::Camera,
        Some(Sort::Sound | Sort::Film) => Icon::Play,
        _ => Icon::Page,
    }
}

/// What it shows, or else the name of its file.
fn words(attachment: &Attachment) -> String {
    match attachment.shows.is_empty() {
        true => attachment.name.clone(),
        false => attachment.shows.clone(),
    }
}

fn kind_and_size(attachment: &Attachment) -> String {
    let sort = texts::sort(media::of_type(&attachment.mime)).now();
    let size = match attachment.bytes {
        bytes if bytes < 1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        bytes => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    };
    format!("{sort} · {size}")
}

/// Takes it out and offers the way back.
fn take_out(sheet: Sheet, attachment: &Attachment) {
    let gone = Action::AttachmentTakenOut {
        attachment: attachment.id,
    };
    let back = Action::Attached(Box::new(attachment.clone()));
    sheet.write(vec![gone], vec![back], texts::TAKEN_OUT.now().to_owned());
}
