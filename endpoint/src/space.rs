//! What an endpoint knows of a space for a moment. All of it can be read again from the store.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::Mutex as Quick;
use std::time::{Duration, Instant};

use casebook::clock::DeviceId;
use futures_util::{StreamExt, TryStreamExt, stream};
use sync::names::{Name, hex};
use sync::roster::{Record, Roster};
use tokio::sync::{Mutex, Notify, OwnedSemaphorePermit};

use crate::listing::{Listing, Listings};
use crate::meter::{Meter, held};
use crate::room::Shares;
use crate::shelf::{Shelf, ShelfError};
use crate::usage::Usage;

/// A device removed through another endpoint is refused here after this time.
const ROSTER_AGE: Duration = Duration::from_secs(2);
/// Records read at once.
const AT_ONCE: usize = 16;

struct Known {
    asof: Instant,
    /// Every record in the store; nothing where the bytes are none.
    records: BTreeMap<[u8; 16], Option<Record>>,
    roster: Arc<Roster>,
}

struct Changed {
    anything: Instant,
    records: Instant,
}

/// A space.
pub struct Space {
    /// Its id.
    pub id: [u8; 16],
    /// Its id as it stands in names.
    pub hex: String,
    shelf: Shelf,
    listings: Listings,
    known: Mutex<Option<Known>>,
    /// How much it has in the store.
    pub usage: Mutex<Usage>,
    changed: Quick<Changed>,
    /// Told of every change made here.
    pub news: Notify,
    /// Who puts or deletes packs of a device, or its pictures: one at a time.
    devices: Shares<DeviceId>,
}

impl Space {
    /// Nothing known yet.
    pub fn new(id: [u8; 16], shelf: Shelf, meter: Arc<Meter>) -> Space {
        let now = Instant::now();
        Space {
            id,
            hex: hex(&id),
            listings: Listings::new(shelf.clone(), meter),
            shelf,
            known: Mutex::new(None),
            usage: Mutex::new(Usage::default()),
            changed: Quick::new(Changed {
                anything: now,
                records: now,
            }),
            news: Notify::new(),
            devices: Shares::new(1),
        }
    }

    /// The path of an object in the store.
    pub fn path(&self, name: &Name) -> String {
        format!("{}/{name}", self.hex)
    }

    /// Whether the roster was read and has a founder.
    pub async fn is_founded(&self) -> bool {
        self.known
            .lock()
            .await
            .as_ref()
            .is_some_and(|known| known.roster.is_founded())
    }

    /// What lies there now.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn listing_now(&self) -> Result<Arc<Listing>, ShelfError> {
        self.listings.since(&self.hex, Instant::now()).await
    }

    /// What lay there at most so long ago, with everything that was changed here.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn listing(&self, age: Duration) -> Result<Arc<Listing>, ShelfError> {
        let changed = held(&self.changed).anything;
        self.listings.recent(&self.hex, age, changed).await
    }

    /// Who belongs to the space, as of a moment ago.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn roster(&self) -> Result<Arc<Roster>, ShelfError> {
        let now = Instant::now();
        let moment = now.checked_sub(ROSTER_AGE).unwrap_or(now);
        let changed = held(&self.changed).records;
        self.roster_since(moment.max(changed)).await
    }

    /// Who belongs to the space, as of this moment or later.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn roster_since(&self, moment: Instant) -> Result<Arc<Roster>, ShelfError> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| known.asof >= moment) {
            return Ok(Arc::clone(&known.roster));
        }
        let listing = self.listings.since(&self.hex, moment).await?;
        let names = listing.objects.iter().filter_map(|(name, _)| match Name::parse(name) {
            Some(Name::Record(id)) => Some(id),
            _ => None,
        });
        let mut old = known.take().map(|known| known.records).unwrap_or_default();
        let (mut records, mut new) = (BTreeMap::new(), Vec::new());
        for id in names {
            match old.remove(&id).flatten() {
                Some(record) => drop(records.insert(id, Some(record))),
                // One that was none is read again: it may have been put anew.
                None => new.push(id),
            }
        }
        records.extend(self.read(new).await?);
        let all: Vec<Record> = records.values().flatten().cloned().collect();
        let roster = Arc::new(Roster::of(self.id, &all));
        *known = Some(Known {
            asof: listing.started,
            records,
            roster: Arc::clone(&roster),
        });
        Ok(roster)
    }

    async fn read(&self, ids: Vec<[u8; 16]>) -> Result<Vec<([u8; 16], Option<Record>)>, ShelfError> {
        let one = async |id: [u8; 16]| {
            let bytes = match self.shelf.get(&self.path(&Name::Record(id))).await {
                Ok(bytes) => bytes,
                Err(ShelfError::NotFound) => return Ok((id, None)),
                Err(error) => return Err(error),
            };
            // What somebody with access to the store laid there under another name is no record.
            let record = Record::read(self.id, &bytes).ok().filter(|record| record.id == id);
            Ok((id, record))
        };
        stream::iter(ids).map(one).buffer_unordered(AT_ONCE).try_collect().await
    }

    /// Names of records that lie there and cannot be read. They are not listed, so that whoever has them puts them again.
    pub async fn spoilt(&self) -> BTreeSet<String> {
        let known = self.known.lock().await;
        let records = known.iter().flat_map(|known| &known.records);
        let spoilt = records.filter(|(_, record)| record.is_none());
        spoilt.map(|(id, _)| Name::Record(*id).to_string()).collect()
    }

    /// Whether the roster with this record would hold it: a record without effect is not kept.
    pub async fn would_hold(&self, record: &Record) -> bool {
        let known = self.known.lock().await;
        let records = known.iter().flat_map(|known| known.records.values().flatten());
        let all: Vec<Record> = records.chain([record]).cloned().collect();
        Roster::of(self.id, &all).holds(&record.id)
    }

    /// Keeps others from changing what is this device's, until what is given is dropped.
    pub async fn alone_with(&self, device: &DeviceId) -> Option<OwnedSemaphorePermit> {
        self.devices.of(device).acquire_owned().await.ok()
    }

    /// Something was put or deleted here.
    pub fn has_changed(&self, name: &Name) {
        let mut changed = held(&self.changed);
        changed.anything = Instant::now();
        if matches!(name, Name::Record(_)) {
            changed.records = changed.anything;
        }
        drop(changed);
        self.news.notify_waiters();
    }
}
