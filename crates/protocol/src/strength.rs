//! How hard a passphrase is to guess, roughly. Pure.

/// A passphrase as a person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Guessed soon; not taken.
    Weak,
    /// It will do.
    Fair,
    /// Good.
    Good,
}

/// Bits below which a passphrase is not taken. Whoever has a copy can try them elsewhere, with many machines at once: ten
/// digits in no order, or seven mixed letters, do not hold.
const ENOUGH: f64 = 35.0;
/// Bits from which it is good.
const PLENTY: f64 = 48.0;

/// Counts kinds of characters; a character that repeats or continues the one before it (aaa, 1234) counts for little.
#[must_use]
pub fn strength(passphrase: &str) -> Strength {
    let mut bits = 0.0;
    let mut before: Option<char> = None;
    for c in passphrase.chars() {
        let step = before.map(|b| u32::from(c).abs_diff(u32::from(b)));
        bits += if step.is_some_and(|step| step <= 1) {
            0.7
        } else {
            worth(c)
        };
        before = Some(c);
    }
    match bits {
        bits if bits < ENOUGH => Strength::Weak,
        bits if bits < PLENTY => Strength::Fair,
        _ => Strength::Good,
    }
}

fn worth(c: char) -> f64 {
    match c {
        '0'..='9' => 3.3,
        'a'..='z' | ' ' => 4.4,
        c if c.is_ascii() => 5.0,
        // Common Chinese characters: some two thousand.
        _ => 9.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_first_is_weak() {
        for bad in [
            "",
            "123456",
            "12345678",
            "87654321",
            "aaaaaaaaaaaa",
            "abcdefgh",
            "商丘",
            "000000000000",
            "71938264",
            "zhifa2718",
        ] {
            assert_eq!(strength(bad), Strength::Weak, "{bad}");
        }
    }

    #[test]
    fn a_few_words_are_good_and_a_short_mix_will_do() {
        assert_eq!(strength("correct horse battery"), Strength::Good);
        assert_eq!(strength("青瓦白墙老槐树"), Strength::Good);
        assert_eq!(strength("zhifa2718wq"), Strength::Fair);
    }
}
