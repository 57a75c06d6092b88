//! The worker program's jobs: what the page may ask, and what it gets back.
#[cfg(feature = "browser")]
pub mod desk;
pub mod diary;
#[cfg(feature = "browser")]
mod hire;
mod kind;
pub mod protocol;
pub mod wire;
