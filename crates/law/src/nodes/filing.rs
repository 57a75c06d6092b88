//! The part of a set that a filing starts: all that quick triage can show a date of.
use super::known::DATE_KEYS;
use super::node::KeyId;
use super::{Node, NodeSet, Trap};

/// The filing day and the day of receipt, among [`DATE_KEYS`].
const FILING: std::ops::Range<usize> = 0..2;

/// Where what is kept stands now, by where it stood.
struct Moved(Vec<Option<u16>>);

impl Moved {
    fn of(kept: &[bool]) -> Moved {
        let mut next = 0..;
        Moved(kept.iter().map(|kept| kept.then(|| next.next()).flatten()).collect())
    }

    fn at(&self, index: u16) -> Option<u16> {
        self.0.get(usize::from(index)).copied().flatten()
    }

    fn all(&self, indexes: &[u16]) -> Vec<u16> {
        indexes.iter().filter_map(|i| self.at(*i)).collect()
    }

    fn keys(&self, keys: &mut Vec<KeyId>) {
        *keys = keys.iter().filter_map(|key| self.at(key.0).map(KeyId)).collect();
    }
}

impl NodeSet {
    /// The nodes that a filing and the receipt of its application start, with the keys, norms and traps they use and
    /// without what only the page of rules shows. A filed case of which nothing else is recorded has the same dates
    /// under it. The fingerprint stays that of the whole set.
    pub fn at_filing(&self) -> NodeSet {
        let mut kept = vec![false; self.nodes.len()];
        for at in self.by_key[FILING].concat() {
            let node = &self.nodes[usize::from(at)];
            // What needs another happening waits for it.
            if !node.needs.iter().all(|key| FILING.contains(&usize::from(key.0))) {
                continue;
            }
            kept[usize::from(at)] = true;
            let bases = &node.from;
            bases.iter().for_each(|base| kept[usize::from(*base)] = true);
        }
        let nodes: Vec<&Node> = kept_of(&self.nodes, &kept).collect();
        let mut keys = vec![false; self.keys.len()];
        keys[..DATE_KEYS.len()].fill(true);
        let mut norms = vec![false; self.norms.len()];
        for node in &nodes {
            let named = [&node.trigger, &node.needs, &node.unless, &node.done, &node.void];
            let named = named.into_iter().flatten().chain(node.more.iter().map(|(key, ..)| key));
            named.for_each(|key| keys[usize::from(key.0)] = true);
            node.cites.iter().for_each(|cite| norms[usize::from(cite.norm)] = true);
        }
        let (at, key, norm) = (Moved::of(&kept), Moved::of(&keys), Moved::of(&norms));
        NodeSet {
            keys: kept_of(&self.keys, &keys).cloned().collect(),
            titles: Vec::new(),
            owners: self.owners.clone(),
            norms: kept_of(&self.norms, &norms).cloned().collect(),
            clocks: self.clocks.clone(),
            nodes: nodes.into_iter().map(|node| moved(node, &at, &key, &norm)).collect(),
            traps: self.traps.iter().filter_map(|trap| moved_trap(trap, &at)).collect(),
            matters: Vec::new(),
            by_date: at.all(&self.by_date),
            by_key: kept_of(&self.by_key, &keys).map(|nodes| at.all(nodes)).collect(),
            fingerprint: self.fingerprint,
        }
    }
}

fn kept_of<'a, T>(all: &'a [T], kept: &'a [bool]) -> impl Iterator<Item = &'a T> {
    all.iter().zip(kept).filter(|(_, kept)| **kept).map(|(one, _)| one)
}

fn moved(node: &Node, at: &Moved, key: &Moved, norm: &Moved) -> Node {
    let mut node = node.clone();
    node.from = at.all(&node.from);
    for keys in [
        &mut node.trigger,
        &mut node.needs,
        &mut node.unless,
        &mut node.done,
        &mut node.void,
    ] {
        key.keys(keys);
    }
    node.more = node
        .more
        .into_iter()
        .filter_map(|(granted, units, most)| Some((KeyId(key.at(granted.0)?), units, most)))
        .collect();
    for cite in &mut node.cites {
        // Every norm a kept node cites is kept.
        cite.norm = norm.at(cite.norm).unwrap_or_default();
    }
    node.aside = None;
    node.figures.clear();
    node
}

fn moved_trap(trap: &Trap, at: &Moved) -> Option<Trap> {
    Some(Trap {
        node: at.at(trap.node)?,
        other: at.at(trap.other)?,
        ..trap.clone()
    })
}
