//! Sealed blobs held here. They lie in a room of their own under the names they have in the shared store; what is
//! noted of them is one record, written in the same transaction as the blobs.
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use crate::share::Object;
use casebook::attachment::AttachmentId;
use protocol::{OwnRecord, Refusal};
use store::{Batch, Durability, Key, RecordStore, StoreTable, Want};
use sync::blobs::Blobs;
use sync::names::Name;
use vault::blob::Kind;

pub(crate) const BLOBS: OwnRecord = OwnRecord::Blobs;

/// A record to put.
pub(crate) type Record = (StoreTable, Key, Vec<u8>);

/// What is noted, as a record to put.
fn record(noted: &Blobs) -> Result<Record, WorkError> {
    let bytes = postcard::to_stdvec(noted).map_err(|_| refused(OwnRecord::Blobs))?;
    Ok((StoreTable::Meta, BLOBS.code().into(), bytes))
}

/// The name of a blob in the store.
pub(crate) fn name_of(id: AttachmentId, kind: Kind) -> Name {
    match kind {
        Kind::Whole => Name::Blob(id),
        Kind::Thumbnail => Name::Thumb(id),
    }
}

/// Whether it is the name of a blob.
pub(crate) fn is_blob(name: &str) -> bool {
    matches!(Name::parse(name), Some(Name::Blob(_) | Name::Thumb(_)))
}

/// The records that keep these blobs, of which the store is not known to have any, and name them with all others.
pub(crate) fn with_blobs(
    noted: &mut Blobs,
    blobs: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> Result<Vec<Record>, WorkError> {
    let mut records = Vec::new();
    for (name, sealed) in blobs {
        let key = Key::from(name.as_str());
        noted.note(name, sealed.len() as u64, false);
        records.push((StoreTable::Blobs, key, sealed));
    }
    if !records.is_empty() {
        records.push(record(noted)?);
    }
    Ok(records)
}

impl<G: Platform> Service<G> {
    /// What is noted of the blobs here.
    ///
    /// # Errors
    /// `blobs` if the note cannot be read; opening the book makes it again.
    pub(crate) async fn blobs(&self) -> Result<Blobs, WorkError> {
        let blobs: Blobs = self.record_of(BLOBS).await?.unwrap_or_default();
        self.with(|s| s.share.view.attachments = blobs.attachments_waiting());
        Ok(blobs)
    }

    /// As [`Service::blobs`]; should the note not be readable, all blobs that lie here. Whether the store has them is
    /// then asked anew.
    pub(crate) async fn blobs_anyway(&self) -> Result<Blobs, WorkError> {
        match self.blobs().await {
            Err(WorkError::Refused(Refusal::Record(BLOBS))) => {}
            other => return other,
        }
        let found = self.journal.records().read(&[Want::Keys(StoreTable::Blobs)]).await?;
        let mut noted = Blobs::default();
        for (key, _) in found.into_iter().flatten() {
            let Key::Text(name) = key else { continue };
            // One by one: together they may be more than memory holds.
            if let Some(bytes) = self.blob_here(&name).await? {
                noted.note(name, bytes.len() as u64, false);
            }
        }
        Ok(noted)
    }

    /// Makes the note of the blobs again, should it not be readable. If that cannot be stored, the next opening tries.
    pub(crate) async fn renote_if_unreadable(&self) {
        if matches!(self.blobs().await, Err(WorkError::Refused(Refusal::Record(BLOBS)))) {
            let _held = self.platform.hold().await;
            if let Ok(noted) = self.blobs_anyway().await {
                self.keep_noted(&noted).await.ok();
            }
        }
    }

    /// Keeps what is noted.
    pub(crate) async fn keep_noted(&self, noted: &Blobs) -> Result<(), WorkError> {
        self.keep_record(record(noted)?).await?;
        self.with(|s| s.share.view.attachments = noted.attachments_waiting());
        Ok(())
    }

    /// The records that keep these blobs here, which the store lacks. The caller holds the right to write.
    pub(crate) async fn blobs_with(&self, objects: Vec<Object>) -> Result<Vec<Record>, WorkError> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let mut noted = self.blobs().await?;
        let named = objects.into_iter().map(|(name, bytes)| (name.to_string(), bytes));
        with_blobs(&mut noted, named)
    }

    /// The sealed blob of this name, if it is here.
    pub(crate) async fn blob_here(&self, name: &str) -> Result<Option<Vec<u8>>, WorkError> {
        let found = self
            .journal
            .records()
            .read(&[Want::One(StoreTable::Blobs, name.into())])
            .await?;
        Ok(found.into_iter().flatten().next().map(|(_, bytes)| bytes))
    }

    /// Keeps a blob that came from the store: next time it needs no network. Losing it loses nothing.
    pub(crate) async fn keep_blob(&self, name: &str, bytes: Vec<u8>) -> Result<(), WorkError> {
        let _held = self.platform.hold().await;
        let mut noted = self.blobs().await?;
        noted.note(name.to_owned(), bytes.len() as u64, true);
        let batch = Batch {
            put: vec![(StoreTable::Blobs, name.into(), bytes), record(&noted)?],
            durability: Durability::Relaxed,
            ..Batch::default()
        };
        Ok(self.journal.records().commit(&batch).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blobs_are_taken_for_blobs() {
        for kind in [Kind::Whole, Kind::Thumbnail] {
            assert!(is_blob(&name_of([5; 16], kind).to_string()));
        }
        assert!(!is_blob("r/00000000000000000000000000000000") && !is_blob("b/../x"));
    }
}
