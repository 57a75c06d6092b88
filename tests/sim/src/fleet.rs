//! All devices, the store, and what is going on.
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use casebook::clock::DeviceId;
use vault::Keyring;

use crate::device::{Device, Hidden, Ledger};
use crate::executor::{Executor, now};
use crate::keys::{HeldKeys, forget_signatures};
use crate::store::{Link, Store};
use crate::{Mutation, office};

/// Milliseconds of a day.
pub const DAY: u64 = 86_400_000;
/// The true time at the start, milliseconds since 1970.
pub const EPOCH: u64 = 1_788_220_800_000;

/// What happened, as a hash (FNV-1a) and, if wanted, as text.
#[derive(Debug)]
pub struct Log {
    hash: u64,
    is_shown: bool,
}

impl Log {
    /// Notes a line.
    pub fn note(&mut self, line: std::fmt::Arguments<'_>) {
        let line = line.to_string();
        for byte in line.bytes().chain([b'\n']) {
            self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        if self.is_shown {
            println!("{line}");
        }
    }

    /// The hash of all lines.
    pub fn hash(&self) -> u64 {
        self.hash
    }
}

/// A device in the fleet.
pub struct Member {
    /// The device.
    pub device: Rc<Device>,
    /// Its way to the store.
    pub link: Link,
}

/// Boxes with keys, by the device they are for: the newest key in it, and the box.
pub type Letters = BTreeMap<DeviceId, (u64, Vec<u8>)>;

/// Everything there is.
pub struct Fleet {
    /// What decides.
    pub dice: fastrand::Rng,
    /// The true time, milliseconds since 1970.
    pub time: Rc<Cell<u64>>,
    /// The store.
    pub store: Rc<RefCell<Store>>,
    /// The devices.
    pub members: Vec<Member>,
    /// What goes on.
    pub executor: Executor,
    /// What people were told is safe.
    pub ledger: Rc<Ledger>,
    /// What must stay hidden from the removed.
    pub hidden: Rc<Hidden>,
    /// For those who joined while the key was changed.
    pub letters: Rc<RefCell<Letters>>,
    /// Devices whose storage was wiped.
    pub gone: BTreeSet<usize>,
    /// There are cameras: on every fourth seed, so that seeds which failed before there were attachments replay as they did.
    pub takes_photos: bool,
    /// The operator sets nothing back any more.
    pub is_operator_careful: bool,
    /// What happened.
    pub log: Rc<RefCell<Log>>,
    mutation: Mutation,
}

impl Log {
    /// A log without a line.
    pub(crate) fn new() -> Log {
        Log {
            hash: 0xcbf2_9ce4_8422_2325,
            is_shown: std::env::var_os("SIM_LOG").is_some(),
        }
    }
}

impl Fleet {
    /// Three to eight devices, one store.
    pub fn new(seed: u64, mutation: Mutation) -> Fleet {
        let mut dice = fastrand::Rng::with_seed(seed);
        let count = dice.usize(3..=8);
        let page = dice.usize(1..40);
        let store = Store {
            faults: dice.u32(0..300),
            page,
            ..Store::default()
        };
        let mut fleet = Fleet {
            time: Rc::new(Cell::new(EPOCH)),
            store: Rc::new(RefCell::new(store)),
            members: Vec::new(),
            executor: Executor::default(),
            ledger: Rc::default(),
            hidden: Rc::default(),
            letters: Rc::default(),
            gone: BTreeSet::new(),
            takes_photos: seed % 4 == 3,
            is_operator_careful: false,
            log: Rc::new(RefCell::new(Log::new())),
            mutation,
            dice,
        };
        forget_signatures();
        for _ in 0..count {
            fleet.add();
        }
        office::found(&mut fleet);
        fleet
    }

    /// One device more.
    pub fn add(&mut self) {
        let dice = Rc::new(RefCell::new(self.dice.fork()));
        // Most clocks are right to the minute; some are years off.
        let skew = match self.dice.u8(0..10) {
            0 => self.dice.i64(-3..=3) * 365 * DAY as i64,
            _ => self.dice.i64(-60_000..60_000),
        };
        let (founds, joins) = (self.chance(), self.chance());
        let join = |ring: &Keyring| Keyring::join(&joins, ring.space(), &ring.keys());
        let ring = match self.members.first() {
            None => Keyring::new(&founds),
            Some(founder) => founder.device.keys.with(join),
        };
        let keys = HeldKeys::new(ring, self.mutation);
        let shared = (&self.time, &self.ledger, &self.hidden);
        let device = Device::new(keys, skew, shared, &dice, self.mutation);
        let link = Link {
            store: Rc::clone(&self.store),
            device: self.members.len(),
            offline: Rc::default(),
            dice,
            mutation: self.mutation,
            put: Rc::default(),
        };
        self.members.push(Member { device, link });
    }

    /// Bytes that nobody can guess.
    pub fn chance<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.dice.fill(&mut bytes);
        bytes
    }

    /// Does the device take part to the end?
    pub fn stays(&self, at: usize) -> bool {
        !self.gone.contains(&at) && !self.store.borrow().removed.contains(&at)
    }

    /// Did the device get in? An invitation that was never stored lets nobody in.
    pub fn is_in(&self, at: usize) -> bool {
        let id = self.members[at].device.id;
        let founder = &self.members[0].device;
        founder.with(|m| m.book.directory().devices.contains_key(&id))
    }

    /// Any device.
    pub fn any(&mut self) -> usize {
        self.dice.usize(..self.members.len())
    }

    /// A device looks for a letter, before anything else.
    fn look_for_letter(&self, at: usize) {
        let device = &self.members[at].device;
        let letters = self.letters.borrow();
        if let Some((_, letter)) = letters.get(&device.id).filter(|_| self.stays(at)) {
            device.keys.read_letter(letter);
            device.with(|m| device.keys.learn(m.book.directory()));
        }
    }

    /// A device begins to exchange.
    pub fn begin_exchange(&mut self, at: usize) {
        self.look_for_letter(at);
        let Member { device, link } = &self.members[at];
        let (device, link, log, chance) = (Rc::clone(device), link.clone(), Rc::clone(&self.log), self.dice.u64(..));
        self.executor.begin(at, async move {
            if let Some(report) = device.exchange(&link, chance).await {
                let code = report.trouble.as_ref().map_or("", |t| t.code()).to_owned();
                let (received, sent, stored) = (report.received, report.sent, report.stored);
                log.borrow_mut().note(format_args!(
                    "{at} exchanged: {received} in, {sent} out, {stored} stored {code}"
                ));
            }
        });
    }

    /// So many steps of whatever goes on. A device whose power fails starts anew.
    pub fn steps(&mut self, count: u32) {
        for _ in 0..count {
            let Some(at) = self.executor.step(&mut self.dice) else {
                return;
            };
            if self.members[at].device.medium.power.is_out.get() {
                self.crash(at);
            }
        }
    }

    /// The power of a device fails; it is on again at once.
    pub fn crash(&mut self, at: usize) {
        self.executor.stop(at);
        self.members[at].device.power_off();
        self.log.borrow_mut().note(format_args!("{at} crashed"));
    }

    /// Lets time pass.
    pub fn pass(&mut self, ms: u64) {
        self.time.set(self.time.get() + ms);
    }

    /// Exchanges with a device to the end, while nothing else happens.
    pub fn exchange_now(&mut self, at: usize) -> Option<sync::exchange::Report> {
        self.look_for_letter(at);
        let Member { device, link } = &self.members[at];
        now(device.exchange(link, self.dice.u64(..)))
    }

    /// How far each device that stays has followed each.
    pub fn followed(&self) -> Vec<BTreeMap<DeviceId, u32>> {
        let followed = |at: usize| {
            let device = &self.members[at].device;
            device.with(|m| m.book.followed().iter().map(|(d, f)| (*d, f.number)).collect())
        };
        let staying = (0..self.members.len()).filter(|at| self.stays(*at) && self.is_in(*at));
        staying.map(followed).collect()
    }
}
