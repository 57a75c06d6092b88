//! What tests of several areas are made with.
#![allow(dead_code, reason = "each area uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
pub mod book;
pub mod docx;
pub mod facts;
pub mod growth;
pub mod nodes;
pub mod people;
pub mod workbook;
