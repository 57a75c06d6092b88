//! Where a program beside the page (the worker, the reader of PDF files) comes from: its own file, or the page itself in the
//! one-file app.
//!
//! One-file app: the page holds `<script type="text/plain" id="worker-js">` (the wasm-bindgen glue of the worker,
//! `no-modules`, and the function `unpacked`) and `<script type="text/plain" id="worker-wasm">` (its program, packed).
//! Otherwise the page's `<meta name="fenliu-worker">` names the loader beside it, with its digest, so that page and
//! worker are always of the same build. The same of every other program, by its name.
//!
//! Where the device has a book, the page's start script has started it already, beside the page's own program (Trunk.toml).
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Url, Worker, WorkerOptions};

use crate::DEMO;

/// The program of the case book.
const WORKER: &str = "worker";

/// Where the start script leaves what it started.
const EARLY: &str = "fenliuWorker";

/// A worker program that was started.
pub(super) struct Started {
    /// The worker.
    pub worker: Worker,
    /// Its events that nobody has heard yet, in their order.
    pub said: Vec<JsValue>,
}

/// Takes the worker the start script has started, or starts one.
///
/// # Errors
/// A text for the diagnostics: the browser does not allow workers here.
pub(super) fn worker() -> Result<Started, String> {
    if let Some(early) = take_early() {
        return Ok(early);
    }
    let said = Vec::new();
    program(WORKER, &worker_options()).map(|worker| Started { worker, said })
}

/// Starts a program of this build by its name.
///
/// # Errors
/// A text for the diagnostics: the browser does not allow workers here, or the page names no such program.
pub fn program(name: &str, options: &WorkerOptions) -> Result<Worker, String> {
    let started = match inline_source(name) {
        Some((glue, program)) => from_text(&glue, &program, options),
        None => {
            let loader = loader(name).ok_or_else(|| format!("the page names no {name}"))?;
            Worker::new_with_options(&loader, options)
        }
    };
    started.map_err(|e| format!("{e:?}"))
}

/// Whether the start script has started a worker that nobody has taken.
pub(super) fn is_early() -> bool {
    early().is_some()
}

fn early() -> Option<JsValue> {
    let early = Reflect::get(&js_sys::global(), &EARLY.into()).ok()?;
    early.is_object().then_some(early)
}

/// What the start script has started; only once.
fn take_early() -> Option<Started> {
    let early = early()?;
    // A window's property can be written.
    Reflect::set(&js_sys::global(), &EARLY.into(), &JsValue::UNDEFINED).ok()?;
    let worker = Reflect::get(&early, &"worker".into()).ok()?.dyn_into().ok()?;
    let said: Array = Reflect::get(&early, &"said".into()).ok()?.dyn_into().ok()?;
    let said = said.iter().collect();
    Some(Started { worker, said })
}

fn loader(program: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    document
        .query_selector(&format!("meta[name=fenliu-{program}]"))
        .ok()??
        .get_attribute("content")
}

fn inline_source(program: &str) -> Option<(String, String)> {
    let document = web_sys::window()?.document()?;
    let text = |part: &str| document.get_element_by_id(&format!("{program}-{part}"))?.text_content();
    Some((text("js")?, text("wasm")?))
}

/// A worker of glue and program: it unpacks the program itself, so the page's thread is not held up.
fn from_text(glue: &str, program: &str, options: &WorkerOptions) -> Result<Worker, JsValue> {
    let parts = js_sys::Array::of4(
        &glue.into(),
        &"\n;wasm_bindgen({module_or_path:unpacked(\"".into(),
        &program.trim().into(),
        &"\")});\n".into(),
    );
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    Worker::new_with_options(&url, options)
}

/// Whether the address asks for the demo and not for one's own book.
#[must_use]
pub fn is_demo() -> bool {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.is_some_and(|search| search.strip_prefix('?') == Some(DEMO))
}

/// The worker keeps the book its name says.
fn worker_options() -> WorkerOptions {
    let options = WorkerOptions::new();
    if is_demo() {
        options.set_name(DEMO);
    }
    options
}
