//! What lies in the archive of a volume, with hashes: signed by the device that made it, so that a file changed, taken out or
//! added afterwards is found without Fenliu (`tests/decoder/verify_volume.mjs`; docs/format.md).
use casebook::attachment::{Attachment, Origin};
use casebook::dossier::{Entry, Section};
use law::canonical::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::FileError;

/// The name of its file in the archive.
pub const NAME: &str = "校验清单.json";
/// The name of the file with its signature, in hexadecimal digits.
pub const SIGNATURE: &str = "校验清单.sig";
/// What the signature is for.
pub const DOMAIN: &str = "fenliu volume 1";

/// The whole of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What it is, and how it is written.
    pub form: String,
    /// The court, or empty.
    pub court: String,
    /// 案号
    pub case_number: String,
    /// 正卷 or 副卷
    pub volume: String,
    /// Milliseconds since 1970 when it was made, by the clock of the device.
    pub made_at_ms: u64,
    /// Who made it.
    pub made_by: String,
    /// The key that signs it (Ed25519), in hexadecimal digits: that of a device of the book.
    pub key: String,
    /// The lines of the catalogue in their order.
    pub lines: Vec<Line>,
    /// The other files in the archive, without this one and its signature.
    pub others: Vec<Hashed>,
}

/// A file and its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashed {
    /// Its name in the archive.
    pub file: String,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl Hashed {
    /// Of a file that goes into the archive.
    #[must_use]
    pub fn of(file: &str, bytes: &[u8]) -> Hashed {
        Hashed {
            file: file.to_owned(),
            sha256: hex(&Sha256::digest(bytes)),
        }
    }
}

/// A line of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number in the volume.
    pub number: u32,
    /// Its heading.
    pub heading: String,
    /// What it is called.
    pub title: String,
    /// The day it bears.
    pub on: Option<String>,
    /// How many pages it has, if that is known.
    pub pages: Option<u32>,
    /// Its file; nothing: it is a document without one.
    pub file: Option<Hashed>,
    /// Where the file was when it came to the book: `taken_here`, `made_here`, `brought_in`.
    pub origin: Option<String>,
    /// SHA-256 of the file as it came to the book; another than that of the file here where this is a part of a scan.
    pub source_sha256: Option<String>,
    /// Its pages in the scan: `3-5`.
    pub source_pages: Vec<String>,
    /// Who added it.
    pub added_by: String,
    /// When, milliseconds since 1970.
    pub added_at_ms: u64,
}

impl Line {
    /// Of a line, its file in the archive, and the attachment that is from.
    #[must_use]
    pub fn of(section: &Section<'_>, entry: &Entry, file: Option<Hashed>, source: Option<&Attachment>) -> Line {
        let runs = entry.part.iter().flat_map(|part| &part.runs);
        Line {
            number: entry.number,
            heading: section.heading.name.zh.clone(),
            title: entry.title.clone(),
            on: entry.on.map(|day| day.to_string()),
            pages: entry.pages,
            file,
            origin: entry.origin.map(|origin| word(origin).to_owned()),
            source_sha256: source.map(|source| hex(&source.sha256)),
            source_pages: runs.map(|run| format!("{}-{}", run.start(), run.end())).collect(),
            added_by: entry.by.clone(),
            added_at_ms: entry.at_ms,
        }
    }
}

fn word(origin: Origin) -> &'static str {
    match origin {
        Origin::TakenHere => "taken_here",
        Origin::MadeHere => "made_here",
        Origin::BroughtIn => "brought_in",
    }
}

impl Manifest {
    /// How it is written.
    pub const FORM: &'static str = "fenliu-volume-1";

    /// As it lies in the archive, and as it is signed.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self) -> Result<Vec<u8>, FileError> {
        serde_json::to_vec_pretty(self).map_err(|_| FileError::Broken)
    }
}
