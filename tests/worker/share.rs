//! Sharing: several devices before one store that only keeps bytes. Inviting, joining, conflicts and rulings, removal,
//! recovery, and what the store can read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{
    Action, Field, Invite, Invited, JoinSpace, LeaveSpace, MakeBackup, MakeKit, News, OpenWith, ReadCase, ReadSession,
    ReadSync, ReadUnsent, RecoverSpace, RemoveDevice, RestoreBackup, Session, SetLock, SyncState, Value,
    WithdrawInvitation, WriteActions,
};

use std::collections::BTreeSet;

use law::money::Fen;
use sync::names::Name;
use work_support::share::{founder, invite, join, list, people, sync, write};
use work_support::{ENDPOINT, Tab, World, code, file, found, me, summary};

#[test]
fn who_was_invited_gets_the_whole_book_and_both_see_what_the_other_writes() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    let other = world.beside(1);
    let two = join(&other, &link);
    assert_eq!(list(&two), list(&one));
    write(&two, 2, "乙公司").unwrap();
    let view = sync(&two);
    assert_eq!((view.state, view.waiting.0, view.faults.len()), (SyncState::Idle, 0, 0));
    sync(&one);
    assert_eq!(list(&one).len(), 2);
    assert!(one.unasked().iter().any(|said| matches!(said, News::Changed(_))));
    // And after a reload of both.
    assert_eq!(list(&world.tab()), list(&other.tab()));
    let everybody = people(&one);
    assert_eq!(everybody.people.len(), 2);
    assert_eq!(everybody.invitations[0].state, 1);
    assert!(everybody.refused.is_empty(), "{:?}", everybody.refused);
    // An invitation is good once.
    let third = world.beside(2).tab_unopened();
    let again = third.ask(JoinSpace {
        link,
        device: "x".into(),
        passphrase: None,
    });
    assert_eq!(code(again), "invitation_used");
    assert_eq!(third.session(), Session::New);
}

#[test]
fn the_store_and_the_disks_hold_nothing_readable() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    let other = world.beside(1);
    let two = join(&other, &link);
    write(&two, 2, "乙公司").unwrap();
    sync(&two);
    let words = [
        "甲公司",
        "乙公司",
        "王书记员",
        "李法官",
        "商丘",
        "judge",
        "localhost",
        "豫1402",
    ];
    let objects = world.store.objects.borrow();
    let disk = other.records.everything();
    let disk = disk.iter().filter(|((room, _), _)| *room != store::StoreTable::Keys);
    let all: Vec<&Vec<u8>> = objects.values().chain(disk.map(|(_, bytes)| bytes)).collect();
    for word in words {
        let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for needle in [word.as_bytes(), &utf16] {
            assert!(
                !all.iter().any(|bytes| bytes.windows(needle.len()).any(|w| w == needle)),
                "{word}"
            );
        }
    }
}

#[test]
fn without_a_network_nothing_is_lost_and_joining_goes_on_when_it_is_back() {
    let world = World::default();
    let one = founder(&world);
    let link = invite(&one, "王书记员", "judge");
    world.store.offline.set(true);
    summary(write(&one, 1, "甲公司"));
    let view = sync(&one);
    assert!(matches!(view.state, SyncState::Waiting { ref why, .. } if why.code() == "offline"));
    let other = world.beside(1);
    let early = other.tab_unopened();
    let job = || JoinSpace {
        link: link.clone(),
        device: "平板".into(),
        passphrase: None,
    };
    assert_eq!(code(early.ask(job())), "offline");
    assert_eq!(early.session(), Session::New);
    world.store.offline.set(false);
    assert_eq!(sync(&one).waiting.0, 0);
    let two = join(&other, &link);
    assert_eq!(list(&two), list(&one));
}

/// “All stored” was shown until the next exchange had come to its end.
#[test]
fn what_was_just_written_waits_until_it_is_stored() {
    let world = World::default();
    let one = founder(&world);
    assert_eq!(one.ask(ReadSync).unwrap().waiting.0, 0);
    write(&one, 1, "甲公司").unwrap();
    let told: Vec<u32> = one
        .unasked()
        .into_iter()
        .filter_map(|news| match news {
            News::Sync(view) => Some(view.waiting.0),
            _ => None,
        })
        .collect();
    assert_eq!(told.last(), Some(&1));
    assert_eq!(one.ask(ReadSync).unwrap().waiting.0, 1);
    assert_eq!(sync(&one).waiting.0, 0);
}

#[test]
fn two_who_wrote_without_seeing_each_other_leave_both_values_until_one_rules() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王主任", "bureau_chief");
    let two = join(&world.beside(1), &link);
    let amount = |tab: &Tab, fen: i64| {
        summary(tab.ask(WriteActions {
            actions: vec![([1; 16], Action::Set(vec![(Field::CLAIM_AMOUNT, Value::Fen(Fen(fen)))]))],
        }))
    };
    amount(&one, 100);
    amount(&two, 200);
    for tab in [&one, &two, &one] {
        sync(tab);
    }
    let competing = |tab: &Tab| match tab.ask(ReadCase { id: [1; 16] }) {
        Ok(Some(view)) => view.competing.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!((competing(&one), competing(&two)), (2, 2));
    let ruled = Action::Ruled {
        field: Field::CLAIM_AMOUNT,
        value: Value::Fen(Fen(200)),
        reason: "按裁定书".into(),
    };
    summary(one.ask(WriteActions {
        actions: vec![([1; 16], ruled)],
    }));
    sync(&one);
    sync(&two);
    assert_eq!((competing(&one), competing(&two)), (0, 0));
}

#[test]
fn a_removed_device_reads_nothing_written_after_and_is_refused() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    let other = world.beside(1);
    let two = join(&other, &link);
    sync(&one);
    let open = invite(&one, "赵书记员", "judge");
    let gone = people(&one).people.into_iter().find(|p| p.name == "王书记员").unwrap();
    let Ok(Invited { fragment: own, .. }) = one.ask(Invite {
        person: gone.id,
        days: 7,
    }) else {
        panic!()
    };
    sync(&one);
    write(&two, 5, "写了没发").unwrap();
    summary(one.ask(RemoveDevice {
        device: gone.devices[0].id,
    }));
    write(&one, 2, "乙公司").unwrap();
    assert_eq!(sync(&one).state, SyncState::Idle);
    let view = sync(&two);
    assert!(matches!(view.state, SyncState::Waiting { ref why, .. } if why.code() == "removed"));
    assert_eq!(list(&two).len(), 2, "what it had stays");
    // That is the store's word only: what it writes on stays on it, and counts nowhere.
    summary(write(&two, 6, "更晚"));
    assert!(matches!(sync(&two).state, SyncState::Waiting { ref why, .. } if why.code() == "removed"));
    // Even with every byte of the store it learns no more.
    let ring_keys = |tab: &Tab| list(tab).iter().any(|(_, debtor)| debtor == "乙公司");
    assert!(!ring_keys(&two) && ring_keys(&one));
    // What was open for the same person is void: its secret may be on the device.
    let late = world.beside(3).tab_unopened();
    let late = late.ask(JoinSpace {
        link: own,
        device: "x".into(),
        passphrase: None,
    });
    assert_eq!(code(late), "invitation_expired");
    // Who was invited before finds the new key in a letter, and writes nothing that the old one opens until then.
    let late = join(&world.beside(4), &open);
    assert_eq!(code(write(&late, 7, "等钥匙")), "key_awaited");
    for tab in [&one, &late] {
        sync(tab);
    }
    assert_eq!(list(&late), list(&one));
    summary(write(&late, 7, "有钥匙了"));
    for tab in [&late, &one] {
        sync(tab);
    }
    let three = join(&world.beside(2), &invite(&one, "孙书记员", "judge"));
    assert_eq!(list(&three), list(&one));
    assert_eq!(list(&world.tab()), list(&one));
}

/// The key was for those known then: without a letter everything after it was closed for ever to who had just joined.
#[test]
fn who_joined_while_the_key_was_changed_finds_the_keys_in_a_letter() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    join(&world.beside(1), &link);
    let link = invite(&one, "赵书记员", "judge");
    let other = world.beside(2);
    let three = join(&other, &link);
    write(&three, 3, "丙公司").unwrap();
    assert_eq!(sync(&three).state, SyncState::Idle);
    // The chief has not heard of that when removing somebody else, twice.
    let gone = people(&one).people.into_iter().find(|p| p.name == "王书记员").unwrap();
    summary(one.ask(RemoveDevice {
        device: gone.devices[0].id,
    }));
    write(&one, 2, "乙公司").unwrap();
    for tab in [&one, &three, &one, &three, &one] {
        sync(tab);
    }
    assert_eq!(list(&three).len(), 3);
    assert_eq!(list(&one), list(&three));
    assert!(sync(&three).faults.is_empty());
    // Also after a reload, whatever was written since.
    write(&three, 4, "丁公司").unwrap();
    for tab in [&three, &one] {
        sync(tab);
    }
    assert_eq!(list(&other.tab()), list(&one));
}

#[test]
fn the_kit_and_the_store_bring_everything_back() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let holders = ["院长", "局长", "纪检"].map(str::to_owned).to_vec();
    let Ok(shares) = one.ask(MakeKit { needed: 2, holders }) else {
        panic!()
    };
    assert_eq!(me(one.ask(ReadSession)).kit.unwrap().needed, 2);
    write(&one, 2, "乙公司").unwrap();
    sync(&one);
    let recover = |tab: &Tab, shares: &[usize], all: &[protocol::Share]| {
        tab.ask(RecoverSpace {
            shares: shares.iter().map(|at| all[*at].text.clone()).collect(),
            endpoint: ENDPOINT.into(),
            device: "新电脑".into(),
            passphrase: Some("新电脑的口令 anchor".into()),
        })
    };
    let other = world.beside(1);
    let fresh = other.tab_unopened();
    assert_eq!(code(recover(&fresh, &[1], &shares)), "kit_too_few");
    let who = me(recover(&fresh, &[2, 0], &shares));
    assert_eq!(who.name, "李法官");
    assert_eq!(list(&fresh), list(&one));
    write(&fresh, 3, "丙公司").unwrap();
    assert_eq!(sync(&fresh).state, SyncState::Idle);
    sync(&one);
    assert_eq!(list(&one).len(), 3);
    assert!(people(&one).refused.is_empty());
}

#[test]
fn a_store_that_lost_everything_gets_it_back() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let two = join(&world.beside(1), &invite(&one, "王书记员", "judge"));
    sync(&one);
    let before = world.store.objects.borrow().len();
    world.store.objects.borrow_mut().clear();
    for tab in [&two, &one, &two] {
        sync(tab);
    }
    assert!(before > 0 && list(&two) == list(&one));
    let three = join(&world.beside(2), &invite(&one, "孙书记员", "judge"));
    assert_eq!(list(&three), list(&one));
}

#[test]
fn a_device_restored_from_a_backup_shares_on_under_a_number_of_its_own() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let lock = SetLock {
        now: None,
        new: Some("一号机的口令 harbor".into()),
    };
    assert!(matches!(one.ask(lock), Ok(())));
    let (_, backup) = file(one.ask(MakeBackup { passphrase: None }));
    write(&one, 2, "乙公司").unwrap();
    sync(&one);
    let other = world.beside(1);
    let again = other.tab_unopened();
    let who = me(again.ask(RestoreBackup {
        bytes: backup,
        replace: false,
        with: OpenWith::Passphrase("一号机的口令 harbor".into()),
    }));
    assert_ne!(who.device, me(one.ask(ReadSession)).device);
    assert_eq!(list(&again).len(), 1);
    // What was written after the backup was acknowledged, and is not lost.
    assert_eq!(sync(&again).state, SyncState::Idle);
    assert_eq!(list(&again).len(), 2);
    write(&again, 3, "丙公司").unwrap();
    sync(&again);
    sync(&one);
    assert_eq!(list(&one), list(&again));
    assert!(people(&one).refused.is_empty());
}

#[test]
fn a_tab_that_waits_at_the_gate_follows_when_another_founds() {
    let world = World::default();
    let (one, two) = (world.tab_unopened(), world.tab_unopened());
    assert_eq!(two.session(), Session::New);
    me(one.ask(found(None)));
    two.heard(worker::platform::Word::Wrote);
    assert!(matches!(two.unasked().as_slice(), [News::Session(Session::Open(_))]));
    assert!(list(&two).is_empty());
}

/// All packs in the store, alone or in bundles: device and number.
fn packs_in(world: &World) -> BTreeSet<(u64, u32)> {
    let objects = world.store.objects.borrow();
    let spans = objects.keys().filter_map(|name| match Name::parse(name)? {
        Name::Pack { device, number } => Some((device.0, number, number)),
        Name::Bundle { device, from, to } => Some((device.0, from, to)),
        _ => None,
    });
    spans
        .flat_map(|(device, from, to)| (from..=to).map(move |number| (device, number)))
        .collect()
}

/// The founder's device is lost and removed, then the store is emptied: whoever comes first fills it with all there was,
/// in one exchange, and nobody is told that they were removed.
#[test]
fn an_emptied_store_is_filled_again_though_its_founder_was_removed() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let two = join(&world.beside(1), &invite(&one, "王局长", "bureau_chief"));
    write(&two, 2, "乙公司").unwrap();
    sync(&two);
    let three = join(&world.beside(2), &invite(&two, "孙书记员", "filing_staff"));
    for tab in [&three, &one, &two, &three] {
        sync(tab);
    }
    let lost = me(one.ask(ReadSession)).device;
    summary(two.ask(RemoveDevice { device: lost }));
    for tab in [&two, &three] {
        assert_eq!(sync(tab).state, SyncState::Idle);
    }
    let before = packs_in(&world);
    assert!(before.iter().any(|(device, _)| *device == lost));
    world.store.objects.borrow_mut().clear();
    // Someone who manages nobody comes first.
    let view = sync(&three);
    assert_eq!(view.state, SyncState::Idle, "{view:?}");
    assert!(view.emptied_at_ms.is_some());
    let view = sync(&two);
    assert_eq!((view.state, view.lacking), (SyncState::Idle, 0));
    assert_eq!(packs_in(&world), before);
    assert!(sync(&three).emptied_at_ms.is_some());
    assert_eq!(list(&three), list(&two));
    // Who comes anew is not told that the store was emptied.
    let four = join(&world.beside(3), &invite(&two, "钱书记员", "filing_staff"));
    assert_eq!((list(&four), sync(&four).emptied_at_ms), (list(&two), None));
}

#[test]
fn what_waits_is_counted_from_the_disk_before_anything_is_exchanged() {
    let world = World::default();
    let one = founder(&world);
    world.store.offline.set(true);
    write(&one, 1, "甲公司").unwrap();
    let again = work_support::share::again(&world);
    let Ok(view) = again.ask(ReadSync) else { panic!() };
    assert_eq!((view.waiting.0, view.stored + view.read_back), (1, 1), "{view:?}");
}

/// What a removed device wrote and nobody got can be read out, and the same browser can be invited again.
#[test]
fn a_removed_device_shows_what_nobody_got_and_comes_back_by_a_new_invitation() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let other = world.beside(1);
    let two = join(&other, &invite(&one, "王书记员", "judge"));
    sync(&two);
    assert_eq!(code(two.ask(LeaveSpace)), "not_removed");
    let device = me(two.ask(ReadSession)).device;
    summary(one.ask(RemoveDevice { device }));
    sync(&one);
    write(&two, 2, "乙公司").unwrap();
    assert!(matches!(sync(&two).state, SyncState::Waiting { ref why, .. } if why.code() == "removed"));
    let Ok(unsent) = two.ask(ReadUnsent) else { panic!() };
    let [entry] = unsent.entries.as_slice() else {
        panic!("{unsent:?}")
    };
    assert_eq!(
        (entry.case_number.as_str(), entry.trace.by.as_str()),
        ("（2026）豫1402执2号", "王书记员")
    );
    assert!(matches!(&entry.trace.action, Action::Set(fields) if fields.len() == 2));
    assert!(matches!(two.ask(LeaveSpace), Ok(Session::New)));
    let person = people(&one)
        .people
        .into_iter()
        .find(|p| p.name == "王书记员")
        .unwrap()
        .id;
    let Ok(Invited { fragment, .. }) = one.ask(Invite { person, days: 7 }) else {
        panic!()
    };
    sync(&one);
    let back = join(&other, &fragment);
    assert_eq!(list(&back), list(&one));
    assert_ne!(me(back.ask(ReadSession)).device, device);
}

/// Who came in by an invitation that was withdrawn by somebody who had not heard of it is told that they are out, and can
/// read out what they wrote.
#[test]
fn who_joined_by_an_invitation_withdrawn_unheard_is_told() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    world.store.loses.replace(Some("p/"));
    let two = join(&world.beside(1), &link);
    write(&two, 2, "乙公司").unwrap();
    assert!(!me(two.ask(ReadSession)).removed);
    let invitation = people(&one).invitations[0].id;
    summary(one.ask(WithdrawInvitation { invitation }));
    world.store.loses.replace(None);
    for tab in [&one, &two, &one, &two] {
        sync(tab);
    }
    assert!(!people(&one).refused.is_empty());
    assert!(me(two.ask(ReadSession)).removed);
    let Ok(unsent) = two.ask(ReadUnsent) else { panic!() };
    assert_eq!(unsent.entries.len(), 1, "{unsent:?}");
    assert!(matches!(two.ask(LeaveSpace), Ok(Session::New)));
}
