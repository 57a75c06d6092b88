//! What the page asks of the worker and what comes back (postcard in transferred buffers).
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::casebook::field::{Field, Value};
use crate::law::money::Fen;

/// Identity of a case: UUID v7 bytes.
pub type CaseId = [u8; 16];

/// A question to the worker. Ids are given by the page; answers carry the same id.
#[derive(Debug, Serialize, Deserialize)]
pub enum Job {
    /// Open the book (first thing asked). `today` is the civil date at UTC+8; ask again at midnight.
    Open { today: NaiveDate },
    /// One window of the list. The worker keeps the last order, so scrolling the same query is cheap.
    List { query: Query, from: u32, count: u32 },
    /// Ids of all rows of a query, in order (select all, export, neighbours on the case page).
    Ids { query: Query },
    /// Everything about one case.
    Case { id: CaseId },
    /// Write changes: one pack, all or nothing. Answered after the transaction completed.
    Write { deeds: Vec<(CaseId, Deed)> },
    /// What falls due, lapses or opens between two days, inclusive.
    Agenda { from: NaiveDate, to: NaiveDate, query: Query },
    /// Look at a file before importing it.
    ImportPreview { name: String, bytes: Vec<u8>, columns: Option<Vec<Option<String>>> },
    /// Import what the last preview read. `update`: apply rows whose case number is already in the book.
    ImportCommit { update: bool },
    /// The rejected rows of the last preview as an xlsx file, with the reason in a column of its own.
    ImportRejected,
    /// The list as a file.
    Export { query: Query, kind: ExportKind },
    /// Full backup file.
    Backup,
    /// Restore from a backup file: all or nothing, only into an empty book unless `replace`.
    Restore { bytes: Vec<u8>, replace: bool },
    /// Load the sample cases (idempotent), or remove them.
    Sample { load: bool, bytes: Vec<u8> },
    /// Put a rule set or a year's notice (text) in force in this book, or take it out again.
    PutRules { key: String, text: Option<String> },
    /// Rule texts in force in this book, by key.
    Rules,
    /// What would change if this rule text were put in force: verdicts and dates, before and after.
    RulesPreview { key: String, text: String },
    /// Saved things of this device: filters, column layouts, import layouts (key, JSON text).
    PutSetting { key: String, text: Option<String> },
    /// All saved things.
    Settings,
    /// Stop a running job as soon as possible.
    Cancel { job: u32 },
}

/// File kinds of [`Job::Export`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportKind {
    /// Excel workbook, importable again.
    Xlsx,
    /// CSV, UTF-8 with BOM, importable again.
    Csv,
    /// Deadlines as iCalendar.
    Ics,
}

/// What the worker says back.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Done, nothing to say.
    Done,
    /// The book is open.
    Opened(Summary),
    /// A window of the list.
    Page(Page),
    /// Ids in order.
    Ids(Vec<CaseId>),
    /// One case, or nothing under that id.
    Case(Option<Box<CaseView>>),
    /// Written: the new summary.
    Written(Summary),
    /// Agenda, ordered by day.
    Agenda(Vec<AgendaItem>),
    /// Import preview.
    Preview(Box<Preview>),
    /// Imported.
    Imported(ImportDone),
    /// A file to save.
    File { name: String, mime: String, bytes: Vec<u8> },
    /// Texts by key (rules or settings).
    Texts(Vec<(String, String)>),
    /// Effect of a rule text.
    RulesEffect(Box<RulesEffect>),
    /// Progress of a running job: done and total in the job's own unit (rows, chunks).
    Progress { done: u32, total: u32 },
    /// It failed; the code says why and what was kept. `detail` holds no personal data.
    Failed { code: String, detail: String },
    /// Unasked (id 0): another tab wrote, the book changed.
    Changed(Summary),
    /// Unasked (id 0): the app was updated in another tab, reload.
    MustReload,
}

/// Counts for the shell and the filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Grows with every change; a page with an older version asks again.
    pub version: u32,
    /// All cases.
    pub cases: u32,
    /// Open cases by verdict: simple, ordinary, needs more facts.
    pub by_verdict: [u32; 3],
    /// Open cases with something overdue, due soon (within 3 working days), fine, closed.
    pub by_state: [u32; 4],
    /// Of these, sample cases.
    pub sample: u32,
    /// Bytes stored here, and whether the browser promised to keep them.
    pub stored_bytes: u64,
    /// `Some(true)` granted, `Some(false)` refused, `None` unknown.
    pub persistent: Option<bool>,
    /// Time of the last durable write, milliseconds since 1970.
    pub saved_at_ms: Option<u64>,
}

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Free text: number, party, cause, handler, pinyin initials; several words must all match.
    pub text: String,
    /// Only this verdict: 0 simple, 1 ordinary, 2 needs more facts.
    pub verdict: Option<u8>,
    /// Only this state: 0 overdue, 1 due soon, 2 fine, 3 closed.
    pub state: Option<u8>,
    /// Only this handler.
    pub handler: Option<String>,
    /// Filed in this year.
    pub year: Option<i32>,
    /// Sort by, and whether descending.
    pub sort: Sort,
    /// Descending.
    pub descending: bool,
    /// Only these ids (a selection), if given.
    pub ids: Option<Vec<CaseId>>,
}

/// Sort keys of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The next alarm, earliest first: what a clerk must do first.
    #[default]
    NextDue,
    /// Case number: year, court, type, number.
    CaseNumber,
    /// Filing day.
    FiledOn,
    /// Amount claimed.
    Amount,
    /// Applicant.
    Applicant,
    /// Debtor.
    Debtor,
    /// Handler.
    Handler,
    /// Verdict.
    Verdict,
}

/// A window of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Book version this was read at.
    pub version: u32,
    /// Rows of the whole query.
    pub total: u32,
    /// Index of the first row here.
    pub from: u32,
    /// Counts by state within the query without its state filter: overdue, due soon, fine, closed.
    pub by_state: [u32; 4],
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which case.
    pub id: CaseId,
    /// 案号
    pub case_number: String,
    /// 申请执行人
    pub applicant: String,
    /// 被执行人
    pub debtor: String,
    /// 案由
    pub cause: String,
    /// 承办人
    pub handler: String,
    /// 立案日期
    pub filed_on: Option<NaiveDate>,
    /// 申请执行标的额
    pub claim_amount: Option<Fen>,
    /// 0 simple, 1 ordinary, 2 needs more facts.
    pub verdict: u8,
    /// Decisive ground, e.g. `S1`, or empty.
    pub ground: String,
    /// 0 overdue, 1 due soon, 2 fine, 3 closed.
    pub state: u8,
    /// The next alarm.
    pub next_due: Option<NaiveDate>,
    /// Node of the next alarm (its id in the rule set).
    pub next_node: String,
    /// Fields with two competing values.
    pub conflicts: u8,
    /// A sample case.
    pub sample: bool,
}

/// What somebody does to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Open or edit: set fields.
    Set(Vec<(Field, Value)>),
    /// Something happened that nodes hang on (`key` is a trigger or completion of the node set).
    Happened(Happening),
    /// Take back a happening by its id.
    TakeBack { happening: [u8; 16] },
    /// Excluded time (both ends inclusive), with its ground.
    Excluded { from: NaiveDate, to: NaiveDate, ground: String },
    /// The director decided the verdict. `receipt` is the receipt text it rests on.
    Decided { verdict: String, reason: String, receipt: String },
    /// A note.
    Note(String),
    /// Remove the case from the lists (its trace stays), or bring it back.
    Hide(bool),
}

/// Something that happened to a case on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Id given by the writer (UUID v7).
    pub id: [u8; 16],
    /// Trigger or completion key of the node set, e.g. `execution_notice_sent`.
    pub key: String,
    /// The day.
    pub on: NaiveDate,
    /// What it concerns: an asset, a document number.
    pub subject: String,
}

/// Everything about one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// Which case.
    pub id: CaseId,
    /// Current values; a field with several entries is in conflict.
    pub fields: Vec<(Field, Value)>,
    /// Happenings in force.
    pub happenings: Vec<Happening>,
    /// Excluded periods: from, to, ground.
    pub excluded: Vec<(NaiveDate, NaiveDate, String)>,
    /// The trace, newest first.
    pub history: Vec<Trace>,
    /// A sample case.
    pub sample: bool,
    /// Hidden from the lists.
    pub hidden: bool,
}

/// One line of the trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Who.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// What.
    pub deed: Deed,
    /// What stood there before, for `Set`.
    pub before: Vec<(Field, Value)>,
}

/// One entry of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The day it falls on.
    pub on: NaiveDate,
    /// 0 due, 1 lapses, 2 may be done from this day on.
    pub kind: u8,
    /// Node id.
    pub node: String,
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// Debtor, for recognising the case.
    pub debtor: String,
    /// State as in [`Row::state`].
    pub state: u8,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

/// A look at a file before it is imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Sheet, encoding or separator, for the person to check.
    pub source: String,
    /// Header texts as found.
    pub headings: Vec<String>,
    /// Proposed field key for each column (`case_number`, …), or none.
    pub columns: Vec<Option<String>>,
    /// Row number of the header in the file (1-based).
    pub header_row: u32,
    /// Rows that can be imported.
    pub accepted: u32,
    /// Of these, rows whose case number is already in the book.
    pub known: u32,
    /// Problems, at most 1,000 of them.
    pub problems: Vec<Problem>,
    /// All problems.
    pub problem_count: u32,
    /// The first rows as read: row number and cells in column order.
    pub sample: Vec<(u32, Vec<String>)>,
}

/// A problem with a cell or row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Row number in the file (1-based).
    pub row: u32,
    /// Field key, if one cell is to blame.
    pub field: Option<String>,
    /// `bad_date`, `duplicate`, …
    pub code: String,
    /// The cell as it stands.
    pub cell: String,
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
    /// The new summary.
    pub summary: Summary,
}

/// What a rule text would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesEffect {
    /// Why it is refused, if it is: code and counterexample.
    pub refused: Option<(String, String)>,
    /// Cases whose verdict moves: case number, before, after (verdict codes). At most 500.
    pub verdicts: Vec<(String, u8, u8)>,
    /// Dates that move: case number, node, before, after. At most 500.
    pub dates: Vec<(String, String, NaiveDate, NaiveDate)>,
    /// All that move: verdicts, dates.
    pub counts: (u32, u32),
}
