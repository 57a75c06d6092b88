//! Exchange of packs with a shared store that only keeps bytes under names.
//!
//! The floor knows names, envelopes, numbers and hashes; what a pack says is the business of [`crate::casebook`], and
//! where packs lie on this device that of [`crate::store`]. Time and chance come in as arguments.
pub mod names;
pub mod remote;
pub mod roster;
mod sign;
pub mod signed;
