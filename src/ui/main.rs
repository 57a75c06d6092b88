//! The page program: shell, quick triage, views. Never blocks: heavy work is asked of the worker.
mod app;
mod in_force;
mod lang;
mod pages;
mod parts;
mod prefs;
mod route;
mod state;

fn main() {
    console_error_panic_hook::set_once();
    app::start();
}
