//! New versions of the app: fetched beside the running one, taken when the person agrees, never under an open form.
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::lang::{shell as texts, t};
use crate::state::use_shell;

/// A version that waits, if there is one; and the way to take it.
#[derive(Clone, Copy)]
pub struct Update {
    waiting: RwSignal<bool>,
    taken: StoredValue<bool>,
}

/// The update state, in the context of every page.
pub fn use_update() -> Update {
    expect_context()
}

impl Update {
    /// A new version is ready.
    pub fn is_waiting(self) -> bool {
        self.waiting.get()
    }

    /// Switches to it; the page loads anew once it is in charge.
    pub fn take(self) {
        self.taken.set_value(true);
        leptos::task::spawn_local(async {
            let waiting = match registration().await {
                Some(registration) => registration.waiting(),
                None => None,
            };
            if let Some(worker) = waiting {
                let _ = worker.post_message(&"SKIP_WAITING".into());
            }
        });
    }
}

/// Registers the service worker where there can be one (http and https, not `file://`) and watches for new versions.
pub fn provide_update() -> Update {
    let update = Update {
        waiting: RwSignal::new(false),
        taken: StoredValue::new(false),
    };
    provide_context(update);
    let protocol = window().location().protocol().unwrap_or_default();
    if protocol.starts_with("http")
        && let Some(container) = container()
    {
        // After the first load: the offline copy must not compete with the page itself.
        set_timeout(move || watch(container, update), std::time::Duration::from_millis(1500));
    }
    update
}

/// `navigator.serviceWorker`; absent in insecure contexts, where web-sys would hand out `undefined`.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let found = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    found.dyn_into().ok()
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let found = JsFuture::from(container()?.get_registration()).await.ok()?;
    found.dyn_into().ok()
}

fn watch(container: ServiceWorkerContainer, update: Update) {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let kind = js_sys::Reflect::get(&event.data(), &"type".into())
            .ok()
            .and_then(|v| v.as_string());
        if kind.as_deref() == Some("fenliu-update") {
            update.waiting.try_set(true);
        }
    });
    let _ = container.add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
    heard.forget();
    let changed = Closure::<dyn FnMut()>::new(move || {
        // The quick page may be gone, and the page that took its place listens itself.
        if update.taken.try_get_value() == Some(true) {
            let _ = window().location().reload();
        }
    });
    let _ = container.add_event_listener_with_callback("controllerchange", changed.as_ref().unchecked_ref());
    changed.forget();
    leptos::task::spawn_local(async move {
        // Refused in private windows and where the file is missing: the app then works online only.
        if JsFuture::from(container.register("./sw.js")).await.is_ok()
            && let Some(registration) = registration().await
            && registration.waiting().is_some()
            && registration.active().is_some()
        {
            update.waiting.try_set(true);
        }
    });
}

/// Says that a new version is ready.
#[component]
pub fn UpdateBanner() -> impl IntoView {
    let (update, forms) = (use_update(), use_shell().open_forms);
    let held = move || forms.get() > 0;
    move || {
        update.is_waiting().then(|| {
            view! {
                <div class="banner" role="status">
                    <span>{move || if held() { texts::NEW_VERSION_HELD.now() } else { texts::NEW_VERSION.now() }}</span>
                    <button type="button" class="button" disabled=held on:click=move |_| update.take()>
                        {t(texts::NEW_VERSION_NOW)}
                    </button>
                </div>
            }
        })
    }
}
