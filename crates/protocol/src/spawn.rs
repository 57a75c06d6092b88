//! Where the worker program comes from: its own file beside the page, or the page itself in the one-file app.
//!
//! One-file app: the page holds `<script type="text/plain" id="worker-js">` (the wasm-bindgen glue of the worker,
//! `no-modules`, and the function `unpacked`) and `<script type="text/plain" id="worker-wasm">` (its program, packed).
//! Otherwise the page's `<meta name="fenliu-worker">` names the loader beside it, with its digest, so that page and
//! worker are always of the same build.
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

/// Starts the worker program.
///
/// # Errors
/// A text for the diagnostics: the browser does not allow workers here.
pub(super) fn worker() -> Result<Worker, String> {
    let started = match inline_source() {
        Some((glue, program)) => from_text(&glue, &program),
        None => Worker::new(&loader().ok_or("the page names no worker")?),
    };
    started.map_err(|e| format!("{e:?}"))
}

fn loader() -> Option<String> {
    let document = web_sys::window()?.document()?;
    document
        .query_selector("meta[name=fenliu-worker]")
        .ok()??
        .get_attribute("content")
}

fn inline_source() -> Option<(String, String)> {
    let document = web_sys::window()?.document()?;
    let text = |id| document.get_element_by_id(id)?.text_content();
    Some((text("worker-js")?, text("worker-wasm")?))
}

/// A worker of glue and program: it unpacks the program itself, so the page's thread is not held up.
fn from_text(glue: &str, program: &str) -> Result<Worker, JsValue> {
    let parts = js_sys::Array::of4(
        &glue.into(),
        &"\n;wasm_bindgen({module_or_path:unpacked(\"".into(),
        &program.trim().into(),
        &"\")});\n".into(),
    );
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    Worker::new(&url)
}
