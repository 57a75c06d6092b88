//! From the quick page to the whole page: what was typed goes from one program to the other in memory, and nothing of it
//! is stored.
use js_sys::{Function, Reflect, Uint8Array};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::pages::quick::Typed;

/// Name of the function the quick page leaves on the window. It ends the quick page and gives what to go on with.
pub const NAME: &str = "fenliuHandOver";

/// What the whole page goes on with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handed {
    /// The form of quick triage.
    pub typed: Typed,
    /// What stood in it before it was cleared, while that can be undone.
    pub cleared: Option<Typed>,
    /// A case is to be made of it.
    pub adopting: bool,
}

/// Ends the quick page and takes what it hands over; nothing where this page came first.
pub fn take() -> Option<Handed> {
    let window = window();
    let give: Function = Reflect::get(&window, &NAME.into()).ok()?.dyn_into().ok()?;
    let _ = Reflect::delete_property(&window, &NAME.into());
    let bytes: Uint8Array = give.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
    // Both programs are of one build: their files are named in the same page.
    postcard::from_bytes(&bytes.to_vec()).ok()
}
