//! What the law says of one case today: verdict, nodes, warnings. Worked out on the page, without the worker.
use casebook::facts::CaseFile;
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::counting::{Due, Ledger, Period, Term, explain, explain_back};
use law::nodes::{NodeSet, NodeState, Rule, Settings, Status, Warning, evaluate, warnings};
use law::triage::{Triage, TriageRules, Verdict, triage};
use protocol::CaseView;

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
    let computed = verdict(&file, rules, triage.as_ref());
    let (nodes, warnings) = file.with_input(computed, |input| {
        let states = evaluate(set, calendar, input, Settings::default(), today);
        let warnings = warnings(set, calendar, input, &states, today);
        (states.iter().map(line).collect(), warnings)
    });
    Reckoned {
        file,
        triage,
        nodes,
        warnings,
    }
}

/// The verdict the rules give, as the book takes it for the list: none for a case filed before the set was in force.
fn verdict(file: &CaseFile, rules: Option<&TriageRules>, triage: Option<&Triage>) -> Verdict {
    let in_force = |rules: &TriageRules| file.filed_on.is_none_or(|day| rules.in_force_on(day));
    match triage {
        Some(triage) if rules.is_some_and(in_force) => triage.verdict,
        _ => Verdict::NeedsMoreFacts,
    }
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
