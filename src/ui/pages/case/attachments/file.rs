//! The file of an attachment, fetched by need and compared with its hash, at an address within the page.
use std::sync::Arc;

use files::media;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Attachment, AttachmentId, AttachmentRefusal, CaseId, Content, ReadAttachment, Refusal};

use crate::pages::save_file::address_of;
use crate::state::use_shell;

/// What no browser opens.
const BYTES: &str = "application/octet-stream";

/// How much of an attachment.
#[derive(Clone, Debug, PartialEq)]
pub enum Size {
    /// Its thumbnail.
    Small,
    /// The file, whose type and hash the trace names.
    Whole(Box<Attachment>),
}

/// A file that the page can show or save.
#[derive(Debug)]
pub struct Shown {
    address: String,
    /// The shared store has it, too.
    pub stored: bool,
    /// Of a .docx its text.
    pub text: Vec<String>,
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

/// The file of a case that `which` names, fetched again whenever that changes, and after a failure whenever something was
/// exchanged.
pub fn fetched(
    case: CaseId,
    which: impl Fn() -> Option<(AttachmentId, Size)> + Send + Sync + 'static,
) -> RwSignal<Got> {
    let got = RwSignal::new(Got::Waiting);
    let which = Memo::new(move |_| which());
    let sync = use_shell().sync;
    let exchanged = Memo::new(move |_| sync.with(|view| view.as_ref().and_then(|view| view.last_ok_at_ms)));
    Effect::new(move |before: Option<Option<AttachmentId>>| {
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
            let now = ask(case, id, &size).await;
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

async fn ask(case: CaseId, attachment: AttachmentId, size: &Size) -> Got {
    let (mime, sha256) = match size {
        Size::Small => ("image/jpeg", None),
        // The word of another device is not taken for what a browser opens: only the table's kinds are shown.
        Size::Whole(whole) => (
            media::of_type(&whole.mime).map_or(BYTES, |media| media.mime),
            Some(whole.sha256),
        ),
    };
    let job = ReadAttachment {
        case,
        attachment,
        small: *size == Size::Small,
        sha256,
    };
    match WorkerClient::token().ask(job).await {
        Ok(Content { bytes, stored, text }) => match address_of(mime, &bytes) {
            Some(address) => Got::Here(Arc::new(Shown { address, stored, text })),
            None => Got::Failed(Refusal::from(AttachmentRefusal::Unreadable)),
        },
        Err(error) => Got::Failed(error.refusal),
    }
}
