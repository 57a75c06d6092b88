//! What the store can and cannot do, tried with an object of our own.
use std::fmt;
use std::time::{Duration, Instant};

use axum::body::Bytes;

use crate::shelf::{Shelf, ShelfError};

/// Where it is tried, beside the spaces.
const PLACE: &str = "probe";

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    /// It refuses to put over what is there.
    pub creates: bool,
    /// What was put can be read at once.
    pub reads: bool,
    /// What was put is listed at once.
    pub lists: bool,
    /// What was deleted is gone at once.
    pub deletes: bool,
    /// How long all of it took, milliseconds.
    pub took_ms: u128,
}

impl Probe {
    /// Whether an endpoint can stand before it.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.reads && self.lists
    }
}

impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |yes| if yes { "yes" } else { "NO" };
        let creates = match self.creates {
            true => "yes",
            false => "NO (names are looked up before each put instead)",
        };
        writeln!(f, "store: create-only put    {creates}")?;
        writeln!(f, "store: read after write   {}", word(self.reads))?;
        writeln!(f, "store: list after write   {}", word(self.lists))?;
        writeln!(f, "store: gone after delete  {}", word(self.deletes))?;
        write!(f, "store: tried in {} ms", self.took_ms)
    }
}

/// Writes, reads, lists and deletes an object called after `mark`, which should be new each time, and tells the shelf
/// what it learned.
///
/// # Errors
/// When the store cannot even put or list.
pub async fn probe(shelf: &Shelf, mark: &str) -> Result<Probe, ShelfError> {
    let start = Instant::now();
    let name = format!("{PLACE}/{mark}");
    shelf.set_creates(true);
    let first = match shelf.try_put(&name, Bytes::from_static(b"first")).await {
        Ok(put) => put,
        // Some file systems know no hard links, some stores no conditions.
        Err(ShelfError::Store(_)) => {
            shelf.set_creates(false);
            shelf.try_put(&name, Bytes::from_static(b"first")).await?
        }
        Err(error) => return Err(error),
    };
    let second = shelf.try_put(&name, Bytes::from_static(b"other")).await;
    let creates = first && matches!(second, Ok(false));
    let expected: &[u8] = if creates { b"first" } else { b"other" };
    let reads = shelf.get(&name).await.is_ok_and(|bytes| bytes == expected);
    let lists = is_listed(shelf, mark).await?;
    shelf.delete(&name).await?;
    tokio::time::sleep(Duration::from_millis(1)).await;
    let deletes = !is_listed(shelf, mark).await? && shelf.get(&name).await.is_err();
    shelf.set_creates(creates);
    let took_ms = start.elapsed().as_millis();
    Ok(Probe {
        creates,
        reads,
        lists,
        deletes,
        took_ms,
    })
}

async fn is_listed(shelf: &Shelf, mark: &str) -> Result<bool, ShelfError> {
    Ok(shelf.list(PLACE).await?.iter().any(|(name, _)| name == mark))
}
