//! Places named in a text: `{{案号}}`, `{{#被执行人}}` … `{{/被执行人}}`.
use std::ops::Range;

/// A place as it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A value.
    Field(String),
    /// What follows is written for each row of a list.
    Open(String),
    /// Up to here.
    Close(String),
    /// Braces that are not closed.
    Unclosed,
}

/// Who types with a Chinese input method often gets wide braces.
const OPEN: [&str; 2] = ["{{", "｛｛"];
const CLOSE: [&str; 2] = ["}}", "｝｝"];

/// Whether a text may hold a place, or a half of one.
pub(super) fn may_hold(text: &str) -> bool {
    OPEN.iter().any(|braces| text.contains(braces))
}

/// All places of a text, each with where it stands. One pass: a stranger may send a text of nothing but braces.
pub(super) fn scan(text: &str) -> Vec<(Range<usize>, Mark)> {
    let mut marks = Vec::new();
    let mut begun: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let of = |pairs: &[&str; 2]| {
            pairs
                .iter()
                .find(|pair| rest.starts_with(**pair))
                .map(|pair| pair.len())
        };
        if let Some(length) = of(&OPEN) {
            marks.extend(begun.replace(at..at + length).map(|range| (range, Mark::Unclosed)));
            at += length;
        } else if let Some(length) = of(&CLOSE) {
            let inside = begun.take();
            marks.extend(inside.map(|open| (open.start..at + length, named(&text[open.end..at]))));
            at += length;
        } else {
            at += c.len_utf8();
        }
    }
    marks.extend(begun.map(|range| (range, Mark::Unclosed)));
    marks
}

fn named(inside: &str) -> Mark {
    let inside = inside.trim();
    let rest = |rest: &str| rest.trim().to_owned();
    if let Some(list) = inside.strip_prefix(['#', '＃']) {
        return Mark::Open(rest(list));
    }
    if let Some(list) = inside.strip_prefix(['/', '／']) {
        return Mark::Close(rest(list));
    }
    Mark::Field(inside.to_owned())
}

/// A few characters on both sides, so that a person finds the place.
pub(super) fn around(text: &str, range: &Range<usize>) -> String {
    const SIDE: usize = 12;
    let before: Vec<char> = text[..range.start].chars().rev().take(SIDE).collect();
    let before: String = before.into_iter().rev().collect();
    let within: String = text[range.clone()].chars().take(40).collect();
    let after: String = text[range.end..].chars().take(SIDE).collect();
    let line = |c: char| if c.is_control() { ' ' } else { c };
    format!("{before}{within}{after}").chars().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_as_people_type_them() {
        let names = |text: &str| scan(text).into_iter().map(|(_, mark)| mark).collect::<Vec<_>>();
        let field = |name: &str| Mark::Field(name.to_owned());
        assert_eq!(names("无"), []);
        assert_eq!(names("{{案号}}、{{ 案由　}}"), [field("案号"), field("案由")]);
        assert_eq!(names("｛｛案号｝｝"), [field("案号")]);
        assert_eq!(
            names("{{#查封}}{{／查封}}"),
            [Mark::Open("查封".to_owned()), Mark::Close("查封".to_owned())]
        );
        assert_eq!(names("{{案号"), [Mark::Unclosed]);
        assert_eq!(names("{{ {{案号}}"), [Mark::Unclosed, field("案号")]);
        assert_eq!(names("{{{案号}}"), [field("{案号")]);
    }

    #[test]
    fn the_text_around_names_the_place() {
        let text = "一二三四五六七八九十甲乙丙{{案}}号";
        let (range, _) = scan(text).remove(0);
        let lines = "甲\n{{案}}\t乙";
        assert_eq!(around(lines, &scan(lines).remove(0).0), "甲 {{案}} 乙");
        assert_eq!(around(text, &range), "二三四五六七八九十甲乙丙{{案}}号");
    }
}
