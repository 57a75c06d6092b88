//! Further kinds of what offices' ledgers hold: groups over headings, lines between lists, questions, labels.
#![allow(clippy::unwrap_used)]
use crate::one_ledger::{CASE, day, fault, nothing, one, taken, text, values};
use crate::support::workbook::{Book, row};

use casebook::field::Value;
use casebook::kinds::EntryFault;
use casebook::parties::names;
use files::register::{EntryNote, RowFault};
use law::money::Fen;

fn fen(fen: i64) -> Vec<Value> {
    vec![Value::Fen(Fen(fen))]
}

/// Several renewals have no place in one record.
#[test]
fn a_second_renewal_is_told() {
    let ledger = taken(
        "seizure",
        format!(
            "案号,财产,措施,查封日期,到期日,续封日期,到期日,续封日期,到期日\n\
             {CASE},a,动产,2024-05-06,2026-05-05,2026-04-30,2028-04-29,2028-04-01,2030-01-01\n"
        )
        .as_bytes(),
    );
    assert_eq!(values(&ledger, "seizure", 0, "renewed_on"), []);
    assert_eq!(fault(&ledger, "seizure", 0, "renewed_on"), Some(EntryFault::SaidTwice));
}

#[test]
fn words_over_and_in_headings_are_read_with_them() {
    let mut wrong = Vec::new();
    for (heading, key) in [
        ("到期日（续行后）", Some("renewal_ends_on")),
        ("续封截止日", Some("renewal_ends_on")),
        ("查封/冻结日期", Some("effective_on")),
        ("查封（冻结）日期", Some("effective_on")),
        ("查封日期（年/月/日）", Some("effective_on")),
        ("解封日期（预计）", None),
        ("原查封日期", None),
        ("轮候查封日期", None),
    ] {
        let ledger = taken(
            "seizure",
            format!("案号,财产,措施,{heading}\n{CASE},a,动产,2025-05-06\n").as_bytes(),
        );
        let dates = [
            "effective_on",
            "ends_on",
            "renewed_on",
            "renewal_ends_on",
            "released_on",
        ];
        let found: Vec<&str> = dates
            .into_iter()
            .filter(|key| !values(&ledger, "seizure", 0, key).is_empty())
            .collect();
        wrong.extend((found != Vec::from_iter(key)).then(|| format!("{heading}: {found:?}")));
    }
    let (found, _) = one("seizure", "冻结金额（元，已扣划）", "12.5", "amount");
    wrong.extend((!found.is_empty()).then(|| format!("已扣划: {found:?}")));
    let csv = format!(
        "案号,查封情况,,,续封情况,,评估情况\n,财产,措施,起始日期,续封日期,到期日,金额\n\
         {CASE},a,动产,2024-05-06,2026-04-30,2028-04-29,5\n"
    );
    let ledger = taken("seizure", csv.as_bytes());
    assert_eq!(values(&ledger, "seizure", 0, "renewed_on"), day("2026-04-30"));
    assert_eq!(values(&ledger, "seizure", 0, "renewal_ends_on"), day("2028-04-29"));
    assert_eq!(values(&ledger, "seizure", 0, "amount"), []);
    nothing(&wrong);
}

/// A line between two lists, a column of units, a column of currencies.
#[test]
fn units_hold_where_they_stand() {
    let head = "案号,财产,措施,冻结金额";
    let csv = format!("{head}\n{CASE},a,冻结存款,12.5\n二、车辆（单位：万元）,,,\n{head}\n{CASE},b,冻结存款,12.5\n");
    let ledger = taken("seizure", csv.as_bytes());
    assert_eq!(ledger.rows.len(), 2, "{:?}", ledger.rows);
    assert_eq!(values(&ledger, "seizure", 0, "amount"), fen(1_250));
    assert_eq!(values(&ledger, "seizure", 1, "amount"), fen(12_500_000));
    let csv =
        format!("案号,财产,措施,币种,冻结金额,单位\n{CASE},a,冻结存款,美元,12,\n{CASE},b,冻结存款,人民币,12,万元\n");
    let ledger = taken("seizure", csv.as_bytes());
    assert_eq!(fault(&ledger, "seizure", 0, "amount"), Some(EntryFault::UnitDoubtful));
    assert_eq!(values(&ledger, "seizure", 1, "amount"), fen(12_000_000));
    let sheet = row(1, &["案号", "财产", "措施", "冻结金额"]) + &row(2, &[CASE, "a", "冻结存款", "12.5"]);
    let ledger = taken("seizure", &Book::new().sheet("账户（美元）", &sheet).bytes());
    assert_eq!(fault(&ledger, "seizure", 0, "amount"), Some(EntryFault::UnitDoubtful));
}

#[test]
fn the_number_of_another_case_is_not_that_of_this() {
    for head in ["原审案号,执行案号", "案号（民事）,案号（执行）", "执行依据案号,案号"] {
        let text = format!("{head},财产,措施\n（2025）豫1402民初1号,{CASE},a,冻结存款\n");
        assert_eq!(taken("seizure", text.as_bytes()).rows[0].case_number, CASE, "{head}");
    }
}

/// 是否轮候 is a question and no rank.
#[test]
fn a_seizure_waits_by_any_of_the_words() {
    for (heading, cell, waits) in [
        ("是否轮候", "是", true),
        ("是否轮候", "否", false),
        ("是否首封", "否", true),
        ("轮候顺位", "2", true),
        ("轮候顺位", "首封", false),
    ] {
        let text = format!("案号,财产,措施,查封日期,{heading}\n{CASE},a,动产,2024-05-06,{cell}\n");
        let ledger = taken("seizure", text.as_bytes());
        let told = ledger.rows[0]
            .notes
            .iter()
            .any(|(_, note, _)| *note == EntryNote::Waits);
        assert_eq!(told, waits, "{heading} {cell}");
        assert_eq!(
            values(&ledger, "seizure", 0, "effective_on").is_empty(),
            waits,
            "{heading} {cell}"
        );
    }
}

#[test]
fn a_row_cut_apart_says_so() {
    let text = format!("案号,财产,措施,冻结金额\n{CASE},a,冻结存款,300,000.00\n{CASE},b,冻结存款,\"300,000.00\"\n");
    let ledger = taken("seizure", text.as_bytes());
    assert_eq!(ledger.rows[0].faults, [RowFault::CutApart]);
    assert_eq!(values(&ledger, "seizure", 1, "amount"), fen(30_000_000));
}

#[test]
fn numbers_of_persons_stand_without_words_around_them() {
    let mut wrong = Vec::new();
    let right = text("11010519491231002X");
    for cell in [
        "（身份证）11010519491231002x",
        "公民身份证号码：110105 1949 1231 002X",
        "11010519491231002X（本人）",
    ] {
        let found = one("party", "证件号码", cell, "id_number").0;
        wrong.extend((found != right).then(|| format!("{cell}: {found:?}")));
    }
    let csv = format!("案号,诉讼地位,姓名或名称,证件号码\n{CASE},被执行人,甲,91350203M000TE5T1J\n");
    let ledger = taken("party", csv.as_bytes());
    assert!(
        ledger.rows[0]
            .notes
            .iter()
            .any(|(_, note, _)| *note == EntryNote::OtherCheck)
    );
    for cell in ["110105********002X", "13800000000", "11010519491231OO2X"] {
        let found = one("party", "证件号码", cell, "id_number");
        wrong.extend((!found.0.is_empty() || found.1.is_none()).then(|| format!("{cell}: {found:?}")));
    }
    assert_eq!(
        one("party", "证件号码", "护照E12345678", "id_number").0,
        text("护照E12345678")
    );
    nothing(&wrong);
}

#[test]
fn names_stand_without_what_counts_them() {
    for (cell, right) in [
        ("一、张某；二、李某", &["张某", "李某"][..]),
        ("（一）张某（二）李某", &["张某", "李某"]),
        ("1、1号店2、2号店", &["1号店", "2号店"]),
        ("张某（已故、李某", &["张某（已故", "李某"]),
        ("张某、李某等人", &["张某", "李某"]),
        ("甲公司（原名：乙、丙）等2户", &["甲公司（原名：乙、丙）"]),
        ("甲2、乙3", &["甲2", "乙3"]),
    ] {
        assert_eq!(names(cell), right, "{cell}");
    }
}

/// 小计 below the assets of one case, within the merged cell of its number.
#[test]
fn a_total_within_a_merged_number_is_no_record() {
    let sheet = row(1, &["案号", "财产", "措施"])
        + &row(2, &[CASE, "a", "动产"])
        + &row(3, &["", "b", ""])
        + &row(4, &["", "小计", ""]);
    let ledger = taken(
        "seizure",
        &Book::new().merged("一", &sheet, &["A2:A4", "C2:C4"]).bytes(),
    );
    assert_eq!(ledger.rows.len(), 2, "{:?}", ledger.rows);
    assert_eq!(values(&ledger, "seizure", 1, "measure"), text("movable"));
}

/// The clues to assets stand on another sheet of the workbook.
#[test]
fn a_sheet_of_another_ledger_is_passed_over_and_told() {
    let seizures = row(1, &["案号", "财产", "措施"]) + &row(2, &[CASE, "a", "动产"]);
    let clues = row(1, &["案号", "财产", "线索来源"]) + &row(2, &[CASE, "b", "网络查控"]);
    let ledger = taken(
        "seizure",
        &Book::new().sheet("线索", &clues).sheet("查封", &seizures).bytes(),
    );
    let sheets: Vec<(&str, bool)> = ledger.sheets.iter().map(|s| (s.name.as_str(), s.is_read)).collect();
    assert_eq!(sheets, [("线索", false), ("查封", true)]);
    assert_eq!(ledger.rows.len(), 1);
    assert_eq!(ledger.rows[0].sheet, 1);
}

/// Programs repeat the headings on every page; the note on the unit stands at the end of all.
#[test]
fn headings_repeated_on_every_page_go_on_with_the_list() {
    let head = "案号,财产,措施,冻结金额";
    let page = |asset: &str| format!("{head}\n{CASE},{asset},冻结存款,12.5\n");
    let ledger = taken(
        "seizure",
        (page("a") + &page("b") + "注：本表金额单位为万元,,,\n").as_bytes(),
    );
    assert_eq!(ledger.rows.len(), 2, "{:?}", ledger.rows);
    for row in 0..2 {
        assert_eq!(values(&ledger, "seizure", row, "amount"), fen(12_500_000), "{row}");
    }
    assert_eq!(ledger.columns.len(), 4);
}

/// 其中有效可执行 is written in some ways, and none may go missing: the sum that can be frozen hangs on it.
#[test]
fn the_amount_that_can_be_enforced_is_found_under_its_names() {
    for heading in ["有效可执行", "其中有效可执行", "可用余额（元）", "可执行余额"] {
        let csv =
            format!("案号,被执行人,协查机构,反馈时间,余额（元）,{heading}\n{CASE},王五,工商银行,2026-11-02,100,60\n");
        let ledger = taken("query_result", csv.as_bytes());
        assert_eq!(values(&ledger, "query_result", 0, "usable"), fen(6_000), "{heading}");
    }
}

/// What 总对总 hands out has its own words for banks, cars and nothing.
#[test]
fn results_of_a_query_are_read_in_the_words_of_their_system() {
    let csv = format!(
        "案号,被执行人,协查机构,财产类型,账号,查询方式,反馈时间,账户余额（元）,可用余额（元）\n\
         {CASE},王五,工商银行,存款,6222001,总对总,2026-11-02,40000,35000.5\n\
         {CASE},王五,车管所,机动车,豫N12345,点对点,2026-11-03,,\n\
         {CASE},王五,证券登记公司,无,,总对总,2026-11-04,,\n"
    );
    let ledger = taken("query_result", csv.as_bytes());
    let all = |key: &str| {
        (0..3)
            .flat_map(|row| values(&ledger, "query_result", row, key))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        all("sort"),
        ["bank_deposit", "vehicle", "nothing"].map(|code| Value::Text(code.to_owned()))
    );
    assert_eq!(all("found"), fen(4_000_000));
    assert_eq!(all("usable"), fen(3_500_050));
    assert_eq!(all("fed_back_on").len(), 3);
    let by = ["national_query", "local_query", "national_query"];
    assert_eq!(all("by"), by.map(|code| Value::Text(code.to_owned())));
}
