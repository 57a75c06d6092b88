//! A court's own kinds of record and flows: what is in force, and what a text would change.
use casebook::kinds::{Change, KindsError};
use serde::{Deserialize, Serialize};

/// The court's own texts of kinds and flows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindsInForce {
    /// Those in force, by key.
    pub own: Vec<OwnKind>,
    /// What lies in the book and does not stand beside them.
    pub left_out: Vec<KindsError>,
}

/// A text of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnKind {
    /// Its key among the texts of the book ([`crate::PutRules`]).
    pub key: String,
    /// The text.
    pub text: String,
    /// Who put it in, or empty.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
}

/// What becomes of the kinds with a text, or without it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindsChecked {
    /// What changes, one by one; nothing: all stays as it is.
    pub changes: Vec<Change>,
    /// How many records of these kinds there are.
    pub records: u32,
}
