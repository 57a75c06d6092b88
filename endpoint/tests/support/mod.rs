//! Devices that sign, packs that are sealed as far as an endpoint can see, and a store to try it on.
#![allow(dead_code, unused_imports, clippy::unwrap_used, missing_docs)]
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use casebook::clock::DeviceId;
use ed25519_dalek::{Signer, SigningKey};
use endpoint::{App, Limits, Shelf, Spaces, open, router};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sync::names::{Name, hex};
use sync::roster::{Fact, Record};
use sync::signed::{Asked, Signed};
use tower::ServiceExt;
use vault::space_id;

#[path = "careless.rs"]
mod careless;
pub use careless::Careless;
#[path = "wire.rs"]
mod wire;
pub use wire::{Running, Wire};
#[path = "packs.rs"]
mod packs;
pub use packs::{Words, bundle, bundled, chain, pack, packed};

/// The endpoint's clock in tests.
pub const NOW: u64 = 1_800_000_000_000;

static COUNT: AtomicU64 = AtomicU64::new(1);

pub fn fresh() -> u64 {
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// A key pair.
#[derive(Clone)]
pub struct Key(pub SigningKey);

impl Key {
    pub fn new(seed: u8) -> Key {
        Key(SigningKey::from_bytes(&[seed; 32]))
    }

    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    pub fn sign(&self, domain: &str, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(&[domain.as_bytes(), &[0], bytes].concat()).to_bytes()
    }

    pub fn record(&self, space: [u8; 16], fact: Fact) -> (Name, Vec<u8>) {
        Record::write(space, self.public(), fact, |domain, bytes| self.sign(domain, bytes))
    }

    /// The header for a request at `time_ms`.
    pub fn header(&self, method: &str, target: &str, body: &[u8], time_ms: u64) -> String {
        let asked = Asked { method, target };
        let nonce = fresh().to_be_bytes();
        Signed::new(&asked, body, self.public(), time_ms, nonce, |d, b| self.sign(d, b)).to_string()
    }
}

pub fn admit(device: u64, key: &Key, admin: bool) -> Fact {
    let verify = key.public();
    Fact::Admit { device, verify, admin }
}

/// A folder that is gone afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        let name = format!("fenliu-endpoint-{}-{}", std::process::id(), fresh());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How a store keeps a put from going over what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Creates {
    /// Always, also when many put at once.
    Always,
    /// Unless two put at once: s3s-fs looks first and writes then.
    Mostly,
    /// It does not: Garage knows no conditions on a put.
    Never,
}

/// What is known of the store at hand, from `FENLIU_TEST_STORE_CREATES`; a folder is the best.
pub fn creates() -> Creates {
    match std::env::var("FENLIU_TEST_STORE_CREATES").as_deref() {
        Ok("mostly") => Creates::Mostly,
        Ok("never") => Creates::Never,
        _ => Creates::Always,
    }
}

/// A store: a folder, or whatever `FENLIU_TEST_STORE` names (`s3://bucket`), below a prefix of its own.
pub struct Store {
    folder: Folder,
    s3: Option<String>,
}

impl Store {
    pub fn new() -> Store {
        let base = std::env::var("FENLIU_TEST_STORE").ok();
        let s3 = base.map(|base| format!("{base}/{}-{}", std::process::id(), fresh()));
        Store {
            folder: Folder::new(),
            s3,
        }
    }

    pub fn shelf(&self) -> Shelf {
        let shelf = match &self.s3 {
            Some(url) => open::s3(url).unwrap(),
            None => open::folder(&self.folder.0).unwrap(),
        };
        // As the probe at the start would find.
        shelf.set_creates(creates() != Creates::Never);
        shelf
    }

    /// Where an object lies in a folder.
    pub fn file(&self, space: [u8; 16], name: &str) -> PathBuf {
        self.folder.0.join(hex(&space)).join(name)
    }

    pub fn app(&self) -> App {
        self.app_with(Limits::default(), Spaces::Open)
    }

    pub fn app_with(&self, limits: Limits, spaces: Spaces) -> App {
        App::new(self.shelf(), limits, spaces).with_clock(|| NOW)
    }

    pub fn router(&self) -> Router {
        router(Arc::new(self.app()), None)
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// `403 removed`, `200`.
    pub fn short(&self) -> String {
        match self.json()["code"].as_str() {
            Some(code) => format!("{} {code}", self.status.as_u16()),
            None => self.status.as_u16().to_string(),
        }
    }
}

/// Sends a request that is whole.
pub async fn send(router: &Router, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_vec())).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.unwrap(),
    }
}

/// Somebody asking about one space.
#[derive(Clone)]
pub struct Client {
    pub router: Router,
    pub key: Key,
    pub space: [u8; 16],
}

impl Client {
    pub fn new(router: &Router, key: &Key, space: [u8; 16]) -> Client {
        let (router, key) = (router.clone(), key.clone());
        Client { router, key, space }
    }

    pub async fn ask(&self, method: &str, rest: &str, body: &[u8]) -> Answer {
        let target = format!("/v1/{}/{rest}", hex(&self.space));
        let header = self.key.header(method, &target, body, NOW);
        send(&self.router, method, &target, &[("authorization", &header)], body).await
    }

    pub async fn put(&self, name: &Name, body: &[u8]) -> String {
        self.ask("PUT", &format!("o/{name}"), body).await.short()
    }

    pub async fn get(&self, name: &Name) -> Answer {
        self.ask("GET", &format!("o/{name}"), &[]).await
    }

    pub async fn delete(&self, name: &Name) -> String {
        self.ask("DELETE", &format!("o/{name}"), &[]).await.short()
    }

    pub async fn says(&self, by: &Key, fact: Fact) -> String {
        let (name, bytes) = by.record(self.space, fact);
        self.put(&name, &bytes).await
    }

    /// Names of a listing.
    pub async fn names(&self, under: &str) -> Vec<String> {
        let answer = self.ask("GET", &format!("o?under={under}"), &[]).await.json();
        let objects = answer["objects"].as_array().cloned().unwrap_or_default();
        objects.iter().map(|o| o["name"].as_str().unwrap().to_owned()).collect()
    }

    pub async fn seen(&self) -> String {
        let answer = self.ask("GET", "o?under=p/", &[]).await.json();
        answer["seen"].as_str().unwrap().to_owned()
    }
}

/// A space with a founder (device 1, key 1, kit 9) and a device (2, key 2).
pub struct Scene {
    pub store: Store,
    pub router: Router,
    pub space: [u8; 16],
    pub founder: Client,
    pub device: Client,
}

impl Scene {
    pub async fn new() -> Scene {
        let store = Store::new();
        let router = store.router();
        Scene::on(store, router).await
    }

    pub async fn on(store: Store, router: Router) -> Scene {
        let (founder, key) = (Key::new(1), Key::new(2));
        let space = space_id(&founder.public());
        let founder = Client::new(&router, &founder, space);
        let device = Client::new(&router, &key, space);
        let kit = Some(Key::new(9).public());
        assert_eq!(founder.says(&founder.key, Fact::Found { device: 1, kit }).await, "201");
        assert_eq!(founder.says(&founder.key, admit(2, &key, false)).await, "201");
        Scene {
            store,
            router,
            space,
            founder,
            device,
        }
    }

    pub fn client(&self, seed: u8) -> Client {
        Client::new(&self.router, &Key::new(seed), self.space)
    }
}
