//! The rules of the quick page, read when it was built (build.rs).
use std::sync::OnceLock;

use law::compiled::{Compiled, Rules};

const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The rules; `None` only in a broken build (a test reads the same form).
pub fn rules() -> Option<&'static Rules> {
    static RULES: OnceLock<Option<Rules>> = OnceLock::new();
    let read = || postcard::from_bytes::<Compiled>(COMPILED).ok()?.rules().ok();
    RULES.get_or_init(read).as_ref()
}
