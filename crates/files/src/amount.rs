//! Amounts of a case list: the reader and the units are the law's.
pub use law::money::{Amount, Unit, of_number as from_number, read as from_text};
