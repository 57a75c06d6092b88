//! The shape of a node text (`rules/nodes-*.json`).
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::figure::FigureUnit;

/// Chinese and English.
pub(crate) type Pair = (String, String);

#[derive(Deserialize)]
pub(super) struct SetText {
    #[serde(default)]
    pub title: Pair,
    #[serde(default)]
    pub owners: BTreeMap<String, OwnerText>,
    #[serde(default)]
    pub norms: BTreeMap<String, NormText>,
    #[serde(default)]
    pub keys: BTreeMap<String, Pair>,
    #[serde(default)]
    pub clocks: BTreeMap<String, Pair>,
    #[serde(default)]
    pub kinds: BTreeMap<String, Vec<String>>,
    pub nodes: Vec<NodeText>,
    #[serde(default)]
    pub matters: Vec<MatterText>,
    #[serde(default)]
    pub traps: Vec<TrapText>,
}

#[derive(Deserialize)]
pub(super) struct OwnerText {
    pub name: Pair,
    #[serde(default)]
    pub outside: bool,
}

#[derive(Deserialize)]
pub(crate) struct NormText {
    pub name: Pair,
    pub from: NaiveDate,
    #[serde(default)]
    pub versions: Vec<NaiveDate>,
    #[serde(default)]
    pub subjects: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MatterText {
    pub id: String,
    pub name: Pair,
    pub nodes: Vec<String>,
    #[serde(default)]
    pub sees: Vec<String>,
    #[serde(default)]
    pub forms: Vec<String>,
    pub void: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct TrapText {
    pub code: String,
    pub node: String,
    pub other: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureText {
    pub of: Pair,
    pub unit: FigureUnit,
    pub at_least: Option<u64>,
    pub at_most: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NodeText {
    pub id: String,
    pub name: Pair,
    pub owner: String,
    /// `10 day`, `5 working_day`, `1 year validity`, `3 month earliest`, `30 day effect`, `15 day back`, `5 day window`,
    /// `1 day unrolled`; missing when the norm sets no time.
    pub term: Option<String>,
    #[serde(default)]
    pub trigger: Vec<String>,
    #[serde(default)]
    pub from: Vec<String>,
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(default)]
    pub done: Vec<String>,
    #[serde(default)]
    pub done_all: bool,
    #[serde(default)]
    pub void: Vec<String>,
    #[serde(default)]
    pub more: BTreeMap<String, (u32, u32)>,
    #[serde(default)]
    pub repeat: u32,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub bases: Vec<String>,
    #[serde(default)]
    pub not_bases: Vec<String>,
    pub course: Option<String>,
    #[serde(default)]
    pub excludable: bool,
    #[serde(default)]
    pub internal: bool,
    #[serde(default)]
    pub after_close: bool,
    pub clock: Option<String>,
    #[serde(default)]
    pub cite: Vec<String>,
    pub mark: Option<String>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    #[serde(default)]
    pub proposed: bool,
    #[serde(default)]
    pub figures: Vec<FigureText>,
    pub open: Option<Pair>,
    pub note: Option<Pair>,
}
