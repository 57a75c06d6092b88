//! The quick page: the frame around quick triage alone. A newcomer loads it first; it gives way to the whole page
//! (`src/ui`) when somebody asks for more. Nothing in it knows of the worker or of a case book.
//!
//! What both pages show is one source: the modules of `src/ui` that stand here by their path. The quick page needs only
//! a part of some of them, and the linker leaves the rest out.
#[path = "../ui/address.rs"]
#[allow(dead_code)]
mod address;
mod app;
#[path = "../ui/frame.rs"]
mod frame;
#[path = "../ui/handover.rs"]
#[allow(dead_code)]
mod handover;
#[path = "../ui/in_force.rs"]
#[allow(dead_code)]
mod in_force;
#[path = "../ui/lang/mod.rs"]
#[allow(dead_code)]
mod lang;
mod page_program;
mod pages;
#[path = "../ui/panic.rs"]
mod panic;
#[path = "../ui/parts/mod.rs"]
#[allow(dead_code)]
mod parts;
#[path = "../ui/prefs.rs"]
#[allow(dead_code)]
mod prefs;
#[path = "../ui/rail.rs"]
mod rail;
#[path = "../ui/route.rs"]
#[allow(dead_code)]
mod route;
mod rules;
#[path = "../ui/shortcuts.rs"]
#[allow(dead_code)]
mod shortcuts;
#[path = "../ui/state.rs"]
#[allow(dead_code)]
mod state;
#[path = "../ui/update.rs"]
#[allow(dead_code)]
mod update;

fn main() {
    panic::watch(String::new);
    app::start();
}
