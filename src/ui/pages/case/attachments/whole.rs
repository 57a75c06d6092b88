//! One attachment as a whole, with all that is known of it.
use files::media::{self, Sort};
use leptos::prelude::*;
use protocol::{Attachment, AttachmentId, AttachmentView};

use super::super::sheet::Sheet;
use super::file::{Got, Size, fetched};
use super::{RIGHT, filed, kind_and_size, of_case, sign_of, take_out, words};
use crate::lang::{attachment as texts, errors, t};
use crate::pages::words::moment;
use crate::parts::dialog::Dialog;
use crate::parts::icon::{Icon, icon};
use crate::state::use_shell;

/// The dialog, open while the sheet shows an attachment.
#[component]
pub fn Whole(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let (all, at) = (of_case(sheet), sheet.shown);
    let open = RwSignal::new(false);
    // Each follows the other, and only where they differ: a signal that is set is news even if it stays the same.
    Effect::new(move |_| {
        let wanted = at.with(Option::is_some);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !open.get() && at.with_untracked(Option::is_some) {
            at.set(None);
        }
    });
    let place = Memo::new(move |_| all.with(|all| all.iter().position(|view| Some(view.attachment.id) == at.get())));
    let shown = Memo::new(move |_| all.with(|all| all.get(place.get()?).cloned()));
    view! {
        <Dialog open title=texts::ATTACHMENT>
            <Body sheet shown>
                <Turn all at place/>
            </Body>
        </Dialog>
    }
}

/// To the one before and after.
#[component]
fn Turn(
    all: Memo<Vec<AttachmentView>>,
    at: RwSignal<Option<AttachmentId>>,
    place: Memo<Option<usize>>,
) -> impl IntoView {
    let beside = move |step: isize| {
        let to = place.get()?.checked_add_signed(step)?;
        all.with(|all| all.get(to).map(|view| view.attachment.id))
    };
    let button = move |step: isize, word| {
        view! {
            <button
                type="button"
                class="button"
                disabled=move || beside(step).is_none()
                on:click=move |_| if let Some(to) = untrack(|| beside(step)) { at.set(Some(to)) }
            >
                {t(word)}
            </button>
        }
    };
    let count = move || {
        place
            .get()
            .map(|at| texts::PLACE.with(&[&(at + 1), &all.with(Vec::len)]))
    };
    view! {
        <div class="attachment-turn">
            {button(-1, texts::BEFORE)}
            <span class="quiet">{count}</span>
            {button(1, texts::NEXT)}
        </div>
    }
}

#[component]
fn Body(sheet: Sheet, shown: Memo<Option<AttachmentView>>, children: Children) -> impl IntoView {
    let got = fetched(sheet.id, move || {
        let attachment = shown.get()?.attachment;
        Some((attachment.id, Size::Whole(Box::new(attachment))))
    });
    let seen = move || {
        let attachment = shown.get().map(|view| view.attachment);
        match (attachment, got.get()) {
            (Some(_), Got::Here(here)) if !here.text.is_empty() => as_text(&here.text),
            (Some(attachment), Got::Here(here)) => seen(&attachment, here.address()),
            (_, Got::Failed(code)) => {
                view! { <p class="note" role="alert">{icon(Icon::Alert)}<span>{t(errors::sentence(&code))}</span></p> }
                    .into_any()
            }
            _ => view! { <p class="quiet" role="status">{t(texts::LOADING)}</p> }.into_any(),
        }
    };
    let shell = use_shell();
    let save = move || {
        let (view, Got::Here(here)) = (shown.get()?, got.get()) else {
            return None;
        };
        let name = media::saved_as(&view.attachment.name, &view.attachment.mime);
        Some(view! { <a class="button" href=here.address() download=name>{icon(Icon::Download)}{t(texts::SAVE)}</a> })
    };
    let out = move || {
        let attachment = shown.get()?.attachment;
        let gone = move |_| {
            take_out(sheet, &attachment);
            sheet.shown.set(None);
        };
        shell.may(RIGHT).then(
            || view! { <button type="button" class="button button-danger" on:click=gone>{t(texts::TAKE_OUT)}</button> },
        )
    };
    // Not before the file: a dialog puts the focus into its first field, and this one is not what it was opened for.
    let is_asked = Memo::new(move |_| !got.with(|got| matches!(got, Got::Waiting)));
    let choose = move || {
        let attachment = shown.get().filter(|_| is_asked.get())?.attachment;
        shell.may(RIGHT).then(|| filed::choose(sheet, &attachment))
    };
    view! {
        <figure class="attachment-whole">{seen}</figure>
        {children()}
        {move || shown.get().map(|view| known(sheet, &view, &got.get()))}
        {choose}
        <div class="ways">{save}{out}</div>
    }
}

/// The file itself, as far as this browser shows it within the page.
fn seen(attachment: &Attachment, address: String) -> AnyView {
    let called = words(attachment);
    match media::of_type(&attachment.mime).map(|media| media.sort) {
        Some(Sort::Picture) => view! { <img src=address alt=called/> }.into_any(),
        Some(Sort::Pdf) if shows_pdf() => {
            view! { <iframe class="attachment-frame" src=address title=called></iframe> }.into_any()
        }
        _ => view! {
            <p class="attachment-blank">{icon(sign_of(attachment))}<span>{t(texts::NOT_HERE)}</span></p>
        }
        .into_any(),
    }
}

/// A .docx by its text.
fn as_text(lines: &[String]) -> AnyView {
    let lines = lines
        .iter()
        .map(|line| view! { <p class="doc-line">{line.clone()}</p> });
    view! { <p class="quiet">{t(texts::ONLY_TEXT)}</p><article class="doc-sheet" tabindex="0">{lines.collect_view()}</article> }.into_any()
}

/// Whether this browser has a viewer for pages of PDF within a page.
fn shows_pdf() -> bool {
    let navigator = window().navigator();
    let says = js_sys::Reflect::get(&navigator, &"pdfViewerEnabled".into());
    says.is_ok_and(|yes| yes.is_truthy())
}

/// What is known of it.
fn known(sheet: Sheet, view: &AttachmentView, got: &Got) -> impl IntoView + use<> {
    let attachment = &view.attachment;
    let file = format!("{} · {}", attachment.name, kind_and_size(attachment));
    let hash: String = attachment.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let (fits, place) = match got {
        Got::Here(here) => {
            let place = if here.stored { texts::SHARED } else { texts::HERE_ONLY };
            (Some(t(texts::HASH_FITS)), Some(place))
        }
        _ => (None, None),
    };
    let belongs = attachment.filed.and_then(|at| filed::belongs(sheet, at));
    view! {
        <dl class="about">
            {(!attachment.shows.is_empty()).then(|| view! { <div><dt>{t(texts::SHOWS_NAME)}</dt><dd>{attachment.shows.clone()}</dd></div> })}
            {belongs.map(|record| view! { <div><dt>{t(texts::BELONGS)}</dt><dd>{record}</dd></div> })}
            <div><dt>{t(texts::ADDED_BY)}</dt><dd>{view.by.clone()}" "{moment(view.at_ms)}</dd></div>
            <div><dt>{t(texts::ORIGIN)}</dt><dd>{t(texts::origin(attachment.origin))}</dd></div>
            {attachment.taken_ms.map(|ms| view! { <div><dt>{t(texts::TAKEN)}</dt><dd>{moment(ms)}</dd></div> })}
            <div><dt>{t(texts::FILE)}</dt><dd>{file}</dd></div>
            <div><dt>{t(texts::HASH)}</dt><dd><code class="attachment-hash">{hash}</code><span class="quiet">{fits}</span></dd></div>
            {place.map(|place| view! { <div><dt>{t(texts::WHERE)}</dt><dd>{t(place)}</dd></div> })}
        </dl>
    }
}
