//! The roster: who may ask a store for what, worked out from signed records in any order.
#![allow(clippy::unwrap_used)]
use casebook::clock::DeviceId;
use ed25519_dalek::{Signer, SigningKey};
use proptest::prelude::*;
use sync::roster::{AdmissionError, Fact, Record, RecordError, Roster, Standing};
use vault::space_id;

/// Time of the tests, milliseconds.
const NOW: u64 = 1_000_000;

struct Key(SigningKey);

impl Key {
    fn new(seed: u8) -> Key {
        Key(SigningKey::from_bytes(&[seed; 32]))
    }

    fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    fn says(&self, space: [u8; 16], fact: Fact) -> Record {
        Record::read(space, &self.bytes(space, fact)).unwrap()
    }

    fn bytes(&self, space: [u8; 16], fact: Fact) -> Vec<u8> {
        let sign = |domain: &str, bytes: &[u8]| self.0.sign(&[domain.as_bytes(), &[0], bytes].concat()).to_bytes();
        Record::write(space, self.public(), fact, sign).1
    }
}

/// A founder (device 1) with a kit, and the space.
struct Scene {
    founder: Key,
    kit: Key,
    space: [u8; 16],
    records: Vec<Record>,
}

impl Scene {
    fn new() -> Scene {
        let (founder, kit) = (Key::new(1), Key::new(9));
        let space = space_id(&founder.public());
        let mut scene = Scene {
            founder,
            kit,
            space,
            records: Vec::new(),
        };
        let fact = Fact::Found {
            device: 1,
            kit: Some(scene.kit.public()),
        };
        scene.records.push(scene.founder.says(space, fact));
        scene
    }

    fn with(mut self, by: &Key, fact: Fact) -> Scene {
        self.records.push(by.says(self.space, fact));
        self
    }

    fn founder_says(self, fact: Fact) -> Scene {
        self.with(&Key::new(1), fact)
    }

    fn roster(&self) -> Roster {
        Roster::of(self.space, &self.records)
    }

    fn door(&self, by: &Key, fact: Fact) -> Result<(), AdmissionError> {
        self.carried(by, by, fact)
    }

    fn carried(&self, carrier: &Key, by: &Key, fact: Fact) -> Result<(), AdmissionError> {
        let record = by.says(self.space, fact);
        self.roster().admits(&record, &carrier.public(), NOW)
    }

    fn standing(&self, key: &Key) -> Standing {
        self.roster().standing(&key.public())
    }
}

fn admit(device: u64, key: &Key, admin: bool) -> Fact {
    let verify = key.public();
    Fact::Admit { device, verify, admin }
}

fn invite(id: u8, key: &Key, expires_ms: u64) -> Fact {
    Fact::Invite {
        id: [id; 16],
        verify: key.public(),
        expires_ms,
        admin: false,
    }
}

#[test]
fn a_space_begins_with_the_key_that_names_it() {
    let scene = Scene::new();
    assert_eq!(scene.standing(&scene.founder), Standing::Device { admin: true });
    assert_eq!(scene.standing(&scene.kit), Standing::Kit);
    let stranger = Key::new(2);
    let claim = stranger.says(scene.space, Fact::Found { device: 2, kit: None });
    assert!(!Roster::of(scene.space, std::slice::from_ref(&claim)).is_founded());
    let empty = Roster::default();
    assert_eq!(
        empty.admits(&claim, &stranger.public(), NOW),
        Err(AdmissionError::NotAllowed)
    );
    assert_eq!(empty.admits(&scene.records[0], &stranger.public(), NOW), Ok(()));
    assert_eq!(
        scene.door(&scene.founder, Fact::Found { device: 7, kit: None }),
        Err(AdmissionError::Founded)
    );
}

#[test]
fn only_admins_admit_and_admins_make_admins() {
    let (a, b, c) = (Key::new(2), Key::new(3), Key::new(4));
    let scene = Scene::new()
        .founder_says(admit(2, &a, true))
        .founder_says(admit(3, &b, false));
    assert_eq!(scene.door(&a, admit(4, &c, true)), Ok(()));
    assert_eq!(scene.door(&b, admit(4, &c, false)), Err(AdmissionError::NotAllowed));
    assert_eq!(scene.door(&c, admit(4, &c, false)), Err(AdmissionError::NotAllowed));
    let scene = scene.with(&b, admit(4, &c, false));
    assert_eq!(scene.standing(&c), Standing::Unknown);
    let scene = scene.with(&a, admit(4, &c, false));
    assert_eq!(scene.standing(&c), Standing::Device { admin: false });
}

#[test]
fn a_number_belongs_to_one_key() {
    let (a, b) = (Key::new(2), Key::new(3));
    let scene = Scene::new().founder_says(admit(2, &a, false));
    assert_eq!(
        scene.door(&scene.founder, admit(2, &b, false)),
        Err(AdmissionError::Taken)
    );
    let adopted = scene.founder_says(admit(8, &Key::new(1), false));
    let chain = adopted.roster();
    assert_eq!(chain.device(DeviceId(8)).unwrap().verify, Key::new(1).public());
    assert_eq!(chain.standing(&Key::new(1).public()), Standing::Device { admin: true });
}

#[test]
fn an_invitation_admits_one_device_until_it_expires() {
    let (word, a, b) = (Key::new(5), Key::new(2), Key::new(3));
    let scene = Scene::new().founder_says(invite(1, &word, NOW));
    assert_eq!(scene.standing(&word), Standing::Invitation { id: [1; 16] });
    assert_eq!(scene.door(&word, admit(2, &a, true)), Err(AdmissionError::NotAllowed));
    assert_eq!(
        scene.door(&word, Fact::Remove { device: 1, last: 0 }),
        Err(AdmissionError::NotAllowed)
    );
    assert_eq!(scene.door(&word, admit(2, &a, false)), Ok(()));
    let scene = scene.with(&word, admit(2, &a, false));
    assert_eq!(scene.door(&word, admit(2, &a, false)), Ok(()), "the same record again");
    assert_eq!(scene.door(&word, admit(3, &b, false)), Err(AdmissionError::Used));
    let late = Scene::new().founder_says(invite(1, &word, NOW - 1));
    assert_eq!(late.door(&word, admit(2, &a, false)), Err(AdmissionError::Expired));
    let taken_back = scene
        .founder_says(invite(2, &Key::new(6), NOW))
        .founder_says(Fact::Withdraw { id: [2; 16] });
    assert_eq!(
        taken_back.door(&Key::new(6), admit(3, &b, false)),
        Err(AdmissionError::Expired)
    );
}

#[test]
fn of_two_that_slipped_in_with_one_invitation_the_lowest_record_stands() {
    let (word, a, b) = (Key::new(5), Key::new(2), Key::new(3));
    let base = || Scene::new().founder_says(invite(1, &word, NOW));
    let ids = [admit(2, &a, false), admit(3, &b, false)].map(|fact| word.says(base().space, fact).id);
    let both = base().with(&word, admit(2, &a, false)).with(&word, admit(3, &b, false));
    let winner = if ids[0] < ids[1] { DeviceId(2) } else { DeviceId(3) };
    let roster = both.roster();
    assert_eq!(roster.invitation(&[1; 16]).unwrap().used, Some(winner));
    assert_eq!(roster.devices().count(), 2);
    assert!(roster.device(winner).is_some());
}

#[test]
fn the_removed_may_say_nothing_more_and_what_they_said_stands() {
    let (a, b, c) = (Key::new(2), Key::new(3), Key::new(4));
    let scene = Scene::new()
        .founder_says(admit(2, &a, true))
        .with(&a, admit(3, &b, false));
    let scene = scene.founder_says(Fact::Remove { device: 2, last: 0 });
    assert_eq!(scene.standing(&a), Standing::Removed);
    assert_eq!(scene.standing(&b), Standing::Device { admin: false });
    assert_eq!(scene.door(&a, admit(4, &c, false)), Err(AdmissionError::Removed));
    assert_eq!(scene.carried(&b, &a, admit(4, &c, false)), Err(AdmissionError::Removed));
    assert_eq!(
        scene.carried(&scene.founder, &a, admit(4, &c, false)),
        Ok(()),
        "put back by an admin"
    );
    assert_eq!(
        scene.door(&scene.founder, admit(2, &a, false)),
        Err(AdmissionError::Taken)
    );
}

#[test]
fn a_removal_says_which_packs_count_and_of_several_the_least_counts() {
    let a = Key::new(2);
    let scene = || Scene::new().founder_says(admit(2, &a, false));
    let remove = |last| Fact::Remove { device: 2, last };
    for (lasts, counts) in [
        (&[][..], &[0, 1, 7, 8, u32::MAX][..]),
        (&[7], &[0, 1, 7]),
        (&[7, 1], &[0, 1]),
        (&[1, 7], &[0, 1]),
        (&[0, 7], &[0]),
    ] {
        let scene = lasts
            .iter()
            .fold(scene(), |scene, last| scene.founder_says(remove(*last)));
        let roster = scene.roster();
        let found = [0, 1, 7, 8, u32::MAX]
            .into_iter()
            .filter(|n| !roster.is_after_removal(DeviceId(2), *n));
        assert_eq!(found.collect::<Vec<_>>(), counts, "{lasts:?}");
        assert!(!roster.is_after_removal(DeviceId(1), 9), "others are not meant");
    }
}

#[test]
fn who_was_removed_is_not_served_under_an_older_chain() {
    let founder = Key::new(1);
    let other = Key::new(2);
    let scene = Scene::new()
        .founder_says(admit(2, &other, true))
        .founder_says(admit(8, &founder, false));
    assert_eq!(scene.standing(&founder), Standing::Device { admin: true });
    let scene = scene.with(&other, Fact::Remove { device: 1, last: 5 });
    assert_eq!(scene.standing(&founder), Standing::Removed);
    assert_eq!(
        scene.door(&founder, admit(9, &founder, true)),
        Err(AdmissionError::Removed)
    );
    // The chain itself stays known: what it holds is still put back.
    assert_eq!(scene.roster().device(DeviceId(8)).unwrap().verify, founder.public());
}

#[test]
fn a_kit_admits_until_there_is_a_new_one() {
    let (a, new) = (Key::new(2), Key::new(8));
    let kit = Key::new(9);
    let scene = Scene::new();
    assert_eq!(scene.door(&kit, admit(2, &a, true)), Ok(()));
    assert_eq!(
        scene.door(&kit, Fact::Remove { device: 1, last: 0 }),
        Err(AdmissionError::NotAllowed)
    );
    let number = 1;
    let scene = scene.with(&kit, admit(2, &a, true)).founder_says(Fact::Kit {
        verify: new.public(),
        number,
    });
    assert_eq!(scene.standing(&kit), Standing::Removed);
    assert_eq!(scene.standing(&new), Standing::Kit);
    assert_eq!(scene.standing(&a), Standing::Device { admin: true });
    assert_eq!(
        scene.door(&kit, admit(3, &Key::new(3), true)),
        Err(AdmissionError::Removed)
    );
    let older = Fact::Kit {
        verify: kit.public(),
        number,
    };
    assert_eq!(scene.door(&scene.founder, older), Err(AdmissionError::Taken));
}

/// One kit with the highest number of all, by somebody who may make kits, and every later one was refused.
#[test]
fn a_kit_far_beyond_the_last_keeps_no_later_one_out() {
    let key = Key::new;
    let kit = |seed: u8, number| Fact::Kit {
        verify: key(seed).public(),
        number,
    };
    let scene = Scene::new().founder_says(kit(50, 1));
    let far = kit(51, u32::MAX);
    assert_eq!(scene.door(&scene.founder, far), Err(AdmissionError::Taken));
    // Also where a store has let it in.
    let scene = scene.founder_says(far).founder_says(kit(52, 2));
    assert_eq!(scene.standing(&key(52)), Standing::Kit);
    assert_eq!(scene.standing(&key(51)), Standing::Removed);
    assert_eq!(scene.roster().kit(), Some((2, key(52).public())));
    assert_eq!(scene.door(&scene.founder, kit(53, 3)), Ok(()));
}

#[test]
fn a_record_is_bound_to_its_space_its_signer_and_its_spelling() {
    let scene = Scene::new();
    let bytes = scene.founder.bytes(scene.space, Fact::Remove { device: 3, last: 0 });
    assert_eq!(Record::read([0; 16], &bytes), Err(RecordError::OtherSpace));
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(Record::read(scene.space, &changed).is_err(), "byte {at}");
        assert!(Record::read(scene.space, &bytes[..at]).is_err(), "cut at {at}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Record::read(scene.space, &longer), Err(RecordError::Malformed));
}

proptest! {
    #[test]
    fn the_order_of_arrival_plays_no_part(
        said in proptest::collection::vec((1u8..7, 0u8..6, 1u64..6, 1u8..7, any::<bool>()), 0..24),
        order in any::<u64>(),
    ) {
        let mut scene = Scene::new();
        for (by, kind, device, about, admin) in said {
            let (verify, id) = (Key::new(about).public(), [about; 16]);
            let fact = match kind {
                0 | 1 => Fact::Admit { device, verify, admin },
                2 => Fact::Invite { id, verify, expires_ms: NOW, admin },
                3 => Fact::Remove { device, last: about.into() },
                4 => Fact::Withdraw { id },
                _ => Fact::Kit { verify, number: device as u32 },
            };
            scene = scene.with(&Key::new(by), fact);
        }
        let roster = scene.roster();
        let mut records = scene.records.clone();
        records.sort_by_key(|r| (u64::from_be_bytes(r.id[..8].try_into().unwrap())).wrapping_mul(order | 1));
        records.extend_from_within(..records.len() / 2);
        prop_assert_eq!(Roster::of(scene.space, &records), roster.clone());
        // Whatever the door lets in has effect, and it lets in again what has.
        for record in &scene.records {
            if roster.holds(&record.id) {
                prop_assert_eq!(roster.admits(record, &[0; 32], NOW), Ok(()));
            }
        }
    }

    #[test]
    fn bytes_from_anywhere_never_make_a_record(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Record::read([0; 16], &bytes).is_err());
    }
}
