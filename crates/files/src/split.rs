//! Amounts written into a csv without quotation marks: 300,000 falls into two cells.
use super::cell::RawRow;
use super::column::Kind;
use super::layout::Layout;
use super::text::{squeeze, trimmed};

/// The place of an amount whose thousands seem to stand in the next cell: one to three figures, and beside them just
/// three in a column that holds no amounts. Where it does, only figures that begin with a zero are no amount themselves.
#[must_use]
pub fn amount(layout: &Layout, raw: &RawRow) -> Option<usize> {
    let kind = |at: usize| layout.columns.get(at).copied().flatten().map(|column| column.kind);
    let text = |at: usize| {
        raw.cells
            .get(at)
            .and_then(|cell| cell.text())
            .map(squeeze)
            .unwrap_or_default()
    };
    (0..raw.cells.len())
        .filter(|at| kind(*at) == Some(Kind::Amount))
        .find(|at| {
            let next = text(at + 1);
            let counts = !matches!(kind(at + 1), Some(Kind::Amount) | None) || next.starts_with('0');
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
