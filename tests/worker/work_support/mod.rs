//! A world for the worker's jobs: one medium, several tabs, a clock that ticks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Each test program uses a part of it.
#![allow(dead_code)]
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

pub mod share;
mod shared_store;

pub use shared_store::{Asked, Store};

use chrono::NaiveDate;

use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::judge::NoRules;
use protocol::{
    Action, Answer, CaseId, Field, Job, Kind, Me, Page, RecordEdit, RecordKey, RecordWrite, RecordWrites, Session,
    StepEdit, Summary, Value,
};
use store::journal::{Append, Journal, Keep};
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
    said: Rc<RefCell<Vec<(u32, Answer)>>>,
    last: Cell<u32>,
}

pub struct Desk {
    ticks: Rc<Cell<u64>>,
    began: u64,
    clock_ahead: Rc<Cell<u64>>,
    said: Rc<RefCell<Vec<(u32, Answer)>>>,
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
        assert!(matches!(tab.ask(Job::Open { today: today() }), Answer::Opened(_)));
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

    fn answer(&self, id: u32, answer: Answer) {
        self.said.borrow_mut().push((id, answer));
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

    fn answer_to(&self, id: u32) -> Answer {
        let mut said = self.said.borrow_mut();
        said.retain(|(of, answer)| *of != id || !matches!(answer, Answer::Progress { .. }));
        let at = said.iter().position(|(of, _)| *of == id).expect("an answer");
        said.remove(at).1
    }

    pub fn ask(&self, job: Job) -> Answer {
        let id = self.next();
        finish(self.service.handle(id, job));
        self.answer_to(id)
    }

    /// Asks two things at once: the first must wait for the second.
    pub fn ask_then(&self, first: Job, second: Job) -> (Answer, Answer) {
        let (a, b) = (self.next(), self.next());
        let mut waiting = pin!(self.service.handle(a, first));
        assert!(
            waiting
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
        finish(self.service.handle(b, second));
        finish(waiting);
        (self.answer_to(a), self.answer_to(b))
    }

    /// Asks two things at once: the second comes while the first is under way.
    pub fn ask_both(&self, first: Job, second: Job) -> (Answer, Answer) {
        let (a, b) = (self.next(), self.next());
        let (mut one, mut two) = (
            pin!(self.service.handle(a, first)),
            pin!(self.service.handle(b, second)),
        );
        let (mut one_done, mut two_done) = (false, false);
        for _ in 0..1_000_000 {
            let cx = &mut Context::from_waker(Waker::noop());
            one_done = one_done || one.as_mut().poll(cx).is_ready();
            two_done = two_done || two.as_mut().poll(cx).is_ready();
            if one_done && two_done {
                return (self.answer_to(a), self.answer_to(b));
            }
        }
        panic!("never done");
    }

    /// Asks, and cancels at the first progress.
    pub fn ask_and_cancel(&self, job: Job) -> Answer {
        let (id, cancel) = (self.next(), self.next());
        let mut future = pin!(self.service.handle(id, job));
        assert!(
            future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
        finish(self.service.handle(cancel, Job::Cancel { job: id }));
        finish(future);
        self.answer_to(id)
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
        match self.ask(Job::Session) {
            Answer::Session(session) => session,
            other => panic!("{other:?}"),
        }
    }

    pub fn idle(&self) {
        finish(self.service.idle());
    }

    pub fn unasked(&self) -> Vec<Answer> {
        let mut said = self.said.borrow_mut();
        let mut unasked = Vec::new();
        while let Some(at) = said.iter().position(|(id, _)| *id == 0) {
            unasked.push(said.remove(at).1);
        }
        unasked
    }
}

/// A book as the build before the seal wrote it: plain packs, plain settings, a plain snapshot's note.
pub struct OldBook {
    pub case: [u8; 16],
    pub cases: u32,
}

impl OldBook {
    pub fn write(records: &MemoryStore, debtor: &str, author: &str) -> Self {
        let case = [3; 16];
        let journal = Journal::new(records.clone());
        let mut head = finish(journal.open(77)).unwrap();
        let mut book = Book::new(Box::new(NoRules), today());
        let author = Author {
            by: author.to_owned(),
            on_order_of: String::new(),
        };
        let texts = [(Field::CaseNumber, "（2026）豫1402执7号"), (Field::Debtor, debtor)];
        for (field, text) in texts {
            let now_ms = 1_795_000_000_000;
            let mut draft = Draft::new(&book, DeviceId(77), author.clone(), now_ms);
            let action = Action::Set(vec![(field, Value::Text(text.to_owned()))]);
            draft.add(&book, vec![(case, action)], now_ms).unwrap();
            let pack = draft.finish().remove(0);
            book.take(&pack.bytes).unwrap();
            let append = Append {
                packs: vec![pack.bytes],
                chain: pack.head.number,
                hash: pack.head.hash,
                also: vec![
                    (StoreTable::Settings, "author".into(), author.by.clone().into_bytes()),
                    (StoreTable::Settings, "filter-of-wang".into(), b"{}".to_vec()),
                ],
                ..Append::default()
            };
            head = finish(journal.append(head, append)).unwrap();
        }
        let snapshot = book.snapshot(true);
        let keep = Keep {
            head: snapshot.head,
            chunks: snapshot.chunks,
            count: snapshot.count,
            whole: true,
            ..Keep::default()
        };
        finish(journal.keep_snapshot(head, keep)).unwrap();
        Self { case, cases: 1 }
    }
}

/// What a person says at first use.
pub fn found(passphrase: Option<&str>) -> Job {
    Job::Found {
        device: "案卷台一号机".into(),
        name: "李法官".into(),
        role: "centre_director".into(),
        court: "商丘市中级人民法院".into(),
        passphrase: passphrase.map(ToOwned::to_owned),
    }
}

pub fn me(answer: Answer) -> Me {
    match answer {
        Answer::Session(Session::Open(me)) => *me,
        other => panic!("{other:?}"),
    }
}

pub fn code(answer: Answer) -> String {
    match answer {
        Answer::Failed { code, .. } => code,
        other => panic!("not refused: {other:?}"),
    }
}

pub fn summary(answer: Answer) -> Summary {
    match answer {
        Answer::Opened(summary) | Answer::Written(summary) => summary,
        Answer::WroteKept(done) => done.summary,
        other => panic!("{other:?}"),
    }
}

pub fn page(answer: Answer) -> Page {
    match answer {
        Answer::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

pub fn file(answer: Answer) -> (String, Vec<u8>) {
    match answer {
        Answer::File { name, bytes, .. } => (name, bytes),
        other => panic!("{other:?}"),
    }
}

/// Where the store of the tests is.
pub const ENDPOINT: &str = "http://localhost:9";

/// A decision on the triage of a case, as the page takes it: a record with its step. Each call begins a record of its own.
pub fn decide(case: CaseId, verdict: &str, reason: &str) -> Job {
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
    Job::WriteRecords(Box::new(RecordWrites {
        edits: vec![(case, RecordEdit::new(write))],
        steps: vec![(case, step)],
        ..RecordWrites::default()
    }))
}

fn id_of(text: &str) -> [u8; 16] {
    let mut id = [0; 16];
    text.bytes().enumerate().for_each(|(at, byte)| id[at % 16] ^= byte);
    id
}
