//! Why a text of nodes or norms is refused.
use std::fmt;

use thiserror::Error;

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetFault {
    /// Not JSON, or not of this shape.
    NotReadable,
    /// An id stands twice, or is empty.
    DuplicateId,
    /// A happening is named that is not there.
    UnknownKey,
    /// Who has to do it is not there.
    UnknownOwner,
    /// A norm is named that is not there.
    UnknownNorm,
    /// A kind of case is named that is not there.
    UnknownKind,
    /// A kind of basis is named that is not there.
    UnknownBasis,
    /// A clock is named that is not there.
    UnknownClock,
    /// A procedure is named that is not there.
    UnknownCourse,
    /// A node is named that is not there.
    UnknownNode,
    /// A warning is named that is not there.
    UnknownTrap,
    /// A name is missing in one of the languages.
    NameMissing,
    /// No source is cited.
    SourceMissing,
    /// No mark of how sure the source is.
    MarkMissing,
    /// A term that is not written as one.
    BadTerm,
    /// Its validity ends before it begins.
    BadValidity,
    /// Nothing starts it.
    NoTrigger,
    /// Nothing completes it.
    NoCompletion,
    /// It starts from a node that itself starts from a node.
    Chained,
    /// The keys of a case's own dates are missing.
    MissingKey,
    /// A norm that is not written as one.
    BadNorm,
    /// A figure that makes no sense.
    BadFigure,
    /// More than fits into the tables.
    TooMany,
    /// A node of national law could be set aside.
    NotInternal,
    /// What says that a matter does not apply is not its own.
    BadVoid,
}

impl SetFault {
    /// Stable code for interfaces and scripts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            SetFault::NotReadable => "not_readable",
            SetFault::DuplicateId => "duplicate_id",
            SetFault::UnknownKey => "unknown_key",
            SetFault::UnknownOwner => "unknown_owner",
            SetFault::UnknownNorm => "unknown_norm",
            SetFault::UnknownKind => "unknown_kind",
            SetFault::UnknownBasis => "unknown_basis",
            SetFault::UnknownClock => "unknown_clock",
            SetFault::UnknownCourse => "unknown_course",
            SetFault::UnknownNode => "unknown_node",
            SetFault::UnknownTrap => "unknown_trap",
            SetFault::NameMissing => "name_missing",
            SetFault::SourceMissing => "source_missing",
            SetFault::MarkMissing => "mark_missing",
            SetFault::BadTerm => "bad_term",
            SetFault::BadValidity => "bad_validity",
            SetFault::NoTrigger => "no_trigger",
            SetFault::NoCompletion => "no_completion",
            SetFault::Chained => "chained",
            SetFault::MissingKey => "missing_key",
            SetFault::BadNorm => "bad_norm",
            SetFault::BadFigure => "bad_figure",
            SetFault::TooMany => "too_many",
            SetFault::NotInternal => "not_internal",
            SetFault::BadVoid => "bad_void",
        }
    }
}

impl fmt::Display for SetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a set is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{fault}: {rule}: {detail}")]
pub struct SetError {
    /// What is wrong.
    pub fault: SetFault,
    /// The rule to blame (its id), or empty.
    pub rule: String,
    /// What of it.
    pub detail: String,
}

pub(crate) fn refuse<T>(fault: SetFault, rule: &str, detail: impl Into<String>) -> Result<T, SetError> {
    Err(SetError {
        fault,
        rule: rule.to_string(),
        detail: detail.into(),
    })
}
