//! What comes in from spreadsheets and texts, against the sample and against hostile files.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use files::{json, read};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Every row of the sample is read field for field as written down beside it.
#[test]
fn sample_rows_are_read_as_expected() {
    let expected: Json = serde_json::from_str(include_str!("../data/cases_sample.expected.json")).unwrap();
    let all = read::read_all(include_bytes!("../data/cases_sample.xlsx"), None).unwrap();
    let rows = expected["rows"].as_array().unwrap();
    assert_eq!(all.rows.len(), rows.len());
    for (row, expected) in all.rows.iter().zip(rows) {
        let mut found = json::row(row, &all.layout);
        let hints = found.as_object_mut().and_then(|row| row.remove("hints"));
        assert_eq!((&found, hints), (expected, Some(Json::Array(Vec::new()))));
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for row in &all.rows {
        *counts
            .entry(row.rejected().map_or("accepted", |p| p.code.code()))
            .or_default() += 1;
    }
    assert_eq!(serde_json::to_value(counts).unwrap(), expected["meta"]["counts"]);
}

/// A workbook made by hand: sheets as (name, rows in XML), and other parts.
fn workbook(sheets: &[(&str, String)], parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    };
    let (mut list, mut rels) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let id = at + 1;
        list += &format!(r#"<sheet name="{name}" sheetId="{id}" r:id="rId{id}"/>"#);
        rels += &format!(
            r#"<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#
        );
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        );
        put(&format!("xl/worksheets/sheet{id}.xml"), sheet.as_bytes());
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    put(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns="{main}" xmlns:r="{r}"><sheets>{list}</sheets></workbook>"#).as_bytes(),
    );
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    put(
        "xl/_rels/workbook.xml.rels",
        format!(r#"<Relationships xmlns="{package}">{rels}</Relationships>"#).as_bytes(),
    );
    let office = format!(r#"<Relationship Id="rId1" Type="{r}/officeDocument" Target="xl/workbook.xml"/>"#);
    put(
        "_rels/.rels",
        format!(r#"<Relationships xmlns="{package}">{office}</Relationships>"#).as_bytes(),
    );
    for (name, bytes) in parts {
        put(name, bytes);
    }
    zip.finish().unwrap().into_inner()
}

/// A row of inline texts.
fn row(number: u32, texts: &[&str]) -> String {
    let cells: String = texts
        .iter()
        .zip('A'..)
        .map(|(text, column)| format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

fn code(bytes: &[u8]) -> &'static str {
    read::read_all(bytes, None).map_or_else(|error| error.code(), |_| "read")
}

/// Rows as (row, code or case number).
fn brief(bytes: &[u8]) -> Vec<(u32, String)> {
    let all = read::read_all(bytes, None).unwrap();
    all.rows
        .iter()
        .map(|row| {
            let json = json::row(row, &all.layout);
            let what = row
                .rejected()
                .map_or(json["values"]["case_number"].as_str(), |p| Some(p.code.code()));
            (row.row, what.unwrap_or_default().to_owned())
        })
        .collect()
}

const HEAD: &str = "案号,立案日期,标的额(万元),被执行人\n";

/// Files that cannot be read are named, each by its own code.
#[test]
fn unreadable_files_are_named() {
    let sample = include_bytes!("../data/cases_sample.xlsx");
    let compound = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.resize(1024, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(code(b""), "empty");
    assert_eq!(code(b" \r\n\r\n"), "empty");
    assert_eq!(code(&workbook(&[("空", String::new())], &[])), "empty");
    assert_eq!(code(&sample[..sample.len() / 2]), "truncated");
    assert_eq!(code(&sample[..30]), "truncated");
    assert_eq!(code(&compound("EncryptedPackage")), "encrypted");
    assert_eq!(code(&compound("Workbook")), "old_excel");
    assert_eq!(code(b"<html><table><tr><td>\xe6\xa1\x88"), "web_page");
    assert_eq!(code(b"%PDF-1.7"), "not_a_table");
    assert_eq!(code(b"\x00\x01\x02\x03"), "not_a_table");
    assert_eq!(code(&workbook(&[], &[("xl/workbook.bin", vec![])])), "other_workbook");
    assert_eq!(code("姓名,年龄\n张某,3\n".as_bytes()), "no_header");
    assert_eq!(code(&workbook(&[("一", row(1, &["说明"]))], &[])), "no_header");
    assert_eq!(code(b"\xff\xff\xff\xfe"), "encoding");
    assert_eq!(
        code(format!("{HEAD}（2022）豫14执1号,2022-5-9,3,\"某\n\n\n").as_bytes()),
        "open_quote"
    );
    assert_eq!(
        code(format!("{HEAD}{}", "x".repeat(200_000)).as_bytes()),
        "cell_too_long"
    );
}

/// Archives that would unpack to far more than they hold are refused before they are unpacked.
#[test]
fn bombs_are_refused() {
    let spaces = vec![b' '; 40 << 20];
    assert_eq!(
        code(&workbook(
            &[("一", row(1, &["案号"]))],
            &[("xl/sharedStrings.xml", spaces)]
        )),
        "bomb"
    );
    let mut many = br#"<sst uniqueCount="99999999999999999999">"#.to_vec();
    many.extend(b"</sst>");
    assert_eq!(
        code(&workbook(
            &[("一", row(1, &["案号"]))],
            &[("xl/sharedStrings.xml", many)]
        )),
        "bomb"
    );
    let text = "案".repeat(600_000);
    assert_eq!(code(&workbook(&[("一", row(1, &[&text]))], &[])), "cell_too_long");
}

/// An archive that lies about the size of a part is found out while it is unpacked.
#[test]
fn lying_archives_are_refused() {
    let padding: String = (0..2_000).map(|n| row(n + 2, &["x"])).collect();
    let mut bytes = workbook(&[("一", row(1, &["案号", "立案日期"]) + &padding)], &[]);
    // The sizes in the directory (offset 24 of an entry) are what readers go by.
    let entries: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, w)| *w == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    bytes[entries[0] + 24..entries[0] + 28].copy_from_slice(&100_u32.to_le_bytes());
    assert!(matches!(code(&bytes), "bomb" | "broken"), "{}", code(&bytes));
}

/// One cell in the last row of a sheet costs one row, not a million.
#[test]
fn far_cells_cost_nothing() {
    let far = row(1_048_576, &["孤"]);
    assert_eq!(code(&workbook(&[("一", far.clone())], &[])), "no_header");
    let rows = row(1, &["案号", "立案日期"]) + &row(2, &["（2022）豫14执1号", "2022-5-9"]) + &far;
    let expected = [
        (2, "（2022）豫14执1号".to_owned()),
        (1_048_576, "bad_case_number".to_owned()),
    ];
    assert_eq!(brief(&workbook(&[("一", rows)], &[])), expected);
}

/// Of several sheets the one that looks like a ledger is read.
#[test]
fn the_ledger_is_found_among_sheets() {
    let ledger = row(3, &["案 号", "立案时间", "申请执行人", "被执行人"])
        + &row(4, &["(2022)豫14执1号", "2022.5.9", "甲", "乙"]);
    let sheets = [
        ("说明", row(1, &["填报说明"])),
        ("汇总", row(1, &["案由", "被执行人", "备注"])),
        ("台账", ledger),
    ];
    let all = read::read_all(&workbook(&sheets, &[]), None).unwrap();
    assert_eq!(all.source.unwrap().shown(), "台账");
    assert_eq!(all.layout.header_row, 3);
    assert_eq!(all.rows.len(), 1);
}

/// Titles, units, two rows of headings, blank rows, totals, notes and repeated headings are no cases.
#[test]
fn only_cases_are_rows() {
    let text = "2022年执行案件台账,,,,\n单位：万元,,,,\n序号,案 号,立案情况,,金额\n,,立案日期,收案日期,标的额\n\
        1,（2022）豫14执1号,2022.5.9,2022.5.6,35\n\n,,,,\n3,,,,\n序号,案号,立案日期,收案日期,标的额\n\
        2,（2022）豫14执2号,2022.5.9,,35元\n合计,,,,35\n,小计：2件,,,\n制表人：某,,,,\n5,,2022.5.9,,1\n";
    let all = read::read_all(text.as_bytes(), None).unwrap();
    let rows: Vec<Json> = all.rows.iter().map(|row| json::row(row, &all.layout)).collect();
    assert_eq!(all.layout.header_row, 4);
    let numbers: Vec<u64> = rows.iter().map(|row| row["row"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [5, 10, 14]);
    assert_eq!(rows[0]["values"]["claim_amount_fen"], 35_000_000);
    assert_eq!(rows[1]["values"]["claim_amount_fen"], 3_500);
    assert_eq!(rows[2]["code"], "missing_case_number");
}

/// The same rows in every encoding and with every separator.
#[test]
fn texts_are_read_in_every_encoding() {
    let text = "案号,立案日期,标的额(万元),被执行人\r\n（2022）豫14执1号,2022年5月9日,\"1,234.5\",\"某\r\n公司\"\r\n\
        （2022）豫14执2号,２０２２-５-１０ 09:30,３万,\"“乙”\"\"\"\r\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    };
    let tabs = "案号\t立案日期\t标的额(万元)\t被执行人\n（2022）豫14执1号\t2022年5月9日\t1,234.5\t\"某\n公司\"\n（2022）豫14执2号\t44691\t3万\t乙\n";
    let semicolons = "案号;立案日期;标的额(万元);被执行人\n（2022）豫14执1号;2022.5.9;1,234.5;某\n（2022）豫14执2号;20220510;3万;乙\n";
    for file in [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        gbk.into_owned(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        tabs.as_bytes().to_vec(),
        semicolons.as_bytes().to_vec(),
    ] {
        let all = read::read_all(&file, None).unwrap();
        let rows: Vec<Json> = all
            .rows
            .iter()
            .map(|row| json::row(row, &all.layout)["values"].clone())
            .collect();
        assert_eq!(rows[0]["claim_amount_fen"], 1_234_500_000);
        assert_eq!(rows[1]["claim_amount_fen"], 3_000_000);
        assert_eq!(rows[0]["filed_on"], "2022-05-09");
        assert_eq!(rows[1]["filed_on"], "2022-05-10");
        assert_eq!(all.rows[1].row, 3);
    }
}

/// The first accepted row holds a case number; a rejected one holds nothing.
#[test]
fn duplicates_yield_to_the_first_accepted() {
    let text = format!(
        "{HEAD}(2022)豫14执1号,2022-2-30,1,甲\n（2022）豫14执1号,2022-5-9,1,甲\n(2022)豫14执1号,2022/5/9,1,甲\n(2022)豫14执1号,2022/5/9,-1,甲\n"
    );
    let codes: Vec<String> = brief(text.as_bytes()).into_iter().map(|(_, what)| what).collect();
    assert_eq!(codes, ["bad_date", "（2022）豫14执1号", "duplicate", "negative_amount"]);
}

/// A person's mapping takes the place of the proposal, and a layout is known again by its headings.
#[test]
fn mappings_are_kept_by_layout() {
    let text = "案号,立案日期,甲方,乙方\n（2022）豫14执1号,2022-5-9,子,丑\n";
    let proposed = read::read_all(text.as_bytes(), None).unwrap();
    let keys: Vec<Option<String>> = ["case_number", "filed_on", "applicant", "nonsense"]
        .map(|k| Some(k.to_owned()))
        .into();
    let mapped = read::read_all(text.as_bytes(), Some(&keys)).unwrap();
    let values = |all: &read::Read| json::row(&all.rows[0], &all.layout)["values"].clone();
    assert_eq!(values(&proposed)["applicant"], Json::Null);
    assert_eq!(values(&mapped)["applicant"], "子");
    assert_eq!(values(&mapped)["debtor"], Json::Null);
    assert_eq!(proposed.layout.fingerprint(), mapped.layout.fingerprint());
    let other = read::read_all(HEAD.as_bytes(), None).unwrap();
    assert_ne!(proposed.layout.fingerprint(), other.layout.fingerprint());
}

/// A column of words under 执行标的 is the kind of claim; one of numbers is the amount.
#[test]
fn cells_settle_what_headings_leave_open() {
    let read = |cell: &str| {
        let text = format!("编号,立案日期,执行标的,被执行人\n（2022）豫14执1号,2022-5-9,{cell},某\n");
        let all = read::read_all(text.as_bytes(), None).unwrap();
        json::row(&all.rows[0], &all.layout)["values"].clone()
    };
    assert_eq!(read("金钱给付")["claim_kind"], "money");
    assert_eq!(read("35万")["claim_amount_fen"], 35_000_000);
}

/// A reading that is stopped ends at its next pause.
#[test]
fn reading_can_be_stopped() {
    struct Stop(u32);
    impl read::Sink for Stop {
        fn layout(&mut self, _: &read::Source, _: &files::header::Layout) {}
        fn row(&mut self, _: files::import::ImportRow) {
            self.0 += 1;
        }
        async fn pause(&mut self, done: u32, _: u32) -> bool {
            done < 2_000
        }
    }
    let rows: String = (1..5_000)
        .map(|n| format!("（2022）豫14执{n}号,2022-5-9,1,某\n"))
        .collect();
    let text = format!("{HEAD}{rows}");
    let mut sink = Stop(0);
    let done = {
        let reading = std::pin::pin!(read::read(text.as_bytes(), read::Options::default(), &mut sink));
        reading.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
    };
    assert_eq!(done, std::task::Poll::Ready(Err(files::error::FileError::Cancelled)));
    assert!((1_900..3_100).contains(&sink.0), "{}", sink.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Bytes from anywhere, and workbooks with a few bytes changed, are read or refused, never more.
    #[test]
    fn noise_is_read_or_refused(
        noise in proptest::collection::vec(any::<u8>(), 0..400),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let _ = read::read_all(&noise, None);
        let mut text = HEAD.as_bytes().to_vec();
        text.extend(&noise);
        let _ = read::read_all(&text, None);
        let mut bytes = workbook(&[("一", row(1, &["案号", "立案日期"]) + &row(2, &["（2022）豫14执1号", "2022-5-9"]))], &[]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read::read_all(&bytes, None);
    }

    /// Sheets whose XML is noise between known tags are read or refused, never more.
    #[test]
    fn noisy_sheets_are_read_or_refused(pieces in proptest::collection::vec(0_usize..14, 0..40)) {
        const PIECES: [&str; 14] = [
            "<row>", "</row>", r#"<row r="0">"#, r#"<row r="4294967295">"#, "<c>", "</c>", r#"<c r="A0">"#, r#"<c r="XFD1048576" s="9" t="s">"#,
            "<v>", "</v>", "案号", "1e999", r#"<is><t>"#, "</t></is>",
        ];
        let rows: String = pieces.iter().map(|at| PIECES[*at]).collect();
        let _ = read::read_all(&workbook(&[("一", row(1, &["案号", "立案日期"]) + &rows)], &[]), None);
    }
}
