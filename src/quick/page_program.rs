//! The whole page: loaded beside the quick page, started when somebody asks for more than quick triage.
//!
//! The start script in `index.html` knows the names of its files. It leaves a function on the window that loads them and
//! gives the function that starts them.
use std::time::Duration;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::handover::{Handed, NAME};

/// Name of the function that loads the whole page.
const LOAD: &str = "fenliuLoadPage";

/// Loading is told when it takes longer.
const PATIENCE: Duration = Duration::from_millis(500);

/// How it stands with the whole page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// Nobody waits for it, or not for long.
    #[default]
    Quiet,
    /// Somebody has waited for a while.
    Told,
    /// It could not be loaded.
    Failed,
}

/// The whole page, from the quick page. Free to copy.
#[derive(Clone, Copy)]
pub struct PageProgram {
    /// How it stands.
    pub loading: RwSignal<Loading>,
    /// It is being loaded for somebody.
    busy: StoredValue<bool>,
}

impl PageProgram {
    /// Not loaded.
    pub fn new() -> Self {
        Self {
            loading: RwSignal::new(Loading::Quiet),
            busy: StoredValue::new(false),
        }
    }

    /// Loads it without starting it.
    pub fn prefetch(self) {
        // Failing is said once somebody asks for it: then it is tried again.
        spawn_local(async { drop(load().await) });
    }

    /// Loads it, and starts it unless it is no longer wanted by then.
    pub fn start(self, wanted: impl Fn() -> bool + Copy + 'static) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        self.loading.set(Loading::Quiet);
        set_timeout(
            move || {
                // Started meanwhile, and then this page is gone.
                if self.busy.try_get_value() == Some(true) && wanted() {
                    self.loading.set(Loading::Told);
                }
            },
            PATIENCE,
        );
        spawn_local(async move {
            let loaded = load().await;
            self.busy.set_value(false);
            self.loading.set(Loading::Quiet);
            if !wanted() {
                return;
            }
            match loaded {
                Ok(start) => begin(&start, self).await,
                Err(_) => self.loading.set(Loading::Failed),
            }
        });
    }
}

/// Starts the program; this page ends when it takes over.
async fn begin(start: &Function, program: PageProgram) {
    let started = match start.call0(&JsValue::NULL).map(JsCast::dyn_into::<Promise>) {
        Ok(Ok(promise)) => JsFuture::from(promise).await.is_ok(),
        _ => false,
    };
    if !started {
        program.loading.try_set(Loading::Failed);
    }
}

/// The function that starts the program, once its files are here.
async fn load() -> Result<Function, JsValue> {
    let load: Function = Reflect::get(&window(), &LOAD.into())?.dyn_into()?;
    let promise: Promise = load.call0(&JsValue::NULL)?.dyn_into()?;
    JsFuture::from(promise).await?.dyn_into()
}

/// Leaves what the whole page calls at the moment it takes over: it ends this page. Once.
pub fn offer(hand_over: impl FnOnce() -> Option<Handed> + 'static) {
    let give = move || match hand_over().map(|handed| postcard::to_allocvec(&handed)) {
        Some(Ok(bytes)) => Uint8Array::from(bytes.as_slice()).into(),
        Some(Err(_)) | None => JsValue::NULL,
    };
    let _ = Reflect::set(&window(), &NAME.into(), &Closure::once_into_js(give));
}
