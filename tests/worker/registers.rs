//! Records written by forms and by registers: dates by the rules in force, all or none, nothing over what was not seen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::kinds::{KindOf, Kinds};
use chrono::NaiveDate;
use protocol::{
    Action, CaseId, Field, ReadLedger, ReadRegister, ReadWarnings, RecordEdit, RecordKey, RecordWrite, RecordWrites,
    RecordsWritten, RegisterRow, Twin, Value, WriteActions, WriteRecords,
};
use work_support::share::{founder, invite, join, sync};
use work_support::{Answered, Tab, World, code, ledger, summary};

const CASE: CaseId = [1; 16];

fn in_november() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()
}

fn kind() -> &'static KindOf {
    Kinds::builtin().named("seizure").unwrap()
}

fn number(key: &str) -> u16 {
    kind().field_named(key).unwrap().number
}

fn day(text: &str) -> Value {
    Value::Date(text.parse().unwrap())
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn write(tab: &Tab, edits: Vec<RecordEdit>) -> Answered<RecordsWritten> {
    let edits = edits.into_iter().map(|edit| (CASE, edit)).collect();
    tab.ask(WriteRecords {
        writes: RecordWrites {
            edits,
            ..RecordWrites::default()
        },
    })
}

fn written(answer: Answered<RecordsWritten>) -> RecordsWritten {
    match answer {
        Ok(written) => written,
        other => panic!("{other:?}"),
    }
}

fn record(id: u8) -> RecordKey {
    RecordKey {
        kind: kind().kind,
        id: [id; 16],
    }
}

fn freeze(id: u8, since: &str) -> RecordEdit {
    RecordEdit::new(RecordWrite {
        record: record(id),
        in_force: Some(true),
        fields: vec![
            (number("asset"), text("工行6222")),
            (number("measure"), text("deposit")),
            (number("effective_on"), day(since)),
        ],
    })
}

fn renewal(id: u8, seen: Option<&str>, on: &str) -> RecordEdit {
    RecordEdit {
        write: RecordWrite {
            record: record(id),
            in_force: None,
            fields: vec![(number("renewed_on"), day(on))],
        },
        seen: seen.map(|seen| (number("renewed_on"), day(seen))).into_iter().collect(),
    }
}

fn register(tab: &Tab) -> Vec<RegisterRow> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    let kind = kind().kind;
    match tab.ask(ReadRegister { kind, today }) {
        Ok(rows) => rows,
        other => panic!("{other:?}"),
    }
}

fn ends(tab: &Tab) -> Vec<String> {
    let rows = register(tab).into_iter();
    rows.map(|row| row.next.unwrap().on.to_string()).collect()
}

fn with_case() -> (World, Tab) {
    let world = World::default();
    let tab = founder(&world);
    let number = vec![(Field::CASE_NUMBER, text("（2026）豫14执2号"))];
    summary(tab.ask(WriteActions {
        actions: vec![(CASE, Action::Set(number))],
    }));
    (world, tab)
}

/// In a case nobody types its number again and again.
#[test]
fn rows_pasted_in_a_case_are_about_that_case() {
    let tab = World::default().tab();
    let other: CaseId = [2; 16];
    let case = |id: CaseId, number: &str| (id, Action::Set(vec![(Field::CASE_NUMBER, text(number))]));
    let actions = vec![case(CASE, "（2026）豫14执91号"), case(other, "（2026）豫14执92号")];
    summary(tab.ask(WriteActions { actions }));
    let read = |rows: &str, case: Option<CaseId>| {
        tab.ask(ReadLedger {
            kind: Kinds::builtin().named("query_result").unwrap().kind,
            bytes: rows.into(),
            case,
            today: in_november(),
        })
    };
    let rows = "被查询人,反馈机构,财产种类,反馈时间,查得金额,有效可执行\n王五,工商银行,银行存款,2026-11-02,100,60\n";
    let line = &read(rows, Some(CASE)).unwrap().rows[0];
    assert!(line.case == Some(CASE) && line.is_ready(), "{line:?}");
    // A row that bears a number is about that case, wherever it was pasted.
    let numbered = "案号,被查询人,反馈机构,反馈时间\n（2026）豫14执92号,王五,工商银行,2026-11-02\n";
    assert_eq!(read(numbered, Some(CASE)).unwrap().rows[0].case, Some(other));
    assert_eq!(code(read(rows, None)), "no_register_header");
}

#[test]
fn a_register_has_the_dates_of_the_rules_in_force() {
    let (_world, tab) = with_case();
    assert!(
        written(write(&tab, vec![freeze(1, "2026-03-09"), freeze(2, "2026-03-02")]))
            .moved
            .is_empty()
    );
    assert_eq!(ends(&tab), ["2027-03-02", "2027-03-09"]);
}

#[test]
fn several_are_written_at_once_or_none_and_the_way_back_is_whole() {
    let (_world, tab) = with_case();
    written(write(&tab, vec![freeze(1, "2026-03-02"), freeze(2, "2026-03-09")]));
    // Of one of them the form shows a renewal that is not there.
    let stale = vec![
        renewal(1, None, "2027-02-20"),
        renewal(2, Some("2027-01-01"), "2027-02-20"),
    ];
    let told = written(write(&tab, stale));
    assert_eq!(told.moved, [(CASE, record(2), vec![number("renewed_on")])]);
    assert_eq!(ends(&tab), ["2027-03-02", "2027-03-09"]);
    let edits = vec![renewal(1, None, "2027-02-20"), renewal(2, None, "2027-02-20")];
    let back: Vec<RecordEdit> = edits.iter().map(RecordEdit::back).collect();
    assert!(written(write(&tab, edits)).moved.is_empty());
    assert_eq!(ends(&tab), ["2028-02-20", "2028-02-20"]);
    assert!(written(write(&tab, back)).moved.is_empty());
    assert_eq!(ends(&tab), ["2027-03-02", "2027-03-09"]);
}

#[test]
fn who_may_not_record_writes_no_seizure() {
    let (world, one) = with_case();
    written(write(&one, vec![freeze(1, "2026-03-02")]));
    // A bailiff may record coercive measures, and no seizure.
    let two = join(&world.beside(1), &invite(&one, "王法警", "bailiff"));
    for tab in [&one, &two, &one, &two] {
        sync(tab);
    }
    assert_eq!(ends(&two), ["2027-03-02"]);
    assert_eq!(code(write(&two, vec![renewal(1, None, "2027-02-20")])), "not_allowed");
    let keeper = RecordEdit {
        write: RecordWrite {
            fields: vec![(number("keeper"), text("王法警"))],
            ..renewal(1, None, "2027-02-20").write
        },
        seen: Vec::new(),
    };
    assert_eq!(code(write(&two, vec![keeper])), "not_allowed");
    assert_eq!(ends(&two), ["2027-03-02"]);
}

/// An office's ledger has the case's number as people write it; a row about no case of the book stays without one.
#[test]
fn a_row_of_a_ledger_finds_its_case_however_the_number_is_written() {
    let (_world, tab) = with_case();
    let head = "案号,财产名称,查控措施,冻结日期\n";
    let numbers = [
        "（2026）豫14执2号",
        "(2026)豫14执2号",
        "2026豫14执2",
        "2026豫14执2号",
        "2026豫14执22",
        "豫14执2",
    ];
    let rows = numbers.map(|number| format!("{number},工行{number},存款,2026-3-2\n"));
    let rows = ledger(&tab, &(head.to_owned() + &rows.concat()), in_november());
    let cases: Vec<Option<CaseId>> = rows.iter().map(|row| row.case).collect();
    assert_eq!(cases, [Some(CASE), Some(CASE), Some(CASE), Some(CASE), None, None]);
}

/// The ledger of next month has the same seizures, some renewed since: those are the records that stand there.
#[test]
fn a_row_that_says_more_of_a_seizure_on_record_makes_no_second_one() {
    let (_world, tab) = with_case();
    written(write(&tab, vec![freeze(7, "2026-03-02")]));
    let head = "案号,财产,措施,冻结日期,续冻日期,保管人\n";
    let ask = |row: &str| {
        let text = format!("{head}（2026）豫14执2号,工行6222,冻结存款,2026-3-2,{row}\n");
        ledger(&tab, &text, NaiveDate::from_ymd_opt(2027, 3, 2).unwrap()).remove(0)
    };
    assert!(ask(",").is_known, "as it stands there");
    for row in ["2027-2-26,", ",甲行"] {
        assert!(!ask(row).is_ready(), "{row}: would be recorded a second time");
    }
    let line = ask("2027-2-26,甲行");
    assert!(line.is_more(), "{line:?}");
    assert_eq!(line.of, Some(record(7)));
    assert_eq!(
        line.more,
        [
            (number("renewed_on"), day("2027-02-26")),
            (number("keeper"), text("甲行"))
        ]
    );
    let added = RecordWrite {
        record: record(7),
        in_force: None,
        fields: line.more,
    };
    written(write(&tab, vec![RecordEdit::new(added)]));
    assert!(ask("2027-2-26,甲行").is_known, "after it was written");
    // What stands there is never replaced by a file.
    let line = ask("2027-2-26,乙行");
    assert_eq!(line.differs, [(number("keeper"), text("甲行"))]);
    assert!(!line.is_ready() && !line.is_more(), "{line:?}");
}

/// A row that differs from another only in a cell nobody can read is another row, and one that says otherwise of the same
/// seizure needs a look.
#[test]
fn rows_of_one_file_about_the_same_are_told() {
    let (_world, tab) = with_case();
    let rows = [
        "工行6222,2026-3-2,甲行",
        "工行 6222,2026-3-2,甲行",
        "工行6222,2026-3-2,乙行",
        "工行7333,待查2026,甲行",
        "工行7333,2026-3月,甲行",
    ];
    let rows = rows.map(|row| format!("（2026）豫14执2号,冻结存款,{row}\n"));
    let rows = ledger(
        &tab,
        &("案号,措施,财产,冻结日期,保管人\n".to_owned() + &rows.concat()),
        in_november(),
    );
    assert!(rows[0].is_ready());
    assert_eq!([rows[1].twin, rows[2].twin], [Some(Twin::Row(0, 2)); 2]);
    let unread: Vec<usize> = rows[3..].iter().map(|row| row.unread.len()).collect();
    assert_eq!(unread, [1, 1], "both are listed");
    assert!(rows[3..].iter().all(|row| !row.is_known));
}

#[test]
fn a_field_given_twice_is_not_written() {
    let (_world, tab) = with_case();
    let mut edit = freeze(1, "2026-03-02");
    edit.write.fields.push((number("effective_on"), day("2026-03-09")));
    assert_eq!(code(write(&tab, vec![edit])), "field_twice");
    assert!(register(&tab).is_empty());
}

/// 到期日 stands twice in a ledger, behind the seizure and behind its renewal: the record must not say the one in a check
/// and the other in the book.
#[test]
fn what_is_judged_of_a_row_is_what_is_written() {
    let (_world, tab) = with_case();
    let row = ledger(
        &tab,
        "案号,财产,措施,查封日期,到期日,续封日期,到期日\n\
                （2026）豫14执2号,豫N12345,动产,2024-05-06,2026-05-05,2026-04-30,2028-04-29\n",
        in_november(),
    )
    .remove(0);
    assert!(row.is_ready(), "{row:?}");
    let edit = RecordEdit::new(RecordWrite {
        record: record(9),
        in_force: Some(true),
        fields: row.fields,
    });
    written(write(&tab, vec![edit]));
    let rows = register(&tab);
    assert_eq!(rows[0].value(number("ends_on")), Some(day("2026-05-05")));
}

/// What waits (轮候) takes effect by a person's word: a ledger that gives it a day and no rank is told.
#[test]
fn a_file_does_not_set_a_waiting_seizure_in_force() {
    let (_world, tab) = with_case();
    let mut waiting = freeze(1, "2026-03-02");
    waiting
        .write
        .fields
        .retain(|(field, _)| *field != number("effective_on"));
    waiting.write.fields.push((number("rank"), Value::Number(2)));
    written(write(&tab, vec![waiting]));
    let row = ledger(
        &tab,
        "案号,财产,措施,冻结日期\n（2026）豫14执2号,工行6222,冻结存款,2026-3-2\n",
        in_november(),
    )
    .remove(0);
    assert_eq!(row.differs, [(number("rank"), Value::Number(2))]);
    assert!(!row.is_ready() && !row.is_more(), "{row:?}");
}

/// The list of warnings is of all cases or of one person's, and an answer takes the warning out of both.
#[test]
fn warnings_are_listed_and_answered() {
    let (_world, tab) = with_case();
    let told = |handler: Option<&str>| {
        let handler = handler.map(str::to_owned);
        let today = in_november();
        tab.ask(ReadWarnings { handler, today }).expect("answered")
    };
    let closed = vec![(Field::HANDLER, text("张三")), (Field::CLOSED_ON, day("2026-10-01"))];
    summary(tab.ask(WriteActions {
        actions: vec![(CASE, Action::Set(closed))],
    }));
    let rows = told(None);
    let rules: Vec<&str> = rows.iter().map(|row| row.warned.rule.as_str()).collect();
    assert_eq!(rules, ["M4"], "closed without saying how");
    assert_eq!(told(Some("张三")), rows);
    assert!(told(Some("李四")).is_empty());
    let answers = casebook::warnings::answers().unwrap();
    let field = |key: &str| answers.field_named(key).unwrap().number;
    let answer = RecordEdit::new(RecordWrite {
        record: RecordKey {
            kind: answers.kind,
            id: [9; 16],
        },
        in_force: Some(true),
        fields: vec![
            (field("rule"), text("M4")),
            (field("name"), text("已结案而结案方式为空")),
            (field("answer"), text("handled")),
            (field("reason"), text("结案审批中")),
            (field("basis"), text(&rows[0].warned.basis)),
        ],
    });
    assert!(written(write(&tab, vec![answer])).may_write());
    assert!(told(Some("张三")).is_empty());
}
