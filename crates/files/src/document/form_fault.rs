//! Why a form is not taken.
use serde::{Deserialize, Serialize};

use super::template::TemplateError;

/// Why the texts of forms are not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormError {
    /// The file.
    pub file: String,
    /// Where in it, e.g. `blocks[3].rows[0][1]`; empty if it is the whole file.
    pub place: String,
    /// What is wrong there.
    pub fault: FormFault,
}

/// What is wrong in the text of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormFault {
    /// Not the text of a form; with the reader's words.
    Unreadable(String),
    /// No key, or one that is no name.
    NoKey,
    /// A key, or a field it asks for, that is there already.
    Twice(String),
    /// A name that is missing in one of the languages, too long, or with signs nobody sees.
    NoName,
    /// No article it rests on.
    NoSource,
    /// No mark of how sure the article is.
    NoMark,
    /// A place with a name that is not known.
    UnknownField(String),
    /// A list that is not known.
    UnknownList(String),
    /// Braces that are not closed, or a begin or an end of a list, which `each` says here.
    Braces(String),
    /// A block that says nothing, or none at all.
    Empty,
    /// What it is recorded as when sent is none of the kinds of documents.
    UnknownSort(String),
    /// Not how numbers are made.
    Numbered(String),
    /// Neither blocks nor a .docx, or both.
    NoBody,
    /// The .docx in it is not taken.
    Docx(TemplateError),
    /// A form of one's own under the name of another: it is said which one is meant.
    NameTaken(String),
    /// More is asked than a page can hold.
    AsksTooMany,
    /// More bytes than a form may have.
    TooLarge,
    /// Neither the text of a form nor a .docx.
    NotAForm,
    /// A table whose rows have more or fewer cells than it has columns, or whose columns do not fill the line.
    Columns,
}
