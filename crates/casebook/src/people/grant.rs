//! What somebody may do: what the rows of the table grant to a role in a group, taken together.
use super::right::{Need, Right};

/// What somebody may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    pub(super) rights: u16,
    pub(super) fields: u64,
    pub(super) every_node: bool,
    pub(super) nodes: Vec<String>,
    pub(super) every_matter: bool,
    pub(super) matters: Vec<String>,
}

impl Grant {
    /// Everything: for whoever is alone in a book.
    pub fn everything() -> Grant {
        Grant {
            rights: u16::MAX,
            fields: u64::MAX,
            every_node: true,
            nodes: Vec::new(),
            every_matter: true,
            matters: Vec::new(),
        }
    }

    /// Whether it covers what an action takes; else the right that lacks, and the fields that do.
    pub fn covers(&self, need: &Need<'_>) -> Result<(), (Right, u64)> {
        let lacking = need.rights & !self.rights;
        if lacking != 0 {
            let right = Right::all().find(|r| lacking & r.bit() != 0).unwrap_or(Right::Write);
            return Err((right, need.fields));
        }
        let fields = need.fields & !self.fields;
        if fields != 0 && need.rights & Right::Write.bit() != 0 {
            return Err((Right::Write, fields));
        }
        let may = |key: &&str| self.every_node || self.nodes.iter().any(|pattern| fits(pattern, key));
        let one = need.any_of.is_empty() || need.any_of.iter().any(may);
        if one && need.keys.iter().all(may) {
            Ok(())
        } else {
            Err((Right::Record, 0))
        }
    }

    /// The happenings it lets be recorded, as patterns for [`fits`].
    pub fn nodes(&self) -> Vec<String> {
        match (self.has(Right::Record), self.every_node) {
            (false, _) => Vec::new(),
            (true, true) => vec!["*".to_owned()],
            (true, false) => self.nodes.clone(),
        }
    }

    /// The matters it lets be taken; `*` for all.
    pub fn matters(&self) -> Vec<String> {
        match (self.has(Right::Take), self.every_matter) {
            (false, _) => Vec::new(),
            (true, true) => vec!["*".to_owned()],
            (true, false) => self.matters.clone(),
        }
    }

    /// Whether it lets a matter be taken.
    pub fn takes(&self, matter: &str) -> bool {
        self.every_matter || self.matters.iter().any(|own| own == matter)
    }

    /// Whether it holds a right, at least in part.
    pub fn has(&self, right: Right) -> bool {
        self.rights & right.bit() != 0
    }
}

/// Whether a happening is one a pattern of the table names; `*` stands for any end.
pub fn fits(pattern: &str, key: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => key.starts_with(start),
        None => pattern == key,
    }
}
