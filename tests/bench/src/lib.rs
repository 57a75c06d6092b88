//! Fenliu's law and seals as page and worker call them, for measuring beside peers in the same page.
//!
//! Each function does `count` rounds of work and returns something that depends on all of it, so that nothing can be
//! left out; the page holds the watch.
mod seals;

use chrono::{Days, NaiveDate};
use law::calendar::Calendar;
use law::counting::{Term, Unit, due};
use law::facts::Facts;
use law::triage::{TriageRules, decide};
use wasm_bindgen::prelude::*;

/// The cases of a triage file, kept between calls.
#[wasm_bindgen]
pub struct Cases(Vec<Facts>);

#[wasm_bindgen]
impl Cases {
    /// Reads a JSON list of facts.
    ///
    /// # Errors
    /// The text is not such a list.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str) -> Result<Cases, JsError> {
        Ok(Cases(serde_json::from_str(json)?))
    }

    /// Triages `count` cases and names every ground; returns the length of all their names.
    ///
    /// # Errors
    /// The built-in rules are refused.
    pub fn triage(&self, count: u32) -> Result<u32, JsError> {
        let rules = TriageRules::builtin().map_err(|e| JsError::new(&e.to_string()))?;
        Ok(self
            .0
            .iter()
            .cycle()
            .take(count as usize)
            .map(|facts| decide(rules, facts).grounds(rules).map(str::len).sum::<usize>() as u32)
            .fold(0, u32::wrapping_add))
    }

    /// Verdict and decisive ground of each case, as JSON, for checking that the peer agrees.
    ///
    /// # Errors
    /// The built-in rules are refused.
    pub fn verdicts(&self) -> Result<String, JsError> {
        let rules = TriageRules::builtin().map_err(|e| JsError::new(&e.to_string()))?;
        let all: Vec<_> = self
            .0
            .iter()
            .map(|facts| {
                let told = decide(rules, facts);
                serde_json::json!({"verdict": told.verdict.code(), "decisive": told.decisive(rules)})
            })
            .collect();
        Ok(serde_json::to_string(&all)?)
    }
}

/// Terms of working days: a trigger day and a length each.
#[wasm_bindgen]
pub struct Terms(Vec<(NaiveDate, u32)>);

#[wasm_bindgen]
impl Terms {
    /// Every `step`th day of 2007–2025 with lengths from 1 to 20 in turn. (Not before: chinese-days 1.5.7 leaves out the
    /// make-up day 2005-12-31 of 国办发明电〔2005〕35号.)
    #[wasm_bindgen(constructor)]
    pub fn new(step: u32) -> Terms {
        let start = NaiveDate::from_ymd_opt(2007, 1, 1).unwrap_or_default();
        let days = (0..6_900u32).step_by(step.max(1) as usize);
        Terms(
            days.zip((1..=20).cycle())
                .map(|(day, length)| (start + Days::new(u64::from(day)), length))
                .collect(),
        )
    }

    /// The terms as JSON: `[trigger, length]` each.
    ///
    /// # Errors
    /// Never in practice: the list is plain.
    pub fn list(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(
            &self.0.iter().map(|(day, n)| (day.to_string(), *n)).collect::<Vec<_>>(),
        )?)
    }

    /// Due dates as JSON, for checking that the peer agrees.
    ///
    /// # Errors
    /// A term leaves the calendar.
    pub fn dates(&self) -> Result<String, JsError> {
        let dates: Result<Vec<_>, _> = self.0.iter().map(|term| due_of(*term).map(|d| d.to_string())).collect();
        Ok(serde_json::to_string(&dates?)?)
    }

    /// Counts all terms `rounds` times; returns a sum over the dates.
    ///
    /// # Errors
    /// A term leaves the calendar.
    pub fn due(&self, rounds: u32) -> Result<i32, JsError> {
        use chrono::Datelike;
        let mut sum = 0i32;
        for _ in 0..rounds {
            for term in &self.0 {
                sum = sum.wrapping_add(due_of(*term)?.num_days_from_ce());
            }
        }
        Ok(sum)
    }

    /// How many terms there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

fn due_of((trigger, length): (NaiveDate, u32)) -> Result<NaiveDate, JsError> {
    let term = Term::limit(length, Unit::WorkingDay);
    due(Calendar::builtin(), trigger, &term, &[])
        .map(|d| d.due)
        .map_err(|e| JsError::new(e.code()))
}
