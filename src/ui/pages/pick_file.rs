//! Takes a file the person chose.
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// A file that was chosen.
pub enum Picked {
    /// Its name and content.
    Whole(String, Vec<u8>),
    /// It holds more bytes than are taken; it was not read.
    TooLarge,
}

/// The file chosen in a file field, unless it is too large to be read at all; the field is emptied.
pub async fn picked_within(event: &web_sys::Event, most: usize) -> Option<Picked> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.item(0)?;
    if file.size() > most as f64 {
        input.set_value("");
        return Some(Picked::TooLarge);
    }
    let (name, content) = picked(event).await?;
    Some(Picked::Whole(name, content))
}

/// Name and content of the file chosen in a file field; the field is emptied, so the same file can be chosen again.
pub async fn picked(event: &web_sys::Event) -> Option<(String, Vec<u8>)> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.item(0)?;
    let content = JsFuture::from(file.array_buffer()).await.ok();
    input.set_value("");
    Some((file.name(), js_sys::Uint8Array::new(&content?).to_vec()))
}
