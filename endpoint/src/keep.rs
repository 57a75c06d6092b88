//! Keeping objects: what there is room for goes to the store, what is deleted makes room.
use axum::body::Bytes;
use axum::http::StatusCode;
use casebook::clock::DeviceId;
use sync::names::Name;
use sync::roster::Standing;

use crate::answer::Refusal;
use crate::app::App;
use crate::door::Caller;
use crate::rights::NOT_ALLOWED;
use crate::shelf::{Put, ShelfError};
use crate::uploads;
use crate::usage::Share;

/// No room left.
pub const FULL: Refusal = Refusal::new(StatusCode::INSUFFICIENT_STORAGE, "full");

/// Puts the body where nothing is, as far as there is room.
///
/// # Errors
/// `full`, and trouble of the store.
pub async fn put(app: &App, caller: &Caller, name: &Name) -> Result<Put, Refusal> {
    let (space, size) = (&caller.space, caller.body.len() as u64);
    let uploader = match uploads::is_marked(name) {
        true => uploads::uploader(&caller.roster, &caller.key),
        false => None,
    };
    let (path, share) = (space.path(name), Share::of(name, uploader));
    if !take(app, caller, share, size).await? {
        let is_there = app.shelf.get(&path).await.is_ok_and(|old| old == caller.body);
        return if is_there { Ok(Put::Same) } else { Err(FULL) };
    }
    let put = put_marked(app, caller, name, uploader).await;
    if !matches!(put, Ok(Put::New)) {
        space.usage.lock().await.give(share, size);
        app.total.lock().await.give(size);
    }
    let put = put?;
    if put == Put::New {
        space.has_changed(name);
        app.there.add(space.id).await;
    }
    Ok(put)
}

/// Puts a record. Its name is the hash of its bytes: what lies under the name and is something else has decayed, and gives
/// way to who has the record still.
///
/// # Errors
/// As [`put`].
pub async fn put_record(app: &App, caller: &Caller, name: &Name) -> Result<Put, Refusal> {
    match put(app, caller, name).await? {
        Put::Other => {
            clear(app, caller, name, None).await?;
            put(app, caller, name).await
        }
        done => Ok(done),
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

/// Puts the body, after the mark of who puts it, where one belongs. A mark beside what another put goes again. Marked
/// puts of one device come one after the other: else one that loses would take away the mark of one that wins.
async fn put_marked(app: &App, caller: &Caller, name: &Name, uploader: Option<DeviceId>) -> Result<Put, ShelfError> {
    let _alone = match &uploader {
        Some(device) => Some(caller.space.alone_with(device).await),
        None => None,
    };
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

/// Deletes what may be deleted, and gives its room back; a picture for an admin or whoever put it only.
///
/// # Errors
/// `not_allowed`, and trouble of the store.
pub async fn delete(app: &App, caller: &Caller, name: &Name) -> Result<(), Refusal> {
    match uploads::is_marked(name) {
        true => delete_marked(app, caller, name).await?,
        false => clear(app, caller, name, None).await?,
    }
    caller.space.has_changed(name);
    Ok(())
}

/// Deletes a picture, and then the marks of who put it.
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
