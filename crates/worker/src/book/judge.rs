//! The rules in force, shared by the book and by the jobs that need the calendar or names of nodes.
use std::rc::Rc;

use chrono::NaiveDate;

use crate::import::read::Settle;
use casebook::facts::CaseFile;
use casebook::judge::{Judge, Judged, NoRules, Term};
use casebook::overdue::Late;
use casebook::rules::Rules;
use casebook::warnings::{Known, Warned};

/// The rules in force.
#[derive(Clone, Debug)]
pub(crate) struct RuleContext(Option<Rc<Rules>>);

impl RuleContext {
    /// The rules of these texts, on top of those built in. Texts that cannot be in force are left out.
    pub fn of(texts: &[(String, String)]) -> Self {
        let readable = Rules::of_readable(texts).ok();
        Self(readable.map(|(rules, _)| Rc::new(rules)))
    }

    /// The rules; nothing only in a build whose own cannot be read.
    pub fn rules(&self) -> Option<&Rules> {
        self.0.as_deref()
    }

    /// Today and the calendar, to take filing data as checked by.
    pub fn settle(&self, today: NaiveDate) -> Settle<'_> {
        self.rules().map(|rules| (today, rules.calendar()))
    }

    /// For the book.
    pub fn judge(&self) -> Box<dyn Judge> {
        match &self.0 {
            Some(rules) => Box::new(Shared(Rc::clone(rules))),
            None => Box::new(NoRules),
        }
    }
}

struct Shared(Rc<Rules>);

impl Judge for Shared {
    fn judge<'a>(&'a self, file: &CaseFile) -> Judged<'a> {
        self.0.judge(file)
    }

    fn limits(&self, file: &CaseFile, today: NaiveDate) -> Vec<Late> {
        self.0.limits(file, today)
    }

    fn terms(&self, file: &CaseFile, today: NaiveDate) -> Vec<Term> {
        self.0.terms(file, today)
    }

    fn has_unlimited(&self, file: &CaseFile, matter: &str) -> bool {
        self.0.has_unlimited(file, matter)
    }

    fn warned(&self, known: &Known, today: NaiveDate) -> Vec<Warned> {
        self.0.warned(known, today)
    }

    fn fingerprint(&self) -> [u8; 32] {
        self.0.fingerprint()
    }
}
