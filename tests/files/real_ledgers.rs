//! Ledgers of the office as people of this work have them, each with what a clerk would read. Numbers of persons and
//! companies are made up.
#![allow(clippy::unwrap_used)]

use crate::one_ledger::{CASE, day, fault, kind, nothing, one, taken, values};
use crate::support::workbook;

use casebook::field::Value;
use files::register::{ROWS_MAX, read};
use law::money::Fen;
use workbook::{Book, row};

const HEAD: [&str; 4] = ["案号", "财产", "措施", "查封日期"];
const FIRST: [&str; 4] = [CASE, "豫N12345", "动产", "2024-05-06"];

/// Whoever keeps a ledger writes 到期日 behind the seizure and again behind its renewal.
#[test]
fn two_columns_of_one_field_are_never_both_taken() {
    let ledger = taken(
        "seizure",
        format!(
            "案号,财产,措施,查封日期,到期日,续封日期,到期日\n{CASE},豫N12345,动产,2024-05-06,2026-05-05,2026-04-30,2028-04-29\n"
        )
        .as_bytes(),
    );
    let renewal = values(&ledger, "seizure", 0, "renewal_ends_on");
    assert_eq!(values(&ledger, "seizure", 0, "ends_on"), day("2026-05-05"));
    assert!(renewal.is_empty() || renewal == day("2028-04-29"), "{renewal:?}");
}

#[test]
fn two_columns_that_say_different_days_are_told() {
    let ledger = taken(
        "seizure",
        format!("案号,财产,措施,查封日期,冻结日期\n{CASE},豫N12345,动产,2024-05-06,2025-06-07\n").as_bytes(),
    );
    assert!(values(&ledger, "seizure", 0, "effective_on").len() < 2);
    assert!(fault(&ledger, "seizure", 0, "effective_on").is_some());
}

/// The file's own running number beside the number of the case.
#[test]
fn a_second_column_of_numbers_does_not_hide_the_number_of_the_case() {
    for (second, cell) in [("案件编号", "A0001"), ("案件编号", ""), ("案号", "")] {
        let text = format!("执行案号,财产,措施,{second}\n{CASE},豫N12345,动产,{cell}\n");
        assert_eq!(
            taken("seizure", text.as_bytes()).rows[0].case_number,
            CASE,
            "{second} {cell}"
        );
    }
}

/// Words in the brackets of a heading may make it another matter.
#[test]
fn words_in_the_brackets_of_a_heading_count() {
    let mut wrong = Vec::new();
    for (heading, cell, key) in [
        ("到期日（续封后）", "2028-04-29", "ends_on"),
        ("到期日(续冻)", "2028-04-29", "ends_on"),
        ("生效日期（判决书）", "2023-01-05", "effective_on"),
        ("金额（评估价）", "300000", "amount"),
        ("金额（申请标的）", "300000", "amount"),
        ("冻结金额（应冻结）", "300000", "amount"),
        ("解除日期（拟）", "2026-05-06", "released_on"),
    ] {
        let (found, _) = one("seizure", heading, cell, key);
        if !found.is_empty() {
            wrong.push(format!("{heading} {cell} -> {key} {found:?}"));
        }
    }
    nothing(&wrong);
}

/// The unit of amounts stands in a foreign currency, over the list, in the name of the sheet, in the format.
#[test]
fn amounts_are_never_taken_in_another_unit_than_the_file_says() {
    let mut wrong = Vec::new();
    let wan = vec![Value::Fen(Fen(12_500_000))];
    let mut check = |what: &str, found: Vec<Value>, right: &[Value]| {
        if found != right {
            wrong.push(format!("{what}: {found:?} instead of {right:?}"));
        }
    };
    for heading in ["冻结金额（美元）", "冻结金额（百元）", "冻结金额（港币万元）"] {
        check(heading, one("seizure", heading, "12.5", "amount").0, &[]);
    }
    check(
        "￥ below 万元",
        one("seizure", "冻结金额（万元）", "￥12.5", "amount").0,
        &[],
    );
    let head = ["案号", "财产", "措施", "冻结金额"];
    let line = [CASE, "工行6222", "冻结存款", "12.5"];
    let csv = format!("查封台账,,,单位：万元\n{}\n{}\n", head.join(","), line.join(","));
    check(
        "line above",
        values(&taken("seizure", csv.as_bytes()), "seizure", 0, "amount"),
        &wan,
    );
    let book = Book::new().sheet("查封台账（万元）", &(row(1, &head) + &row(2, &line)));
    check(
        "name of the sheet",
        values(&taken("seizure", &book.bytes()), "seizure", 0, "amount"),
        &wan,
    );
    for format in ["0.0&quot;万&quot;", "0&quot;.&quot;0", "[$$-409]0.00", "0.00%"] {
        let cell = r#"<c r="D2" s="1"><v>12.5</v></c></row>"#;
        let line = row(2, &line[..3]).replace("</row>", cell);
        let book = Book::new().format(format).sheet("一", &(row(1, &head) + &line));
        check(
            format,
            values(&taken("seizure", &book.bytes()), "seizure", 0, "amount"),
            &[],
        );
    }
    nothing(&wrong);
}

/// A sheet for each year, or for each sort of asset.
#[test]
fn sheets_headed_alike_are_all_read() {
    let sheet = |case: &str| row(1, &HEAD) + &row(2, &[case, FIRST[1], FIRST[2], FIRST[3]]);
    let book = Book::new()
        .sheet("2025", &sheet("（2025）豫14执7号"))
        .sheet("2026", &sheet(CASE));
    let ledger = taken("seizure", &book.bytes());
    let numbers: Vec<&str> = ledger.rows.iter().map(|row| row.case_number.as_str()).collect();
    assert_eq!(numbers, ["（2025）豫14执7号", CASE]);
}

/// Programs keep an old or an example sheet hidden before the one people see.
#[test]
fn a_hidden_sheet_does_not_stand_in_for_the_one_people_see() {
    let sheet = |case: &str| row(1, &HEAD) + &row(2, &[case, FIRST[1], FIRST[2], FIRST[3]]);
    let book = Book::new()
        .hidden_sheet("样例", &sheet("（2025）豫14执7号"))
        .sheet("台账", &sheet(CASE));
    let ledger = taken("seizure", &book.bytes());
    assert!(
        ledger.rows.iter().any(|row| row.case_number == CASE),
        "{:?}",
        ledger.rows
    );
}

/// Several assets of one case: its number stands once, merged over their rows.
#[test]
fn a_merged_number_holds_for_all_its_assets() {
    let sheet = row(1, &HEAD) + &row(2, &FIRST) + &row(3, &["", "豫N54321", "动产", "2024-05-07"]);
    let book = Book::new().merged("一", &sheet, &["A2:A3"]);
    let ledger = taken("seizure", &book.bytes());
    let numbers: Vec<&str> = ledger.rows.iter().map(|row| row.case_number.as_str()).collect();
    assert_eq!(numbers, [CASE, CASE]);
}

/// 首次查封 and 续行 over 起始日期 and 届满日期.
#[test]
fn headings_over_two_rows_are_read_together() {
    let sheet = row(1, &["案号", "财产", "措施", "首次查封", "", "续封", ""])
        + &row(2, &["", "", "", "起始日期", "届满日期", "起始日期", "届满日期"])
        + &row(
            3,
            &[
                CASE,
                "豫N12345",
                "动产",
                "2024-05-06",
                "2026-05-05",
                "2026-04-30",
                "2028-04-29",
            ],
        );
    let book = Book::new().merged("一", &sheet, &["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"]);
    let ledger = taken("seizure", &book.bytes());
    assert_eq!(ledger.rows.len(), 1, "the lower headings are no row");
    assert_eq!(values(&ledger, "seizure", 0, "effective_on"), day("2024-05-06"));
    assert_eq!(values(&ledger, "seizure", 0, "renewed_on"), day("2026-04-30"));
}

/// 一、存款 and 二、车辆 on one sheet, each with headings of its own.
#[test]
fn a_second_list_below_is_read_by_its_own_headings() {
    let csv = format!(
        "案号,财产,措施,冻结日期,到期日\n{CASE},工行6222,冻结存款,2025-05-06,2026-05-05\n\n\
         案号,财产,措施,查封日期,解封日期\n{CASE},豫N12345,动产,2024-05-06,2025-06-07\n"
    );
    let ledger = taken("seizure", csv.as_bytes());
    let last = ledger.rows.len() - 1;
    assert_eq!(values(&ledger, "seizure", last, "ends_on"), []);
    assert_eq!(values(&ledger, "seizure", last, "released_on"), day("2025-06-07"));
    assert_eq!(ledger.rows.len(), 2, "headings are no row");
}

/// A program wrote 300,000 without quotation marks, a clerk a comma in the asset.
#[test]
fn a_row_cut_at_a_comma_is_not_taken() {
    let mut wrong = Vec::new();
    for (head, line) in [
        ("案号,财产,措施,冻结金额,保管人", "工行6222,冻结存款,300,000,甲行"),
        ("案号,财产,措施,冻结金额,保管人", "工行6222,冻结存款,300,000"),
        ("案号,财产,措施,冻结金额", "工行6222,冻结存款,300,000.00"),
    ] {
        let ledger = taken("seizure", format!("{head}\n{CASE},{line}\n").as_bytes());
        let found = values(&ledger, "seizure", 0, "amount");
        if !found.is_empty() {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    nothing(&wrong);
}

/// Headings of public forms and ledgers.
#[test]
fn headings_of_ledgers_are_known() {
    let mut wrong = Vec::new();
    for (heading, key) in [
        ("查封开始日期", "effective_on"),
        ("冻结起始日", "effective_on"),
        ("查封到期日", "ends_on"),
        ("查封到期日期", "ends_on"),
        ("冻结到期日", "ends_on"),
        ("查封结束日期", "ends_on"),
        ("到期时间", "ends_on"),
        ("解封时间", "released_on"),
        ("续封时间", "renewed_on"),
        ("*查封日期", "effective_on"),
        ("查封日期*", "effective_on"),
        ("查封日期：", "effective_on"),
    ] {
        let (found, _) = one("seizure", heading, "2025-05-06", key);
        wrong.extend((found != day("2025-05-06")).then(|| format!("{heading} is not {key}")));
    }
    for number in ["*案号", "案号*", "案号：", "案件号", "执行案件案号"] {
        let text = format!("{number},财产,措施\n{CASE},豫N12345,动产\n");
        let read = read(text.as_bytes(), kind("seizure"));
        wrong.extend(read.err().map(|error| format!("{number}: {error:?}")));
    }
    let head = "案号,信访人姓名,信访方式,反映问题,来访时间,联系电话,身份证号,办理情况";
    let text = format!("{head}\n{CASE},甲,来访,催执行,2026-03-02,13800000000,11010519491231002X,已答复\n");
    match read(text.as_bytes(), kind("petition")) {
        Err(error) => wrong.push(format!("petitions: {error:?}")),
        Ok(ledger) => {
            let unread = ledger.columns.iter().skip(1).filter(|(_, field)| field.is_none());
            wrong.extend(unread.map(|(heading, _)| format!("petitions: {heading}")));
        }
    }
    nothing(&wrong);
}

/// Rows without anything in them, as spreadsheets leave where a frame was drawn, are no rows: none behind may be lost
/// without a word.
#[test]
fn rows_left_out_are_told() {
    let blank = ",,\n".repeat(30);
    let line = format!("{CASE},豫N12345,动产\n");
    let text = format!("案号,财产,措施\n{blank}{}", line.repeat(ROWS_MAX));
    let ledger = taken("seizure", text.as_bytes());
    assert!(
        ledger.rows.len() == ROWS_MAX || ledger.is_cut,
        "{} rows",
        ledger.rows.len()
    );
}

/// A row whose number is struck through does not hold any more.
#[test]
fn a_struck_number_is_no_number() {
    let number = format!(r#"<row r="2"><c r="A2" s="2" t="inlineStr"><is><t>{CASE}</t></is></c>"#);
    let rest = row(2, &["", "豫N12345", "动产"]);
    let rest = rest.split_once("</c>").unwrap().1;
    let book = Book::new().sheet("一", &(row(1, &HEAD[..3]) + &number + rest));
    assert_eq!(taken("seizure", &book.bytes()).rows[0].case_number, "");
}

/// A ledger writes the day of the order also where the seizure waits (轮候): that runs no term (note of `rank`).
#[test]
fn the_day_of_a_waiting_seizure_does_not_start_its_term() {
    for rank in ["2", "轮候"] {
        let text = format!("案号,财产,措施,轮候顺位,查封日期\n{CASE},豫N12345,动产,{rank},2024-05-06\n");
        let ledger = taken("seizure", text.as_bytes());
        assert_eq!(values(&ledger, "seizure", 0, "effective_on"), [], "{rank}");
    }
}
