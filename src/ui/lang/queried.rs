//! Texts of what the property queries of a case came to. `{}` stands for a number, a sum or a day.
use super::Text;

/// The card.
pub const TITLE: Text = Text("网络查询与冻结合计", "Queries and freezes in all");
/// Results, of them hits, the last day.
pub const RESULTS: Text = Text(
    "查询结果 {} 项，其中查到财产 {} 项，最近反馈 {}。",
    "{} results, property found by {} of them, last fed back on {}.",
);
/// Found.
pub const FOUND: Text = Text("查得金额", "Found");
/// Of it executable.
pub const USABLE: Text = Text("其中有效可执行", "Of it effective and executable");
/// Of that cash.
pub const CASH: Text = Text("其中存款、网络资金", "Of that deposits and network funds");
/// Frozen by seizures.
pub const FROZEN: Text = Text(
    "已登记冻结（首封、未解除，{} 项）",
    "Frozen, first in line and in force ({})",
);
/// The case says.
pub const SAYS: Text = Text("案件所载已冻结金额", "Frozen, as the case says");
/// Cash that is not frozen.
pub const NOT_FROZEN: Text = Text(
    "查得的存款、网络资金尚未冻结；冻结后才按第十一条第（一）项第 5 目比较。",
    "The deposits found are not frozen yet: only what is frozen counts for Art. 11(1)5.",
);
/// It covers the claim.
pub const COVERS: Text = Text("冻结金额足以覆盖申请执行标的额。", "What is frozen covers the claim.");
/// It does not.
pub const SHORT: Text = Text(
    "冻结金额不足以覆盖申请执行标的额，差 {} 元。",
    "What is frozen falls short of the claim by {} yuan.",
);
/// Take the sum for triage.
pub const TAKE: Text = Text("分流采用已冻结 {} 元", "Use {} yuan as frozen, for triage");
/// All results are in.
pub const ALL_IN: Text = Text("结果已全部反馈", "All results are in");
/// The matter is done.
pub const ANALYSED: Text = Text("分析、冻结完毕，办结", "Analysed and frozen: done");
/// Said afterwards.
pub const SAID: Text = Text(
    "已登记：总对总结果分析并冻结",
    "Recorded: the national query is analysed and frozen",
);
