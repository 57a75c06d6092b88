//! Texts of the import. `{}` stands for a number or name.
use super::Text;

/// Heading.
pub const TITLE: Text = Text("导入案件", "Import cases");
/// What can be read.
pub const LEAD: Text = Text(
    "立案台账：Excel（.xlsx）、CSV（UTF-8 或 GBK），或从表格里复制粘贴。文件只在本机读取，不上传。",
    "The filing register: Excel (.xlsx), CSV (UTF-8 or GBK), or pasted from a spreadsheet. Read on this device, never uploaded.",
);
/// Steps.
pub const STEPS: [Text; 3] = [Text("选文件", "Choose"), Text("核对", "Check"), Text("完成", "Done")];
/// Choose.
pub const CHOOSE: Text = Text("选择文件", "Choose a file");
/// Drop.
pub const DROP: Text = Text("或把文件拖到这里", "or drop it here");
/// Let go.
pub const LET_GO: Text = Text("松手即读取", "Let go to read it");
/// Paste.
pub const PASTE: Text = Text("或粘贴表格内容（含表头）", "or paste rows, with their heading");
/// Read pasted.
pub const READ_PASTED: Text = Text("读取粘贴内容", "Read what was pasted");
/// Name of pasted content.
pub const PASTED: Text = Text("粘贴内容", "Pasted rows");

/// Heading row.
pub const HEADER_ROW: Text = Text("表头在第 {} 行", "Heading in row {}");
/// Importable.
pub const GOOD: Text = Text("可导入", "Can be imported");
/// New.
pub const FRESH: Text = Text("新案件", "New");
/// Known.
pub const KNOWN: Text = Text("簿中已有", "Already in the book");
/// Problems.
pub const BAD: Text = Text("有问题", "With problems");
/// Columns.
pub const COLUMNS: Text = Text("各列对应什么", "What each column is");
/// Columns help.
pub const COLUMNS_HELP: Text = Text(
    "自动识别，可更改；同样表头的文件下次照此读取。",
    "Recognised automatically; change as needed. Files with the same heading are read this way next time.",
);
/// Column in the file.
pub const IN_FILE: Text = Text("文件中的列", "Column in the file");
/// First cells.
pub const FIRST_CELLS: Text = Text("内容示例", "First cells");
/// Is read as.
pub const READ_AS: Text = Text("读作", "Read as");
/// Not imported.
pub const LEAVE_OUT: Text = Text("不导入", "Leave out");
/// No column for the case number.
pub const NO_NUMBER: Text = Text("没有一列读作“案号”", "No column is read as the case number");
/// No column for the filing day.
pub const NO_FILED: Text = Text("没有一列读作“立案日期”", "No column is read as the filing day");

/// Problems heading.
pub const PROBLEMS: Text = Text("不导入的行", "Rows left out");
/// Problems help.
pub const PROBLEMS_HELP: Text = Text(
    "其余各行照常导入；这些行可存成文件，改好再导入。",
    "All other rows are imported. These can be saved as a file, corrected and imported again.",
);
/// No problems.
pub const NO_PROBLEMS: Text = Text("每一行都能导入。", "Every row can be imported.");
/// Column: row number.
pub const ROW_HEAD: Text = Text("行", "Row");
/// Column: cell.
pub const CELL: Text = Text("原内容", "Cell");
/// Column: problem.
pub const PROBLEM: Text = Text("问题", "Problem");
/// More problems.
pub const MORE_PROBLEMS: Text = Text("还有 {} 处，见导出的文件", "{} more in the exported file");
/// Rejected rows as file.
pub const REJECTED_FILE: Text = Text("把这些行存成文件", "Save these rows as a file");

/// Update.
pub const UPDATE: Text = Text("用文件更新", "Update from the file");
/// Leave.
pub const LEAVE: Text = Text("保持不变", "Leave as they are");
/// What is assumed of the filing data.
pub const FILING_NOTE: Text = Text(
    "立案已超过五个工作日的，立案信息按“已核对”记入（方案第七条（一）），并在痕迹里注明；可逐件更改。",
    "Where the filing is more than five working days old, the filing data counts as checked (plan Art. 7(1)); the trace says so, and each case can be changed.",
);
/// Import.
pub const IMPORT: Text = Text("导入 {} 件", "Import {} cases");
/// Importing.
pub const IMPORTING: Text = Text("正在导入…", "Importing…");
/// Cancelled.
pub const CANCELLED: Text = Text("已取消，没有导入任何案件。", "Cancelled. Nothing was imported.");
/// Another file.
pub const ANOTHER: Text = Text("换一个文件", "Another file");

/// Result.
pub const RESULT: Text = Text("已存入本机", "Stored on this device");
/// Added.
pub const ADDED: Text = Text("新增", "Added");
/// Updated.
pub const UPDATED: Text = Text("更新", "Updated");
/// Left.
pub const SKIPPED: Text = Text("保持不变", "Left as they were");
/// Rejected.
pub const REJECTED: Text = Text("未导入", "Left out");
/// To the list.
pub const TO_LIST: Text = Text("看案件列表", "See the cases");
/// What was kept.
pub const FAILED_HELP: Text = Text("案件簿没有改动。", "The book has not been changed.");

/// Problems of a row or file: code and sentence.
pub const CODES: &[(&str, Text)] = &[
    ("missing_case_number", Text("没有案号", "The case number is missing")),
    ("bad_case_number", Text("案号写法不对", "Not a case number")),
    ("missing_filed_on", Text("没有立案日期", "The filing day is missing")),
    ("bad_date", Text("日期读不懂", "Not a date")),
    ("bad_amount", Text("金额读不懂", "Not an amount")),
    ("negative_amount", Text("金额为负", "The amount is negative")),
    (
        "received_after_filed",
        Text("收案日期晚于立案日期", "Received after it was filed"),
    ),
    (
        "duplicate",
        Text("与前面某行案号相同", "The same case number as an earlier row"),
    ),
    (
        "unknown_word",
        Text("不认识这个词，按“未知”导入", "An unknown word: imported as unknown"),
    ),
];
/// Another problem.
pub const OTHER_CODE: Text = Text("读不懂（{}）", "Not readable ({})");
