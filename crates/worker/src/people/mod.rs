//! People, devices and invitations.
pub(crate) mod invite;
pub(crate) mod remove;
mod staff_list;
pub(crate) mod view;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use protocol::{
    Invite, PeopleJob, PutPerson, ReadPeople, ReadStaffList, RemoveDevice, RemovePerson, TakeBackStaffList,
    TakeStaffList, WithdrawInvitation,
};

impl<G: Platform> Service<G> {
    /// Answers what is asked of people.
    pub(crate) async fn answer_people(&self, asked: Asked, job: PeopleJob) -> Result<Answered, WorkError> {
        match job {
            PeopleJob::ReadPeople(ReadPeople) => asked.answer::<ReadPeople>(self.people()),
            PeopleJob::PutPerson(put) => asked.answer::<PutPerson>(self.put_person(put).await),
            PeopleJob::ReadStaffList(ReadStaffList { bytes, today }) => {
                asked.answer::<ReadStaffList>(self.read_staff_list(&bytes, today))
            }
            PeopleJob::TakeStaffList(TakeStaffList {
                rows,
                shown,
                leave_out,
                raises,
                today,
            }) => asked.answer::<TakeStaffList>(self.take_staff_list(rows, shown, (leave_out, raises), today).await),
            PeopleJob::TakeBackStaffList(TakeBackStaffList { shown }) => {
                asked.answer::<TakeBackStaffList>(self.take_back_staff_list(shown).await)
            }
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
}
