//! What an attacker tried on records and their flows. Each test says what should hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::office::{begun, extension, kind, office, record, states, step};
use crate::support::{book as shared, people as support};

use casebook::action::{Action, Happening};
use casebook::book::{Book, BookError};
use casebook::clock::{DeviceId, Stamp};
use casebook::field::Value;
use casebook::flows::{StepBack, StepEdit, is_closed, take};
use casebook::fold::fold;
use casebook::history::view;
use casebook::kinds::Kinds;
use casebook::rules::Rules;
use casebook::slot::RecordWrite;
use shared::{day, event, id, stamp, text};
use support::*;

fn back(of: &str, step: Stamp, by: u8) -> Action {
    back_as(of, "ask", step, by)
}

fn back_as(of: &str, key: &str, step: Stamp, by: u8) -> Action {
    Action::StepTakenBack(Box::new(StepBack {
        record: record(of),
        step,
        key: key.to_owned(),
        by: person_id(by),
        sets: Vec::new(),
    }))
}

/// The devices write one after the other, each having read all before, as the app does.
fn all(book: &mut Book, what: Vec<(u64, Action)>) {
    for (at, (device, action)) in (1..).zip(what) {
        write(book, device, id(1), action, NOON + at * HOUR / 60).expect("may");
    }
}

fn last_step(book: &Book) -> Stamp {
    let state = book.state(&id(1)).unwrap().unwrap();
    state.steps().iter().map(|(_, step)| step.stamp).max().unwrap()
}

fn happened(book: &Book) -> Vec<String> {
    let (_, _, file) = book.file(&id(1)).unwrap().unwrap();
    file.happenings.iter().map(|happening| happening.key.clone()).collect()
}

/// Asked, passed, passed up and granted.
fn granted() -> Book {
    let mut book = office();
    all(
        &mut book,
        vec![
            (2, extension()),
            (2, step("extension", "ask", 2)),
            (3, step("extension", "pass", 3)),
            (1, step("extension", "pass_up", 1)),
            (4, step("extension", "grant", 4)),
        ],
    );
    assert_eq!(
        (states(&book, "extension"), happened(&book)),
        ("granted".to_owned(), vec!["extension_approved".to_owned()])
    );
    book
}

// --- taking back ---

/// A judge takes his request back; a bailiff, who may take no step at all, writes that he takes it back too.
#[test]
fn a_strangers_taking_back_undoes_no_taking_back() {
    let mut book = office();
    all(&mut book, vec![(2, extension()), (2, step("extension", "ask", 2))]);
    let asked = last_step(&book);
    write(&mut book, 2, id(1), back("extension", asked, 2), NOON + HOUR).unwrap();
    assert_eq!(states(&book, "extension"), "draft");
    _ = write(&mut book, 5, id(1), back("extension", asked, 5), NOON + 2 * HOUR);
    assert_eq!(states(&book, "extension"), "draft", "what was taken back stays so");
}

/// A bailiff takes back a step that is not there. The leader, on an honest program that has read it, passes the request.
#[test]
fn a_taking_back_of_nothing_makes_no_later_step_void() {
    let mut book = office();
    all(&mut book, vec![(2, extension()), (2, step("extension", "ask", 2))]);
    _ = write(&mut book, 5, id(1), back("extension", stamp(1, 99), 5), NOON + HOUR);
    write(&mut book, 3, id(1), step("extension", "pass", 3), NOON + 2 * HOUR).unwrap();
    assert_eq!(states(&book, "extension"), "chief", "an honest step was acknowledged");
}

/// A leader passes a request and takes that back; another, who has read it, refuses; the first takes back once more.
#[test]
fn taking_back_twice_voids_nothing_another_did_in_between() {
    let mut book = office();
    all(
        &mut book,
        vec![
            (2, extension()),
            (2, step("extension", "ask", 2)),
            (3, step("extension", "pass", 3)),
        ],
    );
    let passed = last_step(&book);
    write(
        &mut book,
        3,
        id(1),
        back_as("extension", "pass", passed, 3),
        NOON + HOUR,
    )
    .unwrap();
    write(&mut book, 7, id(1), step("extension", "refuse", 7), NOON + 2 * HOUR).unwrap();
    assert_eq!(states(&book, "extension"), "refused");
    _ = write(
        &mut book,
        3,
        id(1),
        back_as("extension", "pass", passed, 3),
        NOON + 3 * HOUR,
    );
    assert_eq!(states(&book, "extension"), "refused");
}

/// Nobody goes on from an end, so its step could be taken back for ever: also by who has the role no more.
#[test]
fn who_lost_the_role_takes_no_decision_back() {
    let mut book = granted();
    let decision = last_step(&book);
    tell(&mut book, 1, put(person(4, "bailiff", "")), NOON + HOUR).unwrap();
    _ = write(
        &mut book,
        4,
        id(1),
        back_as("extension", "grant", decision, 4),
        NOON + YEAR,
    );
    assert_eq!(states(&book, "extension"), "granted");
}

/// What counts for nothing is marked in the trace: also a taking back.
#[test]
fn a_taking_back_without_effect_is_marked_in_the_trace() {
    let by = |n: u8| id(n);
    let mut taken = step("extension", "ask", 1);
    let mut undone = back("extension", stamp(2, 1), 2);
    if let (Action::Step(step), Action::StepTakenBack(back)) = (&mut taken, &mut undone) {
        (step.by, back.by) = (by(1), by(2));
    }
    let events = [
        event(stamp(1, 1), id(1), extension(), &[]),
        event(stamp(2, 1), id(1), taken, &[]),
        event(stamp(3, 2), id(1), undone, &[stamp(2, 1)]),
    ];
    let view = view(id(1), &events, &[], Kinds::builtin()).unwrap();
    assert_eq!(view.records[0].flow.as_ref().unwrap().states, ["leader"]);
    assert!(view.history[0].refused.is_some(), "{:?}", view.history[0].action);
}

// --- clocks ---

/// The clock of the judge's tablet is two hours ahead. Who reads his request an hour later and passes it has passed it.
#[test]
fn a_step_follows_what_its_author_had_before_him_whatever_the_clocks_say() {
    for ahead in [0, 2 * HOUR, 10 * YEAR] {
        let mut book = office();
        write(&mut book, 2, id(1), extension(), NOON + HOUR / 2 + ahead).unwrap();
        write(
            &mut book,
            2,
            id(1),
            step("extension", "ask", 2),
            NOON + HOUR / 2 + ahead,
        )
        .unwrap();
        write(&mut book, 3, id(1), step("extension", "pass", 3), NOON + HOUR).unwrap();
        assert_eq!(states(&book, "extension"), "chief", "ahead by {} h", ahead / HOUR);
    }
}

/// The same with taking back: somebody has gone on from there.
#[test]
fn who_has_a_clock_ahead_takes_back_nothing_others_went_on_from() {
    let mut book = office();
    write(&mut book, 2, id(1), extension(), NOON + HOUR / 2).unwrap();
    write(&mut book, 2, id(1), step("extension", "ask", 2), NOON + HOUR / 2).unwrap();
    let ahead = NOON + 10 * YEAR;
    write(&mut book, 3, id(1), step("extension", "pass", 3), ahead).unwrap();
    let passed = last_step(&book);
    write(&mut book, 1, id(1), step("extension", "pass_up", 1), NOON + HOUR).unwrap();
    let before = states(&book, "extension");
    _ = write(&mut book, 3, id(1), back_as("extension", "pass", passed, 3), ahead);
    assert_eq!((before.as_str(), states(&book, "extension").as_str()), ("vp", "vp"));
}

/// A day that has not come is a plan, not a fact: a step of 2099 keeps all others out until then.
#[test]
fn a_step_of_a_day_to_come_keeps_nobody_out() {
    let edit = |step: &str, heads: Vec<Stamp>, on: &str| StepEdit {
        record: record("extension"),
        step: step.to_owned(),
        heads,
        content: None,
        on: day(on),
        reason: String::new(),
        receipt: String::new(),
    };
    let mut events = vec![event(stamp(1, 1), id(1), extension(), &[])];
    if let Ok(asked) = take(
        &fold(&events),
        Kinds::builtin(),
        None,
        &edit("ask", vec![], "2099-01-01"),
        id(1),
        day("2026-09-21"),
    ) {
        events.push(event(stamp(2, 1), id(1), Action::Step(Box::new(asked)), &[]));
        let passed = take(
            &fold(&events),
            Kinds::builtin(),
            None,
            &edit("pass", vec![stamp(2, 1)], "2026-09-21"),
            id(2),
            day("2026-09-21"),
        );
        assert!(passed.is_ok(), "{passed:?}");
    }
}

// --- round the flow ---

/// Plan Art. 16: four people ask and grant. A clerk of a team writes that it was granted, as a happening.
#[test]
fn nobody_records_by_hand_what_only_a_step_stands_for() {
    for key in ["extension_approved", "conversion_approved"] {
        let mut book = office();
        let by_hand = Action::Happened(Happening {
            id: id(9),
            key: key.to_owned(),
            on: day("2026-09-20"),
            subject: String::new(),
            particulars: Default::default(),
        });
        let written = write(&mut book, 6, id(1), by_hand, NOON + HOUR);
        assert_eq!(written.err(), Some(BookError::NotAllowed), "{key}");
    }
}

/// A clerk takes back, as a happening, what a record and its steps stand for: lists and registers lose it, the page of the
/// case still shows it.
#[test]
fn what_a_record_stands_for_is_not_taken_back_as_a_happening() {
    let mut book = granted();
    let of_record = Action::TakeBack {
        happening: record("extension").id,
        key: "extension_approved".to_owned(),
    };
    _ = write(&mut book, 6, id(1), of_record, NOON + HOUR);
    assert_eq!(states(&book, "extension"), "granted");
    assert_eq!(happened(&book), ["extension_approved"]);
}

/// What lists reckon with and what the page of the case shows is one and the same.
#[test]
fn lists_and_the_page_of_a_case_know_the_same_happenings() {
    let taken = {
        let mut taken = step("extension", "ask", 1);
        if let Action::Step(step) = &mut taken {
            step.by = id(1);
        }
        taken
    };
    let values = [
        ("petitioner", text("张三")),
        ("received_on", Value::Date(day("2026-09-01"))),
    ];
    let events = vec![
        event(stamp(NOON, 1), id(1), extension(), &[]),
        event(stamp(NOON + 1, 1), id(1), taken, &[]),
        event(stamp(NOON + 2, 1), id(1), begun("petition", &values), &[]),
        event(
            stamp(NOON + 3, 1),
            id(1),
            Action::TakeBack {
                happening: id(7),
                key: "petition_received".to_owned(),
            },
            &[],
        ),
    ];
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-09-21"));
    book.take(&forge(1, 1, [0; 32], events.clone()).bytes).unwrap();
    let page =
        casebook::facts::CaseFile::of_view(&view(id(1), &events, &[], Kinds::builtin()).unwrap(), Kinds::builtin());
    let (_, _, lists) = book.file(&id(1)).unwrap().unwrap();
    assert_eq!(lists.happenings, page.happenings);
}

/// The same with a freeze: its last day stands in no register any more, and nobody renews it.
#[test]
fn a_freeze_keeps_its_last_day_whoever_takes_it_back_as_a_happening() {
    let values = [
        ("asset", text("工行6222")),
        ("measure", text("deposit")),
        ("effective_on", Value::Date(day("2026-03-02"))),
    ];
    let frozen = begun("seizure", &values);
    let of_record = Action::TakeBack {
        happening: id(7),
        key: "deposit_frozen".to_owned(),
    };
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-03-10"));
    let mut number = 0;
    let mut ends = |action: Action| {
        number += 1;
        let head = book.followed().get(&DeviceId(1)).copied().unwrap_or_default();
        let events = vec![event(stamp(NOON + number, 1), id(1), action, &[])];
        book.take(&forge(1, head.number + 1, head.hash, events).bytes).ok();
        let rows = book.register(kind("seizure"), DeviceId(1), day("2026-03-10")).unwrap();
        rows[0].next.as_ref().map(|next| next.on.to_string())
    };
    let first = ends(frozen);
    assert!(first.is_some());
    assert_eq!(ends(of_record), first);
}

/// 批准后不能转回简易程序: the chief confirmed that there is no way back. The form lets a clerk take the record out.
#[test]
fn what_was_granted_without_a_way_back_is_not_taken_out_by_a_form() {
    let mut book = office();
    let values = [("ground", text("C2")), ("ground_on", Value::Date(day("2026-09-01")))];
    all(
        &mut book,
        vec![
            (6, begun("conversion", &values)),
            (3, step("conversion", "ask", 3)),
            (1, step("conversion", "grant", 1)),
        ],
    );
    assert!(happened(&book).contains(&"conversion_approved".to_owned()));
    let state = book.state(&id(1)).unwrap().unwrap();
    let out = RecordWrite {
        record: record("conversion"),
        in_force: Some(false),
        fields: Vec::new(),
    };
    // What the worker asks before it writes.
    if !is_closed(&state, Kinds::builtin(), &out, None) {
        _ = write(&mut book, 6, id(1), Action::Record(Box::new(out)), NOON + HOUR);
    }
    assert!(happened(&book).contains(&"conversion_approved".to_owned()));
}

/// The same where the form says no: with a modified program a clerk takes a granted extension out of the case.
#[test]
fn what_was_granted_is_not_taken_out_by_who_may_not_decide() {
    let mut book = granted();
    let out = Action::Record(Box::new(RecordWrite {
        record: record("extension"),
        in_force: Some(false),
        fields: Vec::new(),
    }));
    _ = write(&mut book, 6, id(1), out, NOON + HOUR);
    assert_eq!(happened(&book), ["extension_approved"]);
}

/// A text by which who asked also grants, one step later than the next.
#[test]
fn a_text_by_which_somebody_grants_what_he_asked_for_is_refused() {
    let flow = r#"{
    "flow": "extension", "on": "task", "name": ["延期", "Extension"], "source": "plan:16", "mark": "L",
    "states": [["draft", ["拟办", "draft"]], ["asked", ["一", "one"]], ["passed", ["二", "two"]], ["granted", ["三", "three"]]],
    "steps": [
    {"key": "ask", "name": ["提请", "Ask"], "from": ["draft"], "to": "asked", "who": [{"roles": ["judge"]}]},
    {"key": "pass", "name": ["上报", "Pass"], "from": ["asked"], "to": "passed", "who": [{"roles": ["judge"]}], "decides": true, "not_by": ["ask"]},
    {"key": "grant", "name": ["批准", "Grant"], "from": ["passed"], "to": "granted", "who": [{"roles": ["judge"]}], "decides": true, "not_by": ["pass"]}
    ],
    "ends": ["granted"], "editable": ["draft"]
    }"#;
    let task = include_str!("../../rules/records/task.json");
    assert!(Kinds::load(&[task], &[flow]).is_err(), "who asked may grant");
}
