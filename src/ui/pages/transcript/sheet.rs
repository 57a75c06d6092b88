//! The record as it is read and signed, and as it is printed: one text.
use casebook::kinds::{KindOf, ValueType};
use casebook::transcript::{SIGNATURE, Signature, Signer, Stands, Strokes, Way, field, lines, signed};
use leptos::prelude::*;

use super::{Page, said};
use crate::kinds::kinds_now;
use crate::lang::{t, transcript as texts};
use crate::pages::paper::{Court, Printed};
use crate::parts::date::iso;

/// The lines of the record. Tracks.
pub(super) fn text(page: Page) -> AnyView {
    let Some(record) = page.record.get() else {
        return ().into_any();
    };
    let lines = lines(page.kind, &record.fields).into_iter().map(|line| {
        let class = if line.is_long { "transcript-line transcript-long" } else { "transcript-line" };
        view! { <p class=class><span class="transcript-label">{format!("{}：", line.label)}</span><span>{line.text}</span></p> }
    });
    lines.collect_view().into_any()
}

/// The strokes of a signature, as large as its place.
pub(super) fn drawn(strokes: &Strokes) -> AnyView {
    let (left, top, width, height) = strokes.bounds();
    let paths = strokes
        .paths()
        .map(|(d, width)| view! { <path d=d stroke-width=width></path> });
    view! {
        <svg class="transcript-ink" viewBox=format!("{left} {top} {width} {height}") aria-hidden="true">
            {paths.collect_view()}
        </svg>
    }
    .into_any()
}

/// The sheet that is printed: head, lines, signatures, fingerprint.
#[component]
pub(super) fn Paper(page: Page) -> impl IntoView {
    let title = move || {
        let record = page.record.get()?;
        Some(
            zh(page.kind, field::SORT, &code(&record, field::SORT))
                .unwrap_or_else(|| said(page.kind, &record, field::SORT)),
        )
    };
    let signers = move || {
        let standing = page.standing.get()?;
        Some(standing.signers.iter().map(signature).collect_view())
    };
    let fingerprint = move || page.standing.get().map(|standing| standing.fingerprint);
    view! {
        <section class="only-print transcript-paper">
            <Court/>
            <p class="paper-title">{title}</p>
            {move || text(page)}
            <div class="transcript-end">
                <div class="transcript-signers">{signers}</div>
                <p class="transcript-print">{t(texts::FINGERPRINT)}" SHA-256 "{fingerprint}</p>
                <Printed/>
            </div>
        </section>
    }
}

/// A signature on paper: who, what was written or the line to write on, when.
fn signature(signer: &Signer) -> AnyView {
    let kind = kinds_now().get(SIGNATURE);
    let part = kind.and_then(|kind| zh(kind, signed::PART, signer.part.code()));
    let ink = signer.signature.as_ref().map(|signature| ink(kind, signature));
    let day = signer.signature.as_ref().map(when);
    let state = match signer.stands {
        Stands::Stale => Some(texts::STALE),
        Stands::AwaitsScan => Some(texts::PAPER_AWAITS),
        Stands::Missing | Stands::Fits => None,
    };
    let stale = state.map(|state| view! { <span>"（"{state.once()}"）"</span> });
    view! {
        <div class="transcript-signer">
            <span>{part}"："</span>
            <span class="transcript-name">{signer.name.clone()}</span>
            <span class="transcript-place">{ink}</span>
            {(!signer.part.is_staff()).then(|| view! { <span class="transcript-thumb">{texts::THUMB.once()}</span> })}
            <span>{day}{stale}</span>
        </div>
    }
    .into_any()
}

fn ink(kind: Option<&'static KindOf>, signature: &Signature) -> AnyView {
    match (&signature.strokes, signature.way) {
        (Some(strokes), Way::Pen) => drawn(strokes),
        (_, Way::Paper) => {
            let word = kind.and_then(|kind| zh(kind, signed::WAY, signature.way.code()));
            view! { <span class="transcript-entered">"（"{word}"，"{texts::ENTERED_BY.once()}"："{signature.by.clone()}"）"</span> }
                .into_any()
        }
        (_, Way::Refused) => {
            let word = kind.and_then(|kind| zh(kind, signed::WAY, signature.way.code()));
            let seen = kind
                .and_then(|kind| kind.field(signed::WITNESSES))
                .map(|field| field.name.zh.as_str());
            view! { <span>{word}"："{signature.reason.clone()}"；"{seen}"："{signature.witnesses.clone()}"；"{texts::ENTERED_BY.once()}"："{signature.by.clone()}</span> }
                .into_any()
        }
        _ => ().into_any(),
    }
}

/// When somebody signed.
pub(super) fn when(signature: &Signature) -> String {
    let day = signature.on.map(iso).unwrap_or_default();
    format!("{day} {}", signature.at)
}

/// The Chinese name of a code: paper is Chinese whatever the interface speaks.
fn zh(kind: &KindOf, number: u16, code: &str) -> Option<String> {
    match &kind.field(number)?.holds {
        ValueType::Choice(choices) => {
            let known = choices.iter().find(|(known, _)| known == code);
            known.map(|(_, both)| both.zh.clone())
        }
        _ => None,
    }
}

fn code(record: &casebook::view::RecordView, number: u16) -> String {
    match record.value(number) {
        protocol::Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}
