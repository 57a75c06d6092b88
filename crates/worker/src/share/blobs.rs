//! Blobs of this device on their way to the store.
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use sync::blobs::{BlobSource, Blobs, put_blobs};
use sync::exchange::Trouble;
use sync::local::LocalError;

/// After this long the store is asked again whether it still has all blobs, milliseconds.
const ASK_AGAIN_MS: u64 = 6 * 3_600_000;

impl<G: Platform> Service<G> {
    /// Puts the blobs that the store lacks.
    ///
    /// # Errors
    /// As [`put_blobs`].
    pub(super) async fn send_blobs(&self, remote: &G::Remote) -> Result<(), Trouble> {
        let now_ms = self.platform.now_ms();
        let asked_ms = self.with(|s| s.share.blobs_asked_ms);
        let ask = asked_ms.is_none_or(|at| now_ms.saturating_sub(at) >= ASK_AGAIN_MS);
        let mut refused = self.with(|s| std::mem::take(&mut s.share.blobs_refused));
        let sent = put_blobs(self, remote, ask, &mut refused).await;
        self.with(|s| {
            s.share.blobs_refused = refused;
            if sent.is_ok() && ask {
                s.share.blobs_asked_ms = Some(now_ms);
            }
        });
        sent
    }
}

impl<G: Platform> BlobSource for Service<G> {
    async fn noted(&self) -> Result<Blobs, LocalError> {
        self.blobs().await.map_err(own)
    }

    async fn blob(&self, name: &str) -> Result<Option<Vec<u8>>, LocalError> {
        self.blob_here(name).await.map_err(own)
    }

    async fn renote(&self, change: &dyn Fn(&mut Blobs)) -> Result<Blobs, LocalError> {
        let _held = self.platform.hold().await;
        let before = self.noted().await?;
        let mut noted = before.clone();
        change(&mut noted);
        if noted != before {
            self.keep_noted(&noted).await.map_err(own)?;
            self.tell_sharing();
        }
        Ok(noted)
    }
}

fn own(error: WorkError) -> LocalError {
    LocalError(error.refusal().code().to_owned())
}
