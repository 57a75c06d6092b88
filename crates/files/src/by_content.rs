//! Settles by their cells what headings leave open.
use super::cell::{Cell, RawRow};
use super::column::{self, Column, Kind};
use super::heading::Confidence;
use super::layout::Layout;
use super::text::squeeze;
use super::unit_words::{self, Said};
use super::weigh::{self, share};
use super::{read_cell, words};

/// Headings that say of an amount or a day no more than that it is one.
const PLAIN: [(&str, &[&str]); 4] = [
    (
        "claim_amount_fen",
        &["金额", "数额", "标的情况", "金额合计", "总金额", "amount"],
    ),
    ("received_on", &["收案"]),
    ("closed_on", &["结案"]),
    ("filed_on", &["日期", "时间", "立案", "date"]),
];

/// Headings of a column of units.
pub(super) const UNIT_HEADINGS: [&str; 5] = ["单位", "金额单位", "货币单位", "计量单位", "标的单位"];

/// Looks at the first rows of data: a column of words is no amount (执行标的 may head either), document numbers are no
/// kind of basis, and a column of case numbers is one whatever its heading says.
pub fn settle(layout: &mut Layout, rows: &[RawRow]) {
    claim_in_words(layout, rows);
    basis_by_number(layout, rows);
    if layout.position("case_number").is_none() {
        let seq = |at: &usize| layout.columns[*at].is_none_or(|c| c.kind == Kind::Seq);
        let found = (0..layout.columns.len())
            .filter(seq)
            .find(|at| share(rows, *at, weigh::is_case_number).most());
        take(layout, found, "case_number");
    }
    plain_headings(layout, rows);
    parties(layout);
}

/// 执行标的 in words is the kind of claim: whether it was taken for the amount or lost against one.
fn claim_in_words(layout: &mut Layout, rows: &[RawRow]) {
    let Some(amount) = column::by_key("claim_amount_fen") else {
        return;
    };
    let claim = |cell: &Cell| words::find(&words::CLAIMS, &cell.as_shown()).is_some();
    let no_amount = |cell: &Cell| !read_cell::reads(amount, cell);
    let open = |at: usize| match layout.columns[at] {
        Some(column) => column.key == amount.key,
        None => squeeze(&layout.headings[at]).contains("标的") && !layout.headings[at].contains('已'),
    };
    let in_words = |at: &usize| {
        let other = share(rows, *at, no_amount);
        other.fit == other.filled && share(rows, *at, claim).most()
    };
    let found = (0..layout.columns.len()).filter(|at| open(*at)).find(in_words);
    if layout.position("claim_kind").is_none() {
        take(layout, found, "claim_kind");
    }
}

/// 执行依据 that holds numbers is the document's number; so is a column of numbers of other courts' cases.
fn basis_by_number(layout: &mut Layout, rows: &[RawRow]) {
    if layout.position("basis_doc_no").is_some() {
        return;
    }
    let number = |cell: &Cell| weigh::is_document_number(&cell.as_shown()) && !weigh::is_case_number(cell);
    let kind = |cell: &Cell| words::find(&words::BASES, &cell.as_shown()).is_some();
    let numbers = |at: usize| share(rows, at, number).most() && !share(rows, at, kind).most();
    let basis = layout.position("basis").filter(|at| numbers(*at));
    let about = |at: &usize| {
        let heading = squeeze(&layout.headings[*at]);
        layout.columns[*at].is_none()
            && ["依据", "文书", "案号", "文号"]
                .iter()
                .any(|word| heading.contains(word))
    };
    let found = basis.or_else(|| (0..layout.columns.len()).filter(about).find(|at| numbers(*at)));
    take(layout, found, "basis_doc_no");
}

/// 金额 and 日期 alone mean the claim and the filing where there is only one such column.
fn plain_headings(layout: &mut Layout, rows: &[RawRow]) {
    for (key, names) in PLAIN {
        let Some(column) = column::by_key(key).filter(|c| layout.position(c.key).is_none()) else {
            continue;
        };
        let holds = |at: usize| share(rows, at, |cell| weigh::fits(column, cell)).most();
        let named = |at: usize| names.contains(&squeeze(&layout.headings[at]).to_lowercase().as_str());
        let free = |at: &usize| layout.columns[*at].is_none() && named(*at) && holds(*at);
        let mut found = (0..layout.columns.len()).filter(free);
        if let (Some(at), None) = (found.next(), found.next()) {
            take(layout, Some(at), key);
        }
    }
}

/// A column that says of each row in which unit its amounts stand.
pub fn unit_column(layout: &Layout, rows: &[RawRow]) -> Option<usize> {
    let says = |cell: &Cell| unit_words::in_brackets(&cell.as_shown()) != Said::Nothing;
    let named = |at: &usize| UNIT_HEADINGS.contains(&squeeze(&layout.headings[*at]).as_str());
    let free = |at: &usize| layout.columns[*at].is_none() && named(at);
    (0..layout.columns.len())
        .filter(free)
        .find(|at| share(rows, *at, says).most())
}

/// One column with both sides is not needed beside columns of their own.
fn parties(layout: &mut Layout) {
    let own = layout.position("applicant").is_some() && layout.position("debtor").is_some();
    if let Some(at) = layout.position("parties").filter(|_| own) {
        layout.columns[at] = None;
    }
}

fn take(layout: &mut Layout, at: Option<usize>, key: &str) {
    let column: Option<&'static Column> = column::by_key(key);
    if let (Some(at), Some(column)) = (at, column) {
        layout.take(at, column, Confidence::Content);
    }
}
