//! What the property queries came to, beside the verdict: sums with their source, and what of them triage may be told. A
//! person takes it over; nothing is written by itself.
use casebook::queried::{ANALYSED, Queried, of_case};
use law::money::Fen;
use leptos::prelude::*;
use protocol::{Field, Value};

use super::sheet::Sheet;
use crate::lang::{Text, queried as texts, t};
use crate::pages::writer::happened;
use crate::parts::date::iso;
use crate::state::use_shell;

/// The card; nothing while nothing was queried or frozen.
#[component]
pub(super) fn QueriedCard(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let sums = Memo::new(move |_| {
        let view = sheet.view();
        view.map(|view| of_case(&view.records, sheet.today.get()))
            .unwrap_or_default()
    });
    move || {
        let sums = sums.get();
        (sums.results > 0 || sums.freezes > 0).then(|| card(sheet, sums))
    }
}

fn card(sheet: Sheet, sums: Queried) -> AnyView {
    let told = (sums.results > 0).then(|| {
        let last = sums.last.map(iso).unwrap_or_default();
        view! { <p class="quiet">{texts::RESULTS.with(&[&sums.results, &sums.hits, &last])}</p> }
    });
    let row = |label: String, sum: Fen| view! { <div><dt>{label}</dt><dd>{sum.grouped()}</dd></div> };
    let line = |label: Text, sum: Fen| row(label.now().to_owned(), sum);
    let of_queries = (sums.results > 0).then(|| {
        view! { {line(texts::FOUND, sums.found)}{line(texts::USABLE, sums.usable)}{line(texts::CASH, sums.cash)} }
    });
    let says = move || match sheet.value(Field::FROZEN_AMOUNT) {
        Some(Value::Fen(fen)) => Some(fen),
        _ => None,
    };
    view! {
        <section class="card queried-card">
            <h2>{t(texts::TITLE)}</h2>
            {told}
            <dl class="queried-sums">
                {of_queries}
                {row(texts::FROZEN.with(&[&sums.freezes]), sums.frozen)}
                {move || says().map(|fen| row(texts::SAYS.now().to_owned(), fen))}
            </dl>
            {compared(sheet, sums)}
            {acts(sheet, sums)}
        </section>
    }
    .into_any()
}

/// What it means for a claim that is to be covered. Tracks.
fn compared(sheet: Sheet, sums: Queried) -> impl IntoView {
    let said = move || {
        if sums.frozen == Fen(0) {
            return (sums.cash > Fen(0)).then(|| texts::NOT_FROZEN.now().to_owned());
        }
        match sheet.value(Field::CLAIM_AMOUNT) {
            Some(Value::Fen(claim)) if sums.frozen >= claim => Some(texts::COVERS.now().to_owned()),
            Some(Value::Fen(claim)) => Some(texts::SHORT.with(&[&Fen(claim.0 - sums.frozen.0).grouped()])),
            _ => None,
        }
    };
    view! { <p>{said}</p> }
}

fn acts(sheet: Sheet, sums: Queried) -> AnyView {
    let shell = use_shell();
    let may_fill = move |field: Field| shell.me().is_some_and(|me| me.lock_of(field).is_none());
    let proposal = move || {
        let is_said = sheet.value(Field::FROZEN_AMOUNT) == Some(Value::Fen(sums.frozen));
        sums.frozen > Fen(0) && !is_said && may_fill(Field::FROZEN_AMOUNT)
    };
    let take = move |_| sheet.set(vec![(Field::FROZEN_AMOUNT, Value::Fen(sums.frozen))]);
    let is_open =
        move || sheet.value(Field::FROZEN_COMPLETE) != Some(Value::Bool(true)) && may_fill(Field::FROZEN_COMPLETE);
    let all_in = move |_| sheet.set(vec![(Field::FROZEN_COMPLETE, Value::Bool(true))]);
    let to_do = move || {
        let is_done = sheet
            .view()
            .is_some_and(|view| view.happenings.iter().any(|one| one.key == ANALYSED));
        sums.results > 0 && !is_done && shell.me().is_some_and(|me| me.may_record(ANALYSED))
    };
    view! {
        <div class="matter-acts no-print">
            {move || proposal().then(|| view! { <button type="button" class="button" on:click=take>{texts::TAKE.with(&[&sums.frozen.grouped()])}</button> })}
            {move || is_open().then(|| view! { <button type="button" class="button" on:click=all_in>{t(texts::ALL_IN)}</button> })}
            {move || to_do().then(|| view! { <button type="button" class="button button-main" on:click=move |_| analysed(sheet)>{t(texts::ANALYSED)}</button> })}
        </div>
    }
    .into_any()
}

/// Records that the matter is done, with a way back.
fn analysed(sheet: Sheet) {
    let (action, back) = happened(ANALYSED, sheet.today.get_untracked());
    sheet.write(vec![action], vec![back], texts::SAID.once().to_owned());
}
