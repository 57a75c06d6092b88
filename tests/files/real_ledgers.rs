//! Ledgers of the office, names of parties and typed values as people of this work have them, each kind with what a
//! clerk would read. Numbers of persons and companies are made up.
#![allow(clippy::unwrap_used)]

use crate::support::workbook;

use casebook::field::Value;
use casebook::kinds::{EntryFault, KindOf, Kinds};
use casebook::parties::names;
use files::register::{Ledger, ROWS_MAX, read};
use law::money::Fen;
use workbook::{Book, row};

const CASE: &str = "（2026）豫14执91号";
const HEAD: [&str; 4] = ["案号", "财产", "措施", "查封日期"];
const FIRST: [&str; 4] = [CASE, "豫N12345", "动产", "2024-05-06"];

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).unwrap()
}

fn number(of: &str, key: &str) -> u16 {
    kind(of).field_named(key).unwrap().number
}

fn taken(of: &str, bytes: &[u8]) -> Ledger {
    read(bytes, kind(of)).unwrap()
}

/// All values of a field of a row: more than one is one too many.
fn values(ledger: &Ledger, of: &str, row: usize, key: &str) -> Vec<Value> {
    let wanted = number(of, key);
    let fields = ledger.rows.get(row).map(|row| row.fields.clone()).unwrap_or_default();
    fields
        .into_iter()
        .filter(|(field, _)| *field == wanted)
        .map(|(_, value)| value)
        .collect()
}

fn fault(ledger: &Ledger, of: &str, row: usize, key: &str) -> Option<EntryFault> {
    let wanted = number(of, key);
    let problems = &ledger.rows[row].problems;
    problems
        .iter()
        .find(|(field, ..)| *field == wanted)
        .map(|(_, fault, _)| *fault)
}

/// The values of one column of a ledger with one row: `heading` over `cell` beside what its kind needs.
fn one(of: &str, heading: &str, cell: &str, key: &str) -> (Vec<Value>, Option<EntryFault>) {
    let (head, needed) = match of {
        "seizure" => ("案号,财产,措施", "豫N12345,动产"),
        "petition" => ("案号,信访形式,信访人,诉求,收到日期", "来信,甲,催执行,2026-03-02"),
        "party" => ("案号,诉讼地位,姓名或名称", "被执行人,甲"),
        _ => ("案号,财产,种类", "豫N12345,动产"),
    };
    let (mut head, mut line) = (head.to_owned(), format!("{CASE},{needed}"));
    let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
    let at = head.split(',').position(|name| name == heading);
    match at {
        Some(at) => {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells[at] = &quoted;
            line = cells.join(",");
        }
        None => {
            head = format!("{head},\"{heading}\"");
            line = format!("{line},{quoted}");
        }
    }
    let ledger = taken(of, format!("{head}\n{line}\n").as_bytes());
    (values(&ledger, of, 0, key), fault(&ledger, of, 0, key))
}

fn day(text: &str) -> Vec<Value> {
    vec![Value::Date(text.parse().unwrap())]
}

fn text(text: &str) -> Vec<Value> {
    vec![Value::Text(text.to_owned())]
}

/// All that went wrong, at once.
fn nothing(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

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

/// Spreadsheets keep fifteen digits of a number: the last figures of an account are lost.
#[test]
fn a_number_that_lost_its_last_digits_is_not_taken() {
    let mut wrong = Vec::new();
    let numbered = |v: &str, column: &str| format!(r#"<c r="{column}2"><v>{v}</v></c></row>"#);
    for v in ["6222021702012345000", "6.2220217020123e+18"] {
        let line = row(2, &[CASE, "冻结存款"]).replace("</row>", &numbered(v, "C"));
        let book = Book::new().sheet("一", &(row(1, &["案号", "措施", "财产"]) + &line));
        let found = values(&taken("seizure", &book.bytes()), "seizure", 0, "asset");
        wrong.extend((!found.is_empty()).then(|| format!("asset {v}: {found:?}")));
    }
    // One in eight of such numbers passes the check digit by chance.
    for v in ["411421195008151000", "4.11421195010151e+17"] {
        let line = row(2, &[CASE, "被执行人", "甲"]).replace("</row>", &numbered(v, "D"));
        let head = row(1, &["案号", "诉讼地位", "姓名或名称", "证件号码"]);
        let found = values(
            &taken("party", &Book::new().sheet("一", &(head + &line)).bytes()),
            "party",
            0,
            "id_number",
        );
        wrong.extend((!found.is_empty()).then(|| format!("id {v}: {found:?}")));
    }
    for (of, heading, cell, key) in [
        ("seizure", "财产", "6.22202E+18", "asset"),
        ("party", "证件号码", "4.11421E+17", "id_number"),
        ("party", "电话", "1.38E+10", "phone"),
    ] {
        let (found, _) = one(of, heading, cell, key);
        wrong.extend((!found.is_empty()).then(|| format!("{heading} {cell}: {found:?}")));
    }
    nothing(&wrong);
}

/// What stands around a number of a person, and what is none.
#[test]
fn identity_numbers_are_taken_whole_or_told() {
    let mut wrong = Vec::new();
    let right = text("11010519491231002X");
    for cell in [
        "'11010519491231002X",
        "’11010519491231002x",
        "110105-19491231-002X",
        "身份证11010519491231002X",
        "身份证号：11010519491231002X",
        "11010519491231002Ⅹ",
        "11010519491231002×",
        "11010519491231002Х",
    ] {
        let (found, _) = one("party", "证件号码", cell, "id_number");
        wrong.extend((found != right).then(|| format!("{cell}: {found:?} instead of {right:?}")));
    }
    for cell in ["无", "/", "——", "不详", "NULL"] {
        let (found, told) = one("party", "证件号码", cell, "id_number");
        wrong.extend((!found.is_empty() || told.is_some()).then(|| format!("{cell}: {found:?} {told:?}")));
    }
    nothing(&wrong);
}

/// One figure lost, doubled or mistyped. A resident's number that is wrong passes for a credit code once in thirty-one;
/// codes have a check digit of their own within (GB 11714), and a resident was born on a day of the calendar.
#[test]
fn wrong_identity_numbers_are_told() {
    let mut wrong = Vec::new();
    for cell in [
        "1101051949123102X",
        "11010519491231002",
        "110105194912310022X",
        "11010519491231",
        "411421195001010028",
        "410421197001010028",
        "411421197013010017",
        "000000000000000000",
        "123456789012345678",
    ] {
        let read = kind("party").field_named("id_number").unwrap().read(cell);
        wrong.extend(read.is_ok().then(|| format!("{cell}: {read:?}")));
    }
    nothing(&wrong);
}

/// Xiamen gave out codes with a check sign of its own until 2016: 913502…M000…. They stand on licences and in the
/// register, and a court must be able to enter them.
#[test]
fn codes_given_out_with_another_check_sign_can_be_entered() {
    let field = kind("party").field_named("id_number").unwrap();
    assert_eq!(
        field.read("91350203M000TE5T1J"),
        Ok(Value::Text("91350203M000TE5T1J".to_owned()))
    );
}

/// =EDATE(D2,24) over a blank D2 shows a day of 1901 or 1902.
#[test]
fn a_day_computed_from_a_blank_cell_is_none() {
    let mut wrong = Vec::new();
    for serial in ["366", "730", "731", "1096"] {
        let cell = format!(r#"<c r="E2" s="1"><v>{serial}</v></c></row>"#);
        let line = row(2, &[CASE, "豫N12345", "动产", ""]).replace("</row>", &cell);
        let head = row(1, &["案号", "财产", "措施", "查封日期", "到期日"]);
        let book = Book::new().format("yyyy-mm-dd").sheet("一", &(head + &line));
        let found = values(&taken("seizure", &book.bytes()), "seizure", 0, "ends_on");
        wrong.extend((!found.is_empty()).then(|| format!("{serial}: {found:?}")));
    }
    nothing(&wrong);
}

/// Dates as a csv holds them, and words for none.
#[test]
fn days_are_read_as_in_the_list_of_cases() {
    let mut wrong = Vec::new();
    for (cell, right) in [
        ("45717", day("2025-03-01")),
        ("20250301.0", day("2025-03-01")),
        ("/", vec![]),
        ("——", vec![]),
        ("无", vec![]),
        ("NULL", vec![]),
        ("未到期", vec![]),
        ("0000-00-00", vec![]),
        ("未解除", vec![]),
        ("未解封", vec![]),
    ] {
        let read = one("seizure", "解除日期", cell, "released_on");
        wrong.extend((read != (right.clone(), None)).then(|| format!("{cell}: {read:?} instead of {right:?}")));
    }
    for cell in ["/", "无", "-"] {
        let read = one("seizure", "冻结金额", cell, "amount");
        wrong.extend((read != (vec![], None)).then(|| format!("amount {cell}: {read:?}")));
    }
    nothing(&wrong);
}

/// A form rounds nothing: the person who typed can look.
#[test]
fn an_amount_typed_finer_than_a_fen_is_told() {
    let field = kind("seizure").field_named("amount").unwrap();
    assert_eq!(field.read("300000.005"), Err(EntryFault::NotMoney));
    assert_eq!(field.read("300000.50"), Ok(Value::Fen(Fen(30_000_050))));
}

/// Ticks, and the matter itself.
#[test]
fn ticks_are_answers() {
    let mut wrong = Vec::new();
    for (cell, right) in [
        ("√", true),
        ("☑", true),
        ("1", true),
        ("×", false),
        ("0", false),
        ("不是", false),
        ("非", false),
    ] {
        let read = one("party", "涉外、涉港澳台", cell, "foreign");
        wrong.extend((read.0 != [Value::Bool(right)]).then(|| format!("{cell}: {read:?}")));
    }
    nothing(&wrong);
}

/// A count with its word, a rank in words.
#[test]
fn numbers_with_their_words_are_read() {
    let mut wrong = Vec::new();
    for (of, heading, cell, key, right) in [
        ("petition", "人数", "3人", "people", Some(3)),
        ("petition", "人数", "2.0", "people", Some(2)),
        ("petition", "第几次信访", "第2次", "visit", Some(2)),
        ("petition", "第几次信访", "初次", "visit", Some(1)),
        ("seizure", "轮候情况", "首封", "rank", Some(1)),
        ("seizure", "轮候顺位", "第二顺位", "rank", Some(2)),
        ("seizure", "轮候顺位", "轮候第3位", "rank", None),
        ("petition", "人数", "20余人", "people", None),
    ] {
        let read = one(of, heading, cell, key);
        let right: Vec<Value> = right.map(Value::Number).into_iter().collect();
        wrong.extend((read.0 != right).then(|| format!("{heading} {cell}: {read:?} instead of {right:?}")));
    }
    nothing(&wrong);
}

/// A word that happens to stand within one of the choices is not that choice.
#[test]
fn a_part_of_a_choice_is_not_the_choice() {
    let mut wrong = Vec::new();
    for (of, heading, cell, key) in [
        ("seizure", "措施", "其他", "measure"),
        ("seizure", "措施", "财产", "measure"),
        ("seizure", "措施", "查封、扣押", "measure"),
        ("petition", "来源", "法院", "source"),
        ("petition", "来源", "机关", "source"),
        ("party", "主体类型", "其他", "sort"),
        ("asset", "种类", "其他", "sort"),
        ("asset", "线索来源", "执行人", "from"),
    ] {
        let (found, _) = one(of, heading, cell, key);
        wrong.extend((!found.is_empty()).then(|| format!("{heading} {cell}: {found:?}")));
    }
    nothing(&wrong);
}

/// What names no asset and no owner.
#[test]
fn as_above_and_errors_are_no_texts() {
    let mut wrong = Vec::new();
    for cell in ["同上", "〃", "#N/A", "#REF!", "NULL"] {
        for (heading, key) in [("财产", "asset"), ("权利人", "owner")] {
            let (found, _) = one("seizure", heading, cell, key);
            wrong.extend((!found.is_empty()).then(|| format!("{heading} {cell}: {found:?}")));
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

/// What is asked for fills more than a line.
#[test]
fn a_long_petition_is_taken() {
    let asked = "请求尽快执行到位。".repeat(30);
    assert_eq!(one("petition", "诉求", &asked, "subject"), (text(&asked), None));
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

/// Names of a side in one cell.
#[test]
fn names_of_one_cell_are_told_apart() {
    let mut wrong = Vec::new();
    for (cell, right) in [
        (
            "甲公司（曾用名：乙公司、丙公司）",
            &["甲公司（曾用名：乙公司、丙公司）"][..],
        ),
        (
            "张某（身份证号410000，住商丘）、李某",
            &["张某（身份证号410000，住商丘）", "李某"],
        ),
        ("A Trading Co., Ltd.", &["A Trading Co., Ltd."]),
        ("A TRADING CO.,LTD；李某", &["A TRADING CO.,LTD", "李某"]),
        ("1、张某2、李某", &["张某", "李某"]),
        ("1.张某；2.李某", &["张某", "李某"]),
        ("①张某\n②李某", &["张某", "李某"]),
        ("（1）张某、（2）李某", &["张某", "李某"]),
        ("张某、李某等5人", &["张某", "李某"]),
        ("张某/李某", &["张某", "李某"]),
        ("张某﹑李某", &["张某", "李某"]),
        ("张某､李某", &["张某", "李某"]),
        ("张某|李某", &["张某", "李某"]),
        ("张某\u{200b}、李某\u{202c}", &["张某", "李某"]),
        ("张某、/", &["张某"]),
        ("张某。", &["张某"]),
        ("买买提·吐尔逊、阿不都·热合曼", &["买买提·吐尔逊", "阿不都·热合曼"]),
    ] {
        let found = names(cell);
        wrong.extend((found != right).then(|| format!("{cell:?}: {found:?}")));
    }
    nothing(&wrong);
}
