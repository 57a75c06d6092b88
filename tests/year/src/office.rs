//! The year through the real engine: each person writes on a device of their own, each deed becomes packs of that device.
use std::borrow::Cow;
use std::cell::Cell;
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
use casebook::pack::{About, Hash, PackError, Sealed, Sealer, Signature, signed};
use casebook::people::{
    JOINING, NewDevice, PeopleAction, Person, PersonId, Voucher, in_domain, joining_text, space_of,
};
use casebook::rules::Rules;
use chrono::{NaiveDate, NaiveTime};
use sha2::{Digest, Sha256};

use crate::{Change, Deed};

/// An invitation holds until then: the end of the century.
const EXPIRES_MS: u64 = 4_102_444_800_000;

fn key(of: u64) -> [u8; 32] {
    let mut key = [0xab; 32];
    key[..8].copy_from_slice(&of.to_be_bytes());
    key
}

/// A stand-in for a signature: whoever knows the public key can make it.
fn signature(key: &[u8; 32], text: &[u8]) -> Signature {
    let mut signature = [0; 64];
    let hash = Sha256::new().chain_update(key).chain_update(text).finalize();
    signature[..32].copy_from_slice(&hash);
    signature
}

/// Signs for whoever writes now; nothing is sealed.
struct Pen {
    device: Rc<Cell<u64>>,
}

impl Sealer for Pen {
    fn seal<'a>(&self, _: &About, payload: &'a [u8]) -> Sealed<'a> {
        let (algorithm, bytes) = (0, Cow::Borrowed(payload));
        Sealed {
            algorithm,
            key: 0,
            bytes,
        }
    }

    fn open<'a>(&self, _: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError> {
        Ok(sealed.bytes)
    }

    fn sign(&self, hash: &Hash) -> Option<Signature> {
        Some(signature(&key(self.device.get()), &signed(hash)))
    }

    fn verify(&self, by: &[u8; 32], text: &[u8], given: &Signature) -> bool {
        *given == signature(by, text)
    }

    fn space(&self) -> Option<[u8; 16]> {
        Some(space_of(&key(1)))
    }
}

/// A pack as it was stored: whose, and its bytes.
pub type Stored = (DeviceId, Vec<u8>);

/// The bureau at work on one book.
pub struct Office {
    /// The book.
    pub book: Book,
    /// All packs, in the order they were written.
    pub packs: Vec<Stored>,
    pen: Rc<Cell<u64>>,
    devices: BTreeMap<PersonId, DeviceId>,
    names: BTreeMap<PersonId, String>,
    today: NaiveDate,
    /// Milliseconds since 1970; nothing is written at the same moment as another.
    now_ms: u64,
}

/// An empty book that reads what the office writes.
///
/// # Errors
/// The rules built in cannot be read.
pub fn book(on: NaiveDate, pen: &Rc<Cell<u64>>) -> Result<Book, String> {
    let rules = Rules::of(&[]).map_err(|error| error.to_string())?;
    let mut book = Book::new(Box::new(rules), on);
    book.seal_with(Rc::new(Pen { device: Rc::clone(pen) }));
    Ok(book)
}

impl Office {
    /// Nobody is there yet.
    ///
    /// # Errors
    /// The rules built in cannot be read.
    pub fn new(on: NaiveDate) -> Result<Office, String> {
        let pen = Rc::new(Cell::new(1));
        let mut office = Office {
            book: book(on, &pen)?,
            packs: Vec::new(),
            pen,
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
        self.devices.get(person).copied()
    }

    /// Everybody who ever had a device.
    pub fn people(&self) -> impl Iterator<Item = (&PersonId, DeviceId)> {
        self.devices.iter().map(|(person, device)| (person, *device))
    }

    /// An empty book for the same packs.
    ///
    /// # Errors
    /// The rules built in cannot be read.
    pub fn another(&self) -> Result<Book, String> {
        book(self.today, &self.pen)
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
                self.write(DeviceId(1), vec![(BOOK, leaving)])
            }
        }
    }

    fn comes(&mut self, person: &Person) -> Result<(), String> {
        let number = self.devices.len() as u64 + 1;
        let device = NewDevice {
            name: format!("{}的电脑", person.name),
            verify: key(number),
            agree: key(number + 1_000_000),
        };
        self.devices.insert(person.id, DeviceId(number));
        self.names.insert(person.id, person.name.clone());
        if number == 1 {
            return self.manage(PeopleAction::Founded {
                court: "某市中级人民法院".to_owned(),
                person: person.clone(),
                device,
                adopted: Vec::new(),
            });
        }
        let invitation = person.id;
        let secret = key(500_000 + number);
        self.manage(PeopleAction::PutPerson(person.clone()))?;
        self.manage(PeopleAction::Invited {
            id: invitation,
            person: person.id,
            verify: secret,
            expires_ms: EXPIRES_MS,
        })?;
        let space = space_of(&key(1));
        let text = joining_text(&space, DeviceId(number), &device, &person.id);
        let joined = PeopleAction::Joined {
            person: person.id,
            proof: signature(&secret, &in_domain(JOINING, &text)),
            device,
            by: Voucher::Invitation(invitation),
        };
        self.write(DeviceId(number), vec![(BOOK, Action::People(Box::new(joined)))])
    }

    fn manage(&mut self, action: PeopleAction) -> Result<(), String> {
        self.write(DeviceId(1), vec![(BOOK, Action::People(Box::new(action)))])
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
            let device = self.device(&by).ok_or("nobody has such a device")?;
            self.write(device, actions)?;
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
        let taken = take(&state, Kinds::builtin(), None, &edit, deed.by, self.today);
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

    /// Writes actions on a device.
    ///
    /// # Errors
    /// They are refused.
    pub fn write(&mut self, device: DeviceId, actions: Vec<(CaseId, Action)>) -> Result<(), String> {
        let say =
            |actions: &[(CaseId, Action)], error: BookError| format!("{} of {device:?}: {actions:?}", error.code());
        self.now_ms += 1_000;
        self.pen.set(device.0);
        let person = self.devices.iter().find(|(_, own)| **own == device);
        let by = person.and_then(|(person, _)| self.names.get(person)).cloned();
        let author = Author {
            by: by.unwrap_or_default(),
            on_order_of: String::new(),
        };
        let mut draft = Draft::new(&self.book, device, author, self.now_ms);
        draft
            .add(&self.book, actions.clone(), self.now_ms)
            .map_err(|error| say(&actions, error))?;
        for pack in draft.finish() {
            self.book.take(&pack.bytes).map_err(|error| say(&actions, error))?;
            self.packs.push((device, pack.bytes.to_vec()));
        }
        Ok(())
    }
}
