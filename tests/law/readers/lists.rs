//! Several lists on one sheet, lines between them, rows of another width than the headings.
use files::{json, read};
use serde_json::Value as Json;

const HEAD: &str = "案号,立案日期,申请执行人,被执行人,标的额";

/// The rows of a text, `#` standing for the headings and `$1` for the beginning of a case.
fn rows(text: &str) -> Vec<Json> {
    let mut text = text.replace('#', HEAD);
    for n in 1..4 {
        text = text.replace(&format!("${n}"), &format!("（2022）豫1421执{n}号,2022-05-06,甲,乙"));
    }
    let all = read::read_all(text.as_bytes(), None).unwrap();
    all.rows.iter().map(|row| json::row(row, &all.layout)).collect()
}

/// A text, and for each of its rows the amount (none if unknown) and a hint or code it has.
type Case<'c> = (&'c str, &'c [(Option<i64>, &'c str)]);

/// Every case of the table is as expected.
fn check(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = rows(text);
        let fits = |(row, (fen, told)): (&Json, &(Option<i64>, &str))| {
            let said = format!("{}{}", row["hints"], row["code"]);
            row["values"]["claim_amount_fen"].as_i64() == *fen && said.contains(told)
        };
        if found.len() != expected.len() || !found.iter().zip(*expected).all(fits) {
            wrong.push(format!("{text}\n{found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_list_of_a_sheet_is_read_by_its_own_headings() {
    check(&[
        (
            "#\n$1,300\n$2,400\n#,承办人\n$3,500,张三",
            &[(Some(30_000), ""), (Some(40_000), ""), (Some(50_000), "further_list")],
        ),
        (
            "执行案件号,立案日,申请方,被执行方,标的\n$1,300\n#\n$3,500",
            &[(Some(30_000), ""), (Some(50_000), "further_list")],
        ),
        ("#\n$1,300\n#\n$2,400", &[(Some(30_000), "[]"), (Some(40_000), "[]")]),
        ("#,,#\n$1,300,,$2,400", &[(Some(30_000), "beside_list")]),
    ]);
    let beside = rows(
        "案号,立案日期,被执行人,,案号,立案日期,被执行人\n（2022）豫1421执1号,2022-05-06,乙,,（2022）豫1421执2号,2022-05-06,丁",
    );
    assert_eq!(beside[0]["values"]["debtor"], "乙");
    let turned = rows("#\n$1,300\n案号,立案日期,被执行人,申请执行人,标的额\n（2022）豫1421执2号,2022-05-06,乙,甲,300");
    assert_eq!(turned[1]["values"]["applicant"], "甲");
    assert_eq!(turned[1]["values"]["debtor"], "乙");
}

#[test]
fn a_unit_line_holds_for_the_list_that_follows_it() {
    let wan = Some(30_000_000);
    check(&[
        ("#\n$1,300000\n合计（万元）,,,,30", &[(wan, "[]")]),
        (
            "#\n$1,300000\n二、恢复执行案件（单位：万元）\n#\n$2,30",
            &[(wan, "[]"), (wan, "unit_applied")],
        ),
        (
            "首执案件（单位：元）\n#\n$1,300000\n恢复案件（单位：万元）\n#\n$2,30",
            &[(wan, ""), (wan, "")],
        ),
        (
            "#\n$1,300000\n恢复案件（单位：万元）,,,,\n$2,30",
            &[(wan, "[]"), (wan, "unit_applied")],
        ),
        (
            "单位：万元\n#\n$1,30\n#,承办人\n$2,30,张",
            &[(wan, ""), (None, "unit_doubtful")],
        ),
        ("#\n$1,30\n单位：万元", &[(None, "unit_doubtful")]),
        ("#\n$1,30\n制表单位：万元县法院", &[(Some(3_000), "[]")]),
    ]);
}

#[test]
fn a_row_of_another_width_than_the_headings_is_not_misread_in_silence() {
    check(&[
        ("#\n$1,300,000.00", &[(None, "columns_do_not_fit")]),
        ("#,承办人\n$1,1,234,567.89,张三", &[(None, "columns_do_not_fit")]),
        (
            "#\n（2022）豫1421执1号,2022-05-06,甲,300",
            &[(None, "columns_do_not_fit")],
        ),
        ("#\n$1,300,,", &[(Some(30_000), "[]")]),
    ]);
}

#[test]
fn one_odd_row_does_not_refuse_the_file() {
    check(&[
        (
            "#\n（2022）豫1421执1号,2022-05-06,\"\"\"甲\"\"\",乙,300\n（2022）豫1421执2号,2022-05-06,\"\"甲\"\",乙,400\n",
            &[(Some(30_000), "[]"), (Some(40_000), "stray_quote")],
        ),
        (
            "#\n（2022）豫1421执1号,2022-05-06,甲\0,乙,300\n$2,400\n",
            &[(Some(30_000), "broken_character"), (Some(40_000), "[]")],
        ),
        (
            "#\n一、首次执行案件,,,,\n$1,300\n二、恢复执行案件\n$2,400\n单位：元\n",
            &[(Some(30_000), ""), (Some(40_000), "")],
        ),
    ]);
    let line = |n: u32| format!("（2022）豫1421执{n}号,2022-05-06,甲某,乙某,300\n");
    let odd = line(2);
    let (gbk, _, _) = encoding_rs::GBK.encode(&odd);
    let bytes = [format!("{HEAD}\n{}", line(1)).as_bytes(), &gbk, line(3).as_bytes()].concat();
    let all = read::read_all(&bytes, None).unwrap();
    let numbers: Vec<&str> = all
        .rows
        .iter()
        .filter_map(|row| row.raw_case_number.as_deref())
        .collect();
    assert_eq!(
        numbers,
        ["（2022）豫1421执1号", "（2022）豫1421执2号", "（2022）豫1421执3号"]
    );
    assert_eq!(all.rows[1].raw.cell(2).shown(), "甲某");
}
