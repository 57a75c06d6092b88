//! The session: first use, lock and unlock, wrong passphrases, a book of an older build, and what lies on the medium.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{
    Action, CommitImport, Field, ImportOptions, Job, ListCases, LockBook, LockKind, MakeBackup, News, OpenBook,
    PreviewImport, PutSetting, Query, ReadCase, ReadRules, ReadSession, ReadSettings, SaveRejected, Session,
    SetAutoLock, SetLock, Summary, Unlock, Value, WriteActions,
};
use store::{Key, StoreTable};
use worker::platform::Word;

use work_support::{Answered, OldBook, Tab, World, code, found, me, page, summary, today};

const PASS: &str = "正确的口令 battery";
const NEW: &str = "新换的口令 staple";
const WORDS: [&str; 7] = [
    "甲公司",
    "豫1402执7号",
    "filter-of-wang",
    "李法官",
    "商丘市",
    "director",
    "张三",
];

fn write(tab: &Tab, number: u8, debtor: &str) -> Answered<Summary> {
    let action = Action::Set(vec![
        (Field::CASE_NUMBER, Value::Text(format!("（2026）豫1402执{number}号"))),
        (Field::DEBTOR, Value::Text(debtor.into())),
    ]);
    tab.ask(WriteActions {
        actions: vec![([number; 16], action)],
    })
}

fn look() -> ListCases {
    ListCases {
        query: Query::default(),
        from: 0,
        count: 1_000,
    }
}

fn list(tab: &Tab) -> Vec<String> {
    let rows = page(tab.ask(look())).rows;
    rows.into_iter().map(|row| row.case_number).collect()
}

fn unlock(tab: &Tab, passphrase: &str) -> Answered<Session> {
    tab.ask(Unlock {
        passphrase: passphrase.into(),
    })
}

fn open(tab: &Tab) -> Answered<Summary> {
    tab.ask(OpenBook { today: today() })
}

/// Every byte on the medium, keys too; the one record that may say the device's name is left out.
fn lies_there(world: &World) -> Vec<Vec<u8>> {
    let everything = world.records.everything().into_iter();
    let bytes = everything.filter(|((room, _), _)| *room != StoreTable::Keys);
    let name = |key: &Key| match key {
        Key::Text(text) => text.clone().into_bytes(),
        Key::Number(_) => Vec::new(),
    };
    bytes.flat_map(|((_, key), bytes)| [name(&key), bytes]).collect()
}

fn readable(world: &World) -> Vec<&'static str> {
    let all = lies_there(world);
    let utf16 = |word: &str, big: bool| -> Vec<u8> {
        let units = word.encode_utf16();
        units
            .flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() })
            .collect()
    };
    let found = |word: &&str| {
        [word.as_bytes().to_vec(), utf16(word, false), utf16(word, true)]
            .iter()
            .any(|needle| all.iter().any(|hay| hay.windows(needle.len()).any(|w| w == needle)))
    };
    WORDS.into_iter().filter(found).collect()
}

#[test]
fn before_first_use_there_is_nothing_and_everything_else_says_so() {
    let world = World::default();
    let tab = world.tab_unopened();
    assert_eq!(tab.session(), Session::New);
    assert_eq!(code(open(&tab)), "not_begun");
    assert_eq!(code(tab.ask(ReadSettings)), "not_begun");
    assert_eq!(code(write(&tab, 1, "")), "not_begun");
    assert!(world.records.everything().is_empty());
    let me = me(tab.ask(found(None)));
    assert_eq!(
        (me.device_name.as_str(), me.name.as_str(), me.lock),
        ("案卷台一号机", "李法官", LockKind::Browser)
    );
    assert_eq!(
        (me.role.as_str(), me.court.as_str()),
        ("centre_director", "商丘市中级人民法院")
    );
    assert!(!me.may.is_empty() && !me.removed && me.kit.is_none());
    assert_eq!(summary(open(&tab)).cases, 0);
    assert_eq!(code(tab.ask(found(None))), "founded");
}

#[test]
fn this_browsers_key_opens_by_itself_and_its_loss_is_said() {
    let world = World::default();
    write(&world.tab(), 7, "甲公司").unwrap();
    let again = world.tab_unopened();
    assert!(matches!(again.session(), Session::Open(_)));
    assert_eq!(list(&again).len(), 1);
    // A person who locks wants it locked, until a person comes back.
    again.ask(LockBook).unwrap();
    assert!(matches!(again.session(), Session::Locked { .. }));
    me(unlock(&again, ""));
    world.browser_key_lost.set(true);
    assert_eq!(code(world.tab_unopened().ask(ReadSession)), "browser_key_lost");
}

#[test]
fn the_passphrase_opens_and_locking_forgets() {
    let world = World::default();
    let tab = world.tab_unopened();
    me(tab.ask(found(Some(PASS))));
    write(&tab, 7, "甲公司").unwrap();
    let again = world.tab_unopened();
    let Session::Locked { device, wait_ms } = again.session() else {
        panic!()
    };
    assert_eq!((device.as_str(), wait_ms), ("案卷台一号机", 0));
    assert_eq!(code(open(&again)), "locked");
    assert_eq!(code(unlock(&again, "falsch")), "wrong_passphrase");
    assert_eq!(code(open(&again)), "locked");
    assert_eq!(me(unlock(&again, PASS)).lock, LockKind::Passphrase);
    assert_eq!(list(&again), ["（2026）豫1402执7号"]);
    assert!(matches!(again.ask(LockBook), Ok(Session::Locked { .. })));
    let jobs: [Job; 4] = [
        ReadSettings.into(),
        ReadRules.into(),
        SaveRejected.into(),
        MakeBackup { passphrase: None }.into(),
    ];
    for job in jobs {
        assert_eq!(again.refusal_of(job), "locked");
    }
    me(unlock(&again, PASS));
    assert_eq!(list(&again).len(), 1);
}

#[test]
fn wrong_passphrases_make_the_next_try_wait_even_after_a_reload() {
    let world = World::default();
    me(world.tab_unopened().ask(found(Some(PASS))));
    let tab = world.tab_unopened();
    for _ in 0..3 {
        assert_eq!(code(unlock(&tab, "nein")), "wrong_passphrase");
    }
    assert_eq!(code(unlock(&tab, PASS)), "too_soon");
    let reloaded = world.tab_unopened();
    let Session::Locked { wait_ms, .. } = reloaded.session() else {
        panic!()
    };
    assert!(wait_ms > 0);
    assert_eq!(code(unlock(&reloaded, PASS)), "too_soon");
    world.wait(wait_ms);
    assert_eq!(code(unlock(&reloaded, "nein")), "wrong_passphrase");
    let Session::Locked { wait_ms: longer, .. } = reloaded.session() else {
        panic!()
    };
    assert!(longer > wait_ms);
    world.wait(longer);
    me(unlock(&reloaded, PASS));
    let fresh = world.tab_unopened();
    assert!(matches!(fresh.session(), Session::Locked { wait_ms: 0, .. }));
}

/// A thief set the clock on by five minutes after every try, and never had to wait.
#[test]
fn neither_a_clock_set_on_nor_more_tabs_take_the_wait_away() {
    let world = World::default();
    me(world.tab_unopened().ask(found(Some(PASS))));
    let tab = world.tab_unopened();
    let taken = |tab: &Tab| {
        let tries = (0..20).filter(|_| {
            world.clock_ahead.set(world.clock_ahead.get() + 300_000);
            code(unlock(tab, "nein")) == "wrong_passphrase"
        });
        tries.count()
    };
    assert_eq!(taken(&tab), 3);
    assert_eq!(taken(&world.tab_unopened()), 0);
    // Tabs opened long ago have waited; but one try by any of them is a try for all.
    let tabs: Vec<Tab> = (0..5).map(|_| world.tab_unopened()).collect();
    world.wait(3_600_000);
    let taken = tabs
        .iter()
        .filter(|tab| code(unlock(tab, "nein")) == "wrong_passphrase");
    assert_eq!(taken.count(), 1);
    world.wait(3_600_000);
    me(unlock(&tab, PASS));
}

#[test]
fn a_changed_lock_opens_by_the_new_one_only_and_touches_no_pack() {
    let world = World::default();
    let tab = world.tab_unopened();
    me(tab.ask(found(Some(PASS))));
    write(&tab, 7, "甲公司").unwrap();
    let pack = world.records.record(StoreTable::Packs, Key::Number(2));
    let set = |now: Option<&str>, new: Option<&str>| SetLock {
        now: now.map(ToOwned::to_owned),
        new: new.map(ToOwned::to_owned),
    };
    assert_eq!(code(tab.ask(set(Some("nein"), Some(NEW)))), "wrong_passphrase");
    assert!(matches!(tab.ask(set(Some(PASS), Some(NEW))), Ok(())));
    let again = world.tab_unopened();
    assert_eq!(code(unlock(&again, PASS)), "wrong_passphrase");
    me(unlock(&again, NEW));
    assert!(matches!(again.ask(set(Some(NEW), None)), Ok(())));
    assert!(matches!(world.tab_unopened().session(), Session::Open(_)));
    assert!(matches!(again.ask(set(None, Some(PASS))), Ok(())));
    assert!(matches!(world.tab_unopened().session(), Session::Locked { .. }));
    assert_eq!(world.records.record(StoreTable::Packs, Key::Number(2)), pack);
}

#[test]
fn a_lock_in_one_tab_is_heard_in_the_others_and_waits_for_running_jobs() {
    let world = World::default();
    let (one, two) = (world.tab(), world.tab());
    write(&one, 7, "甲公司").unwrap();
    one.ask(LockBook).unwrap();
    two.heard(Word::Lock);
    assert!(matches!(
        two.unasked().as_slice(),
        [News::Session(Session::Locked { .. })]
    ));
    assert_eq!(code(two.ask(ReadSettings)), "locked");
    me(unlock(&two, ""));
    two.ask(PutSetting {
        key: "a".into(),
        text: None,
    })
    .unwrap();
    // A job that can be stopped is; nothing of it stays.
    let preview = PreviewImport {
        name: "l.xlsx".into(),
        bytes: include_bytes!("../data/cases_sample.xlsx").to_vec(),
        options: ImportOptions::default(),
    };
    let (previewed, locked) = two.ask_both(preview, LockBook);
    assert_eq!(code(previewed), "cancelled");
    assert!(matches!(locked, Ok(Session::Locked { .. })));
    me(unlock(&two, ""));
    assert_eq!(code(two.ask(CommitImport { update: false })), "no_preview");
}

#[test]
fn it_locks_by_itself_when_nobody_asks_for_anything() {
    let world = World::default();
    let tab = world.tab();
    tab.ask(SetAutoLock { minutes: 5 }).unwrap();
    world.wait(4 * 60_000);
    tab.tick();
    assert_eq!(list(&tab).len(), 0);
    world.wait(4 * 60_000);
    tab.tick();
    assert!(tab.unasked().is_empty(), "a list was asked for");
    world.wait(60_000);
    tab.tick();
    assert!(matches!(
        tab.unasked().as_slice(),
        [News::Session(Session::Locked { .. })]
    ));
    me(unlock(&tab, ""));
    // A device that slept hears the job before the tick.
    world.wait(6 * 60_000);
    assert_eq!(code(tab.ask(ReadSettings)), "locked");
    // And another day the choice is known.
    assert_eq!(me(unlock(&tab, "")).auto_lock_min, 5);
    // A page that follows another tab's news is no person.
    let other = world.tab();
    for minute in 0..5 {
        world.wait(60_000);
        write(&other, minute + 1, "").unwrap();
        tab.news();
        tab.ask(look()).ok();
    }
    assert_eq!(code(tab.ask(look())), "locked");
}

/// Without a choice a book behind a passphrase never locked itself.
#[test]
fn behind_a_passphrase_it_locks_by_itself_unless_somebody_chose_otherwise() {
    let world = World::default();
    let tab = world.tab_unopened();
    assert_eq!(me(tab.ask(found(Some(PASS)))).auto_lock_min, 15);
    world.wait(16 * 60_000);
    tab.tick();
    assert!(matches!(tab.session(), Session::Locked { .. }));
    me(unlock(&tab, PASS));
    tab.ask(SetAutoLock { minutes: 0 }).unwrap();
    world.wait(86_400_000);
    tab.tick();
    assert!(matches!(tab.session(), Session::Open(_)));
    // This browser's key opens by itself: there locking keeps nobody out.
    let other = World::default().tab();
    assert_eq!(me(other.ask(ReadSession)).auto_lock_min, 0);
    let lock = SetLock {
        now: None,
        new: Some(PASS.into()),
    };
    assert!(matches!(other.ask(lock), Ok(())));
    assert_eq!(me(other.ask(ReadSession)).auto_lock_min, 15);
}

#[test]
fn nothing_on_the_medium_can_be_read() {
    let world = World::default();
    let tab = world.tab_unopened();
    me(tab.ask(found(Some(PASS))));
    write(&tab, 7, "甲公司").unwrap();
    tab.ask(PutSetting {
        key: "filter-of-wang".into(),
        text: Some("{\"debtor\":\"张三\"}".into()),
    })
    .unwrap();
    tab.idle();
    assert!(world.records.record(StoreTable::Snapshot, Key::Number(0)).is_some());
    assert_eq!(readable(&world), [""; 0]);
    let everything = format!("{:?}", world.records.everything());
    assert!(!everything.contains(PASS));
}

#[test]
fn a_book_of_an_older_build_is_sealed_whole_or_not_at_all() {
    let world = World::default();
    let old = OldBook::write(&world.records, "甲公司", "张三");
    let tab = world.tab_unopened();
    assert_eq!(tab.session(), Session::Unsealed { cases: old.cases });
    assert_eq!(code(open(&tab)), "not_begun");
    assert!(!readable(&world).is_empty(), "the older build sealed nothing");
    let before = world.records.everything();
    world
        .records
        .break_next(store::memory::Break::Before(store::memory::Fault::Quota));
    assert_eq!(code(tab.ask(found(Some(PASS)))), "quota");
    assert_eq!(world.records.everything(), before);
    assert_eq!(tab.session(), Session::Unsealed { cases: old.cases });

    let founder = me(tab.ask(found(Some(PASS))));
    assert_eq!(founder.name, "李法官");
    assert_eq!(summary(open(&tab)).faults, []);
    assert_eq!(list(&tab).len(), old.cases as usize);
    assert_eq!(readable(&world), [""; 0]);
    // What the older build wrote stands in the trace under the name it was written.
    let Ok(Some(view)) = tab.ask(ReadCase { id: old.case }) else {
        panic!()
    };
    assert_eq!(view.history.len(), 2);
    assert!(view.history.iter().all(|trace| trace.by == "张三"));
    assert!(matches!(tab.ask(ReadSettings), Ok(texts) if texts == [("filter-of-wang".to_owned(), "{}".to_owned())]));
    write(&tab, 9, "乙公司").unwrap();
    tab.idle();
    let again = world.tab_unopened();
    me(unlock(&again, PASS));
    assert_eq!(summary(open(&again)).faults, []);
    assert_eq!(list(&again), list(&tab));
    assert_eq!(readable(&world), [""; 0]);
}

/// Whoever has a copy tries elsewhere and quickly: eight digits were taken for the lock of a restored device, and for a
/// backup any word at all.
#[test]
fn a_weak_passphrase_is_taken_for_no_lock_and_no_backup() {
    let world = World::default();
    let tab = world.tab_unopened();
    for weak in ["", "12345678", "71938264", "商丘", "zhifa2718"] {
        assert_eq!(code(tab.ask(found(Some(weak)))), "weak_passphrase", "{weak}");
    }
    assert!(world.records.everything().is_empty());
    me(tab.ask(found(Some(PASS))));
    summary(tab.ask(OpenBook { today: today() }));
    assert_eq!(
        code(tab.ask(SetLock {
            now: Some(PASS.into()),
            new: Some("71938264".into()),
        })),
        "weak_passphrase"
    );
    let backup = |word: &str| {
        tab.ask(MakeBackup {
            passphrase: Some(word.into()),
        })
    };
    assert_eq!(code(backup("71938264")), "weak_passphrase");
    backup(NEW).unwrap();
}
