//! Takes a file the person chose.
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// Name and content of the file chosen in a file field; the field is emptied, so the same file can be chosen again.
pub async fn picked(event: &web_sys::Event) -> Option<(String, Vec<u8>)> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.item(0)?;
    let content = JsFuture::from(file.array_buffer()).await.ok();
    input.set_value("");
    Some((file.name(), js_sys::Uint8Array::new(&content?).to_vec()))
}
