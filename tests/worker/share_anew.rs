//! A device whose history in the store is another: it goes on under a new number, and nothing it wrote is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{GoOnAnew, OpenBook, PutPerson, ReadSession, SaveKept, Session, SetLock, SyncState, Unlock, WriteKept};

use work_support::share::{again, founder, invite, join, link_for, list, people, sync, write};
use work_support::{Answered, Tab, World, code, file, me, summary, today};

/// A device set back to an older image, which wrote before it exchanged; and the others.
struct SetBack {
    world: World,
    one: Tab,
    two: Tab,
    image: World,
    back: Tab,
}

fn set_back() -> SetBack {
    let world = World::default();
    let one = founder(&world);
    let other = world.beside(1);
    let two = join(&other, &invite(&one, "王法官", "judge"));
    sync(&two);
    sync(&one);
    let image = other.image(7);
    write(&two, 1, "甲有限公司").unwrap();
    write(&two, 2, "乙有限公司").unwrap();
    sync(&two);
    let back = again(&image);
    summary(write(&back, 3, "丙有限公司"));
    sync(&back);
    assert!(me(back.ask(ReadSession)).other_history);
    SetBack {
        world,
        one,
        two,
        image,
        back,
    }
}

fn go_on(tab: &Tab, link: Option<&str>) -> Answered<Session> {
    tab.ask(GoOnAnew {
        link: link.map(str::to_owned),
        passphrase: None,
    })
}

fn debtors(tab: &Tab) -> Vec<String> {
    list(tab).into_iter().map(|(_, debtor)| debtor).collect()
}

#[test]
fn a_device_set_back_goes_on_under_a_new_number_and_writes_again_what_nobody_got() {
    let SetBack {
        one, two, image, back, ..
    } = set_back();
    let link = link_for(&one, "王法官");
    sync(&back);
    let old = me(back.ask(ReadSession)).device;
    let now = me(go_on(&back, Some(&link)));
    assert_eq!((now.name.as_str(), now.other_history, now.kept), ("王法官", false, 1));
    assert_ne!(now.device, old);
    // The history in the store stands here now, and what was kept aside waits for a person.
    assert_eq!(debtors(&back), ["甲有限公司", "乙有限公司"]);
    let (name, bytes) = file(back.ask(SaveKept));
    assert!(name.ends_with(".xlsx") && bytes.len() > 1_000);
    // Also after a reload.
    let back = again(&image);
    assert_eq!(me(back.ask(ReadSession)).kept, 1);
    summary(back.ask(WriteKept));
    assert_eq!(me(back.ask(ReadSession)).kept, 0);
    let view = sync(&back);
    assert_eq!((view.state, view.waiting.0, view.faults), (SyncState::Idle, 0, vec![]));
    write(&two, 4, "丁有限公司").unwrap();
    for tab in [&two, &one, &back] {
        assert_eq!(sync(tab).state, SyncState::Idle);
    }
    sync(&two);
    for tab in [&one, &two, &back] {
        assert_eq!(debtors(tab), ["甲有限公司", "乙有限公司", "丙有限公司", "丁有限公司"]);
    }
}

/// What the person may not do any more stays aside; the rest is written once.
#[test]
fn what_may_not_be_written_again_stays_aside_and_the_rest_is_written_once() {
    let SetBack {
        one, two, image, back, ..
    } = set_back();
    let link = link_for(&one, "王法官");
    sync(&back);
    me(go_on(&back, Some(&link)));
    let person = people(&one).people.into_iter().find(|p| p.name == "王法官").unwrap().id;
    let role = |role: &str| PutPerson {
        id: Some(person),
        name: "王法官".into(),
        role: role.into(),
        group: String::new(),
        from: None,
        to: None,
        staff: Default::default(),
    };
    summary(one.ask(role("system_manager")));
    sync(&one);
    sync(&back);
    summary(back.ask(WriteKept));
    assert_eq!(me(back.ask(ReadSession)).kept, 1);
    summary(one.ask(role("judge")));
    sync(&one);
    sync(&back);
    summary(back.ask(WriteKept));
    summary(back.ask(WriteKept));
    assert_eq!(me(back.ask(ReadSession)).kept, 0);
    assert_eq!(debtors(&again(&image)), ["甲有限公司", "乙有限公司", "丙有限公司"]);
    assert_eq!(sync(&two).state, SyncState::Idle);
}

#[test]
fn who_does_not_manage_people_needs_an_invitation_of_their_own() {
    let SetBack {
        world,
        one,
        two,
        image,
        back,
        ..
    } = set_back();
    let before = image.records.everything();
    assert_eq!(code(go_on(&two, None)), "no_other_history");
    assert_eq!(code(go_on(&back, None)), "invitation_needed");
    let others = invite(&one, "赵法官", "judge");
    assert_eq!(code(go_on(&back, Some(&others))), "invitation_other_person");
    world.store.offline.set(true);
    assert_eq!(code(go_on(&back, Some(&others))), "offline");
    assert!(image.records.everything() == before);
    assert!(debtors(&back).contains(&"丙有限公司".to_owned()));
}

/// Somebody has to be able to manage people, and vouches for the own device.
#[test]
fn who_manages_people_goes_on_by_the_own_keys_and_behind_the_same_passphrase() {
    let world = World::default();
    let one = founder(&world);
    let passphrase = "长风破浪会有时";
    let new = Some(passphrase.to_owned());
    assert!(matches!(one.ask(SetLock { now: None, new }), Ok(())));
    let image = world.image(7);
    write(&one, 1, "甲有限公司").unwrap();
    sync(&one);
    let back = image.tab_unopened();
    let unlock = |tab: &Tab| {
        me(tab.ask(Unlock {
            passphrase: passphrase.into(),
        }))
    };
    unlock(&back);
    summary(back.ask(OpenBook { today: today() }));
    write(&back, 3, "丙有限公司").unwrap();
    sync(&back);
    assert_eq!(code(go_on(&back, None)), "wrong_passphrase");
    image.wait(60_000);
    let job = GoOnAnew {
        link: None,
        passphrase: Some(passphrase.to_owned()),
    };
    assert_eq!(me(back.ask(job)).kept, 1);
    summary(back.ask(WriteKept));
    sync(&back);
    sync(&one);
    assert_eq!(debtors(&one), ["甲有限公司", "丙有限公司"]);
    // The door opens by the same word as before.
    assert_eq!(unlock(&image.tab_unopened()).kept, 0);
}
