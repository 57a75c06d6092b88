//! Look before importing: counts, columns, problems, what becomes of known cases.
use leptos::prelude::*;
use protocol::Preview;

use super::Import;
use super::columns::{Columns, missing};
use super::hints::Hints;
use super::known::{KnownCases, changed};
use super::problems::Problems;
use super::sheets::Sheets;
use crate::lang::{import as texts, t};
use crate::parts::icon::{Icon, icon};

/// The second step.
#[component]
pub fn Check(
    /// The import.
    import: Import,
) -> impl IntoView {
    // Read in pieces, so that a select does not lose the focus when the file was read again.
    let of = move |get: fn(&Preview) -> u32| {
        Memo::new(move |_| import.preview.with(|p| p.as_ref().map(get).unwrap_or_default()))
    };
    let (accepted, known) = (of(|p| p.accepted), of(|p| p.known));
    let saved = Memo::new(move |_| import.preview.with(|p| p.as_ref().is_some_and(|p| p.saved)));
    let source = move || import.preview.with(|p| p.as_ref().map(|p| p.source.clone()));
    let header = move || {
        import
            .preview
            .with(|p| p.as_ref().map(|p| texts::HEADER_ROW.with(&[&p.header_row])))
    };
    let (changed, removed) = (changed(import), of(|p| p.removed));
    let count = move || {
        let updated = if import.update.get() { changed.get() } else { 0 };
        let restored = if import.restore.get() { removed.get() } else { 0 };
        accepted.get() - known.get() + updated + restored
    };
    let blocked = Memo::new(move |_| import.preview.with(|p| p.as_ref().and_then(missing)));
    view! {
        <section class="card">
            <p class="import-source">
                <strong>{move || import.name.get()}</strong><span>{source}</span><span class="quiet">{header}</span>
                {move || saved.get().then(|| view! { <span class="tag">{t(texts::SAVED)}</span> })}
            </p>
            <dl class="counts">
                {figure(texts::GOOD, accepted.into(), "")}
                {figure(texts::FRESH, Signal::derive(move || accepted.get() - known.get()), "")}
                {figure(texts::KNOWN, known.into(), "")}
                {figure(texts::BAD, of(|p| p.rejected).into(), "is-bad")}
            </dl>
        </section>
        <Sheets import/>
        <Columns import/>
        <KnownCases import/>
        <Problems import/>
        <Hints import/>
        <section class="card import-go">
            <p class="quiet">{t(texts::FILING_NOTE)}</p>
            {move || blocked.get().map(|text| view! { <p class="note">{icon(Icon::Alert)}<span>{text}</span></p> })}
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| import.reset()>{t(texts::ANOTHER)}</button>
                <button
                    type="button"
                    class="button button-main"
                    disabled=move || count() == 0 || blocked.with(Option::is_some)
                    on:click=move |_| import.commit()
                >
                    {move || texts::IMPORT.with(&[&count()])}
                </button>
            </div>
        </section>
    }
}

/// A number with its word.
pub fn figure(label: crate::lang::Text, number: Signal<u32>, class: &'static str) -> impl IntoView {
    let class = move || {
        if number.get() > 0 {
            format!("figure {class}")
        } else {
            "figure".to_owned()
        }
    };
    view! { <div class=class><dt>{t(label)}</dt><dd>{number}</dd></div> }
}
