//! Real browsers for stories and for the bench.
pub mod acts;
pub mod cluster;
pub mod counted;
pub mod driver;
pub mod endpoint;
pub mod page;
pub mod pdf;
pub mod profile;
pub mod rows;
pub mod serve;
