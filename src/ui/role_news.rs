//! Says which role a person has: after joining, and when somebody changed it.
use leptos::prelude::*;

use crate::lang::people as texts;
use crate::pages::rule_words::{named, table};
use crate::parts::toast::use_toasts;
use crate::state::use_shell;

/// Set by whoever joins; greeted once the book is open.
#[derive(Clone, Copy)]
pub struct Joined(pub RwSignal<bool>);

/// Follows the role and what it may do, as long as the page lives.
pub fn tell_a_new_role() {
    let (shell, toasts) = (use_shell(), use_toasts());
    let joined = Joined(RwSignal::new(false));
    provide_context(joined);
    Effect::new(move |_| {
        if let (true, Some(me)) = (joined.0.get(), shell.me()) {
            joined.0.set(false);
            toasts.say(texts::WELCOME.with(&[&me.name, &named(&table().roles, &me.role)]));
        }
    });
    let role = Memo::new(move |_| {
        let me = shell.me()?;
        Some((me.person, me.role, me.may, me.locked, me.records))
    });
    Effect::new(move |before: Option<Option<_>>| {
        let now = role.get();
        if let (Some(Some(before)), Some(now)) = (&before, &now) {
            let (was, is): (&(_, String, _, _, _), &(_, String, _, _, _)) = (before, now);
            if was.0 == is.0 && was != is {
                toasts.alarm(texts::ROLE_CHANGED.with(&[&named(&table().roles, &is.1)]));
            }
        }
        // Locked meanwhile: the role of before is still what one knew.
        now.or(before.flatten())
    });
}
