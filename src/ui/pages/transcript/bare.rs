//! The screen while somebody signs: no menu, no list, no bell. It ends by going on to the next who signs, or behind the lock.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::LockKind;

use super::{Mode, Page};
use crate::book::lock;
use crate::in_force::{InForce, use_in_force};
use crate::shortcuts::BARE;
use crate::state::{Shell, use_shell};

/// The bare screen of a page. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct Bare {
    page: Page,
    shell: Shell,
    in_force: InForce,
    /// It ended as it should; if not, whoever left meets the lock.
    is_left: StoredValue<bool>,
}

impl Bare {
    /// From now on until the part of the page that asked for it goes.
    pub(super) fn begin(page: Page) -> Bare {
        let bare = Bare {
            page,
            shell: use_shell(),
            in_force: use_in_force(),
            is_left: StoredValue::new(false),
        };
        mark(true);
        request_animation_frame(|| window().scroll_to_with_x_and_y(0.0, 0.0));
        let is_locked = untrack(|| bare.has_lock());
        on_cleanup(move || {
            mark(false);
            // The address or “back” leads out of signing, too.
            if !bare.is_left.try_get_value().unwrap_or(true) && is_locked {
                bare.lock();
            }
        });
        bare
    }

    /// Whether the device asks for a passphrase. Tracks.
    pub(super) fn has_lock(self) -> bool {
        self.shell.me().is_some_and(|me| me.lock == LockKind::Passphrase)
    }

    /// The next signs, or one of the court has signed as the last.
    pub(super) fn go_on(self, mode: Mode) {
        self.is_left.try_set_value(true);
        self.page.mode.try_set(mode);
    }

    /// Back to the record, by way of the lock where there is one.
    pub(super) fn leave(self) {
        let is_locked = untrack(|| self.has_lock());
        self.go_on(Mode::Reading);
        if is_locked {
            self.lock();
        }
    }

    fn lock(self) {
        spawn_local(async move {
            // A worker that cannot lock is down, and says so itself.
            let _ = lock(self.shell, self.in_force).await;
        });
    }
}

/// Says to the style sheet and to the keys that the screen is bare.
fn mark(is_bare: bool) {
    if let Some(root) = document().document_element() {
        let _ = match is_bare {
            true => root.set_attribute(BARE, ""),
            false => root.remove_attribute(BARE),
        };
    }
}
