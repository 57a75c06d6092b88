//! End-to-end stories in real browsers.
fn main() {}
