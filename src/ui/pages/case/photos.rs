//! Photos of the scene: taken or chosen, sealed and stored here, shown small.
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{AddPhoto, PhotoId, PhotoRefusal, PhotoView, Refusal};
use wasm_bindgen_futures::JsFuture;

use super::photo::{Got, Size, Whole, fetched};
use super::sheet::Sheet;
use crate::lang::{photo as texts, t};
use crate::pages::words::moment;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::icon::{Icon, icon};
use crate::parts::progress::Progress;
use crate::state::{hold_while, use_shell};

/// What takes a right to add photos: that to write notes.
const RIGHT: &str = "note";
/// What every browser can show. Where this does not name HEIC, an iPad hands over JPEG: office PCs cannot show the other.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,image/gif,image/bmp";

/// The card.
#[component]
pub fn Photos(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let all = Memo::new(move |_| sheet.view().map(|view| view.photos.clone()).unwrap_or_default());
    let at = RwSignal::new(None::<PhotoId>);
    let shell = use_shell();
    let title = move || match all.with(Vec::len) {
        0 => texts::TITLE.now().to_owned(),
        count => texts::COUNT.with(&[&count]),
    };
    view! {
        <section class="card photos">
            <h2>{title}</h2>
            {move || all.with(Vec::is_empty).then(|| view! { <p class="quiet">{t(texts::NONE)}</p> })}
            <ul class="photo-grid">
                <For each=move || all.get() key=|view| view.photo.id children=move |view| tile(&view, at)/>
            </ul>
            {move || shell.may(RIGHT).then(|| view! { <Add sheet/> })}
            <Whole sheet all at/>
        </section>
    }
}

/// One photo, small.
fn tile(view: &PhotoView, at: RwSignal<Option<PhotoId>>) -> impl IntoView + use<> {
    let id = view.photo.id;
    let picture = fetched(move || Some((id, Size::Small)));
    let when = moment(view.photo.taken_ms.unwrap_or(view.at_ms));
    let shows = if view.photo.shows.is_empty() {
        view.photo.name.clone()
    } else {
        view.photo.shows.clone()
    };
    let name = texts::OPEN.with(&[&shows]);
    let shown = move || match picture.get() {
        Got::Here(shown) => view! { <img src=shown.address() alt=""/> }.into_any(),
        Got::Waiting => view! { <span class="photo-blank"></span> }.into_any(),
        Got::Failed(_) => {
            view! { <span class="photo-blank">{icon(Icon::Camera)}<span>{t(texts::NO_PREVIEW)}</span></span> }
                .into_any()
        }
    };
    view! {
        <li>
            <button type="button" class="photo-tile" aria-label=name on:click=move |_| at.set(Some(id))>{shown}</button>
            <p class="photo-words">{shows.clone()}</p>
            <p class="quiet">{when}</p>
        </li>
    }
}

/// Takes or chooses photos; several at once go one after the other.
#[component]
fn Add(sheet: Sheet) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let shows = RwSignal::new(String::new());
    let progress = RwSignal::new(None::<(u32, u32)>);
    let writer = use_writer();
    hold_while(move || progress.with(Option::is_some));
    let picked = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let files: Vec<web_sys::File> = input
            .files()
            .map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect())
            .unwrap_or_default();
        // The same file may be chosen again.
        input.set_value("");
        spawn_local(add_all(sheet, files, shows, progress, writer));
    };
    let at = Signal::derive(move || progress.get().unwrap_or_default());
    let stop = Callback::new(move |()| progress.set(None));
    view! {
        <div class="photo-add no-print">
            {move || if progress.with(Option::is_some) {
                view! { <Progress label=texts::ADDING at on_cancel=stop/> }.into_any()
            } else {
                view! {
                    <input
                        class="input"
                        aria-label=t(texts::SHOWS)
                        placeholder=t(texts::SHOWS)
                        autocomplete="off"
                        prop:value=shows
                        on:input=move |event| shows.set(event_target_value(&event))
                    />
                    <label class="button">
                        {icon(Icon::Camera)}
                        {t(texts::ADD)}
                        <input class="visually-hidden" type="file" accept=ACCEPT multiple node_ref=node on:change=picked/>
                    </label>
                }
                .into_any()
            }}
        </div>
    }
}

/// Adds files until all are there or the person stops it; what was added stays.
async fn add_all(
    sheet: Sheet,
    files: Vec<web_sys::File>,
    shows: RwSignal<String>,
    progress: RwSignal<Option<(u32, u32)>>,
    writer: Writer,
) {
    let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
    let words = shows.get_untracked();
    progress.set(Some((0, total)));
    let mut stored = 0;
    for (at, file) in (1..).zip(files) {
        match add(sheet, &file, words.clone(), writer).await {
            Ok(()) => stored += 1,
            Err(why) => writer.failed(&why),
        }
        // Gone with the page, or stopped.
        if progress.try_get_untracked().flatten().is_none() {
            break;
        }
        progress.try_set(Some((at, total)));
    }
    progress.try_set(None);
    if stored == total && total > 0 {
        shows.try_set(String::new());
        writer.say(&texts::ADDED.with(&[&stored]));
    } else if stored > 0 {
        writer.say(&texts::SOME_LEFT.with(&[&stored, &(total - stored)]));
    }
}

async fn add(sheet: Sheet, file: &web_sys::File, shows: String, writer: Writer) -> Result<(), Refusal> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| Refusal::from(PhotoRefusal::Unreadable))?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds fit for 285,000 years
    let new = AddPhoto {
        case: sheet.id,
        name: file.name(),
        mime: file.type_(),
        shows,
        taken_ms: Some(file.last_modified().max(0.0) as u64).filter(|ms| *ms > 0),
        bytes: js_sys::Uint8Array::new(&buffer).to_vec(),
    };
    let summary = WorkerClient::token().ask(new).await.map_err(|error| error.refusal)?;
    writer.heard(&summary);
    Ok(())
}
