//! Listening, the app's own files, and an orderly end.
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::app::App;
use crate::routes::router;

/// Requests are finished within this time after the end was asked for; then it ends all the same.
const LAST: Duration = Duration::from_secs(30);

/// Serves until `end`, then lets open requests finish.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    dist: Option<PathBuf>,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let routes = router(Arc::clone(&app), dist.as_deref());
    let listener = listener.tap_io(|stream| {
        // Small answers should not wait for more.
        let _ = stream.set_nodelay(true);
    });
    let (ended, mut late) = tokio::sync::watch::channel(false);
    let end = async move {
        end.await;
        app.close();
        ended.send_replace(true);
    };
    let serving = axum::serve(listener, routes).with_graceful_shutdown(end);
    tokio::select! {
        done = serving.into_future() => done,
        () = async { let _ = late.wait_for(|late| *late).await; tokio::time::sleep(LAST).await; } => Ok(()),
    }
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

/// `page-`, `worker-` and `style-` are followed by the digest of what is in the file: it never changes.
fn is_named_by_digest(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    let kinds = ["page-", "worker-", "style-"];
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
        for path in ["/page-0123456789abcdef_bg.wasm", "/fenliu/style-89abcdef01234567.css"] {
            assert!(is_named_by_digest(path), "{path}");
        }
        for path in ["/", "/index.html", "/sw.js", "/page-.js", "/page-settings.html"] {
            assert!(!is_named_by_digest(path), "{path}");
        }
    }
}
