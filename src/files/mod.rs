//! What comes in and goes out: workbooks, tables in text, calendars, backups. Pure: no browser, no clock.
pub mod amount;
pub mod cell;
pub mod column;
pub mod date;
pub mod delimited;
pub mod error;
pub mod header;
pub mod import;
pub mod json;
pub mod read;
pub mod read_cell;
pub mod sniff;
pub mod text;
pub mod words;
pub mod xlsx;
pub mod zip_check;
