//! What stands in a box of a form. Empty and unreadable are never the same: the first takes a value away, the second
//! has to be mended before anything is written.

use serde::{Deserialize, Serialize};

/// What stands in a box.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entered<T> {
    /// Nothing.
    #[default]
    Empty,
    /// This value.
    Read(T),
    /// Something that is no such value, as typed.
    Unreadable(String),
}

impl<T> Entered<T> {
    /// Reads what was typed.
    pub fn of<E>(typed: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Self {
        if typed.trim().is_empty() {
            return Self::Empty;
        }
        match read(typed) {
            Ok(value) => Self::Read(value),
            Err(_) => Self::Unreadable(typed.to_owned()),
        }
    }

    /// The value, if one was read.
    pub fn value(&self) -> Option<T>
    where
        T: Copy,
    {
        match self {
            Self::Read(value) => Some(*value),
            Self::Empty | Self::Unreadable(_) => None,
        }
    }

    /// Nothing stands there.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Something stands there that cannot be read.
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable(_))
    }
}

impl<T> From<Option<T>> for Entered<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::Read)
    }
}
