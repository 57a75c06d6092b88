//! The bureau of a court: the real worker's jobs on several devices, and everybody who may want to harm the book that
//! they share. Where `fleet` asks whether accidents lose anything, this asks whether ill will does.
//!
//! The store keeps the roster's door as an endpoint does, and believes whoever puts packs: what an honest endpoint would
//! refuse has to be borne by the devices alone.
mod attack;
mod desk;
mod disk;
mod fall_out;
mod platform;
mod proof;
mod store;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::executor::Executor;
use crate::fleet::{EPOCH, Log};
use crate::{Outcome, fleet};
use attack::Attack;
use desk::Desk;
use store::Shared;

thread_local! {
    /// A bureau in which nothing has happened.
    static BUREAU: Result<Court, String> = Court::new(0).found();
}

/// Everything there is.
pub struct Court {
    dice: fastrand::Rng,
    time: Rc<Cell<u64>>,
    store: Shared,
    desks: Vec<Desk>,
    executor: Executor,
    /// Cases written so far.
    written: u32,
    /// What must hold at the end, beside what always must.
    claims: Vec<proof::Claim>,
    /// Nothing more is played.
    is_over: bool,
    /// Devices that showed two histories.
    doubted: BTreeSet<usize>,
    log: Log,
}

/// Plays a seed: a bureau is set up, one to three attacks are made among everyday work, and then all is looked at.
#[must_use]
pub fn run(seed: u64) -> Outcome {
    let mut court = Court::new(seed);
    let failure = court.play().err();
    let acknowledged = court.desks.iter().map(|desk| desk.written.borrow().len()).sum();
    Outcome {
        log: court.log.hash(),
        failure,
        acknowledged,
        requests: court.store.requests(),
    }
}

impl Court {
    fn new(seed: u64) -> Court {
        let time = Rc::new(Cell::new(EPOCH));
        Court {
            dice: fastrand::Rng::with_seed(seed),
            store: Shared::new(&time),
            time,
            desks: Vec::new(),
            executor: Executor::default(),
            written: 0,
            claims: Vec::new(),
            is_over: false,
            doubted: BTreeSet::new(),
            log: Log::new(),
        }
    }

    fn play(&mut self) -> Result<(), String> {
        self.set_up()?;
        let mut attacks = Attack::ALL.to_vec();
        self.dice.shuffle(&mut attacks);
        attacks.truncate(self.dice.usize(1..=3));
        attacks.sort_by_key(|attack| attack.turn());
        for attack in attacks {
            self.work(6);
            self.log.note(format_args!("{attack:?}"));
            attack.make(self)?;
            if self.is_over {
                return Ok(());
            }
            self.work(6);
        }
        self.calm()?;
        self.all_is_well()
    }

    /// The bureau as it is when nothing has happened: the same for every seed, so it is set up once.
    fn set_up(&mut self) -> Result<(), String> {
        BUREAU.with(|bureau| {
            let bureau = bureau.as_ref().map_err(Clone::clone)?;
            self.store = bureau.store.copy(&self.time);
            self.time.set(bureau.time.get());
            for desk in &bureau.desks {
                let image = desk.image_at(&self.time, &self.store, self.dice.fork())?;
                self.desks.push(image);
            }
            Ok(())
        })
    }

    /// Three who manage people and two who do not.
    fn found(mut self) -> Result<Court, String> {
        let founder = self.new_desk();
        founder.found()?;
        self.desks.push(founder);
        for (name, role) in [
            ("副局长", "bureau_chief"),
            ("另一副局长", "bureau_chief"),
            ("王法官", "judge"),
            ("赵法官", "judge"),
        ] {
            let fragment = self.desks[0].invite(name, role)?;
            self.desks[0].sync();
            let desk = self.new_desk();
            desk.join(&fragment)?;
            desk.sync();
            self.desks.push(desk);
        }
        for desk in &self.desks {
            desk.sync();
        }
        Ok(self)
    }

    fn new_desk(&mut self) -> Desk {
        Desk::new(&self.time, &self.store, self.dice.fork())
    }

    /// A device that may still be used as its person likes.
    fn any(&mut self) -> usize {
        self.dice.usize(..self.desks.len())
    }

    fn pass(&self, ms: u64) {
        self.time.set(self.time.get() + ms);
    }

    fn wait_up_to(&mut self, ms: u64) {
        let ms = self.dice.u64(0..ms);
        self.pass(ms);
    }

    /// Everyday work: entries and exchanges, some of them at the same time.
    fn work(&mut self, steps: u32) {
        for _ in 0..self.dice.u32(..=steps) {
            let at = self.any();
            if self.dice.bool() {
                self.write(at);
            } else {
                self.begin_sync(at);
            }
            let turns = self.dice.u32(0..40);
            self.turns(turns);
            self.wait_up_to(fleet::DAY / 24);
        }
        self.finish();
    }

    /// Somebody begins a case nobody else writes in.
    fn write(&mut self, at: usize) {
        self.written += 1;
        let number = self.written;
        self.log.note(format_args!("{at} writes {number}"));
        self.desks[at].begin_write(&mut self.executor, at, number);
    }

    fn begin_sync(&mut self, at: usize) {
        self.log.note(format_args!("{at} exchanges"));
        self.desks[at].begin_sync(&mut self.executor, at);
    }

    fn turns(&mut self, count: u32) {
        for _ in 0..count {
            if self.executor.step(&mut self.dice).is_none() {
                return;
            }
        }
    }

    /// Whatever goes on comes to its end.
    fn finish(&mut self) {
        for _ in 0..1_000_000 {
            if self.executor.step(&mut self.dice).is_none() {
                return;
            }
        }
    }
}
