//! What was entered, line by line, for the sheet: also what was left blank, what cannot be read and what was preset.
use casebook::entered::Entered;
use leptos::prelude::*;

use super::form::{Form, Line, Lines, Term};
use crate::lang::{Text, debt as texts, paper, quick};
use crate::parts::date::iso;
use crate::parts::on_paper::{on_paper, text_on_paper};
use crate::state::use_today;

/// A line of the sheet: its name and what it says.
type Condition = (String, String);

/// The part of the sheet; only paper shows it.
pub fn conditions(form: Form) -> impl IntoView {
    let today = use_today();
    let lines = move || {
        let stated = form.state_on.get();
        let preset = stated.value() == Some(today.get());
        let mut stated = on_paper(&stated, iso);
        if preset {
            stated = format!("{stated}（{}）", paper::PRESET_TODAY.now());
        }
        let mut all = heads(form);
        all.extend(amounts(form));
        all.push(named(texts::STATE_ON, stated));
        all.extend(term(form));
        all.extend(interest(form));
        all.extend(listed(form.payments, texts::PAYMENTS, texts::PAYMENT, dated));
        all.extend(listed(form.stays, texts::STAYS, texts::STAY, span));
        let rows = all
            .into_iter()
            .map(|(name, value)| view! { <li>{quick::FACT_IS.with(&[&name, &value])}</li> });
        rows.collect_view()
    };
    view! { <div class="only-print debt-conditions"><h2>{move || texts::INPUTS.now()}</h2><ul>{lines}</ul></div> }
}

fn named(name: Text, value: String) -> Condition {
    (name.now().to_owned(), value)
}

/// Number, court and parties.
fn heads(form: Form) -> Vec<Condition> {
    let all = [
        (texts::NUMBER, form.number),
        (texts::COURT, form.court),
        (texts::PARTIES, form.parties),
    ];
    let said = all
        .into_iter()
        .map(|(name, text)| named(name, text.with(|text| text_on_paper(text))));
    said.collect()
}

fn amounts(form: Form) -> Vec<Condition> {
    let all = [
        (texts::PRINCIPAL, form.principal),
        (texts::COSTS, form.costs),
        (texts::FEE, form.fee),
        (texts::CLAIM, form.claim),
    ];
    let said = all
        .into_iter()
        .map(|(name, fen)| named(name, fen.with(|fen| on_paper(fen, |fen| fen.grouped()))));
    said.collect()
}

/// How the term of performance was told.
fn term(form: Form) -> Vec<Condition> {
    match form.term.get() {
        Term::Given => vec![named(texts::ENDED_ON, form.ended_on.with(|day| on_paper(day, iso)))],
        Term::Effect => vec![
            named(texts::EFFECTIVE_ON, form.effective_on.with(|day| on_paper(day, iso))),
            named(texts::TERM, form.term_days.with(|days| text_on_paper(days))),
        ],
        Term::Instalments => listed(form.instalments, texts::INSTALMENTS, texts::INSTALMENT, dated),
    }
}

fn interest(form: Form) -> Vec<Condition> {
    let mut all = listed(form.orders, texts::ORDERS, texts::ORDER, |line| {
        let kind = if line.daily.get() {
            texts::RATE_DAY
        } else {
            texts::RATE_YEAR
        };
        let rate = line.rate.with(|rate| text_on_paper(rate));
        let base = line.amount.with(|fen| on_paper(fen, |fen| fen.grouped()));
        format!("{} · {} {rate} · {} {base}", span(line), kind.now(), texts::BASE.now())
    });
    if form.orders.with(|orders| !orders.is_empty()) {
        let year = match form.short_year.get() {
            true => texts::YEAR_360.now().to_owned(),
            false => paper::PRESET.with(&[&texts::YEAR_365.now()]),
        };
        all.push(named(texts::YEAR, year));
    }
    all
}

/// Each line of a list under its number; an empty list says that nothing was entered.
fn listed(lines: Lines, title: Text, name: Text, said: impl Fn(&Line) -> String) -> Vec<Condition> {
    let lines = lines.get();
    if lines.is_empty() {
        return vec![named(title, on_paper(&Entered::<()>::Empty, |()| String::new()))];
    }
    let numbered = lines.iter().enumerate();
    numbered
        .map(|(at, line)| (name.with(&[&(at + 1)]), said(line)))
        .collect()
}

/// A day and an amount.
fn dated(line: &Line) -> String {
    let day = line.from.with(|day| on_paper(day, iso));
    let amount = line.amount.with(|fen| on_paper(fen, |fen| fen.grouped()));
    format!("{day} · {amount}")
}

/// From one day to another.
fn span(line: &Line) -> String {
    let (from, to) = (
        line.from.with(|day| on_paper(day, iso)),
        line.to.with(|day| on_paper(day, iso)),
    );
    format!("{from} – {to}")
}
