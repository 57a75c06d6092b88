//! What strangers, and members who mean ill, may cost the others: memory, room for bodies, their turn.
#![allow(clippy::unwrap_used)]
mod support;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use endpoint::{Limits, Spaces, router};
use support::*;
use sync::names::{Name, hex};
use sync::roster::Fact;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends the head of a put of 60 MB and the first byte of its body.
async fn begin(address: SocketAddr, target: &str, header: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head =
        format!("PUT {target} HTTP/1.1\r\nhost: e\r\nauthorization: {header}\r\ncontent-length: 60000000\r\n\r\nx");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

/// The first line of what comes back within a time.
async fn first_line(stream: &mut TcpStream, within: Duration) -> Option<String> {
    let mut buffer = [0; 4096];
    let got = tokio::time::timeout(within, stream.read(&mut buffer)).await.ok()?;
    let text = String::from_utf8_lossy(&buffer[..got.ok()?]).into_owned();
    text.lines().next().map(str::to_owned)
}

/// The scene over a connection, with these limits.
async fn running(limits: Limits) -> (Scene, Running) {
    let store = Store::new();
    let app = Arc::new(store.app_with(limits, Spaces::Open));
    let scene = Scene::on(store, router(Arc::clone(&app), None)).await;
    (scene, Running::new(app, None).await)
}

async fn metrics(scene: &Scene) -> usize {
    send(&scene.router, "GET", "/metrics", &[], &[]).await.body.len()
}

#[tokio::test]
async fn nobody_makes_the_counts_grow_by_inventing_methods_or_paths() {
    let scene = Scene::new().await;
    let long = "A".repeat(2000);
    let ask = async |n: u32| {
        for (method, target) in [
            (format!("{long}{n}"), "/nowhere".to_owned()),
            (format!("{long}{n}"), format!("/v1/{}/wait", hex(&scene.space))),
            ("GET".to_owned(), format!("/{long}{n}")),
            ("GET".to_owned(), format!("/v1/{n:032x}/o/b/{n:032x}")),
            ("OPTIONS".to_owned(), format!("/v1/{n:032x}/o")),
        ] {
            send(&scene.router, &method, &target, &[], &[]).await;
        }
    };
    ask(1).await;
    metrics(&scene).await;
    let before = metrics(&scene).await;
    for n in 2..100 {
        ask(n).await;
    }
    // Only the digits of the numbers may become more.
    let after = metrics(&scene).await;
    assert!(after < before + 100, "{before} bytes, then {after}");
    let text = send(&scene.router, "GET", "/metrics", &[], &[]).await;
    assert!(String::from_utf8_lossy(&text.body).contains("method=\"other\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_shows_no_right_takes_room_for_a_body() {
    let (scene, running) = running(Limits::default()).await;
    let (founder, member) = (&scene.founder.key, &scene.device.key);
    let gone = Key::new(4);
    for fact in [admit(4, &gone, false), Fact::Remove { device: 4, last: 0 }] {
        assert_eq!(scene.founder.says(founder, fact).await, "201");
    }
    let mut held = Vec::new();
    for n in 0..12u8 {
        let target = format!("/v1/{}/o/{}", hex(&scene.space), Name::Blob([n; 16]));
        let public = hex(&founder.public());
        let (nonce, body, sig) = (hex(&[n; 8]), hex(&[0; 32]), hex(&[0; 64]));
        let forged = format!("Fenliu key={public},time={NOW},nonce={nonce},body={body},sig={sig}");
        let elsewhere = founder.header("PUT", "/v1/elsewhere", b"x", NOW);
        let late = member.header("PUT", &target, b"x", NOW - 10 * 60_000);
        let stranger = Key::new(70 + n).header("PUT", &target, b"x", NOW);
        let removed = gone.header("PUT", &target, b"x", NOW);
        for header in [String::new(), forged, elsewhere, late, stranger, removed] {
            held.push(begin(running.address, &target, &header).await);
        }
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut wire = Wire::to(running.address).await;
    let start = Instant::now();
    let rest = format!("o/{}", Name::Blob([0xbb; 16]));
    let answer = wire.ask(member, &scene.space, "PUT", &rest, &vec![7; 300 << 10]).await;
    assert_eq!(answer.short(), "201");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_member_does_not_hold_all_the_room_for_bodies() {
    let (scene, running) = running(Limits::default()).await;
    let mut held = Vec::new();
    for n in 0..12u8 {
        let target = format!("/v1/{}/o/{}", hex(&scene.space), Name::Blob([n; 16]));
        let header = scene.device.key.header("PUT", &target, b"x", NOW);
        held.push(begin(running.address, &target, &header).await);
        // A head that was seen on the way and is sent again takes no room either.
        held.push(begin(running.address, &target, &header).await);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut wire = Wire::to(running.address).await;
    let start = Instant::now();
    let rest = format!("o/{}", Name::Blob([0xbb; 16]));
    let founder = &scene.founder.key;
    let answer = wire.ask(founder, &scene.space, "PUT", &rest, &vec![7; 300 << 10]).await;
    assert_eq!(answer.short(), "201");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_stops_or_only_drips_ends_and_gives_its_room_back() {
    let (scene, running) = running(Limits {
        idle_ms: 300,
        body_ms: 1200,
        ..Limits::default()
    })
    .await;
    let key = &scene.device.key;
    let mut slow = Vec::new();
    for n in 0..2u8 {
        let target = format!("/v1/{}/o/{}", hex(&scene.space), Name::Blob([n; 16]));
        let header = key.header("PUT", &target, b"x", NOW);
        slow.push(begin(running.address, &target, &header).await);
    }
    let mut drips = slow.pop().unwrap();
    let dripping = tokio::spawn(async move {
        for _ in 0..30 {
            if drips.write_all(b"x").await.is_err() {
                break;
            }
            if let Some(line) = first_line(&mut drips, Duration::from_millis(100)).await {
                return line;
            }
        }
        String::new()
    });
    let stopped = first_line(&mut slow[0], Duration::from_secs(2)).await;
    assert_eq!(stopped.as_deref(), Some("HTTP/1.1 408 Request Timeout"));
    assert_eq!(dripping.await.unwrap(), "HTTP/1.1 408 Request Timeout");
    let mut wire = Wire::to(running.address).await;
    let rest = format!("o/{}", Name::Blob([0xbb; 16]));
    let answer = wire.ask(key, &scene.space, "PUT", &rest, &vec![7; 300 << 10]).await;
    assert_eq!(answer.short(), "201");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_does_not_end_is_cut_off() {
    let (scene, running) = running(Limits::default()).await;
    let long = "A".repeat(200_000);
    for head in [
        format!("{long} /x HTTP/1.1\r\nhost: e\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\nhost: e\r\n\r\n"),
        format!("GET /healthz HTTP/1.1\r\nhost: e\r\nx: {long}\r\n\r\n"),
    ] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        // It is closed while this is being sent.
        let _ = stream.write_all(head.as_bytes()).await;
        let line = first_line(&mut stream, Duration::from_secs(2))
            .await
            .unwrap_or_default();
        assert!(!line.contains("200") && !line.contains("404"), "{line}");
    }
    let mut wire = Wire::to(running.address).await;
    let answer = wire
        .ask(&scene.device.key, &scene.space, "GET", "o?under=p/", &[])
        .await;
    assert_eq!(answer.short(), "200");
}

#[tokio::test]
async fn strangers_keep_no_member_out_also_after_a_restart() {
    let scene = Scene::new().await;
    let again = scene.store.router();
    let mut refused = 0;
    for n in 0..400u32 {
        let (mut seed, mut space) = ([0; 32], [0; 16]);
        seed[..4].copy_from_slice(&n.to_be_bytes());
        space[..4].copy_from_slice(&n.to_be_bytes());
        let key = Key(ed25519_dalek::SigningKey::from_bytes(&seed));
        // Half of them ask about the space of the members.
        let space = if n % 2 == 0 { space } else { scene.space };
        let stranger = Client::new(&again, &key, space);
        refused += usize::from(stranger.ask("GET", "o?under=p/", &[]).await.short() == "429 busy");
    }
    assert!(refused > 100, "{refused}");
    for key in [&scene.device.key, &scene.founder.key] {
        let member = Client::new(&again, key, scene.space);
        assert_eq!(member.ask("GET", "o?under=p/", &[]).await.short(), "200");
    }
}
