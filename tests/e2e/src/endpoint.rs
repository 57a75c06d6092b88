//! The storage endpoint as its own process on a folder of its own: started, killed and started again by stories.
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::driver::{Outcome, free_port};

/// A running endpoint; ended, and its folder removed, when dropped.
pub struct Endpoint {
    port: u16,
    folder: PathBuf,
    process: Option<Child>,
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
        let mut endpoint = Endpoint {
            port,
            folder,
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

    /// Where it keeps what it is given.
    pub fn folder(&self) -> &Path {
        &self.folder
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
        let process = Command::new(&program)
            .args(["--listen", &format!("127.0.0.1:{}", self.port), "--quiet", "--folder"])
            .arg(&self.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
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
