//! What a reckoning is asked for, in the field names of `cargo fenliu money`. Amounts are fen.
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::exact::{Decimal, Rate, RateKind};
use super::{DebtError, MoneyRules};
use crate::counting::Period;
use crate::money::Fen;

/// A number as it was written, text or JSON number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(pub String);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Number(text)),
            Value::Number(number) => Ok(Number(number.to_string())),
            other => Err(serde::de::Error::custom(format!("not a number: {other}"))),
        }
    }
}

/// One debt of the doubled part: what is owed, when delay begins and ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoubledInput {
    /// Unpaid money debt without general interest.
    pub base_fen: Option<Fen>,
    /// The day the term of performance ended.
    pub term_ended_on: Option<NaiveDate>,
    /// The day the instrument took effect.
    pub effective_on: Option<NaiveDate>,
    /// The term from the day of effect: `5 day`.
    pub term: Option<String>,
    /// The day of performance, transfer or withdrawal; a sale ruling takes its place.
    pub performed_on: Option<NaiveDate>,
    /// The day the sale or debt-for-asset ruling took effect.
    pub sale_ruling_in_effect_on: Option<NaiveDate>,
    /// The day the money was paid out: does not matter (法释〔2014〕8号3), kept for the record.
    pub paid_out_on: Option<NaiveDate>,
    /// The day it is stated for, if it is not performed by then.
    pub state_on: Option<NaiveDate>,
    /// Stays that do not count, both ends inclusive.
    #[serde(default)]
    pub not_counted: Vec<(NaiveDate, NaiveDate)>,
    /// The currency, if not yuan; `base_fen` is then in hundredths of its unit.
    pub currency: Option<String>,
    /// Yuan for one unit of the currency, not for a hundred, on the day the doubled part starts: asks for an answer
    /// in yuan.
    pub middle_rate: Option<Number>,
}

/// One instalment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// What is due with it.
    #[serde(alias = "principal_fen", alias = "amount_fen")]
    pub base_fen: Option<Fen>,
    /// The day its term ended.
    pub term_ended_on: Option<NaiveDate>,
    /// The day the instrument took effect.
    pub effective_on: Option<NaiveDate>,
    /// The term from the day of effect.
    pub term: Option<String>,
    /// The day of performance (in a statement payments say that).
    pub performed_on: Option<NaiveDate>,
    /// The day the sale or debt-for-asset ruling took effect.
    pub sale_ruling_in_effect_on: Option<NaiveDate>,
    /// The day the money was paid out: does not matter.
    pub paid_out_on: Option<NaiveDate>,
}

/// Instalments, each performed on its day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstalmentsInput {
    /// The instalments.
    pub instalments: Vec<Instalment>,
    /// Stays that do not count, for all of them.
    #[serde(default)]
    pub not_counted: Vec<(NaiveDate, NaiveDate)>,
    /// The day they are stated for, if they are not performed by then.
    pub state_on: Option<NaiveDate>,
}

/// Interest as the instrument orders it: first day counted, last day not.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterestOrder {
    /// First day.
    pub from: NaiveDate,
    /// The day it ends; none: until all is paid.
    pub to: Option<NaiveDate>,
    /// The part of the principal it bears on; none: all of it. It falls when less principal than that is left [proposed].
    pub base_fen: Option<Fen>,
    /// Percent a year.
    pub annual_rate_percent: Option<Number>,
    /// 日万分之: so many per ten thousand a day.
    pub daily_rate_per_ten_thousand: Option<Number>,
}

/// A payment, or money got by execution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// The day of payment, transfer or withdrawal.
    pub on: Option<NaiveDate>,
    /// How much.
    pub amount_fen: Option<Fen>,
    /// For money from a sale: the day the ruling took effect, which is the day that counts.
    pub sale_ruling_in_effect_on: Option<NaiveDate>,
    /// The day it was paid out: does not matter.
    pub paid_out_on: Option<NaiveDate>,
}

/// A debt with its payments, to be stated for a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementInput {
    /// Principal; may be left out where instalments give it.
    pub principal_fen: Option<Fen>,
    /// Costs the instrument fixes as a money debt (a lawyer's fee): in the base of the doubled part.
    #[serde(default)]
    pub awarded_costs_fen: Fen,
    /// Litigation fees the debtor bears: paid first, not in the base (contested).
    #[serde(default)]
    pub litigation_fee_fen: Fen,
    /// General interest ordered.
    #[serde(default)]
    pub interest_segments: Vec<InterestOrder>,
    /// Days of a year in annual rates: 365 or 360.
    pub year_days: Option<u16>,
    /// The day the term of performance ended.
    pub term_ended_on: Option<NaiveDate>,
    /// The day the instrument took effect.
    pub effective_on: Option<NaiveDate>,
    /// The term from the day of effect.
    pub term: Option<String>,
    /// Instalments of the principal, each with its own end of term.
    #[serde(default)]
    pub instalments: Vec<Instalment>,
    /// Stays that do not count.
    #[serde(default)]
    pub not_counted: Vec<(NaiveDate, NaiveDate)>,
    /// Payments, in any order.
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// The day for which the debt is stated.
    pub state_on: Option<NaiveDate>,
}

/// An amount that is asked for.
pub(super) fn owed(fen: Option<Fen>) -> Result<Fen, DebtError> {
    match fen {
        None | Some(Fen(0)) => Err(DebtError::NothingOwed),
        Some(fen) => not_negative(fen),
    }
}

/// An amount that may be zero.
pub(super) fn not_negative(fen: Fen) -> Result<Fen, DebtError> {
    if fen.0 < 0 { Err(DebtError::Negative) } else { Ok(fen) }
}

/// Stays as periods.
pub(super) fn periods(pairs: &[(NaiveDate, NaiveDate)]) -> Result<Vec<Period>, DebtError> {
    if pairs.iter().any(|(from, to)| to < from) {
        return Err(DebtError::PeriodBackwards);
    }
    Ok(pairs.iter().map(|(from, to)| Period { from: *from, to: *to }).collect())
}

impl InterestOrder {
    /// Its one rate.
    pub(super) fn rate(&self, rules: &MoneyRules, year_days: Option<u16>) -> Result<Rate, DebtError> {
        let (kind, number) = match (&self.annual_rate_percent, &self.daily_rate_per_ten_thousand) {
            (Some(number), None) => {
                let days = year_days
                    .or(rules.year_days.first().copied())
                    .ok_or(DebtError::YearDays)?;
                let kind = match days {
                    365 => RateKind::Annual365,
                    360 => RateKind::Annual360,
                    _ => return Err(DebtError::YearDays),
                };
                (kind, number)
            }
            (None, Some(number)) => (RateKind::Daily, number),
            _ => return Err(DebtError::OneRate),
        };
        if self.to.is_some_and(|to| to < self.from) {
            return Err(DebtError::PeriodBackwards);
        }
        let number = Decimal::parse(&number.0)?;
        Ok(Rate { kind, number })
    }
}

impl Payment {
    /// The day that counts: for money from a sale the day the ruling took effect, whenever it came in
    /// (法释〔2014〕8号3(2)).
    pub(super) fn day(&self) -> Result<NaiveDate, DebtError> {
        self.sale_ruling_in_effect_on.or(self.on).ok_or(DebtError::PaymentDay)
    }

    /// How much.
    pub(super) fn amount(&self) -> Result<Fen, DebtError> {
        match self.amount_fen {
            None | Some(Fen(0)) => Err(DebtError::ZeroPayment),
            Some(fen) => not_negative(fen),
        }
    }
}
