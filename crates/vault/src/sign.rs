//! Signatures (Ed25519) over a domain, a zero byte, and bytes: what was signed for one purpose counts for no other.
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// What is signed.
fn text(domain: &str, bytes: &[u8]) -> Vec<u8> {
    [domain.as_bytes(), &[0], bytes].concat()
}

/// Signs with a secret of 32 bytes. A device signs by [`super::ring::Keyring::sign`]; this is for an invitation's or a
/// kit's key.
#[must_use]
pub fn sign(secret: &[u8; 32], domain: &str, bytes: &[u8]) -> [u8; 64] {
    sign_with(&SigningKey::from_bytes(secret), domain, bytes)
}

pub(super) fn sign_with(key: &SigningKey, domain: &str, bytes: &[u8]) -> [u8; 64] {
    key.sign(&text(domain, bytes)).to_bytes()
}

/// The public key of a secret.
#[must_use]
pub fn verify_key(secret: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(secret).verifying_key().to_bytes()
}

/// Whether `by` signed these bytes for this domain. Keys of small order and loosely encoded signatures are refused, so
/// that every device says the same.
#[must_use]
pub fn verify(by: &[u8; 32], domain: &str, bytes: &[u8], signature: &[u8; 64]) -> bool {
    verify_text(by, &text(domain, bytes), signature)
}

/// As [`verify`], for a text that already begins with its domain and a zero byte.
pub(super) fn verify_text(by: &[u8; 32], text: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(by).is_ok_and(|key| key.verify_strict(text, &Signature::from_bytes(signature)).is_ok())
}
