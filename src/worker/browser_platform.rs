//! The browser under the jobs.
use std::cell::RefCell;
use std::rc::Rc;

use crate::thumb::thumbnail;
use js_sys::Promise;
use store::StoreError;
use store::browser::{Channel, Held, IndexedDbStore, allowance, hold};
use sync::caller::Caller;
use sync::fetch::Endpoint;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel};
use worker::platform::{Platform, Space, Word};

/// The browser.
pub struct BrowserPlatform {
    name: &'static str,
    channel: Channel,
    records: IndexedDbStore,
    turns: Turns,
}

impl BrowserPlatform {
    /// The browser with the lock of this name, the channel to the other tabs, and the database whose key it keeps.
    pub fn new(name: &'static str, channel: Channel, records: IndexedDbStore) -> Self {
        Self {
            name,
            channel,
            records,
            turns: Turns::new(),
        }
    }
}

impl Platform for BrowserPlatform {
    type RecordStore = IndexedDbStore;
    type Held = Held;
    type Remote = Endpoint;

    fn remote(&self, endpoint: &str, caller: Caller) -> Endpoint {
        let (space, key) = (caller.space, caller.key);
        Endpoint::new(endpoint, space, key, caller.signer())
    }

    async fn sleep(&self, ms: u64) {
        // A timer waits at most so long; whoever waits longer looks again.
        let ms = u32::try_from(ms).unwrap_or(u32::MAX).min(24 * 3_600_000);
        gloo_timers::future::TimeoutFuture::new(ms).await;
    }

    async fn hold_sharing(&self) -> Held {
        hold(&format!("{}-sync", self.name)).await
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds fit for 285,000 years
    fn now_ms(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds fit for 285,000 years
    fn running_ms(&self) -> u64 {
        let scope = js_sys::global().dyn_into::<web_sys::WorkerGlobalScope>().ok();
        // Every browser has it; without it there is only the clock a person sets.
        let clock = scope.and_then(|scope| scope.performance());
        clock.map_or_else(js_sys::Date::now, |clock| clock.now()) as u64
    }

    fn random(&self, into: &mut [u8]) {
        // Every browser has it; without it two devices could get one number, so better none at all.
        if getrandom::fill(into).is_err() {
            wasm_bindgen::throw_str("no source of chance");
        }
    }

    async fn thumbnail(&self, file: &[u8], mime: &str) -> Option<Vec<u8>> {
        thumbnail(file, mime).await
    }

    async fn hold(&self) -> Held {
        hold(self.name).await
    }

    async fn pause(&self) {
        self.turns.turn().await;
    }

    fn tell_tabs(&self, word: &Word) {
        // A word always can be written.
        if let Ok(bytes) = postcard::to_stdvec(word) {
            self.channel.tell(&bytes);
        }
    }

    async fn wrap(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.records.wrap(plain).await
    }

    async fn open_wrapped(&self, wrapped: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.records.open_wrapped(wrapped).await
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bytes of a disk
    async fn space(&self) -> Space {
        let said = allowance().await;
        Space {
            used: said.used.unwrap_or(0.0) as u64,
            persistent: said.persistent,
        }
    }

    fn send(&self, frame: Vec<u8>) {
        post(&frame);
    }
}

/// Sends a frame to the page; its buffer moves over without a copy.
pub fn post(frame: &[u8]) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let buffer = js_sys::Uint8Array::from(frame).buffer();
    // A page that is gone needs no answer.
    scope
        .post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer))
        .ok();
}

/// Turns of the event loop by a message to oneself: a timer would be held back four milliseconds each time.
struct Turns {
    channel: Option<MessageChannel>,
    waiting: Rc<RefCell<Vec<js_sys::Function>>>,
    _heard: Closure<dyn FnMut()>,
}

impl Turns {
    fn new() -> Self {
        let waiting = Rc::new(RefCell::new(Vec::<js_sys::Function>::new()));
        let due = Rc::clone(&waiting);
        let heard = Closure::new(move || {
            let due = due.take();
            for resolve in due {
                // Resolving a promise does not fail.
                resolve.call0(&JsValue::UNDEFINED).ok();
            }
        });
        let channel = MessageChannel::new().ok();
        if let Some(channel) = &channel {
            channel.port1().set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            waiting,
            _heard: heard,
        }
    }

    async fn turn(&self) {
        let Some(channel) = &self.channel else {
            gloo_timers::future::TimeoutFuture::new(0).await;
            return;
        };
        let promise = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push(resolve));
        // The port is ours and open; the promise cannot be rejected.
        channel.port2().post_message(&JsValue::NULL).ok();
        JsFuture::from(promise).await.ok();
    }
}
