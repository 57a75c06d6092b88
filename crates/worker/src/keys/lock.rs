//! Changing the lock: a few hundred bytes are wrapped anew, the data stays as it is.
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use crate::settings::AUTO_LOCK;
use protocol::{LockKind, SessionRefusal};
use store::{Batch, RecordStore};

impl<G: Platform> Service<G> {
    /// Wraps the keys by another passphrase, or by this browser's key.
    ///
    /// # Errors
    /// `weak_passphrase`; `wrong_passphrase`, `too_soon`: the one in force must be said, although the book is open.
    pub(crate) async fn set_lock(&self, now: Option<&str>, new: Option<&str>) -> Result<(), WorkError> {
        Self::strong(new)?;
        let _held = self.platform.hold().await;
        let key_record = self.key_record().await?.ok_or(refused(SessionRefusal::NoDoor))?;
        if key_record.kind == LockKind::Passphrase {
            self.unwrap_ring(&key_record, now.unwrap_or_default()).await?;
        }
        let ring = self
            .with(|s| s.session.ring.clone())
            .ok_or(refused(SessionRefusal::Locked))?;
        let key_record = self.wrap(&ring, key_record.device, new).await?;
        let batch = Batch {
            put: vec![key_record.record()?],
            ..Batch::default()
        };
        self.journal.records().commit(&batch).await?;
        // What holds where nobody chose depends on the lock.
        self.read_settings().await?;
        Ok(())
    }

    /// Sets after how long the book locks by itself. A page may say it again at any time: that counts as a touch.
    pub(crate) async fn auto_lock(&self, minutes: u32) -> Result<(), WorkError> {
        if self.with(|s| s.session.auto_lock_min) != minutes {
            self.put_own(AUTO_LOCK, Some(&minutes.to_string())).await?;
            self.with(|s| s.session.auto_lock_min = minutes);
        }
        Ok(())
    }
}
