//! A world for the worker's jobs: one medium, several tabs, a clock that ticks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use chrono::NaiveDate;
use fenliu::store::memory::MemoryShelf;
use fenliu::work::ground::{Ground, Space};
use fenliu::work::protocol::{Answer, Job, Page, Summary};
use fenliu::work::shop::Shop;

/// 2026-11-23.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// One medium that several tabs share.
#[derive(Default)]
pub struct World {
    pub shelf: MemoryShelf,
    ticks: Rc<Cell<u64>>,
}

/// A tab: a workshop and what it said.
pub struct Tab {
    shop: Shop<Desk>,
    said: Rc<RefCell<Vec<(u32, Answer)>>>,
    last: Cell<u32>,
}

pub struct Desk {
    ticks: Rc<Cell<u64>>,
    said: Rc<RefCell<Vec<(u32, Answer)>>>,
}

impl World {
    pub fn tab_unopened(&self) -> Tab {
        let said = Rc::default();
        let desk = Desk {
            ticks: Rc::clone(&self.ticks),
            said: Rc::clone(&said),
        };
        Tab {
            shop: Shop::new(desk, self.shelf.clone()),
            said,
            last: Cell::new(0),
        }
    }

    pub fn tab(&self) -> Tab {
        let tab = self.tab_unopened();
        assert!(matches!(tab.ask(Job::Open { today: today() }), Answer::Opened(_)));
        tab
    }
}

impl Ground for Desk {
    type Shelf = MemoryShelf;
    type Held = ();

    fn now_ms(&self) -> u64 {
        self.ticks.set(self.ticks.get() + 1);
        // 2026-11-23 10:00 at UTC+8.
        1_795_399_200_000 + self.ticks.get()
    }

    fn random(&self, into: &mut [u8]) {
        for (at, byte) in into.iter_mut().enumerate() {
            self.ticks.set(self.ticks.get() + 1);
            *byte = (self.ticks.get().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8 ^ at as u8;
        }
    }

    async fn hold(&self) {}

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

    fn tell_tabs(&self) {}

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
        finish(self.shop.handle(id, job));
        self.answer_to(id)
    }

    /// Asks two things at once: the first must wait for the second.
    pub fn ask_then(&self, first: Job, second: Job) -> (Answer, Answer) {
        let (a, b) = (self.next(), self.next());
        let mut waiting = pin!(self.shop.handle(a, first));
        assert!(
            waiting
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
        finish(self.shop.handle(b, second));
        finish(waiting);
        (self.answer_to(a), self.answer_to(b))
    }

    /// Asks, and cancels at the first progress.
    pub fn ask_and_cancel(&self, job: Job) -> Answer {
        let (id, cancel) = (self.next(), self.next());
        let mut future = pin!(self.shop.handle(id, job));
        assert!(
            future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
        finish(self.shop.handle(cancel, Job::Cancel { job: id }));
        finish(future);
        self.answer_to(id)
    }

    pub fn news(&self) {
        finish(self.shop.news());
    }

    pub fn idle(&self) {
        finish(self.shop.idle());
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

pub fn code(answer: Answer) -> String {
    match answer {
        Answer::Failed { code, .. } => code,
        other => panic!("not refused: {other:?}"),
    }
}

pub fn summary(answer: Answer) -> Summary {
    match answer {
        Answer::Opened(summary) | Answer::Written(summary) => summary,
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
