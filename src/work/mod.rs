//! The worker program's jobs: what the page may ask, and what it gets back.
pub mod protocol;
