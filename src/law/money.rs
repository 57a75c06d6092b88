//! Money in fen: reading what people type, writing what they expect to read.
use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in fen (1/100 yuan). Never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a number with at most one unit.
    #[error("bad_amount")]
    Bad,
    /// Below zero.
    #[error("negative_amount")]
    Negative,
    /// More than can be held (about 92,000 billion yuan), or finer than a fen.
    #[error("amount_out_of_range")]
    Range,
}

impl MoneyError {
    /// Stable code for the interface and the import's error column.
    pub fn code(self) -> &'static str {
        match self {
            MoneyError::Bad => "bad_amount",
            MoneyError::Negative => "negative_amount",
            MoneyError::Range => "amount_out_of_range",
        }
    }
}

impl Fen {
    /// Reads `1,234.50`, `35万`, `35.5 万元`, `￥300,000`, `1.2亿`; without a unit, yuan.
    /// Exact in fen; full-width digits, commas and spaces are allowed.
    pub fn parse(text: &str) -> Result<Fen, MoneyError> {
        let folded: String = text.chars().filter_map(fold).collect();
        let (number, fen_per_unit) = split_unit(folded.trim_start_matches(['¥', '￥']));
        if let Some(rest) = number.strip_prefix(['-', '−', '－']) {
            return match digits(rest, fen_per_unit) {
                Ok(_) => Err(MoneyError::Negative),
                Err(error) => Err(error),
            };
        }
        digits(number, fen_per_unit).map(Fen)
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

/// Full-width forms to ASCII; separators and white space dropped.
fn fold(c: char) -> Option<char> {
    match c {
        ',' | '，' | '、' | '\'' | '_' => None,
        c if c.is_whitespace() => None,
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '．' => Some('.'),
        c => Some(c),
    }
}

/// The number and how many fen its unit has.
fn split_unit(text: &str) -> (&str, i64) {
    const UNITS: [(&str, i64); 8] = [
        ("亿元", 10_000_000_000),
        ("亿", 10_000_000_000),
        ("万元", 1_000_000),
        ("万", 1_000_000),
        ("圆", 100),
        ("元", 100),
        ("分", 1),
        ("", 100),
    ];
    for (unit, fen) in UNITS {
        if let Some(number) = text.strip_suffix(unit) {
            return (number, fen);
        }
    }
    (text, 100)
}

/// Decimal digits times the unit, exactly.
fn digits(text: &str, fen_per_unit: i64) -> Result<i64, MoneyError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return Err(MoneyError::Bad);
    }
    let mut total: i64 = 0;
    for byte in whole.bytes() {
        total = total
            .checked_mul(10)
            .and_then(|t| t.checked_add(i64::from(byte - b'0')))
            .ok_or(MoneyError::Range)?;
    }
    total = total.checked_mul(fen_per_unit).ok_or(MoneyError::Range)?;
    let mut place = fen_per_unit;
    for byte in fraction.bytes() {
        let digit = i64::from(byte - b'0');
        if digit == 0 {
            place /= 10;
            continue;
        }
        if place % 10 != 0 {
            return Err(MoneyError::Range);
        }
        place /= 10;
        total = total.checked_add(digit * place).ok_or(MoneyError::Range)?;
    }
    Ok(total)
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
            ("1.2.3", MoneyError::Bad),
            ("-5", MoneyError::Negative),
            ("-x", MoneyError::Bad),
            ("0.001", MoneyError::Range),
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
