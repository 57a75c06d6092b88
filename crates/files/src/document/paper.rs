//! A filled document before it takes a shape: the page prints it, [`super::docx`] writes it.
use serde::{Deserialize, Serialize};

use super::docx;
use super::fields::Place;
use super::fill::{Fill, Filler, Row, Spot};
use super::form::{Body, Form, FormBlock, Piece};
use super::template::{Filled, Template, TemplateError};
use crate::error::FileError;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The key of its form.
    pub form: String,
    /// Its Chinese name: names the file, too.
    pub name: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The places without a value, each once.
    pub gaps: Vec<Spot>,
    /// The places whose value held characters that no document takes; they were left out.
    pub dropped: Vec<Spot>,
    /// What a court's own .docx was filled with; nothing if the blocks say all.
    pub filled_with: Option<Fill>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A line or a paragraph.
    Line {
        /// How it stands.
        kind: LineKind,
        /// It begins a page.
        new_page: bool,
        /// Its text.
        runs: Vec<Run>,
    },
    /// A table.
    Table {
        /// Widths of its columns in thousandths of the line.
        widths: Vec<u16>,
        /// Its head, repeated on each page; empty if it has none.
        head: Vec<String>,
        /// Its rows, of cells.
        rows: Vec<Vec<Vec<Run>>>,
    },
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineKind {
    /// The name of the court, over the title.
    Court,
    /// The title.
    Title,
    /// The number of the case, to the right.
    Number,
    /// From the left edge: to whom it goes, what is added.
    Flush,
    /// A paragraph, indented by two characters.
    Paragraph,
    /// Who signs, to the right.
    Signature,
    /// The day, to the right.
    Date,
}

/// A part of a text. Lines are parted by `\n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Run {
    /// The form says so.
    Text(String),
    /// The case says so.
    Value(String),
    /// Nobody said: [`super::GAP`] stands there.
    Gap(Spot),
}

impl Run {
    /// The text that stands on paper.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Run::Text(text) | Run::Value(text) => text,
            Run::Gap(_) => super::GAP,
        }
    }
}

/// A paper, for whom it is, and its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The name it is for, or empty.
    pub addressee: String,
    /// What it says. Of a .docx, its text.
    pub paper: Paper,
    /// The .docx.
    pub bytes: Vec<u8>,
}

impl Paper {
    /// Its file: the same paper gives the same bytes. The form is that of its key in force now; nothing if that is no longer
    /// the .docx it takes.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn file(&self, form: Option<&Form>) -> Result<Option<Vec<u8>>, FileError> {
        match (&self.filled_with, form.map(|form| &form.body)) {
            (None, _) => Ok(Some(docx::write(self)?)),
            (Some(fill), Some(Body::Docx(template))) => Ok(Some(filled(template, fill)?.bytes)),
            (Some(_), _) => Ok(None),
        }
    }
}

fn filled(template: &Template, fill: &Fill) -> Result<Filled, FileError> {
    template.fill(fill).map_err(|error| match error {
        TemplateError::TooLarge => FileError::TooLarge,
        _ => FileError::Broken,
    })
}

impl Form {
    /// The papers of a case: one, or one for each row of the list the form is sent to, with the name it is for.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn papers(&self, fill: &Fill) -> Result<Vec<Made>, FileError> {
        let copies = self.copies_of(fill).into_iter();
        copies.map(|(addressee, own)| self.made(addressee, &own)).collect()
    }

    /// For whom the papers of a case are, each with its data.
    #[must_use]
    pub fn copies_of(&self, fill: &Fill) -> Vec<(String, Fill)> {
        // Somebody said for whom it is: then it is one paper.
        if let Some(name) = self.addressee.as_ref().and_then(|ask| fill.value(ask)) {
            let mut own = fill.clone();
            let is_own = |row: &Row| row.get("姓名").is_some_and(|known| *known == name);
            if let Some(list) = &self.copies
                && let Some(row) = fill
                    .lists
                    .get(list)
                    .and_then(|rows| rows.iter().find(|row| is_own(row)))
            {
                own.set(list, name.clone());
                own.lists.insert(list.clone(), vec![row.clone()]);
            }
            return vec![(name, own)];
        }
        let rows = self
            .copies
            .as_ref()
            .and_then(|list| Some((list, fill.lists.get(list)?)));
        let Some((list, rows)) = rows.filter(|(_, rows)| !rows.is_empty()) else {
            return vec![(String::new(), fill.clone())];
        };
        let of = |row: &Row| {
            let mut own = fill.clone();
            let name = row.get("姓名").cloned().unwrap_or_default();
            own.set(list, name.clone());
            own.lists.insert(list.clone(), vec![row.clone()]);
            if let Some(addressee) = self.addressee.as_ref().filter(|ask| own.value(ask).is_none()) {
                own.set(addressee, name.clone());
            }
            (name, own)
        };
        rows.iter().map(of).collect()
    }

    /// Fills the form and writes its file. The same data gives the same bytes.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn made(&self, addressee: String, fill: &Fill) -> Result<Made, FileError> {
        let paper = self.fill(fill)?;
        let bytes = paper.file(Some(self))?.ok_or(FileError::Broken)?;
        Ok(Made {
            addressee,
            paper,
            bytes,
        })
    }

    /// Fills the form.
    ///
    /// # Errors
    /// A .docx that would be too large.
    pub fn fill(&self, fill: &Fill) -> Result<Paper, FileError> {
        match &self.body {
            Body::Blocks(blocks) => Ok(self.of_blocks(blocks, fill)),
            Body::Docx(template) => self.of_docx(template, fill),
        }
    }

    fn of_docx(&self, template: &Template, fill: &Fill) -> Result<Paper, FileError> {
        let filled = filled(template, fill)?;
        let line = |runs| Block::Line {
            kind: LineKind::Flush,
            new_page: false,
            runs,
        };
        let blocks = filled.text.into_iter().map(line).collect();
        Ok(Paper {
            filled_with: Some(fill.clone()),
            ..self.paper(blocks, filled.gaps, filled.dropped)
        })
    }

    fn paper(&self, blocks: Vec<Block>, gaps: Vec<Spot>, dropped: Vec<Spot>) -> Paper {
        Paper {
            form: self.key.clone(),
            name: self.name.zh.clone(),
            blocks,
            gaps,
            dropped,
            filled_with: None,
        }
    }

    fn of_blocks(&self, said: &[FormBlock], fill: &Fill) -> Paper {
        let mut filler = Filler::new(fill);
        let mut blocks = Vec::new();
        for block in said {
            match block {
                FormBlock::Line {
                    kind,
                    new_page,
                    each,
                    pieces,
                } => {
                    for row in rows(&filler, each.as_deref()) {
                        blocks.push(Block::Line {
                            kind: *kind,
                            new_page: *new_page && row.is_none_or(|(_, at)| at == 0),
                            runs: runs(&mut filler, pieces, row),
                        });
                    }
                }
                FormBlock::Table {
                    widths,
                    head,
                    each,
                    rows: cells,
                } => {
                    let mut filled = Vec::new();
                    for row in rows(&filler, each.as_deref()) {
                        let cell = |pieces: &Vec<Piece>| runs(&mut filler, pieces, row);
                        let mut cell = cell;
                        filled.extend(cells.iter().map(|line| line.iter().map(&mut cell).collect::<Vec<_>>()));
                    }
                    blocks.push(Block::Table {
                        widths: widths.clone(),
                        head: head.clone(),
                        rows: filled,
                    });
                }
            }
        }
        self.paper(blocks, filler.gaps, filler.dropped)
    }
}

/// The rows of a list, or one time without a row.
fn rows<'e>(filler: &Filler<'_>, each: Option<&'e str>) -> Vec<Option<(&'e str, usize)>> {
    match each {
        Some(list) => (0..filler.rows(list)).map(|at| Some((list, at))).collect(),
        None => vec![None],
    }
}

fn runs(filler: &mut Filler<'_>, pieces: &[Piece], row: Option<(&str, usize)>) -> Vec<Run> {
    let one = |piece: &Piece| match piece {
        Piece::Text(text) => Run::Text(text.clone()),
        Piece::Place(place) => value(filler, place, row),
    };
    pieces.iter().map(one).collect()
}

fn value(filler: &mut Filler<'_>, place: &Place, row: Option<(&str, usize)>) -> Run {
    match filler.value(place, row) {
        Some(value) => Run::Value(value),
        None => Run::Gap(Spot::of(place, row)),
    }
}
