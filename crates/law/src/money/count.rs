//! Numbers in figures, in words and in both: `1,234.50`, `三十`, `1亿2000万`, `3千`.
use super::decimal::{Decimal, Unread};
use crate::numerals::{below_ten_thousand, digit, one_by_one, place};

/// 万 and 亿.
const WAN: i128 = 10_000;
const YI: i128 = 100_000_000;

/// Reads a number. `closed` says that a unit follows it: `86万500元` is clear, `86万5` may mean 86.5万.
pub(super) fn count(text: &str, closed: bool) -> Result<Decimal, Unread> {
    let mut total = Decimal::ZERO;
    let mut above = None;
    let mut rest = text;
    loop {
        let (piece, factor, after) = next(rest);
        let value = match above {
            Some(_) if piece.is_empty() && factor == 1 => return Ok(total),
            Some(above) => lower(piece, above, factor, closed)?,
            None if factor == 1 => return quantity(piece).or_else(|unread| digits_in_words(piece).ok_or(unread)),
            None if after.is_empty() => {
                return quantity(piece)
                    .and_then(|n| n.times(factor))
                    .map_err(|u| u.times(factor));
            }
            None => quantity(piece).map_err(Unread::clear)?,
        };
        // `86.5万5000` says the thousands twice.
        if !total.is_whole() {
            return Err(Unread::Bad);
        }
        total = total.plus(value.times(factor)?)?;
        if !value.is_whole() && !after.is_empty() {
            return Err(Unread::Bad);
        }
        if factor == 1 {
            return Ok(total);
        }
        (above, rest) = (Some(factor), after);
    }
}

/// The text before the next 万 or 亿, what it is multiplied by, and the text behind.
fn next(text: &str) -> (&str, i128, &str) {
    let Some((piece, after)) = text.split_once(['万', '亿']) else {
        return (text, 1, "");
    };
    if text[piece.len()..].starts_with('亿') {
        return (piece, YI, after);
    }
    match after.strip_prefix('亿') {
        Some(after) => (piece, WAN * YI, after),
        None if goes_on_to_yi(after) => (piece, WAN * YI, after),
        None => (piece, WAN, after),
    }
}

/// Whether a number in words goes on behind its 万 up to an 亿: `壹万贰仟亿`, `壹万零壹亿`. It has to fill the next place or to
/// say that it is skipped; else 万 and 亿 stand in the wrong order.
fn goes_on_to_yi(after: &str) -> bool {
    let Some((piece, _)) = after.split_once(['万', '亿']) else {
        return false;
    };
    let in_words = !piece.bytes().any(|b| b.is_ascii_digit());
    let joins = piece.starts_with(['零', '〇']) || piece.contains(['仟', '千']);
    after[piece.len()..].starts_with('亿') && in_words && joins
}

/// A number behind 万 or 亿, which has to be smaller and, if places are skipped, has to say so.
fn lower(piece: &str, above: i128, factor: i128, closed: bool) -> Result<Decimal, Unread> {
    let said_zero = piece.strip_prefix(['零', '〇']).filter(|rest| !rest.is_empty());
    let body = said_zero.unwrap_or(piece);
    let value = quantity(body).map_err(Unread::clear)?;
    let places = body.split('.').next().unwrap_or_default();
    let digits = places.bytes().filter(u8::is_ascii_digit).count();
    let clear = if said_zero.is_some() {
        true
    } else if factor > 1 {
        above / factor == WAN
    } else if is_figures(body) {
        // `1亿5000` is said for 1.5亿 and `3万5` for 3.5万; all places filled, or some and 元 behind them, are clear.
        10_i128.checked_pow(u32::try_from(digits).unwrap_or(u32::MAX)) == Some(above)
            || (closed && above == WAN && digits > 1)
    } else {
        above == WAN && body.chars().count() > 1
    };
    let smaller = factor < above && value.times(factor)?.is_below(above);
    if clear && smaller { Ok(value) } else { Err(Unread::Bad) }
}

/// A number without 万 and 亿.
pub(super) fn quantity(text: &str) -> Result<Decimal, Unread> {
    if is_figures(text) {
        return Decimal::read(text);
    }
    let last = text.chars().next_back().unwrap_or_default();
    let head = &text[..text.len() - last.len_utf8()];
    if let Some(place) = place(last).filter(|_| is_figures(head) && !head.is_empty()) {
        let factor = i128::from(place);
        return Decimal::read(head)
            .and_then(|n| n.times(factor))
            .map_err(|u| u.times(factor));
    }
    if let Some((whole, tail)) = text.split_once('点') {
        let whole = below_ten_thousand(whole).ok_or(Unread::Bad)?;
        let tail: Option<String> = tail.chars().map(|c| digit(c).map(|d| d.to_string())).collect();
        let tail = tail.filter(|tail| !tail.is_empty()).ok_or(Unread::Bad)?;
        return Decimal::read(&format!("{whole}.{tail}"));
    }
    below_ten_thousand(text).map(Decimal::whole).ok_or(Unread::Bad)
}

/// `三〇〇〇〇〇`. Without a 〇, digits side by side may be a guess: 二三 means two or three.
fn digits_in_words(text: &str) -> Option<Decimal> {
    let sure = text.contains(['〇', '零', '○']) && text.chars().count() >= 3;
    let words = !text.bytes().any(|b| b.is_ascii_digit());
    one_by_one(text).filter(|_| sure && words).map(Decimal::whole)
}

fn is_figures(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '))
}

/// Fen of what stands behind 元: `5角`, `零5分`, `伍角零分`.
pub(super) fn cents(text: &str) -> Option<u32> {
    let (mut fen, mut rest) = (0, text);
    for (name, worth) in [('角', 10), ('分', 1)] {
        let Some((head, after)) = rest.split_once(name) else {
            continue;
        };
        let mut chars = head
            .strip_prefix(['零', '〇', '0'])
            .filter(|h| !h.is_empty())
            .unwrap_or(head)
            .chars();
        let (Some(number), None) = (chars.next().and_then(digit), chars.next()) else {
            return None;
        };
        (fen, rest) = (fen + number * worth, after);
    }
    rest.is_empty().then_some(fen)
}

/// Fen of an amount without 元: `50分`, `5角`, `5角3分`.
pub(super) fn lone_cents(text: &str) -> Result<Decimal, Unread> {
    if let Some((head, tail)) = text.split_once('角') {
        let tenths = quantity(head).map_err(Unread::clear)?;
        if !tail.is_empty() && !tenths.is_whole() {
            return Err(Unread::Bad);
        }
        return tenths.times(10)?.plus(Decimal::whole(cents(tail).ok_or(Unread::Bad)?));
    }
    quantity(text.strip_suffix('分').ok_or(Unread::Bad)?).map_err(Unread::clear)
}
