//! What every page shares: today, the summary of the case book.
use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;
use protocol::{Me, Refusal, Session, Summary, SyncView};

/// How the book is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookState {
    /// Not opened yet.
    Opening,
    /// Not to be opened before the person has set it up or unlocked it.
    Shut,
    /// Open.
    Open,
    /// It cannot be opened, or the worker broke down; the code says why.
    Failed(Refusal),
    /// Another tab runs a newer build: this page must be loaded anew.
    MustReload,
}

/// Shared signals, in the context of every page.
#[derive(Clone, Copy)]
pub struct Shell {
    /// The civil date at UTC+8, whatever the tablet's zone; moves on at midnight.
    pub today: RwSignal<NaiveDate>,
    /// Counts and storage state of the case book; `None` until the worker has opened it.
    pub summary: RwSignal<Option<Summary>>,
    /// How the case book is doing.
    pub book: RwSignal<BookState>,
    /// What stands between the person and the book; `None` until the worker has said it.
    pub session: RwSignal<Option<Session>>,
    /// The device was last open without a passphrase: then none is asked for.
    pub no_passphrase: RwSignal<bool>,
    /// How it stands with sharing; `None` until the worker has said it.
    pub sync: RwSignal<Option<SyncView>>,
    /// Forms with unsaved entries; the app is never replaced under them.
    pub open_forms: RwSignal<u32>,
}

impl Shell {
    /// Who is at work here, once the session is open. Tracks.
    pub fn me(self) -> Option<Me> {
        self.session.with(|session| match session {
            Some(Session::Open(me)) => Some((**me).clone()),
            _ => None,
        })
    }

    /// Whether the person here may do this, a key of the table of rights. Tracks.
    pub fn may(self, right: &str) -> bool {
        self.session.with(|session| match session {
            Some(Session::Open(me)) => !me.removed && me.may.iter().any(|key| key == right),
            _ => false,
        })
    }
}

/// The shared signals.
pub fn use_shell() -> Shell {
    expect_context()
}

/// Today, tracked.
pub fn use_today() -> Signal<NaiveDate> {
    use_shell().today.into()
}

/// Holds back app updates while `dirty` is true; released with the page.
pub fn hold_while(dirty: impl Fn() -> bool + 'static) {
    let forms = use_shell().open_forms;
    let held = StoredValue::new(false);
    let set = move |now: bool| {
        if held.try_get_value().is_some_and(|held| held != now) {
            held.set_value(now);
            forms.update(|n| *n = if now { *n + 1 } else { n.saturating_sub(1) });
        }
    };
    Effect::new(move |_| set(dirty()));
    on_cleanup(move || set(false));
}

/// Puts a value back into its signal.
pub type PutBack = Box<dyn Fn() + Send + Sync>;

/// The way back to what stands in a signal now.
pub fn put_back<T: Clone + Send + Sync + 'static>(signal: RwSignal<T>) -> PutBack {
    let value = signal.get_untracked();
    Box::new(move || signal.set(value.clone()))
}

/// Creates the shared signals and keeps `today` right.
pub fn provide_shell() -> Shell {
    let shell = Shell {
        today: RwSignal::new(today_at_utc8()),
        summary: RwSignal::new(None),
        book: RwSignal::new(BookState::Opening),
        session: RwSignal::new(None),
        no_passphrase: RwSignal::new(false),
        sync: RwSignal::new(None),
        open_forms: RwSignal::new(0),
    };
    provide_context(shell);
    let tick = set_interval_with_handle(
        move || {
            let now = today_at_utc8();
            if shell.today.get_untracked() != now {
                shell.today.set(now);
            }
        },
        std::time::Duration::from_secs(20),
    );
    if let Ok(tick) = tick {
        on_cleanup(move || tick.clear());
    }
    shell
}

/// Now, milliseconds since 1970.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

fn today_at_utc8() -> NaiveDate {
    let utc = chrono::DateTime::from_timestamp_millis(now_ms() as i64).unwrap_or_default();
    (utc + TimeDelta::hours(8)).date_naive()
}
