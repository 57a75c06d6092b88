//! A records in memory, for native tests: several handles on one medium behave as several tabs do, and it can be told
//! to break at a point.
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Batch, Found, Key, RecordStore, StoreError, StoreTable, Want};

/// Where the next commit breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// Before anything is written: the writer hears an error.
    Before(Fault),
    /// After everything was written, before the writer hears of it.
    After,
}

/// What breaks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room left.
    Quota,
    /// The connection dies.
    Closed,
}

type Records = BTreeMap<(StoreTable, Key), Vec<u8>>;

/// A handle on a medium in memory; clones share the medium.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    records: Rc<RefCell<Records>>,
    /// Where it breaks, after so many commits.
    breaks: Rc<Cell<Option<(u32, Break)>>>,
    commits: Rc<Cell<u32>>,
}

impl MemoryStore {
    /// Breaks the next commit there.
    pub fn break_next(&self, at: Break) {
        self.break_later(0, at);
    }

    /// Lets so many commits pass and breaks the one after them there.
    pub fn break_later(&self, pass: u32, at: Break) {
        self.breaks.set(Some((pass, at)));
    }

    /// Commits done so far.
    #[must_use]
    pub fn commits(&self) -> u32 {
        self.commits.get()
    }

    /// Puts a record past all rules, as a decaying medium does.
    pub fn damage(&self, room: StoreTable, key: Key, bytes: Option<Vec<u8>>) {
        let mut records = self.records.borrow_mut();
        match bytes {
            Some(bytes) => records.insert((room, key), bytes),
            None => records.remove(&(room, key)),
        };
    }

    /// Everything as it lies there, for a test that looks for what must not be readable.
    #[must_use]
    pub fn everything(&self) -> Vec<((StoreTable, Key), Vec<u8>)> {
        let records = self.records.borrow();
        records.iter().map(|(k, v)| (k.clone(), v.clone())).collect()
    }

    /// A record as it lies there.
    #[must_use]
    pub fn record(&self, room: StoreTable, key: Key) -> Option<Vec<u8>> {
        self.records.borrow().get(&(room, key)).cloned()
    }
}

impl RecordStore for MemoryStore {
    async fn read(&self, wants: &[Want]) -> Result<Vec<Found>, StoreError> {
        let records = self.records.borrow();
        Ok(wants.iter().map(|want| find(&records, want)).collect())
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let at = match self.breaks.take() {
            Some((0, at)) => Some(at),
            Some((pass, at)) => {
                self.breaks.set(Some((pass - 1, at)));
                None
            }
            None => None,
        };
        match at {
            Some(Break::Before(Fault::Quota)) => return Err(StoreError::Quota),
            Some(Break::Before(Fault::Closed)) => return Err(StoreError::Closed),
            Some(Break::After) | None => {}
        }
        let mut records = self.records.borrow_mut();
        for (key, bytes) in &batch.expect {
            if records.get(&(StoreTable::Meta, key.clone())) != bytes.as_ref() {
                return Err(StoreError::Stale);
            }
        }
        records.retain(|(room, _), _| !batch.clear.contains(room));
        for (room, key) in &batch.delete {
            records.remove(&(*room, key.clone()));
        }
        for (room, key, bytes) in &batch.put {
            records.insert((*room, key.clone()), bytes.clone());
        }
        self.commits.set(self.commits.get() + 1);
        match at {
            Some(_) => Err(StoreError::Unsure("lost".to_owned())),
            None => Ok(()),
        }
    }
}

fn find(records: &Records, want: &Want) -> Found {
    let all = |room: StoreTable| {
        let start = (room, Key::Number(0));
        records.range(start..).take_while(move |((r, _), _)| *r == room)
    };
    let copy = |((_, key), bytes): (&(StoreTable, Key), &Vec<u8>)| (key.clone(), bytes.clone());
    match want {
        Want::One(room, key) => records
            .get_key_value(&(*room, key.clone()))
            .map(copy)
            .into_iter()
            .collect(),
        Want::From(room, first, most) => all(*room)
            .filter(|((_, key), _)| matches!(key, Key::Number(n) if n >= first))
            .take(*most as usize)
            .map(copy)
            .collect(),
        Want::All(room) => all(*room).map(copy).collect(),
        Want::Keys(room) => all(*room).map(|((_, key), _)| (key.clone(), Vec::new())).collect(),
    }
}
