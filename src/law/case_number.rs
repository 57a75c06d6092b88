//! Case numbers (案号) by 法〔2015〕137号, amended by 法〔2018〕335号; see norms.md section 5.
//!
//! Full-width digits and brackets are folded and white space dropped before reading; forms from before 2016
//! are kept as text with only their year parsed.
use std::fmt;

/// Province characters a court code may start with (兵 and 军 stand for their own court systems).
const PROVINCES: &str = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵军";
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
/// First year of the present norm.
const FIRST_YEAR: u16 = 2016;

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
    /// A form from before 2016, kept as text.
    pub legacy: bool,
}

/// Why a text is not a case number. `at` counts characters of the folded text from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CaseNumberError {
    /// What is wrong there.
    pub why: Why,
    /// Where it breaks, in characters of the text without white space.
    pub at: usize,
}

/// What is wrong with a case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Nothing there.
    Empty,
    /// No bracket before the year.
    LeftBracket,
    /// The year has not four digits.
    Year,
    /// No bracket after the year.
    RightBracket,
    /// No court code after the year, or an unknown province character.
    Court,
    /// A court code has no digits, two or four of them.
    CourtDigits,
    /// No enforcement type after the court.
    Type,
    /// No number after the type.
    Number,
    /// A number has no leading zero.
    LeadingZero,
    /// A number has at most eight digits.
    NumberTooLong,
    /// 号 is missing.
    Hao,
    /// Nothing readable after 之.
    Ordinal,
    /// Something is left after the end.
    Trailing,
}

impl Why {
    /// Stable code for messages and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Why::Empty => "empty",
            Why::LeftBracket => "left_bracket",
            Why::Year => "year",
            Why::RightBracket => "right_bracket",
            Why::Court => "court",
            Why::CourtDigits => "court_digits",
            Why::Type => "type",
            Why::Number => "number",
            Why::LeadingZero => "leading_zero",
            Why::NumberTooLong => "number_too_long",
            Why::Hao => "hao",
            Why::Ordinal => "ordinal",
            Why::Trailing => "trailing",
        }
    }

    /// Short English words, as the sample files put them.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Why::Empty => "empty",
            Why::LeftBracket => "left bracket is missing",
            Why::Year => "the year must have four digits",
            Why::RightBracket => "right bracket is missing",
            Why::Court => "no court code after the year",
            Why::CourtDigits => "a court code has no, two or four digits",
            Why::Type => "no enforcement type after the court",
            Why::Number => "number is missing",
            Why::LeadingZero => "leading zero in the number",
            Why::NumberTooLong => "number has more than eight digits",
            Why::Hao => "号 is missing",
            Why::Ordinal => "ordinal missing after 之",
            Why::Trailing => "something follows the number",
        }
    }
}

impl fmt::Display for CaseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at character {})", self.why.english(), self.at + 1)
    }
}

impl std::error::Error for CaseNumberError {}

/// Folds full-width digits and every kind of bracket, and drops white space.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'))
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '(' | '〔' | '［' | '[' | '【' => '（',
            ')' | '〕' | '］' | ']' | '】' => '）',
            other => other,
        })
        .collect()
}

/// Reads a case number.
///
/// # Errors
/// Says what is wrong and at which character of the folded text.
pub fn parse(text: &str) -> Result<CaseNumber, CaseNumberError> {
    let folded = fold(text);
    let mut cursor = Cursor { rest: &folded, at: 0 };
    if folded.is_empty() {
        return cursor.fail(Why::Empty);
    }
    cursor.expect("（", Why::LeftBracket)?;
    let year = cursor.year()?;
    cursor.expect("）", Why::RightBracket)?;
    let after_year = Cursor { ..cursor };
    modern(cursor, &folded, year).or_else(|error| legacy(after_year, &folded, year).ok_or(error))
}

/// The rest of a number by the present norm.
fn modern(mut cursor: Cursor<'_>, folded: &str, year: u16) -> Result<CaseNumber, CaseNumberError> {
    let court = cursor.court()?;
    let spec = cursor.rest.chars().next().filter(|c| SPECS.contains(*c));
    if let Some(c) = spec {
        cursor.skip(c.len_utf8());
    }
    let Some(kind) = TYPES.into_iter().find(|t| cursor.rest.starts_with(t)) else {
        return cursor.fail(Why::Type);
    };
    cursor.skip(kind.len());
    let number = cursor.number()?;
    cursor.expect("号", Why::Hao)?;
    let ordinal = cursor.ordinal()?;
    if !cursor.rest.is_empty() {
        return cursor.fail(Why::Trailing);
    }
    Ok(CaseNumber {
        normal: folded.to_owned(),
        year,
        court: Some(court),
        spec,
        kind: Some(kind),
        number: Some(number),
        ordinal,
        legacy: false,
    })
}

/// `(2014)商执字第123号`: letters with 执 or 保, 字第, a number that may have a dash, 号. Only before 2016.
fn legacy(cursor: Cursor<'_>, folded: &str, year: u16) -> Option<CaseNumber> {
    let body = cursor.rest.strip_suffix('号')?;
    let (court_and_type, number) = body.split_once("字第")?;
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let type_ok = court_and_type.contains('执') || court_and_type.ends_with('保');
    let named = (2..=10).contains(&court_and_type.chars().count()) && court_and_type.chars().all(is_han);
    let numbered = number
        .split('-')
        .all(|part| (1..=NUMBER_DIGITS_MAX).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        && number.matches('-').count() <= 1;
    (year < FIRST_YEAR && type_ok && named && numbered).then(|| CaseNumber {
        normal: folded.to_owned(),
        year,
        court: None,
        spec: None,
        kind: None,
        number: None,
        ordinal: None,
        legacy: true,
    })
}

/// What is left to read, and how many characters were read.
struct Cursor<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn fail<T>(&self, why: Why) -> Result<T, CaseNumberError> {
        Err(CaseNumberError { why, at: self.at })
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let (head, tail) = self.rest.split_at(bytes);
        self.at += head.chars().count();
        self.rest = tail;
        head
    }

    fn expect(&mut self, token: &str, why: Why) -> Result<(), CaseNumberError> {
        if self.rest.starts_with(token) {
            self.skip(token.len());
            return Ok(());
        }
        self.fail(why)
    }

    fn digits(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    fn year(&mut self) -> Result<u16, CaseNumberError> {
        let digits = self.digits();
        match (digits, self.rest.get(..digits).and_then(|d| d.parse().ok())) {
            (4, Some(year)) if year >= 1949 => {
                self.skip(4);
                Ok(year)
            }
            _ => self.fail(Why::Year),
        }
    }

    fn court(&mut self) -> Result<String, CaseNumberError> {
        if self.rest.starts_with(SUPREME) {
            return Ok(self.skip(SUPREME.len()).to_owned());
        }
        let Some(province) = self.rest.chars().next().filter(|c| PROVINCES.contains(*c)) else {
            return self.fail(Why::Court);
        };
        let mut court = self.skip(province.len_utf8()).to_owned();
        match self.digits() {
            digits @ (0 | 2 | 4) => court.push_str(self.skip(digits)),
            _ => return self.fail(Why::CourtDigits),
        }
        Ok(court)
    }

    fn number(&mut self) -> Result<u32, CaseNumberError> {
        let digits = self.digits();
        if digits == 0 {
            return self.fail(Why::Number);
        }
        if self.rest.starts_with('0') {
            return self.fail(Why::LeadingZero);
        }
        if digits > NUMBER_DIGITS_MAX {
            return self.fail(Why::NumberTooLong);
        }
        match self.skip(digits).parse() {
            Ok(number) => Ok(number),
            Err(_) => self.fail(Why::Number),
        }
    }

    fn ordinal(&mut self) -> Result<Option<String>, CaseNumberError> {
        if !self.rest.starts_with('之') {
            return Ok(None);
        }
        self.skip('之'.len_utf8());
        let is_ordinal = |c: &char| "一二三四五六七八九十百零〇".contains(*c) || c.is_ascii_digit();
        let bytes: usize = self.rest.chars().take_while(is_ordinal).map(char::len_utf8).sum();
        if bytes == 0 {
            return self.fail(Why::Ordinal);
        }
        Ok(Some(self.skip(bytes).to_owned()))
    }
}
