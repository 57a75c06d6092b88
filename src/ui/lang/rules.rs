//! Texts of the rules page.
use super::Text;

pub const TITLE: Text = Text("规则", "Rules");
