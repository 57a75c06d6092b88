//! Why the directory does not count an event about people, devices or rights.
use super::access::{CLOCK_BACK, DEVICE_REMOVED, DEVICE_UNKNOWN, NOT_IN_OFFICE, PEOPLE_UNDECIDED};
use super::bureau::BureauFault;

/// Why an event about people does not count. The first five refuse other events, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleFault {
    /// The pack is one that a removal does not count any more.
    DeviceRemoved,
    /// The device is not in the directory.
    DeviceUnknown,
    /// The person is not in office on the day of the event.
    NotInOffice,
    /// The event is not later than what its device wrote before it.
    ClockBack,
    /// What became of people and rights could not be decided.
    PeopleUndecided,
    /// The book is that of a court already.
    AlreadyFounded,
    /// The key of the space is another one.
    NotTheFounder,
    /// The device, or one with its keys, is in already.
    AlreadyJoined,
    /// What vouches for the device is for somebody else.
    VoucherOtherPerson,
    /// The signature of what vouches does not fit.
    VoucherBadProof,
    /// The device that joins is not the one that speaks.
    DeviceAddRefused,
    /// A removal leaves out a device of the person.
    DeviceNotNamed,
    /// Nobody has heard of the invitation.
    InvitationUnknown,
    /// There is one with this id.
    InvitationExists,
    /// Somebody joined by it.
    InvitationUsed,
    /// It was taken back.
    InvitationWithdrawn,
    /// It held to an earlier moment.
    InvitationExpired,
    /// Another recovery kit took its place.
    KitReplaced,
    /// Nobody has heard of the person.
    PersonUnknown,
    /// The person has left.
    PersonLeft,
    /// The table of rights has no such role.
    RoleUnknown,
    /// The table of rights has no such group.
    GroupUnknown,
    /// Nobody with a device could manage people afterwards.
    NobodyManages,
    /// A device has said more about people than is kept.
    PeopleTooMany,
    /// The text of a kind of record or a flow does not stand beside those in force.
    KindsRefused,
    /// The table of rights it puts in force is none.
    Bureau(BureauFault),
}

impl PeopleFault {
    /// All but those of a table of rights.
    pub const ALL: [PeopleFault; 25] = [
        PeopleFault::DeviceRemoved,
        PeopleFault::DeviceUnknown,
        PeopleFault::NotInOffice,
        PeopleFault::ClockBack,
        PeopleFault::PeopleUndecided,
        PeopleFault::AlreadyFounded,
        PeopleFault::NotTheFounder,
        PeopleFault::AlreadyJoined,
        PeopleFault::VoucherOtherPerson,
        PeopleFault::VoucherBadProof,
        PeopleFault::DeviceAddRefused,
        PeopleFault::DeviceNotNamed,
        PeopleFault::InvitationUnknown,
        PeopleFault::InvitationExists,
        PeopleFault::InvitationUsed,
        PeopleFault::InvitationWithdrawn,
        PeopleFault::InvitationExpired,
        PeopleFault::KitReplaced,
        PeopleFault::PersonUnknown,
        PeopleFault::PersonLeft,
        PeopleFault::RoleUnknown,
        PeopleFault::GroupUnknown,
        PeopleFault::NobodyManages,
        PeopleFault::PeopleTooMany,
        PeopleFault::KindsRefused,
    ];

    /// Stable code, as the trace and the snapshot keep it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PeopleFault::DeviceRemoved => DEVICE_REMOVED,
            PeopleFault::DeviceUnknown => DEVICE_UNKNOWN,
            PeopleFault::NotInOffice => NOT_IN_OFFICE,
            PeopleFault::ClockBack => CLOCK_BACK,
            PeopleFault::PeopleUndecided => PEOPLE_UNDECIDED,
            PeopleFault::AlreadyFounded => "already_founded",
            PeopleFault::NotTheFounder => "not_the_founder",
            PeopleFault::AlreadyJoined => "already_joined",
            PeopleFault::VoucherOtherPerson => "voucher_other_person",
            PeopleFault::VoucherBadProof => "voucher_bad_proof",
            PeopleFault::DeviceAddRefused => "device_add_refused",
            PeopleFault::DeviceNotNamed => "device_not_named",
            PeopleFault::InvitationUnknown => "invitation_unknown",
            PeopleFault::InvitationExists => "invitation_exists",
            PeopleFault::InvitationUsed => "invitation_used",
            PeopleFault::InvitationWithdrawn => "invitation_withdrawn",
            PeopleFault::InvitationExpired => "invitation_expired",
            PeopleFault::KitReplaced => "kit_replaced",
            PeopleFault::PersonUnknown => "person_unknown",
            PeopleFault::PersonLeft => "person_left",
            PeopleFault::RoleUnknown => "role_unknown",
            PeopleFault::GroupUnknown => "group_unknown",
            PeopleFault::NobodyManages => "nobody_manages",
            PeopleFault::PeopleTooMany => "people_too_many",
            PeopleFault::KindsRefused => "kinds_refused",
            PeopleFault::Bureau(fault) => fault.code(),
        }
    }
}

/// What an event about people was refused by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedBy {
    /// The directory itself.
    Fault(PeopleFault),
    /// A row of the table of rights, by its id.
    Row(String),
}

impl RefusedBy {
    /// As the trace keeps it: the code, or the id of the row.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            RefusedBy::Fault(fault) => fault.code(),
            RefusedBy::Row(id) => id,
        }
    }
}
