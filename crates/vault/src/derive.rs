//! Keys from keys: HKDF-SHA256 with a label, and HMAC-SHA256.
use hmac::digest::{Key, Output};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// A key of its own for each purpose: HKDF-SHA256 without salt, the label and the parts as info, 32 bytes.
///
/// The label ends where the first zero byte stands, so no label can run into its parts.
pub(super) fn derive(secret: &[u8], label: &str, parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut extracted = keyed(&[0; 32], &[secret]);
    // 32 bytes are one block of HKDF's expansion: HMAC over the info and the byte 1.
    let info: Vec<&[u8]> = [label.as_bytes(), &[0]]
        .into_iter()
        .chain(parts.iter().copied())
        .chain([[1].as_slice()])
        .collect();
    let key = keyed(&extracted, &info);
    extracted.zeroize();
    Zeroizing::new(key)
}

/// HMAC-SHA256 over all parts.
pub(super) fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A shorter key is filled with zeros to the hash's block: the same as giving the 32 bytes, and it cannot fail.
    let mut block = Key::<Hmac<Sha256>>::default();
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block);
    block.zeroize();
    for part in parts {
        mac.update(part);
    }
    let out: Output<Hmac<Sha256>> = mac.finalize().into_bytes();
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_key_is_what_hkdf_gives() {
        let mut expected = [0; 32];
        hkdf::Hkdf::<Sha256>::new(None, b"secret")
            .expand(b"label\0part", &mut expected)
            .unwrap();
        assert_eq!(*derive(b"secret", "label", &[b"pa", b"rt"]), expected);
    }
}
