//! From a row of a ledger to what it says of a record.
use casebook::field::Value;
use casebook::kinds::{EntryFault, FieldOf, KindOf, ValueType};
use law::case_number;

use super::head::Head;
use super::heading::Column;
use super::value::value;
use super::{EntryNote, LedgerRow, RowFault, term};
use crate::amount::Unit;
use crate::cell::{Cell, RawRow};
use crate::heading;
use crate::hint::Hint;
use crate::skip;
use crate::split;
use crate::text::is_blank_word;
use crate::unit_words::{self, Said};
use crate::words;

/// Reads the rows below some headings.
pub(super) struct Reader<'k> {
    pub kind: &'k KindOf,
    pub head: Head<'k>,
    /// What the lines around the list say of the unit.
    pub said: Said,
    /// The rows were cut at a sign that may also stand within a cell.
    pub is_cut_text: bool,
}

impl Reader<'_> {
    /// Reads a row; nothing if it is a total, a note or a part's name.
    pub fn row(&self, raw: &RawRow) -> Option<LedgerRow> {
        let case_number = self.case_number(raw);
        if self.is_no_record(raw, &case_number) {
            return None;
        }
        let mut line = LedgerRow {
            row: raw.row,
            sheet: raw.sheet,
            case_number,
            debtor: self.debtor(raw),
            ..LedgerRow::default()
        };
        if self.is_cut(raw) {
            line.faults.push(RowFault::CutApart);
            return Some(line);
        }
        for (at, column) in self.head.columns.iter().enumerate() {
            if let Some(Column::Field(field, said)) = column {
                self.cell(raw, at, field, *said, &mut line);
            }
        }
        self.waits(raw, &mut line);
        self.lasts(raw, &mut line);
        Some(line)
    }

    /// How long a step lasts is reckoned when the day it begins is known.
    fn lasts(&self, raw: &RawRow, line: &mut LedgerRow) {
        for (at, column) in self.head.columns.iter().enumerate() {
            if let Some(Column::Lasting(step, _)) = column {
                let heading = self.head.headings.get(at).map(String::as_str).unwrap_or_default();
                term::put(self.kind, *step, &raw.cell(at).as_shown(), term::unit_of(heading), line);
            }
        }
    }

    /// The number of the case: of several columns the surest that holds one.
    fn case_number(&self, raw: &RawRow) -> String {
        let columns = self.head.columns.iter().enumerate();
        let mut found: Vec<(usize, usize)> = columns
            .filter_map(|(at, column)| match column {
                Some(Column::CaseNumber(rank)) => Some((*rank, at)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        // What is struck through or shows an error is no number.
        let shown = |at: usize| match raw.cell(at) {
            Cell::Error(_) => String::new(),
            cell => cell.shown().trim().to_owned(),
        };
        let texts: Vec<String> = found.into_iter().map(|(_, at)| shown(at)).collect();
        let reads = |text: &&String| case_number::typed(text).is_ok();
        let filled = || texts.iter().find(|text| !text.is_empty());
        texts.iter().find(reads).or_else(filled).cloned().unwrap_or_default()
    }

    /// The debtors a column names that is no field of the kind.
    fn debtor(&self, raw: &RawRow) -> String {
        let at = self.head.debtor();
        let text = at.map(|at| raw.cell(at).as_shown().trim().to_owned());
        text.filter(|text| !is_blank_word(text)).unwrap_or_default()
    }

    /// A total, a note or the name of a part of the list, or nothing but its running number.
    fn is_no_record(&self, raw: &RawRow, case_number: &str) -> bool {
        let mut words = raw.cells.iter().filter_map(Cell::text);
        let has_total = words.any(skip::is_total_word);
        // 小计 below the assets of one case, whose number is merged over them.
        if has_total && raw.hints.iter().any(|(_, hint)| *hint == Hint::Merged) {
            return true;
        }
        if !case_number.is_empty() {
            return skip::is_below_list(case_number) || skip::is_section(raw);
        }
        let heading = |at: usize| self.head.headings.get(at).map(String::as_str).unwrap_or_default();
        let is_counted = |at: usize| heading::by_name(heading(at)).is_some_and(|column| column.key == "seq");
        let mut filled = raw.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let only_counted = filled.all(|(at, _)| is_counted(at));
        let is_section = raw.cells.first().is_some_and(|cell| !cell.is_blank()) && skip::is_section(raw);
        only_counted || has_total || skip::is_line_below(raw) || is_section
    }

    /// A sign within a cell has cut it in two: what stands behind it stands below the wrong headings.
    fn is_cut(&self, raw: &RawRow) -> bool {
        if !self.is_cut_text {
            return false;
        }
        let holds_amounts = |at: usize| {
            let field = self.head.columns.get(at).copied().flatten().and_then(Column::field);
            field.map(|field| field.holds == ValueType::Money)
        };
        let beyond = raw.cells.iter().skip(self.head.width);
        beyond.clone().any(|cell| !cell.is_blank()) || split::amount_among(raw, holds_amounts).is_some()
    }

    fn cell(&self, raw: &RawRow, at: usize, field: &FieldOf, said: Said, line: &mut LedgerRow) {
        let cell = raw.cell(at);
        if cell.is_blank() {
            return;
        }
        let has = |hint: Hint| {
            raw.hints
                .iter()
                .any(|(place, own)| usize::from(*place) == at && *own == hint)
        };
        let is_struck = has(Hint::StruckText);
        let is_money = field.holds == ValueType::Money;
        let read = match cell {
            Cell::Error(_) if is_struck => Err(EntryFault::Struck),
            _ if is_money && (has(Hint::FormatDoubtful) || self.is_abroad(raw)) => Err(EntryFault::UnitDoubtful),
            cell => value(cell, field, self.unit(raw, said), raw.since_1904),
        };
        match read {
            Ok((value, note)) => {
                let note = note.or(is_struck.then_some(EntryNote::Struck));
                line.notes.extend(note.map(|note| (field.number, note, cell.shown())));
                put(line, field.number, value, cell);
            }
            Err(fault) => {
                line.fields.retain(|(number, _)| *number != field.number);
                line.problems.push((field.number, fault, cell.shown()));
            }
        }
    }

    /// The unit of an amount that names none; none where it is doubtful.
    fn unit(&self, raw: &RawRow, said: Said) -> Option<Unit> {
        let in_row = || {
            self.beside(raw, Column::Unit)
                .map(|cell| unit_words::in_brackets(&cell.as_shown()))
        };
        let said = match said {
            Said::Nothing => in_row().unwrap_or_default().or(self.said),
            said => said,
        };
        match said {
            Said::Nothing => Some(Unit::Yuan),
            Said::Unit(unit) => Some(unit),
            Said::Doubtful => None,
        }
    }

    /// A column of the row names another currency.
    fn is_abroad(&self, raw: &RawRow) -> bool {
        let currency = self.beside(raw, Column::Currency);
        currency.is_some_and(|cell| !unit_words::is_yuan_or_blank(&cell.as_shown()))
    }

    fn beside<'r>(&self, raw: &'r RawRow, column: Column<'_>) -> Option<&'r Cell> {
        let at = self.head.columns.iter().position(|own| *own == Some(column))?;
        Some(raw.cell(at))
    }

    /// What waits (轮候) runs no term: the day of its order is not the day it is in force from. A rank that cannot be read
    /// may be one that waits.
    fn waits(&self, raw: &RawRow, line: &mut LedgerRow) {
        let (Some(rank), Some((from, _))) = (self.kind.waits(), self.kind.steps().first()) else {
            return;
        };
        let is_behind = |(number, value): &(u16, Value)| *number == rank && matches!(value, Value::Number(2..));
        let is_unread = line.problems.iter().any(|(number, ..)| *number == rank);
        if !is_unread && !line.fields.iter().any(is_behind) && !self.is_asked_to_wait(raw) {
            return;
        }
        let day = line.fields.iter().position(|(number, _)| number == from);
        if let Some((number, value)) = day.map(|at| line.fields.remove(at)) {
            let shown = self.kind.field(number).map(|field| field.entered(&value));
            line.notes.push((number, EntryNote::Waits, shown.unwrap_or_default()));
        }
    }
}

impl Reader<'_> {
    /// A column that asks whether it waits (是否轮候, 是否首封) answers so. Such a column is no rank.
    fn is_asked_to_wait(&self, raw: &RawRow) -> bool {
        let headings = self.head.headings.iter().zip(&self.head.columns).enumerate();
        let mut asked = headings.filter(|(_, (_, column))| column.is_none());
        asked.any(|(at, (heading, _))| {
            let shown = raw.cell(at).as_shown();
            let answer = words::yes_no(&shown);
            let says_so = !is_blank_word(&shown) && !raw.cell(at).is_blank() && answer != Some(false);
            (heading.contains("轮候") && says_so) || (heading.contains("首封") && answer == Some(false))
        })
    }
}

/// Puts a value into a row. A field that another column says otherwise is told and not taken.
fn put(line: &mut LedgerRow, number: u16, value: Value, cell: &Cell) {
    if value == Value::None || line.problems.iter().any(|(field, ..)| *field == number) {
        return;
    }
    match line.fields.iter().position(|(field, _)| *field == number) {
        None => line.fields.push((number, value)),
        Some(at) if line.fields[at].1 == value => {}
        Some(at) => {
            line.fields.remove(at);
            line.problems.push((number, EntryFault::SaidTwice, cell.shown()));
        }
    }
}
