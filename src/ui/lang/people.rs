//! Texts of the page of people and rights.
use super::Text;

pub const TITLE: Text = Text("人员与权限", "People and rights");
