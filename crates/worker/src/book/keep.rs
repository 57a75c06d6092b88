//! Keeping a snapshot, in the background.
use crate::book::follow::Note;
use crate::platform::Platform;
use crate::service::Service;
use store::StoreError;
use store::journal::Keep;

/// Bytes of packs after which a snapshot is kept at once. Fewer wait for an idle moment.
const AT_ONCE: usize = 1 << 20;

impl<G: Platform> Service<G> {
    /// Keeps a snapshot if much was written since the last.
    pub(crate) async fn keep_if_due(&self) {
        if self.with(|s| s.book.unkept) >= AT_ONCE {
            self.keep().await;
        }
    }

    /// Nothing is going on: keeps a snapshot if anything was written since the last.
    pub async fn idle(&self) {
        if self.with(|s| s.book.open.is_some() && s.book.unkept > 0) {
            self.keep().await;
        }
        let space = self.platform.space().await;
        self.with(|s| s.book.space = space);
    }

    /// Keeps a snapshot. If that fails, the next opening takes longer; nothing else depends on it.
    async fn keep(&self) {
        if matches!(self.keep_part(false).await, Err(StoreError::Stale)) {
            // Another tab kept one meanwhile.
            self.keep_part(true).await.ok();
        }
    }

    async fn keep_part(&self, whole: bool) -> Result<(), StoreError> {
        let prepared = self.with(|s| {
            let keys = s.session.ring.as_ref().map(|ring| ring.keys().to_bytes().to_vec());
            let note = Note {
                keys: keys.unwrap_or_default(),
                rules: s.book.open.as_ref()?.texts().rules(),
                runs: s.book.runs.clone(),
                faults: s.book.faults.clone(),
            };
            let (at, unkept) = (s.book.at, s.book.unkept);
            let book = s.book.open.as_mut()?;
            let snapshot = book.snapshot(whole);
            let keep = Keep {
                head: snapshot.head,
                note: postcard::to_stdvec(&note).ok()?,
                chunks: snapshot.chunks,
                count: snapshot.count,
                whole,
            };
            Some((at, unkept, book.version(), keep))
        });
        let Some((at, unkept, version, keep)) = prepared else {
            return Ok(());
        };
        self.journal.keep_snapshot(at, keep).await?;
        self.with(|s| {
            s.book.unkept = s.book.unkept.saturating_sub(unkept);
            if let Some(book) = &mut s.book.open {
                book.saved(version);
            }
        });
        Ok(())
    }
}
