//! What somebody does to a case or to the book.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attachment::{Attachment, AttachmentId, Filed};
use super::field::{Field, Value};
use super::flows::{Step, StepBack};
use super::people::PeopleAction;
use super::slot::RecordWrite;

/// What somebody does to a case, or to the book as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Open or edit: set fields.
    Set(Vec<(Field, Value)>),
    /// Something happened that nodes hang on (`key` is a trigger or completion of the node set).
    Happened(Happening),
    /// Take back a happening. It names what it takes back, because the right to that is judged before the happening may
    /// be known: one that is something else is not taken back.
    TakeBack {
        /// [`Happening::id`].
        happening: [u8; 16],
        /// [`Happening::key`]; empty, as older builds wrote, for whatever it is.
        key: String,
    },
    /// Excluded time (both ends inclusive), with its ground.
    Excluded {
        /// First day left out.
        from: NaiveDate,
        /// Last day left out.
        to: NaiveDate,
        /// Why, a code of the node set.
        ground: String,
    },
    /// Take back excluded time; the three values name it.
    ExcludedTakenBack {
        /// First day left out.
        from: NaiveDate,
        /// Last day left out.
        to: NaiveDate,
        /// Why, a code of the node set.
        ground: String,
    },
    /// A note.
    Note(String),
    /// A record of a kind that is told by a text was written.
    Record(Box<RecordWrite>),
    /// A step of the flow of a record was taken.
    Step(Box<Step>),
    /// A step is taken back by whoever took it.
    StepTakenBack(Box<StepBack>),
    /// Remove the case from the lists (its trace stays), or bring it back.
    Hide(bool),
    /// A row of a ledger was taken over: sets fields as [`Action::Set`] does, and says where they came from.
    Imported(Box<Imported>),
    /// Put a rule set or a year's notice in force for the whole book, or take it out again. Belongs to no case.
    PutRules {
        /// Name of the rule text.
        key: String,
        /// The text, or nothing to take it out.
        text: Option<String>,
    },
    /// A setting of the whole book. Belongs to no case.
    PutSetting {
        /// Name of the setting.
        key: String,
        /// The text, or nothing to drop it.
        text: Option<String>,
    },
    /// A person settles a conflict: this value holds, in place of all those in force.
    Ruled {
        /// The field.
        field: Field,
        /// The value that holds.
        value: Value,
        /// Why, in that person's words.
        reason: String,
    },
    /// Somebody looked at a case that is sensitive (plan Art. 10).
    Viewed {
        /// What was looked at, a code: `case`, `export`, …
        what: String,
    },
    /// An attachment was added (plan Art. 5: what was done is traced). Its file is stored with it.
    Attached(Box<Attachment>),
    /// An attachment is shown no longer; trace and file stay.
    AttachmentTakenOut {
        /// [`Attachment::id`].
        attachment: AttachmentId,
    },
    /// An attachment belongs to another record from now on, or to none.
    AttachmentFiled {
        /// [`Attachment::id`].
        attachment: AttachmentId,
        /// Where it is now.
        filed: Option<Filed>,
    },
    /// People, devices and keys. Belongs to no case.
    People(Box<PeopleAction>),
    /// Written by a newer build; kept, shown as such, without effect.
    Unknown {
        /// Its number in the stored format.
        kind: u16,
    },
}

impl Action {
    /// Whether it puts a text of the book: rules or a setting.
    pub fn is_text(&self) -> bool {
        matches!(self, Action::PutRules { .. } | Action::PutSetting { .. })
    }
}

/// A row taken over from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Imported {
    /// Name of the file.
    pub file: String,
    /// Row in the file, from 1.
    pub row: u32,
    /// The fields.
    pub fields: Vec<(Field, Value)>,
    /// Why a field was set that the file does not hold, e.g. [`REGISTERED_BEFORE`]; empty if none was.
    pub reason: String,
    /// A sample case, which one click removes again.
    pub sample: bool,
}

/// [`Imported::reason`]: the case was filed more than five working days before the import, so the importer takes its
/// filing data as checked (plan Art. 7(1) leaves five working days for that) and sets `FilingDataOk`.
pub const REGISTERED_BEFORE: &str = "registered_before";

/// [`Imported::reason`]: an import was taken back, and the fields say again what they said before it.
pub const IMPORT_TAKEN_BACK: &str = "import_taken_back";

impl Imported {
    /// Whether this takes an import back. Then an empty value empties its field.
    pub fn is_taken_back(&self) -> bool {
        self.reason == IMPORT_TAKEN_BACK
    }
}

/// Something that happened to a case on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Happening {
    /// Id given by the writer (UUID v7).
    pub id: [u8; 16],
    /// Trigger or completion key of the node set, e.g. `execution_notice_sent`.
    pub key: String,
    /// The day.
    pub on: NaiveDate,
    /// What it concerns, e.g. an asset: what completes a matter must concern the same.
    pub subject: String,
    /// What else is known of it. No date hangs on it.
    pub particulars: Particulars,
}

/// What else is known of a happening, each or empty (plan Art. 5: what was done is traced).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Particulars {
    /// Number of the document.
    pub document: String,
    /// Who did it, where that is not who records it.
    pub by: String,
    /// On whose order.
    pub order: String,
}
