//! The keys of this device: the record they lie in, its lock, the recovery kit, and keys that are learned.
pub(crate) mod key_record;
pub(crate) mod kit;
pub(crate) mod learn;
mod lock;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use protocol::{KeysJob, MakeKit, SetAutoLock, SetLock};

impl<G: Platform> Service<G> {
    /// Answers what is asked of keys.
    pub(crate) async fn answer_keys(&self, asked: Asked, job: KeysJob) -> Result<Answered, WorkError> {
        match job {
            KeysJob::SetLock(SetLock { now, new }) => {
                asked.answer::<SetLock>(self.set_lock(now.as_deref(), new.as_deref()).await)
            }
            KeysJob::SetAutoLock(SetAutoLock { minutes }) => asked.answer::<SetAutoLock>(self.auto_lock(minutes).await),
            KeysJob::MakeKit(MakeKit { needed, holders }) => {
                asked.answer::<MakeKit>(self.make_kit(needed, holders).await)
            }
        }
    }
}
