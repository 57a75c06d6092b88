//! A record of an interview on paper and as a file: each sheet signed and numbered, nothing of another text below this one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use casebook::field::Value;
use casebook::kinds::Kinds;
use casebook::slot::RecordKey;
use casebook::transcript::{
    Part, Point, SIGNATURE, Signing, Standing, Strokes, TRANSCRIPT, Way, field, sign, standing,
};
use casebook::view::{CaseView, RecordView};
use chrono::NaiveDate;
use files::document::transcript::{Printed, file, sheets_of};

fn record(kind: casebook::slot::Kind, id: u8, fields: Vec<(u16, Value)>) -> RecordView {
    RecordView {
        record: RecordKey { kind, id: [id; 16] },
        fields,
        by: "书记员".to_owned(),
        at_ms: u64::from(id),
        flow: None,
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn reception(place: &str) -> RecordView {
    let body = "问：还有什么补充？\n答：<没有> & “无”。\n".repeat(30);
    let fields = vec![
        (field::SORT, text("first_reception")),
        (field::CASE_NUMBER, text("（2026）豫14执1号")),
        (field::PLACE, text(place)),
        (field::INTERVIEWER, text("赵一")),
        (field::RECORDER, text("钱二")),
        (field::INTERVIEWEE, text("孙三")),
        (field::TOLD, text("已经告知。")),
        (field::BODY, text(&body)),
        (field::CONFIRMED, text("以上笔录我已看过。")),
    ];
    record(TRANSCRIPT, 1, fields)
}

fn view(records: Vec<RecordView>) -> CaseView {
    CaseView {
        fields: vec![(casebook::field::Field::CASE_NUMBER, text("（2026）豫14执1号"))],
        records,
        ..CaseView::empty([9; 16])
    }
}

/// 孙三 signs it with a pen.
fn signed(record_of: &RecordView) -> Vec<RecordView> {
    let stands: Standing = standing(Kinds::builtin(), record_of, &view(Vec::new()));
    let strokes = (0..40).map(|at| Point {
        x: at * 20,
        y: at * 7,
        t: at * 10,
        p: 50,
    });
    let signing = Signing {
        part: Part::Interviewee,
        name: "孙三".to_owned(),
        way: Way::Pen,
        strokes: Strokes::of([strokes.collect()]),
        reason: String::new(),
        witnesses: String::new(),
        on: NaiveDate::from_ymd_opt(2026, 11, 30).unwrap(),
        at: "10:05".to_owned(),
    };
    vec![record(
        SIGNATURE,
        2,
        sign(record_of.record.id, &stands, &signing).unwrap(),
    )]
}

fn printed(of: &RecordView, signatures: Vec<RecordView>, make: fn(&Printed<'_>) -> String) -> String {
    let standing = standing(Kinds::builtin(), of, &view(signatures));
    make(&Printed {
        kinds: Kinds::builtin(),
        court: "某某人民法院",
        record: of,
        standing: &standing,
        when: "",
    })
}

#[test]
fn each_sheet_has_the_signature_a_thumb_and_its_number() {
    let reception = reception("第二谈话室");
    let sheets = printed(&reception, signed(&reception), sheets_of);
    let each: Vec<&str> = sheets.split("<section").skip(1).collect();
    assert_eq!(each.len(), 3);
    for (at, sheet) in each.iter().enumerate() {
        assert!(sheet.contains(&format!("第 {} 页，共 3 页", at + 1)));
        assert!(
            sheet.contains("孙三") && sheet.contains("<svg") && sheet.contains("指印"),
            "{at}"
        );
        assert_eq!(sheet.contains("赵一</span>"), at == 2, "the court signs at the end");
    }
    assert!(sheets.contains("&lt;没有&gt; &amp; ") && !sheets.contains("<没有>"));
    let whole = printed(&reception, signed(&reception), file);
    assert!(whole.starts_with("<!doctype html>") && whole.contains(&sheets));
}

#[test]
fn what_was_written_below_another_text_is_not_below_this_one() {
    let signatures = signed(&reception("第二谈话室"));
    let sheets = printed(&reception("第三谈话室"), signatures, sheets_of);
    assert!(!sheets.contains("<svg") && sheets.contains("签后有改动，须重新签名"));
}
