//! Texts of records: parties, assets, seizures and other kinds told by texts. `{}` stands for a name or a number.
use casebook::kinds::EntryFault;

use super::Text;

/// Add one.
pub const ADD: Text = Text("登记", "Add");
/// Add one of a kind.
pub const ADD_A: Text = Text("登记{}", "Add: {}");
/// None of a kind.
pub const NONE: Text = Text("尚未登记。", "None yet.");
/// Heading with their number.
pub const COUNT: Text = Text("{}（{}）", "{} ({})");
/// Correct one.
pub const EDIT: Text = Text("更正", "Correct");
/// Take one out.
pub const REMOVE: Text = Text("移出", "Take out");
/// A field is needed.
pub const MISSING: Text = Text("请填写", "This is needed");
/// Nothing is chosen.
pub const NOT_CHOSEN: Text = Text("未填", "not stated");
/// Several values in force.
pub const SEVERAL: Text = Text("两种写法并存：{}", "two values stand: {}");
/// Saved.
pub const SAVED: Text = Text("已保存：{}", "Saved: {}");
/// Several saved at once.
pub const SAVED_ALL: Text = Text("{}：已保存 {} 项", "{}: {} saved");
/// Taken out.
pub const REMOVED: Text = Text("已移出：{}", "Taken out: {}");
/// Somebody else wrote it meanwhile.
pub const MOVED: Text = Text(
    "未保存：“{}”刚被他人改过。现值已显示，请核对后再保存。",
    "Not saved: somebody else just changed {}. It shows what stands now; look, and save again.",
);
/// Several values of a field that this person may not settle.
pub const DISPUTED: Text = Text(
    "未保存：“{}”有两种写法，由有核定权的人更正后才定。",
    "Not saved: {} has two values; who may settle conflicts corrects it.",
);
/// An undo that came too late.
pub const NOT_UNDONE: Text = Text("未撤销：之后又有人修改。", "Not undone: it was changed again since.");
/// The trace: a record was begun.
pub const H_ADDED: Text = Text("登记{} {}", "added {} {}");
/// The trace: a record was changed.
pub const H_CHANGED: Text = Text("更正{} {}", "corrected {} {}");
/// The trace: a record was taken out.
pub const H_REMOVED: Text = Text("移出{} {}", "took out {} {}");
/// A record of a kind this build does not know.
pub const UNKNOWN_KIND: Text = Text("其他记录", "another record");

/// Register: heading.
pub const REGISTER_OF: Text = Text("{}台账", "Register: {}");
/// Register: last day of the term.
pub const LAST_DAY: Text = Text("届满日", "Last day");
/// Register: last day to act.
pub const ACT_BY: Text = Text("最迟办理", "Act by");
/// Register: the case.
pub const CASE: Text = Text("案号", "Case");
/// Register: the handler.
pub const HANDLER: Text = Text("承办人", "Handler");
/// Register: how many are shown.
pub const SHOWN: Text = Text("共 {} 项", "{} in all");
/// Register: how many of all.
pub const SHOWN_OF: Text = Text("{} 项，共 {} 项", "{} of {}");
/// Register: search.
pub const SEARCH: Text = Text("查找财产、案号、当事人", "Find an asset, case or party");
/// Register: which dates.
pub const WHICH: Text = Text("显示", "Show");
/// Register: all; lapsed; to act within 30 days; without a date.
pub const FILTERS: [Text; 4] = [
    Text("全部", "All"),
    Text("已过最迟办理日", "Past the act-by day"),
    Text("30 天内要办", "To act within 30 days"),
    Text("没有期限", "Without a date"),
];
/// Register: nothing found.
pub const NOTHING: Text = Text("没有符合条件的记录。", "Nothing matches.");
/// Register: none at all.
pub const EMPTY: Text = Text("还没有登记", "Nothing recorded yet");
/// Register: where to begin.
pub const EMPTY_HELP: Text = Text(
    "打开一个案件，在“查封、扣押、冻结”一栏登记；届满日和最迟续行日自动算出，并列在这里。",
    "Open a case and add one under “Seizure or freeze”; its last day and the day to renew are worked out and listed here.",
);
/// Register: choose a row.
pub const CHOOSE: Text = Text("选中 {}", "Choose {}");
/// Register: choose all.
pub const CHOOSE_ALL: Text = Text("全选", "Choose all");
/// Register: how many are chosen.
pub const CHOSEN: Text = Text("已选 {} 项", "{} chosen");
/// Register: save a batch.
pub const TO_ALL: Text = Text("写入所选 {} 项", "Write to {} chosen");
/// Register: a batch without anything to write.
pub const NOTHING_TO_WRITE: Text = Text("请至少填写一项", "Fill in at least one");
/// Register: print.
pub const PRINT: Text = Text("打印", "Print");
/// Register: export.
pub const EXPORT: Text = Text("导出", "Export");
/// Register: the browser took no file.
pub const NOT_EXPORTED: Text = Text(
    "没有导出：浏览器不接受这个文件。记录都在，请再试。",
    "Not exported: the browser takes no such file. Nothing is lost; try again.",
);
/// The case is closed.
pub const CLOSED: Text = Text("已结案", "case closed");

/// What is wrong with what was typed.
pub fn fault(fault: EntryFault) -> Text {
    match fault {
        EntryFault::NotADate => Text("日期不完整", "The date is not complete"),
        EntryFault::NotMoney => Text(
            "认不出金额，请填数字，如 12000.50",
            "No amount; type digits, as 12000.50",
        ),
        EntryFault::NotANumber => Text("请填整数", "Type a whole number"),
        EntryFault::NotAChoice => Text("请从列表中选择", "Choose from the list"),
        EntryFault::WrongCheckDigit => Text(
            "末位校验不符，请核对号码",
            "The last sign does not fit the others; check the number",
        ),
    }
}
