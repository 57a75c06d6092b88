//! Nodes (节点): what must, may or will happen in a case by when, as data with source, mark and validity.
//!
//! A set is read from rule text ([`NodeSet::parse`]), checked as a whole, and evaluated for a case ([`evaluate`]):
//! every node with its state, its date and its rivals. [`next_alarm`] is the short form for long lists.
mod alarm;
mod cite;
mod fault;
mod figure;
mod filing;
mod input;
mod known;
mod matter;
mod node;
mod occur;
mod read;
mod state;
mod tables;
mod terms;
mod text;
mod warn;

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use alarm::{
    Alarm, DateKind, Dated, Lapse, ListState, dates, lapse, list_state, next_alarm, soon_from, unrecorded,
};
pub(crate) use cite::render;
pub use cite::{Cite, Norm};
pub(crate) use fault::refuse;
pub use fault::{SetError, SetFault};
pub use figure::{Figure, FigureUnit};
pub use input::{CaseInput, CaseKind, Course, Happened};
pub use matter::Matter;
pub use node::{KeyId, Mark, Name, Node, Rule};
pub use read::last_day;
pub(crate) use read::{limit, mark, name};
pub use state::{LAPSE_DAYS, NodeState, Settings, Status, begun, evaluate};
pub(crate) use tables::{cite, norm};
pub use terms::{Running, running};
pub(crate) use text::{NormText, Pair};
pub use warn::{Warning, WarningCode, warnings};

/// The national table (norms.md section 4) as rule texts by subject. The first holds the owners, norms, clocks and kinds
/// of case that the others use.
pub const NATIONAL: [&str; 5] = [
    include_str!("../../../../rules/nodes-national.json"),
    include_str!("../../../../rules/nodes-control.json"),
    include_str!("../../../../rules/nodes-sale.json"),
    include_str!("../../../../rules/nodes-sanctions.json"),
    include_str!("../../../../rules/nodes-remedies.json"),
];
/// The plan's matters and limits (Art. 6–8, 16, 17) as rule text.
pub const PLAN: &str = include_str!("../../../../rules/nodes-plan.json");

/// Something that can happen to a case and that nodes hang on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Its code, e.g. `execution_notice_sent`.
    pub code: String,
    /// What it says.
    pub name: Name,
    /// The text that names it, an index of [`NodeSet::titles`].
    pub title: u16,
}

/// A group or person that owns nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Its code, e.g. `A`.
    pub code: String,
    /// What it is called.
    pub name: Name,
    /// Not of this court (a party, another court): shown, but no alarm for the court.
    pub outside: bool,
}

/// A pair of nodes that do not fit together when the first ends before the second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trap {
    /// What it is called in [`WarningCode`].
    pub code: WarningCode,
    /// The node that ends too early.
    pub node: u16,
    /// The node it would need first.
    pub other: u16,
}

/// A checked set of nodes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NodeSet {
    keys: Vec<Key>,
    titles: Vec<Name>,
    owners: Vec<Owner>,
    norms: Vec<Norm>,
    clocks: Vec<Name>,
    nodes: Vec<Node>,
    traps: Vec<Trap>,
    matters: Vec<Matter>,
    /// Nodes that a case's own dates can trigger: all that matter while nothing has been recorded.
    by_date: Vec<u16>,
    /// Nodes each key can start.
    by_key: Vec<Vec<u16>>,
    fingerprint: [u8; 32],
}

impl NodeSet {
    /// The national table and the plan, as this build carries them.
    pub fn builtin() -> &'static NodeSet {
        static SET: OnceLock<NodeSet> = OnceLock::new();
        // The embedded texts are checked by a test; an empty set can only stand in for a broken build.
        SET.get_or_init(|| NodeSet::beside_national(&[PLAN]).unwrap_or_else(|_| NodeSet::empty()))
    }

    fn empty() -> NodeSet {
        NodeSet {
            keys: Vec::new(),
            titles: Vec::new(),
            owners: Vec::new(),
            norms: Vec::new(),
            clocks: Vec::new(),
            nodes: Vec::new(),
            traps: Vec::new(),
            matters: Vec::new(),
            by_date: Vec::new(),
            by_key: Vec::new(),
            fingerprint: [0; 32],
        }
    }

    /// Reads rule texts of one shape as one set: later texts may use the keys, owners and norms of earlier ones.
    ///
    /// # Errors
    /// Whatever makes the set unusable, with the rule to blame.
    pub fn parse(texts: &[&str]) -> Result<NodeSet, SetError> {
        let mut set = read::read(texts)?;
        let mut hash = Sha256::new();
        texts.iter().for_each(|t| hash.update(t.as_bytes()));
        set.fingerprint = hash.finalize().into();
        Ok(set)
    }

    /// Reads a court's own texts on top of the national table.
    ///
    /// # Errors
    /// Those of [`NodeSet::parse`].
    pub fn beside_national(own: &[&str]) -> Result<NodeSet, SetError> {
        let texts: Vec<&str> = NATIONAL.iter().chain(own).copied().collect();
        NodeSet::parse(&texts)
    }

    /// All nodes in the order of the texts.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// A node by its index, as [`Alarm`] and [`Dated`] name it.
    pub fn at(&self, index: u16) -> Option<&Node> {
        self.nodes.get(usize::from(index))
    }

    /// A node by its id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|n| n.id == id)
    }

    /// Everything that can be recorded as a happening.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Titles of the texts the set was read from, in their order; empty where a text has none.
    pub fn titles(&self) -> &[Name] {
        &self.titles
    }

    /// A key by its code.
    pub fn key(&self, code: &str) -> Option<KeyId> {
        let own = known::DATE_KEYS.len().min(self.keys.len());
        if let Some(i) = self.keys[..own].iter().position(|k| k.code == code) {
            return Some(KeyId(i as u16));
        }
        // The others stand in order.
        let found = self.keys[own..].binary_search_by(|k| k.code.as_str().cmp(code)).ok()?;
        Some(KeyId((own + found) as u16))
    }

    /// A key's code and names.
    pub fn key_at(&self, key: KeyId) -> Option<&Key> {
        self.keys.get(usize::from(key.0))
    }

    /// Who owns a node.
    pub fn owner(&self, node: &Node) -> Option<&Owner> {
        self.owners.get(usize::from(node.owner))
    }

    /// The matters of the office, in the order of their texts; none where no text names any.
    pub fn matters(&self) -> &[Matter] {
        &self.matters
    }

    /// The matter a node belongs to or is watched by.
    pub fn matter_of(&self, node: u16) -> Option<&Matter> {
        self.matters.iter().find(|matter| matter.all().any(|of| of == node))
    }

    /// All owners.
    pub fn owners(&self) -> &[Owner] {
        &self.owners
    }

    /// All norms cited.
    pub fn norms(&self) -> &[Norm] {
        &self.norms
    }

    /// What a competing clock is about.
    pub fn clock(&self, node: &Node) -> Option<&Name> {
        self.clocks.get(usize::from(node.clock?))
    }

    /// The source of a node with the article numbers in force on a day, in Chinese and English.
    pub fn source(&self, node: &Node, on: NaiveDate) -> Name {
        cite::render(&self.norms, &node.cites, on)
    }

    /// SHA-256 of the rule texts: what a receipt binds a node's date to.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }
}
