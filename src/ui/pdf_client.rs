//! The page's client of the program that reads PDF files (`src/pdf`): starts it with the first file, asks one thing at a time,
//! and ends it with the page that asked. A file that is too much for it ends only that program; here it is an error.
use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use futures_util::lock::Mutex;
use gloo_timers::future::TimeoutFuture;
use pdf::{Answer, PdfFault, Picture, Question, Range};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker, WorkerOptions};

/// The name of the program.
const PROGRAM: &str = "pdf-reader";

/// Until it listens: it is fetched and compiled meanwhile.
const STARTS_MS: u32 = 60_000;
/// One question: a page with many large pictures on an old tablet takes seconds, one made to hurt takes for ever.
const TIMEOUT_MS: u32 = 30_000;

/// Why a PDF cannot be shown or cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfTrouble {
    /// The file is not taken.
    Fault(PdfFault),
    /// The program could not be started, or broke down over this file.
    Died,
    /// It took too long and was ended.
    TooLong,
}

/// What the program said: a message, or nothing if it broke down.
type Said = Option<JsValue>;

/// An open file. Dropping it ends the program.
pub struct PdfFile {
    worker: Worker,
    pages: u32,
    /// Who waits for the next word.
    waiting: Rc<RefCell<Option<oneshot::Sender<Said>>>>,
    /// One question at a time.
    turn: Mutex<()>,
    _heard: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Drop for PdfFile {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl PdfFile {
    /// Starts the program and opens a file in it.
    ///
    /// # Errors
    /// The file is not taken, or the program does not come.
    pub async fn open(bytes: Vec<u8>) -> Result<PdfFile, PdfTrouble> {
        let worker = protocol::spawn::program(PROGRAM, &WorkerOptions::new()).map_err(|_| PdfTrouble::Died)?;
        let waiting: Rc<RefCell<Option<oneshot::Sender<Said>>>> = Rc::default();
        let (ready, starts) = oneshot::channel();
        *waiting.borrow_mut() = Some(ready);
        let heard = |said: fn(JsValue) -> Said| {
            let waiting = Rc::clone(&waiting);
            Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
                let reply = waiting.borrow_mut().take();
                if let Some(reply) = reply {
                    // Whoever asked may be gone.
                    let _ = reply.send(said(event));
                }
            })
        };
        let message = heard(|event| event.dyn_into::<MessageEvent>().ok().map(|event| event.data()));
        let error = heard(|_| None);
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        let mut file = PdfFile {
            worker,
            pages: 0,
            waiting: Rc::clone(&waiting),
            turn: Mutex::new(()),
            _heard: [message, error],
        };
        within(STARTS_MS, starts).await?;
        match file.ask(&Question::Open(bytes)).await? {
            Answer::Pages(pages) => file.pages = pages,
            _ => return Err(PdfTrouble::Died),
        }
        Ok(file)
    }

    /// How many pages it has.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Draws a page, so many points wide.
    ///
    /// # Errors
    /// There is no such page, or the program broke down over it: then nothing more is drawn.
    pub async fn draw(&self, page: u32, width: u16) -> Result<Picture, PdfTrouble> {
        match self.ask(&Question::Draw { page, width }).await? {
            Answer::Drawn(picture) => Ok(picture),
            _ => Err(PdfTrouble::Died),
        }
    }

    /// A file of these pages alone.
    ///
    /// # Errors
    /// As [`PdfFile::draw`].
    pub async fn cut(&self, ranges: Vec<Range>) -> Result<Vec<u8>, PdfTrouble> {
        match self.ask(&Question::Cut(ranges)).await? {
            Answer::Cut(bytes) => Ok(bytes),
            _ => Err(PdfTrouble::Died),
        }
    }

    async fn ask(&self, question: &Question) -> Result<Answer, PdfTrouble> {
        let _turn = self.turn.lock().await;
        let bytes = question.write().ok_or(PdfTrouble::Died)?;
        let (reply, answer) = oneshot::channel();
        *self.waiting.borrow_mut() = Some(reply);
        let buffer = js_sys::Uint8Array::from(bytes.as_slice()).buffer();
        drop(bytes);
        let posted = self
            .worker
            .post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer));
        posted.map_err(|_| PdfTrouble::Died)?;
        let said = within(TIMEOUT_MS, answer)
            .await
            .inspect_err(|_| self.worker.terminate())?;
        let bytes = js_sys::Uint8Array::new(&said).to_vec();
        match Answer::read(&bytes).ok_or(PdfTrouble::Died)? {
            Answer::Fault(fault) => Err(PdfTrouble::Fault(fault)),
            answer => Ok(answer),
        }
    }
}

/// What is said within so many milliseconds.
async fn within(ms: u32, said: oneshot::Receiver<Said>) -> Result<JsValue, PdfTrouble> {
    match select(said, TimeoutFuture::new(ms)).await {
        Either::Left((Ok(Some(said)), _)) => Ok(said),
        Either::Left(_) => Err(PdfTrouble::Died),
        Either::Right(_) => Err(PdfTrouble::TooLong),
    }
}
