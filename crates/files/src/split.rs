//! Amounts written into a csv without quotation marks: 300,000 falls into two cells.
use super::cell::RawRow;
use super::column::Kind;
use super::layout::Layout;
use super::text::{squeeze, trimmed};

/// The place of an amount whose thousands seem to stand in the next cell: one to three figures, and beside them just
/// three in a column that holds no amounts. Where it does, only figures that begin with a zero are no amount themselves.
#[must_use]
pub fn amount(layout: &Layout, raw: &RawRow) -> Option<usize> {
    amount_among(raw, |at| {
        let column = layout.columns.get(at).copied().flatten();
        column.map(|column| column.kind == Kind::Amount)
    })
}

/// The same where `holds_amounts` says it of a column; of one that is not read it says nothing.
pub(super) fn amount_among(raw: &RawRow, holds_amounts: impl Fn(usize) -> Option<bool>) -> Option<usize> {
    let text = |at: usize| {
        raw.cells
            .get(at)
            .and_then(|cell| cell.text())
            .map(squeeze)
            .unwrap_or_default()
    };
    (0..raw.cells.len())
        .filter(|at| holds_amounts(*at) == Some(true))
        .find(|at| {
            let next = text(at + 1);
            let counts = holds_amounts(at + 1) == Some(false) || next.starts_with('0');
            counts && begins(&text(*at)) && goes_on(&next)
        })
}

/// One to three figures that do not begin with a zero.
fn begins(text: &str) -> bool {
    let figures = text.trim_start_matches(['\u{a5}', '-']);
    (1..=3).contains(&figures.len()) && is_figures(figures) && !figures.starts_with('0')
}

/// Three figures and what may stand behind the last of an amount.
fn goes_on(text: &str) -> bool {
    let figures = trimmed(text).unwrap_or_default().trim_end_matches('元');
    let (whole, cents) = figures.split_once('.').unwrap_or((figures, ""));
    whole.len() == 3 && is_figures(whole) && cents.len() <= 2 && is_figures(cents)
}

fn is_figures(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}
