//! What the worker answers.
#![allow(missing_docs, reason = "the fields of an answer are told in its own line")]
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    AgendaItem, CaseId, CaseView, Gate, Happening, Judged, Page, PeopleView, Preview, RecordKey, RegisterRow, Share,
    Summary, SyncView, Trace,
};

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
    /// What became of an edit.
    Edited(Box<Edited>),
    /// What became of the entries kept aside.
    WroteKept(Box<WroteKept>),
    /// Agenda, ordered by day.
    Agenda(Vec<AgendaItem>),
    /// What became of writing records.
    Records(Box<RecordsWritten>),
    /// A register.
    Register(Vec<RegisterRow>),
    /// Import preview.
    Preview(Box<Preview>),
    /// Imported.
    Imported(ImportDone),
    /// A file to save.
    File {
        /// Its name.
        name: String,
        /// Its MIME type.
        mime: String,
        /// What is in it.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// A picture.
    Picture {
        /// The file.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// The shared store has it, too.
        stored: bool,
    },
    /// Texts by key (rules or settings).
    Texts(Vec<(String, String)>),
    /// Effect of a rule text.
    RulesEffect(Box<RulesEffect>),
    /// Progress of a running job: done and total in the job's own unit (rows, chunks).
    Progress {
        /// Done so far.
        done: u32,
        /// All there is to do, as far as known.
        total: u32,
    },
    /// It failed and changed nothing.
    Failed {
        /// Stable code.
        code: String,
        /// More for the diagnostics; holds no personal data.
        detail: String,
    },
    /// The gate. Unasked (id 0) when it changed: locked by itself, by another tab, removed by somebody.
    Gate(Gate),
    /// The shares of a new kit.
    Kit(Vec<Share>),
    /// People.
    People(Box<PeopleView>),
    /// An invitation was made.
    Invitation {
        /// What follows the app's own address: `#/join/…`.
        fragment: String,
        /// Until when, milliseconds since 1970.
        expires_at_ms: u64,
    },
    /// Own entries the store never took: all of them.
    Unsent(UnsentEntries),
    /// Sharing. Unasked (id 0) when it changed.
    Sync(Box<SyncView>),
    /// Unasked (id 0): another tab wrote, the book changed.
    Changed(Summary),
    /// Unasked (id 0): the app was updated in another tab, reload.
    MustReload,
}

impl Answer {
    /// The summary after something was written, if something was.
    #[must_use]
    pub const fn written(&self) -> Option<&Summary> {
        match self {
            Self::Written(summary) => Some(summary),
            Self::Edited(edited) => Some(&edited.summary),
            Self::WroteKept(done) => Some(&done.summary),
            Self::Records(done) => Some(&done.summary),
            Self::Imported(done) => Some(&done.summary),
            Self::Done | Self::Opened(_) | Self::Page(_) | Self::Ids(_) | Self::Case(_) | Self::Agenda(_) => None,
            Self::Register(_) => None,
            Self::Preview(_) | Self::File { .. } | Self::Picture { .. } | Self::Texts(_) | Self::RulesEffect(_) => None,
            Self::Progress { .. } | Self::Failed { .. } | Self::Gate(_) | Self::Kit(_) | Self::People(_) => None,
            Self::Invitation { .. } | Self::Unsent(_) | Self::Sync(_) | Self::Changed(_) | Self::MustReload => None,
        }
    }
}

/// What became of an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// What is written and what is not.
    pub judged: Judged,
    /// The summary after it.
    pub summary: Summary,
}

/// What became of writing records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordsWritten {
    /// Records with the fields somebody else wrote meanwhile. If there are any, nothing was written.
    pub moved: Vec<(CaseId, RecordKey, Vec<u16>)>,
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
    /// Why it is refused, if it is: code and counterexample.
    pub refused: Option<(String, String)>,
    /// Cases whose verdict moves: case number, before, after (verdict codes). At most 500.
    pub verdicts: Vec<(String, u8, u8)>,
    /// Dates that move: case number, node, before, after. At most 500.
    pub dates: Vec<(String, String, NaiveDate, NaiveDate)>,
    /// All that move: verdicts, dates.
    pub counts: (u32, u32),
    /// Dates that stay and are no longer provisional.
    pub settled: u32,
}
