//! Sealed pictures held here: which there are, and which of them the shared store has.
//!
//! They lie in a room of their own under the names they have in the store. What is noted of them is one record, written
//! in the same transaction as the pictures.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::error::WorkError;
use super::ground::Ground;
use super::share::Object;
use super::shop::Shop;
use crate::casebook::photo::PhotoId;
use crate::store::{Batch, Durability, Key, Room, Shelf, Want};
use crate::sync::names::Name;
use crate::vault::blob::Kind;

const PICTURES: &str = "pictures";

/// A record to put.
pub(super) type Record = (Room, Key, Vec<u8>);

/// The pictures held here by their names in the store, and whether the store has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pictures(BTreeMap<String, bool>);

impl Pictures {
    /// Names of all.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Names of those the store lacks, thumbnails first: a list of small pictures helps before one large one does.
    pub fn waiting(&self) -> Vec<String> {
        let of = |kind: &'static str| {
            self.0
                .iter()
                .filter(move |(name, there)| !**there && name.starts_with(kind))
        };
        of("t/").chain(of("b/")).map(|(name, _)| name.clone()).collect()
    }

    /// Photos of which the store lacks a picture.
    pub fn photos_waiting(&self) -> u32 {
        let mut photos: Vec<&str> = self
            .0
            .iter()
            .filter(|(_, there)| !**there)
            .filter_map(|(name, _)| name.get(2..))
            .collect();
        photos.sort_unstable();
        photos.dedup();
        u32::try_from(photos.len()).unwrap_or(u32::MAX)
    }

    /// Whether the store has it; false also for one that is not here.
    pub fn is_stored(&self, name: &str) -> bool {
        self.0.get(name).copied().unwrap_or(false)
    }

    /// Takes down a picture held here; whether the store has it.
    pub fn note(&mut self, name: String, stored: bool) {
        self.0.insert(name, stored);
    }

    /// Goes by what the store lists: it may have lost what it had.
    pub fn compare(&mut self, there: &std::collections::BTreeSet<String>) {
        self.0
            .iter_mut()
            .for_each(|(name, stored)| *stored = there.contains(name));
    }

    /// As a record to put.
    pub fn record(&self) -> Result<Record, WorkError> {
        let bytes = postcard::to_stdvec(self).map_err(|_| WorkError::Refused("pictures"))?;
        Ok((Room::Meta, PICTURES.into(), bytes))
    }
}

/// The name of a picture in the store.
pub(super) fn name_of(id: PhotoId, kind: Kind) -> Name {
    match kind {
        Kind::Whole => Name::Blob(id),
        Kind::Thumbnail => Name::Thumb(id),
    }
}

/// Whether it is the name of a picture.
pub(super) fn is_picture(name: &str) -> bool {
    matches!(Name::parse(name), Some(Name::Blob(_) | Name::Thumb(_)))
}

impl<G: Ground> Shop<G> {
    /// What is noted of the pictures here.
    pub(super) async fn pictures(&self) -> Result<Pictures, WorkError> {
        let record = self.own_record(PICTURES).await?;
        let pictures: Pictures = record
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default();
        self.with(|s| s.sharing.photos = pictures.photos_waiting());
        Ok(pictures)
    }

    /// The records that keep these pictures here, which the store lacks. The caller holds the right to write.
    pub(super) async fn pictures_with(&self, objects: Vec<Object>) -> Result<Vec<Record>, WorkError> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let mut pictures = self.pictures().await?;
        let mut records = Vec::with_capacity(objects.len() + 1);
        for (name, bytes) in objects {
            let name = name.to_string();
            records.push((Room::Blobs, Key::from(name.as_str()), bytes));
            pictures.note(name, false);
        }
        records.push(pictures.record()?);
        Ok(records)
    }

    /// The sealed picture of this name, if it is here.
    pub(super) async fn picture_here(&self, name: &str) -> Result<Option<Vec<u8>>, WorkError> {
        let found = self
            .journal
            .shelf()
            .read(&[Want::One(Room::Blobs, name.into())])
            .await?;
        Ok(found.into_iter().flatten().next().map(|(_, bytes)| bytes))
    }

    /// Keeps a picture that came from the store: next time it needs no network. Losing it loses nothing.
    pub(super) async fn keep_picture(&self, name: &str, bytes: Vec<u8>) -> Result<(), WorkError> {
        let _held = self.ground.hold().await;
        let mut pictures = self.pictures().await?;
        pictures.note(name.to_owned(), true);
        let batch = Batch {
            put: vec![(Room::Blobs, name.into(), bytes), pictures.record()?],
            durability: Durability::Relaxed,
            ..Batch::default()
        };
        Ok(self.journal.shelf().commit(&batch).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thumbnails_wait_before_wholes_and_a_photo_counts_once() {
        let mut pictures = Pictures::default();
        for name in [
            Name::Blob([1; 16]),
            Name::Thumb([1; 16]),
            Name::Thumb([2; 16]),
            Name::Blob([3; 16]),
        ] {
            pictures.note(name.to_string(), name == Name::Blob([3; 16]));
        }
        let waiting = [Name::Thumb([1; 16]), Name::Thumb([2; 16]), Name::Blob([1; 16])];
        assert_eq!(pictures.waiting(), waiting.map(|name| name.to_string()));
        assert_eq!(pictures.photos_waiting(), 2);
        pictures.compare(&[Name::Thumb([1; 16]).to_string()].into());
        assert_eq!(pictures.photos_waiting(), 3, "the store lost one");
    }

    #[test]
    fn only_pictures_are_taken_for_pictures() {
        for kind in [Kind::Whole, Kind::Thumbnail] {
            assert!(is_picture(&name_of([5; 16], kind).to_string()));
        }
        assert!(!is_picture("r/00000000000000000000000000000000") && !is_picture("b/../x"));
    }
}
