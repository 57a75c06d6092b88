//! Petitions, more time, the change to the ordinary procedure, money and the end of a case.
use casebook::field::{Field, Value};
use chrono::{Days, Months};
use law::money::Fen;

use super::What;
use crate::case::Sort;
use crate::court::Court;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

impl Court {
    /// Somebody comes or writes, perhaps not for the first time.
    pub(super) fn petition(&mut self, at: usize) -> Option<()> {
        let case = self.cases.get(at)?;
        let (visit, petitioner) = (case.visits + 1, case.applicant.clone());
        let given = [
            ("petitioner", text(&petitioner)),
            ("subject", text("要求尽快执行")),
            ("visit", Value::Number(visit)),
            ("received_on", Value::Date(self.today)),
            ("registered_on", Value::Date(self.today)),
        ];
        let path: &[&str] = match self.dice.u32(0..10) {
            0 => &["assign", "hand_back", "assign", "take", "finish", "ask", "write_off"],
            1 => &[
                "assign",
                "take",
                "finish",
                "ask",
                "return",
                "finish",
                "ask",
                "write_off",
            ],
            _ => &["assign", "take", "finish", "ask", "write_off"],
        };
        self.sends(Some(at), "petition", &given, path, 10).then_some(())?;
        self.cases.get_mut(at)?.visits = visit;
        if visit < 4 && self.in_hundred(40) {
            let days = self.dice.u64(20..60);
            self.later(days, What::Petition(at));
        }
        Some(())
    }

    /// More time is asked for, level by level.
    pub(super) fn extend(&mut self, at: usize) -> Option<()> {
        if !self.is_open(at) {
            return Some(());
        }
        let path: &[&str] = match self.dice.u32(0..10) {
            0 => &["ask", "return", "ask", "pass", "pass_up", "grant"],
            1 => &["ask", "pass", "refuse_chief"],
            2 => &["ask", "pass", "pass_up", "return_vp", "ask", "pass", "pass_up", "grant"],
            _ => &["ask", "pass", "pass_up", "grant"],
        };
        let given = [("ground", text("评估拍卖尚未完成"))];
        self.sends(Some(at), "extension", &given, path, 1).then_some(())
    }

    /// A simple case turns out not to be one.
    pub(super) fn convert(&mut self, at: usize) -> Option<()> {
        let case = self.cases.get(at)?;
        if case.closed.is_some() || !case.simple || case.team == "general" || case.team.is_empty() {
            return Some(());
        }
        let path: &[&str] = if self.in_hundred(15) {
            &["ask", "return", "ask", "refuse"]
        } else {
            &["ask", "grant", "assign", "tell"]
        };
        let given = [("ground", text("C2")), ("ground_on", Value::Date(self.today))];
        self.sends(Some(at), "conversion", &given, path, 3).then_some(())
    }

    pub(super) fn pay(&mut self, at: usize) -> Option<()> {
        let by = self.of_group("D", &["judge_assistant", "clerk"])?;
        self.happens(by, at, "money_paid_out");
        Some(())
    }

    /// The case ends, or more time is needed.
    pub(super) fn close(&mut self, at: usize) -> Option<()> {
        let case = self.cases.get(at)?;
        let (due, filed, extended, sort, claim) = (case.due(), case.filed, case.extended, case.sort, case.claim);
        let is_late = self.today + Days::new(5) >= due;
        if is_late && !extended && sort != Sort::Preservation && self.in_hundred(60) {
            self.extend(at)?;
            let days = self.dice.u64(15..80);
            self.later(days, What::Close(at));
            return Some(());
        }
        let by = self.of_team(at)?;
        let may_end_round = self.today > filed + Months::new(3);
        let (closed_by, paid) = match (sort, self.dice.u32(0..10)) {
            (Sort::Preservation, _) | (_, 0..=3) => ("completed", claim),
            (_, 4..=7) if may_end_round => ("terminated_this_round", claim / 20),
            (_, 8) => ("withdrawn_case", 0),
            _ => ("terminated", 0),
        };
        if sort != Sort::Preservation && paid > 0 {
            let d = self.of_group("D", &["judge_assistant", "clerk"])?;
            self.happens(d, at, "money_arrived");
            self.sets(d, at, vec![(Field::RECOVERED_AMOUNT, Value::Fen(Fen(paid)))]);
            let days = if self.in_hundred(10) { 40 } else { self.dice.u64(2..25) };
            self.later(days, What::Pay(at));
        }
        let fields = vec![
            (Field::CLOSED_ON, Value::Date(self.today)),
            (Field::CLOSED_BY, text(closed_by)),
        ];
        self.sets(by, at, fields);
        self.cases.get_mut(at)?.closed = Some(self.today);
        if closed_by != "terminated_this_round" && sort != Sort::Preservation {
            for held in 0..self.cases.get(at)?.held.len() {
                let days = self.dice.u64(0..6);
                self.later(days, What::Release(at, held));
            }
        }
        Some(())
    }
}
