//! The command `document`, as scripts see it, and a case of the book as its data.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

use casebook::field::{Field, Value};
use casebook::kinds::Kinds;
use casebook::parties::PARTY;
use casebook::slot::{Kind, RecordKey};
use casebook::view::{CaseView, RecordView};
use chrono::NaiveDate;
use files::document::of_case::of_case;
use files::document::{Fill, Forms};
use law::money::Fen;

use crate::support::docx::{Docx, part, text};

fn fenliu(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fenliu")).args(args).output().unwrap()
}

fn temporary(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("fenliu-{}-{name}", std::process::id()))
}

#[test]
fn a_form_and_a_template_are_written_and_their_gaps_printed() {
    let case = format!("{}/tests/data/document_case.json", env!("CARGO_MANIFEST_DIR"));
    let (template, out) = (temporary("a.docx"), temporary("out.docx"));
    let (template, out) = (template.to_str().unwrap(), out.to_str().unwrap());
    let printed = |args: &[&str]| -> serde_json::Value {
        let output = fenliu(args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let line = printed(&["document", "execution_notice", &case, "--out", out]);
    assert_eq!(line, serde_json::json!({"file": out, "gaps": [], "dropped": []}));
    assert!(text(&part(&std::fs::read(out).unwrap(), "word/document.xml")).contains("叁拾万元整"));

    let body = "<w:p><w:r><w:t>{{案号}}{{#第三人}}{{姓名}}{{/第三人}}{{应到时间}}</w:t></w:r></w:p>";
    std::fs::write(template, Docx::new(body).bytes()).unwrap();
    let line = printed(&["document", template, &case, "--out", out]);
    assert_eq!(line["gaps"], serde_json::json!(["第三人[1].姓名"]));

    std::fs::write(
        template,
        Docx::new("<w:p><w:r><w:t>第{{无此}}项</w:t></w:r></w:p>").bytes(),
    )
    .unwrap();
    for (args, says) in [
        (vec!["document", template, &case, "--out", out], "第{{无此}}项"),
        (vec!["document", "no_form", &case], "execution_notice"),
        (vec!["document", "summons"], "CASE.json"),
    ] {
        let output = fenliu(&args);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(says) && said.lines().count() == 1, "{said}");
    }
    std::fs::remove_file(template).unwrap();
    std::fs::remove_file(out).unwrap();
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn record(kind: Kind, number: u8, fields: Vec<(u16, Value)>) -> RecordView {
    RecordView {
        record: RecordKey { kind, id: [number; 16] },
        fields,
        by: String::new(),
        at_ms: 0,
        flow: None,
    }
}

#[test]
fn a_case_of_the_book_fills_what_it_knows_and_settles_nothing() {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut case = CaseView::empty([1; 16]);
    case.fields = vec![
        (Field::CASE_NUMBER, text("（2026）豫1402执1号")),
        (Field::FILED_ON, Value::Date(day("2026-11-02"))),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(30_000_000))),
        (Field::DEBTOR, text("王五、乙公司")),
        (Field::APPLICANT, text("甲")),
        (Field::APPLICANT, text("丙")),
        (Field::HANDLER, text("张三")),
    ];
    case.records = vec![
        record(
            PARTY,
            1,
            vec![(1, text("debtor")), (2, text("王五")), (6, text("某街2号"))],
        ),
        record(PARTY, 2, vec![(1, text("applicant")), (2, text("甲"))]),
        record(
            Kind(18),
            3,
            vec![
                (1, text("某房")),
                (2, text("immovable")),
                (5, Value::Date(day("2026-11-10"))),
            ],
        ),
        record(
            Kind(18),
            4,
            vec![
                (1, text("某账户")),
                (2, text("deposit")),
                (5, Value::Date(day("2025-11-10"))),
                (6, Value::Date(day("2026-11-09"))),
                (10, Value::Date(day("2026-11-05"))),
            ],
        ),
        record(
            Kind(18),
            5,
            vec![(1, text("某车")), (12, Value::Date(day("2026-11-20")))],
        ),
    ];
    let fill: Fill = of_case(&case, Kinds::builtin(), "某法院", day("2026-11-30"));
    let value = |field: &str| fill.value(field).unwrap_or_default();
    assert_eq!(value("立案日期"), "2026年11月2日");
    assert_eq!(value("申请执行标的额大写"), "叁拾万元整");
    assert_eq!(value("被执行人"), "王五、乙公司");
    assert_eq!(value("落款日期"), "二〇二六年十一月三十日");
    // Two values wait for a ruling, and the record of one of them does not rule.
    assert_eq!(value("申请执行人"), "");
    assert_eq!(fill.lists.get("申请执行人"), None);
    let debtors = &fill.lists["被执行人"];
    assert_eq!(debtors.len(), 2);
    assert_eq!(
        (debtors[0]["住址"].as_str(), debtors[1]["姓名"].as_str()),
        ("某街2号", "乙公司")
    );
    let seizures = &fill.lists["查封"];
    assert_eq!(seizures.len(), 2);
    assert_eq!(seizures[0]["措施"], "查封不动产");
    // A renewal begins its own term; without a day of its own it ends as the register and the calendar have it.
    assert_eq!(seizures[1]["生效日期"], "2026年11月5日");
    assert_eq!(seizures[1]["届满日期"], "2027年11月5日");
    let paper = Forms::builtin().named("execution_notice").unwrap().fill(&fill).unwrap();
    let gaps: Vec<&str> = paper.gaps.iter().map(|gap| gap.field.as_str()).collect();
    assert!(gaps.contains(&"申请执行人") && gaps.contains(&"联系电话") && !gaps.contains(&"被执行人"));
}
