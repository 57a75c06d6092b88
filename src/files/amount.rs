//! Amounts of money as they stand in case lists, exact in fen.
//!
//! The unit in the cell (元, 万, 万元, 亿元; ￥ means 元) wins over the unit in the heading. Commas, spaces and full-width
//! digits are allowed. What cannot be said in whole fen is refused, not rounded.
use super::text::squeeze;
use crate::law::money::Fen;

/// Longest amount read, in characters: no honest amount is longer, and 10^30 still fits the arithmetic.
const LENGTH_MAX: usize = 30;

/// A unit of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 元
    #[default]
    Yuan,
    /// 千元
    Thousand,
    /// 万元
    Wan,
    /// 百万元
    Million,
    /// 亿元
    Yi,
}

impl Unit {
    /// Fen in one of this unit.
    #[must_use]
    pub fn fen(self) -> i128 {
        match self {
            Unit::Yuan => 100,
            Unit::Thousand => 100_000,
            Unit::Wan => 1_000_000,
            Unit::Million => 100_000_000,
            Unit::Yi => 10_000_000_000,
        }
    }

    /// The unit a text names, e.g. in the brackets of a heading.
    #[must_use]
    pub fn named(text: &str) -> Option<Unit> {
        UNITS
            .iter()
            .find(|(name, _)| text.eq_ignore_ascii_case(name))
            .map(|(_, unit)| *unit)
    }
}

/// Names of units, longest first so that 万元 is not read as 元.
const UNITS: [(&str, Unit); 14] = [
    ("人民币元", Unit::Yuan),
    ("百万元", Unit::Million),
    ("亿元", Unit::Yi),
    ("万元", Unit::Wan),
    ("千元", Unit::Thousand),
    ("万圆", Unit::Wan),
    ("百万", Unit::Million),
    ("yuan", Unit::Yuan),
    ("rmb", Unit::Yuan),
    ("cny", Unit::Yuan),
    ("亿", Unit::Yi),
    ("万", Unit::Wan),
    ("元", Unit::Yuan),
    ("圆", Unit::Yuan),
];

/// Why something is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Below zero.
    Negative,
    /// Not written as an amount, too large, or not whole fen.
    Unreadable,
}

/// Reads an amount from text; `heading` is the unit that holds when the cell names none.
///
/// # Errors
/// The text is not an amount of whole fen, or is negative.
pub fn from_text(text: &str, heading: Unit) -> Result<Fen, AmountError> {
    let squeezed = squeeze(text);
    if squeezed.chars().count() > LENGTH_MAX {
        return Err(AmountError::Unreadable);
    }
    // Accountants write negative amounts in brackets.
    let (body, bracketed) = match squeezed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (squeezed.as_str(), false),
    };
    let mut cell = Body {
        rest: body,
        unit: None,
        negative: bracketed,
    };
    cell.signs();
    cell.suffix();
    let decimal = Decimal::parse(cell.rest).ok_or(AmountError::Unreadable)?;
    let fen = decimal.exact(cell.unit.unwrap_or(heading))?;
    match (cell.negative, fen) {
        (true, 1..) => Err(AmountError::Negative),
        _ => Ok(Fen(fen)),
    }
}

/// Reads the number of a cell. A spreadsheet keeps 15 digits: what lies behind them is noise of its arithmetic.
///
/// # Errors
/// The number is not a whole number of fen, or is negative.
pub fn from_number(number: f64, heading: Unit) -> Result<Fen, AmountError> {
    if !number.is_finite() {
        return Err(AmountError::Unreadable);
    }
    let written = format!("{:.14e}", number.abs());
    let decimal = Decimal::scientific(&written).ok_or(AmountError::Unreadable)?;
    let fen = decimal.nearest(heading)?;
    if number < 0.0 && fen != 0 {
        return Err(AmountError::Negative);
    }
    Ok(Fen(fen))
}

/// What is left of the text, and what was found around it.
struct Body<'a> {
    rest: &'a str,
    unit: Option<Unit>,
    negative: bool,
}

impl Body<'_> {
    /// Signs and currency marks before the number, in either order.
    fn signs(&mut self) {
        let (mut signed, mut marked) = (false, false);
        loop {
            if let Some(rest) = self.rest.strip_prefix('-').filter(|_| !signed) {
                (self.rest, self.negative, signed) = (rest, true, true);
            } else if let Some(rest) = self.rest.strip_prefix('+').filter(|_| !signed) {
                (self.rest, signed) = (rest, true);
            } else if let Some(rest) = currency(self.rest).filter(|_| !marked) {
                (self.rest, marked) = (rest, true);
                self.unit = Some(Unit::Yuan);
            } else {
                return;
            }
        }
    }

    /// The unit after the number.
    fn suffix(&mut self) {
        self.rest = self.rest.strip_suffix('整').unwrap_or(self.rest);
        for (name, unit) in UNITS {
            let Some(at) = self.rest.len().checked_sub(name.len()) else {
                continue;
            };
            let found = self.rest.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(name));
            if found {
                self.rest = &self.rest[..at];
                self.unit = Some(unit);
                return;
            }
        }
    }
}

/// The text after a currency mark at its beginning.
fn currency(text: &str) -> Option<&str> {
    ["\u{a5}", "人民币", "RMB", "CNY", "rmb", "cny"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
}

/// A decimal number: `digits / 10^scale`.
struct Decimal {
    digits: i128,
    scale: u32,
}

impl Decimal {
    /// Digits with commas between them and at most one point.
    fn parse(text: &str) -> Option<Decimal> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let comma_ok = !whole.starts_with(',') && !whole.ends_with(',') && !whole.contains(",,");
        let mut digits: i128 = 0;
        let mut count = 0;
        for b in whole.bytes().filter(|b| *b != b',').chain(fraction.bytes()) {
            if !b.is_ascii_digit() {
                return None;
            }
            digits = digits.checked_mul(10)?.checked_add(i128::from(b - b'0'))?;
            count += 1;
        }
        (comma_ok && count > 0).then_some(Decimal {
            digits,
            scale: u32::try_from(fraction.len()).ok()?,
        })
    }

    /// `d.dddde±n`, as Rust writes floats.
    fn scientific(text: &str) -> Option<Decimal> {
        let (mantissa, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let Decimal { mut digits, scale } = Decimal::parse(mantissa)?;
        let mut scale = i32::try_from(scale).ok()? - exponent;
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        if digits == 0 || scale > 30 {
            // Smaller than any fen: zero but for the noise.
            return Some(Decimal { digits: 0, scale: 0 });
        }
        if scale < 0 {
            digits = digits.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?;
            scale = 0;
        }
        Some(Decimal {
            digits,
            scale: scale.unsigned_abs(),
        })
    }

    /// Fen and what is left over, in parts of `10^scale`.
    fn split(&self, unit: Unit) -> Option<(i128, i128, i128)> {
        let parts = 10_i128.checked_pow(self.scale)?;
        let all = self.digits.checked_mul(unit.fen())?;
        Some((all / parts, all % parts, parts))
    }

    /// Whole fen, or refused.
    fn exact(&self, unit: Unit) -> Result<i64, AmountError> {
        match self.split(unit) {
            Some((fen, 0, _)) => i64::try_from(fen).map_err(|_| AmountError::Unreadable),
            _ => Err(AmountError::Unreadable),
        }
    }

    /// Whole fen, forgiving the noise of sums: less than a ten-thousandth of a fen.
    fn nearest(&self, unit: Unit) -> Result<i64, AmountError> {
        let (fen, rest, parts) = self.split(unit).ok_or(AmountError::Unreadable)?;
        let noise = parts / 10_000;
        let fen = match rest {
            0 => fen,
            rest if rest < noise => fen,
            rest if parts - rest < noise => fen + 1,
            _ => return Err(AmountError::Unreadable),
        };
        i64::try_from(fen).map_err(|_| AmountError::Unreadable)
    }
}
