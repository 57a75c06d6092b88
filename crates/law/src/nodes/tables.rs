//! The names of a set and what they stand for: keys, owners, norms, clocks, kinds of case, nodes.
use std::collections::{BTreeMap, BTreeSet};

use super::cite::{Cite, Norm, Place};
use super::fault::{SetError, SetFault, refuse};
use super::input::CaseKind;
use super::known::DATE_KEYS;
use super::node::{KeyId, Name};
use super::read::name;
use super::text::{NormText, SetText};
use super::{Key, Owner};

/// Everything of all texts under one roof, names to numbers.
pub(super) struct Tables {
    pub(super) keys: Vec<Key>,
    pub(super) titles: Vec<Name>,
    pub(super) owners: Vec<Owner>,
    pub(super) norms: Vec<Norm>,
    pub(super) clocks: Vec<(String, Name)>,
    pub(super) kinds: BTreeMap<String, Vec<String>>,
    pub(super) ids: Vec<String>,
}

/// The ids of all nodes, each once.
fn ids_of(sets: &[SetText]) -> Result<Vec<String>, SetError> {
    let mut ids = Vec::new();
    let mut seen = BTreeSet::new();
    for node in sets.iter().flat_map(|s| &s.nodes) {
        if node.id.trim().is_empty() || !seen.insert(&node.id) {
            return refuse(SetFault::DuplicateId, &node.id, "an id stands once and is not empty");
        }
        ids.push(node.id.clone());
    }
    Ok(ids)
}

pub(super) fn tables(sets: &[SetText]) -> Result<Tables, SetError> {
    let ids = ids_of(sets)?;
    let mut keys = BTreeMap::new();
    let (mut owners, mut clocks, mut kinds) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut norms = Vec::new();
    for (title, set) in sets.iter().enumerate() {
        for (code, pair) in &set.keys {
            keys.insert(code.clone(), (name(pair, code)?, title as u16));
        }
        for (code, owner) in &set.owners {
            owners.push(Owner {
                code: code.clone(),
                name: name(&owner.name, code)?,
                outside: owner.outside,
            });
        }
        for (code, pair) in &set.clocks {
            clocks.push((code.clone(), name(pair, code)?));
        }
        for (code, text) in &set.norms {
            norms.push(norm(code, text)?);
        }
        name_groups(set, &mut kinds)?;
    }
    let mut all = Vec::with_capacity(keys.len());
    for code in DATE_KEYS {
        match keys.remove(code) {
            Some((name, title)) => all.push(Key {
                code: code.to_string(),
                name,
                title,
            }),
            None => {
                return refuse(
                    SetFault::MissingKey,
                    code,
                    "every set needs the keys of a case's own dates",
                );
            }
        }
    }
    all.extend(keys.into_iter().map(|(code, (name, title))| Key { code, name, title }));
    if all.len() > 4096 || ids.len() > 4096 || owners.len() > 256 {
        return refuse(SetFault::TooMany, "", "at most 4096 keys, 4096 nodes and 256 owners");
    }
    Ok(Tables {
        titles: sets.iter().map(title).collect(),
        keys: all,
        owners,
        norms,
        clocks,
        kinds,
        ids,
    })
}

/// The groups of kinds of a text. One named anew would take the rules of other texts off the cases they are made for.
fn name_groups(set: &SetText, kinds: &mut BTreeMap<String, Vec<String>>) -> Result<(), SetError> {
    for (group, codes) in &set.kinds {
        if kinds.insert(group.clone(), codes.clone()).is_some() {
            return refuse(SetFault::DuplicateId, group, "a group of kinds is named once");
        }
    }
    Ok(())
}

/// The title of a text; a text need not have one.
fn title(set: &SetText) -> Name {
    let (zh, en) = set.title.clone();
    Name { zh, en }
}

/// A norm as a rule text gives it.
pub(crate) fn norm(code: &str, text: &NormText) -> Result<Norm, SetError> {
    let whole = text.subjects.values().all(|a| a.len() == text.versions.len());
    if !whole || !text.versions.is_sorted() {
        return refuse(
            SetFault::BadNorm,
            code,
            "every subject needs an article in every version",
        );
    }
    Ok(Norm {
        code: code.to_string(),
        name: name(&text.name, code)?,
        from: text.from,
        versions: text.versions.clone(),
        subjects: text.subjects.clone().into_iter().collect(),
    })
}

impl Tables {
    pub(super) fn keys(&self, codes: &[String], rule: &str) -> Result<Vec<KeyId>, SetError> {
        codes.iter().map(|c| self.key(c, rule)).collect()
    }

    pub(super) fn key(&self, code: &str, rule: &str) -> Result<KeyId, SetError> {
        match self.keys.iter().position(|k| k.code == code) {
            Some(i) => Ok(KeyId(i as u16)),
            None => refuse(SetFault::UnknownKey, rule, code),
        }
    }

    pub(super) fn node(&self, id: &str, rule: &str) -> Result<u16, SetError> {
        match self.ids.iter().position(|i| i == id) {
            Some(i) => Ok(i as u16),
            None => refuse(SetFault::UnknownNode, rule, id),
        }
    }

    /// A kind, or a group of kinds the texts name.
    pub(super) fn kinds(&self, codes: &[String], rule: &str) -> Result<u32, SetError> {
        let mut bits = 0;
        for code in codes {
            let group = self.kinds.get(code).map_or(std::slice::from_ref(code), Vec::as_slice);
            for code in group {
                match CaseKind::ALL.into_iter().find(|k| k.code() == code) {
                    Some(kind) => bits |= kind.bit(),
                    None => return refuse(SetFault::UnknownKind, rule, code),
                }
            }
        }
        Ok(bits)
    }

    pub(super) fn cite(&self, text: &str, rule: &str) -> Result<Cite, SetError> {
        cite(&self.norms, text, rule)
    }
}

/// `cpl:@execution_notice` (by subject), `gongzuo:22` (by article), `plan` (the whole).
pub(crate) fn cite(norms: &[Norm], text: &str, rule: &str) -> Result<Cite, SetError> {
    let (norm, place) = text.split_once(':').unwrap_or((text, ""));
    let Some(i) = norms.iter().position(|n| n.code == norm) else {
        return refuse(SetFault::UnknownNorm, rule, text);
    };
    let place = match place.strip_prefix('@') {
        None => Place::Article(place.to_string()),
        Some(subject) => match norms[i].subjects.iter().position(|(s, _)| s == subject) {
            Some(s) => Place::Subject(s as u16),
            None => return refuse(SetFault::UnknownNorm, rule, text),
        },
    };
    Ok(Cite { norm: i as u16, place })
}
