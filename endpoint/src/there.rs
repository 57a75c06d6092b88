//! Which spaces lie in the store, as of a moment ago.
use std::collections::HashSet;
use std::time::{Duration, Instant};

use sync::names::unhex;
use tokio::sync::Mutex;

use crate::shelf::{Shelf, ShelfError};

/// Looked for anew after this time, when one is asked about that was not there.
const AGE: Duration = Duration::from_secs(10);
/// Looking takes at most this part of the time.
const SHARE: u32 = 20;

/// The spaces of a store.
#[derive(Default)]
pub struct There(Mutex<Option<Seen>>);

struct Seen {
    at: Instant,
    took: Duration,
    spaces: HashSet<[u8; 16]>,
}

impl There {
    /// Whether a space lies in the store. One that another endpoint began just now may be seen only after [`AGE`].
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn has(&self, shelf: &Shelf, space: &[u8; 16]) -> Result<bool, ShelfError> {
        let mut seen = self.0.lock().await;
        if seen.as_ref().is_some_and(|seen| seen.spaces.contains(space)) {
            return Ok(true);
        }
        let seen = refreshed(&mut seen, shelf).await?;
        Ok(seen.spaces.contains(space))
    }

    /// How many spaces lie in the store, with those begun here a moment ago.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn count(&self, shelf: &Shelf) -> Result<usize, ShelfError> {
        Ok(refreshed(&mut *self.0.lock().await, shelf).await?.spaces.len())
    }

    /// A space was begun here.
    pub async fn add(&self, space: [u8; 16]) {
        if let Some(seen) = self.0.lock().await.as_mut() {
            seen.spaces.insert(space);
        }
    }
}

/// What was seen not long ago, or is seen now.
async fn refreshed<'a>(seen: &'a mut Option<Seen>, shelf: &Shelf) -> Result<&'a Seen, ShelfError> {
    let is_recent = |seen: &Seen| seen.at.elapsed() < AGE.max(seen.took * SHARE);
    match seen.take().filter(is_recent) {
        Some(recent) => Ok(seen.insert(recent)),
        None => {
            let at = Instant::now();
            let spaces = shelf.folders().await?.iter().filter_map(|name| unhex(name)).collect();
            let took = at.elapsed();
            Ok(seen.insert(Seen { at, took, spaces }))
        }
    }
}
