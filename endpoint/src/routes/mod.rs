//! The protocol over HTTP, as `docs/endpoint.md` writes it down.
mod list;
mod object;
mod wait;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, Method, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;
use tower_http::cors::{Any, CorsLayer};

use crate::answer::{json_response, with_type};
use crate::app::App;
use crate::{log, serve};

/// The server's clock, milliseconds since 1970, on every answer.
pub const TIME: HeaderName = HeaderName::from_static("fenliu-time");
/// What allows to begin a space, where that takes a code.
pub const CODE: HeaderName = HeaderName::from_static("fenliu-code");
/// How long a browser may remember that it may ask.
const PREFLIGHT: Duration = Duration::from_secs(24 * 3600);

/// All routes. With `dist`, the app's files beside them.
pub fn router(app: Arc<App>, dist: Option<&Path>) -> Router {
    let routes = Router::new()
        .route("/v1/{space}/o", get(list::list))
        .route(
            "/v1/{space}/o/{*name}",
            get(object::get).put(object::put).delete(object::delete),
        )
        .route("/v1/{space}/wait", get(wait::wait))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .with_state(Arc::clone(&app));
    let routes = match dist {
        Some(dist) => routes.fallback_service(serve::files(dist)),
        None => routes.fallback(log::nowhere),
    };
    routes
        .layer(axum::middleware::from_fn_with_state(app, log::each))
        .layer(cors())
}

/// Any origin, also `null` (the app opened from a disk): the signature decides, and no cookie is ever looked at.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::PUT, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, CODE])
        .expose_headers([TIME, RETRY_AFTER])
        .allow_private_network(true)
        .max_age(PREFLIGHT)
}

/// Whether the store answers.
async fn health(State(app): State<Arc<App>>) -> Response {
    match app.shelf.list("probe").await {
        Ok(_) => json_response(StatusCode::OK, &json!({ "ok": true })),
        Err(_) => json_response(StatusCode::SERVICE_UNAVAILABLE, &json!({ "ok": false })),
    }
}

async fn metrics(State(app): State<Arc<App>>) -> Response {
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    with_type(StatusCode::OK, kind, app.meter.text().into())
}
