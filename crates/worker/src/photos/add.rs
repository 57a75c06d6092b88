//! Photos of a scene: a file comes in, is sealed with its thumbnail and stored in the transaction of the word that it was
//! added; a picture is shown from here, or from the shared store by need.
use sha2::{Digest, Sha256};

use crate::book::write::Beside;
use crate::error::{WorkError, refused};
use crate::photos::held::name_of;
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::photo::{Photo, PhotoId};
use protocol::{Action, AddPhoto, PhotoRefusal, Picture, Summary};
use sync::remote::{Remote, RemoteError};
use vault::blob::{Blob, Kind};

/// The largest photo, in bytes: more than a tablet's camera makes.
pub const PHOTO_LIMIT: usize = 25 << 20;
/// Characters of the words on a photo.
const WORDS_LIMIT: usize = 500;

/// # Errors
/// `photo_no_picture`, `photo_too_large`.
fn check(new: &AddPhoto) -> Result<(), WorkError> {
    if new.bytes.is_empty() || !new.mime.starts_with("image/") {
        return Err(refused(PhotoRefusal::NoPicture));
    }
    if new.bytes.len() > PHOTO_LIMIT {
        return Err(refused(PhotoRefusal::TooLarge));
    }
    Ok(())
}

/// What the trace says of it.
fn photo(new: &AddPhoto, id: PhotoId) -> Photo {
    let words = |text: &str| text.trim().chars().take(WORDS_LIMIT).collect();
    Photo {
        id,
        name: words(&new.name),
        mime: new.mime.clone(),
        bytes: new.bytes.len() as u64,
        sha256: Sha256::digest(&new.bytes).into(),
        shows: words(&new.shows),
        taken_ms: new.taken_ms,
    }
}

impl<G: Platform> Service<G> {
    /// Adds a photo to a case: the file as it is, not made smaller, for it may have to prove something.
    ///
    /// # Errors
    /// `photo_no_picture`, `photo_too_large`, and those of a write; then nothing was added.
    pub(crate) async fn add_photo(&self, new: AddPhoto) -> Result<Summary, WorkError> {
        check(&new)?;
        let thumbnail = self.platform.thumbnail(&new.bytes, &new.mime).await;
        let id: PhotoId = *self.chance();
        let action = Action::PhotoAdded(Box::new(photo(&new, id)));
        let pictures = [
            (Kind::Thumbnail, thumbnail.as_deref()),
            (Kind::Whole, Some(new.bytes.as_slice())),
        ];
        self.write_by(State::draft, |book, draft, ring, now_ms| {
            draft.add(book, vec![(new.case, action.clone())], now_ms)?;
            let seal =
                |(kind, plain): (Kind, Option<&[u8]>)| Some((name_of(id, kind), Blob { id, kind }.seal(ring, plain?)));
            Ok(Beside {
                pictures: pictures.into_iter().filter_map(seal).collect(),
                ..Beside::default()
            })
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }

    /// A picture of a photo, from here or from the store. `sha256` is what the trace says of the whole file.
    ///
    /// # Errors
    /// `photo_not_here`: not on this device, and the book is not shared. `photo_not_there`: whoever added it has not
    /// stored it yet. `photo_damaged`. Trouble with the store or the vault.
    pub(crate) async fn picture(
        &self,
        id: PhotoId,
        small: bool,
        sha256: Option<[u8; 32]>,
    ) -> Result<Picture, WorkError> {
        let kind = if small { Kind::Thumbnail } else { Kind::Whole };
        let name = name_of(id, kind).to_string();
        let here = self.picture_here(&name).await?;
        let fetched = here.is_none();
        let sealed = match here {
            Some(sealed) => sealed,
            None => self.fetch_picture(&name).await?,
        };
        let ring = self.ring()?;
        let bytes = Blob { id, kind }.open(&ring, sealed.clone())?;
        if sha256.is_some_and(|known| known != <[u8; 32]>::from(Sha256::digest(&bytes))) {
            return Err(refused(PhotoRefusal::Damaged));
        }
        if fetched {
            // Not kept, it is fetched again.
            self.keep_picture(&name, sealed).await.ok();
        }
        let stored = self.pictures().await.is_ok_and(|noted| noted.is_stored(&name));
        Ok(Picture { bytes, stored })
    }

    async fn fetch_picture(&self, name: &str) -> Result<Vec<u8>, WorkError> {
        let remote = self.remote().ok_or(refused(PhotoRefusal::NotHere))?;
        match remote.get(name).await {
            Err(RemoteError::NotFound) => Err(refused(PhotoRefusal::NotThere)),
            other => Ok(other?),
        }
    }
}
