//! Lists: filter, order, one window at a time.
use super::CaseId;
use super::block::Block;
use super::book::{Book, BookError};
use super::cbor::days;
use super::field::{FILTERS_MOST, Field, Fields, Value};
use super::lazy_state::LazyState;
use super::line::{DIFFERS, Line, NO_DAY, NOWHERE, SAMPLE, day};
use super::query::{Query, Sort};
use super::search::{Rows, endings, is_number, search, words};
use super::sort::{line, order, text};
use super::view::{CLOSED_STATE, Page, Row, Summary};
use law::money::Fen;

/// The last answers, so that scrolling and typing on is cheap.
#[derive(Default)]
pub(crate) struct Cache {
    order: Option<Ordered>,
    found: Option<Found>,
}

struct Ordered {
    version: u32,
    sort: Sort,
    descending: bool,
    rows: Vec<u32>,
}

struct Found {
    version: u32,
    query: Query,
    rows: Vec<u32>,
    by_state: [u32; 4],
    removed: u32,
}

impl Book {
    /// One window of the list.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn rows(&mut self, query: &Query, from: u32, count: u32) -> Result<Page, BookError> {
        self.find(query);
        let Some(found) = &self.cache.found else {
            return Ok(Page::default());
        };
        let window = found.rows.iter().skip(from as usize).take(count as usize);
        let rows: Result<Vec<Row>, BookError> = window.filter_map(|row| self.row(*row).transpose()).collect();
        Ok(Page {
            version: self.version,
            total: found.rows.len() as u32,
            from,
            by_state: found.by_state,
            removed: found.removed,
            rows: rows?,
        })
    }

    /// Ids of all rows of a query, in order.
    pub fn ids(&mut self, query: &Query) -> Vec<CaseId> {
        self.find(query);
        let rows = self.cache.found.iter().flat_map(|found| &found.rows);
        rows.filter_map(|row| line(&self.blocks, *row))
            .map(|line| line.id)
            .collect()
    }

    /// Row numbers of a query, in order.
    pub(super) fn found(&mut self, query: &Query) -> Vec<u32> {
        self.find(query);
        self.cache
            .found
            .as_ref()
            .map(|found| found.rows.clone())
            .unwrap_or_default()
    }

    fn find(&mut self, query: &Query) {
        let known = |found: &Found| found.version == self.version && found.query == *query;
        if self.cache.found.as_ref().is_some_and(known) {
            return;
        }
        let (set, by_state, removed) = self.filter(query);
        let (version, sort, descending) = (self.version, query.sort, query.descending);
        let same = |o: &Ordered| (o.version, o.sort, o.descending) == (version, sort, descending);
        if !self.cache.order.as_ref().is_some_and(same) {
            let rows = order(&self.blocks, &self.shared, sort, descending);
            self.cache.order = Some(Ordered {
                version,
                sort,
                descending,
                rows,
            });
        }
        let all = self.cache.order.iter().flat_map(|order| &order.rows);
        let mut rows: Vec<u32> = all.copied().filter(|row| set.has(*row as usize)).collect();
        self.very_number_first(&query.text, &mut rows);
        self.cache.found = Some(Found {
            version,
            query: query.clone(),
            rows,
            by_state,
            removed,
        });
    }

    /// Puts the cases whose very number was typed before those that only hold its digits.
    fn very_number_first(&self, typed: &str, rows: &mut [u32]) {
        let words = words(typed);
        let endings = endings(&words);
        if !endings.is_empty() {
            // Stable: among themselves they stay in order.
            rows.sort_by_key(|row| !is_number(text(&self.blocks, *row, 0), &endings));
        }
    }

    /// Rows, how many there are by state without the filter by state, and how many fit and are removed.
    fn filter(&self, query: &Query) -> (Rows, [u32; 4], u32) {
        let count = self.index.len();
        let text = search(&self.blocks, &self.shared, &words(&query.text), count);
        let handler = query.handler.as_deref().map(|name| self.shared.handlers.find(name));
        let marks = self.wanted(query);
        let ids = query.ids.as_ref().map(|ids| {
            let mut rows = Rows::none(count);
            ids.iter()
                .filter_map(|id| self.index.get(id))
                .for_each(|row| rows.add(*row as usize));
            rows
        });
        let filed = query.year.map(|year| {
            let first = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).map_or(i32::MAX, days);
            first(year)..first(year.saturating_add(1))
        });
        let fits = |row: usize, line: &Line| {
            line.flags & NOWHERE == 0
                && text.as_ref().is_none_or(|rows| rows.has(row))
                && query.verdict.is_none_or(|verdict| line.verdict == verdict)
                && (!query.disputed || line.conflicts > 0)
                && handler.is_none_or(|number| number == Some(line.handler))
                && marks.iter().all(|(at, number)| *number == line.marks.get(*at).copied())
                && filed.as_ref().is_none_or(|days| days.contains(&line.filed_on))
                && ids.as_ref().is_none_or(|rows| rows.has(row))
        };
        let (mut set, mut by_state, mut removed) = (Rows::none(count), [0; 4], 0);
        for (row, line) in self.lines().enumerate().filter(|(row, line)| fits(*row, line)) {
            let state = line.state(self.today);
            if line.listed() == query.removed {
                removed += u32::from(!line.listed() && query.state.is_none_or(|wanted| wanted == state));
                continue;
            }
            if let Some(count) = by_state.get_mut(usize::from(state)) {
                *count += 1;
            }
            if query.state.is_none_or(|wanted| wanted == state) {
                set.add(row);
            }
        }
        (set, by_state, removed)
    }

    /// The marks a line must have: the place in it, and the number of the text, if any case has it.
    fn wanted(&self, query: &Query) -> Vec<(usize, Option<u32>)> {
        let place = |field| Fields::builtin().filters().position(|told| told.field == field);
        let marks = query.marks.iter();
        marks
            .map(|(field, text)| match place(*field) {
                Some(at) => (at, self.shared.marks.find(text)),
                None => (FILTERS_MOST, Some(0)),
            })
            .collect()
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().flat_map(|block: &Block| &block.lines)
    }

    pub(super) fn row(&self, row: u32) -> Result<Option<Row>, BookError> {
        let Some((block, at)) = self.place(row) else {
            return Ok(None);
        };
        let Some(line) = block.lines.get(at) else {
            return Ok(None);
        };
        let light = LazyState::read(block.states.get(at), self.kinds())?;
        let text = |field| light.named(field).into_owned();
        Ok(Some(Row {
            id: line.id,
            case_number: text(Field::CASE_NUMBER),
            applicant: text(Field::APPLICANT),
            debtor: text(Field::DEBTOR),
            cause: text(Field::CAUSE),
            handler: text(Field::HANDLER),
            filed_on: day(line.filed_on),
            claim_amount: (line.amount != i64::MIN).then_some(Fen(line.amount)),
            verdict: line.verdict,
            ground: self.shared.codes.text(line.ground).to_owned(),
            differs: line.flags & DIFFERS != 0,
            state: line.state(self.today),
            next_due: day(line.lapses).or(day(line.last)),
            act_by: day(line.last).filter(|_| line.lapses != NO_DAY),
            next_node: self.shared.codes.text(line.node).to_owned(),
            conflicts: line.conflicts,
            sample: line.flags & SAMPLE != 0,
            more: more(&light),
        }))
    }

    /// Counts for the shell. What only the store knows (bytes, persistence, time of the last write) it fills in.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            version: self.version,
            ..Summary::default()
        };
        let mut handlers = vec![false; self.shared.handlers.texts().len()];
        let filters: Vec<Field> = Fields::builtin().filters().map(|told| told.field).collect();
        let mut marks = vec![vec![false; self.shared.marks.texts().len()]; filters.len()];
        let mut years = std::collections::BTreeSet::new();
        let mut last_day = (i32::MAX, None);
        for line in self.lines().filter(|line| line.listed()) {
            summary.cases += 1;
            let state = line.state(self.today);
            if let Some(count) = summary.by_state.get_mut(usize::from(state)) {
                *count += 1;
            }
            if let Some(count) = summary
                .by_verdict
                .get_mut(usize::from(line.verdict))
                .filter(|_| state != CLOSED_STATE)
            {
                *count += 1;
            }
            summary.disputed += u32::from(line.conflicts > 0);
            summary.sample += u32::from(line.flags & SAMPLE != 0);
            if let Some(seen) = handlers.get_mut(line.handler as usize) {
                *seen = true;
            }
            for (seen, mark) in marks.iter_mut().zip(line.marks) {
                if let Some(seen) = seen.get_mut(mark as usize) {
                    *seen = true;
                }
            }
            // Neighbours often share the day: the calendar is asked once for them.
            if line.filed_on != last_day.0 {
                last_day = (line.filed_on, line.year());
                years.extend(last_day.1);
            }
        }
        summary.handlers = seen(&handlers, self.shared.handlers.texts());
        let marks = filters.into_iter().zip(&marks);
        summary.marks = marks
            .map(|(field, marks)| (field, seen(marks, self.shared.marks.texts())))
            .collect();
        summary.years = years.into_iter().rev().collect();
        summary
    }

    /// The ids of all sample cases, hidden or not.
    pub fn samples(&self) -> Vec<CaseId> {
        self.lines()
            .filter(|line| line.flags & SAMPLE != 0)
            .map(|line| line.id)
            .collect()
    }
}

/// The texts that were seen, each once, in the order of the list.
fn seen(seen: &[bool], texts: &[String]) -> Vec<String> {
    let named = seen.iter().zip(texts).filter(|(seen, text)| **seen && !text.is_empty());
    let mut texts: Vec<String> = named.map(|(_, text)| text.clone()).collect();
    texts.sort_by_cached_key(|text| super::normal::sort_key(&super::normal::normal(text)));
    texts
}

/// What a row says in the columns that the table of fields adds.
fn more(light: &LazyState<'_>) -> Vec<(Field, Value)> {
    let added = Fields::builtin().iter().filter(|told| told.list.column);
    added
        .map(|told| (told.field, light.cell(told.field).latest.to_value()))
        .filter(|(_, value)| *value != Value::None)
        .collect()
}
