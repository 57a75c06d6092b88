//! A file comes in, is sealed with its thumbnail and stored in the transaction of the word that it was added; it is shown
//! from here, or from the shared store by need.
use sha2::{Digest, Sha256};

use crate::attachments::held::name_of;
use crate::book::write::Beside;
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::{Service, State};
use crate::share::Object;
use casebook::attachment::{Attachment, AttachmentId, is_served, standing};
use casebook::book::Book;
use casebook::kinds::Kinds;
use casebook::state::CaseState;
use files::document::template;
use files::media::{self, Sort};
use protocol::{Action, AddAttachment, AttachmentRefusal, CaseId, Content, Filed, Summary};
use sync::remote::{Remote, RemoteError};
use vault::blob::{Blob, Kind};
use vault::ring::Keyring;

/// Characters of the name of a file, and of the words on it.
const WORDS_MOST: usize = 500;

/// A file on its way in.
pub(crate) struct Incoming {
    /// What the trace says of it.
    pub attachment: Attachment,
    /// The small picture of it, if there is one.
    pub thumbnail: Option<Vec<u8>>,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Incoming {
    /// File and thumbnail, sealed, under their names.
    pub(crate) fn sealed(&self, ring: &Keyring) -> Vec<Object> {
        let id = self.attachment.id;
        let plain = [
            (Kind::Thumbnail, self.thumbnail.as_deref()),
            (Kind::Whole, Some(self.bytes.as_slice())),
        ];
        let sealed = plain
            .into_iter()
            .filter_map(|(kind, plain)| Some((name_of(id, kind), Blob { id, kind }.seal(ring, plain?))));
        sealed.collect()
    }
}

/// # Errors
/// `attachment_double`: the case has the same file. `attachment_record_gone`: the record is not there, or nothing of its
/// kind is served.
fn fits(book: &Book, case: &CaseId, attachment: &Attachment) -> Result<(), WorkError> {
    let state = book.state(case)?.unwrap_or_default();
    let is_same = |known: &Attachment| known.sha256 == attachment.sha256;
    if standing(&state, book.kinds()).iter().any(|(_, known)| is_same(known)) {
        return Err(refused(AttachmentRefusal::Double));
    }
    match attachment
        .filed
        .is_none_or(|filed| is_there(&state, book.kinds(), filed))
    {
        true => Ok(()),
        false => Err(refused(AttachmentRefusal::RecordGone)),
    }
}

/// Whether an attachment can belong to a record: it stands, and if it is to be proof of service, it is served.
fn is_there(state: &CaseState, kinds: &Kinds, filed: Filed) -> bool {
    let fields = state.records.get(&filed.record);
    let stands = fields.is_some_and(|fields| state.stands(kinds, filed.record, fields));
    stands && (!filed.is_proof || is_served(kinds, filed.record.kind))
}

/// # Errors
/// `attachment_record_gone`: an attachment is filed where it could not have been added.
pub(crate) fn may_be_filed(book: &Book, case: &CaseId, action: &Action) -> Result<(), WorkError> {
    let Action::AttachmentFiled { filed: Some(filed), .. } = action else {
        return Ok(());
    };
    match is_there(&book.state(case)?.unwrap_or_default(), book.kinds(), *filed) {
        true => Ok(()),
        false => Err(refused(AttachmentRefusal::RecordGone)),
    }
}

impl<G: Platform> Service<G> {
    /// Adds an attachment to a case: the file as it is, not made smaller, for it may have to prove something.
    ///
    /// # Errors
    /// Codes `attachment_…`, and those of a write; then nothing was added.
    pub(crate) async fn add_attachment(&self, new: AddAttachment) -> Result<Summary, WorkError> {
        let case = new.case;
        let incoming = self.incoming(new).await?;
        let action = Action::Attached(Box::new(incoming.attachment.clone()));
        self.write_by(State::draft, |book, draft, ring, now_ms| {
            fits(book, &case, &incoming.attachment)?;
            draft.add(book, vec![(case, action.clone())], now_ms)?;
            Ok(Beside {
                blobs: incoming.sealed(ring),
                ..Beside::default()
            })
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }

    async fn incoming(&self, new: AddAttachment) -> Result<Incoming, WorkError> {
        let media =
            media::read(&new.name, &new.mime, &new.bytes).map_err(|why| refused(AttachmentRefusal::from(why)))?;
        let thumbnail = match media.sort {
            Sort::Picture => self.platform.thumbnail(&new.bytes, media.mime).await,
            _ => None,
        };
        let words = |text: &str| text.trim().chars().take(WORDS_MOST).collect();
        let attachment = Attachment {
            id: *self.chance(),
            name: words(&new.name),
            mime: media.mime.to_owned(),
            bytes: new.bytes.len() as u64,
            sha256: Sha256::digest(&new.bytes).into(),
            shows: words(&new.shows),
            taken_ms: new.taken_ms,
            origin: new.origin,
            has_thumbnail: thumbnail.is_some(),
            filed: new.filed,
        };
        Ok(Incoming {
            attachment,
            thumbnail,
            bytes: new.bytes,
        })
    }

    /// The file of an attachment or its thumbnail, from here or from the store. `sha256` is what the trace says of the
    /// whole file.
    ///
    /// # Errors
    /// `attachment_not_here`: not on this device, and the book is not shared. `attachment_not_there`: whoever added it has
    /// not stored it yet. `attachment_damaged`. Trouble with the store or the vault.
    pub(crate) async fn content(
        &self,
        id: AttachmentId,
        small: bool,
        sha256: Option<[u8; 32]>,
    ) -> Result<Content, WorkError> {
        let kind = if small { Kind::Thumbnail } else { Kind::Whole };
        let name = name_of(id, kind).to_string();
        let here = self.blob_here(&name).await?;
        let fetched = here.is_none();
        let sealed = match here {
            Some(sealed) => sealed,
            None => self.fetch_blob(&name).await?,
        };
        let ring = self.ring()?;
        let bytes = Blob { id, kind }.open(&ring, sealed.clone())?;
        if sha256.is_some_and(|known| known != <[u8; 32]>::from(Sha256::digest(&bytes))) {
            return Err(refused(AttachmentRefusal::Damaged));
        }
        if fetched {
            // Not kept, it is fetched again.
            self.keep_blob(&name, sealed).await.ok();
        }
        let stored = self.blobs().await.is_ok_and(|noted| noted.is_stored(&name));
        let text = if small {
            Vec::new()
        } else {
            template::text(&bytes).unwrap_or_default()
        };
        Ok(Content { bytes, stored, text })
    }

    async fn fetch_blob(&self, name: &str) -> Result<Vec<u8>, WorkError> {
        let remote = self.remote().ok_or(refused(AttachmentRefusal::NotHere))?;
        match remote.get(name).await {
            Err(RemoteError::NotFound) => Err(refused(AttachmentRefusal::NotThere)),
            other => Ok(other?),
        }
    }
}
