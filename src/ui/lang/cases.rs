//! Texts of the cases page.
