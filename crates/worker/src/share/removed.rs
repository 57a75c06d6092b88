//! A device that was removed: what it wrote and the store never took, and leaving so that it can be invited again.
use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::service::{Service, State};
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::field::Field;
use casebook::pack::open;
use protocol::{Action, Refusal, Session, SessionRefusal, SyncRefusal, SyncState, Trace, Unsent, UnsentEntries};

/// Packs read at once.
const WINDOW: usize = 64;

impl<G: Platform> Service<G> {
    /// The own entries about cases that the store has not, or that count for nobody since the removal; the oldest first.
    pub(crate) async fn unsent(&self) -> Result<UnsentEntries, WorkError> {
        let marks = self.read_marks().await?;
        let (numbers, mut missing) = self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let book = s.book()?;
            let last = book.followed().get(&own).map_or(0, |f| f.number);
            let cut = book.directory().devices.get(&own).and_then(|device| device.cut);
            // What is out without a cut counts from its first pack on for nothing.
            let counts = cut.unwrap_or(if book.is_out(own) { 0 } else { u32::MAX });
            let first = marks.stored.min(counts).saturating_add(1);
            let mut here: Vec<(u32, u32)> = Vec::new();
            let mut missing: Vec<u32> = Vec::new();
            for number in first..=last {
                match s.book.runs.local(own.0, number) {
                    Some(local) => here.push((local, number)),
                    None => missing.push(number),
                }
            }
            Ok::<_, WorkError>((here, missing))
        })?;
        let mut entries = Vec::new();
        for window in numbers.chunks(WINDOW) {
            let locals: Vec<u32> = window.iter().map(|(local, _)| *local).collect();
            let stored = self.journal.packs_at(&locals).await?;
            for (stored, (_, number)) in stored.into_iter().zip(window) {
                let bytes = stored.bytes.unwrap_or_default();
                if !self.with(|s| s.unsent_in(&bytes, &mut entries))? {
                    missing.push(*number);
                }
            }
        }
        missing.sort_unstable();
        Ok(UnsentEntries { entries, missing })
    }

    /// Forgets the book, the keys and everything else here, so that this browser can be invited again. Only where the
    /// book or the store says that this device was removed.
    ///
    /// # Errors
    /// `not_removed`.
    pub(crate) async fn leave_removed(&self) -> Result<Session, WorkError> {
        self.opened().await?;
        let removed = self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let told = matches!(
                &s.share.view.state,
                SyncState::Waiting {
                    why: Refusal::Sync(SyncRefusal::Removed),
                    ..
                }
            );
            Ok::<_, WorkError>(told || s.book()?.is_out(own))
        })?;
        if !removed {
            return Err(refused(SessionRefusal::NotRemoved));
        }
        self.platform.tell_tabs(&Word::Lock);
        self.leave().await?;
        self.look_at_gate().await
    }
}

impl State {
    /// Adds the entries about cases that are in a pack; false if it cannot be read.
    fn unsent_in(&mut self, pack: &[u8], entries: &mut Vec<Unsent>) -> Result<bool, WorkError> {
        let book = self.book()?;
        let Ok(pack) = open(pack, book.sealer().as_ref()) else {
            return Ok(false);
        };
        for event in pack.events.into_iter().filter(|event| event.case != BOOK) {
            let state = book.state(&event.case)?.unwrap_or_default();
            let taken = match &event.action {
                Action::TakeBack { happening, .. } => state.happening(*happening),
                _ => None,
            };
            entries.push(Unsent {
                case: event.case,
                case_number: state.text(Field::CASE_NUMBER).to_owned(),
                trace: Trace {
                    by: event.by,
                    on_order_of: event.on_order_of,
                    at_ms: event.at_ms,
                    action: event.action,
                    before: Vec::new(),
                    record_before: Vec::new(),
                    device: event.stamp.device,
                    refused: None,
                    receipt: event.receipt,
                },
                taken,
            });
        }
        Ok(true)
    }
}
