//! When there is nothing to list: an empty book, no match, or a list that cannot be read.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{JobRefusal, LoadSample};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::feed::Feed;
use super::filters::{narrows, widest};
use super::window::Span;
use crate::demo::OpenDemo;
use crate::lang::{cases as texts, t};
use crate::pages::writer::use_writer;
use crate::parts::empty::{Empty, Failure};
use crate::parts::icon::{Icon, icon};
use crate::route::Route;
use crate::state::use_shell;

/// The sample beside the page.
const SAMPLE: &str = "sample.xlsx";

/// What helps when no row is shown; nothing while rows are.
#[component]
pub fn Nothing(
    /// The list.
    feed: Feed,
    /// Opens the form of a new case.
    new_open: RwSignal<bool>,
) -> impl IntoView {
    let empty = Memo::new(move |_| feed.total.get() == Some(0));
    let narrowed = Memo::new(move |_| feed.query.with(narrows));
    move || {
        if let Some(why) = feed.failure.get() {
            return view! {
                <Failure why>
                    <button type="button" class="button" on:click=move |_| feed.restart(Span::default())>
                        {icon(Icon::Refresh)}{t(texts::RETRY)}
                    </button>
                </Failure>
            }
            .into_any();
        }
        match (empty.get(), narrowed.get()) {
            (false, _) => ().into_any(),
            (true, true) => no_match(feed).into_any(),
            (true, false) => empty_book(new_open).into_any(),
        }
    }
}

fn no_match(feed: Feed) -> impl IntoView {
    view! {
        <Empty title=texts::NOTHING text=texts::NOTHING_HELP>
            <button type="button" class="button" on:click=move |_| feed.query.update(|q| *q = widest(q))>
                {t(texts::CLEAR_FILTERS)}
            </button>
        </Empty>
    }
}

fn empty_book(new_open: RwSignal<bool>) -> impl IntoView {
    let writer = use_writer();
    let loading = RwSignal::new(false);
    let load = move |_| {
        loading.set(true);
        spawn_local(async move {
            match load_sample().await {
                Ok(summary) => writer.heard(&summary),
                Err(error) => writer.failed(&error.refusal),
            }
            loading.try_set(false);
        });
    };
    let shared = is_shared();
    let sample_words = move || {
        if loading.get() {
            texts::SAMPLE_LOADING.now()
        } else {
            texts::SAMPLE.now()
        }
    };
    view! {
        <Empty title=texts::EMPTY text=texts::EMPTY_HELP>
            <a class="button button-main" href=Route::Import.href()>{icon(Icon::Upload)}{t(texts::IMPORT)}</a>
            <OpenDemo/>
            {move || (!shared.get()).then(|| view! {
                <button type="button" class="button" disabled=loading on:click=load>{sample_words}</button>
            })}
            <button type="button" class="button" on:click=move |_| new_open.set(true)>{icon(Icon::Plus)}{t(texts::NEW)}</button>
        </Empty>
    }
}

/// Whether others share this book: made-up cases are not for their lists. Tracks.
pub fn is_shared() -> Memo<bool> {
    let sync = use_shell().sync;
    Memo::new(move |_| sync.with(|view| view.as_ref().is_some_and(|view| view.endpoint.is_some())))
}

/// Loads the sample cases.
///
/// # Errors
/// `NoSample` if the file cannot be had; those of the worker.
pub async fn load_sample() -> Result<protocol::Summary, protocol::Failure> {
    let bytes = sample_bytes()
        .await
        .ok_or(protocol::Failure::of(JobRefusal::NoSample))?;
    WorkerClient::token().ask(LoadSample { bytes }).await
}

/// The sample's bytes: from the page itself in the one-file app, else from beside it.
async fn sample_bytes() -> Option<Vec<u8>> {
    if let Some(inline) = document().get_element_by_id("sample-xlsx") {
        let binary = window().atob(inline.text_content()?.trim()).ok()?;
        return binary.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    }
    let response = JsFuture::from(window().fetch_with_str(SAMPLE)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
