//! Headings and cells that mean another matter than they seem to: nothing is taken for what it is not.
use files::{json, read};
use serde_json::{Value as Json, json};

const NUMBER: &str = "（2022）豫1421执1号";

/// The first row of a list with these headings and cells beside the usual ones.
fn row(headings: &str, cells: &str) -> Json {
    let text = format!("案号,立案日期,{headings}\n{NUMBER},2022-05-06,{cells}\n");
    let all = read::read_all(text.as_bytes(), None).unwrap();
    json::row(&all.rows[0], &all.layout)
}

/// Further headings, their cells, a key and the value it must have.
type Case = (&'static str, &'static str, &'static str, Json);

fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(headings, cells, key, value)| row(headings, cells)["values"][key] != *value)
        .map(|(headings, cells, key, value)| {
            format!("{headings} | {cells} | {key} is not {value}: {}", row(headings, cells))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_heading_that_means_another_matter_is_not_taken() {
    for heading in [
        "被执行人是否失信",
        "是否有被执行人",
        "被执行人配偶",
        "被执行人民族",
        "被执行人开户行",
        "被执行人职务",
        "被执行人单位",
    ] {
        check(&[(heading, "是", "debtor", Json::Null)]);
    }
    for heading in ["申请执行人是否到庭", "申请执行人意见", "是否涉及申请执行人信访"] {
        check(&[(heading, "是", "applicant", Json::Null)]);
    }
    for heading in ["放弃标的额", "减少标的额", "抵债标的额", "结案标的额", "利息标的额"] {
        check(&[(heading, "30", "claim_amount_fen", Json::Null)]);
    }
    check(&[
        ("标的额（不含迟延履行利息）", "30", "claim_amount_fen", json!(3_000)),
        ("是否非涉外案件", "是", "foreign_related", Json::Null),
        ("不涉及党政机关", "是", "party_or_gov_organ", Json::Null),
    ]);
    let text = format!("案号,保全立案日期,被执行人\n{NUMBER},2021-01-01,乙\n");
    let all = read::read_all(text.as_bytes(), None).unwrap();
    assert_eq!(all.layout.position("filed_on"), None);
}

#[test]
fn the_full_and_present_name_wins_over_the_place() {
    check(&[
        ("申请人,申请执行人", "丙,甲", "applicant", json!("甲")),
        ("债务人,被执行人", "丁,乙", "debtor", json!("乙")),
        ("原申请执行人,变更后申请执行人", "甲,丙", "applicant", json!("丙")),
        ("标的额,申请执行标的额", "100,300", "claim_amount_fen", json!(30_000)),
        (
            "本次到位金额,累计到位金额",
            "10,90",
            "recovered_amount_fen",
            json!(9_000),
        ),
        ("原承办人,现承办人", "王五,张三", "handler", json!("张三")),
        ("被执行人1,被执行人2,被执行人3", "乙,,丁", "debtor", json!("乙、丁")),
    ]);
    assert!(
        row("标的额,标的额", "300,500")["hints"]
            .to_string()
            .contains("several_columns")
    );
}

#[test]
fn a_negated_word_is_not_taken_for_its_opposite() {
    check(&[
        ("结案方式", "未执行完毕", "closed_by", Json::Null),
        ("结案方式", "部分执行完毕", "closed_by", Json::Null),
        ("结案方式", "执行完毕", "closed_by", json!("completed")),
        ("执行标的种类", "非金钱给付", "claim_kind", Json::Null),
        ("是否涉外", "非涉外", "foreign_related", json!(false)),
        ("是否涉外", "涉外", "foreign_related", json!(true)),
    ]);
}

#[test]
fn an_amount_in_a_doubtful_unit_or_another_currency_stays_open() {
    for heading in [
        "标的额（角）",
        "标的额（M）",
        "标的额（港币）",
        "标的额（$）",
        "标的额（外币）",
        "标的额（港币万元）",
        "标的额（€万）",
    ] {
        check(&[(heading, "30", "claim_amount_fen", Json::Null)]);
    }
    check(&[
        ("标的额（港币）", "30万元", "claim_amount_fen", Json::Null),
        ("标的额,币种", "30,美元", "claim_amount_fen", Json::Null),
        ("标的额,币种", "30,人民币", "claim_amount_fen", json!(3_000)),
        ("标的额（外币折合人民币元）", "30", "claim_amount_fen", json!(3_000)),
        ("标的额（万元）", "\"￥1,234.56\"", "claim_amount_fen", Json::Null),
        ("\"标的额，万元\"", "30", "claim_amount_fen", json!(30_000_000)),
        ("万元标的额", "30", "claim_amount_fen", json!(30_000_000)),
        ("标的额", "12元05分", "claim_amount_fen", json!(1_205)),
        ("标的额", "#VALUE!", "claim_amount_fen", Json::Null),
    ]);
}

#[test]
fn what_is_no_name_is_taken_for_no_party() {
    for cell in ["#NAME?", "/", "—", "-", "无", "0", "同上", "〃", "2022-05-06", "12345"] {
        check(&[("被执行人", cell, "debtor", Json::Null)]);
        assert_ne!(row("被执行人", cell)["hints"], json!([]), "{cell}");
    }
    check(&[("被执行人", "无锡某公司", "debtor", json!("无锡某公司"))]);
}

#[test]
fn numbers_and_days_that_disagree_are_told() {
    let told = |number: &str, filed: &str, closed: &str| {
        let text = format!("案号,立案日期,被执行人,结案日期\n{number},{filed},乙,{closed}\n");
        let all = read::read_all(text.as_bytes(), None).unwrap();
        let row = json::row(&all.rows[0], &all.layout);
        let code = row["code"].as_str().unwrap_or_default();
        format!("{}{}{code}", row["values"]["case_number"], row["hints"])
    };
    assert_eq!(told(NUMBER, "2022-05-06", "2021-05-06"), "null[]closed_before_filed");
    assert!(told(NUMBER, "2012-05-06", "").contains("years_apart"));
    assert!(told("（2002）豫1421执12号", "2002-05-06", "").contains("old_case_number"));
    assert_eq!(told(NUMBER, "2022-05-06", "2022-06-06"), format!("\"{NUMBER}\"[]"));
    for written in ["“（2022）豫1421执1号”", "（2022）豫1421执1号（首执）"] {
        assert_eq!(told(written, "2022-05-06", ""), format!("\"{NUMBER}\"[]"), "{written}");
    }
}
