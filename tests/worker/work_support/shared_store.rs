//! The shared store of the tests, as an endpoint keeps it.
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::Poll;

use sync::caller::Caller;
use sync::names::Name;
use sync::remote::{Listed, Page as Names, Remote, RemoteError};
use sync::roster::{AdmissionError, Record, Roster, Standing};

/// A shared store in memory, with the door an endpoint keeps: it goes by the roster and reads nothing.
#[derive(Clone, Default)]
pub struct Store {
    pub objects: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    pub offline: Rc<Cell<bool>>,
    /// Every request takes a while, as over a network.
    pub slow: Rc<Cell<bool>>,
    /// The store says to everybody that they were removed.
    pub says_removed: Rc<Cell<bool>>,
    /// The store serves those who were removed, too.
    pub serves_removed: Rc<Cell<bool>>,
    /// Puts of names that begin so are lost, although the store says they are done.
    pub loses: Rc<RefCell<Option<&'static str>>>,
    /// This name is listed, and nothing is there.
    pub lost: Rc<RefCell<Option<String>>>,
}

impl Store {
    async fn turn(&self) {
        let mut turned = !self.slow.get();
        std::future::poll_fn(|cx| {
            cx.waker().wake_by_ref();
            match std::mem::replace(&mut turned, true) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
        .await;
    }
}

/// The store, asked by somebody.
pub struct Asked {
    pub store: Store,
    pub caller: Caller,
    pub now_ms: u64,
}

impl Asked {
    fn roster(&self) -> Roster {
        let objects = self.store.objects.borrow();
        let records = objects.iter().filter(|(name, _)| name.starts_with("r/"));
        let read: Vec<Record> = records
            .filter_map(|(_, b)| Record::read(self.caller.space, b).ok())
            .collect();
        Roster::of(self.caller.space, &read)
    }

    /// Who asks, if somebody may ask at all.
    fn enter(&self) -> Result<Standing, RemoteError> {
        if self.store.offline.get() {
            return Err(RemoteError::Offline);
        }
        if self.store.says_removed.get() {
            return Err(RemoteError::Removed);
        }
        match self.roster().standing(&self.caller.key) {
            Standing::Removed if self.store.serves_removed.get() => Ok(Standing::Device { admin: false }),
            Standing::Removed => Err(RemoteError::Removed),
            Standing::Unknown => Err(RemoteError::Refused("unknown_device".into())),
            standing => Ok(standing),
        }
    }
}

impl Remote for Asked {
    async fn list(&self, under: &str, after: &str) -> Result<Names, RemoteError> {
        self.store.turn().await;
        match self.enter()? {
            Standing::Device { .. } => {}
            Standing::Kit if ["k/", "r/"].contains(&under) => {}
            _ => return Err(RemoteError::Refused("not_allowed".into())),
        }
        let objects = self.store.objects.borrow();
        let found = objects
            .iter()
            .filter(|(name, _)| name.starts_with(under) && name.as_str() > after);
        let listed = found.map(|(name, bytes)| Listed {
            name: name.clone(),
            size: bytes.len() as u64,
        });
        let mut all: Vec<Listed> = listed.collect();
        // Small pages, so that paging is tried.
        let more = all.len() > 7;
        all.truncate(7);
        Ok(Names {
            objects: all,
            more,
            seen: objects.len().to_string(),
        })
    }

    async fn get(&self, name: &str) -> Result<Vec<u8>, RemoteError> {
        self.store.turn().await;
        let allowed = match self.enter()? {
            Standing::Device { .. } => true,
            Standing::Invitation { id } => {
                let roster = self.roster();
                let known = roster.invitation(&id).unwrap();
                if known.used.is_some() {
                    return Err(RemoteError::Refused("invitation_used".into()));
                }
                if known.withdrawn || self.now_ms > known.expires_ms {
                    return Err(RemoteError::Refused("invitation_expired".into()));
                }
                name == Name::Invitation(id).to_string()
            }
            Standing::Kit => name.starts_with("k/") || name.starts_with("r/"),
            _ => false,
        };
        if !allowed {
            return Err(RemoteError::Refused("not_allowed".into()));
        }
        if self.store.lost.borrow().as_deref() == Some(name) {
            return Err(RemoteError::NotFound);
        }
        let objects = self.store.objects.borrow();
        objects.get(name).cloned().ok_or(RemoteError::NotFound)
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        self.store.turn().await;
        assert!(Name::parse(name).is_some(), "{name}");
        if name.starts_with("r/") {
            if self.store.offline.get() {
                return Err(RemoteError::Offline);
            }
            let record = Record::read(self.caller.space, bytes).map_err(|_| RemoteError::Bad)?;
            let admits = self.roster().admits(&record, &self.caller.key, self.now_ms);
            admits.map_err(|e| match e {
                AdmissionError::Removed => RemoteError::Removed,
                e => RemoteError::Refused(e.code().into()),
            })?;
        } else if !matches!(self.enter()?, Standing::Device { .. }) {
            return Err(RemoteError::Refused("not_allowed".into()));
        }
        if self.store.loses.borrow().is_some_and(|under| name.starts_with(under)) {
            return Ok(());
        }
        let mut objects = self.store.objects.borrow_mut();
        match objects.get(name) {
            Some(there) if there != bytes => Err(RemoteError::Exists),
            _ => {
                objects.insert(name.to_owned(), bytes.to_vec());
                Ok(())
            }
        }
    }

    async fn delete(&self, name: &str) -> Result<(), RemoteError> {
        self.enter()?;
        self.store.objects.borrow_mut().remove(name);
        Ok(())
    }

    async fn wait(&self, _: &str) -> Result<String, RemoteError> {
        self.enter()?;
        Ok(self.store.objects.borrow().len().to_string())
    }
}
