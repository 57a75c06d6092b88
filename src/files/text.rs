//! Folding of text as people type it in Chinese input methods: full-width forms, odd spaces, odd dashes.
use std::borrow::Cow;

/// Longest text a spreadsheet cell can hold, in UTF-16 units; longer ones come from broken or hostile files.
pub const CELL_TEXT_MAX: usize = 32_767;

/// Folds full-width ASCII, ideographic spaces and dashes to plain ASCII and drops invisible characters.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
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

fn fold_char(c: char) -> Option<char> {
    Some(match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ffe5}' => '\u{a5}',
        '\u{200b}'..='\u{200d}' | '\u{feff}' => return None,
        other => other,
    })
}

/// The text without white space and invisible characters at both ends; nothing if nothing is left.
#[must_use]
pub fn trimmed(text: &str) -> Option<&str> {
    let odd = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}');
    let text = text.trim_matches(odd);
    (!text.is_empty()).then_some(text)
}
