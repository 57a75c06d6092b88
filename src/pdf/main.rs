//! The program that reads PDF files: opens one, draws and cuts its pages. A worker of its own, started when the first PDF is
//! opened. A file that breaks it ends this program and nothing else; the page (`src/ui/pdf_client.rs`) says so.
use std::cell::RefCell;

use pdf::{Answer, File, Part, PdfFault, Question, Range};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What it says once it listens.
const READY: &str = "ready";

thread_local! {
    static OPEN: RefCell<Option<File>> = const { RefCell::new(None) };
}

fn main() {
    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let inbox = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
        let answer = Question::read(&bytes).map_or(Answer::Fault(PdfFault::Unreadable), answer);
        say(&answer);
    });
    scope.set_onmessage(Some(inbox.as_ref().unchecked_ref()));
    // Lives as long as the worker.
    inbox.forget();
    // A page that is gone needs no word.
    scope.post_message(&READY.into()).ok();
}

fn say(answer: &Answer) {
    let (Ok(scope), Some(bytes)) = (
        js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>(),
        answer.write(),
    ) else {
        return;
    };
    let buffer = js_sys::Uint8Array::from(bytes.as_slice()).buffer();
    // Handed over, not copied: a drawn page has megabytes.
    scope
        .post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer))
        .ok();
}

fn answer(question: Question) -> Answer {
    OPEN.with_borrow_mut(|open| {
        let done = match question {
            Question::Open(bytes) => {
                // Two of them would be too much for an old tablet.
                *open = None;
                File::open(bytes).map(|file| Answer::Pages(open.insert(file).pages()))
            }
            Question::Draw { page, width } => {
                let file = open.as_ref().ok_or(PdfFault::NoPage);
                let drawn = file.and_then(|file| file.draw(page, width));
                drawn.map(Answer::Drawn)
            }
            Question::Cut(ranges) => {
                let file = open.as_ref().ok_or(PdfFault::NoPage);
                file.and_then(|file| cut(file, &ranges)).map(Answer::Cut)
            }
        };
        done.unwrap_or_else(Answer::Fault)
    })
}

fn cut(file: &File, ranges: &[Range]) -> Result<Vec<u8>, PdfFault> {
    let parts = ranges.iter().map(|&Range { first, last }| Part { file, first, last });
    pdf::put_together(&parts.collect::<Vec<_>>())
}
