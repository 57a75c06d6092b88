//! Certificates of real estate in a text: those of 2015 on, and the older ones.
use std::collections::BTreeSet;

/// Words in certificates older than those of 2015.
const OLD_CERTIFICATES: [&str; 4] = ["权证", "国用", "集用", "房证"];
/// What parts a certificate from other words.
const APART: &str = ",;:、，；：。";
/// Most certificates from one number to another.
const RANGE_MOST: u64 = 50;
/// Figures a number has at least that stands behind another one: 3号楼 is none.
const NEXT_LEAST: usize = 5;

/// 豫(2020)商丘市不动产权第0012345号: year, place and number, without the noughts some leave out. `text` has no blanks.
pub(super) fn certificates(text: &[char], keys: &mut BTreeSet<String>) {
    let word: Vec<char> = "不动产权".chars().collect();
    for at in (0..text.len()).filter(|at| text[*at..].starts_with(&word)) {
        let behind: String = text[at + word.len()..].iter().collect();
        let behind = behind.strip_prefix('证').unwrap_or(&behind);
        let behind = behind.strip_prefix('书').unwrap_or(behind);
        let behind = behind.strip_prefix('第').unwrap_or(behind);
        let is_place = |c: &&char| c.is_alphabetic() && !c.is_ascii();
        let place = text[..at].iter().rev().take_while(is_place).count();
        let before = &text[..at - place];
        let before = before.strip_suffix(&[')']).unwrap_or(before);
        let year = before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        if year != 4 || place == 0 {
            continue;
        }
        let year: String = before[before.len() - year..].iter().collect();
        let place: String = text[at - place..at].iter().collect();
        let numbers = numbers(behind)
            .into_iter()
            .filter(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        keys.extend(numbers.map(|number| format!("{year}{place}{number}")));
    }
}

/// 商房权证梁园字第00123号: the whole word it stands in, with or without blanks within it.
pub(super) fn old_certificates(text: &[char], keys: &mut BTreeSet<String>) {
    let text = closed_up(text);
    for at in (0..text.len()).filter(|at| text[*at] == '第') {
        let is_name = |c: &&char| !c.is_whitespace() && !APART.contains(**c);
        let name = text[..at].iter().rev().take_while(is_name).count();
        let name: String = text[at - name..at].iter().collect();
        if name.contains("不动产权") || !OLD_CERTIFICATES.iter().any(|known| name.contains(known)) {
            continue;
        }
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let behind: String = text[at + 1..].iter().collect();
        let numbers = numbers(&behind).into_iter();
        keys.extend(numbers.map(|number| format!("{name}{number}")));
    }
}

/// Without the blanks within a certificate: those behind 证 and 字, and around 第.
fn closed_up(text: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for (at, c) in text.iter().enumerate() {
        let next = text[at..].iter().find(|c| !c.is_whitespace());
        let within = out.last().is_some_and(|last| "证字第".contains(*last)) || next == Some(&'第');
        if !(c.is_whitespace() && within) {
            out.push(*c);
        }
    }
    out
}

/// The numbers a text begins with, without noughts before them: `0012345、0012346号`, `0012345号、第0012346号`, and all from one
/// to another.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut rest, mut first) = (text, 0);
    loop {
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !"-至~".contains(c))
            .unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches(['-', '至', '~']);
        let is_next = number.len() >= NEXT_LEAST && number.len() == first;
        if !number.contains(|c: char| c.is_ascii_digit()) || first > 0 && !is_next {
            return found;
        }
        match range(number) {
            Some(range) => found.extend(range.map(|number| number.to_string())),
            None => found.push(number.trim_start_matches('0').to_owned()),
        }
        if first == 0 {
            first = number.len();
        }
        let behind = rest[length..].trim_start_matches('号');
        let next = behind.trim_start_matches(['、', ',', '和', '及', '与', '第']);
        if next.len() == behind.len() {
            return found;
        }
        rest = next;
    }
}

/// All from one number to another of as many figures.
fn range(number: &str) -> Option<std::ops::RangeInclusive<u64>> {
    let (from, to) = number.split_once(['-', '至', '~'])?;
    let (first, last) = (from.parse::<u64>().ok()?, to.parse::<u64>().ok()?);
    let is_range = from.len() == to.len() && first < last && last - first <= RANGE_MOST;
    is_range.then_some(first..=last)
}
