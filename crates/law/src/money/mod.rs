//! Money in fen: reading what people write, writing what they expect to read.
use std::fmt;

use serde::{Deserialize, Serialize};

mod count;
mod decimal;
mod read;
mod unit;

pub use read::{Amount, of_number, read};
pub use unit::Unit;

/// An amount in fen (1/100 yuan). Never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not written as an amount.
    #[error("bad_amount")]
    Bad,
    /// Below zero.
    #[error("negative_amount")]
    Negative,
    /// More than can be held (about 92,000 billion yuan).
    #[error("amount_out_of_range")]
    Range,
    /// Finer than a fen, where nothing is rounded.
    #[error("amount_finer_than_fen")]
    Finer,
    /// Can mean either of two amounts: `300000，00`.
    #[error("doubtful_amount")]
    Doubtful(Fen, Fen),
}

impl MoneyError {
    /// Stable code for the interface and the import's error column.
    pub fn code(self) -> &'static str {
        match self {
            MoneyError::Bad => "bad_amount",
            MoneyError::Negative => "negative_amount",
            MoneyError::Range => "amount_out_of_range",
            MoneyError::Finer => "amount_finer_than_fen",
            MoneyError::Doubtful(..) => "doubtful_amount",
        }
    }
}

impl Fen {
    /// Reads what a person types ([`read`]), in yuan unless it names a unit. Nothing is rounded: a person can look.
    ///
    /// # Errors
    /// Says why the text is no amount.
    pub fn parse(text: &str) -> Result<Fen, MoneyError> {
        match read(text, Unit::Yuan)? {
            Amount { rounded: true, .. } => Err(MoneyError::Finer),
            amount => Ok(amount.fen),
        }
    }

    /// `300,000.00`: yuan with two decimals and thousands separators.
    pub fn grouped(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (yuan, fen) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let plain = yuan.to_string();
        let mut out = String::with_capacity(plain.len() + plain.len() / 3 + 4);
        for (at, digit) in plain.chars().enumerate() {
            if at > 0 && (plain.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        format!("{sign}{out}.{fen:02}")
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.grouped())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_clerks_type() {
        for (text, fen) in [
            ("0", 0),
            ("300000", 30_000_000),
            ("299,999.99", 29_999_999),
            ("1,234.50", 123_450),
            ("35万", 35_000_000),
            ("35.5 万元", 35_500_000),
            ("￥３００，０００．００", 30_000_000),
            ("1.2亿", 12_000_000_000),
            ("0.1元", 10),
            (".5", 50),
            ("12.", 1200),
            ("100.000", 10_000),
        ] {
            assert_eq!(Fen::parse(text), Ok(Fen(fen)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_an_amount() {
        for (text, error) in [
            ("", MoneyError::Bad),
            ("万", MoneyError::Bad),
            ("约三十万", MoneyError::Bad),
            ("300000，00", MoneyError::Doubtful(Fen(3_000_000_000), Fen(30_000_000))),
            ("300000.005", MoneyError::Finer),
            ("1.2.3", MoneyError::Bad),
            ("-5", MoneyError::Negative),
            ("-x", MoneyError::Bad),
            ("0.001", MoneyError::Finer),
            ("99999999999999999999", MoneyError::Range),
            ("922337203685477.58亿", MoneyError::Range),
        ] {
            assert_eq!(Fen::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for fen in [0, 1, 99, 100, 99_999, 100_000, 30_000_000, i64::MAX] {
            assert_eq!(Fen::parse(&Fen(fen).grouped()), Ok(Fen(fen)));
        }
        assert_eq!(Fen(30_000_000).grouped(), "300,000.00");
        assert_eq!(Fen(-123).grouped(), "-1.23");
    }
}
