//! Which styles of cells show a number as a date.
use std::collections::HashMap;

use quick_xml::events::Event;

use super::Archive;
use super::xml::{Xml, attribute};
use crate::files::error::FileError;
use crate::files::unit_words;

/// Most styles kept; a spreadsheet holds some 65,000.
const STYLES_MAX: usize = 1 << 17;

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By the number a cell names: shows a date.
    dates: Vec<bool>,
    /// By the same number: shows another unit, a currency or a percentage.
    doubtful: Vec<bool>,
}

impl Styles {
    /// Reads the styles. What cannot be read of them ends them: the cells are then plain numbers.
    pub fn read(archive: &mut Archive<'_>, part: usize) -> Result<Styles, FileError> {
        let mut xml = Xml::open(archive, part)?;
        let mut formats: HashMap<u32, (bool, bool)> = HashMap::new();
        let (mut dates, mut doubtful, mut in_cells) = (Vec::new(), Vec::new(), false);
        while let Ok(Some(event)) = xml.next() {
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&element, "numFmtId").and_then(|id| id.trim().parse().ok());
                        let code = attribute(&element, "formatCode");
                        formats.extend(id.zip(code.map(|code| (is_date(&code), is_doubtful(&code)))));
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells && dates.len() < STYLES_MAX => {
                        let id = attribute(&element, "numFmtId").and_then(|id| id.trim().parse().ok());
                        let id: u32 = id.unwrap_or_default();
                        // 9 and 10 are the built-in percentages.
                        let built_in = || (is_built_in_date(id), matches!(id, 9 | 10));
                        let (date, other) = formats.get(&id).copied().unwrap_or_else(built_in);
                        dates.push(date);
                        doubtful.push(other);
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
                _ => {}
            }
        }
        Ok(Styles { dates, doubtful })
    }

    /// A cell with this style shows its number with another unit, in another currency or as a percentage.
    pub fn is_doubtful(&self, style: usize) -> bool {
        self.doubtful.get(style).copied().unwrap_or_default()
    }

    /// A cell with this style shows a date.
    pub fn is_date(&self, style: usize) -> bool {
        self.dates.get(style).copied().unwrap_or_default()
    }
}

/// What stands in a format of amounts and leaves them plain yuan.
const PLAIN: [&str; 14] = [
    "g/通用格式",
    "general",
    "e+",
    "e-",
    "人民币",
    "rmb",
    "cny",
    "金额",
    "合计",
    "¥",
    "￥",
    "元",
    "圆",
    "整",
];

/// A format shows a number as something else than plain yuan: with a percentage or divided by thousands (a comma behind
/// the last digit), or with words nobody can be sure of: another unit or currency, a point or a digit that is only
/// painted between the digits.
fn is_doubtful(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or_default();
    let (mut painted, mut scaled) = (String::new(), false);
    let mut chars = first.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => painted.extend(chars.by_ref().take_while(|c| *c != '"')),
            '\\' | '!' => painted.extend(chars.next()),
            '_' => {
                chars.next();
            }
            '[' => painted.push_str(sign_of(&chars.by_ref().take_while(|c| *c != ']').collect::<String>())),
            ',' => scaled = true,
            '0' | '#' | '?' => scaled = false,
            '.' => {}
            c => painted.push(c),
        }
    }
    let mut painted = painted.to_lowercase();
    for word in PLAIN {
        painted = painted.replace(word, "");
    }
    // A single letter may be a slip; these are short for ten thousand, thousand and million.
    let unit = painted.contains(['w', 'k', 'm']) || painted.contains("thousand");
    let harmless = |c: char| c.is_whitespace() || c.is_ascii_alphabetic() || "-+()（）:：/*".contains(c);
    scaled || unit || unit_words::is_foreign(&painted) || !painted.chars().all(harmless)
}

/// The sign of a currency in brackets, without its language; colours, conditions and ways of writing are none. Courts'
/// lists hold amounts in yuan below the built-in choice `[$USD]`, which is one slip away from the yuan's.
fn sign_of(brackets: &str) -> &str {
    let sign = brackets.strip_prefix('$').and_then(|inner| inner.split('-').next());
    sign.filter(|sign| *sign != "USD").unwrap_or_default()
}

/// Built-in formats of dates (ECMA-376 Part 1, 18.8.30); 27 to 36 and 50 to 58 are those of East Asia.
fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// The first section of a format has a letter of a date outside of quotes and brackets, and no place for a digit but
/// for parts of a second. Lengths of time (`[h]:mm`) are numbers.
pub(super) fn is_date(code: &str) -> bool {
    let mut letters = false;
    let mut chars = code.chars().peekable();
    let mut seconds = false;
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let inner = inner.to_ascii_lowercase();
                if !inner.is_empty() && inner.bytes().all(|b| matches!(b, b'h' | b'm' | b's')) {
                    return false;
                }
            }
            'g' | 'G' => {
                let rest: String = chars.clone().take(6).collect();
                if rest.eq_ignore_ascii_case("eneral") || rest.starts_with('/') {
                    return false;
                }
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' => letters = true,
            's' | 'S' => (letters, seconds) = (true, true),
            '.' if seconds => while chars.next_if_eq(&'0').is_some() {},
            '0' | '#' | '?' => return false,
            _ => {}
        }
    }
    letters
}
