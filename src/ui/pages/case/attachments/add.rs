//! Files come in: chosen, taken with the camera, or dropped; several go one after the other.
use files::media;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{AddAttachment, AttachmentRefusal, Filed, Origin, Refusal};
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, FileList};

use super::super::sheet::Sheet;
use crate::lang::{Text, attachment as texts, errors, t};
use crate::pages::writer::{Writer, use_writer};
use crate::parts::icon::{Icon, icon};
use crate::parts::progress::Progress;
use crate::state::hold_while;

/// What every browser can show. Where this does not name HEIC, an iPad hands over JPEG: office PCs cannot show the other.
const PHOTOS: &str = "image/jpeg,image/png,image/webp";
/// Whoever waits no longer than this sees no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// Files dragged over the card. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct Drop {
    /// Something is held over the card.
    pub over: RwSignal<bool>,
    /// What was let go last.
    let_go: RwSignal<Vec<web_sys::File>, LocalStorage>,
}

impl Drop {
    pub(super) fn new() -> Self {
        Self {
            over: RwSignal::new(false),
            let_go: RwSignal::new_local(Vec::new()),
        }
    }

    /// Something is held over it.
    pub(super) fn hover(self, event: &DragEvent) {
        event.prevent_default();
        self.over.set(true);
    }

    /// It was let go.
    pub(super) fn take(self, event: &DragEvent) {
        event.prevent_default();
        self.over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        self.let_go.set(listed(files));
    }
}

fn listed(files: Option<FileList>) -> Vec<web_sys::File> {
    let files = files.map(|files| (0..files.length()).filter_map(move |at| files.get(at)));
    files.into_iter().flatten().collect()
}

/// The files of a field; it is emptied, so the same may be chosen again.
fn picked(node: NodeRef<html::Input>) -> Vec<web_sys::File> {
    let Some(input) = node.get_untracked() else {
        return Vec::new();
    };
    let files = listed(input.files());
    input.set_value("");
    files
}

/// Adds files to a case. Free to copy.
#[derive(Clone, Copy)]
struct Adding {
    sheet: Sheet,
    filed: Option<Filed>,
    /// What they show, as typed.
    shows: RwSignal<String>,
    /// Done and all, while it goes on.
    progress: RwSignal<Option<(u32, u32)>>,
    /// It has lasted long enough to be shown.
    is_long: RwSignal<bool>,
    writer: Writer,
}

impl Adding {
    fn new(sheet: Sheet, filed: Option<Filed>) -> Self {
        let adding = Self {
            sheet,
            filed,
            shows: RwSignal::default(),
            progress: RwSignal::new(None),
            is_long: RwSignal::new(false),
            writer: use_writer(),
        };
        hold_while(move || adding.progress.with(Option::is_some));
        adding
    }

    fn is_busy(self) -> bool {
        self.progress.with(Option::is_some)
    }

    fn begin(self, files: Vec<web_sys::File>, origin: Origin) {
        if !files.is_empty() && untrack(|| !self.is_busy()) {
            spawn_local(self.all(files, origin));
        }
    }

    /// Adds files until all are there or the person stops it; what was added stays.
    async fn all(self, files: Vec<web_sys::File>, origin: Origin) {
        let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let words = self.shows.get_untracked();
        self.progress.set(Some((0, total)));
        let long = set_timeout_with_handle(
            move || {
                self.is_long.try_set(true);
            },
            PATIENCE,
        );
        let (mut stored, mut failed) = (0, Vec::new());
        for (at, file) in (1..).zip(files) {
            match self.one(&file, origin, words.clone()).await {
                Ok(()) => stored += 1,
                Err(why) => failed.push((file.name(), why)),
            }
            // Gone with the page, or stopped.
            if self.progress.try_get_untracked().flatten().is_none() {
                break;
            }
            self.progress.try_set(Some((at, total)));
        }
        if let Ok(long) = long {
            long.clear();
        }
        self.progress.try_set(None);
        self.is_long.try_set(false);
        if failed.is_empty() && stored == total {
            self.shows.try_set(String::new());
        }
        self.tell(stored, total, &failed);
    }

    /// Says what became of it, in one message: a second would take the place of the first.
    fn tell(self, stored: u32, total: u32, failed: &[(String, Refusal)]) {
        let why = failed
            .iter()
            .map(|(name, why)| texts::NOT_ADDED.with(&[name, &errors::sentence(why).now()]));
        let counts = match stored {
            0 => String::new(),
            all if all == total => texts::ADDED.with(&[&all]),
            some => texts::SOME_LEFT.with(&[&some, &(total - some)]),
        };
        let said: Vec<String> = why.chain(Some(counts)).filter(|text| !text.is_empty()).collect();
        let said = said.join(" ");
        match failed.is_empty() {
            _ if said.is_empty() => {}
            true => self.writer.say(&said),
            false => self.writer.alarm(said),
        }
    }

    async fn one(self, file: &web_sys::File, origin: Origin, shows: String) -> Result<(), Refusal> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes and milliseconds fit
        let (size, made) = (file.size().max(0.0) as usize, file.last_modified().max(0.0) as u64);
        // What is not going to be taken is not read either: it may be larger than memory.
        media::sized(&file.name(), &file.type_(), size).map_err(|why| Refusal::from(AttachmentRefusal::from(why)))?;
        let buffer = JsFuture::from(file.array_buffer()).await;
        let buffer = buffer.map_err(|_| Refusal::from(AttachmentRefusal::Unreadable))?;
        let new = AddAttachment {
            case: self.sheet.id,
            name: file.name(),
            mime: file.type_(),
            shows,
            taken_ms: Some(made).filter(|ms| *ms > 0),
            origin,
            filed: self.filed,
            bytes: js_sys::Uint8Array::new(&buffer).to_vec(),
        };
        let summary = WorkerClient::token().ask(new).await.map_err(|error| error.refusal)?;
        self.writer.heard(&summary);
        Ok(())
    }

    /// How far it is, once it takes long.
    fn shown(self) -> impl IntoView {
        let at = Signal::derive(move || self.progress.get().unwrap_or_default());
        let stop = Callback::new(move |()| self.progress.set(None));
        move || {
            self.is_long
                .get()
                .then(|| view! { <Progress label=texts::ADDING at on_cancel=stop/> })
        }
    }
}

/// A field for files, as a button.
#[component]
fn FileButton(
    class: &'static str,
    word: Text,
    /// Said instead of the word, where several buttons say the same.
    #[prop(optional)]
    label: Option<String>,
    #[prop(optional)] sign: Option<Icon>,
    accept: String,
    /// Asks for the camera where there is one.
    #[prop(optional)]
    camera: bool,
    disabled: Signal<bool>,
    on_files: Callback<Vec<web_sys::File>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    view! {
        <label class=format!("{class} file-button") class:is-off=disabled>
            {sign.map(icon)}
            {t(word)}
            <input
                class="visually-hidden"
                type="file"
                accept=accept
                capture=camera.then_some("environment")
                multiple=!camera
                disabled=disabled
                aria-label=label
                node_ref=node
                on:change=move |_| on_files.run(picked(node))
            />
        </label>
    }
}

/// Takes, chooses or drops files for the case.
#[component]
pub(super) fn Add(sheet: Sheet, drop: Drop) -> impl IntoView {
    let adding = Adding::new(sheet, None);
    Effect::new(move |_| {
        let files = drop.let_go.get();
        adding.begin(files, Origin::BroughtIn);
    });
    let busy = Signal::derive(move || adding.is_busy());
    let from = move |origin| Callback::new(move |files| adding.begin(files, origin));
    let hint = move || match drop.over.get() {
        true => texts::LET_GO.now(),
        false => texts::DROP.now(),
    };
    view! {
        <div class="attachment-add no-print">
            <input
                class="input"
                aria-label=t(texts::SHOWS)
                placeholder=t(texts::SHOWS)
                autocomplete="off"
                prop:value=adding.shows
                on:input=move |event| adding.shows.set(event_target_value(&event))
            />
            <FileButton class="button attachment-camera" word=texts::CAMERA sign=Icon::Camera accept=PHOTOS.to_owned() camera=true disabled=busy on_files=from(Origin::TakenHere)/>
            <FileButton class="button" word=texts::ADD sign=Icon::Upload accept=media::accepted() disabled=busy on_files=from(Origin::BroughtIn)/>
            <span class="quiet attachment-drop">{hint}</span>
            {adding.shown()}
        </div>
    }
}

/// Chooses files for a record.
#[component]
pub(super) fn AddTo(sheet: Sheet, filed: Filed, word: Text, label: String) -> impl IntoView {
    let adding = Adding::new(sheet, Some(filed));
    let busy = Signal::derive(move || adding.is_busy());
    let on_files = Callback::new(move |files| adding.begin(files, Origin::BroughtIn));
    view! {
        <FileButton class="link" word label accept=media::accepted() disabled=busy on_files/>
        {adding.shown()}
    }
}
