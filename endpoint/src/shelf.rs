//! The store: bytes under names, in a folder or in an S3-compatible store.
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use object_store::path::Path;
use object_store::{Error, GetOptions, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload};

/// So often a put begins again because what stood in its way was deleted meanwhile.
const TRIES: u32 = 8;

/// Why the store did not do it.
#[derive(Debug)]
pub enum ShelfError {
    /// Nothing has this name.
    NotFound,
    /// No space left.
    Full,
    /// Anything else, in the store's own words.
    Store(String),
}

impl From<Error> for ShelfError {
    fn from(error: Error) -> ShelfError {
        match error {
            Error::NotFound { .. } => ShelfError::NotFound,
            other if is_full(&other) => ShelfError::Full,
            other => ShelfError::Store(causes(&other)),
        }
    }
}

/// What a put came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The name was free.
    New,
    /// The same bytes were there.
    Same,
    /// Other bytes were there, and still are.
    Other,
}

/// A store. Names are whole paths: `{space}/{name}`.
#[derive(Clone)]
pub struct Shelf {
    store: Arc<dyn ObjectStore>,
    root: Path,
    creates: Arc<AtomicBool>,
}

impl Shelf {
    /// A store, with everything below `root` (may be empty). Until a probe says otherwise, it can put only where
    /// nothing is.
    pub fn new(store: Arc<dyn ObjectStore>, root: &str) -> Shelf {
        Shelf {
            store,
            root: Path::from(root),
            creates: Arc::new(AtomicBool::new(true)),
        }
    }

    /// Whether the store itself refuses to put over what is there.
    pub fn set_creates(&self, creates: bool) {
        self.creates.store(creates, Ordering::Relaxed);
    }

    fn path(&self, name: &str) -> Path {
        name.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// Puts bytes where nothing is.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn put_new(&self, name: &str, bytes: Bytes) -> Result<Put, ShelfError> {
        if !self.creates.load(Ordering::Relaxed) {
            // Two at once may both find nothing. Names are made so that only one device writes each, and equal input
            // gives equal bytes; so at worst the same is written twice.
            match self.get(name).await {
                Ok(old) => return Ok(compare(&old, &bytes)),
                Err(ShelfError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        for _ in 0..TRIES {
            if self.try_put(name, bytes.clone()).await? {
                return Ok(Put::New);
            }
            match self.get(name).await {
                Ok(old) => return Ok(compare(&old, &bytes)),
                // It was there, and was deleted before it could be read: the name is free again.
                Err(ShelfError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Err(ShelfError::Store(format!("{name} came and went {TRIES} times")))
    }

    /// Puts bytes; false if the store says that something is there.
    pub(crate) async fn try_put(&self, name: &str, bytes: Bytes) -> Result<bool, ShelfError> {
        let creates = self.creates.load(Ordering::Relaxed);
        let mode = if creates { PutMode::Create } else { PutMode::Overwrite };
        let options = PutOptions {
            mode,
            ..PutOptions::default()
        };
        let put = self
            .store
            .put_opts(&self.path(name), PutPayload::from(bytes), options)
            .await;
        match put {
            Ok(_) => Ok(true),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// All bytes under a name.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn get(&self, name: &str) -> Result<Bytes, ShelfError> {
        Ok(self.store.get(&self.path(name)).await?.bytes().await?)
    }

    /// The size and the bytes under a name, as they come.
    pub(crate) async fn stream(
        &self,
        name: &str,
    ) -> Result<(u64, BoxStream<'static, Result<Bytes, Error>>), ShelfError> {
        let found = self.store.get_opts(&self.path(name), GetOptions::default()).await?;
        Ok((found.meta.size, found.into_stream()))
    }

    /// The size of what is under a name.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn size(&self, name: &str) -> Result<u64, ShelfError> {
        Ok(self.store.head(&self.path(name)).await?.size)
    }

    /// Takes a name away; one that is not there is fine.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn delete(&self, name: &str) -> Result<(), ShelfError> {
        match self.store.delete(&self.path(name)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Names below `{under}/`, relative to it and not sorted, with sizes.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn list(&self, under: &str) -> Result<Vec<(String, u64)>, ShelfError> {
        let prefix = self.path(under);
        let cut = prefix.as_ref().len() + 1;
        let found = self.store.list(Some(&prefix)).map_ok(|meta| {
            let name = meta.location.as_ref().get(cut..).unwrap_or_default().to_owned();
            (name, meta.size)
        });
        match found.try_collect().await {
            Ok(names) => Ok(names),
            Err(Error::NotFound { .. }) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }

    /// What a listing of everything begins with.
    fn whole(&self) -> Option<&Path> {
        Some(&self.root).filter(|root| !root.as_ref().is_empty())
    }

    /// Bytes of all objects.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn total(&self) -> Result<u64, ShelfError> {
        let add = |sum: u64, size| async move { Ok(sum.saturating_add(size)) };
        let sizes = self.store.list(self.whole()).map_ok(|meta| meta.size);
        match sizes.try_fold(0, add).await {
            Err(Error::NotFound { .. }) => Ok(0),
            other => Ok(other?),
        }
    }

    /// Names of what lies directly in the store and has more below it.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn folders(&self) -> Result<Vec<String>, ShelfError> {
        match self.store.list_with_delimiter(self.whole()).await {
            Ok(found) => {
                let last = |path: &Path| path.parts().next_back().map(|part| part.as_ref().to_owned());
                Ok(found.common_prefixes.iter().filter_map(last).collect())
            }
            Err(Error::NotFound { .. }) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }
}

fn compare(old: &[u8], new: &[u8]) -> Put {
    if old == new { Put::Same } else { Put::Other }
}

/// Whether a disk or a quota of the system is used up, however deep the error lies.
fn is_full(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if matches!(kind, Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)) {
            return true;
        }
        next = error.source();
    }
    false
}

fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text = format!("{text}: {error}");
        next = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_by_its_kind_and_not_by_its_words() {
        for (source, expected) in [
            (io::Error::from(io::ErrorKind::StorageFull), true),
            (io::Error::from(io::ErrorKind::QuotaExceeded), true),
            (
                io::Error::other(Error::NotImplemented {
                    operation: "No space left".to_owned(),
                    implementer: "nobody".to_owned(),
                }),
                false,
            ),
            (io::Error::from(io::ErrorKind::PermissionDenied), false),
        ] {
            let told = format!("{source:?}");
            let source = Box::new(source);
            let error = ShelfError::from(Error::Generic { store: "a", source });
            assert_eq!(matches!(error, ShelfError::Full), expected, "{told}");
        }
    }
}
