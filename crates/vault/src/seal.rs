//! The one way bytes are sealed: padded, then XChaCha20-Poly1305 with a nonce made of what is sealed.
//!
//! The nonce is the first 24 bytes of an HMAC over place and padded content, under a key of its own. So sealing needs
//! no chance, a bad source of it cannot repeat a nonce for two contents, and equal content in an equal place gives
//! equal bytes: a store can compare them. What that costs: who sees two sealed things of one place sees whether they
//! are the same. Sealed bytes: nonce (24) ‖ ciphertext ‖ tag (16).
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroize;

use super::derive::{derive, keyed};
use super::error::VaultError;
use super::pad;

const NONCE: usize = 24;
const TAG: usize = 16;

/// Size of the sealed bytes for so many bytes of content.
#[must_use]
pub fn sealed_len(content: usize) -> usize {
    NONCE + pad::padded_len(content) + TAG
}

/// Seals bytes for a place: they open only with the same key and the same `aad`. `aad` should begin with a text that
/// says what this is, ending in a zero byte, so that nothing opens as something else.
#[must_use]
pub fn seal(key: &[u8; 32], aad: &[u8], plain: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(sealed_len(plain.len()));
    out.resize(NONCE, 0);
    out.extend_from_slice(plain);
    pad::pad(&mut out, NONCE);
    let nonce = nonce(key, aad, &out[NONCE..]);
    out[..NONCE].copy_from_slice(&nonce);
    match cipher(key).encrypt_inout_detached(&nonce, aad, (&mut out[NONCE..]).into()) {
        Ok(tag) => out.extend_from_slice(&tag),
        // Only beyond 256 GiB, which no memory here holds. Were it to happen, nothing readable may leave.
        Err(_) => {
            out.zeroize();
            out.clear();
        }
    }
    out
}

/// Opens what [`seal`] made.
///
/// # Errors
/// [`VaultError::SealBroken`]: another key, another place, or changed bytes.
pub fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    let body = sealed.len().checked_sub(NONCE + TAG).ok_or(VaultError::SealBroken)?;
    let (nonce, rest) = sealed.split_at(NONCE);
    let (body, tag) = rest.split_at(body);
    let nonce = XNonce::try_from(nonce).map_err(|_| VaultError::SealBroken)?;
    let tag = Tag::try_from(tag).map_err(|_| VaultError::SealBroken)?;
    let mut plain = body.to_vec();
    cipher(key)
        .decrypt_inout_detached(&nonce, aad, plain.as_mut_slice().into(), &tag)
        .map_err(|_| VaultError::SealBroken)?;
    let length = pad::content_len(&plain).ok_or(VaultError::SealBroken)?;
    plain.truncate(length);
    Ok(plain)
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&*derive(key, "fenliu seal 1 cipher", &[])).into())
}

fn nonce(key: &[u8; 32], aad: &[u8], padded: &[u8]) -> XNonce {
    let key = derive(key, "fenliu seal 1 nonce", &[]);
    // The length keeps place and content apart.
    let whole = keyed(&key, &[&(aad.len() as u64).to_be_bytes(), aad, padded]);
    let mut nonce = XNonce::default();
    nonce.copy_from_slice(&whole[..NONCE]);
    nonce
}
