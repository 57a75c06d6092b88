//! From a request to somebody who may ask it. All of that follows from the head of the request: nothing of a body is
//! read, and no room taken for it, before it is shown who sends it.
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use sync::names::{Name, unhex};
use sync::roster::{Roster, Standing};
use sync::signed::{Asked, Signed, SignedError};

use crate::answer::Refusal;
use crate::app::App;
use crate::body::{self, TOO_LARGE};
use crate::rights::{self, Ask};
use crate::room::Room;
use crate::space::Space;

/// A body above this is large: few are held at once, and it is not hashed between other requests.
pub const LARGE: usize = 256 << 10;

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
    /// The room a large body has, until it is stored.
    _room: Option<Room>,
}

/// What the head of a request shows.
struct Shown {
    signed: Signed,
    space: Arc<Space>,
    roster: Arc<Roster>,
    /// The largest body it may bring.
    most: usize,
}

/// The space and the rest of a path `/v1/{space}/{rest}`, as it was sent: nothing is decoded, so there is one spelling.
pub fn place(path: &str) -> Result<([u8; 16], &str), Refusal> {
    let rest = path.strip_prefix("/v1/").unwrap_or_default();
    let (space, rest) = rest.split_once('/').ok_or(Refusal::bad("bad_path"))?;
    let space = unhex(space).ok_or(Refusal::bad("bad_space"))?;
    Ok((space, rest))
}

/// Lets a request in: signed by a key that may ask this, now, for the first time, with the body that was signed for.
///
/// # Errors
/// The refusal.
pub async fn enter(app: &App, parts: &Parts, body: Body, id: [u8; 16], ask: &Ask<'_>) -> Result<Caller, Refusal> {
    let shown = match show(app, parts, id, ask).await {
        Ok(shown) => shown,
        Err(refusal) => {
            body::pass_by(body, &app.passing).await;
            return Err(refusal);
        }
    };
    let Shown {
        signed,
        space,
        roster,
        most,
    } = shown;
    let said = length(&parts.headers);
    let room = match said.unwrap_or(most) > LARGE {
        true => Some(app.rooms.take(&signed.key, address(parts)).await?),
        false => None,
    };
    let body = match most {
        0 => Bytes::new(),
        most => body::read(body, said, most, &app.limits).await?,
    };
    let bytes = body.clone();
    if !off_thread(body.len(), move || signed.is_for(&bytes)).await? {
        return Err(Refusal::bad("body_other"));
    }
    Ok(Caller {
        key: signed.key,
        space,
        roster,
        body,
        _room: room,
    })
}

/// Who asks, and whether they may.
async fn show(app: &App, parts: &Parts, id: [u8; 16], ask: &Ask<'_>) -> Result<Shown, Refusal> {
    let (signed, now_ms) = (signed(&parts.headers)?, app.now_ms());
    let asked = Asked {
        method: parts.method.as_str(),
        target: parts.uri.path_and_query().map_or("", |target| target.as_str()),
    };
    signed.verify(&asked, now_ms).map_err(refused)?;
    let space = app.space(id);
    let roster = who(app, &space, &signed.key).await?;
    rights::may(&roster, &signed.key, ask, now_ms)?;
    let most = match ask {
        Ask::Put(name) => app.limits.body(name),
        _ => 0,
    };
    // A body where none belongs is not read: only that nothing was signed for counts.
    if most > 0 && length(&parts.headers).is_some_and(|length| length > most) {
        return Err(TOO_LARGE);
    }
    if !app.is_first(&signed.key, &signed.nonce) {
        return Err(Refusal::unknown("replayed"));
    }
    Ok(Shown {
        signed,
        space,
        roster,
        most,
    })
}

fn signed(headers: &HeaderMap) -> Result<Signed, Refusal> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    Signed::parse(header.unwrap_or_default()).map_err(refused)
}

fn refused(error: SignedError) -> Refusal {
    Refusal::unknown(error.code())
}

/// Where the connection comes from.
fn address(parts: &Parts) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map(|ConnectInfo(address)| address.ip())
}

/// The roster; read anew before a key is called unknown, because it may have been admitted through another endpoint.
async fn who(app: &App, space: &Space, key: &[u8; 32]) -> Result<Arc<Roster>, Refusal> {
    // Whoever invents spaces makes the store list them: not too often. What lies in the store is not invented, so that
    // its members need not stand in line with strangers when the endpoint has just started.
    if !space.is_founded().await && !app.there.has(&app.shelf, &space.id).await? {
        app.take_inventor()?;
    }
    let roster = space.roster().await?;
    if roster.standing(key) != Standing::Unknown {
        app.take(key)?;
        return Ok(roster);
    }
    app.take_stranger(&space.id)?;
    Ok(space.roster_since(Instant::now()).await?)
}

/// How long the body is said to be.
fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
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
