//! The sheets a record of an interview is printed on. Its lines are broken here and not by a browser, so that each sheet is known
//! beforehand: whoever signed stands at the foot of each, and its number is that of all.
use super::{Line, Part, Signer};

/// Full-width characters on a line.
const WIDE_MOST: usize = 37;
/// The width of one, in parts of which others are counted.
const WIDE: usize = 10;
/// The width of a capital letter.
const CAPITAL: usize = 8;
/// The width of another letter or digit.
const NARROW: usize = 6;
/// Lines on a sheet, beside its head and its foot.
const LINES_MOST: usize = 27;
/// Lines the signatures of one person take.
const LINES_SIGNER: usize = 3;
/// Lines that prove the signatures: fingerprint, time of printing.
const LINES_PROOF: usize = 3;
/// Lines that go over to a sheet of signatures, so that none stands alone.
const LINES_OVER: usize = 4;
/// What stands at the end of a line rather than at the beginning of the next.
const CLOSING: &str = "。，、；：？！）》”’%…—";

/// A line of a sheet, as wide as its paper takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name of what it is of, if it begins with one.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its lines.
    pub rows: Vec<Row>,
    /// All who sign stand on it, with the day; on others, whoever signs each sheet stands at the foot.
    pub is_last: bool,
}

/// The sheets of a record.
#[must_use]
pub fn sheets(lines: &[Line<'_>], signers: &[Signer]) -> Vec<Sheet> {
    let rows: Vec<Row> = lines.iter().flat_map(rows).collect();
    let mut sheets: Vec<Sheet> = rows
        .chunks(LINES_MOST)
        .map(|rows| Sheet {
            rows: rows.to_vec(),
            is_last: false,
        })
        .collect();
    let room = LINES_MOST.saturating_sub(signers.len() * LINES_SIGNER + LINES_PROOF);
    match sheets.last_mut() {
        Some(last) if last.rows.len() <= room => {}
        // Nobody signs a sheet without a word of the record: its end goes over with the signatures.
        last => {
            let rows = last.map(|last| last.rows.split_off(last.rows.len() - LINES_OVER.min(last.rows.len())));
            sheets.push(Sheet {
                rows: rows.unwrap_or_default(),
                is_last: false,
            });
        }
    }
    if let Some(last) = sheets.last_mut() {
        last.is_last = true;
    }
    sheets
}

/// Whether somebody signs each sheet, not only the last: those who are not of the court.
#[must_use]
pub fn signs_each(part: Part) -> bool {
    !part.is_staff()
}

fn rows(line: &Line<'_>) -> Vec<Row> {
    let label = format!("{}：", line.label);
    let row = |label: &str, text: String| Row {
        label: label.to_owned(),
        text,
    };
    let paragraphs = line.text.lines();
    if line.is_long {
        let below = paragraphs.flat_map(|paragraph| broken(paragraph, 0));
        return std::iter::once(row(&label, String::new()))
            .chain(below.map(|text| row("", text)))
            .collect();
    }
    let first = width(&label);
    let all = paragraphs.enumerate().flat_map(|(at, paragraph)| {
        let used = if at == 0 { first } else { 0 };
        broken(paragraph, used)
    });
    let all = all.enumerate();
    all.map(|(at, text)| row(if at == 0 { &label } else { "" }, text))
        .collect()
}

/// A paragraph as lines; so much of the first one is used. An empty one is an empty line.
fn broken(paragraph: &str, used: usize) -> Vec<String> {
    let most = WIDE_MOST * WIDE;
    let (mut lines, mut line, mut filled) = (Vec::new(), String::new(), used);
    for letter in paragraph.trim_end().chars() {
        let own = width_of(letter);
        if filled + own > most && !CLOSING.contains(letter) {
            lines.push(std::mem::take(&mut line));
            filled = 0;
        }
        // A run of closing marks does not hang out forever.
        if filled + own > most + WIDE {
            lines.push(std::mem::take(&mut line));
            filled = 0;
        }
        line.push(letter);
        filled += own;
    }
    lines.push(line);
    lines
}

fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(letter: char) -> usize {
    match letter {
        'A'..='Z' | '@' | '%' | '&' | 'm' | 'w' => CAPITAL,
        '\0'..='~' => NARROW,
        _ => WIDE,
    }
}
