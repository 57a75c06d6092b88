//! The page program: shell, quick triage, views. Never blocks: heavy work is asked of the worker.
mod address;
mod app;
mod book;
mod drafts;
mod idle;
mod in_force;
mod lang;
mod pages;
mod panic;
mod parts;
mod prefs;
mod role_news;
mod route;
mod safety;
mod shortcuts;
mod standing;
mod state;
mod sync_again;
mod update;

fn main() {
    panic::watch();
    app::start();
}
