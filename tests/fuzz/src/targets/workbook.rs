//! Workbooks: the archive as it comes, and the XML inside with the archive put right.
use std::io::{Cursor, Read, Write};

use files::read::read_all;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Target;

/// Parts that are mutated; the first byte of an input chooses.
const PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
];

fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows: [[&str; 4]; 3] = [
        ["案号", "立案日期", "申请执行人", "申请标的额(元)"],
        ["（2026）豫14执1号", "2026-05-06", "某甲", "1,000"],
        ["（2026）豫14执2号", "2026年5月7日", "某乙", "12.5万"],
    ];
    for (line, row) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(row) {
            let _ = sheet.write_string(line, column, cell);
        }
    }
    let _ = sheet.write_number(3, 1, 46_000.0);
    book.save_to_buffer().unwrap_or_default()
}

/// The archive, byte by byte.
pub const ARCHIVE: Target = Target {
    name: "workbook",
    seeds: || vec![book()],
    run: |bytes| read_all(bytes, None).is_ok(),
};

/// One part of the archive.
pub const SHEET: Target = Target {
    name: "workbook-part",
    seeds: || {
        let part = |at: usize| {
            let mut zip = ZipArchive::new(Cursor::new(book())).ok()?;
            let mut bytes = vec![at as u8];
            zip.by_name(PARTS[at]).ok()?.read_to_end(&mut bytes).ok()?;
            Some(bytes)
        };
        (0..PARTS.len()).filter_map(part).collect()
    },
    run: |bytes| {
        let Some((at, part)) = bytes.split_first() else {
            return false;
        };
        let chosen = PARTS[usize::from(*at) % PARTS.len()];
        with_part(chosen, part).is_some_and(|book| read_all(&book, None).is_ok())
    },
};

/// The workbook with one part replaced, nothing deflated.
fn with_part(name: &str, part: &[u8]) -> Option<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(book())).ok()?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..from.len() {
        let mut file = from.by_index(at).ok()?;
        let own = file.name().ok()?.into_owned();
        to.start_file(own.as_str(), stored).ok()?;
        let mut bytes = Vec::new();
        if own == name {
            bytes = part.to_vec()
        } else {
            file.read_to_end(&mut bytes).map(drop).ok()?
        }
        to.write_all(&bytes).ok()?;
    }
    Some(to.finish().ok()?.into_inner())
}
