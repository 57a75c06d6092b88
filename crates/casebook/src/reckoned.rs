//! What the law says of one case on a day: verdict, nodes with their dates, warnings. The list, the calendar, exports and
//! the page of a case take the verdict from here, so that one fact has one number everywhere.
use chrono::NaiveDate;

use super::facts::CaseFile;
use law::calendar::Calendar;
use law::counting::{Due, Ledger, Period, Term, explain, explain_back};
use law::nodes::{NodeSet, NodeState, Rule, Settings, Status, Warning, evaluate, warnings};
use law::triage::{Triage, TriageRules, Verdict, contradictions, settle, triage};

/// Everything the law says of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Reckoned {
    /// What the law was asked about.
    pub file: CaseFile,
    /// Grounds, and what would change them; nothing while no set is in force.
    pub triage: Option<Triage>,
    /// The verdict ([`verdict`]).
    pub verdict: Verdict,
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
    /// The day a window opens.
    pub opens: Option<NaiveDate>,
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

    /// What lapses in so many days can no longer be renewed in time.
    fn is_past_act_by(&self, days: i64) -> bool {
        let before = |due: Due| due.act_by.map(|act_by| (due.due - act_by).num_days());
        self.due.and_then(before).is_some_and(|before| days < before)
    }

    /// What must be looked at first has the smallest number.
    pub fn urgency(&self) -> (u8, Option<NaiveDate>) {
        let rank = match self.status {
            Status::Overdue { .. } | Status::Lapsed { .. } => 0,
            Status::Lapsing { days, .. } if self.is_past_act_by(days) => 0,
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

/// Where each node of a case stands on a day: what lists of dates that leave the book are made of.
#[must_use]
pub fn lines(file: &CaseFile, verdict: Verdict, set: &NodeSet, calendar: &Calendar, today: NaiveDate) -> Vec<Line> {
    file.with_input(verdict, |input| {
        let states = evaluate(set, calendar, input, Settings::default(), today);
        states.iter().map(line).collect()
    })
}

/// Works it out.
///
/// ```
/// use casebook::facts::CaseFile;
/// use casebook::reckoned::reckon;
/// use law::calendar::Calendar;
/// use law::nodes::{NodeSet, Status};
/// use law::triage::TriageRules;
///
/// let filed = chrono::NaiveDate::from_ymd_opt(2026, 3, 2);
/// let file = CaseFile { filed_on: filed, ..CaseFile::default() };
/// let today = filed.expect("a day") + chrono::Days::new(60);
/// let rules = TriageRules::builtin().expect("built in");
/// let law = reckon(file, Some(rules), NodeSet::builtin(), Calendar::builtin(), today);
/// // Ten working days after filing the notice to enforce was due (民诉法解释, plan 7(3)); nobody has recorded it.
/// let notice = law.nodes.iter().find(|line| line.id == "P7-3").expect("it applies");
/// assert!(matches!(notice.status, Status::Overdue { .. }));
/// ```
pub fn reckon(
    file: CaseFile,
    rules: Option<&TriageRules>,
    set: &NodeSet,
    calendar: &Calendar,
    today: NaiveDate,
) -> Reckoned {
    let triage = rules.map(|rules| triage(rules, &file.facts));
    let verdict = rules.map_or(Verdict::NeedsMoreFacts, |rules| verdict(rules, &file).0);
    let (nodes, warnings) = file.with_input(verdict, |input| {
        let states = evaluate(set, calendar, input, Settings::default(), today);
        let warnings = warnings(set, calendar, input, &states, today);
        (states.iter().map(line).collect(), warnings)
    });
    Reckoned {
        file,
        triage,
        verdict,
        nodes,
        warnings,
    }
}

/// The verdict the rules give, and the rule that decides. A case filed outside the set's validity needs a recorded
/// decision (plan Art. 27), so until there is one it needs more facts; so does one whose facts contradict each other.
pub fn verdict<'r>(rules: &'r TriageRules, file: &CaseFile) -> (Verdict, &'r str) {
    let is_out = file.filed_on.is_some_and(|day| !rules.in_force_on(day));
    if is_out || !contradictions(&file.facts).is_empty() {
        return (Verdict::NeedsMoreFacts, "");
    }
    let (verdict, decisive) = settle(rules, &file.facts);
    (verdict, decisive.unwrap_or(""))
}

fn line(state: &NodeState<'_>) -> Line {
    Line {
        index: state.index,
        id: state.id.to_owned(),
        subject: state.subject.to_owned(),
        trigger: state.trigger,
        assumed: state.assumed,
        term: state.term,
        due: state.due,
        opens: state.opens,
        alarm: state.alarm,
        status: state.status,
        leads: state.leads,
        follows: state.follows,
    }
}

/// Every day of the count that led to the date of a node.
pub fn ledger<'c>(line: &Line, set: &NodeSet, calendar: &'c Calendar, excluded: &[Period]) -> Option<Ledger<'c>> {
    let (node, term, trigger) = (set.at(line.index)?, line.term?, line.trigger?);
    match node.rule {
        Rule::Back(_) => explain_back(calendar, trigger, &term).ok(),
        _ => explain(calendar, trigger, &term, if node.excludable { excluded } else { &[] }).ok(),
    }
}
