//! Reads amounts as people write them: in figures, in words, in both.
//!
//! What can mean two amounts is refused. The unit in the text (万, 元, ￥) wins over the one of its column.
use super::count::{cents, count, lone_cents};
use super::decimal::{Decimal, Unread, Whole};
use super::{Fen, MoneyError, Unit};
use crate::numerals::digit;
use crate::text::{fold, without_apostrophe};

/// Longest amount read, in characters; 壹仟贰佰叁拾肆亿伍仟陆佰柒拾捌万玖仟零壹拾贰元叁角肆分 is one.
const LENGTH_MAX: usize = 60;

/// An amount, and what was done to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The amount.
    pub fen: Fen,
    /// There was more than two decimals: rounded half up to the fen.
    pub rounded: bool,
    /// Multiplied by the unit of the column, as the text names none.
    pub unit_applied: bool,
}

/// Reads an amount from text; `unit` holds when the text names none.
///
/// ```
/// use law::money::{Fen, Unit, read};
/// assert_eq!(read("12.5万元", Unit::Yuan).map(|amount| amount.fen), Ok(Fen(12_500_000)));
/// assert_eq!(read("壹拾贰万伍仟元整", Unit::Yuan).map(|amount| amount.fen), Ok(Fen(12_500_000)));
/// assert!(read("约两千", Unit::Yuan).is_err());
/// ```
///
/// # Errors
/// Says why the text is no amount, or which two amounts it can mean.
pub fn read(text: &str, unit: Unit) -> Result<Amount, MoneyError> {
    let text = tight(text).ok_or(MoneyError::Bad)?;
    if let Some((one, other)) = said_twice(&text) {
        let (one, other) = (single(one, unit)?, single(other, unit)?);
        return if one == other {
            Ok(one)
        } else {
            Err(MoneyError::Doubtful(one.fen, other.fen))
        };
    }
    single(&text, unit)
}

/// An amount in words with its figures in brackets, or the other way round: `叁拾万元整（￥300,000.00）`.
fn said_twice(text: &str) -> Option<(&str, &str)> {
    let (one, other) = text.strip_suffix(')')?.rsplit_once('(')?;
    let is_words = |part: &str| part.contains(|c: char| !c.is_ascii() && digit(c).is_some());
    (is_words(one) != is_words(other) && !one.is_empty()).then_some((one, other))
}

fn single(text: &str, unit: Unit) -> Result<Amount, MoneyError> {
    let mut around = Around::default();
    let body = around.strip(text)?;
    match amount(body, &around, unit) {
        Ok(amount) if around.negative && amount.fen.0 != 0 => Err(MoneyError::Negative),
        Err(MoneyError::Doubtful(..)) if around.negative => Err(MoneyError::Negative),
        read => read,
    }
}

/// Reads the number of a spreadsheet's cell, which has fifteen digits.
///
/// # Errors
/// The number is below zero, infinite or too large.
pub fn of_number(number: f64, unit: Unit) -> Result<Amount, MoneyError> {
    if !number.is_finite() {
        return Err(MoneyError::Bad);
    }
    let fen = |number: f64| Decimal::of_float(number)?.times(unit.fen())?.to_fen_but_noise();
    let whole = fen(number.abs()).map_err(|_| MoneyError::Range)?;
    if number < 0.0 && whole.fen != 0 {
        return Err(MoneyError::Negative);
    }
    Ok(made(whole, unit != Unit::Yuan))
}

fn made(whole: Whole, unit_applied: bool) -> Amount {
    Amount {
        fen: Fen(whole.fen),
        rounded: whole.rounded,
        unit_applied: unit_applied && whole.fen != 0,
    }
}

/// Folds the text and drops spaces except between digits, where they may group. Lines and tabs part two amounts.
fn tight(text: &str) -> Option<String> {
    let folded = fold(text);
    let text = without_apostrophe(folded.trim()).trim();
    if text.chars().count() > LENGTH_MAX || text.contains(|c: char| c.is_whitespace() && c != ' ') {
        return None;
    }
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let last = out.chars().next_back();
        match c {
            ' ' if is_digit(last) && rest.clone().find(|c| *c != ' ').is_some_and(|c| c.is_ascii_digit()) => {
                out.push(' ')
            }
            ' ' => {}
            '萬' => out.push('万'),
            '億' => out.push('亿'),
            '圆' | '圓' => out.push('元'),
            'W' | 'w' if is_digit(last) => out.push('万'),
            c => out.push(c),
        }
    }
    for unit in ["(元)", "(万元)"] {
        if let Some(head) = out.strip_suffix(unit) {
            out = format!("{head}{}", unit.trim_matches(['(', ')']));
        }
    }
    Some(full_stop_as_point(out))
}

/// A Chinese keyboard writes 。 for the point: `300000。00`. One between digits, with two behind it at most, is one.
fn full_stop_as_point(text: String) -> String {
    let Some((head, tail)) = text.split_once('。') else {
        return text;
    };
    let decimals = tail.bytes().take_while(u8::is_ascii_digit).count();
    let is_point = head.ends_with(|c: char| c.is_ascii_digit())
        && (1..=2).contains(&decimals)
        && !head.contains([',', '.', ' '])
        && !tail.contains([',', '.', ' ', '。']);
    if is_point { format!("{head}.{tail}") } else { text }
}

/// What stands around the number.
#[derive(Default)]
struct Around {
    negative: bool,
    /// ￥ means 元.
    yuan: bool,
    /// 人民币 names the currency and leaves the unit open.
    currency: bool,
}

impl Around {
    /// Takes signs and currency off both ends.
    fn strip<'a>(&mut self, text: &'a str) -> Result<&'a str, MoneyError> {
        let mut rest = text.strip_suffix('。').unwrap_or(text);
        // Accountants write amounts below zero in brackets.
        let bracketed = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')'));
        if let Some(inner) = bracketed.filter(|inner| !inner.contains(['(', ')'])) {
            (rest, self.negative) = (inner, true);
        }
        let mut signed = false;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if matches!(c, '-' | '+') {
                if signed {
                    return Err(MoneyError::Bad);
                }
                (rest, signed) = (after, true);
                self.negative |= c == '-';
            } else if c == '\u{a5}' && !self.yuan {
                (rest, self.yuan) = (after, true);
            } else if let Some(after) = BEFORE.iter().find_map(|mark| strip_start(rest, mark)) {
                (rest, self.currency) = (after, true);
            } else {
                break;
            }
        }
        while let Some(before) = AFTER.iter().find_map(|mark| strip_end(rest, mark)) {
            (rest, self.currency) = (before, true);
        }
        Ok(rest.strip_suffix(['整', '正']).unwrap_or(rest))
    }
}

/// What may stand before an amount.
const BEFORE: [&str; 9] = ["人民币", "RMB", "CNY", "CN", "(大写)", "大写", "(小写)", "小写", ":"];
/// What may stand behind it.
const AFTER: [&str; 5] = ["(人民币)", "人民币", "(RMB)", "RMB", "CNY"];

fn strip_start<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let head = text.get(..mark.len())?;
    head.eq_ignore_ascii_case(mark).then(|| &text[mark.len()..])
}

fn strip_end<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(mark.len())?;
    let tail = text.get(at..)?;
    tail.eq_ignore_ascii_case(mark).then(|| &text[..at])
}

/// The number between the marks: `1亿2000万元`, `12元5角`, `35.5`.
fn amount(body: &str, around: &Around, unit: Unit) -> Result<Amount, MoneyError> {
    let fen_of = |number: Result<Decimal, Unread>, unit: Unit| {
        let fen = number
            .map_err(|u| u.times(unit.fen()))
            .and_then(|n| n.times(unit.fen()));
        fen.map_err(refused)
    };
    if let Some((head, tail)) = body.split_once('元') {
        let yuan = fen_of(count(head, true), Unit::Yuan)?;
        let cents = cents(tail).ok_or(MoneyError::Bad)?;
        // `12.5元5角` says the tenths twice.
        if !tail.is_empty() && head.contains(['.', '点']) {
            return Err(MoneyError::Bad);
        }
        return whole(yuan.plus(Decimal::whole(cents)), false);
    }
    if body.ends_with(['角', '分']) {
        return whole(lone_cents(body), false);
    }
    let number = count(body, false);
    if around.yuan || unit == Unit::Yuan || body.contains(['万', '亿']) {
        return whole(Ok(fen_of(number, Unit::Yuan)?), false);
    }
    // `3千` and 人民币30 under 万元 may count 元 or 万元.
    let thousands = body.ends_with(['千', '百']) && body.bytes().any(|b| b.is_ascii_digit());
    if around.currency || thousands {
        let yuan = whole(Ok(fen_of(number, Unit::Yuan)?), false)?;
        let scaled = whole(Ok(fen_of(number, unit)?), true)?;
        return Err(MoneyError::Doubtful(yuan.fen, scaled.fen));
    }
    whole(Ok(fen_of(number, unit)?), true)
}

/// Rounds a number of fen.
fn whole(fen: Result<Decimal, Unread>, unit_applied: bool) -> Result<Amount, MoneyError> {
    let whole = fen.and_then(Decimal::to_fen).map_err(refused)?;
    Ok(made(whole, unit_applied))
}

/// What is wrong, with doubtful readings in fen.
fn refused(unread: Unread) -> MoneyError {
    match unread {
        Unread::Bad => MoneyError::Bad,
        Unread::TooLarge => MoneyError::Range,
        Unread::Doubtful(joined, pointed) => match (joined.to_fen(), pointed.to_fen()) {
            (Ok(joined), Ok(pointed)) => MoneyError::Doubtful(Fen(joined.fen), Fen(pointed.fen)),
            _ => MoneyError::Range,
        },
    }
}
