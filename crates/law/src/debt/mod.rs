//! What is owed (执行款): interest during the delay, fees, order of payment, the debt on a day.
//!
//! The doubled part, general interest and their days follow 法释〔2014〕8号, the order of payment its article 4 and
//! 民法典561, the fees 诉讼费用交纳办法14. Amounts are whole fen, sums between them exact; each amount shown is rounded
//! once. Every amount carries the segments it is made of.
mod doubled;
mod doubt;
mod error;
mod exact;
mod input;
mod rules;
mod span;
mod statement;

use serde::Deserialize;

pub use doubled::{Doubled, doubled_part, doubled_part_instalments, other_duties};
pub use doubt::{end_after_day_off, is_high_rate};
pub use error::DebtError;
pub use exact::{Decimal, Exact, Rate, RateKind};
pub use input::{DoubledInput, Instalment, InstalmentsInput, InterestOrder, Number, Payment, StatementInput};
pub use rules::{Fee, FeeStep, FeeTable, MoneyRules, NATIONAL, Rule};
pub use span::{EndedBy, Segment, Start, StartedBy};
pub use statement::{Statement, Step, statement};

/// The rules by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleId {
    /// 迟延履行期间的债务利息
    DelayInterest,
    /// 一般债务利息
    GeneralInterest,
    /// 加倍部分债务利息
    DoubledPart,
    /// From when.
    Start,
    /// Until when.
    End,
    /// Which of the two ends count.
    Days,
    /// Stays that do not count.
    NotCounted,
    /// Order of payment.
    Order,
    /// Order among instalments.
    OrderInstalments,
    /// Rounding.
    Rounding,
    /// Debt in foreign currency.
    ForeignCurrency,
    /// 迟延履行金
    OtherDuties,
    /// 执行申请费
    ExecutionFee,
    /// 申请保全费
    PreservationFee,
}

impl RuleId {
    /// All of them.
    pub const ALL: [RuleId; 14] = [
        RuleId::DelayInterest,
        RuleId::GeneralInterest,
        RuleId::DoubledPart,
        RuleId::Start,
        RuleId::End,
        RuleId::Days,
        RuleId::NotCounted,
        RuleId::Order,
        RuleId::OrderInstalments,
        RuleId::Rounding,
        RuleId::ForeignCurrency,
        RuleId::OtherDuties,
        RuleId::ExecutionFee,
        RuleId::PreservationFee,
    ];

    /// Its id in the rule text.
    pub fn code(self) -> &'static str {
        match self {
            RuleId::DelayInterest => "delay_interest",
            RuleId::GeneralInterest => "general_interest",
            RuleId::DoubledPart => "doubled_part",
            RuleId::Start => "start",
            RuleId::End => "end",
            RuleId::Days => "days",
            RuleId::NotCounted => "not_counted",
            RuleId::Order => "order",
            RuleId::OrderInstalments => "order_instalments",
            RuleId::Rounding => "rounding",
            RuleId::ForeignCurrency => "foreign_currency",
            RuleId::OtherDuties => "other_duties",
            RuleId::ExecutionFee => "execution_fee",
            RuleId::PreservationFee => "preservation_fee",
        }
    }
}
