//! Workbooks made by hand, part by part, as other programs write them.
#![allow(dead_code, clippy::unwrap_used)]
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

struct Sheet {
    name: String,
    hidden: bool,
    rows: String,
    behind: String,
}

/// A workbook in the making.
#[derive(Default)]
pub struct Book {
    sheets: Vec<Sheet>,
    before: String,
    format: String,
    since_1904: bool,
}

impl Book {
    pub fn new() -> Book {
        Book::default()
    }

    /// One more sheet, its rows in XML.
    pub fn sheet(self, name: &str, rows: &str) -> Book {
        self.add(name, false, rows, String::new())
    }

    pub fn hidden_sheet(self, name: &str, rows: &str) -> Book {
        self.add(name, true, rows, String::new())
    }

    /// One more sheet with merged cells.
    pub fn merged(self, name: &str, rows: &str, ranges: &[&str]) -> Book {
        let cells: String = ranges
            .iter()
            .map(|range| format!(r#"<mergeCell ref="{range}"/>"#))
            .collect();
        self.add(name, false, rows, format!("<mergeCells>{cells}</mergeCells>"))
    }

    fn add(mut self, name: &str, hidden: bool, rows: &str, behind: String) -> Book {
        let (name, rows) = (name.to_owned(), rows.to_owned());
        self.sheets.push(Sheet {
            name,
            hidden,
            rows,
            behind,
        });
        self
    }

    /// What stands before the rows of the sheets.
    pub fn before(mut self, xml: &str) -> Book {
        self.before = xml.to_owned();
        self
    }

    /// The format of style 1, as it stands in XML. Style 2 strikes through, style 3 says that it does not.
    pub fn format(mut self, code: &str) -> Book {
        self.format = code.to_owned();
        self
    }

    pub fn since_1904(mut self, yes: bool) -> Book {
        self.since_1904 = yes;
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        zipped(&self.parts())
    }

    /// Folders named as some programs of Windows name them.
    pub fn with_backslashes(&self) -> Vec<u8> {
        let parts = self.parts();
        zipped(
            &parts
                .into_iter()
                .map(|(name, xml)| (name.replace('/', "\\"), xml))
                .collect::<Vec<_>>(),
        )
    }

    /// The tags of sheets with a prefix.
    pub fn with_prefix(&self) -> Vec<u8> {
        let prefix = |xml: String| {
            let xml = xml.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:");
            xml.replace("xmlns=", "xmlns:x=")
        };
        let parts = self
            .parts()
            .into_iter()
            .map(|(name, xml)| match name.contains("worksheets/sheet") {
                true => (name, prefix(xml)),
                false => (name, xml),
            });
        zipped(&parts.collect::<Vec<_>>())
    }

    /// The names of the strict format.
    pub fn strict(&self) -> Vec<u8> {
        let parts = self.parts().into_iter().map(|(name, xml)| {
            let xml = xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main");
            (
                name,
                xml.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
            )
        });
        zipped(&parts.collect::<Vec<_>>())
    }

    fn parts(&self) -> Vec<(String, String)> {
        let (mut list, mut rels, mut parts) = (String::new(), String::new(), Vec::new());
        for (id, sheet) in (1..).zip(&self.sheets) {
            let state = if sheet.hidden { r#" state="hidden""# } else { "" };
            list += &format!(r#"<sheet name="{}" sheetId="{id}"{state} r:id="rId{id}"/>"#, sheet.name);
            rels +=
                &format!(r#"<Relationship Id="rId{id}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{id}.xml"/>"#);
            let (before, rows, behind) = (&self.before, &sheet.rows, &sheet.behind);
            let xml = format!(r#"<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"#);
            parts.push((format!("xl/worksheets/sheet{id}.xml"), xml));
        }
        rels += &format!(r#"<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="/xl/styles.xml"/>"#);
        let epoch = if self.since_1904 {
            r#"<workbookPr date1904="1"/>"#
        } else {
            ""
        };
        let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{epoch}<sheets>{list}</sheets></workbook>"#);
        let styles = format!(
            r#"<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="{}"/></numFmts><fonts><font/><font><b/><strike/></font><font><strike val="0"/></font></fonts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/></cellXfs></styleSheet>"#,
            self.format
        );
        let root = format!(r#"<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>"#);
        let relations = |inner: &str| format!(r#"<Relationships xmlns="{PACKAGE}">{inner}</Relationships>"#);
        parts.push(("xl/workbook.xml".to_owned(), book));
        parts.push(("xl/styles.xml".to_owned(), styles));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&rels)));
        parts.push(("_rels/.rels".to_owned(), relations(&root)));
        parts
    }
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A row of inline texts.
pub fn row(number: u32, texts: &[&str]) -> String {
    let cells: String = texts
        .iter()
        .zip('A'..)
        .map(|(text, column)| format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}
