//! The dossiers of all cases: what each lacks, and that none with gaps is archived without somebody who answers for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::dossier::Gaps;
use casebook::flows::content_of;
use casebook::kinds::{KindOf, Kinds};
use protocol::{
    Action, CaseId, DossierRow, Field, ReadCase, ReadDossiers, RecordEdit, RecordKey, RecordWrite, RecordWrites,
    RecordsWritten, StepEdit, StepFault, StepRefusal, Value, WriteActions, WriteRecords,
};
use work_support::share::{founder, invite_to, join, sync};
use work_support::{Tab, World, summary, today};

const CASE: CaseId = [1; 16];

fn kind() -> &'static KindOf {
    Kinds::builtin().named("volume").unwrap()
}

fn record() -> RecordKey {
    RecordKey {
        kind: kind().kind,
        id: [9; 16],
    }
}

fn fields(values: &[(&str, Value)]) -> Vec<(u16, Value)> {
    let number = |key: &str| kind().field_named(key).unwrap().number;
    values.iter().map(|(key, value)| (number(key), value.clone())).collect()
}

fn ask(tab: &Tab, writes: RecordWrites) -> RecordsWritten {
    tab.ask(WriteRecords { writes }).expect("an answer")
}

/// Takes a step as the page does, on what stands there; why it was refused, if so.
fn step(tab: &Tab, key: &str, reason: &str) -> Option<StepRefusal> {
    let view = tab.ask(ReadCase { id: CASE }).unwrap().unwrap();
    let stands = view.records.iter().find(|of| of.record == record()).unwrap();
    let edit = StepEdit {
        record: record(),
        step: key.into(),
        heads: stands.flow.as_ref().map(|flow| flow.heads.clone()).unwrap_or_default(),
        content: Some(content_of(&stands.fields)),
        on: today(),
        reason: reason.into(),
        receipt: String::new(),
    };
    let done = ask(
        tab,
        RecordWrites {
            steps: vec![(CASE, edit)],
            ..RecordWrites::default()
        },
    );
    done.refused.into_iter().map(|(.., why)| why).next()
}

fn row(tab: &Tab) -> DossierRow {
    let mut rows = tab.ask(ReadDossiers).expect("rows");
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

#[test]
fn no_dossier_with_gaps_is_archived_without_somebody_who_answers_for_it() {
    let world = World::default();
    let director = founder(&world);
    let set = vec![
        (Field::CASE_NUMBER, Value::Text("（2026）豫14执2号".into())),
        (Field::FILED_ON, Value::Date(today())),
    ];
    summary(director.ask(WriteActions {
        actions: vec![(CASE, Action::Set(set))],
    }));
    let keeper = join(&world.beside(5), &invite_to(&director, "周卷", "dossier_manager", "B"));
    sync(&keeper);
    let lacks = Gaps {
        missing: ["application", "basis", "identity"].map(str::to_owned).to_vec(),
        unconfirmed: 0,
    };
    assert_eq!((row(&keeper).gaps, row(&keeper).volumes), (lacks.clone(), Vec::new()));
    let begun = fields(&[
        ("volume", Value::Text("main".into())),
        ("received_from", Value::Text("赵某".into())),
        ("received_on", Value::Date(today())),
        ("pages", Value::Number(40)),
        ("archive_number", Value::Text("2026-执-2".into())),
    ]);
    let write = RecordWrite {
        record: record(),
        in_force: Some(true),
        fields: begun,
    };
    ask(
        &keeper,
        RecordWrites {
            edits: vec![(CASE, RecordEdit::new(write))],
            ..RecordWrites::default()
        },
    );
    assert_eq!(step(&keeper, "scan", ""), None);
    assert_eq!(step(&keeper, "catalogue", ""), None);
    assert_eq!(step(&keeper, "check", ""), Some(StepRefusal::Fault(StepFault::Own)));
    sync(&keeper);
    sync(&director);
    assert_eq!(step(&director, "check", ""), None);
    sync(&director);
    sync(&keeper);
    assert_eq!(step(&keeper, "archive", ""), Some(StepRefusal::DossierLacks(lacks)));
    assert_eq!(step(&keeper, "archive_incomplete", "遗失"), Some(StepRefusal::NotYours));
    assert_eq!(step(&director, "archive_incomplete", ""), Some(StepRefusal::NoReason));
    assert!(!row(&director).is_archived);
    assert_eq!(step(&director, "archive_incomplete", "申请书原件移送检察机关"), None);
    assert_eq!((row(&director).is_archived, row(&director).volumes.len()), (true, 1));
}
