//! The table of overdue nodes (plan Art. 9, 超期节点统计表): every node that was late at some time in a period,
//! with who had to do it and how late it is.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::clock::Stamp;
use super::facts::CaseFile;
use super::field::{Field, Value};
use super::flows::{of_record, standing};
use super::folder::is_folder;
use super::kinds::{KindOf, Kinds};
use super::lazy_state::LazyState;
use super::slot::{RecordId, RecordKey, value_in};
use super::state::{CaseState, latest};
use super::state_bytes::decode;
use law::case_number;

/// What the rules say of a node that was done or ran out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Node id.
    pub node: String,
    /// What it is called in Chinese: by that an explanation names it, so that people can read it.
    pub name: String,
    /// Group or person who has to do it, a code of the node set.
    pub owner: String,
    /// What it concerns, or empty.
    pub subject: String,
    /// The day that started it.
    pub trigger: NaiveDate,
    /// The last day by trigger and length alone.
    pub nominal: NaiveDate,
    /// The last day, extended and rolled.
    pub due: NaiveDate,
    /// The day it was done; nothing while it is not.
    pub done: Option<NaiveDate>,
    /// Calendar days late, 0 if it was done in time; up to the day asked about while it is not done.
    pub days: i64,
    /// Working days late.
    pub working: i32,
    /// Calendar days left out of the term.
    pub excluded_days: u32,
    /// It rests on an unpublished calendar.
    pub provisional: bool,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverdueRow {
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// 被执行人
    pub debtor: String,
    /// 办理团队
    pub team: String,
    /// 承办人
    pub handler: String,
    /// Kind of case from its number, e.g. 执恢, or empty.
    pub kind: String,
    /// Node id.
    pub node: String,
    /// Who has to do it, a code of the node set.
    pub owner: String,
    /// What it concerns, for people to read, or empty.
    pub subject: String,
    /// The day that started it.
    pub trigger: NaiveDate,
    /// The last day by trigger and length alone.
    pub nominal: NaiveDate,
    /// The last day, extended and rolled.
    pub due: NaiveDate,
    /// The day it was done.
    pub done: Option<NaiveDate>,
    /// Calendar days late.
    pub days: i64,
    /// Working days late.
    pub working: i32,
    /// Calendar days left out of the term.
    pub excluded_days: u32,
    /// It rests on an unpublished calendar.
    pub provisional: bool,
    /// Why it was late and what is done about it, if that was said.
    pub explained: Option<Explained>,
}

/// Why a node was late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// The record that says so.
    pub record: RecordId,
    /// Its values by the numbers of its fields, for correcting it.
    pub fields: Vec<(u16, Value)>,
    /// The last steps: what the next one follows.
    pub heads: Vec<Stamp>,
    /// Why.
    pub reason: String,
    /// What is done about it.
    pub remedy: String,
    /// Where the explanation stands in its flow: the keys of its states; nothing without a flow.
    pub states: Vec<String>,
}

impl Explained {
    /// It was sent back: somebody has to explain again.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.states == ["returned"]
    }
}

/// Up to which day the table of a period counts: to its end, or to today while that has not come. A table of last month says
/// the same whenever it is made.
#[must_use]
pub fn counted_to(to: NaiveDate, today: NaiveDate) -> NaiveDate {
    to.min(today)
}

/// The kind of explanations (`rules/records/overdue.json`).
#[must_use]
pub fn explanations(kinds: &Kinds) -> Option<&KindOf> {
    kinds.named("overdue")
}

impl Book {
    /// The table of a period, both ends inclusive: nodes that were late on one of its days, from the day after the last one
    /// to the day they were done, as the case stood at its end ([`counted_to`]); the longest late first.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn overdue(&self, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Result<Vec<OverdueRow>, BookError> {
        let mut rows = Vec::new();
        for part in 0..self.overdue_parts() {
            self.overdue_part(part, (from, to), today, &mut rows)?;
        }
        sort_overdue(&mut rows);
        Ok(rows)
    }

    /// In so many parts the table of a period can be made, with time for other work between them.
    #[must_use]
    pub fn overdue_parts(&self) -> usize {
        self.blocks.len()
    }

    /// Adds the rows of a part of the table, in no order: [`sort_overdue`] comes last.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn overdue_part(
        &self,
        part: usize,
        period: (NaiveDate, NaiveDate),
        today: NaiveDate,
        rows: &mut Vec<OverdueRow>,
    ) -> Result<(), BookError> {
        let Some(block) = self.blocks.get(part) else {
            return Ok(());
        };
        for (at, line) in block.lines.iter().enumerate() {
            if line.listed() && !is_folder(&line.id) {
                late_of(self, line.id, block.states.get(at), period, today, rows)?;
            }
        }
        Ok(())
    }
}

/// Brings the table in its order: the longest late first.
pub fn sort_overdue(rows: &mut [OverdueRow]) {
    rows.sort_by(|a, b| {
        (b.days, &a.case_number, &a.node, a.trigger).cmp(&(a.days, &b.case_number, &b.node, b.trigger))
    });
}

fn late_of(
    book: &Book,
    case: CaseId,
    bytes: &[u8],
    (from, to): (NaiveDate, NaiveDate),
    today: NaiveDate,
    rows: &mut Vec<OverdueRow>,
) -> Result<(), BookError> {
    let kinds = book.kinds();
    let mut light = LazyState::read(bytes, kinds)?;
    let [number, debtor, team, handler] =
        [Field::CASE_NUMBER, Field::DEBTOR, Field::TEAM, Field::HANDLER].map(|field| light.named(field).into_owned());
    let explains = explanations(kinds).is_some_and(|kind| light.kinds.contains(&kind.kind));
    let parsed = case_number::parse(&number).ok();
    let end = counted_to(to, today);
    let file = CaseFile::of_light(&mut light, parsed.as_ref()).as_of(end, today);
    let late = book.judge.late(&file, end);
    let mut late = late
        .into_iter()
        .filter(|late| late.due < end && late.done.is_none_or(|done| done >= from))
        .peekable();
    if late.peek().is_none() {
        return Ok(());
    }
    let moved = transfers(kinds).is_some_and(|kind| light.kinds.contains(&kind.kind));
    let state = if explains || moved {
        decode(bytes)?
    } else {
        CaseState::default()
    };
    let held = held(kinds, &state);
    rows.extend(late.map(|late| OverdueRow {
        case,
        case_number: number.clone(),
        debtor: debtor.clone(),
        team: team.clone(),
        handler: handler_on(&held, late.due).unwrap_or(&handler).to_owned(),
        kind: file.kind.unwrap_or_default().to_owned(),
        explained: explained(kinds, &state, &late),
        subject: super::kinds::readable(&late.subject).to_owned(),
        node: late.node,
        owner: late.owner,
        trigger: late.trigger,
        nominal: late.nominal,
        due: late.due,
        done: late.done,
        days: late.days,
        working: late.working,
        excluded_days: late.excluded_days,
        provisional: late.provisional,
    }));
    Ok(())
}

/// The kind of hand-overs (`rules/records/transfer.json`).
fn transfers(kinds: &Kinds) -> Option<&KindOf> {
    kinds.named("transfer")
}

/// From whom the case went to somebody else, each with the day, the earliest first.
fn held(kinds: &Kinds, state: &CaseState) -> Vec<(NaiveDate, String)> {
    let Some((kind, flow)) = transfers(kinds).and_then(|kind| Some((kind, kind.flow.as_ref()?))) else {
        return Vec::new();
    };
    let Some(from) = kind.field_named("from").map(|field| field.number) else {
        return Vec::new();
    };
    let steps = state.steps();
    let went = state.in_force(kinds, kind.kind).filter_map(|(id, fields)| {
        let own = of_record(&steps, RecordKey { kind: kind.kind, id });
        let (_, judged) = standing(flow, &own);
        let handed = judged
            .iter()
            .find(|judged| judged.counts && judged.taken.step == "hand");
        match latest(fields, from) {
            Some(Value::Text(name)) => handed.map(|judged| (judged.taken.on, name.clone())),
            _ => None,
        }
    });
    let mut went: Vec<(NaiveDate, String)> = went.collect();
    went.sort();
    went
}

/// Who had the case on a day, if it went to somebody else since: a delay stays with whoever let the day pass.
fn handler_on(held: &[(NaiveDate, String)], day: NaiveDate) -> Option<&str> {
    let since = held.iter().find(|(on, _)| *on > day);
    since.map(|(_, name)| name.as_str())
}

/// What was said of a node that was late: the best explanation of a node of this name, with this last day, about the same.
fn explained(kinds: &Kinds, state: &CaseState, late: &Late) -> Option<Explained> {
    let kind = explanations(kinds)?;
    let field = |key: &str| kind.field_named(key).map(|field| field.number);
    let (node, due, reason, remedy) = (field("node")?, field("due_on")?, field("reason")?, field("remedy")?);
    let about = field("subject")?;
    let subject = super::kinds::readable(&late.subject);
    let found = state.in_force(kinds, kind.kind).filter(|(_, fields)| {
        let of = match latest(fields, about) {
            Some(Value::Text(of)) => of.as_str(),
            _ => "",
        };
        latest(fields, node) == Some(&Value::Text(late.name.clone()))
            && latest(fields, due) == Some(&Value::Date(late.due))
            && of == subject
    });
    let steps = state.steps();
    let stands = |id| {
        let own = of_record(&steps, RecordKey { kind: kind.kind, id });
        let flow = kind.flow.as_ref();
        flow.map(|flow| standing(flow, &own).0).unwrap_or_default()
    };
    // What was accepted stands before what was only said, and that before what nobody submitted or was sent back.
    let rank = |states: &[String]| match states {
        [one] if one == "accepted" => 2,
        [one] if one == "said" => 1,
        _ => 0,
    };
    let found = found.map(|(id, fields)| (stands(id), id, fields));
    let (stands, record, fields) = found.max_by_key(|(stands, id, _)| (rank(&stands.states), *id))?;
    let shown = super::history::shown(fields);
    let text = |number: u16| match value_in(&shown, number) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    Some(Explained {
        reason: text(reason),
        remedy: text(remedy),
        states: stands.states,
        heads: stands.heads,
        fields: shown,
        record,
    })
}
