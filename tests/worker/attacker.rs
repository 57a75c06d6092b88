//! What an attacker tried on several devices before one store.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::support::growth::grows_with_its_size;
use crate::work_support;

use chrono::NaiveDate;
use law::money::Fen;
use protocol::{
    Action, ExportCases, ExportKind, Field, MakeBackup, OpenBook, PreviewImport, PutPerson, Query, ReadAgenda,
    ReadCase, ReadSession, RemoveDevice, Session, Summary, SyncState, Unlock, Value, WriteActions,
};
use store::memory::{Break, Fault};

use work_support::share::{founder, invite, join, list, make_kit, people, recover, shares, sync, write};
use work_support::{Answered, Tab, World, code, found, me, summary, today};

fn device(tab: &Tab) -> u64 {
    me(tab.ask(ReadSession)).device
}

fn put_role(tab: &Tab, name: &str, role: &str) -> Answered<Summary> {
    let person = people(tab).people.into_iter().find(|p| p.name == name).unwrap();
    tab.ask(PutPerson {
        id: Some(person.id),
        name: person.name,
        role: role.into(),
        group: String::new(),
        from: None,
        to: None,
        staff: Default::default(),
    })
}

/// A judge who becomes bureau chief may remove devices: the store must hear of it.
#[test]
fn who_was_promoted_removes_at_the_door_too() {
    let world = World::default();
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "王法官", "judge"));
    sync(&two);
    let three = join(&world.beside(2), &invite(&one, "赵书记员", "judge"));
    for tab in [&three, &one, &two] {
        sync(tab);
    }
    summary(put_role(&one, "王法官", "bureau_chief"));
    for tab in [&one, &two, &three] {
        sync(tab);
    }
    summary(two.ask(RemoveDevice { device: device(&three) }));
    let view = sync(&two);
    assert_eq!(view.faults, []);
    let view = sync(&three);
    assert!(
        matches!(&view.state, SyncState::Waiting { why, .. } if why.code() == "removed"),
        "{view:?}"
    );
}

#[test]
fn who_was_promoted_can_invite() {
    let world = World::default();
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "王法官", "judge"));
    sync(&two);
    sync(&one);
    summary(put_role(&one, "王法官", "bureau_chief"));
    for tab in [&one, &two] {
        sync(tab);
    }
    let link = invite(&two, "钱书记员", "judge");
    let four = join(&world.beside(3), &link);
    assert_eq!(list(&four), list(&one));
}

/// The kit's maker is gone for good, the store is emptied and filled again by the others: the kit still opens.
#[test]
fn the_kit_opens_a_store_that_others_filled_again() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let two = join(&world.beside(1), &invite(&one, "副局长", "bureau_chief"));
    sync(&two);
    let shares = shares(make_kit(&one));
    for tab in [&one, &two] {
        sync(tab);
    }
    world.store.objects.borrow_mut().clear();
    for _ in 0..3 {
        let view = sync(&two);
        assert_eq!(view.state, SyncState::Idle, "{view:?}");
    }
    assert!(me(two.ask(ReadSession)).kit.is_some(), "shown as in force");
    let fresh = world.beside(3).tab_unopened();
    me(recover(&fresh, &shares));
    assert_eq!(list(&fresh), list(&two));
}

/// One record that cannot be had holds nobody up.
#[test]
fn a_record_that_is_listed_and_gone_holds_up_no_packs() {
    let world = World::default();
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "王法官", "judge"));
    sync(&two);
    world
        .store
        .objects
        .borrow_mut()
        .insert(format!("r/{}", "0".repeat(32)), Vec::new());
    *world.store.lost.borrow_mut() = Some(format!("r/{}", "0".repeat(32)));
    write(&one, 1, "甲公司").unwrap();
    let view = sync(&one);
    assert_eq!((view.state, view.waiting.0), (SyncState::Idle, 0));
}

fn behind_a_passphrase(world: &World) -> Tab {
    let tab = world.tab_unopened();
    me(tab.ask(found(Some("长口令 anchor 9 石榴"))));
    summary(tab.ask(OpenBook { today: today() }));
    tab
}

/// Whoever sets the clock back keeps a book open for ever.
#[test]
fn a_clock_set_back_keeps_no_book_open() {
    let world = World::default();
    world.clock_ahead.set(365 * 86_400_000);
    let tab = behind_a_passphrase(&world);
    world.clock_ahead.set(0);
    world.wait(16 * 60_000);
    tab.tick();
    assert!(!matches!(tab.session(), Session::Open(_)));
}

/// Wrong passphrases under a clock ahead do not lock the owner out once it is set right.
#[test]
fn a_clock_set_right_locks_nobody_out() {
    let world = World::default();
    behind_a_passphrase(&world);
    world.clock_ahead.set(10 * 365 * 86_400_000);
    let tab = world.tab_unopened();
    for _ in 0..8 {
        tab.session();
        let unlock = Unlock {
            passphrase: "falsch".into(),
        };
        assert_eq!(code(tab.ask(unlock)), "wrong_passphrase");
        world.wait(3_600_000);
    }
    world.clock_ahead.set(0);
    let Session::Locked { wait_ms, .. } = tab.session() else {
        panic!()
    };
    assert!(wait_ms <= 300_000, "{wait_ms}");
    world.wait(wait_ms);
    me(tab.ask(Unlock {
        passphrase: "长口令 anchor 9 石榴".into(),
    }));
}

/// Values at the ends of what can be written break nobody's worker.
#[test]
fn values_at_the_ends_break_nothing() {
    let world = World::default();
    let tab = world.tab();
    let days = [
        NaiveDate::MIN,
        NaiveDate::MAX,
        NaiveDate::from_ymd_opt(9999, 12, 31).unwrap(),
        NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap(),
        NaiveDate::from_ymd_opt(0, 1, 1).unwrap(),
        NaiveDate::from_ymd_opt(-1, 1, 1).unwrap(),
    ];
    let mut values: Vec<Value> = days.iter().map(|day| Value::Date(*day)).collect();
    values.extend([i64::MIN, i64::MIN + 1, -1, 0, i64::MAX].map(|fen| Value::Fen(Fen(fen))));
    values.extend([
        Value::Bool(true),
        Value::Text("（2026）豫1402执1号".into()),
        Value::Text("\u{0}\u{1}\n".into()),
        Value::None,
    ]);
    let nodes: std::collections::BTreeSet<String> = {
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/bureau-shangqiu.json")).unwrap();
        text.split('"').filter(|w| w.contains('_')).map(str::to_owned).collect()
    };
    for (at, value) in values.into_iter().enumerate() {
        let id = [u8::try_from(at).unwrap() + 1; 16];
        let mut actions = vec![(
            id,
            Action::Set(vec![(
                Field::CASE_NUMBER,
                Value::Text(format!("（2026）豫1402执{at}号")),
            )]),
        )];
        for field in Field::all() {
            actions.push((id, Action::Set(vec![(field, value.clone())])));
        }
        if let Value::Date(on) = value {
            for (n, key) in nodes.iter().enumerate() {
                let happening = casebook::action::Happening {
                    id: [u8::try_from(n % 250).unwrap(); 16],
                    key: key.trim_end_matches('*').to_owned(),
                    on,
                    subject: String::new(),
                    particulars: Default::default(),
                };
                actions.push((id, Action::Happened(happening)));
            }
            for (from, to) in [(on, NaiveDate::MAX), (NaiveDate::MIN, on), (on, on)] {
                actions.push((
                    id,
                    Action::Excluded {
                        from,
                        to,
                        ground: "stay".into(),
                    },
                ));
            }
        }
        let answer = tab.ask(WriteActions { actions });
        answer.unwrap();
        tab.ask(ReadCase { id }).unwrap();
        list(&tab);
        for (from, to) in [(NaiveDate::MIN, NaiveDate::MAX), (days[2], days[3])] {
            tab.ask(ReadAgenda {
                from,
                to,
                query: Query::default(),
            })
            .unwrap();
        }
        for kind in [ExportKind::Xlsx, ExportKind::Ics] {
            tab.ask(ExportCases {
                query: Query::default(),
                kind,
            })
            .ok();
        }
    }
    list(&world.tab());
}

/// A member who manages nobody leaves a box for the kit with a key of his own: whoever comes back by the kit does not
/// write with it.
#[test]
fn a_box_of_a_member_gives_the_recovered_device_no_key_to_write_with() {
    use vault::kit;
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let two = join(&world.beside(1), &invite(&one, "王法官", "judge"));
    sync(&two);
    let shares = shares(make_kit(&one));
    sync(&one);
    let parsed: Vec<kit::Share> = shares.iter().map(|s| kit::Share::parse(&s.text).unwrap()).collect();
    let joined = kit::join(&parsed).unwrap();
    let own = vault::keys::Keys(vec![[7; 32]]);
    let sealed = kit::seal_keys(&joined.kit.agree_key(), &joined.space, &own, &[9; 32]).unwrap();
    // His own device's number, if it is the highest; numbers are random, and a new device may take any.
    world
        .store
        .objects
        .borrow_mut()
        .insert(format!("k/{:016x}-ffffffff", u64::MAX), sealed);
    let fresh = world.beside(3).tab_unopened();
    me(recover(&fresh, &shares));
    summary(fresh.ask(OpenBook { today: today() }));
    write(&fresh, 5, "戊公司").unwrap();
    sync(&fresh);
    let view = sync(&one);
    assert_eq!(view.faults, []);
    assert_eq!(list(&one).len(), 2);
}

/// Where nothing more fits, the book can at least be saved elsewhere.
#[test]
fn a_full_disk_gives_a_backup() {
    let world = World::default();
    let tab = behind_a_passphrase(&world);
    write(&tab, 1, "甲公司").unwrap();
    world.records.break_next(Break::Before(Fault::Quota));
    let answer = tab.ask(MakeBackup { passphrase: None });
    answer.unwrap();
}

/// And opened.
#[test]
fn a_full_disk_locks_nobody_out() {
    let world = World::default();
    behind_a_passphrase(&world);
    let tab = world.tab_unopened();
    tab.session();
    // What cannot be counted is taken seldom.
    let unlock = || {
        world.records.break_next(Break::Before(Fault::Quota));
        tab.ask(Unlock {
            passphrase: "长口令 anchor 9 石榴".into(),
        })
    };
    assert_eq!(code(unlock()), "too_soon");
    world.wait(60_000);
    me(unlock());
}

/// A list in which one case has very many parties, each in a row of its own.
fn parties(rows: u32) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, heading) in ["案号", "申请执行人", "被执行人"].iter().enumerate() {
        sheet.write_string(0, at as u16, *heading).unwrap();
    }
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(1, 0, rows, 0, "（2026）豫1402执1号", &plain).unwrap();
    for row in 1..=rows {
        sheet.write_string(row, 1, format!("当事人{row:08}")).unwrap();
        sheet.write_string(row, 2, "甲公司").unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_case_with_very_many_parties_holds_up_no_import() {
    grows_with_its_size(2_500, |size| {
        let world = World::default();
        let tab = world.tab();
        let bytes = parties(size as u32);
        let job = PreviewImport {
            name: "a.xlsx".into(),
            bytes,
            options: Default::default(),
        };
        move || {
            let _keeps_the_tab_open = &world;
            drop(tab.ask(job));
        }
    });
}
