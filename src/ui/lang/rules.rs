//! Texts of the rules page.
use super::Text;

pub const TITLE: Text = Text("规则", "Rules");
pub const LEAD: Text = Text(
    "每条规则都注明条文、出处和核实程度；拟议的理解和待法院明确的问题单独列出。",
    "Each rule names its article, its source and how far it was checked; proposed readings and open questions stand apart.",
);
pub const PARTS: Text = Text("内容", "Part");
pub const TRIAGE: Text = Text("分流", "Triage");
pub const NODES: Text = Text("期限", "Time limits");
pub const CALENDAR: Text = Text("日历", "Calendar");
pub const IMPORT: Text = Text("导入", "Import");

pub const SET: Text = Text("规则集", "Rule set");
pub const IN_FORCE: Text = Text("现行", "In force");
pub const OWN: Text = Text("本案件库自定", "This book's own");
pub const USE_SET: Text = Text("预览启用后的变化…", "See what it would change…");
pub const BACK_TO_BUILT_IN: Text = Text("恢复内置规则…", "Go back to the built-in rules…");
pub const VALID_FROM: Text = Text("{} 起施行", "in force from {}");
pub const PARTIAL: Text = Text("部分示例", "partial example");
pub const CHECKED: Text = Text(
    "已逐一核对 {} 种事实组合：每种恰有一个结论。",
    "Checked for all {} combinations of facts: each has exactly one verdict.",
);
pub const FIRST: Text = Text("先看", "First");
pub const SIMPLE: Text = Text("简易", "Simple");
pub const ORDINARY: Text = Text("普通", "Ordinary");
pub const BEATS: Text = Text("优先于{}：{}", "prevails over {}: {}");
pub const PROPOSED: Text = Text("拟议", "Proposed");
pub const READINGS: Text = Text("拟议的理解", "Proposed readings");
pub const OTHER_READING: Text = Text("另一种理解：{}", "The other reading: {}");
pub const OPEN: Text = Text("待法院明确", "Open questions for the court");
pub const NONE_OPEN: Text = Text("没有", "None");

pub const FIND: Text = Text("查找期限", "Find a time limit");
pub const NODE_COUNT: Text = Text("{} 项", "{} entries");

pub const NOT_PUBLISHED: Text = Text(
    "{} 年放假安排尚未公布；依赖它的日期都是暂定的范围。",
    "The notice for {} is not published; dates that need it are provisional ranges.",
);
pub const OFF_DAYS: Text = Text("放假", "Off");
pub const WORK_DAYS: Text = Text("调休上班", "Worked");
pub const OFF_COUNT: Text = Text("放假 {} 日，调休上班 {} 日", "{} days off, {} make-up days");

pub const IMPORT_LEAD: Text = Text(
    "选择或粘贴一个规则集、节点表，或某年的放假通知。先看会改变哪些结论和日期，再决定是否启用。",
    "Choose or paste a rule set, a node table or a year's notice. See which verdicts and dates would move before you accept it.",
);
pub const NOTICE_FORM: Text = Text(
    "放假通知可直接粘贴国务院办公厅通知全文（含标题、文号和“一、元旦：……”各项），启用前显示读出的日历供核对。",
    "A notice of the State Council can be pasted as published; the calendar read from it is shown before it is put in force.",
);
pub const CHOOSE_FILE: Text = Text("选择文件…", "Choose a file…");
pub const PASTE: Text = Text("或粘贴文本", "Or paste the text");
pub const PREVIEW: Text = Text("预览变化", "Preview the changes");
pub const NOT_RULES: Text = Text(
    "这不是规则集、节点表，也不是放假通知；现行规则未变。",
    "This is no rule set, node table or notice; the rules in force are unchanged.",
);

pub const EFFECT: Text = Text("启用后的变化", "What would change");
pub const REFUSED: Text = Text("不能启用", "Refused");
pub const COUNTEREXAMPLE: Text = Text("详情", "Detail");
pub const NOTHING_MOVES: Text = Text(
    "现有案件的结论和日期都不变。",
    "No verdict and no date of the cases here would change.",
);
pub const MOVES: Text = Text(
    "{} 件案件的结论、{} 个日期会变。",
    "{} verdicts and {} dates would change.",
);
pub const MORE: Text = Text("只列出前 {} 项。", "Only the first {} are listed.");
pub const BEFORE: Text = Text("原来", "Before");
pub const AFTER: Text = Text("以后", "After");
pub const CASE: Text = Text("案号", "Case number");
pub const WHAT: Text = Text("事项", "Matter");
pub const VERDICT: Text = Text("结论", "Verdict");
pub const ACCEPT: Text = Text("启用", "Put in force");
pub const ACCEPTED: Text = Text("规则已启用", "The rules are in force");
pub const NODES_OUT: Text = Text(
    "取出后，恢复内置节点，所有案件的期限重新计算。",
    "Without it the built-in nodes hold again, and the dates of all cases are worked out anew.",
);
pub const OWN_NODES: Text = Text("本案件库自定的节点表", "This book's own node sets");
pub const TAKE_OUT_AMENDMENT: Text = Text("取出{}的调整", "Take out the amendment of {}");
pub const ONLY_SETTLED: Text = Text(
    "现有案件的结论和日期都不变；其中 {} 个日期不再是暂定。",
    "No verdict and no date of the cases here would change; of the dates, {} would no longer be provisional.",
);
pub const AND_SETTLED: Text = Text(
    "另有 {} 个日期不变，但不再是暂定。",
    "Dates that stay and are no longer provisional: {}.",
);
pub const NOTICE_OUT: Text = Text(
    "取出后，该年重新视为尚未公布，依赖它的日期变为暂定。",
    "Without it that year counts as not published again; dates that need it become provisional.",
);
