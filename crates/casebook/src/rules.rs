//! The rules in force in this book: those built in, and the texts the court put in their place.
//!
//! Keys of texts: `triage` replaces the triage set; `nodes` replaces the plan's nodes, `nodes-…` adds some;
//! `notice-2027` is a year's notice, `notice-2027-…` a place's amendment to it; `bureau` replaces the table of roles and
//! rights, `warnings` the rules of warnings. The national nodes always hold. `form-…` is a form of documents: no verdict and no
//! date hangs on it, so it is kept apart ([`super::state::BookState::forms`]) and read by the floor of files. `kind-…` and
//! `flow-…` tell kinds of record and their flows; rights hang on them, so the directory keeps them ([`super::kinds::OwnKinds`]).
use std::ops::Deref;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::facts::CaseFile;
use super::judge::{Alarm, Dated, Judge, Judged, Term};
use super::overdue::Late;
use super::people::{Bureau, BureauFault};
use super::reckoned::{Line, lines, verdict};
use super::warnings::{Known, Warned, Warnings, WarningsFault};
use law::calendar::{Calendar, NoticeError};
use law::nodes::{self, DateKind, Name, Node, NodeSet, PLAN, Rule, SetFault, Settings, Status};
use law::triage::{RuleErrorCode, TriageRules, Verdict};

/// Key of the triage set.
pub const TRIAGE_KEY: &str = "triage";
/// Key of the set that replaces the plan's nodes; sets that add nodes have `nodes-` and their id.
pub const NODES_KEY: &str = "nodes";
/// Keys of years' notices begin so; the year follows, and for an amendment the place.
pub const NOTICE_KEY: &str = "notice-";
/// Keys of forms of documents begin so; the key of the form follows.
pub const FORM_KEY: &str = "form-";
/// Keys of a court's own kinds of record, and of what it adds to a built-in one, begin so; the key of the kind follows.
pub const KIND_KEY: &str = "kind-";
/// Keys of a court's flows begin so; the key of the flow follows.
pub const FLOW_KEY: &str = "flow-";
/// Key of the table of roles and rights.
pub const BUREAU_KEY: &str = "bureau";

/// Key of the rules of warnings.
pub const WARNINGS_KEY: &str = "warnings";

/// What tells the kinds of rule text apart.
#[derive(serde::Deserialize)]
struct Kind {
    year: Option<i32>,
    amends: Option<i32>,
    place: Option<String>,
    id: Option<String>,
    roles: Option<serde::de::IgnoredAny>,
    rules: Option<serde::de::IgnoredAny>,
    form: Option<String>,
    kind: Option<String>,
    adds_to: Option<String>,
    /// The key of a flow; in the text of a kind, the flow itself.
    flow: Option<serde_json::Value>,
    nodes: Option<serde::de::IgnoredAny>,
    warnings: Option<serde::de::IgnoredAny>,
}

/// The key a text belongs under, by what it holds: a notice names its year, an amendment the year and its place, a
/// bureau has roles, a form its key, a kind and a flow theirs, a triage set rules, a node set nodes, rules of warnings warnings.
/// A node set with the id of the plan's takes its place; any other is added to it.
pub fn key_of(text: &str) -> Option<String> {
    let kind: Kind = serde_json::from_str(text).ok()?;
    match kind {
        Kind {
            amends: Some(year),
            place: Some(place),
            ..
        } => Some(format!("{NOTICE_KEY}{year}-{place}")),
        Kind { year: Some(year), .. } => Some(format!("{NOTICE_KEY}{year}")),
        Kind { roles: Some(_), .. } => Some(BUREAU_KEY.to_owned()),
        Kind { form: Some(form), .. } => Some(format!("{FORM_KEY}{form}")),
        Kind { kind: Some(key), .. } | Kind { adds_to: Some(key), .. } => Some(format!("{KIND_KEY}{key}")),
        Kind {
            flow: Some(serde_json::Value::String(key)),
            ..
        } => Some(format!("{FLOW_KEY}{key}")),
        Kind { warnings: Some(_), .. } => Some(WARNINGS_KEY.to_owned()),
        Kind { rules: Some(_), .. } => Some(TRIAGE_KEY.to_owned()),
        Kind {
            nodes: Some(_),
            id: Some(id),
            ..
        } => {
            let plan: Option<Kind> = serde_json::from_str(PLAN).ok();
            let replaces = plan.is_some_and(|plan| plan.id.as_deref() == Some(&id));
            Some(if replaces {
                NODES_KEY.to_owned()
            } else {
                format!("{NODES_KEY}-{id}")
            })
        }
        _ => None,
    }
}

/// The nodes in force with these texts; `None` if none of them is about nodes.
///
/// # Errors
/// The texts make no node set, and why.
pub fn own_nodes(texts: &[(String, String)]) -> Result<Option<NodeSet>, RulesError> {
    let (mut plan, mut more) = (PLAN, Vec::new());
    for (key, text) in texts {
        match key.strip_prefix(NODES_KEY) {
            Some("") => plan = text,
            Some(_) => more.push(text.as_str()),
            None => {}
        }
    }
    if plan == PLAN && more.is_empty() {
        return Ok(None);
    }
    let mut own = vec![plan];
    own.extend(more);
    NodeSet::beside_national(&own)
        .map(Some)
        .map_err(|e| error(NODES_KEY, RulesFault::Nodes(e.fault), &e))
}

/// What is wrong with a rule text, by its sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulesFault {
    /// A triage set.
    Triage(RuleErrorCode),
    /// A set of nodes.
    Nodes(SetFault),
    /// A year's notice, or an amendment to it.
    Notice(NoticeError),
    /// The table of roles and rights.
    Bureau(BureauFault),
    /// The rules of warnings.
    Warnings(WarningsFault),
    /// A key of no sort above.
    UnknownKey,
}

/// Why a rule text cannot be put in force. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {fault:?}: {detail}")]
pub struct RulesError {
    /// Key of the text.
    pub key: String,
    /// What is wrong.
    pub fault: RulesFault,
    /// What it says: the counterexample, the day, the rule to blame.
    pub detail: String,
}

/// A rule set of this build, or one made from a text.
#[derive(Debug)]
enum Held<T: 'static> {
    Built(&'static T),
    Own(Box<T>),
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Held::Built(built) => built,
            Held::Own(own) => own,
        }
    }
}

/// The rules in force.
#[derive(Debug)]
pub struct Rules {
    triage: Held<TriageRules>,
    nodes: Held<NodeSet>,
    calendar: Held<Calendar>,
    warnings: Held<Warnings>,
}

impl Rules {
    /// The rules of these texts (key, text), on top of those built in.
    ///
    /// # Errors
    /// The first text that cannot be in force, and why.
    pub fn of(texts: &[(String, String)]) -> Result<Rules, RulesError> {
        let (mut triage, mut warnings) = (None, Held::Built(Warnings::builtin()));
        let mut notices: Vec<(&str, &str)> = Vec::new();
        for (key, text) in texts {
            match key.as_str() {
                TRIAGE_KEY => triage = Some(text),
                NODES_KEY => {}
                WARNINGS_KEY => {
                    let set = Warnings::parse(text)
                        .map_err(|e| error(WARNINGS_KEY, RulesFault::Warnings(e.fault), e.detail))?;
                    warnings = Held::Own(Box::new(set));
                }
                // Who may do what is the directory's matter; here only whether the text can be read.
                BUREAU_KEY => {
                    drop(Bureau::parse(text).map_err(|e| error(BUREAU_KEY, RulesFault::Bureau(e.fault), e.detail))?)
                }
                _ if key.starts_with("nodes-") => {}
                _ if key.starts_with(NOTICE_KEY) => notices.push((key, text)),
                _ => return Err(error(key, RulesFault::UnknownKey, "")),
            }
        }
        let triage = match triage {
            None => Held::Built(TriageRules::builtin().map_err(|e| error(TRIAGE_KEY, RulesFault::Triage(e.code), e))?),
            Some(text) => {
                let set = TriageRules::parse(text).map_err(|e| error(TRIAGE_KEY, RulesFault::Triage(e.code), e))?;
                Held::Own(Box::new(set))
            }
        };
        Ok(Rules {
            triage,
            nodes: match own_nodes(texts)? {
                Some(own) => Held::Own(Box::new(own)),
                None => Held::Built(NodeSet::builtin()),
            },
            calendar: calendar_of(notices)?,
            warnings,
        })
    }

    /// The rules of those texts that can be in force, and what is wrong with the others: a book opens whatever another
    /// build has put into it.
    ///
    /// # Errors
    /// Only if the rules built in cannot be read.
    pub fn of_readable(texts: &[(String, String)]) -> Result<(Rules, Vec<RulesError>), RulesError> {
        let (mut texts, mut left_out) = (texts.to_vec(), Vec::new());
        loop {
            match Rules::of(&texts) {
                Ok(rules) => return Ok((rules, left_out)),
                Err(error) => {
                    let before = texts.len();
                    // The fault of one nodes text may lie in another: then all of them go.
                    let nodes = error.key == NODES_KEY;
                    texts.retain(|(key, _)| *key != error.key && !(nodes && key.starts_with(NODES_KEY)));
                    if texts.len() == before {
                        return Err(error);
                    }
                    left_out.push(error);
                }
            }
        }
    }

    /// The triage set in force.
    pub fn triage(&self) -> &TriageRules {
        &self.triage
    }

    /// The nodes in force.
    pub fn nodes(&self) -> &NodeSet {
        &self.nodes
    }

    /// The calendar in force.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The rules of warnings in force.
    pub fn warnings(&self) -> &Warnings {
        &self.warnings
    }

    /// Where each node of a case stands on a day.
    pub fn lines(&self, file: &CaseFile, today: NaiveDate) -> Vec<Line> {
        let (verdict, _) = self.verdict(file);
        lines(file, verdict, self.nodes(), self.calendar(), today)
    }

    /// The verdict the rules give, and the rule that decides ([`verdict`]).
    pub fn verdict<'a>(&'a self, file: &CaseFile) -> (Verdict, &'a str) {
        verdict(&self.triage, file)
    }
}

fn calendar_of(mut notices: Vec<(&str, &str)>) -> Result<Held<Calendar>, RulesError> {
    let mut calendar = Held::Built(Calendar::builtin());
    // Years follow each other, so the earlier ones come first; a year stands before its amendments.
    notices.sort_unstable();
    for (key, text) in notices {
        let next = calendar
            .with_text(text)
            .map_err(|e| error(key, RulesFault::Notice(e.clone()), &e))?;
        calendar = Held::Own(Box::new(next));
    }
    Ok(calendar)
}

fn error(key: &str, fault: RulesFault, detail: impl ToString) -> RulesError {
    RulesError {
        key: key.to_owned(),
        fault,
        detail: detail.to_string(),
    }
}

impl Judge for Rules {
    fn judge<'a>(&'a self, file: &CaseFile) -> Judged<'a> {
        let (verdict, ground) = self.verdict(file);
        let (nodes, calendar) = (self.nodes(), self.calendar());
        let id = |node: u16| nodes.at(node).map_or("", |node| node.id.as_str());
        let (alarm, dates, before) = file.with_input(verdict, |input| {
            let alarm = nodes::next_alarm(nodes, calendar, input).map(|alarm| Alarm {
                on: alarm.on,
                last: alarm.last,
                lapses: alarm.lapses,
                soon_from: nodes::soon_from(calendar, alarm.on, Settings::default()),
                node: id(alarm.node),
            });
            let dated = |date: nodes::Dated| Dated {
                on: date.on,
                kind: match date.kind {
                    DateKind::Due => 0,
                    DateKind::Lapse => 1,
                    DateKind::Earliest => 2,
                },
                act_by: date.act_by,
                node: id(date.node),
                matter: nodes.matter_of(date.node).map_or("", |matter| matter.id.as_str()),
                provisional: date.provisional,
            };
            let (mut dates, mut before) = (Vec::new(), Vec::new());
            nodes::dates(nodes, calendar, input, |date| dates.push(dated(date)));
            if file.closed_on.is_none() {
                nodes::unrecorded(nodes, calendar, input, |date| before.push(dated(date)));
            }
            (alarm, dates, before)
        });
        Judged {
            verdict: match verdict {
                Verdict::Simple => 0,
                Verdict::Ordinary => 1,
                Verdict::NeedsMoreFacts => 2,
            },
            ground,
            alarm,
            dates,
            before,
        }
    }

    fn terms(&self, file: &CaseFile, today: NaiveDate) -> Vec<Term> {
        let (verdict, _) = self.verdict(file);
        file.with_input(verdict, |input| {
            let nodes = self.nodes();
            let terms = nodes::running(nodes, self.calendar(), input, today)
                .into_iter()
                .map(|term| Term {
                    subject: term.subject.to_owned(),
                    node: nodes.at(term.node).map_or("", |node| node.id.as_str()).to_owned(),
                    on: term.on,
                    alarm: term.alarm,
                    provisional: term.provisional,
                    lapses: term.lapses,
                });
            terms.collect()
        })
    }

    fn has_unlimited(&self, file: &CaseFile, matter: &str) -> bool {
        let set = self.nodes();
        let Some(matter) = set.matters().iter().find(|known| known.id == matter) else {
            return false;
        };
        let void = matter.void.and_then(|key| set.key_at(key));
        let is_aside = void.is_some_and(|key| file.happenings.iter().any(|one| one.key == key.code));
        let mut own = matter.nodes.iter().filter_map(|node| set.at(*node));
        let (verdict, _) = self.verdict(file);
        let has = |node: &Node| file.with_input(verdict, |input| node.applies(input));
        !is_aside && own.clone().all(|node| node.rule == Rule::Timeless) && own.any(has)
    }

    fn limits(&self, file: &CaseFile, today: NaiveDate) -> Vec<Late> {
        let (verdict, _) = self.verdict(file);
        let set = self.nodes();
        file.with_input(verdict, |input| {
            let states = nodes::begun(set, self.calendar(), input, Settings::default(), today);
            let limits = states.iter().filter_map(|state| {
                let (node, due, trigger) = (set.at(state.index)?, state.due?, state.trigger?);
                let is_limit = state.term.is_none_or(|term| term.kind != law::counting::Kind::Earliest);
                let (done, days, working) = match state.status {
                    Status::Overdue { days, working } => (None, days, working),
                    Status::Done {
                        on,
                        days_late,
                        working_late,
                        ..
                    } => (Some(on), days_late, working_late),
                    _ => return None,
                };
                (is_limit && !node.outside && !state.follows).then(|| {
                    (
                        set.clock(node),
                        Late {
                            node: node.id.clone(),
                            name: node.name.zh.clone(),
                            owner: set.owner(node).map(|owner| owner.code.clone()).unwrap_or_default(),
                            subject: state.subject.to_owned(),
                            trigger,
                            nominal: due.nominal,
                            due: due.due,
                            done,
                            days,
                            working,
                            excluded_days: due.excluded_days,
                            provisional: due.provisional,
                        },
                    )
                })
            });
            once_a_matter(limits.collect())
        })
    }

    fn warned(&self, known: &Known, today: NaiveDate) -> Vec<Warned> {
        self.warnings.of(known, self.calendar(), today)
    }

    fn fingerprint(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        // A build that reads facts otherwise asks again, too.
        hash.update(concat!("fenliu ", env!("CARGO_PKG_VERSION"), " reading 3"));
        hash.update(self.triage.text());
        hash.update(self.nodes.fingerprint());
        hash.update(self.calendar.fingerprint());
        hash.finalize().into()
    }
}

/// Of clocks on one matter only one: a notice sent late is late once, however many norms set a day for it. One that is late
/// goes before those kept, one still running before those stopped, then the one that ran out first.
fn once_a_matter(late: Vec<(Option<&Name>, Late)>) -> Vec<Late> {
    let stands_behind = |at: usize, (clock, this): &(Option<&Name>, Late)| {
        let rank = |late: &Late, at: usize| (late.days == 0, late.done.is_some(), late.due, at);
        late.iter().enumerate().any(|(other, (rival, that))| {
            clock.is_some() && rival == clock && that.subject == this.subject && rank(that, other) < rank(this, at)
        })
    };
    let kept: Vec<bool> = late
        .iter()
        .enumerate()
        .map(|(at, this)| !stands_behind(at, this))
        .collect();
    let kept = late.into_iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|((_, late), _)| late).collect()
}
