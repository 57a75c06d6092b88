//! The bureau and its people: what the page shows of them, and changing a person.
use crate::error::{WorkError, refused as not_done};
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::field::{Field, Value};
use casebook::fold::china_day;
use casebook::folder::BUREAU;
use casebook::normal::normal;
use casebook::people::{
    Bureau, Device, Directory, InvitationState, Member, Named, PeopleAction, Person, PersonId, PostFault, Right,
};
use casebook::staff::{self, Staff};
use chrono::NaiveDate;
use protocol::{
    Action, CaseId, DeviceView, InvitationView, PeopleRefusal, PeopleView, PersonView, PostView, PutPerson,
    RefusedView, Summary,
};

impl<G: Platform> Service<G> {
    pub(crate) fn people(&self) -> Result<PeopleView, WorkError> {
        let now_ms = self.platform.now_ms();
        self.with(|s| s.people(now_ms))
    }

    /// Names a person, or changes one.
    pub(crate) async fn put_person(&self, put: PutPerson) -> Result<Summary, WorkError> {
        let person = Person {
            id: put.id.map_or_else(|| self.new_id(), Ok)?,
            name: put.name,
            role: put.role,
            group: put.group,
            from: put.from,
            to: put.to,
        };
        self.write(|book, draft, now_ms| {
            let directory = book.directory();
            let was = directory.people.get(&person.id).map(|member| &member.person.name);
            let mut others = directory
                .people
                .values()
                .filter(|member| !member.left && member.person.id != person.id);
            let is_taken = others.any(|member| normal(&member.person.name) == normal(&person.name));
            // Cases and matters bear names: two of one name could not be told apart. What stands already stays.
            if is_taken && was != Some(&person.name) {
                return Err(not_done(PeopleRefusal::NameTaken));
            }
            let before = book.staff()?.remove(&person.id).unwrap_or_default();
            let record = put_staff(&person.id, &person.name, &before, &put.staff);
            let own = (BOOK, people(PeopleAction::PutPerson(person.clone())));
            Ok(draft.add(book, record.into_iter().chain([own]).collect(), now_ms)?)
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }
}

/// What writes phone and kinds of work of a person, if they are news.
pub(crate) fn put_staff(person: &PersonId, name: &str, before: &Staff, staff: &Staff) -> Option<(CaseId, Action)> {
    let record = staff::write(person, name, before, staff)?;
    Some((BUREAU, Action::Record(Box::new(record))))
}

/// An action about people.
pub(crate) fn people(action: PeopleAction) -> Action {
    Action::People(Box::new(action))
}

impl State {
    fn people(&mut self, now_ms: u64) -> Result<PeopleView, WorkError> {
        let own = DeviceId(self.book.at.device);
        let book = self.book()?;
        let directory = book.directory();
        let bureau = directory.bureau();
        let today = china_day(now_ms).unwrap_or_default();
        let named = |all: &[Named]| -> Vec<(String, String, String)> {
            let one = |n: &Named| (n.id.clone(), n.name.0.clone(), n.name.1.clone());
            all.iter().map(one).collect()
        };
        let staff = book.staff()?;
        let of = |member: &Member| staff.get(&member.person.id).cloned().unwrap_or_default();
        let everybody = directory.people.values().map(|m| person_view(book, own, m, of(m)));
        let mut everybody: Vec<PersonView> = everybody.collect();
        everybody.sort_by(|a, b| (a.left, &a.name).cmp(&(b.left, &b.name)));
        let mut invitations: Vec<InvitationView> = directory
            .invitations
            .values()
            .map(|i| InvitationView {
                id: i.id,
                person: i.person,
                expires_at_ms: i.expires_ms,
                state: match i.state {
                    InvitationState::Used => 1,
                    InvitationState::Withdrawn => 3,
                    InvitationState::Open if now_ms >= i.expires_ms => 2,
                    InvitationState::Open => 0,
                },
            })
            .collect();
        invitations.sort_by_key(|i| std::cmp::Reverse(i.expires_at_ms));
        Ok(PeopleView {
            court: directory.founding.as_ref().map(|f| f.court.clone()).unwrap_or_default(),
            groups: named(bureau.groups()),
            roles: named(bureau.roles()),
            grouped_roles: grouped_roles(bureau),
            posts: posts_amiss(directory, today),
            people: everybody,
            invitations,
            may: book.rights(own),
            refused: refused(book)?,
        })
    }
}

/// Posts that are not filled as they should be. Whoever is alone in a book runs no bureau yet.
fn posts_amiss(directory: &Directory, today: NaiveDate) -> Vec<PostView> {
    let there = directory.people.values().filter(|member| !member.left);
    let people: Vec<&Person> = there
        .map(|member| &member.person)
        .filter(|person| person.is_in_office(today))
        .collect();
    if people.len() < 2 {
        return Vec::new();
    }
    let amiss = directory.bureau().posts_amiss(people.into_iter()).into_iter();
    let view = |post: PostFault| PostView {
        role: post.role,
        group: post.group,
        have: post.have,
        least: post.least,
        most: post.most,
        article: post.article,
    };
    amiss.map(view).collect()
}

/// Roles that record nothing about cases unless their person is in a group.
fn grouped_roles(bureau: &Bureau) -> Vec<String> {
    let handles = |role: &Named, group: &str| bureau.of(&role.id, group).is_some_and(|grant| grant.has(Right::Record));
    let only_grouped =
        |role: &&Named| !handles(role, "") && bureau.groups().iter().any(|group| handles(role, &group.id));
    bureau
        .roles()
        .iter()
        .filter(only_grouped)
        .map(|role| role.id.clone())
        .collect()
}

fn person_view(book: &Book, own: DeviceId, member: &Member, staff: Staff) -> PersonView {
    let person = &member.person;
    let mut devices: Vec<&Device> = book
        .directory()
        .devices
        .values()
        .filter(|d| d.person == person.id)
        .collect();
    devices.sort_by_key(|device| device.joined);
    let device = |device: &Device| DeviceView {
        id: device.id.0,
        name: device.keys.name.clone(),
        joined_at_ms: device.joined.moment.ms(),
        last_at_ms: book.followed().get(&device.id).map_or(0, |f| f.moment.ms()),
        removed: device.cut.is_some(),
        this: device.id == own,
    };
    PersonView {
        id: person.id,
        name: person.name.clone(),
        role: person.role.clone(),
        group: person.group.clone(),
        from: person.from,
        to: person.to,
        left: member.left,
        devices: devices.into_iter().map(device).collect(),
        staff,
    }
}

fn refused(book: &Book) -> Result<Vec<RefusedView>, WorkError> {
    let directory = book.directory();
    let name = |device: &DeviceId| directory.devices.get(device).map(|d| d.keys.name.clone());
    let one = |r: casebook::refusals::Refused| {
        let state = book.state(&r.case)?;
        let number = state.as_ref().and_then(|state| {
            let values = state.values(Field::CASE_NUMBER);
            values.into_iter().find_map(|value| match value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
        });
        Ok(RefusedView {
            by: directory.author(r.stamp.device, &r.by).to_owned(),
            device: name(&r.stamp.device).unwrap_or_default(),
            at_ms: r.at_ms,
            what: r.what,
            rule: r.rule,
            case: r.case,
            case_number: number.unwrap_or_default(),
        })
    };
    book.refused().into_iter().map(one).collect()
}
