//! Texts of the case page.
