//! The pages, one for each place.
pub mod calendar;
pub mod case;
pub mod cases;
pub mod gate;
pub mod import;
pub mod menu;
pub mod people;
pub mod pick_file;
pub mod quick;
pub mod ready;
pub mod rules;
pub mod save_file;
pub mod settings;
pub mod sync;
pub mod watch;
pub mod words;
pub mod writer;
