//! Blobs on their way to the store: after the packs, thumbnails first, several at once, and again if the store lost
//! them. Nothing is ever deleted here or there.
use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use serde::{Deserialize, Serialize};

use super::exchange::Trouble;
use super::local::LocalError;
use super::remote::{Remote, RemoteError, listed};

/// Blobs put at once.
const AT_ONCE: usize = 3;

/// The sealed blobs held here by their names in the store, with their sizes, and whether the store has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blobs(BTreeMap<String, (u64, bool)>);

impl Blobs {
    /// Names of all.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Names of those the store lacks, thumbnails first: a list of small pictures helps before one large one does.
    #[must_use]
    pub fn waiting(&self) -> Vec<String> {
        let of = |kind: &'static str| {
            let lacking = self.0.iter().filter(|(_, (_, there))| !there);
            lacking
                .map(|(name, _)| name.clone())
                .filter(move |name| name.starts_with(kind))
        };
        of("t/").chain(of("b/")).collect()
    }

    /// Attachments of which the store lacks the file or the thumbnail.
    #[must_use]
    pub fn attachments_waiting(&self) -> u32 {
        let lacking = self.0.iter().filter(|(_, (_, there))| !there);
        let attachments: BTreeSet<&str> = lacking.filter_map(|(name, _)| name.get(2..)).collect();
        u32::try_from(attachments.len()).unwrap_or(u32::MAX)
    }

    /// Whether the store has it; false also for one that is not here.
    #[must_use]
    pub fn is_stored(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|(_, there)| *there)
    }

    /// Takes down a blob held here, of this size in bytes; whether the store has it.
    pub fn note(&mut self, name: String, size: u64, there: bool) {
        self.0.insert(name, (size, there));
    }

    /// The store has these now.
    fn put(&mut self, names: &[&String]) {
        for name in names {
            if let Some((_, there)) = self.0.get_mut(*name) {
                *there = true;
            }
        }
    }

    /// Goes by what the store lists: it may have lost what it had, or have it cut off.
    fn compare(&mut self, listed: &BTreeMap<String, u64>) {
        for (name, (size, there)) in &mut self.0 {
            *there = listed.get(name) == Some(size);
        }
    }
}

/// The blobs of this device. One thread, so no `Send` is asked of its futures.
#[allow(async_fn_in_trait)]
pub trait BlobSource {
    /// What is noted.
    ///
    /// # Errors
    /// [`LocalError`].
    async fn noted(&self) -> Result<Blobs, LocalError>;

    /// The sealed blob of this name, if it is here.
    ///
    /// # Errors
    /// [`LocalError`].
    async fn blob(&self, name: &str) -> Result<Option<Vec<u8>>, LocalError>;

    /// Changes what is noted, durably, and gives what is noted then.
    ///
    /// # Errors
    /// [`LocalError`]; then nothing was changed, or it will be found changed.
    async fn renote(&self, change: &dyn Fn(&mut Blobs)) -> Result<Blobs, LocalError>;
}

/// Puts the blobs that the store lacks. `ask` is whether to ask it for those that it had, too. Those it would not take
/// come into `refused` and are not tried while they are in it.
///
/// # Errors
/// Trouble with the store as a whole or with this device; what was put until then is noted. A blob the store does not
/// take stays, and does not stop the others.
pub async fn put_blobs<A: BlobSource, R: Remote>(
    blobs: &A,
    remote: &R,
    ask: bool,
    refused: &mut BTreeSet<String>,
) -> Result<(), Trouble> {
    if blobs.noted().await?.waiting().is_empty() && !ask {
        return Ok(());
    }
    let mut there = listed(remote, "t/").await?;
    there.extend(listed(remote, "b/").await?);
    let mut waiting = blobs.renote(&|noted| noted.compare(&there)).await?.waiting();
    waiting.retain(|name| !refused.contains(name));
    for some in waiting.chunks(AT_ONCE) {
        let put = join_all(some.iter().map(|name| put_one(blobs, remote, name))).await;
        let which = |wanted: Done| {
            let of = some.iter().zip(&put);
            of.filter(move |(_, done)| **done == Ok(wanted)).map(|(name, _)| name)
        };
        let done: Vec<&String> = which(Done::There).collect();
        blobs.renote(&|noted| noted.put(&done)).await?;
        refused.extend(which(Done::Refused).cloned());
        put.into_iter().collect::<Result<Vec<_>, _>>()?;
    }
    Ok(())
}

/// What became of a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    There,
    Refused,
    /// It is noted and not here.
    Gone,
}

async fn put_one<A: BlobSource, R: Remote>(blobs: &A, remote: &R, name: &str) -> Result<Done, Trouble> {
    let Some(bytes) = blobs.blob(name).await? else {
        return Ok(Done::Gone);
    };
    match remote.put(name, &bytes).await {
        Ok(()) => Ok(Done::There),
        Err(RemoteError::Exists | RemoteError::TooLarge | RemoteError::Refused(_)) => Ok(Done::Refused),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Name;

    #[test]
    fn thumbnails_wait_before_wholes_and_an_attachment_counts_once() {
        let mut blobs = Blobs::default();
        let (one, two, three) = ([1; 16], [2; 16], [3; 16]);
        for name in [Name::Blob(one), Name::Thumb(one), Name::Thumb(two), Name::Blob(three)] {
            blobs.note(name.to_string(), 5, name == Name::Blob(three));
        }
        let waiting = [Name::Thumb(one), Name::Thumb(two), Name::Blob(one)];
        assert_eq!(blobs.waiting(), waiting.map(|name| name.to_string()));
        assert_eq!(blobs.attachments_waiting(), 2);
        let (whole, cut) = ((Name::Thumb(one).to_string(), 5), (Name::Blob(three).to_string(), 4));
        blobs.compare(&[whole, cut].into());
        assert_eq!(blobs.attachments_waiting(), 3, "the store has one cut off");
    }
}
