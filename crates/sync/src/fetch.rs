//! The endpoint, asked by the browser's `fetch`: a [`Remote`] whose requests are signed.
//!
//! No cookie, no credential of the browser, no redirect to elsewhere: a request goes to the configured address and
//! nowhere else. The browser's half of [`super::signed`].
use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Promise, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, Request, RequestCache, RequestCredentials, RequestInit,
    RequestMode, RequestRedirect, Response,
};

use super::names::hex;
use super::remote::{Listed, Page, Remote, RemoteError};
use super::signed::{Asked, Signed};

/// An answer that takes longer is given up, milliseconds; a wait is held for 25 s by the endpoint itself.
const PATIENCE_MS: u32 = 60_000;
/// Objects asked for in one page of a listing.
const PAGE: u32 = 1000;
/// The longest object taken, in bytes: what endpoints take, and a little for what stands around it.
const OBJECT_LIMIT: usize = (64 << 20) + (64 << 10);
/// The longest page of a listing, in bytes: many times that of [`PAGE`] names.
const LISTING_LIMIT: usize = 1 << 20;
/// The longest word beside those, in bytes.
const WORD_LIMIT: usize = 64 << 10;
/// The endpoint's clock, on every answer, milliseconds since 1970.
const TIME: &str = "fenliu-time";

/// Signs a text for a domain.
pub type Sign = Rc<dyn Fn(&str, &[u8]) -> [u8; 64]>;

#[wasm_bindgen]
extern "C" {
    /// The same in a window and in a worker.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(request: &Request) -> Promise;
}

/// A space behind an endpoint.
#[derive(Clone)]
pub struct Endpoint {
    /// Address without a slash at its end.
    base: String,
    space: String,
    key: [u8; 32],
    sign: Sign,
    /// How far the endpoint's clock is ahead of this device's, milliseconds.
    ahead_ms: Rc<Cell<i64>>,
}

/// A listing as the endpoint writes it.
#[derive(Deserialize)]
struct Listing {
    objects: Vec<Object>,
    more: bool,
    seen: String,
}

#[derive(Deserialize)]
struct Object {
    name: String,
    size: u64,
}

#[derive(Deserialize)]
struct Seen {
    seen: String,
}

/// What the endpoint says when it does not do something.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    code: String,
    retry_ms: u64,
}

/// A request under way. Whoever asks no longer takes it back: a browser keeps few connections to one place, and a wait
/// nobody waits for would hold one.
struct UnderWay(AbortController);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Endpoint {
    /// The space at this address, asked with this key.
    #[must_use]
    pub fn new(address: &str, space: [u8; 16], key: [u8; 32], sign: Sign) -> Endpoint {
        Endpoint {
            base: address.trim().trim_end_matches('/').to_owned(),
            space: hex(&space),
            key,
            sign,
            ahead_ms: Rc::default(),
        }
    }

    async fn ask(&self, method: &str, rest: &str, body: Option<&[u8]>) -> Result<Vec<u8>, RemoteError> {
        match self.ask_once(method, rest, body).await {
            // The clock is set right by the answer: once more with it.
            Err(RemoteError::Clock { server_ms }) if self.ahead_by(server_ms) => {
                self.ask_once(method, rest, body).await
            }
            other => other,
        }
    }

    /// Takes the endpoint's clock for signing; false if that is how requests are signed already.
    #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // milliseconds fit for 285,000 years
    fn ahead_by(&self, server_ms: u64) -> bool {
        let ahead = server_ms as i64 - js_sys::Date::now() as i64;
        let before = self.ahead_ms.replace(ahead);
        (ahead - before).unsigned_abs() > super::signed::WINDOW_MS / 2
    }

    async fn ask_once(&self, method: &str, rest: &str, body: Option<&[u8]>) -> Result<Vec<u8>, RemoteError> {
        let request = self.request(method, rest, body)?;
        let stop = AbortController::new().map_err(|_| RemoteError::Bad)?;
        let with = RequestInit::new();
        with.set_signal(Some(&stop.signal()));
        let request = Request::new_with_request_and_init(&request, &with).map_err(|_| RemoteError::Bad)?;
        let _patience = {
            let stop = stop.clone();
            Timeout::new(PATIENCE_MS, move || stop.abort())
        };
        let _under_way = UnderWay(stop);
        let response = JsFuture::from(fetch(&request))
            .await
            .map_err(|_| RemoteError::Offline)?;
        let response: Response = response.dyn_into().map_err(|_| RemoteError::Bad)?;
        let limit = if response.ok() { limit(rest) } else { WORD_LIMIT };
        let bytes = whole(&response, limit).await?;
        if response.ok() {
            return Ok(bytes);
        }
        let time = response.headers().get(TIME).ok().flatten();
        Err(refused(
            response.status(),
            &bytes,
            time.and_then(|time| time.parse().ok()),
        ))
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds fit for 285,000 years
    fn request(&self, method: &str, rest: &str, body: Option<&[u8]>) -> Result<Request, RemoteError> {
        let target = format!("/v1/{}/{rest}", self.space);
        let asked = Asked {
            method,
            target: &target,
        };
        let mut nonce = [0; 8];
        getrandom::fill(&mut nonce).map_err(|_| RemoteError::Bad)?;
        let now = (js_sys::Date::now() as i64).saturating_add(self.ahead_ms.get());
        let sign = |domain: &str, text: &[u8]| (self.sign)(domain, text);
        let signed = Signed::new(
            &asked,
            body.unwrap_or_default(),
            self.key,
            now.max(0) as u64,
            nonce,
            sign,
        );
        let headers = Headers::new().map_err(|_| RemoteError::Bad)?;
        let set = headers.set("authorization", &signed.to_string());
        set.map_err(|_| RemoteError::Bad)?;
        let init = RequestInit::new();
        init.set_method(method);
        init.set_mode(RequestMode::Cors);
        init.set_credentials(RequestCredentials::Omit);
        init.set_cache(RequestCache::NoStore);
        init.set_redirect(RequestRedirect::Error);
        init.set_headers(&headers);
        if let Some(body) = body {
            init.set_body(&Uint8Array::from(body));
        }
        // An address that is none is refused here.
        Request::new_with_str_and_init(&format!("{}{target}", self.base), &init).map_err(|_| RemoteError::Bad)
    }
}

/// The longest answer that makes sense.
fn limit(rest: &str) -> usize {
    match rest.split_once(['/', '?']) {
        Some(("o", _)) if rest.starts_with("o/") => OBJECT_LIMIT,
        Some(("o", _)) => LISTING_LIMIT,
        _ => WORD_LIMIT,
    }
}

/// The body, piece by piece: one that never ends must not fill this device's memory. What is left of it is given up with
/// the request.
async fn whole(response: &Response, limit: usize) -> Result<Vec<u8>, RemoteError> {
    let Some(stream) = response.body() else {
        return Ok(Vec::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let field = |piece: &JsValue, name: &str| js_sys::Reflect::get(piece, &name.into()).map_err(|_| RemoteError::Bad);
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| RemoteError::Offline)?;
        if field(&piece, "done")?.is_truthy() {
            return Ok(bytes);
        }
        let part = Uint8Array::new(&field(&piece, "value")?);
        if bytes.len().saturating_add(part.length() as usize) > limit {
            return Err(RemoteError::Bad);
        }
        bytes.extend(part.to_vec());
    }
}

/// What a refusal means.
fn refused(status: u16, body: &[u8], server_ms: Option<u64>) -> RemoteError {
    let said: Refusal = serde_json::from_slice(body).unwrap_or_default();
    match (status, said.code.as_str(), server_ms) {
        (_, "clock", Some(server_ms)) => RemoteError::Clock { server_ms },
        (403, "removed", _) => RemoteError::Removed,
        (404, "not_found", _) => RemoteError::NotFound,
        (409, "exists", _) => RemoteError::Exists,
        (413, ..) => RemoteError::TooLarge,
        (507, ..) => RemoteError::Full,
        (408 | 429 | 500 | 502..=504, ..) => RemoteError::Busy {
            retry_ms: said.retry_ms,
        },
        (_, "", _) => RemoteError::Bad,
        _ => RemoteError::Refused(said.code),
    }
}

impl Remote for Endpoint {
    async fn list(&self, under: &str, after: &str) -> Result<Page, RemoteError> {
        let (under, after) = (js_sys::encode_uri_component(under), js_sys::encode_uri_component(after));
        let rest = format!("o?under={under}&after={after}&limit={PAGE}");
        let bytes = self.ask("GET", &rest, None).await?;
        let listing: Listing = serde_json::from_slice(&bytes).map_err(|_| RemoteError::Bad)?;
        let listed = |Object { name, size }| Listed { name, size };
        Ok(Page {
            objects: listing.objects.into_iter().map(listed).collect(),
            more: listing.more,
            seen: listing.seen,
        })
    }

    async fn get(&self, name: &str) -> Result<Vec<u8>, RemoteError> {
        self.ask("GET", &format!("o/{name}"), None).await
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        self.ask("PUT", &format!("o/{name}"), Some(bytes)).await.map(|_| ())
    }

    async fn delete(&self, name: &str) -> Result<(), RemoteError> {
        match self.ask("DELETE", &format!("o/{name}"), None).await {
            Ok(_) | Err(RemoteError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn wait(&self, seen: &str) -> Result<String, RemoteError> {
        let rest = format!("wait?seen={}", js_sys::encode_uri_component(seen));
        let bytes = self.ask("GET", &rest, None).await?;
        let seen: Seen = serde_json::from_slice(&bytes).map_err(|_| RemoteError::Bad)?;
        Ok(seen.seen)
    }
}
