//! When the program itself breaks: stop at once, so that nothing wrong is written, and say so.
//!
//! Plain DOM calls only: after a panic nothing reactive can be trusted.
use std::cell::RefCell;
use std::panic::PanicHookInfo;
use std::sync::OnceLock;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlElement};

use crate::lang::{Lang, Text, shell as texts};

thread_local! {
    static REPORT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a program adds to the report.
static ADDED: OnceLock<fn() -> String> = OnceLock::new();

/// Shows the overlay on a panic, after the message has gone to the console. `added` ends the report.
pub fn watch(added: fn() -> String) {
    // Called once, when the program starts.
    let _ = ADDED.set(added);
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        remember(info);
        show();
    }));
}

/// What happened, for the person who helps: place in the program, versions; no case data.
pub fn report() -> String {
    let agent = web_sys::window()
        .and_then(|w| w.navigator().user_agent().ok())
        .unwrap_or_default();
    let (fault, version) = (fault(), env!("CARGO_PKG_VERSION"));
    let added = ADDED.get().map(|added| added()).unwrap_or_default();
    format!("fenliu {version}\n{agent}\n{fault}\n{added}")
}

/// Place of the panic in the program; nothing if there was none.
fn fault() -> String {
    REPORT.with(|r| r.try_borrow().map(|text| text.clone()).unwrap_or_default())
}

fn remember(info: &PanicHookInfo<'_>) {
    REPORT.with(|report| {
        if let Ok(mut text) = report.try_borrow_mut() {
            // The message may hold a person's words. It is in the console, for who sits before it.
            *text = info.location().map(ToString::to_string).unwrap_or_default();
        }
    });
}

fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let body = document.body()?;
    // Nothing under the overlay can be reached any more.
    let children = body.children();
    for at in 0..children.length() {
        let _ = children.item(at)?.set_attribute("inert", "");
    }
    let lang = match document.document_element()?.get_attribute("lang").as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    };
    let overlay = element(&document, "div", "panic")?;
    overlay.set_attribute("role", "alertdialog").ok()?;
    // For who drives the page by a program.
    overlay.set_attribute("data-fault", &fault()).ok()?;
    let card = element(&document, "div", "card")?;
    add(&document, &card, "h1", "", texts::PANIC_TITLE, lang)?;
    add(&document, &card, "p", "", texts::PANIC_TEXT, lang)?;
    let reload = add(&document, &card, "button", "button button-main", texts::RELOAD, lang)?;
    on_click(&reload, || {
        let _ = web_sys::window().map(|w| w.location().reload());
    });
    let save = add(&document, &card, "button", "button", texts::PANIC_DIAGNOSTICS, lang)?;
    on_click(&save, || {
        crate::pages::save_file::offer("fenliu-diagnostics.txt", "text/plain", report().as_bytes());
    });
    overlay.append_child(&card).ok()?;
    body.append_child(&overlay).ok()?;
    reload.dyn_into::<HtmlElement>().ok()?.focus().ok()
}

fn element(document: &Document, tag: &str, class: &str) -> Option<Element> {
    let made = document.create_element(tag).ok()?;
    made.set_class_name(class);
    Some(made)
}

fn add(document: &Document, parent: &Element, tag: &str, class: &str, text: Text, lang: Lang) -> Option<Element> {
    let made = element(document, tag, class)?;
    made.set_text_content(Some(text.at(lang)));
    parent.append_child(&made).ok()?;
    Some(made)
}

fn on_click(button: &Element, run: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(run);
    let _ = button.add_event_listener_with_callback("click", callback.as_ref().unchecked_ref());
    callback.forget();
}
