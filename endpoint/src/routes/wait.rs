//! `GET /v1/{space}/wait?seen=…`: held until something has changed, or a while has passed.
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;
use tokio::time::{Instant, sleep_until};

use crate::answer::{Refusal, json_response};
use crate::app::App;
use crate::door;
use crate::meter::Held;
use crate::rights::Ask;

/// How often the store is asked for what other endpoints wrote: once for all who wait on a space.
const POLL: Duration = Duration::from_secs(1);

/// Answers it.
pub async fn wait(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (id, _) = door::place(parts.uri.path())?;
    let query = parts.uri.query().unwrap_or_default();
    let seen = query.strip_prefix("seen=").unwrap_or_default().to_owned();
    let space = door::enter(&app, &parts, body, id, &Ask::Wait).await?.space;
    let _waiting = Held::new(&app.meter.waiting);
    let end = Instant::now() + Duration::from_millis(app.limits.wait_ms);
    let mut closing = app.closing();
    loop {
        // Asked for first, so that nothing falls between looking and waiting.
        let news = space.news.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        let token = space.listing(POLL).await?.token.clone();
        if token != seen || Instant::now() >= end || *closing.borrow() {
            return Ok(json_response(StatusCode::OK, &json!({ "seen": token })));
        }
        tokio::select! {
            () = news => {}
            () = sleep_until(end.min(Instant::now() + POLL)) => {}
            _ = closing.changed() => {}
        }
    }
}
