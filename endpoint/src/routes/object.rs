//! `GET`, `PUT` and `DELETE /v1/{space}/o/{name}`
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use fenliu::casebook::clock::DeviceId;
use fenliu::sync::names::Name;
use fenliu::sync::roster::{DoorError, Fact, Record, Standing};
use serde_json::json;

use crate::answer::{self, Refusal, json_response};
use crate::app::App;
use crate::door::{self, Caller};
use crate::rights::{Ask, NOT_ALLOWED};
use crate::routes::CODE;
use crate::shelf::{Put, ShelfError};
use crate::usage::Share;
use crate::{chain, check, uploads};

const FULL: Refusal = Refusal::new(StatusCode::INSUFFICIENT_STORAGE, "full");

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
    let _alone = caller.space.alone_with(&name).await;
    match name {
        Name::Record(_) => record(&app, &caller, &name, &parts).await?,
        _ => {
            let (bytes, roster) = (caller.body.clone(), Arc::clone(&caller.roster));
            let checked = door::off_thread(caller.body.len(), move || check::packs(&name, &bytes, &roster));
            chain::fits(&app, &caller, &name, &checked.await??).await?;
        }
    }
    store(&app, &caller, &name).await
}

/// Deletes an object that has served its time.
pub async fn delete(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (id, name) = place(&parts)?;
    let caller = door::enter(&app, &parts, body, id, &Ask::Delete(name)).await?;
    let _alone = caller.space.alone_with(&name).await;
    if name.packs().is_some() && !chain::is_covered(&app, &caller, &name).await? {
        return Err(Refusal::new(StatusCode::CONFLICT, "not_covered"));
    }
    match uploads::is_marked(&name) {
        true => delete_marked(&app, &caller, &name).await?,
        false => clear(&app, &caller, &name, None).await?,
    }
    caller.space.has_changed(&name);
    Ok(json_response(StatusCode::OK, &json!({})))
}

/// Deletes a picture, for an admin or whoever put it, and then the marks of who did.
async fn delete_marked(app: &App, caller: &Caller, name: &Name) -> Result<(), Refusal> {
    let (shelf, space) = (&app.shelf, &caller.space.hex);
    let own = uploads::uploader(&caller.roster, &caller.key);
    let is_admin = caller.roster.standing(&caller.key) == Standing::Device { admin: true };
    let is_own = match own {
        Some(device) if !is_admin => uploads::is_by(shelf, space, device, name).await?,
        _ => false,
    };
    if !is_admin && !is_own {
        return Err(NOT_ALLOWED);
    }
    let put_by = uploads::all_of(shelf, space, name).await?;
    clear(app, caller, name, put_by.first().copied()).await?;
    for device in put_by {
        shelf
            .delete(&format!("{space}/{}", uploads::mark(device, name)))
            .await?;
    }
    Ok(())
}

/// Takes an object away and gives its room back; one that is not there is fine.
async fn clear(app: &App, caller: &Caller, name: &Name, put_by: Option<DeviceId>) -> Result<(), Refusal> {
    let path = caller.space.path(name);
    let size = match app.shelf.size(&path).await {
        Err(ShelfError::NotFound) => return Ok(()),
        size => size?,
    };
    app.shelf.delete(&path).await?;
    caller.space.usage.lock().await.give(Share::of(name, put_by), size);
    app.total.lock().await.give(size);
    Ok(())
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

async fn store(app: &App, caller: &Caller, name: &Name) -> Result<Response, Refusal> {
    let (space, size) = (&caller.space, caller.body.len() as u64);
    let uploader = match uploads::is_marked(name) {
        true => uploads::uploader(&caller.roster, &caller.key),
        false => None,
    };
    let (path, share) = (space.path(name), Share::of(name, uploader));
    if !take(app, caller, share, size).await? {
        let is_there = app.shelf.get(&path).await.is_ok_and(|old| old == caller.body);
        return if is_there { done(StatusCode::OK) } else { Err(FULL) };
    }
    let put = put_marked(app, caller, name, uploader).await;
    if !matches!(put, Ok(Put::New)) {
        space.usage.lock().await.give(share, size);
        app.total.lock().await.give(size);
    }
    match put? {
        Put::New => {
            space.has_changed(name);
            app.there.add(space.id).await;
            done(StatusCode::CREATED)
        }
        Put::Same => done(StatusCode::OK),
        Put::Other => Err(chain::EXISTS),
    }
}

/// Takes room in the space and in the store; false if there is none.
async fn take(app: &App, caller: &Caller, share: Share, size: u64) -> Result<bool, Refusal> {
    let space = &caller.space;
    let mut usage = space.usage.lock().await;
    usage.refresh(&app.shelf, &space.hex).await?;
    if !usage.take(share, size, &app.limits) {
        return Ok(false);
    }
    let mut total = app.total.lock().await;
    let counted = total.refresh(&app.shelf).await;
    let fits = counted.is_ok() && total.take(share, size, &app.limits);
    if !fits {
        usage.give(share, size);
    }
    counted?;
    Ok(fits)
}

/// Puts the body, after the mark of who puts it, where one belongs. A mark beside what another put goes again.
async fn put_marked(app: &App, caller: &Caller, name: &Name, uploader: Option<DeviceId>) -> Result<Put, ShelfError> {
    let mark = uploader.map(|device| format!("{}/{}", caller.space.hex, uploads::mark(device, name)));
    let marked = match &mark {
        Some(mark) => app.shelf.put_new(mark, Bytes::new()).await?,
        None => Put::Same,
    };
    let put = app
        .shelf
        .put_new(&caller.space.path(name), Bytes::clone(&caller.body))
        .await;
    if let (Some(mark), Put::New, Ok(Put::Same | Put::Other)) = (mark, marked, &put) {
        app.shelf.delete(&mark).await?;
    }
    put
}

fn done(status: StatusCode) -> Result<Response, Refusal> {
    Ok(json_response(status, &json!({})))
}
