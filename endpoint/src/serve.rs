//! Listening, the app's own files, and an orderly end.
use std::future::Future;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower_http::services::ServeDir;

use crate::app::App;
use crate::routes::router;

/// Requests are finished within this time after the end was asked for; then it ends all the same.
const LAST: Duration = Duration::from_secs(30);
/// Connections at once; more wait until one ends.
const CONNECTIONS: u32 = 2048;
/// The head of a request must have come within this time, also after a pause between two requests.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// Bytes of a head at most, and bytes kept of a connection while they are read: memory is bounded by the number of
/// connections, whatever they send.
const HEAD: usize = 16 << 10;
const BUFFER: usize = 32 << 10;
/// After trouble with accepting (most often too many open files) it is tried again.
const AGAIN: Duration = Duration::from_millis(100);

/// Serves until `end`, then lets open requests finish.
///
/// # Errors
/// None at present: trouble of a single connection ends that one only.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    dist: Option<PathBuf>,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let routes = router(Arc::clone(&app), dist.as_deref());
    let room = Arc::new(Semaphore::new(CONNECTIONS as usize));
    let (ended, closing) = watch::channel(false);
    let accept = async {
        while let Ok(one) = Arc::clone(&room).acquire_owned().await {
            let Ok((stream, peer)) = listener.accept().await else {
                tokio::time::sleep(AGAIN).await;
                continue;
            };
            let connection = connection(stream, peer, routes.clone(), closing.clone());
            tokio::spawn(async move {
                connection.await;
                drop(one);
            });
        }
    };
    tokio::select! {
        () = accept => {}
        () = end => {}
    }
    drop(listener);
    app.close();
    ended.send_replace(true);
    let _ = tokio::time::timeout(LAST, room.acquire_many(CONNECTIONS)).await;
    Ok(())
}

/// Answers the requests of one connection, until it ends or the endpoint closes.
async fn connection(stream: TcpStream, peer: SocketAddr, routes: Router, mut closing: watch::Receiver<bool>) {
    // Small answers should not wait for more.
    let _ = stream.set_nodelay(true);
    let routes = TowerToHyperService::new(routes);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        routes.call(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
    http.max_header_size(HEAD).max_buf_size(BUFFER);
    let connection = http.serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    // How a connection ends is its peer's affair.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = async { let _ = closing.wait_for(|closing| *closing).await; } => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// The app's files, with what `docs/hosting.md` asks of a server. `index.html` carries the rest of the policy itself.
pub fn files(dist: &Path) -> Router {
    let files = ServeDir::new(dist).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(from_fn(dress))
}

async fn dress(request: Request, next: Next) -> Response {
    let cache = match is_named_by_digest(request.uri().path()) {
        true => "max-age=31536000, immutable",
        false => "no-cache",
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (CACHE_CONTROL, cache),
        (CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// `quick-`, `page-`, `worker-`, `style-` and `more-` are followed by the digest of what is in the file: it never changes.
fn is_named_by_digest(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    let kinds = ["quick-", "page-", "worker-", "style-", "more-"];
    let digest = kinds
        .iter()
        .find_map(|kind| file.strip_prefix(kind))
        .unwrap_or_default();
    digest.len() > 8 && digest.bytes().take(8).all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_never_changes_is_kept_for_good() {
        for path in [
            "/page-0123456789abcdef_bg.wasm",
            "/quick-0123456789abcdef.js",
            "/fenliu/more-89abcdef01234567.css",
        ] {
            assert!(is_named_by_digest(path), "{path}");
        }
        for path in ["/", "/index.html", "/sw.js", "/page-.js", "/page-settings.html"] {
            assert!(!is_named_by_digest(path), "{path}");
        }
    }
}
