//! Changing the lock: a few hundred bytes are wrapped anew, the data stays as it is.
use super::error::WorkError;
use super::ground::Ground;
use super::settings::AUTO_LOCK;
use super::shop::Shop;
use protocol::{Answer, LockKind};
use store::{Batch, Shelf};

impl<G: Ground> Shop<G> {
    /// Wraps the keys by another passphrase, or by this browser's key.
    ///
    /// # Errors
    /// `weak_passphrase`; `wrong_passphrase`, `too_soon`: the one in force must be said, although the book is open.
    pub(super) async fn set_lock(&self, now: Option<&str>, new: Option<&str>) -> Result<Answer, WorkError> {
        Self::strong(new)?;
        let _held = self.ground.hold().await;
        let door = self.door().await?.ok_or(WorkError::Refused("no_door"))?;
        if door.kind == LockKind::Passphrase {
            self.unwrap_ring(&door, now.unwrap_or_default()).await?;
        }
        let ring = self.with(|s| s.ring.clone()).ok_or(WorkError::Refused("locked"))?;
        let door = self.wrap(&ring, door.device, new).await?;
        let batch = Batch {
            put: vec![door.record()?],
            ..Batch::default()
        };
        self.journal.shelf().commit(&batch).await?;
        // What holds where nobody chose depends on the lock.
        self.read_settings().await?;
        Ok(Answer::Done)
    }

    /// Sets after how long the book locks by itself. A page may say it again at any time: that counts as a touch.
    pub(super) async fn auto_lock(&self, minutes: u32) -> Result<Answer, WorkError> {
        if self.with(|s| s.auto_lock_min) != minutes {
            self.put_own(AUTO_LOCK, Some(&minutes.to_string())).await?;
            self.with(|s| s.auto_lock_min = minutes);
        }
        Ok(Answer::Done)
    }
}
