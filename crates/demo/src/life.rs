//! The life of a case, from its filing to the register of what stays seized after its closing.
use casebook::action::Action;
use casebook::field::{Field, Value};
use casebook::kinds::Kinds;
use casebook::people::PersonId;
use casebook::slot::RecordKey;
use chrono::{Days, NaiveDate};

use crate::case::{Held, Sort};
use crate::court::Court;
use crate::errand::Errand;

mod control;
mod events;
mod file;
mod finish;

/// What has to be done.
#[derive(Clone, Debug)]
pub enum What {
    /// A handler is named.
    Assign(usize),
    /// Another handler takes it over.
    Pass(usize),
    /// The filing data are checked.
    Check(usize),
    /// The first reception.
    Receive(usize),
    /// The three notices go out.
    Notices(usize),
    /// Paper is scanned.
    Scan(usize),
    /// What the national query found is analysed.
    Query(usize),
    /// Sealing on the spot.
    Offline(usize),
    /// The triage is prepared.
    Triage(usize),
    /// A record goes to the next desk.
    Errand(usize),
    /// Something is seized: case, how, from which day.
    Seize(usize, &'static str, NaiveDate),
    /// What is seized is renewed: case, which.
    Renew(usize, usize),
    /// What is seized is released: case, which.
    Release(usize, usize),
    /// Somebody comes or writes.
    Petition(usize),
    /// The triage has to be made again, money comes, somebody higher asks: one of what may happen.
    Event(usize),
    /// Excluded time is taken back: case, from, to.
    Include(usize, PersonId, NaiveDate, NaiveDate),
    /// It turns out not to be simple.
    Convert(usize),
    /// Money is paid out.
    Pay(usize),
    /// The case is closed.
    Close(usize),
}

/// The ground of excluded time.
const STAY: &str = "中止执行";

impl Court {
    /// Does what is due.
    pub(crate) fn tend(&mut self, what: What) {
        let done = match what {
            What::Assign(case) => self.assign(case),
            What::Pass(case) => self.pass(case),
            What::Check(case) => self.check(case),
            What::Receive(case) => self.by_a(case, &["first_reception_done"]),
            What::Notices(case) => self.notices(case),
            What::Scan(case) => self.scan(case),
            What::Query(case) => self.query(case),
            What::Offline(case) => self.offline(case),
            What::Triage(case) => self.triage(case),
            What::Seize(case, measure, from) => self.seize(case, measure, from),
            What::Renew(case, held) => self.renew(case, held),
            What::Release(case, held) => self.release(case, held),
            What::Petition(case) => self.petition(case),
            What::Event(case) => self.event(case),
            What::Include(case, by, from, to) => self.include(case, by, (from, to)),
            What::Convert(case) => self.convert(case),
            What::Pay(case) => self.pay(case),
            What::Close(case) => self.close(case),
            What::Errand(at) => {
                self.run(at);
                Some(())
            }
        };
        if done.is_none() {
            self.again(what);
        }
    }

    pub(crate) fn is_open(&self, case: usize) -> bool {
        self.cases.get(case).is_some_and(|case| case.closed.is_none())
    }

    /// Somebody of group A records that things happened.
    pub(crate) fn by_a(&mut self, case: usize, keys: &[&str]) -> Option<()> {
        let by = self.of_group("A", &["judge_assistant", "clerk"])?;
        keys.iter().for_each(|key| self.happens(by, case, key));
        Some(())
    }

    /// Once in a while the bureau has a problem of its own.
    pub(crate) fn of_the_bureau(&mut self) {
        if self.dice.u32(0..30) == 0 {
            let path: &[&str] = if self.in_hundred(30) {
                &["solve", "return", "solve", "close"]
            } else {
                &["solve", "close"]
            };
            let given = [
                ("what", Value::Text("终本案件回头看不及时".to_owned())),
                ("raised_on", Value::Date(self.today)),
            ];
            self.sends(None, "problem", &given, path, 12);
        }
    }

    /// What follows from a step that was taken.
    pub(crate) fn after(&mut self, errand: &Errand, step: &str, _by: PersonId) {
        let Some(case) = errand.case else { return };
        match (errand.kind(), step) {
            ("triage", "decide") => {
                let is_simple = errand.text("verdict") == "simple";
                if let Some(case) = self.cases.get_mut(case) {
                    case.simple = is_simple;
                }
                if is_simple && self.in_hundred(15) {
                    let days = self.dice.u64(3..12);
                    self.later(days, What::Convert(case));
                }
            }
            ("conversion", "assign") => self.is_converted(case, &errand.text("new_handler")),
            ("extension", "grant") => {
                if let Some(case) = self.cases.get_mut(case) {
                    case.extended = true;
                }
            }
            _ => {}
        }
    }

    /// The case is with the general team now.
    fn is_converted(&mut self, at: usize, name: &str) {
        let named = self.staff.members.iter().find(|member| member.person.name == name);
        let handler = named.map(|member| member.person.id);
        let director = self.anyone(|person| person.role == "centre_director");
        if let (Some(handler), Some(case)) = (handler, self.cases.get_mut(at)) {
            (case.handler, case.team, case.simple) = (handler, "general", false);
        }
        if let Some(by) = director {
            let fields = vec![
                (Field::HANDLER, Value::Text(name.to_owned())),
                (Field::TEAM, Value::Text("普执团队".to_owned())),
            ];
            self.sets(by, at, fields);
        }
    }

    /// Somebody has left: open cases go to another judge of the team.
    pub(crate) fn hand_on(&mut self, left: PersonId) {
        let own = |case: &usize| self.is_open(*case) && self.cases.get(*case).is_some_and(|of| of.handler == left);
        let own: Vec<usize> = (0..self.cases.len()).filter(own).collect();
        for at in own {
            self.later(0, What::Pass(at));
        }
    }

    fn pass(&mut self, at: usize) -> Option<()> {
        let by = self.anyone(|person| person.role == "centre_director")?;
        let team = self.cases.get(at)?.team;
        let handler = self.of_group(team, &["judge"])?;
        let name = self.staff.person(handler)?.name.clone();
        self.sets(by, at, vec![(Field::HANDLER, Value::Text(name))]);
        self.cases.get_mut(at)?.handler = handler;
        Some(())
    }

    /// A record of a kind, with values by the keys of its fields.
    pub(crate) fn record_of(&mut self, kind: &str, given: &[(&str, Value)]) -> Option<(RecordKey, Vec<(u16, Value)>)> {
        let kind = Kinds::builtin().named(kind)?;
        let number = |key: &str| kind.field_named(key).map(|field| field.number);
        let values = given
            .iter()
            .filter_map(|(key, value)| Some((number(key)?, value.clone())));
        let record = RecordKey {
            kind: kind.kind,
            id: self.new_id(),
        };
        Some((record, values.collect()))
    }

    /// Time is left out; now and then that was a mistake.
    fn exclude(&mut self, case: usize) -> Option<()> {
        let team = self.cases.get(case)?.team;
        let by = self.of_group(team, &["judge", "team_leader"])?;
        let to = self.today + Days::new(self.dice.u64(10..40));
        let from = self.today;
        self.does(
            by,
            case,
            Action::Excluded {
                from,
                to,
                ground: STAY.to_owned(),
            },
        );
        if self.in_hundred(20) {
            self.later(2, What::Include(case, by, from, to));
        }
        Some(())
    }

    fn include(&mut self, case: usize, by: PersonId, (from, to): (NaiveDate, NaiveDate)) -> Option<()> {
        let by = self.anyone(|person| person.id == by)?;
        self.does(
            by,
            case,
            Action::ExcludedTakenBack {
                from,
                to,
                ground: STAY.to_owned(),
            },
        );
        Some(())
    }

    /// How a thing seized from a day on is kept in mind, and when somebody will see to it.
    pub(crate) fn keep(&mut self, case: usize, held: Held) -> Option<()> {
        let until = held.until;
        let of = self.cases.get_mut(case)?;
        of.held.push(held);
        let at = of.held.len() - 1;
        self.plan_renewal(case, at, until);
        Some(())
    }

    /// Most are renewed weeks before, some in the last days, a few are forgotten.
    pub(crate) fn plan_renewal(&mut self, case: usize, at: usize, until: NaiveDate) {
        let before = match self.dice.u32(0..20) {
            0..=2 => return,
            3..=6 => self.dice.u64(1..8),
            _ => self.dice.u64(12..30),
        };
        let day = until - Days::new(before);
        if day >= self.today {
            self.on(day, What::Renew(case, at));
        }
    }

    /// Whether a case is one of preservation.
    pub(crate) fn is_preservation(&self, case: usize) -> bool {
        self.cases.get(case).is_some_and(|case| case.sort == Sort::Preservation)
    }
}
