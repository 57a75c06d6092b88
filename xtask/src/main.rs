//! Chores: set-up, serve, test, bundle, bench, tidy.
fn main() {}
