//! Which function answers which question. Every question is named here, with the type of its answer.
use super::error::{WorkError, refused};
use super::platform::Platform;
use super::service::Service;
use casebook::normal::initials_of;
use protocol::{
    AddPhoto, CasesJob, CommitImport, EditCase, ExportCases, ExportOverdue, FilesJob, FindNumber, FoundSpace, GoOnAnew,
    ImportJob, Invite, Job, JobRefusal, JoinSpace, KeysJob, LeaveSpace, ListCases, ListIds, LoadSample, LockBook,
    MakeBackup, MakeKit, OpenBook, PeopleJob, PhotosJob, PreviewAgain, PreviewImport, PreviewRules, PutPerson,
    PutRules, PutSetting, Question, ReadAgenda, ReadCase, ReadInitials, ReadLedger, ReadOverdue, ReadPeople,
    ReadPicture, ReadRegister, ReadRules, ReadSession, ReadSettings, ReadSync, ReadUnsent, ReadWaiting, RecordsJob,
    RecoverSpace, RemoveDevice, RemovePerson, RemoveSample, RestoreBackup, RulesJob, SaveKept, SaveRejected,
    SessionJob, SetAutoLock, SetEndpoint, SetLock, SettingsJob, SettleKnown, SyncJob, SyncNow, UndoImport, Unlock,
    WithdrawInvitation, WriteActions, WriteKept, WriteRecords, wire,
};

/// An answer, ready to be sent.
pub(super) struct Answered {
    /// Its frame.
    pub frame: Vec<u8>,
    /// Something was written.
    pub wrote: bool,
}

/// A question under way, by its number.
#[derive(Clone, Copy)]
struct Asked(u32);

impl Asked {
    /// The answer of a question of this type.
    fn answer<Q: Question>(self, answer: Result<Q::Answer, WorkError>) -> Result<Answered, WorkError> {
        let answer = answer?;
        let frame = wire::answer(self.0, &answer).map_err(|_| refused(JobRefusal::BadFrame))?;
        let wrote = Q::written(&answer).is_some();
        Ok(Answered { frame, wrote })
    }
}

impl<G: Platform> Service<G> {
    pub(super) async fn answer(&self, id: u32, job: Job) -> Result<Answered, WorkError> {
        if let Job::Session(job) = job {
            return self.answer_session(Asked(id), job).await;
        }
        self.opened().await?;
        let _working = self.working();
        let asked = Asked(id);
        match job {
            Job::Cases(job) => self.answer_cases(asked, job).await,
            Job::Records(job) => self.answer_records(asked, job).await,
            Job::Photos(job) => self.answer_photos(asked, job).await,
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

    async fn answer_session(&self, asked: Asked, job: SessionJob) -> Result<Answered, WorkError> {
        match job {
            SessionJob::ReadSession(ReadSession) => asked.answer::<ReadSession>(self.session().await),
            SessionJob::OpenBook(OpenBook { today }) => asked.answer::<OpenBook>(self.open(today).await),
            SessionJob::Unlock(Unlock { passphrase }) => asked.answer::<Unlock>(self.unlock(&passphrase).await),
            SessionJob::LockBook(LockBook) => asked.answer::<LockBook>(self.lock_all().await),
            SessionJob::LeaveSpace(LeaveSpace) => asked.answer::<LeaveSpace>(self.leave_removed().await),
            SessionJob::FoundSpace(first) => asked.answer::<FoundSpace>(self.found(asked.0, first).await),
            SessionJob::JoinSpace(JoinSpace {
                link,
                device,
                passphrase,
            }) => asked.answer::<JoinSpace>(self.join(&link, device, passphrase.as_deref()).await),
            SessionJob::RecoverSpace(RecoverSpace {
                shares,
                endpoint,
                device,
                passphrase,
            }) => {
                let found = self.recover(&shares, &endpoint, device, passphrase.as_deref());
                asked.answer::<RecoverSpace>(found.await)
            }
            SessionJob::GoOnAnew(GoOnAnew { link, passphrase }) => {
                asked.answer::<GoOnAnew>(self.go_on_anew(link.as_deref(), passphrase.as_deref()).await)
            }
            SessionJob::RestoreBackup(RestoreBackup { bytes, replace, with }) => {
                asked.answer::<RestoreBackup>(self.restore(asked.0, bytes, replace, with).await)
            }
        }
    }

    async fn answer_cases(&self, asked: Asked, job: CasesJob) -> Result<Answered, WorkError> {
        match job {
            CasesJob::ListCases(ListCases { query, from, count }) => {
                asked.answer::<ListCases>(self.list(&query, from, count))
            }
            CasesJob::ListIds(ListIds { query }) => asked.answer::<ListIds>(self.ids(&query)),
            CasesJob::FindNumber(FindNumber { number }) => asked.answer::<FindNumber>(self.numbered(&number)),
            CasesJob::ReadCase(ReadCase { id }) => asked.answer::<ReadCase>(self.case_view(id).await),
            CasesJob::ReadAgenda(ReadAgenda { from, to, query }) => {
                asked.answer::<ReadAgenda>(self.agenda(from, to, &query))
            }
            CasesJob::WriteActions(WriteActions { actions }) => {
                asked.answer::<WriteActions>(self.write_actions(actions).await)
            }
            CasesJob::EditCase(EditCase { case, edits }) => asked.answer::<EditCase>(self.edit(case, edits).await),
            CasesJob::ReadInitials(ReadInitials { names }) => asked.answer::<ReadInitials>(Ok(initials_of(names))),
        }
    }

    async fn answer_records(&self, asked: Asked, job: RecordsJob) -> Result<Answered, WorkError> {
        match job {
            RecordsJob::WriteRecords(WriteRecords { writes }) => {
                asked.answer::<WriteRecords>(self.write_records(writes).await)
            }
            RecordsJob::ReadWaiting(ReadWaiting { today }) => asked.answer::<ReadWaiting>(self.waiting(today)),
            RecordsJob::ReadRegister(ReadRegister { kind, today }) => {
                asked.answer::<ReadRegister>(self.register(kind, today))
            }
            RecordsJob::ReadOverdue(ReadOverdue { from, to, today }) => {
                asked.answer::<ReadOverdue>(self.overdue(from, to, today))
            }
            RecordsJob::ExportOverdue(ExportOverdue { from, to, today }) => {
                asked.answer::<ExportOverdue>(self.export_overdue(from, to, today))
            }
            RecordsJob::ReadLedger(ReadLedger { kind, bytes, today }) => {
                asked.answer::<ReadLedger>(self.read_ledger(asked.0, kind, &bytes, today).await)
            }
        }
    }

    async fn answer_photos(&self, asked: Asked, job: PhotosJob) -> Result<Answered, WorkError> {
        match job {
            PhotosJob::AddPhoto(new) => asked.answer::<AddPhoto>(self.add_photo(new).await),
            PhotosJob::ReadPicture(ReadPicture { photo, small, sha256 }) => {
                asked.answer::<ReadPicture>(self.picture(photo, small, sha256).await)
            }
        }
    }

    async fn answer_import(&self, asked: Asked, job: ImportJob) -> Result<Answered, WorkError> {
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

    async fn answer_files(&self, asked: Asked, job: FilesJob) -> Result<Answered, WorkError> {
        match job {
            FilesJob::ExportCases(ExportCases { query, kind }) => {
                asked.answer::<ExportCases>(self.export(asked.0, &query, kind).await)
            }
            FilesJob::MakeBackup(MakeBackup { passphrase }) => {
                asked.answer::<MakeBackup>(self.backup(asked.0, passphrase.as_deref()).await)
            }
            FilesJob::LoadSample(LoadSample { bytes }) => {
                asked.answer::<LoadSample>(self.load_sample(asked.0, bytes).await)
            }
            FilesJob::RemoveSample(RemoveSample) => asked.answer::<RemoveSample>(self.remove_sample().await),
        }
    }

    async fn answer_rules(&self, asked: Asked, job: RulesJob) -> Result<Answered, WorkError> {
        match job {
            RulesJob::ReadRules(ReadRules) => asked.answer::<ReadRules>(self.rules()),
            RulesJob::PutRules(PutRules { key, text }) => asked.answer::<PutRules>(self.put_rules(key, text).await),
            RulesJob::PreviewRules(PreviewRules { key, text }) => {
                asked.answer::<PreviewRules>(self.rules_preview(&key, &text))
            }
        }
    }

    async fn answer_settings(&self, asked: Asked, job: SettingsJob) -> Result<Answered, WorkError> {
        match job {
            SettingsJob::ReadSettings(ReadSettings) => asked.answer::<ReadSettings>(self.settings().await),
            SettingsJob::PutSetting(PutSetting { key, text }) => {
                asked.answer::<PutSetting>(self.put_setting(key, text).await)
            }
        }
    }

    async fn answer_keys(&self, asked: Asked, job: KeysJob) -> Result<Answered, WorkError> {
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

    async fn answer_people(&self, asked: Asked, job: PeopleJob) -> Result<Answered, WorkError> {
        match job {
            PeopleJob::ReadPeople(ReadPeople) => asked.answer::<ReadPeople>(self.people()),
            PeopleJob::PutPerson(put) => asked.answer::<PutPerson>(self.put_person(put).await),
            PeopleJob::Invite(Invite { person, days }) => asked.answer::<Invite>(self.invite(person, days).await),
            PeopleJob::WithdrawInvitation(WithdrawInvitation { invitation }) => {
                asked.answer::<WithdrawInvitation>(self.withdraw(invitation).await)
            }
            PeopleJob::RemoveDevice(RemoveDevice { device }) => {
                asked.answer::<RemoveDevice>(self.remove_device(device).await)
            }
            PeopleJob::RemovePerson(RemovePerson { person }) => {
                asked.answer::<RemovePerson>(self.remove_person(person).await)
            }
        }
    }

    async fn answer_sync(&self, asked: Asked, job: SyncJob) -> Result<Answered, WorkError> {
        match job {
            SyncJob::ReadSync(ReadSync) => asked.answer::<ReadSync>(self.sync_stands().await),
            SyncJob::SetEndpoint(SetEndpoint { endpoint }) => asked.answer::<SetEndpoint>(self.sync_to(endpoint).await),
            SyncJob::SyncNow(SyncNow) => asked.answer::<SyncNow>(self.sync_now().await),
            SyncJob::ReadUnsent(ReadUnsent) => asked.answer::<ReadUnsent>(self.unsent().await),
            SyncJob::SaveKept(SaveKept) => asked.answer::<SaveKept>(self.kept_file().await),
            SyncJob::WriteKept(WriteKept) => asked.answer::<WriteKept>(self.write_kept().await),
        }
    }
}
