//! What the page asks of the worker and what comes back (postcard in transferred buffers).
mod answer;
#[cfg(target_arch = "wasm32")]
pub mod client;
mod demo;
pub mod diagnostics;
mod forms;
mod import;
mod kinds;
mod papers;
mod people;
mod questions;
mod refusal;
mod results;
mod session;
#[cfg(target_arch = "wasm32")]
pub mod spawn;
pub mod strength;
mod sync;
pub mod wire;

use serde::{Deserialize, Serialize};

pub use answer::{Content, Invited, News, Restored, SavedFile, Texts};
pub use casebook::CaseId;
pub use casebook::action::{Action, Happening, Imported, Particulars};
pub use casebook::attachment::{Attachment, AttachmentId, AttachmentView, Filed, Origin};
pub use casebook::bell::{Looked, NewFor, What, WhyTold};
pub use casebook::clock::Stamp;
pub use casebook::dossier::DossierRow;
pub use casebook::edit::{FieldEdit, Judged, Locked, RecordEdit};
pub use casebook::field::{Field, Value};
pub use casebook::flows::{StepEdit, StepFault, StepRefusal};
pub use casebook::linked::{Bond, Linked};
pub use casebook::linked_cases::{LinkedCase, LinkedCases};
pub use casebook::matter_list::{MatterPage, MatterRow, Whose};
pub use casebook::mine::Mine;
pub use casebook::overdue::{Explained, OverdueRow};
pub use casebook::people::staff_list::{Listed, StaffPlan};
pub use casebook::query::{Query, Sort};
pub use casebook::queue::{CasePlaces, EndedBy, InLine, Place, Turn};
pub use casebook::records::{RegisterDate, RegisterFlow, RegisterRow};
pub use casebook::recusal::Recused;
pub use casebook::sharing::{Hand, SharedCase, Sharing};
pub use casebook::slot::{Kind, RecordKey, RecordWrite};
pub use casebook::staff::Staff;
pub use casebook::stand_in::Away;
pub use casebook::view::{AgendaItem, CaseView, Competing, FlowView, Page, RecordView, Row, StepView, Summary, Trace};
pub use casebook::warnings::{Warned, WarnedRow};
pub use demo::{DEMO, DemoSeat};
pub use files::error::FileError;
pub use files::register::{EntryNote, LedgerSheet, RowFault};
pub use forms::{FormChecked, FormInForce, FormLeftOut, FormRefused, FormsInForce, Judge, OwnForm};
pub use import::{
    Change, ColumnView, Confidence, HintView, ImportOptions, Kept, Preview, Problem, SheetView, UnitFrom,
};
pub use kinds::{KindsChecked, KindsInForce, OwnKind};
pub use papers::{
    AboutRecord, BulletinAsked, CasePaper, CutFile, Doubt, LeftOut, PaperKey, Papers, PapersAsked, SentPaper,
    SharedNumber, UnsureSeries, WhyNot,
};
pub use people::{DeviceView, InvitationView, PeopleView, PersonView, PostView, RefusedView, StaffListView};
pub use questions::{
    AddAttachment, AttachmentsJob, CasesJob, CheckForm, CheckKinds, CommitImport, EditCase, ExportCases, ExportDossier,
    ExportOverdue, FilesJob, FindNumber, FoundSpace, GoOnAnew, HaveLooked, ImportJob, Invite, Job, JoinSpace, KeysJob,
    LeaveSpace, ListCases, ListIds, LoadSample, LockBook, MakeBackup, MakeDemo, MakeKit, MakePapers, NextNumbers,
    OpenBook, PeopleJob, PreviewAgain, PreviewImport, PreviewRules, PutForm, PutPerson, PutRules, PutSetting, Question,
    ReadAgenda, ReadAttachment, ReadAway, ReadBulletin, ReadCase, ReadDossiers, ReadFormText, ReadForms, ReadInitials,
    ReadKinds, ReadLedger, ReadLinked, ReadMatters, ReadMine, ReadNew, ReadOverdue, ReadPeople, ReadPlaces,
    ReadRegister, ReadRules, ReadSession, ReadSettings, ReadSharedNumbers, ReadSharing, ReadStaffList, ReadSync,
    ReadUnsent, ReadUnsureNumbers, ReadVisits, ReadWaiting, ReadWarnings, RecordsJob, RecoverSpace, RemoveDemo,
    RemoveDevice, RemovePerson, RemoveSample, RestoreBackup, RulesJob, SaveBulletin, SaveKept, SavePapers,
    SaveRejected, SessionJob, SetAutoLock, SetEndpoint, SetLock, SettingsJob, SettleKnown, SyncJob, SyncNow,
    TakeBackStaffList, TakeSeat, TakeStaffList, UndoImport, Unlock, WithdrawInvitation, WriteActions, WriteKept,
    WriteRecords, Wrote,
};
pub use refusal::{
    AttachmentRefusal, BackupRefusal, BureauRefusal, Failure, InvitationRefusal, JobRefusal, KitRefusal, NodesRefusal,
    NoticeRefusal, OwnRecord, PackRefusal, PeopleRefusal, Refusal, RulesRefusal, SessionRefusal, StoreRefusal,
    SyncRefusal, WarningsRefusal,
};
pub use results::{
    CaseDoubt, Edited, ImportDone, LedgerLine, LedgerView, NewView, RecordWrites, RecordsWritten, RulesEffect,
    StepBackEdit, Twin, Unsent, UnsentEntries, WroteKept,
};
pub use session::{BackupInfo, BackupWord, KitInfo, LockKind, Me, OpenWith, Session, Share};
pub use sync::{Safe, SyncState, SyncView};

/// File kinds of [`ExportCases`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportKind {
    /// Excel workbook, importable again.
    Xlsx,
    /// CSV, UTF-8 with BOM, importable again.
    Csv,
    /// Deadlines as iCalendar.
    Ics,
}
