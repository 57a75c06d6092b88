//! A records whose records are sealed with the device's own key before they reach the medium.
//!
//! Sealed are the snapshot, the settings with their names, and what is noted about them; packs and blobs come sealed already, the
//! journal's head (numbers and hashes) and the wrapped keys must be read before there is a key. Equal records are
//! sealed to equal bytes, so [`Batch::expect`] goes on comparing.
use std::cell::RefCell;

use zeroize::Zeroizing;

use super::journal::{ABOUT, HEAD};
use super::{Batch, Found, Key, RecordStore, StoreError, StoreTable, Want};
use vault::seal::{open, seal};

/// Bytes of a hidden name.
const NAME: usize = 16;

type LocalKey = Zeroizing<[u8; 32]>;

/// A records that seals. Without a key it is locked: what is sealed can neither be read nor written.
#[derive(Debug, Default)]
pub struct EncryptedStore<S> {
    bare: S,
    key: RefCell<Option<LocalKey>>,
}

impl<S> EncryptedStore<S> {
    /// A locked records on a bare one.
    pub fn new(bare: S) -> Self {
        Self {
            bare,
            key: RefCell::new(None),
        }
    }

    /// The records below, where a book without a seal is read.
    pub const fn bare(&self) -> &S {
        &self.bare
    }

    /// Opens it with the device's local key.
    pub fn unlock(&self, key: &[u8; 32]) {
        self.key.replace(Some(Zeroizing::new(*key)));
    }

    /// Forgets the key.
    pub fn lock(&self) {
        self.key.replace(None);
    }

    fn key(&self) -> Result<LocalKey, StoreError> {
        self.key.borrow().clone().ok_or(StoreError::Locked)
    }
}

impl<S: RecordStore> RecordStore for EncryptedStore<S> {
    async fn read(&self, wants: &[Want]) -> Result<Vec<Found>, StoreError> {
        if !wants.iter().any(is_of_sealed) {
            return self.bare.read(wants).await;
        }
        let key = self.key()?;
        let hidden: Vec<Want> = wants.iter().map(|want| hide_want(&key, want)).collect();
        let found = self.bare.read(&hidden).await?;
        let pairs = wants.iter().zip(found);
        pairs.map(|(want, found)| reveal(&key, want.room(), found)).collect()
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let is_bare = batch.put.iter().all(|(room, key, _)| !is_sealed(*room, key))
            && batch.delete.iter().all(|(room, _)| *room != StoreTable::Settings)
            && batch.expect.iter().all(|(key, _)| !is_sealed(StoreTable::Meta, key));
        if is_bare {
            return self.bare.commit(batch).await;
        }
        let key = self.key()?;
        self.bare.commit(&hide(&key, batch)).await
    }
}

/// Whether records of this kind are sealed.
fn is_sealed(room: StoreTable, key: &Key) -> bool {
    match room {
        StoreTable::Snapshot | StoreTable::Settings => true,
        StoreTable::Meta => *key != Key::from(HEAD),
        StoreTable::Packs | StoreTable::Blobs | StoreTable::Keys => false,
    }
}

fn is_of_sealed(want: &Want) -> bool {
    match want {
        Want::One(room, key) => is_sealed(*room, key),
        Want::From(room, ..) | Want::All(room) | Want::Keys(room) => {
            !matches!(room, StoreTable::Packs | StoreTable::Blobs | StoreTable::Keys)
        }
    }
}

/// What a seal is bound to: a record opens only under its own key.
fn place(room: StoreTable, key: &Key) -> Vec<u8> {
    let mut place = [b"fenliu record 1\0", room.name().as_bytes(), b"\0"].concat();
    match key {
        Key::Number(number) => place.extend_from_slice(&number.to_be_bytes()),
        Key::Text(text) => {
            // No number has five bytes.
            place.extend_from_slice(b"text\0");
            place.extend_from_slice(text.as_bytes());
        }
    }
    place
}

/// The name under which a setting lies: says nothing without the key, and is always the same with it.
fn hide_name(key: &LocalKey, room: StoreTable, name: &Key) -> Key {
    match name {
        Key::Text(text) if room == StoreTable::Settings => {
            let sealed = seal(key, b"fenliu name 1\0", text.as_bytes());
            let start = sealed.get(..NAME).unwrap_or(&sealed);
            Key::Text(start.iter().map(|byte| format!("{byte:02x}")).collect())
        }
        other => other.clone(),
    }
}

fn hide_want(key: &LocalKey, want: &Want) -> Want {
    match want {
        Want::One(room, name) => Want::One(*room, hide_name(key, *room, name)),
        other => other.clone(),
    }
}

fn hide_record(key: &LocalKey, room: StoreTable, name: &Key, bytes: &[u8]) -> (StoreTable, Key, Vec<u8>) {
    if !is_sealed(room, name) {
        return (room, name.clone(), bytes.to_vec());
    }
    let hidden = hide_name(key, room, name);
    let place = place(room, &hidden);
    let sealed = match name {
        // The name lies within.
        Key::Text(text) if room == StoreTable::Settings => {
            let size = u32::try_from(text.len()).unwrap_or(u32::MAX);
            let plain = [&size.to_be_bytes(), text.as_bytes(), bytes].concat();
            seal(key, &place, &Zeroizing::new(plain))
        }
        _ => seal(key, &place, bytes),
    };
    (room, hidden, sealed)
}

fn hide(key: &LocalKey, batch: &Batch) -> Batch {
    let expected = |(name, bytes): &(Key, Option<Vec<u8>>)| {
        let sealed = bytes.as_ref().map(|b| hide_record(key, StoreTable::Meta, name, b).2);
        (name.clone(), sealed)
    };
    Batch {
        expect: batch.expect.iter().map(expected).collect(),
        clear: batch.clear.clone(),
        delete: batch
            .delete
            .iter()
            .map(|(room, name)| (*room, hide_name(key, *room, name)))
            .collect(),
        put: batch
            .put
            .iter()
            .map(|(room, name, bytes)| hide_record(key, *room, name, bytes))
            .collect(),
        durability: batch.durability,
    }
}

/// Whether what is sealed here can be made again, or set again. Nothing else may be taken for missing.
fn can_be_made_again(room: StoreTable, key: &Key) -> bool {
    match room {
        StoreTable::Meta => *key == Key::from(ABOUT),
        StoreTable::Snapshot | StoreTable::Settings => true,
        StoreTable::Packs | StoreTable::Blobs | StoreTable::Keys => false,
    }
}

/// Opens what was found. A record that does not open is as good as missing if it can be made again.
///
/// # Errors
/// [`StoreError::Unreadable`] of any other: whoever took it for missing would write over it.
fn reveal(key: &LocalKey, room: StoreTable, found: Found) -> Result<Found, StoreError> {
    let mut open_ones = Found::new();
    for (name, bytes) in found {
        match reveal_one(key, room, &name, bytes) {
            Some(record) => open_ones.push(record),
            None if can_be_made_again(room, &name) => {}
            None => return Err(StoreError::Unreadable),
        }
    }
    if room == StoreTable::Settings {
        open_ones.sort();
    }
    Ok(open_ones)
}

fn reveal_one(key: &LocalKey, room: StoreTable, name: &Key, bytes: Vec<u8>) -> Option<(Key, Vec<u8>)> {
    if !is_sealed(room, name) {
        return Some((name.clone(), bytes));
    }
    let plain = open(key, &place(room, name), &bytes).ok()?;
    if room != StoreTable::Settings {
        return Some((name.clone(), plain));
    }
    let (size, rest) = plain.split_first_chunk::<4>()?;
    let (text, value) = rest.split_at_checked(u32::from_be_bytes(*size) as usize)?;
    Some((Key::Text(String::from_utf8(text.to_vec()).ok()?), value.to_vec()))
}
