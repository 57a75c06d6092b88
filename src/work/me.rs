//! Who is at work here.
use super::error::WorkError;
use super::ground::Ground;
use super::protocol::{LockKind, Me};
use super::shop::Shop;

impl<G: Ground> Shop<G> {
    /// Who is at work here, and how the device is locked. The book is open.
    pub(super) async fn me(&self) -> Result<Me, WorkError> {
        let door = self.door().await?;
        Ok(self.with(|s| Me {
            device: s.ring.as_ref().map_or(0, |ring| ring.device().0),
            device_name: door.as_ref().map(|door| door.device.clone()).unwrap_or_default(),
            lock: door.as_ref().map_or(LockKind::Browser, |door| door.kind),
            auto_lock_min: s.auto_lock_min,
            ..Me::default()
        }))
    }
}
