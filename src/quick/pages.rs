//! What quick triage needs of the pages.
#[path = "../ui/pages/paper.rs"]
#[allow(dead_code)]
pub mod paper;
#[path = "../ui/pages/quick/mod.rs"]
#[allow(dead_code)]
pub mod quick;
#[path = "../ui/pages/save_file.rs"]
#[allow(dead_code)]
pub mod save_file;
#[path = "../ui/pages/unsound.rs"]
#[allow(dead_code)]
pub mod unsound;
#[path = "../ui/pages/words.rs"]
#[allow(dead_code)]
pub mod words;
