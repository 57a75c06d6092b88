//! Head of a case: number, verdict, parties, amounts; the actions.
use ::law::triage::Verdict;
use casebook::special_team;
use leptos::prelude::*;
use protocol::{Action, Field};

use super::record::Draft;
use super::sheet::Sheet;
use super::{CaseDialogs, texts};
use crate::lang::{Text, cases as list_texts, law, papers, t};
use crate::pages::allowed::{DECIDE, HIDE, RECORD, only_with};
use crate::pages::paper::PrintButton;
use crate::pages::papers::use_papers;
use crate::parts::icon::{Icon, icon};
use crate::route::Route;

/// Head of the page.
#[component]
pub fn Head(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
) -> impl IntoView {
    let papers_for = use_papers();
    let record = move |_| {
        dialogs.draft.set(Draft::default());
        dialogs.record.set(true);
    };
    view! {
        <header class="case-head">
            <a class="case-back" href=Route::Cases.href()>{icon(Icon::ChevronLeft)}{t(texts::BACK)}</a>
            <div class="case-title">
                <h1 class="case-number">{move || sheet.text(Field::CASE_NUMBER)}</h1>
                {move || tags(sheet)}
            </div>
            <p class="case-line">{move || line(sheet)}</p>
            <div class="page-actions">
                <PrintButton/>
                <button type="button" class="button" on:click=move |_| papers_for.cases(vec![sheet.id])>{t(papers::MAKE_FOR)}</button>
                {only_with(DECIDE, move || view! {
                    <button type="button" class="button" on:click=move |_| dialogs.decide.set(true)>{t(texts::DECIDE)}</button>
                }.into_any())}
                {move || restore(sheet)}
                {only_with(RECORD, move || view! {
                    <button type="button" class="button button-main" on:click=record>
                        {icon(Icon::Plus)}{t(texts::RECORD)}
                    </button>
                }.into_any())}
            </div>
        </header>
    }
}

/// Head beside the list.
#[component]
pub fn PaneHead(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
) -> impl IntoView {
    let record = move |_| {
        dialogs.draft.set(Draft::default());
        dialogs.record.set(true);
    };
    view! {
        <header class="case-head">
            <div class="case-title">
                <h2 class="case-number">{move || sheet.text(Field::CASE_NUMBER)}</h2>
                {move || tags(sheet)}
            </div>
            <p class="case-line">{move || line(sheet)}</p>
            <div class="page-actions">
                <a class="button" href=Route::Case(sheet.id).href()>{t(list_texts::OPEN_CASE)}{icon(Icon::ChevronRight)}</a>
                {only_with(RECORD, move || view! {
                    <button type="button" class="button" on:click=record>{icon(Icon::Plus)}{t(texts::RECORD)}</button>
                }.into_any())}
                {move || restore(sheet)}
            </div>
        </header>
    }
}

/// The way back into the lists, for a case that was removed.
fn restore(sheet: Sheet) -> Option<AnyView> {
    sheet.view().filter(|view| view.hidden)?;
    let back = move |_| {
        let said = list_texts::RESTORED.with(&[&1]);
        sheet.write(vec![Action::Hide(false)], vec![Action::Hide(true)], said);
    };
    let button =
        move || view! { <button type="button" class="button no-print" on:click=back>{t(list_texts::RESTORE)}</button> };
    Some(only_with(HIDE, move || button().into_any()).into_any())
}

/// Verdict, team and handler, sample.
fn tags(sheet: Sheet) -> impl IntoView {
    let decided = sheet.text(Field::DECIDED_VERDICT);
    let computed = sheet.law.get().map(|l| l.verdict);
    let word = match (decided.as_str(), computed) {
        ("simple", _) => law::VERDICT_SHORT[0],
        ("ordinary", _) => law::VERDICT_SHORT[1],
        (_, Some(verdict)) => short(verdict),
        _ => law::VERDICT_SHORT[2],
    };
    let owner: Vec<String> = [Field::TEAM, Field::HANDLER]
        .into_iter()
        .map(|f| sheet.text(f))
        .filter(|t| !t.is_empty())
        .collect();
    let team = sheet.view().and_then(|view| special_team::of_view(&view)).map(|team| {
        let members = team.members.join("、");
        let said = match members.is_empty() {
            true => texts::SPECIAL_TEAM_ALONE.with(&[&team.leader]),
            false => texts::SPECIAL_TEAM.with(&[&team.leader, &members]),
        };
        (said, team.task)
    });
    let sample = sheet.view().is_some_and(|v| v.sample);
    let removed = sheet.view().is_some_and(|v| v.hidden);
    view! {
        <span class="tag">{word.now()}</span>
        {(!owner.is_empty()).then(|| view! { <span class="tag tag-quiet">{owner.join(" · ")}</span> })}
        {team.map(|(said, task)| view! { <span class="tag" title=task>{said}</span> })}
        {removed.then(|| view! { <span class="tag tag-warn">{t(list_texts::IS_REMOVED)}</span> })}
        {sample.then(|| view! { <span class="tag tag-quiet">{t(list_texts::IS_SAMPLE)}</span> })}
    }
}

/// The verdict's short word.
pub fn short(verdict: Verdict) -> Text {
    law::VERDICT_SHORT[match verdict {
        Verdict::Simple => 0,
        Verdict::Ordinary => 1,
        Verdict::NeedsMoreFacts => 2,
    }]
}

/// Parties, cause, amounts, days, as far as they are known.
pub(super) fn line(sheet: Sheet) -> String {
    let said = |field| sheet.said(field).unwrap_or_default();
    let (applicant, debtor) = (said(Field::APPLICANT), said(Field::DEBTOR));
    let mut parts = Vec::new();
    match (applicant.is_empty(), debtor.is_empty()) {
        (false, false) => parts.push(texts::AGAINST.with(&[&applicant, &debtor])),
        (true, true) => {}
        _ => parts.push(applicant + &debtor),
    }
    parts.push(sheet.text(Field::CAUSE));
    let known = [
        (Field::CLAIM_AMOUNT, texts::CLAIM),
        (Field::RECOVERED_AMOUNT, texts::RECOVERED),
        (Field::FILED_ON, texts::FILED),
        (Field::CLOSED_ON, texts::CLOSED),
    ];
    let known = known.into_iter();
    parts.extend(known.filter_map(|(field, text)| Some(text.with(&[&sheet.said(field)?]))));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
