//! The worker's jobs on a store in memory: what the page asks and what it gets, across reopening, crashes and tabs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::action::Happening;
use protocol::{
    Action, CommitImport, ExportCases, ExportKind, Field, ImportDone, ImportOptions, ListCases, LoadSample, News,
    OpenBook, PreviewImport, PreviewRules, PutRules, Query, ReadCase, ReadRules, RemoveSample, SaveRejected, Session,
    Summary, Value, WriteActions,
};
use store::memory::{Break, Fault};
use store::{Key, StoreTable};

use work_support::{Answered, Tab, World, code, file, page, summary, today};

const SAMPLE: &[u8] = include_bytes!("../data/cases_sample.xlsx");

fn case(number: u8) -> ([u8; 16], Action) {
    let text = format!("（2026）豫1402执{number}号");
    (
        [number; 16],
        Action::Set(vec![
            (Field::CASE_NUMBER, Value::Text(text)),
            (Field::FILED_ON, Value::Date(today())),
        ]),
    )
}

fn write(tab: &Tab, number: u8) -> Answered<Summary> {
    tab.ask(WriteActions {
        actions: vec![case(number)],
    })
}

fn list(tab: &Tab) -> Vec<String> {
    let query = Query {
        sort: protocol::Sort::CaseNumber,
        ..Query::default()
    };
    let rows = page(tab.ask(ListCases {
        query,
        from: 0,
        count: 1_000,
    }))
    .rows;
    rows.into_iter().map(|row| row.case_number).collect()
}

fn history(tab: &Tab, number: u8) -> Vec<String> {
    match tab.ask(ReadCase { id: [number; 16] }) {
        Ok(Some(view)) => view.history.into_iter().map(|trace| trace.by).collect(),
        other => panic!("{other:?}"),
    }
}

fn import(tab: &Tab, bytes: &[u8], update: bool) -> Answered<ImportDone> {
    let preview = PreviewImport {
        name: "l.xlsx".into(),
        bytes: bytes.to_vec(),
        options: ImportOptions::default(),
    };
    tab.ask(preview).unwrap();
    tab.ask(CommitImport { update })
}

#[test]
fn what_is_asked_before_the_book_is_open_waits_for_it() {
    let world = World::default();
    write(&world.tab(), 1).unwrap();
    let tab = world.tab_unopened();
    let list = ListCases {
        query: Query::default(),
        from: 0,
        count: 9,
    };
    let open = OpenBook { today: today() };
    let (listed, opened) = tab.ask_then(list, open);
    assert_eq!((page(listed).total, summary(opened).cases), (1, 1));
}

#[test]
fn a_book_that_cannot_be_opened_says_so_to_all_and_can_be_tried_again() {
    let world = World::default();
    world.tab();
    let tab = world.tab_unopened();
    let head = world.records.record(StoreTable::Meta, "head".into());
    world
        .records
        .damage(StoreTable::Meta, "head".into(), Some(vec![0xFF; 3]));
    let list = || ListCases {
        query: Query::default(),
        from: 0,
        count: 9,
    };
    let (listed, opened) = tab.ask_then(list(), OpenBook { today: today() });
    assert_eq!(
        (code(listed), code(opened)),
        ("not_open".to_owned(), "store".to_owned())
    );
    world.records.damage(StoreTable::Meta, "head".into(), head);
    summary(tab.ask(OpenBook { today: today() }));
    assert_eq!(page(tab.ask(list())).total, 0);
}

#[test]
fn what_was_written_is_listed_and_traced_to_its_author() {
    let tab = World::default().tab();
    assert_eq!(summary(write(&tab, 1)).cases, 1);
    let action = Action::Set(vec![(Field::DEBTOR, Value::Text("甲公司".into()))]);
    let now = summary(tab.ask(WriteActions {
        actions: vec![([1; 16], action)],
    }));
    assert!(now.saved_at_ms.is_some() && now.cases == 1);
    assert_eq!(list(&tab), ["（2026）豫1402执1号"]);
    assert_eq!(history(&tab, 1), ["李法官", "李法官"]);
    assert!(matches!(tab.ask(ReadCase { id: [9; 16] }), Ok(None)));
}

#[test]
fn a_reopened_book_is_the_same_from_packs_from_a_snapshot_and_from_a_damaged_one() {
    let world = World::default();
    let tab = world.tab();
    for number in 1..=5 {
        write(&tab, number).unwrap();
    }
    let before = list(&tab);
    assert_eq!(list(&world.tab()), before);

    tab.idle();
    assert!(world.records.record(StoreTable::Snapshot, Key::Number(0)).is_some());
    write(&tab, 6).unwrap();
    let with_six = list(&tab);
    let again = world.tab();
    assert_eq!(list(&again), with_six);
    assert_eq!(history(&again, 2), ["李法官"]);
    assert_eq!(history(&again, 6), ["李法官"]);

    world
        .records
        .damage(StoreTable::Snapshot, Key::Number(0), Some(vec![1, 2, 3]));
    let rebuilt = world.tab();
    assert_eq!(list(&rebuilt), with_six);
    assert_eq!(history(&rebuilt, 2), ["李法官"]);
    // And the next snapshot serves again.
    rebuilt.idle();
    write(&rebuilt, 7).unwrap();
    assert_eq!(list(&world.tab()).len(), 7);
}

#[test]
fn a_write_that_fails_leaves_no_trace_and_says_why() {
    let world = World::default();
    let tab = world.tab();
    write(&tab, 1).unwrap();
    world.records.break_next(Break::Before(Fault::Quota));
    assert_eq!(code(write(&tab, 2)), "quota");
    assert_eq!(list(&tab).len(), 1);
    assert_eq!(list(&world.tab()).len(), 1);
    assert_eq!(summary(write(&tab, 3)).cases, 2);
    world.records.break_next(Break::After);
    assert_eq!(summary(write(&tab, 4)).cases, 3);
    assert_eq!(list(&world.tab()), list(&tab));
}

#[test]
fn a_second_tab_follows_and_both_write_one_chain() {
    let world = World::default();
    let (one, two) = (world.tab(), world.tab());
    write(&one, 1).unwrap();
    two.news();
    assert!(matches!(two.unasked().as_slice(), [News::Changed(now)] if now.cases == 1));
    assert_eq!(list(&two), list(&one));
    // Without having heard of each other's writes, too.
    for number in 2..=9 {
        write(if number % 2 == 0 { &one } else { &two }, number).unwrap();
    }
    one.news();
    two.news();
    assert_eq!(list(&one).len(), 9);
    assert_eq!(list(&two), list(&one));
    let third = world.tab();
    assert_eq!(list(&third), list(&one));
    assert!(summary(third.ask(OpenBook { today: today() })).faults.is_empty());
    one.news();
    assert!(one.unasked().len() <= 1, "no news is no answer");
}

#[test]
fn a_bad_pack_is_named_and_the_rest_goes_on() {
    let world = World::default();
    let tab = world.tab();
    for number in 1..=4 {
        write(&tab, number).unwrap();
    }
    world
        .records
        .damage(StoreTable::Packs, Key::Number(3), Some(vec![7; 40]));
    world.records.damage(StoreTable::Packs, Key::Number(5), None);
    let again = world.tab();
    let faults = summary(again.ask(OpenBook { today: today() })).faults;
    assert_eq!(faults, [(3, "pack_malformed".to_owned()), (5, "pack_lost".to_owned())]);
    assert_eq!(list(&again), ["（2026）豫1402执1号", "（2026）豫1402执3号"]);
    assert_eq!(summary(write(&again, 5)).cases, 3);
    let third = world.tab();
    assert_eq!(list(&third), list(&again));
    assert_eq!(summary(third.ask(OpenBook { today: today() })).faults.len(), 2);
    // A snapshot knows the reasons, too.
    third.idle();
    assert!(
        world
            .records
            .everything()
            .iter()
            .any(|((room, _), _)| *room == StoreTable::Snapshot)
    );
    assert_eq!(summary(world.tab().ask(OpenBook { today: today() })).faults, faults);
}

#[test]
fn an_import_is_one_transaction_and_known_numbers_are_recognised() {
    let world = World::default();
    let tab = world.tab();
    let preview = PreviewImport {
        name: "l.xlsx".into(),
        bytes: SAMPLE.to_vec(),
        options: ImportOptions::default(),
    };
    let Ok(preview) = tab.ask(preview) else { panic!() };
    assert!(preview.accepted > 250 && preview.known == 0 && preview.problem_count > 0);
    let before = world.records.commits();
    let Ok(done) = tab.ask(CommitImport { update: false }) else {
        panic!()
    };
    // One for the packs; a snapshot may follow.
    assert!(world.records.commits() - before <= 2);
    assert_eq!((done.added, done.updated, done.skipped), (preview.accepted, 0, 0));
    assert_eq!(done.summary.cases, preview.accepted);
    assert_eq!(list(&world.tab()), list(&tab));

    let rejected = file(tab.ask(SaveRejected));
    assert!(rejected.1.starts_with(b"PK"));
    let Ok(again) = import(&tab, SAMPLE, false) else {
        panic!()
    };
    assert_eq!((again.added, again.skipped), (0, preview.accepted));
    let Ok(again) = import(&tab, SAMPLE, true) else {
        panic!()
    };
    // Nothing differs, so nothing is written.
    assert_eq!((again.added, again.updated, again.skipped), (0, 0, preview.accepted));
    assert_eq!(again.summary.cases, preview.accepted);
    assert_eq!(code(tab.ask(CommitImport { update: true })), "no_preview");
}

#[test]
fn an_import_that_is_stopped_or_fails_leaves_nothing_and_can_be_tried_again() {
    let world = World::default();
    let tab = world.tab();
    let preview = PreviewImport {
        name: "l.xlsx".into(),
        bytes: SAMPLE.to_vec(),
        options: ImportOptions::default(),
    };
    assert_eq!(code(tab.ask_and_cancel(preview)), "cancelled");
    let preview = PreviewImport {
        name: "l.xlsx".into(),
        bytes: SAMPLE.to_vec(),
        options: ImportOptions::default(),
    };
    tab.ask(preview).unwrap();
    assert_eq!(code(tab.ask_and_cancel(CommitImport { update: false })), "cancelled");
    world.records.break_next(Break::Before(Fault::Quota));
    assert_eq!(code(tab.ask(CommitImport { update: false })), "quota");
    assert!(list(&tab).is_empty() && list(&world.tab()).is_empty());
    tab.ask(CommitImport { update: false }).unwrap();
}

#[test]
fn a_file_that_is_no_list_is_refused_with_its_code() {
    let tab = World::default().tab();
    for (bytes, expected) in [
        (&b""[..], "empty"),
        (&SAMPLE[..900], "truncated"),
        (b"a,b\n1,2\n", "no_header"),
    ] {
        let job = PreviewImport {
            name: "x".into(),
            bytes: bytes.to_vec(),
            options: ImportOptions::default(),
        };
        assert_eq!(code(tab.ask(job)), expected);
    }
}

#[test]
fn the_sample_comes_once_and_goes_without_a_trace_in_lists() {
    let world = World::default();
    let tab = world.tab();
    write(&tab, 1).unwrap();
    let load = || LoadSample { bytes: SAMPLE.to_vec() };
    let first = summary(tab.ask(load()));
    assert!(first.sample > 250 && first.cases == first.sample + 1);
    let second = summary(tab.ask(load()));
    assert_eq!((second.cases, second.sample), (first.cases, first.sample));
    let gone = summary(tab.ask(RemoveSample));
    assert_eq!((gone.cases, gone.sample), (1, 0));
    assert_eq!(summary(tab.ask(RemoveSample)).cases, 1);
    assert_eq!(list(&tab).len(), 1);
    // Nobody wants it back case by case: it is not among the removed ones either.
    let query = Query {
        removed: true,
        ..Query::default()
    };
    let removed = page(tab.ask(ListCases {
        query,
        from: 0,
        count: 10,
    }));
    assert_eq!((removed.total, removed.rows.len()), (0, 0));
    let back = summary(tab.ask(load()));
    assert_eq!((back.cases, back.sample), (first.cases, first.sample));
    assert_eq!(list(&world.tab()), list(&tab));
}

#[test]
fn the_sample_never_touches_a_case_of_ones_own() {
    let tab = World::default().tab();
    let Ok(own) = import(&tab, SAMPLE, false) else { panic!() };
    let loaded = summary(tab.ask(LoadSample { bytes: SAMPLE.to_vec() }));
    assert_eq!((loaded.cases, loaded.sample), (own.added, 0));
    let removed = summary(tab.ask(RemoveSample));
    assert_eq!(removed.cases, own.added);
}

#[test]
fn exports_import_again_to_the_same_cases() {
    let tab = World::default().tab();
    import(&tab, SAMPLE, false).unwrap();
    let before = list(&tab);
    for kind in [ExportKind::Xlsx, ExportKind::Csv] {
        let (_, bytes) = file(tab.ask(ExportCases {
            query: Query::default(),
            kind,
        }));
        let other = World::default().tab();
        let Ok(done) = import(&other, &bytes, false) else {
            panic!()
        };
        assert_eq!(done.added as usize, before.len());
        assert_eq!(list(&other), before);
    }
    let (_, ics) = file(tab.ask(ExportCases {
        query: Query::default(),
        kind: ExportKind::Ics,
    }));
    assert!(ics.starts_with(b"BEGIN:VCALENDAR"));
}

/// The lines of a calendar under one key.
fn lines<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    text.split("\r\n").filter_map(|line| line.strip_prefix(key)).collect()
}

#[test]
fn a_deadline_keeps_its_uid_when_it_is_done_and_leaves_as_cancelled() {
    let tab = World::default().tab();
    let calendar = || {
        let (_, bytes) = file(tab.ask(ExportCases {
            query: Query::default(),
            kind: ExportKind::Ics,
        }));
        String::from_utf8(bytes).unwrap().replace("\r\n ", "")
    };
    assert_eq!(
        code(tab.ask(ExportCases {
            query: Query::default(),
            kind: ExportKind::Ics
        })),
        "no_deadlines"
    );
    let filed = today() - chrono::Days::new(3);
    let set = Action::Set(vec![
        (Field::CASE_NUMBER, Value::Text("（2026）豫14执1号".into())),
        (Field::FILED_ON, Value::Date(filed)),
    ]);
    summary(tab.ask(WriteActions {
        actions: vec![([1; 16], set)],
    }));
    let before = calendar();
    let sent = Action::Happened(Happening {
        key: "execution_notice_sent".into(),
        on: today(),
        subject: String::new(),
        particulars: Default::default(),
        id: [7; 16],
    });
    summary(tab.ask(WriteActions {
        actions: vec![([1; 16], sent)],
    }));
    let after = calendar();
    let cancelled = |text: &str| text.matches("STATUS:CANCELLED").count();
    assert!(cancelled(&after) > cancelled(&before));
    let (old, new) = (lines(&before, "UID:"), lines(&after, "UID:"));
    assert!(old.iter().all(|uid| new.contains(uid)), "{old:?} {new:?}");
    let mut once = new.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), new.len());
}

#[test]
fn a_bad_rule_text_is_refused_with_its_counterexample_and_a_notice_shows_what_moves() {
    let world = World::default();
    let tab = world.tab();
    import(&tab, SAMPLE, false).unwrap();
    let preview = |key: &str, text: &str| match tab.ask(PreviewRules {
        key: key.into(),
        text: text.into(),
    }) {
        Ok(effect) => effect,
        other => panic!("{other:?}"),
    };
    let bad = "{\"format\": 1}";
    assert_eq!(preview("triage", bad).refused.unwrap().0.code(), "malformed");
    assert_eq!(
        code(tab.ask(PutRules {
            key: "triage".into(),
            text: Some(bad.into())
        })),
        "rules_refused"
    );
    assert_eq!(preview("nonsense", "{}").refused.unwrap().0.code(), "unknown_key");
    // Each is told in the words of its own sort: nodes that cannot be read are no notice of holidays.
    assert_eq!(preview("nodes", "{}").refused.unwrap().0.code(), "nodes_not_readable");
    assert_eq!(
        preview("warnings", "{}").refused.unwrap().0.code(),
        "warnings_malformed"
    );
    assert_eq!(preview("notice-2027", "{}").refused.unwrap().0.code(), "not_readable");

    let shangqiu = include_str!("../../rules/triage-shangqiu.json");
    let lower = shangqiu.replace("30000000", "10000");
    assert_ne!(shangqiu, lower, "the threshold of 300,000 is in the text");
    let effect = preview("triage", &lower);
    assert!(effect.refused.is_none(), "{:?}", effect.refused);
    assert!(effect.counts.0 > 0 && effect.verdicts.len() == effect.counts.0 as usize);
    let before = summary(tab.ask(OpenBook { today: today() })).by_verdict;
    let after = summary(tab.ask(PutRules {
        key: "triage".into(),
        text: Some(lower),
    }))
    .by_verdict;
    assert_ne!(before, after);
    assert_eq!(summary(world.tab().ask(OpenBook { today: today() })).by_verdict, after);
    let back = summary(tab.ask(PutRules {
        key: "triage".into(),
        text: None,
    }))
    .by_verdict;
    assert_eq!(back, before);
    assert!(matches!(tab.ask(ReadRules), Ok(texts) if texts.is_empty()));
}

#[test]
fn a_book_whose_storage_was_cleared_writes_nothing_more_and_says_so() {
    let world = World::default();
    let tab = world.tab();
    summary(write(&tab, 1));
    world.clear();
    assert_eq!(code(write(&tab, 2)), "storage_gone");
    assert_eq!(code(write(&tab, 3)), "storage_gone");
    assert!(world.records.record(StoreTable::Packs, Key::Number(1)).is_none());
    // A new worker finds a device where nobody began.
    assert_eq!(world.tab_unopened().session(), Session::New);
}
