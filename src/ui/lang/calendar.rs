//! Texts of the calendar page.
