//! A static server for the built app that can be switched off, as a network can.
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Serves a folder on loopback until dropped.
pub struct Server {
    port: u16,
    on: Arc<AtomicBool>,
    gone: Arc<AtomicBool>,
    asked: Arc<AtomicU32>,
    withheld: Withheld,
}

/// How the names of files begin that the network does not bring.
type Withheld = Arc<Mutex<Option<&'static str>>>;

/// A page of nothing, without the app's policy.
pub const BARE: &str = "bare.html";

impl Server {
    /// Starts serving `folder` on a free port.
    pub fn start(folder: &Path) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let server = Server {
            port: listener.local_addr()?.port(),
            on: Arc::new(AtomicBool::new(true)),
            gone: Arc::new(AtomicBool::new(false)),
            asked: Arc::default(),
            withheld: Arc::default(),
        };
        let (folder, on, gone) = (folder.to_owned(), Arc::clone(&server.on), Arc::clone(&server.gone));
        let (asked, withheld) = (Arc::clone(&server.asked), Arc::clone(&server.withheld));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if gone.load(Ordering::Relaxed) {
                    return;
                }
                if !on.load(Ordering::Relaxed) {
                    continue; // dropped at once: the network is gone
                }
                asked.fetch_add(1, Ordering::Relaxed);
                let (folder, withheld) = (folder.clone(), Arc::clone(&withheld));
                std::thread::spawn(move || answer(stream, &folder, &withheld));
            }
        });
        Ok(server)
    }

    /// Address of the app.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// How often it was asked so far.
    pub fn asked(&self) -> u32 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Switches the network off or on.
    pub fn set_online(&self, online: bool) {
        self.on.store(online, Ordering::Relaxed);
    }

    /// Files whose names begin so are not brought from now on, as where the network fails just then; `None`: all are.
    pub fn withhold(&self, begins: Option<&'static str>) {
        *self.withheld.lock().unwrap_or_else(PoisonError::into_inner) = begins;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port)); // wakes the loop so that it ends
    }
}

fn answer(mut stream: TcpStream, folder: &Path, withheld: &Mutex<Option<&'static str>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    for line in lines.map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
    }
    let path = request
        .split(' ')
        .nth(1)?
        .split(['?', '#'])
        .next()?
        .trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let withheld = *withheld.lock().unwrap_or_else(PoisonError::into_inner);
    if withheld.is_some_and(|begins| path.starts_with(begins)) {
        return None;
    }
    let file: PathBuf = folder.join(path);
    let body = match path {
        BARE => Some(b"<!doctype html><title>bare</title>".to_vec()),
        path if path.contains("..") => None,
        _ => std::fs::read(&file).ok(),
    };
    let (status, body) = body.map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nAccess-Control-Allow-Origin: *\r\n\
         Connection: close\r\n\r\n",
        mime(path),
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest" | "json") => "application/json",
        _ => "application/octet-stream",
    }
}
