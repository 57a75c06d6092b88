//! Importing: a file is read and compared, then written as one, and can be taken back as one.
mod choice;
pub(crate) mod known;
pub(crate) mod read;

use std::rc::Rc;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::import::known::LastImport;
use crate::import::read::{KeptFile, Pending};
use crate::platform::Platform;
use crate::service::Service;
use protocol::{CommitImport, ImportJob, PreviewAgain, PreviewImport, SaveRejected, SettleKnown, UndoImport};

/// What is held of an import.
#[derive(Default)]
pub(crate) struct ImportState {
    /// What the last preview read, to be imported.
    pub pending: Option<Pending>,
    /// The file of the last preview, to read it again with other choices.
    pub kept_file: Option<Rc<KeptFile>>,
    /// What the last import did, until it is taken back.
    pub done: Option<LastImport>,
    /// The last preview imported: its rejected rows can still be had.
    pub imported: Option<Pending>,
}

impl<G: Platform> Service<G> {
    /// Answers what is asked of importing.
    pub(crate) async fn answer_import(&self, asked: Asked, job: ImportJob) -> Result<Answered, WorkError> {
        match job {
            ImportJob::PreviewImport(PreviewImport { name, bytes, options }) => {
                asked.answer::<PreviewImport>(self.import_preview(asked.0, name, bytes, options).await)
            }
            ImportJob::PreviewAgain(PreviewAgain { options }) => {
                asked.answer::<PreviewAgain>(self.import_again(asked.0, options).await)
            }
            ImportJob::CommitImport(CommitImport { update }) => {
                asked.answer::<CommitImport>(self.import_commit(asked.0, update).await)
            }
            ImportJob::SettleKnown(SettleKnown { restore, overwrite }) => {
                asked.answer::<SettleKnown>(self.import_known(restore, overwrite))
            }
            ImportJob::UndoImport(UndoImport) => asked.answer::<UndoImport>(self.import_undo().await),
            ImportJob::SaveRejected(SaveRejected) => asked.answer::<SaveRejected>(self.import_rejected()),
        }
    }
}
