//! Texts of printed sheets.
use super::Text;

/// When it was printed, and by whom.
pub const PRINTED: Text = Text("打印时间 {}　打印人 {}", "Printed {} by {}");
/// When it was printed, where nobody is known.
pub const PRINTED_AT: Text = Text("打印时间 {}", "Printed {}");
/// The name of a sheet after its court.
pub const OF_COURT: Text = Text("{}执行局", "Enforcement Bureau, {}");

/// Title of the printed list.
pub const LIST: Text = Text("执行案件清单", "List of enforcement cases");
/// Column: running number.
pub const RUNNING_NUMBER: Text = Text("序号", "No.");
/// How many rows there are.
pub const ROWS: Text = Text("共 {} 件", "{} cases");
/// Before the filter in words.
pub const FILTER: Text = Text("范围：{}", "Listed: {}");
/// Nothing is left out.
pub const ALL_CASES: Text = Text("全部案件", "all cases");
/// Only the rows chosen.
pub const CHOSEN: Text = Text("所选案件", "cases selected");
/// A search.
pub const SEARCHED: Text = Text("搜索“{}”", "search “{}”");
/// A narrowing: what of, to what.
pub const ONLY: Text = Text("{}：{}", "{}: {}");
/// How the list is sorted.
pub const SORTED: Text = Text("按{}升序", "by {}, ascending");
/// How the list is sorted, the other way round.
pub const SORTED_DOWN: Text = Text("按{}降序", "by {}, descending");
/// Printing the list.
pub const PRINT_LIST: Text = Text("打印清单", "Print list");
/// While the rows are fetched.
pub const PREPARING: Text = Text("正在准备…", "Preparing…");
/// Too many rows for paper.
pub const TOO_MANY: Text = Text(
    "共 {} 件，超过 {} 件不宜打印。请先筛选，或导出 Excel 表格。",
    "{} cases are too many to print (at most {}). Narrow the list, or take the Excel workbook.",
);
/// Printed by the browser's own menu, without the rows.
pub const USE_BUTTON: Text = Text(
    "请用列表页上方的“打印清单”，或按 Ctrl+P：这样才会打印全部案件。",
    "Please print with “Print list” above the list, or Ctrl+P: only then all cases are printed.",
);

/// Title of a printed case.
pub const CASE: Text = Text("执行案件情况表", "Enforcement case sheet");
/// Dates and things to do.
pub const LIMITS: Text = Text("期限和待办事项", "Dates and things to do");
/// Things somebody outside the court must do.
pub const OUTSIDE: Text = Text("当事人、其他单位的期限", "Dates of parties and others");
/// The whole trace.
pub const TRACE: Text = Text("办理留痕（全部 {} 条）", "Trace (all {} entries)");
/// Column: when.
pub const WHEN: Text = Text("时间", "When");
/// Column: who.
pub const WHO: Text = Text("办理人", "Who");
/// Column: what.
pub const WHAT: Text = Text("内容", "What");
/// Fields nobody has filled in.
pub const NOT_GIVEN: Text = Text("未填：{}", "Not given: {}");
/// A field with two values.
pub const DIFFERS: Text = Text("两处填写不同，待核定：{}", "Two entries differ, to be settled: {}");
/// A name that is taken over from the rules.
pub const MISSING: Text = Text("待补充事实：{}", "Facts missing: {}");
/// Something was typed that is neither a day nor an amount.
pub const UNREADABLE: Text = Text("{}（看不懂，未计入）", "{} (cannot be read, not counted)");
/// A day nobody has entered, taken as today.
pub const PRESET_TODAY: Text = Text("预设为今日，请核对", "Preset to today: please check");
/// A choice that stands as it was preset.
pub const PRESET: Text = Text("{}（预设，请核对）", "{} (preset: please check)");
/// What happens with a blank day of receipt.
pub const AS_FILED: Text = Text("按立案日期计", "Taken as the filing day");
/// Nobody has made this mark.
pub const NO_MARK: Text = Text("未标注", "Not marked");
