//! `GET`, `PUT` and `DELETE /v1/{space}/o/{name}`
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;
use sync::names::Name;
use sync::roster::{AdmissionError, Fact, Record};
use tokio::sync::OwnedSemaphorePermit;

use crate::answer::{self, Refusal, json_response};
use crate::app::App;
use crate::door::{self, Caller};
use crate::keep::{self, FULL};
use crate::rights::Ask;
use crate::routes::CODE;
use crate::shelf::Put;
use crate::{chain, check};

/// Gives the bytes of an object.
pub async fn get(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (id, name) = place(&parts)?;
    let caller = door::enter(&app, &parts, body, id, &Ask::Get(name)).await?;
    let (size, stream) = app.shelf.stream(&caller.space.path(&name)).await?;
    app.meter.bytes_out.fetch_add(size, Ordering::Relaxed);
    let mut response = answer::bytes(Body::from_stream(stream));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(size));
    Ok(response)
}

/// Puts an object where nothing is; the same bytes again are fine.
pub async fn put(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (id, name) = place(&parts)?;
    let caller = door::enter(&app, &parts, body, id, &Ask::Put(name)).await?;
    app.meter
        .bytes_in
        .fetch_add(caller.body.len() as u64, Ordering::Relaxed);
    // Of two that put packs of one device at once, the second sees what the first put.
    let _alone = alone_with_packs(&caller, &name).await;
    let put = match name {
        Name::Record(_) => {
            record(&app, &caller, &name, &parts).await?;
            keep::put_record(&app, &caller, &name).await?
        }
        _ => {
            let (bytes, roster) = (caller.body.clone(), Arc::clone(&caller.roster));
            let checked = door::off_thread(caller.body.len(), move || check::packs(&name, &bytes, &roster));
            chain::fits(&app, &caller, &name, &checked.await??).await?;
            keep::put(&app, &caller, &name).await?
        }
    };
    match put {
        Put::New => done(StatusCode::CREATED),
        Put::Same => done(StatusCode::OK),
        Put::Other => Err(chain::EXISTS),
    }
}

/// Deletes an object that has served its time.
pub async fn delete(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (id, name) = place(&parts)?;
    let caller = door::enter(&app, &parts, body, id, &Ask::Delete(name)).await?;
    let _alone = alone_with_packs(&caller, &name).await;
    if name.packs().is_some() && !chain::is_covered(&app, &caller, &name).await? {
        return Err(Refusal::new(StatusCode::CONFLICT, "not_covered"));
    }
    keep::delete(&app, &caller, &name).await?;
    Ok(json_response(StatusCode::OK, &json!({})))
}

fn place(parts: &Parts) -> Result<([u8; 16], Name), Refusal> {
    let (id, rest) = door::place(parts.uri.path())?;
    Ok((id, door::name(rest)?))
}

/// Whether a record may come in: by who signed it, and whether it would have any effect.
async fn record(app: &App, caller: &Caller, name: &Name, parts: &Parts) -> Result<(), Refusal> {
    let space = &caller.space;
    let record = Record::read(space.id, &caller.body).map_err(|error| Refusal::bad(error.code()))?;
    if record.name() != *name {
        return Err(Refusal::bad("record_other_name"));
    }
    let admitted = caller.roster.admits(&record, &caller.key, app.now_ms());
    admitted.map_err(|error| match error {
        AdmissionError::Founded | AdmissionError::Taken => Refusal::new(StatusCode::CONFLICT, error.code()),
        _ => Refusal::forbidden(error.code()),
    })?;
    if matches!(record.fact, Fact::Found { .. }) && !caller.roster.is_founded() {
        let code = parts.headers.get(CODE).and_then(|code| code.to_str().ok());
        if !app.spaces.allow(&space.id, code) {
            return Err(Refusal::forbidden("spaces_closed"));
        }
        may_begin(app).await?;
    }
    if space.would_hold(&record).await {
        Ok(())
    } else {
        Err(Refusal::forbidden("not_allowed"))
    }
}

/// Whether there is room for a further space.
async fn may_begin(app: &App) -> Result<(), Refusal> {
    if app.there.count(&app.shelf).await? >= app.limits.spaces {
        return Err(FULL);
    }
    let mut total = app.total.lock().await;
    total.refresh(&app.shelf).await?;
    match total.has_room_for_a_space(&app.limits) {
        true => Ok(()),
        false => Err(FULL),
    }
}

fn done(status: StatusCode) -> Result<Response, Refusal> {
    Ok(json_response(status, &json!({})))
}

/// Keeps others from changing packs of the device this object is of, until what is given is dropped.
async fn alone_with_packs(caller: &Caller, name: &Name) -> Option<OwnedSemaphorePermit> {
    let (device, ..) = name.packs()?;
    caller.space.alone_with(&device).await
}
