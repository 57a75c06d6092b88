//! "This browser only": a key that this browser makes, keeps, and never shows.
//!
//! The key (AES-256-GCM, not extractable) lies in IndexedDB as an object of the browser's own; its bytes cannot be read
//! by any program, ours included. It wraps a few hundred bytes: nonce (12 bytes), then what the browser's cipher gives.
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::idb::IndexedDbStore;
use super::open::{KEYHOLD, store_error};
use crate::StoreError;

/// Where the key lies.
const KEY: &str = "key";

/// Bytes of a nonce.
const NONCE: usize = 12;

/// What the wrapping is bound to.
const ABOUT: &[u8] = b"fenliu keyhold 1\0";

impl IndexedDbStore {
    /// Wraps bytes with the key of this browser; makes one if there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser gives no cipher (an insecure origin), or keeps no keys.
    pub async fn wrap(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let key = match self.kept().await? {
            Some(key) => key,
            None => self.make().await?,
        };
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| unavailable("chance"))?;
        let cipher = subtle()?;
        let done = cipher.encrypt_with_object_and_u8_array(&method(&nonce)?, &key, plain);
        let sealed = settled(done).await.ok_or_else(|| unavailable("encrypt"))?;
        Ok([nonce.as_slice(), &Uint8Array::new(&sealed).to_vec()].concat())
    }

    /// Opens what [`IndexedDbStore::wrap`] wrapped; nothing if this browser's key is gone or is another.
    ///
    /// # Errors
    /// As [`IndexedDbStore::wrap`].
    pub async fn open_wrapped(&self, wrapped: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let Some((nonce, sealed)) = wrapped.split_first_chunk::<NONCE>() else {
            return Ok(None);
        };
        let Some(key) = self.kept().await? else {
            return Ok(None);
        };
        let done = subtle()?.decrypt_with_object_and_u8_array(&method(nonce)?, &key, sealed);
        let plain = settled(done).await;
        Ok(plain.map(|plain| Uint8Array::new(&plain).to_vec()))
    }

    async fn kept(&self) -> Result<Option<CryptoKey>, StoreError> {
        let db = self.connection().await?;
        let kept = read(&db).await.map_err(|e| store_error(&e))?;
        Ok(kept.and_then(|key| key.dyn_into().ok()))
    }

    async fn make(&self) -> Result<CryptoKey, StoreError> {
        let algorithm = Object::new();
        set(&algorithm, "name", &"AES-GCM".into())?;
        set(&algorithm, "length", &256.into())?;
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let made = subtle()?.generate_key_with_object(&algorithm, false, &uses);
        let made = settled(made).await.ok_or_else(|| unavailable("generate"))?;
        let db = self.connection().await?;
        // Another tab may have been first: whose key lies there is the one.
        keep(&db, &made).await?;
        self.kept().await?.ok_or_else(|| unavailable("keep"))
    }
}

async fn read(db: &Database) -> indexed_db_futures::Result<Option<JsValue>> {
    let tx = db.transaction(KEYHOLD).with_mode(TransactionMode::Readonly).build()?;
    let store = tx.object_store(KEYHOLD)?;
    store.get::<JsValue, _, _>(KEY).primitive()?.await
}

async fn keep(db: &Database, key: &JsValue) -> Result<(), StoreError> {
    let tx = db
        .transaction(KEYHOLD)
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(TransactionDurability::Strict))
        .build()
        .map_err(|e| store_error(&e))?;
    let put = async {
        let store = tx.object_store(KEYHOLD)?;
        if store.get::<JsValue, _, _>(KEY).primitive()?.await?.is_none() {
            drop(store.put(key.clone()).with_key(KEY).without_key_type().primitive()?);
        }
        Ok(())
    };
    let put: indexed_db_futures::Result<()> = put.await;
    put.map_err(|e| store_error(&e))?;
    tx.commit().await.map_err(|e| store_error(&e))
}

fn method(nonce: &[u8]) -> Result<Object, StoreError> {
    let method = Object::new();
    set(&method, "name", &"AES-GCM".into())?;
    set(&method, "iv", &Uint8Array::from(nonce))?;
    set(&method, "additionalData", &Uint8Array::from(ABOUT))?;
    Ok(method)
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), StoreError> {
    match Reflect::set(object, &name.into(), value) {
        Ok(_) => Ok(()),
        Err(_) => Err(unavailable(name)),
    }
}

fn subtle() -> Result<SubtleCrypto, StoreError> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let found = get(&js_sys::global(), "crypto").and_then(|crypto| get(&crypto, "subtle"));
    match found {
        Some(subtle) if subtle.is_object() => Ok(subtle.unchecked_into()),
        _ => Err(unavailable("crypto")),
    }
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

fn unavailable(what: &str) -> StoreError {
    StoreError::Unavailable(what.to_owned())
}
