//! The matters of all cases: what a person or a group has to do, by the day. A line keeps the open dates of its case with
//! whoever does what they belong to, so that no case is read but those shown.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use law::nodes::{Matter, NodeSet};
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::field::{Field, Value};
use super::history::shown;
use super::lazy_state::LazyState;
use super::line::{CLOSED, Line, NO_DAY, day, day_number};
use super::matters::{MATTER, WHICH};
use super::parties::PARTY;
use super::project::{FOLLOW_UP, Stored, dates};
use super::slot::{Kind, value_in};
use super::state_bytes::decode_of;

/// The code of the owner of nodes that whoever handles the case has to do, in the texts of nodes.
const BY_HANDLER: &str = "team";

/// A node or a matter to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Id of a node, or of a matter: of that what has no limit, and the days to look again.
    pub id: String,
    /// Id of its matter.
    pub matter: String,
    /// Where nobody was given it, it is whoever handles the case.
    pub by_handler: bool,
}

/// The nodes of matters, and the matters themselves; of all where none is named.
#[must_use]
pub fn wanted(set: &NodeSet, matters: &[String]) -> Vec<Wanted> {
    let chosen = set.matters().iter();
    let chosen = chosen.filter(|matter| matters.is_empty() || matters.contains(&matter.id));
    let of_matter = |matter: &Matter| {
        let nodes: Vec<Wanted> = matter
            .all()
            .filter_map(|at| {
                let node = set.at(at)?;
                Some(Wanted {
                    id: node.id.clone(),
                    matter: matter.id.clone(),
                    by_handler: set.owner(node).is_some_and(|owner| owner.code == BY_HANDLER),
                })
            })
            .collect();
        let own = Wanted {
            id: matter.id.clone(),
            matter: matter.id.clone(),
            by_handler: false,
        };
        nodes.into_iter().chain([own])
    };
    chosen.flat_map(of_matter).collect()
}

/// Whose matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// Those nobody was given or took.
    Nobodys,
    /// Those of the person of this name.
    Of(String),
}

/// Which matters to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatterQuery {
    /// Of these nodes and matters.
    pub wanted: Vec<Wanted>,
    /// Whose.
    pub whose: Whose,
    /// Due, to be looked at or lapsing up to this day; nothing: whenever.
    pub until: Option<NaiveDate>,
}

/// A window of the list of matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterPage {
    /// How many there are.
    pub total: u32,
    /// How many of them are overdue.
    pub overdue: u32,
    /// How many each person has of the wanted, whoever was asked for; the empty name: nobody.
    pub load: Vec<(String, u32)>,
    /// The rows, the earliest day first.
    pub rows: Vec<MatterRow>,
}

/// A matter in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterRow {
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// 被执行人
    pub debtor: String,
    /// 承办人
    pub handler: String,
    /// Id of the node, or of the matter where only a day to look again or no limit is meant.
    pub node: String,
    /// Id of its matter.
    pub matter: String,
    /// The day; nothing where it has no limit.
    pub on: Option<NaiveDate>,
    /// 0 due, 1 lapses, 2 may be done from this day on, 3 to be looked at again.
    pub kind: u8,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
    /// Who does it, or empty.
    pub who: String,
    /// What was recorded of its matter, by the numbers of the fields; empty if nothing was.
    pub said: Vec<(u16, Value)>,
}

/// An entry on its way to a row.
type Entry = (i32, u32, Stored);

impl Book {
    /// A window of the matters of the open cases in the lists.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case that is shown cannot be read.
    pub fn matters(
        &self,
        query: &MatterQuery,
        (from, count): (u32, u32),
        today: NaiveDate,
    ) -> Result<MatterPage, BookError> {
        let (mut entries, load) = self.entries(query);
        let today = day_number(Some(today));
        let mut page = MatterPage {
            total: entries.len() as u32,
            overdue: entries.iter().filter(|(on, _, date)| is_late(*on, date, today)).count() as u32,
            load: load
                .into_iter()
                .map(|(who, count)| (self.shared.handlers.text(who).to_owned(), count))
                .collect(),
            rows: Vec::new(),
        };
        let from = (from as usize).min(entries.len());
        let to = from.saturating_add(count as usize).min(entries.len());
        let order = |entry: &Entry| (entry.0, entry.1, entry.2.node, entry.2.kind);
        // Only what is shown is put in order: a court has a million of them.
        if to < entries.len() {
            entries.select_nth_unstable_by_key(to, order);
            entries.truncate(to);
        }
        entries.sort_unstable_by_key(order);
        for (_, row, date) in entries.drain(from..) {
            page.rows.extend(self.matter(row, &date, query)?);
        }
        Ok(page)
    }

    fn entries(&self, query: &MatterQuery) -> (Vec<Entry>, BTreeMap<u32, u32>) {
        // By the number of the code: nothing, or whether it falls to the handler.
        let mut wanted = vec![None; self.shared.codes.texts().len()];
        for one in &query.wanted {
            let place = self
                .shared
                .codes
                .find(&one.id)
                .and_then(|code| wanted.get_mut(code as usize));
            if let Some(place) = place {
                *place = Some(one.by_handler);
            }
        }
        let until = day_number(query.until);
        let who = match &query.whose {
            Whose::Of(name) => self.shared.handlers.find(name),
            Whose::All | Whose::Nobodys => None,
        };
        let (mut entries, mut load) = (Vec::new(), BTreeMap::new());
        let is_open = |line: &Line| line.listed() && line.flags & CLOSED == 0;
        let places = self
            .blocks
            .iter()
            .flat_map(|block| block.lines.iter().enumerate().map(move |(at, line)| (block, at, line)));
        for (row, (block, at, line)) in (0..).zip(places) {
            if !is_open(line) {
                continue;
            }
            for date in dates(block.dates.get(at)) {
                let Some(by_handler) = wanted.get(date.node as usize).copied().flatten() else {
                    continue;
                };
                let does = if date.who == 0 && by_handler {
                    line.handler
                } else {
                    date.who
                };
                if date.on > until {
                    continue;
                }
                *load.entry(does).or_default() += 1;
                let is_whose = match query.whose {
                    Whose::All => true,
                    Whose::Nobodys => does == 0,
                    Whose::Of(_) => who == Some(does),
                };
                if is_whose {
                    entries.push((date.on, row, Stored { who: does, ..date }));
                }
            }
        }
        (entries, load)
    }

    fn matter(&self, row: u32, date: &Stored, query: &MatterQuery) -> Result<Option<MatterRow>, BookError> {
        let Some((block, at)) = self.place(row) else {
            return Ok(None);
        };
        let Some(line) = block.lines.get(at) else {
            return Ok(None);
        };
        let bytes = block.states.get(at);
        let light = LazyState::read_of(bytes, &|kind| kind == Kind::CASE || kind == PARTY)?;
        let [case_number, debtor, handler] =
            [Field::CASE_NUMBER, Field::DEBTOR, Field::HANDLER].map(|field| light.named(field).into_owned());
        let node = self.shared.codes.text(date.node).to_owned();
        let state = decode_of(bytes, &|kind| kind == MATTER)?;
        let matter = query.wanted.iter().find(|wanted| wanted.id == node);
        let matter = matter.map_or("", |wanted| wanted.matter.as_str()).to_owned();
        let which = Value::Text(matter.clone());
        let mut records = state.in_force(MATTER).map(|(_, fields)| shown(fields));
        let said = records.find(|fields| value_in(fields, WHICH) == Some(&which));
        Ok(Some(MatterRow {
            case: line.id,
            case_number,
            debtor,
            handler,
            node,
            matter,
            on: day(date.on),
            kind: date.kind,
            provisional: date.provisional,
            who: self.shared.handlers.text(date.who).to_owned(),
            said: said.unwrap_or_default(),
        }))
    }
}

/// A day to look again is not late, and neither is what may be done from a day on.
fn is_late(on: i32, date: &Stored, today: i32) -> bool {
    on < today && on != NO_DAY && date.kind < FOLLOW_UP - 1
}
