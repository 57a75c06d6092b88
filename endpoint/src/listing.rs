//! What lies in a space, but for blobs: one reading for all who ask at about the same time.
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use sha2::{Digest, Sha256};
use sync::names::hex;
use tokio::sync::Mutex;

use crate::meter::Meter;
use crate::shelf::{Shelf, ShelfError};

/// Kinds of objects that are few; the others are only listed when asked for.
pub const FEW: [&str; 4] = ["i", "k", "p", "r"];
/// The store is busy with listings for at most this part of the time.
const SHARE: u32 = 10;

/// The objects at a moment.
#[derive(Debug)]
pub struct Listing {
    /// When reading began: whatever was there then is in it.
    pub started: Instant,
    took: Duration,
    /// Names and sizes, names rising.
    pub objects: Vec<(String, u64)>,
    /// Names this content: the same for every endpoint.
    pub token: String,
}

/// The last listing of a space.
pub struct Listings {
    shelf: Shelf,
    meter: Arc<Meter>,
    last: Mutex<Option<Arc<Listing>>>,
}

impl Listings {
    /// None yet.
    pub fn new(shelf: Shelf, meter: Arc<Meter>) -> Listings {
        Listings {
            shelf,
            meter,
            last: Mutex::new(None),
        }
    }

    /// A listing begun at this moment or later. Those who come while one is being read wait and share the next.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn since(&self, space: &str, moment: Instant) -> Result<Arc<Listing>, ShelfError> {
        let mut last = self.last.lock().await;
        if let Some(listing) = last.as_ref().filter(|listing| listing.started >= moment) {
            return Ok(Arc::clone(listing));
        }
        let listing = Arc::new(self.read(space).await?);
        *last = Some(Arc::clone(&listing));
        Ok(listing)
    }

    /// A listing of at most this age, or somewhat older where the store is slow.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn recent(&self, space: &str, age: Duration, changed: Instant) -> Result<Arc<Listing>, ShelfError> {
        let took = self.last.lock().await.as_ref().map_or(Duration::ZERO, |l| l.took);
        let now = Instant::now();
        let moment = now.checked_sub(age.max(took * SHARE)).unwrap_or(now);
        self.since(space, moment.max(changed)).await
    }

    async fn read(&self, space: &str) -> Result<Listing, ShelfError> {
        let started = Instant::now();
        self.meter.listings.fetch_add(1, Ordering::Relaxed);
        let all = try_join_all(FEW.map(|kind| of_kind(&self.shelf, space, kind))).await?;
        let mut objects: Vec<_> = all.into_iter().flatten().collect();
        objects.sort_unstable();
        let token = token(&objects);
        Ok(Listing {
            started,
            took: started.elapsed(),
            objects,
            token,
        })
    }
}

/// Objects of one kind, not sorted.
///
/// # Errors
/// [`ShelfError`].
pub async fn of_kind(shelf: &Shelf, space: &str, kind: &str) -> Result<Vec<(String, u64)>, ShelfError> {
    let found = shelf.list(&format!("{space}/{kind}")).await?;
    Ok(found
        .into_iter()
        .map(|(name, size)| (format!("{kind}/{name}"), size))
        .collect())
}

fn token(objects: &[(String, u64)]) -> String {
    let mut hash = Sha256::new();
    for (name, size) in objects {
        hash.update(name);
        hash.update(size.to_be_bytes());
    }
    hex(&hash.finalize()[..16])
}
