//! The page's client of the worker: asks, waits, cancels, hears what nobody asked.
//!
//! There is one client to a page; [`WorkerClient`] is a token for it that can be copied anywhere.
use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use crate::diagnostics::DiagnosticsLog;
use crate::spawn::Started;
use crate::wire::Sent;
use crate::{Failure, Job, JobRefusal, News, Question, Refusal, Summary, wire};

/// A token for the page's one client. Free to copy into every closure and context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerClient(());

/// A worker that has not said a word after this many milliseconds will not come.
const TIMEOUT_MS: u32 = 60_000;

type Reply = oneshot::Sender<Result<Vec<u8>, Failure>>;
type Progress = Box<dyn FnMut(u32, u32)>;
type Listener = Rc<dyn Fn(&News)>;

struct Waiting {
    reply: Reply,
    progress: Option<Progress>,
}

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    /// Why no worker can be asked: it could not be started, or it broke down.
    down: Option<JobRefusal>,
    /// The worker listens; until then frames are kept in `queue`.
    ready: bool,
    queue: Vec<Vec<u8>>,
    last_id: u32,
    waiting: HashMap<u32, Waiting>,
    listeners: Vec<(u32, Listener)>,
    last_listener: u32,
    diagnostics: DiagnosticsLog,
    callbacks: Option<Callbacks>,
    timeout: Option<Timeout>,
    asked_to_keep: bool,
}

struct Callbacks {
    message: Closure<dyn FnMut(MessageEvent)>,
    error: Closure<dyn FnMut(JsValue)>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn with<R>(f: impl FnOnce(&mut State) -> R) -> R {
    STATE.with(|state| f(&mut state.borrow_mut()))
}

impl WorkerClient {
    /// The token alone: what is asked before [`WorkerClient::start`] waits for it.
    #[must_use]
    pub const fn token() -> Self {
        Self(())
    }

    /// Whether the page's start script has started the worker: then nothing is gained by asking it later.
    #[must_use]
    pub fn is_early() -> bool {
        crate::spawn::is_early()
    }

    /// Starts the worker (after the first paint, please) or hands out the client that is there already.
    pub fn start() -> Self {
        if with(|s| s.worker.is_none()) {
            hire();
        }
        Self(())
    }

    /// Asks and waits for the answer.
    ///
    /// # Errors
    /// The job's own refusal, or one of the client's: `NoWorker` (it could not be started), `Panic` (the worker broke
    /// down and no longer writes), `Stopped` (it was restarted meanwhile).
    pub fn ask<Q: Question>(self, question: Q) -> impl Future<Output = Result<Q::Answer, Failure>> + Send + 'static {
        let (_, reply) = send(question.into(), None);
        wait::<Q>(reply)
    }

    /// Asks; `on_progress` hears done and total in the job's own unit. The handle stops the job: the answer is
    /// then the refusal `Cancelled`, and nothing was changed.
    ///
    /// # Errors
    /// As [`WorkerClient::ask`].
    pub fn ask_with_progress<Q: Question>(
        self,
        question: Q,
        on_progress: impl FnMut(u32, u32) + 'static,
    ) -> (
        impl Future<Output = Result<Q::Answer, Failure>> + Send + 'static,
        Cancel,
    ) {
        let (id, reply) = send(question.into(), Some(Box::new(on_progress)));
        (wait::<Q>(reply), Cancel(id))
    }

    /// Hears what nobody asked for. Ends when the handle is dropped.
    pub fn listen(self, listener: impl Fn(&News) + 'static) -> Subscription {
        Subscription(with(|s| {
            s.last_listener += 1;
            s.listeners.push((s.last_listener, Rc::new(listener)));
            s.last_listener
        }))
    }

    /// Sends the worker away and hires a new one. Open questions end with the code `stopped`.
    pub fn restart(self) {
        if let Some(old) = with(|s| s.worker.take()) {
            old.terminate();
        }
        dismiss_all(JobRefusal::Stopped, "restarted");
        hire();
    }

    /// What happened last, for a report: kinds of jobs, durations, codes. No personal data.
    #[must_use]
    pub fn diagnostics(self) -> String {
        with(|s| s.diagnostics.text())
    }
}

/// Stops a running job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancel(u32);

impl Cancel {
    /// Asks the worker to stop the job as soon as possible; its waiting future ends with `cancelled`.
    pub fn cancel(self) {
        let job = Job::Cancel { job: self.0 };
        // It can be written; and if it could not, the job would only go on.
        if let Ok(frame) = wire::question(self.0, &job) {
            post_or_queue(frame);
        }
    }
}

/// A running [`WorkerClient::listen`]; dropping it ends it.
#[derive(Debug)]
#[must_use = "listening ends when this is dropped"]
pub struct Subscription(u32);

impl Drop for Subscription {
    fn drop(&mut self) {
        let gone = with(|s| {
            let at = s.listeners.iter().position(|(id, _)| *id == self.0)?;
            Some(s.listeners.swap_remove(at))
        });
        drop(gone);
    }
}

async fn wait<Q: Question>(reply: oneshot::Receiver<Result<Vec<u8>, Failure>>) -> Result<Q::Answer, Failure> {
    let frame = reply.await.unwrap_or_else(|_| Err(Failure::of(JobRefusal::Stopped)))?;
    let Some((_, Sent::Answer(body))) = wire::read_sent(&frame) else {
        return Err(Failure::of(JobRefusal::BadFrame));
    };
    let answer: Q::Answer = wire::read(body).ok_or_else(|| Failure::of(JobRefusal::BadFrame))?;
    if let Some(now) = Q::written(&answer) {
        ask_to_keep_once(now);
    }
    Ok(answer)
}

fn send(job: Job, progress: Option<Progress>) -> (u32, oneshot::Receiver<Result<Vec<u8>, Failure>>) {
    let (reply, receiver) = oneshot::channel();
    let now = js_sys::Date::now();
    let (id, frame) = with(|s| {
        s.last_id = s.last_id.wrapping_add(1).max(1);
        let id = s.last_id;
        s.diagnostics.asked(id, job.name(), now);
        s.waiting.insert(id, Waiting { reply, progress });
        (id, wire::question(id, &job))
    });
    drop(job);
    match frame {
        Ok(_) if with(|s| s.down.is_some()) => {
            let why = with(|s| s.down).unwrap_or(JobRefusal::NoWorker);
            settle(id, Err(Failure::of(why)));
        }
        Ok(frame) => post_or_queue(frame),
        Err(e) => settle(id, Err(failure(JobRefusal::BadFrame, &e.to_string()))),
    }
    (id, receiver)
}

/// Sends a frame, as soon as the worker listens.
fn post_or_queue(frame: Vec<u8>) {
    if with(|s| s.ready) {
        post(&frame);
    } else {
        with(|s| s.queue.push(frame));
    }
}

fn post(frame: &[u8]) {
    let buffer = js_sys::Uint8Array::from(frame).buffer();
    let worker = with(|s| s.worker.clone());
    if let Some(worker) = worker {
        // Fails only for things that cannot be cloned; a buffer can.
        worker
            .post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer))
            .ok();
    }
}

/// Ends the question `id` with the frame of its answer.
fn settle(id: u32, answer: Result<Vec<u8>, Failure>) {
    let code = match &answer {
        Ok(_) => "ok",
        Err(e) => e.refusal.code(),
    };
    let now = js_sys::Date::now();
    let waiting = with(|s| {
        s.diagnostics.answered(id, code, now);
        s.waiting.remove(&id)
    });
    if let Some(waiting) = waiting {
        // The asker may have gone away meanwhile; then nobody wants to know.
        waiting.reply.send(answer).ok();
    }
}

/// A failure of the tie itself.
fn failure(why: JobRefusal, detail: &str) -> Failure {
    Failure {
        refusal: why.into(),
        detail: detail.to_owned(),
    }
}

fn dismiss_all(why: JobRefusal, detail: &str) {
    let ids: Vec<u32> = with(|s| {
        s.queue.clear();
        s.ready = false;
        s.waiting.keys().copied().collect()
    });
    for id in ids {
        settle(id, Err(failure(why, detail)));
    }
}

fn tell(news: &News) {
    let listeners: Vec<Listener> = with(|s| s.listeners.iter().map(|(_, listener)| Rc::clone(listener)).collect());
    for listener in listeners {
        listener(news);
    }
}

fn hire() {
    let callbacks = Callbacks {
        message: Closure::new(|event: MessageEvent| heard(&event.data())),
        error: Closure::new(|event: JsValue| broke(&event)),
    };
    let mut said = Vec::new();
    match crate::spawn::worker() {
        Ok(Started { worker, said: before }) => {
            said = before;
            worker.set_onmessage(Some(callbacks.message.as_ref().unchecked_ref()));
            worker.set_onerror(Some(callbacks.error.as_ref().unchecked_ref()));
            let old = with(|s| {
                s.down = None;
                s.worker = Some(worker);
                s.callbacks.replace(callbacks)
            });
            drop(old);
        }
        Err(e) => go_down(JobRefusal::NoWorker, &e),
    }
    for event in said {
        match event.dyn_into::<MessageEvent>() {
            Ok(message) => heard(&message.data()),
            Err(error) => broke(&error),
        }
    }
    let timeout = Timeout::new(TIMEOUT_MS, || {
        if !with(|s| s.ready) {
            go_down(JobRefusal::NoWorker, "it does not answer");
        }
    });
    drop(with(|s| s.timeout.replace(timeout)));
}

/// Nothing can be asked any more until [`WorkerClient::restart`].
fn go_down(why: JobRefusal, detail: &str) {
    let first = with(|s| {
        s.diagnostics.note(why.code(), detail);
        s.down.replace(why).is_none()
    });
    dismiss_all(why, detail);
    if first {
        tell(&News::Failed(failure(why, detail)));
    }
}

fn heard(data: &JsValue) {
    if let Some(text) = data.as_string() {
        if text.strip_prefix(wire::READY) == Some(&wire::PROTOCOL.to_string()) {
            let queue = with(|s| {
                s.ready = true;
                std::mem::take(&mut s.queue)
            });
            queue.iter().for_each(|frame| post(frame));
        } else {
            tell(&News::MustReload);
        }
        return;
    }
    let bytes = js_sys::Uint8Array::new(data).to_vec();
    let failed = match wire::read_sent(&bytes) {
        Some((_, Sent::News(News::Failed(failure)))) if failure.refusal == Refusal::from(JobRefusal::Panic) => {
            return go_down(JobRefusal::Panic, &failure.detail);
        }
        Some((_, Sent::News(news))) => return tell(&news),
        Some((id, Sent::Progress(done, total))) => return progress(id, done, total),
        Some((id, Sent::Answer(_))) => return settle(id, Ok(bytes)),
        Some((id, Sent::Failed(failure))) => (id, failure),
        None => (wire::id_of(&bytes).unwrap_or(0), Failure::of(JobRefusal::BadFrame)),
    };
    settle(failed.0, Err(failed.1));
}

fn progress(id: u32, done: u32, total: u32) {
    // Taken out while it runs: it may ask the client itself.
    let taken = with(|s| s.waiting.get_mut(&id)?.progress.take());
    let Some(mut f) = taken else { return };
    f(done, total);
    with(|s| {
        if let Some(waiting) = s.waiting.get_mut(&id) {
            waiting.progress = Some(f);
        }
    });
}

/// The worker could not be loaded, or an exception (a trap, after its panic message) came out of it.
fn broke(event: &JsValue) {
    let why = if with(|s| s.ready) {
        JobRefusal::Panic
    } else {
        JobRefusal::NoWorker
    };
    let place = js_sys::Reflect::get(event, &"lineno".into())
        .ok()
        .and_then(|v| v.as_f64());
    go_down(why, &format!("worker script, line {}", place.unwrap_or(0.0)));
}

/// Something is stored now that nobody wants to lose: asks the browser once to keep it for good. Some browsers ask the
/// person: not for the sample's sake.
fn ask_to_keep_once(now: &Summary) {
    let is_worth = now.persistent != Some(true) && now.cases > now.sample;
    if is_worth && !with(|s| std::mem::replace(&mut s.asked_to_keep, true)) {
        wasm_bindgen_futures::spawn_local(async {
            let kept = ask_to_keep().await;
            with(|s| s.diagnostics.note("persist", &format!("{kept:?}")));
        });
    }
}

/// Asks the browser to keep this app's space for good. Only a page may ask; some browsers ask the person.
async fn ask_to_keep() -> Option<bool> {
    let promise = web_sys::window()?.navigator().storage().persist().ok()?;
    wasm_bindgen_futures::JsFuture::from(promise).await.ok()?.as_bool()
}
