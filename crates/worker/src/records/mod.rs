//! Records of cases: written and read by their kinds.
pub(crate) mod bell;
mod bulletin;
pub(crate) mod corrections;
mod dossiers;
mod ledger;
mod overdue;
mod parts;
mod register;
mod same;
mod warnings;
mod write;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use protocol::{
    ExportOverdue, HaveLooked, ReadAway, ReadBulletin, ReadDossiers, ReadLedger, ReadLinked, ReadMatters, ReadMine,
    ReadNew, ReadOverdue, ReadPlaces, ReadRegister, ReadSharing, ReadVisits, ReadWaiting, ReadWarnings, RecordsJob,
    SaveBulletin, WriteRecords,
};

impl<G: Platform> Service<G> {
    /// Answers what is asked of records.
    pub(crate) async fn answer_records(&self, asked: Asked, job: RecordsJob) -> Result<Answered, WorkError> {
        match job {
            RecordsJob::WriteRecords(WriteRecords { writes }) => {
                asked.answer::<WriteRecords>(self.write_records(writes).await)
            }
            RecordsJob::ReadWaiting(ReadWaiting { today }) => asked.answer::<ReadWaiting>(self.waiting(today)),
            RecordsJob::ReadMine(ReadMine { name, until, today }) => {
                asked.answer::<ReadMine>(self.mine(&name, until, today))
            }
            RecordsJob::ReadSharing(ReadSharing { cases, today }) => {
                asked.answer::<ReadSharing>(self.to_share_out(&cases, today))
            }
            RecordsJob::ReadLinked(ReadLinked { case, today }) => {
                asked.answer::<ReadLinked>(self.linked_cases(case, today))
            }
            RecordsJob::ReadNew(ReadNew { today }) => asked.answer::<ReadNew>(self.new_for_me(today).await),
            RecordsJob::HaveLooked(HaveLooked { looked }) => asked.answer::<HaveLooked>(self.have_looked(looked).await),
            RecordsJob::ReadVisits(ReadVisits { today }) => asked.answer::<ReadVisits>(self.visits(today)),
            RecordsJob::ReadAway(ReadAway { today }) => asked.answer::<ReadAway>(self.away(today)),
            RecordsJob::ReadMatters(asked_for) => asked.answer::<ReadMatters>(self.matters(asked_for)),
            RecordsJob::ReadOverdue(ReadOverdue { from, to, today }) => {
                asked.answer::<ReadOverdue>(self.overdue(asked.0, (from, to), today).await)
            }
            RecordsJob::ReadBulletin(ReadBulletin { asked: which }) => {
                asked.answer::<ReadBulletin>(self.bulletin(asked.0, &which).await)
            }
            RecordsJob::SaveBulletin(SaveBulletin { asked: which }) => {
                asked.answer::<SaveBulletin>(self.save_bulletin(asked.0, &which).await)
            }
            RecordsJob::ReadDossiers(ReadDossiers) => asked.answer::<ReadDossiers>(self.dossiers(asked.0).await),
            RecordsJob::ReadWarnings(ReadWarnings { handler, today }) => {
                asked.answer::<ReadWarnings>(self.warned(asked.0, handler.as_deref(), today).await)
            }
            RecordsJob::ExportOverdue(ExportOverdue { from, to, today }) => {
                asked.answer::<ExportOverdue>(self.export_overdue(asked.0, from, to, today).await)
            }
            RecordsJob::ReadRegister(ReadRegister { kind, today }) => {
                asked.answer::<ReadRegister>(self.register(kind, today))
            }
            RecordsJob::ReadPlaces(ReadPlaces { case, today }) => asked.answer::<ReadPlaces>(self.places(case, today)),
            RecordsJob::ReadLedger(ReadLedger {
                kind,
                bytes,
                case,
                today,
            }) => asked.answer::<ReadLedger>(self.read_ledger(asked.0, kind, (&bytes, case), today).await),
        }
    }
}
