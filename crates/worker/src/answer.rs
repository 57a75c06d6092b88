//! Answering: which area does what is asked. Each area names its questions with the types of their answers.
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use protocol::{Job, JobRefusal, Question, wire};

/// An answer, ready to be sent.
pub(crate) struct Answered {
    /// Its frame.
    pub frame: Vec<u8>,
    /// Something was written.
    pub wrote: bool,
}

/// A question under way, by its number.
#[derive(Clone, Copy)]
pub(crate) struct Asked(pub u32);

impl Asked {
    /// The answer of a question of this type.
    pub fn answer<Q: Question>(self, answer: Result<Q::Answer, WorkError>) -> Result<Answered, WorkError> {
        let answer = answer?;
        let frame = wire::answer(self.0, &answer).map_err(|_| refused(JobRefusal::BadFrame))?;
        let wrote = Q::written(&answer).is_some();
        Ok(Answered { frame, wrote })
    }
}

impl<G: Platform> Service<G> {
    pub(crate) async fn answer(&self, id: u32, job: Job) -> Result<Answered, WorkError> {
        if let Job::Session(job) = job {
            return self.answer_session(Asked(id), job).await;
        }
        self.opened().await?;
        let _working = self.working();
        let asked = Asked(id);
        match job {
            Job::Cases(job) => self.answer_cases(asked, job).await,
            Job::Records(job) => self.answer_records(asked, job).await,
            Job::Attachments(job) => self.answer_attachments(asked, job).await,
            Job::Import(job) => self.answer_import(asked, job).await,
            Job::Files(job) => self.answer_files(asked, job).await,
            Job::Rules(job) => self.answer_rules(asked, job).await,
            Job::Settings(job) => self.answer_settings(asked, job).await,
            Job::Keys(job) => self.answer_keys(asked, job).await,
            Job::People(job) => self.answer_people(asked, job).await,
            Job::Sync(job) => self.answer_sync(asked, job).await,
            // The one is done above, the other before anything is answered.
            Job::Session(_) | Job::Cancel { .. } => Err(refused(JobRefusal::JobMisplaced)),
        }
    }
}
