//! What stands between a person and the book on this device: first use, lock, keys, recovery.
use serde::{Deserialize, Serialize};

use casebook::clock::DeviceId;
use casebook::edit::Locked;
use casebook::field::Field;
use casebook::people::fits;

use crate::OwnRecord;

/// How it stands with the book on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Session {
    /// Nothing is here yet: a name for the device, the person and a lock are asked for, or an invitation, a kit or a
    /// backup opened.
    New,
    /// A book of an older build lies here without a seal; setting up seals it.
    Unsealed {
        /// Cases in it, as far as known.
        cases: u32,
    },
    /// Sealed; the passphrase is asked for.
    Locked {
        /// Name of the device.
        device: String,
        /// Milliseconds until the next try is taken, after wrong ones.
        wait_ms: u64,
    },
    /// Open.
    Open(Box<Me>),
}

/// Who is at work here, and how the device is locked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The device's number.
    pub device: u64,
    /// Its name.
    pub device_name: String,
    /// Who: id in the directory.
    pub person: [u8; 16],
    /// Name.
    pub name: String,
    /// Role, an id of the bureau's text.
    pub role: String,
    /// Name of the court.
    pub court: String,
    /// What this person may do: keys of the table of rights.
    pub may: Vec<String>,
    /// The fields this person may not set, each with the rule that keeps it for others.
    pub locked: Vec<Locked>,
    /// What this person may record, as patterns for [`fits`].
    pub records: Vec<String>,
    /// The steps of flows this person may take, as far as role, group and right go: kind and step, e.g. `triage.decide`.
    pub steps: Vec<String>,
    /// All devices of this person, also the older chains they adopted.
    pub devices: Vec<DeviceId>,
    /// This device was removed from the space: it shows what it had and writes nothing more.
    pub removed: bool,
    /// The store has another history under this device's number: nothing more is written under it.
    pub other_history: bool,
    /// Entries kept aside when this device went on under a new number.
    pub kept: u32,
    /// Records of this device that cannot be read. They are kept, and what depends on them is refused.
    pub unreadable: Vec<OwnRecord>,
    /// How it is locked.
    pub lock: LockKind,
    /// Locks by itself after so many minutes without a touch; 0 never.
    pub auto_lock_min: u32,
    /// The recovery kit in force.
    pub kit: Option<KitInfo>,
    /// The last backup made on this device.
    pub backup: Option<BackupInfo>,
}

impl Me {
    /// What keeps a field for others, if something does.
    #[must_use]
    pub fn lock_of(&self, field: Field) -> Option<&Locked> {
        self.locked.iter().find(|locked| locked.field == field)
    }

    /// Whether this person may record a happening.
    #[must_use]
    pub fn may_record(&self, key: &str) -> bool {
        self.records.iter().any(|pattern| fits(pattern, key))
    }
}

/// A backup that was made, and what opens it besides the keys of its maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupInfo {
    /// When, milliseconds since 1970.
    pub made_at_ms: u64,
    /// Which passphrase opens it.
    pub word: BackupWord,
    /// The recovery kit of then opens it.
    pub by_kit: bool,
}

/// The passphrase of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BackupWord {
    /// None: only the recovery kit opens it.
    None,
    /// That of the device, as it was then.
    Device,
    /// One of its own.
    Own,
}

/// How the keys of this device are wrapped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockKind {
    /// By a passphrase.
    Passphrase,
    /// By a key this browser keeps: whoever opens this browser opens the book.
    #[default]
    Browser,
}

/// A recovery kit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitInfo {
    /// Shares needed.
    pub needed: u8,
    /// Who holds one, in the order of the shares.
    pub holders: Vec<String>,
    /// When it was made, milliseconds since 1970.
    pub made_at_ms: u64,
}

/// A share of the recovery kit, to be printed and given to its holder. Shown once, kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Who holds it.
    pub holder: String,
    /// Its number, from 1.
    pub number: u8,
    /// Shares needed.
    pub needed: u8,
    /// Shares in all.
    pub of: u8,
    /// What is printed and typed: groups of letters and digits with a checksum; also the content of the QR code.
    pub text: String,
}

/// Whose secret opens a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenWith {
    /// The passphrase of the device that made it.
    Passphrase(String),
    /// Shares of the recovery kit.
    Shares(Vec<String>),
    /// It is the own backup: the keys here open it.
    OwnKeys,
}
