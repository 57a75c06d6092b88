//! A document as .docx: A4, laid out as courts lay out theirs.
//!
//! The sizes are those of 人民法院民事裁判文书制作规范: titles in 2号 (22 pt), everything else in 3号 (16 pt), 22 lines to
//! a page. The same paper gives the same bytes: the archive carries no time and keeps one order.
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::paper::{Block, LineKind, Paper, Run};
use super::xml::in_run;
use crate::error::FileError;

/// Between the margins of 28 and 26 mm, in twentieths of a point.
const LINE_WIDTH: u32 = 8_844;
const TYPES: &str = include_str!("parts/content_types.xml");
const ROOT_RELATIONS: &str = include_str!("parts/root.rels");
const RELATIONS: &str = include_str!("parts/document.rels");
const STYLES: &str = include_str!("parts/styles.xml");
const FOOTER: &str = include_str!("parts/footer.xml");
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// A4; margins of 37, 26, 35 and 28 mm.
const SECTION: &str = concat!(
    r#"<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>"#,
    r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1361" w:gutter="0"/>"#,
    "</w:sectPr>"
);

/// Writes it.
///
/// # Errors
/// It does not fit into an archive.
pub fn write(paper: &Paper) -> Result<Vec<u8>, FileError> {
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT_RELATIONS),
        ("word/document.xml", &body(paper)),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/footer1.xml", FOOTER),
    ];
    packed(parts.into_iter().map(|(name, xml)| (name, xml.as_bytes())))
}

/// Several files in one archive. Of two that would bear one name the later gets a number.
///
/// # Errors
/// They do not fit into an archive.
pub fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, FileError> {
    let mut taken = std::collections::HashSet::new();
    let mut named: Vec<(String, &[u8])> = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let numbered = (2_u32..).map(|number| format!("{stem} {number}.{ending}"));
        let free = std::iter::once(name.clone())
            .chain(numbered)
            .find(|name| !taken.contains(name));
        let free = free.ok_or(FileError::TooLarge)?;
        taken.insert(free.clone());
        named.push((free, bytes));
    }
    packed(named.iter().map(|(name, bytes)| (name.as_str(), *bytes)))
}

/// An archive without a clock: the same files give the same bytes.
fn packed<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Result<Vec<u8>, FileError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(|_| FileError::TooLarge)?;
        zip.write_all(bytes).map_err(|_| FileError::TooLarge)?;
    }
    let bytes = zip.finish().map_err(|_| FileError::TooLarge)?;
    Ok(bytes.into_inner())
}

fn body(paper: &Paper) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let _ = write!(out, r#"<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>"#);
    let mut after_table = false;
    for block in &paper.blocks {
        match block {
            Block::Line { kind, new_page, runs } => {
                line(style(*kind), *new_page, runs, &mut out);
                after_table = false;
            }
            Block::Table { widths, head, rows } => {
                // Two tables that touch would become one.
                if after_table {
                    out.push_str("<w:p/>");
                }
                table(widths, head, rows, &mut out);
                after_table = true;
            }
        }
    }
    if after_table {
        out.push_str("<w:p/>");
    }
    out.push_str(SECTION);
    out.push_str("</w:body></w:document>");
    out
}

/// The styles of `parts/styles.xml`.
fn style(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Court => "Court",
        LineKind::Title => "Title",
        LineKind::Number => "Number",
        LineKind::Flush => "Flush",
        LineKind::Paragraph => "Body",
        LineKind::Signature => "Signature",
        LineKind::Date => "Date",
    }
}

fn line(style: &str, new_page: bool, runs: &[Run], out: &mut String) {
    let page = if new_page { "<w:pageBreakBefore/>" } else { "" };
    let _ = write!(out, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{page}</w:pPr>"#);
    for run in runs {
        text(run.text(), out);
    }
    out.push_str("</w:p>");
}

fn text(text: &str, out: &mut String) {
    out.push_str(r#"<w:r><w:t xml:space="preserve">"#);
    in_run(text, "w:", out);
    out.push_str("</w:t></w:r>");
}

fn table(widths: &[u16], head: &[String], rows: &[Vec<Vec<Run>>], out: &mut String) {
    let widths: Vec<u32> = widths
        .iter()
        .map(|width| u32::from(*width) * LINE_WIDTH / 1000)
        .collect();
    let _ = write!(
        out,
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{LINE_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#
    );
    for width in &widths {
        let _ = write!(out, r#"<w:gridCol w:w="{width}"/>"#);
    }
    out.push_str("</w:tblGrid>");
    if !head.is_empty() {
        out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (heading, width) in head.iter().zip(&widths) {
            cell(*width, "Head", &[Run::Text(heading.clone())], out);
        }
        out.push_str("</w:tr>");
    }
    for row in rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (runs, width) in row.iter().zip(&widths) {
            cell(*width, "Cell", runs, out);
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

fn cell(width: u32, style: &str, runs: &[Run], out: &mut String) {
    let _ = write!(
        out,
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>"#
    );
    line(style, false, runs, out);
    out.push_str("</w:tc>");
}

/// The name of the file a document is saved as: `执行通知书 （2026）豫1402执1号.docx`, without signs that a file system
/// does not take.
#[must_use]
pub fn file_name(name: &str, case_number: Option<&str>) -> String {
    let whole = match case_number {
        Some(number) if !number.trim().is_empty() => format!("{name} {}", number.trim()),
        _ => name.to_owned(),
    };
    format!("{}.docx", plain(&whole, 80))
}

/// A name without signs that a file system does not take, at most so many characters of it.
#[must_use]
pub fn plain(name: &str, most: usize) -> String {
    let is_plain = |c: char| !(c.is_control() || r#"\/:*?"<>|"#.contains(c));
    let kept: String = name.chars().filter(|c| is_plain(*c)).take(most).collect();
    kept.trim().to_owned()
}
