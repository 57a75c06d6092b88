//! Reading node texts as one set, and refusing what cannot be used.
use chrono::NaiveDate;

use super::fault::{SetError, SetFault, refuse};
use super::figure::figures;
use super::input::Course;
use super::known::DATE_KEYS;
use super::matter::matters;
use super::node::{Bases, Mark, Name, Node, Rule};
use super::tables::{Tables, tables};
use super::text::{NodeText, Pair, SetText};
use super::warn::WarningCode;
use super::{NodeSet, Trap};
use crate::counting::{Kind, Roll, Term, Unit};
use crate::facts::BasisType;

pub(crate) fn name(pair: &Pair, rule: &str) -> Result<Name, SetError> {
    if pair.0.trim().is_empty() || pair.1.trim().is_empty() {
        return refuse(SetFault::NameMissing, rule, format!("{} / {}", pair.0, pair.1));
    }
    Ok(Name {
        zh: pair.0.clone(),
        en: pair.1.clone(),
    })
}

pub(super) fn read(texts: &[&str]) -> Result<NodeSet, SetError> {
    let mut sets = Vec::with_capacity(texts.len());
    for text in texts {
        let text = text.trim_start_matches('\u{feff}');
        match serde_json::from_str::<SetText>(text) {
            Ok(set) => sets.push(set),
            Err(e) => return refuse(SetFault::NotReadable, "", e.to_string()),
        }
    }
    let tables = tables(&sets)?;
    let mut nodes = Vec::with_capacity(tables.ids.len());
    for text in sets.iter().flat_map(|s| &s.nodes) {
        nodes.push(node(text, &tables)?);
    }
    for node in &nodes {
        if node.from.iter().any(|b| !nodes[usize::from(*b)].from.is_empty()) {
            return refuse(
                SetFault::Chained,
                &node.id,
                "starts from a node that itself starts from a node",
            );
        }
    }
    let matters = matters(sets.iter().flat_map(|s| &s.matters), &tables, &mut nodes)?;
    let mut traps = Vec::new();
    for trap in sets.iter().flat_map(|s| &s.traps) {
        let Some(code) = WarningCode::trap(&trap.code) else {
            return refuse(SetFault::UnknownTrap, &trap.node, &trap.code);
        };
        traps.push(Trap {
            code,
            node: tables.node(&trap.node, &trap.node)?,
            other: tables.node(&trap.other, &trap.node)?,
        });
    }
    let by_key = by_key(&nodes, tables.keys.len());
    let mut by_date: Vec<u16> = by_key[..DATE_KEYS.len()].concat();
    by_date.sort_unstable();
    by_date.dedup();
    let clocks = tables.clocks.into_iter().map(|(_, name)| name).collect();
    Ok(NodeSet {
        keys: tables.keys,
        titles: tables.titles,
        owners: tables.owners,
        norms: tables.norms,
        clocks,
        nodes,
        traps,
        matters,
        by_date,
        by_key,
        fingerprint: [0; 32],
    })
}

/// For each key, the nodes it can start, directly or through the node they start from.
fn by_key(nodes: &[Node], keys: usize) -> Vec<Vec<u16>> {
    let mut out = vec![Vec::new(); keys];
    for (i, node) in nodes.iter().enumerate() {
        let bases = node.from.iter().map(|b| &nodes[usize::from(*b)]);
        for key in bases.chain([node]).flat_map(|n| &n.trigger) {
            out[usize::from(key.0)].push(i as u16);
        }
    }
    out
}

fn node(text: &NodeText, tables: &Tables) -> Result<Node, SetError> {
    let id = text.id.as_str();
    let Some(owner) = tables.owners.iter().position(|o| o.code == text.owner) else {
        return refuse(SetFault::UnknownOwner, id, &text.owner);
    };
    let cites = text
        .cite
        .iter()
        .map(|c| tables.cite(c, id))
        .collect::<Result<Vec<_>, _>>()?;
    let Some(first) = cites.first() else {
        return refuse(SetFault::SourceMissing, id, "no source is cited");
    };
    let in_force = tables.norms[usize::from(first.norm)].from;
    let more = text
        .more
        .iter()
        .map(|(k, (n, most))| Ok((tables.key(k, id)?, *n, *most)));
    let everywhere = || tables.kinds(&["enforcement".to_string()], id);
    let node = Node {
        id: text.id.clone(),
        name: name(&text.name, id)?,
        owner: owner as u16,
        outside: tables.owners[owner].outside,
        trigger: tables.keys(&text.trigger, id)?,
        from: text.from.iter().map(|b| tables.node(b, id)).collect::<Result<_, _>>()?,
        needs: tables.keys(&text.needs, id)?,
        unless: tables.keys(&text.unless, id)?,
        done: tables.keys(&text.done, id)?,
        done_all: text.done_all,
        void: tables.keys(&text.void, id)?,
        aside: None,
        rule: rule(text.term.as_deref(), id)?,
        more: more.collect::<Result<_, SetError>>()?,
        repeat: text.repeat,
        kinds: if text.kinds.is_empty() {
            everywhere()?
        } else {
            tables.kinds(&text.kinds, id)?
        },
        bases: bases(text)?,
        course: course(text.course.as_deref(), id)?,
        excludable: text.excludable,
        internal: text.internal,
        after_close: text.after_close,
        clock: clock(text.clock.as_deref(), tables, id)?,
        cites,
        mark: mark(text.mark.as_deref(), id)?,
        valid_from: text.valid_from.unwrap_or(in_force),
        valid_to: text.valid_to,
        proposed: text.proposed,
        figures: figures(&text.figures, id)?,
        open: text.open.as_ref().map(|p| name(p, id)).transpose()?,
        note: text.note.as_ref().map(|p| name(p, id)).transpose()?,
    };
    check(node)
}

/// `bases` names the only kinds of basis, `not_bases` those left out; both at once would say one thing twice.
fn bases(text: &NodeText) -> Result<Bases, SetError> {
    let read = |codes: &[String]| {
        let found = codes.iter().map(|code| match BasisType::of_code(code) {
            Some(basis) => Ok(basis),
            None => refuse(SetFault::UnknownBasis, &text.id, code),
        });
        found.collect::<Result<Vec<_>, _>>()
    };
    match (text.bases.as_slice(), text.not_bases.as_slice()) {
        ([], except) => Ok(Bases::Except(read(except)?)),
        (only, []) => Ok(Bases::Only(read(only)?)),
        _ => refuse(SetFault::UnknownBasis, &text.id, "bases and not_bases at once"),
    }
}

/// What no node may be.
fn check(node: Node) -> Result<Node, SetError> {
    let id = node.id.as_str();
    if node.valid_to.is_some_and(|to: NaiveDate| to < node.valid_from) {
        return refuse(SetFault::BadValidity, id, "its validity ends before it begins");
    }
    let starts = !node.trigger.is_empty() || !node.from.is_empty();
    if node.rule != Rule::Timeless && !starts {
        return refuse(SetFault::NoTrigger, id, "nothing starts it");
    }
    if matches!(node.rule, Rule::Window(_)) && node.from.is_empty() {
        return refuse(SetFault::NoTrigger, id, "a window needs the node it lies before");
    }
    let limit = node.term().is_some_and(|t| t.kind == Kind::Limit);
    if limit && node.done.is_empty() {
        return refuse(SetFault::NoCompletion, id, "nothing completes it");
    }
    Ok(node)
}

fn course(code: Option<&str>, rule: &str) -> Result<Option<Course>, SetError> {
    match code {
        None => Ok(None),
        Some("simple") => Ok(Some(Course::Simple)),
        Some("ordinary") => Ok(Some(Course::Ordinary)),
        Some(other) => refuse(SetFault::UnknownCourse, rule, other),
    }
}

fn clock(code: Option<&str>, tables: &Tables, rule: &str) -> Result<Option<u16>, SetError> {
    let Some(code) = code else { return Ok(None) };
    match tables.clocks.iter().position(|(c, _)| c == code) {
        Some(i) => Ok(Some(i as u16)),
        None => refuse(SetFault::UnknownClock, rule, code),
    }
}

pub(crate) fn mark(code: Option<&str>, rule: &str) -> Result<Mark, SetError> {
    match code {
        Some("L") => Ok(Mark::L),
        Some("P") => Ok(Mark::P),
        Some("C") => Ok(Mark::C),
        Some("K") => Ok(Mark::K),
        other => refuse(SetFault::MarkMissing, rule, other.unwrap_or("none")),
    }
}

/// The longest terms a rule may state: 20 years.
fn longest(unit: Unit) -> u32 {
    match unit {
        Unit::WorkingDay => 5000,
        Unit::Day => 7305,
        Unit::Month => 240,
        Unit::Year => 20,
    }
}

/// A limit as a text writes it: `10 day`, rolled.
pub(crate) fn limit(text: &str) -> Option<Term> {
    last_day(text).filter(|term| term.roll == Roll::Forward)
}

/// A limit as a text writes it: `5 working_day`, or `3 month unrolled`.
#[must_use]
pub fn last_day(text: &str) -> Option<Term> {
    match rule(Some(text), "") {
        Ok(Rule::Forward(term)) if term.kind == Kind::Limit => Some(term),
        _ => None,
    }
}

fn rule(text: Option<&str>, id: &str) -> Result<Rule, SetError> {
    let Some(text) = text else {
        return Ok(Rule::Timeless);
    };
    let bad = || refuse(SetFault::BadTerm, id, text);
    let mut words = text.split(' ');
    let Some(length) = words.next().and_then(|w| w.parse::<u32>().ok()) else {
        return bad();
    };
    let unit = match words.next() {
        Some("working_day") => Unit::WorkingDay,
        Some("day") => Unit::Day,
        Some("month") => Unit::Month,
        Some("year") => Unit::Year,
        _ => return bad(),
    };
    let word = words.next();
    if words.next().is_some()
        || length > longest(unit)
        || (length == 0 && (unit != Unit::Day || matches!(word, Some("back" | "window"))))
    {
        return bad();
    }
    let term = |roll, kind| {
        Rule::Forward(Term {
            length,
            unit,
            roll,
            kind,
        })
    };
    Ok(match word {
        None => term(Roll::Forward, Kind::Limit),
        Some("unrolled") => term(Roll::None, Kind::Limit),
        Some("validity") => term(Roll::None, Kind::Validity),
        Some("earliest") => term(Roll::None, Kind::Earliest),
        Some("effect") => term(Roll::None, Kind::Effect),
        Some("back") => Rule::Back(Term::limit(length, unit)),
        Some("window") if unit == Unit::Day => Rule::Window(length),
        Some(_) => return bad(),
    })
}
