//! Limits, browsers, the app's files, metrics, and an orderly end.
#![allow(clippy::unwrap_used)]
mod support;

use std::sync::Arc;
use std::time::Duration;

use endpoint::{App, Limits, Shelf, Spaces, probe::probe, router};
use support::*;
use sync::names::{Name, hex};
use sync::roster::Fact;

async fn limited(limits: Limits) -> Scene {
    let store = Store::new();
    let router = router(Arc::new(store.app_with(limits, Spaces::Open)), None);
    Scene::on(store, router).await
}

#[tokio::test]
async fn one_device_that_asks_too_much_does_not_hinder_another() {
    let scene = limited(Limits {
        rate: 1.0,
        burst: 8.0,
        ..Limits::default()
    })
    .await;
    let mut told = Vec::new();
    for _ in 0..12 {
        told.push(scene.device.ask("GET", "o?under=p/", &[]).await);
    }
    let busy: Vec<_> = told.iter().filter(|answer| answer.short() == "429 busy").collect();
    assert!((3..=4).contains(&busy.len()), "{}", busy.len());
    assert!(busy[0].headers.contains_key("retry-after"));
    assert!(busy[0].json()["retry_ms"].as_u64().unwrap() <= 1000);
    assert_eq!(scene.founder.ask("GET", "o?under=p/", &[]).await.short(), "200");
}

#[tokio::test]
async fn a_full_device_and_a_full_space_are_told_so_and_what_is_there_stays_good() {
    let packs = chain(&Key::new(2), 2, 4, &[7; 1000]);
    let scene = limited(Limits {
        device: 2500,
        space: 6000,
        ..Limits::default()
    })
    .await;
    for (number, expected) in [(1, "201"), (2, "201"), (3, "507 full"), (2, "200")] {
        assert_eq!(
            scene.device.put(&packed(2, number), &packs[number as usize - 1]).await,
            expected
        );
    }
    let founder = &scene.founder;
    assert_eq!(founder.put(&Name::Blob([1; 16]), &[0; 2000]).await, "201");
    assert_eq!(
        founder.put(&Name::Blob([2; 16]), &[0; 2000]).await,
        "507 full",
        "its share"
    );
    assert_eq!(founder.says(&founder.key, admit(3, &Key::new(3), false)).await, "201");
    let third = scene.client(3);
    assert_eq!(
        third.put(&Name::Blob([2; 16]), &[0; 2000]).await,
        "507 full",
        "the space"
    );
    assert_eq!(scene.device.get(&packed(2, 1)).await.body, packs[0]);
}

#[tokio::test]
async fn a_space_begins_only_where_it_may() {
    let (founder, code) = (Key::new(1), Spaces::code("secret"));
    let space = vault::space_id(&founder.public());
    let table = [
        (Spaces::Closed([[7; 16]].into()), "", "403 spaces_closed"),
        (Spaces::Closed([space].into()), "", "201"),
        (code.clone(), "", "403 spaces_closed"),
        (code.clone(), "wrong", "403 spaces_closed"),
        (code, "secret", "201"),
    ];
    for (spaces, code, expected) in table {
        let store = Store::new();
        let router = router(Arc::new(store.app_with(Limits::default(), spaces)), None);
        let (name, bytes) = founder.record(space, Fact::Found { device: 1, kit: None });
        let target = format!("/v1/{}/o/{name}", hex(&space));
        let header = founder.header("PUT", &target, &bytes, NOW);
        let headers = [("authorization", header.as_str()), ("fenliu-code", code)];
        assert_eq!(
            send(&router, "PUT", &target, &headers, &bytes).await.short(),
            expected,
            "{code}"
        );
    }
}

#[tokio::test]
async fn a_page_from_anywhere_may_ask_even_from_a_file() {
    let scene = Scene::new().await;
    let target = format!("/v1/{}/o/{}", hex(&scene.space), packed(2, 1));
    for origin in ["null", "https://court.example"] {
        let asks = [
            ("origin", origin),
            ("access-control-request-method", "PUT"),
            (
                "access-control-request-headers",
                "authorization,content-type,fenliu-code",
            ),
            ("access-control-request-private-network", "true"),
        ];
        let answer = send(&scene.router, "OPTIONS", &target, &asks, &[]).await;
        assert_eq!(answer.status, 200, "{origin}");
        let told = |name: &str| {
            answer
                .headers
                .get(name)
                .map_or("", |v| v.to_str().unwrap())
                .to_lowercase()
        };
        assert_eq!(told("access-control-allow-origin"), "*");
        for method in ["get", "put", "delete"] {
            assert!(told("access-control-allow-methods").contains(method));
        }
        assert!(told("access-control-allow-headers").contains("authorization"));
        assert_eq!(told("access-control-max-age"), "86400");
        assert_eq!(told("access-control-allow-private-network"), "true");
        assert_eq!(told("access-control-allow-credentials"), "", "no cookies");
        let answer = send(&scene.router, "GET", &target, &[("origin", origin)], &[]).await;
        assert_eq!(answer.short(), "401 unsigned");
        assert_eq!(
            answer.headers["access-control-allow-origin"], "*",
            "refusals can be read, too"
        );
        assert!(
            answer.headers["access-control-expose-headers"]
                .to_str()
                .unwrap()
                .contains("fenliu-time")
        );
    }
}

#[tokio::test]
async fn the_app_is_served_with_its_types_and_its_policy() {
    let (store, dist) = (Store::new(), Folder::new());
    for (name, text) in [
        ("index.html", "<!doctype html>"),
        ("page-0123456789abcdef_bg.wasm", "wasm"),
        ("page-0123456789abcdef_bg.wasm.br", "br"),
        ("manifest.webmanifest", "{}"),
    ] {
        std::fs::write(dist.0.join(name), text).unwrap();
    }
    let router = router(Arc::new(store.app()), Some(&dist.0));
    let page = send(&router, "GET", "/", &[], &[]).await;
    assert_eq!(page.body, "<!doctype html>");
    assert_eq!(page.headers["content-security-policy"], "frame-ancestors 'none'");
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert_eq!(page.headers["cache-control"], "no-cache");
    let wasm = send(
        &router,
        "GET",
        "/page-0123456789abcdef_bg.wasm",
        &[("accept-encoding", "br")],
        &[],
    )
    .await;
    assert_eq!(
        (wasm.body, &wasm.headers["content-encoding"]),
        ("br".into(), &"br".parse().unwrap())
    );
    assert_eq!(wasm.headers["content-type"], "application/wasm");
    assert_eq!(wasm.headers["cache-control"], "max-age=31536000, immutable");
    let manifest = send(&router, "GET", "/manifest.webmanifest", &[], &[]).await;
    assert_eq!(manifest.headers["content-type"], "application/manifest+json");
    for outside in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/missing.js"] {
        assert_eq!(send(&router, "GET", outside, &[], &[]).await.status, 404, "{outside}");
    }
}

#[tokio::test]
async fn metrics_count_and_name_nobody() {
    let scene = Scene::new().await;
    let packs = chain(&scene.device.key, 2, 1, b"sealed");
    scene.device.put(&packed(2, 1), &packs[0]).await;
    scene.client(60).get(&packed(2, 1)).await;
    let health = send(&scene.router, "GET", "/healthz", &[], &[]).await;
    assert_eq!(health.json()["ok"], true);
    let text = send(&scene.router, "GET", "/metrics", &[], &[]).await;
    let text = String::from_utf8(text.body.to_vec()).unwrap();
    assert!(text.contains("fenliu_requests_total{method=\"PUT\",route=\"/v1/{space}/o/{name}\",status=\"201\"} 3"));
    assert!(text.contains("fenliu_refused_total{code=\"unknown_device\"} 1"));
    for secret in [
        hex(&scene.space),
        hex(&scene.device.key.public()),
        packed(2, 1).to_string(),
    ] {
        assert!(!text.contains(&secret));
    }
}

#[tokio::test]
async fn the_probe_says_what_the_store_can_do_and_leaves_nothing() {
    let shelf = Store::new().shelf();
    let found = probe(&shelf, "try").await.unwrap();
    assert!(found.reads && found.lists && found.deletes, "{found}");
    assert_eq!(found.creates, creates() != Creates::Never, "{found}");
    assert!(shelf.list("probe").await.unwrap().is_empty());
}

#[tokio::test]
async fn at_the_end_open_requests_are_answered() {
    let scene = Scene::new().await;
    let running = Running::new(Arc::new(scene.store.app()), None).await;
    let (key, space) = (scene.device.key.clone(), scene.space);
    let seen = scene.device.seen().await;
    let mut wire = Wire::to(running.address).await;
    let waiting = tokio::spawn(async move {
        let waited = wire.ask(&key, &space, "GET", &format!("wait?seen={seen}"), &[]).await;
        (waited.status, waited.json()["seen"] == seen.as_str())
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished());
    let started = std::time::Instant::now();
    running.end().await;
    assert_eq!(waiting.await.unwrap(), (axum::http::StatusCode::OK, true));
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn who_sends_too_much_still_reads_why_not() {
    let scene = Scene::new().await;
    let running = Running::new(Arc::new(scene.store.app()), None).await;
    let body = vec![0; (16 << 20) + 1];
    for (key, expected) in [
        (&scene.device.key, "413 too_large"),
        (&Key::new(60), "403 unknown_device"),
    ] {
        let mut wire = Wire::to(running.address).await;
        let rest = format!("o/{}", packed(2, 1));
        let answer = wire.ask(key, &scene.space, "PUT", &rest, &body).await;
        assert_eq!(answer.short(), expected);
        let after = wire
            .ask(&scene.device.key, &scene.space, "GET", "o?under=p/", &[])
            .await;
        assert_eq!(after.short(), "200", "the connection is still good");
    }
    running.end().await;
}

#[tokio::test]
async fn a_store_that_cannot_refuse_is_found_out_and_looked_at_before_each_put() {
    let shelf = Shelf::new(Arc::new(Careless::default()), "court");
    let found = probe(&shelf, "try").await.unwrap();
    assert!(!found.creates && found.is_usable() && found.deletes, "{found}");
    let app = App::new(shelf, Limits::default(), Spaces::Open).with_clock(|| NOW);
    let scene = Scene::on(Store::new(), router(Arc::new(app), None)).await;
    let name = Name::Blob([1; 16]);
    for (bytes, expected) in [(b"one", "201"), (b"one", "200"), (b"two", "409 exists")] {
        assert_eq!(scene.device.put(&name, bytes).await, expected);
    }
    assert_eq!(scene.device.get(&name).await.body, "one");
}
