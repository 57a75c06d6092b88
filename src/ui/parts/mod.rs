//! Components on native elements, shared by all pages.
//!
//! Every control has a label, a visible focus and a target of at least 44 px by touch; state is never colour alone.
pub mod answer;
pub mod cells;
pub mod choice;
pub mod clocks;
pub mod date;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod icon;
pub mod mark;
pub mod money;
pub mod name;
pub mod on_paper;
pub mod progress;
pub mod qr;
pub mod rest;
pub mod strip;
pub mod text;
pub mod toast;

use std::sync::atomic::{AtomicU32, Ordering};

/// An element id no other element has (for `for`, `aria-labelledby`, radio groups).
pub fn fresh_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("f{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
