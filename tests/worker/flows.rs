//! Steps of flows as pages take them: what waits for whom, several at once, taking back, two devices apart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::clock::Stamp;
use casebook::flows::content_of;
use casebook::kinds::{Kinds, ValueType};
use law::money::Fen;
use protocol::{
    Action, CaseId, CaseView, Field, Kind, ReadCase, ReadWaiting, RecordEdit, RecordKey, RecordWrite, RecordWrites,
    RecordsWritten, RegisterRow, StepBackEdit, StepEdit, StepFault, StepRefusal, Value, WriteActions, WriteRecords,
};
use work_support::share::{founder, invite, join, sync};
use work_support::{Tab, World, decide, summary, today};

const CASES: [CaseId; 2] = [[1; 16], [2; 16]];

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn key(id: u8) -> RecordKey {
    RecordKey {
        kind: Kind(20),
        id: [id; 16],
    }
}

fn ask(tab: &Tab, writes: RecordWrites) -> RecordsWritten {
    match tab.ask(WriteRecords { writes }) {
        Ok(done) => done,
        other => panic!("{other:?}"),
    }
}

/// Steps without any other writing.
fn take(tab: &Tab, steps: Vec<(CaseId, StepEdit)>) -> RecordsWritten {
    let writes = RecordWrites {
        steps,
        ..RecordWrites::default()
    };
    ask(tab, writes)
}

/// A proposal of a verdict in each case, submitted.
fn submit(tab: &Tab) -> RecordsWritten {
    let edit = |id: u8| {
        RecordEdit::new(RecordWrite {
            record: key(id),
            in_force: Some(true),
            fields: vec![(1, text("simple"))],
        })
    };
    let pairs = || CASES.into_iter().zip(1..);
    ask(
        tab,
        RecordWrites {
            edits: pairs().map(|(case, id)| (case, edit(id))).collect(),
            steps: pairs().map(|(case, id)| (case, step(id, "prepare", None))).collect(),
            on_order_of: "王主任".into(),
            ..RecordWrites::default()
        },
    )
}

/// A step of a record as a row of the list shows it.
fn step(id: u8, key_of: &str, row: Option<&RegisterRow>) -> StepEdit {
    StepEdit {
        record: key(id),
        step: key_of.into(),
        heads: row
            .and_then(|row| row.flow.as_ref())
            .map(|flow| flow.heads.clone())
            .unwrap_or_default(),
        content: row.map(|row| content_of(&row.fields)),
        on: today(),
        // The facts of these cases are not known: whoever decides all the same says why.
        reason: if key_of == "decide" {
            "复核".into()
        } else {
            String::new()
        },
        receipt: String::new(),
    }
}

fn waiting(tab: &Tab) -> Vec<RegisterRow> {
    match tab.ask(ReadWaiting { today: today() }) {
        Ok(rows) => rows,
        other => panic!("{other:?}"),
    }
}

fn case(tab: &Tab, id: CaseId) -> CaseView {
    match tab.ask(ReadCase { id }) {
        Ok(Some(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn states(tab: &Tab, id: CaseId) -> Vec<String> {
    let view = case(tab, id);
    view.records
        .iter()
        .flat_map(|record| &record.flow)
        .flat_map(|flow| flow.states.clone())
        .collect()
}

fn decided(tab: &Tab, id: CaseId) -> Vec<Value> {
    let view = case(tab, id);
    let own = view.fields.iter().filter(|(field, _)| *field == Field::DECIDED_VERDICT);
    own.map(|(_, value)| value.clone()).collect()
}

/// The head on one device, a judge who prepares on another, and two cases.
fn office(world: &World) -> (Tab, Tab) {
    let director = founder(world);
    for (at, id) in CASES.into_iter().enumerate() {
        let number = text(&format!("（2026）豫14执{}号", at + 1));
        summary(director.ask(WriteActions {
            actions: vec![(id, Action::Set(vec![(Field::CASE_NUMBER, number)]))],
        }));
    }
    let clerk = join(&world.beside(5), &invite(&director, "李静", "judge"));
    sync(&director);
    sync(&clerk);
    (director, clerk)
}

#[test]
fn a_clerk_submits_and_the_head_decides_many_at_once() {
    let (director, clerk) = office(&World::default());
    let done = submit(&clerk);
    assert_eq!((done.taken.len(), done.refused.len()), (2, 0));
    let rows = waiting(&clerk);
    assert!(
        rows.iter()
            .all(|row| row.flow.as_ref().is_some_and(|flow| flow.mine && flow.open.is_empty()))
    );
    sync(&clerk);
    sync(&director);
    let rows = waiting(&director);
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|row| row.flow.as_ref().is_some_and(|flow| flow.open == ["decide", "return"]))
    );
    // Somebody decides one of the two on the case's page meanwhile: the other is decided, this one is named.
    let one = step(1, "decide", Some(&rows[0]));
    let steps = vec![(CASES[0], one.clone())];
    assert_eq!(take(&director, steps).taken.len(), 1);
    let two = step(2, "decide", Some(&rows[1]));
    let steps = vec![(CASES[0], one), (CASES[1], two)];
    let done = take(&director, steps);
    assert_eq!(done.refused, [(CASES[0], key(1), StepRefusal::Moved)]);
    assert_eq!(done.taken.len(), 1);
    for id in CASES {
        assert_eq!(
            (states(&director, id), decided(&director, id)),
            (vec!["decided".to_owned()], vec![text("simple")])
        );
    }
    let trace = case(&director, CASES[0]).history;
    let submitted = trace
        .iter()
        .find(|line| matches!(&line.action, Action::Step(step) if step.step == "prepare"));
    assert_eq!(
        submitted.unwrap().on_order_of,
        "王主任",
        "on whose order stands in the trace"
    );
    assert!(waiting(&director).is_empty());
}

#[test]
fn what_is_submitted_is_not_changed_and_nobody_takes_anothers_step() {
    let (director, clerk) = office(&World::default());
    submit(&clerk);
    let change = RecordEdit {
        write: RecordWrite {
            record: key(1),
            in_force: None,
            fields: vec![(1, text("ordinary"))],
        },
        seen: vec![(1, text("simple"))],
    };
    let done = ask(
        &clerk,
        RecordWrites {
            edits: vec![(CASES[0], change)],
            ..RecordWrites::default()
        },
    );
    assert_eq!(done.closed, [(CASES[0], key(1))]);
    let row = waiting(&clerk).remove(0);
    let steps = vec![(CASES[0], step(1, "decide", Some(&row)))];
    let done = take(&clerk, steps);
    assert_eq!(done.refused, [(CASES[0], key(1), StepRefusal::NotYours)]);
    let steps = vec![(CASES[0], step(1, "prepare", Some(&row)))];
    let done = take(&clerk, steps);
    assert_eq!(
        done.refused,
        [(CASES[0], key(1), StepRefusal::Fault(StepFault::WrongState))]
    );
    assert_eq!(decided(&director, CASES[0]), []);
}

#[test]
fn a_step_is_taken_back_with_what_it_set_unless_somebody_went_on() {
    let (director, clerk) = office(&World::default());
    let done = submit(&clerk);
    let back = |(case, record, step): (CaseId, RecordKey, _)| RecordWrites {
        back: vec![(case, StepBackEdit { record, step })],
        ..RecordWrites::default()
    };
    assert_eq!(ask(&clerk, back(done.taken[0])).refused, []);
    assert_eq!(states(&clerk, CASES[0]), ["draft"]);
    sync(&clerk);
    sync(&director);
    let rows = waiting(&director);
    let row = rows.iter().find(|row| row.record == key(2)).unwrap();
    let steps = vec![(CASES[1], step(2, "decide", Some(row)))];
    let decision = take(&director, steps);
    // Too late for the clerk: the head decided.
    sync(&director);
    sync(&clerk);
    assert_eq!(
        ask(&clerk, back(done.taken[1])).refused,
        [(CASES[1], key(2), StepRefusal::Moved)]
    );
    let undone = ask(&director, back(decision.taken[0]));
    assert_eq!(undone.refused, []);
    assert_eq!(
        (states(&director, CASES[1]), decided(&director, CASES[1])),
        (vec!["prepared".to_owned()], vec![])
    );
}

#[test]
fn two_decisions_apart_leave_one_question_that_a_ruling_ends() {
    let world = World::default();
    let director = office(&world).0;
    let deputy = join(&world.beside(6), &invite(&director, "赵强", "centre_director"));
    sync(&director);
    sync(&deputy);
    for (tab, verdict) in [(&director, "simple"), (&deputy, "ordinary")] {
        assert!(matches!(tab.ask(decide(CASES[0], verdict, "复核")), Ok(done) if done.taken.len() == 1));
    }
    for tab in [&director, &deputy, &director] {
        sync(tab);
    }
    assert_eq!(decided(&director, CASES[0]).len(), 2, "both stand until a person rules");
    assert_eq!(case(&director, CASES[0]).competing.len(), 2);
    rule(&director, CASES[0], "ordinary");
    assert_eq!(decided(&director, CASES[0]), [text("ordinary")]);
}

fn rule(tab: &Tab, id: CaseId, verdict: &str) {
    let ruled = Action::Ruled {
        field: Field::DECIDED_VERDICT,
        value: text(verdict),
        reason: "复核".into(),
    };
    tab.ask(WriteActions {
        actions: vec![(id, ruled)],
    })
    .unwrap();
}

#[test]
fn taking_a_decision_back_replaces_no_ruling_made_since() {
    let director = office(&World::default()).0;
    let done = tab_decides(&director, "simple");
    rule(&director, CASES[0], "ordinary");
    let (case, record, step) = done.taken[0];
    let back = vec![(case, StepBackEdit { record, step })];
    let undone = ask(
        &director,
        RecordWrites {
            back,
            ..RecordWrites::default()
        },
    );
    assert_eq!(undone.refused, [(case, record, StepRefusal::Moved)]);
    assert_eq!(decided(&director, CASES[0]), [text("ordinary")]);
}

fn tab_decides(tab: &Tab, verdict: &str) -> RecordsWritten {
    tab.ask(decide(CASES[0], verdict, "复核")).unwrap()
}

/// Plan Art. 11: a decision has its ground; where it is not that of the rules, the person gives one.
#[test]
fn deciding_otherwise_than_the_rules_takes_a_reason() {
    let (director, clerk) = office(&World::default());
    submit(&clerk);
    sync(&clerk);
    sync(&director);
    let row = waiting(&director).remove(0);
    let silent = StepEdit {
        reason: String::new(),
        ..step(1, "decide", Some(&row))
    };
    let steps = vec![(CASES[0], silent)];
    let done = take(&director, steps);
    assert_eq!(done.refused, [(CASES[0], key(1), StepRefusal::NoReason)]);
    // A civil judgment whose facts are all known is ordinary: that needs no reason, the other does.
    let no = || Value::Bool(false);
    let facts = vec![
        (Field::BASIS_TYPE, text("civil_judgment")),
        (Field::FILED_ON, Value::Date(today())),
        (Field::FOREIGN_RELATED, no()),
        (Field::CLAIM_KIND, text("money")),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(100_000_000))),
        (Field::ENTRUSTED, no()),
        (Field::PARTY_OR_GOV_ORGAN, no()),
        (Field::FROZEN_COMPLETE, Value::Bool(true)),
        (Field::FILING_DATA_OK, Value::Bool(true)),
    ];
    summary(director.ask(WriteActions {
        actions: vec![(CASES[1], Action::Set(facts))],
    }));
    for (verdict, refused) in [("simple", 1), ("ordinary", 0)] {
        let done = director.ask(decide(CASES[1], verdict, "")).unwrap();
        assert_eq!(done.refused.len(), refused, "{verdict}: {:?}", done.refused);
    }
}

#[test]
fn who_decides_again_after_taking_back_has_decided_once() {
    let director = office(&World::default()).0;
    let done = tab_decides(&director, "simple");
    let (case_id, record, first) = done.taken[0];
    let back = vec![(case_id, StepBackEdit { record, step: first })];
    assert!(
        ask(
            &director,
            RecordWrites {
                back,
                ..RecordWrites::default()
            }
        )
        .refused
        .is_empty()
    );
    let view = case(&director, CASES[0]);
    let flow = view.records[0].flow.clone().unwrap();
    let again = StepEdit {
        record,
        heads: flow.heads,
        content: None,
        ..step(1, "decide", None)
    };
    let steps = vec![(CASES[0], again)];
    assert_eq!(take(&director, steps).taken.len(), 1);
    let flow = case(&director, CASES[0]).records[0].flow.clone().unwrap();
    let counted: Vec<bool> = flow.steps.iter().map(|step| step.counts).collect();
    assert_eq!((counted, flow.states), (vec![false, true], vec!["decided".to_owned()]));
    let trace = case(&director, CASES[0]).history;
    assert_eq!(
        trace[0].before,
        [(Field::DECIDED_VERDICT, Value::None)],
        "nothing stood there before it"
    );
}

/// 17: there is no way back from a conversion that was granted, also not by the next press.
#[test]
fn what_was_confirmed_as_without_a_way_back_is_not_taken_back() {
    let world = World::default();
    let (director, _) = office(&world);
    let [leader, chief] = [(6, "王强", "team_leader"), (7, "周正", "bureau_chief")]
        .map(|(device, name, role)| join(&world.beside(device), &invite(&director, name, role)));
    [&director, &leader, &chief].into_iter().for_each(|tab| drop(sync(tab)));
    let conversion = Kinds::builtin().named("conversion").unwrap();
    let record = RecordKey {
        kind: conversion.kind,
        id: [9; 16],
    };
    let number = |key: &str| conversion.field_named(key).unwrap().number;
    let ground = match &conversion.field_named("ground").unwrap().holds {
        ValueType::Choice(choices) => text(&choices[0].0),
        other => panic!("{other:?}"),
    };
    let fields = vec![(number("ground"), ground), (number("ground_on"), Value::Date(today()))];
    let of = |step: &str, heads: Vec<Stamp>| StepEdit {
        record,
        step: step.into(),
        heads,
        content: None,
        on: today(),
        reason: String::new(),
        receipt: String::new(),
    };
    let write_it = RecordEdit::new(RecordWrite {
        record,
        in_force: Some(true),
        fields,
    });
    let asked = ask(
        &leader,
        RecordWrites {
            edits: vec![(CASES[0], write_it)],
            steps: vec![(CASES[0], of("ask", Vec::new()))],
            ..RecordWrites::default()
        },
    );
    assert_eq!(asked.refused, []);
    sync(&leader);
    sync(&chief);
    let granted = take(&chief, vec![(CASES[0], of("grant", vec![asked.taken[0].2]))]);
    assert_eq!(granted.refused, []);
    let back = StepBackEdit {
        record,
        step: granted.taken[0].2,
    };
    let undone = ask(
        &chief,
        RecordWrites {
            back: vec![(CASES[0], back)],
            ..RecordWrites::default()
        },
    );
    assert_eq!(undone.refused, [(CASES[0], record, StepRefusal::Final)]);
    assert!(states(&chief, CASES[0]).contains(&"granted".to_owned()));
    let gone = RecordEdit::new(RecordWrite {
        record,
        in_force: Some(false),
        fields: Vec::new(),
    });
    sync(&chief);
    sync(&leader);
    let removed = ask(
        &leader,
        RecordWrites {
            edits: vec![(CASES[0], gone)],
            ..RecordWrites::default()
        },
    );
    assert_eq!(
        removed.closed,
        [(CASES[0], record)],
        "what was decided is not taken out"
    );
}
