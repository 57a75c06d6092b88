//! The one writer: a Web Lock, bound by hand because web-sys keeps it behind an unstable switch.
use futures_channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, callback: &Function) -> Result<Promise, JsValue>;
}

/// A held lock; dropping it gives it back. Without Web Locks (an insecure origin) nothing is held, and the check of the
/// chain's head inside each transaction alone keeps two writers apart.
#[derive(Debug)]
#[must_use = "the lock is given back when this is dropped"]
pub struct Held {
    release: Option<Function>,
}

impl Held {
    /// Whether the browser holds a lock for us.
    #[must_use]
    pub const fn is_real(&self) -> bool {
        self.release.is_some()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            // Resolving a promise does not fail.
            release.call0(&JsValue::UNDEFINED).ok();
        }
    }
}

/// Waits until nobody else holds the lock `name` and holds it. It is given back by itself when the worker dies.
pub async fn hold(name: &str) -> Held {
    held(name).await.unwrap_or(Held { release: None })
}

async fn held(name: &str) -> Option<Held> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    if !locks.is_object() {
        return None;
    }
    let (granted, waiting) = oneshot::channel();
    let callback = Closure::once(move |_lock: JsValue| -> JsValue {
        let mut release = None;
        let until = Promise::new(&mut |resolve, _reject| release = Some(resolve));
        match release {
            // If the asker is gone, the unsent guard comes back and is dropped: the lock is free again.
            Some(release) => drop(granted.send(Held { release: Some(release) })),
            None => drop(granted),
        }
        until.into()
    });
    let manager: LockManager = locks.unchecked_into();
    let done = manager.request(name, callback.as_ref().unchecked_ref()).ok()?;
    // A refusal (a document going away) must not surface as an unhandled rejection.
    wasm_bindgen_futures::spawn_local(async move {
        JsFuture::from(done).await.ok();
    });
    waiting.await.ok()
}
