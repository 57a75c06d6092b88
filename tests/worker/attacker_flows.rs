//! What an attacker tried on records, flows and ledgers through the worker, with honest programs only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::folder::BUREAU;
use casebook::kinds::{KindOf, Kinds};
use protocol::{
    Action, CaseDoubt, CaseId, CaseView, Field, ReadCase, RecordEdit, RecordKey, RecordWrite, RecordWrites,
    RecordsWritten, StepBackEdit, StepEdit, StepRefusal, Value, WriteActions, WriteRecords,
};
use work_support::share::{founder, invite, join, sync};
use work_support::{Tab, World, ledger, summary, today};

const CASE: CaseId = [1; 16];

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn record(of: &str, id: u8) -> RecordKey {
    RecordKey {
        kind: kind(of).kind,
        id: [id; 16],
    }
}

fn begun(of: &str, id: u8, values: &[(&str, Value)]) -> RecordEdit {
    let number = |key: &str| kind(of).field_named(key).unwrap().number;
    RecordEdit::new(RecordWrite {
        record: record(of, id),
        in_force: Some(true),
        fields: values.iter().map(|(key, value)| (number(key), value.clone())).collect(),
    })
}

fn ask(tab: &Tab, writes: RecordWrites) -> RecordsWritten {
    tab.ask(WriteRecords { writes }).unwrap()
}

fn begin(tab: &Tab, case: CaseId, edit: RecordEdit) {
    let edits = vec![(case, edit)];
    let done = ask(
        tab,
        RecordWrites {
            edits,
            ..RecordWrites::default()
        },
    );
    assert!(done.moved.is_empty() && done.closed.is_empty());
}

fn case(tab: &Tab, id: CaseId) -> CaseView {
    tab.ask(ReadCase { id }).unwrap().unwrap()
}

fn states(tab: &Tab, of: RecordKey) -> String {
    let view = case(tab, CASE);
    let own = view.records.iter().filter(|record| record.record == of);
    own.flat_map(|record| record.flow.clone())
        .flat_map(|flow| flow.states)
        .collect::<Vec<_>>()
        .join(" | ")
}

/// A step as the page of the case takes it: on the last steps it shows.
fn step(tab: &Tab, of: RecordKey, key: &str) -> StepEdit {
    let view = case(tab, CASE);
    let there = view.records.iter().find(|record| record.record == of).unwrap();
    StepEdit {
        record: of,
        step: key.into(),
        heads: there.flow.as_ref().unwrap().heads.clone(),
        content: None,
        on: today(),
        reason: String::new(),
        receipt: String::new(),
    }
}

fn take(tab: &Tab, edit: StepEdit) -> RecordsWritten {
    let steps = vec![(CASE, edit)];
    ask(
        tab,
        RecordWrites {
            steps,
            ..RecordWrites::default()
        },
    )
}

fn with_case(tab: &Tab) {
    let number = vec![(Field::CASE_NUMBER, text("（2026）豫14执2号"))];
    summary(tab.ask(WriteActions {
        actions: vec![(CASE, Action::Set(number))],
    }));
}

/// The judge's tablet is an hour fast. The leader gets the request at once and passes it: the app says that it was taken.
#[test]
fn a_request_from_a_tablet_an_hour_fast_can_be_passed_on() {
    let world = World::default();
    let director = founder(&world);
    with_case(&director);
    let fast = world.beside(5);
    let judge = join(&fast, &invite(&director, "李静", "judge"));
    let leader = join(&world.beside(6), &invite(&director, "赵强", "team_leader"));
    for tab in [&director, &judge, &leader] {
        sync(tab);
    }
    fast.clock_ahead.set(3_600_000);
    let of = record("extension", 7);
    begin(&judge, CASE, begun("extension", 7, &[("ground", text("案情复杂"))]));
    assert_eq!(take(&judge, step(&judge, of, "ask")).taken.len(), 1);
    sync(&judge);
    sync(&leader);
    assert_eq!(states(&leader, of), "leader");
    let done = take(&leader, step(&leader, of, "pass"));
    assert_eq!((done.taken.len(), done.refused.len()), (1, 0));
    assert_eq!(states(&leader, of), "chief", "it was acknowledged");
}

/// The chief grants a conversion, confirmed as without a way back. Taking it back is refused, not taken without effect; and
/// nobody takes the record out by the form.
#[test]
fn what_has_no_way_back_has_none_by_the_forms() {
    let world = World::default();
    let director = founder(&world);
    with_case(&director);
    let leader = join(&world.beside(5), &invite(&director, "赵强", "team_leader"));
    let chief = join(&world.beside(6), &invite(&director, "王局", "bureau_chief"));
    for tab in [&director, &leader, &chief] {
        sync(tab);
    }
    let of = record("conversion", 7);
    let values = [("ground", text("C2")), ("ground_on", Value::Date(today()))];
    begin(&leader, CASE, begun("conversion", 7, &values));
    take(&leader, step(&leader, of, "ask"));
    sync(&leader);
    sync(&chief);
    let done = take(&chief, step(&chief, of, "grant"));
    assert_eq!(states(&chief, of), "granted");
    let back = StepBackEdit {
        record: of,
        step: done.taken[0].2,
    };
    let undone = ask(
        &chief,
        RecordWrites {
            back: vec![(CASE, back)],
            ..RecordWrites::default()
        },
    );
    let is_refused = !undone.refused.is_empty();
    sync(&chief);
    sync(&leader);
    let out = RecordEdit {
        write: RecordWrite {
            record: of,
            in_force: Some(false),
            fields: Vec::new(),
        },
        seen: vec![(0, Value::Bool(true))],
    };
    let done = ask(
        &leader,
        RecordWrites {
            edits: vec![(CASE, out)],
            ..RecordWrites::default()
        },
    );
    assert_eq!(
        (states(&leader, of).as_str(), done.closed.len(), is_refused),
        ("granted", 1, true)
    );
}

/// A day in 2099, mistyped: nobody goes on from there before that day.
#[test]
fn a_step_of_a_day_to_come_is_not_taken() {
    let world = World::default();
    let director = founder(&world);
    with_case(&director);
    let of = record("extension", 7);
    begin(&director, CASE, begun("extension", 7, &[("ground", text("案情复杂"))]));
    let edit = StepEdit {
        on: "2099-01-01".parse().unwrap(),
        ..step(&director, of, "ask")
    };
    assert!(take(&director, edit).taken.is_empty());
}

/// A row without the number of a case is about no case: neither about the folder of the bureau, nor about one that has no
/// number yet.
#[test]
fn a_row_of_a_ledger_without_a_number_is_about_no_case() {
    for other in [BUREAU, [9; 16]] {
        let world = World::default();
        let tab = founder(&world);
        with_case(&tab);
        match other {
            BUREAU => begin(&tab, BUREAU, begun("problem", 9, &[("what", text("终本约谈记录缺失"))])),
            other => {
                let debtor = vec![(Field::REMARK, text("尚无案号"))];
                summary(tab.ask(WriteActions {
                    actions: vec![(other, Action::Set(debtor))],
                }));
            }
        }
        let text = "案号,财产名称,查控措施,冻结日期\n,工行6222,存款,2026-3-2\n";
        let row = ledger(&tab, text, today()).remove(0);
        assert_eq!((row.case, row.is_ready()), (None, false), "{other:?}");
    }
}

/// A case that was entered twice and removed once: rows go to the one that is in the lists.
#[test]
fn a_row_of_a_ledger_goes_to_no_removed_case() {
    let world = World::default();
    let tab = founder(&world);
    with_case(&tab);
    let number = vec![(Field::CASE_NUMBER, text("（2026）豫14执2号"))];
    summary(tab.ask(WriteActions {
        actions: vec![([2; 16], Action::Set(number))],
    }));
    summary(tab.ask(WriteActions {
        actions: vec![([2; 16], Action::Hide(true))],
    }));
    let text = "案号,财产名称,查控措施,冻结日期\n（2026）豫14执2号,工行6222,存款,2026-3-2\n";
    let rows = ledger(&tab, text, today());
    assert_eq!(rows[0].case, Some(CASE));
}

/// Two cases with records of one id, as a modified program may write them: of the one that was taken it is said so.
#[test]
fn records_of_one_id_in_two_cases_are_told_apart() {
    let world = World::default();
    let tab = founder(&world);
    with_case(&tab);
    let of = record("extension", 7);
    for case in [CASE, [2; 16]] {
        begin(&tab, case, begun("extension", 7, &[("ground", text("案情复杂"))]));
    }
    let good = step(&tab, of, "ask");
    let stale = StepEdit {
        content: Some([9; 32]),
        ..good.clone()
    };
    let steps = vec![(CASE, good), ([2; 16], stale)];
    let done = ask(
        &tab,
        RecordWrites {
            steps,
            ..RecordWrites::default()
        },
    );
    assert_eq!(states(&tab, of), "leader");
    assert_eq!(done.refused, [([2; 16], of, StepRefusal::Moved)]);
    assert_eq!(done.taken.len(), 1);
}

/// Two steps of one record in one write: the second was not judged on the first.
#[test]
fn two_steps_of_one_record_at_once_are_both_true_or_one_is_refused() {
    let world = World::default();
    let tab = founder(&world);
    with_case(&tab);
    let of = record("extension", 7);
    begin(&tab, CASE, begun("extension", 7, &[("ground", text("案情复杂"))]));
    let one = step(&tab, of, "ask");
    let steps = vec![(CASE, one.clone()), (CASE, one)];
    let done = ask(
        &tab,
        RecordWrites {
            steps,
            ..RecordWrites::default()
        },
    );
    let view = case(&tab, CASE);
    let flow = view.records[0].flow.clone().unwrap();
    let faults = flow.steps.iter().filter(|step| step.fault.is_some()).count();
    assert_eq!(faults, 0, "{} taken, {} refused", done.taken.len(), done.refused.len());
}

/// Whoever may write filing data gives the folder of the bureau the number of a case: the ledger goes there, where no list
/// shows it.
#[test]
fn the_folder_of_the_bureau_has_no_number() {
    let world = World::default();
    let tab = founder(&world);
    with_case(&tab);
    let number = vec![(Field::CASE_NUMBER, text("（2026）豫14执2号"))];
    _ = tab.ask(WriteActions {
        actions: vec![(BUREAU, Action::Set(number))],
    });
    let text = "案号,财产名称,查控措施,冻结日期\n（2026）豫14执2号,工行6222,存款,2026-3-2\n";
    let rows = ledger(&tab, text, today());
    assert_eq!(rows[0].case, Some(CASE));
}

/// A wrong number of a case is not noticed by its form; the debtor in the next column tells.
#[test]
fn a_row_that_names_another_debtor_or_a_closed_case_is_told() {
    let world = World::default();
    let tab = founder(&world);
    with_case(&tab);
    let fields = vec![
        (Field::DEBTOR, text("甲建筑有限公司")),
        (Field::CLOSED_ON, Value::Date(today())),
    ];
    summary(tab.ask(WriteActions {
        actions: vec![(CASE, Action::Set(fields))],
    }));
    let rows = "案号,被执行人,财产名称,查控措施,冻结日期\n\
                （2026）豫14执2号,甲建筑有限公司,工行6222,存款,2026-3-2\n\
                （2026）豫14执2号,李四,工行6223,存款,2026-3-2\n";
    let rows = ledger(&tab, rows, today());
    let other = CaseDoubt::OtherDebtor("李四".to_owned(), "甲建筑有限公司".to_owned());
    assert_eq!(rows[0].doubts, [CaseDoubt::Closed]);
    assert_eq!(rows[1].doubts, [CaseDoubt::Closed, other]);
}
