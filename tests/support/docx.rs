//! Documents made by hand, part by part, and read back as text.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document in the making: its parts in order.
pub struct Docx(pub Vec<(String, Vec<u8>)>);

impl Docx {
    /// A document with this inside its body.
    pub fn new(body: &str) -> Docx {
        let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
        let document = format!(r#"<w:document xmlns:w="{MAIN}"><w:body>{body}<w:sectPr/></w:body></w:document>"#);
        Docx(Vec::new())
            .part("[Content_Types].xml", types)
            .part("word/document.xml", &document)
            .part("word/media/image1.png", "not to be touched")
    }

    /// One more part, or another in place of one of its name.
    pub fn part(mut self, name: &str, content: &str) -> Docx {
        let content = content.as_bytes().to_vec();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = content,
            None => self.0.push((name.to_owned(), content)),
        }
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// The names and contents of an archive, in order.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    parts
}

/// A part of an archive, in XML.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut parts = parts(bytes).into_iter();
    let (_, content) = parts.find(|(known, _)| known == name).unwrap();
    String::from_utf8(content).unwrap()
}

/// The text of a part: a line for each paragraph, `|` behind each cell, `/` for a break. Panics unless every element is
/// closed where it was opened.
pub fn text(xml: &str) -> String {
    let mut open: Vec<&str> = Vec::new();
    let mut out = String::new();
    let mut pieces = xml.split('<');
    assert_eq!(
        pieces.next().unwrap_or_default().trim_start_matches('\u{feff}').trim(),
        ""
    );
    for piece in pieces {
        let (tag, after) = piece.split_once('>').expect("a tag that ends");
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap();
        match tag {
            _ if tag.starts_with('?') => {}
            _ if tag.starts_with('/') => {
                assert_eq!(open.pop(), Some(name), "{xml}");
                match name {
                    "w:p" => out.push('\n'),
                    "w:tc" => out.push('|'),
                    _ => {}
                }
            }
            _ if tag.ends_with('/') => out.push_str(if name == "w:br" { "/" } else { "" }),
            _ => open.push(name),
        }
        if open.last() == Some(&"w:t") {
            out.push_str(after);
        }
        for entity in after.split('&').skip(1) {
            assert!(entity.contains(';'), "{after}");
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    out
}
