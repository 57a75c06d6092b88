//! What sharing out looks at: of each case who gets no work there and which cases it is linked with, of each person how
//! much there is already and of what kind.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::field::Field;
use super::lazy_state::LazyState;
use super::line::CLOSED;
use super::linked::Linked;
use super::normal::normal;
use super::parties::PARTY;
use super::people::{Grant, Person};
use super::recusal::Recused;
use super::slot::Kind;
use super::staff::works;
use super::stand_in::Away;

/// Most cases shared out at once: more than one person looks through in a sitting.
pub const CASES_MAX: usize = 2_000;

/// A case whose work is shared out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedCase {
    /// Which.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// 被执行人
    pub debtor: String,
    /// 承办人
    pub handler: String,
    /// What tells its kind of work: kind of case, cause, basis, debtor.
    pub about: String,
    /// Who gets no work in it.
    pub recused: Vec<Recused>,
    /// The cases it is linked with that have a handler: link, number and handler, the surest first, open ones before closed.
    pub linked: Vec<(Linked, String, String)>,
}

/// A person work can be given to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Name.
    pub name: String,
    /// Role id.
    pub role: String,
    /// Group id, or empty.
    pub group: String,
    /// Open cases the person handles.
    pub cases: u32,
    /// Kinds of work, as written.
    pub works: String,
    /// Who is away, with the stand-in.
    pub away: Option<Away>,
    /// Handles cases by his post ([`Bureau::handles`](crate::people::Bureau::handles)).
    pub handles: bool,
    /// The matters the post lets be taken, by key; `*` for all.
    pub matters: Vec<String>,
}

impl Hand {
    /// Whether the post lets a matter be taken.
    #[must_use]
    pub fn may_take(&self, matter: &str) -> bool {
        self.matters.iter().any(|own| own == "*" || own == matter)
    }

    /// The words of the kinds of work that a case is about.
    #[must_use]
    pub fn suited<'h>(&'h self, case: &SharedCase) -> Option<&'h str> {
        let about = normal(&case.about);
        works(&self.works).find(|word| !normal(word).is_empty() && about.contains(&normal(word)))
    }
}

/// What sharing out looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// The cases, in the order asked for.
    pub cases: Vec<SharedCase>,
    /// People in office, by name.
    pub people: Vec<Hand>,
}

impl Book {
    /// What sharing out the work of some cases looks at.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn to_share_out(&self, cases: &[CaseId], today: NaiveDate) -> Result<Sharing, BookError> {
        let cases = cases.get(..CASES_MAX.min(cases.len())).unwrap_or_default();
        let mut shared = Vec::with_capacity(cases.len());
        for (case, linked) in cases.iter().zip(self.linked(cases)?) {
            let Some((block, at)) = self.index.get(case).and_then(|row| self.place(*row)) else {
                shared.push(SharedCase {
                    case: *case,
                    ..SharedCase::default()
                });
                continue;
            };
            let bytes = block.states.get(at);
            let light = LazyState::read_of(bytes, self.kinds(), &|kind| kind == Kind::CASE || kind == PARTY)?;
            let text = |field| light.named(field).into_owned();
            let about = [
                Field::CASE_NUMBER,
                Field::CAUSE,
                Field::BASIS_TYPE,
                Field::BASIS_DOC_NO,
                Field::DEBTOR,
            ];
            shared.push(SharedCase {
                case: *case,
                case_number: text(Field::CASE_NUMBER),
                debtor: text(Field::DEBTOR),
                handler: text(Field::HANDLER),
                about: about.map(text).join(" "),
                recused: self.recused(case)?,
                linked: self.held_by(linked)?,
            });
        }
        Ok(Sharing {
            cases: shared,
            people: self.hands(today)?,
        })
    }

    /// Of linked cases those that have a handler, with number and handler.
    fn held_by(&self, linked: Vec<Linked>) -> Result<Vec<(Linked, String, String)>, BookError> {
        let mut held = Vec::new();
        for link in linked {
            let Some(line) = self.line_of(&link.case) else {
                continue;
            };
            let handler = self.shared.handlers.text(line.handler);
            let is_closed = line.flags & CLOSED != 0;
            // Who is applicant there is no reason to bring the two into one hand.
            if !handler.is_empty() && !link.as_applicant {
                let number = self
                    .state(&link.case)?
                    .map(|state| state.text(Field::CASE_NUMBER).to_owned());
                held.push((is_closed, link, number.unwrap_or_default(), handler.to_owned()));
            }
        }
        held.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Ok(held
            .into_iter()
            .map(|(_, link, number, handler)| (link, number, handler))
            .collect())
    }

    fn hands(&self, today: NaiveDate) -> Result<Vec<Hand>, BookError> {
        let mut load: BTreeMap<u32, u32> = BTreeMap::new();
        let open = self.lines().filter(|line| line.listed() && line.flags & CLOSED == 0);
        open.for_each(|line| *load.entry(line.handler).or_default() += 1);
        let (staff, away) = (self.staff()?, self.away(today)?);
        let here = self.directory().people.values().filter(|member| !member.left);
        let in_office = here
            .map(|member| &member.person)
            .filter(|person| person.is_in_office(today));
        let bureau = self.directory().bureau();
        let hand = |person: &Person| Hand {
            name: person.name.clone(),
            role: person.role.clone(),
            group: person.group.clone(),
            cases: self
                .shared
                .handlers
                .find(&person.name)
                .and_then(|number| load.get(&number))
                .copied()
                .unwrap_or(0),
            works: staff
                .get(&person.id)
                .map(|staff| staff.works.clone())
                .unwrap_or_default(),
            away: away.iter().find(|away| away.who == person.name).cloned(),
            handles: bureau.handles(&person.role),
            matters: bureau
                .of(&person.role, &person.group)
                .map(Grant::matters)
                .unwrap_or_default(),
        };
        let mut hands: Vec<Hand> = in_office.map(hand).collect();
        hands.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(hands)
    }
}
