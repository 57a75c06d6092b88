//! From the bytes of a workbook to rows: sheets, hidden rows, merged cells, odd cells.
#![allow(clippy::unwrap_used)]

use files::cell::Cell;
use files::hint::Hint;
use files::json;
use files::read::{self, NotTaken, Options, Read};

use crate::support::workbook;
use workbook::{Book, row};

const HEAD: [&str; 5] = ["案号", "立案日期", "申请执行人", "被执行人", "备注"];

/// Case numbers of accepted rows, codes of others.
fn brief(all: &Read) -> Vec<String> {
    let brief = |row| {
        let json = json::row(row, &all.layout);
        let number = json["values"]["case_number"].as_str().map(str::to_owned);
        number.unwrap_or_else(|| json["code"].as_str().unwrap_or_default().to_owned())
    };
    all.rows.iter().map(brief).collect()
}

fn number(n: u32) -> String {
    format!("（2023）豫1421执{n}号")
}

fn case(row_number: u32, n: u32) -> String {
    row(row_number, &[&number(n), "2023-05-15", "甲", "乙", ""])
}

fn hints(all: &Read, at: usize) -> Vec<(u16, Hint)> {
    all.rows[at].raw.hints.clone()
}

/// One row of cells under the usual headings.
fn one(cells: &str) -> Read {
    let rows = row(1, &HEAD) + &format!(r#"<row r="2">{cells}</row>"#);
    read::read_all(&Book::new().sheet("一", &rows).bytes(), None).unwrap()
}

const NUMBER: &str = r#"<c r="A2" t="inlineStr"><is><t>（2023）豫1421执1号</t></is></c>"#;

/// Sheets with like headings are read in order, in any order of columns; others are offered with their counts.
#[test]
fn sheets_alike_are_read_and_others_offered() {
    let other_order = row(2, &["序号", "被执行人", "案号", "立案日期", "申请执行人"])
        + &row(3, &["1", "丁", &number(3), "2023-05-15", "丙"]);
    let bytes = Book::new()
        .sheet("一月", &(row(1, &HEAD) + &case(2, 1)))
        .sheet("说明", &row(1, &["填表说明"]))
        .sheet("空", "")
        .hidden_sheet("二月", &(row(1, &HEAD) + &case(2, 2) + &case(3, 1)))
        .sheet("三月", &other_order)
        .sheet(
            "结案",
            &(row(1, &["案号", "结案日期", "结案方式"]) + &row(2, &[&number(9), "2023-06-01", "终本"])),
        )
        .bytes();
    let all = read::read_all(&bytes, None).unwrap();
    assert_eq!(brief(&all), [number(1), number(2), "duplicate".to_owned(), number(3)]);
    let names: Vec<_> = all.rows.iter().map(|row| all.sheet_of(row).unwrap()).collect();
    assert_eq!(names, ["一月", "二月", "二月", "三月"]);
    assert_eq!(all.rows[2].problems[0].duplicate_of_sheet, Some(0));
    let said: Vec<_> = all.sheets.iter().map(|s| (s.rows, s.taken, s.hidden, s.why)).collect();
    let expected = [
        (1, true, false, None),
        (1, false, false, Some(NotTaken::NoHeader)),
        (0, false, false, Some(NotTaken::Empty)),
        (2, true, true, None),
        (1, true, false, None),
        (2, false, false, Some(NotTaken::OtherHeadings)),
    ];
    assert_eq!(said, expected);
}

/// A person leaves sheets out, or takes one that was only offered.
#[test]
fn sheets_are_chosen_by_name() {
    let bytes = Book::new()
        .sheet("一月", &(row(1, &HEAD) + &case(2, 1)))
        .sheet("二月", &(row(1, &HEAD) + &case(2, 2)))
        .sheet(
            "恢复",
            &(row(1, &["案号", "立案日期"]) + &row(2, &[&number(3), "2023-05-15"])),
        )
        .bytes();
    let chosen = ["二月".to_owned(), "恢复".to_owned()];
    let options = Options {
        sheets: Some(&chosen),
        ..Options::default()
    };
    let all = read::read_with(&bytes, options).unwrap();
    assert_eq!(brief(&all), [number(2), number(3)]);
    assert_eq!(all.sheets[0].why, Some(NotTaken::LeftOut));
    let none = Options {
        sheets: Some(&[]),
        ..Options::default()
    };
    assert_eq!(read::read_with(&bytes, none).unwrap_err().code(), "no_header");
}

/// A mapping of the first sheet holds for the same headings of the others, wherever they stand.
#[test]
fn a_mapping_holds_for_all_sheets() {
    let bytes = Book::new()
        .sheet(
            "一",
            &(row(1, &["案号", "立案日期", "甲方"]) + &row(2, &[&number(1), "2023-05-15", "子"])),
        )
        .sheet(
            "二",
            &(row(1, &["甲方", "案号", "立案日期"]) + &row(2, &["丑", &number(2), "2023-05-15"])),
        )
        .bytes();
    let keys = ["case_number", "filed_on", "applicant"].map(|key| Some(key.to_owned()));
    let all = read::read_all(&bytes, Some(&keys)).unwrap();
    let applicants: Vec<_> = all
        .rows
        .iter()
        .map(|row| json::row(row, &all.layout)["values"]["applicant"].clone())
        .collect();
    assert_eq!(applicants, ["子", "丑"]);
}

/// Hidden and filtered rows come in and are counted.
#[test]
fn hidden_rows_come_in() {
    let hidden = case(3, 2).replace("<row ", r#"<row hidden="1" "#);
    let all = read::read_all(
        &Book::new()
            .sheet("一", &(row(1, &HEAD) + &case(2, 1) + &hidden))
            .bytes(),
        None,
    )
    .unwrap();
    assert_eq!(brief(&all), [number(1), number(2)]);
    assert_eq!((all.sheets[0].rows, all.sheets[0].hidden_rows), (2, 1));
    assert!(hints(&all, 1).contains(&(0, Hint::HiddenRow)));
}

/// A value merged downwards holds for its rows; rows in a merged number are further parties, unless they say more.
#[test]
fn merged_cells_hold_for_their_rows() {
    let rows = row(1, &HEAD)
        + &row(2, &[&number(1), "2023-05-15", "甲", "乙", ""])
        + &row(3, &["", "", "", "丙", ""])
        + &row(4, &["", "", "", "丁", "保证人"])
        + &case(5, 2)
        + &row(6, &["", "", "", "", ""])
        + &row(7, &[&number(3), "2023-05-16", "甲", "乙", ""])
        + &row(8, &["", "2023-05-17", "", "", ""])
        + &row(9, &[&number(4), "", "甲", "乙", ""]);
    let merges = ["A2:A4", "B2:B4", "C2:C4", "E5:E6", "A7:A8", "B8:B9"];
    let all = read::read_all(&Book::new().merged("一", &rows, &merges).bytes(), None).unwrap();
    assert_eq!(
        brief(&all),
        [number(1), number(2), number(3), "duplicate".to_owned(), number(4)]
    );
    let first = json::row(&all.rows[0], &all.layout);
    assert_eq!(first["values"]["debtor"], "乙、丙、丁");
    assert_eq!(first["values"]["applicant"], "甲");
    assert_eq!(first["values"]["remark"], "保证人");
    assert!(hints(&all, 0).contains(&(3, Hint::FurtherParty)));
    assert_eq!(json::row(&all.rows[4], &all.layout)["values"]["filed_on"], "2023-05-17");
    assert!(hints(&all, 4).contains(&(1, Hint::Merged)));
}

/// A merged cell with nothing below it but its own shade makes no rows, and hostile ranges cost nothing.
#[test]
fn merges_make_no_rows_of_their_own() {
    let rows = row(1, &HEAD) + &case(2, 1) + r#"<row r="3"><c r="A3" s="1"/></row>"#;
    let merges = ["C2:C1048576", "A0:B2", "XFE1:XFE9", "B9:B2", "C", "ZZZZZZZZZ1:A2"];
    let all = read::read_all(&Book::new().merged("一", &rows, &merges).bytes(), None).unwrap();
    assert_eq!(brief(&all), [number(1)]);
}

/// What another program writes oddly costs its cell, at its place, and is told.
#[test]
fn odd_cells_are_told_at_their_place() {
    let error = |text: &str| Cell::Error(text.to_owned());
    let text = |text: &str| Cell::Text(text.to_owned());
    for (cell, read, hint) in [
        (
            r#"<c r="E2" t="n"><v>28.01.2007</v></c>"#,
            error("28.01.2007"),
            Some(Hint::UnreadableCell),
        ),
        (
            r#"<c r="E2" t="s"><v>99</v></c>"#,
            error("99"),
            Some(Hint::UnreadableCell),
        ),
        (
            r#"<c r="E2" t="s"><v>-1</v></c>"#,
            error("-1"),
            Some(Hint::UnreadableCell),
        ),
        (
            r#"<c r="E2" t="b"><v>maybe</v></c>"#,
            error("maybe"),
            Some(Hint::UnreadableCell),
        ),
        (
            r#"<c r="E2" t="zz"><v>1</v></c>"#,
            error("1"),
            Some(Hint::UnreadableCell),
        ),
        (r#"<c r="E2"><v>1e999</v></c>"#, text("1e999"), None),
        (
            r##"<c r="E2" t="e"><v>#REF!</v></c>"##,
            error("#REF!"),
            Some(Hint::ErrorCell),
        ),
        (
            r##"<c r="E2" t="e"><f>A1</f><v>#未知!</v></c>"##,
            error("#未知!"),
            Some(Hint::ErrorCell),
        ),
        (
            r#"<c r="E2"><f>SUM(A1:A2)</f></c>"#,
            error("=SUM(A1:A2)"),
            Some(Hint::FormulaWithoutValue),
        ),
        (
            r#"<c r="E2"><f>SUM(A1:A2)</f><v></v></c>"#,
            error("=SUM(A1:A2)"),
            Some(Hint::FormulaWithoutValue),
        ),
        (r#"<c r="E2"><f>1+1</f><v>2</v></c>"#, Cell::Number(2.0), None),
        (
            r#"<c r="E2" t="str"><f>A1&amp;"x"</f><v>甲&amp;乙</v></c>"#,
            text("甲&乙"),
            None,
        ),
        (
            r#"<c r="E2" t="inlineStr"><is><t>文</t></is><v>0</v></c>"#,
            text("文"),
            None,
        ),
        (
            r#"<c r="E2" t="inlineStr"><v>0</v><is><t>文</t></is></c>"#,
            text("文"),
            None,
        ),
        (
            r#"<c r="E2" t="inlineStr"><is><t><![CDATA[a<b>&c]]></t></is></c>"#,
            text("a<b>&c"),
            None,
        ),
        (r#"<c r="E2" t="str"><v><![CDATA[文]]></v></c>"#, text("文"), None),
        (
            r#"<c r="E2" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></is></c>"#,
            text("甲乙"),
            None,
        ),
        (
            r#"<c r="E2" t="inlineStr"><is><r><rPr><strike/></rPr><t>300000</t></r><r><rPr><strike val="0"/></rPr><t>25</t></r><r><t>0000</t></r></is></c>"#,
            text("250000"),
            Some(Hint::StruckText),
        ),
        (
            r#"<c r="E2" t="inlineStr"><is><t>a_x000D_b_x005F_x_xZZZZ_</t></is></c>"#,
            text("a\rb_x_xZZZZ_"),
            None,
        ),
        (
            r#"<c r="E2" t="inlineStr"><is><t>甲&nbsp;&#20057;&foo;</t></is></c>"#,
            text("甲\u{a0}乙&foo;"),
            None,
        ),
        (
            r#"<c r="E2" t="d"><v>2023-05-15T00:00:00Z</v></c>"#,
            text("2023-05-15T00:00:00"),
            None,
        ),
        (
            r#"<c r="E2" t="d"><v>2023-05-15T16:00:00.000+00:00</v></c>"#,
            text("2023-05-15T16:00:00.000"),
            None,
        ),
        (r#"<c r="E2" t="b"><v>true</v></c>"#, Cell::Bool(true), None),
        (
            r#"<c r="E2" s="77"><v>5</v><extLst><ext><v>9</v></ext></extLst></c>"#,
            Cell::Number(5.0),
            None,
        ),
        (r#"<c r="$e$2"><v>5</v></c>"#, Cell::Number(5.0), None),
        (r#"<c r="??"><v>5</v></c>"#, Cell::Blank, None),
    ] {
        let all = one(&(NUMBER.to_owned() + cell));
        assert_eq!(all.rows[0].raw.cell(4), &read, "{cell}");
        let told: Vec<_> = hints(&all, 0)
            .into_iter()
            .map(|(column, hint)| (column, Some(hint)))
            .collect();
        let expected: Vec<_> = hint.iter().map(|hint| (4, Some(*hint))).collect();
        assert_eq!(told, expected, "{cell}");
    }
}

/// Rows and cells without a place stand behind those before them; a size announced wrongly changes nothing.
#[test]
fn places_are_counted_where_none_is_named() {
    let cells = |texts: &[&str]| -> String {
        texts
            .iter()
            .map(|text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#))
            .collect()
    };
    let rows = format!(
        r#"<row>{}</row><row r="5">{}</row><row>{}</row>"#,
        cells(&HEAD),
        cells(&[&number(1), "2023-05-15", "甲", "乙"]),
        cells(&[&number(2), "2023-05-15", "甲", "乙"]),
    );
    for dimension in ["A1", "A0:AZ48943", "1:1048576", "", "?", "XFD1:A1"] {
        let book = Book::new()
            .before(&format!(r#"<dimension ref="{dimension}"/>"#))
            .sheet("一", &rows);
        let all = read::read_all(&book.bytes(), None).unwrap();
        let numbers: Vec<u32> = all.rows.iter().map(|row| row.row).collect();
        assert_eq!(numbers, [5, 6], "{dimension}");
        assert_eq!(brief(&all), [number(1), number(2)]);
    }
}

/// A workbook that counts from 1904 says so for bare numbers, too; formats with letters are no dates.
#[test]
fn formats_tell_dates_from_amounts() {
    let formats = [
        ("yyyy\\-mm\\-dd", true),
        ("[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", true),
        ("m/d/yy h:mm", true),
        ("[DBNum1]yyyy年m月d日", true),
        ("0.00&quot;days&quot;", false),
        ("#,##0.00_);[Red](#,##0.00)", false),
        ("[h]:mm:ss", false),
        ("[$USD] #,##0.00", false),
        ("General&quot;元整&quot;", false),
        ("G/通用格式", false),
        ("0\\d", false),
        ("@", false),
    ];
    for since_1904 in [false, true] {
        for (format, is_date) in formats {
            let cells = format!(r#"{NUMBER}<c r="B2" s="1"><v>43598</v></c>"#);
            let rows = row(1, &HEAD) + &format!(r#"<row r="2">{cells}</row>"#);
            let book = Book::new().sheet("一", &rows).format(format).since_1904(since_1904);
            let all = read::read_all(&book.bytes(), None).unwrap();
            let expected = match (is_date, format.contains('元')) {
                (true, _) => Cell::Day(43598.0, since_1904),
                (false, true) => Cell::Text("43598元".to_owned()),
                (false, false) => Cell::Number(43598.0),
            };
            assert_eq!(all.rows[0].raw.cell(1), &expected, "{format}");
            assert_eq!(all.rows[0].raw.since_1904, since_1904);
        }
    }
}

/// Names with backslashes, other prefixes and the strict namespaces are the same workbook.
#[test]
fn other_writings_of_the_format_are_read() {
    let plain = Book::new().sheet("一", &(row(1, &HEAD) + &case(2, 1)));
    for bytes in [
        plain.bytes(),
        plain.with_backslashes(),
        plain.with_prefix(),
        plain.strict(),
    ] {
        let all = read::read_all(&bytes, None).unwrap();
        assert_eq!(brief(&all), [number(1)]);
    }
}
