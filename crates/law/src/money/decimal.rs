//! Decimal numbers without loss, from digits to fen.

/// A decimal number not below zero: `digits / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    scale: u32,
}

/// Why digits are not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Not digits.
    Bad,
    /// More digits than can be held.
    TooLarge,
    /// Commas that do not group by threes: the number without them, and the number if the last one is a point.
    Doubtful(Decimal, Decimal),
}

impl Unread {
    /// Without the two readings, where they are only a part of a number.
    pub fn clear(self) -> Unread {
        match self {
            Unread::Doubtful(..) => Unread::Bad,
            other => other,
        }
    }

    /// Both readings multiplied.
    pub fn times(self, factor: i128) -> Unread {
        let Unread::Doubtful(joined, pointed) = self else {
            return self;
        };
        match (joined.times(factor), pointed.times(factor)) {
            (Ok(joined), Ok(pointed)) => Unread::Doubtful(joined, pointed),
            _ => Unread::TooLarge,
        }
    }
}

/// Whole fen, and whether something was left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    pub fen: i64,
    pub rounded: bool,
}

impl Decimal {
    pub const ZERO: Decimal = Decimal { digits: 0, scale: 0 };

    pub fn whole(number: u32) -> Decimal {
        Decimal {
            digits: i128::from(number),
            scale: 0,
        }
    }

    /// Reads digits with at most one point. Commas or spaces may group the whole part by threes, no otherwise:
    /// `3,000,00` may be a slip for `3,000.00`.
    pub fn read(text: &str) -> Result<Decimal, Unread> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let separator = if whole.contains(',') { ',' } else { ' ' };
        let groups: Vec<&str> = whole.split(separator).collect();
        if groups.len() == 1 {
            return Decimal::plain(whole, fraction);
        }
        if groups.iter().any(|group| group.is_empty() || !is_digits(group)) {
            return Err(Unread::Bad);
        }
        let joined = groups.concat();
        let by_threes = groups[0].len() <= 3 && !groups[0].starts_with('0') && groups[1..].iter().all(|g| g.len() == 3);
        if by_threes {
            return Decimal::plain(&joined, fraction);
        }
        if separator == ' ' || text.contains('.') {
            return Err(Unread::Bad);
        }
        let last = groups.last().map_or(0, |group| group.len());
        let (head, tail) = joined.split_at(joined.len() - last);
        Err(Unread::Doubtful(
            Decimal::plain(&joined, "")?,
            Decimal::plain(head, tail)?,
        ))
    }

    fn plain(whole: &str, fraction: &str) -> Result<Decimal, Unread> {
        if (whole.is_empty() && fraction.is_empty()) || !is_digits(whole) || !is_digits(fraction) {
            return Err(Unread::Bad);
        }
        let fraction = fraction.trim_end_matches('0');
        let mut digits: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let added = digits
                .checked_mul(10)
                .and_then(|d| d.checked_add(i128::from(byte - b'0')));
            digits = added.ok_or(Unread::TooLarge)?;
        }
        let scale = u32::try_from(fraction.len()).map_err(|_| Unread::TooLarge)?;
        Ok(Decimal { digits, scale })
    }

    /// The number of a cell, not below zero. A spreadsheet keeps fifteen digits; the others are noise of its sums.
    pub fn of_float(number: f64) -> Result<Decimal, Unread> {
        let written = format!("{number:.14e}");
        let (mantissa, exponent) = written.split_once('e').ok_or(Unread::Bad)?;
        let exponent: i32 = exponent.parse().map_err(|_| Unread::Bad)?;
        let Decimal { digits, scale } = Decimal::read(mantissa)?;
        let scale = i32::try_from(scale).map_err(|_| Unread::Bad)? - exponent;
        if digits == 0 || scale > 30 {
            return Ok(Decimal::ZERO);
        }
        let zeros = 10_i128
            .checked_pow(scale.min(0).unsigned_abs())
            .ok_or(Unread::TooLarge)?;
        Ok(Decimal {
            digits: digits.checked_mul(zeros).ok_or(Unread::TooLarge)?,
            scale: scale.max(0).unsigned_abs(),
        })
    }

    pub fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// Less than a whole number.
    pub fn is_below(self, limit: i128) -> bool {
        let limit = 10_i128.checked_pow(self.scale).and_then(|one| one.checked_mul(limit));
        limit.is_none_or(|limit| self.digits < limit)
    }

    pub fn times(self, factor: i128) -> Result<Decimal, Unread> {
        let mut digits = self.digits.checked_mul(factor).ok_or(Unread::TooLarge)?;
        let mut scale = self.scale;
        while scale > 0 && digits % 10 == 0 {
            (digits, scale) = (digits / 10, scale - 1);
        }
        Ok(Decimal { digits, scale })
    }

    /// The sum with a whole number.
    pub fn plus(self, whole: Decimal) -> Result<Decimal, Unread> {
        let one = 10_i128
            .checked_pow(self.scale.max(whole.scale))
            .ok_or(Unread::TooLarge)?;
        let digits = |d: Decimal| d.digits.checked_mul(one / 10_i128.pow(d.scale));
        let sum = digits(self).zip(digits(whole)).and_then(|(a, b)| a.checked_add(b));
        Ok(Decimal {
            digits: sum.ok_or(Unread::TooLarge)?,
            scale: self.scale.max(whole.scale),
        })
    }

    /// Fen of a number that counts fen, rounded half up.
    pub fn to_fen(self) -> Result<Whole, Unread> {
        let one = 10_i128.checked_pow(self.scale).ok_or(Unread::TooLarge)?;
        let (fen, rest) = (self.digits / one, self.digits % one);
        let fen = fen + i128::from(rest >= one - rest);
        Ok(Whole {
            fen: i64::try_from(fen).map_err(|_| Unread::TooLarge)?,
            rounded: rest != 0,
        })
    }

    /// As [`Decimal::to_fen`]; less than a ten-thousandth of a fen is noise of sums and not worth a word.
    pub fn to_fen_but_noise(self) -> Result<Whole, Unread> {
        let Whole { fen, rounded } = self.to_fen()?;
        let one = 10_i128.checked_pow(self.scale).ok_or(Unread::TooLarge)?;
        let rest = self.digits % one;
        let noise = rest.min(one - rest) < one / 10_000;
        Ok(Whole {
            fen,
            rounded: rounded && !noise,
        })
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}
