//! Texts of taking over an office's own ledger of records. `{}` stands for a name or a number.
use protocol::EntryNote;

use super::Text;

/// Take over a ledger.
pub const TAKE_LEDGER: Text = Text("导入台账", "Import a ledger");
/// What was read.
pub const COUNTS: Text = Text(
    "读到 {} 行：可登记 {} 行，可补充 {} 行，已有 {} 行，需处理 {} 行。",
    "{} rows read: {} can be recorded, {} complete a record, {} are known, {} need a look.",
);
/// Columns that are not read.
pub const UNREAD: Text = Text("未读取的列：{}", "Columns not read: {}");
/// Sheets that are not read.
pub const SHEETS_LEFT: Text = Text("未读取的工作表：{}", "Sheets not read: {}");
/// Sheets that are read although nobody sees them.
pub const SHEETS_UNSEEN: Text = Text(
    "读取的是隐藏的工作表：{}",
    "These sheets are hidden in the file and were read: {}",
);
/// A sheet that is hidden.
pub const HIDDEN_SHEET: Text = Text("{}（隐藏）", "{} (hidden)");
/// Rows that are hidden or filtered out.
pub const HIDDEN_ROWS: Text = Text(
    "其中 {} 行在表里是隐藏或筛选掉的，也读取了。",
    "{} of the rows are hidden or filtered out in the file; they were read too.",
);
/// More rows than are read at once.
pub const CUT: Text = Text(
    "行数过多，只读了前 20000 行；其余请另存一份再导入。",
    "Too many rows: only the first 20,000 were read. Save the rest as another file.",
);
/// Record so many rows.
pub const TAKE: Text = Text("登记 {} 行", "Record {} rows");
/// Complete so many records.
pub const COMPLETE: Text = Text("补充 {} 行", "Complete {} records");
/// Record some, complete some.
pub const TAKE_BOTH: Text = Text("登记 {} 行，补充 {} 行", "Record {}, complete {}");
/// The rows nothing speaks against, folded.
pub const SURE: Text = Text(
    "可登记的 {} 行，逐列查看",
    "The {} rows that can be recorded, column by column",
);
/// Column of the row.
pub const ROW: Text = Text("行", "Row");
/// A row of the only sheet.
pub const ROW_AT: Text = Text("第 {} 行", "row {}");
/// A row of one sheet of several.
pub const ROW_OF: Text = Text("{} 第 {} 行", "{}, row {}");
/// Column of why not.
pub const WHY: Text = Text("不能登记的原因", "Why it cannot be recorded");
/// Column of what is added to a record.
pub const ADDS: Text = Text("补充到已有登记", "Added to the record that stands");
/// Column of what was done to cells.
pub const NOTES: Text = Text("请核对", "Please check");
/// A word that is none of the choices.
pub const NO_CHOICE: Text = Text("对不上，应是其中之一：{}", "none of: {}");
/// No number of a case.
pub const NO_NUMBER: Text = Text("案号为空", "no case number");
/// No such case.
pub const NO_CASE: Text = Text("案件库里没有这个案号", "no case of this number in the book");
/// The row was cut apart.
pub const CUT_APART: Text = Text(
    "这一行的格数与表头对不上，可能是内容里的逗号把一格拆成了两格；请改用 xlsx 或给这一格加引号",
    "The cells do not fit the headings: a comma may have cut one in two. Use xlsx, or put the cell in quotation marks",
);
/// A row above is about the same.
pub const LIKE_ROW: Text = Text(
    "与{}是同一项，但内容不同，请合成一行",
    "about the same as {}, and says something else; make them one",
);
/// Several records may be the same.
pub const LIKE_SEVERAL: Text = Text(
    "已有几条登记都像这一行，请直接在登记上补充",
    "several records may be this one; complete it there",
);
/// The record allows no corrections where it stands.
pub const CLOSED: Text = Text(
    "已有登记且已提交，不能再改；需要补充的，请先退回或重新拟定",
    "it is recorded and was submitted; have it returned or opened again first",
);
/// The record says something else.
pub const DIFFERS: Text = Text(
    "已登记为“{}”，表里不同；以表为准的请在登记上更正",
    "recorded as “{}”, and the file says otherwise; correct the record if the file is right",
);

/// What was done to a cell.
pub fn note(note: EntryNote) -> Text {
    match note {
        EntryNote::Waits => Text(
            "轮候不起算期限，没有填；转为正式查封时再填",
            "a waiting one runs no term, so it was left out; enter it when it takes effect",
        ),
        EntryNote::Reckoned => Text(
            "按期限推算届满日，已填入",
            "the last day was reckoned from how long it lasts, and filled in",
        ),
        EntryNote::TermDiffers => Text(
            "按期限推算的届满日与表中所写的不同；登记的是表中所写的，请按通知书核对",
            "how long it lasts ends on another day than is written; the written day is recorded, check the notice",
        ),
        EntryNote::TermUnread => Text(
            "期限没有读出，或者没有起算日；届满日没有推算",
            "how long it lasts was not read, or nothing says from when: no last day was reckoned",
        ),
        EntryNote::Rounded => Text("已四舍五入到分", "rounded to the fen"),
        EntryNote::OtherCheck => Text(
            "末位校验不符；厦门 2016 年以前发的代码可以这样，请与证照核对",
            "the last sign does not fit; codes of Xiamen before 2016 may have such ones, check the licence",
        ),
        EntryNote::DayOfNumber => Text(
            "单元格只有数字，按电子表格的日期序号读成日期，请核对",
            "a bare number, read as the day a spreadsheet counts by it: look whether it is one",
        ),
        EntryNote::Struck => Text("划线删除的部分没有读取", "what is struck through was left out"),
    }
}
/// What speaks against the case of a row.
pub const CASE_CLOSED: Text = Text("本案已结案，请核对案号", "the case is closed: look at its number");
/// The debtor of the row, those of the case.
pub const OTHER_DEBTOR: Text = Text(
    "表中的被执行人“{}”不是本案的被执行人（{}），请核对案号",
    "“{}” is no debtor of the case ({}): look at its number",
);
/// Take over rows that are pasted.
pub const PASTE: Text = Text("粘贴台账", "Paste rows");
/// The rows that are pasted.
pub const PASTED_ROWS: Text = Text("从表格复制的行", "Rows copied from a table");
/// What they must have in a case.
pub const PASTED_OF_CASE: Text = Text(
    "连同表头一起粘贴；没有案号一列的，都记入本案",
    "With their headings; rows without a case number are recorded in this case",
);
/// What they must have.
pub const PASTED_HELP: Text = Text(
    "连同表头一起粘贴，其中须有案号一列",
    "With their headings; one of the columns is the case number",
);
/// Reads them.
pub const READ_PASTED: Text = Text("读取", "Read");
