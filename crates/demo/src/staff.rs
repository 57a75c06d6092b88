//! Who works at the bureau, when they are away, and how that changes during the year.
use casebook::people::{Person, PersonId};
use chrono::{Days, NaiveDate};

use crate::{Change, names};

/// Role, group, how many: forty people.
const POSTS: [(&str, &str, usize); 24] = [
    ("system_manager", "", 1),
    ("president", "", 1),
    ("supervising_vp", "", 1),
    ("bureau_chief", "", 1),
    ("deputy_chief", "", 2),
    ("centre_director", "centre", 1),
    ("filing_staff", "", 2),
    ("judge_assistant", "A", 2),
    ("clerk", "A", 3),
    ("dossier_manager", "B", 1),
    ("clerk", "B", 2),
    ("quality_manager", "C", 1),
    ("clerk", "C", 1),
    ("judge_assistant", "D", 1),
    ("clerk", "D", 2),
    ("team_leader", "fast_1", 1),
    ("judge", "fast_1", 2),
    ("judge_assistant", "fast_1", 2),
    ("team_leader", "fast_2", 1),
    ("judge", "fast_2", 1),
    ("judge_assistant", "fast_2", 2),
    ("team_leader", "general", 1),
    ("judge", "general", 3),
    ("judge_assistant", "general", 3),
];
/// The petition team.
const PETITIONS: [(&str, &str, usize); 2] = [("team_leader", "petition", 1), ("clerk", "petition", 1)];

/// Somebody who works there, worked there or will.
pub struct Member {
    /// As they are now.
    pub person: Person,
    from: NaiveDate,
    to: NaiveDate,
    /// Days away, both ends inclusive.
    away: Vec<(NaiveDate, NaiveDate)>,
}

impl Member {
    /// Whether they are there on a day.
    pub fn is_there(&self, on: NaiveDate) -> bool {
        self.works(on) && !self.away.iter().any(|(from, to)| (*from..=*to).contains(&on))
    }

    /// Whether they belong to the bureau on a day.
    pub fn works(&self, on: NaiveDate) -> bool {
        (self.from..=self.to).contains(&on)
    }
}

/// All of them.
pub struct Staff {
    /// In the order they come.
    pub members: Vec<Member>,
    plan: Vec<(NaiveDate, Change)>,
}

/// The id of the person of a place.
fn id(at: usize) -> PersonId {
    let mut id = *b"fenliu person  0";
    id[14..].copy_from_slice(&(at as u16).to_be_bytes());
    id
}

impl Staff {
    /// The forty of the first day, and what changes later.
    pub fn new(dice: &mut fastrand::Rng, from: NaiveDate) -> Staff {
        let mut staff = Staff {
            members: Vec::new(),
            plan: Vec::new(),
        };
        for (role, group, count) in POSTS.iter().chain(&PETITIONS) {
            for _ in 0..*count {
                staff.engage(dice, (role, group), from);
            }
        }
        staff.changes_of_the_year(dice, from);
        staff
    }

    fn engage(&mut self, dice: &mut fastrand::Rng, (role, group): (&str, &str), from: NaiveDate) {
        let at = self.members.len();
        let leave = |dice: &mut fastrand::Rng, first: u64| {
            let begins = from + Days::new(first + dice.u64(0..120));
            (begins, begins + Days::new(dice.u64(2..12)))
        };
        self.members.push(Member {
            person: Person {
                id: id(at),
                name: names::person(at),
                role: role.to_owned(),
                group: group.to_owned(),
                from: None,
                to: None,
            },
            from,
            to: NaiveDate::MAX,
            away: vec![leave(dice, 20), leave(dice, 190)],
        });
    }

    /// A judge goes to another team, an assistant is made judge, two people leave and two come.
    fn changes_of_the_year(&mut self, dice: &mut fastrand::Rng, from: NaiveDate) {
        let mut day = |first: u64| from + Days::new(first + dice.u64(0..25));
        let (moved, made, judge_left, clerk_left) = (day(60), day(120), day(170), day(240));
        let moves = |staff: &mut Staff, on: NaiveDate, (role, group): (&str, &str), to: (&str, &str)| {
            let found = staff
                .members
                .iter()
                .find(|m| m.person.role == role && m.person.group == group);
            let changed = found.map(|member| Person {
                role: to.0.to_owned(),
                group: to.1.to_owned(),
                ..member.person.clone()
            });
            staff.plan.extend(changed.map(|person| (on, Change::Moves(person))));
        };
        moves(self, moved, ("judge", "fast_1"), ("judge", "general"));
        moves(self, made, ("judge_assistant", "fast_2"), ("judge", "fast_2"));
        for (on, post) in [(judge_left, ("judge", "general")), (clerk_left, ("clerk", "A"))] {
            let own = |m: &&mut Member| (m.person.role.as_str(), m.person.group.as_str()) == post;
            if let Some(member) = self.members.iter_mut().rfind(own) {
                member.to = on;
                let next = on + Days::new(1);
                self.plan.push((next, Change::Leaves(member.person.id)));
            }
            self.engage(dice, post, on + Days::new(20));
        }
    }

    /// What changes on a day; from then on it holds.
    pub fn changes(&mut self, on: NaiveDate) -> Vec<Change> {
        let comes = self.members.iter().filter(|member| member.from == on);
        let mut changes: Vec<Change> = comes.map(|member| Change::Comes(member.person.clone())).collect();
        for (_, change) in self.plan.iter().filter(|(day, _)| *day == on) {
            if let Change::Moves(person) = change
                && let Some(member) = self.members.iter_mut().find(|member| member.person.id == person.id)
            {
                member.person = person.clone();
            }
            changes.push(change.clone());
        }
        changes
    }

    /// Those who are there on a day and fit.
    pub fn there(&self, on: NaiveDate, fits: impl Fn(&Person) -> bool) -> Vec<&Person> {
        let own = self
            .members
            .iter()
            .filter(|member| member.is_there(on) && fits(&member.person));
        own.map(|member| &member.person).collect()
    }

    /// Whether somebody of this name belongs to the bureau on a day.
    pub fn has(&self, name: &str, on: NaiveDate) -> bool {
        self.members
            .iter()
            .any(|member| member.person.name == name && member.works(on))
    }

    /// A person by id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.members
            .iter()
            .map(|member| &member.person)
            .find(|person| person.id == id)
    }
}
