//! What is found and seized, how long it holds, and how it is released.
use casebook::field::{Field, Value};
use casebook::kinds::Kinds;
use casebook::slot::RecordKey;
use chrono::{Days, Months, NaiveDate};
use law::money::Fen;

use super::What;
use crate::case::{Held, Sort};
use crate::court::Court;
use crate::names;

impl Court {
    /// The national query was made and its answers are looked through.
    pub(super) fn query(&mut self, at: usize) -> Option<()> {
        let by = self.of_group("A", &["judge_assistant", "clerk"])?;
        self.happens(by, at, "national_query_done");
        self.happens(by, at, "national_query_analysed");
        let claim = self.cases.get(at)?.claim;
        let frozen = match self.dice.u32(0..5) {
            0 => claim,
            1 | 2 => claim / 10,
            _ => 0,
        };
        let fields = vec![
            (Field::FROZEN_AMOUNT, Value::Fen(Fen(frozen))),
            (Field::FROZEN_COMPLETE, Value::Bool(true)),
        ];
        self.sets(by, at, fields);
        if frozen > 0 {
            self.seize(at, "deposit", self.today)?;
        }
        // What an earlier round or the preservation seized goes on: its end is near.
        if matches!(self.cases.get(at)?.sort, Sort::Resumed | Sort::First) && self.in_hundred(50) {
            let from = self.today - Months::new(self.dice.u32(6..12));
            self.seize(at, "deposit", from)?;
        }
        Some(())
    }

    /// Sealing on the spot; some things are found later.
    pub(super) fn offline(&mut self, at: usize) -> Option<()> {
        self.by_a(at, &["offline_control_done"])?;
        for measure in ["movable", "immovable", "right"] {
            if self.in_hundred(18) {
                let days = self.dice.u64(0..10);
                self.later(days, What::Seize(at, measure, self.today));
            }
        }
        Some(())
    }

    pub(super) fn seize(&mut self, at: usize, measure: &'static str, from: NaiveDate) -> Option<()> {
        if !self.is_open(at) {
            return Some(());
        }
        let by = self.of_group("A", &["judge_assistant", "clerk"])?;
        let ends = self
            .in_hundred(25)
            .then(|| self.today + Days::new(self.dice.u64(40..200)));
        let asset = names::asset(measure, self.dice.usize(0..90_000));
        let mut given = vec![
            ("asset", Value::Text(asset)),
            ("measure", Value::Text(measure.to_owned())),
            ("owner", Value::Text(self.cases.get(at)?.debtor.clone())),
            ("rank", Value::Number(1)),
            ("effective_on", Value::Date(from)),
        ];
        let longest = Held::lasts(measure, from);
        let until = ends.map_or(longest, |ends| ends.min(longest));
        if let Some(ends) = ends.filter(|ends| *ends < longest) {
            given.push(("ends_on", Value::Date(ends)));
        }
        let (record, fields) = self.record_of("seizure", &given)?;
        self.writes(by, Some(at), record, fields, true);
        let released = false;
        self.keep(
            at,
            Held {
                record,
                measure,
                until,
                released,
            },
        )
    }

    /// What is seized is renewed for the longest term there is.
    pub(super) fn renew(&mut self, at: usize, held: usize) -> Option<()> {
        let today = self.today;
        let of = self.cases.get(at)?.held.get(held)?;
        if of.released || of.until < today {
            return Some(());
        }
        let (record, measure) = (of.record, of.measure);
        let by = self.of_team(at).or_else(|| self.of_group("B", &["clerk"]))?;
        self.writes_to(
            by,
            at,
            record,
            &[
                ("renewed_on", Value::Date(today)),
                ("document", Value::Text("续行裁定".to_owned())),
            ],
        );
        let until = Held::lasts(measure, today);
        self.cases.get_mut(at)?.held.get_mut(held)?.until = until;
        self.plan_renewal(at, held, until);
        Some(())
    }

    pub(super) fn release(&mut self, at: usize, held: usize) -> Option<()> {
        let today = self.today;
        let of = self.cases.get(at)?.held.get(held)?;
        if of.released || of.until < today {
            return Some(());
        }
        let record = of.record;
        let by = self.of_team(at)?;
        self.writes_to(by, at, record, &[("released_on", Value::Date(today))]);
        self.cases.get_mut(at)?.held.get_mut(held)?.released = true;
        Some(())
    }

    fn writes_to(&mut self, by: casebook::people::PersonId, at: usize, record: RecordKey, given: &[(&str, Value)]) {
        let Some(kind) = Kinds::builtin().get(record.kind) else {
            return;
        };
        let number = |key: &str| kind.field_named(key).map(|field| field.number);
        let fields = given
            .iter()
            .filter_map(|(key, value)| Some((number(key)?, value.clone())));
        self.writes(by, Some(at), record, fields.collect(), false);
    }
}
