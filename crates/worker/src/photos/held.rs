//! Sealed pictures held here. They lie in a room of their own under the names they have in the shared store; what is
//! noted of them is one record, written in the same transaction as the pictures.
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use crate::share::Object;
use casebook::photo::PhotoId;
use protocol::{OwnRecord, Refusal};
use store::{Batch, Durability, Key, RecordStore, StoreTable, Want};
use sync::names::Name;
use sync::pictures::Pictures;
use vault::blob::Kind;

pub(crate) const PICTURES: OwnRecord = OwnRecord::Pictures;

/// A record to put.
pub(crate) type Record = (StoreTable, Key, Vec<u8>);

/// What is noted, as a record to put.
fn record(noted: &Pictures) -> Result<Record, WorkError> {
    let bytes = postcard::to_stdvec(noted).map_err(|_| refused(OwnRecord::Pictures))?;
    Ok((StoreTable::Meta, PICTURES.code().into(), bytes))
}

/// The name of a picture in the store.
pub(crate) fn name_of(id: PhotoId, kind: Kind) -> Name {
    match kind {
        Kind::Whole => Name::Blob(id),
        Kind::Thumbnail => Name::Thumb(id),
    }
}

/// Whether it is the name of a picture.
pub(crate) fn is_picture(name: &str) -> bool {
    matches!(Name::parse(name), Some(Name::Blob(_) | Name::Thumb(_)))
}

/// The records that keep these pictures, of which the store is not known to have any, and name them with all others.
pub(crate) fn with_pictures(
    noted: &mut Pictures,
    pictures: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> Result<Vec<Record>, WorkError> {
    let mut records = Vec::new();
    for (name, sealed) in pictures {
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
    /// What is noted of the pictures here.
    ///
    /// # Errors
    /// `pictures` if the note cannot be read; opening the book makes it again.
    pub(crate) async fn pictures(&self) -> Result<Pictures, WorkError> {
        let pictures: Pictures = self.record_of(PICTURES).await?.unwrap_or_default();
        self.with(|s| s.share.view.photos = pictures.photos_waiting());
        Ok(pictures)
    }

    /// As [`Service::pictures`]; should the note not be readable, all pictures that lie here. Whether the store has them is
    /// then asked anew.
    pub(crate) async fn pictures_anyway(&self) -> Result<Pictures, WorkError> {
        match self.pictures().await {
            Err(WorkError::Refused(Refusal::Record(PICTURES))) => {}
            other => return other,
        }
        let found = self.journal.records().read(&[Want::Keys(StoreTable::Blobs)]).await?;
        let mut noted = Pictures::default();
        for (key, _) in found.into_iter().flatten() {
            let Key::Text(name) = key else { continue };
            // One by one: together they may be more than memory holds.
            if let Some(bytes) = self.picture_here(&name).await? {
                noted.note(name, bytes.len() as u64, false);
            }
        }
        Ok(noted)
    }

    /// Makes the note of the pictures again, should it not be readable. If that cannot be stored, the next opening tries.
    pub(crate) async fn renote_if_unreadable(&self) {
        if matches!(
            self.pictures().await,
            Err(WorkError::Refused(Refusal::Record(PICTURES)))
        ) {
            let _held = self.platform.hold().await;
            if let Ok(noted) = self.pictures_anyway().await {
                self.keep_noted(&noted).await.ok();
            }
        }
    }

    /// Keeps what is noted.
    pub(crate) async fn keep_noted(&self, noted: &Pictures) -> Result<(), WorkError> {
        self.keep_record(record(noted)?).await?;
        self.with(|s| s.share.view.photos = noted.photos_waiting());
        Ok(())
    }

    /// The records that keep these pictures here, which the store lacks. The caller holds the right to write.
    pub(crate) async fn pictures_with(&self, objects: Vec<Object>) -> Result<Vec<Record>, WorkError> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let mut noted = self.pictures().await?;
        let named = objects.into_iter().map(|(name, bytes)| (name.to_string(), bytes));
        with_pictures(&mut noted, named)
    }

    /// The sealed picture of this name, if it is here.
    pub(crate) async fn picture_here(&self, name: &str) -> Result<Option<Vec<u8>>, WorkError> {
        let found = self
            .journal
            .records()
            .read(&[Want::One(StoreTable::Blobs, name.into())])
            .await?;
        Ok(found.into_iter().flatten().next().map(|(_, bytes)| bytes))
    }

    /// Keeps a picture that came from the store: next time it needs no network. Losing it loses nothing.
    pub(crate) async fn keep_picture(&self, name: &str, bytes: Vec<u8>) -> Result<(), WorkError> {
        let _held = self.platform.hold().await;
        let mut noted = self.pictures().await?;
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
    fn only_pictures_are_taken_for_pictures() {
        for kind in [Kind::Whole, Kind::Thumbnail] {
            assert!(is_picture(&name_of([5; 16], kind).to_string()));
        }
        assert!(!is_picture("r/00000000000000000000000000000000") && !is_picture("b/../x"));
    }
}
