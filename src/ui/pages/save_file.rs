//! Hands a file made by the worker to the person.
use protocol::SavedFile;
use wasm_bindgen::JsCast;

/// Saves a file; false if the browser refuses.
pub fn save(file: &SavedFile) -> bool {
    offer(&file.name, &file.mime, &file.bytes).is_some()
}

/// An address within this page for bytes, until it is revoked; nothing if the browser refuses.
pub fn address_of(mime: &str, bytes: &[u8]) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}

/// Offers bytes as a download; nothing if the browser refuses.
pub fn offer(name: &str, mime: &str, bytes: &[u8]) -> Option<()> {
    let url = address_of(mime, bytes)?;
    let document = web_sys::window()?.document()?;
    let link = document
        .create_element("a")
        .ok()?
        .dyn_into::<web_sys::HtmlAnchorElement>()
        .ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the file by the time a minute has gone.
    let forget = move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    };
    leptos::prelude::set_timeout(forget, std::time::Duration::from_secs(60));
    Some(())
}

/// Offers a table that any spreadsheet opens; false if it could not be made, or the browser did not take it.
pub fn offer_csv(name: &str, file: Option<Vec<u8>>) -> bool {
    file.and_then(|file| offer(name, "text/csv;charset=utf-8", &file))
        .is_some()
}
