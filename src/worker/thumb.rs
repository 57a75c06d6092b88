//! Small pictures of photos, made by the browser in the worker: the page's thread stays free.
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, ImageBitmap, ImageEncodeOptions, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

/// The longer side of a thumbnail, in pixels: sharp on a tablet at the size it is shown.
const SIDE: f64 = 360.0;
/// How much JPEG may leave out: about 20 kB for a photo.
const QUALITY: f64 = 0.72;

/// A small JPEG of an image file; nothing if this browser cannot read the file.
pub async fn thumbnail(file: &[u8], mime: &str) -> Option<Vec<u8>> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(file));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok()?;
    let bitmap: ImageBitmap = wait(scope.create_image_bitmap_with_blob(&blob).ok()?).await?;
    let small = draw(&bitmap);
    bitmap.close();
    let jpeg: Blob = wait(small?).await?;
    let bytes: js_sys::ArrayBuffer = wait(jpeg.array_buffer()).await?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// The picture drawn small, on its way to become a JPEG.
fn draw(bitmap: &ImageBitmap) -> Option<Promise> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).max(1.0), (height * scale).max(1.0));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most SIDE
    let canvas = OffscreenCanvas::new(width as u32, height as u32).ok()?;
    let context = canvas.get_context("2d").ok()??;
    let context = context.dyn_into::<OffscreenCanvasRenderingContext2d>().ok()?;
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)
        .ok()?;
    let options = ImageEncodeOptions::new();
    options.set_type("image/jpeg");
    options.set_quality(QUALITY);
    canvas.convert_to_blob_with_options(&options).ok()
}

async fn wait<T: JsCast>(promise: Promise) -> Option<T> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
