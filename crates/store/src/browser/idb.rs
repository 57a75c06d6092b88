//! IndexedDB as a [`RecordStore`].
//!
//! A transaction lives within one function here, and between its requests nothing is awaited but requests: bytes are
//! prepared before it begins, all puts are fired before the commit is awaited, and the reason of an abort is read
//! from the transaction itself, because the library does not hand it on.
use std::cell::RefCell;
use std::rc::Rc;

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::DomException;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::open::{ConnectionEvent, VERSION, dom_error, open, store_error, watch};
use crate::{Batch, Durability, Found, Key, RecordStore, StoreError, StoreTable, Want};

type OnEvent = Rc<dyn Fn(ConnectionEvent)>;

/// A database of this origin. Clones share the connection.
#[derive(Clone)]
pub struct IndexedDbStore {
    inner: Rc<Inner>,
}

struct Inner {
    name: String,
    version: u32,
    connection: RefCell<Option<Database>>,
    on_event: OnEvent,
}

impl IndexedDbStore {
    /// The database `name`; opened at first use. `on_event` hears when the connection ends by itself.
    pub fn new(name: &str, on_event: impl Fn(ConnectionEvent) + 'static) -> Self {
        Self::at_version(name, VERSION, on_event)
    }

    /// As [`IndexedDbStore::new`], with a schema version of one's own: what a newer build would do.
    pub fn at_version(name: &str, version: u32, on_event: impl Fn(ConnectionEvent) + 'static) -> Self {
        let inner = Inner {
            name: name.to_owned(),
            version,
            connection: RefCell::new(None),
            on_event: Rc::new(on_event),
        };
        Self { inner: Rc::new(inner) }
    }

    /// Closes the connection; the next use opens it again.
    pub fn close(&self) {
        if let Some(db) = self.inner.connection.take() {
            db.close();
        }
    }

    pub(super) async fn connection(&self) -> Result<Database, StoreError> {
        if let Some(db) = self.inner.connection.borrow().clone() {
            return Ok(db);
        }
        let db = open(&self.inner.name, self.inner.version).await?;
        let old = self.inner.connection.replace(Some(db.clone()));
        if let Some(old) = old {
            // Two first uses at once: one connection is enough.
            old.close();
        }
        let inner = Rc::downgrade(&self.inner);
        let watched = db.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let event = watch(watched.clone()).await;
            let Some(inner) = inner.upgrade() else { return };
            let current = inner.connection.borrow().as_ref().is_some_and(|c| same(c, &watched));
            if current {
                inner.connection.take();
                (inner.on_event)(event);
            }
        });
        Ok(db)
    }

    fn forget(&self) {
        self.inner.connection.take();
    }
}

fn same(a: &Database, b: &Database) -> bool {
    let (a, b): (&JsValue, &JsValue) = (a.as_sys().as_ref(), b.as_sys().as_ref());
    js_sys::Object::is(a, b)
}

impl RecordStore for IndexedDbStore {
    async fn read(&self, wants: &[Want]) -> Result<Vec<Found>, StoreError> {
        let db = self.connection().await?;
        match read(&db, wants).await {
            Err(StoreError::Closed | StoreError::Unsure(_)) => {
                self.forget();
                read(&self.connection().await?, wants).await
            }
            other => other,
        }
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let db = self.connection().await?;
        match commit(&db, batch).await {
            // Nothing was sent: the connection had died in the background.
            Err(StoreError::Closed) => {
                self.forget();
                commit(&self.connection().await?, batch).await
            }
            other => other,
        }
    }
}

async fn read(db: &Database, wants: &[Want]) -> Result<Vec<Found>, StoreError> {
    let mut rooms: Vec<&str> = wants.iter().map(|w| w.room().name()).collect();
    rooms.sort_unstable();
    rooms.dedup();
    if rooms.is_empty() {
        return Ok(Vec::new());
    }
    let tx = db
        .transaction(rooms)
        .with_mode(TransactionMode::Readonly)
        .build()
        .map_err(|e| store_error(&e))?;
    let mut out = Vec::with_capacity(wants.len());
    for want in wants {
        let store = tx.object_store(want.room().name()).map_err(|e| store_error(&e))?;
        out.push(read_one(&store, want).await.map_err(|e| store_error(&e))?);
    }
    Ok(out)
}

async fn read_one(store: &ObjectStore<'_>, want: &Want) -> indexed_db_futures::Result<Found> {
    let (range, most) = match want {
        Want::One(_, key) => (KeyRange::Only(js_key(key)), 1),
        Want::From(_, first, most) => (KeyRange::LowerBound(js_key(&Key::Number(*first)), false), *most),
        // Numbers come before texts, so this is everything.
        Want::All(_) | Want::Keys(_) => (KeyRange::LowerBound(js_key(&Key::Number(0)), false), u32::MAX),
    };
    if most == 0 {
        // To IndexedDB a limit of 0 means none.
        return Ok(Vec::new());
    }
    let keys = store
        .get_all_keys::<JsValue>()
        .with_query::<JsValue, _>(range.clone())
        .with_limit(most)
        .primitive()?;
    if matches!(want, Want::Keys(_)) {
        let keys = keys.await?.filter_map(|key| key.map(|key| rust_key(&key)).transpose());
        return keys.map(|key| Ok((key?, Vec::new()))).collect();
    }
    let values = store
        .get_all::<JsValue>()
        .with_query::<JsValue, _>(range)
        .with_limit(most)
        .primitive()?;
    let (keys, values) = (keys.await?, values.await?);
    let mut found = Vec::new();
    for (key, value) in keys.zip(values) {
        if let Some(key) = rust_key(&key?) {
            found.push((key, bytes_of(value?)));
        }
    }
    Ok(found)
}

/// The bytes of a record. The browser's own copy is let go at once: until the next garbage collection, those of a large book
/// would take as much memory as the book.
fn bytes_of(value: JsValue) -> Vec<u8> {
    let array = value
        .dyn_into::<Uint8Array>()
        .unwrap_or_else(|other| Uint8Array::new(&other));
    let bytes = array.to_vec();
    let buffer = array.buffer();
    // Browsers from before 2024 have no `transfer`; there it waits for the collection.
    let transfer = Reflect::get(&buffer, &JsValue::from_str("transfer")).ok();
    if let Some(transfer) = transfer.and_then(|found| found.dyn_into::<Function>().ok()) {
        // It fails only for a buffer that is gone already.
        transfer.call1(&buffer, &JsValue::from_f64(0.0)).ok();
    }
    bytes
}

async fn commit(db: &Database, batch: &Batch) -> Result<(), StoreError> {
    let rooms: Vec<&str> = batch.rooms().into_iter().map(StoreTable::name).collect();
    if rooms.is_empty() {
        return Ok(());
    }
    // All conversions happen before the transaction begins.
    let puts: Vec<(StoreTable, JsValue, JsValue)> = batch
        .put
        .iter()
        .map(|(room, key, bytes)| (*room, js_key(key), Uint8Array::from(bytes.as_slice()).into()))
        .collect();
    let durability = match batch.durability {
        Durability::Strict => TransactionDurability::Strict,
        Durability::Relaxed => TransactionDurability::Relaxed,
    };
    let tx = db
        .transaction(rooms)
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(durability))
        .build()
        .map_err(|e| store_error(&e))?;
    if !as_expected(&tx, batch).await? {
        // Nothing was put yet; dropping the transaction ends it.
        return Err(StoreError::Stale);
    }
    match fire(&tx, batch, puts) {
        Ok(()) => finish(tx).await,
        Err(e) => {
            let error = store_error(&e);
            // The abort itself can only fail if the transaction is over, which `error` says already.
            tx.abort().await.ok();
            Err(error)
        }
    }
}

async fn as_expected(tx: &Transaction<'_>, batch: &Batch) -> Result<bool, StoreError> {
    if batch.expect.is_empty() {
        return Ok(true);
    }
    let store = tx.object_store(StoreTable::Meta.name()).map_err(|e| store_error(&e))?;
    for (key, expected) in &batch.expect {
        let want = Want::One(StoreTable::Meta, key.clone());
        let found = read_one(&store, &want).await.map_err(|e| store_error(&e))?;
        if found.first().map(|(_, bytes)| bytes) != expected.as_ref() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Sends all requests without awaiting any: the first that fails aborts the transaction, and the commit says so.
fn fire(
    tx: &Transaction<'_>,
    batch: &Batch,
    puts: Vec<(StoreTable, JsValue, JsValue)>,
) -> indexed_db_futures::Result<()> {
    for room in &batch.clear {
        drop(tx.object_store(room.name())?.clear()?);
    }
    for (room, key) in &batch.delete {
        drop(
            tx.object_store(room.name())?
                .delete::<JsValue, _>(KeyRange::Only(js_key(key)))
                .primitive()?,
        );
    }
    for (room, key, bytes) in puts {
        let store = tx.object_store(room.name())?;
        drop(store.put(bytes).with_key(key).without_key_type().primitive()?);
    }
    Ok(())
}

/// Commits, and after an abort reads the reason from the transaction.
async fn finish(tx: Transaction<'_>) -> Result<(), StoreError> {
    let raw = tx.as_sys().clone();
    let Err(error) = tx.commit().await else {
        return Ok(());
    };
    if let Some(reason) = raw.error() {
        return Err(match dom_error(&DomException::from(reason)) {
            // An abort with a reason was an abort: nothing is stored.
            StoreError::Unsure(name) => StoreError::Other(name),
            known => known,
        });
    }
    Err(match store_error(&error) {
        StoreError::Quota => StoreError::Quota,
        other => StoreError::Unsure(other.to_string()),
    })
}

fn js_key(key: &Key) -> JsValue {
    match key {
        Key::Number(n) => JsValue::from_f64(f64::from(*n)),
        Key::Text(text) => JsValue::from_str(text),
    }
}

fn rust_key(js: &JsValue) -> Option<Key> {
    if let Some(text) = js.as_string() {
        return Some(Key::Text(text));
    }
    let number = js.as_f64()?;
    let whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked on the line above
    whole.then_some(Key::Number(number as u32))
}
