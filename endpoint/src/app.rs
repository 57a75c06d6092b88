//! What all requests share.
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::{Semaphore, watch};

use crate::answer::Refusal;
use crate::bucket::Rates;
use crate::limits::{Limits, Spaces};
use crate::meter::{Meter, held};
use crate::nonces::Nonces;
use crate::room::Rooms;
use crate::shelf::Shelf;
use crate::space::Space;
use crate::there::There;
use crate::usage::Total;

/// So many spaces are remembered; those nobody is asking for are forgotten first.
const SPACES: usize = 4096;
/// Requests a second about spaces that do not lie in the store, together; and how many may come at once.
const INVENTORS: (f64, f64) = (50.0, 200.0);
/// Requests a second by keys that do not belong to the space they ask about, for each space; and how many at once.
const STRANGERS: (f64, f64) = (10.0, 50.0);
/// Refused bodies that are let pass by at once.
const PASSING: usize = 64;

/// An endpoint before one store.
pub struct App {
    /// The store.
    pub(crate) shelf: Shelf,
    /// What may be used.
    pub(crate) limits: Limits,
    /// Who may begin a space.
    pub(crate) spaces: Spaces,
    /// Counts.
    pub(crate) meter: Arc<Meter>,
    /// Room for large bodies.
    pub(crate) rooms: Rooms,
    /// Room for refused bodies.
    pub(crate) passing: Semaphore,
    /// Which spaces lie in the store.
    pub(crate) there: There,
    /// How much lies in it.
    pub(crate) total: tokio::sync::Mutex<Total>,
    closing: watch::Sender<bool>,
    logging: bool,
    clock: Box<dyn Fn() -> u64 + Send + Sync>,
    known: Mutex<HashMap<[u8; 16], Arc<Space>>>,
    rates: Mutex<Rates>,
    inventors: Mutex<Rates>,
    strangers: Mutex<Rates>,
    nonces: Mutex<Nonces>,
}

impl App {
    /// An endpoint before this store.
    #[must_use]
    pub fn new(shelf: Shelf, limits: Limits, spaces: Spaces) -> App {
        App {
            shelf,
            rates: Mutex::new(Rates::new(limits.rate, limits.burst)),
            inventors: Mutex::new(Rates::new(INVENTORS.0, INVENTORS.1)),
            strangers: Mutex::new(Rates::new(STRANGERS.0, STRANGERS.1)),
            limits,
            spaces,
            meter: Arc::default(),
            rooms: Rooms::default(),
            passing: Semaphore::new(PASSING),
            there: There::default(),
            total: tokio::sync::Mutex::default(),
            closing: watch::Sender::new(false),
            logging: false,
            clock: Box::new(system_ms),
            known: Mutex::default(),
            nonces: Mutex::default(),
        }
    }

    /// The same with another clock (milliseconds since 1970).
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> u64 + Send + Sync + 'static) -> App {
        App {
            clock: Box::new(clock),
            ..self
        }
    }

    /// The same with a line on the standard output for each request.
    #[must_use]
    pub fn with_log(self) -> App {
        App { logging: true, ..self }
    }

    /// Whether requests are written down.
    pub(crate) fn is_logging(&self) -> bool {
        self.logging
    }

    /// Milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> u64 {
        (self.clock)()
    }

    /// Ends all waiting, so that open requests can be finished.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Becomes true when the endpoint closes.
    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// What is known of a space.
    pub(crate) fn space(&self, id: [u8; 16]) -> Arc<Space> {
        let mut known = held(&self.known);
        if known.len() >= SPACES && !known.contains_key(&id) {
            known.retain(|_, space| Arc::strong_count(space) > 1);
        }
        let new = || Arc::new(Space::new(id, self.shelf.clone(), Arc::clone(&self.meter)));
        Arc::clone(known.entry(id).or_insert_with(new))
    }

    /// Counts a request against its key's rate.
    pub(crate) fn take(&self, key: &[u8; 32]) -> Result<(), Refusal> {
        held(&self.rates).take(key, Instant::now()).map_err(Refusal::busy)
    }

    /// Counts a request about a space that does not lie in the store.
    pub(crate) fn take_inventor(&self) -> Result<(), Refusal> {
        held(&self.inventors)
            .take(&[0; 32], Instant::now())
            .map_err(Refusal::busy)
    }

    /// Counts a request of somebody who does not belong to this space, as far as known.
    pub(crate) fn take_stranger(&self, space: &[u8; 16]) -> Result<(), Refusal> {
        let mut key = [0; 32];
        key[..16].copy_from_slice(space);
        held(&self.strangers).take(&key, Instant::now()).map_err(Refusal::busy)
    }

    /// Remembers a nonce.
    pub(crate) fn is_first(&self, key: &[u8; 32], nonce: &[u8; 8]) -> bool {
        held(&self.nonces).take(key, nonce, self.now_ms())
    }
}

fn system_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_millis() as u64
}
