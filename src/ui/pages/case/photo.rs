//! One photo as a whole: fetched by need, compared with its hash, with all that is known of it.
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Action, Photo, PhotoId, PhotoRefusal, PhotoView, Picture, ReadPicture, Refusal};

use super::sheet::Sheet;
use crate::lang::{errors, photo as texts, t};
use crate::pages::save_file::address_of;
use crate::pages::words::moment;
use crate::parts::dialog::Dialog;
use crate::parts::icon::{Icon, icon};
use crate::state::use_shell;

/// How much of a photo.
#[derive(Clone, Debug, PartialEq)]
pub enum Size {
    /// Its thumbnail.
    Small,
    /// The file, whose type and hash the trace names.
    Whole(Box<Photo>),
}

/// A picture that the page can show.
#[derive(Debug)]
pub struct Shown {
    address: String,
    /// The shared store has it, too.
    stored: bool,
}

impl Shown {
    /// Its address within this page.
    pub fn address(&self) -> String {
        self.address.clone()
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        let _ = web_sys::Url::revoke_object_url(&self.address);
    }
}

/// How the fetching stands.
#[derive(Clone, Debug)]
pub enum Got {
    /// Not answered yet.
    Waiting,
    /// Here it is.
    Here(Arc<Shown>),
    /// Why not.
    Failed(Refusal),
}

/// The picture that `which` names, fetched again whenever that changes, and after a failure whenever something was
/// exchanged.
pub fn fetched(which: impl Fn() -> Option<(PhotoId, Size)> + Send + Sync + 'static) -> RwSignal<Got> {
    let got = RwSignal::new(Got::Waiting);
    let which = Memo::new(move |_| which());
    let sync = use_shell().sync;
    let exchanged = Memo::new(move |_| sync.with(|view| view.as_ref().and_then(|view| view.last_ok_at_ms)));
    Effect::new(move |before: Option<Option<PhotoId>>| {
        exchanged.track();
        let (id, size) = which.get()?;
        let is_same = before.flatten() == Some(id);
        if is_same && matches!(got.get_untracked(), Got::Here(_)) {
            return Some(id);
        }
        if !is_same {
            got.set(Got::Waiting);
        }
        spawn_local(async move {
            let now = ask(id, &size).await;
            // Another may be wanted by now.
            if which
                .try_get_untracked()
                .flatten()
                .is_some_and(|(wanted, _)| wanted == id)
            {
                got.try_set(now);
            }
        });
        Some(id)
    });
    got
}

async fn ask(photo: PhotoId, size: &Size) -> Got {
    let (mime, sha256) = match size {
        Size::Small => ("image/jpeg", None),
        Size::Whole(photo) => (photo.mime.as_str(), Some(photo.sha256)),
    };
    let job = ReadPicture {
        photo,
        small: *size == Size::Small,
        sha256,
    };
    match WorkerClient::token().ask(job).await {
        Ok(Picture { bytes, stored }) => match address_of(mime, &bytes) {
            Some(address) => Got::Here(Arc::new(Shown { address, stored })),
            None => Got::Failed(Refusal::from(PhotoRefusal::Unreadable)),
        },
        Err(error) => Got::Failed(error.refusal),
    }
}

/// The dialog, open while `at` names a photo.
#[component]
pub fn Whole(
    /// The case.
    sheet: Sheet,
    /// Its photos.
    all: Memo<Vec<PhotoView>>,
    /// The one that is shown.
    at: RwSignal<Option<PhotoId>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    // Each follows the other, and only where they differ: a signal that is set is news even if it stays the same.
    Effect::new(move |_| {
        let wanted = at.with(Option::is_some);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !open.get() && at.with_untracked(Option::is_some) {
            at.set(None);
        }
    });
    let place = Memo::new(move |_| all.with(|all| all.iter().position(|view| Some(view.photo.id) == at.get())));
    let shown = Memo::new(move |_| all.with(|all| all.get(place.get()?).cloned()));
    view! {
        <Dialog open title=texts::PHOTO>
            <Body sheet shown at>
                <Turn all at place/>
            </Body>
        </Dialog>
    }
}

/// To the photo before and after.
#[component]
fn Turn(all: Memo<Vec<PhotoView>>, at: RwSignal<Option<PhotoId>>, place: Memo<Option<usize>>) -> impl IntoView {
    let beside = move |step: isize| {
        let to = place.get()?.checked_add_signed(step)?;
        all.with(|all| all.get(to).map(|view| view.photo.id))
    };
    let button = move |step: isize, word| {
        view! {
            <button
                type="button"
                class="button"
                disabled=move || beside(step).is_none()
                on:click=move |_| if let Some(to) = untrack(|| beside(step)) { at.set(Some(to)) }
            >
                {t(word)}
            </button>
        }
    };
    let count = move || {
        place
            .get()
            .map(|at| texts::PLACE.with(&[&(at + 1), &all.with(Vec::len)]))
    };
    view! {
        <div class="photo-turn">
            {button(-1, texts::BEFORE)}
            <span class="quiet">{count}</span>
            {button(1, texts::NEXT)}
        </div>
    }
}

#[component]
fn Body(
    sheet: Sheet,
    shown: Memo<Option<PhotoView>>,
    at: RwSignal<Option<PhotoId>>,
    children: Children,
) -> impl IntoView {
    let picture = fetched(move || {
        let photo = shown.get()?.photo;
        Some((photo.id, Size::Whole(Box::new(photo))))
    });
    let seen = move || {
        let alt = shown.get().map(|view| words(&view.photo)).unwrap_or_default();
        match picture.get() {
            Got::Here(shown) => view! { <img src=shown.address() alt=alt/> }.into_any(),
            Got::Waiting => view! { <p class="quiet" role="status">{t(texts::LOADING)}</p> }.into_any(),
            Got::Failed(code) => {
                view! { <p class="note" role="alert">{icon(Icon::Alert)}<span>{t(errors::sentence(&code))}</span></p> }
                    .into_any()
            }
        }
    };
    view! {
        <figure class="photo-whole">{seen}</figure>
        {children()}
        {move || shown.get().map(|view| known(&view, &picture.get()))}
        <div class="ways">
            {move || {
                let (view, Got::Here(here)) = (shown.get()?, picture.get()) else { return None };
                Some(view! { <a class="button" href=here.address() download=view.photo.name>{icon(Icon::Download)}{t(texts::SAVE)}</a> })
            }}
            {move || {
                let photo = shown.get()?.photo;
                use_shell().may("note").then(|| view! {
                    <button type="button" class="button button-danger" on:click=move |_| { take_out(sheet, &photo); at.set(None) }>{t(texts::TAKE_OUT)}</button>
                })
            }}
        </div>
    }
}

fn words(photo: &Photo) -> String {
    if photo.shows.is_empty() {
        photo.name.clone()
    } else {
        photo.shows.clone()
    }
}

fn take_out(sheet: Sheet, photo: &Photo) {
    let gone = Action::PhotoTakenOut { photo: photo.id };
    let back = Action::PhotoAdded(Box::new(photo.clone()));
    sheet.write(vec![gone], vec![back], texts::TAKEN_OUT.now().to_owned());
}

/// What is known of it.
fn known(view: &PhotoView, got: &Got) -> impl IntoView + use<> {
    let photo = &view.photo;
    let file = format!("{} · {} kB", photo.name, photo.bytes.div_ceil(1000));
    let hash: String = photo.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let (fits, place) = match got {
        Got::Here(shown) => {
            let place = if shown.stored { texts::SHARED } else { texts::HERE_ONLY };
            (Some(t(texts::HASH_FITS)), Some(place))
        }
        _ => (None, None),
    };
    view! {
        <dl class="about">
            {(!photo.shows.is_empty()).then(|| view! { <div><dt>{t(texts::SHOWS_NAME)}</dt><dd>{photo.shows.clone()}</dd></div> })}
            <div><dt>{t(texts::ADDED_BY)}</dt><dd>{view.by.clone()}" "{moment(view.at_ms)}</dd></div>
            {photo.taken_ms.map(|ms| view! { <div><dt>{t(texts::TAKEN)}</dt><dd>{moment(ms)}</dd></div> })}
            <div><dt>{t(texts::FILE)}</dt><dd>{file}</dd></div>
            <div><dt>{t(texts::HASH)}</dt><dd><code class="photo-hash">{hash}</code><span class="quiet">{fits}</span></dd></div>
            {place.map(|place| view! { <div><dt>{t(texts::WHERE)}</dt><dd>{t(place)}</dd></div> })}
        </dl>
    }
}
