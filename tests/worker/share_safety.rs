//! Sharing: what was acknowledged reaches the store, and neither the store's word nor a mishap takes anything away.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{
    Invite, Invited, JoinSpace, MakeBackup, PutPerson, Question, ReadSession, RemoveDevice, SetEndpoint, SyncNow,
    SyncState,
};
use sync::roster::{Fact, Record};
use vault::invite::Link;

use work_support::share::{
    again, founder, invite, join, last_object, last_pack, list, make_kit, people, recover, shares, sync, write,
};
use work_support::{Answered, ENDPOINT, OldBook, Tab, World, code, file, me, summary};

fn person(tab: &Tab, name: &str) -> [u8; 16] {
    summary(tab.ask(PutPerson {
        id: None,
        name: name.into(),
        role: "judge".into(),
        group: String::new(),
        from: None,
        to: None,
        staff: Default::default(),
    }));
    people(tab).people.into_iter().find(|p| p.name == name).unwrap().id
}

fn boxes(world: &World, under: &str) -> usize {
    let objects = world.store.objects.borrow();
    objects.keys().filter(|name| name.starts_with(under)).count()
}

/// Asks for an exchange and for something else while it is under way.
fn during_an_exchange<Q: Question>(world: &World, tab: &Tab, job: Q) -> Answered<Q::Answer> {
    world.store.slow.set(true);
    let (view, answer) = tab.ask_both(SyncNow, job);
    world.store.slow.set(false);
    view.unwrap();
    sync(tab);
    answer
}

/// The outbox was read, the network asked, and the old outbox written back.
#[test]
fn an_invitation_made_during_an_exchange_reaches_the_store() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    let third = person(&one, "赵法官");
    sync(&one);
    // There is news of the roster for the first device: that of the second.
    sync(&join(&world.beside(1), &link));
    let before = boxes(&world, "i/");
    let invited = during_an_exchange(&world, &one, Invite { person: third, days: 7 });
    let Ok(Invited { fragment, .. }) = invited else {
        panic!("{invited:?}")
    };
    assert_eq!(boxes(&world, "i/"), before + 1);
    assert_eq!(list(&join(&world.beside(2), &fragment)), list(&one));
}

#[test]
fn a_removal_made_during_an_exchange_reaches_the_door() {
    let world = World::default();
    let one = founder(&world);
    let (link, late) = (invite(&one, "王书记员", "judge"), invite(&one, "赵法官", "judge"));
    let two = join(&world.beside(1), &link);
    sync(&two);
    sync(&one);
    sync(&join(&world.beside(2), &late));
    let device = me(two.ask(ReadSession)).device;
    summary(during_an_exchange(&world, &one, RemoveDevice { device }));
    assert!(matches!(sync(&two).state, SyncState::Waiting { ref why, .. } if why.code() == "removed"));
}

/// Kits were numbered by the clock: after one made ten years ahead every later one was refused, and nobody heard.
#[test]
fn a_kit_made_after_one_by_a_clock_ahead_opens_the_store() {
    let world = World::default();
    let one = founder(&world);
    let link = invite(&one, "副局长", "bureau_chief");
    let other = world.beside(1);
    let two = join(&other, &link);
    sync(&one);
    other.wait(10 * 365 * 86_400_000);
    let early = shares(make_kit(&two));
    sync(&two);
    // Also where the newer kit comes before the first device has heard of the older one.
    let last = shares(make_kit(&one));
    write(&one, 3, "丙公司").unwrap();
    assert!(sync(&one).faults.is_empty());
    let numbers = kits(&world, Link::parse(&link).unwrap().space());
    assert_eq!(numbers, [1, 2]);
    let fresh = world.beside(3).tab_unopened();
    assert_eq!(code(recover(&fresh, &early)), "removed");
    me(recover(&fresh, &last));
    assert_eq!(list(&fresh), list(&one));
}

fn kits(world: &World, space: [u8; 16]) -> Vec<u32> {
    let objects = world.store.objects.borrow();
    let records = objects.iter().filter(|(name, _)| name.starts_with("r/"));
    let facts = records.filter_map(|(_, bytes)| Record::read(space, bytes).ok());
    let mut numbers: Vec<u32> = facts
        .filter_map(|record| match record.fact {
            Fact::Kit { number, .. } => Some(number),
            _ => None,
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

/// A store that loses the box, or says it keeps what it does not: the kit is not called good.
#[test]
fn a_kit_that_the_store_does_not_keep_is_not_made() {
    for under in ["k/", "r/"] {
        let world = World::default();
        let one = founder(&world);
        *world.store.loses.borrow_mut() = Some(under);
        assert_eq!(code(make_kit(&one)), "kit_not_kept", "{under}");
        assert!(me(one.ask(ReadSession)).kit.is_none());
        *world.store.loses.borrow_mut() = None;
        let shares = shares(make_kit(&one));
        sync(&one);
        let fresh = world.beside(3).tab_unopened();
        me(recover(&fresh, &shares));
    }
    let world = World::default();
    let one = founder(&world);
    world.store.offline.set(true);
    assert_eq!(code(make_kit(&one)), "offline");
    assert!(me(one.ask(ReadSession)).kit.is_none());
}

/// Made while nothing was shared, a kit can meet a number that is taken.
#[test]
fn a_kit_whose_record_is_refused_is_told_and_not_shown_in_force() {
    let world = World::default();
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "副局长", "bureau_chief"));
    sync(&one);
    let alone = |endpoint: Option<&str>| SetEndpoint {
        endpoint: endpoint.map(str::to_owned),
    };
    one.ask(alone(None)).unwrap();
    shares(make_kit(&one));
    assert!(me(one.ask(ReadSession)).kit.is_some());
    shares(make_kit(&two));
    one.ask(alone(Some(ENDPOINT))).unwrap();
    let view = sync(&one);
    assert!(
        view.faults.iter().any(|(_, why, ..)| why.code() == "kit_refused"),
        "{view:?}"
    );
    shares(make_kit(&one));
    assert!(sync(&one).faults.is_empty());
    assert!(me(one.ask(ReadSession)).kit.is_some());
}

/// The store answered “removed” to everybody, and every device stopped working.
#[test]
fn the_word_of_the_store_stops_no_writing_here() {
    let world = World::default();
    let one = founder(&world);
    world.store.says_removed.set(true);
    assert!(matches!(sync(&one).state, SyncState::Waiting { ref why, .. } if why.code() == "removed"));
    summary(write(&one, 1, "甲公司"));
    assert!(!me(one.ask(ReadSession)).removed);
    world.store.says_removed.set(false);
    let view = sync(&one);
    assert_eq!((view.state, view.waiting.0), (SyncState::Idle, 0));
}

#[test]
fn joining_takes_no_older_books_place() {
    let world = World::default();
    let one = founder(&world);
    let link = invite(&one, "王书记员", "judge");
    let shares = shares(make_kit(&one));
    let other = world.beside(1);
    OldBook::write(&other.records, "老账本当事人", "旧书记员");
    let before = other.records.everything();
    let tab = other.tab_unopened();
    let job = JoinSpace {
        link,
        device: "平板".into(),
        passphrase: None,
    };
    assert_eq!(code(tab.ask(job)), "older_book_here");
    assert_eq!(code(recover(&tab, &shares)), "older_book_here");
    assert!(other.records.everything() == before);
}

/// A disk image: the device goes on under its number, although the store has another history of it.
#[test]
fn a_device_set_back_stops_writing_and_keeps_what_it_wrote() {
    let world = World::default();
    let one = founder(&world);
    let other = world.beside(1);
    let two = join(&other, &invite(&one, "王书记员", "judge"));
    sync(&two);
    let image = other.image(7);
    write(&two, 1, "甲有限公司").unwrap();
    sync(&two);
    let back = again(&image);
    summary(write(&back, 2, "丙有限公司"));
    let view = sync(&back);
    assert!(
        view.faults.iter().any(|(_, why, ..)| why.code() == "packs_forked"),
        "{view:?}"
    );
    assert_eq!(code(write(&back, 3, "丁有限公司")), "other_history");
    // Also after a reload; and all of it is still there to be read and backed up.
    let again = image.tab_unopened();
    again.session();
    assert_eq!(code(write(&again, 3, "丁有限公司")), "other_history");
    assert_eq!(list(&again), list(&back));
    assert!(list(&again).iter().any(|(_, debtor)| debtor == "丙有限公司"));
    let (_, backup) = file(again.ask(MakeBackup {
        passphrase: Some("长风破浪会有时".into()),
    }));
    assert!(backup.len() > 1_000);
    // The other goes on.
    summary(write(&two, 4, "戊有限公司"));
    assert_eq!(sync(&two).state, SyncState::Idle);
}

/// One store shows one history of a device to some, another the other to others. Who has read one says so in the next pack.
#[test]
fn two_histories_in_two_stores_are_found_by_who_meets_both() {
    let world = World::default();
    let one = founder(&world);
    let (link, late) = (invite(&one, "王书记员", "judge"), invite(&one, "赵法官", "judge"));
    let other = world.beside(1);
    let two = join(&other, &link);
    sync(&two);
    let three = join(&world.beside(2), &late);
    sync(&three);
    let image = other.image(7);
    summary(write(&two, 1, "甲有限公司"));
    sync(&two);
    sync(&one);
    let name = last_object(&world, &two);
    summary(write(&again(&image), 1, "乙有限公司"));
    let shown = world
        .store
        .objects
        .borrow_mut()
        .insert(name.clone(), last_pack(&image))
        .unwrap();
    sync(&three);
    assert!(list(&three).iter().any(|(_, debtor)| debtor == "乙有限公司"));
    world.store.objects.borrow_mut().insert(name, shown);
    let is_told = || {
        sync(&one)
            .faults
            .into_iter()
            .any(|(_, why, ..)| why.code() == "packs_seen_otherwise")
    };
    assert!(!is_told());
    summary(write(&three, 3, "丙有限公司"));
    sync(&three);
    assert!(is_told());
    // It stays told, also after a reload; and nothing that was here is taken away.
    assert!(is_told());
    let after = again(&world);
    assert!(
        sync(&after)
            .faults
            .iter()
            .any(|(_, why, ..)| why.code() == "packs_seen_otherwise")
    );
    assert!(list(&after).iter().any(|(_, debtor)| debtor == "甲有限公司"));
}

/// The founder's key signs the chains of an older book, too: under their numbers he was still served.
#[test]
fn a_removed_founder_is_refused_under_the_chains_he_took_over_too() {
    let world = World::default();
    OldBook::write(&world.records, "老账本当事人", "旧书记员");
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "副局长", "bureau_chief"));
    sync(&one);
    let device = me(one.ask(ReadSession)).device;
    summary(two.ask(RemoveDevice { device }));
    assert_eq!(sync(&two).state, SyncState::Idle);
    assert!(matches!(sync(&one).state, SyncState::Waiting { ref why, .. } if why.code() == "removed"));
}

/// Two histories of one device, of equal size: who had the first noticed nothing, and who came later read the other.
#[test]
fn another_history_of_equal_size_is_noticed_by_who_has_the_first() {
    let world = World::default();
    let one = founder(&world);
    let other = world.beside(1);
    let two = join(&other, &invite(&one, "王书记员", "judge"));
    sync(&two);
    sync(&one);
    let image = other.image(7);
    write(&two, 1, "甲有限公司").unwrap();
    sync(&two);
    sync(&one);
    let alter = again(&image);
    summary(write(&alter, 1, "乙有限公司"));
    let forged = last_pack(&image);
    let last = last_object(&world, &two);
    let before = world.store.objects.borrow_mut().insert(last, forged.clone());
    assert!(before.is_some_and(|before| before.len() == forged.len() && before != forged));
    let objects = boxes(&world, "p/");
    let is_told = |_| {
        world.wait(11 * 60_000);
        sync(&one)
            .faults
            .iter()
            .any(|(device, why, ..)| device == "平板" && why.code() == "packs_forked")
    };
    assert!((0..objects).any(is_told));
    // It stays told, and what was held stays.
    assert!(is_told(0));
    assert_eq!(list(&one), list(&two));
}

/// Removed, he removed his remover, and a dishonest store brought both removals at once to who had heard of neither. The
/// word of the third, which decides, was sealed with the key of the removal in doubt: it stayed closed to them for ever.
#[test]
fn the_word_that_decides_between_two_removals_can_be_read_by_all() {
    let world = World::default();
    let one = founder(&world);
    let join_as = |name: &str, role: &str, seed| {
        let tab = join(&world.beside(seed), &invite(&one, name, role));
        sync(&tab);
        sync(&one);
        tab
    };
    let two = join_as("副局长", "bureau_chief", 1);
    let three = join_as("局长", "bureau_chief", 2);
    let four = join_as("王法官", "judge", 3);
    for tab in [&two, &three, &four] {
        sync(tab);
    }
    let device = |tab: &Tab| me(tab.ask(ReadSession)).device;
    summary(one.ask(RemoveDevice { device: device(&two) }));
    sync(&one);
    sync(&three);
    person(&three, "钱法官");
    sync(&three);
    summary(two.ask(RemoveDevice { device: device(&one) }));
    world.store.serves_removed.set(true);
    sync(&two);
    for tab in [&four, &three, &one, &four] {
        sync(tab);
    }
    for tab in [&one, &three, &four] {
        let view = people(tab);
        assert!(view.people.iter().any(|p| p.name == "钱法官"));
        let devices = view.people.iter().flat_map(|person| &person.devices);
        let out: Vec<u64> = devices.filter(|d| d.removed).map(|d| d.id).collect();
        assert_eq!(out, [device(&two)]);
    }
}
