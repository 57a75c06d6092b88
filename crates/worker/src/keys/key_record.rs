//! The key_record: what must be known before there is a key. The wrapped keys of this device, how they are wrapped, the
//! device's name for the lock screen, and how often a wrong passphrase was tried.
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use protocol::strength::{Strength, strength};
use protocol::{LockKind, OwnRecord, SessionRefusal};
use store::{Batch, Key, RecordStore, StoreError, StoreTable, Want};
use vault::lock;
use vault::ring::Keyring;

const KEY_RECORD: &str = "door";
const TRIES: &str = "tries";
/// Where there is no room to count a try, one is taken after so long, milliseconds.
const UNCOUNTED_MS: u64 = 60_000;

/// What lies at the key_record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyRecord {
    pub kind: LockKind,
    /// Name of the device, the only readable word.
    pub device: String,
    /// The wrapped ring.
    #[serde(with = "serde_bytes")]
    pub wrapped: Vec<u8>,
}

/// Wrong passphrases in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tries {
    pub wrong: u32,
    /// The last of them, milliseconds since 1970.
    pub at_ms: u64,
}

impl Tries {
    /// Milliseconds until the next try is taken, where `waited_ms` have passed here since the last, or since this worker
    /// began. Neither setting the clock nor opening more tabs makes the wait shorter, and a clock set back makes nobody
    /// wait longer than the delay.
    fn wait_ms(self, now_ms: u64, waited_ms: u64) -> u64 {
        let delay = lock::delay_ms(self.wrong);
        let passed = now_ms.saturating_sub(self.at_ms);
        delay.saturating_sub(passed.min(waited_ms))
    }
}

impl KeyRecord {
    /// As a record to put.
    pub fn record(&self) -> Result<(StoreTable, Key, Vec<u8>), WorkError> {
        let bytes = postcard::to_stdvec(self).map_err(|_| refused(OwnRecord::KeyRecord))?;
        Ok((StoreTable::Keys, KEY_RECORD.into(), bytes))
    }
}

impl<G: Platform> Service<G> {
    /// What lies at the key_record; nothing if no keys were ever made here.
    ///
    /// # Errors
    /// `key_record` if it cannot be read: then nothing is opened and nothing overwritten.
    pub(crate) async fn key_record(&self) -> Result<Option<KeyRecord>, WorkError> {
        let found = self
            .journal
            .records()
            .read(&[Want::One(StoreTable::Keys, KEY_RECORD.into())])
            .await?;
        let record = found.into_iter().flatten().next();
        let read = |(_, bytes): (Key, Vec<u8>)| postcard::from_bytes(&bytes).map_err(|_| refused(OwnRecord::KeyRecord));
        record.map(read).transpose()
    }

    /// Milliseconds until the next passphrase is taken.
    pub(crate) async fn wait_ms(&self) -> Result<u64, WorkError> {
        let (now_ms, mut tries) = (self.platform.now_ms(), self.tries().await?);
        if tries.at_ms > now_ms {
            // Tried under a clock that ran ahead: the wait begins now, else it would last until that day.
            tries.at_ms = now_ms;
            self.put_tries(tries).await.ok();
        }
        Ok(tries.wait_ms(now_ms, self.waited_ms()))
    }

    /// Milliseconds since a passphrase was tried here, or since this worker began.
    fn waited_ms(&self) -> u64 {
        self.platform
            .running_ms()
            .saturating_sub(self.with(|s| s.session.tried_ms))
    }

    async fn tries(&self) -> Result<Tries, WorkError> {
        let found = self
            .journal
            .records()
            .read(&[Want::One(StoreTable::Keys, TRIES.into())])
            .await?;
        let record = found.into_iter().flatten().next();
        Ok(record
            .and_then(|(_, bytes)| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default())
    }

    pub(crate) async fn put_tries(&self, tries: Tries) -> Result<(), WorkError> {
        let bytes = postcard::to_stdvec(&tries).map_err(|_| refused(OwnRecord::KeyRecord))?;
        let batch = Batch {
            put: vec![(StoreTable::Keys, TRIES.into(), bytes)],
            ..Batch::default()
        };
        Ok(self.journal.records().commit(&batch).await?)
    }

    /// Wraps the ring by a passphrase, or by this browser's key if there is none.
    pub(crate) async fn wrap(
        &self,
        ring: &Keyring,
        device: String,
        passphrase: Option<&str>,
    ) -> Result<KeyRecord, WorkError> {
        let (kind, wrapped) = match passphrase {
            Some(passphrase) => {
                let salt = self.chance::<16>();
                let wrapped = lock::wrap(ring, passphrase, *salt, self.platform.cost())?;
                (LockKind::Passphrase, wrapped)
            }
            None => (LockKind::Browser, self.platform.wrap(&ring.to_bytes()).await?),
        };
        Ok(KeyRecord { kind, device, wrapped })
    }

    /// Opens the key_record by the passphrase, or by this browser's key where that is the lock. The keys come back with what
    /// was learned by the way.
    ///
    /// # Errors
    /// `wrong_passphrase`; `too_soon` while the delay after wrong ones runs; `browser_key_lost`.
    pub(crate) async fn unwrap_ring(&self, key_record: &KeyRecord, passphrase: &str) -> Result<Keyring, WorkError> {
        if key_record.kind == LockKind::Browser {
            let bytes = self.platform.open_wrapped(&key_record.wrapped).await?;
            let bytes = Zeroizing::new(bytes.ok_or(refused(SessionRefusal::BrowserKeyLost))?);
            return Ok(Keyring::from_bytes(&bytes)?);
        }
        if self.wait_ms().await? > 0 {
            return Err(refused(SessionRefusal::TooSoon));
        }
        let (waited_ms, tried_ms) = (self.waited_ms(), self.platform.running_ms());
        let (tries, now_ms) = (self.tries().await?, self.platform.now_ms());
        self.with(|s| s.session.tried_ms = tried_ms);
        // Counted before it is tried: a reload in the middle does not save the try.
        let wrong = tries.wrong.saturating_add(1);
        match self.put_tries(Tries { wrong, at_ms: now_ms }).await {
            // Who has no room left must still come to the book. What cannot be counted is taken seldom instead.
            Err(WorkError::Store(StoreError::Quota)) if waited_ms >= UNCOUNTED_MS => {}
            Err(WorkError::Store(StoreError::Quota)) => return Err(refused(SessionRefusal::TooSoon)),
            other => other?,
        }
        let ring = lock::unwrap(&key_record.wrapped, passphrase)?;
        // What stays counted only makes a later wrong try wait longer.
        self.put_tries(Tries::default()).await.ok();
        Ok(ring)
    }

    /// A passphrase somebody has chosen now. One that a backup was made with long ago still opens it.
    ///
    /// # Errors
    /// `weak_passphrase`.
    pub(crate) fn strong(passphrase: Option<&str>) -> Result<(), WorkError> {
        match passphrase.map(strength) {
            Some(Strength::Weak) => Err(refused(SessionRefusal::WeakPassphrase)),
            _ => Ok(()),
        }
    }

    /// So many bytes of chance, wiped when dropped.
    pub(crate) fn chance<const N: usize>(&self) -> Zeroizing<[u8; N]> {
        let mut chance = Zeroizing::new([0; N]);
        self.platform.random(chance.as_mut_slice());
        chance
    }
}
