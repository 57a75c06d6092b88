//! Texts of the list of cases. `{}` stands for a number or name.
use super::Text;

/// Heading.
pub const TITLE: Text = Text("案件", "Cases");
/// All cases of the query.
pub const COUNT: Text = Text("共 {} 件", "{} cases");
/// Search field.
pub const SEARCH: Text = Text("搜索案号、当事人、拼音首字母", "Search number, party, pinyin initials");
/// New case.
pub const NEW: Text = Text("新建案件", "New case");
/// To the import page.
pub const IMPORT: Text = Text("导入", "Import");
/// Loads the sample.
pub const SAMPLE: Text = Text("载入示例台账", "Load a sample list");
/// While the sample is loaded.
pub const SAMPLE_LOADING: Text = Text("正在载入示例…", "Loading the sample…");

/// State filter.
pub const BY_STATE: Text = Text("状态", "State");
/// State: overdue.
pub const OVERDUE: Text = Text("超期", "Overdue");
/// State: due within three working days.
pub const SOON: Text = Text("将到期", "Due soon");
/// State: neither.
pub const FINE: Text = Text("在期内", "On time");
/// Verdict filter.
pub const BY_VERDICT: Text = Text("结论", "Verdict");
/// No filter on this.
pub const ALL: Text = Text("全部", "All");
/// No verdict filter.
pub const ALL_VERDICTS: Text = Text("全部结论", "All verdicts");
/// Handler filter.
pub const ALL_HANDLERS: Text = Text("全部承办人", "All handlers");
/// Beside a verdict that was decided: by what is known now it would be another.
pub const CHANGED: Text = Text("有变", "changed");
/// The same, in full.
pub const FACTS_CHANGED: Text = Text(
    "按现有事实，规则算出的与已定的不同",
    "By what is known now the rules say something else than was decided",
);
/// A list that was reached from a case.
pub const ONLY_CASE: Text = Text("只列本案", "Of this case only:");
/// The way to all of it.
pub const SHOW_ALL: Text = Text("全部列出", "List all");
/// Filter by handler: cases without one.
pub const NO_HANDLER: Text = Text("未定承办人", "No handler yet");
/// Year filter.
pub const ALL_YEARS: Text = Text("全部年度", "All years");
/// A filing year.
pub const YEAR: Text = Text("{} 年立案", "Filed {}");
/// Empties all filters.
pub const CLEAR_FILTERS: Text = Text("清除筛选", "Clear filters");
/// Opens the panel of filters.
pub const FILTERS: Text = Text("筛选", "Filters");
/// The same while some are set.
pub const FILTERS_SET: Text = Text("筛选：{} 项", "Filters: {}");
/// Saved filters.
pub const SAVED: Text = Text("常用筛选", "Saved filters");
/// Saves the filter.
pub const SAVE_FILTER: Text = Text("存为常用", "Save this filter");
/// Name of a saved filter.
pub const SAVED_NAME: Text = Text("名称，如：张某超期", "Name, e.g. Zhang overdue");
/// Removes a saved filter.
pub const FORGET_FILTER: Text = Text("删除“{}”", "Remove “{}”");
/// No saved filter yet.
pub const NO_SAVED: Text = Text("还没有。先筛选，再存为常用。", "None yet. Filter first, then save it.");
/// Save.
pub const SAVE: Text = Text("保存", "Save");

/// Choosing columns.
pub const COLUMNS: Text = Text("列", "Columns");
/// Table name for screen readers.
pub const TABLE: Text = Text("案件列表", "List of cases");
/// Column: number.
pub const NUMBER: Text = Text("案号", "Case number");
/// Column: state.
pub const STATE: Text = Text("状态", "State");
/// Column: next date.
pub const NEXT: Text = Text("下一期限", "Next date");
/// Column: verdict.
pub const VERDICT: Text = Text("结论", "Verdict");
/// Column: applicant.
pub const APPLICANT: Text = Text("申请执行人", "Applicant");
/// Column: debtor.
pub const DEBTOR: Text = Text("被执行人", "Debtor");
/// Column: cause.
pub const CAUSE: Text = Text("案由", "Cause");
/// Column: handler.
pub const HANDLER: Text = Text("承办人", "Handler");
/// Column: filed.
pub const FILED: Text = Text("立案日期", "Filed on");
/// Column: amount.
pub const AMOUNT: Text = Text("申请标的额（元）", "Claim (yuan)");
/// Box that chooses a row.
pub const CHOOSE: Text = Text("选择 {}", "Select {}");
/// Box that chooses all rows.
pub const CHOOSE_ALL: Text = Text("全选", "Select all");
/// A row with competing values.
pub const CONFLICT: Text = Text("两处填写不同", "Two entries differ");
/// A sample case.
pub const IS_SAMPLE: Text = Text("示例", "Sample");
/// Keys, for screen readers.
pub const KEYS: Text = Text(
    "方向键移动，回车打开，空格选择，斜杠搜索，问号查看全部快捷键",
    "Arrows move, Enter opens, Space selects, slash searches, question mark lists all keys",
);

/// Chosen rows.
pub const CHOSEN: Text = Text("已选 {} 件", "{} selected");
/// Lets the choice go.
pub const UNCHOOSE: Text = Text("取消选择", "Clear selection");
/// Export.
pub const EXPORT: Text = Text("导出", "Export");
/// Export as workbook.
pub const EXPORT_XLSX: Text = Text("Excel 表格", "Excel workbook");
/// Export as CSV.
pub const EXPORT_CSV: Text = Text("CSV 文本", "CSV text");
/// Export as calendar.
pub const EXPORT_ICS: Text = Text("期限日历（.ics）", "Dates as calendar (.ics)");
/// Hides cases.
pub const HIDE: Text = Text("移出列表", "Remove from lists");
/// Cases hidden.
pub const HIDDEN: Text = Text("已移出 {} 件，办理留痕保留", "{} removed from lists; the trace stays");

/// Cases with entries to settle.
pub const DISPUTED: Text = Text("待核定", "To settle");
/// Cases removed from the lists.
pub const REMOVED: Text = Text("已移出", "Removed");
/// Puts removed cases back.
pub const RESTORE: Text = Text("恢复", "Restore");
/// Cases put back.
pub const RESTORED: Text = Text("已恢复 {} 件", "{} restored");
/// Removed cases that fit the search.
pub const REMOVED_NOT_SHOWN: Text = Text("{} 件已移出未显示", "{} removed and not shown");
/// Shows them.
pub const SHOW_REMOVED: Text = Text("查看已移出案件", "Show removed cases");
/// One case is removed.
pub const IS_REMOVED: Text = Text("已移出列表", "Removed from lists");

/// Empty book.
pub const EMPTY: Text = Text("还没有案件", "No cases yet");
/// What to do with an empty book.
pub const EMPTY_HELP: Text = Text(
    "导入立案台账，逐件判断简易或普通，并算出每个期限。设置了共享存储的，其他设备的案件随后收到。",
    "Import the filing register: each case gets its verdict and every date. Where a store is set up, cases of other devices follow.",
);
/// Nothing found.
pub const NOTHING: Text = Text("没有符合条件的案件", "No case matches");
/// What to do when nothing is found.
pub const NOTHING_HELP: Text = Text(
    "换一个词，或去掉一些条件。案号可只输后几位，姓名可输拼音首字母。",
    "Try another word or fewer conditions. The end of a number or pinyin initials will do.",
);
/// Once more.
pub const RETRY: Text = Text("重试", "Try again");
/// Loading.
pub const LOADING: Text = Text("正在读取…", "Reading…");

/// New case: explanation.
pub const NEW_HELP: Text = Text(
    "先填这几项，其余在案件页补充。",
    "These few now; the rest on the case page.",
);
/// Bad case number.
pub const BAD_NUMBER: Text = Text(
    "案号写法不对。例：（2022）豫14执101号",
    "Not a case number. Example: （2022）豫14执101号",
);
/// Case number missing.
pub const NUMBER_MISSING: Text = Text("请填案号", "A case number is needed");
/// Filing day missing.
pub const FILED_MISSING: Text = Text("请填立案日期", "The filing day is needed");
/// Received after filed.
pub const RECEIVED_AFTER_FILED: Text = Text("收到申请日期晚于立案日期", "Received after it was filed");
/// Closed before filed.
pub const CLOSED_BEFORE_FILED: Text = Text("结案日期早于立案日期", "Closed before it was filed");
/// Happened before filed.
pub const BEFORE_FILED: Text = Text("早于立案日期：立案后才办理此事", "Before the filing, which starts this");
/// Happened before received.
pub const BEFORE_RECEIVED: Text = Text(
    "早于收到申请日期：收到申请后才办理此事",
    "Before the application was received, which starts this",
);
/// A number that is taken.
pub const NUMBER_TAKEN: Text = Text("库中已有此案号", "A case with this number is here already");
/// Opens that case.
pub const OPEN_TAKEN: Text = Text("打开该案", "Open that case");

/// Creates.
pub const CREATE: Text = Text("建立", "Create");
/// Cancels.
pub const CANCEL: Text = Text("取消", "Cancel");
/// Opens the case on a page of its own.
pub const OPEN_CASE: Text = Text("打开案件", "Open the case");
/// The case beside the list, for screen readers.
pub const BESIDE: Text = Text("所选案件", "Case picked");
/// Before a handler's name.
pub const HANDLER_MARK: Text = Text("承办 ", "by ");
/// What handing over does.
pub const HAND_OVER_HELP: Text = Text(
    "所选 {} 件的承办人改为新承办人，每件留痕；新承办人在“待办”中接收或退回。原承办人已领取的集约事务不随案移交，请到“集约事务”按人筛选后改派。",
    "The {} chosen cases get the new handler, with a trace in each; he receives or returns them under “To do”. Shared tasks the former handler has taken do not go with them: choose the person under “Shared work” and assign them anew.",
);
/// Nobody is called so.
pub const NOBODY_CALLED: Text = Text(
    "未移交：本院没有叫“{}”的人。请从名单中选，或先在“人员与权限”中添加。",
    "Not handed over: nobody here is called {}. Choose a name of the list, or add the person first.",
);
/// Who is to get them has them.
pub const HAS_THEM: Text = Text(
    "未移交：所选案件的承办人已是{}",
    "Not handed over: {} has these cases already",
);
/// A day that is past.
pub const UNTIL_PAST: Text = Text(
    "未移交：“代办至”已经过去，请核对日期",
    "Not handed over: the day until which somebody stands in is past",
);
/// Hand over.
pub const HAND_OVER: Text = Text("移交 {} 件", "Hand over {}");
/// Handed over.
pub const HANDED_OVER: Text = Text("已移交 {} 件", "{} handed over");
/// Behind what was handed over: so many were another team's, whose.
pub const OTHER_TEAMS: Text = Text(
    "。其中 {} 件的办理团队是{}，不是接收人的团队：简易转普通的，应按第十七条报局长批准后再移交；移错的请撤销",
    ". {} of them belong to {}, not to the receiver's team: where a simple case becomes an ordinary one, the chief decides first (Art. 17). Undo what was not meant",
);
