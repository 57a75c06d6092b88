//! What an attacker tried on ledgers.
#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::io::{Cursor, Write};

use casebook::kinds::Kinds;
use files::register::read;
use zip::write::SimpleFileOptions;

/// A workbook with one long text, named by every cell of a sheet.
fn bomb(rows: u32, columns: u32, long: usize) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(columns as usize);
    let sheet: String = (1..=rows).map(|r| format!(r#"<row r="{r}">{cells}</row>"#)).collect();
    let parts = [
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(r#"<sst xmlns="{MAIN}"><si><t>{}</t></si></sst>"#, "x".repeat(long)),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>"#),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The most memory this process ever held, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// 40 of 20,000 rows, so that the machine of this test lives.
#[test]
fn a_ledger_of_a_few_kilobytes_takes_no_memory_beyond_its_size() {
    let kind = Kinds::builtin().named("seizure").unwrap();
    let bytes = bomb(40, 256, 32_000);
    let before = peak();
    _ = read(&bytes, kind);
    let more = peak() - before;
    assert!(more < 128, "{} KiB of a file took {more} MiB", bytes.len() / 1024);
}
