//! Why the vault did not open something.

/// Why keys or sealed bytes were refused. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Not the bytes this should be, or cut short.
    #[error("these bytes are not what they should be")]
    Malformed,
    /// Written by a newer build.
    #[error("written by a newer version")]
    NewerVersion,
    /// The seal does not open: another key, another place, or changed bytes.
    #[error("the seal does not open")]
    SealBroken,
    /// The passphrase is not the one it was locked with.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The record asks for more memory or time than any lock of ours does.
    #[error("the lock asks for an absurd effort")]
    AbsurdCost,
    /// There is not enough memory to try a passphrase.
    #[error("not enough memory to try a passphrase")]
    NoMemory,
    /// Sealed with a key this device does not have.
    #[error("no key for this")]
    NoKey,
    /// Ends too early.
    #[error("cut off")]
    Truncated,
    /// Not a sealed backup at all.
    #[error("this is not a sealed backup of Fenliu")]
    NotABackup,
    /// This is not what opens this backup.
    #[error("this backup is not opened by that")]
    NoOpener,
    /// Not a usable public key.
    #[error("not a usable public key")]
    BadKey,
}

impl VaultError {
    /// Stable code for the interface.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            VaultError::Malformed => "vault_malformed",
            VaultError::NewerVersion => "vault_newer_version",
            VaultError::SealBroken => "vault_seal_broken",
            VaultError::WrongPassphrase => "wrong_passphrase",
            VaultError::AbsurdCost => "lock_absurd_cost",
            VaultError::NoMemory => "lock_no_memory",
            VaultError::NoKey => "vault_no_key",
            VaultError::Truncated => "vault_truncated",
            VaultError::NotABackup => "vault_not_a_backup",
            VaultError::NoOpener => "vault_no_opener",
            VaultError::BadKey => "vault_bad_key",
        }
    }
}
