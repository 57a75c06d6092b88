//! What the page asks of the worker and what comes back (postcard in transferred buffers).
#![allow(missing_docs, reason = "the fields of a job or answer are told in its own line")]
mod answer;
#[cfg(target_arch = "wasm32")]
pub mod client;
pub mod diagnostics;
mod import;
mod kind;
mod people;
mod photo;
mod results;
mod session;
#[cfg(target_arch = "wasm32")]
mod spawn;
pub mod strength;
mod sync;
pub mod wire;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use answer::*;
pub use casebook::CaseId;
pub use casebook::action::{Action, Happening, Imported, Particulars};
pub use casebook::clock::Stamp;
pub use casebook::edit::{FieldEdit, Judged, Locked, RecordEdit};
pub use casebook::field::{Field, Value};
pub use casebook::flows::{StepEdit, StepFault, StepRefusal};
pub use casebook::photo::{Photo, PhotoId, PhotoView};
pub use casebook::query::{Query, Sort};
pub use casebook::records::{RegisterDate, RegisterFlow, RegisterRow};
pub use casebook::slot::{Kind, RecordKey, RecordWrite};
pub use casebook::view::{AgendaItem, CaseView, Competing, FlowView, Page, RecordView, Row, StepView, Summary, Trace};
pub use import::{
    Change, ColumnView, Confidence, HintView, ImportOptions, Kept, Preview, Problem, SheetView, UnitFrom,
};
pub use people::{DeviceView, InvitationView, PeopleView, PersonView, RefusedView};
pub use photo::NewPhoto;
pub use results::{
    Edited, ImportDone, RecordWrites, RecordsWritten, RulesEffect, StepBackEdit, Unsent, UnsentEntries, WroteKept,
};
pub use session::{BackupInfo, BackupWord, KitInfo, LockKind, Me, OpenWith, Session, Share};
pub use sync::{Safe, SyncState, SyncView};

/// A question to the worker. Ids are given by the page; answers carry the same id.
#[derive(Debug, Serialize, Deserialize)]
pub enum Job {
    /// Open the book (first thing asked).
    Open {
        /// The civil date at UTC+8; ask again at midnight.
        today: NaiveDate,
    },
    /// One window of the list. The worker keeps the last order, so scrolling the same query is cheap.
    List {
        /// What to list.
        query: Query,
        /// Index of the first row.
        from: u32,
        /// Rows at most.
        count: u32,
    },
    /// Ids of all rows of a query, in order (select all, export, neighbours on the case page).
    Ids {
        /// What to list.
        query: Query,
    },
    /// The case that bears a number, also one removed from the lists; however the number is written.
    Numbered {
        /// The number.
        number: String,
    },
    /// Everything about one case.
    Case {
        /// Which.
        id: CaseId,
    },
    /// Write changes: one pack, all or nothing. Answered after the transaction completed.
    Write {
        /// What is done to which case.
        actions: Vec<(CaseId, Action)>,
    },
    /// Change fields of a case as a form does: nothing somebody wrote meanwhile is replaced unseen, no conflict is ended,
    /// and of what this person may not write the rest is written.
    Edit {
        /// Which case.
        case: CaseId,
        /// The fields.
        edits: Vec<FieldEdit>,
    },
    /// Add a photo to a case. Answered after the transaction completed.
    AddPhoto(Box<NewPhoto>),
    /// A picture of a photo, from this device or from the store.
    Picture {
        /// Which photo.
        photo: PhotoId,
        /// Its thumbnail instead of the whole.
        small: bool,
        /// What the trace says of the whole; it is compared.
        sha256: Option<[u8; 32]>,
    },
    /// What falls due, lapses or opens between two days, inclusive.
    Agenda {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
        /// Of which cases.
        query: Query,
    },
    /// Write records and take steps as a form does. Answered after the transaction completed.
    WriteRecords(Box<RecordWrites>),
    /// Records of all kinds of which this person may take the next step.
    Waiting {
        /// The civil date at UTC+8.
        today: NaiveDate,
    },
    /// All records of a kind over all cases, those that need something first.
    Register {
        /// Number of the kind.
        kind: Kind,
        /// The civil date at UTC+8.
        today: NaiveDate,
    },
    /// Look at a file before importing it.
    ImportPreview {
        /// Name of the file; it stays with every case that comes from it.
        name: String,
        /// The file.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// What a person chose in place of what is proposed.
        options: ImportOptions,
    },
    /// Look again at the file of the last preview, with other choices.
    ImportAgain {
        /// What a person chose.
        options: ImportOptions,
    },
    /// Import what the last preview read, in one transaction.
    ImportCommit {
        /// Take over what differs in cases whose number is already in the book, too. What a person wrote and removed
        /// cases stay, unless [`Job::ImportKnown`] said otherwise.
        update: bool,
    },
    /// Say what becomes of known cases when the last preview is imported.
    ImportKnown {
        /// Put removed cases back into the lists.
        restore: bool,
        /// Overwrite what a person wrote.
        overwrite: bool,
    },
    /// Take back the last import of this session, as one.
    ImportUndo,
    /// The rejected rows of the last preview as an xlsx file, with the reason in a column of its own.
    ImportRejected,
    /// The list as a file.
    Export {
        /// What to list.
        query: Query,
        /// As what.
        kind: ExportKind,
    },
    /// Full backup file. One that nothing but the keys of this browser would open is not made.
    Backup {
        /// A passphrase for this file, in place of that of the device.
        passphrase: Option<String>,
    },
    /// Restore from a backup file: all or nothing.
    Restore {
        /// The file.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// Put it in place of a book that is not empty.
        replace: bool,
        /// What opens it.
        with: OpenWith,
    },
    /// Load the sample cases (idempotent), or remove them.
    Sample {
        /// Load rather than remove.
        load: bool,
        /// The sample workbook, to load.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// Put a rule set or a year's notice in force in this book, or take it out again.
    PutRules {
        /// Key of the text (see [`casebook::rules`]).
        key: String,
        /// The text, or nothing to take it out.
        text: Option<String>,
    },
    /// Rule texts in force in this book, by key.
    Rules,
    /// What would change if this rule text were put in force: verdicts and dates, before and after.
    RulesPreview {
        /// Key of the text.
        key: String,
        /// The text.
        text: String,
    },
    /// Save something on this device: filters, column layouts, import layouts.
    PutSetting {
        /// Its name.
        key: String,
        /// The text, or nothing to drop it.
        text: Option<String>,
    },
    /// All saved things.
    Settings,
    /// Pinyin initials of names; only the worker holds their table.
    Initials {
        /// The names.
        names: Vec<String>,
    },
    /// How it stands with the book on this device (the very first thing asked; needs no open book).
    Session,
    /// First use: this device founds a space of its own and opens it. Seals a book of an older build.
    Found {
        /// Name of the device.
        device: String,
        /// Name of the person.
        name: String,
        /// Role, an id of the bureau's text.
        role: String,
        /// Name of the court.
        court: String,
        /// The passphrase; none for "this browser only".
        passphrase: Option<String>,
    },
    /// First use by an invitation: joins the space it names.
    Join {
        /// The link, or what follows its `#/join/`.
        link: String,
        /// Name of the device.
        device: String,
        /// The passphrase; none for "this browser only".
        passphrase: Option<String>,
    },
    /// First use by the recovery kit and the store.
    Recover {
        /// The shares, as typed or scanned.
        shares: Vec<String>,
        /// Address of the endpoint.
        endpoint: String,
        /// Name of the device.
        device: String,
        /// The passphrase; none for "this browser only".
        passphrase: Option<String>,
    },
    /// Open the keys with the passphrase.
    Unlock {
        /// The passphrase.
        passphrase: String,
    },
    /// Forget keys and book; other tabs, too.
    Lock,
    /// Change how the keys are wrapped.
    SetLock {
        /// The passphrase in force, if there is one.
        now: Option<String>,
        /// The new one; none for "this browser only".
        new: Option<String>,
    },
    /// Lock by itself after so many minutes without a job; 0 never.
    AutoLock {
        /// Minutes.
        minutes: u32,
    },
    /// Make a new recovery kit; the one before is void.
    MakeKit {
        /// Shares needed.
        needed: u8,
        /// Who gets one, in order.
        holders: Vec<String>,
    },
    /// The bureau, its people, devices and invitations.
    People,
    /// Name a person, or change name, role, group or dates.
    PutPerson {
        /// Id, or none for a new person.
        id: Option<[u8; 16]>,
        /// Name.
        name: String,
        /// Role id.
        role: String,
        /// Group id, or empty.
        group: String,
        /// In office from.
        from: Option<NaiveDate>,
        /// In office to, inclusive.
        to: Option<NaiveDate>,
    },
    /// Invite a person with another device.
    Invite {
        /// Whom.
        person: [u8; 16],
        /// Days it is good for.
        days: u8,
    },
    /// Withdraw an invitation.
    Withdraw {
        /// Which.
        invitation: [u8; 16],
    },
    /// Remove a device and change the key.
    RemoveDevice {
        /// Which.
        device: u64,
    },
    /// A person leaves: all devices are removed and the key changes.
    RemovePerson {
        /// Who.
        person: [u8; 16],
    },
    /// How it stands with sharing.
    Sync,
    /// Share through this endpoint, or stop sharing.
    SyncTo {
        /// Its address.
        endpoint: Option<String>,
    },
    /// Exchange now.
    SyncNow,
    /// Own entries about cases that the store never took, on a device that was removed.
    Unsent,
    /// Forget everything here, on a device that was removed: it can be invited again then.
    Leave,
    /// Go on under a new number, after another history of this device was met in the store ([`Me::other_history`]).
    GoOnAnew {
        /// A link of invitation for the person here; not needed by who manages people.
        link: Option<String>,
        /// The passphrase in force, if there is one.
        passphrase: Option<String>,
    },
    /// The entries kept aside then ([`Me::kept`]) as a workbook: the fields they set, to be imported or read.
    KeptFile,
    /// Write the entries kept aside again. Those that may not be written stay aside.
    WriteKept,
    /// Stop a running job as soon as possible.
    Cancel {
        /// Its id.
        job: u32,
    },
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
