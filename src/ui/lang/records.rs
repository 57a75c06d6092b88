//! Texts of records: parties, assets, seizures and other kinds told by texts. `{}` stands for a name or a number.
use casebook::kinds::{DaysFault, EntryFault};

use super::Text;

/// Kinds of which there is nothing yet.
pub const OTHERS: Text = Text("其他登记", "Add something else");
/// Add one.
pub const ADD: Text = Text("登记", "Add");
/// From the records of a case to their register.
pub const TO_REGISTER: Text = Text("台账", "Register");
/// Add one of a kind.
pub const ADD_A: Text = Text("登记{}", "Add: {}");
/// In the place of the strokes of a signature.
pub const STROKES: Text = Text("（有手写笔迹）", "(written by hand)");
/// None of a kind.
pub const NONE: Text = Text("尚未登记。", "None yet.");
/// Heading with their number.
pub const COUNT: Text = Text("{}（{}）", "{} ({})");
/// Complete what is known of one.
pub const COMPLETE: Text = Text("补充信息", "Complete");
/// Correct one.
pub const EDIT: Text = Text("更正", "Correct");
/// Take one out.
pub const REMOVE: Text = Text("移出", "Take out");
/// A field is needed.
pub const MISSING: Text = Text("请填写", "This is needed");
/// Nothing is chosen.
pub const NOT_CHOSEN: Text = Text("请选择", "choose");
/// Several values in force.
pub const SEVERAL: Text = Text("两种写法并存：{}", "two values stand: {}");
/// What somebody else wrote while the form was open.
pub const NOW: Text = Text(
    "他人刚改为：{}。再保存即以您填的为准。",
    "Somebody else just changed it to: {}. Saving again puts yours in its place.",
);
/// A field somebody else emptied.
pub const EMPTIED: Text = Text("（已清空）", "(emptied)");
/// The record was taken out by somebody else.
pub const GONE: Text = Text(
    "未保存：这条记录已被他人移出。可在办理留痕里撤销移出后再更正。",
    "Not saved: somebody else took this record out. Undo that in the trace first.",
);
/// Saved.
pub const SAVED: Text = Text("已保存：{}", "Saved: {}");
/// Several saved at once.
pub const SAVED_ALL: Text = Text("{}：已保存 {} 项", "{}: {} saved");
/// Taken out.
pub const REMOVED: Text = Text("已移出：{}", "Taken out: {}");
/// A day before the case was filed, though the filing starts it.
pub const BEFORE_FILED: Text = Text(
    "未保存：“{}”早于立案日期（{} 项）。全部未写入，请核对日期。",
    "Not saved: {} lies before the filing of its case ({}). Nothing was written; look at the day.",
);
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
/// A record that was written with a step was moved meanwhile.
pub const MOVED_STEP: Text = Text(
    "未保存：他人刚改动过这条记录，请核对后再办。",
    "Not saved: somebody else just changed this record; look again.",
);
/// A record that may not be corrected where it stands.
pub const UNDER_DECISION: Text = Text(
    "未保存：{}已提交，不能再改；需要更正的，请先退回或重新拟定。",
    "Not saved: this ({}) was submitted and may not be changed; have it returned or opened again first.",
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
/// Register: which kind.
pub const KIND: Text = Text("台账种类", "Register");
/// Register: those of cases.
pub const OF_CASES: Text = Text("案件台账", "Of cases");
/// Register: those of the bureau.
pub const OF_BUREAU: Text = Text("执行局台账", "Of the bureau");
/// Register: state in the flow.
pub const STATE: Text = Text("状态", "State");
/// Register: filters of kinds with a flow and no dates.
pub const FLOW_FILTERS: [Text; 3] = [
    Text("全部", "All"),
    Text("办理中", "Under way"),
    Text("已办结", "At an end"),
];
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
    "打开一个案件，在相应一栏登记；有期限的，届满日和最迟办理日自动算出，并列在这里。",
    "Open a case and add one there; where a term runs, its last day and the day to act are worked out and listed here.",
);
/// Register: choose a row.
pub const CHOOSE: Text = Text("选中 {}", "Choose {}");
/// Register: choose all.
pub const CHOOSE_ALL: Text = Text("全选", "Choose all");
/// Register: how many are chosen.
pub const CHOSEN: Text = Text("已选 {} 项", "{} chosen");
/// The terms of a seizure: heading.
pub const TERMS: Text = Text("历次期限", "Terms so far");
/// The terms of a seizure: the first.
pub const TERM_FIRST: Text = Text("首次 {} 至 {}", "first, {} to {}");
/// A tick: a renewal is written in the place of an earlier one.
pub const KEEP_TERM: Text = Text(
    "又一次续行，原来的续行期限保留（只是更正的，取消勾选）",
    "One more renewal: keep the term before it (untick for a mere correction)",
);
/// The terms of a seizure: a renewal.
pub const TERM_RENEWED: Text = Text("续行 {} 至 {}", "renewed, {} to {}");
/// The terms of a seizure: its release.
pub const TERM_RELEASED: Text = Text("{} 解除或处置", "released on {}");
/// The terms of a seizure: by which document.
pub const TERM_BY: Text = Text("{}（{}）", "{} ({})");
/// Register: how often it was renewed.
pub const RENEWED_TIMES: Text = Text("已续行 {} 次", "renewed: {}");
/// Register: save a batch.
pub const TO_ALL: Text = Text("写入所选 {} 项", "Write to {} chosen");
/// Register: make the documents of a batch with it.
pub const WITH_PAPERS: Text = Text("同时制作文书：{}", "Make its documents, too: {}");
/// Register: to the documents of a batch.
pub const TO_PAPERS: Text = Text("下一步：所选 {} 项的文书", "Next: the documents of {} chosen");
/// Register: what is written to.
pub const WRITTEN_TO: Text = Text("写入：{}", "Written to: {}");
/// Register: and more than are named.
pub const AND_MORE: Text = Text("{} 等 {} 项", "{} and others, {} in all");
/// Register: one of them does not take it.
pub const DOES_NOT_FIT: Text = Text("未保存：{}（{}）：{}", "Not saved: {} ({}): {}");
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
        EntryFault::NotADate => Text("认不出日期，请写成 2026-11-27", "No date; write 2026-11-27"),
        EntryFault::NoSuchDay => Text("没有这一天，请核对", "There is no such day; check it"),
        EntryFault::TooLong => Text(
            "太长：最多 200 字，详情请写在备注或留痕",
            "Too long: 200 characters at most; write the rest in a note",
        ),
        EntryFault::NotMoney => Text(
            "认不出金额，请填数字，如 12000.50",
            "No amount; type digits, as 12000.50",
        ),
        EntryFault::NotANumber => Text("请填 1 以上的整数", "Type a whole number from 1"),
        EntryFault::NotAChoice => Text("请从列表中选择", "Choose from the list"),
        EntryFault::WrongCheckDigit => Text(
            "末位校验不符，请核对号码",
            "The last sign does not fit the others; check the number",
        ),
        EntryFault::NotWhole => Text(
            "号码位数不对或不完整，请核对",
            "Too few or too many figures, or not the whole number; check it",
        ),
        EntryFault::NoSuchBirthday => Text(
            "身份证号里的出生日期不存在，请核对号码",
            "The day of birth in the number does not exist; check the number",
        ),
        EntryFault::DigitsLost => Text(
            "号码过长，表格只保留了前 15 位，后几位已丢失；请把单元格设为文本后重新填写",
            "The spreadsheet kept only 15 digits of this number: format the cell as text and type it again",
        ),
        EntryFault::SaidTwice => Text(
            "表里有两列是这一项，填的内容不同，请留下对的一列",
            "Two columns hold this and say different things: keep the right one",
        ),
        EntryFault::UnitDoubtful => Text(
            "金额的单位或币种不明确，请在表头写明元或万元（外币请先折算）",
            "The unit or the currency is not clear: write yuan or ten thousand yuan in the heading",
        ),
        EntryFault::TooEarly => Text(
            "早于 1980 年，多半是公式算了空白单元格，请核对",
            "Before 1980, mostly computed from a blank cell; check it",
        ),
        EntryFault::ErrorCell => Text("单元格显示的是错误值，请改正", "The cell shows an error; correct it"),
        EntryFault::Struck => Text("单元格内容已划线删除，请核对", "The cell is struck through; check it"),
        EntryFault::AsAbove => Text("不要写“同上”，请写出具体内容", "Write out what “as above” stands for"),
    }
}

/// What is wrong with the days of a record.
pub fn days_fault(fault: DaysFault) -> Text {
    match fault {
        DaysFault::BeforeItsCause => Text("不能早于前一步的日期", "Not before the day it follows"),
        DaysFault::BeforeItsStart => Text("不能早于生效日期", "Not before it is in force"),
        DaysFault::TooLong => Text(
            "超过法定最长期限（民诉法解释485）",
            "Longer than the law allows (Interpretation of the Civil Procedure Law 485)",
        ),
        DaysFault::NothingToRenew => Text(
            "没有生效日期，不能续行；轮候转为正式时先填生效日期",
            "Nothing to renew: it is not in force. A waiting one takes effect first",
        ),
        DaysFault::RenewedTooLate => Text(
            "续行晚于届满日：已经失效，应当重新查封",
            "After its last day: it has lapsed and must be ordered anew",
        ),
        DaysFault::ToCome => Text("不能晚于今天", "Not later than today"),
        DaysFault::MoreThanWhole => Text("不能大于全部金额", "Not more than the whole amount"),
    }
}
/// A record that was begun from another: the name of its kind.
pub const BEGUN: Text = Text("已登记{}", "{} is registered");
/// A list of several kinds: how many of one are chosen.
pub const CHOSEN_OF: Text = Text("{}：已选 {} 项", "{}: {} chosen");
