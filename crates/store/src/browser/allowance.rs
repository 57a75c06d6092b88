//! The browser's allowance: how much is used, how much may be, and whether it promised not to throw it away.
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// What the browser says about our space.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Allowance {
    /// Bytes used by this origin.
    pub used: Option<f64>,
    /// Bytes it may use.
    pub quota: Option<f64>,
    /// Whether the browser promised to keep them.
    pub persistent: Option<bool>,
}

/// Asks for the numbers; empty where the browser does not say.
pub async fn allowance() -> Allowance {
    let Some(storage) = manager() else {
        return Allowance::default();
    };
    let estimate = settled(storage.estimate()).await;
    let number = |key: &str| {
        let estimate = estimate.as_ref()?;
        Reflect::get(estimate, &key.into()).ok()?.as_f64()
    };
    let (used, quota) = (number("usage"), number("quota"));
    let persistent = settled(storage.persisted()).await.and_then(|v| v.as_bool());
    Allowance {
        used,
        quota,
        persistent,
    }
}

fn manager() -> Option<StorageManager> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    storage.is_object().then(|| storage.unchecked_into())
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
