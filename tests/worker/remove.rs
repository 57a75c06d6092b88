//! What the store is told when a device is removed or a person leaves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;
use store::{Key, StoreTable};

use protocol::{Action, ReadSession, ReadUnsent, RemoveDevice, RemovePerson, WriteActions};
use sync::names::Name;
use sync::roster::{Fact, Record};
use vault::space_id;
use work_support::share::{founder, invite, join, last_local, people, sync, write};
use work_support::{Store, Tab, World, me, summary};

/// The removals in the store, as device and last pack.
fn removals(store: &Store) -> Vec<(u64, u32)> {
    let objects = store.objects.borrow();
    let records: Vec<&Vec<u8>> = objects
        .iter()
        .filter(|(n, _)| n.starts_with("r/"))
        .map(|(_, b)| b)
        .collect();
    // The key that founded the space stands in each record it signed, 32 bytes after their length.
    let keys = records
        .iter()
        .flat_map(|bytes| bytes.windows(34))
        .filter(|w| w.starts_with(&[0x58, 32]));
    let spaces: Vec<[u8; 16]> = keys.map(|w| space_id(w[2..].try_into().unwrap())).collect();
    let read = |bytes: &&Vec<u8>| spaces.iter().find_map(|space| Record::read(*space, bytes).ok());
    let facts = records.iter().filter_map(read).map(|record| record.fact);
    let last = |fact| match fact {
        Fact::Remove { device, last } => Some((device, last)),
        _ => None,
    };
    facts.filter_map(last).collect()
}

/// The last pack of a device in the store.
fn last_pack(store: &Store, device: u64) -> u32 {
    let objects = store.objects.borrow();
    let packs = objects.keys().filter_map(|name| Name::parse(name)?.packs());
    packs.filter(|(d, ..)| d.0 == device).map(|(.., to)| to).max().unwrap()
}

#[test]
fn the_store_learns_after_which_pack_a_removed_device_counts_for_nothing() {
    for leaves in [false, true] {
        let world = World::default();
        let one = founder(&world);
        let link = invite(&one, "王书记员", "judge");
        let two = join(&world.beside(1), &link);
        write(&two, 1, "甲公司").unwrap();
        sync(&two);
        sync(&one);
        // Written before the removal, and come too late for it.
        write(&two, 2, "写了没发").unwrap();
        let gone = people(&one).people.into_iter().find(|p| p.name == "王书记员").unwrap();
        let device = gone.devices[0].id;
        let known = last_pack(&world.store, device);
        summary(match leaves {
            true => one.ask(RemovePerson { person: gone.id }),
            false => one.ask(RemoveDevice { device }),
        });
        sync(&one);
        assert_eq!(removals(&world.store), [(device, known)], "leaves: {leaves}");
        assert!(known > 0);
    }
}

/// All that is cleared afterwards has to be in the list, however much it is; what is not is named.
#[test]
fn a_removed_device_names_every_entry_nobody_got_and_what_cannot_be_read() {
    let world = World::default();
    let one = founder(&world);
    let other = world.beside(1);
    let two = join(&other, &invite(&one, "王书记员", "judge"));
    sync(&two);
    let device = me(two.ask(ReadSession)).device;
    summary(one.ask(RemoveDevice { device }));
    sync(&one);
    let note = |count: usize| (0..count).map(|_| ([2; 16], Action::Note("已联系".into()))).collect();
    write(&two, 2, "乙公司").unwrap();
    summary(two.ask(WriteActions { actions: note(2_500) }));
    let lost = last_local(&other);
    summary(two.ask(WriteActions { actions: note(3) }));
    let unsent = |tab: &Tab| match tab.ask(ReadUnsent) {
        Ok(unsent) => unsent,
        other => panic!("{other:?}"),
    };
    let all = unsent(&two);
    assert_eq!((all.entries.len(), all.missing.len()), (2_504, 0));
    other.records.damage(StoreTable::Packs, Key::Number(lost), None);
    let rest = unsent(&two);
    assert!(
        rest.entries.len() < 2_504 && rest.missing.len() == 1,
        "{:?}",
        rest.missing
    );
}
