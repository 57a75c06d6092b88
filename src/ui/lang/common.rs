//! Texts used on several pages.
use super::Text;

pub const YES: Text = Text("是", "Yes");
pub const NO: Text = Text("否", "No");
pub const UNKNOWN: Text = Text("未知", "Unknown");

/// Between the parts of a list, of a sentence, of several sayings; after a sentence; before what is said of something.
pub const LIST: Text = Text("、", ", ");
pub const COMMA: Text = Text("，", ", ");
pub const SEMICOLON: Text = Text("；", "; ");
pub const STOP: Text = Text("。", ". ");
/// What something is called, and what is said of it; two sayings one after the other.
pub const OF: Text = Text("{}：{}", "{}: {}");
pub const AND_THEN: Text = Text("{}；{}", "{}; {}");
pub const COLON: Text = Text("：", ": ");

pub const SAVE: Text = Text("保存", "Save");
pub const CANCEL: Text = Text("取消", "Cancel");
pub const CLOSE: Text = Text("关闭", "Close");
pub const UNDO: Text = Text("撤销", "Undo");
pub const EDIT: Text = Text("修改", "Edit");
pub const PRINT: Text = Text("打印", "Print");
/// Below a long table: so many more rows.
pub const MORE: Text = Text("再显示 {} 条", "Show {} more");
/// On paper, below a table that is cut.
pub const NOT_PRINTED: Text = Text(
    "以下还有 {} 条没有打印；导出的表格里有全部。",
    "{} more rows are not printed; the exported table has them all.",
);
pub const COPY: Text = Text("复制", "Copy");
pub const RETRY: Text = Text("再试一次", "Try again");
pub const CLEAR: Text = Text("清空", "Clear");
pub const CLEARED: Text = Text("已清空", "Cleared");
pub const DRAFT_RESTORED: Text = Text(
    "已带出上次没有保存的内容；点“{}”即放弃。",
    "What was typed before and not saved is here again; “{}” gives it up.",
);
pub const LOADING: Text = Text("正在读取…", "Loading…");
pub const YUAN: Text = Text("元", "CNY");
pub const DAYS: Text = Text("{} 日", "{} days");
pub const WORKING_DAYS: Text = Text("{} 个工作日", "{} working days");

/// States of a node or case; each goes with a shape and a colour in `parts::mark`.
pub const DONE: Text = Text("已完成", "Done");
pub const OVERDUE: Text = Text("超期", "Overdue");
pub const DUE_SOON: Text = Text("将到期", "Due soon");
pub const RUNNING: Text = Text("进行中", "Running");
pub const LAPSING: Text = Text("到期失效", "Lapses");
pub const PROVISIONAL: Text = Text("暂定", "Provisional");
pub const NOT_TRIGGERED: Text = Text("未触发", "Not triggered");

pub const WEEKDAYS: [Text; 7] = [
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
];

pub const BAD_AMOUNT: Text = Text(
    "看不懂这个金额。可写 300000、30万、1,234.50",
    "Not an amount. Write 300000, 30万 or 1,234.50",
);
pub const BAD_DATE: Text = Text("日期没有填完整", "The day is not complete");
pub const NEGATIVE_AMOUNT: Text = Text("金额不能小于零", "An amount cannot be below zero");
pub const AMOUNT_OUT_OF_RANGE: Text = Text("金额超出范围", "The amount is out of range");
pub const FINER_AMOUNT: Text = Text("金额精确到分，最多两位小数", "An amount has at most two decimals");
pub const DOUBTFUL_AMOUNT: Text = Text(
    "分隔不清：可能是 {} 元，也可能是 {} 元，请改写",
    "Unclear: may be CNY {} or CNY {}. Write it without commas",
);
