//! What is owed: the sum, its parts, the fee, what it rests on.
use chrono::NaiveDate;
use fenliu::casebook::entered::Entered;
use fenliu::law::capitals::capitals;
use fenliu::law::debt::{DebtError, MoneyRules, Start, Statement, StatementInput, statement};
use fenliu::law::money::Fen;
use leptos::prelude::*;

use super::form::{Form, Lack};
use super::ledger::ledger;
use crate::in_force::use_in_force;
use crate::lang::{Text, common, debt as texts, quick, t};
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};

/// What was asked, and the answer.
pub type Found = Result<(StatementInput, Statement), Lack>;

/// The answer to the form.
pub fn found(form: Form) -> Memo<Found> {
    let in_force = use_in_force();
    Memo::new(move |_| {
        let input = form.input()?;
        let rules = MoneyRules::builtin().map_err(|_| DebtError::Rules)?;
        let answer = statement(rules, &in_force.calendar.get(), &input)?;
        Ok((input, answer))
    })
}

/// The result with its reasons, and what only the sheet shows.
pub fn side(form: Form, found: Memo<Found>) -> AnyView {
    let shown = move || {
        found.with(|found| match found {
            Err(Lack::Blank) => view! { <p class="quiet">{t(texts::FILL)}</p> }.into_any(),
            Err(Lack::Unreadable) => note(texts::UNREADABLE.now().to_owned()),
            Err(Lack::Line(text)) => note(text.now().to_owned()),
            Err(Lack::Law(error)) => note(texts::why(*error).now().to_owned()),
            Ok((_, answer)) => sum(answer),
        })
    };
    let open = RwSignal::new(false);
    let reasons = move || found.with(|found| found.as_ref().ok().map(|(_, answer)| ledger(answer, open)));
    view! {
        <div class="only-print">{heads(form)}{move || found.with(|f| f.as_ref().ok().map(|(input, _)| conditions(input)))}</div>
        <section class="card verdict" id="owed" aria-live="polite">
            {shown}
            {move || fee(form)}
        </section>
        {reasons}
        <div class="signatures">
            <span>{t(texts::SIGN_BY)}</span>
            <span>{t(texts::SIGN_CHECKED)}</span>
            <span>{t(quick::SIGN_DATE)}</span>
        </div>
    }
    .into_any()
}

fn note(text: String) -> AnyView {
    view! { <p class="note">{icon(Icon::Alert)}<span>{text}</span></p> }.into_any()
}

/// The sum in figures and capitals, and its parts.
fn sum(answer: &Statement) -> AnyView {
    let parts = [
        (texts::COSTS_OWED, answer.costs),
        (texts::ORDERS, answer.general_interest),
        (texts::PRINCIPAL, answer.principal),
        (texts::DOUBLED, answer.doubled_part),
        (texts::TOTAL, answer.total),
    ];
    let left_over = (answer.left_over > Fen(0)).then_some((texts::LEFT_OVER, answer.left_over));
    let rows = parts
        .into_iter()
        .chain(left_over)
        .map(|(name, fen)| line(name, fen))
        .collect_view();
    let later = (!answer.later.is_empty()).then(|| note(texts::LATER.with(&[&answer.later.len()])));
    view! {
        <p class="verdict-label">{texts::OWED.now()}" "{texts::AS_OF.with(&[&iso(answer.state_on)])}</p>
        <p class="verdict-word debt-total">{answer.total.grouped()}" "<span class="unit">{common::YUAN.now()}</span></p>
        <p class="quiet">{texts::CAPITALS.now()}<span lang="zh-CN">{capitals(answer.total)}</span></p>
        <table class="plain debt-parts"><tbody>{rows}</tbody></table>
        {starts(answer)}
        {later}
    }
    .into_any()
}

fn line(name: Text, fen: Fen) -> AnyView {
    view! { <tr><th scope="row">{name.now()}</th><td class="number">{fen.grouped()}</td></tr> }.into_any()
}

/// From when delay runs; a day that rests on an unpublished calendar says so.
fn starts(answer: &Statement) -> AnyView {
    let days: Vec<String> = answer.starts.iter().map(|start| iso(start.day)).collect();
    let open = answer.starts.iter().any(Start::is_provisional);
    view! {
        <p class="quiet">{texts::STARTS.with(&[&days.join(quick::LIST.now())])}</p>
        {open.then(|| note(texts::PROVISIONAL.now().to_owned()))}
    }
    .into_any()
}

/// The execution fee on the amount given for it.
fn fee(form: Form) -> Option<AnyView> {
    let (amount, rules) = (form.claim.with(Entered::value)?, MoneyRules::builtin().ok()?);
    let shown = match rules.execution.fee(amount) {
        Ok(fee) => view! {
            <p class="debt-fee">{texts::EXECUTION_FEE.now()}" "<strong>{fee.fee.grouped()}</strong>" "
                <span class="quiet">{common::YUAN.now()}" · "{texts::CLAIM.now()}" "{amount.grouped()}</span></p>
        }
        .into_any(),
        Err(error) => note(texts::why(error).now().to_owned()),
    };
    Some(shown)
}

/// Number, court and parties on the sheet.
fn heads(form: Form) -> impl IntoView {
    let all = [
        (texts::NUMBER, form.number),
        (texts::COURT, form.court),
        (texts::PARTIES, form.parties),
    ];
    all.into_iter()
        .map(|(name, text)| {
            move || {
                let text = text.get();
                (!text.trim().is_empty()).then(|| quick::FACT_IS.with(&[&name.now(), &text]))
            }
        })
        .map(|text| view! { <p>{text}</p> })
        .collect_view()
}

/// What was asked, line by line, for the sheet.
fn conditions(input: &StatementInput) -> AnyView {
    let lines = amounts(input).into_iter().chain(term(input)).chain(interest(input));
    let stays = input
        .not_counted
        .iter()
        .map(|(from, to)| (texts::STAYS.now().to_owned(), span(*from, Some(*to))));
    let stated = input.state_on.map(|day| (texts::STATE_ON.now().to_owned(), iso(day)));
    let rows = lines
        .chain(stays)
        .chain(stated)
        .map(|(name, value)| view! { <li>{quick::FACT_IS.with(&[&name, &value])}</li> })
        .collect_view();
    view! { <h2>{texts::INPUTS.now()}</h2><ul>{rows}</ul> }.into_any()
}

/// A line of the conditions: its name and what it says.
type Condition = (String, String);

fn amounts(input: &StatementInput) -> Vec<Condition> {
    let all = [
        (texts::PRINCIPAL, input.principal_fen.unwrap_or_default()),
        (texts::COSTS, input.awarded_costs_fen),
        (texts::FEE, input.litigation_fee_fen),
    ];
    let given = all.into_iter().filter(|(_, fen)| *fen > Fen(0));
    given
        .map(|(name, fen)| (name.now().to_owned(), fen.grouped()))
        .collect()
}

fn term(input: &StatementInput) -> Vec<Condition> {
    let mut out = Vec::new();
    let mut say = |name: Text, value: String| out.push((name.now().to_owned(), value));
    if let Some(day) = input.term_ended_on {
        say(texts::ENDED_ON, iso(day));
    }
    if let Some(day) = input.effective_on {
        say(texts::EFFECTIVE_ON, iso(day));
    }
    if let Some(days) = input.term.as_deref().and_then(|term| term.strip_suffix(" day")) {
        say(texts::TERM, days.to_owned());
    }
    for part in &input.instalments {
        let day = part.term_ended_on.map(iso).unwrap_or_default();
        say(
            texts::INSTALMENTS,
            format!("{day} {}", part.base_fen.unwrap_or_default()),
        );
    }
    out
}

fn interest(input: &StatementInput) -> Vec<Condition> {
    let mut out = Vec::new();
    for order in &input.interest_segments {
        let (kind, rate) = match (&order.annual_rate_percent, &order.daily_rate_per_ten_thousand) {
            (Some(rate), _) => (texts::RATE_YEAR, rate),
            (None, Some(rate)) => (texts::RATE_DAY, rate),
            (None, None) => continue,
        };
        let base = order
            .base_fen
            .map(|fen| format!(" · {} {}", texts::BASE.now(), fen.grouped()));
        let value = format!(
            "{} · {} {}{}",
            span(order.from, order.to),
            kind.now(),
            rate.0,
            base.unwrap_or_default()
        );
        out.push((texts::ORDERS.now().to_owned(), value));
    }
    if !out.is_empty() {
        let days = if input.year_days == Some(360) {
            texts::YEAR_360
        } else {
            texts::YEAR_365
        };
        out.push((texts::YEAR.now().to_owned(), days.now().to_owned()));
    }
    out
}

/// From one day to another; without an end, from the day on.
fn span(from: NaiveDate, to: Option<NaiveDate>) -> String {
    format!("{} – {}", iso(from), to.map(iso).unwrap_or_default())
}
