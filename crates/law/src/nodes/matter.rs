//! Matters (事项): the shared work of the centre (plan Art. 7), each with its nodes, so that a node is seen as work.
use serde::{Deserialize, Serialize};

use super::fault::{SetError, SetFault, refuse};
use super::known::DATE_KEYS;
use super::node::{KeyId, Name, Node, Rule};
use super::read::name;
use super::tables::Tables;
use super::text::MatterText;

/// A matter of the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its id, e.g. `m3`. Records name it, so it is never given a new meaning.
    pub id: String,
    /// What it is called.
    pub name: Name,
    /// Its own nodes: it is there where one of them applies, and done when none is open. The first one says whose it is
    /// and which article it comes from.
    pub nodes: Vec<u16>,
    /// Nodes of the law whose dates it watches.
    pub sees: Vec<u16>,
    /// The forms it makes, by their keys.
    pub forms: Vec<String>,
    /// The happening by which somebody says that the case has no such matter; nothing where every case has it.
    pub void: Option<KeyId>,
}

impl Matter {
    /// Its nodes and those it watches.
    pub fn all(&self) -> impl Iterator<Item = u16> {
        self.nodes.iter().chain(&self.sees).copied()
    }
}

/// Reads the matters of texts, and lets what says that a case has no such matter end the limits of its nodes.
pub(super) fn matters<'t>(
    texts: impl Iterator<Item = &'t MatterText>,
    tables: &Tables,
    nodes: &mut [Node],
) -> Result<Vec<Matter>, SetError> {
    let mut all: Vec<Matter> = Vec::new();
    for text in texts {
        let matter = matter(text, tables)?;
        let id = matter.id.as_str();
        if id.trim().is_empty() || all.iter().any(|other| other.id == id) {
            return refuse(SetFault::DuplicateId, id, "a matter's id stands once and is not empty");
        }
        if matter.nodes.is_empty() {
            return refuse(SetFault::UnknownNode, id, "a matter has a node of its own");
        }
        check(&matter, &all, tables, nodes)?;
        if let Some(void) = matter.void {
            matter
                .nodes
                .iter()
                .for_each(|own| nodes[usize::from(*own)].aside = Some(void));
        }
        all.push(matter);
    }
    Ok(all)
}

fn matter(text: &MatterText, tables: &Tables) -> Result<Matter, SetError> {
    let id = text.id.as_str();
    let nodes = |ids: &[String]| {
        ids.iter()
            .map(|node| tables.node(node, id))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(Matter {
        id: text.id.clone(),
        name: name(&text.name, id)?,
        nodes: nodes(&text.nodes)?,
        sees: nodes(&text.sees)?,
        forms: text.forms.clone(),
        void: text.void.as_ref().map(|key| tables.key(key, id)).transpose()?,
    })
}

/// What no matter may be, beside those before it.
fn check(matter: &Matter, before: &[Matter], tables: &Tables, nodes: &[Node]) -> Result<(), SetError> {
    let id = matter.id.as_str();
    if tables.ids.iter().any(|node| node == id) {
        return refuse(SetFault::DuplicateId, id, "a node has this id");
    }
    // Work that stood in two matters, or twice in one, would be shared out twice.
    let all: Vec<u16> = matter.all().collect();
    let among = |node: &u16| before.iter().any(|other| other.all().any(|of| of == *node));
    let twice = all
        .iter()
        .enumerate()
        .find(|(at, node)| all[..*at].contains(node) || among(node));
    if let Some((_, node)) = twice {
        return refuse(SetFault::DuplicateId, id, &tables.ids[usize::from(*node)]);
    }
    let Some(void) = matter.void else {
        return Ok(());
    };
    // Nobody sets aside what the law asks for: only limits the court gave itself.
    let law = matter.nodes.iter().map(|own| &nodes[usize::from(*own)]);
    if let Some(node) = law
        .into_iter()
        .find(|node| !node.internal && node.rule != Rule::Timeless)
    {
        return refuse(SetFault::NotInternal, id, &node.id);
    }
    // What happens anyway would set the matter aside without anybody saying so.
    let is_used = |node: &Node| {
        let named = [&node.trigger, &node.needs, &node.unless, &node.done, &node.void];
        named.into_iter().flatten().any(|key| *key == void)
    };
    let is_date = tables
        .keys
        .get(usize::from(void.0))
        .is_some_and(|key| DATE_KEYS.contains(&key.code.as_str()));
    let is_shared = before.iter().any(|other| other.void == Some(void));
    match is_date || is_shared || nodes.iter().any(is_used) {
        true => refuse(
            SetFault::BadVoid,
            id,
            "it is a happening of its own, for this matter alone",
        ),
        false => Ok(()),
    }
}
