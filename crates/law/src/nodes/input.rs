//! What the engine needs to know of a case.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::node::Node;
use crate::counting::Period;
use crate::facts::{BasisType, Facts};

/// Kind of case: node templates hang on it (finding 5). What is executed is another question: see [`BasisType`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseKind {
    /// 首次执行
    #[default]
    First,
    /// 恢复执行 (执恢)
    Resumed,
    /// 受托
    Entrusted,
    /// 保全 (执保): no execution notice, its own clocks
    Preservation,
    /// 执行异议 (执异)
    Objection,
    /// 复议 (执复)
    Review,
    /// 监督 (执监)
    Supervision,
    /// 信访
    Petition,
}

impl CaseKind {
    /// All kinds.
    pub const ALL: [CaseKind; 8] = [
        CaseKind::First,
        CaseKind::Resumed,
        CaseKind::Entrusted,
        CaseKind::Preservation,
        CaseKind::Objection,
        CaseKind::Review,
        CaseKind::Supervision,
        CaseKind::Petition,
    ];

    /// Stable code, as rule texts write it.
    pub fn code(self) -> &'static str {
        match self {
            CaseKind::First => "first",
            CaseKind::Resumed => "resumed",
            CaseKind::Entrusted => "entrusted",
            CaseKind::Preservation => "preservation",
            CaseKind::Objection => "objection",
            CaseKind::Review => "review",
            CaseKind::Supervision => "supervision",
            CaseKind::Petition => "petition",
        }
    }

    pub(super) fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The kind of an enforcement case from what is known of it. `type_code` is the type in the case number (执恢,
    /// 执保, …; empty while there is none), which says most; then 保全 and 受托.
    pub fn of(type_code: &str, facts: &Facts) -> CaseKind {
        match type_code {
            "执保" | "财保" => CaseKind::Preservation,
            "执恢" => CaseKind::Resumed,
            "执异" => CaseKind::Objection,
            "执复" => CaseKind::Review,
            "执监" => CaseKind::Supervision,
            _ if facts.is_preservation() => CaseKind::Preservation,
            _ if facts.entrusted == Some(true) => CaseKind::Entrusted,
            _ => CaseKind::First,
        }
    }
}

/// The course triage put a case on (plan Art. 16). Undecided cases run as ordinary (norms.md section 2, step 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Course {
    /// 简易
    Simple,
    /// 普通
    Ordinary,
}

/// Something that happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened<'a> {
    /// A key of the node set; unknown keys are ignored.
    pub key: &'a str,
    /// The day.
    pub on: NaiveDate,
    /// What it concerns (an asset, a document number), or empty.
    pub subject: &'a str,
}

/// What the engine needs to know of a case. Dates are civil dates at UTC+8.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseInput<'a> {
    /// Kind of case.
    pub kind: CaseKind,
    /// Kind of basis; `None` while unknown: then only what holds for every basis applies.
    pub basis: Option<BasisType>,
    /// The course it is on; `None` while undecided.
    pub course: Option<Course>,
    /// 立案日期
    pub filed_on: Option<NaiveDate>,
    /// 收案日期; where it is missing, the filing day stands in for it.
    pub received_on: Option<NaiveDate>,
    /// 收到材料日期
    pub materials_received_on: Option<NaiveDate>,
    /// 结案日期
    pub closed_on: Option<NaiveDate>,
    /// 结案方式, a code of norms.md section 6; one that is a key of the set (`terminated_this_round`) happened on the
    /// day of closing. Or empty.
    pub closed_by: &'a str,
    /// What has happened, in any order.
    pub happenings: &'a [Happened<'a>],
    /// Since when this book keeps the case; `None` if from the start. What ran out before and is not recorded here is
    /// said to be unrecorded, not overdue: a ledger taken over does not tell who sent which notice.
    pub kept_since: Option<NaiveDate>,
    /// Excluded time.
    pub excluded: &'a [Period],
    /// Frozen deposits and network funds cover the claim; `None` while unknown.
    pub frozen_covers: Option<bool>,
}

impl<'a> CaseInput<'a> {
    /// The excluded time that extends a node.
    pub fn excluded_for(&self, node: &Node) -> &'a [Period] {
        if node.excludable { self.excluded } else { &[] }
    }
}
