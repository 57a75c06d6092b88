//! Photos of a scene: what the trace says of them. The pictures themselves lie beside the packs, sealed, under the id.
//!
//! Body of an added photo, a map: 0 id (16 bytes) · 1 name of the file · 2 MIME type · 3 bytes · 4 SHA-256 of the file ·
//! 5 what it shows · 6 when it was taken, milliseconds since 1970 (absent: not known).
use std::collections::{HashMap, HashSet};

use minicbor::Decoder;
use minicbor::decode::Error;
use serde::{Deserialize, Serialize};

use super::cbor::{Out, read_id, read_map};
use super::clock::Stamp;
use super::event::Event;
use super::history::begun;
use super::slot::{Kind, photo_of, taken_out};
use super::state::{CaseState, latest};

/// Id of a photo, and of its sealed picture.
pub type PhotoId = [u8; 16];

/// A photo, as whoever added it says. The hash binds the trace to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Photo {
    /// Random, never used for another picture.
    pub id: PhotoId,
    /// Name of the file.
    pub name: String,
    /// MIME type of the file.
    pub mime: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// What it shows, in the words of whoever added it; may be empty.
    pub shows: String,
    /// When it was taken as far as the file tells, milliseconds since 1970.
    pub taken_ms: Option<u64>,
}

/// A photo of a case, with who added it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoView {
    /// The photo.
    pub photo: Photo,
    /// Who added it.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
}

/// The photos of a case in the order they were first added. Of several under one id that which was added first is shown:
/// nobody puts another file or other words in its place.
pub(crate) fn photos(state: &CaseState, by_stamp: &HashMap<Stamp, &Event>) -> Vec<PhotoView> {
    let mut views: Vec<(Stamp, PhotoView)> = Vec::new();
    for (_, fields) in state.in_force(Kind::PHOTO) {
        let photo = photo_of(&|field| latest(fields, field).cloned());
        let photo = photo.filter(|photo| !state.is_marked(taken_out(photo.id)));
        if let (Some(photo), Some(stamp)) = (photo, begun(fields)) {
            let event = by_stamp.get(&stamp);
            let view = PhotoView {
                photo,
                by: event.map(|event| event.by.clone()).unwrap_or_default(),
                at_ms: event.map_or(stamp.moment.ms(), |event| event.at_ms),
            };
            views.push((stamp, view));
        }
    }
    views.sort_by_key(|(stamp, view)| (*stamp, view.photo.id));
    let mut known: HashSet<PhotoId> = HashSet::new();
    let shown = views.into_iter().map(|(_, view)| view);
    shown.filter(|view| known.insert(view.photo.id)).collect()
}

pub(crate) fn write_photo(out: &mut Out, photo: &Photo) {
    out.open_map();
    out.uint(0);
    out.bytes(&photo.id);
    for (key, text) in [(1, &photo.name), (2, &photo.mime)] {
        out.uint(key);
        out.text(text);
    }
    out.uint(3);
    out.uint(photo.bytes);
    out.uint(4);
    out.bytes(&photo.sha256);
    out.uint(5);
    out.text(&photo.shows);
    if let Some(ms) = photo.taken_ms {
        out.uint(6);
        out.uint(ms);
    }
    out.end();
}

/// The photo, and whether all of it was understood.
pub(crate) fn read_photo(d: &mut Decoder<'_>) -> Result<(Photo, bool), Error> {
    let (mut photo, mut id) = (Photo::default(), None);
    let known = read_map(d, |key, d| {
        match key {
            0 => id = Some(read_id(d)?),
            1 => d.str()?.clone_into(&mut photo.name),
            2 => d.str()?.clone_into(&mut photo.mime),
            3 => photo.bytes = d.u64()?,
            4 => photo.sha256 = d.bytes()?.try_into().map_err(|_| Error::message("not 32 bytes"))?,
            5 => d.str()?.clone_into(&mut photo.shows),
            6 => photo.taken_ms = Some(d.u64()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    photo.id = id.ok_or_else(|| Error::message("photo without id"))?;
    Ok((photo, known))
}
