//! Forms of documents in force, and a court's own that are taken in.
use files::document::{FormError, Head};
use serde::{Deserialize, Serialize};

/// The forms in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormsInForce {
    /// In the order they are shown: those built in, then those the court added.
    pub forms: Vec<FormInForce>,
    /// What lies in the book and cannot be used here.
    pub left_out: Vec<FormLeftOut>,
    /// Who can sign as a judge today: offered where a form names one.
    pub judges: Vec<Judge>,
}

/// Somebody who can sign as a judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judge {
    /// The name.
    pub name: String,
    /// For whom this person stands in today.
    pub stands_in_for: Vec<String>,
}

/// A form in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormInForce {
    /// What it is.
    pub head: Head,
    /// That it is the court's own; nothing if it is built in.
    pub own: Option<OwnForm>,
}

/// Where a form of one's own comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnForm {
    /// Its key among the texts of the book ([`crate::PutRules`]).
    pub key: String,
    /// It is a .docx: what it looks like is told by that file alone.
    pub is_docx: bool,
    /// It takes the place of one that is built in.
    pub replaces: bool,
    /// Bytes of its text.
    pub bytes: u32,
    /// Who put it in, or empty.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
}

/// A form that lies in the book and cannot be used here: another build took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormLeftOut {
    /// Its key among the texts of the book.
    pub key: String,
    /// Why not.
    pub why: FormError,
}

/// A file that can be a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormChecked {
    /// What it would be.
    pub head: Head,
    /// It is a .docx.
    pub is_docx: bool,
    /// It takes the place of one that is built in.
    pub replaces: bool,
    /// It takes the place of one the court put in before.
    pub again: bool,
    /// The fields a .docx uses.
    pub fields: Vec<String>,
}

/// A file that cannot be a form. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRefused {
    /// Why not.
    pub why: FormError,
    /// Names nobody knows, each with the known one that is nearest.
    pub meant: Vec<(String, Option<String>)>,
}
