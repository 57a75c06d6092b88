//! Backups: sealed, opened by passphrase, kit or own keys, all or nothing; the device that goes on is a new one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{
    Action, BackupWord, Field, ListCases, LockBook, MakeBackup, MakeKit, OpenBook, OpenWith, PutSetting, Query,
    ReadSession, ReadSettings, RestoreBackup, Row, Session, SetLock, Sort, Unlock, Value, WriteActions,
};
use store::StoreTable;
use store::memory::{Break, Fault};
use work_support::{Tab, World, code, file, found, me, page, summary, today};

const PASSPHRASE: &str = "长风破浪会有时";

fn list(tab: &Tab) -> Vec<Row> {
    let query = Query {
        sort: Sort::CaseNumber,
        ..Query::default()
    };
    let (from, count) = (0, 1000);
    page(tab.ask(ListCases { query, from, count })).rows
}

fn write(tab: &Tab, number: u8) {
    let fields = vec![
        (Field::CASE_NUMBER, Value::Text(format!("（2026）豫1402执{number}号"))),
        (Field::DEBTOR, Value::Text("罕见之名甲乙丙".into())),
    ];
    summary(tab.ask(WriteActions {
        actions: vec![([number; 16], Action::Set(fields))],
    }));
}

/// A place with a book of two cases, locked by a passphrase, and its backup.
fn made() -> (World, Tab, Vec<u8>) {
    let world = World::default();
    let tab = world.tab_unopened();
    me(tab.ask(found(Some(PASSPHRASE))));
    summary(tab.ask(OpenBook { today: today() }));
    write(&tab, 1);
    write(&tab, 2);
    let setting = ("filter".to_owned(), Some("{}".to_owned()));
    tab.ask(PutSetting {
        key: setting.0,
        text: setting.1,
    })
    .unwrap();
    let (name, backup) = file(tab.ask(MakeBackup { passphrase: None }));
    assert!(name.ends_with(".fenliu"));
    (world, tab, backup)
}

/// A place with chance of its own.
fn elsewhere() -> World {
    let world = World::default();
    world.wait(1_000_003);
    world
}

fn restore(bytes: &[u8], replace: bool, passphrase: &str) -> RestoreBackup {
    RestoreBackup {
        bytes: bytes.to_vec(),
        replace,
        with: OpenWith::Passphrase(passphrase.into()),
    }
}

#[test]
fn only_a_backup_file_and_its_passphrase_bring_a_book_back() {
    let (_, tab, backup) = made();
    let world = elsewhere();
    let new = world.tab_unopened();
    assert_eq!(new.session(), Session::New);
    let before = list(&tab);
    let me = me(new.ask(restore(&backup, false, PASSPHRASE)));
    assert_eq!((me.name.as_str(), me.device_name.as_str()), ("李法官", "案卷台一号机"));
    assert!(!me.removed);
    summary(new.ask(OpenBook { today: today() }));
    assert_eq!(list(&new), before);
    assert!(matches!(new.ask(ReadSettings), Ok(texts) if texts == [("filter".to_owned(), "{}".to_owned())]));
    // It writes under a number of its own, and the passphrase is the lock from now on.
    write(&new, 3);
    assert_eq!(list(&new).len(), 3);
    let again = world.tab_unopened();
    assert!(matches!(again.session(), Session::Locked { .. }));
    assert!(matches!(
        again.ask(Unlock { passphrase: PASSPHRASE.into() }),
        Ok(Session::Open(now)) if now.device == me.device
    ));
    summary(again.ask(OpenBook { today: today() }));
    assert_eq!(list(&again).len(), 3);
}

#[test]
fn a_backup_shows_nothing_and_opens_only_whole_and_by_the_right_word() {
    let (_, _, backup) = made();
    let words: Vec<u8> = "罕见之名".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for hidden in ["罕见之名".as_bytes(), "豫1402".as_bytes(), words.as_slice()] {
        assert!(!backup.windows(hidden.len()).any(|part| part == hidden));
    }
    let world = elsewhere();
    let new = world.tab_unopened();
    assert_eq!(code(new.ask(restore(&backup, false, "别的口令"))), "wrong_passphrase");
    let mut damaged = backup.clone();
    let last = damaged.len() - 100;
    damaged[last] ^= 1;
    assert_eq!(code(new.ask(restore(&damaged, false, PASSPHRASE))), "vault_seal_broken");
    let cut = &backup[..backup.len() - 9];
    assert!(matches!(
        code(new.ask(restore(cut, false, PASSPHRASE))).as_str(),
        "vault_truncated" | "vault_seal_broken"
    ));
    assert_eq!(new.session(), Session::New);
    assert_eq!(world.records.record(StoreTable::Packs, 1.into()), None);
}

/// Where nothing can be stored any more a backup is needed most.
#[test]
fn a_backup_is_handed_over_on_a_full_device() {
    let (world, tab, _) = made();
    world.records.break_next(Break::Before(Fault::Quota));
    let (_, backup) = file(tab.ask(MakeBackup { passphrase: None }));
    let new = elsewhere().tab_unopened();
    me(new.ask(restore(&backup, false, PASSPHRASE)));
}

#[test]
fn another_space_is_replaced_only_by_word_and_only_whole() {
    let (_, tab, backup) = made();
    let world = elsewhere();
    let here = world.tab();
    write(&here, 9);
    assert_eq!(code(here.ask(restore(&backup, false, PASSPHRASE))), "not_empty");
    assert_eq!(list(&here).len(), 1);
    world.records.break_next(Break::Before(Fault::Quota));
    assert_eq!(code(here.ask(restore(&backup, true, PASSPHRASE))), "quota");
    // Nothing was put: the book from before opens as ever.
    let other = world.tab();
    assert_eq!(list(&other).len(), 1);
    summary(other.ask(restore(&backup, true, PASSPHRASE)));
    assert_eq!(list(&other), list(&tab));
}

#[test]
fn a_backup_of_the_same_space_adds_what_is_missing_and_takes_nothing_away() {
    let (_, tab, backup) = made();
    write(&tab, 3);
    let own = RestoreBackup {
        bytes: backup,
        replace: true,
        with: OpenWith::OwnKeys,
    };
    summary(tab.ask(own));
    assert_eq!(list(&tab).len(), 3);
    write(&tab, 4);
    assert_eq!(list(&tab).len(), 4);
}

#[test]
fn a_locked_device_keeps_its_book_whatever_file_is_brought() {
    let (world, tab, backup) = made();
    tab.ask(LockBook).unwrap();
    assert_eq!(code(tab.ask(restore(&backup, true, PASSPHRASE))), "founded");
    let again = world.tab_unopened();
    assert!(matches!(again.session(), Session::Locked { .. }));
}

/// A place with a book of one case that opens by this browser alone.
fn by_browser() -> Tab {
    let tab = World::default().tab_unopened();
    me(tab.ask(found(None)));
    summary(tab.ask(OpenBook { today: today() }));
    write(&tab, 1);
    tab
}

fn backup(passphrase: Option<&str>) -> MakeBackup {
    MakeBackup {
        passphrase: passphrase.map(ToOwned::to_owned),
    }
}

#[test]
fn a_backup_that_nothing_elsewhere_opens_is_not_made() {
    let tab = by_browser();
    for none in [None, Some(""), Some("  ")] {
        assert_eq!(code(tab.ask(backup(none))), "backup_no_opener");
    }
    assert_eq!(me(tab.ask(ReadSession)).backup, None);
    let holders = vec!["赵某".to_owned(), "钱某".to_owned()];
    tab.ask(MakeKit { needed: 2, holders }).unwrap();
    file(tab.ask(backup(None)));
    let last = me(tab.ask(ReadSession)).backup.unwrap();
    assert_eq!((last.word, last.by_kit), (BackupWord::None, true));
}

#[test]
fn a_backup_of_a_book_locked_by_its_browser_opens_elsewhere_by_a_passphrase_of_its_own() {
    let tab = by_browser();
    let (_, bytes) = file(tab.ask(backup(Some(PASSPHRASE))));
    let last = me(tab.ask(ReadSession)).backup.unwrap();
    assert_eq!((last.word, last.by_kit), (BackupWord::Own, false));
    let new = elsewhere().tab_unopened();
    assert_eq!(code(new.ask(restore(&bytes, false, "别的口令"))), "wrong_passphrase");
    // What was made last on another device says nothing of this one.
    assert_eq!(me(new.ask(restore(&bytes, false, PASSPHRASE))).backup, None);
    summary(new.ask(OpenBook { today: today() }));
    assert_eq!(list(&new), list(&tab));
}

#[test]
fn an_old_backup_opens_by_the_passphrase_of_its_day() {
    let (_, tab, bytes) = made();
    let now = Some(PASSPHRASE.to_owned());
    let new = Some("另一个很长的口令".to_owned());
    assert!(matches!(tab.ask(SetLock { now, new }), Ok(())));
    assert_eq!(me(tab.ask(ReadSession)).backup.unwrap().word, BackupWord::Device);
    let elsewhere = elsewhere().tab_unopened();
    me(elsewhere.ask(restore(&bytes, false, PASSPHRASE)));
}
