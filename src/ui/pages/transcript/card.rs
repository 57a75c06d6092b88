//! On the page of a case: its records of interviews, and the way to write one.
use casebook::transcript::{Stands, TRANSCRIPT, reception_shaken, standing};
use casebook::view::RecordView;
use leptos::prelude::*;
use protocol::CaseId;

use crate::kinds::kinds_now;
use crate::lang::{t, transcript as texts};
use crate::pages::case::Sheet;
use crate::pages::records::{may_write, title};
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::{State, shape};
use crate::route::Route;
use crate::state::use_shell;

/// The card; it stands in every case for whoever may write one.
#[component]
pub fn TranscriptsCard(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let all = Memo::new(move |_| {
        let view = sheet.view();
        let own = view.iter().flat_map(|view| &view.records);
        own.filter(|record| record.record.kind == TRANSCRIPT)
            .cloned()
            .collect::<Vec<_>>()
    });
    let may = may();
    let other = format!("{}?sort=interview", Route::CaseTranscript(sheet.id, None).href());
    let card = move || {
        let rows: Vec<AnyView> = all.get().iter().map(|record| row(sheet, record)).collect();
        (may.get() || !rows.is_empty()).then(|| {
            view! {
                <section class="card transcript-card no-print">
                    <div class="card-head">
                        <h2>{t(texts::OF_CASE)}</h2>
                        {may.get().then(|| view! {
                            <a class="button" href=Route::CaseTranscript(sheet.id, None).href()>{icon(Icon::Pencil)}{t(texts::RECEPTION)}</a>
                            <a class="button" href=other.clone()>{t(texts::OTHER)}</a>
                        })}
                    </div>
                    <Shaken sheet/>
                    <ul class="transcript-list">{rows}</ul>
                </section>
            }
        })
    };
    view! { {card} }
}

/// Whether the person here may write one.
fn may() -> Memo<bool> {
    let shell = use_shell();
    Memo::new(move |_| kinds_now().get(TRANSCRIPT).is_some_and(|kind| may_write(shell, kind)))
}

/// Beside what is done by a first reception: the way to write its record.
#[component]
pub fn WriteLink(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let may = may();
    let href = Route::CaseTranscript(case, None).href();
    move || {
        may.get()
            .then(|| view! { <a class="link transcript-link" href=href.clone()>{t(texts::WRITE)}</a> })
    }
}

/// Beside a first reception that is recorded as done: that its record no longer holds.
#[component]
pub fn Shaken(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    move || {
        let key = reception_shaken(&*sheet.view()?, kinds_now())?;
        let href = Route::CaseTranscript(sheet.id, Some(key.id)).href();
        Some(view! {
            <p class="note transcript-shaken" role="status"><a class="link transcript-link" href=href>{t(texts::SHAKEN)}</a></p>
        })
    }
}

fn row(sheet: Sheet, record: &RecordView) -> AnyView {
    let kind = kinds_now().get(TRANSCRIPT);
    let called = kind.map(|kind| title(kind, &record.fields));
    let href = Route::CaseTranscript(sheet.id, Some(record.record.id)).href();
    let Some(view) = sheet.view() else {
        return ().into_any();
    };
    let standing = standing(kinds_now(), record, &view);
    let missing = standing
        .signers
        .iter()
        .filter(|one| one.is_needed && one.stands == Stands::Missing);
    let (missing, stale) = (missing.count(), standing.stale().count());
    let (awaiting, others) = (standing.awaiting().count(), standing.without_pen().count());
    let (state, said) = match () {
        () if stale > 0 => (State::Overdue, texts::STALE_COUNT.with(&[&stale])),
        () if standing.is_complete() && others > 0 => (State::Done, texts::DONE_BUT_COUNT.with(&[&others])),
        () if standing.is_complete() => (State::Done, texts::ALL_SIGNED.now().to_owned()),
        () if !standing.faults.is_empty() => (State::Idle, texts::NOT_READY.now().to_owned()),
        () if missing > 0 => (State::Idle, texts::TO_SIGN.with(&[&missing])),
        () => (State::Soon, texts::AWAITING_COUNT.with(&[&awaiting])),
    };
    view! {
        <li class="transcript-row">
            <a class="transcript-link" href=href>{called}</a>
            <span class=format!("mark {}", state.class())>{shape(state)}<span>{said}</span></span>
        </li>
    }
    .into_any()
}
