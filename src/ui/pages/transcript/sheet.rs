//! The record as it is read and signed, and as it is printed: one text.
use casebook::transcript::{Signature, Strokes, lines};
use files::document::transcript::{PRINTED, Printed, sheets_of};
use leptos::html;
use leptos::prelude::*;

use super::Page;
use crate::kinds::kinds_now;
use crate::pages::paper::printed;
use crate::parts::date::iso;
use crate::state::use_shell;

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

/// The sheets that are printed, with the time they are.
#[component]
pub(super) fn Paper(page: Page) -> impl IntoView {
    let shell = use_shell();
    let node = NodeRef::<html::Section>::new();
    let sheets = move || {
        let (record, standing) = (page.record.get()?, page.standing.get()?);
        let court = shell.me().map(|me| me.court).unwrap_or_default();
        Some(sheets_of(&Printed {
            kinds: kinds_now(),
            court: &court,
            record: &record,
            standing: &standing,
            when: "",
        }))
    };
    let handle = window_event_listener(leptos::ev::beforeprint, move |_| {
        let section = node.try_get_untracked().flatten();
        let line = section.and_then(|section| section.query_selector(&format!(".{PRINTED}")).ok().flatten());
        if let Some(line) = line {
            line.set_text_content(Some(&printed(untrack(|| shell.me()))));
        }
    });
    on_cleanup(move || handle.remove());
    view! { <section class="only-print tr-paper" node_ref=node inner_html=move || sheets().unwrap_or_default()></section> }
}

/// When somebody signed.
pub(super) fn when(signature: &Signature) -> String {
    let day = signature.on.map(iso).unwrap_or_default();
    format!("{day} {}", signature.at)
}
