//! The doubled part of debts performed at once (加倍部分债务利息), and the compensation for other duties.
use chrono::NaiveDate;

use super::exact::{Decimal, Exact};
use super::input::{DoubledInput, Instalment, InstalmentsInput, owed, periods};
use super::span::{EndedBy, Segment, Start, doubled, end};
use super::{DebtError, MoneyRules};
use crate::calendar::Calendar;
use crate::counting::Period;
use crate::money::Fen;

/// The doubled part with the reasons of each segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// All of it, rounded once.
    pub fen: Fen,
    /// One segment for each instalment.
    pub segments: Vec<Segment>,
    /// Why each starts and ends where it does.
    pub ends: Vec<(Start, EndedBy)>,
    /// The base in yuan, where it was converted from another currency (法释〔2014〕8号5).
    pub converted: Option<Fen>,
}

/// The doubled part of one debt.
///
/// ```
/// use chrono::NaiveDate;
/// use law::calendar::Calendar;
/// use law::debt::{DoubledInput, MoneyRules, doubled_part};
/// use law::money::Fen;
/// let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
/// let input = DoubledInput {
///     base_fen: Some(Fen(10_000_000)),
///     term_ended_on: day(1),
///     performed_on: day(11),
///     ..DoubledInput::default()
/// };
/// let rules = MoneyRules::builtin().expect("built in");
/// let doubled = doubled_part(rules, Calendar::builtin(), &input).expect("can be reckoned");
/// // 100,000 yuan at 1.75 in ten thousand a day, for ten days (法释〔2014〕8号1, 2).
/// assert_eq!(doubled.fen, Fen(17_500));
/// ```
///
/// # Errors
/// Input from which nothing can be reckoned.
pub fn doubled_part(rules: &MoneyRules, calendar: &Calendar, input: &DoubledInput) -> Result<Doubled, DebtError> {
    let base = owed(input.base_fen)?;
    let converted = match (&input.middle_rate, &input.currency) {
        (Some(_), None) => return Err(DebtError::RateWithoutCurrency),
        (Some(_), Some(currency)) if is_yuan(currency) => return Err(DebtError::RateForYuan),
        (Some(rate), Some(_)) => Some(convert(base, Decimal::parse(&rate.0)?)?),
        (None, _) => None,
    };
    let start = input.term_of().start(calendar)?;
    let (until, ended) = end(input.performed_on, input.sale_ruling_in_effect_on, input.state_on)?;
    let stays = periods(&input.not_counted)?;
    let segment = doubled(rules, 0, (start.day, until), converted.unwrap_or(base), &stays)?;
    Ok(Doubled {
        fen: segment.exact.rounded()?,
        segments: vec![segment],
        ends: vec![(start, ended)],
        converted,
    })
}

/// Whether the currency named is the yuan, which has no rate to itself.
fn is_yuan(currency: &str) -> bool {
    let code = currency.trim().to_ascii_uppercase();
    matches!(code.as_str(), "CNY" | "RMB" | "人民币" | "人民币元" | "元" | "¥" | "￥")
}

/// A sum in another currency in yuan, rounded half up to the fen.
fn convert(base: Fen, rate: Decimal) -> Result<Fen, DebtError> {
    let millionths = i128::from(base.0) * i128::from(rate.millionths());
    let fen = (millionths + 500_000) / 1_000_000;
    i64::try_from(fen).map(Fen).map_err(|_| DebtError::OutOfRange)
}

/// The doubled part of instalments, each for itself, rounded once together.
///
/// # Errors
/// Input from which nothing can be reckoned.
pub fn doubled_part_instalments(
    rules: &MoneyRules,
    calendar: &Calendar,
    input: &InstalmentsInput,
) -> Result<Doubled, DebtError> {
    if input.instalments.is_empty() {
        return Err(DebtError::NothingOwed);
    }
    let stays = periods(&input.not_counted)?;
    let (mut segments, mut ends, mut sum) = (Vec::new(), Vec::new(), Exact::ZERO);
    for (order, instalment) in input.instalments.iter().enumerate() {
        let (segment, why) = one(rules, calendar, order, (instalment, input.state_on), &stays)?;
        sum = sum.plus(segment.exact)?;
        segments.push(segment);
        ends.push(why);
    }
    Ok(Doubled {
        fen: sum.rounded()?,
        segments,
        ends,
        converted: None,
    })
}

fn one(
    rules: &MoneyRules,
    calendar: &Calendar,
    order: usize,
    (input, state_on): (&Instalment, Option<NaiveDate>),
    stays: &[Period],
) -> Result<(Segment, (Start, EndedBy)), DebtError> {
    let base = owed(input.base_fen)?;
    let start = input.term_of().start(calendar)?;
    let (until, ended) = end(input.performed_on, input.sale_ruling_in_effect_on, state_on)?;
    Ok((doubled(rules, order, (start.day, until), base, stays)?, (start, ended)))
}

/// Compensation for the delay of a duty other than money: twice the loss (民诉法解释505).
///
/// # Errors
/// Without a loss the court decides: not covered.
pub fn other_duties(rules: &MoneyRules, loss: Option<Fen>) -> Result<Fen, DebtError> {
    let twice = owed(loss)?.0.checked_mul(rules.times_loss);
    twice.map(Fen).ok_or(DebtError::OutOfRange)
}
