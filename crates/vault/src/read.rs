//! Reads fixed fields from the front of bytes.
use super::error::VaultError;

pub(super) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes }
    }

    /// Bytes not read yet.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    pub fn take(&mut self, count: usize) -> Result<&'b [u8], VaultError> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(VaultError::Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], VaultError> {
        self.take(N)?.try_into().map_err(|_| VaultError::Malformed)
    }

    /// A byte that says which version this is.
    pub fn version(&mut self, known: u8) -> Result<(), VaultError> {
        let [version] = self.array()?;
        match version {
            0 => Err(VaultError::Malformed),
            v if v > known => Err(VaultError::NewerVersion),
            _ => Ok(()),
        }
    }

    /// Everything that is left.
    pub fn rest(&mut self) -> &'b [u8] {
        std::mem::take(&mut self.bytes)
    }

    pub fn end(&self) -> Result<(), VaultError> {
        if self.bytes.is_empty() {
            Ok(())
        } else {
            Err(VaultError::Malformed)
        }
    }
}
