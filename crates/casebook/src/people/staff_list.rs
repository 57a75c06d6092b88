//! Taking in a list of staff: what each row adds, changes or leaves, and what keeps the list from being taken (plan Art. 2–4).
//!
//! A row is a person of the directory, with a device or without. Somebody without one can have cases and matters already;
//! an invitation made out to that person lets a device in as just this person.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bureau::{Bureau, Named};
use super::{Directory, Person, PersonId, PostFault};
use crate::field::Value;
use crate::kinds::{EntryFault, Kinds};
use crate::normal::normal;
use crate::slot::value_in;
use crate::staff::{PHONE, Staff, WHO, WORKS, is_phone};

/// The most rows a list may have: a bureau has some hundreds of people, and every change of the directory is judged anew.
pub const ROWS_MAX: usize = 500;

/// The columns that make the person (`rules/staff_list.json`).
const ROLE: u16 = 101;
const GROUP: u16 = 102;
const FROM: u16 = 103;
const TO: u16 = 104;
const SORT: u16 = 105;

/// Where a row stands: sheet and number of the row.
pub type Place = (u16, u32);

/// A row as it was read, by the fields of [`Kinds::staff_list`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Where it stands.
    pub place: Place,
    /// What could be read.
    pub fields: Vec<(u16, Value)>,
    /// What could not, with what stands there.
    pub unread: Vec<(u16, EntryFault, String)>,
    /// A sign within a cell has cut the row apart.
    pub is_cut: bool,
}

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StaffFault {
    /// No name.
    NoName,
    /// A new person without a role.
    NoRole,
    /// The table of rights has no such role; what stands there.
    UnknownRole(String),
    /// There is no such team or group; what stands there.
    UnknownGroup(String),
    /// Another row has the same name.
    Twice(Place),
    /// Several people are called so already: nobody could say which is meant.
    SeveralCalledSo,
    /// A cell cannot be read: the field, why, and what stands there.
    Unread(u16, EntryFault, String),
    /// The cells do not fit the headings.
    CutApart,
    /// The last day in office is before the first.
    DaysReversed,
    /// Nobody can be called by what stands there as the phone.
    NotAPhone(String),
    /// More people would hold a post than may (plan Art. 4): the role, the group or none, how many may, and who.
    TooMany(String, String, u32, Vec<String>),
}

/// What of a person changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Role, by its id.
    Role,
    /// Group, by its id.
    Group,
    /// The first day in office.
    From,
    /// The last day in office.
    To,
    /// Phone.
    Phone,
    /// Kinds of work.
    Works,
}

/// What a row does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Does {
    /// A new person.
    Adds,
    /// What changes of a known one: before and after.
    Changes(Vec<(Part, String, String)>),
    /// Nothing: all of it is known.
    Nothing,
}

/// A row judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLine {
    /// Where it stands.
    pub place: Place,
    /// The person as the row has it. Zeros for the id of a new one.
    pub person: Person,
    /// Phone and kinds of work.
    pub staff: Staff,
    /// What it does.
    pub does: Does,
    /// It gives a post that leads the bureau and is above that of whoever takes the list.
    pub above: bool,
    /// Why it is not taken; none: it is.
    pub faults: Vec<StaffFault>,
}

/// What becomes of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPlan {
    /// Its rows.
    pub lines: Vec<StaffLine>,
    /// People of the book whom the list does not name: they stay as they are.
    pub unnamed: Vec<String>,
    /// The posts that have too few people or too many once the rows without a fault are taken.
    pub posts: Vec<PostFault>,
}

/// Reads a role: every part of what stands there must be one; of several the highest, as the bureau's text has them.
fn role_of(bureau: &Bureau, text: &str) -> Option<String> {
    named_in(bureau.roles(), text)
}

fn named_in(all: &[Named], text: &str) -> Option<String> {
    if let Some(whole) = all.iter().find(|named| named.is_called(text)) {
        return Some(whole.id.clone());
    }
    let between = |c: char| {
        matches!(
            c,
            '、' | '，' | ',' | '；' | ';' | '/' | '（' | '）' | '(' | ')' | '兼' | ' '
        )
    };
    let parts = text.split(between).map(str::trim).filter(|part| !part.is_empty());
    let places: Option<Vec<usize>> = parts
        .map(|part| all.iter().position(|named| named.is_called(part)))
        .collect();
    let highest = places?.into_iter().min()?;
    all.get(highest).map(|named| named.id.clone())
}

/// Judges the rows of a list by the people there are. `by` takes it.
#[must_use]
pub fn plan(
    directory: &Directory,
    staff: &BTreeMap<PersonId, Staff>,
    rows: &[Listed],
    by: &PersonId,
    today: NaiveDate,
) -> StaffPlan {
    let mut lines: Vec<StaffLine> = rows.iter().map(|row| line(directory, staff, row)).collect();
    let rank = |role: &str| directory.bureau().roles().iter().position(|named| named.id == role);
    let own = directory.people.get(by).and_then(|member| rank(&member.person.role));
    for line in &mut lines {
        let role = rank(&line.person.role).filter(|at| directory.bureau().roles()[*at].leads);
        let is_above = role.is_some_and(|at| own.is_none_or(|own| at < own));
        line.above = is_above && line.gives_role();
    }
    let names: Vec<(String, Place)> = lines
        .iter()
        .map(|line| (normal(&line.person.name), line.place))
        .collect();
    for (at, line) in lines.iter_mut().enumerate() {
        let is_twin = |other: &(usize, &(String, Place))| other.0 != at && other.1.0 == names[at].0;
        let twin = names
            .iter()
            .enumerate()
            .find(is_twin)
            .filter(|_| !names[at].0.is_empty());
        line.faults
            .extend(twin.map(|(_, (_, place))| StaffFault::Twice(*place)));
    }
    crowded(directory, &mut lines, today);
    let after = after(directory, &lines);
    let named: BTreeSet<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    let here = directory.people.values().filter(|member| !member.left);
    let unnamed = here.map(|member| member.person.name.clone());
    StaffPlan {
        unnamed: unnamed.filter(|name| !named.contains(normal(name).as_str())).collect(),
        posts: directory
            .bureau()
            .posts_amiss(after.iter().filter(|person| person.is_in_office(today))),
        lines,
    }
}

fn line(directory: &Directory, staff: &BTreeMap<PersonId, Staff>, row: &Listed) -> StaffLine {
    let text = |field: u16| match value_in(&row.fields, field) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let day = |field: u16| match value_in(&row.fields, field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let unread = row
        .unread
        .iter()
        .map(|(field, fault, shown)| StaffFault::Unread(*field, *fault, shown.clone()));
    let mut faults: Vec<StaffFault> = unread.collect();
    if row.is_cut {
        faults.push(StaffFault::CutApart);
    }
    let name = text(WHO);
    if name.is_empty() && !row.is_cut && row.unread.iter().all(|(field, ..)| *field != WHO) {
        faults.push(StaffFault::NoName);
    }
    let here = directory.people.values().filter(|member| !member.left);
    let mut called: Vec<&Person> = here.map(|member| &member.person).collect();
    called.retain(|person| !name.is_empty() && normal(&person.name) == normal(&name));
    if called.len() > 1 {
        faults.push(StaffFault::SeveralCalledSo);
    }
    let known = called.first().copied();
    let mut person = known.cloned().unwrap_or_else(|| Person {
        name,
        ..Person::default()
    });
    post(directory.bureau(), &text, &mut person, &mut faults);
    person.from = day(FROM).or(person.from);
    person.to = day(TO).or(person.to);
    if person.from.zip(person.to).is_some_and(|(from, to)| to < from) {
        faults.push(StaffFault::DaysReversed);
    }
    let before = known
        .and_then(|known| staff.get(&known.id))
        .cloned()
        .unwrap_or_default();
    let phone = text(PHONE);
    if !phone.is_empty() && !is_phone(&phone) {
        faults.push(StaffFault::NotAPhone(phone.clone()));
    }
    let or = |said: String, before: &str| if said.is_empty() { before.to_owned() } else { said };
    let staff = Staff {
        phone: or(phone, &before.phone),
        works: or(text(WORKS), &before.works),
    };
    StaffLine {
        place: row.place,
        does: known.map_or(Does::Adds, |known| does((known, &before), (&person, &staff))),
        person,
        staff,
        above: false,
        faults,
    }
}

/// Role and group of a row; an empty cell leaves what is known.
fn post(bureau: &Bureau, text: &dyn Fn(u16) -> String, person: &mut Person, faults: &mut Vec<StaffFault>) {
    let role = [text(ROLE), text(SORT)].into_iter().find(|text| !text.is_empty());
    match role.map(|said| (role_of(bureau, &said), said)) {
        None if person.role.is_empty() => faults.push(StaffFault::NoRole),
        None => {}
        Some((Some(role), _)) => person.role = role,
        Some((None, said)) => faults.push(StaffFault::UnknownRole(said)),
    }
    let group = text(GROUP);
    match bureau.groups().iter().find(|named| named.is_called(&group)) {
        _ if group.is_empty() => {}
        Some(named) => person.group.clone_from(&named.id),
        None => faults.push(StaffFault::UnknownGroup(group)),
    }
}

fn does((was, before): (&Person, &Staff), (is, after): (&Person, &Staff)) -> Does {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let parts = [
        (Part::Role, was.role.clone(), is.role.clone()),
        (Part::Group, was.group.clone(), is.group.clone()),
        (Part::From, day(was.from), day(is.from)),
        (Part::To, day(was.to), day(is.to)),
        (Part::Phone, before.phone.clone(), after.phone.clone()),
        (Part::Works, before.works.clone(), after.works.clone()),
    ];
    let changed: Vec<_> = parts.into_iter().filter(|(_, was, is)| was != is).collect();
    match changed.is_empty() {
        true => Does::Nothing,
        false => Does::Changes(changed),
    }
}

/// The people there are once the rows without a fault are taken.
fn after(directory: &Directory, lines: &[StaffLine]) -> Vec<Person> {
    let taken: Vec<&Person> = lines
        .iter()
        .filter(|line| line.faults.is_empty())
        .map(|line| &line.person)
        .collect();
    let is_taken = |person: &Person| taken.iter().any(|own| own.id == person.id);
    let here = directory
        .people
        .values()
        .filter(|member| !member.left)
        .map(|member| &member.person);
    let stay = here.filter(|person| !is_taken(person)).cloned();
    stay.chain(taken.iter().map(|person| (*person).clone())).collect()
}

/// Marks the rows that put more people in a post than may hold it. Rows that leave such a post as it is are not marked.
fn crowded(directory: &Directory, lines: &mut [StaffLine], today: NaiveDate) {
    let after = after(directory, lines);
    for (role, group, most) in directory.bureau().posts_with_a_most() {
        let holds = |person: &Person| person.role == role && (group.is_empty() || person.group == group);
        let holders = after
            .iter()
            .filter(|person| holds(person) && person.is_in_office(today));
        let names: Vec<String> = holders.map(|person| person.name.clone()).collect();
        if names.len() <= most as usize {
            continue;
        }
        let fault = StaffFault::TooMany(role.to_owned(), group.to_owned(), most, names);
        let held = |person: &Person| {
            directory
                .people
                .get(&person.id)
                .is_some_and(|member| holds(&member.person))
        };
        let puts = |line: &&mut StaffLine| {
            line.faults.is_empty() && holds(&line.person) && line.person.is_in_office(today) && !held(&line.person)
        };
        lines
            .iter_mut()
            .filter(puts)
            .for_each(|line| line.faults.push(fault.clone()));
    }
}

impl Person {
    /// In office on a day.
    #[must_use]
    pub fn is_in_office(&self, today: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= today) && self.to.is_none_or(|to| today <= to)
    }
}

impl StaffLine {
    /// Whether somebody gets a role that was not held before.
    fn gives_role(&self) -> bool {
        match &self.does {
            Does::Adds => true,
            Does::Changes(parts) => parts.iter().any(|(part, ..)| *part == Part::Role),
            Does::Nothing => false,
        }
    }
}

impl StaffPlan {
    /// The rows that are taken and give a post above that of whoever takes the list.
    pub fn above(&self) -> impl Iterator<Item = &StaffLine> {
        self.writes().filter(|line| line.above)
    }

    /// No row has a fault.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.lines.iter().all(|line| line.faults.is_empty())
    }

    /// The rows that write something.
    pub fn writes(&self) -> impl Iterator<Item = &StaffLine> {
        self.lines
            .iter()
            .filter(|line| line.faults.is_empty() && line.does != Does::Nothing)
    }
}

/// The name of a field of the list, Chinese and English.
#[must_use]
pub fn field_name(field: u16) -> Option<&'static crate::kinds::Both> {
    Kinds::staff_list()?.field(field).map(|field| &field.name)
}
