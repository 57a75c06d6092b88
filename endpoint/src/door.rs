//! From a request to somebody who may ask it.
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use fenliu::sync::names::{Name, unhex};
use fenliu::sync::roster::{Roster, Standing};
use fenliu::sync::signed::{Asked, Signed, SignedError};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};

use crate::answer::Refusal;
use crate::app::App;
use crate::rights::{self, Ask};
use crate::space::Space;

/// A body above this is large: few are held at once, and it is not hashed between other requests.
pub const LARGE: usize = 256 << 10;
/// So much of a refused body is let pass by, in bytes.
const DRAINED: usize = 128 << 20;
const TOO_LARGE: Refusal = Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
/// A body must have come after this time.
const BODY_TIME: Duration = Duration::from_secs(120);

/// Who asks, shown and allowed.
pub struct Caller {
    /// Verify key.
    pub key: [u8; 32],
    /// The space asked about.
    pub space: Arc<Space>,
    /// Who belongs to it.
    pub roster: Arc<Roster>,
    /// What came with the request.
    pub body: Bytes,
}

/// The space and the rest of a path `/v1/{space}/{rest}`, as it was sent: nothing is decoded, so there is one spelling.
pub fn place(path: &str) -> Result<([u8; 16], &str), Refusal> {
    let rest = path.strip_prefix("/v1/").unwrap_or_default();
    let (space, rest) = rest.split_once('/').ok_or(Refusal::bad("bad_path"))?;
    let space = unhex(space).ok_or(Refusal::bad("bad_space"))?;
    Ok((space, rest))
}

/// Lets a request in: signed by a key that may ask this, now, for the first time.
///
/// # Errors
/// The refusal.
pub async fn enter(app: &App, parts: &Parts, body: Body, id: [u8; 16], ask: &Ask<'_>) -> Result<Caller, Refusal> {
    let signed = signed(&parts.headers)?;
    let now_ms = app.now_ms();
    let limit = match ask {
        Ask::Put(name) => app.limits.body(name),
        _ => 0,
    };
    let method = parts.method.as_str();
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    // What needs no body is refused before anything is read from the store or the network.
    if limit == 0 {
        verify(&signed, method, target, Sha256::digest([]).into(), now_ms)?;
    }
    let space = app.space(id);
    let allowed = async {
        let roster = who(app, &space, &signed.key).await?;
        rights::may(&roster, &signed.key, ask, now_ms)?;
        is_small_enough(&parts.headers, limit)?;
        Ok(roster)
    };
    let roster = match allowed.await {
        Ok(roster) => roster,
        Err(refusal) => {
            drain(body).await;
            return Err(refusal);
        }
    };
    let body = if limit == 0 {
        Bytes::new()
    } else {
        let body = read(app, &parts.headers, body, limit).await?;
        let (bytes, method, target) = (body.clone(), method.to_owned(), target.to_owned());
        off_thread(body.len(), move || {
            verify(&signed, &method, &target, Sha256::digest(&bytes).into(), now_ms)
        })
        .await??;
        body
    };
    if !app.is_first(&signed.key, &signed.nonce) {
        return Err(Refusal::unknown("replayed"));
    }
    app.take(&signed.key)?;
    Ok(Caller {
        key: signed.key,
        space,
        roster,
        body,
    })
}

fn signed(headers: &HeaderMap) -> Result<Signed, Refusal> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    Signed::parse(header.unwrap_or_default()).map_err(refused)
}

fn verify(signed: &Signed, method: &str, target: &str, body: [u8; 32], now_ms: u64) -> Result<(), Refusal> {
    let asked = Asked { method, target, body };
    signed.verify(&asked, now_ms).map_err(refused)
}

fn refused(error: SignedError) -> Refusal {
    Refusal::unknown(error.code())
}

/// The roster; read anew before a key is called unknown, because it may have been admitted through another endpoint.
async fn who(app: &App, space: &Space, key: &[u8; 32]) -> Result<Arc<Roster>, Refusal> {
    // Whoever invents spaces makes the store list them: not too often.
    if !space.is_founded().await {
        app.take_stranger()?;
    }
    let roster = space.roster().await?;
    if roster.standing(key) != Standing::Unknown {
        return Ok(roster);
    }
    app.take_stranger()?;
    Ok(space.roster_since(Instant::now()).await?)
}

/// How long the body is said to be.
fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn is_small_enough(headers: &HeaderMap, limit: usize) -> Result<(), Refusal> {
    match length(headers) {
        Some(length) if length > limit => Err(TOO_LARGE),
        _ => Ok(()),
    }
}

/// Lets a refused body pass by, up to a bound: who is still sending when the connection closes never reads the answer.
async fn drain(body: Body) {
    let (mut left, mut parts) = (DRAINED, body.into_data_stream());
    let pass = async {
        while let Ok(Some(part)) = parts.try_next().await {
            left = left.saturating_sub(part.len());
            if left == 0 {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(BODY_TIME, pass).await;
}

async fn read(app: &App, headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let is_large = length(headers).unwrap_or(limit) > LARGE;
    let _room = match is_large {
        true => app.large.acquire().await.ok(),
        false => None,
    };
    let read = tokio::time::timeout(BODY_TIME, to_bytes(body, limit));
    match read.await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => match std::error::Error::source(&error) {
            Some(cause) if cause.to_string().contains("length limit") => Err(TOO_LARGE),
            _ => Err(Refusal::bad("body_cut")),
        },
        Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "slow")),
    }
}

/// Does work over `length` bytes; much of it where it keeps no other request waiting.
///
/// # Errors
/// When the work could not be done.
pub async fn off_thread<T: Send + 'static>(
    length: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refusal> {
    if length <= LARGE {
        return Ok(work());
    }
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "broken"))
}

/// The object a rest of a path names.
pub fn name(rest: &str) -> Result<Name, Refusal> {
    let name = rest.strip_prefix("o/").and_then(Name::parse);
    name.ok_or(Refusal::bad("bad_name"))
}
