//! The page looked at, large.
use leptos::html::Canvas;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdf::Picture;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::{Scan, Stands, trouble};
use crate::lang::{scan as texts, t};
use crate::pdf_client::PdfTrouble;

/// How wide a page is drawn, in points, as it is and enlarged.
const WIDTHS: [u16; 4] = [900, 1350, 1800, 2700];

/// Puts a drawn page on a canvas.
pub(super) fn put_on(canvas: &HtmlCanvasElement, drawn: &Picture) -> Option<()> {
    canvas.set_width(drawn.width.into());
    canvas.set_height(drawn.height.into());
    let context = canvas
        .get_context("2d")
        .ok()??
        .dyn_into::<CanvasRenderingContext2d>()
        .ok()?;
    let image = ImageData::new_with_u8_clamped_array(Clamped(&drawn.rgba), drawn.width.into()).ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()
}

/// The page, with the ways to the next and to a larger one.
#[component]
pub(super) fn Shown(scan: Scan) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let zoom = RwSignal::new(0_usize);
    let wanted = Memo::new(move |_| (scan.at.get(), WIDTHS.get(zoom.get()).copied().unwrap_or(WIDTHS[0])));
    // Counts what is asked for: an answer that is late is not shown over a newer one.
    Effect::new(move |_| {
        let (page, width) = wanted.get();
        if canvas.get().is_none() {
            return;
        }
        spawn_local(async move {
            let Some(file) = scan.file.try_get_value().flatten() else {
                return;
            };
            let drawn = file.draw(page, width).await;
            if wanted.try_get_untracked() != Some((page, width)) {
                return;
            }
            match drawn {
                Ok(drawn) => {
                    let canvas = canvas.try_get_untracked().flatten();
                    canvas.and_then(|canvas| put_on(&canvas, &drawn));
                }
                Err(PdfTrouble::Fault(_)) => {}
                Err(why) => {
                    scan.stands.try_set(Stands::Failed(trouble(why)));
                }
            }
        });
    });
    let label = move || texts::PAGE.with(&[&scan.at.get(), &scan.pages()]);
    let step = move |by: i64| {
        let at = i64::from(scan.at.get_untracked()) + by;
        scan.go(u32::try_from(at).unwrap_or(1));
    };
    let enlarge = move |by: isize| {
        zoom.update(|at| *at = at.saturating_add_signed(by).min(WIDTHS.len() - 1));
    };
    let is_first = move || scan.at.get() <= 1;
    let is_last = move || scan.at.get() >= scan.pages();
    let is_largest = move || zoom.get() + 1 >= WIDTHS.len();
    view! {
        <section class="scan-shown" aria-label=label>
            <div class="scan-bar">
                <button type="button" class="button" disabled=is_first on:click=move |_| step(-1)>{t(texts::BEFORE)}</button>
                <span role="status">{label}</span>
                <button type="button" class="button" disabled=is_last on:click=move |_| step(1)>{t(texts::NEXT)}</button>
                <button type="button" class="button-icon" aria-label=t(texts::SMALLER) disabled=move || zoom.get() == 0 on:click=move |_| enlarge(-1)>"−"</button>
                <button type="button" class="button-icon" aria-label=t(texts::LARGER) disabled=is_largest on:click=move |_| enlarge(1)>"+"</button>
            </div>
            <div class="scan-page" tabindex="0" role="region" aria-label=label data-zoom=move || zoom.get().to_string()>
                <canvas node_ref=canvas role="img" aria-label=label></canvas>
            </div>
        </section>
    }
}
