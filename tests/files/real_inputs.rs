//! Inputs as people of this work have them, each kind with what a clerk would read.
#![allow(clippy::unwrap_used)]

use crate::support::workbook;

use files::{json, read};
use serde_json::Value as Json;
use workbook::{Book, row};

const HEAD: [&str; 5] = ["案号", "立案日期", "申请执行人", "被执行人", "申请执行标的额"];
const CASE: [&str; 4] = ["（2022）豫1421执1号", "2022-05-06", "甲", "乙"];

fn rows(bytes: &[u8]) -> Vec<Json> {
    let all = read::read_all(bytes, None).unwrap();
    all.rows.iter().map(|row| json::row(row, &all.layout)).collect()
}

/// The first row of a csv with one more column.
fn with_column(heading: &str, cell: &str) -> Json {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let text = format!(
        "{},{}\n{},{}\n",
        HEAD[..4].join(","),
        quoted(heading),
        CASE.join(","),
        quoted(cell)
    );
    rows(text.as_bytes()).remove(0)
}

/// The row of a workbook whose amount is a number in a format.
fn formatted(heading: &str, format: &str, number: &str) -> Json {
    let cell = format!(r#"<c r="E2" s="1"><v>{number}</v></c></row>"#);
    let head = [HEAD[0], HEAD[1], HEAD[2], HEAD[3], heading];
    let sheet = row(1, &head) + &row(2, &CASE).replace("</row>", &cell);
    rows(&Book::new().format(format).sheet("一", &sheet).bytes()).remove(0)
}

fn hinted(row: &Json, code: &str) -> bool {
    row["hints"].as_array().unwrap().iter().any(|hint| hint == code)
}

/// A sign of a unit that no pattern knows must not pass for yuan: 30 is ten thousand times more or less.
#[test]
fn a_unit_anywhere_in_the_heading_of_an_amount_is_taken_or_asked_for() {
    for heading in [
        "标的额《万元》",
        "标的额<万元>",
        "标的额＜万元＞",
        "标的额“万元”",
        "标的额「万元」",
        "标的额{万元}",
        "标的额.万元",
        "标的金额万",
        "标的额万",
        "执行标的额万元整",
        "标的额以万元为单位",
        "标的额（万圓）",
        "标的额万）",
    ] {
        let row = with_column(heading, "30");
        assert_eq!(row["values"]["claim_amount_fen"], 30_000_000, "{heading}");
    }
    for heading in ["标的额w", "标的金额W", "标的额拾万", "标的额（百萬）", "标的额万上报数"]
    {
        let row = with_column(heading, "30");
        assert_eq!(row["values"]["claim_amount_fen"], Json::Null, "{heading}");
        assert!(hinted(&row, "unit_doubtful"), "{heading}");
    }
    for heading in [
        "标的额（万元以上案件填写）",
        "标的额（含5万元以下）",
        "标的额（元）",
        "标的额",
    ] {
        let row = with_column(heading, "30");
        assert_eq!(row["values"]["claim_amount_fen"], 3_000, "{heading}");
    }
}

/// A sheet may show a number with a unit or a point that is only painted: its value alone does not tell the amount.
#[test]
fn a_number_shown_as_another_one_is_asked_for() {
    for (heading, format) in [
        ("标的额（万元）", "0!.0000"),
        ("标的额（万元）", r"0\.0000"),
        ("标的额（万元）", "0&quot;.&quot;0000"),
        ("标的额", "0&quot;w&quot;"),
        ("标的额", "0&quot;k&quot;"),
        ("标的额", "0.00&quot;M&quot;"),
        ("标的额", "0.0&quot;萬&quot;"),
        ("标的额", "0&quot;仟元&quot;"),
        ("标的额", "0&quot;拾元&quot;"),
        ("标的额", "0万元"),
        ("标的额", "0&quot;wan&quot;"),
        ("标的额", "0&quot;0000&quot;"),
        ("标的额", r"0\0\0"),
        ("标的额", "0&quot;港元&quot;"),
        ("标的额", "[$€-2] 0"),
        ("标的额", "#,##0.00,"),
        ("标的额", "0%"),
    ] {
        let row = formatted(heading, format, "300000");
        assert_eq!(row["values"]["claim_amount_fen"], Json::Null, "{format}");
        assert!(hinted(&row, "format_doubtful"), "{format}");
    }
    for format in [
        "General",
        "G/通用格式&quot;元&quot;",
        "0.00_);[Red]\\(0.00\\)",
        "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ ",
        "[$￥-804]#,##0.00",
        "&quot;￥&quot;#,##0",
        "[DBNum2][$-804]General",
        "0.00E+00",
        "# ?/?",
        "#,##0.00&quot;元整&quot;",
        "[Blue][&gt;0]0.00",
        "&quot;人民币&quot;\\ 0",
        "[$USD] 0",
    ] {
        let row = formatted("标的额", format, "300000");
        assert_eq!(row["values"]["claim_amount_fen"], 30_000_000, "{format}");
    }
}

/// A format that shows 元 names the unit in the cell, as a text would: it goes before the heading.
#[test]
fn the_word_for_yuan_in_a_format_goes_before_the_heading() {
    for (heading, format) in [
        ("标的额（万元）", "0&quot;元&quot;"),
        ("标的额（万元）", "#,##0.00&quot;元整&quot;"),
        ("标的额", "0元"),
    ] {
        let row = formatted(heading, format, "300000.5");
        assert_eq!(row["values"]["claim_amount_fen"], 30_000_050, "{heading} {format}");
    }
    assert_eq!(
        formatted("标的额（万元）", "0.00", "30")["values"]["claim_amount_fen"],
        30_000_000
    );
}

/// Programs write 300,000 into a csv without quotation marks. Where a last blank cell is left out, the row is as wide
/// as others, and 300 would be the amount.
#[test]
fn an_amount_cut_at_its_own_comma_is_refused() {
    let behind = "案号,立案日期,申请执行人,被执行人,申请执行标的额,备注\n";
    let before = "案号,立案日期,申请执行标的额,申请执行人,被执行人\n";
    let plain = "案号,立案日期,申请执行人,被执行人,申请执行标的额,到位金额\n";
    for (head, line) in [
        (behind, "（2022）豫1421执1号,2022-05-06,甲,乙,300,000"),
        (behind, "（2022）豫1421执1号,2022-05-06,甲,乙,3,500.00"),
        (behind, "（2022）豫1421执1号,2022-05-06,甲,乙,\"￥300\",000元"),
        (before, "（2022）豫1421执1号,2022-05-06,300,000,甲"),
        (plain, "（2022）豫1421执1号,2022-05-06,甲,乙,300,050"),
    ] {
        let row = rows(format!("{head}{line}\n").as_bytes()).remove(0);
        assert_eq!(row["code"], "columns_do_not_fit", "{line}");
    }
    for (head, line) in [
        (behind, "（2022）豫1421执1号,2022-05-06,甲,乙,300,"),
        (behind, "（2022）豫1421执1号,2022-05-06,甲,乙,300,已还 500"),
        (behind, "（2022）豫1421执1号,2022-05-06,甲,乙,3000,500"),
        (behind, "（2022）豫1421执1号,2022-05-06,甲,乙,0,500"),
        (plain, "（2022）豫1421执1号,2022-05-06,甲,乙,300,100"),
        (plain, "（2022）豫1421执1号,2022-05-06,甲,乙,300,0"),
    ] {
        let row = rows(format!("{head}{line}\n").as_bytes()).remove(0);
        assert_eq!(row["status"], "accepted", "{line}");
    }
    let text = format!("{}300\t000\n", behind.replace(',', "\t") + &CASE.join("\t") + "\t");
    assert_eq!(rows(text.as_bytes())[0]["status"], "accepted", "a tab groups no digits");
}

/// Words in another order mean the same, and a part behind the word is a part.
#[test]
fn ways_of_closing_are_known_in_any_order_of_words() {
    for (text, code) in [
        ("本次执行程序终结", Some("terminated_this_round")),
        ("本次终结", Some("terminated_this_round")),
        ("终结（本次）", Some("terminated_this_round")),
        ("终结执行(本次)", Some("terminated_this_round")),
        ("终结本次执行程序", Some("terminated_this_round")),
        ("终结执行", Some("terminated")),
        ("执行完毕", Some("completed")),
        ("执行完毕（和解）", Some("completed")),
        ("执行完毕（部分）", None),
        ("执行完毕(部分履行)", None),
        ("保全完毕", None),
        ("未终结本次执行程序", None),
    ] {
        let row = with_column("结案方式", text);
        assert_eq!(row["values"]["closed_by"].as_str(), code, "{text}");
    }
    for (text, code) in [
        ("交付金钱", "money"),
        ("行为（腾退房屋）", "act"),
        ("金钱给付", "money"),
        ("财产权益、财产权", "property_right"),
    ] {
        assert_eq!(
            with_column("执行标的种类", text)["values"]["claim_kind"],
            code,
            "{text}"
        );
    }
    for (heading, text, key) in [
        ("执行标的种类", "金钱给付和行为", "claim_kind"),
        ("执行标的种类", "金钱、交付房屋", "claim_kind"),
        ("执行标的种类", "金钱以外", "claim_kind"),
        ("执行依据", "撤销仲裁裁决的民事裁定书", "basis_type"),
    ] {
        assert_eq!(with_column(heading, text)["values"][key], Json::Null, "{text}");
    }
}

/// A workbook's row with a party as it stands in XML.
fn party(xml: &str) -> Json {
    let cell = format!(r#"<c r="D2" t="inlineStr"><is><t>{xml}</t></is></c></row>"#);
    let sheet = row(1, &HEAD[..4]) + &row(2, &CASE[..3]).replace("</row>", &cell);
    rows(&Book::new().sheet("一", &sheet).bytes()).remove(0)
}

/// Programs write a rare character as two numbers, one for each half.
#[test]
fn halves_of_a_character_are_joined() {
    for xml in [
        "张&#55404;&#57166;",
        "张&#xD86C;&#xDF4E;",
        "张_xD86C__xDF4E_",
        "张&#x2B34E;",
    ] {
        let row = party(xml);
        assert_eq!(row["values"]["debtor"], "张\u{2b34e}", "{xml}");
        assert!(!hinted(&row, "broken_character"), "{xml}");
    }
    for xml in ["张&#55404;", "张_xD86C_某", "张_xDF4E__xD86C_"] {
        assert!(hinted(&party(xml), "broken_character"), "{xml}");
    }
}

/// A rare character that a program could not write leaves a mark in the name: the name is taken, and it is said.
#[test]
fn a_lost_character_of_a_name_is_told() {
    for name in [
        "张?",
        "张？某",
        "张□某",
        "张〓",
        "张\u{e863}",
        "张\u{f0000}",
        "张\u{fffd}",
        "张\u{ffff}",
        "####",
    ] {
        let row = with_column("被执行人姓名", name);
        let row = if row["values"]["debtor"] == "乙" {
            party(name)
        } else {
            row
        };
        assert!(hinted(&row, "broken_character"), "{name:?} {row}");
    }
    for name in [
        "张某",
        "A公司",
        "买买提·吐尔逊",
        "㛃某",
        "张\u{2b34e}",
        "某（集团）公司",
        "张*",
    ] {
        assert!(!hinted(&party(name), "broken_character"), "{name:?}");
    }
}

/// Text out of a PDF or a scanner has radicals in place of characters: they look alike and are read as those.
#[test]
fn radicals_are_read_as_the_characters_they_look_like() {
    let text = "案号,⽴案⽇期,申请执⾏⼈,被执⾏⼈,标的⾦额（万元）,执⾏依据,结案⽅式\n\
        （2022）⿊0104执1号,2022年5⽉6⽇,⾼某,⻢⽂⻓,⼆⼗,⺠事判决书,终结本次执⾏程序\n";
    let row = rows(text.as_bytes()).remove(0);
    let values = &row["values"];
    assert_eq!(row["status"], "accepted", "{row}");
    assert_eq!(values["case_number"], "（2022）黑0104执1号");
    assert_eq!(values["filed_on"], "2022-05-06");
    assert_eq!(
        (&values["applicant"], &values["debtor"]),
        (&"高某".into(), &"马文长".into())
    );
    assert_eq!(values["claim_amount_fen"], 20_000_000);
    assert_eq!(values["basis_type"], "civil_judgment");
    assert_eq!(values["closed_by"], "terminated_this_round");
}

/// Who strikes a cell through says that it does not hold any more: spreadsheets keep that in its style.
#[test]
fn struck_cells_are_unknown_and_struck_numbers_are_no_cases() {
    let cells = |styles: [u8; 5]| {
        let texts = CASE
            .iter()
            .copied()
            .chain(["300000"])
            .zip(["A", "B", "C", "D", "E"])
            .zip(styles);
        let cell = |((text, column), style)| {
            format!(r#"<c r="{column}2" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        };
        let row_2: String = texts.map(cell).collect();
        let sheet = row(1, &HEAD) + &format!(r#"<row r="2">{row_2}</row>"#);
        rows(&Book::new().sheet("一", &sheet).bytes()).remove(0)
    };
    let amount = cells([0, 0, 0, 0, 2]);
    assert_eq!(
        (&amount["status"], &amount["values"]["claim_amount_fen"]),
        (&"accepted".into(), &Json::Null)
    );
    assert_eq!(amount["hints"], serde_json::json!(["struck_text"]));
    let debtor = cells([0, 0, 0, 2, 0]);
    assert_eq!(debtor["values"]["debtor"], Json::Null);
    let all = cells([2; 5]);
    assert_eq!(
        (&all["status"], &all["code"]),
        (&"rejected".into(), &"bad_case_number".into())
    );
    assert!(hinted(&all, "struck_text"));
    assert_eq!(cells([3; 5])["values"]["claim_amount_fen"], 30_000_000);
}

/// One heading over two columns of a party: the second name is under none and must not go without a word.
#[test]
fn a_name_beside_a_party_under_no_heading_is_told() {
    let sheet = |second: &str| {
        let head = ["案号", "立案日期", "申请执行人", "被执行人", "", "申请执行标的额"];
        let cells = [CASE[0], CASE[1], CASE[2], CASE[3], second, "300000"];
        let book = Book::new().merged("一", &(row(1, &head) + &row(2, &cells)), &["D1:E1"]);
        rows(&book.bytes()).remove(0)
    };
    assert!(hinted(&sheet("丙"), "under_no_heading"));
    assert!(!hinted(&sheet(""), "under_no_heading"));
    assert!(!hinted(&sheet("/"), "under_no_heading"));
    let last = row(1, &HEAD[..4]) + &row(2, &[CASE[0], CASE[1], CASE[2], CASE[3], "丙"]);
    assert!(hinted(
        &rows(&Book::new().sheet("一", &last).bytes())[0],
        "under_no_heading"
    ));
}

/// Web pages leave the entities of their text in what they export.
#[test]
fn entities_of_web_pages_are_the_characters_they_stand_for() {
    for (cell, name) in [
        ("A&amp;B公司", "A&B公司"),
        ("张&#x4dae;", "张䶮"),
        ("买买提&#183;某", "买买提·某"),
        ("&nbsp;张某&nbsp;", "张某"),
        ("A&B公司", "A&B公司"),
        ("A&B;C公司", "A&B;C公司"),
        ("甲 & 乙", "甲 & 乙"),
        ("甲&#1;", "甲&#1;"),
    ] {
        let text = format!("{}\n{},\"{cell}\"\n", HEAD[..4].join(","), CASE[..3].join(","));
        assert_eq!(rows(text.as_bytes())[0]["values"]["debtor"], name, "{cell}");
        assert_eq!(party(&cell.replace('&', "&amp;"))["values"]["debtor"], name, "{cell}");
    }
    assert_eq!(
        with_column("标的额", "300000&nbsp;")["values"]["claim_amount_fen"],
        30_000_000
    );
}

/// Words of a heading that make it another matter, and small ways of writing that are no mistake.
#[test]
fn other_matters_and_other_writings() {
    for (heading, cell, key) in [
        ("和解标的金额", "100", "claim_amount_fen"),
        ("诉讼标的额", "100", "claim_amount_fen"),
        ("法官收案日期", "2022-05-10", "received_on"),
        ("承办人收案时间", "2022-05-10", "received_on"),
    ] {
        let row = with_column(heading, cell);
        assert_eq!(
            (&row["status"], &row["values"][key]),
            (&"accepted".into(), &Json::Null),
            "{heading}"
        );
    }
    for cell in [
        "叁拾万元整（小写：300000.00元）",
        "（小写）¥300000.00",
        "300000（元）",
        "30（万元）",
    ] {
        assert_eq!(
            with_column("标的额", cell)["values"]["claim_amount_fen"],
            30_000_000,
            "{cell}"
        );
    }
    for cell in ["2022·5·6", "2022，5，6", "2022年5月6曰"] {
        assert_eq!(
            with_column("结案日期", cell)["values"]["closed_on"],
            "2022-05-06",
            "{cell}"
        );
    }
    assert_eq!(with_column("结案日期", "2022,5")["code"], "bad_date");
}

/// The unit may stand in the name of the sheet alone.
#[test]
fn a_sheet_named_after_its_unit_counts_in_it() {
    let sheet = |name: &str, heading: &str| {
        let head = [HEAD[0], HEAD[1], HEAD[2], HEAD[3], heading];
        let cells = [CASE[0], CASE[1], CASE[2], CASE[3], "30"];
        rows(&Book::new().sheet(name, &(row(1, &head) + &row(2, &cells))).bytes()).remove(0)
    };
    for (name, heading, fen) in [
        ("执行台账（万元）", "标的额", 30_000_000),
        ("台账(单位：万元)", "标的额", 30_000_000),
        ("台账（万元）", "标的额（元）", 3_000),
        ("亿元案件", "标的额", 3_000),
        ("500万元以上", "标的额", 3_000),
        ("万某承办", "标的额", 3_000),
    ] {
        assert_eq!(
            sheet(name, heading)["values"]["claim_amount_fen"],
            fen,
            "{name} {heading}"
        );
    }
}

/// Where the name ends and the matter begins nobody can tell: neither side is taken.
#[test]
fn a_matter_behind_a_name_is_no_part_of_it() {
    let split = |cell: &str| {
        let text = format!("案号,立案日期,当事人\n{},{},\"{cell}\"\n", CASE[0], CASE[1]);
        let row = rows(text.as_bytes()).remove(0);
        let name = |key: &str| row["values"][key].as_str().map(str::to_owned);
        (name("applicant"), name("debtor"))
    };
    for cell in [
        "甲诉乙买卖合同",
        "甲诉乙民间借贷",
        "甲申请执行乙30万元",
        "甲某与乙某借款",
        "申请执行人甲，被执行人乙，执行标的30万元",
        "甲诉乙（2022",
        "王与之",
    ] {
        assert_eq!(split(cell), (None, None), "{cell}");
    }
    for (cell, applicant, debtor) in [
        ("甲某与乙某", "甲某", "乙某"),
        ("甲诉乙（丙）", "甲", "乙（丙）"),
        ("甲某诉张开元", "甲某", "张开元"),
        ("申请执行人：（甲公司） 被执行人：乙", "甲公司", "乙"),
        ("某银行诉某合作社", "某银行", "某合作社"),
    ] {
        assert_eq!(
            split(cell),
            (Some(applicant.to_owned()), Some(debtor.to_owned())),
            "{cell}"
        );
    }
}
