//! Fenliu (分流): triage, deadlines and the case book of an enforcement bureau.
//!
//! Floors, ground first: [`law`] · [`casebook`] · [`files`] [`vault`] · `store` [`sync`] · `work` · `ui`.
//! A floor imports only those below it (`cargo xtask tidy` keeps the walls).
pub mod casebook;
pub mod files;
pub mod law;
pub mod store;
pub mod sync;
pub mod vault;
pub mod work;
