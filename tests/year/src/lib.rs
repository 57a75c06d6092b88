//! A year of a bureau that does not exist (`crates/demo`), written through the real engine and recounted naively: [`proof`]
//! looks whether all is well.
pub mod office;
pub mod proof;

pub use demo::{Change, Court, Day, Deed, court, is_working};
