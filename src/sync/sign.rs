//! Signatures, until the vault does them.
use ed25519_dalek::{Signature, VerifyingKey};

/// Whether `by` signed `domain`, a zero byte and `bytes`.
pub fn verify(by: &[u8; 32], domain: &str, bytes: &[u8], signature: &[u8; 64]) -> bool {
    let text = [domain.as_bytes(), &[0], bytes].concat();
    VerifyingKey::from_bytes(by).is_ok_and(|key| key.verify_strict(&text, &Signature::from_bytes(signature)).is_ok())
}
