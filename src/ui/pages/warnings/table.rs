//! The rows of the page of warnings, its filters, and what is done to the chosen.
use std::collections::BTreeSet;

use casebook::warnings::Warnings;
use leptos::prelude::*;
use protocol::WarnedRow;

use super::{Page, Which, fact_said, key_of, may_answer};
use crate::in_force::use_in_force;
use crate::lang::{cases, overdue, records, t, warnings as texts};
use crate::parts::rest::Rest;
use crate::route::Route;

/// Which warnings, of which team, of whom.
#[component]
pub(super) fn Filters(page: Page) -> impl IntoView {
    let counts = move || {
        let rows = page.rows();
        let cases: BTreeSet<_> = rows.iter().map(|row| row.case).collect();
        texts::COUNT.with(&[&rows.len(), &cases.len()])
    };
    let teams = choice(page.team, texts::ALL_TEAMS, move || names(page, |row| &row.team));
    let handlers = choice(page.handler, texts::ALL_HANDLERS, move || {
        names(page, |row| &row.handler)
    });
    view! {
        <div class="register-filters">
            {which(page)}
            {teams}
            {handlers}
            <span class="quiet" role="status">{counts}</span>
        </div>
    }
}

/// The sorts of warnings with their rules, as far as there are any.
fn which(page: Page) -> AnyView {
    let options = move || {
        let rules = use_in_force().warnings.get()?;
        let there: BTreeSet<String> = page.all().into_iter().map(|row| row.warned.rule).collect();
        let groups = rules
            .sorts
            .iter()
            .enumerate()
            .map(|(at, (key, name))| group(page, &rules, &there, (at, key, name)));
        Some(groups.collect_view())
    };
    let choose = move |event| {
        let value: String = event_target_value(&event);
        page.which.set(Which::read(&value));
        page.chosen.update(BTreeSet::clear);
    };
    view! {
        <select class="input" aria-label=t(texts::WHICH) on:change=choose>
            <option value="" prop:selected=move || page.which.get() == Which::All>{t(texts::ALL)}</option>
            {options}
        </select>
    }
    .into_any()
}

fn group(
    page: Page,
    rules: &Warnings,
    there: &BTreeSet<String>,
    (at, key, name): (usize, &String, &casebook::kinds::Both),
) -> Option<AnyView> {
    let own: Vec<_> = rules
        .rules
        .iter()
        .filter(|rule| rule.sort == at && there.contains(&rule.id))
        .collect();
    if own.is_empty() {
        return None;
    }
    let option = |which: Which, label: String| {
        let value = which.query();
        view! { <option value=value prop:selected=move || page.which.get() == which>{label}</option> }
    };
    let label = texts::either(name);
    let all = option(Which::Sort(key.clone()), texts::ALL_OF.with(&[&label]));
    let rules = own
        .into_iter()
        .map(|rule| option(Which::Rule(rule.id.clone()), texts::either(&rule.name)));
    let rules = rules.collect_view();
    Some(view! { <optgroup label=label>{all}{rules}</optgroup> }.into_any())
}

/// The names that stand in the rows, each once.
fn names(page: Page, of: fn(&WarnedRow) -> &String) -> Vec<String> {
    let names: BTreeSet<String> = page.all().iter().map(|row| of(row).clone()).collect();
    names.into_iter().collect()
}

/// The values of a choice of names: all, or the place of a name among those there are.
fn choice(
    chosen: RwSignal<Option<String>>,
    all: crate::lang::Text,
    names: impl Fn() -> Vec<String> + Copy + Send + Sync + 'static,
) -> AnyView {
    let options = move || {
        let options = names().into_iter().enumerate().map(move |(at, name)| {
            let label = if name.is_empty() {
                texts::UNNAMED.now().to_owned()
            } else {
                name.clone()
            };
            let is_it = move || chosen.get().as_ref() == Some(&name);
            view! { <option value=at.to_string() prop:selected=is_it>{label}</option> }
        });
        options.collect_view()
    };
    let choose = move |event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        chosen.set(at.and_then(|at| untrack(names).get(at).cloned()));
    };
    view! {
        <select class="input" aria-label=t(all) on:change=choose>
            <option value="" prop:selected=move || chosen.get().is_none()>{t(all)}</option>
            {options}
        </select>
    }
    .into_any()
}

/// What can be done to the chosen rows at once.
#[component]
pub(super) fn Chosen(page: Page) -> impl IntoView {
    // Only what is shown: a filter set afterwards does not leave unseen rows chosen.
    let chosen = move || {
        let keys = page.chosen.get();
        let rows = page.rows().into_iter();
        rows.filter(|row| keys.contains(&key_of(row))).collect::<Vec<_>>()
    };
    move || {
        let rows = chosen();
        (!rows.is_empty() && may_answer()).then(|| {
            let count = rows.len();
            view! {
                <div class="register-chosen no-print" role="status">
                    <span>{records::CHOSEN.with(&[&count])}</span>
                    <button type="button" class="button" on:click=move |_| page.asked.set(rows.clone())>
                        {t(texts::ANSWER_ALL)}
                    </button>
                </div>
            }
        })
    }
}

/// The rows.
pub(super) fn table(page: Page) -> AnyView {
    let rows = Memo::new(move |_| page.rows());
    let count = Signal::derive(move || rows.with(Vec::len));
    let all = move || {
        rows.with(|rows| {
            page.chosen
                .with(|chosen| rows.iter().all(|row| chosen.contains(&key_of(row))))
        })
    };
    let choose_all = move |event| {
        let keys: Vec<_> = rows.with_untracked(|rows| rows.iter().map(key_of).collect());
        page.chosen.update(|chosen| match event_target_checked(&event) {
            true => chosen.extend(keys),
            false => chosen.clear(),
        });
    };
    let lines = move || {
        let rules = use_in_force().warnings.get();
        let shown = rows.get().into_iter().take(page.room.get());
        let lines = shown.filter_map(|row| line(page, rules.as_deref()?, row));
        lines.collect_view()
    };
    let none = move || (count.get() == 0).then(|| view! { <p class="quiet" role="status">{t(texts::NONE_SUCH)}</p> });
    view! {
        {none}
        <div class="scroll-x" tabindex="0">
            <table class="plain register-table warned-table">
                <thead><tr>
                    <th class="no-print"><input type="checkbox" aria-label=t(records::CHOOSE_ALL) prop:checked=all on:change=choose_all/></th>
                    <th scope="col">{t(texts::WHICH)}</th>
                    <th scope="col">{t(records::CASE)}</th>
                    <th scope="col">{t(cases::DEBTOR)}</th>
                    <th scope="col">{t(overdue::TEAM)}</th>
                    <th scope="col">{t(records::HANDLER)}</th>
                    <th scope="col">{t(texts::ABOUT)}</th>
                    <th scope="col">{t(texts::TO_DO)}</th>
                    <th scope="col" class="no-print">{t(texts::ANSWER)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <Rest count room=page.room/>
    }
    .into_any()
}

fn line(page: Page, rules: &Warnings, row: WarnedRow) -> Option<AnyView> {
    let rule = rules.rule(&row.warned.rule)?;
    let called = texts::either(&rule.name);
    let about = row.warned.of.iter().cloned();
    let about = about.chain(row.warned.facts.iter().filter_map(fact_said));
    let about = about.collect::<Vec<_>>().join(crate::lang::common::SEMICOLON.now());
    let label = format!("{called} {}", row.case_number);
    let (key, own) = (key_of(&row), key_of(&row));
    let is_chosen = move || page.chosen.with(|chosen| chosen.contains(&own));
    let choose = move |event| {
        page.chosen.update(|chosen| match event_target_checked(&event) {
            true => drop(chosen.insert(key.clone())),
            false => drop(chosen.remove(&key)),
        });
    };
    let (choose_label, answer_label) = (texts::CHOOSE.with(&[&label]), texts::ANSWER_TO.with(&[&label]));
    let asked = row.clone();
    let answer = may_answer().then(|| {
        view! {
            <button type="button" class="link" aria-label=answer_label on:click=move |_| page.asked.set(vec![asked.clone()])>
                {t(texts::ANSWER)}
            </button>
        }
    });
    Some(
        view! {
            <tr>
                <td class="no-print"><input type="checkbox" aria-label=choose_label prop:checked=is_chosen on:change=choose/></td>
                <td class="warned-text">{called}</td>
                <td data-label=t(records::CASE)><a class="case-number" href=Route::Case(row.case).href()>{row.case_number}</a></td>
                <td class="warned-text" data-label=t(cases::DEBTOR)>{row.debtor}</td>
                <td data-label=t(overdue::TEAM)>{row.team}</td>
                <td data-label=t(records::HANDLER)>{row.handler}</td>
                <td class="warned-text" data-label=t(texts::ABOUT)>{about}</td>
                <td class="warned-text" data-label=t(texts::TO_DO)>{texts::either(&rule.to_do)}</td>
                <td class="no-print">{answer}</td>
            </tr>
        }
        .into_any(),
    )
}
