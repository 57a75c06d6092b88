//! The pure halves of the shell: addresses, the cells of a count, texts with blanks, articles.
#![allow(dead_code, reason = "the page uses what these tests do not")]
#[path = "../../src/ui/address.rs"]
mod address;
#[path = "../../src/ui/pages/quick/article.rs"]
mod article;
#[path = "../../src/ui/parts/cells.rs"]
mod cells;
#[path = "../../src/ui/lang/fill.rs"]
mod fill;
