//! The bureau as data: groups, roles, and who may do what (plan Art. 2–5, 10).
//!
//! A text lists groups, roles and rules; a rule grants rights to roles in groups, on groups of fields and on happenings.
//! What no rule grants is refused. A court puts its own text in place of the built-in one.
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use super::Person;
use super::grant::{Grant, fits};
use super::right::{Right, field_bit};
use super::staffing::{self, PostFault, PostText};
use crate::field::Field;
use crate::normal::normal;

/// The bureau of the Shangqiu plan.
pub const SHANGQIU: &str = include_str!("../../../../rules/bureau-shangqiu.json");

/// Chinese and English.
pub type Pair = (String, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Text {
    id: String,
    version: u32,
    title: Pair,
    source: String,
    groups: Vec<NamedText>,
    roles: Vec<NamedText>,
    /// The roles of judges: who signs rulings.
    #[serde(default)]
    judges: Vec<String>,
    #[serde(default)]
    fields: BTreeMap<String, Vec<String>>,
    /// The posts that must be filled.
    #[serde(default)]
    posts: Vec<PostText>,
    rules: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct NamedText {
    id: String,
    name: Pair,
    /// The unit a group is part of.
    #[serde(default)]
    part_of: Option<String>,
    /// What lists also call it.
    #[serde(default)]
    also: Vec<String>,
    /// A role that leads the bureau: nobody gives it by the way.
    #[serde(default)]
    leads: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct RuleText {
    id: String,
    article: String,
    mark: String,
    name: Pair,
    /// Missing: every role.
    roles: Option<Vec<String>>,
    /// Missing: whatever the group.
    groups: Option<Vec<String>>,
    may: Vec<String>,
    /// Groups of fields, for `case.write`. Missing: all.
    fields: Option<Vec<String>>,
    /// Happenings, for `node.record`; `*` stands for any end. Missing: all.
    nodes: Option<Vec<String>>,
    /// Matters, for `matter.take`. Missing: all.
    matters: Option<Vec<String>>,
    /// Our reading, not the plan's word.
    #[serde(default)]
    proposed: bool,
}

/// A group, team or role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Id, kept with people.
    pub id: String,
    /// Chinese and English.
    pub name: Pair,
    /// What lists also call it.
    pub also: Vec<String>,
    /// A role that leads the bureau. Roles stand in the order of their rank.
    pub leads: bool,
}

impl Named {
    /// Whether a text of a list names it.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let text = normal(text);
        let mut names = [&self.id, &self.name.0, &self.name.1].into_iter().chain(&self.also);
        names.any(|name| normal(name) == text)
    }
}

/// A rule of the table, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Id; what a refusal names.
    pub id: String,
    /// Article of the plan.
    pub article: String,
    /// What it says.
    pub name: Pair,
}

/// What is wrong with a text that is to be a bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BureauFault {
    /// Not JSON, or not of this shape.
    Unreadable,
    /// An id stands twice, or is empty.
    Twice,
    /// A rule names no article or mark.
    NoSource,
    /// A role is named that is not there.
    UnknownRole,
    /// A group or team is named that is not there.
    UnknownGroup,
    /// A right is named that is not there.
    UnknownRight,
    /// Fields are named that are not there.
    UnknownFields,
    /// Nobody could do some things.
    NobodyMay,
}

impl BureauFault {
    /// Stable code: the trace of a book names it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            BureauFault::Unreadable => "bureau_unreadable",
            BureauFault::Twice => "bureau_twice",
            BureauFault::NoSource => "bureau_no_source",
            BureauFault::UnknownRole => "bureau_unknown_role",
            BureauFault::UnknownGroup => "bureau_unknown_group",
            BureauFault::UnknownRight => "bureau_unknown_right",
            BureauFault::UnknownFields => "bureau_unknown_fields",
            BureauFault::NobodyMay => "bureau_nobody_may",
        }
    }
}

/// Why a text is no bureau.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", fault.code())]
pub struct BureauError {
    /// What is wrong.
    pub fault: BureauFault,
    /// What it is about.
    pub detail: String,
}

/// A bureau, ready to be asked.
#[derive(Debug)]
pub struct Bureau {
    title: Pair,
    groups: Vec<Named>,
    roles: Vec<Named>,
    judges: Vec<String>,
    rows: Vec<Row>,
    /// By role, then by group; the empty group is always there.
    grants: HashMap<String, HashMap<String, Grant>>,
    /// What each row grants.
    granted: Vec<Granted>,
    posts: Vec<PostText>,
}

/// What a row of the table grants.
#[derive(Debug)]
struct Granted {
    rights: u16,
    fields: u64,
    /// The happenings it names; nothing: all of them.
    nodes: Option<Vec<String>>,
    /// The matters it names; nothing: all of them.
    matters: Option<Vec<String>>,
}

impl Granted {
    /// Whether it grants a right, on these fields and this happening where they matter.
    fn has(&self, right: Right, fields: u64, key: Option<&str>) -> bool {
        let named = |nodes: &Vec<String>| key.is_none_or(|key| nodes.iter().any(|pattern| fits(pattern, key)));
        self.rights & right.bit() != 0
            && (right != Right::Write || fields == 0 || self.fields & fields != 0)
            && (right != Right::Record || self.nodes.as_ref().is_none_or(named))
            && (right != Right::Take || self.matters.as_ref().is_none_or(named))
    }

    /// Whether it says on which fields or happenings: such a row says more about who does it than one for everything.
    fn is_exact(&self, right: Right) -> bool {
        match right {
            Right::Write => self.fields != u64::MAX,
            Right::Record => self.nodes.is_some(),
            Right::Take => self.matters.is_some(),
            _ => true,
        }
    }
}

impl Bureau {
    /// The built-in bureau of the Shangqiu plan.
    pub fn builtin() -> &'static Bureau {
        static BUILTIN: OnceLock<Bureau> = OnceLock::new();
        // The built-in text is checked by a test; were it unreadable, nobody but a lone founder could do anything.
        BUILTIN.get_or_init(|| Bureau::parse(SHANGQIU).unwrap_or_else(|_| Bureau::empty()))
    }

    fn empty() -> Bureau {
        Bureau {
            title: Pair::default(),
            groups: Vec::new(),
            roles: Vec::new(),
            judges: Vec::new(),
            rows: Vec::new(),
            grants: HashMap::new(),
            granted: Vec::new(),
            posts: Vec::new(),
        }
    }

    /// Reads and checks a text.
    ///
    /// # Errors
    /// `bureau_unreadable`, `bureau_twice`, `bureau_no_source`, `bureau_unknown_role`, `bureau_unknown_group`,
    /// `bureau_unknown_right`, `bureau_unknown_fields`, `bureau_nobody_may` (a right that keeps the book going is
    /// granted to nobody).
    pub fn parse(text: &str) -> Result<Bureau, BureauError> {
        let text: Text = serde_json::from_str(text).map_err(|e| fault(BureauFault::Unreadable, e))?;
        let named = |list: &[NamedText]| -> Vec<Named> {
            let name = |n: &NamedText| Named {
                id: n.id.clone(),
                name: n.name.clone(),
                also: n.also.clone(),
                leads: n.leads,
            };
            list.iter().map(name).collect()
        };
        let mut bureau = Bureau {
            title: text.title.clone(),
            groups: named(&text.groups),
            roles: named(&text.roles),
            ..Bureau::empty()
        };
        unique(bureau.groups.iter().map(|g| g.id.as_str()))?;
        unique(bureau.roles.iter().map(|r| r.id.as_str()))?;
        unique(text.rules.iter().map(|r| r.id.as_str()))?;
        for rule in &text.rules {
            bureau.grant(&text, rule)?;
        }
        for post in &text.posts {
            chosen(
                &bureau.roles,
                Some(std::slice::from_ref(&post.role)),
                BureauFault::UnknownRole,
            )?;
            chosen(&bureau.groups, Some(&post.groups), BureauFault::UnknownGroup)?;
            if post.article.trim().is_empty() {
                return Err(fault(BureauFault::NoSource, &post.role));
            }
        }
        chosen(&bureau.roles, Some(&text.judges), BureauFault::UnknownRole)?;
        // A text from before matters were kept for their groups leaves them to whoever may note.
        if !bureau.granted.iter().any(|row| row.has(Right::Take, 0, None)) {
            let all = bureau.grants.values_mut().flat_map(HashMap::values_mut);
            all.for_each(|grant| grant.every_matter = true);
        }
        bureau.judges = text.judges;
        bureau.posts = text.posts;
        for right in [Right::People, Right::Rules, Right::Write, Right::Decide] {
            if !bureau.granted.iter().any(|row| row.has(right, 0, None)) {
                return Err(fault(BureauFault::NobodyMay, right.key()));
            }
        }
        Ok(bureau)
    }

    fn grant(&mut self, text: &Text, rule: &RuleText) -> Result<(), BureauError> {
        if rule.article.trim().is_empty() || rule.mark.trim().is_empty() {
            return Err(fault(BureauFault::NoSource, &rule.id));
        }
        let roles = chosen(&self.roles, rule.roles.as_deref(), BureauFault::UnknownRole)?;
        let mut groups = chosen(&self.groups, rule.groups.as_deref(), BureauFault::UnknownGroup)?;
        if rule.groups.is_none() {
            groups.push(String::new());
        }
        let mut rights = 0;
        for key in &rule.may {
            let right = Right::from_key(key).ok_or_else(|| fault(BureauFault::UnknownRight, key))?;
            rights |= right.bit();
        }
        let fields = fields_of(text, rule)?;
        for role in roles {
            let by_group = self.grants.entry(role).or_default();
            for group in &groups {
                let grant = by_group.entry(group.clone()).or_default();
                grant.rights |= rights;
                if rights & Right::Write.bit() != 0 {
                    grant.fields |= fields;
                }
                if rights & Right::Record.bit() != 0 {
                    grant.every_node |= rule.nodes.is_none();
                    grant.nodes.extend(rule.nodes.iter().flatten().cloned());
                }
                if rights & Right::Take.bit() != 0 {
                    grant.every_matter |= rule.matters.is_none();
                    grant.matters.extend(rule.matters.iter().flatten().cloned());
                }
            }
        }
        self.granted.push(Granted {
            rights,
            fields,
            nodes: rule.nodes.clone(),
            matters: rule.matters.clone(),
        });
        self.rows.push(Row {
            id: rule.id.clone(),
            article: rule.article.clone(),
            name: rule.name.clone(),
        });
        Ok(())
    }

    /// The posts that have too few people or too many, of those in office.
    pub fn posts_amiss<'p>(&self, in_office: impl Iterator<Item = &'p Person>) -> Vec<PostFault> {
        staffing::faults(&self.posts, in_office)
    }

    /// The posts that too many would hold, each with its role, the group it is of (or none) and how many there may be.
    pub(super) fn posts_with_a_most(&self) -> impl Iterator<Item = (&str, &str, u32)> {
        staffing::with_a_most(&self.posts)
    }

    /// Its title.
    pub fn title(&self) -> &Pair {
        &self.title
    }

    /// Groups and teams.
    pub fn groups(&self) -> &[Named] {
        &self.groups
    }

    /// Roles.
    pub fn roles(&self) -> &[Named] {
        &self.roles
    }

    /// Whether whoever has this role is a judge, and so may sign a ruling: the centre has none of its own (plan Art. 4).
    /// A text that names no judges does not say.
    pub fn is_judge(&self, role: &str) -> Option<bool> {
        (!self.judges.is_empty()).then(|| self.judges.iter().any(|known| known == role))
    }

    /// Whether whoever has this role handles cases as his daily work: a judge who does not lead the bureau (plan Art. 4).
    /// Anybody, where the text names no judges.
    pub fn handles(&self, role: &str) -> bool {
        let leads = self.roles.iter().any(|named| named.id == role && named.leads);
        self.is_judge(role).unwrap_or(true) && !leads
    }

    /// The rule of an id, as a refusal names it.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// What a role in a group may do. A group the text does not know counts as none.
    pub fn of(&self, role: &str, group: &str) -> Option<&Grant> {
        let by_group = self.grants.get(role)?;
        by_group.get(group).or_else(|| by_group.get(""))
    }

    /// The rule that keeps a right for others: the first that grants it on these fields and this happening, one that
    /// names them before one that grants everything.
    pub(crate) fn keeper(&self, right: Right, fields: u64, key: Option<&str>) -> &str {
        let rows = || {
            self.granted
                .iter()
                .zip(&self.rows)
                .filter(|(granted, _)| granted.has(right, fields, key))
        };
        let exact = rows().find(|(granted, _)| granted.is_exact(right));
        exact.or_else(|| rows().next()).map_or(right.key(), |(_, row)| &row.id)
    }
}

/// The ids a rule names, or all.
fn chosen(known: &[Named], named: Option<&[String]>, missing: BureauFault) -> Result<Vec<String>, BureauError> {
    let Some(named) = named else {
        return Ok(known.iter().map(|n| n.id.clone()).collect());
    };
    match named.iter().find(|id| known.iter().all(|n| n.id != **id)) {
        Some(unknown) => Err(fault(missing, unknown)),
        None => Ok(named.to_vec()),
    }
}

fn fields_of(text: &Text, rule: &RuleText) -> Result<u64, BureauError> {
    let Some(groups) = &rule.fields else {
        return Ok(u64::MAX);
    };
    let mut fields = 0;
    for group in groups {
        let keys = text
            .fields
            .get(group)
            .ok_or_else(|| fault(BureauFault::UnknownFields, group))?;
        for key in keys {
            fields |= field_bit(Field::from_key(key).ok_or_else(|| fault(BureauFault::UnknownFields, key))?);
        }
    }
    Ok(fields)
}

fn unique<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), BureauError> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if id.is_empty() || !seen.insert(id) {
            return Err(fault(BureauFault::Twice, id));
        }
    }
    Ok(())
}

fn fault(fault: BureauFault, detail: impl ToString) -> BureauError {
    BureauError {
        fault,
        detail: detail.to_string(),
    }
}
