//! The endpoint's tests over an S3-compatible store: moto (PyPI), whose puts where nothing is are atomic. Outside the
//! usual run: S3 brings TLS and an HTTP client that take minutes to compile.
use super::count;
use super::report::Outcome;
use crate::setup::toolchain;
use crate::{place, run};
use anyhow::{Context, Result, ensure};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

/// Pinned.
const MOTO: &str = "moto[server,s3]==5.2.5";
/// The bucket the tests use.
const BUCKET: &str = "fenliu-test";

/// Starts the store, runs the tests, ends the store.
pub fn run() -> Result<Outcome> {
    let mut store = Moto::start()?;
    let mut test = run::command("cargo");
    toolchain::apply(&mut test)?;
    test.args([
        "test",
        "--package",
        "fenliu-endpoint",
        "--features",
        "s3",
        "--tests",
        "--no-fail-fast",
    ])
    .env_remove("RUSTFLAGS")
    .env("FENLIU_TEST_STORE", format!("s3://{BUCKET}"))
    .env("AWS_ENDPOINT_URL", format!("http://{}", store.address))
    .env("AWS_ACCESS_KEY_ID", "test")
    .env("AWS_SECRET_ACCESS_KEY", "test")
    .env("AWS_REGION", "us-east-1");
    let outcome = count::run(&mut test);
    store.end();
    outcome
}

/// A running store.
struct Moto {
    child: Child,
    address: SocketAddr,
}

impl Moto {
    fn start() -> Result<Moto> {
        let program = program()?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut moto = run::command(&program.to_string_lossy());
        moto.args(["-H", "127.0.0.1", "-p", &address.port().to_string()]);
        let child = moto.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.context("cannot start moto_server")?;
        let mut store = Moto { child, address };
        for _ in 0..150 {
            if store.make_bucket().is_ok() {
                return Ok(store);
            }
            thread::sleep(Duration::from_millis(200));
        }
        store.end();
        anyhow::bail!("moto_server does not answer at {address}")
    }

    fn make_bucket(&self) -> Result<()> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let address = self.address;
        write!(
            stream,
            "PUT /{BUCKET} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        ensure!(answer.starts_with("HTTP/1.1 200"), "no bucket");
        Ok(())
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The store's program, fetched into an environment of its own if it is not there.
fn program() -> Result<PathBuf> {
    let folder = place::tools().join("moto");
    let program = folder.join("bin/moto_server");
    if program.exists() {
        return Ok(program);
    }
    println!("set-up: fetching {MOTO} …");
    run::must(run::command("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = folder.join("bin/pip");
    run::must(run::command(&pip.to_string_lossy()).args(["install", "--quiet", MOTO]))?;
    Ok(program)
}
