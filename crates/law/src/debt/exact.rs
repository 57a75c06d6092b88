//! Exact sums of interest: whole numbers of a small part of a fen, so that nothing is lost before the one rounding.
use super::error::DebtError;
use crate::money::Fen;

/// Parts of a fen. One day at a rate of six decimals is a whole number of them, by the year of 365 or 360 days and by
/// the day: 10^9 × 73 × 360.
const PARTS: i128 = 26_280_000_000_000;

/// An exact sum of money, in parts of a fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(i128);

impl Exact {
    /// Nothing.
    pub const ZERO: Exact = Exact(0);

    /// A whole amount.
    pub fn of(fen: Fen) -> Exact {
        Exact(i128::from(fen.0) * PARTS)
    }

    /// Interest on an amount for some days.
    ///
    /// # Errors
    /// [`DebtError::OutOfRange`].
    pub fn interest(base: Fen, rate: Rate, days: u32) -> Result<Exact, DebtError> {
        let day = i128::from(base.0).checked_mul(rate.parts_per_day());
        let all = day.and_then(|day| day.checked_mul(i128::from(days)));
        all.map(Exact).ok_or(DebtError::OutOfRange)
    }

    /// An amount times ten-thousandths.
    ///
    /// # Errors
    /// [`DebtError::OutOfRange`].
    pub fn share(base: Fen, per_ten_thousand: i64) -> Result<Exact, DebtError> {
        let parts = i128::from(per_ten_thousand) * (PARTS / 10_000);
        let all = i128::from(base.0).checked_mul(parts);
        all.map(Exact).ok_or(DebtError::OutOfRange)
    }

    /// The sum.
    ///
    /// # Errors
    /// [`DebtError::OutOfRange`].
    pub fn plus(self, other: Exact) -> Result<Exact, DebtError> {
        self.0.checked_add(other.0).map(Exact).ok_or(DebtError::OutOfRange)
    }

    /// Rounded half up to the fen. Sums here are never negative.
    ///
    /// # Errors
    /// [`DebtError::OutOfRange`].
    pub fn rounded(self) -> Result<Fen, DebtError> {
        let fen = self.0.checked_add(PARTS / 2).ok_or(DebtError::OutOfRange)? / PARTS;
        i64::try_from(fen).map(Fen).map_err(|_| DebtError::OutOfRange)
    }

    /// In fen as a fraction in lowest terms: `350000`, `123822/73`.
    pub fn fraction(self) -> String {
        let common = gcd(self.0.unsigned_abs(), PARTS.unsigned_abs());
        let (above, below) = (self.0.unsigned_abs() / common, PARTS.unsigned_abs() / common);
        if below == 1 {
            above.to_string()
        } else {
            format!("{above}/{below}")
        }
    }

    /// In yuan with four decimals, more than that cut off, and whether something was cut off: `3,500.0000`.
    pub fn yuan(self) -> (String, bool) {
        const STEP: i128 = PARTS / 100;
        let steps = self.0 / STEP;
        let whole = i64::try_from(steps / 100).map_or_else(
            |_| format!("{}.{:02}", steps / 10_000, steps / 100 % 100),
            |fen| Fen(fen).grouped(),
        );
        (format!("{whole}{:02}", steps % 100), self.0 % STEP != 0)
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

/// How a rate is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateKind {
    /// Percent a year of 365 days.
    Annual365,
    /// Percent a year of 360 days.
    Annual360,
    /// 日万分之: so many per ten thousand a day.
    Daily,
}

impl RateKind {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            RateKind::Annual365 => "annual_percent_365",
            RateKind::Annual360 => "annual_percent_360",
            RateKind::Daily => "daily_per_ten_thousand",
        }
    }
}

/// A rate of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How it is stated.
    pub kind: RateKind,
    /// The number stated.
    pub number: Decimal,
}

impl Rate {
    /// Interest on one fen for one day. Whole for every [`Decimal`].
    fn parts_per_day(self) -> i128 {
        let per_millionth = match self.kind {
            RateKind::Annual365 => PARTS / 100_000_000 / 365,
            RateKind::Annual360 => PARTS / 100_000_000 / 360,
            RateKind::Daily => PARTS / 10_000_000_000,
        };
        i128::from(self.number.millionths()) * per_millionth
    }
}

/// A number with up to six decimals, above zero and not above 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal(i64);

impl Decimal {
    /// The largest: 10,000.
    const MOST: i64 = 10_000_000_000;

    /// Reads `6`, `3.85`, `15.4`, `６．５`.
    ///
    /// # Errors
    /// [`DebtError::BadRate`] for what is not such a number.
    pub fn parse(text: &str) -> Result<Decimal, DebtError> {
        let plain: String = text.trim().chars().map(half_width).collect();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        let well_formed = !whole.is_empty() && digits(whole) && digits(fraction);
        let fraction = fraction.trim_end_matches('0');
        if !well_formed || whole.len() > 5 || fraction.len() > 6 {
            return Err(DebtError::BadRate);
        }
        let number: i64 = format!("{whole}{fraction:0<6}")
            .parse()
            .map_err(|_| DebtError::BadRate)?;
        if number == 0 || number > Decimal::MOST {
            return Err(DebtError::BadRate);
        }
        Ok(Decimal(number))
    }

    /// The number in millionths.
    pub fn millionths(self) -> i64 {
        self.0
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fraction = format!("{:06}", self.0 % 1_000_000);
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{}", self.0 / 1_000_000),
            rest => write!(f, "{}.{rest}", self.0 / 1_000_000),
        }
    }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' => '.',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rate_is_a_whole_number_of_parts_a_day() {
        assert_eq!(PARTS % (100_000_000 * 365), 0);
        assert_eq!(PARTS % (100_000_000 * 360), 0);
        assert_eq!(PARTS % 10_000_000_000, 0);
    }

    #[test]
    fn decimals_are_read_as_they_are_written_or_refused() {
        for (text, millionths) in [
            ("6", 6_000_000),
            ("3.85", 3_850_000),
            (" ６．５ ", 6_500_000),
            ("0.000001", 1),
        ] {
            assert_eq!(Decimal::parse(text).map(Decimal::millionths), Ok(millionths), "{text}");
        }
        for text in [
            "",
            "0",
            "-1",
            "1e3",
            "6%",
            "1.2345678",
            "10000.1",
            "99999999999",
            ".",
            "1.2.3",
            ".",
        ] {
            assert_eq!(Decimal::parse(text), Err(DebtError::BadRate), "{text}");
        }
    }

    #[test]
    fn an_unrounded_sum_shows_four_decimals_and_whether_there_are_more() {
        let shown = |fen: i64, part: i128| Exact(Exact::of(Fen(fen)).0 + part).yuan();
        assert_eq!(shown(1_696_438, PARTS * 361 / 1000), ("16,964.3836".to_owned(), true));
        assert_eq!(shown(960_750, 0), ("9,607.5000".to_owned(), false));
        assert_eq!(shown(i64::MAX, 0), ("92,233,720,368,547,758.0700".to_owned(), false));
    }

    #[test]
    fn half_a_fen_goes_up() {
        assert_eq!(Exact(PARTS / 2).rounded(), Ok(Fen(1)));
        assert_eq!(Exact(PARTS / 2 - 1).rounded(), Ok(Fen(0)));
    }
}
