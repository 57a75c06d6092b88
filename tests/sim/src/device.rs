//! A device: what is stored on it, what is in its memory while its power is on, and what it does.
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use casebook::CaseId;
use casebook::action::Action;
use casebook::attachment::AttachmentId;
use casebook::book::{Book, BookError};
use casebook::clock::{DeviceId, Moment};
use casebook::draft::{Author, Draft};
use casebook::pack::{Hash, Pack, PackError, Sealer, envelope};
use casebook::people::PeopleAction;
use casebook::seen::Seen;
use store::journal::{Append, Head, Journal};
use store::memory::MemoryStore;
use store::{Batch, Key, RecordStore, StoreError, StoreTable, Want};
use sync::exchange::Exchange;
use sync::local::{Arrived, Fate, Local, LocalError, Marks, Position};

use crate::Mutation;
use crate::album::Acknowledged;
use crate::executor::{now, turns};
use crate::keys::HeldKeys;
use crate::power::{Medium, Power};
use crate::toy::{START, toy};

/// What is in memory while the power is on.
pub struct Memory {
    journal: Rc<Journal<Medium>>,
    /// The book.
    pub book: Book,
    /// Local numbers of packs.
    places: BTreeMap<(DeviceId, u32), u32>,
    /// Something was begun that may be stored or not: read everything anew.
    unsure: bool,
}

impl Memory {
    /// Bytes of a pack stored on this device.
    pub fn stored(&self, on: &Device, device: DeviceId, number: u32) -> Option<Vec<u8>> {
        let local = *self.places.get(&(device, number))?;
        on.medium.records.record(StoreTable::Packs, Key::Number(local))
    }
}

/// What was acknowledged to somebody: packs, with their hashes.
pub type Ledger = RefCell<Vec<(DeviceId, u32, Hash)>>;

/// Packs that a removed device must not be able to read.
pub type Hidden = RefCell<Vec<(DeviceId, u32, DeviceId)>>;

/// A device.
pub struct Device {
    /// Its number.
    pub id: DeviceId,
    /// What is stored.
    pub medium: Medium,
    /// Its keys.
    pub keys: Rc<HeldKeys>,
    /// How far its clock is off, milliseconds.
    pub skew_ms: i64,
    /// The true time, milliseconds since 1970.
    pub time: Rc<Cell<u64>>,
    /// What people were told is safe.
    pub ledger: Rc<Ledger>,
    /// Packs written by a device that knew of a removal, and the device removed.
    pub hidden: Rc<Hidden>,
    /// Photos that people were told are safe.
    pub attachments: RefCell<Vec<Acknowledged>>,
    /// The planted bug.
    pub mutation: Mutation,
    memory: RefCell<Option<Memory>>,
    exchange: RefCell<Option<Exchange>>,
    busy: Cell<bool>,
}

/// The right to write, until dropped.
pub(crate) struct Held<'a>(&'a Cell<bool>);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// The exchange, until dropped.
struct Lent<'a>(Option<Exchange>, &'a RefCell<Option<Exchange>>);

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.1.replace(self.0.take());
    }
}

/// Until this is over, nobody knows what is stored.
struct Unsure<'a>(Option<&'a RefCell<Option<Memory>>>);

impl Drop for Unsure<'_> {
    fn drop(&mut self) {
        if let Some(memory) = self
            .0
            .and_then(|m| m.try_borrow_mut().ok())
            .as_mut()
            .and_then(|m| m.as_mut())
        {
            memory.unsure = true;
        }
    }
}

impl Device {
    /// A new device.
    pub fn new(
        keys: HeldKeys,
        skew_ms: i64,
        (time, ledger, hidden): (&Rc<Cell<u64>>, &Rc<Ledger>, &Rc<Hidden>),
        dice: &Rc<RefCell<fastrand::Rng>>,
        mutation: Mutation,
    ) -> Rc<Device> {
        let medium = Medium {
            records: MemoryStore::default(),
            power: Rc::new(Power::default()),
            dice: Rc::clone(dice),
        };
        Rc::new(Device {
            id: keys.with(|ring| ring.device()),
            medium,
            keys: Rc::new(keys),
            skew_ms,
            time: Rc::clone(time),
            ledger: Rc::clone(ledger),
            hidden: Rc::clone(hidden),
            attachments: RefCell::default(),
            mutation,
            memory: RefCell::default(),
            exchange: RefCell::default(),
            busy: Cell::default(),
        })
    }

    /// What its clock shows, milliseconds since 1970.
    pub fn clock(&self) -> u64 {
        self.time.get().saturating_add_signed(self.skew_ms)
    }

    /// The power is off: nothing in memory is left.
    pub fn power_off(&self) {
        self.memory.take();
        self.exchange.take();
        self.busy.set(false);
        self.medium.power.is_out.set(false);
        self.medium.power.next.take();
    }

    /// Looks into the book, which is read from the journal if it is not in memory.
    pub fn with<T>(&self, look: impl FnOnce(&mut Memory) -> T) -> T {
        let mut memory = self.memory.borrow_mut();
        if memory.as_ref().is_none_or(|m| m.unsure) {
            *memory = Some(self.read_all());
        }
        look(memory.as_mut().expect("just read"))
    }

    fn read_all(&self) -> Memory {
        let calm = Medium {
            power: Rc::new(Power::default()),
            ..self.medium.clone()
        };
        let reader = Journal::new(calm);
        let head = now(reader.open(self.id.0)).expect("the medium is there");
        let journal = Rc::new(Journal::new(self.medium.clone()));
        now(journal.look()).expect("the medium is there");
        self.keys.restart();
        let mut book = Book::new(toy(), START);
        book.seal_with(Rc::clone(&self.keys) as Rc<dyn Sealer>);
        let (mut places, mut packs) = (BTreeMap::new(), Vec::new());
        while packs.len() < head.last as usize {
            let at = u32::try_from(packs.len()).expect("few packs");
            for stored in now(reader.packs(at)).expect("the medium is there") {
                let bytes = stored.bytes.expect("nothing was lost on the medium");
                let head = envelope(&bytes).expect("only packs are stored").head;
                places.insert((head.device, head.number), stored.number);
                packs.push((head, bytes));
            }
        }
        let fold = |book: &mut Book| {
            for (head, bytes) in &packs {
                if book.take(bytes).is_err() {
                    book.pass_over(head.device, head.number, head.hash, Moment(0));
                }
                self.keys.learn(book.directory());
            }
        };
        fold(&mut book);
        if book.stale() {
            book.fold_again();
            fold(&mut book);
        }
        Memory {
            journal,
            book,
            places,
            unsure: false,
        }
    }

    pub(crate) async fn hold(&self) -> Held<'_> {
        while self.busy.replace(true) {
            turns(1).await;
        }
        Held(&self.busy)
    }

    /// Somebody writes. When this ends well, they were told it is safe.
    pub async fn write(&self, actions: Vec<(CaseId, Action)>) {
        let _held = self.hold().await;
        self.write_held(actions, None).await;
    }

    /// As [`Device::write`], with a blob in the same transaction. The devices known to be removed, if it ended well.
    pub(crate) async fn write_with_blobs(
        &self,
        actions: Vec<(CaseId, Action)>,
        id: AttachmentId,
        plain: &[u8],
    ) -> Option<Vec<DeviceId>> {
        let _held = self.hold().await;
        self.write_held(actions, Some((id, plain))).await
    }

    async fn write_held(
        &self,
        actions: Vec<(CaseId, Action)>,
        blob: Option<(AttachmentId, &[u8])>,
    ) -> Option<Vec<DeviceId>> {
        let (packs, removed) = self.with(|m| self.draft(m, actions))?;
        let heads: Vec<_> = packs
            .iter()
            .map(|p| (p.head.device, p.head.number, p.head.hash))
            .collect();
        let hide = |h: &(DeviceId, u32, Hash)| removed.iter().map(|r| (h.0, h.1, *r)).collect::<Vec<_>>();
        self.hidden.borrow_mut().extend(heads.iter().flat_map(hide));
        if self.mutation == Mutation::SpeaksTooSoon {
            self.ledger.borrow_mut().extend(&heads);
        }
        let packs: Vec<_> = packs.into_iter().map(|pack| pack.bytes).collect();
        let also = match blob {
            Some((id, plain)) => self.blob_records(id, plain).await,
            None => Vec::new(),
        };
        if packs.is_empty() || self.append(packs.clone(), heads.clone(), also).await.is_err() {
            return None;
        }
        self.ledger.borrow_mut().extend(heads);
        self.with(|m| {
            for pack in packs {
                let head = envelope(&pack).expect("just sealed").head;
                if m.book.followed().get(&head.device).map_or(0, |f| f.number) < head.number {
                    m.book.take(&pack).expect("just written");
                }
            }
            self.keys.learn(m.book.directory());
            m.unsure |= m.book.stale();
        });
        Some(removed)
    }

    /// Packs with these actions, and the devices known to be removed; nothing if they may not be written now.
    fn draft(&self, m: &Memory, actions: Vec<(CaseId, Action)>) -> Option<(Vec<Pack>, Vec<DeviceId>)> {
        let directory = m.book.directory();
        let first = match &actions.first()?.1 {
            Action::People(action) => Some(&**action),
            _ => None,
        };
        let founds = matches!(first, Some(PeopleAction::Founded { .. }));
        let joins = matches!(first, Some(PeopleAction::Joined { .. }));
        // Who has not joined waits, and so does who lacks the key to write with; joining itself is no secret.
        if (!directory.is_founded() && !founds) || !(joins || self.keys.is_up_to_date(directory)) {
            return None;
        }
        let mut draft = Draft::new(&m.book, self.id, Author::default(), self.clock());
        draft.add(&m.book, actions, self.clock()).ok()?;
        let removed = directory
            .devices
            .values()
            .filter(|d| !joins && directory.is_removed(d.id));
        Some((draft.finish(), removed.map(|d| d.id).collect()))
    }

    /// Stores packs. The caller holds the right to write.
    async fn append(
        &self,
        packs: Vec<Vec<u8>>,
        heads: Vec<(DeviceId, u32, Hash)>,
        also: Vec<(StoreTable, Key, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let (journal, on) = self.with(|m| (Rc::clone(&m.journal), m.journal.head()));
        let mut unsure = Unsure(Some(&self.memory));
        let own = heads.iter().rev().find(|h| h.0 == self.id);
        let (chain, hash) = own.map_or((on.chain, on.hash), |h| (h.1, h.2));
        let now_ms = self.clock();
        let stored = journal
            .append(
                on,
                Append {
                    packs,
                    chain,
                    hash,
                    now_ms,
                    also,
                    ..Append::default()
                },
            )
            .await?;
        unsure.0 = None;
        if let Some(memory) = self.memory.borrow_mut().as_mut() {
            let numbers = on.last + 1..=stored.last;
            memory.places.extend(heads.iter().map(|h| (h.0, h.1)).zip(numbers));
        }
        Ok(())
    }

    /// One step of the exchange.
    pub async fn exchange(&self, remote: &impl sync::remote::Remote, chance: u64) -> Option<sync::exchange::Report> {
        let taken = self.exchange.take().unwrap_or_default();
        let mut lent = Lent(Some(taken), &self.exchange);
        let exchange = lent.0.as_mut()?;
        let report = exchange.step(self, remote, self.clock(), chance, &mut |_| {}).await;
        if report.trouble.is_none() && !self.attachments.borrow().is_empty() {
            self.put_blobs(remote, chance.is_multiple_of(4)).await;
        }
        Some(report)
    }

    /// How far the journal goes.
    pub fn head(&self) -> Head {
        self.with(|m| m.journal.head())
    }

    /// Bytes of a pack stored here.
    pub fn pack(&self, device: DeviceId, number: u32) -> Option<Vec<u8>> {
        self.with(|m| m.stored(self, device, number))
    }
}

impl Local for Device {
    fn own(&self) -> DeviceId {
        self.id
    }

    async fn held(&self) -> Result<Vec<(DeviceId, Position)>, LocalError> {
        let position = |f: &casebook::book::Followed| Position {
            number: f.number,
            hash: f.hash,
        };
        Ok(self.with(|m| m.book.followed().iter().map(|(d, f)| (*d, position(f))).collect()))
    }

    async fn packs(&self, device: DeviceId, from: u32, to: u32, limit: usize) -> Result<Vec<Vec<u8>>, LocalError> {
        let (mut packs, mut size) = (Vec::new(), 0);
        for number in from..=to {
            let bytes = self.pack(device, number).ok_or(LocalError("pack_lost".to_owned()))?;
            size += bytes.len();
            if size > limit && !packs.is_empty() {
                break;
            }
            packs.push(bytes);
        }
        Ok(packs)
    }

    async fn take(&self, packs: Vec<Arrived>) -> Result<Vec<Fate>, LocalError> {
        let _held = self.hold().await;
        let (mut fates, mut kept, mut heads) = (Vec::new(), Vec::new(), Vec::new());
        let stale = self.with(|m| {
            for Arrived { head, bytes } in packs {
                let fate = match m.book.take(&bytes) {
                    Ok(_) => Fate::Taken,
                    Err(BookError::Pack(e @ (PackError::NoKey | PackError::BadSignature))) => Fate::NotYet(e.code()),
                    Err(e @ BookError::UnknownDevice) => Fate::NotYet(e.code()),
                    Err(BookError::Pack(e)) => {
                        m.book.pass_over(head.device, head.number, head.hash, Moment(0));
                        Fate::SetAside(e.code())
                    }
                    Err(e) => Fate::NotYet(e.code()),
                };
                if !matches!(fate, Fate::NotYet(_)) {
                    heads.push((head.device, head.number, head.hash));
                    kept.push(bytes);
                }
                self.keys.learn(m.book.directory());
                fates.push(fate);
            }
            m.book.stale()
        });
        if !kept.is_empty() {
            self.append(kept, heads, Vec::new())
                .await
                .map_err(|e| LocalError(e.code().to_owned()))?;
        }
        // A late word about people judges otherwise what was folded: from the packs once more.
        self.with(|m| m.unsure |= stale);
        Ok(fates)
    }

    async fn to_compare(&self) -> Result<Vec<(DeviceId, Seen)>, LocalError> {
        Ok(self.with(|m| m.book.to_compare()))
    }

    fn compared_same(&self, author: DeviceId, seen: &Seen) {
        self.with(|m| m.book.compared_same(author, seen));
    }

    async fn marks(&self) -> Result<Marks, LocalError> {
        let want = Want::One(StoreTable::Settings, "marks".into());
        let found = self
            .medium
            .read(&[want])
            .await
            .map_err(|e| LocalError(e.code().to_owned()))?;
        let bytes = found.into_iter().flatten().next().map(|(_, bytes)| bytes);
        Ok(bytes.and_then(|b| postcard::from_bytes(&b).ok()).unwrap_or_default())
    }

    async fn mark(&self, marks: &Marks) -> Result<(), LocalError> {
        let bytes = postcard::to_stdvec(marks).expect("plain numbers");
        let batch = Batch {
            put: vec![(StoreTable::Settings, "marks".into(), bytes)],
            ..Batch::default()
        };
        self.medium
            .commit(&batch)
            .await
            .map_err(|e| LocalError(e.code().to_owned()))
    }
}
