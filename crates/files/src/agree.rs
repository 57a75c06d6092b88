//! The number and the days of a row: how the number stands, and whether they agree with each other.
use chrono::{Datelike, NaiveDate};

use super::column;
use super::hint::Hint;
use super::import::ImportRow;
use super::read_cell::Code;
use casebook::field::{Field, Value};
use casebook::sound::{Days, Unsound};
use law::case_number;

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

/// The year of the number and the filing day do not go together: told, as nobody can say which is wrong.
pub(super) fn years_apart(row: &mut ImportRow) {
    // A case filed in the last days of a year may have its number from the next.
    let apart = |year: u16, filed: NaiveDate| i32::from(year).abs_diff(filed.year()) > 1;
    let (Some(year), Some(filed)) = (row.year, row.date(Field::FILED_ON)) else {
        return;
    };
    if apart(year, filed) {
        row.hints.push((Some("filed_on"), Hint::YearsApart));
    }
}

/// Days that cannot be: those in the future of `today`, or without it those that contradict each other.
pub(super) fn sound(row: &mut ImportRow, today: Option<NaiveDate>) {
    let mut found = Days::of(|field| row.date(field).map(Value::Date)).unsound(today);
    found.retain(|(_, unsound)| (*unsound == Unsound::InFuture) == today.is_some());
    for (field, unsound) in found {
        let (code, why) = match unsound {
            Unsound::ReceivedAfterFiled => (Code::ReceivedAfterFiled, "收案日期 is later than 立案日期"),
            Unsound::ClosedBeforeFiled => (Code::ClosedBeforeFiled, "结案日期 is earlier than 立案日期"),
            Unsound::InFuture => (Code::InFuture, "the day has not come yet"),
            // Of what happened; a row says nothing of that.
            Unsound::BeforeFiled | Unsound::BeforeReceived => continue,
        };
        let column = column::COLUMNS.iter().find(|column| column.field == Some(field));
        let day = row.date(field).map(|day| day.to_string()).unwrap_or_default();
        row.problem(column, code, why.to_owned(), day);
    }
}
