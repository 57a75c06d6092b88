//! Why a reckoning is refused.
use std::fmt;

use chrono::NaiveDate;

use crate::counting::CountError;

/// Why nothing is reckoned. Each has a stable code; the interface has the sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebtError {
    /// No amount of money is given, or zero.
    NothingOwed,
    /// An amount below zero.
    Negative,
    /// More than can be held.
    OutOfRange,
    /// Neither the end of the term nor the day of effect is given.
    NoStart,
    /// A term without the day of effect it runs from.
    NoDayOfEffect,
    /// A term that is not of the form `5 day`.
    BadTerm,
    /// The end of the term given is not the day the term ends.
    TermMismatch {
        /// The day given.
        given: NaiveDate,
        /// The day counted from the day of effect.
        counted: NaiveDate,
    },
    /// The term ended before the instrument took effect.
    TermBeforeEffect,
    /// The end of the term cannot be counted.
    Term(CountError),
    /// Neither a day of performance nor of a ruling is given.
    NoEnd,
    /// The day for which the debt is stated is missing.
    NoStateDay,
    /// Delay before 2014-08-01 follows 法释〔2009〕6号 (法释〔2014〕8号7): not covered.
    BeforeInterpretation,
    /// A stay or an interest order that ends before it begins.
    PeriodBackwards,
    /// Not a rate above zero with up to six decimals.
    BadRate,
    /// An interest order without a rate, or with two.
    OneRate,
    /// A year of neither 365 nor 360 days.
    YearDays,
    /// A payment of zero.
    ZeroPayment,
    /// A payment without a day.
    PaymentDay,
    /// The instalments do not add up to the principal.
    Instalments,
    /// Instalments and one end of the term for all: only one of them can hold.
    InstalmentsAndTerm,
    /// A day of performance in a statement, where payments say what was performed.
    PerformedInStatement,
    /// A middle rate without a currency.
    RateWithoutCurrency,
    /// A middle rate for a debt in yuan.
    RateForYuan,
    /// Without an amount the court sets the fee within a range.
    FeeSetByCourt,
    /// The built-in rules are broken (a fault of this build).
    Rules,
}

impl DebtError {
    /// Stable code for the interface.
    pub fn code(self) -> &'static str {
        match self {
            DebtError::NothingOwed => "nothing_owed",
            DebtError::Negative => "negative_amount",
            DebtError::OutOfRange => "amount_out_of_range",
            DebtError::NoStart => "no_start",
            DebtError::NoDayOfEffect => "no_day_of_effect",
            DebtError::BadTerm => "bad_term",
            DebtError::TermMismatch { .. } => "term_mismatch",
            DebtError::TermBeforeEffect => "term_before_effect",
            DebtError::Term(error) => error.code(),
            DebtError::NoEnd => "no_end",
            DebtError::NoStateDay => "no_state_day",
            DebtError::BeforeInterpretation => "before_interpretation",
            DebtError::PeriodBackwards => "period_backwards",
            DebtError::BadRate => "bad_rate",
            DebtError::OneRate => "one_rate_needed",
            DebtError::YearDays => "bad_year_days",
            DebtError::ZeroPayment => "zero_payment",
            DebtError::PaymentDay => "payment_without_day",
            DebtError::Instalments => "instalments_do_not_add_up",
            DebtError::InstalmentsAndTerm => "instalments_and_term",
            DebtError::PerformedInStatement => "performed_in_statement",
            DebtError::RateWithoutCurrency => "rate_without_currency",
            DebtError::RateForYuan => "rate_for_yuan",
            DebtError::FeeSetByCourt => "fee_set_by_court",
            DebtError::Rules => "rules_broken",
        }
    }
}

impl fmt::Display for DebtError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for DebtError {}
