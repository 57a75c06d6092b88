//! Taking in a list of staff: read, judged row by row, and written in one transaction.
use chrono::NaiveDate;

use crate::error::{WorkError, refused};
use crate::people::view::{people, put_staff};
use crate::platform::Platform;
use crate::service::Service;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::folder::BUREAU;
use casebook::kinds::Kinds;
use casebook::people::staff_list::{Does, Listed, Part, ROWS_MAX, StaffPlan, plan};
use casebook::people::{PeopleAction, Person, PersonId};
use casebook::staff::Staff;
use files::register::{LedgerRow, read};
use protocol::{Action, CaseId, PeopleRefusal, StaffListView, Summary};

impl<G: Platform> Service<G> {
    /// Reads a list and says what each row does.
    pub(crate) fn read_staff_list(&self, bytes: &[u8], today: NaiveDate) -> Result<StaffListView, WorkError> {
        let Some(kind) = Kinds::staff_list() else {
            return Ok(StaffListView::default());
        };
        let list = read(bytes, kind)?;
        if list.is_cut || list.rows.len() > ROWS_MAX {
            return Err(refused(PeopleRefusal::ListTooLong));
        }
        let rows: Vec<Listed> = list.rows.into_iter().map(listed).collect();
        let plan = self.with(|s| {
            let own = DeviceId(s.book.at.device);
            planned(s.book()?, own, &rows, today)
        })?;
        Ok(StaffListView {
            columns: list.columns,
            sheets: list.sheets,
            hidden_rows: list.hidden_rows,
            rows,
            plan,
        })
    }

    /// Writes what the person was shown, if that still is what the rows do.
    pub(crate) async fn take_staff_list(
        &self,
        rows: Vec<Listed>,
        shown: StaffPlan,
        (leave_out, raises): (bool, bool),
        today: NaiveDate,
    ) -> Result<Summary, WorkError> {
        let mut ids: Vec<PersonId> = Vec::with_capacity(shown.lines.len());
        for _ in &shown.lines {
            ids.push(self.new_id()?);
        }
        let own = DeviceId(self.with(|s| s.book.at.device));
        self.write(|book, draft, now_ms| {
            let now = planned(book, own, &rows, today)?;
            if now != shown {
                return Err(refused(PeopleRefusal::ListMoved));
            }
            if !now.is_sound() && !leave_out || now.above().next().is_some() && !raises {
                return Err(refused(PeopleRefusal::ListUnsound));
            }
            Ok(draft.add(book, actions(book, own, &now, &ids)?, now_ms)?)
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }
}

impl<G: Platform> Service<G> {
    /// Takes a list back: who was new leaves, what changed is as it was, unless somebody changed it again.
    pub(crate) async fn take_back_staff_list(&self, shown: StaffPlan) -> Result<Summary, WorkError> {
        self.write(|book, draft, now_ms| Ok(draft.add(book, back(book, &shown)?, now_ms)?))
            .await?;
        Ok(self.with(|s| s.summary()))
    }
}

/// What takes a list back.
fn back(book: &Book, shown: &StaffPlan) -> Result<Vec<(CaseId, Action)>, WorkError> {
    let (directory, known) = (book.directory(), book.staff()?);
    let has_device = |person: &PersonId| directory.devices.values().any(|device| device.person == *person);
    let mut actions = Vec::new();
    for line in shown.writes() {
        let here = directory.people.values().filter(|member| !member.left);
        let is_meant = |person: &Person| match line.does {
            Does::Adds => person.name == line.person.name && !has_device(&person.id),
            _ => person.id == line.person.id,
        };
        let mut here = here.map(|member| &member.person);
        let Some(person) = here.find(|person| is_meant(person)) else {
            continue;
        };
        let Does::Changes(parts) = &line.does else {
            actions.push((BOOK, book.leaving(person.id)));
            continue;
        };
        let staff = known.get(&person.id).cloned().unwrap_or_default();
        let (was, before) = as_before((person, &staff), parts);
        actions.extend(put_staff(&was.id, &was.name, &staff, &before));
        if was != *person {
            actions.push((BOOK, people(PeopleAction::PutPerson(was))));
        }
    }
    Ok(actions)
}

/// A person with what a row changed as it was before, where nobody changed it since.
fn as_before((person, staff): (&Person, &Staff), parts: &[(Part, String, String)]) -> (Person, Staff) {
    let (mut person, mut staff) = (person.clone(), staff.clone());
    let text = |field: &mut String, was: &str, is: &str| {
        if field == is {
            was.clone_into(field);
        }
    };
    let day = |field: &mut Option<NaiveDate>, was: &str, is: &str| {
        if *field == is.parse().ok() {
            *field = was.parse().ok();
        }
    };
    for (part, was, is) in parts {
        match part {
            Part::Role => text(&mut person.role, was, is),
            Part::Group => text(&mut person.group, was, is),
            Part::From => day(&mut person.from, was, is),
            Part::To => day(&mut person.to, was, is),
            Part::Phone => text(&mut staff.phone, was, is),
            Part::Works => text(&mut staff.works, was, is),
        }
    }
    (person, staff)
}

fn planned(book: &Book, own: DeviceId, rows: &[Listed], today: NaiveDate) -> Result<StaffPlan, WorkError> {
    let me = book.directory().taker(own);
    Ok(plan(book.directory(), &book.staff()?, rows, &me, today))
}

/// What the rows write. A row about the person of this device comes last: it may take away the right to write the others.
fn actions(book: &Book, own: DeviceId, now: &StaffPlan, ids: &[PersonId]) -> Result<Vec<(CaseId, Action)>, WorkError> {
    let me = book.directory().taker(own);
    let known = book.staff()?;
    let (mut records, mut others, mut mine) = (Vec::new(), Vec::new(), Vec::new());
    let takes: Vec<_> = now.writes().collect();
    for (line, id) in now.lines.iter().zip(ids).filter(|(line, _)| takes.contains(line)) {
        let mut person = line.person.clone();
        let stands = book
            .directory()
            .people
            .get(&person.id)
            .map(|member| member.person.clone());
        if stands.is_none() {
            person.id = *id;
        }
        let before = known.get(&person.id).cloned().unwrap_or_default();
        records.extend(put_staff(&person.id, &person.name, &before, &line.staff));
        let to = if person.id == me { &mut mine } else { &mut others };
        if stands.as_ref() != Some(&person) {
            to.push((BOOK, people(PeopleAction::PutPerson(person))));
        }
    }
    debug_assert!(records.iter().all(|(case, _)| *case == BUREAU));
    Ok(records.into_iter().chain(others).chain(mine).collect())
}

fn listed(row: LedgerRow) -> Listed {
    Listed {
        place: (row.sheet, row.row),
        is_cut: !row.faults.is_empty(),
        fields: row.fields,
        unread: row.problems,
    }
}
