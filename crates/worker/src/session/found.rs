//! First use: this device founds a space of its own. A book of an older build, which lies here without a seal, is taken
//! over: every pack is sealed and signed anew, in the one transaction that also puts the keys. Afterwards nothing plain
//! is left.
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::book::follow::load;
use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::service::{Service, State};
use crate::session::gate::Access;
use crate::settings::AUTHOR;
use crate::share::Object;
use casebook::clock::DeviceId;
use casebook::clock::day_of;
use casebook::draft::{Author, Draft};
use casebook::event::BOOK;
use casebook::pack::{Hash, Pack, Packer, Plain, Sealer, unpack};
use casebook::people::{NewDevice, PeopleAction, Person};
use protocol::{Action, FoundSpace, Session, SessionRefusal};
use store::journal::{Append, Head, Journal};
use store::{Key, RecordStore, StoreTable, Want};
use sync::roster::{Fact, Record};
use vault::ring::Keyring;

/// Chains sealed anew.
#[derive(Default)]
struct Resealed {
    packs: Vec<Vec<u8>>,
    ends: BTreeMap<DeviceId, (u32, Hash)>,
}

impl<G: Platform> Service<G> {
    /// How it stands where no keys were ever made.
    pub(crate) async fn without_door(&self) -> Result<Session, WorkError> {
        if self.journal.look().await?.last == 0 {
            return Ok(Session::New);
        }
        let today = day_of(self.platform.now_ms());
        let plain = Journal::new(self.journal.records().bare().clone());
        let mut state = load(&plain, None, today).await?;
        let cases = u32::try_from(state.book()?.len()).unwrap_or(u32::MAX);
        Ok(Session::Unsealed { cases })
    }

    /// Founds a space and opens it.
    ///
    /// # Errors
    /// `founded` if there are keys here already; `weak_passphrase`.
    pub(crate) async fn found(&self, id: u32, first: FoundSpace) -> Result<Session, WorkError> {
        Self::strong(first.passphrase.as_deref())?;
        let _turn = self.turn().await;
        let _held = self.platform.hold().await;
        self.nobody_here().await?;
        let ring = Rc::new(Keyring::new(&self.chance::<136>()));
        let on = self.journal.look().await?;
        // Read before it is sealed: the founding comes after all that is adopted.
        let plain = Journal::new(self.journal.records().bare().clone());
        let before = load(&plain, None, day_of(self.platform.now_ms())).await?;
        let old = self.reseal(id, on, Rc::clone(&ring) as Rc<dyn Sealer>).await?;
        let adopted: Vec<DeviceId> = old.ends.into_keys().collect();
        let founded = self.founding(before, &ring, &first, adopted.clone())?;
        let key_record = self.wrap(&ring, first.device, first.passphrase.as_deref()).await?;
        let mut also = self.plain_settings().await?;
        also.push(key_record.record()?);
        also.push(Self::first_outbox(founding_records(&ring, &adopted))?);
        let packs: Vec<Vec<u8>> = founded.iter().map(|pack| pack.bytes.clone()).collect();
        let last = founded.last().ok_or(refused(SessionRefusal::Founded))?;
        let append = Append {
            packs: [packs, old.packs].concat(),
            chain: last.head.number,
            hash: last.head.hash,
            moment: last.last.0,
            clear: vec![StoreTable::Settings, StoreTable::Meta],
            also,
            now_ms: self.platform.now_ms(),
        };
        self.settle_here(&ring, on, append).await?;
        self.enter(ring).await?;
        Ok(Session::Open(Box::new(self.me().await?)))
    }

    /// # Errors
    /// `founded` if there are keys here already.
    pub(crate) async fn nobody_here(&self) -> Result<(), WorkError> {
        let is_open = self.with(|s| s.session.access) == Access::Open;
        if is_open || self.key_record().await?.is_some() {
            return Err(refused(SessionRefusal::Founded));
        }
        Ok(())
    }

    /// Puts a first journal under these keys in place of what lies here: all or nothing.
    pub(crate) async fn settle_here(&self, ring: &Keyring, on: Head, append: Append) -> Result<(), WorkError> {
        let records = self.journal.records();
        records.unlock(ring.local_key());
        let put = self.journal.replace(on, ring.device().0, append).await;
        if put.is_err() {
            records.lock();
        }
        put?;
        self.platform.tell_tabs(&Word::Wrote);
        Ok(())
    }

    /// The pack that founds the space.
    fn founding(
        &self,
        mut before: State,
        ring: &Rc<Keyring>,
        first: &FoundSpace,
        adopted: Vec<DeviceId>,
    ) -> Result<Vec<Pack>, WorkError> {
        let now_ms = self.platform.now_ms();
        before.hold(Some(Rc::clone(ring)));
        let book = before.book()?;
        let person = Person {
            id: self.new_id()?,
            name: first.name.clone(),
            role: first.role.clone(),
            ..Person::default()
        };
        let author = Author {
            by: first.name.clone(),
            on_order_of: String::new(),
        };
        let founded = PeopleAction::Founded {
            court: first.court.clone(),
            person,
            device: new_device(ring, &first.device),
            adopted,
        };
        let mut draft = Draft::new(book, ring.device(), author, now_ms);
        draft.add(book, vec![(BOOK, Action::People(Box::new(founded)))], now_ms)?;
        Ok(draft.finish())
    }

    /// The packs that lie here in the open, under a seal. What cannot be read any more is left behind: the summary of
    /// the older build named it.
    async fn reseal(&self, id: u32, on: Head, sealer: Rc<dyn Sealer>) -> Result<Resealed, WorkError> {
        let mut resealed = Resealed::default();
        let mut after = 0;
        while after < on.last {
            for stored in self.journal.packs(after).await? {
                after = stored.number;
                if let Some(bytes) = stored.bytes {
                    resealed.take(&bytes, &sealer);
                }
            }
            self.goes_on(id, after, on.last).await?;
        }
        Ok(resealed)
    }

    /// Settings of an older build, to be put under seal. The author is now a person of the directory.
    pub(crate) async fn plain_settings(&self) -> Result<Vec<(StoreTable, Key, Vec<u8>)>, WorkError> {
        let found = self
            .journal
            .records()
            .bare()
            .read(&[Want::All(StoreTable::Settings)])
            .await?;
        let all = found.into_iter().flatten();
        Ok(all
            .filter(|(key, _)| *key != Key::from(AUTHOR))
            .map(|(key, bytes)| (StoreTable::Settings, key, bytes))
            .collect())
    }
}

/// What a store must know of the space: who founded it, and whose chains the founder's key signs.
fn founding_records(ring: &Keyring, adopted: &[DeviceId]) -> Vec<Object> {
    let verify = ring.verify_key();
    let device = ring.device().0;
    let founded = Fact::Found { device, kit: None };
    let admit = |device: &DeviceId| Fact::Admit {
        device: device.0,
        verify,
        admin: false,
    };
    let facts = std::iter::once(founded).chain(adopted.iter().map(admit));
    facts.map(|fact| record(ring, fact)).collect()
}

/// A record of the roster, signed by this device.
pub(crate) fn record(ring: &Keyring, fact: Fact) -> Object {
    let sign = |domain: &str, bytes: &[u8]| ring.sign(domain, bytes);
    Record::write(ring.space(), ring.verify_key(), fact, sign)
}

/// This device, as others will know it.
pub(crate) fn new_device(ring: &Keyring, name: &str) -> NewDevice {
    NewDevice {
        name: name.to_owned(),
        verify: ring.verify_key(),
        agree: ring.agree_key(),
    }
}

impl Resealed {
    fn take(&mut self, bytes: &[u8], sealer: &Rc<dyn Sealer>) {
        let Ok((head, events)) = unpack(bytes, &Plain) else {
            return;
        };
        let (number, prev) = self.ends.get(&head.device).copied().unwrap_or_default();
        let mut packer = Packer::new(head.device, number + 1, prev, Rc::clone(sealer));
        for event in events {
            packer.add(event);
        }
        for pack in packer.finish() {
            self.ends.insert(head.device, (pack.head.number, pack.head.hash));
            self.packs.push(pack.bytes);
        }
    }
}
