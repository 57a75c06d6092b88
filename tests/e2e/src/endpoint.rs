//! The storage endpoint as its own process: started, killed and started again by stories. On a folder of its own, or
//! below a prefix of its own in the S3-compatible store that `FENLIU_TEST_STORE` names (`s3://bucket`).
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::driver::{Outcome, free_port};

/// A running endpoint; ended, and its folder removed, when dropped.
pub struct Endpoint {
    port: u16,
    folder: PathBuf,
    store: Option<Store>,
    process: Option<Child>,
}

/// Where in an S3-compatible store.
#[derive(Clone)]
struct Store {
    /// `s3://bucket/prefix`
    place: String,
    /// The address of a node, if it is not the usual one.
    node: Option<String>,
}

impl Endpoint {
    /// Starts one on an empty folder and a free port.
    ///
    /// # Errors
    /// There is no such program, or it does not listen within ten seconds.
    pub async fn start() -> Outcome<Self> {
        let port = free_port()?;
        let folder = std::env::temp_dir().join(format!("fenliu-store-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let base = std::env::var("FENLIU_TEST_STORE").ok();
        let store = base.map(|base| Store {
            place: format!("{base}/{}-{port}", std::process::id()),
            node: None,
        });
        Self::on(port, folder, store).await
    }

    /// Another endpoint before the same store, at another of its nodes.
    ///
    /// # Errors
    /// As [`Endpoint::start`]; this one stands on a folder.
    pub async fn beside(&self, node: &str) -> Outcome<Self> {
        let mut store = self.store.clone().ok_or("a folder has one endpoint")?;
        store.node = Some(node.to_owned());
        Self::on(free_port()?, self.folder.clone(), Some(store)).await
    }

    async fn on(port: u16, folder: PathBuf, store: Option<Store>) -> Outcome<Self> {
        let mut endpoint = Endpoint {
            port,
            folder,
            store,
            process: None,
        };
        endpoint.run().await?;
        Ok(endpoint)
    }

    /// Its address, as a person types it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where what it is given lies on the disk; nothing if the store keeps it elsewhere.
    pub fn folder(&self) -> Option<PathBuf> {
        match self.store {
            None => Some(self.folder.clone()),
            Some(_) => std::env::var_os("FENLIU_STORE_FOLDER").map(PathBuf::from),
        }
    }

    /// Ends it at once (SIGKILL), whatever it is doing.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Starts it (again) on the same folder and port.
    ///
    /// # Errors
    /// As [`Endpoint::start`].
    pub async fn run(&mut self) -> Outcome {
        self.kill();
        let program = std::env::var("FENLIU_ENDPOINT").unwrap_or_else(|_| "target/debug/fenliu-endpoint".to_owned());
        let mut command = Command::new(&program);
        command.args(["--listen", &format!("127.0.0.1:{}", self.port), "--quiet"]);
        match &self.store {
            None => command.arg("--folder").arg(&self.folder),
            Some(store) => command.args(["--store", &store.place]),
        };
        if let Some(node) = self.store.as_ref().and_then(|store| store.node.as_ref()) {
            command.env("AWS_ENDPOINT_URL", node);
        }
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        self.process = Some(process.map_err(|e| format!("{program} cannot be started: {e}"))?);
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(format!("{program} does not listen on port {}", self.port))
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
