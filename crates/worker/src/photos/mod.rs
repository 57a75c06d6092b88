//! Photos: added, shown, and the sealed pictures held here.
mod add;
pub(crate) mod held;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use protocol::{AddPhoto, PhotosJob, ReadPicture};

impl<G: Platform> Service<G> {
    /// Answers what is asked of photos.
    pub(crate) async fn answer_photos(&self, asked: Asked, job: PhotosJob) -> Result<Answered, WorkError> {
        match job {
            PhotosJob::AddPhoto(new) => asked.answer::<AddPhoto>(self.add_photo(new).await),
            PhotosJob::ReadPicture(ReadPicture { photo, small, sha256 }) => {
                asked.answer::<ReadPicture>(self.picture(photo, small, sha256).await)
            }
        }
    }
}
