//! Forms that were begun and not saved: closed by Escape, left by Back, reloaded or locked, they come again as they
//! stood. In memory for this page, and sealed on this device with the worker's other settings.
use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, PutSetting, ReadSettings};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::book::BookState;
use crate::lang::{Text, common};
use crate::state::{Shell, use_shell};

/// Names of drafts among the settings begin so.
const PREFIX: &str = "draft.";

/// Pause after a change before it is put on the device.
const PAUSE: Duration = Duration::from_millis(300);

/// Drafts by name. Free to copy.
#[derive(Clone, Copy)]
struct Drafts {
    texts: StoredValue<HashMap<String, String>>,
    /// What this device kept has been read.
    read: RwSignal<bool>,
    /// Moves on with every change; only the last one is put on the device.
    turn: StoredValue<u32>,
    shell: Shell,
}

/// Keeps drafts while the book is open; locking takes them off this page. Call once, in the shell.
pub fn provide_drafts() {
    let shell = use_shell();
    let drafts = Drafts {
        texts: StoredValue::default(),
        read: RwSignal::new(false),
        turn: StoredValue::new(0),
        shell,
    };
    provide_context(drafts);
    let is_open = Memo::new(move |_| shell.book.with(|book| *book == BookState::Open));
    Effect::new(move |_| {
        drafts.read.set(false);
        if is_open.get() {
            spawn_local(drafts.recall());
        } else {
            drafts.texts.update_value(HashMap::clear);
        }
    });
}

impl Drafts {
    async fn recall(self) {
        if let Ok(all) = WorkerClient::token().ask(ReadSettings).await {
            let kept = all.into_iter().filter(|(key, _)| key.starts_with(PREFIX));
            self.texts.update_value(|texts| {
                for (key, text) in kept {
                    texts.entry(key).or_insert(text);
                }
            });
        }
        self.read.set(true);
    }

    fn put(self, name: &str, text: Option<String>) {
        // Locking empties forms; what they held is on the device already.
        if self.shell.book.with_untracked(|book| *book == BookState::Shut) {
            return;
        }
        let is_new = self.texts.with_value(|texts| texts.get(name) != text.as_ref());
        if !is_new {
            return;
        }
        self.texts.update_value(|texts| match text.clone() {
            Some(text) => drop(texts.insert(name.to_owned(), text)),
            None => drop(texts.remove(name)),
        });
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let (turn, name) = (self.turn.get_value(), name.to_owned());
        let is_gone = text.is_none();
        let store = move || {
            let is_last = is_gone || self.turn.try_get_value() == Some(turn);
            let is_open = self.shell.book.try_with_untracked(|book| *book == BookState::Open) == Some(true);
            if is_last && is_open {
                let key = name.clone();
                // A draft that cannot be stored is still there in memory.
                spawn_local(async move { drop(WorkerClient::token().ask(PutSetting { key, text }).await) });
            }
        };
        if is_gone { store() } else { set_timeout(store, PAUSE) }
    }
}

/// The draft of one form. Free to copy.
#[derive(Clone, Copy)]
pub struct Draft {
    drafts: Drafts,
    name: StoredValue<String>,
    over: StoredValue<bool>,
    /// The form came with what was typed before.
    pub restored: bool,
}

/// Whether the drafts of this device have been read: a page that begins with one waits for that. Tracks.
pub fn drafts_read() -> Signal<bool> {
    expect_context::<Drafts>().read.into()
}

/// The draft of this name, if there is one that fits. Does not track.
pub fn kept<T: DeserializeOwned>(name: &str) -> Option<T> {
    let drafts: Drafts = expect_context();
    let found = drafts
        .texts
        .with_value(|texts| texts.get(&format!("{PREFIX}{name}")).cloned());
    // A draft of another build that no longer fits is left out: it was never saved.
    found.and_then(|text| serde_json::from_str(&text).ok())
}

/// Name of the draft of a form of a case.
pub fn of_case(form: &str, id: CaseId) -> String {
    format!("{form}.{}", uuid::Uuid::from_bytes(id).simple())
}

/// Puts what was typed before back into a form and keeps what is typed from now on. `now` tracks; nothing means that
/// there is nothing to keep. Call while the form is made.
pub fn draft<T>(name: &str, now: impl Fn() -> Option<T> + 'static, put: impl FnOnce(T)) -> Draft
where
    T: Serialize + DeserializeOwned,
{
    let drafts: Drafts = expect_context();
    let found: Option<T> = kept(name);
    let name = format!("{PREFIX}{name}");
    let restored = found.is_some();
    if let Some(found) = found {
        put(found);
    }
    let draft = Draft {
        drafts,
        name: StoredValue::new(name),
        over: StoredValue::new(false),
        restored,
    };
    Effect::new(move |_| {
        let text = now().and_then(|now| serde_json::to_string(&now).ok());
        if !draft.over.get_value() {
            draft.name.with_value(|name| drafts.put(name, text));
        }
    });
    draft
}

impl Draft {
    /// The form was saved, or given up on purpose.
    pub fn done(self) {
        self.over.set_value(true);
        if let Some(name) = self.name.try_get_value() {
            self.drafts.put(&name, None);
        }
    }

    /// Says that the form came with what was typed before, and that its button “Cancel” gives that up.
    pub fn note(self) -> impl IntoView {
        self.note_with(common::CANCEL)
    }

    /// The same of a form that gives it up by another button.
    pub fn note_with(self, button: Text) -> impl IntoView {
        let said = move || common::DRAFT_RESTORED.with(&[&button.now()]);
        self.restored
            .then(|| view! { <p class="note" role="status"><span>{said}</span></p> })
    }
}
