//! Which styles of cells show a number as a date.
use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::Archive;
use super::xml::{Xml, attribute, is_off};
use crate::error::FileError;
use crate::unit_words;

/// Most styles kept; a spreadsheet holds some 65,000.
const STYLES_MAX: usize = 1 << 17;

/// The styles of a workbook, by the number a cell names.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

/// What a style makes of a cell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// Shows a date.
    pub date: bool,
    /// Shows a number with another unit, in another currency or as a percentage.
    pub doubtful: bool,
    /// Shows a number with the word for yuan.
    pub yuan: bool,
    /// Strikes the text through.
    pub struck: bool,
}

impl Styles {
    /// Reads the styles. What cannot be read of them ends them: the cells are then plain numbers.
    pub fn read(archive: &mut Archive<'_>, part: usize) -> Result<Styles, FileError> {
        let mut xml = Xml::open(archive, part)?;
        let mut formats: HashMap<u32, Style> = HashMap::new();
        let (mut fonts, mut styles) = (Vec::new(), Vec::new());
        let (mut in_fonts, mut in_cells) = (false, false);
        while let Ok(Some(event)) = xml.next() {
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&element, "formatCode");
                        let read = code.map(|code| of_format(&code));
                        formats.extend(number(&element, "numFmtId").zip(read));
                    }
                    "fonts" => in_fonts = true,
                    "font" if in_fonts && fonts.len() < STYLES_MAX => fonts.push(false),
                    "strike" if in_fonts => {
                        if let Some(last) = fonts.last_mut() {
                            *last = !is_off(&element, "val");
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells && styles.len() < STYLES_MAX => {
                        let id = number(&element, "numFmtId").unwrap_or_default();
                        let font = number(&element, "fontId").and_then(|at| fonts.get(at as usize));
                        let style = formats.get(&id).copied().unwrap_or_else(|| built_in(id));
                        let struck = font.copied().unwrap_or_default();
                        styles.push(Style { struck, ..style });
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "fonts" => in_fonts = false,
                    "cellXfs" => in_cells = false,
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(Styles(styles))
    }

    /// A style by its number; a plain one if there is none.
    pub fn get(&self, style: usize) -> Style {
        self.0.get(style).copied().unwrap_or_default()
    }
}

fn of_format(code: &str) -> Style {
    Style {
        date: is_date(code),
        doubtful: is_doubtful(code),
        yuan: names_yuan(code),
        struck: false,
    }
}

/// A format without a code; 9 and 10 are the built-in percentages.
fn built_in(id: u32) -> Style {
    Style {
        date: is_built_in_date(id),
        doubtful: matches!(id, 9 | 10),
        ..Style::default()
    }
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name).and_then(|number| number.trim().parse().ok())
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
    let (painted, scaled) = painted(code);
    let mut painted = painted.to_lowercase();
    for word in PLAIN {
        painted = painted.replace(word, "");
    }
    // A single letter may be a slip; these are short for ten thousand, thousand and million.
    let unit = painted.contains(['w', 'k', 'm']) || painted.contains("thousand");
    let harmless = |c: char| c.is_whitespace() || c.is_ascii_alphabetic() || "-+()（）:：/*".contains(c);
    scaled || unit || unit_words::is_foreign(&painted) || !painted.chars().all(harmless)
}

/// A format shows a number with the word for yuan: that names its unit as a text would.
fn names_yuan(code: &str) -> bool {
    painted(code).0.contains(['元', '圆'])
}

/// What the first section of a format shows beside the number itself, and whether it divides by thousands.
fn painted(code: &str) -> (String, bool) {
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
    (painted, scaled)
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
