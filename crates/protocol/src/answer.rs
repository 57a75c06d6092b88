//! Answers that are no view of the book, and what the worker says unasked.
use serde::{Deserialize, Serialize};

use crate::{Failure, Session, Summary, SyncView};

/// Texts by key: rules, settings.
pub type Texts = Vec<(String, String)>;

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFile {
    /// Its name.
    pub name: String,
    /// Its MIME type.
    pub mime: String,
    /// What is in it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// The file of an attachment, or its thumbnail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What is in it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// The shared store has it, too.
    pub stored: bool,
    /// Of a .docx its text, a line a paragraph: no browser shows the file. Empty of anything else, or if it cannot be read.
    pub text: Vec<String>,
}

/// An invitation that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// What follows the app's own address: `#/join/…`.
    pub fragment: String,
    /// Until when, milliseconds since 1970.
    pub expires_at_ms: u64,
}

/// What became of restoring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Restored {
    /// Nothing was open here: the book of the backup is now.
    Opened(Session),
    /// Into the open book, or in its place.
    Here(Summary),
}

/// What the worker says unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// Another tab wrote, the book changed.
    Changed(Summary),
    /// The session changed: locked by itself, by another tab, removed by somebody.
    Session(Session),
    /// Sharing goes on.
    Sync(SyncView),
    /// The app was updated in another tab, reload.
    MustReload,
    /// The worker broke down, or cannot go on; `panic` and `no_worker` say that it writes nothing any more.
    Failed(Failure),
}
