//! Who may do what: the built-in table against the plan's articles, and what becomes of a text that is no table.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::{book, people as support};

use book::{day, event, id, stamp, text};
use casebook::action::{Action, Happening, Imported};
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::field::{Field, Value};
use casebook::judge::NoRules;
use casebook::kinds::Kinds;
use casebook::people::{Bureau, BureauFault, PeopleFault, Right, SHANGQIU};
use casebook::rights::is_sensitive;
use casebook::rules::{BUREAU_KEY, Rules, RulesFault, key_of};
use casebook::slot::{RecordKey, RecordWrite};
use law::money::Fen;
use support::*;

fn set(field: Field) -> Action {
    Action::Set(vec![(field, Value::Fen(Fen(1)))])
}

fn happened(key: &str) -> Action {
    Action::Happened(Happening {
        id: [1; 16],
        key: key.to_owned(),
        on: day("2026-09-01"),
        subject: String::new(),
        particulars: Default::default(),
    })
}

/// The actions of the table below, by name.
fn action(name: &str) -> Action {
    match name.split_once(' ') {
        Some(("set", field)) => set(Field::from_key(field).expect("a field")),
        Some(("record", key)) => happened(key),
        _ => match name {
            "decide" => Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".to_owned()))]),
            "exclude" => Action::Excluded {
                from: day("2026-09-01"),
                to: day("2026-09-02"),
                ground: "stay".to_owned(),
            },
            "note" => Action::Note("n".to_owned()),
            "attachment" => Action::Attached(Box::default()),
            "attachment out" => Action::AttachmentTakenOut { attachment: [0; 16] },
            "attachment filed" => Action::AttachmentFiled {
                attachment: [0; 16],
                filed: None,
            },
            "hide" => Action::Hide(true),
            "import" => Action::Imported(Box::new(Imported {
                fields: vec![(Field::DEBTOR, text("甲"))],
                ..Imported::default()
            })),
            "import decision" => Action::Imported(Box::new(Imported {
                fields: vec![(Field::DECIDED_VERDICT, text("simple"))],
                ..Imported::default()
            })),
            "rule" => Action::Ruled {
                field: Field::CLAIM_AMOUNT,
                value: Value::None,
                reason: "r".to_owned(),
            },
            "rule decision" => Action::Ruled {
                field: Field::DECIDED_VERDICT,
                value: text("simple"),
                reason: "r".to_owned(),
            },
            "view" => Action::Viewed {
                what: "case".to_owned(),
            },
            other => panic!("no action {other}"),
        },
    }
}

/// Article, role, group, action, allowed.
const TABLE: &[(&str, &str, &str, &str, bool)] = &[
    ("11", "centre_director", "centre", "decide", true),
    ("11", "clerk", "A", "decide", false),
    ("11", "judge", "general", "decide", false),
    ("11", "team_leader", "fast_1", "decide", false),
    ("11", "team_leader", "fast_1", "rule decision", false),
    ("11", "clerk", "A", "import decision", false),
    ("11", "judge", "general", "set decided_verdict", false),
    ("17", "bureau_chief", "", "decide", true),
    ("17", "deputy_chief", "", "decide", false),
    ("7(1)", "clerk", "A", "set filing_data_ok", true),
    ("7(1)", "clerk", "A", "record filing_data_checked", true),
    ("7(1)", "clerk", "C", "set filing_data_ok", false),
    ("7(1)", "filing_staff", "", "set case_number", true),
    ("7(1)", "filing_staff", "", "set recovered_amount", false),
    ("7(2)", "judge_assistant", "A", "record first_reception_done", true),
    ("7(7)", "clerk", "A", "record house_second_auction", true),
    ("7(7)", "clerk", "D", "record house_second_auction", false),
    ("6", "filing_staff", "", "record objection_parties_notified", true),
    ("6", "filing_staff", "", "record entrusted_case_filed", true),
    ("6", "filing_staff", "", "record house_second_auction", false),
    ("7(3)", "clerk", "A", "record execution_notice_sent", true),
    ("7(4)", "clerk", "A", "set frozen_amount", true),
    ("7(8)", "clerk", "D", "record sanction_served", true),
    ("7(8)", "clerk", "B", "record sanction_served", false),
    ("7(10)", "clerk", "D", "record money_paid_out", true),
    ("7(10)", "clerk", "A", "record money_paid_out", false),
    ("7(10)", "clerk", "D", "set recovered_amount", true),
    ("7(11)", "clerk", "B", "record national_query_done", true),
    ("8", "dossier_manager", "", "record material_scanned", true),
    ("8", "dossier_manager", "", "record money_paid_out", false),
    ("5", "clerk", "general", "record asset_handed_over", true),
    ("5", "auxiliary", "", "note", true),
    ("5", "auxiliary", "", "attachment", true),
    ("5", "clerk", "general", "attachment out", true),
    ("5", "clerk", "general", "attachment filed", true),
    ("5", "auxiliary", "", "record closed", false),
    ("5", "judge", "fast_2", "set closed_on", true),
    ("5", "clerk", "A", "set closed_on", false),
    ("5", "judge", "fast_2", "set handler", false),
    ("5", "team_leader", "fast_2", "set handler", true),
    ("16", "team_leader", "general", "exclude", true),
    ("16", "clerk", "general", "exclude", false),
    ("10", "team_leader", "general", "rule", true),
    ("10", "clerk", "general", "rule", false),
    ("10", "clerk", "general", "view", true),
    ("25", "bureau_chief", "", "hide", true),
    ("25", "judge", "general", "hide", false),
    ("7", "clerk", "A", "import", true),
    ("7", "judge", "general", "import", false),
];

/// A court with the chief, and a person of this role on device 2.
fn with(role: &str, group: &str) -> Book {
    let mut book = book(1);
    tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap();
    tell(&mut book, 1, put(person(2, role, group)), NOON).unwrap();
    tell(&mut book, 1, invited(2, 2), NOON).unwrap();
    tell(&mut book, 2, accepted(2, 2, 2), NOON).unwrap();
    book
}

#[test]
fn the_table_says_what_the_plan_says() {
    for (article, role, group, name, allowed) in TABLE {
        let mut book = with(role, group);
        let written = write(&mut book, 2, id(1), action(name), NOON);
        let expected = if *allowed { Ok(()) } else { Err(BookError::NotAllowed) };
        assert_eq!(written.map(drop), expected, "Art. {article}: {role} of {group}: {name}");
        if *allowed {
            continue;
        }
        // Written by a program that does not ask, it has no effect, and the trace names a rule of the table.
        let head = book.followed()[&DeviceId(2)];
        let forged = book::event(book::stamp(NOON + HOUR, 2), id(1), action(name), &[]);
        let pack = forge(2, head.number + 1, head.hash, vec![forged]);
        book.take(&pack.bytes).unwrap();
        assert!(!book.has(&id(1)), "{role} of {group}: {name}");
        let refused = book.refused();
        let row = Bureau::builtin().row(&refused[0].rule).expect("a row of the table");
        assert!(!row.article.is_empty() && Right::from_key(&refused[0].what).is_some());
        assert_eq!(book.refusals(&id(1)).len(), 1);
    }
}

/// A new case a list may bring whole; what stands in a case a list replaces only for who may write that field by hand.
#[test]
fn an_import_over_a_case_takes_the_right_to_its_fields() {
    for (group, allowed) in [("A", true), ("B", false)] {
        let mut book = with("clerk", group);
        write(&mut book, 2, id(1), action("import"), NOON).unwrap();
        let again = Action::Imported(Box::new(Imported {
            fields: vec![(Field::DEBTOR, text("乙"))],
            ..Imported::default()
        }));
        let written = write(&mut book, 2, id(1), again.clone(), NOON + HOUR);
        let expected = if allowed { Ok(()) } else { Err(BookError::NotAllowed) };
        assert_eq!(written.map(drop), expected, "group {group}");
        if allowed {
            continue;
        }
        // Neither by a program that does not ask.
        let head = book.followed()[&DeviceId(2)];
        let over: Vec<_> = book.state(&id(1)).unwrap().unwrap().over(&again);
        let forged = book::event(book::stamp(NOON + 2 * HOUR, 2), id(1), again, &over);
        book.take(&forge(2, head.number + 1, head.hash, vec![forged]).bytes)
            .unwrap();
        assert_eq!(book.state(&id(1)).unwrap().unwrap().text(Field::DEBTOR), "甲");
        assert_eq!(book.refusals(&id(1)).len(), 1);
    }
}

#[test]
fn people_and_rules_are_for_those_who_manage_them() {
    for (role, may) in [
        ("system_manager", true),
        ("centre_director", true),
        ("judge", false),
        ("clerk", false),
    ] {
        let mut book = with(role, "");
        let third = put(person(3, "clerk", "A"));
        let expected = if may { Ok(()) } else { Err(BookError::NotAllowed) };
        assert_eq!(tell(&mut book, 2, third, NOON).map(drop), expected, "{role}");
        let rules = Action::PutRules {
            key: BUREAU_KEY.to_owned(),
            text: Some(SHANGQIU.to_owned()),
        };
        assert_eq!(tell(&mut book, 2, rules, NOON).map(drop), expected, "{role}");
        let setting = Action::PutSetting {
            key: "k".to_owned(),
            text: None,
        };
        assert_eq!(tell(&mut book, 2, setting, NOON).map(drop), expected, "{role}");
    }
}

#[test]
fn another_role_is_another_right_from_then_on() {
    let mut book = with("clerk", "A");
    assert_eq!(
        write(&mut book, 2, id(1), action("decide"), NOON),
        Err(BookError::NotAllowed)
    );
    tell(&mut book, 1, put(person(2, "centre_director", "centre")), NOON + HOUR).unwrap();
    write(&mut book, 2, id(1), action("decide"), NOON + 2 * HOUR).unwrap();
    tell(&mut book, 1, put(person(2, "clerk", "A")), NOON + 3 * HOUR).unwrap();
    assert!(!book.stale(), "what was decided in office stays");
    assert_eq!(
        book.state(&id(1)).unwrap().unwrap().text(Field::DECIDED_VERDICT),
        "simple"
    );
    assert_eq!(
        write(&mut book, 2, id(2), action("decide"), NOON + 4 * HOUR),
        Err(BookError::NotAllowed)
    );
}

#[test]
fn nobody_acts_before_or_after_the_time_in_office() {
    let mut book = with("centre_director", "");
    let mut director = person(2, "centre_director", "");
    // NOON is 2026-09-21 at 21:33 in China.
    (director.from, director.to) = (Some(day("2026-09-22")), Some(day("2026-09-23")));
    tell(&mut book, 1, put(director), NOON).unwrap();
    let days = [(0, false), (24, true), (48, true), (72, false)];
    for (hours, allowed) in days {
        let written = write(&mut book, 2, id(1), action("note"), NOON + hours * HOUR);
        assert_eq!(written.is_ok(), allowed, "{hours} hours later");
    }
}

#[test]
fn a_court_puts_its_own_table_in_place() {
    let mut book = with("clerk", "A");
    let own = SHANGQIU.replace(
        r#""roles": ["centre_director"], "may": ["case.decide"]"#,
        r#""roles": ["clerk"], "may": ["case.decide"]"#,
    );
    assert_ne!(own, SHANGQIU);
    assert_eq!(key_of(&own).as_deref(), Some(BUREAU_KEY));
    assert!(Rules::of(&[(BUREAU_KEY.to_owned(), own.clone())]).is_ok());
    let put = |text| Action::PutRules {
        key: BUREAU_KEY.to_owned(),
        text,
    };
    tell(&mut book, 1, put(Some(own)), NOON + HOUR).unwrap();
    write(&mut book, 2, id(1), action("decide"), NOON + 2 * HOUR).unwrap();
    tell(&mut book, 1, put(None), NOON + 3 * HOUR).unwrap();
    assert_eq!(
        write(&mut book, 2, id(2), action("decide"), NOON + 4 * HOUR),
        Err(BookError::NotAllowed)
    );
    let locked_out = SHANGQIU.replace(
        r#""roles": ["bureau_chief", "centre_director", "system_manager"], "may": ["people.manage"]"#,
        r#""roles": ["clerk"], "may": ["people.manage"]"#,
    );
    assert_ne!(locked_out, SHANGQIU);
    // A clerk is there and has a device, so somebody manages people; without, nobody would.
    tell(&mut book, 1, put(Some(locked_out.clone())), NOON + 5 * HOUR).unwrap();
    let mut other = with("judge", "general");
    assert_eq!(
        tell(&mut other, 1, put(Some(locked_out)), NOON + 5 * HOUR),
        Err(BookError::Refused(PeopleFault::NobodyManages))
    );
}

#[test]
fn a_text_that_is_no_table_is_refused_with_a_code() {
    let wrong = |from: &str, to: &str| {
        let text = SHANGQIU.replacen(from, to, 1);
        assert_ne!(text, SHANGQIU, "{from}");
        Bureau::parse(&text).unwrap_err().fault
    };
    assert!(Bureau::parse(SHANGQIU).is_ok());
    assert_eq!(Bureau::parse("{}").unwrap_err().fault, BureauFault::Unreadable);
    assert_eq!(
        wrong(r#""roles": ["centre_director"]"#, r#""roles": ["nobody"]"#),
        BureauFault::UnknownRole
    );
    assert_eq!(
        wrong(r#""groups": ["A"]"#, r#""groups": ["Z"]"#),
        BureauFault::UnknownGroup
    );
    assert_eq!(
        wrong(r#""may": ["note"]"#, r#""may": ["sing"]"#),
        BureauFault::UnknownRight
    );
    assert_eq!(
        wrong(r#""fields": ["remark"]"#, r#""fields": ["dates"]"#),
        BureauFault::UnknownFields
    );
    assert_eq!(
        wrong(r#""remark": ["remark"]"#, r#""remark": ["shoe_size"]"#),
        BureauFault::UnknownFields
    );
    assert_eq!(wrong(r#""article": "27""#, r#""article": " ""#), BureauFault::NoSource);
    assert_eq!(
        wrong(r#""id": "B17-convert""#, r#""id": "B11-decide""#),
        BureauFault::Twice
    );
    assert_eq!(
        wrong(r#""may": ["people.manage"]"#, r#""may": ["note"]"#),
        BureauFault::NobodyMay
    );
    let rules = Rules::of(&[(BUREAU_KEY.to_owned(), "{}".to_owned())]);
    assert_eq!(rules.unwrap_err().fault, RulesFault::Bureau(BureauFault::Unreadable));
}

#[test]
fn a_ruling_settles_a_conflict_and_stays_in_the_trace() {
    use casebook::history::view;
    use casebook::pack::unpack;
    let mut book = with("judge", "general");
    let amount = |fen| Action::Set(vec![(Field::CLAIM_AMOUNT, Value::Fen(Fen(fen)))]);
    let mut there = with("judge", "general");
    let mut packs = vec![write(&mut book, 1, id(1), amount(1), NOON + HOUR).unwrap()];
    packs.push(write(&mut there, 2, id(1), amount(2), NOON + HOUR).unwrap());
    book.take(&packs[1].bytes).unwrap();
    assert_eq!(book.state(&id(1)).unwrap().unwrap().conflicts().count(), 1);
    let ruled = Action::Ruled {
        field: Field::CLAIM_AMOUNT,
        value: Value::Fen(Fen(2)),
        reason: "按判决书".to_owned(),
    };
    assert_eq!(
        write(&mut there, 2, id(1), ruled.clone(), NOON + 2 * HOUR),
        Err(BookError::NotAllowed)
    );
    packs.push(write(&mut book, 1, id(1), ruled, NOON + 2 * HOUR).unwrap());
    let state = book.state(&id(1)).unwrap().unwrap();
    assert_eq!(state.conflicts().count(), 0);
    assert_eq!(state.value(Field::CLAIM_AMOUNT), &Value::Fen(Fen(2)));
    let events: Vec<_> = packs
        .iter()
        .flat_map(|p| unpack(&p.bytes, sealer(1).as_ref()).unwrap().1)
        .collect();
    let shown = view(id(1), &events, &book.refusals(&id(1)), Kinds::builtin()).unwrap();
    assert!(shown.competing.is_empty());
    assert_eq!(
        (shown.history[0].by.as_str(), shown.history[0].device),
        ("writer 1", DeviceId(1))
    );
    // Refused instead, the conflict would stand, with the rule beside the line.
    let refused = [(events[2].stamp, "B5-leader".to_owned())];
    let shown = view(id(1), &events, &refused, Kinds::builtin()).unwrap();
    assert_eq!(shown.competing.len(), 2);
    assert_eq!(shown.history[0].refused.as_deref(), Some("B5-leader"));
}

/// 200,000 of them cost everybody a hundred megabytes for good.
#[test]
fn refused_events_about_cases_nobody_has_are_kept_up_to_a_bound() {
    let (mut court, _) = managers();
    tell(&mut court, 1, put(person(4, "clerk", "A")), NOON).unwrap();
    tell(&mut court, 1, invited(4, 4), NOON).unwrap();
    let mut head = tell(&mut court, 4, accepted(4, 4, 4), NOON).unwrap().head;
    let mut case = 0_u32;
    for _ in 0..3 {
        let events = (0..1_500).map(|_| {
            case += 1;
            let mut id = [9; 16];
            id[..4].copy_from_slice(&case.to_be_bytes());
            let decided = Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".to_owned()))]);
            event(stamp(NOON + HOUR + u64::from(case), 4), id, decided, &[])
        });
        let pack = forge(4, head.number + 1, head.hash, events.collect());
        court.take(&pack.bytes).unwrap();
        head = pack.head;
    }
    assert_eq!((court.refused_count(), court.len()), (4_500, 0));
    // All of them would take more than twice as much.
    let snapshot = court.snapshot(true);
    assert!(snapshot.head.len() < 150_000, "{}", snapshot.head.len());
    let again = Book::open(
        &snapshot.head,
        snapshot.chunks.iter().map(|(_, bytes)| bytes),
        Box::new(NoRules),
        day("2026-09-21"),
    )
    .unwrap();
    assert_eq!((again.refused_count(), again.refused()), (4_500, court.refused()));
}

/// Every people event is kept by everybody and judged with each that comes: a member without any right could make that
/// endless.
#[test]
fn people_events_of_one_device_count_up_to_a_bound() {
    let (mut court, _) = managers();
    tell(&mut court, 1, put(person(4, "clerk", "A")), NOON).unwrap();
    tell(&mut court, 1, invited(4, 4), NOON).unwrap();
    let mut head = tell(&mut court, 4, accepted(4, 4, 4), NOON).unwrap().head;
    let (mut ms, mut kept) = (NOON + HOUR, 0);
    for round in 0..3 {
        let events = (0..2_500).map(|_| {
            ms += 1;
            said(4, ms, put(person(5, "judge", "")))
        });
        let pack = forge(4, head.number + 1, head.hash, events.collect());
        court.take(&pack.bytes).unwrap();
        head = pack.head;
        let size = court.snapshot(true).head.len();
        assert!(round < 2 || size < kept + 50_000, "{size} after {kept}");
        kept = size;
    }
    assert_eq!(court.refused_count(), 7_500);
    assert!(court.refused().iter().any(|refused| refused.rule == "people_too_many"));
    // The others go on.
    tell(&mut court, 1, put(person(6, "judge", "")), ms).unwrap();
}

#[test]
fn looks_are_logged_for_cases_that_are_sensitive() {
    let mut book = with("clerk", "petition");
    let state = |book: &Book| book.state(&id(1)).unwrap().unwrap();
    write(&mut book, 1, id(1), set(Field::CLAIM_AMOUNT), NOON).unwrap();
    assert!(!is_sensitive(&state(&book), Kinds::builtin()));
    for (field, value) in [
        (Field::PARTY_OR_GOV_ORGAN, Value::Bool(true)),
        (Field::FOREIGN_RELATED, Value::Bool(true)),
        (Field::COMPLEXITY, text("sensitive|甲|r")),
    ] {
        write(&mut book, 1, id(1), Action::Set(vec![(field, value)]), NOON).unwrap();
        assert!(is_sensitive(&state(&book), Kinds::builtin()), "{field:?}");
        write(&mut book, 1, id(1), Action::Set(vec![(field, Value::None)]), NOON).unwrap();
        assert!(!is_sensitive(&state(&book), Kinds::builtin()), "{field:?}");
    }
    let petition = |in_force| {
        Action::Record(Box::new(RecordWrite {
            record: RecordKey {
                kind: Kinds::builtin().named("petition").unwrap().kind,
                id: id(9),
            },
            in_force: Some(in_force),
            fields: Vec::new(),
        }))
    };
    write(&mut book, 1, id(1), petition(true), NOON).unwrap();
    assert!(is_sensitive(&state(&book), Kinds::builtin()));
    write(&mut book, 1, id(1), petition(false), NOON).unwrap();
    assert!(!is_sensitive(&state(&book), Kinds::builtin()));
    write(&mut book, 1, id(1), happened("petition_received"), NOON).unwrap();
    assert!(is_sensitive(&state(&book), Kinds::builtin()));
    assert!(book.may(DeviceId(2), Right::Sensitive));
}

#[test]
fn the_table_says_whose_post_takes_which_matters_and_who_handles_cases() {
    let bureau = Bureau::builtin();
    let matters = |role, group| bureau.of(role, group).map(|grant| grant.matters().join(" "));
    for (role, group, expected, handles) in [
        ("clerk", "A", "m1 m2 m3 m4 m5 m6 m7", false),
        ("dossier_manager", "B", "m9 m11", false),
        ("centre_director", "centre", "*", false),
        ("deputy_chief", "", "*", false),
        ("system_manager", "", "", false),
        ("judge", "simple_1", "", true),
    ] {
        assert_eq!(matters(role, group).unwrap_or_default(), expected, "{role} {group}");
        assert_eq!(bureau.handles(role), handles, "{role}");
    }
}
