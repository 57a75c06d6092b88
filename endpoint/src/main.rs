//! The small program between browsers and a store that only keeps bytes.
fn main() {}
