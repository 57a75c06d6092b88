//! What is owed: the sum, its parts, the fee, what it rests on.
use casebook::entered::Entered;
use law::capitals::capitals;
use law::debt::{DebtError, MoneyRules, Start, Statement, StatementInput, statement};
use law::money::Fen;
use leptos::prelude::*;

use super::conditions::conditions;
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
        {conditions(form)}
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
        <p class="quiet">{texts::STARTS.with(&[&days.join(crate::lang::common::LIST.now())])}</p>
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
