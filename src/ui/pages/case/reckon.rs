//! What the law says of one case today: verdict, nodes, warnings. Worked out on the page, without the worker.
use chrono::NaiveDate;
use fenliu::casebook::facts::CaseFile;
use fenliu::law::calendar::Calendar;
use fenliu::law::counting::{Due, Ledger, Period, Term, explain, explain_back};
use fenliu::law::nodes::{
    CaseInput, CaseKind, Course, Happened, NodeSet, Rule, Settings, Status, Warning, evaluate, warnings,
};
use fenliu::law::triage::{Triage, TriageRules, Verdict, triage};
use fenliu::work::protocol::{CaseView, Deed};

/// Everything the law says of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Reckoned {
    /// What the law was asked about.
    pub file: CaseFile,
    /// Verdict and grounds.
    pub triage: Option<Triage>,
    /// Every node that applies.
    pub nodes: Vec<Line>,
    /// What does not fit together.
    pub warnings: Vec<Warning>,
}

/// A node of the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its place in the node set.
    pub index: u16,
    /// Its id.
    pub id: String,
    /// What it concerns, or empty.
    pub subject: String,
    /// The day that started it.
    pub trigger: Option<NaiveDate>,
    /// The filing day stands in for the missing day of receipt.
    pub assumed: bool,
    /// Its term, with extensions granted.
    pub term: Option<Term>,
    /// Its dates.
    pub due: Option<Due>,
    /// The day to warn about.
    pub alarm: Option<NaiveDate>,
    /// Where it stands.
    pub status: Status,
    /// Its alarm is the earliest of competing clocks.
    pub leads: bool,
    /// Another clock on the same matter is earlier.
    pub follows: bool,
}

impl Line {
    /// The day people speak of.
    pub fn day(&self) -> Option<NaiveDate> {
        self.due.map(|due| due.due)
    }

    /// The last day to renew, for what lapses.
    pub fn act_by(&self) -> Option<NaiveDate> {
        self.due.and_then(|due| due.act_by)
    }

    /// What must be looked at first has the smallest number.
    pub fn urgency(&self) -> (u8, Option<NaiveDate>) {
        let rank = match self.status {
            Status::Overdue { .. } | Status::Lapsed { .. } => 0,
            Status::DueSoon { .. } => 1,
            Status::Lapsing { .. } => 2,
            Status::Running { .. } => 3,
            Status::Open { .. } => 4,
            Status::Waiting { .. } => 5,
            _ => 6,
        };
        (rank, self.alarm.or(self.day()))
    }
}

/// Works it out.
pub fn reckon(
    view: &CaseView,
    rules: Option<&TriageRules>,
    set: &NodeSet,
    calendar: &Calendar,
    today: NaiveDate,
) -> Reckoned {
    let file = CaseFile::of_view(view);
    let triage = rules.map(|rules| triage(rules, &file.facts));
    let happened: Vec<Happened<'_>> = file
        .happenings
        .iter()
        .map(|h| Happened {
            key: &h.key,
            on: h.on,
            subject: &h.subject,
        })
        .collect();
    let excluded = periods(&file);
    let input = CaseInput {
        kind: kind(&file),
        course: course(&file, triage.as_ref()),
        filed_on: file.filed_on,
        received_on: file.received_on,
        materials_received_on: file.materials_received_on,
        closed_on: file.closed_on,
        closed_by: &file.closed_by,
        kept_since: kept_since(view),
        happenings: &happened,
        excluded: &excluded,
        frozen_covers: covers(&file),
    };
    let states = evaluate(set, calendar, &input, Settings::default(), today);
    let warnings = warnings(set, &input, &states, today);
    let nodes = states
        .iter()
        .map(|s| Line {
            index: s.index,
            id: s.id.to_owned(),
            subject: s.subject.to_owned(),
            trigger: s.trigger,
            assumed: s.assumed,
            term: s.term,
            due: s.due,
            alarm: s.alarm,
            status: s.status,
            leads: s.leads,
            follows: s.follows,
        })
        .collect();
    Reckoned {
        file,
        triage,
        nodes,
        warnings,
    }
}

/// Since when the book keeps a case that came from a ledger: the day it was taken over.
fn kept_since(view: &CaseView) -> Option<NaiveDate> {
    let first = view.history.last().filter(|t| matches!(t.deed, Deed::Imported(_)))?;
    let utc = chrono::DateTime::from_timestamp_millis(i64::try_from(first.at_ms).ok()?)?;
    Some((utc + chrono::TimeDelta::hours(8)).date_naive())
}

/// Every day of the count that led to the date of a node.
pub fn ledger<'c>(line: &Line, set: &NodeSet, calendar: &'c Calendar, excluded: &[Period]) -> Option<Ledger<'c>> {
    let (node, term, trigger) = (set.at(line.index)?, line.term?, line.trigger?);
    match node.rule {
        Rule::Back(_) => explain_back(calendar, trigger, &term).ok(),
        _ => explain(calendar, trigger, &term, if node.excludable { excluded } else { &[] }).ok(),
    }
}

/// Excluded time as the counting takes it.
pub fn periods(file: &CaseFile) -> Vec<Period> {
    file.excluded
        .iter()
        .map(|(from, to, _)| Period { from: *from, to: *to })
        .collect()
}

fn kind(file: &CaseFile) -> CaseKind {
    let basis = file
        .facts
        .basis_type
        .and_then(|b| crate::lang::field::BASIS_CODES.get(b as usize));
    let yes = |fact: Option<bool>| fact == Some(true);
    CaseKind::of(
        file.kind.unwrap_or_default(),
        yes(file.facts.entrusted),
        yes(file.facts.preservation),
        basis.copied().unwrap_or_default(),
    )
}

/// The decided course; until then the computed one.
fn course(file: &CaseFile, triage: Option<&Triage>) -> Option<Course> {
    match (file.decided.as_str(), triage.map(|t| t.verdict)) {
        ("simple", _) => Some(Course::Simple),
        ("ordinary", _) => Some(Course::Ordinary),
        (_, Some(Verdict::Simple)) => Some(Course::Simple),
        (_, Some(Verdict::Ordinary)) => Some(Course::Ordinary),
        _ => None,
    }
}

fn covers(file: &CaseFile) -> Option<bool> {
    let claim = file.facts.claim_fen()?;
    let enough = file.facts.frozen_sum_fen() >= claim;
    (enough || file.facts.frozen_complete).then_some(enough)
}
