//! The fields of the form.
use casebook::entered::Entered;
use law::debt::{end_after_day_off, is_high_rate};
use leptos::prelude::*;

use super::form::{Form, Line, Lines, Term};
use crate::in_force::use_in_force;
use crate::lang::{Text, debt as texts, t};
use crate::parts::answer::Segments;
use crate::parts::choice::Choice;
use crate::parts::date::{DateInput, iso};
use crate::parts::field::{ControlId, Row};
use crate::parts::fresh_id;
use crate::parts::icon::{Icon, icon};
use crate::parts::money::MoneyInput;
use crate::parts::text::TextInput;

/// All of them. The sheet prints what they say instead ([`super::owed`]).
pub fn fields(form: Form) -> AnyView {
    view! {
        <div class="card quick-form no-print">
            {debt_rows(form)}
            {term_rows(form)}
            {order_rows(form)}
            {lines(form, form.payments, texts::PAYMENTS, texts::PAYMENT, texts::PAYMENTS_HINT, dated)}
            {lines(form, form.stays, texts::STAYS, texts::STAY, texts::STAYS_HINT, span)}
            {sheet_rows(form)}
        </div>
    }
    .into_any()
}

fn hint(text: Text) -> Signal<String> {
    Signal::derive(move || text.now().to_owned())
}

fn debt_rows(form: Form) -> AnyView {
    view! {
        <Row label=texts::PRINCIPAL><MoneyInput value=form.principal/></Row>
        <Row label=texts::COSTS hint=hint(texts::COSTS_HINT)><MoneyInput value=form.costs/></Row>
        <Row label=texts::FEE hint=hint(texts::FEE_HINT)><MoneyInput value=form.fee/></Row>
        <Row label=texts::STATE_ON><DateInput value=form.state_on/></Row>
    }
    .into_any()
}

fn term_rows(form: Form) -> AnyView {
    let chosen = Signal::derive(move || form.term.get() as usize);
    let on_choose = Callback::new(move |at: usize| form.term.set(Term::ALL[at.min(2)]));
    let options = vec![texts::START_GIVEN, texts::START_EFFECT, texts::START_INSTALMENTS];
    let calendar = use_in_force().calendar;
    let day_off = Signal::derive(move || {
        let given = form.ended_on.with(Entered::value);
        let next = given.and_then(|given| calendar.with(|calendar| end_after_day_off(calendar, given)));
        next.map(|next| texts::ENDS_ON_DAY_OFF.with(&[&iso(next)]))
            .unwrap_or_default()
    });
    let rows = move || match form.term.get() {
        Term::Given => {
            view! { <Row label=texts::ENDED_ON hint=day_off><DateInput value=form.ended_on/></Row> }.into_any()
        }
        Term::Effect => view! {
            <Row label=texts::EFFECTIVE_ON><DateInput value=form.effective_on/></Row>
            <Row label=texts::TERM hint=hint(texts::TERM_HINT)><TextInput value=form.term_days/></Row>
        }
        .into_any(),
        Term::Instalments => lines(
            form,
            form.instalments,
            texts::INSTALMENTS,
            texts::INSTALMENT,
            texts::ENDED_ON,
            dated,
        ),
    };
    view! {
        <Row label=texts::START group=true><Segments options chosen on_choose/></Row>
        {rows}
    }
    .into_any()
}

fn order_rows(form: Form) -> AnyView {
    let chosen = Signal::derive(move || usize::from(form.short_year.get()));
    let on_choose = Callback::new(move |at: usize| form.short_year.set(at == 1));
    let year = move || {
        form.orders.with(|orders| !orders.is_empty()).then(|| {
            let options = vec![texts::YEAR_365, texts::YEAR_360];
            view! { <Row label=texts::YEAR group=true><Segments options chosen on_choose/></Row> }
        })
    };
    view! {
        {lines(form, form.orders, texts::ORDERS, texts::ORDER, texts::ORDERS_HINT, order)}
        {year}
    }
    .into_any()
}

fn sheet_rows(form: Form) -> AnyView {
    view! {
        <Row label=texts::CLAIM><MoneyInput value=form.claim/></Row>
        <Row label=texts::NUMBER><TextInput value=form.number/></Row>
        <Row label=texts::COURT><TextInput value=form.court/></Row>
        <Row label=texts::PARTIES><TextInput value=form.parties/></Row>
    }
    .into_any()
}

/// A list of lines with a way to add and to remove.
fn lines(
    form: Form,
    lines: Lines,
    title: Text,
    name: Text,
    under: Text,
    cells: fn(Form, &Line, Signal<String>) -> AnyView,
) -> AnyView {
    let title_id = fresh_id();
    let labelled_by = title_id.clone();
    let row = move |line: Line| {
        let id = line.id.clone();
        let place = move || lines.with(|all| all.iter().position(|l| l.id == id).map_or(0, |at| at + 1));
        let named = Signal::derive(move || name.with(&[&place()]));
        let drop = {
            let id = line.id.clone();
            move |_| lines.update(|all| all.retain(|l| l.id != id))
        };
        view! {
            <li class="debt-line">
                {cells(form, &line, named)}
                <button type="button" class="button-icon" aria-label=move || texts::DROP.with(&[&named.get()]) on:click=drop>
                    {icon(Icon::Trash)}
                </button>
            </li>
        }
    };
    view! {
        <div class="row" role="group" aria-labelledby=labelled_by>
            <span class="row-label" id=title_id>{t(title)}</span>
            <div class="row-control">
                <ul class="debt-lines"><For each=move || lines.get() key=|line| line.id.clone() children=row/></ul>
                <button type="button" class="button button-quiet" on:click=move |_| form.add(lines)>
                    {icon(Icon::Plus)}{t(texts::ADD)}<span class="visually-hidden">" "{t(title)}</span>
                </button>
                <p class="row-hint">{t(under)}</p>
            </div>
        </div>
    }
    .into_any()
}

/// A control of a line, named by the line and what it holds.
fn cell(line: Signal<String>, label: Text, control: impl FnOnce() -> AnyView) -> AnyView {
    let id = fresh_id();
    provide_context(ControlId(id.clone()));
    view! {
        <div class="debt-cell">
            <label class="quiet" for=id><span class="visually-hidden">{line}" "</span>{t(label)}</label>
            {control()}
        </div>
    }
    .into_any()
}

fn dated(_form: Form, line: &Line, name: Signal<String>) -> AnyView {
    let (day, amount) = (line.from, line.amount);
    view! {
        {cell(name, texts::DAY, || view! { <DateInput value=day/> }.into_any())}
        {cell(name, texts::AMOUNT, || view! { <MoneyInput value=amount/> }.into_any())}
    }
    .into_any()
}

fn span(_form: Form, line: &Line, name: Signal<String>) -> AnyView {
    let (from, to) = (line.from, line.to);
    view! {
        {cell(name, texts::FROM, || view! { <DateInput value=from/> }.into_any())}
        {cell(name, texts::TO, || view! { <DateInput value=to/> }.into_any())}
    }
    .into_any()
}

fn order(form: Form, line: &Line, name: Signal<String>) -> AnyView {
    let (rate, daily, base) = (line.rate, line.daily, line.amount);
    let chosen = Signal::derive(move || usize::from(daily.get()));
    let on_choose = Callback::new(move |at: usize| daily.set(at == 1));
    let options = vec![texts::RATE_YEAR, texts::RATE_DAY];
    let to = line.to;
    let doubts = move || {
        let late = to.with(Entered::value).zip(form.state_on.with(Entered::value));
        let late = late
            .is_some_and(|(to, stated)| to > stated)
            .then_some(texts::PAST_STATE_DAY);
        let high = rate
            .with(|rate| is_high_rate(rate, daily.get()))
            .then_some(texts::HIGH_RATE);
        high.into_iter()
            .chain(late)
            .map(Text::now)
            .collect::<Vec<_>>()
            .join(" ")
    };
    view! {
        {span(form, line, name)}
        {cell(name, texts::RATE, || view! { <TextInput value=rate/> }.into_any())}
        {cell(name, texts::RATE_KIND, || view! { <Choice options chosen on_choose/> }.into_any())}
        {cell(name, texts::BASE, || view! { <MoneyInput value=base/> }.into_any())}
        <p class="debt-doubt row-hint" role="status">{doubts}</p>
    }
    .into_any()
}
