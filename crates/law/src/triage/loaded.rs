//! A loaded set: read, checked, worked out.
use std::collections::BTreeSet;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::check::{MAX_CELLS, MAX_THRESHOLDS, check};
use super::condition::{Node, Resolver};
use super::decide::{Decision, Verdict};
use super::error::{RuleError, RuleErrorCode};
use super::fact::FactId;
use super::lean;
use super::set::{Reading, Rule, RuleSet, RuleVerdict, Team};
use super::space::{MAX_LOCALS, Space, flag_bit};
use super::table::{MAX_READINGS, MAX_RULES, Program, RULES, bits};
use crate::canonical::{canonical, sha256_hex};
use crate::facts::Facts;

/// Text of the set this build is made for: 商丘, Art. 11.
pub const SHANGQIU: &str = include_str!("../../../../rules/triage-shangqiu.json");

/// The set of 商丘 as earlier builds carried it: their receipts are worked out again under it.
pub const SHANGQIU_1: &str = include_str!("../../../../rules/triage-shangqiu-1.json");

/// 丰顺 2019, a partial example: another division, with facts of its own.
pub const FENGSHUN: &str = include_str!("../../../../rules/triage-fengshun.json");
/// 彭水 2021, a partial example: everything starts on the fast track.
pub const PENGSHUI: &str = include_str!("../../../../rules/triage-pengshui.json");

/// A court's triage rules, checked as a whole. Loading refuses a set that leaves facts without exactly one verdict.
#[derive(Debug)]
pub struct TriageRules {
    set: RuleSet,
    text: String,
    pub(super) space: Space,
    pub(super) program: Program,
    pub(super) table: Vec<u32>,
    /// Place in `set.rules` of each bit, and the bit of each place.
    place: Vec<usize>,
    bit: Vec<usize>,
    pub(super) needs_basis: bool,
    pub(super) needs_filing: bool,
    hash: OnceLock<String>,
}

impl TriageRules {
    /// The set of 商丘, loaded once.
    ///
    /// # Errors
    /// Never in a released build: the set is checked by the tests.
    pub fn builtin() -> Result<&'static Self, &'static RuleError> {
        static LOADED: OnceLock<Result<TriageRules, RuleError>> = OnceLock::new();
        LOADED.get_or_init(|| Self::parse(SHANGQIU)).as_ref()
    }

    /// Reads, checks and works out a set from the JSON of a file in `rules/`.
    ///
    /// # Errors
    /// What is wrong with it, with facts that show it.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        let set: RuleSet =
            serde_json::from_str(text).map_err(|e| RuleError::new(RuleErrorCode::Malformed, &[]).with_detail(e))?;
        Self::of(set, text.to_owned())
    }

    /// Checks and works out a set that was read when the program was built. It has no text; its hash is given.
    ///
    /// # Errors
    /// Those of [`TriageRules::parse`].
    pub fn compiled(set: RuleSet, hash: String) -> Result<Self, RuleError> {
        let mut rules = Self::of(set, String::new())?;
        rules.hash = OnceLock::from(hash);
        Ok(rules)
    }

    fn of(set: RuleSet, text: String) -> Result<Self, RuleError> {
        check_form(&set)?;
        let space = Space::of(&set);
        if space.size() > MAX_CELLS || space.thresholds.len() > MAX_THRESHOLDS {
            return Err(RuleError::new(RuleErrorCode::TooLarge, &[]).with_detail(space.size()));
        }
        let mut place: Vec<usize> = (0..set.rules.len()).collect();
        place.sort_by_key(|&at| set.rules[at].rank);
        let mut bit = vec![0; place.len()];
        place.iter().enumerate().for_each(|(b, &at)| bit[at] = b);
        let rule_bit = |id: &str| {
            let at = place.iter().position(|&at| set.rules[at].id == id)?;
            u32::try_from(at).ok()
        };
        let resolver = Resolver {
            space: &space,
            rule_bit: &rule_bit,
        };
        let program = program(&set, &place, &resolver)?;
        for reading in &set.readings {
            lean::check(&reading.applies, &resolver)?;
        }
        let ids: Vec<&str> = place.iter().map(|&at| set.rules[at].id.as_str()).collect();
        let others = set.readings.iter().filter(|r| r.instead.is_some());
        let others: Vec<&str> = others.map(|r| r.id.as_str()).collect();
        let table = check(&space, &program, &ids, &others)?;
        let needs = |name| set.first.needs.iter().any(|n| n == name);
        Ok(Self {
            needs_basis: needs("basis_type"),
            needs_filing: needs("filing_data_ok"),
            text,
            hash: OnceLock::new(),
            set,
            space,
            program,
            table,
            place,
            bit,
        })
    }

    /// The set as in its file.
    pub fn set(&self) -> &RuleSet {
        &self.set
    }

    /// The text it was read from; empty for a compiled set.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the set's canonical text: white space and the order of fields do not count.
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(|| {
            let value = serde_json::from_str(&self.text).ok();
            let fixed = value.and_then(|v| canonical(&v));
            sha256_hex(fixed.as_deref().unwrap_or(&self.text).as_bytes())
        })
    }

    /// Whether the set is for cases filed on this day. Others fall under it only by a recorded decision (Art. 27).
    pub fn in_force_on(&self, filed_on: NaiveDate) -> bool {
        filed_on >= self.set.valid_from && self.set.valid_to.is_none_or(|last| filed_on <= last)
    }

    /// The team a verdict leads to (Art. 3); none while facts are missing.
    pub fn team(&self, verdict: Verdict) -> Option<&Team> {
        match verdict {
            Verdict::Simple => Some(&self.set.teams.simple),
            Verdict::Ordinary => Some(&self.set.teams.ordinary),
            Verdict::NeedsMoreFacts => None,
        }
    }

    /// Field name of a fact, or the id of a local one.
    pub fn fact_code(&self, fact: FactId) -> &str {
        match fact {
            FactId::Local(at) => {
                let fact = self.set.local_facts.get(usize::from(at));
                fact.map_or("local", |f| f.id.as_str())
            }
            common => common.code(),
        }
    }

    /// Number of combinations of facts the set was checked for.
    pub fn cells(&self) -> usize {
        self.table.len()
    }

    /// The rules of a word, in the set's order.
    pub(super) fn rules_of(&self, word: u32) -> impl Iterator<Item = (usize, &Rule)> {
        let listed = self.set.rules.iter().zip(&self.bit);
        listed
            .filter(move |(_, bit)| word & RULES & (1 << **bit) != 0)
            .map(|(rule, bit)| (*bit, rule))
    }

    /// The rule of a bit.
    pub(super) fn rule(&self, bit: usize) -> &Rule {
        &self.set.rules[self.place[bit]]
    }

    /// The rule of this id.
    pub fn rule_named(&self, id: &str) -> Option<&Rule> {
        self.set.rules.iter().find(|rule| rule.id == id)
    }

    /// Mask of the rules with these ids.
    pub(super) fn mask(&self, ids: &[String]) -> u32 {
        let listed = self.set.rules.iter().zip(&self.bit);
        listed
            .filter(|(rule, _)| ids.contains(&rule.id))
            .fold(0, |mask, (_, bit)| mask | 1 << bit)
    }

    /// The proposed readings a settled verdict may lean on: those whose condition is not ruled out by what is known.
    /// While facts are missing there is nothing to lean.
    pub fn leans_on<'a>(&'a self, facts: &'a Facts, decision: &'a Decision) -> impl Iterator<Item = &'a Reading> {
        let settled = decision.verdict != Verdict::NeedsMoreFacts;
        let readings = self.set.readings.iter().filter(move |r| settled && r.proposed);
        readings.filter(move |reading| lean::leans(self, reading, facts, decision))
    }

    /// Whether any condition of the set asks for a fact.
    pub(super) fn asks(&self, fact: FactId) -> bool {
        self.space.asks(fact)
    }
}

fn check_form(set: &RuleSet) -> Result<(), RuleError> {
    let refuse = |code, named: &[&str]| Err(RuleError::new(code, named));
    if set.format != 1 {
        return refuse(RuleErrorCode::UnknownFormat, &[]);
    }
    if set.valid_to.is_some_and(|last| last < set.valid_from) {
        return refuse(RuleErrorCode::BadDates, &[]);
    }
    let readings = set.readings.iter().filter(|r| r.instead.is_some()).count();
    if set.rules.len() > MAX_RULES || readings > MAX_READINGS || set.local_facts.len() > MAX_LOCALS {
        return refuse(RuleErrorCode::TooLarge, &[]);
    }
    let mut ids = BTreeSet::new();
    let mut ranks = BTreeSet::new();
    for rule in &set.rules {
        if !ids.insert(rule.id.as_str()) || !ranks.insert(rule.rank) {
            return refuse(RuleErrorCode::Duplicate, &[&rule.id]);
        }
        let blank = [&rule.id, &rule.item, &rule.source, &rule.article].map(|s| s.trim().is_empty());
        if blank.contains(&true) || !matches!(rule.mark.as_str(), "L" | "P" | "C" | "K") {
            return refuse(RuleErrorCode::NoSource, &[&rule.id]);
        }
    }
    for reading in &set.readings {
        if !ids.insert(reading.id.as_str()) {
            return refuse(RuleErrorCode::Duplicate, &[&reading.id]);
        }
        if reading.source.trim().is_empty() {
            return refuse(RuleErrorCode::NoSource, &[&reading.id]);
        }
    }
    for (at, fact) in set.local_facts.iter().enumerate() {
        let earlier: Vec<String> = set.local_facts[..at].iter().map(|f| f.id.clone()).collect();
        if flag_bit(&fact.id, &earlier).is_some() {
            return refuse(RuleErrorCode::Duplicate, &[&fact.id]);
        }
    }
    let unknown = set
        .first
        .needs
        .iter()
        .find(|n| !matches!(n.as_str(), "basis_type" | "filing_data_ok"));
    unknown.map_or(Ok(()), |name| refuse(RuleErrorCode::UnknownFact, &[name]))
}

fn program(set: &RuleSet, place: &[usize], resolver: &Resolver) -> Result<Program, RuleError> {
    let rules = || place.iter().map(|&at| &set.rules[at]);
    let nodes = rules().map(|r| resolver.node(&r.when)).collect::<Result<Vec<_>, _>>()?;
    let ordinary = rules().enumerate().fold(0, |mask, (bit, rule)| {
        mask | u32::from(rule.verdict == RuleVerdict::Ordinary) << bit
    });
    let mut beats = vec![0; place.len()];
    let mut settled = vec![0; place.len()];
    for (bit, rule) in rules().enumerate() {
        // Among rules of one verdict there is nothing to prevail over: the rank names the decisive one.
        let opposite = if ordinary & (1 << bit) == 0 {
            ordinary
        } else {
            !ordinary
        };
        for beaten in &rule.beats {
            let mask = resolver.rules(&beaten.rules)? & opposite;
            beats[bit] |= mask;
            if beaten.settles {
                settled[bit] |= mask;
                bits(mask).for_each(|b| settled[b] |= 1 << bit);
            }
        }
    }
    let mut others = Vec::new();
    for reading in &set.readings {
        let changed = resolver.rules(std::slice::from_ref(&reading.rule))?.trailing_zeros() as usize;
        if let Some(instead) = &reading.instead {
            others.push((changed, resolver.node(instead)?));
        }
    }
    let ids: Vec<&str> = rules().map(|r| r.id.as_str()).collect();
    let order = order(&nodes, &others, &ids)?;
    Ok(Program {
        nodes,
        order,
        ordinary,
        beats,
        settled,
        others,
    })
}

/// An order in which every rule comes after those it asks about, in any reading.
fn order(nodes: &[Node], others: &[(usize, Node)], ids: &[&str]) -> Result<Vec<usize>, RuleError> {
    let asks = |rule: usize| {
        let other = others.iter().filter(|(changed, _)| *changed == rule);
        other.fold(nodes[rule].rules(), |mask, (_, node)| mask | node.rules())
    };
    let (mut order, mut done) = (Vec::new(), 0u32);
    while order.len() < nodes.len() {
        let next = (0..nodes.len()).find(|&r| done & (1 << r) == 0 && asks(r) & !done == 0);
        let Some(next) = next else {
            let left: Vec<&str> = (0..nodes.len())
                .filter(|r| done & (1 << r) == 0)
                .map(|r| ids[r])
                .collect();
            return Err(RuleError::new(RuleErrorCode::Circular, &left));
        };
        done |= 1 << next;
        order.push(next);
    }
    Ok(order)
}
