//! A running S3-compatible store.
use anyhow::{Result, ensure};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

/// The bucket the tests use.
pub const BUCKET: &str = "fenliu-test";

/// A running store; ended when dropped.
pub struct Store {
    /// Its processes.
    pub processes: Vec<Child>,
    /// Addresses that take requests; the first is used where one is enough.
    pub addresses: Vec<SocketAddr>,
    /// Processes of nodes that may die without the whole dying, in the order of the addresses; none if there is one only.
    pub nodes: Vec<u32>,
    /// Key and secret.
    pub key: (String, String),
    /// Whether it keeps a put from going over what is there: `always`, `mostly`, `never`.
    pub creates: &'static str,
    /// The region it answers to.
    pub region: &'static str,
    /// Where its bytes lie on the disk, if they do.
    pub folder: Option<PathBuf>,
}

impl Store {
    /// Tells a program where the store is.
    pub fn tell(&self, command: &mut Command) {
        let list = |items: Vec<String>| items.join(",");
        let urls: Vec<String> = self.addresses.iter().map(|at| format!("http://{at}")).collect();
        command
            .env("FENLIU_TEST_STORE", format!("s3://{BUCKET}"))
            .env("FENLIU_TEST_STORE_CREATES", self.creates)
            .env("AWS_ENDPOINT_URL", urls.first().cloned().unwrap_or_default())
            .env("AWS_ACCESS_KEY_ID", &self.key.0)
            .env("AWS_SECRET_ACCESS_KEY", &self.key.1)
            .env("AWS_REGION", self.region);
        if !self.nodes.is_empty() {
            command.env("FENLIU_STORE_NODES", list(urls)).env(
                "FENLIU_STORE_PIDS",
                list(self.nodes.iter().map(u32::to_string).collect()),
            );
        }
        if let Some(folder) = &self.folder {
            command.env("FENLIU_STORE_FOLDER", folder);
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// A free address of loopback.
pub fn free() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// Waits until something listens there.
pub fn wait_for(address: SocketAddr) -> Result<()> {
    for _ in 0..150 {
        if TcpStream::connect(address).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(200));
    }
    anyhow::bail!("nothing answers at {address}")
}

/// Makes the bucket at a store that asks nobody who he is.
pub fn make_bucket(address: SocketAddr) -> Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        stream,
        "PUT /{BUCKET} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    ensure!(answer.starts_with("HTTP/1.1 200"), "no bucket");
    Ok(())
}
