//! What the worker answers.
#![allow(missing_docs, reason = "the fields of an answer are told in its own line")]
use serde::{Deserialize, Serialize};

use crate::{
    AgendaItem, CaseId, CaseView, Edited, Failure, ImportDone, Page, PeopleView, Preview, RecordsWritten, RegisterRow,
    RulesEffect, Session, Share, Summary, SyncView, UnsentEntries, WroteKept,
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
    /// It failed and changed nothing; `stored_not_read` says that it was stored all the same, and what was written of
    /// the entries kept aside before a failure is noted there.
    Failed(Failure),
    /// The session. Unasked (id 0) when it changed: locked by itself, by another tab, removed by somebody.
    Session(Session),
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
            Self::Progress { .. } | Self::Failed(_) | Self::Session(_) | Self::Kit(_) | Self::People(_) => None,
            Self::Invitation { .. } | Self::Unsent(_) | Self::Sync(_) | Self::Changed(_) | Self::MustReload => None,
        }
    }
}
