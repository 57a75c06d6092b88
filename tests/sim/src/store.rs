//! The shared store, and everything that is wrong with it.
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use sync::remote::{Listed, Page, Remote, RemoteError};

use crate::Mutation;
use crate::executor::turns;

type Objects = BTreeMap<String, Vec<u8>>;

/// What the store holds, and what it held before.
#[derive(Debug, Default)]
pub struct Store {
    /// Objects by name.
    pub objects: Objects,
    /// Earlier states, for listings that are late and for operators who set things back.
    pub past: Vec<Objects>,
    /// Requests that arrive a second time, some time later.
    pub late: Vec<(String, Option<Vec<u8>>)>,
    /// Devices it does not serve any more.
    pub removed: BTreeSet<usize>,
    /// Of 1,000 requests, so many go wrong.
    pub faults: u32,
    /// Requests so far.
    pub requests: u64,
    /// So many objects to a page of a listing.
    pub page: usize,
}

impl Store {
    /// Keeps the state of now as one that may come back.
    pub fn remember(&mut self) {
        self.past.push(self.objects.clone());
        if self.past.len() > 6 {
            self.past.remove(0);
        }
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        match self.objects.get(name) {
            Some(there) if there != bytes => Err(RemoteError::Exists),
            Some(_) => Ok(()),
            None => {
                self.objects.insert(name.to_owned(), bytes.to_vec());
                Ok(())
            }
        }
    }

    /// A request that was under way arrives once more.
    pub fn arrive_late(&mut self, dice: &mut fastrand::Rng) {
        if self.late.is_empty() {
            return;
        }
        let at = dice.usize(..self.late.len());
        let (name, bytes) = self.late.swap_remove(at);
        match bytes {
            Some(bytes) => {
                self.put(&name, &bytes).ok();
            }
            None => {
                self.objects.remove(&name);
            }
        }
    }

    /// Nothing is under way any more.
    pub fn settle(&mut self) {
        self.late.clear();
        self.faults = 0;
    }
}

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Nothing,
    /// Refused with this error, before anything was done.
    Before(u8),
    /// Done, but the answer is lost.
    LostAnswer,
    /// Done, and done once more later.
    Twice,
    /// Bytes are cut on the way.
    Cut,
    /// An earlier state is listed.
    Stale,
}

/// A device's way to the store.
#[derive(Clone)]
pub struct Link {
    /// The store.
    pub store: Rc<RefCell<Store>>,
    /// Whose way.
    pub device: usize,
    /// There is no network.
    pub offline: Rc<Cell<bool>>,
    /// What goes wrong, and how long it takes.
    pub dice: Rc<RefCell<fastrand::Rng>>,
    /// The planted bug.
    pub mutation: Mutation,
    /// What this device put, for planted bugs only.
    pub put: Rc<RefCell<Objects>>,
}

impl Link {
    async fn begin(&self) -> Result<Wrong, RemoteError> {
        let wait = self.dice.borrow_mut().u32(0..4);
        turns(wait).await;
        let mut store = self.store.borrow_mut();
        store.requests += 1;
        if self.offline.get() {
            return Err(RemoteError::Offline);
        }
        if store.removed.contains(&self.device) {
            return Err(RemoteError::Removed);
        }
        let mut dice = self.dice.borrow_mut();
        if dice.u32(0..1_000) >= store.faults {
            return Ok(Wrong::Nothing);
        }
        Ok(match dice.u32(0..10) {
            0..4 => Wrong::Before(dice.u8(0..7)),
            4 | 5 => Wrong::LostAnswer,
            6 => Wrong::Twice,
            7 | 8 => Wrong::Cut,
            _ => Wrong::Stale,
        })
    }
}

/// 403, 409 and 412, 429, 500, 503, quota, another clock.
fn refusal(kind: u8) -> RemoteError {
    match kind {
        0 => RemoteError::Refused("forbidden".to_owned()),
        1 => RemoteError::Exists,
        2 => RemoteError::Busy { retry_ms: 1_000 },
        3 => RemoteError::Busy { retry_ms: 0 },
        4 => RemoteError::Offline,
        5 => RemoteError::Full,
        _ => RemoteError::Clock { server_ms: 0 },
    }
}

impl Remote for Link {
    async fn list(&self, under: &str, after: &str) -> Result<Page, RemoteError> {
        let wrong = self.begin().await?;
        let store = self.store.borrow();
        let mut dice = self.dice.borrow_mut();
        let mut objects = &store.objects;
        match wrong {
            Wrong::Before(kind) => return Err(refusal(kind)),
            Wrong::LostAnswer | Wrong::Cut => return Err(RemoteError::Bad),
            Wrong::Stale if !store.past.is_empty() => objects = &store.past[dice.usize(..store.past.len())],
            _ => {}
        }
        let mine = self.put.borrow();
        let known = mine.iter().filter(|_| self.mutation == Mutation::BelievesWhatItPut);
        let mut all: BTreeMap<&String, usize> = known.map(|(name, bytes)| (name, bytes.len())).collect();
        all.extend(objects.iter().map(|(name, bytes)| (name, bytes.len())));
        let mut listed = all
            .into_iter()
            .filter(|(name, _)| name.starts_with(under) && name.as_str() > after);
        let line = |(name, size): (&String, usize)| Listed {
            name: name.clone(),
            size: size as u64,
        };
        let page = listed.by_ref().take(store.page.max(1)).map(line).collect();
        Ok(Page {
            objects: page,
            more: listed.next().is_some(),
            seen: String::new(),
        })
    }

    async fn get(&self, name: &str) -> Result<Vec<u8>, RemoteError> {
        let wrong = self.begin().await?;
        let mine = self.put.borrow().get(name).cloned();
        if let (Mutation::ReadsBackFromMemory, Some(bytes)) = (self.mutation, mine) {
            return Ok(bytes);
        }
        let there = self.store.borrow().objects.get(name).cloned();
        let mut bytes = there.ok_or(RemoteError::NotFound)?;
        match wrong {
            Wrong::Before(kind) => return Err(refusal(kind)),
            Wrong::LostAnswer => return Err(RemoteError::Offline),
            Wrong::Cut => bytes.truncate(self.dice.borrow_mut().usize(..bytes.len().max(1))),
            _ => {}
        }
        Ok(bytes)
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        let wrong = self.begin().await?;
        if self.mutation != Mutation::None {
            self.put.borrow_mut().insert(name.to_owned(), bytes.to_vec());
        }
        let mut store = self.store.borrow_mut();
        match wrong {
            Wrong::Before(kind) => return Err(refusal(kind)),
            Wrong::LostAnswer => {
                store.put(name, bytes).ok();
                return Err(RemoteError::Offline);
            }
            Wrong::Twice => store.late.push((name.to_owned(), Some(bytes.to_vec()))),
            // Nobody may delete a blob, so endpoints put it whole or not at all (a file is renamed when it is whole).
            Wrong::Cut if name.starts_with("b/") || name.starts_with("t/") => return Err(RemoteError::Offline),
            Wrong::Cut => {
                let mut dice = self.dice.borrow_mut();
                let cut = &bytes[..dice.usize(..bytes.len().max(1))];
                store.put(name, cut).ok();
                return if dice.bool() { Ok(()) } else { Err(RemoteError::Offline) };
            }
            Wrong::Nothing | Wrong::Stale => {}
        }
        store.put(name, bytes)
    }

    async fn delete(&self, name: &str) -> Result<(), RemoteError> {
        let wrong = self.begin().await?;
        let mut store = self.store.borrow_mut();
        match wrong {
            Wrong::Before(kind) => return Err(refusal(kind)),
            Wrong::Twice => store.late.push((name.to_owned(), None)),
            _ => {}
        }
        store.objects.remove(name);
        self.put.borrow_mut().remove(name);
        match wrong {
            Wrong::LostAnswer | Wrong::Cut => Err(RemoteError::Offline),
            _ => Ok(()),
        }
    }

    async fn wait(&self, seen: &str) -> Result<String, RemoteError> {
        Ok(seen.to_owned())
    }
}
