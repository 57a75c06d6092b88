//! What goes out: lists that import again to the same cases, rejected rows, calendars.
#![allow(clippy::unwrap_used)]

use casebook::field::{Field, Value};
use chrono::{DateTime, NaiveDate, Utc};
use files::cell::Cell;
use files::ics::{self, Deadline};
use files::read_cell::is_no_name;
use files::table::{Computed, Language, ListRow, Table};
use files::text::trimmed;
use files::{export, read, words};
use law::money::Fen;
use proptest::prelude::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn both(rows: &[ListRow], language: Language) -> [Vec<u8>; 2] {
    let table = Table::new(rows, language);
    [
        export::xlsx(&table, language, day()).unwrap(),
        export::csv(&table).unwrap(),
    ]
}

/// Values that say something, in the order of the fields.
fn said(values: &[(Field, Value)]) -> Vec<(Field, Value)> {
    let mut said: Vec<_> = values.iter().filter(|(_, v)| *v != Value::None).cloned().collect();
    said.sort_by_key(|(field, _)| *field);
    said
}

/// The sample, exported in either language and form, imports again to the same cases.
#[test]
fn sample_survives_export_and_import() {
    let sample = read::read_all(include_bytes!("../data/cases_sample.xlsx"), None).unwrap();
    let rows: Vec<ListRow> = sample
        .rows
        .iter()
        .filter(|row| row.rejected().is_none())
        .map(|row| ListRow {
            values: row.values.clone(),
            computed: Computed {
                verdict: "普通 O5".to_owned(),
                next_due: Some(day()),
                next_matter: "发出执行通知".to_owned(),
            },
        })
        .collect();
    for language in [Language::Chinese, Language::English] {
        for file in both(&rows, language) {
            let again = read::read_all(&file, None).unwrap();
            assert_eq!(again.rows.len(), rows.len());
            for (row, before) in again.rows.iter().zip(&rows) {
                assert_eq!(row.problems, []);
                assert_eq!(said(&row.values), said(&before.values));
            }
        }
    }
}

/// The same list made on the same day is the same file, byte by byte.
#[test]
fn workbook_holds_no_clock() {
    let rows = [ListRow::default()];
    assert_eq!(both(&rows, Language::Chinese), both(&rows, Language::Chinese));
}

/// A spreadsheet runs nothing from a csv, and the guard is taken away again.
#[test]
fn csv_texts_are_no_formulas() {
    for text in [
        "=1+1",
        "+86 13800000000",
        "-见附件",
        "@某",
        "'已引",
        "'=x",
        "\t某",
        "正常",
    ] {
        let rows = [ListRow {
            values: vec![
                (Field::CASE_NUMBER, Value::Text("（2022）豫14执1号".to_owned())),
                (Field::FILED_ON, Value::Date(day())),
                (Field::DEBTOR, Value::Text(text.trim().to_owned())),
            ],
            ..ListRow::default()
        }];
        let csv = export::csv(&Table::new(&rows, Language::Chinese)).unwrap();
        let plain = String::from_utf8(csv.clone()).unwrap();
        for cell in plain.lines().skip(1).flat_map(|line| line.split(',')) {
            assert!(!cell.trim_matches('"').starts_with(['=', '+', '-', '@']), "{cell}");
        }
        let again = read::read_all(&csv, None).unwrap();
        assert!(again.rows[0].values.contains(&rows[0].values[2]), "{text}");
    }
}

#[test]
fn other_csv_texts_are_no_formulas_either() {
    let headings = ["案号".to_owned(), "内容".to_owned()];
    let texts = [
        "=HYPERLINK(\"http://x\")",
        "+1",
        "-1",
        "@a",
        "一\r\n二",
        "有\"引号\"，有,逗号",
    ];
    let lines = texts.map(|text| vec!["（2026）豫1402执1号".to_owned(), text.to_owned()]);
    let csv = export::csv_of_texts(&headings, lines).unwrap();
    let mut read = csv::ReaderBuilder::new().from_reader(csv.strip_prefix("\u{feff}".as_bytes()).unwrap());
    for (record, text) in read.records().zip(texts) {
        let cell = &record.unwrap()[1];
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text);
    }
}

/// A field in conflict shows all its values rather than one of them.
#[test]
fn conflicting_values_are_all_written() {
    let rows = [ListRow {
        values: vec![
            (Field::CLAIM_AMOUNT, Value::Fen(Fen(100))),
            (Field::CLAIM_AMOUNT, Value::Fen(Fen(250))),
        ],
        ..ListRow::default()
    }];
    let csv = String::from_utf8(export::csv(&Table::new(&rows, Language::Chinese)).unwrap()).unwrap();
    assert!(csv.contains("1.00 / 2.50"), "{csv}");
}

/// Rejected rows come back as they stood, with the reason in front, and import again.
#[test]
fn rejected_rows_come_back_with_reasons() {
    let sample = read::read_all(include_bytes!("../data/cases_sample.xlsx"), None).unwrap();
    let file = export::rejected(&sample.layout, &sample.rows, Language::Chinese, day()).unwrap();
    let again = read::read_all(&file, None).unwrap();
    let codes = |rows: &[files::import::ImportRow]| -> Vec<&str> {
        let rejected = rows.iter().filter_map(|row| row.rejected());
        rejected.map(|p| p.code.code()).filter(|c| *c != "duplicate").collect()
    };
    assert_eq!(again.layout.headings[0], "退回原因");
    assert_eq!(again.rows.len(), 14);
    assert_eq!(codes(&again.rows), codes(&sample.rows));
    let reason = again.rows[3].raw.cell(0).shown();
    assert_eq!(reason, "立案日期：日期无法识别或不存在（2022-02-30）");
}

fn stamp() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn deadline(summary: &str) -> Deadline {
    Deadline {
        uid: ics::uid(b"case", "execution_notice", on(2022, 12, 21), ""),
        sequence: 3,
        changed: stamp(),
        cancelled: false,
        on: on(2022, 12, 31),
        summary: summary.to_owned(),
        description: String::new(),
        provisional: false,
        alarm_days: Some(3),
    }
}

/// The calendar follows RFC 5545: escapes, all-day ends, alarms, provisional marks.
#[test]
fn calendar_follows_the_norm() {
    let mut provisional = deadline("发出执行通知; (2022)豫14执1号, 某\\某\n二");
    provisional.provisional = true;
    let text = ics::write(&[provisional], stamp(), Language::Chinese).unwrap();
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "DTSTAMP:20261118T110640Z",
        "DTSTART;VALUE=DATE:20221231",
        "DTEND;VALUE=DATE:20230101",
        "SUMMARY:【暂定】发出执行通知\\; (2022)豫14执1号\\, 某\\\\某\\n二",
        "STATUS:TENTATIVE",
        "SEQUENCE:3",
        "LAST-MODIFIED:20261118T110640Z",
        "TRIGGER:-P2DT15H",
    ] {
        assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "{line} in {unfolded}");
    }
    let (on, other) = (on(2022, 12, 21), on(2022, 12, 22));
    assert_ne!(ics::uid(b"a", "bc", on, ""), ics::uid(b"ab", "c", on, ""));
    assert_ne!(ics::uid(b"a", "bc", on, ""), ics::uid(b"a", "bc", other, ""));
}

/// What is done leaves as cancelled and rings no more; a file without events is refused.
#[test]
fn a_done_deadline_is_cancelled_and_no_deadline_is_said() {
    let done = Deadline {
        cancelled: true,
        provisional: true,
        ..deadline("发出执行通知")
    };
    let text = ics::write(&[done], stamp(), Language::Chinese).unwrap();
    assert!(text.contains("\r\nSTATUS:CANCELLED\r\n") && !text.contains("VALARM"));
    assert_eq!(ics::write(&[], stamp(), Language::Chinese), Err(ics::NoDeadlines));
}

fn text() -> impl Strategy<Value = Value> {
    prop_oneof!["[ -~一-龥，。“”\r\n]{1,24}", "['=+@-][ -~]{0,6}", "_x[0-9A-F]{4}_"]
        .prop_map(|t| trimmed(&t).map_or(Value::None, |t| Value::Text(t.to_owned())))
}

fn code(table: &'static [words::Word]) -> impl Strategy<Value = Value> {
    (0..table.len()).prop_map(move |at| Value::Text(table[at].code.to_owned()))
}

/// The name of a party: an import takes no stroke or number for one.
fn party() -> impl Strategy<Value = Value> {
    text().prop_filter("a name", |value| match value {
        Value::Text(name) => !is_no_name(&Cell::Text(name.clone())),
        _ => true,
    })
}

prop_compose! {
    fn case()(
        number in 1_u32..99_999_999,
        filed in 0_u64..40_000,
        before in proptest::option::of(0_u64..400),
        amount in prop_oneof![0_i64..10_000_000_000, Just(i64::MAX), Just(999_999_999_999_999)],
        basis in code(&words::BASES),
        kind in code(&words::ARBITRATIONS),
        claim in code(&words::CLAIMS),
        closing in code(&words::CLOSINGS),
        yes in proptest::option::of(any::<bool>()),
        names in (party(), party(), text(), text()),
    ) -> ListRow {
        let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
        let filed = first + chrono::Days::new(filed);
        let award = basis == Value::Text("arbitral_award".to_owned());
        let flag = yes.map_or(Value::None, Value::Bool);
        ListRow {
            values: vec![
                (Field::CASE_NUMBER, Value::Text(format!("（2022）豫14执{number}号"))),
                (Field::FILED_ON, Value::Date(filed)),
                (Field::RECEIVED_ON, before.map_or(Value::None, |d| Value::Date(filed - chrono::Days::new(d)))),
                (Field::CLAIM_AMOUNT, Value::Fen(Fen(amount))),
                (Field::BASIS_TYPE, basis),
                (Field::ARBITRATION_KIND, if award { kind } else { Value::None }),
                (Field::CLAIM_KIND, claim),
                (Field::CLOSED_BY, closing),
                (Field::PRESERVATION, flag.clone()),
                (Field::ENTRUSTED, flag),
                (Field::APPLICANT, names.0),
                (Field::DEBTOR, names.1),
                (Field::CAUSE, names.2),
                (Field::REMARK, names.3),
            ],
            computed: Computed::default(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any list comes back from workbook and csv as it was.
    #[test]
    fn lists_come_back_as_they_were(mut rows in proptest::collection::vec(case(), 1..6), english in any::<bool>()) {
        for (at, row) in rows.iter_mut().enumerate() {
            row.values[0].1 = Value::Text(format!("（2022）豫14执{}号", at + 1));
        }
        let language = if english { Language::English } else { Language::Chinese };
        for file in both(&rows, language) {
            let again = read::read_all(&file, None).unwrap();
            prop_assert_eq!(again.rows.len(), rows.len());
            for (row, before) in again.rows.iter().zip(&rows) {
                let normal: Vec<_> = said(&before.values);
                prop_assert_eq!(&row.problems, &vec![]);
                prop_assert_eq!(said(&row.values), normal);
            }
        }
    }

    /// No line of a calendar is longer than 75 octets, and unfolding gives every character back.
    #[test]
    fn calendar_lines_are_short(summary in "[一-龥a-z]{0,200}") {
        let text = ics::write(&[deadline(&summary)], stamp(), Language::English).unwrap();
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let expected = format!("SUMMARY:{summary}\r\n");
        prop_assert!(text.replace("\r\n ", "").contains(&expected));
    }
}

/// How long a ledger of 100,000 cases takes: `cargo test --release --test files export -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn measure_100_000_cases() {
    let sample = read::read_all(include_bytes!("../data/cases_sample.xlsx"), None).unwrap();
    let good: Vec<_> = sample.rows.iter().filter(|row| row.rejected().is_none()).collect();
    let rows: Vec<ListRow> = (0..100_000)
        .map(|at| {
            let mut values = good[at % good.len()].values.clone();
            values[0].1 = Value::Text(format!("（2022）豫14执{}号", at + 1));
            ListRow {
                values,
                computed: Computed::default(),
            }
        })
        .collect();
    let start = std::time::Instant::now();
    let table = Table::new(&rows, Language::Chinese);
    let workbook = export::xlsx(&table, Language::Chinese, day()).unwrap();
    println!("write xlsx: {:?}, {} bytes", start.elapsed(), workbook.len());
    let start = std::time::Instant::now();
    let csv = export::csv(&table).unwrap();
    println!("write csv: {:?}, {} bytes", start.elapsed(), csv.len());
    for (name, file) in [("xlsx", workbook), ("csv", csv)] {
        if name == "xlsx" {
            let start = std::time::Instant::now();
            files::zip_check::check(&file).unwrap();
            println!("check xlsx: {:?}", start.elapsed());
        }
        let start = std::time::Instant::now();
        let mut lean = Lean(Vec::new());
        {
            let reading = std::pin::pin!(read::read(&file, read::Options::default(), &mut lean));
            let done = reading.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
            assert_eq!(done, std::task::Poll::Ready(Ok(())));
        }
        println!("read {name}: {:?}, {} rows", start.elapsed(), lean.0.len());
    }
}

/// Keeps of accepted rows what the worker keeps.
struct Lean(Vec<Vec<(Field, Value)>>);

impl read::Sink for Lean {
    fn layout(&mut self, _: &read::Source, _: &files::header::Layout) {}

    fn row(&mut self, mut row: files::import::ImportRow) {
        row.values.retain(|(_, value)| *value != Value::None);
        self.0.push(row.values);
    }

    async fn pause(&mut self, _: u32, _: u32) -> bool {
        true
    }
}
