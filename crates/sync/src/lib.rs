//! Exchange of packs with a shared store that only keeps bytes under names.
//!
//! The floor knows names, envelopes, numbers and hashes; what a pack says is the business of [`casebook`], and
//! where packs lie on this device that of [`store`]. Time and chance come in as arguments.
pub mod blobs;
pub mod bundle;
pub mod caller;
pub mod exchange;
#[cfg(target_arch = "wasm32")]
pub mod fetch;
pub mod inbox;
pub mod local;
pub mod names;
pub mod pace;
pub mod plan;
pub mod remote;
pub mod roster;
mod send;
pub mod signed;
mod spot;
