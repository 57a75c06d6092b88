//! What falls due, lapses or opens on which day, over all cases of a query.
use chrono::NaiveDate;

use super::CaseId;
use super::book::{Book, BookError};
use super::cbor::days;
use super::facts::CaseFile;
use super::field::Field;
use super::lazy_state::LazyState;
use super::line::day;
use super::project::{BEFORE, FOLLOW_UP, LAPSES, Stored, dates};
use super::query::Query;
use super::view::AgendaItem;
use law::case_number;

impl Book {
    /// The entries between two days, both inclusive, by day; among those of a day in the order of the query. Closed
    /// cases have none. At most `limit` entries, the earliest.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn agenda(
        &mut self,
        from: NaiveDate,
        to: NaiveDate,
        query: &Query,
        limit: usize,
    ) -> Result<Vec<AgendaItem>, BookError> {
        let mut found: Vec<(Stored, u32)> = Vec::new();
        self.each_date(from, to, query, |date, row| found.push((date, row)));
        found.sort_by_key(|(date, _)| date.on);
        found.truncate(limit);
        found
            .into_iter()
            .filter_map(|(date, row)| self.item(&date, row).transpose())
            .collect()
    }

    /// The file of a case as the rules are asked about it, with its number and its debtor; nothing if it is not there.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the case cannot be read.
    pub fn file(&self, id: &CaseId) -> Result<Option<(String, String, CaseFile)>, BookError> {
        let Some((block, at)) = self.index.get(id).and_then(|row| self.place(*row)) else {
            return Ok(None);
        };
        let mut light = LazyState::read(block.states.get(at), self.kinds())?;
        let number = light.text(Field::CASE_NUMBER).to_owned();
        let debtor = light.named(Field::DEBTOR).into_owned();
        let parsed = case_number::parse(&number).ok();
        let file = CaseFile::of_light(&mut light, parsed.as_ref());
        Ok(Some((number, debtor, file)))
    }

    fn each_date(&mut self, from: NaiveDate, to: NaiveDate, query: &Query, mut take: impl FnMut(Stored, u32)) {
        let range = days(from)..=days(to);
        for row in self.found(query) {
            let Some((block, at)) = self.place(row) else {
                continue;
            };
            dates(block.dates.get(at))
                .filter(|date| ![FOLLOW_UP, BEFORE].contains(&date.kind) && range.contains(&date.on))
                .for_each(|date| take(date, row));
        }
    }

    fn item(&self, date: &Stored, row: u32) -> Result<Option<AgendaItem>, BookError> {
        let Some((block, at)) = self.place(row) else {
            return Ok(None);
        };
        let (Some(line), Some(on)) = (block.lines.get(at), day(date.on)) else {
            return Ok(None);
        };
        let light = LazyState::read(block.states.get(at), self.kinds())?;
        Ok(Some(AgendaItem {
            on,
            kind: date.kind,
            act_by: day(date.act_by).filter(|_| date.kind == LAPSES),
            node: self.shared.codes.text(date.node).to_owned(),
            case: line.id,
            case_number: light.text(Field::CASE_NUMBER).to_owned(),
            debtor: light.named(Field::DEBTOR).into_owned(),
            state: line.state(self.today),
            provisional: date.provisional,
        }))
    }
}
