//! Pictures on their way to the store: after the packs, thumbnails first, several at once, and again if the store lost
//! them.
use futures_util::future::join_all;

use super::super::error::WorkError;
use super::super::ground::Ground;
use super::super::shop::Shop;
use super::outbox::listed;
use crate::sync::exchange::{Limits, Trouble};
use crate::sync::local::LocalError;
use crate::sync::remote::{Remote, RemoteError};

/// After this long the store is asked again whether it still has all pictures, milliseconds.
const ASK_AGAIN_MS: u64 = 6 * 3_600_000;

impl<G: Ground> Shop<G> {
    /// Puts the pictures that the store lacks.
    ///
    /// # Errors
    /// Trouble with the store as a whole or with this device; what was put until then is taken down. A picture the store
    /// does not take stays, and does not stop the others.
    pub(super) async fn send_pictures(&self, remote: &G::Remote) -> Result<(), Trouble> {
        let mut waiting = self.pictures().await.map_err(own)?.waiting();
        let now_ms = self.ground.now_ms();
        let asked_ms = self.with(|s| s.pictures_asked_ms);
        let is_due = asked_ms.is_none_or(|at| now_ms.saturating_sub(at) >= ASK_AGAIN_MS);
        if waiting.is_empty() && !is_due {
            return Ok(());
        }
        let mut there = listed(remote, "t/").await?;
        there.extend(listed(remote, "b/").await?);
        waiting = self.note_pictures(|pictures| pictures.compare(&there)).await?;
        self.with(|s| s.pictures_asked_ms = Some(now_ms));
        self.with(|s| waiting.retain(|name| !s.pictures_refused.contains(name)));
        for some in waiting.chunks(Limits::default().in_flight / 2) {
            let put = join_all(some.iter().map(|name| self.put_picture(remote, name))).await;
            let done = some.iter().zip(&put).filter(|(_, put)| put == &&Ok(true));
            let done: Vec<&String> = done.map(|(name, _)| name).collect();
            self.note_pictures(|pictures| done.iter().for_each(|name| pictures.note((*name).clone(), true)))
                .await?;
            self.tell_sharing();
            put.into_iter().collect::<Result<Vec<bool>, Trouble>>()?;
        }
        Ok(())
    }

    /// Puts one; whether the store then has it.
    async fn put_picture(&self, remote: &G::Remote, name: &str) -> Result<bool, Trouble> {
        let Some(bytes) = self.picture_here(name).await.map_err(own)? else {
            return Ok(false);
        };
        match remote.put(name, &bytes).await {
            Ok(()) => Ok(true),
            Err(RemoteError::Exists | RemoteError::TooLarge | RemoteError::Refused(_)) => {
                self.with(|s| s.pictures_refused.insert(name.to_owned()));
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Changes what is noted of the pictures, and answers which of them wait then.
    async fn note_pictures(
        &self,
        change: impl Fn(&mut super::super::pictures::Pictures),
    ) -> Result<Vec<String>, Trouble> {
        let _held = self.ground.hold().await;
        let mut pictures = self.pictures().await.map_err(own)?;
        let before = pictures.clone();
        change(&mut pictures);
        if pictures != before {
            self.keep_record(pictures.record().map_err(own)?).await.map_err(own)?;
            self.with(|s| s.sharing.photos = pictures.photos_waiting());
        }
        Ok(pictures.waiting())
    }
}

fn own(error: WorkError) -> Trouble {
    Trouble::Local(LocalError(error.code().to_owned()))
}
