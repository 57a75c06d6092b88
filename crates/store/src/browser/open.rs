//! Opening the database: schema, blocked upgrades, connections that end.
use futures_channel::oneshot;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use crate::{StoreError, StoreTable};

/// Version of the schema. Hundreds are breaking; a build opens what it knows and nothing newer.
pub const VERSION: u32 = 201;

/// The object store of the browser's own key (no room: what lies there is no bytes).
pub(super) const KEYHOLD: &str = "keyhold";

/// What happened to a connection by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionEvent {
    /// Another tab brings a newer schema: this connection was closed to let it; reload.
    Outdated,
    /// The database was deleted: the browser or a person cleared the storage.
    Gone,
    /// The browser closed the connection (Safari does in the background); the next use opens it again.
    Lost,
}

/// Opens the database at a schema version (tests open newer ones).
///
/// # Errors
/// [`StoreError::Blocked`] while another tab holds an older one open, [`StoreError::TooNew`],
/// [`StoreError::Unavailable`].
pub(super) async fn open(name: &str, version: u32) -> Result<Database, StoreError> {
    let (tell, blocked) = oneshot::channel::<()>();
    let opening = Database::open(name.to_owned())
        .with_version(version)
        .with_on_blocked(move |_| {
            // Nobody listens any more once the database is open.
            tell.send(()).ok();
            Ok(())
        })
        .with_on_upgrade_needed(|_, db| {
            let there: Vec<String> = db.object_store_names().collect();
            for name in StoreTable::ALL.map(StoreTable::name).into_iter().chain([KEYHOLD]) {
                if !there.iter().any(|other| other == name) {
                    db.create_object_store(name).build()?;
                }
            }
            Ok(())
        })
        .build()
        .map_err(|e| open_error(&e))?;
    let opening = async move { opening.await.map_err(|e| open_error(&e)) };
    first(opening, blocked).await
}

/// The database, or `Blocked` at once when the browser says so; the request then goes on by itself, and what it opens
/// in the end is closed again.
async fn first(
    opening: impl Future<Output = Result<Database, StoreError>> + 'static,
    blocked: oneshot::Receiver<()>,
) -> Result<Database, StoreError> {
    let mut opening = Box::pin(opening);
    let mut blocked = pin!(blocked);
    let early = std::future::poll_fn(|cx| {
        if let Poll::Ready(opened) = opening.as_mut().poll(cx) {
            return Poll::Ready(Some(opened));
        }
        match blocked.as_mut().poll(cx) {
            Poll::Ready(Ok(())) => Poll::Ready(None),
            // The sender lives in the callback, which goes only with the request.
            Poll::Ready(Err(_)) | Poll::Pending => Poll::Pending,
        }
    })
    .await;
    if let Some(opened) = early {
        return opened;
    }
    wasm_bindgen_futures::spawn_local(async move {
        if let Ok(db) = opening.await {
            db.close();
        }
    });
    Err(StoreError::Blocked)
}

/// Watches a connection until it ends and says how.
pub(super) async fn watch(db: Database) -> ConnectionEvent {
    let Ok(mut events) = db.version_changes() else {
        return ConnectionEvent::Lost;
    };
    match events.recv().await {
        Some(change) => {
            db.close();
            match change.new_version() {
                Some(_) => ConnectionEvent::Outdated,
                None => ConnectionEvent::Gone,
            }
        }
        None => ConnectionEvent::Lost,
    }
}

fn open_error(error: &OpenDbError) -> StoreError {
    match error {
        OpenDbError::Base(Error::DomException(e)) => match e.as_sys().name().as_str() {
            "VersionError" => StoreError::TooNew,
            "QuotaExceededError" => StoreError::Quota,
            name => StoreError::Unavailable(name.to_owned()),
        },
        other => StoreError::Unavailable(other.to_string()),
    }
}

/// What an error of a request or transaction means.
pub(super) fn store_error(error: &Error) -> StoreError {
    match error {
        Error::DomException(e) => dom_error(e),
        other => StoreError::Other(other.to_string()),
    }
}

/// What a DOM exception means.
pub(super) fn dom_error(error: &DomException) -> StoreError {
    match error.as_sys().name().as_str() {
        "QuotaExceededError" => StoreError::Quota,
        "InvalidStateError" => StoreError::Closed,
        "AbortError" => StoreError::Unsure("AbortError".to_owned()),
        name => StoreError::Other(name.to_owned()),
    }
}
