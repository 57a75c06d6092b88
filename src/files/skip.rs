//! Rows that are no cases: blank ones, totals, notes below the list, the header repeated on every page.
use super::cell::{Cell, RawRow};
use super::header::Layout;
use super::text::squeeze;

/// Words that make a row a total row.
const TOTALS: [&str; 8] = ["合计", "总计", "小计", "共计", "累计", "本页合计", "total", "totals"];
/// Words that begin a line below the list which is no case.
const NOTES: [&str; 9] = [
    "制表",
    "填表",
    "审核",
    "复核",
    "说明:",
    "备注:",
    "注:",
    "统计人",
    "打印时间",
];

/// Not blank but for a running number, not a total, not a note, not the header again.
#[must_use]
pub fn is_data(layout: &Layout, raw: &RawRow) -> bool {
    let seq = layout.position("seq");
    let filled = || {
        raw.cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| Some(*at) != seq && !cell.is_blank())
    };
    let number = layout.position("case_number");
    let number_text = number
        .map(|at| squeeze(&raw.cell(at).shown()).to_lowercase())
        .unwrap_or_default();
    if number.is_some_and(|at| squeeze(&layout.headings[at]).to_lowercase() == number_text) && !number_text.is_empty() {
        return false;
    }
    let unnumbered = number_text.is_empty() || is_total(&number_text) || is_note(&number_text);
    if !unnumbered {
        return true;
    }
    if filled().next().is_none() && seq.is_none_or(|at| !raw.cell(at).text().is_some_and(is_words)) {
        return false;
    }
    let text = |cell: &Cell| cell.text().map(|t| squeeze(t).to_lowercase()).unwrap_or_default();
    let total = raw.cells.iter().any(|cell| is_total(&text(cell)));
    let first = raw
        .cells
        .iter()
        .find(|cell| !cell.is_blank())
        .map(text)
        .unwrap_or_default();
    !total && !is_note(&first)
}

/// A total word, alone or with its count behind it: `合计`, `合计：300件`, `总计(元)`.
fn is_total(squeezed: &str) -> bool {
    TOTALS.iter().any(|word| {
        squeezed.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || (rest.starts_with([':', '(', '共']) && rest.chars().count() <= 12)
                || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn is_note(squeezed: &str) -> bool {
    NOTES.iter().any(|word| squeezed.starts_with(word))
}

/// Words rather than a running number.
fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
