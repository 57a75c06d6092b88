//! Frames between page and worker: the job's number, then the postcard bytes of question or answer.
use serde::{Serialize, de::DeserializeOwned};

/// Version of the protocol. Page and worker of different builds never talk: the page reloads.
pub const PROTOCOL: u32 = 2;

/// What the worker says first, as a string, once it listens: this and [`PROTOCOL`].
pub const READY: &str = "fenliu-ready:";

/// A frame: four bytes of `id` (little endian), then the body.
///
/// # Errors
/// Only when the body cannot be written at all, which its types rule out.
pub fn frame<T: Serialize>(id: u32, body: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_extend(body, id.to_le_bytes().to_vec())
}

/// The number of a frame, even if its body cannot be read.
#[must_use]
pub fn id_of(bytes: &[u8]) -> Option<u32> {
    let head = bytes.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*head))
}

/// Reads a frame back.
#[must_use]
pub fn unframe<T: DeserializeOwned>(bytes: &[u8]) -> Option<(u32, T)> {
    let id = id_of(bytes)?;
    let body = postcard::from_bytes(bytes.get(4..)?).ok()?;
    Some((id, body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answer, Job};

    #[test]
    fn a_frame_comes_back_as_it_went() {
        let bytes = frame(7, &Job::Cancel { job: 3 }).unwrap();
        assert_eq!(id_of(&bytes), Some(7));
        let (id, job) = unframe::<Job>(&bytes).unwrap();
        assert!(id == 7 && matches!(job, Job::Cancel { job: 3 }));
    }

    #[test]
    fn garbage_is_no_frame() {
        assert!(unframe::<Answer>(&[1, 2]).is_none());
        assert!(unframe::<Answer>(&[1, 0, 0, 0, 250, 250]).is_none());
        assert_eq!(id_of(&[9, 0, 0, 0, 250]), Some(9));
    }
}
