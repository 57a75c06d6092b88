//! Boxes: bytes sealed to a public key (HPKE, RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
//! ChaCha20-Poly1305). Box: version 1 (1) ‖ encapsulated key (32) ‖ ciphertext and tag.
//!
//! Anybody who knows the public key can make a box: who made it must be known from where it lies (a signed pack) or
//! from what it holds.
use std::convert::Infallible;

use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use super::derive::derive;
use super::error::VaultError;
use super::read::Reader;
use super::ring::Keyring;

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;
type Public = <Kem as hpke::Kem>::PublicKey;
type Secret = <Kem as hpke::Kem>::PrivateKey;
type Encapped = <Kem as hpke::Kem>::EncappedKey;

const VERSION: u8 = 1;

/// Who can open a box: a device's ring, or a bare secret.
pub trait Opens {
    /// The secret of the agreement key (X25519).
    fn secret(&self) -> &[u8; 32];
}

impl Opens for Keyring {
    fn secret(&self) -> &[u8; 32] {
        self.agree_secret()
    }
}

impl Opens for [u8; 32] {
    fn secret(&self) -> &[u8; 32] {
        self
    }
}

impl Opens for Zeroizing<[u8; 32]> {
    fn secret(&self) -> &[u8; 32] {
        self
    }
}

/// The public key of a secret.
#[must_use]
pub fn agree_key(secret: &[u8; 32]) -> [u8; 32] {
    private(secret).map_or([0; 32], |secret| Kem::sk_to_pk(&secret).to_bytes().into())
}

/// Any 32 bytes are a secret.
fn private(secret: &[u8; 32]) -> Result<Secret, VaultError> {
    Secret::from_bytes(secret).map_err(|_| VaultError::BadKey)
}

/// Seals bytes to a public key. `info` says what for, and must be the same to open. The sender's short-lived key is made
/// from the chance, the receiver and the content together, so that chance used twice does no harm.
///
/// # Errors
/// [`VaultError::BadKey`]: not a usable public key.
pub fn seal_to(agree: &[u8; 32], info: &[u8], plain: &[u8], chance: &[u8; 32]) -> Result<Vec<u8>, VaultError> {
    let to = Public::from_bytes(agree).map_err(|_| VaultError::BadKey)?;
    let length = (info.len() as u64).to_be_bytes();
    let mut seed = Seed(derive(chance, "fenliu box 1", &[agree, &length, info, plain]));
    let (encapped, body) =
        hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, &to, info, plain, &[], &mut seed)
            .map_err(|_| VaultError::BadKey)?;
    Ok([[VERSION].as_slice(), &encapped.to_bytes(), &body].concat())
}

/// Opens a box.
///
/// # Errors
/// [`VaultError::Malformed`], [`VaultError::NewerVersion`], [`VaultError::SealBroken`].
pub fn open_box(who: &impl Opens, info: &[u8], bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut reader = Reader::new(bytes);
    reader.version(VERSION)?;
    let encapped = Encapped::from_bytes(reader.take(32)?).map_err(|_| VaultError::SealBroken)?;
    let secret = private(who.secret())?;
    hpke::single_shot_open::<Aead, Kdf, Kem>(&OpModeR::Base, &secret, &encapped, info, reader.rest(), &[])
        .map(Zeroizing::new)
        .map_err(|_| VaultError::SealBroken)
}

/// Hands the library the seed of the sender's key. It takes 32 bytes once; for more, the seed moves on.
struct Seed(Zeroizing<[u8; 32]>);

impl TryRng for Seed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for part in out.chunks_mut(32) {
            part.copy_from_slice(&self.0[..part.len()]);
            self.0 = derive(&*self.0, "fenliu box 1 next", &[]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Seed {}
