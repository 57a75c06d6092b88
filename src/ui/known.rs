//! Whether this device has a book. Then the start script (Trunk.toml) begins with this page and not with the quick page.
use leptos::prelude::*;
use protocol::Session;
use protocol::spawn::is_demo;

/// Set while there is a book here (localStorage; says nothing of what is in it).
const KEY: &str = "fenliu.book";

/// Keeps what the session tells.
pub fn remember(session: &Session) {
    // The demo is no book of this device's owner.
    if is_demo() {
        return;
    }
    // Without this storage every visit begins with the quick page, and all works the same.
    let Ok(Some(storage)) = window().local_storage() else {
        return;
    };
    let _ = match session {
        Session::New => storage.remove_item(KEY),
        Session::Unsealed { .. } | Session::Locked { .. } | Session::Open(_) => storage.set_item(KEY, "1"),
    };
}
