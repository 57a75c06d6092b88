//! Devices of a bureau at work: `cargo run -p fenliu-endpoint --profile server --example load [DEVICES] [SECONDS]`.
//!
//! One endpoint over a folder of its own, on this machine, and many devices in the same process, each on a connection of
//! its own: they wait for news, list, read packs of others, and now and then put one of their own. Prints requests a
//! second and how long they took.
#![allow(clippy::unwrap_used, missing_docs)]
#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use endpoint::{Limits, Spaces};
use support::*;

/// What a device does in a round: so many reads for each pack it writes.
const READS: usize = 8;
/// Bytes of a pack: an officer's morning.
const PACK: usize = 4096;
/// Between two rounds a person does something else.
const PAUSE: Duration = Duration::from_millis(1000);

#[derive(Default)]
struct Times {
    list: Vec<Duration>,
    get: Vec<Duration>,
    put: Vec<Duration>,
}

fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<u64>().unwrap());
    let devices = args.next().unwrap_or(200);
    let seconds = args.next().unwrap_or(20);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.unwrap().block_on(load(devices, Duration::from_secs(seconds)));
}

async fn load(devices: u64, span: Duration) {
    let store = Store::new();
    let limits = Limits {
        wait_ms: 25_000,
        ..Limits::default()
    };
    let running = Running::new(Arc::new(store.app_with(limits, Spaces::Open)), None).await;
    let space = found(running.address, devices).await;
    println!("{devices} devices for {} s …", span.as_secs());
    let end = Instant::now() + span;
    let tasks: Vec<_> = (0..devices)
        .map(|at| {
            let address = running.address;
            let waiter = tokio::spawn(wait(address, key(at), space, end));
            (tokio::spawn(work(address, at, devices, space, end)), waiter)
        })
        .collect();
    let (mut all, mut woken) = (Times::default(), 0);
    for (task, waiter) in tasks {
        let times = task.await.unwrap();
        all.list.extend(times.list);
        all.get.extend(times.get);
        all.put.extend(times.put);
        waiter.abort();
        woken += waiter.await.unwrap_or(0);
    }
    let count = all.list.len() + all.get.len() + all.put.len();
    println!(
        "{:.0} requests/s beside {devices} that wait ({woken} waits ended)",
        count as f64 / span.as_secs_f64()
    );
    tell("list", all.list);
    tell("get", all.get);
    tell("put", all.put);
    running.end().await;
}

/// Begins a space and admits all devices.
async fn found(address: std::net::SocketAddr, devices: u64) -> [u8; 16] {
    let (mut wire, founder) = (Wire::to(address).await, Key::new(1));
    let space = vault::space_id(&founder.public());
    let begin = sync::roster::Fact::Found { device: 1, kit: None };
    let admits = (0..devices).map(|at| admit(1000 + at, &key(at), false));
    for fact in std::iter::once(begin).chain(admits) {
        let (name, bytes) = founder.record(space, fact);
        let mut answer = wire.ask(&founder, &space, "PUT", &format!("o/{name}"), &bytes).await;
        while answer.status == 429 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            answer = wire.ask(&founder, &space, "PUT", &format!("o/{name}"), &bytes).await;
        }
        assert!(answer.status.is_success(), "{}", answer.short());
    }
    space
}

fn key(at: u64) -> Key {
    let mut seed = [0xee; 32];
    seed[..8].copy_from_slice(&at.to_be_bytes());
    Key(ed25519_dalek::SigningKey::from_bytes(&seed))
}

/// A device's day: list what is there, read some of it, write a pack, pause.
async fn work(address: std::net::SocketAddr, at: u64, devices: u64, space: [u8; 16], end: Instant) -> Times {
    let (mut times, key) = (Times::default(), key(at));
    let packs = chain(&key, 1000 + at, 64, &[at as u8; PACK]);
    let mut wire = Wire::to(address).await;
    tokio::time::sleep(PAUSE.mul_f64(at as f64 / devices as f64)).await;
    for (number, pack) in (1..).zip(&packs) {
        if Instant::now() >= end {
            break;
        }
        let round = Instant::now();
        let name = packed(1000 + at, number);
        timed(
            &mut times.put,
            wire.ask(&key, &space, "PUT", &format!("o/{name}"), pack),
        )
        .await;
        let under = format!("o?under=p/{:016x}/", 1000 + (at + u64::from(number)) % devices);
        let list = timed(&mut times.list, wire.ask(&key, &space, "GET", &under, &[]))
            .await
            .json();
        let objects = list["objects"].as_array().cloned().unwrap_or_default();
        for object in objects.iter().rev().cycle().take(READS) {
            let rest = format!("o/{}", object["name"].as_str().unwrap());
            timed(&mut times.get, wire.ask(&key, &space, "GET", &rest, &[])).await;
        }
        tokio::time::sleep(PAUSE.saturating_sub(round.elapsed())).await;
    }
    times
}

/// Waits for news all the time, as an open page does.
async fn wait(address: std::net::SocketAddr, key: Key, space: [u8; 16], end: Instant) -> usize {
    let (mut wire, mut seen, mut count) = (Wire::to(address).await, String::new(), 0);
    while Instant::now() < end {
        let answer = wire
            .ask(&key, &space, "GET", &format!("wait?seen={seen}"), &[])
            .await
            .json();
        seen = answer["seen"].as_str().unwrap_or_default().to_owned();
        count += 1;
        // A page gathers what comes within a moment.
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    count
}

async fn timed(into: &mut Vec<Duration>, ask: impl Future<Output = Answer>) -> Answer {
    let start = Instant::now();
    let answer = ask.await;
    assert!(answer.status.is_success(), "{}", answer.short());
    into.push(start.elapsed());
    answer
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: f64| {
        times
            .get((times.len() as f64 * part) as usize)
            .copied()
            .unwrap_or_default()
            .as_secs_f64()
            * 1000.0
    };
    println!(
        "{what:>5}  {:>6}  p50 {:>7.2} ms  p99 {:>7.2} ms  most {:>7.2} ms",
        times.len(),
        at(0.5),
        at(0.99),
        at(0.9999)
    );
}
