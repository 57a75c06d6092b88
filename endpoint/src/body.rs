//! Bodies, piece by piece: read within a size and a time, or let pass by.
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::StatusCode;
use futures_util::TryStreamExt;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

use crate::answer::Refusal;
use crate::limits::Limits;

/// More than an object of its kind may have.
pub const TOO_LARGE: Refusal = Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
/// So much of a refused body is let pass by, in bytes.
const PASSED: usize = 32 << 20;
/// So long, all of it, and so long until its next piece.
const PASSED_TIME: (Duration, Duration) = (Duration::from_secs(10), Duration::from_secs(2));

/// Pieces of a body until a moment, each within some time.
struct Pieces {
    stream: BodyDataStream,
    end: Instant,
    idle: Duration,
}

impl Pieces {
    fn new(body: Body, (whole, idle): (Duration, Duration)) -> Pieces {
        Pieces {
            stream: body.into_data_stream(),
            end: Instant::now() + whole,
            idle,
        }
    }

    async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        let until = self.end.min(Instant::now() + self.idle);
        match timeout_at(until, self.stream.try_next()).await {
            Ok(Ok(piece)) => Ok(piece),
            Ok(Err(_)) => Err(Refusal::bad("body_cut")),
            Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "slow")),
        }
    }
}

/// Reads a body of at most `most` bytes; `said` is how long the request says it is.
///
/// # Errors
/// `too_large`, `slow`, `body_cut`.
pub async fn read(body: Body, said: Option<usize>, most: usize, limits: &Limits) -> Result<Bytes, Refusal> {
    let times = [limits.body_ms, limits.idle_ms].map(Duration::from_millis);
    let mut pieces = Pieces::new(body, times.into());
    let mut bytes = Vec::with_capacity(said.unwrap_or_default().min(most));
    while let Some(piece) = pieces.next().await? {
        if bytes.len() + piece.len() > most {
            return Err(TOO_LARGE);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.into())
}

/// Lets a refused body pass by: who is still sending when the connection closes never reads the answer. Only so much,
/// so long, and of so many at once as there is `room`; whoever wants more does without the answer.
pub async fn pass_by(body: Body, room: &Semaphore) {
    let Ok(_room) = room.try_acquire() else { return };
    let (mut pieces, mut left) = (Pieces::new(body, PASSED_TIME), PASSED);
    while let Ok(Some(piece)) = pieces.next().await {
        left = left.saturating_sub(piece.len());
        if left == 0 {
            return;
        }
    }
}
