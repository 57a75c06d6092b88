//! People, devices and invitations as the page shows them.
use casebook::people::staff_list::{Listed, StaffPlan};
use casebook::staff::Staff;
use chrono::NaiveDate;
use files::register::LedgerSheet;
use serde::{Deserialize, Serialize};

/// The bureau and its people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    /// Name of the court.
    pub court: String,
    /// Groups and teams: id, Chinese name, English name.
    pub groups: Vec<(String, String, String)>,
    /// Roles: id, Chinese name, English name.
    pub roles: Vec<(String, String, String)>,
    /// Ids of roles that handle cases only within a group.
    pub grouped_roles: Vec<String>,
    /// Everybody ever named, those in office first.
    pub people: Vec<PersonView>,
    /// Posts that have too few people or too many.
    pub posts: Vec<PostView>,
    /// Invitations, latest first.
    pub invitations: Vec<InvitationView>,
    /// What the person here may do: keys of the table of rights.
    pub may: Vec<String>,
    /// What was refused, latest first, at most 200.
    pub refused: Vec<RefusedView>,
}

/// A post that has too few people or too many (plan Art. 4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostView {
    /// Role id.
    pub role: String,
    /// Group id, or empty for the bureau as a whole.
    pub group: String,
    /// How many there are.
    pub have: u32,
    /// How many there must be at least.
    pub least: u32,
    /// How many there may be at most.
    pub most: Option<u32>,
    /// The article that says so.
    pub article: String,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Id.
    pub id: [u8; 16],
    /// Name.
    pub name: String,
    /// Role id.
    pub role: String,
    /// Group id, or empty.
    pub group: String,
    /// In office from this day on.
    pub from: Option<NaiveDate>,
    /// To this day, inclusive.
    pub to: Option<NaiveDate>,
    /// Has left; keeps a place in the trace.
    pub left: bool,
    /// The devices; none: a person who has not joined yet, and can have cases all the same.
    pub devices: Vec<DeviceView>,
    /// Phone and kinds of work.
    pub staff: Staff,
}

/// A list of staff that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffListView {
    /// The headings, each with the field it was taken for; nothing for one that is not read.
    pub columns: Vec<(String, Option<u16>)>,
    /// The sheets of a workbook, read or passed over.
    pub sheets: Vec<LedgerSheet>,
    /// Rows among those read that are hidden or filtered out.
    pub hidden_rows: u32,
    /// The rows as they were read.
    pub rows: Vec<Listed>,
    /// What becomes of them.
    pub plan: StaffPlan,
}

/// A device of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceView {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// When it joined, milliseconds since 1970.
    pub joined_at_ms: u64,
    /// The last moment known from it, milliseconds since 1970.
    pub last_at_ms: u64,
    /// Removed.
    pub removed: bool,
    /// The one in hand.
    pub this: bool,
}

/// An invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// Id.
    pub id: [u8; 16],
    /// For whom.
    pub person: [u8; 16],
    /// Until when, milliseconds since 1970.
    pub expires_at_ms: u64,
    /// 0 open, 1 used, 2 expired, 3 withdrawn.
    pub state: u8,
}

/// An event that had no effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedView {
    /// Who.
    pub by: String,
    /// Name of the device.
    pub device: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// What kind of action, a key of the table of rights.
    pub what: String,
    /// The rule that refused it, its code.
    pub rule: String,
    /// The case, or zeros.
    pub case: [u8; 16],
    /// Case number, if there is one.
    pub case_number: String,
}
