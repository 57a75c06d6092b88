//! The shared store of the bureau: the roster's door and its room are kept, packs are believed.
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use casebook::clock::DeviceId;
use sync::caller::Caller;
use sync::names::Name;
use sync::remote::{Listed, Page, Remote, RemoteError};
use sync::roster::{Record, Roster, Standing};

use crate::executor::turns;

/// Objects to a page of a listing.
const PAGE: usize = 50;

/// What the store holds.
#[derive(Clone, Default)]
struct Store {
    objects: BTreeMap<String, Vec<u8>>,
    records: Vec<Record>,
    roster: Roster,
    requests: u64,
    /// So many bytes of packs and blobs it holds at most; records and boxes always find room.
    room: Option<usize>,
    /// It serves those who were removed, too.
    serves_all: bool,
}

/// A handle on the store.
#[derive(Clone)]
pub struct Shared {
    store: Rc<RefCell<Store>>,
    time: Rc<Cell<u64>>,
}

impl Shared {
    /// An empty store with a clock that is right.
    pub fn new(time: &Rc<Cell<u64>>) -> Shared {
        Shared {
            store: Rc::default(),
            time: Rc::clone(time),
        }
    }

    /// Another store with the same in it.
    pub fn copy(&self, time: &Rc<Cell<u64>>) -> Shared {
        Shared {
            store: Rc::new(RefCell::new(self.store.borrow().clone())),
            time: Rc::clone(time),
        }
    }

    /// Whether it refuses a device as one that was removed.
    pub fn refuses(&self, device: u64) -> bool {
        let store = self.store.borrow();
        let known = store.roster.device(DeviceId(device));
        known.is_some_and(|known| known.removed.is_some())
    }

    /// Requests so far.
    pub fn requests(&self) -> u64 {
        self.store.borrow().requests
    }

    /// The bytes under a name.
    pub fn object(&self, name: &str) -> Option<Vec<u8>> {
        self.store.borrow().objects.get(name).cloned()
    }

    /// Names that begin so.
    pub fn names(&self, under: &str) -> Vec<String> {
        let store = self.store.borrow();
        store
            .objects
            .keys()
            .filter(|name| name.starts_with(under))
            .cloned()
            .collect()
    }

    /// Past every door: what was there under the name.
    pub fn smuggle(&self, name: &str, bytes: Option<Vec<u8>>) -> Option<Vec<u8>> {
        let objects = &mut self.store.borrow_mut().objects;
        match bytes {
            Some(bytes) => objects.insert(name.to_owned(), bytes),
            None => objects.remove(name),
        }
    }

    /// It serves those who were removed, too; or no longer.
    pub fn serve_all(&self, serves_all: bool) {
        self.store.borrow_mut().serves_all = serves_all;
    }

    /// No pack and no blob finds room any more; or there is room again.
    pub fn fill(&self, is_full: bool) {
        self.store.borrow_mut().room = is_full.then_some(0);
    }
}

/// A device's way to the store.
pub struct Link {
    shared: Shared,
    caller: Caller,
    dice: RefCell<fastrand::Rng>,
}

impl Link {
    pub fn new(shared: &Shared, caller: Caller, dice: fastrand::Rng) -> Link {
        Link {
            shared: shared.clone(),
            caller,
            dice: RefCell::new(dice),
        }
    }

    async fn travel(&self) {
        let wait = self.dice.borrow_mut().u32(0..4);
        turns(wait).await;
        self.shared.store.borrow_mut().requests += 1;
    }

    fn standing(&self) -> Result<Standing, RemoteError> {
        let store = self.shared.store.borrow();
        match store.roster.standing(&self.caller.key) {
            Standing::Removed if store.serves_all => Ok(Standing::Device { admin: false }),
            Standing::Removed => Err(RemoteError::Removed),
            Standing::Unknown => Err(RemoteError::Refused("unknown_device".into())),
            standing => Ok(standing),
        }
    }

    fn may_get(&self, name: &str) -> Result<bool, RemoteError> {
        Ok(match self.standing()? {
            Standing::Device { .. } => true,
            Standing::Invitation { id } => name == Name::Invitation(id).to_string(),
            Standing::Kit => name.starts_with("k/") || name.starts_with("r/"),
            Standing::Removed | Standing::Unknown => false,
        })
    }

    fn put_record(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        let record = Record::read(self.caller.space, bytes).map_err(|_| RemoteError::Bad)?;
        let store = &mut *self.shared.store.borrow_mut();
        let admits = store.roster.admits(&record, &self.caller.key, self.shared.time.get());
        admits.map_err(|e| RemoteError::Refused(e.code().into()))?;
        if store.objects.insert(name.to_owned(), bytes.to_vec()).is_none() {
            store.records.push(record);
            store.roster = Roster::of(self.caller.space, &store.records);
        }
        Ok(())
    }
}

impl Remote for Link {
    async fn list(&self, under: &str, after: &str) -> Result<Page, RemoteError> {
        self.travel().await;
        match self.standing()? {
            Standing::Device { .. } => {}
            Standing::Kit if ["k/", "r/"].contains(&under) => {}
            _ => return Err(RemoteError::Refused("not_allowed".into())),
        }
        let store = self.shared.store.borrow();
        let mut found = store
            .objects
            .iter()
            .filter(|(name, _)| name.starts_with(under) && name.as_str() > after);
        let line = |(name, bytes): (&String, &Vec<u8>)| Listed {
            name: name.clone(),
            size: bytes.len() as u64,
        };
        let objects = found.by_ref().take(PAGE).map(line).collect();
        Ok(Page {
            objects,
            more: found.next().is_some(),
            seen: store.requests.to_string(),
        })
    }

    async fn get(&self, name: &str) -> Result<Vec<u8>, RemoteError> {
        self.travel().await;
        if !self.may_get(name)? {
            return Err(RemoteError::Refused("not_allowed".into()));
        }
        self.shared.object(name).ok_or(RemoteError::NotFound)
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        self.travel().await;
        if name.starts_with("r/") {
            return self.put_record(name, bytes);
        }
        if !matches!(self.standing()?, Standing::Device { .. }) {
            return Err(RemoteError::Refused("not_allowed".into()));
        }
        let store = &mut *self.shared.store.borrow_mut();
        let has_reserve = name.starts_with("i/") || name.starts_with("k/");
        match store.objects.get(name) {
            Some(there) if there != bytes => Err(RemoteError::Exists),
            Some(_) => Ok(()),
            None if store.room.is_some_and(|room| bytes.len() > room) && !has_reserve => Err(RemoteError::Full),
            None => {
                store.objects.insert(name.to_owned(), bytes.to_vec());
                Ok(())
            }
        }
    }

    async fn delete(&self, name: &str) -> Result<(), RemoteError> {
        self.travel().await;
        self.standing()?;
        self.shared.smuggle(name, None);
        Ok(())
    }

    async fn wait(&self, seen: &str) -> Result<String, RemoteError> {
        Ok(seen.to_owned())
    }
}
