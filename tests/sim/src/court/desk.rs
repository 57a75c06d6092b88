//! A device of the bureau: what lies on it, and the worker that is asked.
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use casebook::field::{Field, Value};
use protocol::wire::{self, Sent};
use protocol::{
    Action, Failure, FoundSpace, GoOnAnew, Invite, Invited, JobRefusal, JoinSpace, ListCases, Me, OpenBook, PeopleView,
    PutPerson, Query, Question, ReadPeople, ReadSession, RecoverSpace, Session, SetEndpoint, Share, SyncNow, SyncView,
    WriteActions, WriteKept,
};
use store::memory::MemoryStore;
use worker::service::Service;

use super::platform::{Said, Tab};
use super::store::Shared;
use crate::executor::{Executor, now};
use crate::toy::START;

/// Where the store is; nothing is asked there.
const ENDPOINT: &str = "http://localhost:9";

/// A device.
pub struct Desk {
    pub records: MemoryStore,
    /// How far its clock is ahead, milliseconds.
    pub ahead: Rc<Cell<u64>>,
    /// Numbers of cases that somebody here was told are saved.
    pub written: Rc<RefCell<BTreeSet<u32>>>,
    time: Rc<Cell<u64>>,
    store: Shared,
    chance: Rc<RefCell<fastrand::Rng>>,
    said: Said,
    asked: Rc<Cell<u32>>,
    service: Rc<Service<Tab>>,
}

impl Desk {
    /// A device with nothing on it.
    pub fn new(time: &Rc<Cell<u64>>, store: &Shared, chance: fastrand::Rng) -> Desk {
        Desk::on(MemoryStore::default(), time, store, chance)
    }

    /// A device with this on it.
    pub fn on(records: MemoryStore, time: &Rc<Cell<u64>>, store: &Shared, chance: fastrand::Rng) -> Desk {
        let (ahead, said, chance) = (Rc::default(), Said::default(), Rc::new(RefCell::new(chance)));
        let tab = Tab {
            time: Rc::clone(time),
            ahead: Rc::clone(&ahead),
            store: store.clone(),
            chance: Rc::clone(&chance),
            said: Rc::clone(&said),
            held: Rc::default(),
        };
        let service = Rc::new(Service::new(tab, records.clone()));
        Desk {
            records,
            ahead,
            written: Rc::default(),
            time: Rc::clone(time),
            store: store.clone(),
            chance,
            said,
            asked: Rc::default(),
            service,
        }
    }

    /// Another device with a copy of this one's disk, its book open.
    pub fn image(&self) -> Result<Desk, String> {
        let dice = self.chance.borrow_mut().fork();
        self.image_at(&self.time, &self.store, dice)
    }

    /// The same, before another store.
    pub fn image_at(&self, time: &Rc<Cell<u64>>, store: &Shared, chance: fastrand::Rng) -> Result<Desk, String> {
        let records = MemoryStore::default();
        for ((room, key), bytes) in self.records.everything() {
            records.damage(room, key, Some(bytes));
        }
        let copy = Desk::on(records, time, store, chance);
        copy.me()?;
        copy.open()?;
        Ok(copy)
    }

    /// Asks, and waits for the answer while nothing else happens.
    pub fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Failure> {
        let id = self.next();
        now(self.service.handle(id, question.into()));
        answer_to::<Q>(&self.said, id)
    }

    /// Asks; what the answer is for, is done when it comes.
    pub fn begin<Q: Question>(
        &self,
        executor: &mut Executor,
        at: usize,
        question: Q,
        then: impl FnOnce(Result<Q::Answer, Failure>) + 'static,
    ) {
        let (id, service, said) = (self.next(), Rc::clone(&self.service), Rc::clone(&self.said));
        executor.begin(at, async move {
            service.handle(id, question.into()).await;
            then(answer_to::<Q>(&said, id));
        });
    }

    fn next(&self) -> u32 {
        self.asked.set(self.asked.get() + 1);
        self.asked.get()
    }

    fn open(&self) -> Result<(), String> {
        match self.ask(OpenBook { today: START }) {
            Ok(_) => Ok(()),
            other => Err(format!("it does not open: {other:?}")),
        }
    }

    /// Begins a space and shares it.
    pub fn found(&self) -> Result<(), String> {
        self.ask(FoundSpace {
            device: "一号机".into(),
            name: "李主任".into(),
            role: "centre_director".into(),
            court: "法院".into(),
            passphrase: None,
        })
        .map_err(|e| e.to_string())?;
        self.open()?;
        let endpoint = Some(ENDPOINT.into());
        self.ask(SetEndpoint { endpoint }).map_err(|e| e.to_string())?;
        self.sync();
        Ok(())
    }

    /// Names a person: gives the id.
    pub fn name(&self, name: &str, role: &str) -> Result<[u8; 16], String> {
        self.ask(PutPerson {
            id: None,
            name: name.into(),
            role: role.into(),
            group: String::new(),
            from: None,
            to: None,
            staff: Default::default(),
        })
        .ok();
        let mut people = self.people()?.people.into_iter();
        let person = people.find(|person| person.name == name);
        Ok(person.ok_or(format!("{name} was not named"))?.id)
    }

    /// Names and invites a person: gives the link.
    pub fn invite(&self, name: &str, role: &str) -> Result<String, String> {
        self.invite_known(self.name(name, role)?)
    }

    /// Invites a person with another device.
    pub fn invite_known(&self, person: [u8; 16]) -> Result<String, String> {
        match self.ask(Invite { person, days: 7 }) {
            Ok(Invited { fragment, .. }) => Ok(fragment),
            other => Err(format!("no invitation: {other:?}")),
        }
    }

    /// Comes in by a link.
    pub fn join(&self, link: &str) -> Result<(), String> {
        let (link, device) = (link.to_owned(), "平板".to_owned());
        let passphrase = None;
        let answer = self.ask(JoinSpace {
            link,
            device,
            passphrase,
        });
        let Ok(Session::Open(_)) = answer else {
            return Err(format!("not let in: {answer:?}"));
        };
        self.open()
    }

    /// Comes back by shares of the recovery kit.
    pub fn recover(&self, shares: &[Share]) -> Result<(), String> {
        let answer = self.ask(RecoverSpace {
            shares: shares.iter().take(2).map(|share| share.text.clone()).collect(),
            endpoint: ENDPOINT.into(),
            device: "新电脑".into(),
            passphrase: None,
        });
        let Ok(Session::Open(_)) = answer else {
            return Err(format!("the kit opens nothing: {answer:?}"));
        };
        self.open()
    }

    /// Goes on under a new number, and writes again what was kept aside.
    pub fn go_on(&self, link: Option<String>) -> Result<(), String> {
        let passphrase = None;
        let answer = self.ask(GoOnAnew { link, passphrase });
        let Ok(Session::Open(_)) = answer else {
            return Err(format!("it does not go on: {answer:?}"));
        };
        let answer = self.ask(WriteKept);
        match self.me()?.kept {
            0 => Ok(()),
            _ => Err(format!("not written again: {answer:?}")),
        }
    }

    /// Exchanges: how it stands then.
    pub fn sync(&self) -> SyncView {
        self.ask(SyncNow).unwrap_or_default()
    }

    pub fn begin_sync(&self, executor: &mut Executor, at: usize) {
        self.begin(executor, at, SyncNow, drop);
    }

    /// Begins a case of this number.
    pub fn begin_write(&self, executor: &mut Executor, at: usize, number: u32) {
        let written = Rc::clone(&self.written);
        self.begin(executor, at, write(number), move |answer| {
            if answer.is_ok() {
                written.borrow_mut().insert(number);
            }
        });
    }

    /// Begins a case at once: the code if it is refused.
    pub fn write(&self, number: u32) -> Result<(), String> {
        match self.ask(write(number)) {
            Ok(_) => {
                self.written.borrow_mut().insert(number);
                Ok(())
            }
            Err(failure) => Err(failure.refusal.code().to_owned()),
        }
    }

    /// All cases here, as text.
    pub fn list(&self) -> Vec<String> {
        let job = ListCases {
            query: Query::default(),
            from: 0,
            count: 1_000,
        };
        let Ok(page) = self.ask(job) else {
            return Vec::new();
        };
        let mut rows: Vec<String> = page.rows.iter().map(|row| format!("{} {row:?}", row.debtor)).collect();
        rows.sort();
        rows
    }

    /// Numbers of the cases here.
    pub fn numbers(&self) -> BTreeSet<u32> {
        let first = |row: &String| row.split(' ').next().and_then(|word| word.parse().ok());
        self.list().iter().filter_map(first).collect()
    }

    pub fn people(&self) -> Result<PeopleView, String> {
        match self.ask(ReadPeople) {
            Ok(view) => Ok(view),
            Err(other) => Err(format!("no people: {other:?}")),
        }
    }

    pub fn me(&self) -> Result<Me, String> {
        match self.ask(ReadSession) {
            Ok(Session::Open(me)) => Ok(*me),
            other => Err(format!("not open: {other:?}")),
        }
    }

    /// Its number.
    pub fn device(&self) -> Result<u64, String> {
        Ok(self.me()?.device)
    }
}

/// What was said to a question.
fn answer_to<Q: Question>(said: &Said, id: u32) -> Result<Q::Answer, Failure> {
    let frame = said.borrow_mut().remove(&id);
    let unread = || Failure::of(JobRefusal::BadFrame);
    match frame.as_deref().and_then(wire::read_sent) {
        Some((_, Sent::Answer(body))) => wire::read(body).ok_or_else(unread),
        Some((_, Sent::Failed(failure))) => Err(failure),
        _ => Err(unread()),
    }
}

fn write(number: u32) -> WriteActions {
    let action = Action::Set(vec![
        (Field::CASE_NUMBER, Value::Text(format!("（2026）豫1402执{number}号"))),
        (Field::DEBTOR, Value::Text(number.to_string())),
    ]);
    let mut id = [9; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    WriteActions {
        actions: vec![(id, action)],
    }
}
