//! People with real keys: what the vault signs is what the directory asks for.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use std::rc::Rc;

use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::draft::{Author, Draft};
use casebook::event::BOOK;
use casebook::judge::NoRules;
use casebook::pack::Pack;
use casebook::people::{JOINING, NewDevice, PeopleAction, PeopleFault, Person, Voucher, joining_text, space_of};
use vault::invite::Invitation;
use vault::kit::Kit;
use vault::ring::Keyring;

const NOON: u64 = 1_790_000_000_000;

fn chief() -> Person {
    Person {
        id: [1; 16],
        name: "甲".to_owned(),
        role: "bureau_chief".to_owned(),
        ..Person::default()
    }
}

fn device(ring: &Keyring) -> NewDevice {
    NewDevice {
        name: "平板".to_owned(),
        verify: ring.verify_key(),
        agree: ring.agree_key(),
    }
}

fn tell(book: &mut Book, ring: &Rc<Keyring>, action: PeopleAction) -> Result<Pack, BookError> {
    book.seal_with(ring.clone());
    let mut draft = Draft::new(book, ring.device(), Author::default(), NOON);
    draft.add(book, vec![(BOOK, Action::People(Box::new(action)))], NOON)?;
    let pack = draft.finish().pop().unwrap();
    book.take(&pack.bytes)?;
    Ok(pack)
}

/// A device joins by a voucher that signs with `sign`.
fn joins(ring: &Keyring, by: Voucher, sign: impl Fn(&str, &[u8]) -> [u8; 64]) -> PeopleAction {
    let text = joining_text(&ring.space(), ring.device(), &device(ring), &[1; 16]);
    PeopleAction::Joined {
        person: [1; 16],
        device: device(ring),
        by,
        proof: sign(JOINING, &text),
    }
}

#[test]
fn devices_join_by_invitation_kit_and_each_other() {
    let founder = Rc::new(Keyring::new(&[3; 136]));
    assert_eq!(space_of(&founder.verify_key()), founder.space());
    let today = "2026-09-21".parse().unwrap();
    let mut book = Book::new(Box::new(NoRules), today);
    let founded = PeopleAction::Founded {
        court: "商丘中院".to_owned(),
        person: chief(),
        device: device(&founder),
        adopted: Vec::new(),
    };
    let mut packs = vec![tell(&mut book, &founder, founded).unwrap()];
    let (invitation, kit) = (Invitation::new(&[4; 32]), Kit::new(&[5; 32]));
    let invited = PeopleAction::Invited {
        id: invitation.id(),
        person: [1; 16],
        verify: invitation.verify_key(),
        expires_ms: NOON + 1_000,
    };
    packs.push(tell(&mut book, &founder, invited).unwrap());
    let made = PeopleAction::Kit {
        verify: kit.verify_key(),
        agree: kit.agree_key(),
        needed: 2,
        holders: Vec::new(),
        at_ms: NOON,
    };
    packs.push(tell(&mut book, &founder, made).unwrap());
    let [second, third, fourth] = [6, 7, 8].map(|chance| {
        let ring = Keyring::join(&[chance; 104], founder.space(), &founder.keys());
        Rc::new(ring)
    });
    let by = Voucher::Invitation(invitation.id());
    let forged = joins(&second, by, |domain, text| second.sign(domain, text));
    assert_eq!(
        tell(&mut book, &second, forged),
        Err(BookError::Refused(PeopleFault::VoucherBadProof))
    );
    let action = joins(&second, by, |domain, text| invitation.sign(domain, text));
    packs.push(tell(&mut book, &second, action).unwrap());
    let action = joins(&third, Voucher::Kit, |domain, text| kit.sign(domain, text));
    packs.push(tell(&mut book, &third, action).unwrap());
    let by = Voucher::Device(second.device());
    let action = joins(&fourth, by, |domain, text| second.sign(domain, text));
    packs.push(tell(&mut book, &fourth, action).unwrap());
    assert_eq!(book.directory().active().count(), 4);

    // Everybody else reads the same, and a pack with one bit off is none.
    let mut other = Book::new(Box::new(NoRules), today);
    other.seal_with(fourth);
    packs.iter().for_each(|pack| _ = other.take(&pack.bytes).unwrap());
    assert_eq!(other.directory().devices, book.directory().devices);
    assert_eq!(other.refused(), []);
    let mut bent = tell(&mut book, &founder, PeopleAction::PutPerson(chief()))
        .unwrap()
        .bytes;
    // The signature stands at the end, before the closing byte.
    let at = bent.len() - 2;
    bent[at] ^= 1;
    assert_eq!(other.take(&bent).unwrap_err().code(), "pack_bad_signature");
}
