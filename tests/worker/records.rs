//! Records of a device that cannot be had again: one that does not open is kept and named, and stops only what depends
//! on it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{
    AddAttachment, Invite, MakeBackup, Origin, OwnRecord, ReadCase, ReadSession, ReadSync, RestoreBackup, Unlock,
    WriteKept,
};
use store::{Key, StoreTable};

use work_support::share::{again, founder, invite, join, last_local, link_for, list, people, sync, write};
use work_support::{World, code, file, me, summary};

/// The record as it lies on the disk.
fn record(world: &World, name: &str) -> Option<Vec<u8>> {
    world.records.record(StoreTable::Meta, name.into())
}

fn damage(world: &World, name: &str) -> Vec<u8> {
    let mut bytes = record(world, name).unwrap_or_else(|| vec![0; 40]);
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    world
        .records
        .damage(StoreTable::Meta, Key::from(name), Some(bytes.clone()));
    bytes
}

#[test]
fn a_record_that_does_not_open_is_kept_and_named_and_the_book_opens() {
    for own in [
        OwnRecord::Outbox,
        OwnRecord::Joining,
        OwnRecord::Fork,
        OwnRecord::KeptEntries,
    ] {
        let name = own.code();
        let world = World::default();
        let one = founder(&world);
        summary(write(&one, 1, "甲有限公司"));
        let bytes = damage(&world, name);
        let tab = again(&world);
        assert_eq!(me(tab.ask(ReadSession)).unreadable, [own], "{name}");
        let view = sync(&tab);
        assert!(
            view.faults.iter().any(|(_, why, ..)| *why == own.into()),
            "{name}: {view:?}"
        );
        tab.ask(Invite {
            person: people(&tab).people[0].id,
            days: 7,
        })
        .ok();
        write(&tab, 2, "乙有限公司").ok();
        tab.ask(WriteKept).ok();
        sync(&tab);
        assert_eq!(record(&world, name).as_ref(), Some(&bytes), "{name} was written over");
        assert!(!list(&tab).is_empty(), "{name}");
    }
}

#[test]
fn without_the_outbox_entries_are_written_and_exchanged_and_what_belongs_in_it_is_refused() {
    let world = World::default();
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "王法官", "judge"));
    damage(&world, "outbox");
    let tab = again(&world);
    let person = people(&tab).people.into_iter().find(|p| p.name == "王法官").unwrap().id;
    assert_eq!(code(tab.ask(Invite { person, days: 7 })), "outbox");
    summary(write(&tab, 3, "丙有限公司"));
    sync(&tab);
    sync(&two);
    assert_eq!(list(&two).len(), 1);
}

/// Where such a record lies, another history was met: nothing more is written under the number.
#[test]
fn a_fork_that_cannot_be_read_still_stops_writing() {
    let world = World::default();
    let one = founder(&world);
    summary(write(&one, 1, "甲有限公司"));
    damage(&world, "fork");
    assert_eq!(code(write(&again(&world), 2, "乙有限公司")), "other_history");
}

/// The note of the blobs is made again from the blobs: none is left out of the store or of a backup.
#[test]
fn blobs_are_noted_again_if_their_note_does_not_open() {
    let world = World::default();
    let one = founder(&world);
    summary(write(&one, 1, "甲有限公司"));
    let attachment = AddAttachment {
        case: [1; 16],
        name: "笔录.txt".into(),
        mime: String::new(),
        bytes: vec![7; 5_000],
        shows: String::new(),
        taken_ms: None,
        origin: Origin::BroughtIn,
        filed: None,
    };
    summary(one.ask(attachment));
    let before = one.ask(ReadSync);
    damage(&world, "blobs");
    let tab = again(&world);
    match (before, tab.ask(ReadSync)) {
        (Ok(before), Ok(now)) => assert_eq!((before.attachments, now.attachments), (1, 1)),
        other => panic!("{other:?}"),
    }
    assert_eq!(me(tab.ask(ReadSession)).unreadable, []);
    let passphrase = Some("长风破浪会有时".to_owned());
    assert!(file(tab.ask(MakeBackup { passphrase })).1.len() > 5_000);
    sync(&tab);
    assert_eq!(
        world
            .store
            .objects
            .borrow()
            .keys()
            .filter(|name| name.starts_with("b/"))
            .count(),
        1
    );
}

/// A book put in place of another leaves no record behind that only the old keys open.
#[test]
fn a_restored_book_has_no_records_that_do_not_open() {
    let world = World::default();
    let one = founder(&world);
    summary(write(&one, 1, "甲有限公司"));
    sync(&one);
    link_for(&one, &people(&one).people[0].name);
    let passphrase = "长风破浪会有时".to_owned();
    let (_, bytes) = file(one.ask(MakeBackup {
        passphrase: Some(passphrase.clone()),
    }));
    let with = protocol::OpenWith::Passphrase(passphrase.clone());
    let replace = true;
    let other = World::default();
    let there = founder(&other);
    summary(write(&there, 2, "乙有限公司"));
    sync(&there);
    summary(there.ask(RestoreBackup { bytes, replace, with }));
    let unlock = Unlock { passphrase };
    assert_eq!(me(there.ask(unlock)).unreadable, []);
}

/// What a device wrote last is lost here, and others have it: with the clock set back it must not use those moments again.
#[test]
fn the_clock_goes_on_after_the_last_moment_although_the_pack_is_lost() {
    let world = World::default();
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "王法官", "judge"));
    sync(&one);
    world.clock_ahead.set(3 * 86_400_000);
    summary(write(&one, 1, "甲有限公司"));
    sync(&one);
    sync(&two);
    world.clock_ahead.set(0);
    let lost = last_local(&world);
    world.records.damage(StoreTable::Packs, Key::Number(lost), None);
    world.store.offline.set(true);
    let tab = again(&world);
    summary(write(&tab, 2, "乙有限公司"));
    world.store.offline.set(false);
    sync(&tab);
    sync(&two);
    let id = |n: u8| ReadCase { id: [n; 16] };
    let Ok(Some(view)) = two.ask(id(2)) else {
        panic!("it did not come")
    };
    assert!(
        view.history.iter().all(|trace| trace.refused.is_none()),
        "{:?}",
        view.history
    );
}
