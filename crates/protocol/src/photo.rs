//! A photo on its way into the book.
use serde::{Deserialize, Serialize};

use super::CaseId;

/// A file that a person adds to a case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewPhoto {
    /// Which case.
    pub case: CaseId,
    /// Name of the file.
    pub name: String,
    /// Its MIME type.
    pub mime: String,
    /// What it shows; may be empty.
    pub shows: String,
    /// When it was taken as far as the file tells, milliseconds since 1970.
    pub taken_ms: Option<u64>,
    /// The file.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}
