//! Frames between page and worker. A question: its number, then its postcard bytes. From the worker: the number of the
//! question (0 for what nobody asked), what kind of frame it is, then the postcard bytes of that.
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Failure, Job, News};

/// Version of the protocol. Page and worker of different builds never talk: the page reloads.
pub const PROTOCOL: u32 = 4;

/// What the worker says first, as a string, once it listens: this and [`PROTOCOL`].
pub const READY: &str = "fenliu-ready:";

/// What a frame from the worker holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    Answer,
    Failed,
    Progress,
    News,
}

/// What the worker sent.
#[derive(Debug)]
pub enum Sent<'a> {
    /// The answer to a question, as bytes: only whoever asked knows its type.
    Answer(&'a [u8]),
    /// There is no answer, and why.
    Failed(Failure),
    /// Done and total of a running job, in the job's own unit (rows, chunks).
    Progress(u32, u32),
    /// What nobody asked for.
    News(News),
}

/// The frame of a question.
///
/// # Errors
/// Only when it cannot be written at all, which its types rule out; so with all frames.
pub fn question(id: u32, job: &Job) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_extend(job, id.to_le_bytes().to_vec())
}

/// The frame of an answer.
///
/// # Errors
/// As [`question`].
pub fn answer<T: Serialize>(id: u32, answer: &T) -> Result<Vec<u8>, postcard::Error> {
    frame(id, Kind::Answer, answer)
}

/// The frame of a failure.
///
/// # Errors
/// As [`question`].
pub fn failed(id: u32, failure: &Failure) -> Result<Vec<u8>, postcard::Error> {
    frame(id, Kind::Failed, failure)
}

/// The frame of progress.
///
/// # Errors
/// As [`question`].
pub fn progress(id: u32, done: u32, total: u32) -> Result<Vec<u8>, postcard::Error> {
    frame(id, Kind::Progress, &(done, total))
}

/// The frame of news.
///
/// # Errors
/// As [`question`].
pub fn news(news: &News) -> Result<Vec<u8>, postcard::Error> {
    frame(0, Kind::News, news)
}

fn frame<T: Serialize>(id: u32, kind: Kind, body: &T) -> Result<Vec<u8>, postcard::Error> {
    let head = postcard::to_extend(&kind, id.to_le_bytes().to_vec())?;
    postcard::to_extend(body, head)
}

/// The number of a frame, even if its body cannot be read.
#[must_use]
pub fn id_of(bytes: &[u8]) -> Option<u32> {
    let head = bytes.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*head))
}

/// Reads a question back.
#[must_use]
pub fn read_question(bytes: &[u8]) -> Option<(u32, Job)> {
    Some((id_of(bytes)?, read(bytes.get(4..)?)?))
}

/// Reads what the worker sent.
#[must_use]
pub fn read_sent(bytes: &[u8]) -> Option<(u32, Sent<'_>)> {
    let (kind, body) = postcard::take_from_bytes(bytes.get(4..)?).ok()?;
    let sent = match kind {
        Kind::Answer => Sent::Answer(body),
        Kind::Failed => Sent::Failed(read(body)?),
        Kind::Progress => {
            let (done, total) = read(body)?;
            Sent::Progress(done, total)
        }
        Kind::News => Sent::News(read(body)?),
    };
    Some((id_of(bytes)?, sent))
}

/// Reads the body of a frame.
#[must_use]
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    postcard::from_bytes(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FindNumber, JobRefusal, Question};

    #[test]
    fn a_question_and_its_answer_come_back_as_they_went() {
        let number = "（2026）豫1402执7号".to_owned();
        let bytes = question(7, &FindNumber { number: number.clone() }.into()).unwrap();
        assert_eq!(id_of(&bytes), Some(7));
        let (id, job) = read_question(&bytes).unwrap();
        assert!(id == 7 && job.name() == "FindNumber" && format!("{job:?}").contains(&number));
        let found: <FindNumber as Question>::Answer = vec![[3; 16]];
        let bytes = answer(7, &found).unwrap();
        let Some((7, Sent::Answer(body))) = read_sent(&bytes) else {
            panic!("{bytes:?}")
        };
        assert_eq!(read(body), Some(found));
    }

    #[test]
    fn what_is_no_answer_is_told_apart() {
        let failure = Failure::of(JobRefusal::Cancelled);
        let bytes = failed(3, &failure).unwrap();
        assert!(matches!(read_sent(&bytes), Some((3, Sent::Failed(back))) if back == failure));
        let bytes = progress(4, 1, 9).unwrap();
        assert!(matches!(read_sent(&bytes), Some((4, Sent::Progress(1, 9)))));
        let bytes = news(&News::MustReload).unwrap();
        assert!(matches!(read_sent(&bytes), Some((0, Sent::News(News::MustReload)))));
    }

    #[test]
    fn garbage_is_no_frame() {
        for bytes in [
            &[1, 2][..],
            &[1, 0, 0, 0],
            &[1, 0, 0, 0, 250, 250],
            &[1, 0, 0, 0, 3, 250],
        ] {
            assert!(
                read_sent(bytes).is_none() && read_question(bytes).is_none(),
                "{bytes:?}"
            );
        }
        assert_eq!(id_of(&[9, 0, 0, 0, 250]), Some(9));
    }
}
