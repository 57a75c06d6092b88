//! Folding of text as people type and copy it: full-width forms, odd spaces, odd dashes, marks nobody sees.
use std::borrow::Cow;

use super::radicals::unified;

/// Folds full-width and small forms, spaces and dashes to plain ASCII, second codes of characters to the first, and drops
/// invisible characters.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t'..=b'\r')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(fold_char).collect())
}

/// [`fold`], without any white space.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter_map(fold_char)
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// The text without white space and invisible characters at both ends; nothing if nothing is left.
#[must_use]
pub fn trimmed(text: &str) -> Option<&str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    (!text.is_empty()).then_some(text)
}

/// The text without the apostrophe a spreadsheet puts before a number kept as text.
#[must_use]
pub fn without_apostrophe(text: &str) -> &str {
    text.strip_prefix(['\'', '\u{2018}', '\u{2019}', '`']).unwrap_or(text)
}

/// Characters that show nothing: controls, soft hyphens, marks of direction, joiners, byte order marks.
fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{e0100}'..='\u{e01ef}'
                | '\u{feff}'
        )
}

/// [`fold`] of one character; nothing if nobody sees it.
#[must_use]
pub fn fold_char(c: char) -> Option<char> {
    Some(match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{ffe5}' => '\u{a5}',
        '\u{fe50}' => ',',
        '\u{fe51}' => '、',
        '\u{fe52}' => '.',
        '\u{fe54}' => ';',
        '\u{fe55}' => ':',
        '\u{fe59}' => '(',
        '\u{fe5a}' => ')',
        '\u{fe5d}' => '〔',
        '\u{fe5e}' => '〕',
        '\u{fe6a}' => '%',
        c if is_invisible(c) => return None,
        other => unified(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_dropped() {
        for mark in [
            '\u{0}', '\u{1f}', '\u{7f}', '\u{ad}', '\u{200e}', '\u{202c}', '\u{2060}', '\u{2069}', '\u{feff}',
        ] {
            assert_eq!(fold(&format!("{mark}1{mark}")), "1", "{mark:?}");
            assert_eq!(trimmed(&format!(" {mark} ")), None, "{mark:?}");
        }
        assert_eq!(fold("a\tb\r\nc"), "a\tb\r\nc");
    }

    #[test]
    fn forms_of_input_methods_become_plain() {
        assert_eq!(fold("（１，２）　﹙3﹚—4－5−6￥"), "(1,2) (3)-4-5-6\u{a5}");
        assert_eq!(squeeze("（１ ２）\u{2009}3"), "(12)3");
        assert_eq!(fold("⽴案⽇期 ⻓⻔⼾\u{f9dc}葛\u{e0100}"), "立案日期 长门户隆葛");
    }
}
