//! What the page asks the program that reads PDF files, and what it answers. Both are of one build, so their form is nobody
//! else's business. One file is open at a time.
use serde::{Deserialize, Serialize};

use crate::{PdfFault, Picture};

/// Pages, from 1, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Opens a file in place of the one before.
    Open(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Draws a page of the open file.
    Draw {
        /// Which, from 1.
        page: u32,
        /// How many points wide.
        width: u16,
    },
    /// A new file of pages of the open one.
    Cut(Vec<Range>),
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is open and has so many pages.
    Pages(u32),
    /// A drawn page.
    Drawn(Picture),
    /// A new file.
    Cut(#[serde(with = "serde_bytes")] Vec<u8>),
    /// It cannot be done.
    Fault(PdfFault),
}

impl Question {
    /// As bytes for the program, nothing if they cannot be written.
    #[must_use]
    pub fn write(&self) -> Option<Vec<u8>> {
        postcard::to_stdvec(self).ok()
    }

    /// Of bytes of the page; nothing if they are none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Question> {
        postcard::from_bytes(bytes).ok()
    }
}

impl Answer {
    /// As bytes for the page; nothing if they cannot be written.
    #[must_use]
    pub fn write(&self) -> Option<Vec<u8>> {
        postcard::to_stdvec(self).ok()
    }

    /// Of bytes of the program; nothing if they are none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Answer> {
        postcard::from_bytes(bytes).ok()
    }
}
