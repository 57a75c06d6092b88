//! Workbooks: cell by cell, never a dense grid.
//!
//! A reader of its own, because one odd cell must cost that cell and not the file: what the format leaves open or
//! other programs get wrong is read at its place or told by a hint (ECMA-376 Part 1, 18.3 worksheets, 18.4 texts,
//! 18.8 styles).
mod cell;
pub mod merges;
mod outline;
mod place;
mod rows;
mod styles;
mod texts;
mod xml;

use std::io::Cursor;

use zip::ZipArchive;

pub use self::rows::Rows;
use self::styles::Styles;
use self::texts::Texts;
use super::error::FileError;
use super::zip_check::{self, Part};

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// An open workbook.
pub struct Workbook<'b> {
    archive: Archive<'b>,
    parts: Vec<Part>,
    sheets: Vec<Sheet>,
    texts: Texts,
    styles: Styles,
    since_1904: bool,
}

/// A sheet with cells, in the order of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Hidden by a person or a program.
    pub hidden: bool,
    /// Its part, by place in the archive; none if the archive lacks it.
    part: Option<usize>,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook after checking its archive.
    ///
    /// # Errors
    /// The file is no readable workbook; see [`zip_check::check`].
    pub fn open(bytes: &'b [u8]) -> Result<Workbook<'b>, FileError> {
        let parts = zip_check::check(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileError::Broken)?;
        let outline = outline::read(&mut archive, &parts)?;
        let texts = match outline.texts {
            Some(part) => Texts::read(&mut archive, part)?,
            None => Texts::default(),
        };
        let styles = match outline.styles {
            Some(part) => Styles::read(&mut archive, part)?,
            None => Styles::default(),
        };
        Ok(Workbook {
            archive,
            parts,
            sheets: outline.sheets,
            texts,
            styles,
            since_1904: outline.since_1904,
        })
    }

    /// The sheets with cells, in the order of the workbook.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The rows of a sheet that have cells, by its place in [`Workbook::sheets`].
    ///
    /// # Errors
    /// The archive lacks the sheet, or it cannot be opened.
    pub fn rows(&mut self, sheet: usize) -> Result<Rows<'_, 'b>, FileError> {
        let part = self.sheets.get(sheet).and_then(|s| s.part).ok_or(FileError::Broken)?;
        let merges = self.parts.get(part).map(|p| p.merges.clone()).unwrap_or_default();
        let book = rows::Book {
            texts: &self.texts,
            styles: &self.styles,
            since_1904: self.since_1904,
        };
        let sheet = u16::try_from(sheet).map_err(|_| FileError::Bomb)?;
        Ok(Rows::new(xml::Xml::open(&mut self.archive, part)?, book, sheet, merges))
    }
}
