//! Which spaces lie in the store, as of a moment ago.
use std::collections::HashSet;
use std::time::{Duration, Instant};

use fenliu::sync::names::unhex;
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
        if let Some(seen) = seen.as_ref() {
            let is_there = seen.spaces.contains(space);
            if is_there || seen.at.elapsed() < AGE.max(seen.took * SHARE) {
                return Ok(is_there);
            }
        }
        let at = Instant::now();
        let spaces: HashSet<_> = shelf.folders().await?.iter().filter_map(|name| unhex(name)).collect();
        let (took, is_there) = (at.elapsed(), spaces.contains(space));
        *seen = Some(Seen { at, took, spaces });
        Ok(is_there)
    }
}
