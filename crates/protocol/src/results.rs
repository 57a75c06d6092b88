//! What larger jobs answer.
use casebook::kinds::{DaysFault, EntryFault};
use chrono::NaiveDate;
use files::register::{EntryNote, LedgerSheet, RowFault};
use serde::{Deserialize, Serialize};

use crate::{
    CaseId, Happening, Judged, Looked, NewFor, RecordEdit, RecordKey, Refusal, SentPaper, Stamp, StepEdit, StepRefusal,
    Summary, Trace, Value,
};

/// What became of an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// What is written and what is not.
    pub judged: Judged,
    /// The summary after it.
    pub summary: Summary,
}

/// What became of the entries kept aside when they were written again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WroteKept {
    /// Entries written, in whole or in part.
    pub written: u32,
    /// Fields that stay aside because they say something else than the author saw.
    pub moved: u32,
    /// Fields that stay aside because several values wait for a ruling.
    pub disputed: u32,
    /// Fields and entries that stay aside because this person may not write them now.
    pub not_yours: u32,
    /// The summary after it.
    pub summary: Summary,
}

/// The own entries that the store never took.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsentEntries {
    /// All that can be read, the oldest first.
    pub entries: Vec<Unsent>,
    /// Own packs that lie here and cannot be read, or are lost, by their numbers: what was in them is missing above.
    pub missing: Vec<u32>,
}

/// An own entry that the store never took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// Which case.
    pub case: CaseId,
    /// 案号, or empty.
    pub case_number: String,
    /// Who did what when.
    pub trace: Trace,
    /// What it takes back, if it takes back something that happened.
    pub taken: Option<Happening>,
}

/// Result of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDone {
    /// New cases.
    pub added: u32,
    /// Updated cases.
    pub updated: u32,
    /// Known cases left as they were.
    pub skipped: u32,
    /// Removed cases put back into the lists.
    pub restored: u32,
    /// Removed cases left as they were.
    pub removed: u32,
    /// Fields kept although the file says something else: a person wrote them, or two values wait for a ruling.
    pub kept: u32,
    /// The new summary.
    pub summary: Summary,
}

/// What a rule text would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesEffect {
    /// Why it is refused, if it is, and the counterexample.
    pub refused: Option<(Refusal, String)>,
    /// Cases whose verdict moves: case number, before, after (verdict codes). At most 500.
    pub verdicts: Vec<(String, u8, u8)>,
    /// Dates that move: case number, node, before, after. At most 500.
    pub dates: Vec<(String, String, NaiveDate, NaiveDate)>,
    /// All that move: verdicts, dates.
    pub counts: (u32, u32),
    /// Dates that stay and are no longer provisional.
    pub settled: u32,
}

/// Records to write and steps to take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordWrites {
    /// The records, each with its case.
    pub edits: Vec<(CaseId, RecordEdit)>,
    /// The steps, each with the case of its record.
    pub steps: Vec<(CaseId, StepEdit)>,
    /// Own steps to take back.
    pub back: Vec<(CaseId, StepBackEdit)>,
    /// On whose order, or empty.
    pub on_order_of: String,
    /// Documents that are recorded as sent by records among these; kept with them, or nothing is written.
    pub papers: Vec<SentPaper>,
}

/// An own step to take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepBackEdit {
    /// Of which record.
    pub record: RecordKey,
    /// The event of the step. What it set in the case is put back, unless somebody else wrote there since.
    pub step: Stamp,
}

/// What became of writing records and taking steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordsWritten {
    /// Records with the fields somebody else wrote meanwhile. If there are any, nothing was written.
    pub moved: Vec<(CaseId, RecordKey, Vec<u16>)>,
    /// Records with the fields that have several values, which this person may not settle. If there are any, nothing was
    /// written.
    pub disputed: Vec<(CaseId, RecordKey, Vec<u16>)>,
    /// Records that may not be corrected where they stand in their flow. If there are any, nothing was written.
    pub closed: Vec<(CaseId, RecordKey)>,
    /// Records of interviews, or signatures on them, that all have signed: they are opened for correction first. If there are
    /// any, nothing was written.
    pub sealed: Vec<(CaseId, RecordKey)>,
    /// Records with a day before the filing of their case, though the filing starts what it stands for. If there are any,
    /// nothing was written.
    pub early: Vec<(CaseId, RecordKey, u16)>,
    /// Steps that were not taken. Those beside records are taken with them or not at all.
    pub refused: Vec<(CaseId, RecordKey, StepRefusal)>,
    /// Steps that were taken: their records with the event of each.
    pub taken: Vec<(CaseId, RecordKey, Stamp)>,
    /// The summary after it.
    pub summary: Summary,
}

impl RecordsWritten {
    /// Nothing is in the way of the records.
    #[must_use]
    pub fn may_write(&self) -> bool {
        let held: [usize; 3] = [self.closed.len(), self.sealed.len(), self.early.len()];
        self.moved.is_empty() && self.disputed.is_empty() && held == [0; 3]
    }
}

/// A ledger of records that was read, row by row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LedgerView {
    /// The headings, each with the field it was taken for; nothing for one that is not read.
    pub columns: Vec<(String, Option<u16>)>,
    /// Headings of columns that are no field, and are compared with the case.
    pub compared: Vec<String>,
    /// The rows with anything in them.
    pub rows: Vec<LedgerLine>,
    /// The sheets of a workbook, read or passed over.
    pub sheets: Vec<LedgerSheet>,
    /// Rows among those read that are hidden or filtered out.
    pub hidden_rows: u32,
    /// There were more rows than are read at once.
    pub is_cut: bool,
}

/// A row of a ledger of records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// Its number in the file, from 1.
    pub row: u32,
    /// The sheet it stands on, by its place in [`LedgerView::sheets`].
    pub sheet: u16,
    /// The number of the case, as it stands.
    pub case_number: String,
    /// The case, if the book has it.
    pub case: Option<CaseId>,
    /// The fields that could be read.
    pub fields: Vec<(u16, Value)>,
    /// The case has a record that says all this already, or a row above does.
    pub is_known: bool,
    /// The record of the case that is the same, where the row says more or something else.
    pub of: Option<RecordKey>,
    /// What the row says and that record does not.
    pub more: Vec<(u16, Value)>,
    /// Fields of which that record says something else, with what it says.
    pub differs: Vec<(u16, Value)>,
    /// Why nobody can say which record it is.
    pub twin: Option<Twin>,
    /// Fields whose cell cannot be read, with what stands there.
    pub unread: Vec<(u16, EntryFault, String)>,
    /// Fields a record makes no sense without.
    pub missing: Vec<u16>,
    /// Fields with days that do not fit together.
    pub days: Vec<(u16, DaysFault)>,
    /// What is wrong with the row as a whole.
    pub faults: Vec<RowFault>,
    /// What was done to a cell, with what stands there.
    pub notes: Vec<(u16, EntryNote, String)>,
    /// What of the case speaks against the row: to be looked at, and no hindrance.
    pub doubts: Vec<CaseDoubt>,
}

/// What of a case makes one doubt that a row is about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseDoubt {
    /// It is closed.
    Closed,
    /// The row names a debtor who is none of the case: whom, and who is.
    OtherDebtor(String, String),
}

/// Why a row is not taken for a record of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Twin {
    /// A row above, by its sheet and its number, is about the same and says something else.
    Row(u16, u32),
    /// The case has several records it may be.
    Records,
    /// The record stands where its flow allows no corrections.
    Closed,
}

impl LedgerLine {
    /// Nothing has to be put right in the file.
    fn is_sound(&self) -> bool {
        let reads = self.unread.is_empty() && self.faults.is_empty();
        reads && self.missing.is_empty() && self.days.is_empty() && self.twin.is_none() && self.differs.is_empty()
    }

    /// It can be recorded as it stands.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.case.is_some() && !self.is_known && self.of.is_none() && self.is_sound()
    }

    /// A record that stands there can be completed by it.
    #[must_use]
    pub fn is_more(&self) -> bool {
        self.case.is_some() && !self.is_known && self.of.is_some() && self.is_sound()
    }
}

/// What is new for a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NewView {
    /// The latest first.
    pub rows: Vec<NewFor>,
    /// How far this reaches: to be said once the person has looked.
    pub looked: Looked,
    /// There was more than is told at once.
    pub is_cut: bool,
}
