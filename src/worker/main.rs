//! The worker program: the browser as the platform of the jobs, and the mail between page and worker.
mod browser_platform;
mod thumb;

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::{Interval, Timeout};
use protocol::{DEMO, Failure, JobRefusal, News, StoreRefusal, wire};
use store::browser::{Channel, ConnectionEvent, IndexedDbStore};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use worker::service::Service;

use browser_platform::{BrowserPlatform, post};

/// Name of the database, the lock and the channel of this origin.
const NAME: &str = "fenliu";

/// The same for the demo, which is a book of its own.
const DEMO_NAME: &str = "fenliu-demo";

/// After so many milliseconds without a job the worker tidies up.
const IDLE_MS: u32 = 5_000;

/// How often it is looked whether the book is to be locked.
const TICK_MS: u32 = 10_000;

thread_local! {
    /// Set by a panic: from then on nothing is written any more.
    static BROKEN: Cell<bool> = const { Cell::new(false) };
    static IDLE: Cell<Option<Timeout>> = const { Cell::new(None) };
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        BROKEN.with(|broken| broken.set(true));
        // The message may hold a person's words; the browser_platform in the program does not.
        let detail = info.location().map(ToString::to_string).unwrap_or_default();
        say(&News::Failed(Failure {
            refusal: JobRefusal::Panic.into(),
            detail,
        }));
    }));
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let service = service(if scope.name() == DEMO { DEMO_NAME } else { NAME });
    let sharer = Rc::clone(&service);
    spawn_local(async move { sharer.share().await });
    let clock = Rc::clone(&service);
    Interval::new(TICK_MS, move || {
        let service = Rc::clone(&clock);
        spawn_local(async move { service.tick().await });
    })
    .forget();
    let inbox = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
        heard(&service, &bytes);
    });
    scope.set_onmessage(Some(inbox.as_ref().unchecked_ref()));
    // Lives as long as the worker.
    inbox.forget();
    let ready = format!("{}{}", wire::READY, wire::PROTOCOL);
    // A page that is gone needs no word.
    scope.post_message(&ready.into()).ok();
}

fn service(name: &'static str) -> Rc<Service<BrowserPlatform>> {
    Rc::new_cyclic(move |weak: &std::rc::Weak<Service<BrowserPlatform>>| {
        let follower = weak.clone();
        let channel = Channel::join(name, move |word| {
            // A word of another build is no word.
            if let (Some(service), Ok(word)) = (follower.upgrade(), postcard::from_bytes(word)) {
                spawn_local(async move { service.heard(word).await });
            }
        });
        let records = IndexedDbStore::new(name, |event| match event {
            ConnectionEvent::Outdated => say(&News::MustReload),
            ConnectionEvent::Gone => say(&News::Failed(Failure::of(StoreRefusal::StorageGone))),
            ConnectionEvent::Lost => {}
        });
        Service::new(BrowserPlatform::new(name, channel, records.clone()), records)
    })
}

/// Says something nobody asked for.
fn say(news: &News) {
    if let Ok(frame) = wire::news(news) {
        post(&frame);
    }
}

/// Refuses what was asked.
fn refuse(asked: &[u8], why: JobRefusal) {
    if let Ok(frame) = wire::failed(wire::id_of(asked).unwrap_or(0), &Failure::of(why)) {
        post(&frame);
    }
}

fn heard(service: &Rc<Service<BrowserPlatform>>, bytes: &[u8]) {
    if BROKEN.with(Cell::get) {
        refuse(bytes, JobRefusal::Panic);
        return;
    }
    let Some((id, job)) = wire::read_question(bytes) else {
        refuse(bytes, JobRefusal::BadFrame);
        return;
    };
    let service = Rc::clone(service);
    spawn_local(async move {
        service.handle(id, job).await;
        // Every job puts the idle moment off.
        let idle = Timeout::new(IDLE_MS, move || {
            spawn_local(async move { service.idle().await });
        });
        drop(IDLE.with(|old| old.replace(Some(idle))));
    });
}
