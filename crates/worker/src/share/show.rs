//! How it stands with sharing, for the page and the other tabs.
use crate::error::WorkError;
use crate::platform::{Platform, Word};
use crate::service::{Service, State};
use casebook::clock::DeviceId;
use protocol::{News, Refusal, SyncState, SyncView};
use sync::exchange::Report;

impl<G: Platform> Service<G> {
    /// How it stands, as known last.
    pub(crate) fn sharing(&self) -> SyncView {
        self.with(State::sharing_now)
    }

    /// How it stands, the blobs counted anew.
    pub(crate) async fn sync_stands(&self) -> Result<SyncView, WorkError> {
        // A note that cannot be read is named as such; the rest is told.
        self.blobs().await.ok();
        Ok(self.sharing())
    }

    /// Another tab shares and says how it stands.
    pub(crate) fn heard_of_sharing(&self, view: SyncView) {
        let is_ours = self.with(|s| {
            let ours = s.session.ring.is_some() && s.share.endpoint == view.endpoint;
            if ours {
                s.share.view = view;
            }
            ours
        });
        if is_ours {
            self.say(&News::Sync(self.sharing()));
        }
    }

    /// Tells the page and the other tabs.
    pub(crate) fn tell_sharing(&self) {
        let view = self.with(State::sharing_now);
        self.platform.tell_tabs(&Word::Sharing(Box::new(view.clone())));
        self.say(&News::Sync(view));
    }

    /// Takes down what an exchange brought.
    pub(super) async fn show_report(&self, report: Report) -> Result<(), WorkError> {
        let bytes = self.bytes_after(report.stored, report.own).await?;
        let now_ms = self.platform.now_ms();
        self.with(|s| {
            let state = match &report.trouble {
                None => SyncState::Idle,
                Some(trouble) => SyncState::Waiting {
                    retry_ms: report.retry_ms,
                    why: Refusal::from_code(trouble.code()),
                },
            };
            let began = report.trouble.is_none() || report.own > 0;
            let faults = report.faults.iter();
            let faults = faults
                .map(|f| (s.name_of(f.device), Refusal::from_code(f.code), f.from, f.to))
                .collect();
            let view = &mut s.share.view;
            view.state = state;
            if began {
                view.waiting = (report.own.saturating_sub(report.stored), bytes);
                view.stored = report.stored.saturating_sub(report.read_back);
                view.read_back = report.read_back;
                view.incoming = report.incoming;
                view.lacking = report.lacking;
                if report.emptied {
                    view.emptied_at_ms = Some(now_ms);
                }
                view.faults = faults;
            }
            if report.trouble.is_none() {
                view.last_ok_at_ms = Some(now_ms);
                s.share.failures = 0;
            }
        });
        self.tell_sharing();
        Ok(())
    }

    /// Bytes of the own packs that are only here.
    async fn bytes_after(&self, stored: u32, own: u32) -> Result<u64, WorkError> {
        let mut locals = Vec::new();
        self.with(|s| {
            // More than these nobody counts.
            let numbers = stored.saturating_add(1)..=own.min(stored.saturating_add(64));
            locals.extend(numbers.filter_map(|number| s.book.runs.local(s.book.at.device, number)));
        });
        let packs = self.journal.packs_at(&locals).await?;
        let sizes = packs.iter().filter_map(|stored| stored.bytes.as_ref());
        Ok(sizes.map(|bytes| bytes.len() as u64).sum())
    }
}

impl State {
    fn sharing_now(&mut self) -> SyncView {
        let mut view = self.share.view.clone();
        view.endpoint.clone_from(&self.share.endpoint);
        if view.endpoint.is_none() {
            view.state = SyncState::Off;
        }
        let devices = self
            .book
            .open
            .as_ref()
            .map(|book| book.followed().clone())
            .unwrap_or_default();
        // What was written since the last exchange waits, too.
        let own = devices.get(&DeviceId(self.book.at.device)).map_or(0, |f| f.number);
        view.waiting.0 = own.saturating_sub(view.stored.saturating_add(view.read_back));
        let line = |(device, f): (DeviceId, casebook::book::Followed)| (self.name_of(device), f.number, f.moment.ms());
        view.devices = devices.into_iter().map(line).collect();
        view
    }

    /// Name of a device, or its number where nobody named it.
    pub fn name_of(&self, device: DeviceId) -> String {
        let known = self
            .book
            .open
            .as_ref()
            .and_then(|book| book.directory().devices.get(&device));
        known.map_or_else(|| format!("{:016x}", device.0), |known| known.keys.name.clone())
    }
}
