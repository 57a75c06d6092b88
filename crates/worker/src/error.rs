//! Why a job failed.
use casebook::book::BookError;
use files::error::FileError;
use protocol::Answer;
use store::StoreError;
use sync::remote::RemoteError;
use vault::VaultError;

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
    /// A refusal of the job itself: its code.
    #[error("{0}")]
    Refused(&'static str),
}

impl WorkError {
    /// Stopped by the person.
    pub const CANCELLED: Self = Self::Refused("cancelled");

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Store(e) => e.code(),
            Self::Book(e) => e.code(),
            Self::File(e) => e.code(),
            Self::Vault(e) => e.code(),
            Self::Remote(RemoteError::Refused(code)) => code,
            Self::Remote(e) => e.code(),
            Self::Refused(code) => code,
        }
    }
}

impl From<WorkError> for Answer {
    fn from(error: WorkError) -> Self {
        Self::Failed {
            code: error.code().to_owned(),
            detail: error.to_string(),
        }
    }
}
