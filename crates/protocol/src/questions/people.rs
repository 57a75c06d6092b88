//! People, devices and invitations.
use chrono::NaiveDate;

use super::{Question, questions};
use crate::{Invited, PeopleView, Summary};

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
