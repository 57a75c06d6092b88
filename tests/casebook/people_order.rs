//! The directory, the cases and what was refused are the same on every device that has the same packs, in whatever order
//! they came: with several who manage people, who remove and demote each other, use invitations twice and backdate.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::{book, people as support};

use std::collections::BTreeMap;

use book::{event, id, text};
use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::clock::{DeviceId, Moment, Stamp};
use casebook::event::{BOOK, Event};
use casebook::field::{Field, Value};
use casebook::pack::{Pack, unpack};
use casebook::people::{PeopleAction, Person, Voucher};
use casebook::rules::BUREAU_KEY;
use proptest::prelude::*;
use support::*;

/// An event before it is packed: device, action, how far its clock jumps, which people events its author has seen.
type Step = (u64, Action, i64, u64);

const ROLES: [(&str, &str); 4] = [
    ("bureau_chief", ""),
    ("centre_director", "centre"),
    ("clerk", "A"),
    ("judge", "general"),
];

fn any_person() -> impl Strategy<Value = Action> {
    let role = prop::sample::select(ROLES.to_vec());
    (1..6u8, role, "[ab]").prop_map(|(number, (role, group), name)| {
        let mut person = person(number, role, group);
        person.name = name;
        put(person)
    })
}

fn any_left() -> impl Strategy<Value = Action> {
    (1..5u8, prop::collection::vec((1..9u64, 0..6u32), 0..4)).prop_map(|(number, cuts)| {
        let mut cuts: Vec<_> = cuts
            .into_iter()
            .map(|(device, after)| (DeviceId(device), after))
            .collect();
        cuts.push((DeviceId(u64::from(number)), 3));
        people(PeopleAction::Left {
            person: person_id(number),
            cuts,
        })
    })
}

fn any_step() -> impl Strategy<Value = Step> {
    let action = prop_oneof![
        3 => any_person(),
        3 => (1..9u64, 0..6u32).prop_map(|(device, after)| removed(device, after)),
        1 => any_left(),
        2 => (6..9u8, 1..5u8).prop_map(|(invitation, person)| invited(invitation, person)),
        2 => (2..9u8).prop_map(|invitation| people(PeopleAction::Withdrawn { id: [invitation; 16] })),
        1 => any::<bool>().prop_map(|one| people(PeopleAction::Kit {
            verify: key(900 + u64::from(one)),
            agree: [0; 32],
            needed: 2,
            holders: Vec::new(),
            at_ms: NOON,
        })),
        1 => Just(Action::PutRules { key: BUREAU_KEY.to_owned(), text: None }),
        1 => Just(Action::PutSetting { key: "a".to_owned(), text: Some("b".to_owned()) }),
        3 => (0..3u8, "[xyz]").prop_map(|(_, word)| Action::Set(vec![(Field::REMARK, text(&word))])),
        2 => Just(Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".to_owned()))])),
    ];
    // Mostly a moment later; at times backdated, at times years off.
    let jump = prop_oneof![8 => 1..100i64, 1 => -200..0i64, 1 => Just(4 * YEAR as i64), 1 => Just(-(YEAR as i64))];
    (1..9u64, action, jump, any::<u64>())
}

/// How a device past the first five joins: by invitation (perhaps one already used), kit, or another device.
fn joins(device: u64, choice: u64) -> Action {
    let person = 1 + (choice % 4) as u8;
    let invitation = 5 + (choice / 4 % 4) as u8;
    match choice % 5 {
        0 | 1 => accepted(device, person, invitation),
        2 => joined(device, person, Voucher::Kit, &key(900 + choice / 8 % 2)),
        _ => joined(
            device,
            person,
            Voucher::Device(DeviceId(u64::from(person))),
            &key(u64::from(person)),
        ),
    }
}

/// A history: a court of four with five devices, then whatever they do; and the packs of each device.
struct History {
    packs: Vec<Pack>,
    at: BTreeMap<u64, u64>,
    seen: Vec<Stamp>,
    heads: BTreeMap<u64, (u32, [u8; 32])>,
    now: u64,
}

impl History {
    fn add(&mut self, step: Step) {
        let (device, action, jump, sees) = step;
        self.now += 1;
        let own = self.at.entry(device).or_insert(self.now);
        *own = own.saturating_add_signed(jump).max(1);
        if jump.unsigned_abs() < YEAR {
            *own = (*own).max(self.now.saturating_add_signed(jump.min(0)));
        }
        let moment = Moment((NOON << 16) + *own);
        let stamp = Stamp {
            moment,
            device: DeviceId(device),
        };
        let case = match &action {
            Action::People(_) | Action::PutRules { .. } | Action::PutSetting { .. } => BOOK,
            _ => id((sees % 3) as u8),
        };
        let seen = self.seen.iter().rev().enumerate();
        let over: Vec<Stamp> = seen
            .filter(|(at, _)| sees >> (at % 64) & 1 == 1)
            .map(|(_, s)| *s)
            .collect();
        let event: Event = event(stamp, case, action, &over);
        self.seen.push(stamp);
        let (number, prev) = self.heads.get(&device).copied().unwrap_or_default();
        let pack = forge(device, number + 1, prev, vec![event]);
        self.heads.insert(device, (number + 1, pack.head.hash));
        self.packs.push(pack);
    }
}

fn history(steps: Vec<Step>) -> Vec<Pack> {
    let mut history = History {
        packs: Vec::new(),
        at: BTreeMap::new(),
        seen: Vec::new(),
        heads: BTreeMap::new(),
        now: 0,
    };
    let all = u64::MAX;
    history.add((1, founded(person(1, "bureau_chief", "")), 1, all));
    for (number, (role, group)) in (2..).zip([ROLES[0], ROLES[1], ROLES[2], ROLES[3]]) {
        history.add((1, put(person(number, role, group)), 1, all));
        history.add((1, invited(number, number), 1, all));
        history.add((u64::from(number), accepted(u64::from(number), number, number), 1, all));
    }
    for step in steps {
        if !history.heads.contains_key(&step.0) {
            history.add((step.0, joins(step.0, step.3), step.2, step.3));
        }
        history.add(step);
    }
    history.packs
}

/// Takes all packs: the next of a chain that the choices name. Sets aside what cannot be taken yet.
fn deliver(book: &mut Book, packs: &[Pack], choices: &[u8]) {
    let mut chains: BTreeMap<u64, Vec<&Pack>> = BTreeMap::new();
    packs
        .iter()
        .for_each(|p| chains.entry(p.head.device.0).or_default().push(p));
    let mut chains: Vec<Vec<&Pack>> = chains.into_values().collect();
    chains.iter_mut().for_each(|chain| chain.reverse());
    let mut choices = choices.iter().cycle();
    // A chain that has to wait gives way to the next one; when all wait, nothing more can be taken.
    let (mut choice, mut waiting) = (choices.next().unwrap(), 0);
    while !chains.is_empty() && waiting < chains.len() {
        let at = (usize::from(*choice) + waiting) % chains.len();
        match book.take(&chains[at].last().unwrap().bytes) {
            Ok(_) => _ = chains[at].pop(),
            Err(BookError::UnknownDevice) => {
                waiting += 1;
                continue;
            }
            Err(_) => chains[at].clear(),
        }
        (choice, waiting) = (choices.next().unwrap(), 0);
        chains.retain(|chain| !chain.is_empty());
    }
}

/// Everything that must be the same everywhere, in parts.
fn all_of(book: &Book) -> [String; 6] {
    let directory = book.directory();
    let cases: Vec<_> = (0..3).map(|n| book.state(&id(n)).unwrap()).collect();
    let mut refs: Vec<_> = (0..3).map(|n| book.refs(&id(n)).unwrap()).collect();
    refs.iter_mut().for_each(|refs| refs.sort());
    let rights: Vec<_> = (1..9).map(|device| book.rights(DeviceId(device))).collect();
    [
        format!("{:?}", (&directory.founding, &directory.people)),
        format!("{:?}", (&directory.devices, &directory.invitations, &directory.kit)),
        format!("{:?}", (&directory.refused, rights)),
        format!("{:?}", (cases, book.texts())),
        format!("{refs:?}"),
        format!("{:?}", (book.refused(), book.refused_count())),
    ]
}

fn same(one: &Book, other: &Book) -> Result<(), TestCaseError> {
    for (one, other) in all_of(one).iter().zip(all_of(other).iter()) {
        prop_assert_eq!(one, other);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_gives_the_same(
        steps in prop::collection::vec(any_step(), 0..25),
        one in prop::collection::vec(any::<u8>(), 64),
        other in prop::collection::vec(any::<u8>(), 64),
    ) {
        let packs = history(steps);
        let (mut here, mut there) = (book(1), book(2));
        deliver(&mut here, &packs, &one);
        deliver(&mut there, &packs, &other);
        if here.stale() {
            here.fold_again();
            deliver(&mut here, &packs, &other);
        }
        if there.stale() {
            there.fold_again();
            deliver(&mut there, &packs, &one);
        }
        prop_assert!(!here.stale() && !there.stale());
        same(&here, &there)?;
        // A book that says it is not stale is what folding from the start gives.
        here.fold_again();
        deliver(&mut here, &packs, &one);
        same(&here, &there)?;
    }

    #[test]
    fn no_event_above_a_cut_has_any_effect(
        steps in prop::collection::vec(any_step(), 0..25),
        choices in prop::collection::vec(any::<u8>(), 64),
    ) {
        let packs = history(steps);
        let mut book = book(1);
        deliver(&mut book, &packs, &choices);
        book.fold_again();
        deliver(&mut book, &packs, &choices);
        for pack in &packs {
            let (head, events) = unpack(&pack.bytes, sealer(1).as_ref()).unwrap();
            let device = book.directory().devices.get(&head.device);
            if device.is_none_or(|d| d.cut.is_some_and(|cut| head.number > cut)) {
                let refused = book.refusals(&events[0].case).into_iter().any(|(stamp, _)| stamp == events[0].stamp);
                let taken = book.followed().get(&head.device).is_some_and(|f| f.number >= head.number);
                let founding = book.directory().founding.as_ref().is_some_and(|f| f.stamp == events[0].stamp);
                let people = book.directory().refused.contains_key(&events[0].stamp);
                let joining = device.is_some_and(|d| d.joined == events[0].stamp);
                // A manager's answer to their own removal keeps both out until a third decides; so does taking the
                // remover's role.
                let takes = |person: &Person| ["clerk", "judge"].contains(&person.role.as_str());
                let answer = matches!(&events[0].action, Action::People(action) if match &**action {
                    PeopleAction::Removed { .. } | PeopleAction::Left { .. } => true,
                    PeopleAction::PutPerson(person) => takes(person),
                    _ => false,
                });
                prop_assert!(refused || people || founding || joining || answer || !taken, "{:?}", events);
            }
        }
    }
}
