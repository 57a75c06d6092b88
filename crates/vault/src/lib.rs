//! The vault: keys, seals, signatures, locks.
//!
//! Pure: no clock, no randomness, no browser; chance comes in as an argument. Knows only [`casebook`]'s packs.
//!
//! # What this rests on
//! - *Primitives* are those of well-kept libraries: XChaCha20-Poly1305, HMAC- and HKDF-SHA256, Ed25519, X25519 by HPKE
//!   (RFC 9180), Argon2id. Own code is how they are put together, the padding, and nothing else.
//! - *Chance* is needed only where a secret, a salt or a box is made. Seals take none: see [`seal`].
//! - *One key, one use*: a signing key only signs, an agreement key only opens boxes, a seal derives cipher key and
//!   nonce key by label. Every seal, box and signature names its purpose, so that nothing passes for something else.
//! - *Who may read* is who has a space key; *who wrote* is who signed. A seal proves only that somebody with the key
//!   made it. Which key is current is said by the signed events of the space, never by a box.
//! - *What stays visible*: who wrote how many packs when, sizes rounded by [`pad`], ids of keys.
//! - *Memory*: rings, keys and stretched passphrases are wiped when dropped. What the browser or the allocator copied
//!   before cannot be wiped; locking therefore also ends the worker that held them.
pub mod backup;
pub mod blob;
pub mod boxes;
pub mod chunks;
mod derive;
pub mod error;
mod gf;
pub mod invite;
pub mod keys;
pub mod kit;
pub mod lock;
pub mod packs;
pub mod pad;
mod read;
pub mod ring;
pub mod seal;
mod share_text;
pub mod sign;

pub use error::VaultError;
pub use keys::{Keys, key_id, space_id};
pub use ring::Keyring;
