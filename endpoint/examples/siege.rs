//! An endpoint under attack: `cargo run -p fenliu-endpoint --profile server --example siege [CONNECTIONS] [SECONDS]`.
//!
//! The endpoint runs in a process of its own, so that its memory can be told, and on this machine only. A member works
//! at a steady pace, in turn alone and while strangers keep so many connections busy: bodies that come slowly, methods
//! nobody knows, heads without an end, requests that are not signed or signed by nobody the space knows. Prints how long
//! the member waited and how much memory the endpoint had at most; fails if a bound does not hold.
#![allow(clippy::unwrap_used, missing_docs)]
#[path = "../tests/support/mod.rs"]
mod support;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use endpoint::{App, Limits, Spaces, open};
use support::*;
use sync::names::{Name, hex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The endpoint may have so much memory, in MiB.
const MEMORY: u64 = 64;
/// A member may wait so many times as long as without strangers.
const LONGER: f64 = 2.0;
/// Alone and under attack in turn, so many times; of each the middle one counts.
const TURNS: usize = 3;
/// Between two rounds of the member, and between two requests of one stranger.
const PACE: Duration = Duration::from_millis(40);
const STRANGERS_PACE: Duration = Duration::from_millis(200);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    if args.first().is_some_and(|arg| arg == "serve") {
        return runtime.block_on(serve(&args[1]));
    }
    let number = |at: usize, usual| args.get(at).map_or(usual, |arg| arg.parse().unwrap());
    let (connections, seconds) = (number(0, 200), number(1, 5));
    let holds = runtime.block_on(siege(connections, Duration::from_secs(seconds)));
    std::process::exit(i32::from(!holds));
}

/// The endpoint's process, until its input ends.
async fn serve(folder: &str) {
    let shelf = open::folder(folder.as_ref()).unwrap();
    let app = Arc::new(App::new(shelf, Limits::default(), Spaces::Open).with_clock(|| NOW));
    let running = Running::new(app, None).await;
    println!("{}", running.address);
    let end = || std::io::stdin().read_line(&mut String::new());
    tokio::task::spawn_blocking(end).await.unwrap().unwrap();
    std::process::exit(0);
}

/// Ends the endpoint's process, whatever happens.
struct Endpoint(Child);

impl Drop for Endpoint {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Endpoint {
    fn start(folder: &Folder) -> (Endpoint, SocketAddr) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let command = command.arg("serve").arg(&folder.0);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        (Endpoint(child), line.trim().parse().unwrap())
    }

    /// The most memory it had so far, in MiB.
    fn most_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }
}

async fn siege(connections: u64, span: Duration) -> bool {
    let folder = Folder::new();
    let (endpoint, address) = Endpoint::start(&folder);
    let member = Member::begin(address).await;
    let (mut alone, mut attacked, mut asked) = (Vec::new(), Vec::new(), 0);
    let mut from = 1;
    for _ in 0..TURNS {
        alone.push(member.work(&mut from, span).await);
        let strangers = Strangers::begin(address, member.space, connections);
        attacked.push(member.work(&mut from, span).await);
        asked += strangers.end();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let (alone, attacked, memory) = (middle(alone), middle(attacked), endpoint.most_memory());
    println!("{connections} connections of strangers, {asked} requests");
    println!("a member's p99: {alone:.1} ms alone, {attacked:.1} ms under attack (at most {LONGER} times)");
    println!("the endpoint's memory: {memory} MiB at most (bound: {MEMORY})");
    let holds = memory <= MEMORY && attacked <= LONGER * alone;
    println!("{}", if holds { "both hold" } else { "NOT both hold" });
    holds
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Who belongs to the space.
struct Member {
    address: SocketAddr,
    space: [u8; 16],
    key: Key,
    packs: Vec<Vec<u8>>,
}

impl Member {
    async fn begin(address: SocketAddr) -> Member {
        let key = Key::new(1);
        let space = vault::space_id(&key.public());
        let fact = sync::roster::Fact::Found { device: 1, kit: None };
        let (name, bytes) = key.record(space, fact);
        let mut wire = Wire::to(address).await;
        let answer = wire.ask(&key, &space, "PUT", &format!("o/{name}"), &bytes).await;
        assert_eq!(answer.short(), "201");
        let packs = chain(&key, 1, 1500, &[7; 4096]);
        Member {
            address,
            space,
            key,
            packs,
        }
    }

    /// Puts, lists and reads for a while; gives the time within which 99 of 100 requests were answered, in ms.
    async fn work(&self, from: &mut u32, span: Duration) -> f64 {
        let (end, mut times) = (Instant::now() + span, Vec::new());
        let mut wire = Wire::to(self.address).await;
        while Instant::now() < end {
            let pack = &self.packs[*from as usize - 1];
            let rest = format!("o/{}", packed(1, *from));
            for (method, rest, body) in [
                ("PUT", rest.as_str(), pack.as_slice()),
                ("GET", "o?under=p/&limit=10", &[]),
                ("GET", rest.as_str(), &[]),
            ] {
                let start = Instant::now();
                let answer = wire.ask(&self.key, &self.space, method, rest, body).await;
                times.push(start.elapsed().as_secs_f64() * 1000.0);
                assert!(answer.status.is_success(), "{}", answer.short());
            }
            *from += 1;
            tokio::time::sleep(PACE).await;
        }
        times.sort_by(f64::total_cmp);
        times[times.len() * 99 / 100]
    }
}

/// All strangers, on a thread of their own, so that the member does not wait for them here.
struct Strangers {
    count: Arc<AtomicU64>,
    end: std::sync::mpsc::Sender<()>,
    thread: std::thread::JoinHandle<()>,
}

impl Strangers {
    fn begin(address: SocketAddr, space: [u8; 16], connections: u64) -> Strangers {
        let (count, (end, ended)) = (Arc::new(AtomicU64::new(0)), std::sync::mpsc::channel());
        let counted = Arc::clone(&count);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build()
                .unwrap();
            for at in 0..connections {
                runtime.spawn(stranger(address, space, at, Arc::clone(&counted)));
            }
            ended.recv().unwrap();
            runtime.shutdown_background();
        });
        Strangers { count, end, thread }
    }

    /// Ends them; gives how many requests they began.
    fn end(self) -> u64 {
        self.end.send(()).unwrap();
        self.thread.join().unwrap();
        self.count.load(Ordering::Relaxed)
    }
}

/// One connection after the other, each in one of five ways.
async fn stranger(address: SocketAddr, space: [u8; 16], at: u64, count: Arc<AtomicU64>) {
    let key = Key::new(100 + (at % 100) as u8);
    for n in 0.. {
        let target = format!("/v1/{}/o/{}", hex(&space), Name::Blob([n as u8; 16]));
        let host = "HTTP/1.1\r\nhost: e\r\n";
        let signed = |method, target: &str| {
            let header = key.header(method, target, b"", NOW);
            format!("{method} {target} {host}authorization: {header}\r\n")
        };
        let long = "A".repeat(8000);
        let (head, piece) = match at % 5 {
            0 => (signed("PUT", &target) + "content-length: 60000000\r\n\r\n", 1),
            // Five in a row, each another method.
            1 => {
                let one = |i| format!("{long}{at}x{n}x{i} {target} {host}\r\n");
                ((0..5).map(one).collect(), 0)
            }
            2 => (format!("GET /{} {host}\r\n", long.repeat(25)), 0),
            3 => (format!("PUT {target} {host}content-length: 60000000\r\n\r\n"), 1 << 16),
            _ => (signed("GET", &format!("/v1/{n:016x}{at:016x}/o?under=p/")) + "\r\n", 0),
        };
        count.fetch_add(1, Ordering::Relaxed);
        let _ = tokio::time::timeout(Duration::from_secs(20), attack(address, &head, piece)).await;
        tokio::time::sleep(STRANGERS_PACE).await;
    }
}

/// Sends a head, and then pieces of a body of this size, until the endpoint is silent or closes.
async fn attack(address: SocketAddr, head: &str, piece: usize) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(head.as_bytes()).await?;
    let mut answer = [0; 1024];
    for _ in 0..100 {
        match tokio::time::timeout(Duration::from_millis(100), stream.read(&mut answer)).await {
            Ok(Ok(1..)) => {}
            Err(_) if piece > 0 => stream.write_all(&vec![0; piece]).await?,
            _ => break,
        }
    }
    Ok(())
}
