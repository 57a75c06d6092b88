//! What a shared store can do: keep bytes under new names, hand them out, list and delete them.
use std::collections::BTreeMap;

/// What a listing says of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Listed {
    /// Name, relative to the space: `p/…`, `r/…`, ….
    pub name: String,
    /// Size in bytes.
    pub size: u64,
}

/// One page of a listing, names rising.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The objects.
    pub objects: Vec<Listed>,
    /// There are more after the last of these.
    pub more: bool,
    /// Names the moment of the listing, for [`Remote::wait`]; opaque, may be empty.
    pub seen: String,
}

/// Why the store did not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// No answer: no network, no such host, or the answer was lost on the way. It may have been done.
    #[error("no answer from the store")]
    Offline,
    /// Not allowed; the store's own code.
    #[error("refused: {0}")]
    Refused(String),
    /// Nothing has this name.
    #[error("nothing has this name")]
    NotFound,
    /// Other bytes have this name already.
    #[error("other bytes have this name")]
    Exists,
    /// The store, or this device's share of it, is full.
    #[error("the store is full")]
    Full,
    /// More bytes than the store takes at once.
    #[error("larger than the store takes")]
    TooLarge,
    /// Too many requests, or the store has trouble of its own.
    #[error("busy, again in {retry_ms} ms")]
    Busy {
        /// When to try again, milliseconds; 0: the store does not say.
        retry_ms: u64,
    },
    /// This device's clock is too far from the store's for its signatures to be taken.
    #[error("clocks differ")]
    Clock {
        /// The store's clock, milliseconds since 1970.
        server_ms: u64,
    },
    /// This device no longer belongs to the space.
    #[error("this device was removed")]
    Removed,
    /// An answer that makes no sense.
    #[error("the answer makes no sense")]
    Bad,
}

impl RemoteError {
    /// Stable code for the interface.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            RemoteError::Offline => "offline",
            RemoteError::Refused(_) => "refused",
            RemoteError::NotFound => "not_found",
            RemoteError::Exists => "exists",
            RemoteError::Full => "full",
            RemoteError::TooLarge => "too_large",
            RemoteError::Busy { .. } => "busy",
            RemoteError::Clock { .. } => "clock",
            RemoteError::Removed => "removed",
            RemoteError::Bad => "bad_answer",
        }
    }

    /// Is it about one object only, so that the others may still go through?
    #[must_use]
    pub fn is_of_one(&self) -> bool {
        matches!(
            self,
            RemoteError::NotFound | RemoteError::Exists | RemoteError::TooLarge
        )
    }
}

/// A shared store, already narrowed to one space. One thread, so no `Send` is asked of its futures; several of them may
/// run at once.
#[allow(async_fn_in_trait)]
pub trait Remote {
    /// Objects whose names begin with `under` and come after `after` (empty: from the first), as many as the store
    /// gives at once.
    ///
    /// # Errors
    /// [`RemoteError`].
    async fn list(&self, under: &str, after: &str) -> Result<Page, RemoteError>;

    /// The bytes under a name.
    ///
    /// # Errors
    /// [`RemoteError`].
    async fn get(&self, name: &str) -> Result<Vec<u8>, RemoteError>;

    /// Puts bytes under a name. The same bytes once more are fine.
    ///
    /// # Errors
    /// [`RemoteError::Exists`] if other bytes are there; they stay.
    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError>;

    /// Takes a name away; one that is not there is fine.
    ///
    /// # Errors
    /// [`RemoteError`].
    async fn delete(&self, name: &str) -> Result<(), RemoteError>;

    /// Waits until something may have changed since the moment `seen` named, or a while has passed. Gives the new one.
    ///
    /// # Errors
    /// [`RemoteError`].
    async fn wait(&self, seen: &str) -> Result<String, RemoteError>;
}

/// No listing is longer: a store that never comes to an end must not fill this device's memory.
pub const LISTED_LIMIT: usize = 200_000;

/// All names under a beginning, with sizes, page by page.
///
/// # Errors
/// [`RemoteError`]; [`RemoteError::Bad`] beyond [`LISTED_LIMIT`], and for names that do not begin so.
pub async fn listed<R: Remote>(remote: &R, under: &str) -> Result<BTreeMap<String, u64>, RemoteError> {
    let mut all: BTreeMap<String, u64> = BTreeMap::new();
    loop {
        let after = all.keys().next_back().cloned().unwrap_or_default();
        let page = remote.list(under, &after).await?;
        let before = all.len();
        let is_other = |listed: &Listed| !listed.name.starts_with(under);
        if before.saturating_add(page.objects.len()) > LISTED_LIMIT || page.objects.iter().any(is_other) {
            return Err(RemoteError::Bad);
        }
        all.extend(page.objects.into_iter().map(|listed| (listed.name, listed.size)));
        if !page.more || all.len() == before {
            return Ok(all);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;

    use super::*;

    /// A store whose listing has no end; each page is new.
    struct Endless;

    impl Remote for Endless {
        async fn list(&self, under: &str, after: &str) -> Result<Page, RemoteError> {
            let last: u64 = after.get(under.len()..).and_then(|n| n.parse().ok()).unwrap_or(0);
            let object = |n: u64| Listed {
                name: format!("{under}{n:012}"),
                size: 1,
            };
            Ok(Page {
                objects: (last + 1..=last + 10_000).map(object).collect(),
                more: true,
                seen: String::new(),
            })
        }

        async fn get(&self, _: &str) -> Result<Vec<u8>, RemoteError> {
            Err(RemoteError::NotFound)
        }

        async fn put(&self, _: &str, _: &[u8]) -> Result<(), RemoteError> {
            Err(RemoteError::Full)
        }

        async fn delete(&self, _: &str) -> Result<(), RemoteError> {
            Ok(())
        }

        async fn wait(&self, seen: &str) -> Result<String, RemoteError> {
            Ok(seen.to_owned())
        }
    }

    #[test]
    fn a_listing_without_end_is_given_up() {
        let mut asked = std::pin::pin!(listed(&Endless, "r/"));
        let context = &mut std::task::Context::from_waker(std::task::Waker::noop());
        let answer = asked.as_mut().poll(context);
        assert_eq!(answer, std::task::Poll::Ready(Err(RemoteError::Bad)));
    }

    #[test]
    fn only_trouble_with_one_object_lets_the_others_go_on() {
        let one = [RemoteError::NotFound, RemoteError::Exists, RemoteError::TooLarge];
        assert!(one.iter().all(RemoteError::is_of_one));
        let all = [
            RemoteError::Offline,
            RemoteError::Refused(String::new()),
            RemoteError::Full,
            RemoteError::Busy { retry_ms: 0 },
            RemoteError::Clock { server_ms: 0 },
            RemoteError::Removed,
            RemoteError::Bad,
        ];
        assert!(!all.iter().any(RemoteError::is_of_one));
    }
}
