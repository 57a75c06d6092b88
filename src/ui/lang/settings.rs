//! Texts of the settings page.
use super::Text;

pub const TITLE: Text = Text("设置", "Settings");
