//! Around every request: the server's time on the answer, counts, and a line that names nobody and nothing.
use std::sync::Arc;
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::answer::{Code, Refusal};
use crate::app::App;
use crate::meter::Held;
use crate::routes::TIME;

/// Nothing is served here.
pub async fn nowhere() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "bad_path")
}

/// Measures and counts one request.
pub async fn each(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let _under_way = Held::new(&app.meter.under_way);
    let method = known(request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", |path| path.as_str());
    let route = template(route);
    let mut response = next.run(request).await;
    let time = HeaderValue::from(app.now_ms());
    response.headers_mut().insert(TIME, time);
    let (status, took) = (response.status().as_u16(), start.elapsed());
    let code = response.extensions().get::<Code>().map(|code| code.0);
    let size = response.body().size_hint().exact().unwrap_or(0);
    app.meter.answered(method, route, status, code, took);
    if app.is_logging() {
        let code = code.unwrap_or("-");
        println!("{method} {route} {status} {code} {size} B {} ms", took.as_millis());
    }
    response
}

/// Routes as they stand in the table, never as they were asked for.
fn template(route: &str) -> &'static str {
    match route {
        "/v1/{space}/o" => "/v1/{space}/o",
        "/v1/{space}/o/{*name}" => "/v1/{space}/o/{name}",
        "/v1/{space}/wait" => "/v1/{space}/wait",
        "/healthz" => "/healthz",
        "/metrics" => "/metrics",
        _ => "file",
    }
}

/// Methods of this protocol and of browsers; whatever else somebody invents is one label.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
