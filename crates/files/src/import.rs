//! From rows of a file to cases: every row is accepted as a whole or rejected with its reasons.
use law::radicals::unified_text;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

use chrono::NaiveDate;

use super::agree::{bare_number, old_number, sound, years_apart};
use super::amount::Unit;
use super::cell::{Cell, RawRow};
use super::column::{Column, Kind};
use super::hint::Hint;
use super::layout::{Layout, UnitFrom};
use super::merged;
use super::read_cell::{self, Code};
use super::skip;
use super::split;
use super::text::trimmed;
use super::unit_words::{self, Said};
use casebook::field::{Field, Value};
use law::case_number;

/// One problem of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Row number in the file.
    pub row: u32,
    /// The column to blame, if one.
    pub column: Option<&'static Column>,
    /// What is wrong.
    pub code: Code,
    /// The same in English, for scripts.
    pub why: String,
    /// The cell as it stands.
    pub cell: String,
    /// Row that holds the same case number, for duplicates.
    pub duplicate_of: Option<u32>,
    /// The sheet of that row, if it is another one.
    pub duplicate_of_sheet: Option<u16>,
}

impl Eq for Column {}

/// A row of data, read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    /// Row number in the file.
    pub row: u32,
    /// The case number cell as it stands.
    pub raw_case_number: Option<String>,
    /// Values of an accepted row, in the order of the columns; blank cells are [`Value::None`]. Empty if rejected.
    pub values: Vec<(Field, Value)>,
    /// Why the row is rejected (the first that is not a warning decides), and warnings.
    pub problems: Vec<Problem>,
    /// What was changed in reading: key of the column, or none for the row, and what was done.
    pub hints: Vec<(Option<&'static str>, Hint)>,
    /// The row as it stood, to hand it back.
    pub raw: RawRow,
    /// The year of the case number, if it can be read.
    pub year: Option<u16>,
}

impl ImportRow {
    /// The problem that rejects the row, if one does.
    #[must_use]
    pub fn rejected(&self) -> Option<&Problem> {
        self.problems.iter().find(|problem| !problem.code.is_warning())
    }
}

/// Reads rows one after the other and remembers the case numbers it has accepted.
#[derive(Debug)]
pub struct Ledger {
    layout: Layout,
    places: skip::Places,
    accepted: HashMap<String, Accepted>,
}

/// What is kept of an accepted row to compare later ones with.
#[derive(Debug)]
struct Accepted {
    row: u32,
    sheet: u16,
    raw: u64,
    values: Box<[u64]>,
}

impl Ledger {
    /// Starts with a layout.
    #[must_use]
    pub fn new(layout: Layout) -> Ledger {
        let places = skip::Places::of(&layout);
        Ledger {
            layout,
            places,
            accepted: HashMap::new(),
        }
    }

    /// Goes on with another sheet; the case numbers accepted before still count.
    pub fn next_sheet(&mut self, layout: Layout) {
        self.places = skip::Places::of(&layout);
        self.layout = layout;
    }

    /// The layout rows are read by.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Reads a row; nothing if it is the header or above, blank, a total, a note or the header repeated.
    pub fn row(&mut self, raw: RawRow) -> Option<ImportRow> {
        if raw.row <= self.layout.header_row || !self.places.is_data(&raw) {
            return None;
        }
        let number_cell = self.places.number.map(|at| raw.cell(at));
        let raw_case_number = number_cell
            .map(|cell| cell.shown())
            .filter(|text| trimmed(text).is_some());
        let mut row = ImportRow {
            row: raw.row,
            raw_case_number,
            values: Vec::new(),
            problems: Vec::new(),
            hints: self.file_hints(&raw),
            raw,
            year: None,
        };
        let number = self.case_number(&mut row);
        self.shape(&mut row);
        self.cells(&mut row, number.as_deref());
        sound(&mut row, None);
        years_apart(&mut row);
        row.hints.sort_unstable();
        row.hints.dedup();
        row.problems.sort_by_key(|problem| order(problem.code));
        if let Some(number) = number.filter(|_| row.rejected().is_none()) {
            self.duplicate(&mut row, number);
        }
        if row.rejected().is_some() {
            row.values = Vec::new();
        }
        Some(row)
    }

    /// Notes what the row as a whole tells of the list it stands in.
    fn shape(&self, row: &mut ImportRow) {
        if self.layout.further {
            row.hints.push((None, Hint::FurtherList));
        }
        if self.places.holds_another(&row.raw) {
            row.hints.push((None, Hint::BesideList));
        }
        let unheaded = self.layout.beside_party(&row.raw);
        row.hints.extend(unheaded.map(|key| (Some(key), Hint::UnderNoHeading)));
        let Some(width) = self.layout.width else {
            return;
        };
        if let Some(at) = split::amount(&self.layout, &row.raw) {
            let why = format!("an amount may be cut in two at its comma in cell {}", at + 1);
            row.problem(None, Code::ColumnsDoNotFit, why, String::new());
        } else if row.raw.cells.iter().skip(width).any(|cell| !cell.is_blank()) {
            let why = format!("{} cells under {width} headings", row.raw.cells.len());
            row.problem(None, Code::ColumnsDoNotFit, why, String::new());
        } else if row.raw.cells.len() < width {
            row.hints.push((None, Hint::ColumnsDoNotFit));
        }
    }

    /// Reads the case number, or notes why not.
    fn case_number(&self, row: &mut ImportRow) -> Option<String> {
        let cell = row.raw_case_number.clone().unwrap_or_default();
        let column = super::column::by_key("case_number");
        if let Some(Cell::Error(_)) = self.places.number.map(|at| row.raw.cell(at)) {
            let why = "the cell holds an error or is struck through".to_owned();
            row.problem(column, Code::BadCaseNumber, why, cell);
            return None;
        }
        let (code, why) =
            match case_number::parse(&cell).or_else(|error| case_number::parse(bare_number(&cell)).or(Err(error))) {
                Ok(number) => {
                    row.hints
                        .extend(old_number(&number).map(|hint| (Some("case_number"), hint)));
                    row.year = Some(number.year);
                    return Some(number.normal);
                }
                Err(_) if cell.is_empty() => (Code::MissingCaseNumber, "案号 is blank".to_owned()),
                Err(error) => (Code::BadCaseNumber, error.why.english().to_owned()),
            };
        row.problem(column, code, why, cell);
        None
    }

    /// What the reader of the file did to the cells of a row.
    fn file_hints(&self, raw: &RawRow) -> Vec<(Option<&'static str>, Hint)> {
        let column = |at: u16| self.layout.columns.get(usize::from(at)).copied().flatten();
        let key = |(at, hint): &(u16, Hint)| (column(*at).map(|c| c.key), *hint);
        // How a number is shown matters for amounts only, and is told where the amount is read.
        let told = raw.hints.iter().filter(|(_, hint)| *hint != Hint::FormatDoubtful);
        told.map(key).collect()
    }

    /// Reads all other cells.
    fn cells(&self, row: &mut ImportRow, number: Option<&str>) {
        let mut filed = false;
        let mut values = Vec::with_capacity(self.layout.columns.len() + 1);
        for (at, column) in self.layout.columns.iter().enumerate() {
            let Some((column, field)) = column.and_then(|c| Some((c, c.field?))) else {
                continue;
            };
            if column.kind == Kind::CaseNumber {
                let value = number.map_or(Value::None, |n| Value::Text(n.to_owned()));
                values.push((field, value));
                continue;
            }
            let context = read_cell::Context {
                unit: self.unit(at, &row.raw),
                since_1904: row.raw.since_1904,
            };
            if let Some(hint) = self.no_amount(at, column, &row.raw) {
                row.hints.push((Some(column.key), hint));
                values.push((field, Value::None));
                continue;
            }
            let (cell, several) = self.with_repeated(at, column, &row.raw);
            row.hints.extend(several.map(|hint| (Some(column.key), hint)));
            let read = read_cell::read(column, field, &cell, context, &mut values);
            // A cell that cannot be read has its own problem; one that says nothing is missing.
            let said = values.last().is_some_and(|(_, value)| *value != Value::None);
            filed |= field == Field::FILED_ON && (read.is_err() || said);
            match read {
                Ok(mut hints) => {
                    // What is struck through is unknown and no error.
                    let told = |(place, hint): &(u16, Hint)| usize::from(*place) == at && *hint == Hint::StruckText;
                    let struck = row.raw.hints.iter().any(told);
                    hints.retain(|hint| !struck || *hint != Hint::ErrorCell);
                    row.hints.extend(hints.into_iter().map(|hint| (Some(column.key), hint)));
                }
                Err(fault) => {
                    let shown = cell.shown();
                    if fault.code.is_warning() {
                        values.push((field, Value::None));
                    }
                    row.problem(Some(column), fault.code, format!("{} {}", column.zh, fault.why), shown);
                }
            }
        }
        if let Some(at) = self.layout.position("parties") {
            parties(row, at, &mut values);
        }
        row.values = values;
        self.one_arbitration_kind(row);
        if !filed {
            let column = super::column::by_key("filed_on");
            row.problem(
                column,
                Code::MissingFiledOn,
                "立案日期 is blank".to_owned(),
                String::new(),
            );
        }
    }

    /// Why the amount in a cell is not taken: its heading or its row names another currency, or the workbook shows the
    /// number as something else.
    fn no_amount(&self, at: usize, column: &Column, raw: &RawRow) -> Option<Hint> {
        let cell = raw.cell(at);
        let by_person = self.layout.unit_from.get(at) == Some(&UnitFrom::Person);
        if column.kind != Kind::Amount || cell.is_blank() || by_person {
            return None;
        }
        let shown = |(place, hint): &(u16, Hint)| usize::from(*place) == at && *hint == Hint::FormatDoubtful;
        if raw.hints.iter().any(shown) {
            return Some(Hint::FormatDoubtful);
        }
        let heading = self.layout.headings.get(at);
        let currency = self.places.currency.map(|at| raw.cell(at).as_shown());
        let abroad = heading.is_some_and(|text| unit_words::is_foreign(text))
            || currency.is_some_and(|text| !unit_words::is_yuan_or_blank(&text));
        abroad.then_some(Hint::CurrencyDoubtful)
    }

    /// The cell with those of further columns headed alike: names of parties are joined, of other cells the first
    /// with anything in it is taken, and told if they differ.
    fn with_repeated<'r>(&self, at: usize, column: &Column, raw: &'r RawRow) -> (Cow<'r, Cell>, Option<Hint>) {
        // A list beside this one repeats all headings, and names other people.
        if self.places.stands_beside() {
            return (Cow::Borrowed(raw.cell(at)), None);
        }
        let free = |from: usize| self.layout.columns.get(from).is_some_and(Option::is_none);
        let own = raw.cell(at);
        let places = self
            .layout
            .repeated
            .iter()
            .filter(|(from, into)| *into == at && free(*from));
        let others = places.map(|(from, _)| raw.cell(*from)).filter(|cell| !cell.is_blank());
        let mut cells: Vec<&Cell> = std::iter::once(own)
            .filter(|cell| !cell.is_blank())
            .chain(others)
            .collect();
        cells.dedup();
        if cells.len() < 2 {
            return (Cow::Borrowed(cells.first().copied().unwrap_or(own)), None);
        }
        if !column.names_parties() {
            return (Cow::Borrowed(cells[0]), Some(Hint::SeveralColumns));
        }
        let names: Vec<String> = cells
            .iter()
            .filter(|cell| !read_cell::is_no_name(cell))
            .map(|cell| cell.shown().trim().to_owned())
            .collect();
        (
            Cow::Owned(Cell::Text(names.join(merged::AND))),
            Some(Hint::SeveralColumns),
        )
    }

    /// The unit of an amount in a row; none where it is doubtful.
    fn unit(&self, at: usize, raw: &RawRow) -> Option<Unit> {
        let found = || Some(self.layout.units.get(at).copied().unwrap_or_default());
        match (self.layout.unit_from.get(at), self.layout.unit_column) {
            (Some(UnitFrom::Doubtful), _) => None,
            (Some(UnitFrom::Column), Some(column)) => match unit_words::in_brackets(&raw.cell(column).as_shown()) {
                Said::Nothing => found(),
                Said::Unit(unit) => Some(unit),
                Said::Doubtful => None,
            },
            _ => found(),
        }
    }

    /// A column of its own for the kind of arbitration wins over the name of the basis, unless it is blank.
    fn one_arbitration_kind(&self, row: &mut ImportRow) {
        let mut kinds = row.values.iter().filter(|(f, _)| *f == Field::ARBITRATION_KIND);
        if kinds.clone().count() < 2 {
            return;
        }
        let own_first = self.layout.position("arbitration_kind") < self.layout.position("basis");
        let (first, last) = (kinds.next().cloned(), kinds.next_back().cloned());
        let (own, named) = if own_first { (first, last) } else { (last, first) };
        let kind = own.filter(|(_, v)| *v != Value::None).or(named);
        row.values.retain(|(f, _)| *f != Field::ARBITRATION_KIND);
        row.values.extend(kind);
    }

    /// Accepts the row's case number, or notes the row that already holds it.
    fn duplicate(&mut self, row: &mut ImportRow, number: String) {
        let raw = hash_of(&row.raw_case_number);
        let values: Box<[u64]> = row.values.iter().map(hash_of).collect();
        match self.accepted.entry(number) {
            Entry::Vacant(free) => {
                free.insert(Accepted {
                    row: row.row,
                    sheet: row.raw.sheet,
                    raw,
                    values,
                });
            }
            Entry::Occupied(taken) => {
                let first = taken.get();
                let why = why_duplicate(first, raw, &values, &row.values);
                let duplicate_of = Some(first.row);
                let cell = row.raw_case_number.clone().unwrap_or_default();
                let problem = Problem {
                    row: row.row,
                    column: None,
                    code: Code::Duplicate,
                    why,
                    cell,
                    duplicate_of,
                    duplicate_of_sheet: (first.sheet != row.raw.sheet).then_some(first.sheet),
                };
                row.problems.insert(0, problem);
            }
        }
    }
}

impl ImportRow {
    pub(super) fn problem(&mut self, column: Option<&'static Column>, code: Code, why: String, cell: String) {
        self.problems.push(Problem {
            row: self.row,
            column,
            code,
            why,
            cell,
            duplicate_of: None,
            duplicate_of_sheet: None,
        });
    }

    /// Tells days that have not come yet: who reads a file without a clock leaves this out.
    pub fn not_after(&mut self, today: NaiveDate) {
        sound(self, Some(today));
    }

    /// The date of a field.
    pub(super) fn date(&self, field: Field) -> Option<NaiveDate> {
        self.values.iter().find_map(|(f, value)| match value {
            Value::Date(day) if *f == field => Some(*day),
            _ => None,
        })
    }
}

/// Both sides in one cell: told apart where that is clear, else not taken and said.
fn parties(row: &mut ImportRow, at: usize, values: &mut Vec<(Field, Value)>) {
    let shown = row.raw.cell(at).as_shown();
    let shown = unified_text(&shown).map_or(shown, Cow::Owned);
    let (sides, hint) = match super::parties::split(&shown) {
        _ if trimmed(&shown).is_none() => (None, None),
        Some(sides) => (Some(sides), Some(Hint::PartiesSplit)),
        None => (None, Some(Hint::PartiesUnclear)),
    };
    row.hints.extend(hint.map(|hint| (Some("parties"), hint)));
    let (applicant, debtor) = sides.unzip();
    let mut put = |field, name: Option<String>| {
        if !values.iter().any(|(f, _)| *f == field) {
            values.push((field, name.map_or(Value::None, Value::Text)));
        }
    };
    put(Field::APPLICANT, applicant);
    put(Field::DEBTOR, debtor);
}

/// Order of the codes of one row: the number first, then the filing date, then the cells.
fn order(code: Code) -> u8 {
    match code {
        Code::ColumnsDoNotFit | Code::MissingCaseNumber | Code::BadCaseNumber => 0,
        Code::MissingFiledOn => 1,
        Code::BadDate => 2,
        Code::BadAmount => 3,
        Code::NegativeAmount => 4,
        Code::ReceivedAfterFiled => 5,
        Code::ClosedBeforeFiled => 6,
        Code::InFuture => 7,
        Code::Duplicate => 8,
        Code::UnknownWord => 9,
    }
}

/// Says how a row differs from the accepted one with the same number.
fn why_duplicate(first: &Accepted, raw: u64, values: &[u64], named: &[(Field, Value)]) -> String {
    let differ = |(at, hash): (usize, &u64)| (first.values.get(at) != Some(hash)).then_some(at);
    let mut names: Vec<&str> = values
        .iter()
        .enumerate()
        .filter_map(differ)
        .filter_map(|at| name_of(named.get(at)?.0))
        .collect();
    names.dedup();
    match (names.is_empty(), first.raw == raw) {
        (false, _) => format!(
            "same case number, but another {}: to be looked at by hand",
            names.join(", ")
        ),
        (true, true) => "same case number, identical row".to_owned(),
        (true, false) => "same case number in another writing".to_owned(),
    }
}

fn name_of(field: Field) -> Option<&'static str> {
    let column = super::column::COLUMNS.iter().find(|c| c.field == Some(field))?;
    Some(column.zh)
}

/// Only tells rows of one file apart: quick matters more than strong.
fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = Quick(0);
    value.hash(&mut hasher);
    hasher.finish()
}

/// A multiply-and-rotate hash over words of eight bytes.
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..piece.len()].copy_from_slice(piece);
            let mixed = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = mixed ^ (mixed >> 29);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
