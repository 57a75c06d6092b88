//! The pure halves of the pages: list arithmetic, month grid, geometry of the flow.
#![allow(dead_code, reason = "the page uses what these tests do not")]
#[path = "../../src/ui/pages/case/flow.rs"]
mod flow;
#[path = "../../src/ui/pages/calendar/month.rs"]
mod month;
#[path = "../../src/ui/pages/cases/selection.rs"]
mod selection;
#[path = "../../src/ui/pages/cases/window.rs"]
mod window;
