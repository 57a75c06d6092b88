//! How far a series of numbers of documents was really used, said by a person after an older backup was restored: what was sent
//! since the backup was made bears numbers that no record knows. Kept in the folder of the bureau, so that all devices go on
//! from there; one record to a series and device, so that two who write it write one.
use sha2::{Digest, Sha256};

use super::book::{Book, BookError};
use super::edit::RecordEdit;
use super::field::Value;
use super::folder::BUREAU;
use super::keyed;
use super::slot::{Kind, RecordKey};
use super::state::latest;

/// The kind of such records (`rules/records/last_number.json`), and its fields.
pub const LAST_NUMBER: Kind = Kind(55);
const SERIES: u16 = 1;
const LAST: u16 = 2;
const DEVICE: u16 = 3;

/// What such a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastNumber {
    /// The series, as it is called.
    pub series: String,
    /// The last serial that was really used; 0: none.
    pub last: u32,
    /// The device that was restored.
    pub device: String,
}

impl LastNumber {
    /// What writes it.
    #[must_use]
    pub fn edit(&self) -> RecordEdit {
        let mut hash = Sha256::new();
        hash.update(b"last number");
        for text in [&self.device, &self.series] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        }
        let id = hash.finalize().first_chunk::<16>().copied().unwrap_or_default();
        let fields = vec![
            (SERIES, Value::Text(self.series.clone())),
            (LAST, Value::Number(i64::from(self.last))),
            (DEVICE, Value::Text(self.device.clone())),
        ];
        keyed::edit(RecordKey { kind: LAST_NUMBER, id }, &[], fields)
    }
}

impl Book {
    /// All that was said of series.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the bureau's folder cannot be read.
    pub fn last_numbers(&self) -> Result<Vec<LastNumber>, BookError> {
        let Some(state) = self.state(&BUREAU)? else {
            return Ok(Vec::new());
        };
        let said = state.marked(LAST_NUMBER).filter_map(|(_, fields)| {
            let text = |field| match latest(fields, field) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            };
            let Some(Value::Number(last)) = latest(fields, LAST) else {
                return None;
            };
            Some(LastNumber {
                series: text(SERIES)?,
                last: u32::try_from(*last).ok()?,
                device: text(DEVICE).unwrap_or_default(),
            })
        });
        Ok(said.collect())
    }
}
