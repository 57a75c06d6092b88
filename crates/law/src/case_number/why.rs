//! What is wrong with a case number, and where.
use std::fmt;

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
