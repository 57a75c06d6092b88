//! People, devices and invitations.
use chrono::NaiveDate;

use super::{Question, questions};
use crate::{Invited, Listed, PeopleView, Staff, StaffListView, StaffPlan, Summary};

questions! {
    /// People, devices and invitations.
    PeopleJob as People {
        /// The bureau, its people, devices and invitations.
        look ReadPeople -> PeopleView;
        /// Name a person, or change name, role, group or dates.
        write PutPerson {
            /// Id, or none for a new person.
            pub id: Option<[u8; 16]>,
            /// Name.
            pub name: String,
            /// Role id.
            pub role: String,
            /// Group id, or empty.
            pub group: String,
            /// In office from.
            pub from: Option<NaiveDate>,
            /// In office to, inclusive.
            pub to: Option<NaiveDate>,
            /// Phone and kinds of work.
            pub staff: Staff,
        } -> Summary;
        /// Reads a list of staff and says what each row does. Nothing is written.
        job ReadStaffList {
            /// The file, or what was pasted.
            #[serde(with = "serde_bytes")]
            pub bytes: Vec<u8>,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> StaffListView;
        /// Takes the rows of a list that have no fault, all of them or, if one of them does something else by now, none.
        write TakeStaffList {
            /// The rows as they were read.
            pub rows: Vec<Listed>,
            /// What the person was shown.
            pub shown: StaffPlan,
            /// Rows with a fault are left out; else one keeps all from being taken.
            pub leave_out: bool,
            /// The person was told which rows give a post above the own one, and wants that.
            pub raises: bool,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Summary;
        /// Takes a list back that was just taken: who was new leaves, what changed is as it was.
        write TakeBackStaffList {
            /// What the person was shown when it was taken.
            pub shown: StaffPlan,
        } -> Summary;
        /// Invite a person with another device.
        job Invite {
            /// Whom.
            pub person: [u8; 16],
            /// Days it is good for.
            pub days: u8,
        } -> Invited;
        /// Withdraw an invitation.
        write WithdrawInvitation {
            /// Which.
            pub invitation: [u8; 16],
        } -> Summary;
        /// Remove a device and change the key.
        write RemoveDevice {
            /// Which.
            pub device: u64,
        } -> Summary;
        /// A person leaves: all devices are removed and the key changes.
        write RemovePerson {
            /// Who.
            pub person: [u8; 16],
        } -> Summary;
    }
}
