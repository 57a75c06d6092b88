//! What the tests of people share: keys that sign without secrets, devices that write, and a book that takes it all.
#![allow(dead_code, clippy::expect_used, clippy::unwrap_used)]
use std::borrow::Cow;
use std::rc::Rc;

use casebook::CaseId;
use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::event::BOOK;
use casebook::judge::NoRules;
use casebook::pack::{About, Hash, Pack, PackError, Packer, Sealed, Sealer, Signature, signed};
use casebook::people::{
    JOINING, NewDevice, PeopleAction, Person, PersonId, Voucher, in_domain, joining_text, space_of,
};
use sha2::{Digest, Sha256};

use super::book::{day, event};
use casebook::event::Event;

/// Noon of a day in 2026, milliseconds since 1970.
pub const NOON: u64 = 1_790_000_000_000;
pub const HOUR: u64 = 3_600_000;
pub const YEAR: u64 = 365 * 24 * HOUR;

/// A stand-in for a signature: whoever knows the public key can make it. Enough to see who is asked for what.
pub fn fake(key: &[u8; 32], text: &[u8]) -> Signature {
    let mut signature = [0; 64];
    let hash = Sha256::new().chain_update(key).chain_update(text).finalize();
    signature[..32].copy_from_slice(&hash);
    signature
}

/// The key of a device or an invitation.
pub fn key(of: u64) -> [u8; 32] {
    let mut key = [0xab; 32];
    key[..8].copy_from_slice(&of.to_be_bytes());
    key
}

/// Signs with the key of one device; nothing is sealed.
pub struct Fake {
    pub own: [u8; 32],
    pub space: [u8; 16],
}

impl Sealer for Fake {
    fn seal<'a>(&self, _: &About, payload: &'a [u8]) -> Sealed<'a> {
        let (algorithm, bytes) = (0, Cow::Borrowed(payload));
        Sealed {
            algorithm,
            key: 0,
            bytes,
        }
    }

    fn open<'a>(&self, _: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError> {
        Ok(sealed.bytes)
    }

    fn sign(&self, hash: &Hash) -> Option<Signature> {
        Some(fake(&self.own, &signed(hash)))
    }

    fn verify(&self, by: &[u8; 32], text: &[u8], signature: &Signature) -> bool {
        *signature == fake(by, text)
    }

    fn space(&self) -> Option<[u8; 16]> {
        Some(self.space)
    }
}

/// The space founded by device 1.
pub fn space() -> [u8; 16] {
    space_of(&key(1))
}

pub fn sealer(device: u64) -> Rc<dyn Sealer> {
    Rc::new(Fake {
        own: key(device),
        space: space(),
    })
}

pub fn person(number: u8, role: &str, group: &str) -> Person {
    Person {
        id: person_id(number),
        name: format!("person {number}"),
        role: role.to_owned(),
        group: group.to_owned(),
        from: None,
        to: None,
    }
}

pub fn person_id(number: u8) -> PersonId {
    [number; 16]
}

pub fn new_device(device: u64) -> NewDevice {
    NewDevice {
        name: format!("device {device}"),
        verify: key(device),
        agree: key(device + 1_000_000),
    }
}

pub fn people(action: PeopleAction) -> Action {
    Action::People(Box::new(action))
}

pub fn founded(person: Person) -> Action {
    people(PeopleAction::Founded {
        court: "商丘中院".to_owned(),
        person,
        device: new_device(1),
        adopted: Vec::new(),
    })
}

pub fn put(person: Person) -> Action {
    people(PeopleAction::PutPerson(person))
}

/// An invitation; its key is made from its number.
pub fn invited(invitation: u8, person: u8) -> Action {
    people(PeopleAction::Invited {
        id: [invitation; 16],
        person: person_id(person),
        verify: invitation_key(invitation),
        expires_ms: NOON + 100 * YEAR,
    })
}

pub fn invitation_key(invitation: u8) -> [u8; 32] {
    key(500_000 + u64::from(invitation))
}

pub fn joined(device: u64, person: u8, by: Voucher, with: &[u8; 32]) -> Action {
    let new = new_device(device);
    let text = joining_text(&space(), DeviceId(device), &new, &person_id(person));
    people(PeopleAction::Joined {
        person: person_id(person),
        proof: fake(with, &in_domain(JOINING, &text)),
        device: new,
        by,
    })
}

/// Joins with an invitation.
pub fn accepted(device: u64, person: u8, invitation: u8) -> Action {
    let by = Voucher::Invitation([invitation; 16]);
    joined(device, person, by, &invitation_key(invitation))
}

pub fn removed(device: u64, after: u32) -> Action {
    let device = DeviceId(device);
    people(PeopleAction::Removed { device, after })
}

/// An empty book as a device sees it.
pub fn book(device: u64) -> Book {
    let mut book = Book::new(Box::new(NoRules), day("2026-09-21"));
    book.seal_with(sealer(device));
    book
}

/// Writes as the app does: a draft on the book, which refuses what would be refused. The book takes it.
pub fn write(book: &mut Book, device: u64, case: CaseId, action: Action, now_ms: u64) -> Result<Pack, BookError> {
    book.seal_with(sealer(device));
    let author = Author {
        by: format!("writer {device}"),
        on_order_of: String::new(),
    };
    let mut draft = Draft::new(book, DeviceId(device), author, now_ms);
    draft.add(book, vec![(case, action)], now_ms)?;
    let pack = draft.finish().pop().expect("one pack");
    book.take(&pack.bytes).expect("an own pack");
    Ok(pack)
}

/// Writes on the book as a whole.
pub fn tell(book: &mut Book, device: u64, action: Action, now_ms: u64) -> Result<Pack, BookError> {
    write(book, device, BOOK, action, now_ms)
}

/// Writes as a modified program would: nothing is asked, any stamp is used.
pub fn forge(device: u64, number: u32, prev: Hash, events: Vec<Event>) -> Pack {
    let mut packer = Packer::new(DeviceId(device), number, prev, sealer(device));
    events.into_iter().for_each(|event| _ = packer.add(event));
    packer.finish().pop().expect("one pack")
}

/// An event of a device at a moment, about the book.
pub fn said(device: u64, ms: u64, action: Action) -> Event {
    event(super::book::stamp(ms, device), BOOK, action, &[])
}

/// A court of three who all manage people: 1 the founder, 2 and 3 admitted in this order. And all packs.
pub fn managers() -> (Book, Vec<Pack>) {
    let mut book = book(1);
    let mut packs = vec![tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap()];
    for number in [2, 3] {
        packs.push(tell(&mut book, 1, put(person(number, "centre_director", "")), NOON).unwrap());
        packs.push(tell(&mut book, 1, invited(number, number), NOON).unwrap());
        let device = u64::from(number);
        packs.push(tell(&mut book, device, accepted(device, number, number), NOON).unwrap());
    }
    (book, packs)
}

/// The book of these packs, folded once more as after a people event that came late.
pub fn again(packs: &[&Pack]) -> Book {
    let mut book = book(1);
    packs.iter().for_each(|pack| _ = book.take(&pack.bytes).unwrap());
    book.fold_again();
    packs.iter().for_each(|pack| _ = book.take(&pack.bytes).unwrap());
    assert!(!book.stale());
    book
}

/// The next pack of a device, written by a program that asks nothing.
pub fn next(book: &Book, device: u64, ms: u64, action: Action) -> Pack {
    let head = book.followed()[&DeviceId(device)];
    forge(device, head.number + 1, head.hash, vec![said(device, ms, action)])
}

/// Devices that are in.
pub fn active(book: &Book) -> Vec<u64> {
    book.directory().active().map(|d| d.id.0).collect()
}

/// A court of a founder and one other person.
pub fn with(role: &str, group: &str) -> Book {
    let mut book = book(1);
    tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).expect("founds");
    tell(&mut book, 1, put(person(2, role, group)), NOON).expect("names");
    tell(&mut book, 1, invited(2, 2), NOON).expect("invites");
    tell(&mut book, 2, accepted(2, 2, 2), NOON).expect("joins");
    book
}
