//! What is still owed on a day, after payments (结算).
//!
//! Between payments interest runs; at a payment the interest due is rounded, then the payment goes to costs, interest,
//! principal (民法典561) and last to the doubled part (法释〔2014〕8号4). The base of the doubled part falls only by what
//! reaches it.
use chrono::NaiveDate;

use super::exact::{Exact, Rate};
use super::input::{StatementInput, not_negative, owed, periods};
use super::span::{Segment, Start, doubled, general};
use super::{DebtError, MoneyRules};
use crate::calendar::Calendar;
use crate::counting::Period;
use crate::money::Fen;

/// A payment and where it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place in the input.
    pub payment: usize,
    /// The day that counts.
    pub on: NaiveDate,
    /// How much.
    pub paid: Fen,
    /// To litigation fees and awarded costs.
    pub to_costs: Fen,
    /// To general interest.
    pub to_interest: Fen,
    /// To principal.
    pub to_principal: Fen,
    /// To the doubled part.
    pub to_doubled_part: Fen,
    /// More than was owed.
    pub left_over: Fen,
    /// Costs left.
    pub costs_left: Fen,
    /// General interest left.
    pub interest_left: Fen,
    /// Principal left.
    pub principal_left: Fen,
}

/// What is owed on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The day.
    pub state_on: NaiveDate,
    /// Payments up to that day, by day.
    pub steps: Vec<Step>,
    /// Payments after that day, by their place in the input: not set off.
    pub later: Vec<usize>,
    /// Costs owed.
    pub costs: Fen,
    /// Principal owed.
    pub principal: Fen,
    /// General interest owed.
    pub general_interest: Fen,
    /// Doubled part owed.
    pub doubled_part: Fen,
    /// All of it.
    pub total: Fen,
    /// Paid beyond what was owed.
    pub left_over: Fen,
    /// Every segment, in order of time.
    pub segments: Vec<Segment>,
    /// Why the delay of each instalment starts where it does; one for all without instalments.
    pub starts: Vec<Start>,
}

/// A part of the money debt with its own end of term.
struct Part {
    start: NaiveDate,
    principal: Fen,
    costs: Fen,
}

/// An interest order, read.
struct Order {
    from: NaiveDate,
    to: Option<NaiveDate>,
    base: Option<Fen>,
    rate: Rate,
}

/// The debt as it stands, and how it came to that.
struct Account<'a> {
    rules: &'a MoneyRules,
    fee: Fen,
    parts: Vec<Part>,
    orders: Vec<Order>,
    stays: Vec<Period>,
    interest: Exact,
    doubled: Exact,
    segments: Vec<Segment>,
    /// Interest has run up to this day.
    at: Option<NaiveDate>,
}

/// States the debt.
///
/// # Errors
/// Input from which nothing can be reckoned.
pub fn statement(rules: &MoneyRules, calendar: &Calendar, input: &StatementInput) -> Result<Statement, DebtError> {
    let state_on = input.state_on.ok_or(DebtError::NoStateDay)?;
    let (parts, starts) = parts(calendar, input)?;
    let mut account = Account {
        rules,
        fee: not_negative(input.litigation_fee_fen)?,
        parts,
        orders: orders(rules, input)?,
        stays: periods(&input.not_counted)?,
        interest: Exact::ZERO,
        doubled: Exact::ZERO,
        segments: Vec::new(),
        at: None,
    };
    let (mut steps, mut later) = (Vec::new(), Vec::new());
    for (payment, on, paid) in payments(input)? {
        if on > state_on {
            later.push(payment);
            continue;
        }
        account.run_to(on)?;
        steps.push(account.pay(payment, on, paid)?);
    }
    account.run_to(state_on)?;
    let (general_interest, doubled_part) = (account.interest.rounded()?, account.doubled.rounded()?);
    let (costs, principal) = (account.costs()?, account.principal()?);
    Ok(Statement {
        state_on,
        total: sum([costs, principal, general_interest, doubled_part])?,
        left_over: sum(steps.iter().map(|step| step.left_over))?,
        steps,
        later,
        costs,
        principal,
        general_interest,
        doubled_part,
        segments: account.segments,
        starts,
    })
}

/// Place, day and amount of every payment, by day; those of one day in the order given.
fn payments(input: &StatementInput) -> Result<Vec<(usize, NaiveDate, Fen)>, DebtError> {
    let read = input.payments.iter().enumerate();
    let mut all = read
        .map(|(at, payment)| Ok((at, payment.day()?, payment.amount()?)))
        .collect::<Result<Vec<_>, DebtError>>()?;
    all.sort_by_key(|(_, on, _)| *on);
    Ok(all)
}

fn orders(rules: &MoneyRules, input: &StatementInput) -> Result<Vec<Order>, DebtError> {
    if input.year_days.is_some_and(|days| !rules.year_days.contains(&days)) {
        return Err(DebtError::YearDays);
    }
    let read = input.interest_segments.iter().map(|order| {
        Ok(Order {
            from: order.from,
            to: order.to,
            base: order.base_fen.map(|base| owed(Some(base))).transpose()?,
            rate: order.rate(rules, input.year_days)?,
        })
    });
    read.collect()
}

/// The parts of the debt by end of term, and why each ends there. Awarded costs fall due with the term of the whole,
/// or with the first instalment.
fn parts(calendar: &Calendar, input: &StatementInput) -> Result<(Vec<Part>, Vec<Start>), DebtError> {
    let costs = not_negative(input.awarded_costs_fen)?;
    if input.instalments.is_empty() {
        let start = input.term_of().start(calendar)?;
        let principal = match input.principal_fen {
            Some(Fen(0)) if costs > Fen(0) => Fen(0),
            principal => owed(principal)?,
        };
        let whole = Part {
            start: start.day,
            principal,
            costs,
        };
        return Ok((vec![whole], vec![start]));
    }
    if !input.term_of().is_silent() {
        return Err(DebtError::InstalmentsAndTerm);
    }
    let (mut parts, mut starts) = (Vec::new(), Vec::new());
    for instalment in &input.instalments {
        if instalment
            .performed_on
            .or(instalment.sale_ruling_in_effect_on)
            .or(instalment.paid_out_on)
            .is_some()
        {
            return Err(DebtError::PerformedInStatement);
        }
        let start = instalment.term_of().start(calendar)?;
        parts.push(Part {
            start: start.day,
            principal: owed(instalment.base_fen)?,
            costs: Fen(0),
        });
        starts.push(start);
    }
    parts.sort_by_key(|part| part.start);
    if let Some(first) = parts.first_mut() {
        first.costs = costs;
    }
    let all = sum(parts.iter().map(|part| part.principal))?;
    if input.principal_fen.is_some_and(|principal| principal != all) {
        return Err(DebtError::Instalments);
    }
    Ok((parts, starts))
}

fn sum(all: impl IntoIterator<Item = Fen>) -> Result<Fen, DebtError> {
    let total = all.into_iter().try_fold(0i64, |sum, fen| sum.checked_add(fen.0));
    total.map(Fen).ok_or(DebtError::OutOfRange)
}

impl Account<'_> {
    fn principal(&self) -> Result<Fen, DebtError> {
        sum(self.parts.iter().map(|part| part.principal))
    }

    fn costs(&self) -> Result<Fen, DebtError> {
        sum(self.parts.iter().map(|part| part.costs).chain([self.fee]))
    }

    /// Lets interest run up to a day.
    fn run_to(&mut self, day: NaiveDate) -> Result<(), DebtError> {
        let since = |start: NaiveDate| self.at.map_or(start, |at| at.max(start));
        let (principal, mut fresh) = (self.principal()?, Vec::new());
        for (at, order) in self.orders.iter().enumerate() {
            let (from, to) = (since(order.from), order.to.map_or(day, |to| to.min(day)));
            let base = order.base.map_or(principal, |base| base.min(principal));
            if from < to && base > Fen(0) {
                fresh.push(general(at, (from, to), base, order.rate)?);
            }
        }
        for (at, part) in self.parts.iter().enumerate() {
            let (from, base) = (since(part.start), sum([part.principal, part.costs])?);
            if from < day && base > Fen(0) {
                fresh.push(doubled(self.rules, at, (from, day), base, &self.stays)?);
            }
        }
        for segment in fresh {
            let to = match segment.rule {
                super::RuleId::GeneralInterest => &mut self.interest,
                _ => &mut self.doubled,
            };
            *to = to.plus(segment.exact)?;
            self.segments.push(segment);
        }
        self.at = Some(day);
        Ok(())
    }

    /// Sets a payment off: costs, interest, principal, doubled part.
    fn pay(&mut self, payment: usize, on: NaiveDate, paid: Fen) -> Result<Step, DebtError> {
        let mut rest = paid;
        let (interest, before) = (self.interest.rounded()?, self.costs()?);
        take(&mut rest, &mut self.fee);
        for part in &mut self.parts {
            take(&mut rest, &mut part.costs);
        }
        let costs_left = self.costs()?;
        let mut interest_left = interest;
        let to_interest = take(&mut rest, &mut interest_left);
        self.interest = Exact::of(interest_left);
        let mut to_principal = Fen(0);
        for part in &mut self.parts {
            to_principal.0 += take(&mut rest, &mut part.principal).0;
        }
        let mut to_doubled_part = Fen(0);
        if rest > Fen(0) {
            let mut due = self.doubled.rounded()?;
            to_doubled_part = take(&mut rest, &mut due);
            self.doubled = Exact::of(due);
        }
        Ok(Step {
            payment,
            on,
            paid,
            to_costs: Fen(before.0 - costs_left.0),
            to_interest,
            to_principal,
            to_doubled_part,
            left_over: rest,
            costs_left,
            interest_left,
            principal_left: self.principal()?,
        })
    }
}

/// Pays as much of a debt as there is, and says how much.
fn take(rest: &mut Fen, debt: &mut Fen) -> Fen {
    let paid = (*rest).min(*debt);
    rest.0 -= paid.0;
    debt.0 -= paid.0;
    paid
}
