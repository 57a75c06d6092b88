//! Texts of the import page.
