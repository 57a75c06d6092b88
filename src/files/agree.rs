//! The number and the days of a row: how the number stands, and whether they agree with each other.
use chrono::Datelike;

use super::column;
use super::hint::Hint;
use super::import::ImportRow;
use super::read_cell::Code;
use crate::casebook::field::Field;
use crate::law::case_number;

/// Quotation marks in pairs.
const QUOTES: [(char, char); 6] = [
    ('“', '”'),
    ('‘', '’'),
    ('"', '"'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
];

/// The case number without quotation marks around it and without words in brackets behind it: “（2022）豫1421执1号”,
/// （2022）豫1421执1号（首执）.
pub(super) fn bare_number(cell: &str) -> &str {
    let trimmed = cell.trim();
    let inside = QUOTES
        .iter()
        .find_map(|(open, close)| trimmed.strip_prefix(*open)?.strip_suffix(*close));
    let bare = inside.unwrap_or(trimmed);
    let behind = bare.rfind('号').map(|at| at + '号'.len_utf8());
    let Some((number, rest)) = behind.and_then(|at| bare.split_at_checked(at)) else {
        // The remark itself may hold the sign.
        return bare;
    };
    let words = rest
        .trim()
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.strip_suffix(['）', ')']));
    match words {
        Some(words) if !words.contains(|c: char| c.is_numeric()) => number,
        _ => bare,
    }
}

/// Numbers with the code of a court came into use on 2016-01-01 (案号规定, 法〔2015〕137号).
pub(super) fn old_number(number: &case_number::CaseNumber) -> Option<Hint> {
    let coded = number
        .court
        .as_ref()
        .is_some_and(|court| court.contains(|c: char| c.is_ascii_digit()));
    (number.year < 2016 && coded).then_some(Hint::OldCaseNumber)
}

/// Days that cannot both be right, or not with the year of the number: told, as nobody can say which is wrong.
pub(super) fn days_that_disagree(row: &mut ImportRow) {
    let Some(filed) = row.date(Field::FiledOn) else {
        return;
    };
    if row.date(Field::ClosedOn).is_some_and(|closed| closed < filed) {
        row.hints.push((Some("closed_on"), Hint::ClosedBeforeFiled));
    }
    // A case filed in the last days of a year may have its number from the next.
    if row.year.is_some_and(|year| i32::from(year).abs_diff(filed.year()) > 1) {
        row.hints.push((Some("filed_on"), Hint::YearsApart));
    }
}

/// An application cannot be received after its case was filed.
pub(super) fn received_before_filed(row: &mut ImportRow) {
    let (Some(received), Some(filed)) = (row.date(Field::ReceivedOn), row.date(Field::FiledOn)) else {
        return;
    };
    if received > filed {
        let column = column::by_key("received_on");
        let why = "收案日期 is later than 立案日期".to_owned();
        row.problem(column, Code::ReceivedAfterFiled, why, received.to_string());
    }
}
