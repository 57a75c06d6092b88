//! The catalogue of a volume of the dossier (卷内目录, plan Art. 8) as a document, and the volume as one archive.
use std::sync::OnceLock;

use casebook::dossier::{Entry, Section};

use super::docx;
use super::fields::VOLUME;
use super::{Fill, Form, Forms, Paper, Row};
use crate::error::FileError;

/// The text of its form.
const TEXT: (&str, &str) = ("dossier.json", include_str!("../../../../rules/forms/dossier.json"));
/// What stands where nothing is known of a line: it is known that nothing is, and no gap.
const NONE: &str = "—";
/// Characters of the name of a file within the archive, without its number and its end.
const NAME_MOST: usize = 60;

/// A volume of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// 正卷
    Main,
    /// 副卷
    Internal,
}

impl Volume {
    /// Its name in documents of the court.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Volume::Main => "正卷",
            Volume::Internal => "副卷",
        }
    }
}

/// Its form; it is made of a volume, so it does not stand among those of cases. A test loads it: it is there.
#[must_use]
pub fn form() -> Option<&'static Form> {
    static FORM: OnceLock<Forms> = OnceLock::new();
    let forms = FORM.get_or_init(|| Forms::load(&[TEXT]).unwrap_or_default());
    forms.iter().next()
}

/// The catalogue of a volume; `fill` says what is known of its case.
///
/// # Errors
/// A form that is not there.
pub fn paper(volume: Volume, sections: &[Section<'_>], mut fill: Fill) -> Result<Paper, FileError> {
    let lines = sections
        .iter()
        .flat_map(|section| section.entries.iter().map(move |entry| row(section, entry)));
    let lines: Vec<Row> = lines.collect();
    fill.set("卷别", volume.name());
    fill.set("份数", lines.len().to_string());
    fill.lists.insert(VOLUME.0.to_owned(), lines);
    form().ok_or(FileError::Broken)?.fill(&fill)
}

fn row(section: &Section<'_>, entry: &Entry) -> Row {
    let known = |value: Option<String>| value.unwrap_or_else(|| NONE.to_owned());
    let values = [
        ("序号", entry.number.to_string()),
        ("目录", section.heading.name.zh.clone()),
        (
            "材料名称",
            known(Some(entry.title.clone()).filter(|title| !title.is_empty())),
        ),
        ("材料日期", known(entry.on.map(|day| day.to_string()))),
        ("页数", known(entry.pages.map(|pages| pages.to_string()))),
        ("页次", known(entry.first_page.map(|page| page.to_string()))),
    ];
    values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The name of the file of a line within the archive: its number in the volume, what the catalogue calls it, and the end of the
/// name it had.
#[must_use]
pub fn file_name(entry: &Entry) -> String {
    let end = entry.file.rsplit_once('.').map(|(_, end)| docx::plain(end, 8));
    let end = end.filter(|end| !end.is_empty());
    let name = format!("{:03}_{}", entry.number, docx::plain(&entry.title, NAME_MOST));
    match end {
        Some(end) => format!("{name}.{end}"),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use casebook::dossier::{Item, Reason, Stands};

    use super::*;

    fn line(number: u32, title: &str, file: &str) -> Entry {
        Entry {
            item: Item::Attachment([1; 16]),
            heading: "other".to_owned(),
            title: title.to_owned(),
            on: None,
            pages: Some(2),
            first_page: None,
            stands: Stands::Proposed(Reason::Rest),
            place: None,
            number,
            origin: None,
            file: file.to_owned(),
            part: None,
            by: String::new(),
            at_ms: 0,
        }
    }

    #[test]
    fn files_are_named_by_number_and_title() {
        for (number, title, file, name) in [
            (1, "申请执行书", "scan01.pdf", "001_申请执行书.pdf"),
            (12, "a/b:c", "IMG.JPG", "012_abc.JPG"),
            (1000, "无后缀", "无后缀", "1000_无后缀"),
        ] {
            assert_eq!(file_name(&line(number, title, file)), name);
        }
    }

    #[test]
    fn the_catalogue_names_every_line() {
        let heading = casebook::dossier::Heading {
            name: ["其他材料".to_owned(), "Other".to_owned()].into(),
            ..casebook::dossier::Heading::default()
        };
        let section = Section {
            heading: &heading,
            number: 31,
            is_needed: false,
            entries: vec![line(1, "欠条", "a.pdf")],
        };
        let mut fill = Fill::default();
        fill.set("案号", "（2026）豫14执1号");
        let paper = paper(Volume::Main, &[section], fill).expect("a form");
        let said = format!("{:?}", paper.blocks);
        for word in ["正卷", "（2026）豫14执1号", "其他材料", "欠条", "—"] {
            assert!(said.contains(word), "{word} in {said}");
        }
    }
}
