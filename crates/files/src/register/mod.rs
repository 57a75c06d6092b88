//! The office's own ledger of records, read by the text of their kind: one record to a row, each with the number of its
//! case. Headings are the names of the fields, or what ledgers also call them. Sheets, units, merged cells and further
//! lists are read as those of a list of cases are.
mod head;
mod heading;
mod row;
mod term;
mod value;

use casebook::field::Value;
use casebook::kinds::{EntryFault, KindOf};
use serde::{Deserialize, Serialize};

use self::head::Head;
use self::heading::{Column, Names};
use self::row::Reader;
use super::cell::{Cell, RawRow};
use super::delimited::{SEPARATORS, Text};
use super::error::FileError;
use super::header::{self, HEADER_SEARCH};
use super::heading::is_unit_alone;
use super::hint::Hint;
use super::skip;
use super::sniff::{FileKind, sniff};
use super::text::squeeze;
use super::unit_words::{self, Said};
use super::xlsx::Workbook;

/// Rows of one ledger at most: what a page can show and one transaction can hold.
pub const ROWS_MAX: usize = 20_000;

/// Most text of the rows of a list that is held at once, in bytes. A file of a few kilobytes can name one long text in
/// every cell; a ledger of an office has a hundredth of this.
const TEXT_MAX: usize = 48 << 20;

/// A ledger that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The headings, each with the field it was taken for; nothing for one that is not read.
    pub columns: Vec<(String, Option<u16>)>,
    /// Headings of columns that are no field, and are compared with the case.
    pub compared: Vec<String>,
    /// The rows with anything in them.
    pub rows: Vec<LedgerRow>,
    /// The sheets of a workbook, read or passed over; a text has none.
    pub sheets: Vec<LedgerSheet>,
    /// Rows among those read that are hidden or filtered out.
    pub hidden_rows: u32,
    /// There were more than [`ROWS_MAX`].
    pub is_cut: bool,
}

/// A sheet of the workbook a ledger stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerSheet {
    /// Its name.
    pub name: String,
    /// It is hidden.
    pub is_hidden: bool,
    /// It was read.
    pub is_read: bool,
}

/// A row of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// The sheet it stands on, by its place in [`Ledger::sheets`].
    pub sheet: u16,
    /// The number of the case, as it stands.
    pub case_number: String,
    /// The debtors it names, as they stand, where that is no field of the kind: they tell whether the number is the right
    /// one.
    pub debtor: String,
    /// The fields that could be read and are not empty, each once.
    pub fields: Vec<(u16, Value)>,
    /// Fields whose cell could not be read, with what stands there.
    pub problems: Vec<(u16, EntryFault, String)>,
    /// What is wrong with the row as a whole.
    pub faults: Vec<RowFault>,
    /// What was done to a cell, with what stands there: to be looked at, and no hindrance.
    pub notes: Vec<(u16, EntryNote, String)>,
}

/// What is wrong with a row as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowFault {
    /// A sign within a cell has cut it in two: nothing of the row is taken.
    CutApart,
}

/// What was done to a cell of a row that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryNote {
    /// The record waits (轮候), and this day starts no term: not taken.
    Waits,
    /// The amount had more than two decimals: rounded half up to the fen.
    Rounded,
    /// Parts that are struck through were left out.
    Struck,
    /// A code whose check sign does not fit, as some were given out: taken.
    OtherCheck,
    /// The last day was reckoned from how long it lasts, which stands there with the day.
    Reckoned,
    /// How long it lasts ends on another day than is written: the day that is written is taken.
    TermDiffers,
    /// How long it lasts cannot be read, or nothing says from when.
    TermUnread,
    /// A bare number was read as the day a spreadsheet counts by it.
    DayOfNumber,
}

/// Reads a workbook (all sheets that are headed as such a ledger is) or a table in text.
///
/// # Errors
/// Why the file cannot be read; [`FileError::NoRegisterHeader`] if no row has the number of the case and a field that is
/// needed.
pub fn read(bytes: &[u8], kind: &KindOf) -> Result<Ledger, FileError> {
    read_as(bytes, kind, &Names::of(kind))
}

/// The same for rows about one case: those that bear no number of a case are about that one.
///
/// # Errors
/// As [`read`].
pub fn read_of_case(bytes: &[u8], kind: &KindOf) -> Result<Ledger, FileError> {
    read_as(bytes, kind, &Names::of_one_case(kind))
}

fn read_as<'k>(bytes: &[u8], kind: &'k KindOf, names: &Names<'k>) -> Result<Ledger, FileError> {
    let mut reading = Reading {
        kind,
        names,
        ledger: Ledger::default(),
    };
    match sniff(bytes)? {
        FileKind::Zip => reading.workbook(bytes)?,
        FileKind::Text => reading.text(bytes)?,
    }
    Ok(reading.ledger)
}

/// A ledger on its way.
struct Reading<'n, 'k> {
    kind: &'k KindOf,
    names: &'n Names<'k>,
    ledger: Ledger,
}

impl<'k> Reading<'_, 'k> {
    /// Reads all visible sheets that are headed as a ledger of the kind is; hidden ones only where there is no other.
    fn workbook(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let mut workbook = Workbook::open(bytes)?;
        let mut heads: Vec<Option<Head<'k>>> = Vec::new();
        for (at, sheet) in workbook.sheets().to_vec().into_iter().enumerate() {
            let rows = workbook.rows(at).ok().map(|rows| {
                let filled = rows.filter(|row| row.as_ref().map_or(true, |row| !row.is_blank()));
                held(filled.take(HEADER_SEARCH))
            });
            let rows = match rows {
                Some(Err(FileError::TooLarge)) => return Err(FileError::TooLarge),
                Some(rows) => rows.ok(),
                None => None,
            };
            heads.push(rows.and_then(|rows| head::find(&rows, self.names)));
            self.ledger.sheets.push(LedgerSheet {
                name: sheet.name,
                is_hidden: sheet.hidden,
                is_read: false,
            });
        }
        self.leave_out(&mut heads);
        for (at, head) in heads.into_iter().enumerate() {
            let Some(mut head) = head else { continue };
            self.ledger.sheets[at].is_read = true;
            head.above = head.above.or(unit_of_name(&self.ledger.sheets[at].name));
            let mut rows = workbook.rows(at)?;
            rows.merged_behind = Some(head.row);
            self.list(rows, head, false)?;
        }
        match self.ledger.sheets.iter().any(|sheet| sheet.is_read) {
            true => Ok(()),
            false => Err(FileError::NoRegisterHeader),
        }
    }

    /// Leaves out hidden sheets where people see another, and those that lack what the surest one cannot be without: they
    /// are ledgers of something else.
    fn leave_out(&self, heads: &mut [Option<Head<'k>>]) {
        let is_seen = |at: usize| self.ledger.sheets.get(at).is_some_and(|sheet| !sheet.is_hidden);
        let surest = heads
            .iter()
            .enumerate()
            .filter_map(|(at, head)| Some((head.as_ref()?, at)));
        let surest = surest.max_by_key(|(head, at)| (is_seen(*at), head.score, std::cmp::Reverse(*at)));
        let Some((main, main_at)) = surest.map(|(head, at)| (head.clone(), at)) else {
            return;
        };
        for (at, slot) in heads.iter_mut().enumerate() {
            let unseen = is_seen(main_at) && !is_seen(at);
            if slot.as_ref().is_some_and(|head| unseen || !head.is_alike(&main)) {
                *slot = None;
            }
        }
    }

    /// Reads a text, cut at the sign that makes most of its headings known.
    fn text(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let text = Text::decode(bytes)?;
        let named = text.named_separator();
        let tried = named.as_ref().map_or(&SEPARATORS[..], std::slice::from_ref);
        let mut best: Option<(u8, Head<'k>)> = None;
        for separator in tried.iter().copied() {
            let rows = text.rows(separator).map_while(Result::ok);
            let rows: Vec<RawRow> = rows.filter(|row| !row.is_blank()).take(HEADER_SEARCH).collect();
            let head = head::find(&rows, self.names);
            let known = |head: &Head<'_>| head.columns.iter().flatten().count();
            let better = |head: &Head<'_>| best.as_ref().is_none_or(|(_, best)| known(head) > known(best));
            if let Some(head) = head.filter(better) {
                best = Some((separator, head));
            }
        }
        let (separator, head) = best.ok_or(FileError::NoRegisterHeader)?;
        // A tab stands in no text by chance, so rows cut at tabs are cut rightly.
        self.list(text.rows(separator), head, separator != b'\t')
    }

    /// Reads the rows of a sheet or a text, and further lists below by their own headings.
    fn list(
        &mut self,
        rows: impl Iterator<Item = Result<RawRow, FileError>>,
        head: Head<'k>,
        is_cut_text: bool,
    ) -> Result<(), FileError> {
        let mut filled = rows.filter(|row| row.as_ref().map_or(true, |row| !row.is_blank()));
        let rows = held(filled.by_ref().take(ROWS_MAX + HEADER_SEARCH))?;
        self.ledger.is_cut |= filled.next().is_some();
        let mut at = head.rows;
        let mut reader = self.reader(head, &rows[at..], is_cut_text);
        let mut between = Said::Nothing;
        while let Some(raw) = rows.get(at) {
            let another = self
                .names
                .heads_numbers(raw)
                .then(|| head::begin(&rows[at..], self.names));
            if let Some(mut head) = another.flatten() {
                at += head.rows;
                // The headings of every page: the list goes on.
                if between == Said::Nothing && head.headings == reader.head.headings {
                    continue;
                }
                head.above = match (between, reader.said) {
                    (Said::Nothing, Said::Unit(_) | Said::Doubtful) => Said::Doubtful,
                    (said, _) => said,
                };
                reader = self.reader(head, &rows[at..], is_cut_text);
                between = Said::Nothing;
                continue;
            }
            at += 1;
            match reader.row(raw).filter(|_| unit_alone(raw).is_none()) {
                Some(line) => {
                    between = Said::Nothing;
                    self.put(raw, line);
                }
                None => {
                    if let Some(said) = unit_between(raw) {
                        (between, reader.said) = (said, said);
                    }
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, raw: &RawRow, line: LedgerRow) {
        if self.ledger.rows.len() >= ROWS_MAX {
            self.ledger.is_cut = true;
            return;
        }
        let is_hidden = raw.hints.iter().any(|(_, hint)| *hint == Hint::HiddenRow);
        self.ledger.hidden_rows += u32::from(is_hidden);
        self.ledger.rows.push(line);
    }

    /// What reads the rows behind these headings, which are told once.
    fn reader(&mut self, head: Head<'k>, behind: &[RawRow], is_cut_text: bool) -> Reader<'k> {
        for (heading, column) in head.headings.iter().zip(&head.columns) {
            let told = (
                heading.clone(),
                column.and_then(Column::field).map(|field| field.number),
            );
            // The first list is told as it stands, of further ones what is new.
            if self.ledger.rows.is_empty() || !self.ledger.columns.contains(&told) {
                self.ledger.columns.push(told);
            }
        }
        let compared = head.debtor().and_then(|at| head.headings.get(at));
        self.ledger.compared.extend(compared.cloned());
        let mut said = head.above;
        if said == Said::Nothing && head.has_no_unit() {
            let is_another = |row: &RawRow| self.names.heads_numbers(row) && header::texts(row) != head.headings;
            said = header::unit_of_notes(behind.iter(), is_another);
        }
        Reader {
            kind: self.kind,
            head,
            said,
            is_cut_text,
        }
    }
}

/// Rows, as long as their texts can be held.
fn held(rows: impl Iterator<Item = Result<RawRow, FileError>>) -> Result<Vec<RawRow>, FileError> {
    let (mut all, mut bytes) = (Vec::new(), 0);
    for row in rows {
        let row = row?;
        let texts = row.cells.iter().filter_map(Cell::text);
        bytes += texts.map(str::len).sum::<usize>();
        if bytes > TEXT_MAX {
            return Err(FileError::TooLarge);
        }
        all.push(row);
    }
    Ok(all)
}

/// What the name of a sheet says of the unit. It may also speak of what is in it: 亿元案件.
fn unit_of_name(name: &str) -> Said {
    match unit_words::in_line(name) {
        Said::Unit(unit) => Said::Unit(unit),
        _ if unit_words::is_foreign(name) => Said::Doubtful,
        _ => Said::Nothing,
    }
}

/// A line between the rows that says nothing but a unit, in one cell or beside the name of a part: 单位：万元.
fn unit_alone(raw: &RawRow) -> Option<Said> {
    let filled: Vec<&Cell> = raw.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let is_unit = |cell: &&Cell| {
        let text = cell.text().map(squeeze).unwrap_or_default();
        is_unit_alone(&text) || text.starts_with("单位:") || text.starts_with("金额单位")
    };
    let is_line = filled.len() <= 2 && filled.last().is_some_and(is_unit);
    unit_between(raw).filter(|_| is_line)
}

/// What a line that is no record says of the unit from there on; totals and notes say nothing.
fn unit_between(raw: &RawRow) -> Option<Said> {
    let said = unit_words::in_line(&header::line(raw));
    (said != Said::Nothing && !skip::is_line_below(raw)).then_some(said)
}
