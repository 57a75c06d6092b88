//! `GET`, `PUT` and `DELETE /v1/{space}/o/{name}`
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use fenliu::sync::names::Name;
use fenliu::sync::roster::{DoorError, Fact, Record};
use serde_json::json;

use crate::answer::{self, Refusal, json_response};
use crate::app::App;
use crate::door::{self, Caller};
use crate::routes::CODE;
use crate::shelf::Put;
use crate::{check, rights::Ask};

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
    match name {
        Name::Record(_) => record(&app, &caller, &name, &parts).await?,
        _ => {
            let (bytes, roster) = (caller.body.clone(), Arc::clone(&caller.roster));
            door::off_thread(caller.body.len(), move || check::packs(&name, &bytes, &roster)).await??;
        }
    }
    store(&app, &caller, &name).await
}

/// Deletes an object that has served its time.
pub async fn delete(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (id, name) = place(&parts)?;
    let caller = door::enter(&app, &parts, body, id, &Ask::Delete(name)).await?;
    let is_packs = name.packs().is_some();
    if is_packs && !is_covered(&caller, &name).await? && !is_spoilt(&app, &caller, &name).await? {
        return Err(Refusal::new(StatusCode::CONFLICT, "not_covered"));
    }
    app.shelf.delete(&caller.space.path(&name)).await?;
    caller.space.has_changed(&name);
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
        DoorError::Founded | DoorError::Taken => Refusal::new(StatusCode::CONFLICT, error.code()),
        _ => Refusal::forbidden(error.code()),
    })?;
    if matches!(record.fact, Fact::Found { .. }) && !caller.roster.is_founded() {
        let code = parts.headers.get(CODE).and_then(|code| code.to_str().ok());
        if !app.spaces.allow(&space.id, code) {
            return Err(Refusal::forbidden("spaces_closed"));
        }
    }
    if space.would_hold(&record).await {
        Ok(())
    } else {
        Err(Refusal::forbidden("not_allowed"))
    }
}

async fn store(app: &App, caller: &Caller, name: &Name) -> Result<Response, Refusal> {
    const EXISTS: Refusal = Refusal::new(StatusCode::CONFLICT, "exists");
    const FULL: Refusal = Refusal::new(StatusCode::INSUFFICIENT_STORAGE, "full");
    let (space, size) = (&caller.space, caller.body.len() as u64);
    let path = space.path(name);
    {
        let mut usage = space.usage.lock().await;
        usage.refresh(&app.shelf, &space.hex).await?;
        if !usage.take(name, size, &app.limits) {
            drop(usage);
            let is_there = app.shelf.get(&path).await.is_ok_and(|old| old == caller.body);
            return if is_there { done(StatusCode::OK) } else { Err(FULL) };
        }
    }
    let put = app.shelf.put_new(&path, Bytes::clone(&caller.body)).await;
    if !matches!(put, Ok(Put::New)) {
        space.usage.lock().await.give(name, size);
    }
    match put? {
        Put::New => {
            space.has_changed(name);
            done(StatusCode::CREATED)
        }
        Put::Same => done(StatusCode::OK),
        Put::Other => Err(EXISTS),
    }
}

fn done(status: StatusCode) -> Result<Response, Refusal> {
    Ok(json_response(status, &json!({})))
}

/// Whether all packs of an object also lie in one larger object of the device. Nothing else is deleted, but what is
/// spoilt.
async fn is_covered(caller: &Caller, name: &Name) -> Result<bool, Refusal> {
    let Some((device, from, to)) = name.packs() else {
        return Ok(false);
    };
    let listing = caller.space.listing_now().await?;
    let spans = listing
        .objects
        .iter()
        .filter_map(|(name, _)| Name::parse(name)?.packs());
    let covers = |(d, f, t): (_, u32, u32)| d == device && f <= from && to <= t && (f, t) != (from, to);
    // One that is gone already may be deleted again.
    let is_there = listing.objects.iter().any(|(n, _)| *n == name.to_string());
    Ok(!is_there || spans.into_iter().any(covers))
}

/// Whether an object is no longer what its name says: damaged in the store, where its device may put it anew.
async fn is_spoilt(app: &App, caller: &Caller, name: &Name) -> Result<bool, Refusal> {
    let bytes = app.shelf.get(&caller.space.path(name)).await?;
    let (name, roster) = (*name, Arc::clone(&caller.roster));
    door::off_thread(bytes.len(), move || check::packs(&name, &bytes, &roster).is_err()).await
}
