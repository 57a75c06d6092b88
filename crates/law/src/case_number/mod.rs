//! Case numbers (案号) by 法〔2015〕137号, amended by 法〔2018〕335号; see norms.md section 5.
//!
//! Full-width digits and brackets are folded, white space, invisible marks and a label before the number dropped.
//! Forms from before 2016, and those left over in that year, are kept as text with only their year parsed.
use super::text::{squeeze, without_apostrophe};

mod cursor;
mod legacy;
mod typed;
mod why;

use cursor::Cursor;
pub use typed::typed;
pub use why::{CaseNumberError, Why};

/// Province characters a court code may start with (兵 and 军 stand for their own court systems).
const PROVINCES: &str = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军";
/// The Supreme People's Court, the only court without a province.
const SUPREME: &str = "最高法";
/// Enforcement types, longest first so that 执 does not eat 执恢.
const TYPES: [&str; 10] = [
    "执恢", "执保", "执异", "执复", "执监", "执协", "执请", "执他", "财保", "执",
];
/// Characters that may stand before the type (special courts and divisions).
const SPECS: &str = "知";
/// Longest number the norm foresees.
const NUMBER_DIGITS_MAX: usize = 8;
/// Last year with numbers of the old form: the present one is in force from 2016-01-01, and some courts were late.
const LEGACY_UNTIL: u16 = 2016;
/// Labels left before a number that was copied with them.
const LABELS: [&str; 4] = ["执行案号", "案件号", "案号", ":"];

/// Whether enforcement case numbers bear this type, e.g. `执恢`.
#[must_use]
pub fn is_type(text: &str) -> bool {
    TYPES.contains(&text)
}

/// A case number as read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CaseNumber {
    /// Written the one right way: full-width brackets, half-width digits, no spaces.
    pub normal: String,
    /// Year in the brackets.
    pub year: u16,
    /// Court code, e.g. `豫14`; none for legacy forms.
    pub court: Option<String>,
    /// The character before the type (知), if any.
    pub spec: Option<char>,
    /// Type, e.g. `执恢`; none for legacy forms.
    pub kind: Option<&'static str>,
    /// Serial number; none for legacy forms.
    pub number: Option<u32>,
    /// Ordinal after 之 (of a document in the case).
    pub ordinal: Option<String>,
    /// An old form, kept as text.
    pub legacy: bool,
}

/// Folds full-width digits and every kind of bracket, and drops white space, invisible marks and a label.
#[must_use]
pub fn fold(text: &str) -> String {
    let squeezed = squeeze(text);
    let mut rest = without_apostrophe(&squeezed);
    while let Some(after) = LABELS.iter().find_map(|label| rest.strip_prefix(label)) {
        rest = after;
    }
    let rest = rest.strip_suffix(['。', ';', ',', '.']).unwrap_or(rest);
    rest.chars()
        .map(|c| match c {
            '(' | '[' | '{' | '<' | '〔' | '【' | '〖' | '〈' | '《' | '「' | '『' => '（',
            ')' | ']' | '}' | '>' | '〕' | '】' | '〗' | '〉' | '》' | '」' | '』' => '）',
            '號' => '号',
            '執' => '执',
            other => other,
        })
        .collect()
}

/// Reads a case number.
///
/// ```
/// let number = law::case_number::parse("(2022)豫14执字第101号");
/// assert!(number.is_ok_and(|number| number.year == 2022 && number.kind == Some("执")));
/// assert!(law::case_number::parse("豫14执101").is_err());
/// ```
///
/// # Errors
/// Says what is wrong and at which character of the folded text.
pub fn parse(text: &str) -> Result<CaseNumber, CaseNumberError> {
    read(&fold(text))
}

/// Reads a folded text.
fn read(folded: &str) -> Result<CaseNumber, CaseNumberError> {
    let mut cursor = Cursor { rest: folded, at: 0 };
    if folded.is_empty() {
        return cursor.fail(Why::Empty);
    }
    if let Some(number) = legacy::without_brackets(folded) {
        return Ok(number);
    }
    cursor.expect("（", Why::LeftBracket)?;
    let year = cursor.year()?;
    cursor.expect("）", Why::RightBracket)?;
    let after_year = cursor.rest;
    modern(cursor, year).or_else(|error| legacy::read(after_year, year).ok_or(error))
}

/// The rest of a number by the present norm.
fn modern(mut cursor: Cursor<'_>, year: u16) -> Result<CaseNumber, CaseNumberError> {
    let court = cursor.court()?;
    let spec = cursor.rest.chars().next().filter(|c| SPECS.contains(*c));
    if let Some(c) = spec {
        cursor.skip(c.len_utf8());
    }
    let Some(kind) = TYPES.into_iter().find(|t| cursor.rest.starts_with(t)) else {
        return cursor.fail(Why::Type);
    };
    cursor.skip(kind.len());
    // A habit of the old form: （2024）京0101执字第500号 is 执500号.
    if year > LEGACY_UNTIL && cursor.rest.starts_with("字第") {
        cursor.skip("字第".len());
    }
    let number = cursor.number()?;
    cursor.expect("号", Why::Hao)?;
    let ordinal = cursor.ordinal()?;
    if !cursor.rest.is_empty() {
        return cursor.fail(Why::Trailing);
    }
    let special = spec.map(String::from).unwrap_or_default();
    let document = ordinal.as_ref().map(|o| format!("之{o}")).unwrap_or_default();
    Ok(CaseNumber {
        normal: format!("（{year}）{court}{special}{kind}{number}号{document}"),
        year,
        court: Some(court),
        spec,
        kind: Some(kind),
        number: Some(number),
        ordinal,
        legacy: false,
    })
}
