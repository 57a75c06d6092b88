//! This device, as the exchange sees it.
use super::super::error::{WorkError, refused};
use super::super::platform::{Platform, Word};
use super::super::service::{Service, State};
use casebook::book::BookError;
use casebook::chain::ChainFault;
use casebook::clock::{DeviceId, Moment};
use casebook::pack::{PackError, envelope, signed};
use casebook::seen::Seen;
use protocol::{News, OwnRecord};
use store::StoreTable;
use store::journal::{Append, Head};
use sync::local::{Arrived, Fate, Local, LocalError, Marks, Position};

pub(super) const MARKS: OwnRecord = OwnRecord::Marks;

impl From<WorkError> for LocalError {
    fn from(error: WorkError) -> Self {
        Self(error.refusal().code().to_owned())
    }
}

impl<G: Platform> Local for Service<G> {
    fn own(&self) -> DeviceId {
        DeviceId(self.with(|s| s.at.device))
    }

    async fn held(&self) -> Result<Vec<(DeviceId, Position)>, LocalError> {
        self.catch_up().await?;
        let held = self.with(|s| {
            let followed = s.book()?.followed().iter();
            let place = |(device, f): (&DeviceId, &casebook::book::Followed)| {
                let (number, hash) = (f.number, f.hash);
                (*device, Position { number, hash })
            };
            Ok::<_, WorkError>(followed.map(place).collect())
        })?;
        Ok(held)
    }

    async fn packs(&self, device: DeviceId, from: u32, to: u32, limit: usize) -> Result<Vec<Vec<u8>>, LocalError> {
        let (mut out, mut size) = (Vec::new(), 0);
        for number in from..=to {
            let local = self.with(|s| s.runs.local(device.0, number));
            let found = match local {
                Some(local) => self.journal.packs_at(&[local]).await.map_err(WorkError::from)?,
                None => Vec::new(),
            };
            let bytes = found.into_iter().find_map(|stored| stored.bytes);
            // One that decayed is as good as lost: others may still have it.
            let Some(bytes) = bytes.filter(|bytes| envelope(bytes).is_ok()) else {
                break;
            };
            size += bytes.len();
            if size > limit && !out.is_empty() {
                break;
            }
            out.push(bytes);
        }
        if out.is_empty() {
            return Err(LocalError("pack_lost".to_owned()));
        }
        Ok(out)
    }

    async fn take(&self, packs: Vec<Arrived>) -> Result<Vec<Fate>, LocalError> {
        Ok(self.take_arrived(packs).await?)
    }

    async fn to_compare(&self) -> Result<Vec<(DeviceId, Seen)>, LocalError> {
        Ok(self.with(|s| Ok::<_, WorkError>(s.book()?.to_compare()))?)
    }

    fn compared_same(&self, author: DeviceId, seen: &Seen) {
        self.with(|s| {
            if let Some(book) = &mut s.book {
                book.compared_same(author, seen);
            }
        });
    }

    async fn marks(&self) -> Result<Marks, LocalError> {
        Ok(self.read_marks().await?)
    }

    async fn mark(&self, marks: &Marks) -> Result<(), LocalError> {
        let bytes = postcard::to_stdvec(marks).map_err(|_| LocalError(MARKS.code().to_owned()))?;
        Ok(self.keep_record((StoreTable::Meta, MARKS.code().into(), bytes)).await?)
    }
}

impl<G: Platform> Service<G> {
    pub(in super::super) async fn read_marks(&self) -> Result<Marks, WorkError> {
        let record = self.own_record_or_none(MARKS.code()).await?;
        Ok(record
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default())
    }

    /// What was stored is shown from the first moment, also before anything is exchanged.
    pub(in super::super) async fn show_marks(&self) -> Result<(), WorkError> {
        let marks = self.read_marks().await?;
        self.with(|s| {
            s.sharing.stored = marks.stored.saturating_sub(marks.read_back);
            s.sharing.read_back = marks.read_back;
        });
        Ok(())
    }

    /// Forgets what the store had: it is asked anew.
    pub(super) async fn forget_marks(&self) -> Result<(), WorkError> {
        self.mark(&Marks::default())
            .await
            .map_err(|_| refused(OwnRecord::Marks))?;
        self.show_marks().await
    }

    /// Folds packs of others, and stores those that count in one transaction. Should that fail, the book is read anew.
    async fn take_arrived(&self, packs: Vec<Arrived>) -> Result<Vec<Fate>, WorkError> {
        let _working = self.working();
        let _held = self.platform.hold().await;
        self.catch_up().await?;
        let now_ms = self.platform.now_ms();
        let (on, fates, append) = self.with(|s| {
            let on = s.at;
            let (fates, append) = s.fold_arrived(packs, now_ms)?;
            Ok::<_, WorkError>((on, fates, append))
        })?;
        if append.packs.is_empty() {
            return Ok(fates);
        }
        let head = match self.journal.append(on, append).await {
            Ok(head) => head,
            Err(error) => {
                let today = self.today()?;
                self.load(today).await?;
                return Err(error.into());
            }
        };
        self.with(|s| s.settle(head))?;
        self.fold_if_stale().await?;
        self.platform.tell_tabs(&Word::Wrote);
        self.tell(&News::Changed(self.with(|s| s.summary())));
        Ok(fates)
    }
}

impl State {
    fn fold_arrived(&mut self, packs: Vec<Arrived>, now_ms: u64) -> Result<(Vec<Fate>, Append), WorkError> {
        let Head { last, chain, hash, .. } = self.at;
        let (mut fates, mut local) = (Vec::with_capacity(packs.len()), last);
        let mut append = Append {
            chain,
            hash,
            now_ms,
            ..Append::default()
        };
        for pack in packs {
            let (fate, is_new) = self.fold_one(&pack, local.saturating_add(1))?;
            fates.push(fate);
            if is_new {
                local = local.saturating_add(1);
                self.unkept += pack.bytes.len();
                // The own chain goes on after what this device wrote before it lost it.
                if pack.head.device.0 == self.at.device && pack.head.number > append.chain {
                    (append.chain, append.hash) = (pack.head.number, pack.head.hash);
                    let own = self.book()?.followed().get(&pack.head.device);
                    append.moment = own.map_or(0, |own| own.moment.0);
                }
                append.packs.push(pack.bytes);
            }
        }
        Ok((fates, append))
    }

    /// Folds a pack that is to lie at a local number. What becomes of it, and whether it is to be stored.
    fn fold_one(&mut self, pack: &Arrived, local: u32) -> Result<(Fate, bool), WorkError> {
        Ok(match self.fold_pack(&pack.bytes, local) {
            Ok(()) => (Fate::Taken, true),
            Err(BookError::Chain(ChainFault::Repeated(_))) => (Fate::Taken, false),
            Err(BookError::Pack(
                error @ (PackError::SealBroken | PackError::BadEvents | PackError::UnknownAlgorithm),
            )) if self.is_signed(pack)? => {
                // Its device did write this, so it will be the same for everybody: the chain goes on after it.
                let (device, number, hash) = (pack.head.device, pack.head.number, pack.head.hash);
                self.book()?.pass_over(device, number, hash, Moment(0));
                self.runs.add(device.0, number, local);
                self.faults.push((local, error.code().into()));
                (Fate::SetAside(error.code()), true)
            }
            Err(error) => (Fate::NotYet(error.code()), false),
        })
    }

    /// Whether the device a pack names has signed it.
    fn is_signed(&mut self, pack: &Arrived) -> Result<bool, WorkError> {
        let book = self.book()?;
        let directory = book.directory();
        let own = directory
            .devices
            .get(&pack.head.device)
            .map(|device| device.keys.verify);
        let adopted = directory
            .founding
            .as_ref()
            .filter(|f| f.adopted.contains(&pack.head.device));
        let Some(key) = adopted.map(|f| f.verify).or(own) else {
            return Ok(false);
        };
        let signature = envelope(&pack.bytes).ok().and_then(|envelope| envelope.signature);
        Ok(signature.is_some_and(|s| book.sealer().verify(&key, &signed(&pack.head.hash), &s)))
    }
}
