//! The bureau at work on one book: each person writes on a device of their own, each deed becomes packs of that device.
use std::collections::BTreeMap;
use std::rc::Rc;

use casebook::CaseId;
use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::event::BOOK;
use casebook::flows::{Step, StepEdit, of_record, standing, take};
use casebook::kinds::Kinds;
use casebook::pack::{Sealer, Signature};
use casebook::people::{NewDevice, PeopleAction, Person, PersonId, Voucher, joining_text};
use casebook::rules::Rules;
use chrono::{NaiveDate, NaiveTime};

use crate::{Change, Deed};

/// The court all of this is said to be of.
pub const COURT: &str = "示例市中级人民法院";

/// An invitation holds until then: the end of the century.
const EXPIRES_MS: u64 = 4_102_444_800_000;

/// Who founds the book has this place.
const FOUNDER: u64 = 1;

/// The keys of those who work there, each in the place in which they came, from 1. A sealer that signs for whoever writes.
pub trait Keys: Sealer {
    /// From now on the device of this place signs.
    fn write_as(&self, place: u64);
    /// Number and public keys of its device, which bears this name.
    fn device(&self, place: u64, name: String) -> (DeviceId, NewDevice);
    /// The public key its invitation bears.
    fn invitation(&self, place: u64) -> [u8; 32];
    /// Signs with the invitation that its device joins (domain [`casebook::people::JOINING`]).
    fn joins(&self, place: u64, text: &[u8]) -> Signature;
}

/// A pack as it was stored: whose, and its bytes.
pub type Stored = (DeviceId, Vec<u8>);

/// The bureau at work on one book.
pub struct Office<K: Keys> {
    /// The book.
    pub book: Book,
    /// All packs, in the order they were written.
    pub packs: Vec<Stored>,
    keys: Rc<K>,
    /// Place and device of each person.
    devices: BTreeMap<PersonId, (u64, DeviceId)>,
    names: BTreeMap<PersonId, String>,
    today: NaiveDate,
    /// Milliseconds since 1970; nothing is written at the same moment as another.
    now_ms: u64,
}

/// An empty book that reads what the office writes.
///
/// # Errors
/// The rules built in cannot be read.
fn book<K: Keys + 'static>(on: NaiveDate, keys: &Rc<K>) -> Result<Book, String> {
    let rules = Rules::of(&[]).map_err(|error| error.to_string())?;
    let mut book = Book::new(Box::new(rules), on);
    book.seal_with(Rc::clone(keys) as Rc<dyn Sealer>);
    Ok(book)
}

impl<K: Keys + 'static> Office<K> {
    /// Nobody is there yet.
    ///
    /// # Errors
    /// The rules built in cannot be read.
    pub fn new(on: NaiveDate, keys: Rc<K>) -> Result<Office<K>, String> {
        let mut office = Office {
            book: book(on, &keys)?,
            packs: Vec::new(),
            keys,
            devices: BTreeMap::new(),
            names: BTreeMap::new(),
            today: on,
            now_ms: 0,
        };
        office.begin(on);
        Ok(office)
    }

    /// A day begins: eight in the morning at UTC+8.
    pub fn begin(&mut self, on: NaiveDate) {
        let midnight = on.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        self.today = on;
        self.now_ms = u64::try_from(midnight).unwrap_or(0).max(self.now_ms + 1);
        self.book.set_today(on);
    }

    /// The device of a person.
    pub fn device(&self, person: &PersonId) -> Option<DeviceId> {
        self.devices.get(person).map(|(_, device)| *device)
    }

    /// Everybody who ever had a device.
    pub fn people(&self) -> impl Iterator<Item = (&PersonId, DeviceId)> {
        self.devices.iter().map(|(person, (_, device))| (person, *device))
    }

    /// An empty book for the same packs.
    ///
    /// # Errors
    /// The rules built in cannot be read.
    pub fn another(&self) -> Result<Book, String> {
        book(self.today, &self.keys)
    }

    /// Somebody comes, changes or leaves, as whoever founded the book enters it.
    ///
    /// # Errors
    /// It is refused.
    pub fn change(&mut self, change: &Change) -> Result<(), String> {
        match change {
            Change::Comes(person) => self.comes(person),
            Change::Moves(person) => self.manage(PeopleAction::PutPerson(person.clone())),
            Change::Leaves(person) => {
                let leaving = self.book.leaving(*person);
                self.write_in(FOUNDER, vec![(BOOK, leaving)])
            }
        }
    }

    fn comes(&mut self, person: &Person) -> Result<(), String> {
        let place = self.devices.len() as u64 + FOUNDER;
        let (number, device) = self.keys.device(place, format!("{}的电脑", person.name));
        self.devices.insert(person.id, (place, number));
        self.names.insert(person.id, person.name.clone());
        if place == FOUNDER {
            return self.manage(PeopleAction::Founded {
                court: COURT.to_owned(),
                person: person.clone(),
                device,
                adopted: Vec::new(),
            });
        }
        let invitation = person.id;
        self.manage(PeopleAction::PutPerson(person.clone()))?;
        self.manage(PeopleAction::Invited {
            id: invitation,
            person: person.id,
            verify: self.keys.invitation(place),
            expires_ms: EXPIRES_MS,
        })?;
        let space = self.keys.space().ok_or("no space")?;
        let text = joining_text(&space, number, &device, &person.id);
        let joined = PeopleAction::Joined {
            person: person.id,
            proof: self.keys.joins(place, &text),
            device,
            by: Voucher::Invitation(invitation),
        };
        self.write_in(place, vec![(BOOK, Action::People(Box::new(joined)))])
    }

    fn manage(&mut self, action: PeopleAction) -> Result<(), String> {
        self.write_in(FOUNDER, vec![(BOOK, Action::People(Box::new(action)))])
    }

    /// Does what is done on a day; what one person does in a row to one case is one pack.
    ///
    /// # Errors
    /// A deed is refused: whose, and why.
    pub fn work(&mut self, deeds: Vec<Deed>) -> Result<(), String> {
        let mut deeds = deeds.into_iter().peekable();
        while let Some(deed) = deeds.next() {
            if let Action::Step(step) = &deed.action {
                self.is_as_a_form_takes_it(&deed, step)?;
            }
            let (by, case) = (deed.by, deed.case);
            let mut actions = vec![(case, deed.action)];
            let same = |next: &Deed| next.by == by && next.case == case && !matches!(next.action, Action::Step(_));
            while let Some(next) = deeds.next_if(same) {
                actions.push((case, next.action));
            }
            self.write_by(by, actions)?;
        }
        Ok(())
    }

    /// A form would take the step so, by how the record stands.
    fn is_as_a_form_takes_it(&self, deed: &Deed, step: &Step) -> Result<(), String> {
        let state = self.state(&deed.case)?;
        let Some(flow) = Kinds::builtin()
            .get(step.record.kind)
            .and_then(|kind| kind.flow.as_ref())
        else {
            return Err("a step without a flow".to_owned());
        };
        let edit = StepEdit {
            record: step.record,
            step: step.step.clone(),
            heads: standing(flow, &of_record(&state.steps(), step.record)).0.heads,
            content: Some(step.content),
            on: step.on,
            reason: step.reason.clone(),
            receipt: step.receipt.clone(),
        };
        let taken = take(&state, self.book.kinds(), None, &edit, deed.by, self.today);
        match taken {
            Ok(taken) if taken == *step => Ok(()),
            other => Err(format!("{}.{} is taken otherwise: {other:?}", flow.key, step.step)),
        }
    }

    /// The state of a case.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn state(&self, case: &CaseId) -> Result<casebook::state::CaseState, String> {
        let state = self.book.state(case).map_err(|error| error.to_string())?;
        Ok(state.unwrap_or_default())
    }

    /// Does what is done on a day in as few packs as keep its order: what one person does waits to be written until
    /// another acts on a case of it.
    ///
    /// # Errors
    /// A deed is refused: whose, and why.
    pub fn work_in_few(&mut self, deeds: Vec<Deed>) -> Result<(), String> {
        let mut waiting: Vec<(PersonId, Vec<(CaseId, Action)>)> = Vec::new();
        for deed in deeds {
            let touches = |(by, done): &(PersonId, Vec<(CaseId, Action)>)| {
                *by != deed.by && done.iter().any(|(case, _)| *case == deed.case)
            };
            if let Some(at) = waiting.iter().position(touches) {
                let (by, done) = waiting.remove(at);
                self.write_by(by, done)?;
            }
            match waiting.iter_mut().find(|(by, _)| *by == deed.by) {
                Some((_, done)) => done.push((deed.case, deed.action)),
                None => waiting.push((deed.by, vec![(deed.case, deed.action)])),
            }
        }
        waiting.into_iter().try_for_each(|(by, done)| self.write_by(by, done))
    }

    fn write_by(&mut self, by: PersonId, actions: Vec<(CaseId, Action)>) -> Result<(), String> {
        let place = self.devices.get(&by).map(|(place, _)| *place);
        self.write_in(place.ok_or("nobody has such a device")?, actions)
    }

    /// Writes actions on a device.
    ///
    /// # Errors
    /// They are refused, or nobody has such a device.
    pub fn write(&mut self, device: DeviceId, actions: Vec<(CaseId, Action)>) -> Result<(), String> {
        let mut places = self.devices.values();
        let place = places.find(|(_, own)| *own == device).map(|(place, _)| *place);
        self.write_in(place.ok_or("nobody has such a device")?, actions)
    }

    fn write_in(&mut self, place: u64, actions: Vec<(CaseId, Action)>) -> Result<(), String> {
        let own = self.devices.iter().find(|(_, own)| own.0 == place);
        let (person, device) = own
            .map(|(person, own)| (*person, own.1))
            .ok_or("nobody has this place")?;
        let say = |error: BookError| format!("{} of {device:?}: {actions:?}", error.code());
        self.now_ms += 1_000;
        self.keys.write_as(place);
        let author = Author {
            by: self.names.get(&person).cloned().unwrap_or_default(),
            on_order_of: String::new(),
        };
        let mut draft = Draft::new(&self.book, device, author, self.now_ms);
        draft.add(&self.book, actions.clone(), self.now_ms).map_err(say)?;
        for pack in draft.finish() {
            self.book.take(&pack.bytes).map_err(say)?;
            self.packs.push((device, pack.bytes.to_vec()));
        }
        Ok(())
    }
}
