//! Exchange of packs with a shared store that only keeps bytes under names.
//!
//! The floor knows names, envelopes, numbers and hashes; what a pack says is the business of [`crate::casebook`], and
//! where packs lie on this device that of [`crate::store`]. Time and chance come in as arguments.
pub mod bundle;
pub mod caller;
pub mod exchange;
#[cfg(feature = "browser")]
pub mod fetch;
pub mod inbox;
pub mod local;
pub mod names;
pub mod pace;
pub mod pictures;
pub mod plan;
pub mod remote;
pub mod roster;
mod send;
pub mod signed;
mod spot;
