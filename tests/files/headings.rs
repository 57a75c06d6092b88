//! What headings and lines above a list mean: units, names, two columns for one subject.
#![allow(clippy::unwrap_used, clippy::panic)]

use files::amount::Unit::{self, Million, Thousand, Wan, Yi, Yuan};
use files::heading::Confidence::{self, Content, Exact, Like};
use files::layout::UnitFrom;
use files::read::{self, Read};
use files::unit_words::{Said, in_line};
use files::{heading, json};
use serde_json::Value as Json;

fn read(text: &str) -> Read {
    read::read_all(text.as_bytes(), None).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Every case of a table that is not as expected, so that one run shows them all.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, found: T, expected: T, about: &str) {
        if found != expected {
            self.0.push(format!("{about}: {found:?}, not {expected:?}"));
        }
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

/// The values of the first row.
fn first(all: &Read) -> Json {
    json::row(&all.rows[0], &all.layout)["values"].clone()
}

/// Brackets of a heading and the unit they name; none is doubtful.
const BRACKETS: [(&str, Option<Unit>); 46] = [
    ("标的额（人民币万元）", Some(Wan)),
    ("标的额（万元人民币）", Some(Wan)),
    ("标的额（金额单位：万元）", Some(Wan)),
    ("标的额（万元，不含利息）", Some(Wan)),
    ("标的额（不含利息，万元）", Some(Wan)),
    ("标的额(RMB万元)", Some(Wan)),
    ("标的额（¥万）", Some(Wan)),
    ("标的额（￥万元）", Some(Wan)),
    ("标的额(单位:万元)", Some(Wan)),
    ("标的额（单位为万元）", Some(Wan)),
    ("标的额（以万元计）", Some(Wan)),
    ("标的额（以万元为单位）", Some(Wan)),
    ("标的额（折合人民币万元）", Some(Wan)),
    ("标的额（万元，保留两位小数）", Some(Wan)),
    ("标的额（万元，含500元诉讼费）", Some(Wan)),
    ("标的额（本金）（万元）", Some(Wan)),
    ("标的额[千元]", Some(Thousand)),
    ("标的额【百万元】", Some(Million)),
    ("标的额（亿元）", Some(Yi)),
    ("标的额（计量单位：亿）", Some(Yi)),
    ("标的额 （ 万 元 ）", Some(Wan)),
    ("标的额（万元", Some(Wan)),
    ("标的额万元", Some(Wan)),
    ("标的额/万元", Some(Wan)),
    ("标的额：元", Some(Yuan)),
    ("标的额_人民币万元", Some(Wan)),
    ("标的额，单位：万元", Some(Wan)),
    ("标的额（元）", Some(Yuan)),
    ("标的额（元，精确到分）", Some(Yuan)),
    ("标的额（人民币）", Some(Yuan)),
    ("标的额（不含利息）", Some(Yuan)),
    ("标的额（含5000元以下案件）", Some(Yuan)),
    ("标的额（万元以上案件填写）", Some(Yuan)),
    ("标的额（ten thousand yuan）", Some(Wan)),
    ("标的额（RMB 10,000）", Some(Wan)),
    ("标的额（元/万元）", None),
    ("标的额（元或万元）", None),
    ("标的额（万美元）", None),
    ("标的额（美元）", None),
    ("标的额（USD）", None),
    ("标的额（百元）", None),
    ("标的额（千万元）", None),
    ("标的额/元/万元", None),
    ("标的额（W元）", None),
    ("标的额（单位：W）", None),
    ("标的额（10万元）", None),
];

#[test]
fn the_unit_in_a_heading_is_seen_among_other_words() {
    let mut wrong = Wrong::default();
    for (heading, unit) in BRACKETS {
        let all = read(&format!(
            "案号,立案日期,被执行人,\"{heading}\"\n（2022）豫14执1号,2022-5-9,甲某,30\n"
        ));
        wrong.compare(all.layout.columns[3].map(|c| c.key), Some("claim_amount_fen"), heading);
        let fen = unit.map(|unit| i64::try_from(unit.fen() * 30).unwrap());
        wrong.compare(first(&all)["claim_amount_fen"].as_i64(), fen, heading);
        let doubtful = all.layout.unit_from[3] == UnitFrom::Doubtful;
        wrong.compare(doubtful, unit.is_none(), heading);
    }
    wrong.none();
}

/// Lines above or below a list and what they say.
const LINES: [(&str, Said); 22] = [
    ("填报单位：某县人民法院　　　　金额单位：万元", Said::Unit(Wan)),
    ("单位：万元    填表日期：2023-05-15", Said::Unit(Wan)),
    ("单位：人民币万元", Said::Unit(Wan)),
    ("（单位：万元）", Said::Unit(Wan)),
    ("某县人民法院执行案件台账（单位：万元、件）", Said::Unit(Wan)),
    ("某县人民法院执行案件台账（万元）", Said::Unit(Wan)),
    ("单位:件、万元", Said::Unit(Wan)),
    ("计量单位：千元", Said::Unit(Thousand)),
    ("货币单位：人民币元", Said::Unit(Yuan)),
    ("金额：万元", Said::Unit(Wan)),
    ("本表金额以万元计", Said::Unit(Wan)),
    ("注：本表金额均以万元为单位", Said::Unit(Wan)),
    ("万元", Said::Unit(Wan)),
    ("填报单位：某县人民法院", Said::Nothing),
    ("填报单位：千山区人民法院", Said::Nothing),
    ("填报单位：万荣县人民法院", Said::Nothing),
    ("标的额500万元以上案件台账", Said::Nothing),
    ("2023年元月执行案件台账", Said::Nothing),
    ("单位：元/万元", Said::Doubtful),
    ("单位：美元", Said::Doubtful),
    ("金额单位：百元", Said::Doubtful),
    ("万元案件与其他案件台账", Said::Doubtful),
];

#[test]
fn a_line_names_a_unit_only_where_it_says_so() {
    let mut wrong = Wrong::default();
    for (line, said) in LINES {
        wrong.compare(in_line(line), said, line);
        let text = format!("{line},,,\n案号,立案日期,被执行人,标的额\n（2022）豫14执1号,2022-5-9,甲某,30\n");
        let all = read(&text);
        let expected = match said {
            Said::Nothing => Some(3_000),
            Said::Unit(unit) => i64::try_from(unit.fen() * 30).ok(),
            Said::Doubtful => None,
        };
        wrong.compare(first(&all)["claim_amount_fen"].as_i64(), expected, line);
    }
    wrong.none();
}

/// Tables with the values their first row must have.
#[test]
fn headings_of_several_rows_name_columns_and_units() {
    let number = "（2022）豫14执1号";
    let tables = [
        (
            "案号,立案信息,,金额（万元）,\n,日期,承办人,申请标的,到位\n{n},2022-5-9,钱某,30,2\n",
            vec![
                ("filed_on", "2022-05-09"),
                ("claim_amount_fen", "30000000"),
                ("recovered_amount_fen", "2000000"),
            ],
            UnitFrom::UpperHeading,
        ),
        (
            "案件信息,,当事人,,金额\n案号,日期,申请人,被申请人,标的额\n,立案,,,（万元）\n{n},2022-5-9,甲某,乙某,30\n",
            vec![
                ("filed_on", "2022-05-09"),
                ("debtor", "乙某"),
                ("claim_amount_fen", "30000000"),
            ],
            UnitFrom::Heading,
        ),
        (
            "台账,,单位：万元,\n案号,立案日期,标的额,被执行人\n{n},2022-5-9,30,乙某\n",
            vec![("claim_amount_fen", "30000000"), ("debtor", "乙某")],
            UnitFrom::RowAbove,
        ),
        (
            "案号,立案日期,标的额,被执行人\n{n},2022-5-9,30,乙某\n注：金额单位为万元,,,\n",
            vec![("claim_amount_fen", "30000000"), ("debtor", "乙某")],
            UnitFrom::RowBelow,
        ),
        (
            "案号,立案日期,执行依据,,申请执行人,\n,,案号,作出单位,姓名,地址\n{n},2022-5-9,（2021）豫14民初3号,某法院,甲某,某路\n",
            vec![
                ("basis_doc_no", "（2021）豫14民初3号"),
                ("basis_issuer", "某法院"),
                ("applicant", "甲某"),
            ],
            UnitFrom::Nowhere,
        ),
    ];
    let mut wrong = Wrong::default();
    for (text, expected, from) in tables {
        let all = read(&text.replace("{n}", number));
        let values = first(&all);
        for (key, value) in expected {
            wrong.compare(values[key].to_string().trim_matches('"'), value, text);
        }
        let unit_from = all
            .layout
            .position("claim_amount_fen")
            .map(|at| all.layout.unit_from[at]);
        wrong.compare(unit_from.unwrap_or_default(), from, text);
    }
    wrong.none();
}

/// Headings, what they are taken for, and how sure that is.
const NAMES: [(&str, Option<(&str, Confidence)>); 58] = [
    ("案 号", Some(("case_number", Exact))),
    ("被执行人姓名/名称", Some(("debtor", Exact))),
    ("申请执行人（权利人）", Some(("applicant", Exact))),
    ("日期（立案）", Some(("filed_on", Exact))),
    ("执行依据（案号）", Some(("basis_doc_no", Exact))),
    ("执行依据文书号", Some(("basis_doc_no", Exact))),
    ("文书执行依据号", Some(("basis_doc_no", Like))),
    ("生效裁判文书案号", Some(("basis_doc_no", Like))),
    ("做出执行依据单位", Some(("basis_issuer", Like))),
    ("执行依据的作出单位", Some(("basis_issuer", Like))),
    ("立案的日期", Some(("filed_on", Like))),
    ("日期立案", Some(("filed_on", Like))),
    ("法院立案时间", Some(("filed_on", Like))),
    ("金额标的", Some(("claim_amount_fen", Like))),
    ("本案申请执行标的额", Some(("claim_amount_fen", Like))),
    ("已执行标的金额", Some(("recovered_amount_fen", Exact))),
    ("实际已到位金额", Some(("recovered_amount_fen", Like))),
    ("主承办人", Some(("handler", Like))),
    ("AH", Some(("case_number", Like))),
    ("LARQ", Some(("filed_on", Like))),
    ("larq", Some(("filed_on", Like))),
    ("BZXR", Some(("debtor", Like))),
    ("SQZXR", Some(("applicant", Like))),
    ("CBR", Some(("handler", Like))),
    ("JAFS", Some(("closed_by", Like))),
    ("XY", None),
    ("被执行人地址", None),
    ("被执行人身份证号", None),
    ("被执行人人数", None),
    ("被执行人的履行情况", None),
    ("被执行人类型", None),
    ("承办人联系电话", None),
    ("申请执行人委托代理人", None),
    ("未到位金额", None),
    ("尚未执行到位金额", None),
    ("剩余标的额", None),
    ("应冻结金额", None),
    ("拟结案日期", None),
    ("预计结案日期", None),
    ("冻结到期日期", None),
    ("一审立案日期", None),
    ("首执案号", None),
    ("关联案号", None),
    ("诉前保全案号", None),
    ("执行法院", None),
    ("发布时间", None),
    ("生效法律文书确定的义务", None),
    ("执行到位率", None),
    ("申请执行人（电话）", None),
    ("标的额（已到位）", Some(("recovered_amount_fen", Exact))),
    ("执行费", None),
    ("申请人/被申请人", Some(("parties", Exact))),
    ("申请执行人、被执行人", Some(("parties", Exact))),
    ("立案日期/结案日期", None),
    ("失信被执行人名称", Some(("debtor", Like))),
    ("失信被执行人行为具体情形", None),
    ("已执行标的价值", Some(("recovered_amount_fen", Exact))),
    ("说明事项及要求", None),
];

#[test]
fn names_are_known_exactly_or_by_likeness_and_other_matters_are_not_taken() {
    let mut wrong = Wrong::default();
    for (text, expected) in NAMES {
        let named = heading::read(&[text]).named.map(|(column, sure)| (column.key, sure));
        wrong.compare(named, expected, text);
    }
    wrong.none();
}

/// Headings, one row of cells, and what the columns are taken for.
#[test]
fn two_columns_for_one_subject_are_weighed_by_what_they_hold() {
    let tables = [
        (
            "案号,立案日期,申请执行标的,申请执行标的金额,已执行标的,已执行标的金额",
            "（2022）豫14执1号,2022-5-9,货币,\"420,000\",货币,\"20,000\"",
            [
                "case_number",
                "filed_on",
                "claim_kind",
                "claim_amount_fen",
                "",
                "recovered_amount_fen",
            ],
        ),
        (
            "案号,立案日期,申请执行标的,申请执行标的价值,承办人,备注",
            "（2022）豫14执1号,2022-5-9,房屋一套,420000,钱某,无",
            ["case_number", "filed_on", "", "claim_amount_fen", "handler", "remark"],
        ),
        (
            "案号,立案时间,立案日期,执行依据,依据单位,执行标的",
            "（2022）豫14执1号,,2022-5-9,（2021）豫14民初3号,某法院,行为",
            [
                "case_number",
                "",
                "filed_on",
                "basis_doc_no",
                "basis_issuer",
                "claim_kind",
            ],
        ),
        (
            "案号,执行案号,立案日期,被执行人,执行依据,承办人",
            "（2021）豫14民初3号,（2022）豫14执1号,2022-5-9,甲某,民事判决书,钱某",
            ["basis_doc_no", "case_number", "filed_on", "debtor", "basis", "handler"],
        ),
        (
            "编号,日期,金额,申请人,被申请人,结案日期",
            "（2022）豫14执1号,2022-5-9,3000,甲某,乙某,2022-6-1",
            [
                "case_number",
                "filed_on",
                "claim_amount_fen",
                "applicant",
                "debtor",
                "closed_on",
            ],
        ),
        (
            "AH,LARQ,SQZXR,BZXR,BDE,CBR",
            "（2022）豫14执1号,2022-5-9,甲某,乙某,3000,钱某",
            [
                "case_number",
                "filed_on",
                "applicant",
                "debtor",
                "claim_amount_fen",
                "handler",
            ],
        ),
    ];
    let mut wrong = Wrong::default();
    for (headings, cells, expected) in tables {
        let all = read(&format!("{headings}\n{cells}\n"));
        let keys: Vec<&str> = all.layout.columns.iter().map(|c| c.map_or("", |c| c.key)).collect();
        wrong.compare(keys, expected.to_vec(), headings);
    }
    wrong.none();
    let all = read("编号,日期,被执行人,承办人,案由\n（2022）豫14执1号,2022-5-9,甲某,钱某,借款\n");
    assert_eq!(all.layout.confidence, [Content, Content, Exact, Exact, Exact]);
}

/// One cell with both sides, and the sides.
const PARTIES: [(&str, Option<(&str, &str)>); 15] = [
    ("甲某诉乙某", Some(("甲某", "乙某"))),
    ("甲某与乙某", Some(("甲某", "乙某"))),
    ("甲公司、丙某 诉 乙某、丁某", Some(("甲公司、丙某", "乙某、丁某"))),
    ("甲某申请执行乙某", Some(("甲某", "乙某"))),
    ("申请执行人：甲某 被执行人：乙某", Some(("甲某", "乙某"))),
    ("申请执行人:甲某；被执行人:乙某、丁某", Some(("甲某", "乙某、丁某"))),
    ("被执行人：乙某\n申请执行人：甲某", Some(("甲某", "乙某"))),
    ("申请人甲某，被申请人乙某", Some(("甲某", "乙某"))),
    ("原告：甲某；被告：乙某", Some(("甲某", "乙某"))),
    ("甲某诉乙某借款合同纠纷", None),
    ("甲某与乙某与丙某", None),
    ("甲某", None),
    ("申请执行人：甲某", None),
    ("申请执行人：甲某 被执行人：", None),
    ("申请执行人：甲某 被执行人：乙某 被执行人：丁某", None),
];

#[test]
fn both_sides_in_one_cell_are_told_apart_only_where_that_is_clear() {
    let mut wrong = Wrong::default();
    for (cell, sides) in PARTIES {
        let text =
            format!("案号,立案日期,当事人\n（2022）豫14执1号,2022-5-9,\"{cell}\"\n（2022）豫14执2号,2022-5-9,子诉丑\n");
        let all = read(&text);
        let values = first(&all);
        let found = values["applicant"].as_str().zip(values["debtor"].as_str());
        wrong.compare(found, sides, cell);
        let row = json::row(&all.rows[0], &all.layout);
        let told = row["hints"].to_string().contains("parties_unclear");
        wrong.compare(told, sides.is_none(), cell);
    }
    wrong.none();
}

/// A column of units holds row by row; where it is blank, yuan is meant.
#[test]
fn a_column_of_units_holds_for_each_row() {
    let text = "案号,立案日期,标的额,单位\n（2022）豫14执1号,2022-5-9,3,万元\n（2022）豫14执2号,2022-5-9,3,元\n\
        （2022）豫14执3号,2022-5-9,3,美元\n（2022）豫14执4号,2022-5-9,3,\n";
    let all = read(text);
    let amount = |row| json::row(row, &all.layout)["values"]["claim_amount_fen"].as_i64();
    let amounts: Vec<Option<i64>> = all.rows.iter().map(amount).collect();
    assert_eq!(amounts, [Some(3_000_000), Some(300), None, Some(300)]);
    assert_eq!(all.layout.unit_from[2], UnitFrom::Column);
}

/// A unit far below a long list is found all the same.
#[test]
fn a_unit_below_a_long_list_is_found() {
    let rows: String = (1..90)
        .map(|n| format!("（2022）豫14执{n}号,2022-5-9,3,甲某\n"))
        .collect();
    let all = read(&format!("案号,立案日期,标的额,被执行人\n{rows}注：金额单位为万元,,,\n"));
    assert_eq!(first(&all)["claim_amount_fen"], 3_000_000);
    assert_eq!((all.rows.len(), all.layout.unit_from[2]), (89, UnitFrom::RowBelow));
}

/// What was done to a row is told beside its values.
#[test]
fn hints_tell_what_was_changed_in_reading() {
    let all = read(
        "案号,立案日期,标的额（万元）,被执行人\n（2022）豫14执1号,2022-5-9,30,甲某\n（2022）豫14执2号,2022-5-9,30元,甲某\n",
    );
    let hints = |at: usize| json::row(&all.rows[at], &all.layout)["hints"].to_string();
    assert_eq!(
        (hints(0), hints(1)),
        (r#"["unit_applied"]"#.to_owned(), "[]".to_owned())
    );
    let all = read(
        "案号,立案日期,标的额（元/万元）,被执行人\n（2022）豫14执1号,2022-5-9,30,甲某\n（2022）豫14执2号,2022-5-9,30元,甲某\n",
    );
    let row = |at: usize| json::row(&all.rows[at], &all.layout);
    assert_eq!(row(0)["hints"].to_string(), r#"["unit_doubtful"]"#);
    assert_eq!(row(1)["values"]["claim_amount_fen"], 3_000);
}

/// A person's choice of columns and units wins over what was found.
#[test]
fn a_person_wins_over_what_was_found() {
    let mut layout = read("案号,立案日期,标的额（万元）,被执行人\n（2022）豫14执1号,2022-5-9,30,甲某\n").layout;
    layout.set_units(&[None, None, Some(Yuan), None]);
    assert_eq!((layout.units[2], layout.unit_from[2]), (Yuan, UnitFrom::Person));
    let keys = ["case_number", "filed_on", "frozen_amount_fen", "debtor"].map(|k| Some(k.to_owned()));
    layout.remap(&keys);
    assert_eq!(layout.confidence, [Exact, Exact, Confidence::Person, Exact]);
}
