//! The page program: shell, quick triage, views. Never blocks: heavy work is asked of the worker.
mod address;
mod app;
mod bell;
mod book;
mod demo;
mod drafts;
mod frame;
mod handover;
mod idle;
mod in_force;
mod kinds;
mod known;
mod lang;
mod pages;
mod panic;
mod parts;
mod pdf_client;
mod prefs;
mod rail;
mod role_news;
mod route;
mod safety;
mod shortcuts;
mod standing;
mod state;
mod sync_again;
mod update;

fn main() {
    panic::watch(|| protocol::client::WorkerClient::token().diagnostics());
    app::start();
}
