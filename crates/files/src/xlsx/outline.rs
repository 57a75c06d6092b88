//! What a workbook consists of: its sheets, texts and styles, by their places in the archive.
use std::collections::HashMap;

use quick_xml::events::Event;

use super::xml::{Xml, attribute, is_on};
use super::{Archive, Sheet};
use crate::error::FileError;
use crate::zip_check::Part;

/// The parts of a workbook, by place in the archive.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub sheets: Vec<Sheet>,
    pub texts: Option<usize>,
    pub styles: Option<usize>,
    pub since_1904: bool,
}

/// What a part points to.
#[derive(Debug)]
struct Relation {
    id: String,
    /// Last word of its type: `worksheet`, `styles`; the words before it differ in the strict format.
    kind: String,
    target: String,
}

/// Reads the outline.
///
/// # Errors
/// There is no workbook part, or it cannot be read.
pub(super) fn read(archive: &mut Archive<'_>, parts: &[Part]) -> Result<Outline, FileError> {
    let find = |name: &str| parts.iter().position(|part| part.name == name);
    let root = match find("_rels/.rels") {
        Some(part) => relations(archive, part, "")?,
        None => Vec::new(),
    };
    let named = root.iter().find(|r| r.kind == "officedocument");
    let book = named.and_then(|r| find(&r.target));
    let book = book.or_else(|| parts.iter().position(|part| part.name.ends_with("workbook.xml")));
    let book = book.ok_or(FileError::NotATable)?;
    let name = parts.get(book).map(|part| part.name.as_str()).unwrap_or_default();
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let rels = match find(join(folder, &format!("_rels/{file}.rels")).as_str()) {
        Some(part) => relations(archive, part, folder)?,
        None => Vec::new(),
    };
    let part = |kind: &str, name: &str| {
        let related = rels.iter().find(|r| r.kind == kind).and_then(|r| find(&r.target));
        related.or_else(|| parts.iter().position(|part| part.name.ends_with(name)))
    };
    let mut outline = Outline {
        texts: part("sharedstrings", "sharedstrings.xml"),
        styles: part("styles", "/styles.xml"),
        ..Outline::default()
    };
    let by_id: HashMap<&str, &Relation> = rels.iter().map(|r| (r.id.as_str(), r)).collect();
    workbook(archive, book, &mut outline, |id, count| {
        let Some(relation) = id.and_then(|id| by_id.get(id)) else {
            return Some(find(&join(folder, &format!("worksheets/sheet{count}.xml"))));
        };
        (relation.kind == "worksheet").then(|| find(&relation.target))
    })?;
    Ok(outline)
}

/// Reads the list of sheets; `part` finds a sheet by its relation and running number, or says that it has no cells.
fn workbook(
    archive: &mut Archive<'_>,
    book: usize,
    outline: &mut Outline,
    part: impl Fn(Option<&str>, usize) -> Option<Option<usize>>,
) -> Result<(), FileError> {
    let mut xml = Xml::open(archive, book)?;
    let mut count = 0;
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else {
            continue;
        };
        match element.local_name().as_ref() {
            "workbookPr" => outline.since_1904 = is_on(&element, "date1904"),
            "sheet" => {
                count += 1;
                let id = attribute(&element, "id");
                let state = attribute(&element, "state");
                outline.sheets.extend(part(id.as_deref(), count).map(|part| Sheet {
                    name: attribute(&element, "name").unwrap_or_else(|| format!("Sheet{count}")),
                    hidden: state.is_some_and(|state| state != "visible"),
                    part,
                }));
            }
            _ => {}
        }
    }
    Ok(())
}

fn relations(archive: &mut Archive<'_>, part: usize, folder: &str) -> Result<Vec<Relation>, FileError> {
    let mut xml = Xml::open(archive, part)?;
    let mut relations = Vec::new();
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else {
            continue;
        };
        if element.local_name().as_ref() != "Relationship" {
            continue;
        }
        let kind = attribute(&element, "Type").unwrap_or_default().to_ascii_lowercase();
        relations.push(Relation {
            id: attribute(&element, "Id").unwrap_or_default(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: join(folder, &attribute(&element, "Target").unwrap_or_default()),
        });
    }
    Ok(relations)
}

/// The name of a part from the folder it is named in, as [`Part::name`] is written.
fn join(folder: &str, target: &str) -> String {
    let target = target.to_ascii_lowercase().replace('\\', "/");
    let mut names: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
