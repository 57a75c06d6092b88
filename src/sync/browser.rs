//! The store behind an endpoint, asked by the browser.
//!
//! Every request goes to the address this was made with and nowhere else: no redirect is followed, no cookie and no
//! referrer is sent. Who asks is shown by a signature of the request itself ([`super::signed`]).
use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Uint8Array};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Response, WorkerGlobalScope,
};

use super::caller::Caller;
use super::names::hex;
use super::remote::{Listed, Page, Remote, RemoteError};
use super::signed::{Asked, Signed};

/// No answer is waited for longer than this, milliseconds; a long poll takes up to 25 seconds of it.
const PATIENCE_MS: u32 = 60_000;

/// The header with the store's clock, milliseconds since 1970.
const TIME: &str = "fenliu-time";

/// How far the store's clock is ahead of this device's, milliseconds. Kept from request to request.
pub type Ahead = Rc<Cell<i64>>;

/// An endpoint, asked by a caller.
pub struct Endpoint {
    address: String,
    caller: Caller,
    ahead: Ahead,
}

#[derive(Deserialize)]
struct Names {
    objects: Vec<NameSize>,
    #[serde(default)]
    more: bool,
    #[serde(default)]
    seen: String,
}

#[derive(Deserialize)]
struct NameSize {
    name: String,
    size: u64,
}

#[derive(Deserialize)]
struct Seen {
    seen: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refused {
    code: String,
    retry_ms: u64,
}

/// An answer as it came.
struct Came {
    status: u16,
    time_ms: Option<u64>,
    body: Vec<u8>,
}

impl Endpoint {
    /// The endpoint at this address (without a slash at the end).
    #[must_use]
    pub fn new(address: &str, caller: Caller, ahead: Ahead) -> Self {
        Self {
            address: address.to_owned(),
            caller,
            ahead,
        }
    }

    fn target(&self, rest: &str) -> String {
        format!("/v1/{}/{rest}", hex(&self.caller.space))
    }

    /// Asks, and once more if only the clocks differed.
    async fn ask(&self, method: &str, target: &str, body: Option<&[u8]>) -> Result<Vec<u8>, RemoteError> {
        match self.ask_once(method, target, body).await {
            Err(RemoteError::Clock { server_ms }) if server_ms > 0 => {
                #[allow(clippy::cast_possible_wrap)] // milliseconds of any year we know
                self.ahead.set(server_ms as i64 - now_ms() as i64);
                self.ask_once(method, target, body).await
            }
            other => other,
        }
    }

    async fn ask_once(&self, method: &str, target: &str, body: Option<&[u8]>) -> Result<Vec<u8>, RemoteError> {
        let asked = Asked {
            method,
            target,
            body: Sha256::digest(body.unwrap_or_default()).into(),
        };
        let mut nonce = [0; 8];
        getrandom::fill(&mut nonce).map_err(|_| RemoteError::Bad)?;
        let time_ms = now_ms().saturating_add_signed(self.ahead.get());
        let sign = |domain: &str, bytes: &[u8]| self.caller.sign(domain, bytes);
        let signed = Signed::new(&asked, self.caller.key, time_ms, nonce, sign);
        let url = format!("{}{target}", self.address);
        let came = fetched(method, &url, body, &signed.to_string()).await?;
        match came.status {
            200..300 => Ok(came.body),
            status => Err(refusal(status, &came)),
        }
    }
}

/// What an answer that is no success means.
fn refusal(status: u16, came: &Came) -> RemoteError {
    let said: Refused = serde_json::from_slice(&came.body).unwrap_or_default();
    match (status, said.code.as_str()) {
        (_, "removed") => RemoteError::Removed,
        (_, "clock") => RemoteError::Clock {
            server_ms: came.time_ms.unwrap_or(0),
        },
        (_, "exists") => RemoteError::Exists,
        (404, _) => RemoteError::NotFound,
        (413, _) => RemoteError::TooLarge,
        (507, _) => RemoteError::Full,
        (429 | 500.., _) => RemoteError::Busy {
            retry_ms: said.retry_ms,
        },
        (400..500, code) if !code.is_empty() => RemoteError::Refused(code.to_owned()),
        _ => RemoteError::Bad,
    }
}

impl Remote for Endpoint {
    async fn list(&self, under: &str, after: &str) -> Result<Page, RemoteError> {
        let target = self.target(&format!("o?under={under}&after={after}&limit=1000"));
        let body = self.ask("GET", &target, None).await?;
        let names: Names = serde_json::from_slice(&body).map_err(|_| RemoteError::Bad)?;
        let listed = |NameSize { name, size }| Listed { name, size };
        Ok(Page {
            objects: names.objects.into_iter().map(listed).collect(),
            more: names.more,
            seen: names.seen,
        })
    }

    async fn get(&self, name: &str) -> Result<Vec<u8>, RemoteError> {
        self.ask("GET", &self.target(&format!("o/{name}")), None).await
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        let target = self.target(&format!("o/{name}"));
        self.ask("PUT", &target, Some(bytes)).await.map(|_| ())
    }

    async fn delete(&self, name: &str) -> Result<(), RemoteError> {
        match self.ask("DELETE", &self.target(&format!("o/{name}")), None).await {
            Ok(_) | Err(RemoteError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn wait(&self, seen: &str) -> Result<String, RemoteError> {
        // What the store named is sent back as it came; anything that would not stay one word is not.
        let word = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let seen = if seen.chars().all(word) { seen } else { "" };
        let body = self
            .ask("GET", &self.target(&format!("wait?seen={seen}")), None)
            .await?;
        let seen: Seen = serde_json::from_slice(&body).map_err(|_| RemoteError::Bad)?;
        Ok(seen.seen)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds fit for 285,000 years
fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// A request under way. Dropped, it is taken back.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn fetched(method: &str, url: &str, body: Option<&[u8]>, signed: &str) -> Result<Came, RemoteError> {
    let abort = Abort(AbortController::new().map_err(|_| RemoteError::Bad)?);
    let controller = abort.0.clone();
    let _patience = gloo_timers::callback::Timeout::new(PATIENCE_MS, move || controller.abort());
    let request = request(method, url, body, signed, &abort.0).map_err(|_| RemoteError::Bad)?;
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    // Whatever keeps an answer from coming (no network, no such host, no permission to ask across origins) looks the
    // same to us.
    let response = JsFuture::from(scope.fetch_with_request(&request)).await;
    let response: Response = response.map_err(|_| RemoteError::Offline)?.unchecked_into();
    let time = response.headers().get(TIME).ok().flatten();
    let bytes = settled(response.array_buffer()).await.ok_or(RemoteError::Offline)?;
    Ok(Came {
        status: response.status(),
        time_ms: time.and_then(|time| time.parse().ok()),
        body: Uint8Array::new(&bytes).to_vec(),
    })
}

fn request(
    method: &str,
    url: &str,
    body: Option<&[u8]>,
    signed: &str,
    abort: &AbortController,
) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("authorization", signed)?;
    let init = RequestInit::new();
    init.set_method(method);
    init.set_headers(&headers);
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&abort.signal()));
    if let Some(body) = body {
        headers.set("content-type", "application/octet-stream")?;
        init.set_body(&Uint8Array::from(body));
    }
    Request::new_with_str_and_init(url, &init)
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
