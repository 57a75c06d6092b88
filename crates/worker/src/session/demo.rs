//! The demo: a bureau that does not exist, in a book of its own beside one's own book. Whoever looks at it sits at a desk of
//! it and may change desks; removing it clears that book and touches no other.
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::pack::{About, Hash, PackError, Sealed, Sealer, Signature};
use casebook::people::{JOINING, NewDevice};
use chrono::NaiveDate;
use demo::office::Keys;
use demo::show::{Show, person_of};
use protocol::{DemoSeat, Session, SessionRefusal};
use sha2::{Digest, Sha256};
use store::StoreTable;
use store::journal::Append;
use vault::ring::Keyring;

use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::service::Service;
use crate::session::gate::Access;

/// So many people ever work at the demo bureau, at most.
const PLACES: u64 = 64;

/// The rings of the demo's devices, each made from its place. Everybody can make them: the demo keeps no secret. They share
/// the key of what lies on the device, since all of them lie on one.
struct Rings {
    founder: Rc<Keyring>,
    rings: RefCell<BTreeMap<u64, Rc<Keyring>>>,
    place: Cell<u64>,
}

/// Where the key of what lies on the device stands among the bytes a ring is made of ([`Keyring::join`]).
const LOCAL: std::ops::Range<usize> = 72..104;

/// Bytes that follow from a place; the key of what lies on the device is the same for all.
fn chance<const N: usize>(place: u64) -> [u8; N] {
    let hash = |place: u64, part: u64| -> [u8; 32] {
        let hash = Sha256::new().chain_update(b"fenliu demo 1");
        let hash = hash.chain_update(place.to_be_bytes()).chain_update(part.to_be_bytes());
        hash.finalize().into()
    };
    let mut bytes = [0; N];
    for (part, into) in (0_u64..).zip(bytes.chunks_mut(32)) {
        into.copy_from_slice(&hash(place, part)[..into.len()]);
    }
    if let Some(local) = bytes.get_mut(LOCAL) {
        local.copy_from_slice(&hash(0, 0));
    }
    bytes
}

impl Rings {
    fn new() -> Rings {
        Rings {
            founder: Rc::new(Keyring::new(&chance(1))),
            rings: RefCell::default(),
            place: Cell::new(1),
        }
    }

    fn of(&self, place: u64) -> Rc<Keyring> {
        if place == 1 {
            return Rc::clone(&self.founder);
        }
        let make = || {
            Rc::new(Keyring::join(
                &chance(place),
                self.founder.space(),
                &self.founder.keys(),
            ))
        };
        Rc::clone(self.rings.borrow_mut().entry(place).or_insert_with(make))
    }

    /// The ring of a device of the demo.
    fn of_device(&self, device: DeviceId) -> Option<Rc<Keyring>> {
        (1..=PLACES)
            .map(|place| self.of(place))
            .find(|ring| ring.device() == device)
    }
}

impl Keys for Rings {
    fn write_as(&self, place: u64) {
        self.place.set(place);
    }

    fn device(&self, place: u64, name: String) -> (DeviceId, NewDevice) {
        let ring = self.of(place);
        let device = NewDevice {
            name,
            verify: ring.verify_key(),
            agree: ring.agree_key(),
        };
        (ring.device(), device)
    }

    fn invitation(&self, place: u64) -> [u8; 32] {
        self.of(place).verify_key()
    }

    fn joins(&self, place: u64, text: &[u8]) -> Signature {
        self.of(place).sign(JOINING, text)
    }
}

impl Sealer for Rings {
    fn seal<'a>(&self, about: &About, payload: &'a [u8]) -> Sealed<'a> {
        self.founder.seal(about, payload)
    }

    fn open<'a>(&self, about: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError> {
        self.founder.open(about, sealed)
    }

    fn sign(&self, hash: &Hash) -> Option<Signature> {
        Sealer::sign(&*self.of(self.place.get()), hash)
    }

    fn verify(&self, by: &[u8; 32], text: &[u8], signature: &Signature) -> bool {
        self.founder.verify(by, text, signature)
    }

    fn space(&self) -> Option<[u8; 16]> {
        Some(self.founder.space())
    }
}

/// A desk, with what its device wrote last.
struct Desk {
    ring: Rc<Keyring>,
    name: String,
    chain: u32,
    hash: Hash,
    moment: u64,
}

/// The desk of a seat.
fn desk(book: &Book, rings: &Rings, seat: DemoSeat, now_ms: u64) -> Option<Desk> {
    let (role, group) = seat.post();
    let person = person_of(book, role, group, 0)?;
    let device = book
        .directory()
        .devices
        .values()
        .find(|device| device.person == person.id)?;
    let followed = book.followed().get(&device.id).copied().unwrap_or_default();
    Some(Desk {
        ring: rings.of_device(device.id)?,
        name: device.keys.name.clone(),
        chain: followed.number,
        hash: followed.hash,
        moment: book.clock(device.id, now_ms).last().0,
    })
}

impl<G: Platform> Service<G> {
    /// Makes the demo bureau where nothing is.
    ///
    /// # Errors
    /// `founded` and `older_book_here` where something is; `demo_not_made`; `cancelled`. Nothing was stored then.
    pub(crate) async fn make_demo(&self, id: u32, today: NaiveDate, seat: DemoSeat) -> Result<Session, WorkError> {
        let _turn = self.turn().await;
        self.nobody_here().await?;
        let not_made = |_: String| refused(SessionRefusal::DemoNotMade);
        let rings = Rc::new(Rings::new());
        let mut show = Show::new(Rc::clone(&rings), today).map_err(not_made)?;
        while show.next_day().map_err(not_made)?.is_some() {
            let (told, all) = show.progress();
            self.goes_on(id, told, all).await?;
        }
        let office = show.finish().map_err(not_made)?;
        let desk = desk(&office.book, &rings, seat, self.platform.now_ms());
        let desk = desk.ok_or(refused(SessionRefusal::DemoNotMade))?;
        let packs = office.packs.into_iter().map(|(_, bytes)| bytes).collect();
        self.sit_down(desk, packs).await
    }

    /// Sits down at another desk of the demo.
    ///
    /// # Errors
    /// `no_demo` in a book that is none.
    pub(crate) async fn take_seat(&self, seat: DemoSeat) -> Result<Session, WorkError> {
        let rings = self.demo_here()?;
        let now_ms = self.platform.now_ms();
        let desk = self.with(|s| Ok::<_, WorkError>(desk(s.book()?, &rings, seat, now_ms)))?;
        let desk = desk.ok_or(refused(SessionRefusal::NoDemo))?;
        let packs = self.packs_here().await?;
        self.platform.tell_tabs(&Word::Lock);
        self.lock_here().await;
        let _turn = self.turn().await;
        self.sit_down(desk, packs).await
    }

    /// Removes the demo.
    ///
    /// # Errors
    /// `no_demo` in a book that is none.
    pub(crate) async fn remove_demo(&self) -> Result<Session, WorkError> {
        self.demo_here()?;
        self.platform.tell_tabs(&Word::Lock);
        self.leave().await?;
        self.look_at_gate().await
    }

    /// The rings of the demo, if the open book is one: only its founder's key makes its id.
    fn demo_here(&self) -> Result<Rings, WorkError> {
        let rings = Rings::new();
        let is_demo = self.with(|s| {
            let space = s.session.ring.as_ref().map(|ring| ring.space());
            s.session.access == Access::Open && space == Some(rings.founder.space())
        });
        is_demo.then_some(rings).ok_or(refused(SessionRefusal::NoDemo))
    }

    async fn sit_down(&self, desk: Desk, packs: Vec<Vec<u8>>) -> Result<Session, WorkError> {
        let _held = self.platform.hold().await;
        let on = self.journal.look().await?;
        let key_record = self.wrap(&desk.ring, desk.name, None).await?;
        let append = Append {
            packs,
            chain: desk.chain,
            hash: desk.hash,
            moment: desk.moment,
            clear: vec![StoreTable::Settings, StoreTable::Meta],
            also: vec![key_record.record()?, Self::first_outbox(Vec::new())?],
            now_ms: self.platform.now_ms(),
        };
        self.settle_here(&desk.ring, on, append).await?;
        self.enter(desk.ring).await?;
        Ok(Session::Open(Box::new(self.me().await?)))
    }
}
