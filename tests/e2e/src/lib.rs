//! Real browsers for stories and for the bench.
pub mod driver;
pub mod page;
pub mod rows;
pub mod serve;
