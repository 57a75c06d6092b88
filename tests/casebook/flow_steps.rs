//! Steps of flows in a case and in a book: what they set, the trace, what a form may not do, who may take one.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book::{day, event, id, stamp, text};
use crate::support::people as support;

use casebook::action::Action;
use casebook::book::BookError;
use casebook::clock::Stamp;
use casebook::event::Event;
use casebook::field::{Field, Value};
use casebook::flows::{Step, StepBack, StepEdit, StepFault, StepRefusal, is_closed, take};
use casebook::fold::fold;
use casebook::history::view;
use casebook::kinds::Kinds;
use casebook::people::PersonId;
use casebook::slot::{Kind, RecordKey, RecordWrite};
use support::{NOON, with, write};

fn record() -> RecordKey {
    RecordKey {
        kind: Kind(20),
        id: id(7),
    }
}

fn proposal(verdict: &str) -> Action {
    let fields = vec![(1, text(verdict))];
    Action::Record(Box::new(RecordWrite {
        record: record(),
        in_force: Some(true),
        fields,
    }))
}

fn correction() -> RecordWrite {
    RecordWrite {
        record: record(),
        in_force: None,
        fields: Vec::new(),
    }
}

fn step(step: &str, by: PersonId) -> Step {
    let sets = match step {
        "decide" => vec![(Field::DECIDED_VERDICT, text("simple"))],
        _ => Vec::new(),
    };
    Step {
        record: record(),
        step: step.to_owned(),
        by,
        on: day("2026-03-03"),
        reason: String::new(),
        receipt: String::new(),
        content: [0; 32],
        sets,
    }
}

#[test]
fn the_decision_sets_the_verdict_and_stands_in_the_trace() {
    let events = [
        event(stamp(1, 1), id(1), proposal("simple"), &[]),
        event(stamp(2, 1), id(1), Action::Step(Box::new(step("prepare", id(1)))), &[]),
        event(
            stamp(3, 2),
            id(1),
            Action::Step(Box::new(step("decide", id(2)))),
            &[stamp(2, 1)],
        ),
        event(
            stamp(4, 2),
            id(1),
            Action::Step(Box::new(step("return", id(2)))),
            &[stamp(3, 2)],
        ),
    ];
    let state = fold(&events);
    assert_eq!(state.text(Field::DECIDED_VERDICT), "simple");
    let view = view(id(1), &events, &[], Kinds::builtin()).expect("there");
    let flow = view.records[0].flow.as_ref().expect("a flow");
    assert_eq!(flow.states, ["decided"]);
    assert_eq!(
        flow.steps
            .iter()
            .map(|s| (s.step.as_str(), s.fault))
            .collect::<Vec<_>>(),
        [
            ("prepare", None),
            ("decide", None),
            ("return", Some(StepFault::WrongState)),
        ]
    );
    assert!(
        flow.steps.iter().all(|step| step.changed),
        "the hashes of this test are of nothing"
    );
    assert_eq!(
        view.history[0].refused.as_deref(),
        Some("step_wrong_state"),
        "it stands in the trace, marked"
    );
    assert_eq!(view.history[1].refused, None);
}

#[test]
fn a_form_takes_no_step_on_what_it_has_not_seen_and_corrects_nothing_under_decision() {
    let begun = [event(stamp(1, 1), id(1), proposal("simple"), &[])];
    let asked = [
        begun[0].clone(),
        event(stamp(2, 1), id(1), Action::Step(Box::new(step("prepare", id(1)))), &[]),
    ];
    let empty = [event(
        stamp(1, 1),
        id(1),
        Action::Record(Box::new(RecordWrite {
            record: record(),
            in_force: Some(true),
            fields: Vec::new(),
        })),
        &[],
    )];
    let edit = |step: &str, heads: &[Stamp], on: &str, reason: &str| StepEdit {
        record: record(),
        step: step.to_owned(),
        heads: heads.to_vec(),
        content: None,
        on: day(on),
        reason: reason.to_owned(),
        receipt: String::new(),
    };
    let late = "2026-03-05";
    for (events, edit, said) in [
        (&begun[..], edit("prepare", &[], late, ""), None),
        (&[], edit("prepare", &[], late, ""), Some(StepRefusal::NotThere)),
        (&begun, edit("none_such", &[], late, ""), Some(StepRefusal::NotThere)),
        (
            &begun,
            edit("return", &[], late, "why"),
            Some(StepRefusal::Fault(StepFault::WrongState)),
        ),
        (
            &empty,
            edit("prepare", &[], late, ""),
            Some(StepRefusal::Missing(vec![1])),
        ),
        (&asked, edit("decide", &[], late, ""), Some(StepRefusal::Moved)),
        (&asked, edit("decide", &[stamp(2, 1)], late, ""), None),
        (
            &asked,
            edit("return", &[stamp(2, 1)], late, " "),
            Some(StepRefusal::NoReason),
        ),
        (
            &asked,
            edit("decide", &[stamp(2, 1)], "2026-03-02", ""),
            Some(StepRefusal::TooEarly(day("2026-03-03"))),
        ),
        (
            &begun,
            StepEdit {
                content: Some([1; 32]),
                ..edit("prepare", &[], late, "")
            },
            Some(StepRefusal::Moved),
        ),
    ] {
        let state = fold(events);
        assert_eq!(
            take(&state, Kinds::builtin(), None, &edit, id(2), day("2026-12-31")).err(),
            said,
            "{edit:?}"
        );
    }
    assert!(!is_closed(&fold(&begun), Kinds::builtin(), &correction(), None));
    assert!(is_closed(&fold(&asked), Kinds::builtin(), &correction(), None));
    assert!(is_closed(
        &fold(&asked),
        Kinds::builtin(),
        &correction(),
        Some("return")
    ));
    assert!(
        !is_closed(&fold(&asked), Kinds::builtin(), &correction(), Some("decide")),
        "who decides may correct it in the same breath"
    );
    // What the step sets comes from the record, also when both are written at once.
    let with = RecordWrite {
        record: record(),
        in_force: Some(true),
        fields: vec![(1, text("ordinary"))],
    };
    let step = take(
        &fold(&[]),
        Kinds::builtin(),
        Some(&with),
        &edit("decide", &[], late, ""),
        id(2),
        day("2026-12-31"),
    )
    .expect("may");
    assert_eq!(step.sets, [(Field::DECIDED_VERDICT, text("ordinary"))]);
}

/// 11: the head of the centre decides; 5: each in his own name.
#[test]
fn a_step_is_taken_by_whom_the_flow_names_and_in_nobody_elses_name() {
    for (role, group, key, by, said) in [
        ("clerk", "A", "prepare", 2, None),
        ("clerk", "A", "decide", 2, Some(BookError::NotAllowed)),
        ("centre_director", "centre", "decide", 2, None),
        ("centre_director", "centre", "decide", 3, Some(BookError::NotAllowed)),
        ("bailiff", "", "prepare", 2, Some(BookError::NotAllowed)),
    ] {
        let mut book = with(role, group);
        let written = write(&mut book, 2, id(1), Action::Step(Box::new(step(key, [by; 16]))), NOON);
        assert_eq!(written.err(), said, "{role} {group} {key} {by}");
    }
    // Fields of the case that the step does not name are set as by hand.
    let mut book = with("centre_director", "centre");
    let mut more = step("decide", [2; 16]);
    more.sets.push((Field::HANDLER, text("张三")));
    let written = write(&mut book, 2, id(1), Action::Step(Box::new(more.clone())), NOON);
    assert!(written.is_ok(), "the director may write the handler");
    let mut book = with("clerk", "A");
    more.step = "prepare".to_owned();
    more.sets = vec![(Field::HANDLER, Value::None)];
    let written = write(&mut book, 2, id(1), Action::Step(Box::new(more)), NOON);
    assert_eq!(written.err(), Some(BookError::NotAllowed));
}

fn back(of: Stamp, key: &str, by: u8) -> Action {
    Action::StepTakenBack(Box::new(StepBack {
        record: record(),
        step: of,
        key: key.to_owned(),
        by: id(by),
        sets: Vec::new(),
    }))
}

fn stands(events: &[Event]) -> Vec<String> {
    let view = view(id(1), events, &[], Kinds::builtin()).expect("there");
    view.records[0].flow.clone().expect("a flow").states
}

#[test]
fn nobody_takes_back_the_step_of_another() {
    let asked = stamp(2, 1);
    let begun = [
        event(stamp(1, 1), id(1), proposal("simple"), &[]),
        event(asked, id(1), Action::Step(Box::new(step("prepare", id(1)))), &[]),
    ];
    let of_another = event(stamp(3, 2), id(1), back(asked, "prepare", 2), &[asked]);
    let own = event(stamp(4, 1), id(1), back(asked, "prepare", 1), &[stamp(3, 2)]);
    let with = |more: &[&Event]| -> Vec<Event> { begun.iter().chain(more.iter().copied()).cloned().collect() };
    assert_eq!(stands(&with(&[&of_another])), ["prepared"]);
    assert_eq!(stands(&with(&[&own])), ["draft"]);
    assert_eq!(
        stands(&with(&[&of_another, &own])),
        ["draft"],
        "what another says revives nothing"
    );
    let later = event(stamp(5, 2), id(1), back(asked, "prepare", 2), &[stamp(4, 1)]);
    assert_eq!(stands(&with(&[&own, &later])), ["draft"]);
}

/// Who takes back what is not his, or what others have gone on from, does not lead the next one back to the beginning.
#[test]
fn a_taking_back_that_counts_for_nothing_stands_in_nobodys_way() {
    let (asked, sent_back) = (stamp(2, 1), stamp(3, 2));
    let begun = [
        event(stamp(1, 1), id(1), proposal("simple"), &[]),
        event(asked, id(1), Action::Step(Box::new(step("prepare", id(1)))), &[]),
        event(
            sent_back,
            id(1),
            Action::Step(Box::new(step("return", id(2)))),
            &[asked],
        ),
    ];
    for (of, key, by) in [(asked, "prepare", 3), (sent_back, "return", 3), (asked, "prepare", 1)] {
        let empty = event(stamp(4, by.into()), id(1), back(of, key, by), &[sent_back]);
        let next = event(
            stamp(5, 1),
            id(1),
            Action::Step(Box::new(step("prepare", id(1)))),
            &[stamp(4, by.into())],
        );
        let events: Vec<Event> = begun.iter().cloned().chain([empty, next]).collect();
        assert_eq!(stands(&events), ["prepared"], "{of:?} by {by}");
        let mut turned = events.clone();
        turned.reverse();
        assert_eq!(fold(&turned), fold(&events));
    }
}

/// A record of a flow is taken out while nothing was decided on it, and never after.
#[test]
fn what_was_decided_is_not_taken_out() {
    let mut events = vec![event(stamp(1, 1), id(1), proposal("simple"), &[])];
    let gone = RecordWrite {
        in_force: Some(false),
        ..correction()
    };
    for (at, key, is_closed_now) in [
        (1, "", false),
        (2, "prepare", true),
        (3, "return", false),
        (4, "decide", true),
        (5, "reopen", true),
    ] {
        if !key.is_empty() {
            let before: Vec<Stamp> = (at > 2).then(|| stamp(at - 1, 1)).into_iter().collect();
            let taken = Action::Step(Box::new(step(key, id(1))));
            events.push(event(stamp(at, 1), id(1), taken, &before));
        }
        assert_eq!(
            is_closed(&fold(&events), Kinds::builtin(), &gone, None),
            is_closed_now,
            "after {key}"
        );
    }
    assert!(
        !is_closed(&fold(&events), Kinds::builtin(), &correction(), None),
        "a draft again is corrected"
    );
}

/// The decision on something is not before it: not before the filing, nor before what the record is about.
#[test]
fn no_step_lies_before_the_filing_or_before_its_cause() {
    let petition = RecordKey {
        kind: Kinds::builtin().named("petition").expect("built in").kind,
        id: id(8),
    };
    let received = Kinds::builtin()
        .named("petition")
        .and_then(|kind| kind.field_named("received_on"))
        .expect("a field")
        .number;
    let fields = vec![(received, Value::Date(day("2026-03-04")))];
    let events = [
        event(
            stamp(1, 1),
            id(1),
            Action::Set(vec![(Field::FILED_ON, Value::Date(day("2026-02-02")))]),
            &[],
        ),
        event(
            stamp(2, 1),
            id(1),
            Action::Record(Box::new(RecordWrite {
                record: petition,
                in_force: Some(true),
                fields,
            })),
            &[],
        ),
        event(stamp(3, 1), id(1), proposal("simple"), &[]),
    ];
    let state = fold(&events);
    for (record, step, on, first) in [
        (petition, "assign", "2026-03-03", Some("2026-03-04")),
        (petition, "assign", "2026-03-04", None),
        (record(), "prepare", "2026-02-01", Some("2026-02-02")),
        (record(), "prepare", "2026-02-02", None),
    ] {
        let edit = StepEdit {
            record,
            step: step.to_owned(),
            heads: Vec::new(),
            content: None,
            on: day(on),
            reason: String::new(),
            receipt: String::new(),
        };
        let refused = first.map(|first| StepRefusal::TooEarly(day(first)));
        assert_eq!(
            take(&state, Kinds::builtin(), None, &edit, id(1), day("2026-12-31")).err(),
            refused,
            "{step} on {on}"
        );
    }
}
