//! The command-line twin: the same law and files, for scripts and checks.
fn main() {}
