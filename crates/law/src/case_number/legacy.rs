//! Numbers of the form used until 2015, and by some courts in 2016: `(2014)商执字第123号`.
use super::{CaseNumber, LEGACY_UNTIL, NUMBER_DIGITS_MAX};

/// Longest name of court and type, in characters.
const NAME_MAX: usize = 14;

/// Reads what follows the year: court and type, 字第, a number, 号. Nothing if it is not of this form.
pub(super) fn read(rest: &str, year: u16) -> Option<CaseNumber> {
    let (name, number) = rest.split_once("字第").or_else(|| rest.split_once('字'))?;
    (year <= LEGACY_UNTIL && is_name(name) && is_number(number)).then(|| CaseNumber {
        normal: format!("（{year}）{rest}"),
        year,
        court: None,
        spec: None,
        kind: None,
        number: None,
        ordinal: None,
        legacy: true,
    })
}

/// `2015年阿执字第294号`, as public lists write it.
pub(super) fn without_brackets(folded: &str) -> Option<CaseNumber> {
    let (year, rest) = folded.split_once('年')?;
    let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let year = year.parse().ok().filter(|year| digits && *year >= 1949)?;
    read(rest, year)
}

/// Court and type in characters, of enforcement; a court may stand as a code (豫1402) or with a dash (中-法). 某 and
/// signs stand for what was masked.
fn is_name(name: &str) -> bool {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && c != '某';
    let code = name.chars().filter(char::is_ascii_digit).count();
    let digits = name
        .trim_start_matches(is_han)
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    name.chars().all(|c| is_han(c) || c == '-' || c.is_ascii_digit())
        && name.starts_with(is_han)
        && name.ends_with(is_han)
        && name.matches('-').count() <= 1
        && code == digits
        && matches!(code, 0 | 2 | 4)
        && name.chars().count() <= NAME_MAX
        && (name.contains(['执', '恢']) || name.ends_with('保'))
}

/// `123号`, `45-1号`, `325-334号`, `123号之一`, `123之一号`.
fn is_number(text: &str) -> bool {
    let Some((number, tail)) = text.split_once('号') else {
        return false;
    };
    let (number, inner) = match number.split_once('之') {
        Some((number, ordinal)) => (number, Some(ordinal)),
        None => (number, None),
    };
    let is_part =
        |part: &str| (1..=NUMBER_DIGITS_MAX).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = number.split(['-', '~']).collect();
    let outer = tail.strip_prefix('之');
    parts.len() <= 2
        && parts.into_iter().all(is_part)
        && (tail.is_empty() || outer.is_some())
        && inner.into_iter().chain(outer).all(is_ordinal)
}

fn is_ordinal(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| "一二三四五六七八九十百零〇".contains(c) || c.is_ascii_digit())
}
