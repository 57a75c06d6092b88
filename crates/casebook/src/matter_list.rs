//! The matters of all cases: what a person or a group has to do, by the day. A line keeps the open dates of its case with
//! whoever does what they belong to, so that no case is read but those shown.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use law::nodes::{LAPSE_DAYS, Matter, NodeSet};
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::field::{Field, Value};
use super::history::shown;
use super::lazy_state::LazyState;
use super::line::{CLOSED, Line, day, day_number};
use super::matters::{MATTER, record_of};
use super::parties::PARTY;
use super::project::{BEFORE, FOLLOW_UP, LAPSES, Stored, dates};
use super::slot::{IN_FORCE, Kind};
use super::state_bytes::decode_of;

/// The kind of the last day of a limit: [`super::judge::Dated::kind`].
const DUE: u8 = 0;

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
    /// Of these cases; of all where none is named.
    pub cases: BTreeSet<CaseId>,
    /// Whose.
    pub whose: Whose,
    /// Due, to be looked at or lapsing up to this day; nothing: whenever.
    pub until: Option<NaiveDate>,
    /// Only what is overdue.
    pub late: bool,
    /// Instead of what is to do: what ran out before the book kept the case, while nothing tells whether it was done.
    pub before: bool,
}

/// A window of the list of matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterPage {
    /// How many there are.
    pub total: u32,
    /// How many of them are overdue.
    pub overdue: u32,
    /// How many of the wanted ran out before the book kept their cases, of whom was asked for.
    pub before: u32,
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
    /// Id of the node that presses; empty where only a day to look again is open, or there is no limit.
    pub node: String,
    /// Id of its matter.
    pub matter: String,
    /// The day; nothing where it has no limit.
    pub on: Option<NaiveDate>,
    /// 0 due, 1 lapses, 2 may be done from this day on, 3 to be looked at again, 4 ran out before the book kept the case.
    pub kind: u8,
    /// The last day to renew what lapses.
    pub act_by: Option<NaiveDate>,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
    /// Who does it, or empty.
    pub who: String,
    /// What was recorded of its matter, by the numbers of the fields; empty if nothing was.
    pub said: Vec<(u16, Value)>,
}

/// A matter of a case on its way to a row.
#[derive(Clone, Copy)]
struct Entry {
    /// The earliest of its days: that of a limit, or one to look again.
    on: i32,
    row: u32,
    /// Its place in the question.
    matter: usize,
    /// Number of whoever does it; 0 is nobody.
    who: u32,
    /// The date that presses; a day to look again only where there is no other.
    date: Stored,
}

/// What a node that is asked for means: the place of its matter, and whether it falls to the handler.
type Asked = Vec<Option<(usize, bool)>>;

impl Book {
    /// A window of the matters of the open cases in the lists: each once, with the date of it that comes first.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case that is shown cannot be read.
    pub fn matters(
        &self,
        query: &MatterQuery,
        (from, count): (u32, u32),
        today: NaiveDate,
    ) -> Result<MatterPage, BookError> {
        let today = day_number(Some(today));
        let (mut entries, load, before) = self.entries(query, today);
        let late = entries.iter().filter(|entry| is_late(&entry.date, today));
        let name = |who| self.shared.handlers.text(who).to_owned();
        let mut page = MatterPage {
            total: entries.len() as u32,
            overdue: late.count() as u32,
            before,
            load: load.into_iter().map(|(who, count)| (name(who), count)).collect(),
            rows: Vec::new(),
        };
        let from = (from as usize).min(entries.len());
        let to = from.saturating_add(count as usize).min(entries.len());
        let order = |entry: &Entry| (entry.on, entry.row, entry.matter);
        // Only what is shown is put in order: a court has a million of them.
        if to < entries.len() {
            entries.select_nth_unstable_by_key(to, order);
            entries.truncate(to);
        }
        entries.sort_unstable_by_key(order);
        for entry in entries.drain(from..) {
            page.rows.extend(self.matter(&entry, query)?);
        }
        Ok(page)
    }

    /// The entries, how many each person has, and how many ran out before the book.
    fn entries(&self, query: &MatterQuery, today: i32) -> (Vec<Entry>, BTreeMap<u32, u32>, u32) {
        let asked = self.asked(query);
        // What lapses is work from so many days before. The register of seizures has the rest.
        let lapses_until = today.saturating_add(i32::try_from(LAPSE_DAYS).unwrap_or(i32::MAX));
        let until = day_number(query.until);
        let who = match &query.whose {
            Whose::Of(name) => self.shared.handlers.find(name.trim()),
            Whose::All | Whose::Nobodys => None,
        };
        let is_whose = |does: u32| match query.whose {
            Whose::All => true,
            Whose::Nobodys => does == 0,
            Whose::Of(_) => who == Some(does),
        };
        let (mut entries, mut load, mut own) = (Vec::new(), BTreeMap::new(), Vec::new());
        let mut before = 0;
        let places = self
            .blocks
            .iter()
            .flat_map(|block| (0..block.lines.len()).map(move |at| (block, at)));
        for (row, (block, at)) in (0..).zip(places) {
            let line = block.lines.get(at);
            let is_asked = |line: &Line| query.cases.is_empty() || query.cases.contains(&line.id);
            let Some(line) = line.filter(|line| line.listed() && line.flags & CLOSED == 0 && is_asked(line)) else {
                continue;
            };
            let strip = dates(block.dates.get(at)).filter(|date| date.kind != LAPSES || date.on <= lapses_until);
            let (past, strip): (Vec<Stored>, Vec<Stored>) = strip.partition(|date| date.kind == BEFORE);
            of_line(line, row, past.into_iter(), &asked, &mut own);
            before += own.iter().filter(|entry| is_whose(entry.who)).count() as u32;
            if !query.before {
                own.clear();
                of_line(line, row, strip.into_iter(), &asked, &mut own);
            }
            let fits = |entry: &Entry| entry.on <= until && (!query.late || is_late(&entry.date, today));
            for entry in own.drain(..).filter(fits) {
                *load.entry(entry.who).or_default() += 1;
                if is_whose(entry.who) {
                    entries.push(entry);
                }
            }
        }
        (entries, load, before)
    }

    fn asked(&self, query: &MatterQuery) -> Asked {
        let mut asked = vec![None; self.shared.codes.texts().len()];
        for one in &query.wanted {
            let matter = query.wanted.iter().position(|other| other.matter == one.matter);
            let place = self
                .shared
                .codes
                .find(&one.id)
                .and_then(|code| asked.get_mut(code as usize));
            if let (Some(matter), Some(place)) = (matter, place) {
                *place = Some((matter, one.by_handler));
            }
        }
        asked
    }

    fn matter(&self, entry: &Entry, query: &MatterQuery) -> Result<Option<MatterRow>, BookError> {
        let Some((block, at)) = self.place(entry.row) else {
            return Ok(None);
        };
        let (Some(line), Some(wanted)) = (block.lines.get(at), query.wanted.get(entry.matter)) else {
            return Ok(None);
        };
        let bytes = block.states.get(at);
        let light = LazyState::read_of(bytes, self.kinds(), &|kind| kind == Kind::CASE || kind == PARTY)?;
        let [case_number, debtor, handler] =
            [Field::CASE_NUMBER, Field::DEBTOR, Field::HANDLER].map(|field| light.named(field).into_owned());
        let state = decode_of(bytes, &|kind| kind == MATTER)?;
        let record = record_of(&line.id, &wanted.matter);
        let said = state.records.get(&record).map(|fields| {
            let mut said = shown(fields);
            if !state.stands(self.kinds(), record, fields) {
                said.push((IN_FORCE, Value::Bool(false)));
            }
            said
        });
        let is_limit = entry.date.kind != FOLLOW_UP;
        let node = self.shared.codes.text(entry.date.node);
        Ok(Some(MatterRow {
            case: line.id,
            case_number,
            debtor,
            handler,
            node: if is_limit { node.to_owned() } else { String::new() },
            matter: wanted.matter.clone(),
            on: day(entry.date.on).filter(|_| is_limit),
            kind: entry.date.kind,
            act_by: day(entry.date.act_by).filter(|_| entry.date.kind == LAPSES),
            provisional: entry.date.provisional,
            who: self.shared.handlers.text(entry.who).to_owned(),
            said: said.unwrap_or_default(),
        }))
    }
}

/// The matters of a line, each once.
fn of_line(line: &Line, row: u32, strip: impl Iterator<Item = Stored>, asked: &Asked, own: &mut Vec<Entry>) {
    for date in strip {
        let Some((matter, by_handler)) = asked.get(date.node as usize).copied().flatten() else {
            continue;
        };
        let who = if date.who == 0 && by_handler {
            line.handler
        } else {
            date.who
        };
        let on = date.on;
        let entry = Entry {
            on,
            row,
            matter,
            who,
            date,
        };
        match own.iter_mut().find(|known| known.matter == matter) {
            None => own.push(entry),
            Some(known) => {
                let is_limit = |date: &Stored| date.kind != FOLLOW_UP;
                let presses = (!is_limit(&date), on) < (!is_limit(&known.date), known.date.on);
                let on = known.on.min(on);
                if presses {
                    *known = entry;
                }
                known.on = on;
            }
        }
    }
}

/// A day to look again is not late, and neither is what may be done from a day on. What lapses is late, as in the list of
/// cases, when it can no longer be renewed in time.
fn is_late(date: &Stored, today: i32) -> bool {
    date.act_by < today && matches!(date.kind, DUE | LAPSES)
}
