//! Packs of other devices: those that count are folded into the book and stored, by the one way that all packs take.
use crate::error::WorkError;
use crate::platform::{Platform, Word};
use crate::service::{Service, State};
use casebook::book::BookError;
use casebook::chain::ChainFault;
use casebook::clock::Moment;
use casebook::pack::{PackError, envelope, signed};
use protocol::News;
use store::journal::{Append, Head};
use sync::local::{Arrived, Fate};

impl<G: Platform> Service<G> {
    /// Folds packs of others, and stores those that count in one transaction. Should that fail, the book is read anew.
    pub(crate) async fn take_arrived(&self, packs: Vec<Arrived>) -> Result<Vec<Fate>, WorkError> {
        let _working = self.working();
        let _held = self.platform.hold().await;
        self.catch_up().await?;
        let now_ms = self.platform.now_ms();
        let (on, fates, append) = self.with(|s| {
            let on = s.book.at;
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
        let Head { last, chain, hash, .. } = self.book.at;
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
                self.book.unkept += pack.bytes.len();
                // The own chain goes on after what this device wrote before it lost it.
                if pack.head.device.0 == self.book.at.device && pack.head.number > append.chain {
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
                self.book.runs.add(device.0, number, local);
                self.book.faults.push((local, error.code().into()));
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
