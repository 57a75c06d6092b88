//! Requests that a device signs. No session and no cookie: whoever holds the key may ask, for a few minutes, once.
//!
//! Header: `authorization: Fenliu key=…,time=…,nonce=…,body=…,sig=…` (time in milliseconds since 1970, the others in
//! hexadecimal). Signed is, under [`DOMAIN`], the text of [`text`]. The path begins at `/v1/`, whatever prefix a reverse
//! proxy puts in front of it. The hash of the body stands in the header, so that the signature can be checked before
//! any of the body is read.
use std::fmt;

use sha2::{Digest, Sha256};

use super::names::{hex, unhex};
use vault::sign;

/// What the signature is for.
pub const DOMAIN: &str = "fenliu request 2";
/// How far the two clocks may be apart, milliseconds.
pub const WINDOW_MS: u64 = 5 * 60 * 1000;
/// No header is longer, in bytes.
const HEADER_LIMIT: usize = 400;
/// The scheme's name.
const SCHEME: &str = "Fenliu ";

/// Why a request is not taken for that of the key it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// No such header, or not of this form.
    #[error("request is not signed")]
    Unsigned,
    /// Signed at another time than now.
    #[error("clocks differ")]
    Clock,
    /// Signed by another key, or something else was signed.
    #[error("wrong signature")]
    BadSignature,
}

impl SignedError {
    /// Stable code for the interface.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            SignedError::Unsigned => "unsigned",
            SignedError::Clock => "clock",
            SignedError::BadSignature => "bad_signature",
        }
    }
}

/// What is asked: the part of a request that is signed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// `GET`, `PUT` or `DELETE`.
    pub method: &'a str,
    /// Path and query as they are sent, from `/v1/` on.
    pub target: &'a str,
}

/// The text that is signed: method, target, time, nonce and hash of the body, a line each.
#[must_use]
pub fn text(asked: &Asked<'_>, time_ms: u64, nonce: &[u8; 8], body: &[u8; 32]) -> String {
    let Asked { method, target } = asked;
    format!("{method}\n{target}\n{time_ms}\n{}\n{}", hex(nonce), hex(body))
}

/// The header as it stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who asks (Ed25519 verify key).
    pub key: [u8; 32],
    /// When, milliseconds since 1970.
    pub time_ms: u64,
    /// Never the same again within the window.
    pub nonce: [u8; 8],
    /// SHA-256 of the body; of nothing if there is none.
    pub body: [u8; 32],
    /// The signature over [`text`].
    pub signature: [u8; 64],
}

impl Signed {
    /// Signs a request with this body. `sign` is given the domain and the text.
    pub fn new(
        asked: &Asked<'_>,
        body: &[u8],
        key: [u8; 32],
        time_ms: u64,
        nonce: [u8; 8],
        sign: impl FnOnce(&str, &[u8]) -> [u8; 64],
    ) -> Signed {
        let body = Sha256::digest(body).into();
        let signature = sign(DOMAIN, text(asked, time_ms, &nonce, &body).as_bytes());
        Signed {
            key,
            time_ms,
            nonce,
            body,
            signature,
        }
    }

    /// Reads the header's value. Each part once, in this order, one spelling.
    ///
    /// # Errors
    /// [`SignedError::Unsigned`].
    pub fn parse(header: &str) -> Result<Signed, SignedError> {
        parse(header).ok_or(SignedError::Unsigned)
    }

    /// Checks time and signature. Whether the nonce was used before is for the caller to remember, and whether the body
    /// is the one that was signed for, once it is there: [`Signed::is_for`].
    ///
    /// # Errors
    /// [`SignedError::Clock`], [`SignedError::BadSignature`].
    pub fn verify(&self, asked: &Asked<'_>, now_ms: u64) -> Result<(), SignedError> {
        if self.time_ms.abs_diff(now_ms) > WINDOW_MS {
            return Err(SignedError::Clock);
        }
        let text = text(asked, self.time_ms, &self.nonce, &self.body);
        if sign::verify(&self.key, DOMAIN, text.as_bytes(), &self.signature) {
            Ok(())
        } else {
            Err(SignedError::BadSignature)
        }
    }

    /// Whether this is the body that was signed for.
    #[must_use]
    pub fn is_for(&self, body: &[u8]) -> bool {
        self.body == <[u8; 32]>::from(Sha256::digest(body))
    }
}

fn parse(header: &str) -> Option<Signed> {
    if header.len() > HEADER_LIMIT {
        return None;
    }
    let mut parts = header.strip_prefix(SCHEME)?.split(',');
    let mut next = |name: &str| parts.next()?.strip_prefix(name)?.strip_prefix('=');
    let key = unhex(next("key")?)?;
    let time = next("time")?;
    // One spelling: no sign, no leading zero.
    let time_ms: u64 = time.parse().ok().filter(|ms: &u64| ms.to_string() == time)?;
    let signed = Signed {
        key,
        time_ms,
        nonce: unhex(next("nonce")?)?,
        body: unhex(next("body")?)?,
        signature: unhex(next("sig")?)?,
    };
    parts.next().is_none().then_some(signed)
}

impl fmt::Display for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, nonce) = (hex(&self.key), hex(&self.nonce));
        let (body, sig) = (hex(&self.body), hex(&self.signature));
        let time = self.time_ms;
        write!(f, "{SCHEME}key={key},time={time},nonce={nonce},body={body},sig={sig}")
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer, SigningKey};

    use super::*;

    const ASKED: Asked<'_> = Asked {
        method: "PUT",
        target: "/v1/00/o/p?x=1",
    };

    fn signed() -> Signed {
        let key = SigningKey::from_bytes(&[1; 32]);
        let sign = |domain: &str, bytes: &[u8]| key.sign(&[domain.as_bytes(), &[0], bytes].concat()).to_bytes();
        Signed::new(&ASKED, b"body", key.verifying_key().to_bytes(), 1_000_000, [5; 8], sign)
    }

    #[test]
    fn a_header_reads_back_the_same_and_holds() {
        let signed = signed();
        assert_eq!(Signed::parse(&signed.to_string()), Ok(signed));
        assert_eq!(signed.verify(&ASKED, 1_000_000 + WINDOW_MS), Ok(()));
        assert_eq!(
            text(&ASKED, 9, &[0xa; 8], &[7; 32]),
            format!("PUT\n/v1/00/o/p?x=1\n9\n{}\n{}", "0a".repeat(8), "07".repeat(32))
        );
    }

    #[test]
    fn nothing_that_was_signed_can_be_changed() {
        let signed = signed();
        let changed = [
            Asked { method: "GET", ..ASKED },
            Asked {
                target: "/v1/00/o/p?x=2",
                ..ASKED
            },
        ];
        for asked in changed {
            assert_eq!(signed.verify(&asked, 1_000_000), Err(SignedError::BadSignature));
        }
        for other in [
            Signed {
                time_ms: 1_000_001,
                ..signed
            },
            Signed {
                nonce: [6; 8],
                ..signed
            },
            Signed { key: [0; 32], ..signed },
            Signed {
                body: [8; 32],
                ..signed
            },
        ] {
            assert_eq!(other.verify(&ASKED, 1_000_000), Err(SignedError::BadSignature));
        }
    }

    #[test]
    fn a_head_is_checked_without_the_body_and_fits_one_body_only() {
        let signed = signed();
        assert_eq!(signed.verify(&ASKED, 1_000_000), Ok(()));
        for (body, fits) in [(&b"body"[..], true), (b"bodY", false), (b"", false), (b"body ", false)] {
            assert_eq!(signed.is_for(body), fits, "{body:?}");
        }
    }

    #[test]
    fn a_clock_too_far_off_is_said_before_anything_else() {
        let late = 1_000_000 + WINDOW_MS + 1;
        assert_eq!(signed().verify(&ASKED, late), Err(SignedError::Clock));
        assert_eq!(
            signed().verify(&ASKED, 1_000_000 - WINDOW_MS - 1),
            Err(SignedError::Clock)
        );
    }

    #[test]
    fn a_header_has_one_spelling() {
        let good = signed().to_string();
        let bad = [
            String::new(),
            good.replace("Fenliu ", "Bearer "),
            good.replace("time=1", "time=01"),
            good.replace("time=1", "time=+1"),
            good.replace("sig=", "sig=0"),
            good.replace("key=", "KEY="),
            good.replace("body=", "hash="),
            format!("{good},more=1"),
            format!("{good}{}", "0".repeat(400)),
            good.to_uppercase(),
        ];
        for header in bad {
            assert_eq!(Signed::parse(&header), Err(SignedError::Unsigned), "{header}");
        }
    }
}
