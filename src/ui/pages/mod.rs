//! The pages, one for each place.
pub mod calendar;
pub mod case;
pub mod cases;
pub mod import;
pub mod quick;
pub mod rules;
pub mod settings;
