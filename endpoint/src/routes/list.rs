//! `GET /v1/{space}/o?under=…&after=…&limit=…`
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use sync::names::{NAME_LIMIT, is_beginning};

use crate::answer::{Refusal, json_response};
use crate::app::App;
use crate::door;
use crate::listing::{FEW, of_kind};
use crate::rights::Ask;
use crate::space::Space;

/// A page after the first may come from a listing of this age.
const PAGES: Duration = Duration::from_secs(5);
/// Kinds of objects that are many.
const MANY: [&str; 2] = ["b", "t"];

#[derive(Debug, Default)]
struct Wanted {
    under: String,
    after: String,
    limit: Option<usize>,
}

/// Answers it.
pub async fn list(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let (id, _) = door::place(parts.uri.path())?;
    let wanted = wanted(parts.uri.query().unwrap_or_default())?;
    let caller = door::enter(&app, &parts, body, id, &Ask::List(&wanted.under)).await?;
    let (seen, objects) = found(&app, &caller.space, &wanted).await?;
    let limit = wanted.limit.unwrap_or(app.limits.page).clamp(1, app.limits.page);
    let page: Vec<Value> = objects.iter().take(limit).map(object).collect();
    let body = json!({ "objects": page, "more": objects.len() > limit, "seen": seen });
    Ok(json_response(StatusCode::OK, &body))
}

fn object((name, size): &(String, u64)) -> Value {
    json!({ "name": name, "size": size })
}

/// The token of the moment, and all objects that begin so and come after, names rising.
async fn found(app: &App, space: &Space, wanted: &Wanted) -> Result<(String, Vec<(String, u64)>), Refusal> {
    let is_asked = |kind: &&str| wanted.under.is_empty() || wanted.under.starts_with(*kind);
    let fits = |(name, _): &&(String, u64)| name.starts_with(&wanted.under) && *name > wanted.after;
    let (mut seen, mut objects) = (String::new(), Vec::new());
    if FEW.iter().any(is_asked) {
        let listing = match wanted.after.is_empty() {
            true => space.listing_now().await?,
            false => space.listing(PAGES).await?,
        };
        seen.clone_from(&listing.token);
        let spoilt = space.spoilt().await;
        let there = listing.objects.iter().filter(|(name, _)| !spoilt.contains(name));
        objects.extend(there.filter(fits).cloned());
    }
    for kind in MANY.iter().filter(|kind| is_asked(kind)) {
        let all = of_kind(&app.shelf, &space.hex, kind).await?;
        objects.extend(all.iter().filter(fits).cloned());
    }
    objects.sort_unstable();
    Ok((seen, objects))
}

/// Each part at most once; nothing else.
fn wanted(query: &str) -> Result<Wanted, Refusal> {
    const BAD: Refusal = Refusal::bad("bad_query");
    let mut wanted = Wanted::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "under" if is_beginning(&value) => wanted.under = value.into_owned(),
            "after" if value.len() <= NAME_LIMIT => wanted.after = value.into_owned(),
            "limit" => wanted.limit = Some(value.parse().map_err(|_| BAD)?),
            _ => return Err(BAD),
        }
    }
    Ok(wanted)
}
