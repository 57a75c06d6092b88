//! A tiny static server for development and tests: right MIME types, nothing cached, loopback only.
use anyhow::{Context, Result};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// A running server; it lives as long as the process.
pub struct Host {
    /// Where it listens.
    pub address: SocketAddr,
}

/// Serves `dir` on loopback; port 0 takes a free one.
pub fn spawn(dir: &Path, port: u16) -> Result<Host> {
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} is taken: choose another with --port"))?;
    let address = listener.local_addr()?;
    let dir = Arc::new(dir.to_path_buf());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let dir = Arc::clone(&dir);
            thread::spawn(move || {
                // A browser that hangs up early is no concern of the server.
                let _ = answer_all(stream, &dir);
            });
        }
    });
    Ok(Host { address })
}

/// Answers the requests of one connection until it closes.
fn answer_all(stream: TcpStream, dir: &Path) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        writer.write_all(&answer(&first, dir))?;
    }
}

/// The whole response to a request line.
fn answer(request: &str, dir: &Path) -> Vec<u8> {
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
    if method != "GET" && method != "HEAD" {
        return response("405 Method Not Allowed", "text/plain", b"", true);
    }
    let Some(path) = resolve(dir, target) else {
        return response("404 Not Found", "text/plain", b"not found", method == "GET");
    };
    match fs::read(&path) {
        Ok(body) => response("200 OK", mime(&path), &body, method == "GET"),
        Err(_) => response("404 Not Found", "text/plain", b"not found", method == "GET"),
    }
}

/// The file a request means; nothing outside `dir`.
fn resolve(dir: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().unwrap_or("/");
    let relative = Path::new(path.trim_start_matches('/'));
    if !relative.components().all(|c| matches!(c, Component::Normal(_))) {
        return None;
    }
    let full = dir.join(relative);
    Some(if full.is_dir() { full.join("index.html") } else { full })
}

/// Puts a response together.
fn response(status: &str, mime: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let mut out = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\n\r\n",
        body.len()
    )
    .into_bytes();
    if with_body {
        out.extend_from_slice(body);
    }
    out
}

/// The MIME type by a file's ending.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let dir = Path::new("/nowhere");
        assert_eq!(resolve(dir, "/../etc/passwd"), None);
        assert_eq!(resolve(dir, "//etc/passwd"), Some(PathBuf::from("/nowhere/etc/passwd")));
        assert_eq!(resolve(dir, "/a.js?v=1"), Some(PathBuf::from("/nowhere/a.js")));
    }

    #[test]
    fn wasm_has_the_type_that_streaming_needs() {
        assert_eq!(mime(Path::new("page_bg.wasm")), "application/wasm");
    }
}
