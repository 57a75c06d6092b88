//! Who the sides of a case are: the names its text fields hold, and those entered as records of parties.
use super::field::{Field, Value};
use super::slot::Kind;
use super::state::{CaseState, latest};

/// The kind of parties (`rules/records/party.json`), and its fields of the position and the name.
pub const PARTY: Kind = Kind(16);
pub(crate) const ROLE: u16 = 1;
/// The field of a party's name.
pub const NAME: u16 = 2;

const SORT: u16 = 3;
const FOREIGN: u16 = 8;

/// Whether a party entered as a record is an organ of party or government, or foreign (plan Art. 11, O1, O3).
pub(crate) fn are_sensitive(state: &CaseState) -> bool {
    state.marked(PARTY).any(|(_, fields)| {
        let organ = matches!(latest(fields, SORT), Some(Value::Text(sort)) if sort == "organ");
        organ || latest(fields, FOREIGN) == Some(&Value::Bool(true))
    })
}

/// What stands between two names of a side.
const BETWEEN: [char; 18] = [
    '、', '，', ',', '；', ';', '\n', '\r', '\t', '/', '／', '|', '｜', '﹑', '､', '丶', '。', '﹐', '﹔',
];
/// What may stand behind a comma within the name of a company abroad.
const FORMS: [&str; 9] = ["LTD", "LIMITED", "INC", "LLC", "L.L.C", "CO.", "CORP", "PLC", "S.A"];
/// What may stand behind the number of those a text counts without naming them: 等5人.
const COUNTED: [char; 6] = ['人', '名', '户', '家', '位', '个'];

/// The names a text holds, each once: `甲、乙、丙`. What stands in brackets belongs to the name before it; numbers of a
/// list (`1、甲 2、乙`) and how many there are in all (等5人) belong to none.
///
/// ```
/// assert_eq!(casebook::parties::names("甲公司、王五；甲公司"), ["甲公司", "王五"]);
/// ```
#[must_use]
pub fn names(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in pieces(text).into_iter().filter_map(name_in) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The text cut at what stands between names, and at the numbers of its list.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut at, mut next) = (0, 0, 1);
    while let Some(c) = text[at..].chars().next() {
        let is_start = text[from..at].chars().all(|c| c.is_whitespace() || is_unseen(c));
        // Only what begins as a list goes on as one: 甲2 may be a name.
        let counted = (next > 1 || is_start && pieces.is_empty()).then(|| mark(&text[at..], next));
        if let Some(length) = counted.flatten() {
            pieces.push(&text[from..at]);
            (at, next) = (at + length, next + 1);
            from = at;
        } else if let Some(length) = bracketed(&text[at..]) {
            at += length;
        } else if BETWEEN.contains(&c) && !is_within_a_name(text, at, c) {
            pieces.push(&text[from..at]);
            at += c.len_utf8();
            from = at;
        } else {
            at += c.len_utf8();
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// How long the number of a list is that stands here: `2、`, `2.`, `（2）`, `②`, `二、`.
fn mark(text: &str, number: u32) -> Option<usize> {
    let circled = char::from_u32(u32::from('①') + number - 1).filter(|_| number <= 20);
    if let Some(circled) = circled.filter(|circled| text.starts_with(*circled)) {
        return Some(circled.len_utf8());
    }
    let opened = text.strip_prefix(['(', '（']);
    let rest = opened.unwrap_or(text);
    let word = "一二三四五六七八九十".chars().nth(number as usize - 1);
    let behind = rest
        .strip_prefix(&number.to_string())
        .or_else(|| rest.strip_prefix(word?))?;
    let sign = behind.chars().next()?;
    let closes = match opened {
        Some(_) => matches!(sign, ')' | '）'),
        None => matches!(sign, '、' | '.' | '．' | ')' | '）' | ',' | '，' | ':' | '：'),
    };
    let rest = &behind[sign.len_utf8()..];
    let is_decimal = !matches!(sign, '、' | ')' | '）') && rest.starts_with(|c: char| c.is_ascii_digit());
    (closes && !is_decimal).then(|| text.len() - rest.len())
}

/// How long the brackets are that open here, with what stands in them; nothing if they do not close.
fn bracketed(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' | '【' | '〔' => depth += 1,
            ')' | '）' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (at > 0).then(|| at + c.len_utf8());
        }
    }
    None
}

/// The sign belongs to the name around it: A Trading Co., Ltd., A/S.
fn is_within_a_name(text: &str, at: usize, sign: char) -> bool {
    let (before, behind) = (&text[..at], &text[at + sign.len_utf8()..]);
    match sign {
        ',' | '，' => {
            let form = behind.trim_start().to_uppercase();
            FORMS.iter().any(|word| form.starts_with(word))
        }
        '/' => {
            let is_letter = |c: char| c.is_ascii_alphabetic();
            before.ends_with(is_letter) && behind.starts_with(is_letter)
        }
        _ => false,
    }
}

/// The name in a piece, without marks around it and what counts others; nothing if there is none.
fn name_in(piece: &str) -> Option<&str> {
    let around = |c: char| c.is_whitespace() || is_unseen(c) || c == '。';
    let piece = piece.trim_matches(around);
    let name = without_count(piece).trim_end_matches(around);
    name.contains(char::is_alphanumeric).then_some(name)
}

/// The piece without 等5人 or 等 at its end.
fn without_count(piece: &str) -> &str {
    let Some((name, count)) = piece.rsplit_once('等') else {
        return piece;
    };
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百共多余".contains(c);
    let count = count.trim().trim_start_matches(is_number);
    let is_count = count.trim_start_matches(COUNTED).is_empty();
    if is_count && !name.is_empty() { name } else { piece }
}

/// Characters nobody sees, which copied texts carry along.
fn is_unseen(c: char) -> bool {
    law::text::fold_char(c).is_none()
}

/// The position of the parties a field names.
#[must_use]
pub fn role_of(field: Field) -> Option<&'static str> {
    match field {
        Field::APPLICANT => Some("applicant"),
        Field::DEBTOR => Some("debtor"),
        _ => None,
    }
}

/// What lists and search show of a side: the text as it was written, and the names recorded that it does not hold.
#[must_use]
pub fn shown<'a>(text: &str, recorded: impl Iterator<Item = &'a str>) -> String {
    let known = names(text);
    let mut all = text.to_owned();
    let mut added: Vec<&str> = Vec::new();
    for name in recorded.map(str::trim) {
        if name.is_empty() || known.contains(&name) || added.contains(&name) {
            continue;
        }
        added.push(name);
        if !all.is_empty() {
            all.push('、');
        }
        all.push_str(name);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_shows_its_text_first_and_each_name_once() {
        for (text, recorded, all) in [
            ("", &[][..], ""),
            ("甲", &[], "甲"),
            ("甲、乙", &["乙", "丙"], "甲、乙、丙"),
            ("", &["甲", "甲"], "甲"),
            ("甲公司，王五", &[" 王五 ", ""], "甲公司，王五"),
        ] {
            assert_eq!(shown(text, recorded.iter().copied()), all);
        }
        assert_eq!(names("甲；乙\n甲、 ,丙"), ["甲", "乙", "丙"]);
    }
}
