//! Linked cases: the debtor of one case is a party of another, or both rest on the same judgment. By identity number
//! first; a name alone may be that of somebody else, and is marked so.
use std::collections::{BTreeMap, BTreeSet, HashMap};

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::field::Field;
use super::kinds::Kinds;
use super::lazy_state::{LazyState, Plain, said_in};
use super::line::{CLOSED, Line, kind_bit};
use super::normal::normal;
use super::parties::{NAME, PARTY, ROLE, names};
use super::project::PART;
use super::search::{Rows, holding};
use super::slot::Kind;

/// The field of parties with the identity number (`rules/records/party.json`).
const ID_NUMBER: u16 = 4;
/// Places of the sides in the search text of a case.
const APPLICANT: usize = 1;
const DEBTOR: usize = 2;

/// What links a case to another, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bond {
    /// The same identity number.
    Identity,
    /// The same judgment or other basis.
    Basis,
    /// The same name, where a number is missing in one of the two: it may be somebody else.
    Name,
}

/// Another case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Linked {
    /// By what.
    pub bond: Bond,
    /// Which case.
    pub case: CaseId,
    /// The party as the other case names it, or the number of the basis.
    pub called: String,
    /// The debtor of the one is applicant in the other: what is collected there belongs to him.
    pub as_applicant: bool,
}

/// What the asked cases are found by, each with the places of the cases that have it.
#[derive(Default)]
struct Wanted {
    names: HashMap<String, Vec<usize>>,
    numbers: HashMap<String, Vec<usize>>,
    bases: HashMap<String, Vec<usize>>,
    /// The numbers of names, by case: two of one name with different numbers are two.
    known: Vec<BTreeMap<String, BTreeSet<String>>>,
}

/// So many needles are looked for one by one; with more, every case is read.
const NEEDLES_MAX: usize = 48;

/// A party entered as a record.
struct Party {
    is_applicant: bool,
    name: String,
    number: String,
}

/// The applicants and debtors of a case that are entered as records.
fn parties(bytes: &[u8]) -> Result<Vec<Party>, BookError> {
    let mut all = Vec::new();
    said_in(bytes, PARTY, [ROLE, NAME, ID_NUMBER], &mut |_, [role, name, number]| {
        let text = |plain| match plain {
            Plain::Text(text) => text,
            _ => "",
        };
        if ["applicant", "debtor"].contains(&text(role)) {
            all.push(Party {
                is_applicant: text(role) == "applicant",
                name: text(name).trim().to_owned(),
                number: normal(text(number)),
            });
        }
    })?;
    Ok(all)
}

fn basis(bytes: &[u8], kinds: &Kinds) -> Result<String, BookError> {
    let light = LazyState::read_of(bytes, kinds, &|kind| kind == Kind::CASE)?;
    Ok(light.text(Field::BASIS_DOC_NO).to_owned())
}

impl Wanted {
    fn add(&mut self, at: usize, debtors: &[&str], parties: &[Party], basis: &str) {
        let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in debtors.iter().map(|name| normal(name)).filter(|name| !name.is_empty()) {
            self.names.entry(name).or_default().push(at);
        }
        for party in parties
            .iter()
            .filter(|party| !party.is_applicant && !party.number.is_empty())
        {
            self.numbers.entry(party.number.clone()).or_default().push(at);
            known
                .entry(normal(&party.name))
                .or_default()
                .insert(party.number.clone());
        }
        let basis = normal(basis);
        if !basis.is_empty() {
            self.bases.entry(basis).or_default().push(at);
        }
        self.known.push(known);
    }

    /// What of a case links it to the asked ones, by their places.
    fn links(&self, case: CaseId, sides: &[(bool, Vec<&str>)], parties: &[Party], basis: &str) -> Vec<(usize, Linked)> {
        let mut found = Vec::new();
        let link = |bond, called: &str, as_applicant| Linked {
            bond,
            case,
            called: called.to_owned(),
            as_applicant,
        };
        for party in parties.iter().filter(|party| !party.number.is_empty()) {
            let at = self.numbers.get(&party.number).into_iter().flatten();
            found.extend(at.map(|at| (*at, link(Bond::Identity, &party.name, party.is_applicant))));
        }
        for (is_applicant, side) in sides {
            for name in side {
                let plain = normal(name);
                let numbered = || parties.iter().filter(|party| normal(&party.name) == plain);
                for at in self.names.get(&plain).into_iter().flatten() {
                    let known = self.known.get(*at).and_then(|known| known.get(&plain));
                    // Where both have a number, the numbers decide.
                    let is_told = known.is_some() && numbered().any(|party| !party.number.is_empty());
                    if !is_told {
                        found.push((*at, link(Bond::Name, name, *is_applicant)));
                    }
                }
            }
        }
        if !basis.is_empty() {
            let at = self.bases.get(&normal(basis)).into_iter().flatten();
            found.extend(at.map(|at| (*at, link(Bond::Basis, basis, false))));
        }
        found
    }
}

impl Book {
    /// The linked cases of each of some cases, those in the lists, the surest first and each once.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn linked(&self, cases: &[CaseId]) -> Result<Vec<Vec<Linked>>, BookError> {
        let mut wanted = Wanted::default();
        for (at, case) in cases.iter().enumerate() {
            let Some((block, row)) = self.index.get(case).and_then(|row| self.place(*row)) else {
                wanted.known.push(BTreeMap::new());
                continue;
            };
            let bytes = block.states.get(row);
            let light = LazyState::read_of(bytes, self.kinds(), &|kind| kind == Kind::CASE || kind == PARTY)?;
            let debtor = light.named(Field::DEBTOR);
            wanted.add(at, &names(&debtor), &parties(bytes)?, light.text(Field::BASIS_DOC_NO));
        }
        let mut found: Vec<Vec<Linked>> = vec![Vec::new(); cases.len()];
        let party_bit = kind_bit(PARTY);
        let may = self.may_be_linked(&wanted);
        let lines = self
            .blocks
            .iter()
            .flat_map(|block| (0..block.lines.len()).map(move |at| (block, at)));
        for (row, (block, at)) in lines.enumerate() {
            let line = block.lines.get(at).filter(|line| line.listed());
            let Some(line) = line.filter(|_| may.as_ref().is_none_or(|may| may.has(row))) else {
                continue;
            };
            let bytes = block.states.get(at);
            let text = String::from_utf8_lossy(block.texts.get(at));
            let mut parts = text.split(PART);
            let applicants = parts.nth(APPLICANT).map(names).unwrap_or_default();
            let debtors = parts.nth(DEBTOR - APPLICANT - 1).map(names).unwrap_or_default();
            let is_named = |side: &[&str]| side.iter().any(|name| wanted.names.contains_key(*name));
            let has_records = line.kinds & party_bit != 0;
            let basis = if wanted.bases.is_empty() {
                String::new()
            } else {
                basis(bytes, self.kinds())?
            };
            let has_basis = wanted.bases.contains_key(&normal(&basis));
            let hit = is_named(&applicants) || is_named(&debtors) || has_basis;
            if !hit && (!has_records || wanted.numbers.is_empty()) {
                continue;
            }
            let parties = if has_records { parties(bytes)? } else { Vec::new() };
            let sides = [(true, applicants), (false, debtors)];
            for (at, link) in wanted.links(line.id, &sides, &parties, &basis) {
                found[at].push(link);
            }
        }
        Ok(found.into_iter().zip(cases).map(|(all, own)| once(all, own)).collect())
    }

    /// The rows that hold one of the names, numbers or bases; nothing if there are too many to look for one by one.
    fn may_be_linked(&self, wanted: &Wanted) -> Option<Rows> {
        let is_folded = |basis: &String| basis.bytes().any(|b| b.is_ascii_alphabetic());
        let count = wanted.names.len() + wanted.numbers.len() + wanted.bases.len();
        if count > NEEDLES_MAX || wanted.bases.keys().any(is_folded) {
            return None;
        }
        let mut rows = Rows::none(self.len());
        for name in wanted.names.keys() {
            holding(&self.blocks, |block| &block.texts, &Finder::new(name), &mut rows);
        }
        // Identity numbers stand in the states as they are checked, in capitals; of a basis its end, for what stands before
        // it (the year and brackets) is written in many ways.
        let numbers = wanted.numbers.keys().map(|number| number.to_ascii_uppercase());
        let bases = wanted.bases.keys().map(|basis| without_year(basis).to_owned());
        for needle in numbers.chain(bases) {
            holding(&self.blocks, |block| &block.states, &Finder::new(&needle), &mut rows);
        }
        Some(rows)
    }

    /// Who the debtors of a case are, in a line, and whether it is closed. Empty for one that is not there.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the case cannot be read.
    pub fn parties_and_end(&self, case: &CaseId) -> Result<(String, bool), BookError> {
        let Some((block, at)) = self.index.get(case).and_then(|row| self.place(*row)) else {
            return Ok((String::new(), false));
        };
        let wanted = |kind| kind == Kind::CASE || kind == PARTY;
        let light = LazyState::read_of(block.states.get(at), self.kinds(), &wanted)?;
        let is_closed = block.lines.get(at).is_some_and(|line| line.flags & CLOSED != 0);
        Ok((light.named(Field::DEBTOR).into_owned(), is_closed))
    }

    /// The line of a case in the lists.
    pub(crate) fn line_of(&self, case: &CaseId) -> Option<&Line> {
        let (block, at) = self.index.get(case).and_then(|row| self.place(*row))?;
        block.lines.get(at)
    }
}

/// The number of a judgment without its year: `2025豫14民初9号` as `豫14民初9号`; one of figures alone is whole.
fn without_year(number: &str) -> &str {
    let tail = number.trim_start_matches(|c: char| c.is_ascii_digit());
    if !tail.is_ascii() { tail } else { number }
}

/// Each other case once, by what links it most surely.
fn once(mut all: Vec<Linked>, own: &CaseId) -> Vec<Linked> {
    all.retain(|link| link.case != *own);
    all.sort();
    let mut seen = BTreeSet::new();
    all.retain(|link| seen.insert(link.case));
    all
}
