//! Which column of a file is what, and in which unit its amounts stand.
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::amount::Unit;
use super::cell::RawRow;
use super::column::{self, Column, Kind};
use super::heading::Confidence;
use super::read_cell::is_no_name;
use super::text::squeeze;
use super::unit_words::Said;

/// Units a person can choose, by their stable codes.
pub const UNITS: [(&str, Unit); 5] = [
    ("yuan", Unit::Yuan),
    ("thousand", Unit::Thousand),
    ("wan", Unit::Wan),
    ("million", Unit::Million),
    ("yi", Unit::Yi),
];

/// Stable code of a unit.
#[must_use]
pub fn unit_code(unit: Unit) -> &'static str {
    UNITS
        .iter()
        .find(|(_, other)| *other == unit)
        .map_or("", |(code, _)| code)
}

/// The unit of a code.
#[must_use]
pub fn unit_by_code(code: &str) -> Option<Unit> {
    UNITS.iter().find(|(known, _)| *known == code).map(|(_, unit)| *unit)
}

/// Where the unit of a column of amounts was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnitFrom {
    /// Nowhere: yuan is taken.
    #[default]
    Nowhere,
    /// In the heading's own row.
    Heading,
    /// In the upper row of a heading.
    UpperHeading,
    /// In a line above the list.
    RowAbove,
    /// In a line below the list.
    RowBelow,
    /// In a column of its own, row by row.
    Column,
    /// Two units or a doubtful one are named: amounts without a unit in their cell stay unknown until a person says
    /// which holds.
    Doubtful,
    /// A person said so.
    Person,
}

impl UnitFrom {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            UnitFrom::Nowhere => "nowhere",
            UnitFrom::Heading => "heading",
            UnitFrom::UpperHeading => "upper_heading",
            UnitFrom::RowAbove => "row_above",
            UnitFrom::RowBelow => "row_below",
            UnitFrom::Column => "column",
            UnitFrom::Doubtful => "doubtful",
            UnitFrom::Person => "person",
        }
    }
}

/// Which column of a file is what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Row number of the header in the file; the lowest one if headings take several rows.
    pub header_row: u32,
    /// Headings as found.
    pub headings: Vec<String>,
    /// What each column is taken for.
    pub columns: Vec<Option<&'static Column>>,
    /// How each column was found out; says nothing where none is taken.
    pub confidence: Vec<Confidence>,
    /// Unit of amounts without one in the cell, by column.
    pub units: Vec<Unit>,
    /// Where the unit was found, by column.
    pub unit_from: Vec<UnitFrom>,
    /// The column that names the unit of each row, for amounts whose unit is found there.
    pub unit_column: Option<usize>,
    /// How sure the finding is; more is better.
    pub score: u32,
    /// Cells of the row of headings in a text with separators: a row of another width has been cut wrongly.
    pub width: Option<usize>,
    /// Further columns of a subject, headed alike, and the column taken for it.
    pub repeated: Vec<(usize, usize)>,
    /// These headings stand below another list of the same sheet.
    pub further: bool,
}

impl Layout {
    /// Recognises this layout again, so that a person's mapping can be kept for it: 16 hex digits of a hash over
    /// the headings without white space.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for heading in &self.headings {
            hash.update(squeeze(heading).as_bytes());
            hash.update([0]);
        }
        hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
    }

    /// The position of a column.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.is_some_and(|c| c.key == key))
    }

    /// The party beside which a row has a name under no heading.
    #[must_use]
    pub fn beside_party(&self, row: &RawRow) -> Option<&'static str> {
        let column = |at: usize| self.columns.get(at).copied().flatten();
        let unheaded = |at: usize| self.headings.get(at).is_none_or(|text| squeeze(text).is_empty());
        let named = |at: usize| !row.cell(at).is_blank() && !is_no_name(row.cell(at));
        let party = |at: usize| column(at).filter(|column| column.names_parties());
        let beside = |at: usize| party(at).filter(|_| column(at + 1).is_none() && unheaded(at + 1) && named(at + 1));
        (0..self.columns.len()).find_map(beside).map(|column| column.key)
    }

    /// Takes a column for something. One subject has one column: another one taken for it is taken for nothing.
    pub fn take(&mut self, at: usize, column: &'static Column, confidence: Confidence) {
        if let Some(other) = self.position(column.key) {
            self.columns[other] = None;
        }
        if let (Some(slot), Some(sure)) = (self.columns.get_mut(at), self.confidence.get_mut(at)) {
            *slot = Some(column);
            *sure = confidence;
        }
    }

    /// Puts a person's mapping in place of the proposal: a key for each column, or none. Unknown keys are none, and
    /// of two columns with the same key the first holds.
    pub fn remap(&mut self, keys: &[Option<String>]) {
        let proposed = std::mem::take(&mut self.columns);
        self.columns = vec![None; proposed.len()];
        for (at, key) in keys.iter().enumerate().take(proposed.len()) {
            let Some(column) = key.as_deref().and_then(column::by_key) else {
                if proposed[at].is_some() {
                    self.confidence[at] = Confidence::Person;
                }
                continue;
            };
            if self.position(column.key).is_none() {
                let sure = if proposed[at] == Some(column) {
                    self.confidence[at]
                } else {
                    Confidence::Person
                };
                self.take(at, column, sure);
            }
        }
    }

    /// Puts a person's units in place of those found: one for each column, or none to leave it.
    pub fn set_units(&mut self, units: &[Option<Unit>]) {
        for (at, unit) in units.iter().enumerate().take(self.units.len()) {
            if let Some(unit) = unit {
                (self.units[at], self.unit_from[at]) = (*unit, UnitFrom::Person);
            }
        }
    }

    /// What a person chose for another list of the sheet holds for the same headings here.
    pub fn follow(&mut self, chosen: &Layout) {
        for at in 0..self.headings.len() {
            let same = |other: &String| squeeze(other) == squeeze(&self.headings[at]);
            let Some(from) = chosen.headings.iter().position(same) else {
                continue;
            };
            if chosen.confidence[from] == Confidence::Person {
                match chosen.columns[from] {
                    Some(column) => self.take(at, column, Confidence::Person),
                    None => self.columns[at] = None,
                }
            }
            if chosen.unit_from[from] == UnitFrom::Person {
                (self.units[at], self.unit_from[at]) = (chosen.units[from], UnitFrom::Person);
            }
        }
    }

    /// A column of amounts has no unit named anywhere.
    #[must_use]
    pub fn has_no_unit(&self) -> bool {
        self.amounts()
            .any(|at| self.unit_from.get(at) == Some(&UnitFrom::Nowhere))
    }

    /// What a line of the sheet says of the unit holds for the columns without one.
    pub fn put_unit(&mut self, said: Said, from: UnitFrom) {
        for (unit, slot) in self.units.iter_mut().zip(&mut self.unit_from) {
            match said {
                Said::Unit(found) if *slot == UnitFrom::Nowhere => (*unit, *slot) = (found, from),
                Said::Doubtful if *slot == UnitFrom::Nowhere => *slot = UnitFrom::Doubtful,
                _ => {}
            }
        }
    }

    /// Amounts without a unit elsewhere have it in this column, row by row.
    pub fn set_unit_column(&mut self, at: usize) {
        self.unit_column = Some(at);
        for slot in self.unit_from.iter_mut().filter(|from| **from == UnitFrom::Nowhere) {
            *slot = UnitFrom::Column;
        }
    }

    /// Columns of amounts.
    pub fn amounts(&self) -> impl Iterator<Item = usize> {
        let is_amount = |c: &Option<&Column>| c.is_some_and(|c| c.kind == Kind::Amount);
        self.columns
            .iter()
            .enumerate()
            .filter(move |(_, c)| is_amount(c))
            .map(|(at, _)| at)
    }
}
