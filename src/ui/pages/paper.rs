//! What printed sheets share: the court, and when and by whom they were printed.
use js_sys::{Array, Function, Reflect};
use leptos::html;
use leptos::prelude::*;
use protocol::Me;
use wasm_bindgen::{JsCast, JsValue};

use crate::lang::{Text, common, paper as texts, t};
use crate::pages::words;
use crate::parts::icon::{Icon, icon};
use crate::state::{now_ms, use_shell};

/// Opens the browser's print dialog.
pub fn print() {
    // A browser that cannot print does nothing; the person sees that.
    let _ = window().print();
}

/// Rows of a long table printed at most: more would hold the page for long. The exported file takes all.
const PRINTED: usize = 5_000;

/// Shows the rows paper takes and opens the print dialog once they stand.
pub fn print_rows(room: RwSignal<usize>) {
    room.update(|room| *room = (*room).max(PRINTED));
    // The rows are drawn before the second frame begins.
    request_animation_frame(|| request_animation_frame(print));
}

/// A button that prints the page.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=|_| print()>
            {icon(Icon::Printer)}{t(common::PRINT)}
        </button>
    }
}

/// Head of a sheet: court, title, time printed.
#[component]
pub fn SheetHead(
    /// The title.
    title: Text,
) -> impl IntoView {
    view! {
        <Court/>
        <p class="paper-title only-print">{move || title.now()}</p>
        <Printed/>
    }
}

/// The court, where it is known.
#[component]
pub fn Court() -> impl IntoView {
    let shell = use_shell();
    move || {
        let court = shell.me().map(|me| me.court)?;
        Some(view! { <p class="paper-court only-print">{texts::OF_COURT.with(&[&court])}</p> })
    }
}

/// When the sheet was printed. The time is put in at the moment of printing, into the page itself: what is drawn later
/// would come too late for the paper.
#[component]
pub fn Printed() -> impl IntoView {
    let shell = use_shell();
    let node = NodeRef::<html::P>::new();
    let said = move || printed(untrack(|| shell.me()));
    let handle = window_event_listener(leptos::ev::beforeprint, move |_| {
        if let Some(node) = node.try_get_untracked().flatten() {
            node.set_text_content(Some(&said()));
        }
    });
    on_cleanup(move || handle.remove());
    view! { <p class="paper-printed only-print" node_ref=node></p> }
}

/// When and by whom it is printed, in the language of the page.
pub fn printed(me: Option<Me>) -> String {
    // Milliseconds since 1970 are a whole number far below 2^53.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = words::moment(now_ms() as u64);
    untrack(|| match me {
        Some(me) => texts::PRINTED.with(&[&at, &me.name]),
        None => texts::PRINTED_AT.with(&[&at]),
    })
}

/// The paper lies across.
const ACROSS: &str = "@page { size: A4 landscape; margin: 12mm 12mm 14mm; }";

/// Turns the paper while the page at hand is shown. A page turned by its name in the style sheet comes out of Firefox at
/// two thirds of its size, so the rule for all pages is added and taken away again. Where that is refused, the sheet is
/// printed upright.
pub fn turn_paper() {
    let Some(sheet) = style_sheet() else { return };
    let Ok(at) = call(&sheet, "insertRule", &[ACROSS.into(), rules_in(&sheet).into()]) else {
        return;
    };
    let held = StoredValue::new_local((sheet, at));
    on_cleanup(move || {
        held.try_with_value(|(sheet, at)| {
            // Refused only if the rule is gone already.
            let _ = call(sheet, "deleteRule", std::slice::from_ref(at));
        });
    });
}

/// The app's style sheet.
fn style_sheet() -> Option<JsValue> {
    let sheets = Reflect::get(&document(), &"styleSheets".into()).ok()?;
    let sheet = Reflect::get_u32(&sheets, 0).ok()?;
    sheet.is_object().then_some(sheet)
}

/// How many rules a sheet has: a new one goes behind them.
fn rules_in(sheet: &JsValue) -> u32 {
    let rules = Reflect::get(sheet, &"cssRules".into());
    let count = rules.and_then(|rules| Reflect::get(&rules, &"length".into()));
    // Small enough for every number. A sheet that cannot be read takes no rule either.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    count
        .ok()
        .and_then(|count| count.as_f64())
        .map_or(0, |count| count as u32)
}

fn call(of: &JsValue, name: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    function.apply(of, &with.iter().collect::<Array>())
}
