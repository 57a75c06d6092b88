//! Writing: one writer at a time, on top of everything there is, in one transaction, and only then into the book.
use crate::attachments::add::may_be_filed;
use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::records::corrections::found_right;
use crate::service::{Service, State};
use crate::share::Object;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::pack::Pack;
use protocol::{Action, CaseId, JobRefusal, PeopleRefusal, SessionRefusal, Summary, SyncRefusal};
use store::journal::{Append, Head, Stored};
use store::{Key, StoreError, StoreTable};
use vault::ring::Keyring;

/// What is written beside actions, in the same transaction.
#[derive(Default)]
pub(crate) struct Beside {
    /// Records and boxes for the store.
    pub objects: Vec<Object>,
    /// Sealed blobs.
    pub blobs: Vec<Object>,
}

/// How often a write is prepared anew because another tab was faster (only where there are no locks).
pub(crate) const TRIES: u32 = 8;

impl<G: Platform> Service<G> {
    /// Writes actions: one pack or several, one transaction.
    pub(crate) async fn write_actions(&self, actions: Vec<(CaseId, Action)>) -> Result<Summary, WorkError> {
        let own = DeviceId(self.with(|s| s.book.at.device));
        self.write(|book, draft, now_ms| {
            actions
                .iter()
                .try_for_each(|(case, action)| may_be_filed(book, case, action))?;
            let right = found_right(book, own, &actions)?;
            Ok(draft.add(book, actions.iter().cloned().chain(right).collect(), now_ms)?)
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }

    /// Writes what `make` adds to a draft of the book as it stands once nobody else writes.
    pub(crate) async fn write(
        &self,
        make: impl Fn(&Book, &mut Draft, u64) -> Result<(), WorkError>,
    ) -> Result<(), WorkError> {
        let only_actions = |book: &Book, draft: &mut Draft, now_ms| make(book, draft, now_ms).map(|()| Vec::new());
        self.write_with(only_actions).await
    }

    /// As [`Service::write`], with objects for the store in the same transaction.
    ///
    /// # Errors
    /// `key_awaited` while the key was changed and is not here yet: who was removed could read what is written.
    pub(crate) async fn write_with(
        &self,
        make: impl Fn(&Book, &mut Draft, u64) -> Result<Vec<Object>, WorkError>,
    ) -> Result<(), WorkError> {
        let make = |book: &Book, draft: &mut Draft, _: &Keyring, now_ms| {
            let objects = make(book, draft, now_ms)?;
            Ok(Beside {
                objects,
                ..Beside::default()
            })
        };
        self.write_by(State::draft, make).await
    }

    /// As [`Service::write`], for the word with which a device comes in: it needs no secret, and the key may be on its way.
    pub(crate) async fn write_first(
        &self,
        make: impl Fn(&Book, &mut Draft, u64) -> Result<(), WorkError>,
    ) -> Result<(), WorkError> {
        let only_actions =
            |book: &Book, draft: &mut Draft, _: &Keyring, now_ms| make(book, draft, now_ms).map(|()| Beside::default());
        self.write_by(State::first_draft, only_actions).await
    }

    /// Writes what `make` adds to a draft that `begin` began, and what it gives to be stored beside; the ring it is
    /// given holds the key that is current once nobody else writes.
    pub(crate) async fn write_by(
        &self,
        begin: impl Fn(&mut State, u64) -> Result<Draft, WorkError>,
        make: impl Fn(&Book, &mut Draft, &Keyring, u64) -> Result<Beside, WorkError>,
    ) -> Result<(), WorkError> {
        for _ in 0..TRIES {
            let _held = self.platform.hold().await;
            self.catch_up().await?;
            let now_ms = self.platform.now_ms();
            let (on, packs, beside) = self.with(|s| {
                let (on, mut draft) = (s.book.at, begin(s, now_ms)?);
                let ring = s.session.ring.clone().ok_or(refused(SessionRefusal::Locked))?;
                let beside = make(s.book()?, &mut draft, &ring, now_ms)?;
                Ok::<_, WorkError>((on, draft.finish(), beside))
            })?;
            let mut also = self.blobs_with(beside.blobs).await?;
            also.extend(self.outbox_with(beside.objects).await?);
            match self.store(on, packs, also).await {
                Err(WorkError::Store(StoreError::Stale)) => {}
                other => return other,
            }
        }
        Err(StoreError::Stale.into())
    }

    /// Stores packs that build on `on` and takes them into the book. The caller holds the right to write.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if the journal does not end at `on` any more; `other_history` once that was met in the store.
    pub(crate) async fn store(
        &self,
        on: Head,
        packs: Vec<Pack>,
        also: Vec<(StoreTable, Key, Vec<u8>)>,
    ) -> Result<(), WorkError> {
        let Some(last) = packs.last() else {
            // Everything was known already.
            return Ok(());
        };
        if self.with(|s| s.share.is_forked) {
            return Err(refused(SyncRefusal::OtherHistory));
        }
        let now_ms = self.platform.now_ms();
        let append = Append {
            chain: last.head.number,
            hash: last.head.hash,
            moment: last.last.0,
            now_ms,
            packs: packs.into_iter().map(|pack| pack.bytes).collect(),
            also,
            ..Append::default()
        };
        let bytes = append.packs.clone();
        let head = self.journal.append(on, append).await?;
        self.platform.tell_tabs(&Word::Wrote);
        if self.follow_own(on, head, bytes).await.is_err() {
            // It is stored, so it must not be told as failed: the book is read anew.
            let today = self.today()?;
            self.load(today).await.map_err(|_| refused(JobRefusal::StoredNotRead))?;
        }
        if self.with(|s| s.share.endpoint.is_some()) {
            self.tell_sharing();
        }
        self.poke();
        Ok(())
    }

    /// Takes what was stored just now into the book.
    async fn follow_own(&self, on: Head, head: Head, packs: Vec<Vec<u8>>) -> Result<(), WorkError> {
        self.with(|s| {
            let numbers = on.last.saturating_add(1)..;
            for (number, bytes) in numbers.zip(packs) {
                s.take(&Stored {
                    number,
                    bytes: Some(bytes),
                })?;
            }
            s.settle(head)
        })?;
        self.fold_if_stale().await
    }
}

impl State {
    /// A draft by the person of this device.
    ///
    /// # Errors
    /// `key_awaited`, see [`Service::write_with`].
    pub(crate) fn draft(&mut self, now_ms: u64) -> Result<Draft, WorkError> {
        if self.awaits_key()? {
            return Err(refused(PeopleRefusal::KeyAwaited));
        }
        self.first_draft(now_ms)
    }

    fn first_draft(&mut self, now_ms: u64) -> Result<Draft, WorkError> {
        let device = DeviceId(self.book.at.device);
        let author = Author {
            by: self.author()?,
            on_order_of: String::new(),
        };
        Ok(Draft::new(self.book()?, device, author, now_ms))
    }

    /// The name events of this device bear: that of its person.
    pub(crate) fn author(&mut self) -> Result<String, WorkError> {
        let device = DeviceId(self.book.at.device);
        let directory = self.book()?.directory();
        Ok(directory
            .person_of(device)
            .map(|member| member.person.name.clone())
            .unwrap_or_default())
    }
}
