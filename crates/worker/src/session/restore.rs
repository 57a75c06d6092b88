//! Restoring: a backup is opened, read to the last byte and folded on the side before anything of it is taken over.
//!
//! The device that goes on with it is a new one, with a number and keys of its own, because the one that made the backup
//! may still be at work: it joins the space as any other, vouched for by the keys of the maker (its passphrase was
//! known) or by the recovery kit.
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::attachments::held::{Record, is_blob, with_blobs};
use crate::book::follow::fresh_state;
use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::service::{Service, State};
use crate::session::found::new_device;
use crate::session::gate::Access;
use crate::session::join::admit;
use crate::settings::RESTORED;
use casebook::clock::day_of;
use casebook::draft::{Author, Draft};
use casebook::event::BOOK;
use casebook::pack::{Head, Pack, envelope};
use casebook::people::{Directory, JOINING, PeopleAction, PersonId, Voucher, joining_text};
use files::backup::{self, Backup};
use protocol::{Action, BackupRefusal, News, OpenWith, PeopleRefusal, Refusal, Restored, Session, SessionRefusal};
use store::journal::{self, Append, Stored};
use store::{Batch, Key, RecordStore, StoreTable};
use sync::blobs::Blobs;
use vault::backup::{Opened, With, open};
use vault::kit::{self, Kit, Share};
use vault::ring::Keyring;

/// Keys of settings in a backup begin so.
pub(crate) const SETTING: &str = "setting/";

/// Keys of sealed blobs in a backup begin so; their name in the store follows.
pub(crate) const BLOB: &str = "blob/";

/// Who vouches for the device that goes on.
enum Surety {
    /// The ring that made the backup.
    Maker(Box<Keyring>),
    /// The recovery kit.
    Kit(Kit),
}

impl<G: Platform> Service<G> {
    /// Takes over a backup. Into a closed session without keys, it opens it; into an open book of the same space, it adds
    /// what is missing; another space takes the place of this one if `replace`.
    ///
    /// # Errors
    /// Those of the vault and of the backup's own format; `not_empty`; `locked`; `kit_…`, `share_…`.
    pub(crate) async fn restore(
        &self,
        id: u32,
        bytes: Vec<u8>,
        replace: bool,
        with: OpenWith,
    ) -> Result<Restored, WorkError> {
        let (opened, surety) = self.open_backup(bytes, &with)?;
        let own = self.with(|s| s.session.ring.as_ref().map(|ring| ring.space()));
        if own == Some(opened.space) {
            let _working = self.working();
            return self.add_missing(id, &opened).await;
        }
        // Another's backup opened by the own keys cannot be: they opened it.
        let surety = surety.ok_or(refused(SessionRefusal::VaultNoOpener))?;
        let is_open = self.with(|s| s.session.access) == Access::Open;
        if is_open {
            if !replace && !self.with(|s| Ok::<_, WorkError>(s.book()?.is_empty()))? {
                return Err(refused(BackupRefusal::NotEmpty));
            }
        } else {
            self.nobody_here().await?;
            if !replace && self.journal.look().await?.last > 0 {
                return Err(refused(BackupRefusal::NotEmpty));
            }
        }
        let passphrase = match &with {
            OpenWith::Passphrase(passphrase) => Some(passphrase.as_str()),
            OpenWith::Shares(_) | OpenWith::OwnKeys => None,
        };
        self.go_on(id, &opened, &surety, passphrase, is_open).await
    }

    fn open_backup(&self, bytes: Vec<u8>, with: &OpenWith) -> Result<(Opened, Option<Surety>), WorkError> {
        match with {
            OpenWith::Passphrase(passphrase) => {
                let mut opened = open(bytes, With::Passphrase(passphrase))?;
                let maker = opened.ring.take().map(|ring| Surety::Maker(Box::new(ring)));
                Ok((opened, maker))
            }
            OpenWith::Shares(texts) => {
                let kit = kit_of(texts)?;
                let opened = open(bytes, With::Kit(&kit))?;
                Ok((opened, Some(Surety::Kit(kit))))
            }
            OpenWith::OwnKeys => {
                let ring = self
                    .with(|s| s.session.ring.clone())
                    .ok_or(refused(SessionRefusal::Locked))?;
                Ok((open(bytes, With::Keyring(&ring))?, None))
            }
        }
    }

    /// Puts the backup's book here, under a new device.
    async fn go_on(
        &self,
        id: u32,
        opened: &Opened,
        surety: &Surety,
        passphrase: Option<&str>,
        is_open: bool,
    ) -> Result<Restored, WorkError> {
        let ring = Rc::new(Keyring::join(&self.chance::<104>(), opened.space, &opened.keys));
        let backup = backup::read(&opened.body)?;
        let mut trial = self.on_the_side(id, &backup, &ring).await?;
        let (name, joined) = self.joining(&mut trial, surety, opened.space)?;
        // What was learned on the side (newer keys) belongs on the ring that is kept.
        let ring = trial.session.ring.clone().unwrap_or(ring);
        let last = joined.last().ok_or(refused(BackupRefusal::NotMade))?;
        let (last, moment) = (last.head, last.last.0);
        let key_record = self.wrap(&ring, name, passphrase).await?;
        let packs = backup.packs.iter().map(|pack| pack.bytes.to_vec());
        let mut also = settings_of(&backup);
        also.extend(blobs_of(&backup, Blobs::default(), &BTreeSet::new())?);
        also.retain(|(table, key, _)| (*table, key) != (StoreTable::Settings, &Key::from(RESTORED)));
        let device = ring.device().0.to_string().into_bytes();
        also.push((StoreTable::Settings, Key::from(RESTORED), device));
        also.push(key_record.record()?);
        let admitted = admit(surety.key(), |domain, text| surety.sign(domain, text), &ring);
        also.push(Self::first_outbox(admitted)?);
        let append = Append {
            packs: packs.chain(joined.into_iter().map(|pack| pack.bytes)).collect(),
            chain: last.number,
            hash: last.hash,
            moment,
            clear: vec![StoreTable::Settings, StoreTable::Blobs, StoreTable::Meta],
            also,
            now_ms: self.platform.now_ms(),
        };
        if is_open {
            self.platform.tell_tabs(&Word::Lock);
            self.lock_here().await;
        }
        let _turn = self.turn().await;
        let _held = self.platform.hold().await;
        let on = self.journal.look().await?;
        self.settle_here(&ring, on, append).await?;
        self.enter(ring).await?;
        let session = Session::Open(Box::new(self.me().await?));
        if is_open {
            self.tell(&News::Session(session));
            return Ok(Restored::Here(self.with(|s| s.summary())));
        }
        Ok(Restored::Opened(session))
    }

    /// The book of a backup, folded beside the one in hand: what does not fit together is refused.
    async fn on_the_side(&self, id: u32, backup: &Backup<'_>, ring: &Rc<Keyring>) -> Result<State, WorkError> {
        let today = self
            .with(|s| s.book.today)
            .unwrap_or_else(|| day_of(self.platform.now_ms()));
        let mut trial = fresh_state(Some(Rc::clone(ring)), today);
        let total = u32::try_from(backup.packs.len()).unwrap_or(u32::MAX);
        for (number, pack) in (1_u32..).zip(&backup.packs) {
            trial.take(&Stored {
                number,
                bytes: Some(pack.bytes.to_vec()),
            })?;
            match trial.book.faults.first() {
                None => {}
                Some((_, code)) => return Err(refused(Refusal::from_code(code))),
            }
            self.goes_on(id, number, total).await?;
        }
        if trial.book()?.len() as u64 != backup.counts.cases {
            return Err(refused(BackupRefusal::Damaged));
        }
        Ok(trial)
    }

    /// The pack by which the new device joins, and the device's name.
    fn joining(&self, trial: &mut State, surety: &Surety, space: [u8; 16]) -> Result<(String, Vec<Pack>), WorkError> {
        let now_ms = self.platform.now_ms();
        let ring = trial.session.ring.clone().ok_or(refused(SessionRefusal::Locked))?;
        let book = trial.book()?;
        let (person, name, voucher) = heir(book.directory(), surety).ok_or(refused(PeopleRefusal::PersonUnknown))?;
        let by = book
            .directory()
            .people
            .get(&person)
            .map(|member| member.person.name.clone());
        let device = new_device(&ring, &name);
        let action = PeopleAction::Joined {
            person,
            proof: surety.sign(JOINING, &joining_text(&space, ring.device(), &device, &person)),
            device,
            by: voucher,
        };
        let author = Author {
            by: by.unwrap_or_default(),
            on_order_of: String::new(),
        };
        let mut draft = Draft::new(book, ring.device(), author, now_ms);
        draft.add(book, vec![(BOOK, Action::People(Box::new(action)))], now_ms)?;
        Ok((name, draft.finish()))
    }

    /// Adds what a backup of this space has and this device lacks. Nothing here is replaced: packs never change.
    async fn add_missing(&self, id: u32, opened: &Opened) -> Result<Restored, WorkError> {
        let backup = backup::read(&opened.body)?;
        let total = u32::try_from(backup.packs.len()).unwrap_or(u32::MAX);
        self.goes_on(id, 0, total).await?;
        let _held = self.platform.hold().await;
        self.catch_up().await?;
        let (on, missing) = self.with(|s| {
            let on = s.book.at;
            let followed = s.book()?.followed();
            let is_missing = |head: &Head| followed.get(&head.device).is_none_or(|have| have.number < head.number);
            let heads = backup.packs.iter().filter_map(|pack| {
                let head = envelope(pack.bytes).ok()?.head;
                is_missing(&head).then(|| pack.bytes.to_vec())
            });
            Ok::<_, WorkError>((on, heads.collect::<Vec<_>>()))
        })?;
        let mut here = BTreeSet::new();
        for name in blobs_in(&backup).map(|(name, _)| name) {
            if self.blob_here(name).await?.is_some() {
                here.insert(name);
            }
        }
        let blobs = blobs_of(&backup, self.blobs().await?, &here)?;
        if !missing.is_empty() {
            self.append_foreign(on, missing).await?;
        }
        if !blobs.is_empty() {
            let batch = Batch {
                put: blobs,
                ..Batch::default()
            };
            self.journal.records().commit(&batch).await?;
            self.blobs().await?;
        }
        Ok(Restored::Here(self.with(|s| s.summary())))
    }

    /// Appends packs that are not of this device's own writing; its chain stays where it is.
    async fn append_foreign(&self, on: journal::Head, packs: Vec<Vec<u8>>) -> Result<(), WorkError> {
        let append = Append {
            packs,
            chain: on.chain,
            hash: on.hash,
            now_ms: self.platform.now_ms(),
            ..Append::default()
        };
        self.journal.append(on, append).await?;
        self.platform.tell_tabs(&Word::Wrote);
        self.catch_up().await?;
        Ok(())
    }
}

impl Surety {
    fn sign(&self, domain: &str, text: &[u8]) -> [u8; 64] {
        match self {
            Surety::Maker(ring) => ring.sign(domain, text),
            Surety::Kit(kit) => kit.sign(domain, text),
        }
    }

    fn key(&self) -> [u8; 32] {
        match self {
            Surety::Maker(ring) => ring.verify_key(),
            Surety::Kit(kit) => kit.verify_key(),
        }
    }
}

/// Whose the new device is, its name, and who vouches: the maker's person, or with the kit the founder, or whoever is
/// left.
fn heir(directory: &Directory, surety: &Surety) -> Option<(PersonId, String, Voucher)> {
    let name_of = |person: &PersonId| {
        let device = directory.devices.values().find(|device| device.person == *person);
        device.map(|device| device.keys.name.clone())
    };
    let (person, voucher) = match surety {
        Surety::Maker(ring) => {
            let member = directory.person_of(ring.device())?;
            (member.person.id, Voucher::Device(ring.device()))
        }
        Surety::Kit(_) => {
            let founder = directory.founding.as_ref().map(|founding| founding.person);
            let stays = |id: &PersonId| directory.people.get(id).is_some_and(|member| !member.left);
            let first = || directory.people.keys().copied().find(stays);
            (founder.filter(stays).or_else(first)?, Voucher::Kit)
        }
    };
    let name = name_of(&person).unwrap_or_default();
    Some((person, name, voucher))
}

fn settings_of(backup: &Backup<'_>) -> Vec<(StoreTable, Key, Vec<u8>)> {
    let settings = backup.texts.iter().filter_map(|(key, text)| {
        let key = key.strip_prefix(SETTING)?;
        Some((StoreTable::Settings, Key::from(key), text.to_vec()))
    });
    settings.collect()
}

/// The sealed blobs in a backup, by their names in the store.
fn blobs_in<'b>(backup: &'b Backup<'_>) -> impl Iterator<Item = (&'b str, &'b [u8])> {
    let texts = backup.texts.iter();
    texts.filter_map(|(key, sealed)| Some((key.strip_prefix(BLOB).filter(|name| is_blob(name))?, *sealed)))
}

/// Those of them that are not here, and the record that names them all. Whether the store has them is not known: they
/// count as waiting.
fn blobs_of(backup: &Backup<'_>, mut noted: Blobs, here: &BTreeSet<&str>) -> Result<Vec<Record>, WorkError> {
    let missing = blobs_in(backup).filter(|(name, _)| !here.contains(name));
    with_blobs(
        &mut noted,
        missing.map(|(name, sealed)| (name.to_owned(), sealed.to_vec())),
    )
}

/// The kit that typed or scanned shares make.
///
/// # Errors
/// Codes `share_…` and `kit_…`.
pub(crate) fn kit_of(texts: &[String]) -> Result<Kit, WorkError> {
    let shares: Result<Vec<Share>, _> = texts.iter().map(|text| Share::parse(text)).collect();
    let shares = shares?;
    let joined = kit::join(&shares)?;
    Ok(joined.kit)
}
