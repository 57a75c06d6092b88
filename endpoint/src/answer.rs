//! What goes back: bytes, a little JSON, or a code.
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::shelf::ShelfError;

/// A request that was not done, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code.
    pub code: &'static str,
    /// When to try again, milliseconds; 0: not said.
    pub retry_ms: u64,
}

impl Refusal {
    /// A refusal with this status and code.
    pub const fn new(status: StatusCode, code: &'static str) -> Refusal {
        Refusal {
            status,
            code,
            retry_ms: 0,
        }
    }

    /// Not a request of this protocol.
    pub const fn bad(code: &'static str) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, code)
    }

    /// Not shown who asks.
    pub const fn unknown(code: &'static str) -> Refusal {
        Refusal::new(StatusCode::UNAUTHORIZED, code)
    }

    /// Shown, and not allowed.
    pub const fn forbidden(code: &'static str) -> Refusal {
        Refusal::new(StatusCode::FORBIDDEN, code)
    }

    /// Too much at once.
    pub const fn busy(retry_ms: u64) -> Refusal {
        Refusal {
            status: StatusCode::TOO_MANY_REQUESTS,
            code: "busy",
            retry_ms,
        }
    }
}

impl From<ShelfError> for Refusal {
    fn from(error: ShelfError) -> Refusal {
        match error {
            ShelfError::NotFound => Refusal::new(StatusCode::NOT_FOUND, "not_found"),
            ShelfError::Full => Refusal::new(StatusCode::INSUFFICIENT_STORAGE, "full"),
            ShelfError::Store(why) => {
                // The store's own words, which may name an object, are for whoever runs it, not for the log of requests.
                eprintln!("store: {why}");
                Refusal {
                    status: StatusCode::SERVICE_UNAVAILABLE,
                    code: "store_trouble",
                    retry_ms: 2000,
                }
            }
        }
    }
}

/// The code, for log and metrics.
#[derive(Clone, Copy, Debug)]
pub struct Code(pub &'static str);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = match self.retry_ms {
            0 => json!({ "code": self.code }),
            ms => json!({ "code": self.code, "retry_ms": ms }),
        };
        let mut response = json_response(self.status, &body);
        if self.retry_ms > 0 {
            let seconds = self.retry_ms.div_ceil(1000);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Code(self.code));
        response
    }
}

/// JSON.
pub fn json_response(status: StatusCode, value: &Value) -> Response {
    with_type(status, "application/json", Body::from(value.to_string()))
}

/// Bytes of an object. Devices keep what they read; nothing on the way should.
pub fn bytes(body: Body) -> Response {
    with_type(StatusCode::OK, "application/octet-stream", body)
}

/// A body of some type, not to be kept by anybody on the way.
pub fn with_type(status: StatusCode, kind: &'static str, body: Body) -> Response {
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
}
