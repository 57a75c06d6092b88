//! What is asked to tell what is owed, and how it becomes a question to the law.
use casebook::entered::Entered;
use chrono::NaiveDate;
use law::debt::{DebtError, Instalment, InterestOrder, Number, Payment, StatementInput};
use law::money::Fen;
use leptos::prelude::*;

use crate::lang::{Text, debt as texts};
use crate::parts::fresh_id;
use crate::state::{PutBack, put_back};

/// One line of a list: a payment, an instalment, a stay or an interest order; each uses what it needs.
#[derive(Clone)]
pub struct Line {
    /// Tells it from the others.
    pub id: String,
    /// Its day, or the first of its days.
    pub from: RwSignal<Entered<NaiveDate>>,
    /// Its last day.
    pub to: RwSignal<Entered<NaiveDate>>,
    /// Its amount.
    pub amount: RwSignal<Entered<Fen>>,
    /// Its rate, as typed.
    pub rate: RwSignal<String>,
    /// The rate is 日万分之.
    pub daily: RwSignal<bool>,
}

impl Line {
    fn new() -> Line {
        Line {
            id: fresh_id(),
            from: RwSignal::default(),
            to: RwSignal::default(),
            amount: RwSignal::default(),
            rate: RwSignal::new(String::new()),
            daily: RwSignal::new(false),
        }
    }

    fn is_unreadable(&self) -> bool {
        let day = [self.from, self.to].iter().any(|day| day.with(Entered::is_unreadable));
        day || self.amount.with(Entered::is_unreadable)
    }

    fn is_empty(&self) -> bool {
        let days = [self.from, self.to].iter().all(|day| day.with(Entered::is_empty));
        days && self.amount.with(Entered::is_empty) && self.rate.with(|rate| rate.trim().is_empty())
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
    /// Something is filled in that cannot be read: a sum without it would be a wrong sum.
    Unreadable,
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
    pub principal: RwSignal<Entered<Fen>>,
    /// Costs awarded.
    pub costs: RwSignal<Entered<Fen>>,
    /// Litigation fees the debtor bears.
    pub fee: RwSignal<Entered<Fen>>,
    /// How the term is told.
    pub term: RwSignal<Term>,
    /// The end of the term.
    pub ended_on: RwSignal<Entered<NaiveDate>>,
    /// The day of effect.
    pub effective_on: RwSignal<Entered<NaiveDate>>,
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
    pub state_on: RwSignal<Entered<NaiveDate>>,
    /// What the execution fee is reckoned on.
    pub claim: RwSignal<Entered<Fen>>,
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
            principal: RwSignal::default(),
            costs: RwSignal::default(),
            fee: RwSignal::default(),
            term: RwSignal::new(Term::Given),
            ended_on: RwSignal::default(),
            effective_on: RwSignal::default(),
            term_days: RwSignal::new(String::new()),
            instalments: RwSignal::new(Vec::new()),
            orders: RwSignal::new(Vec::new()),
            short_year: RwSignal::new(false),
            stays: RwSignal::new(Vec::new()),
            payments: RwSignal::new(Vec::new()),
            state_on: RwSignal::new(Entered::Read(today)),
            claim: RwSignal::default(),
            owner: StoredValue::new(Owner::current().unwrap_or_default().child()),
        }
    }

    /// The way back to what stands here now.
    pub fn way_back(self) -> Callback<()> {
        let mut back: Vec<PutBack> = vec![put_back(self.term), put_back(self.short_year)];
        back.extend([self.number, self.court, self.parties, self.term_days].map(put_back));
        back.extend([self.principal, self.costs, self.fee, self.claim].map(put_back));
        back.extend([self.ended_on, self.effective_on, self.state_on].map(put_back));
        back.extend([self.instalments, self.orders, self.stays, self.payments].map(put_back));
        Callback::new(move |()| back.iter().for_each(|put| put()))
    }

    /// Back to an empty form.
    pub fn clear(self, today: NaiveDate) {
        for text in [self.number, self.court, self.parties, self.term_days] {
            text.set(String::new());
        }
        for amount in [self.principal, self.costs, self.fee, self.claim] {
            amount.set(Entered::Empty);
        }
        for lines in [self.instalments, self.orders, self.stays, self.payments] {
            lines.set(Vec::new());
        }
        self.term.set(Term::Given);
        self.ended_on.set(Entered::Empty);
        self.effective_on.set(Entered::Empty);
        self.short_year.set(false);
        self.state_on.set(Entered::Read(today));
    }

    /// Adds an empty line to one of the lists.
    pub fn add(self, lines: Lines) {
        let line = self.owner.with_value(|owner| owner.with(Line::new));
        lines.update(|lines| lines.push(line));
    }

    /// Something was typed that a reload would lose.
    pub fn is_touched(self) -> bool {
        let lines = [self.instalments, self.orders, self.stays, self.payments];
        !self.principal.with(Entered::is_empty) || lines.iter().any(|lines| lines.with(|lines| !lines.is_empty()))
    }

    /// The question to the law, tracked.
    pub fn input(self) -> Result<StatementInput, Lack> {
        let term = self.term.get();
        let own = term == Term::Instalments;
        if self.is_unreadable(term) {
            return Err(Lack::Unreadable);
        }
        let instalments = if own { filled(self.instalments) } else { Vec::new() };
        if self.principal.with(Entered::value).is_none()
            && self.costs.with(Entered::value).is_none()
            && instalments.is_empty()
        {
            return Err(Lack::Blank);
        }
        let days = self.term_days.with(|days| days.trim().to_owned());
        Ok(StatementInput {
            principal_fen: self.principal.with(Entered::value),
            awarded_costs_fen: self.costs.with(Entered::value).unwrap_or_default(),
            litigation_fee_fen: self.fee.with(Entered::value).unwrap_or_default(),
            interest_segments: self.interest_orders()?,
            year_days: Some(if self.short_year.get() { 360 } else { 365 }),
            term_ended_on: self.ended_on.with(Entered::value).filter(|_| term == Term::Given),
            effective_on: self.effective_on.with(Entered::value).filter(|_| term == Term::Effect),
            term: (term == Term::Effect && !days.is_empty()).then(|| format!("{days} day")),
            instalments: instalments.iter().map(instalment).collect(),
            not_counted: filled(self.stays).iter().map(stay).collect::<Result<_, _>>()?,
            payments: filled(self.payments).iter().map(payment).collect(),
            state_on: self.state_on.with(Entered::value),
        })
        .and_then(|input| match own && input.instalments.is_empty() {
            true => Err(Lack::Law(DebtError::NoStart)),
            false => Ok(input),
        })
    }

    /// Whether something the sum needs cannot be read. Tracks.
    fn is_unreadable(self, term: Term) -> bool {
        let amounts = [self.principal, self.costs, self.fee];
        let days = match term {
            Term::Given => vec![self.state_on, self.ended_on],
            Term::Effect => vec![self.state_on, self.effective_on],
            Term::Instalments => vec![self.state_on],
        };
        let own = (term == Term::Instalments).then_some(self.instalments);
        let mut lines = [self.orders, self.stays, self.payments].into_iter().chain(own);
        amounts.iter().any(|amount| amount.with(Entered::is_unreadable))
            || days.iter().any(|day| day.with(Entered::is_unreadable))
            || lines.any(|lines| lines.with(|lines| lines.iter().any(Line::is_unreadable)))
    }

    fn interest_orders(self) -> Result<Vec<InterestOrder>, Lack> {
        let lines = filled(self.orders);
        let read = lines.iter().map(|line| {
            let rate = line.rate.with(|rate| rate.trim().to_owned());
            let rate = (!rate.is_empty()).then_some(Number(rate));
            let daily = line.daily.get();
            Ok(InterestOrder {
                from: line.from.with(Entered::value).ok_or(Lack::Line(texts::HALF_ORDER))?,
                to: line.to.with(Entered::value),
                base_fen: line.amount.with(Entered::value),
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
        base_fen: line.amount.with(Entered::value),
        term_ended_on: line.from.with(Entered::value),
        ..Instalment::default()
    }
}

fn payment(line: &Line) -> Payment {
    Payment {
        on: line.from.with(Entered::value),
        amount_fen: line.amount.with(Entered::value),
        ..Payment::default()
    }
}

fn stay(line: &Line) -> Result<(NaiveDate, NaiveDate), Lack> {
    match (line.from.with(Entered::value), line.to.with(Entered::value)) {
        (Some(from), Some(to)) => Ok((from, to)),
        _ => Err(Lack::Line(texts::HALF_STAY)),
    }
}
