//! Why a template is not taken.
use serde::{Deserialize, Serialize};

/// Why a template is not taken, or not filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TemplateError {
    /// More bytes than are read, or than a filled document may have.
    TooLarge,
    /// The file ends too early.
    Truncated,
    /// Protected by a password.
    Encrypted,
    /// A .doc file.
    OldWord,
    /// No .docx.
    NotADocument,
    /// Unpacked it would be far larger than any document.
    Bomb,
    /// It holds macros.
    Macros,
    /// It fetches something from another machine when it is opened.
    Foreign,
    /// It carries along what another program opens: an object, another document, a control.
    Carries,
    /// It holds tracked changes or comments: whoever gets the document could read what others wrote.
    Traces,
    /// It holds text that Word hides and whoever gets the document can make appear: the words of each such paragraph.
    Hidden(Vec<String>),
    /// Its inside is damaged.
    Broken,
    /// Places that cannot be filled: all of them.
    Marks(Vec<MarkFault>),
}

impl TemplateError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            TemplateError::TooLarge => "too_large",
            TemplateError::Truncated => "truncated",
            TemplateError::Encrypted => "encrypted",
            TemplateError::OldWord => "old_word",
            TemplateError::NotADocument => "not_a_document",
            TemplateError::Bomb => "bomb",
            TemplateError::Macros => "macros",
            TemplateError::Foreign => "foreign",
            TemplateError::Carries => "carries",
            TemplateError::Traces => "traces",
            TemplateError::Hidden(_) => "hidden",
            TemplateError::Broken => "broken",
            TemplateError::Marks(_) => "marks",
        }
    }
}

/// A place that cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkFault {
    /// What is wrong.
    pub what: What,
    /// Its name, as the template writes it.
    pub name: String,
    /// The text around it.
    pub around: String,
    /// The part of the file it is in, e.g. `word/header1.xml`.
    pub part: String,
}

/// What is wrong with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// No field of this name, or none outside of its list.
    UnknownField,
    /// No list of this name.
    UnknownList,
    /// Braces that are not closed in their paragraph.
    Unclosed,
    /// A list that is begun and not ended.
    NotEnded,
    /// A list that is ended and not begun.
    NotBegun,
    /// A list that begins within another, or shares a row with another.
    Nested,
    /// A list that begins in one place and ends where it cannot: in another table, or in half a row.
    Across,
}
