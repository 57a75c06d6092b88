//! A world for the worker's jobs: one medium, several tabs, a clock that ticks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Each test program uses a part of it.
#![allow(dead_code)]
use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

mod old_book;
pub mod share;
mod shared_store;

pub use old_book::OldBook;
pub use shared_store::{Asked, Store};

use chrono::NaiveDate;

use casebook::kinds::Kinds;
use protocol::wire::{self, Sent};
use protocol::{
    CaseId, Failure, FoundSpace, Job, Kind, LedgerLine, LockBook, Me, News, OpenBook, Page, Question, ReadLedger,
    ReadSession, RecordEdit, RecordKey, RecordWrite, RecordWrites, Restored, SavedFile, Session, StepEdit, Summary,
    Value, WriteRecords, Wrote,
};
use store::memory::MemoryStore;
use store::{Batch, RecordStore, StoreError, StoreTable};
use sync::caller::Caller;
use vault::lock::Cost;
use worker::platform::{Platform, Space, Word};
use worker::service::Service;

/// 2026-11-23.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// One medium that several tabs share.
#[derive(Default)]
pub struct World {
    pub records: MemoryStore,
    ticks: Rc<Cell<u64>>,
    /// So far a person has set the device's clock ahead, milliseconds.
    pub clock_ahead: Rc<Cell<u64>>,
    pub browser_key_lost: Rc<Cell<bool>>,
    pub store: Store,
    /// Two devices have other chance.
    seed: u64,
    /// Somebody holds the right to write.
    held: Rc<Cell<bool>>,
}

/// The right to write, as a browser gives it: to one at a time.
pub struct Held(Option<Rc<Cell<bool>>>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(held) = &self.0 {
            held.set(false);
        }
    }
}

/// A tab: a workshop and what it said.
pub struct Tab {
    service: Service<Desk>,
    said: Rc<RefCell<Vec<Vec<u8>>>>,
    last: Cell<u32>,
}

pub struct Desk {
    ticks: Rc<Cell<u64>>,
    began: u64,
    clock_ahead: Rc<Cell<u64>>,
    said: Rc<RefCell<Vec<Vec<u8>>>>,
    browser_key_lost: Rc<Cell<bool>>,
    store: Store,
    seed: u64,
    held: Rc<Cell<bool>>,
}

impl World {
    /// Another device, before the same store.
    pub fn beside(&self, seed: u64) -> Self {
        Self {
            store: self.store.clone(),
            seed,
            ..Self::default()
        }
    }

    /// Time passes.
    pub fn wait(&self, ms: u64) {
        self.ticks.set(self.ticks.get() + ms);
    }

    /// A copy of this device's disk, as an image or a copied profile is.
    pub fn image(&self, seed: u64) -> Self {
        let copy = self.beside(seed);
        for ((room, key), bytes) in self.records.everything() {
            copy.records.damage(room, key, Some(bytes));
        }
        copy
    }

    /// The browser clears its storage.
    pub fn clear(&self) {
        let all = Batch {
            clear: StoreTable::ALL.to_vec(),
            ..Batch::default()
        };
        let cleared = pin!(self.records.commit(&all)).poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(cleared, Poll::Ready(Ok(()))));
    }

    pub fn tab_unopened(&self) -> Tab {
        let said = Rc::default();
        let desk = Desk {
            ticks: Rc::clone(&self.ticks),
            began: self.ticks.get(),
            clock_ahead: Rc::clone(&self.clock_ahead),
            said: Rc::clone(&said),
            browser_key_lost: Rc::clone(&self.browser_key_lost),
            store: self.store.clone(),
            seed: self.seed,
            held: Rc::clone(&self.held),
        };
        Tab {
            service: Service::new(desk, self.records.clone()),
            said,
            last: Cell::new(0),
        }
    }

    pub fn tab(&self) -> Tab {
        let tab = self.tab_unopened();
        if let Session::New = tab.session() {
            me(tab.ask(found(None)));
        }
        tab.ask(OpenBook { today: today() }).unwrap();
        tab
    }
}

impl Platform for Desk {
    type RecordStore = MemoryStore;
    type Held = Held;
    type Remote = Asked;

    fn remote(&self, endpoint: &str, caller: Caller) -> Asked {
        assert_eq!(endpoint, ENDPOINT);
        let (store, now_ms) = (self.store.clone(), self.now_ms());
        Asked { store, caller, now_ms }
    }

    async fn sleep(&self, ms: u64) {
        self.ticks.set(self.ticks.get() + ms);
    }

    async fn hold_sharing(&self) -> Held {
        Held(None)
    }

    fn now_ms(&self) -> u64 {
        self.ticks.set(self.ticks.get() + 1);
        // 2026-11-23 10:00 at UTC+8.
        1_795_399_200_000 + self.ticks.get() + self.clock_ahead.get()
    }

    fn running_ms(&self) -> u64 {
        self.ticks.get() - self.began
    }

    fn random(&self, into: &mut [u8]) {
        for (at, byte) in into.iter_mut().enumerate() {
            self.ticks.set(self.ticks.get() + 1);
            let mixed = (self.ticks.get() ^ (self.seed << 40)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *byte = ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 56) as u8 ^ at as u8;
        }
    }

    async fn thumbnail(&self, file: &[u8], _: &str) -> Option<Vec<u8>> {
        Some(file.iter().copied().step_by(8).collect()).filter(|_| !file.starts_with(b"no"))
    }

    async fn hold(&self) -> Held {
        std::future::poll_fn(|cx| {
            cx.waker().wake_by_ref();
            match self.held.replace(true) {
                true => Poll::Pending,
                false => Poll::Ready(()),
            }
        })
        .await;
        Held(Some(Rc::clone(&self.held)))
    }

    async fn pause(&self) {
        let mut turned = false;
        std::future::poll_fn(|_| {
            if std::mem::replace(&mut turned, true) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }

    fn tell_tabs(&self, _: &Word) {}

    fn cost(&self) -> Cost {
        Cost::test()
    }

    async fn wrap(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(plain.iter().map(|byte| !byte).collect())
    }

    async fn open_wrapped(&self, wrapped: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let is_lost = self.browser_key_lost.get();
        Ok((!is_lost).then(|| wrapped.iter().map(|byte| !byte).collect()))
    }

    async fn space(&self) -> Space {
        Space {
            used: 1,
            persistent: Some(true),
        }
    }

    fn send(&self, frame: Vec<u8>) {
        self.said.borrow_mut().push(frame);
    }
}

fn finish<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    for _ in 0..1_000_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
    panic!("never done");
}

impl Tab {
    fn next(&self) -> u32 {
        self.last.set(self.last.get() + 1);
        self.last.get()
    }

    fn answer_to<Q: Question>(&self, id: u32) -> Answered<Q::Answer> {
        let mut said = self.said.borrow_mut();
        let is_progress =
            |frame: &Vec<u8>| matches!(wire::read_sent(frame), Some((of, Sent::Progress(..))) if of == id);
        said.retain(|frame| !is_progress(frame));
        let at = said.iter().position(|frame| wire::id_of(frame) == Some(id));
        let frame = said.remove(at.expect("an answer"));
        match wire::read_sent(&frame) {
            Some((_, Sent::Answer(body))) => Ok(wire::read(body).expect("the answer of this question")),
            Some((_, Sent::Failed(failure))) => Err(failure),
            other => panic!("{other:?}"),
        }
    }

    pub fn ask<Q: Question>(&self, question: Q) -> Answered<Q::Answer> {
        let id = self.next();
        finish(self.service.handle(id, question.into()));
        self.answer_to::<Q>(id)
    }

    /// The code by which a question is refused.
    pub fn refusal_of(&self, job: Job) -> String {
        let id = self.next();
        finish(self.service.handle(id, job));
        code(self.answer_to::<LockBook>(id))
    }

    /// Asks two things at once: the first must wait for the second.
    pub fn ask_then<A: Question, B: Question>(
        &self,
        first: A,
        second: B,
    ) -> (Answered<A::Answer>, Answered<B::Answer>) {
        let (a, b) = (self.next(), self.next());
        let mut waiting = pin!(self.service.handle(a, first.into()));
        assert!(
            waiting
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
        finish(self.service.handle(b, second.into()));
        finish(waiting);
        (self.answer_to::<A>(a), self.answer_to::<B>(b))
    }

    /// Asks two things at once: the second comes while the first is under way.
    pub fn ask_both<A: Question, B: Question>(
        &self,
        first: A,
        second: B,
    ) -> (Answered<A::Answer>, Answered<B::Answer>) {
        let (a, b) = (self.next(), self.next());
        let (mut one, mut two) = (
            pin!(self.service.handle(a, first.into())),
            pin!(self.service.handle(b, second.into())),
        );
        let (mut one_done, mut two_done) = (false, false);
        for _ in 0..1_000_000 {
            let cx = &mut Context::from_waker(Waker::noop());
            one_done = one_done || one.as_mut().poll(cx).is_ready();
            two_done = two_done || two.as_mut().poll(cx).is_ready();
            if one_done && two_done {
                return (self.answer_to::<A>(a), self.answer_to::<B>(b));
            }
        }
        panic!("never done");
    }

    /// Asks, and cancels at the first progress.
    pub fn ask_and_cancel<Q: Question>(&self, question: Q) -> Answered<Q::Answer> {
        let (id, cancel) = (self.next(), self.next());
        let mut future = pin!(self.service.handle(id, question.into()));
        assert!(
            future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
        finish(self.service.handle(cancel, Job::Cancel { job: id }));
        finish(future);
        self.answer_to::<Q>(id)
    }

    pub fn news(&self) {
        finish(self.service.news());
    }

    pub fn heard(&self, word: Word) {
        finish(self.service.heard(word));
    }

    pub fn tick(&self) {
        finish(self.service.tick());
    }

    pub fn session(&self) -> Session {
        self.ask(ReadSession).unwrap()
    }

    pub fn idle(&self) {
        finish(self.service.idle());
    }

    pub fn unasked(&self) -> Vec<News> {
        let mut unasked = Vec::new();
        self.said.borrow_mut().retain(|frame| match wire::read_sent(frame) {
            Some((_, Sent::News(news))) => {
                unasked.push(news);
                false
            }
            _ => true,
        });
        unasked
    }
}

/// What a person says at first use.
pub fn found(passphrase: Option<&str>) -> FoundSpace {
    FoundSpace {
        device: "案卷台一号机".into(),
        name: "李法官".into(),
        role: "centre_director".into(),
        court: "商丘市中级人民法院".into(),
        passphrase: passphrase.map(ToOwned::to_owned),
    }
}

/// What came of a question.
pub type Answered<T> = Result<T, Failure>;

/// An answer that says where the session stands.
pub trait Stands {
    fn session(self) -> Option<Session>;
}

impl Stands for Session {
    fn session(self) -> Option<Session> {
        Some(self)
    }
}

impl Stands for Restored {
    fn session(self) -> Option<Session> {
        match self {
            Restored::Opened(session) => Some(session),
            Restored::Here(_) => None,
        }
    }
}

/// Who is at work, after the session was opened.
pub fn me(answer: Answered<impl Stands>) -> Me {
    match answer.unwrap().session() {
        Some(Session::Open(me)) => *me,
        other => panic!("{other:?}"),
    }
}

pub fn code<T: Debug>(answer: Answered<T>) -> String {
    answer.expect_err("refused").refusal.code().to_owned()
}

pub fn summary(answer: Answered<impl Wrote>) -> Summary {
    answer.unwrap().summary().expect("a summary").clone()
}

pub fn page(answer: Answered<Page>) -> Page {
    answer.unwrap()
}

pub fn file(answer: Answered<SavedFile>) -> (String, Vec<u8>) {
    let SavedFile { name, bytes, .. } = answer.unwrap();
    (name, bytes)
}

/// Where the store of the tests is.
pub const ENDPOINT: &str = "http://localhost:9";

/// The rows of a ledger of seizures, as a tab sees them on a day.
pub fn ledger(tab: &Tab, text: &str, today: NaiveDate) -> Vec<LedgerLine> {
    let view = tab.ask(ReadLedger {
        kind: Kinds::builtin().named("seizure").unwrap().kind,
        bytes: text.into(),
        case: None,
        today,
    });
    view.unwrap().rows
}

/// A decision on the triage of a case, as the page takes it: a record with its step. Each call begins a record of its own.
pub fn decide(case: CaseId, verdict: &str, reason: &str) -> WriteRecords {
    let record = RecordKey {
        kind: Kind(20),
        id: id_of(&format!("{verdict}{reason}")),
    };
    let write = RecordWrite {
        record,
        in_force: Some(true),
        fields: vec![(1, Value::Text(verdict.to_owned()))],
    };
    let step = StepEdit {
        record,
        step: "decide".to_owned(),
        heads: Vec::new(),
        content: None,
        on: today(),
        reason: reason.to_owned(),
        receipt: String::new(),
    };
    WriteRecords {
        writes: RecordWrites {
            edits: vec![(case, RecordEdit::new(write))],
            steps: vec![(case, step)],
            ..RecordWrites::default()
        },
    }
}

fn id_of(text: &str) -> [u8; 16] {
    let mut id = [0; 16];
    text.bytes().enumerate().for_each(|(at, byte)| id[at % 16] ^= byte);
    id
}
