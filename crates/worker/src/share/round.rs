//! When the exchange happens: as soon as the book is open, after every write, at the store's news, and again after
//! trouble. One tab does it for all.
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::task::{Poll, Waker};

use futures_util::future::{Either, select};

use super::step::Done;
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use crate::session::gate::Access;
use crate::settings::ENDPOINT;
use protocol::{SyncRefusal, SyncView};
use sync::remote::{Remote, RemoteError};

/// Writes that follow each other closely go together, milliseconds.
const TOGETHER_MS: u64 = 200;

/// After trouble of this device itself, milliseconds.
const OWN_TROUBLE_MS: u64 = 5_000;

impl<G: Platform> Service<G> {
    /// Shares the book as long as this worker lives, whenever it is open and there is an endpoint.
    pub async fn share(&self) {
        loop {
            self.may_share().await;
            let _alone = self.platform.hold_sharing().await;
            while self.shares() {
                self.with(|s| s.share.poked = false);
                let wait = match self.step().await {
                    Ok(Done {
                        retry_ms: None,
                        heal_in_ms,
                        seen,
                    }) => {
                        let over = async {
                            match heal_in_ms {
                                Some(ms) => self.platform.sleep(ms).await,
                                None => pending().await,
                            }
                        };
                        select(pin!(self.news_or_poke(&seen)), pin!(over)).await;
                        TOGETHER_MS
                    }
                    Ok(Done { retry_ms: Some(ms), .. }) => {
                        self.time_or_poke(ms).await;
                        TOGETHER_MS
                    }
                    Err(_) => OWN_TROUBLE_MS,
                };
                self.platform.sleep(wait).await;
            }
        }
    }

    fn shares(&self) -> bool {
        self.with(|s| s.session.access == Access::Open && s.share.endpoint.is_some())
    }

    async fn may_share(&self) {
        poll_fn(|cx| {
            self.with(|s| {
                if s.session.access == Access::Open && s.share.endpoint.is_some() {
                    return Poll::Ready(());
                }
                s.jobs.waiting.push(cx.waker().clone());
                Poll::Pending
            })
        })
        .await;
    }

    /// There is something to exchange, or to stop.
    pub(crate) fn poke(&self) {
        let waiting = self.with(|s| {
            s.share.poked = true;
            std::mem::take(&mut s.jobs.waiting)
        });
        waiting.into_iter().for_each(Waker::wake);
    }

    async fn poked(&self) {
        poll_fn(|cx| {
            self.with(|s| {
                if s.share.poked || s.session.access != Access::Open || s.share.endpoint.is_none() {
                    return Poll::Ready(());
                }
                s.jobs.waiting.push(cx.waker().clone());
                Poll::Pending
            })
        })
        .await;
    }

    async fn news_or_poke(&self, seen: &str) {
        let Some(remote) = self.remote() else { return };
        loop {
            let news = pin!(remote.wait(seen));
            match select(news, pin!(self.poked())).await {
                Either::Left((Ok(now), _)) if now == seen => {}
                Either::Left((Ok(_), _)) | Either::Right(_) => return,
                Either::Left((Err(_), _)) => return self.time_or_poke(OWN_TROUBLE_MS).await,
            }
        }
    }

    async fn time_or_poke(&self, ms: u64) {
        select(pin!(self.platform.sleep(ms)), pin!(self.poked())).await;
    }

    /// Shares through another endpoint from now on, or not at all.
    ///
    /// # Errors
    /// `bad_endpoint` if that is no address.
    pub(crate) async fn sync_to(&self, endpoint: Option<String>) -> Result<SyncView, WorkError> {
        let endpoint = endpoint.map(|text| address(&text)).transpose()?;
        self.answers(endpoint.as_deref()).await?;
        if self.with(|s| s.share.endpoint != endpoint) {
            // What was stored elsewhere says nothing of this store.
            self.forget_marks().await?;
        }
        self.put_own(ENDPOINT, endpoint.as_deref()).await?;
        self.with(|s| {
            s.share.endpoint = endpoint;
            s.share.exchange = None;
            s.share.blobs_asked_ms = None;
            s.share.blobs_refused.clear();
            // The word of another store counts for nothing here.
            s.share.kit_refused = None;
        });
        self.poke();
        Ok(self.sharing())
    }

    /// A new address takes the place of one that works only if somebody answers there.
    async fn answers(&self, endpoint: Option<&str>) -> Result<(), WorkError> {
        let before = self.with(|s| s.share.endpoint.clone());
        let is_moved = |new: &&str| before.as_deref().is_some_and(|before| before != *new);
        let Some(remote) = endpoint.filter(is_moved).and_then(|new| self.remote_at(new)) else {
            return Ok(());
        };
        match remote.list("r/", "").await {
            Err(RemoteError::Offline) => Err(refused(SyncRefusal::EndpointSilent)),
            _ => Ok(()),
        }
    }

    /// Exchanges now, whichever tab shares otherwise: doing it twice does no harm.
    pub(crate) async fn sync_now(&self) -> Result<SyncView, WorkError> {
        self.exchange().await?;
        // Whoever waits for a later try need not.
        self.poke();
        Ok(self.sharing())
    }
}

/// An address without what follows the place of the endpoint: `https://`, or `http://` within the house.
///
/// # Errors
/// `bad_endpoint`.
pub(crate) fn address(text: &str) -> Result<String, WorkError> {
    let text = text.trim().trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let sound = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}#?@".contains(c);
    match host {
        Some(host) if !host.is_empty() && host.chars().all(sound) && text.len() <= 512 => Ok(text.to_owned()),
        _ => Err(refused(SyncRefusal::BadEndpoint)),
    }
}
