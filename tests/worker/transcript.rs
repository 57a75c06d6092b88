//! A record of an interview that all have signed: the worker takes no change of it before it is opened with a reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::io::{Cursor, Read};

use casebook::kinds::Kinds;
use casebook::slot::Kind;
use casebook::transcript::{
    Part, REOPENED, SIGNATURE, Signing, Standing, Strokes, TRANSCRIPT, Way, field, fingerprint, reopen, sign, standing,
};
use protocol::{
    Action, CaseId, ExportDossier, Field, ReadCase, RecordEdit, RecordKey, RecordWrite, RecordWrites, RecordsWritten,
    Value, WriteActions, WriteRecords,
};

use crate::work_support::share::founder;
use crate::work_support::{Tab, World, summary, today};

const CASE: CaseId = [1; 16];
const RECORD: RecordKey = RecordKey {
    kind: TRANSCRIPT,
    id: [3; 16],
};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn write(tab: &Tab, edit: RecordEdit) -> RecordsWritten {
    let writes = RecordWrites {
        edits: vec![(CASE, edit)],
        ..RecordWrites::default()
    };
    tab.ask(WriteRecords { writes }).unwrap()
}

fn stands(tab: &Tab) -> Standing {
    let view = tab.ask(ReadCase { id: CASE }).unwrap().unwrap();
    let record = view.records.iter().find(|record| record.record == RECORD).unwrap();
    standing(Kinds::builtin(), record, &view)
}

fn key(kind: Kind, id: u8) -> RecordKey {
    RecordKey { kind, id: [id; 16] }
}

/// Signs as it stands.
fn signs(tab: &Tab, id: u8, part: Part, name: &str) -> RecordKey {
    let strokes = (0..40).map(|at| casebook::transcript::Point {
        x: at * 20,
        y: at * 7,
        t: at * 10,
        p: 50,
    });
    let signing = Signing {
        part,
        name: name.to_owned(),
        way: Way::Pen,
        strokes: Strokes::of([strokes.collect()]),
        reason: String::new(),
        witnesses: String::new(),
        on: today(),
        at: "10:05".to_owned(),
    };
    let fields = sign(RECORD.id, &stands(tab), &signing).unwrap();
    assert!(write(tab, RecordEdit::begun(key(SIGNATURE, id), fields)).may_write());
    key(SIGNATURE, id)
}

fn place(seen: Value, now: &str) -> RecordEdit {
    RecordEdit {
        write: RecordWrite {
            record: RECORD,
            in_force: None,
            fields: vec![(field::PLACE, text(now))],
        },
        seen: vec![(field::PLACE, seen)],
    }
}

/// A case with a record that is written and not signed.
fn with_record() -> Tab {
    let tab = founder(&World::default());
    let number = text("（2026）豫14执1号");
    let actions = vec![(CASE, Action::Set(vec![(Field::CASE_NUMBER, number.clone())]))];
    summary(tab.ask(WriteActions { actions }));
    let fields = vec![
        (field::SORT, text("first_reception")),
        (field::CASE_NUMBER, number),
        (field::HELD_ON, Value::Date(today())),
        (field::INTERVIEWER, text("赵一")),
        (field::RECORDER, text("钱二")),
        (field::INTERVIEWEE, text("孙三")),
        (field::TOLD, text("权利义务已经告知。")),
        (field::BODY, text("问：听清楚了吗？\n答：听清楚了。")),
        (field::CONFIRMED, text("以上笔录我已看过，与我所说一致。")),
    ];
    assert!(write(&tab, RecordEdit::begun(RECORD, fields)).may_write());
    tab
}

#[test]
fn what_all_have_signed_is_opened_with_a_reason_before_it_is_changed() {
    let tab = with_record();
    let first = signs(&tab, 11, Part::Interviewee, "孙三");
    signs(&tab, 12, Part::Interviewer, "赵一");
    assert!(
        write(&tab, place(Value::None, "第二谈话室")).may_write(),
        "not all have signed yet"
    );
    signs(&tab, 13, Part::Interviewee, "孙三");
    signs(&tab, 14, Part::Interviewer, "赵一");
    let last = signs(&tab, 15, Part::Recorder, "钱二");
    assert!(stands(&tab).is_sealed());
    for edit in [
        place(text("第二谈话室"), "第三谈话室"),
        RecordEdit::taken_out(RECORD),
        RecordEdit::taken_out(last),
        RecordEdit::taken_out(first),
    ] {
        let of = edit.write.record;
        let written = write(&tab, edit);
        assert_eq!(
            (written.sealed.as_slice(), written.may_write()),
            (&[(CASE, of)][..], false)
        );
    }
    exported(&tab);
    let fields = reopen(RECORD.id, &stands(&tab), "地点笔误", today()).unwrap();
    assert!(write(&tab, RecordEdit::begun(key(REOPENED, 20), fields)).may_write());
    assert!(write(&tab, place(text("第二谈话室"), "第三谈话室")).may_write());
    assert_eq!(stands(&tab).stale().count(), 3);
}

/// The main volume holds the record as a file, with its hash in the list that is signed.
fn exported(tab: &Tab) {
    let saved = tab
        .ask(ExportDossier {
            case: CASE,
            internal: false,
            today: today(),
            cuts: Vec::new(),
        })
        .unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(saved.bytes)).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let name = "001_初次接待笔录（孙三）.html";
    let (html, list) = (read(name), read("校验清单.json"));
    assert!(html.contains("听清楚了") && html.matches("<svg").count() == 3);
    assert!(list.contains(name) && list.contains(&fingerprint(&html)), "{list}");
}
