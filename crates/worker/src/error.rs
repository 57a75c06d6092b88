//! Why a job failed, and what the page is told of it.
use casebook::book::BookError;
use casebook::chain::ChainFault;
use casebook::pack::PackError;
use files::backup::BackupError;
use files::error::FileError;
use protocol::{
    BackupRefusal, Failure, InvitationRefusal, JobRefusal, KitRefusal, News, PackRefusal, PeopleRefusal, Refusal,
    SessionRefusal, StoreRefusal, SyncRefusal,
};
use store::StoreError;
use sync::remote::RemoteError;
use vault::VaultError;
use vault::invite::LinkError;
use vault::kit::{KitError, ShareFault};

/// Why a job failed. Nothing was changed by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkError {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The book could not take or read something.
    #[error(transparent)]
    Book(#[from] BookError),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The vault did not open or make something.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The shared store did not do it.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// A refusal of the job itself.
    #[error("{}", .0.code())]
    Refused(Refusal),
}

/// The job itself refuses.
pub(crate) fn refused(refusal: impl Into<Refusal>) -> WorkError {
    WorkError::Refused(refusal.into())
}

impl WorkError {
    /// Stopped by the person.
    pub const CANCELLED: Self = Self::Refused(Refusal::Job(JobRefusal::Cancelled));

    /// What the page is told.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Store(error) => of_store(error),
            Self::Book(error) => of_book(*error),
            Self::File(FileError::Cancelled) => JobRefusal::Cancelled.into(),
            Self::File(error) => (*error).into(),
            Self::Vault(error) => of_vault(*error).into(),
            Self::Remote(error) => of_remote(error),
            Self::Refused(refusal) => refusal.clone(),
        }
    }
}

impl From<WorkError> for Failure {
    fn from(error: WorkError) -> Self {
        Self {
            refusal: error.refusal(),
            detail: error.to_string(),
        }
    }
}

impl From<WorkError> for News {
    fn from(error: WorkError) -> Self {
        Self::Failed(error.into())
    }
}

/// What the browser's storage says.
#[must_use]
pub(crate) fn of_store(error: &StoreError) -> Refusal {
    let refusal = match error {
        StoreError::Locked => return SessionRefusal::Locked.into(),
        StoreError::Quota => StoreRefusal::Quota,
        StoreError::Stale => StoreRefusal::Stale,
        StoreError::Gone => StoreRefusal::StorageGone,
        StoreError::Closed => StoreRefusal::StoreClosed,
        StoreError::Unreadable => StoreRefusal::RecordUnreadable,
        StoreError::Blocked => StoreRefusal::Blocked,
        StoreError::TooNew => StoreRefusal::TooNew,
        StoreError::Unavailable(_) => StoreRefusal::NoStore,
        StoreError::Unsure(_) => StoreRefusal::Unsure,
        StoreError::Other(_) => StoreRefusal::Store,
    };
    refusal.into()
}

fn of_book(error: BookError) -> Refusal {
    match error {
        BookError::Chain(fault) => of_chain(fault).into(),
        BookError::Pack(error) => of_pack(error).into(),
        BookError::UnknownDevice => PeopleRefusal::DeviceUnknown.into(),
        BookError::NotAllowed => PeopleRefusal::NotAllowed.into(),
        BookError::Recused => PeopleRefusal::Recused.into(),
        BookError::Disputed => PeopleRefusal::Disputed.into(),
        BookError::Refused(fault) => fault.into(),
        BookError::Damaged => PackRefusal::BookDamaged.into(),
    }
}

fn of_chain(fault: ChainFault) -> PackRefusal {
    match fault {
        ChainFault::Missing { .. } => PackRefusal::ChainMissing,
        ChainFault::Repeated(_) => PackRefusal::ChainRepeated,
        ChainFault::Forked(_) => PackRefusal::ChainForked,
        ChainFault::Broken(_) => PackRefusal::ChainBroken,
        ChainFault::Truncated { .. } => PackRefusal::ChainTruncated,
    }
}

/// What is wrong with the bytes of an entry.
pub(crate) fn of_pack(error: PackError) -> PackRefusal {
    match error {
        PackError::TooLarge => PackRefusal::TooLarge,
        PackError::Malformed => PackRefusal::Malformed,
        PackError::HashMismatch => PackRefusal::HashMismatch,
        PackError::UnknownVersion => PackRefusal::UnknownVersion,
        PackError::UnknownAlgorithm => PackRefusal::UnknownAlgorithm,
        PackError::NoKey => PackRefusal::NoKey,
        PackError::SealBroken => PackRefusal::SealBroken,
        PackError::BadSignature => PackRefusal::BadSignature,
        PackError::BadEvents => PackRefusal::BadEvents,
    }
}

fn of_vault(error: VaultError) -> SessionRefusal {
    match error {
        VaultError::Malformed => SessionRefusal::VaultMalformed,
        VaultError::NewerVersion => SessionRefusal::VaultNewerVersion,
        VaultError::SealBroken => SessionRefusal::VaultSealBroken,
        VaultError::WrongPassphrase => SessionRefusal::WrongPassphrase,
        VaultError::AbsurdCost => SessionRefusal::LockAbsurdCost,
        VaultError::NoMemory => SessionRefusal::LockNoMemory,
        VaultError::NoKey => SessionRefusal::VaultNoKey,
        VaultError::Truncated => SessionRefusal::VaultTruncated,
        VaultError::NotABackup => SessionRefusal::VaultNotABackup,
        VaultError::NoOpener => SessionRefusal::VaultNoOpener,
        VaultError::BadKey => SessionRefusal::VaultBadKey,
    }
}

fn of_remote(error: &RemoteError) -> Refusal {
    let refusal = match error {
        // The endpoint's own word.
        RemoteError::Refused(code) => return Refusal::from_code(code),
        RemoteError::Offline => SyncRefusal::Offline,
        RemoteError::NotFound => SyncRefusal::NotFound,
        RemoteError::Exists => SyncRefusal::Exists,
        RemoteError::Full => SyncRefusal::Full,
        RemoteError::TooLarge => SyncRefusal::TooLarge,
        RemoteError::Busy { .. } => SyncRefusal::Busy,
        RemoteError::Clock { .. } => SyncRefusal::Clock,
        RemoteError::Removed => SyncRefusal::Removed,
        RemoteError::Bad => SyncRefusal::BadAnswer,
    };
    refusal.into()
}

impl From<LinkError> for WorkError {
    fn from(error: LinkError) -> Self {
        refused(match error {
            LinkError::Malformed => InvitationRefusal::LinkMalformed,
            LinkError::Damaged => InvitationRefusal::LinkDamaged,
            LinkError::NewerVersion => InvitationRefusal::LinkNewerVersion,
            LinkError::BadEndpoint => InvitationRefusal::LinkBadEndpoint,
        })
    }
}

impl From<ShareFault> for WorkError {
    fn from(fault: ShareFault) -> Self {
        refused(match fault {
            ShareFault::Slip { .. } => KitRefusal::ShareSlip,
            ShareFault::Length => KitRefusal::ShareLength,
            ShareFault::Checksum => KitRefusal::ShareChecksum,
            ShareFault::NewerVersion => KitRefusal::ShareNewerVersion,
            ShareFault::Foreign => KitRefusal::ShareForeign,
            ShareFault::Double => KitRefusal::ShareDouble,
            ShareFault::Wrong => KitRefusal::ShareWrong,
        })
    }
}

impl From<KitError> for WorkError {
    fn from(error: KitError) -> Self {
        match error {
            KitError::Share { fault, .. } => fault.into(),
            KitError::TooFew { .. } => refused(KitRefusal::TooFew),
            KitError::Unfit => refused(KitRefusal::Unfit),
            KitError::BadNumbers => refused(KitRefusal::BadNumbers),
        }
    }
}

impl From<BackupError> for WorkError {
    fn from(error: BackupError) -> Self {
        refused(match error {
            BackupError::WrongMagic => BackupRefusal::WrongMagic,
            BackupError::NewerVersion => BackupRefusal::NewerVersion,
            BackupError::UnknownAlgorithm => BackupRefusal::UnknownAlgorithm,
            BackupError::Truncated => BackupRefusal::Truncated,
            BackupError::Damaged => BackupRefusal::Damaged,
            BackupError::Twice => BackupRefusal::Twice,
            BackupError::Trailing => BackupRefusal::Trailing,
        })
    }
}
