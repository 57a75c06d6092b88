//! Cells of ledgers, names of parties and typed values as people of this work have them, each with what a clerk would
//! read. Numbers of persons and companies are made up.
#![allow(clippy::unwrap_used)]

use crate::one_ledger::{CASE, day, kind, nothing, one, taken, text, values};
use crate::support::workbook;

use casebook::field::Value;
use casebook::kinds::EntryFault;
use casebook::parties::names;
use law::money::Fen;
use workbook::{Book, row};

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

/// What is asked for fills more than a line.
#[test]
fn a_long_petition_is_taken() {
    let asked = "请求尽快执行到位。".repeat(30);
    assert_eq!(one("petition", "诉求", &asked, "subject"), (text(&asked), None));
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
