//! Files that go out: exports and backups; and the sample.
pub(crate) mod backup;
mod dossier;
pub(crate) mod export;
pub(crate) mod judges;
mod numbers;
mod offices;
pub(crate) mod papers;
mod sample;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use protocol::{
    ExportCases, ExportDossier, FilesJob, LoadSample, MakeBackup, MakePapers, NextNumbers, ReadSharedNumbers,
    ReadUnsureNumbers, RemoveSample, SavePapers,
};

impl<G: Platform> Service<G> {
    /// Answers what is asked of files.
    pub(crate) async fn answer_files(&self, asked: Asked, job: FilesJob) -> Result<Answered, WorkError> {
        match job {
            FilesJob::ExportCases(ExportCases { query, kind }) => {
                asked.answer::<ExportCases>(self.export(asked.0, &query, kind).await)
            }
            FilesJob::MakePapers(MakePapers { asked: of }) => {
                asked.answer::<MakePapers>(self.papers(asked.0, &of).await)
            }
            FilesJob::SavePapers(SavePapers { papers, today }) => {
                asked.answer::<SavePapers>(self.save_papers(&papers, today))
            }
            FilesJob::ExportDossier(of) => asked.answer::<ExportDossier>(self.export_dossier(asked.0, &of).await),
            FilesJob::NextNumbers(NextNumbers { papers, on }) => {
                asked.answer::<NextNumbers>(self.next_numbers(&papers, on))
            }
            FilesJob::ReadUnsureNumbers(ReadUnsureNumbers { papers, on }) => {
                asked.answer::<ReadUnsureNumbers>(self.unsure_numbers(&papers, on).await)
            }
            FilesJob::ReadSharedNumbers(ReadSharedNumbers) => asked.answer::<ReadSharedNumbers>(self.shared_numbers()),
            FilesJob::MakeBackup(MakeBackup { passphrase }) => {
                asked.answer::<MakeBackup>(self.backup(asked.0, passphrase.as_deref()).await)
            }
            FilesJob::LoadSample(LoadSample { bytes }) => {
                asked.answer::<LoadSample>(self.load_sample(asked.0, bytes).await)
            }
            FilesJob::RemoveSample(RemoveSample) => asked.answer::<RemoveSample>(self.remove_sample().await),
        }
    }
}
