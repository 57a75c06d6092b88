//! The days of the year: what comes in, what is due, who is there to do it.
use std::collections::{BTreeMap, VecDeque};

use casebook::action::{Action, Happening, Particulars};
use casebook::field::{Field, Value};
use casebook::people::{Person, PersonId};
use casebook::slot::{RecordKey, RecordWrite};
use chrono::{Datelike, Days, NaiveDate};
use law::calendar::Calendar;

use crate::case::Case;
use crate::errand::Errand;
use crate::life::What;
use crate::staff::Staff;
use crate::{Change, Day, Deed};

/// Cases that come in by month, of a hundred: few around the Spring Festival, most at the end of the year.
const BY_MONTH: [u32; 12] = [7, 4, 8, 8, 9, 9, 8, 8, 9, 7, 11, 12];

/// A year of a court, day by day.
pub struct Court {
    pub(crate) dice: fastrand::Rng,
    pub(crate) staff: Staff,
    pub(crate) today: NaiveDate,
    pub(crate) cases: Vec<Case>,
    pub(crate) errands: Vec<Errand>,
    last: NaiveDate,
    arrivals: BTreeMap<NaiveDate, u32>,
    agenda: BTreeMap<NaiveDate, VecDeque<What>>,
    deeds: Vec<Deed>,
    ids: u64,
}

impl Court {
    pub(crate) fn new(seed: u64, cases: usize, from: NaiveDate) -> Court {
        let mut dice = fastrand::Rng::with_seed(seed);
        let last = from + Days::new(364);
        let mut arrivals = BTreeMap::new();
        let days: Vec<NaiveDate> = from
            .iter_days()
            .take_while(|day| *day <= last)
            .filter(|day| is_working(*day))
            .collect();
        let weight = |day: &NaiveDate| BY_MONTH.get(day.month0() as usize).copied().unwrap_or(8);
        let most = BY_MONTH.iter().max().copied().unwrap_or(1);
        for _ in 0..cases {
            // A day is drawn until one is taken with the weight of its month.
            let day = loop {
                let Some(day) = dice.choice(&days) else { break from };
                if dice.u32(0..most) < weight(day) {
                    break *day;
                }
            };
            *arrivals.entry(day).or_insert(0) += 1;
        }
        Court {
            staff: Staff::new(&mut dice, from),
            dice,
            today: from,
            cases: Vec::new(),
            errands: Vec::new(),
            last,
            arrivals,
            agenda: BTreeMap::new(),
            deeds: Vec::new(),
            ids: 0,
        }
    }

    /// So many more cases come in on a day.
    pub(crate) fn bring(&mut self, on: NaiveDate, cases: u32) {
        *self.arrivals.entry(on).or_insert(0) += cases;
    }

    /// Whether something that happens so often in a hundred happens.
    pub(crate) fn in_hundred(&mut self, so_many: u32) -> bool {
        self.dice.u32(0..100) < so_many
    }

    /// A new id; no two of a year are the same.
    pub(crate) fn new_id(&mut self) -> [u8; 16] {
        self.ids += 1;
        let mut id = *b"fenliu a year   ";
        id[8..].copy_from_slice(&self.ids.to_be_bytes());
        id
    }

    /// Somebody who is there and fits.
    pub(crate) fn anyone(&mut self, fits: impl Fn(&Person) -> bool) -> Option<PersonId> {
        let there: Vec<PersonId> = self
            .staff
            .there(self.today, fits)
            .into_iter()
            .map(|person| person.id)
            .collect();
        self.dice.choice(there)
    }

    /// Somebody of a group who is there and has one of these roles.
    pub(crate) fn of_group(&mut self, group: &str, roles: &[&str]) -> Option<PersonId> {
        self.anyone(|person| person.group == group && roles.contains(&person.role.as_str()))
    }

    /// The handler of a case, or somebody of the team.
    pub(crate) fn of_team(&mut self, case: usize) -> Option<PersonId> {
        let (handler, team) = self.cases.get(case).map(|case| (case.handler, case.team))?;
        self.anyone(|person| person.id == handler)
            .or_else(|| self.of_group(team, &["judge_assistant", "clerk", "judge", "team_leader"]))
    }

    /// Something is done to a case.
    pub(crate) fn does(&mut self, by: PersonId, case: usize, action: Action) {
        if let Some(case) = self.cases.get(case).map(|case| case.id) {
            self.deeds.push(Deed { by, case, action });
        }
    }

    /// Something is done to the folder of the bureau.
    pub(crate) fn does_in_bureau(&mut self, by: PersonId, action: Action) {
        let case = casebook::folder::BUREAU;
        self.deeds.push(Deed { by, case, action });
    }

    /// Fields of a case are filled in.
    pub(crate) fn sets(&mut self, by: PersonId, case: usize, fields: Vec<(Field, Value)>) {
        self.does(by, case, Action::Set(fields));
    }

    /// Something happened, today.
    pub(crate) fn happens(&mut self, by: PersonId, case: usize, key: &str) {
        let happening = Happening {
            id: self.new_id(),
            key: key.to_owned(),
            on: self.today,
            subject: String::new(),
            particulars: Particulars::default(),
        };
        // A slip of the pen is put right at once.
        if self.dice.u32(0..40) == 0 {
            let wrong = Happening {
                id: self.new_id(),
                on: self.today - Days::new(1),
                ..happening.clone()
            };
            let (happening, key) = (wrong.id, wrong.key.clone());
            self.does(by, case, Action::Happened(wrong));
            self.does(by, case, Action::TakeBack { happening, key });
        }
        self.does(by, case, Action::Happened(happening));
    }

    /// A record is written.
    pub(crate) fn writes(
        &mut self,
        by: PersonId,
        case: Option<usize>,
        record: RecordKey,
        fields: Vec<(u16, Value)>,
        new: bool,
    ) {
        let write = Action::Record(Box::new(RecordWrite {
            record,
            in_force: new.then_some(true),
            fields,
        }));
        match case {
            Some(case) => self.does(by, case, write),
            None => self.does_in_bureau(by, write),
        }
    }

    /// Puts something on the agenda: the first working day so many days from now or later.
    pub(crate) fn later(&mut self, days: u64, what: What) {
        self.on(self.today + Days::new(days), what);
    }

    /// Puts something on the agenda of the first working day from one on.
    pub(crate) fn on(&mut self, day: NaiveDate, what: What) {
        let day = day.max(self.today);
        let working = day.iter_days().take(30).find(|day| is_working(*day)).unwrap_or(day);
        // What is said for today while today is worked off still comes today.
        self.agenda.entry(working).or_default().push_back(what);
    }

    /// Nobody is there for it: it waits for the next working day.
    pub(crate) fn again(&mut self, what: What) {
        self.later(1, what);
    }

    fn next_task(&mut self) -> Option<What> {
        let mut first = self.agenda.first_entry().filter(|entry| *entry.key() <= self.today)?;
        let what = first.get_mut().pop_front();
        if what.is_none() {
            first.remove();
            return self.next_task();
        }
        what
    }
}

impl Iterator for Court {
    type Item = Day;

    fn next(&mut self) -> Option<Day> {
        if self.today > self.last {
            return None;
        }
        let on = self.today;
        let changes = self.staff.changes(on);
        for change in &changes {
            if let Change::Leaves(person) = change {
                self.hand_on(*person);
            }
        }
        if is_working(on) {
            for _ in 0..self.arrivals.remove(&on).unwrap_or(0) {
                self.file();
            }
            self.of_the_bureau();
            while let Some(what) = self.next_task() {
                self.tend(what);
            }
        }
        self.today = on + Days::new(1);
        Some(Day {
            on,
            changes,
            deeds: std::mem::take(&mut self.deeds),
        })
    }
}

/// Whether the court works on a day. Of years without a notice the weekdays.
pub fn is_working(day: NaiveDate) -> bool {
    let weekday = || day.weekday().num_days_from_monday() < 5;
    Calendar::builtin().is_working(day).unwrap_or_else(weekday)
}
