//! What is asked to tell what is owed, and how it becomes a question to the law.
use chrono::NaiveDate;
use fenliu::law::debt::{DebtError, Instalment, InterestOrder, Number, Payment, StatementInput};
use fenliu::law::money::Fen;
use leptos::prelude::*;

use crate::lang::{Text, debt as texts};
use crate::parts::fresh_id;

/// One line of a list: a payment, an instalment, a stay or an interest order; each uses what it needs.
#[derive(Clone)]
pub struct Line {
    /// Tells it from the others.
    pub id: String,
    /// Its day, or the first of its days.
    pub from: RwSignal<Option<NaiveDate>>,
    /// Its last day.
    pub to: RwSignal<Option<NaiveDate>>,
    /// Its amount.
    pub amount: RwSignal<Option<Fen>>,
    /// Its rate, as typed.
    pub rate: RwSignal<String>,
    /// The rate is 日万分之.
    pub daily: RwSignal<bool>,
}

impl Line {
    fn new() -> Line {
        Line {
            id: fresh_id(),
            from: RwSignal::new(None),
            to: RwSignal::new(None),
            amount: RwSignal::new(None),
            rate: RwSignal::new(String::new()),
            daily: RwSignal::new(false),
        }
    }

    fn is_empty(&self) -> bool {
        let days = self.from.get().is_none() && self.to.get().is_none();
        days && self.amount.get().is_none() && self.rate.with(|rate| rate.trim().is_empty())
    }
}

/// A list of lines.
pub type Lines = RwSignal<Vec<Line>>;

/// How the term of performance is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// By its last day.
    Given,
    /// From the day of effect.
    Effect,
    /// Each instalment has its own.
    Instalments,
}

impl Term {
    /// In the order of the answers.
    pub const ALL: [Term; 3] = [Term::Given, Term::Effect, Term::Instalments];
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Too little is filled in to say anything.
    Blank,
    /// A line was begun and not finished.
    Line(Text),
    /// The law's reason.
    Law(DebtError),
}

impl From<DebtError> for Lack {
    fn from(error: DebtError) -> Self {
        Lack::Law(error)
    }
}

/// The form, as signals. Free to copy.
#[derive(Clone, Copy)]
pub struct Form {
    /// 案号, for the sheet.
    pub number: RwSignal<String>,
    /// Court, for the sheet.
    pub court: RwSignal<String>,
    /// Parties, for the sheet.
    pub parties: RwSignal<String>,
    /// 本金
    pub principal: RwSignal<Option<Fen>>,
    /// Costs awarded.
    pub costs: RwSignal<Option<Fen>>,
    /// Litigation fees the debtor bears.
    pub fee: RwSignal<Option<Fen>>,
    /// How the term is told.
    pub term: RwSignal<Term>,
    /// The end of the term.
    pub ended_on: RwSignal<Option<NaiveDate>>,
    /// The day of effect.
    pub effective_on: RwSignal<Option<NaiveDate>>,
    /// Days of the term, as typed.
    pub term_days: RwSignal<String>,
    /// Instalments.
    pub instalments: Lines,
    /// Interest orders.
    pub orders: Lines,
    /// Annual rates by 360 days.
    pub short_year: RwSignal<bool>,
    /// Stays.
    pub stays: Lines,
    /// Payments.
    pub payments: Lines,
    /// The day stated for.
    pub state_on: RwSignal<Option<NaiveDate>>,
    /// What the execution fee is reckoned on.
    pub claim: RwSignal<Option<Fen>>,
    /// Lines live as long as the form, though they are added later.
    owner: StoredValue<Owner>,
}

impl Form {
    /// An empty form for today.
    pub fn new(today: NaiveDate) -> Form {
        Form {
            number: RwSignal::new(String::new()),
            court: RwSignal::new(String::new()),
            parties: RwSignal::new(String::new()),
            principal: RwSignal::new(None),
            costs: RwSignal::new(None),
            fee: RwSignal::new(None),
            term: RwSignal::new(Term::Given),
            ended_on: RwSignal::new(None),
            effective_on: RwSignal::new(None),
            term_days: RwSignal::new(String::new()),
            instalments: RwSignal::new(Vec::new()),
            orders: RwSignal::new(Vec::new()),
            short_year: RwSignal::new(false),
            stays: RwSignal::new(Vec::new()),
            payments: RwSignal::new(Vec::new()),
            state_on: RwSignal::new(Some(today)),
            claim: RwSignal::new(None),
            owner: StoredValue::new(Owner::current().unwrap_or_default().child()),
        }
    }

    /// Back to an empty form.
    pub fn clear(self, today: NaiveDate) {
        for text in [self.number, self.court, self.parties, self.term_days] {
            text.set(String::new());
        }
        for amount in [self.principal, self.costs, self.fee, self.claim] {
            amount.set(None);
        }
        for lines in [self.instalments, self.orders, self.stays, self.payments] {
            lines.set(Vec::new());
        }
        self.term.set(Term::Given);
        self.ended_on.set(None);
        self.effective_on.set(None);
        self.short_year.set(false);
        self.state_on.set(Some(today));
    }

    /// Adds an empty line to one of the lists.
    pub fn add(self, lines: Lines) {
        let line = self.owner.with_value(|owner| owner.with(Line::new));
        lines.update(|lines| lines.push(line));
    }

    /// Something was typed that a reload would lose.
    pub fn is_touched(self) -> bool {
        let lines = [self.instalments, self.orders, self.stays, self.payments];
        self.principal.get().is_some() || lines.iter().any(|lines| lines.with(|lines| !lines.is_empty()))
    }

    /// The question to the law, tracked.
    pub fn input(self) -> Result<StatementInput, Lack> {
        let term = self.term.get();
        let own = term == Term::Instalments;
        let instalments = if own { filled(self.instalments) } else { Vec::new() };
        if self.principal.get().is_none() && self.costs.get().is_none() && instalments.is_empty() {
            return Err(Lack::Blank);
        }
        let days = self.term_days.with(|days| days.trim().to_owned());
        Ok(StatementInput {
            principal_fen: self.principal.get(),
            awarded_costs_fen: self.costs.get().unwrap_or_default(),
            litigation_fee_fen: self.fee.get().unwrap_or_default(),
            interest_segments: self.interest_orders()?,
            year_days: Some(if self.short_year.get() { 360 } else { 365 }),
            term_ended_on: self.ended_on.get().filter(|_| term == Term::Given),
            effective_on: self.effective_on.get().filter(|_| term == Term::Effect),
            term: (term == Term::Effect && !days.is_empty()).then(|| format!("{days} day")),
            instalments: instalments.iter().map(instalment).collect(),
            not_counted: filled(self.stays).iter().map(stay).collect::<Result<_, _>>()?,
            payments: filled(self.payments).iter().map(payment).collect(),
            state_on: self.state_on.get(),
        })
        .and_then(|input| match own && input.instalments.is_empty() {
            true => Err(Lack::Law(DebtError::NoStart)),
            false => Ok(input),
        })
    }

    fn interest_orders(self) -> Result<Vec<InterestOrder>, Lack> {
        let lines = filled(self.orders);
        let read = lines.iter().map(|line| {
            let rate = line.rate.with(|rate| rate.trim().to_owned());
            let rate = (!rate.is_empty()).then_some(Number(rate));
            let daily = line.daily.get();
            Ok(InterestOrder {
                from: line.from.get().ok_or(Lack::Line(texts::HALF_ORDER))?,
                to: line.to.get(),
                base_fen: line.amount.get(),
                annual_rate_percent: rate.clone().filter(|_| !daily),
                daily_rate_per_ten_thousand: rate.filter(|_| daily),
            })
        });
        read.collect()
    }
}

/// Lines on which something stands.
fn filled(lines: Lines) -> Vec<Line> {
    lines.with(|lines| lines.iter().filter(|line| !line.is_empty()).cloned().collect())
}

fn instalment(line: &Line) -> Instalment {
    Instalment {
        base_fen: line.amount.get(),
        term_ended_on: line.from.get(),
        ..Instalment::default()
    }
}

fn payment(line: &Line) -> Payment {
    Payment {
        on: line.from.get(),
        amount_fen: line.amount.get(),
        ..Payment::default()
    }
}

fn stay(line: &Line) -> Result<(NaiveDate, NaiveDate), Lack> {
    match (line.from.get(), line.to.get()) {
        (Some(from), Some(to)) => Ok((from, to)),
        _ => Err(Lack::Line(texts::HALF_STAY)),
    }
}
