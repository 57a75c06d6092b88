//! Corrections of the filing data: asked for, answered, taken over into the case, taken back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::filing::{ASKED_ON, CHECKED, CORRECTION, FOUND, PLACE, Place, RIGHT, STANDS, WHAT};
use casebook::flows::content_of;
use casebook::parties::{NAME, PARTY};
use law::money::Fen;
use protocol::{
    Action, CaseId, CaseView, Field, Happening, Particulars, ReadCase, ReadRegister, ReadWaiting, RecordEdit,
    RecordKey, RecordView, RecordWrite, RecordWrites, RecordsWritten, StepBackEdit, StepEdit, StepRefusal, Value,
    WriteActions, WriteRecords,
};
use work_support::share::founder;
use work_support::{Tab, World, summary, today};

const CASE: CaseId = [1; 16];
const DEBTOR: [u8; 16] = [7; 16];
const ADDRESS: u16 = 6;

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn key(id: u8) -> RecordKey {
    RecordKey {
        kind: CORRECTION,
        id: [id; 16],
    }
}

fn view(tab: &Tab) -> CaseView {
    tab.ask(ReadCase { id: CASE }).unwrap().unwrap()
}

fn field(tab: &Tab, field: Field) -> Option<Value> {
    let own = view(tab).fields.into_iter().find(|(known, _)| *known == field);
    own.map(|(_, value)| value)
}

fn record(tab: &Tab, key: RecordKey) -> RecordView {
    let view = view(tab);
    view.records.into_iter().find(|record| record.record == key).unwrap()
}

fn states(tab: &Tab, id: u8) -> Vec<String> {
    record(tab, key(id)).flow.unwrap().states
}

/// A case with a debtor of whom the address is wrong.
fn office(world: &World) -> Tab {
    let tab = founder(world);
    let fields = vec![
        (Field::CASE_NUMBER, text("（2026）豫14执1号")),
        (Field::FILED_ON, Value::Date(today())),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(3_000_000))),
        (Field::FILING_DATA_OK, Value::Bool(true)),
    ];
    let party = RecordWrite {
        record: RecordKey {
            kind: PARTY,
            id: DEBTOR,
        },
        in_force: Some(true),
        fields: vec![(1, text("debtor")), (NAME, text("王五")), (ADDRESS, text("归德路1号"))],
    };
    let actions = vec![(CASE, Action::Set(fields)), (CASE, Action::Record(Box::new(party)))];
    summary(tab.ask(WriteActions { actions }));
    tab
}

fn ask_for(tab: &Tab, id: u8, place: Place, stands: &str, right: &str) {
    let fields = vec![
        (PLACE, text(&place.code())),
        (WHAT, text("一项")),
        (FOUND, text("wrong")),
        (STANDS, text(stands)),
        (RIGHT, text(right)),
        (ASKED_ON, Value::Date(today())),
    ];
    let edit = RecordEdit::new(RecordWrite {
        record: key(id),
        in_force: Some(true),
        fields,
    });
    let writes = RecordWrites {
        edits: vec![(CASE, edit)],
        ..RecordWrites::default()
    };
    assert!(tab.ask(WriteRecords { writes }).unwrap().may_write());
}

fn step(tab: &Tab, id: u8, step: &str) -> RecordsWritten {
    let stands = record(tab, key(id));
    let edit = StepEdit {
        record: key(id),
        step: step.into(),
        heads: stands.flow.unwrap().heads,
        content: Some(content_of(&stands.fields)),
        on: today(),
        reason: "核对申请执行书".into(),
        receipt: String::new(),
    };
    let writes = RecordWrites {
        steps: vec![(CASE, edit)],
        ..RecordWrites::default()
    };
    tab.ask(WriteRecords { writes }).unwrap()
}

fn refusals(written: &RecordsWritten) -> Vec<&StepRefusal> {
    written.refused.iter().map(|(.., why)| why).collect()
}

fn write(tab: &Tab, action: Action) {
    let actions = vec![(CASE, action)];
    summary(tab.ask(WriteActions { actions }));
}

#[test]
fn the_right_value_comes_into_the_case_when_it_is_taken_over_and_goes_when_that_is_taken_back() {
    let world = World::default();
    let tab = office(&world);
    ask_for(&tab, 1, Place::Case(Field::CLAIM_AMOUNT), "30000.00", "300000.00");
    assert_eq!(
        field(&tab, Field::FILING_DATA_OK),
        Some(Value::Bool(false)),
        "triage waits"
    );
    let waiting = tab.ask(ReadWaiting { today: today() }).unwrap();
    assert_eq!(waiting.len(), 1, "somebody has to answer today");
    assert_eq!(waiting[0].next.as_ref().map(|next| next.node.as_str()), Some("P7-1e"));
    assert!(step(&tab, 1, "correct").refused.is_empty());
    assert_eq!(states(&tab, 1), ["corrected"]);
    assert_eq!(
        field(&tab, Field::CLAIM_AMOUNT),
        Some(Value::Fen(Fen(3_000_000))),
        "not yet"
    );
    let taken = step(&tab, 1, "take");
    assert_eq!(refusals(&taken), Vec::<&StepRefusal>::new());
    assert_eq!(field(&tab, Field::CLAIM_AMOUNT), Some(Value::Fen(Fen(30_000_000))));
    let (_, record, stamp) = taken.taken[0];
    let writes = RecordWrites {
        back: vec![(CASE, StepBackEdit { record, step: stamp })],
        ..RecordWrites::default()
    };
    assert!(tab.ask(WriteRecords { writes }).unwrap().refused.is_empty());
    assert_eq!(states(&tab, 1), ["corrected"]);
    assert_eq!(field(&tab, Field::CLAIM_AMOUNT), Some(Value::Fen(Fen(3_000_000))));
}

#[test]
fn recording_the_check_says_that_the_data_are_right_unless_a_correction_is_open() {
    let world = World::default();
    let tab = founder(&world);
    write(&tab, Action::Set(vec![(Field::CASE_NUMBER, text("（2026）豫14执1号"))]));
    let checked = |id: u8| {
        Action::Happened(Happening {
            id: [id; 16],
            key: CHECKED.into(),
            on: today(),
            subject: String::new(),
            particulars: Particulars::default(),
        })
    };
    let back = |id: u8| Action::TakeBack {
        happening: [id; 16],
        key: CHECKED.into(),
    };
    let ok = || field(&tab, Field::FILING_DATA_OK).unwrap_or(Value::None);
    write(&tab, checked(1));
    assert_eq!(ok(), Value::Bool(true));
    write(&tab, back(1));
    assert_eq!(ok(), Value::None);
    ask_for(&tab, 1, Place::Case(Field::CLAIM_AMOUNT), "", "300000.00");
    write(&tab, checked(2));
    assert_eq!(ok(), Value::Bool(false), "a correction is waited for");
    assert!(step(&tab, 1, "correct").refused.is_empty());
    write(&tab, back(2));
    assert_eq!(
        ok(),
        Value::Bool(false),
        "what the check did not say it does not take back"
    );
    assert!(step(&tab, 1, "take").refused.is_empty());
    write(&tab, checked(3));
    assert_eq!(ok(), Value::Bool(true));
}

#[test]
fn a_party_is_corrected_in_its_record() {
    let world = World::default();
    let tab = office(&world);
    ask_for(&tab, 1, Place::Party(DEBTOR, ADDRESS), "归德路1号", "归德路2号");
    step(&tab, 1, "correct");
    assert!(step(&tab, 1, "take").refused.is_empty());
    let party = record(
        &tab,
        RecordKey {
            kind: PARTY,
            id: DEBTOR,
        },
    );
    assert_eq!(party.value(ADDRESS), &text("归德路2号"));
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_written_over() {
    let world = World::default();
    let tab = office(&world);
    let amount = Place::Case(Field::CLAIM_AMOUNT);
    ask_for(&tab, 1, amount, "30000.00", "300000.00");
    step(&tab, 1, "correct");
    write(&tab, Action::Set(vec![(Field::CLAIM_AMOUNT, Value::Fen(Fen(5)))]));
    assert_eq!(refusals(&step(&tab, 1, "take")), [&StepRefusal::Moved]);
    assert_eq!(states(&tab, 1), ["corrected"]);
    // The filing staff wrote the right value themselves: it is taken over, and stays when that is taken back.
    write(
        &tab,
        Action::Set(vec![(Field::CLAIM_AMOUNT, Value::Fen(Fen(30_000_000)))]),
    );
    let taken = step(&tab, 1, "take");
    let (_, record, stamp) = taken.taken[0];
    let writes = RecordWrites {
        back: vec![(CASE, StepBackEdit { record, step: stamp })],
        ..RecordWrites::default()
    };
    tab.ask(WriteRecords { writes }).unwrap();
    assert_eq!(field(&tab, Field::CLAIM_AMOUNT), Some(Value::Fen(Fen(30_000_000))));
}

#[test]
fn what_cannot_be_read_is_not_taken_over() {
    let world = World::default();
    let tab = office(&world);
    ask_for(&tab, 1, Place::Case(Field::CLAIM_AMOUNT), "30000.00", "约三万");
    step(&tab, 1, "correct");
    assert_eq!(refusals(&step(&tab, 1, "take")), [&StepRefusal::Missing(vec![RIGHT])]);
    assert_eq!(field(&tab, Field::CLAIM_AMOUNT), Some(Value::Fen(Fen(3_000_000))));
}

#[test]
fn the_alarm_runs_until_it_is_agreed_that_the_data_stay_as_they_were() {
    let world = World::default();
    let tab = office(&world);
    ask_for(&tab, 1, Place::Case(Field::CAUSE), "", "借款合同纠纷");
    let alarms = || {
        let kind = CORRECTION;
        let rows = tab.ask(ReadRegister { kind, today: today() }).unwrap();
        rows.iter().filter(|row| row.next.is_some()).count()
    };
    assert_eq!(alarms(), 1);
    assert!(step(&tab, 1, "reject").refused.is_empty());
    assert_eq!(alarms(), 1, "nobody has agreed yet");
    assert!(step(&tab, 1, "insist").refused.is_empty());
    assert_eq!((states(&tab, 1), alarms()), (vec!["asked".to_owned()], 1));
    step(&tab, 1, "reject");
    assert!(step(&tab, 1, "keep").refused.is_empty());
    assert_eq!((states(&tab, 1), alarms()), (vec!["kept".to_owned()], 0));
    assert_eq!(field(&tab, Field::CAUSE), None);
}
