//! Parts of the page that need no browser.

mod page_parts;
mod shell_parts;
