//! A look at a file before it is imported, and what a person chooses there.
use serde::{Deserialize, Serialize};

use casebook::CaseId;
use casebook::field::{Field, Value};
pub use casebook::merge::Kept;
pub use files::heading::Confidence;
use files::hint::Hint;
pub use files::layout::UnitFrom;

/// What a person chose in place of what is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOptions {
    /// A field key for each column, or none; nothing at all leaves the proposal.
    pub columns: Option<Vec<Option<String>>>,
    /// Unit of amounts for each column (see [`files::layout::UNITS`]), or none to leave it.
    pub units: Vec<Option<String>>,
    /// Names of the sheets to read; nothing stands for all whose headings read alike.
    pub sheets: Option<Vec<String>>,
}

/// A look at a file before it is imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Sheet, encoding or separator, for the person to check.
    pub source: String,
    /// What each column is taken for.
    pub columns: Vec<ColumnView>,
    /// Sheets of a workbook; a text has none.
    pub sheets: Vec<SheetView>,
    /// Row number of the header in the file (1-based).
    pub header_row: u32,
    /// The columns are read as a person set them for these headings before.
    pub saved: bool,
    /// Rows that can be imported.
    pub accepted: u32,
    /// Rows that cannot.
    pub rejected: u32,
    /// Of the accepted ones, rows whose case number is already in the book.
    pub known: u32,
    /// Of the known ones, cases removed from the lists.
    pub removed: u32,
    /// Of the known and listed ones, cases an update would change.
    pub changed: u32,
    /// The same, if what a person wrote is overwritten, too.
    pub changed_all: u32,
    /// Fields on which known cases and the file differ, at most 1,000 of them.
    pub changes: Vec<Change>,
    /// All of them.
    pub change_count: u32,
    /// Of these, fields a person wrote.
    pub by_hand: u32,
    /// Problems, at most 1,000 of them.
    pub problems: Vec<Problem>,
    /// All problems.
    pub problem_count: u32,
    /// What was changed in reading, by kind: how often, and the first rows.
    pub hints: Vec<HintView>,
    /// The first rows as read: row number and cells in column order.
    pub sample: Vec<(u32, Vec<String>)>,
}

/// A field on which a known case and the file differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Row of the file.
    pub row: u32,
    /// The case.
    pub case: CaseId,
    /// Its number as the file has it.
    pub number: String,
    /// The field.
    pub field: Field,
    /// What the case says.
    pub before: Value,
    /// What the file says.
    pub after: Value,
    /// Why the field is kept, if it is.
    pub kept: Option<Kept>,
}

/// One column of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its heading as found.
    pub heading: String,
    /// Key of what it is taken for; nothing if it is not taken.
    pub key: Option<String>,
    /// How that was found out.
    pub confidence: Confidence,
    /// Unit of its amounts, for a column of amounts.
    pub unit: Option<String>,
    /// Where the unit was found.
    pub unit_from: UnitFrom,
}

/// One sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// Rows of data if it was read, else rows with anything in them.
    pub rows: u32,
    /// Rows among them that are hidden or filtered out.
    pub hidden_rows: u32,
    /// The sheet itself is hidden.
    pub hidden: bool,
    /// It is read.
    pub taken: bool,
    /// Its headings read like those of the sheet that looks most like a case list.
    pub alike: bool,
    /// Code of why it is not read.
    pub why: Option<String>,
}

/// One kind of change in reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintView {
    /// Code of the kind.
    pub code: String,
    /// Key of the column, if it was one cell.
    pub key: Option<String>,
    /// How often.
    pub count: u32,
    /// Places, at most [`HINT_ROWS`] of them: sheet, by its place in [`Preview::sheets`], and row number.
    pub rows: Vec<(u16, u32)>,
}

/// Rows named of one kind of hint.
pub const HINT_ROWS: usize = 50;

impl Preview {
    /// Counts a hint of a row, told by its sheet and number.
    pub fn hint(&mut self, place: (u16, u32), (key, hint): (Option<&'static str>, Hint)) {
        let same = |h: &HintView| h.code == hint.code() && h.key.as_deref() == key;
        let at = self.hints.iter().position(same).unwrap_or_else(|| {
            self.hints.push(HintView {
                code: hint.code().to_owned(),
                key: key.map(str::to_owned),
                count: 0,
                rows: Vec::new(),
            });
            self.hints.len() - 1
        });
        if let Some(found) = self.hints.get_mut(at) {
            found.count += 1;
            if found.rows.len() < HINT_ROWS {
                found.rows.push(place);
            }
        }
    }

    /// The name of a sheet where a row must say on which it stands: nothing if one sheet or a text is read.
    #[must_use]
    pub fn sheet_name(&self, at: u16) -> Option<&str> {
        let several = self.sheets.iter().filter(|sheet| sheet.taken).count() > 1;
        let sheet = self.sheets.get(usize::from(at)).filter(|_| several);
        sheet.map(|sheet| sheet.name.as_str())
    }

    /// A column of amounts that stay unknown until a person says their unit.
    #[must_use]
    pub fn doubtful(&self) -> Option<&ColumnView> {
        let unknown = |h: &&HintView| h.code == Hint::UnitDoubtful.code();
        let of = |c: &&ColumnView| self.hints.iter().filter(unknown).any(|h| h.key == c.key);
        self.columns
            .iter()
            .filter(|c| c.unit_from == UnitFrom::Doubtful)
            .find(of)
    }
}

/// A problem with a cell or row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Row number in the file (1-based).
    pub row: u32,
    /// The sheet it stands on, by its place in [`Preview::sheets`]; 0 in a text.
    pub sheet: u16,
    /// Field key, if one cell is to blame.
    pub field: Option<String>,
    /// `bad_date`, `duplicate`, …
    pub code: String,
    /// The cell as it stands.
    pub cell: String,
    /// The row that holds the same case number, and its sheet if it is another one.
    pub other: Option<(u32, Option<u16>)>,
}
