//! What a place for durable bytes can do.

/// Where a record lies. Each is an object store of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StoreTable {
    /// Packs by their local number (order of arrival on this device).
    Packs,
    /// The snapshot, cut in pieces.
    Snapshot,
    /// Device, head of the chain, position of the snapshot.
    Meta,
    /// Saved things of this device.
    Settings,
    /// Sealed blobs, by their names in the shared store.
    Blobs,
    /// What opens the rest: the wrapped keys of this device, its name, wrong tries.
    Keys,
}

impl StoreTable {
    /// All rooms, in the order transactions name them.
    pub const ALL: [Self; 6] = [
        Self::Packs,
        Self::Snapshot,
        Self::Meta,
        Self::Settings,
        Self::Blobs,
        Self::Keys,
    ];

    /// Name of the object store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Packs => "packs",
            Self::Snapshot => "snapshot",
            Self::Meta => "meta",
            Self::Settings => "settings",
            Self::Blobs => "blobs",
            Self::Keys => "keys",
        }
    }
}

/// Key of a record. Numbers sort before texts, as IndexedDB sorts them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
}

impl From<u32> for Key {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// One record.
    One(StoreTable, Key),
    /// Records with number keys from the first number on, at most so many.
    From(StoreTable, u32, u32),
    /// Everything in a room.
    All(StoreTable),
    /// The keys in a room, each with no bytes: for rooms whose records together are too large to read.
    Keys(StoreTable),
}

impl Want {
    /// The room it reads.
    #[must_use]
    pub const fn room(&self) -> StoreTable {
        match self {
            Self::One(room, _) | Self::From(room, _, _) | Self::All(room) | Self::Keys(room) => *room,
        }
    }
}

/// What was found for one [`Want`], in key order.
pub type Found = Vec<(Key, Vec<u8>)>;

/// How sure the medium must be before a commit is acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Flushed to the medium. For everything that cannot be made again.
    #[default]
    Strict,
    /// Handed to the system. For what can be rebuilt.
    Relaxed,
}

/// One transaction as a value: all of it happens, or nothing.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Records of [`StoreTable::Meta`] that must stand exactly so when the transaction begins, else [`StoreError::Stale`].
    pub expect: Vec<(Key, Option<Vec<u8>>)>,
    /// Rooms to empty first.
    pub clear: Vec<StoreTable>,
    /// Records to take away.
    pub delete: Vec<(StoreTable, Key)>,
    /// Records to put.
    pub put: Vec<(StoreTable, Key, Vec<u8>)>,
    /// How sure.
    pub durability: Durability,
}

impl Batch {
    /// The rooms it touches, each once, in a fixed order.
    #[must_use]
    pub fn rooms(&self) -> Vec<StoreTable> {
        let touched = |room: &StoreTable| {
            (*room == StoreTable::Meta && !self.expect.is_empty())
                || self.clear.contains(room)
                || self.delete.iter().any(|(r, _)| r == room)
                || self.put.iter().any(|(r, _, _)| r == room)
        };
        StoreTable::ALL.into_iter().filter(touched).collect()
    }
}

/// Why the store could not do it. Nothing was written in any of these cases, save `Unsure`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The device or the browser's allowance is full.
    #[error("no room left")]
    Quota,
    /// An expected record does not stand so: somebody else wrote first. Catch up and try again.
    #[error("somebody else wrote first")]
    Stale,
    /// What lay here was taken away while it was in use: the browser, or a person, cleared the storage.
    #[error("what lay here was taken away")]
    Gone,
    /// The connection is gone and could not be made again.
    #[error("the connection to the store is closed")]
    Closed,
    /// The records is locked: there is no key to what is sealed on it.
    #[error("locked")]
    Locked,
    /// A sealed record does not open: it is damaged, or was sealed with another key. It stays where it is.
    #[error("a sealed record does not open")]
    Unreadable,
    /// Another tab holds an older version of the database open.
    #[error("another tab holds the older database open")]
    Blocked,
    /// The database was made by a newer build.
    #[error("the database was made by a newer build")]
    TooNew,
    /// No database here (private window, switched off).
    #[error("the browser gives no database here: {0}")]
    Unavailable(String),
    /// The transaction ended without saying whether it was stored; read before writing again.
    #[error("not known whether it was stored: {0}")]
    Unsure(String),
    /// Anything else, by the name the browser gives it.
    #[error("{0}")]
    Other(String),
}

impl StoreError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::Stale => "stale",
            Self::Gone => "storage_gone",
            Self::Closed => "store_closed",
            Self::Locked => "locked",
            Self::Unreadable => "record_unreadable",
            Self::Blocked => "blocked",
            Self::TooNew => "too_new",
            Self::Unavailable(_) => "no_store",
            Self::Unsure(_) => "unsure",
            Self::Other(_) => "store",
        }
    }
}

/// A place for durable bytes. One thread, so no `Send` is asked of its futures.
#[allow(async_fn_in_trait)]
pub trait RecordStore {
    /// Reads all of this at one point in time; one [`Found`] for each want, in their order.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is read in part.
    async fn read(&self, wants: &[Want]) -> Result<Vec<Found>, StoreError>;

    /// Writes the batch, all or nothing, and returns after it is as durable as asked.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn commit(&self, batch: &Batch) -> Result<(), StoreError>;
}
