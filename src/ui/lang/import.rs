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
pub const KNOWN: Text = Text("库中已有", "Already in the case base");
/// Problems.
pub const BAD: Text = Text("有问题", "With problems");
/// Columns.
pub const COLUMNS: Text = Text("字段对应", "Fields");
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
pub const READ_AS: Text = Text("对应字段", "Field");
/// Not imported.
pub const LEAVE_OUT: Text = Text("不导入", "Leave out");
/// No column for the case number.
pub const NO_NUMBER: Text = Text(
    "没有一列对应“案号”，请在字段对应中指定",
    "No column is the case number: choose it under Fields",
);
/// No column for the filing day.
pub const NO_FILED: Text = Text(
    "没有一列对应“立案日期”，请在字段对应中指定",
    "No column is the filing day: choose it under Fields",
);

/// Read as set before.
pub const SAVED: Text = Text("按上次人工指定的对应关系读取", "Read as a person set it last time");
/// How a column was recognised.
pub const SURE: Text = Text("识别方式", "Recognised");
/// How a column was recognised: by name, by likeness, by content, by a person.
pub const SURENESS: [Text; 4] = [
    Text("精确", "Exact"),
    Text("相近", "Similar"),
    Text("按内容推断", "By content"),
    Text("人工指定", "By hand"),
];
/// Column that is not taken.
pub const NOT_TAKEN: Text = Text("未导入", "Left out");
/// Unit.
pub const UNIT: Text = Text("金额单位", "Unit");
/// Units, in the order of the codes.
pub const UNITS: [Text; 5] = [
    Text("元", "yuan"),
    Text("千元", "thousand yuan"),
    Text("万元", "ten thousand yuan"),
    Text("百万元", "million yuan"),
    Text("亿元", "hundred million yuan"),
];
/// Unit to be chosen.
pub const CHOOSE_UNIT: Text = Text("请选定", "Choose");
/// Unit of a column, for screen readers.
pub const UNIT_OF: Text = Text("“{}”的金额单位", "Unit of “{}”");
/// Where a unit was found.
pub const UNIT_NOWHERE: Text = Text("未写明，按元", "not stated, taken as yuan");
/// In the heading.
pub const UNIT_HEADING: Text = Text("见表头", "in the heading");
/// In the upper heading.
pub const UNIT_UPPER: Text = Text("见上层表头", "in the upper heading");
/// In a line above.
pub const UNIT_ABOVE: Text = Text("见表格上方或工作表名", "above the list or in the name of the sheet");
/// In a line below.
pub const UNIT_BELOW: Text = Text("见表格下方", "in a line below the list");
/// In a column of its own.
pub const UNIT_COLUMN: Text = Text("见单位列，逐行读取", "in a column of units, row by row");
/// Doubtful.
pub const UNIT_DOUBTFUL: Text = Text("写法不明确", "not clear");
/// By a person.
pub const UNIT_PERSON: Text = Text("人工指定", "by hand");
/// A unit is missing.
pub const NO_UNIT: Text = Text(
    "“{}”的金额单位写法不明确，请先在字段对应中选定",
    "The unit of “{}” is not clear: choose it under Fields first",
);

/// Sheets.
pub const SHEETS: Text = Text("工作表", "Sheets");
/// Sheets help.
pub const SHEETS_HELP: Text = Text(
    "表头相近的工作表一并读取；不要的可取消勾选。",
    "Sheets with like headings are read together. Untick those to leave out.",
);
/// Rows of a sheet.
pub const SHEET_ROWS: Text = Text("{} 行", "{} rows");
/// Hidden rows.
pub const SHEET_HIDDEN_ROWS: Text = Text("其中隐藏或筛选掉 {} 行", "{} of them hidden or filtered out");
/// Hidden sheet.
pub const SHEET_HIDDEN: Text = Text("隐藏的工作表", "hidden sheet");
/// Why a sheet is not read.
pub const SHEET_WHY: &[(&str, Text)] = &[
    ("left_out", Text("不读取", "left out")),
    ("other_headings", Text("表头不同，未读取", "other headings, not read")),
    ("no_header", Text("没有台账表头", "no headings of a case list")),
    ("empty", Text("空表", "empty")),
    ("unreadable", Text("无法读取", "cannot be read")),
];

/// Hints.
pub const HINTS: Text = Text("读取说明", "Notes on reading");
/// Hints help.
pub const HINTS_HELP: Text = Text(
    "这些行照常导入；读取时作了下列处理，请核对。",
    "These rows are imported. This was done in reading them: please check.",
);
/// Rows of a hint.
pub const HINT_ROWS: Text = Text("第 {} 行", "rows {}");
/// More rows of a hint.
pub const HINT_MORE: Text = Text("第 {} 等行", "rows {} and others");
/// Column: how often.
pub const COUNT: Text = Text("处数", "Count");
/// What was done.
pub const DONE_TO: Text = Text("处理", "What was done");
/// Column: where.
pub const WHERE: Text = Text("所在行", "Where");
/// Kinds of hints: code and sentence.
pub const HINT_KINDS: &[(&str, Text)] = &[
    (
        "rounded",
        Text(
            "超过两位小数，四舍五入到分",
            "More than two decimals: rounded to the fen",
        ),
    ),
    (
        "unit_applied",
        Text(
            "单元格未写单位，按该列单位换算",
            "No unit in the cell: the column's unit was applied",
        ),
    ),
    (
        "unit_doubtful",
        Text("金额单位不明确，未录入金额", "The unit is not clear: no amount taken"),
    ),
    (
        "merged",
        Text("合并单元格，取上方的值", "Merged cell: the value above was taken"),
    ),
    (
        "further_party",
        Text(
            "同一案号的下续行，并入当事人",
            "Further rows of the same number: joined as parties",
        ),
    ),
    (
        "further_cell",
        Text(
            "同一案号的下续行另有内容，未录入",
            "A further row says something else: not taken",
        ),
    ),
    (
        "blank_word",
        Text("“无”“/”等按空白处理", "“None”, “/” and the like: read as blank"),
    ),
    (
        "error_cell",
        Text(
            "公式错误（如 #N/A），按未知处理",
            "An error of the spreadsheet (#N/A): read as unknown",
        ),
    ),
    (
        "unreadable_cell",
        Text("单元格损坏，按未知处理", "The cell cannot be read: read as unknown"),
    ),
    (
        "formula_without_value",
        Text(
            "公式没有保存结果，按未知处理",
            "A formula without its result: read as unknown",
        ),
    ),
    (
        "utc_moment",
        Text(
            "世界时换算为北京时间的日期",
            "A moment in UTC: read as the day in China",
        ),
    ),
    (
        "since_1904",
        Text("按 1904 日期系统换算", "A day counted from 1904, as the workbook says"),
    ),
    (
        "hidden_row",
        Text(
            "隐藏或筛选掉的行，照常读取",
            "A hidden or filtered row: read all the same",
        ),
    ),
    (
        "broken_character",
        Text(
            "有丢失或无法识别的字符（如姓名里的“?”或方框），请核对",
            "A character lost or not readable (? or a box in a name): check it",
        ),
    ),
    (
        "stray_quote",
        Text("多余的引号按文字处理", "A stray quotation mark: read as text"),
    ),
    (
        "parties_split",
        Text(
            "当事人一栏拆分为申请执行人和被执行人",
            "Both parties in one cell: told apart",
        ),
    ),
    (
        "parties_unclear",
        Text(
            "当事人一栏分不清双方，未录入",
            "The parties in one cell cannot be told apart: not taken",
        ),
    ),
    (
        "further_list",
        Text(
            "属于同一工作表下方的另一个表，按该表表头读取",
            "In a further list on the sheet: read by the headings there",
        ),
    ),
    (
        "beside_list",
        Text(
            "旁边另有一个表，本行右侧的案件未录入",
            "Another list stands beside this one: its case in this row was not taken",
        ),
    ),
    (
        "columns_do_not_fit",
        Text(
            "本行列数与表头不符，请核对各列",
            "The row has fewer cells than there are headings: check each",
        ),
    ),
    (
        "struck_text",
        Text(
            "单元格中划去的文字未读入，请核对",
            "Text struck through in a cell was left out: please check",
        ),
    ),
    (
        "under_no_heading",
        Text(
            "当事人旁边有一格没有列名，未读取",
            "A cell beside a party stands under no heading: not read",
        ),
    ),
    (
        "no_name",
        Text(
            "当事人栏不是姓名或名称，按未知处理",
            "No name of a party: read as unknown",
        ),
    ),
    (
        "years_apart",
        Text(
            "立案日期的年份与案号的年份不符，请核对",
            "The year of filing is not that of the case number: please check",
        ),
    ),
    (
        "old_case_number",
        Text(
            "2016年以前的案号用了2016年起的写法，请核对",
            "A case number of before 2016 in the form used since: please check",
        ),
    ),
    (
        "several_columns",
        Text(
            "几列是同一项目而内容不同，请核对",
            "Several columns for one subject differ: please check",
        ),
    ),
    (
        "format_doubtful",
        Text(
            "数字格式带有其他单位、币种或百分比，未录入金额",
            "The number is shown in another unit, currency or as a percentage: no amount taken",
        ),
    ),
    (
        "currency_doubtful",
        Text(
            "币种不是人民币或不明确，未录入金额",
            "Not in yuan, or the currency is not clear: no amount taken",
        ),
    ),
];

/// Problems heading.
pub const PROBLEMS: Text = Text("有问题的行", "Rows with problems");
/// Problems help.
pub const PROBLEMS_HELP: Text = Text(
    "注明“按未知导入”的行和其余各行照常导入；不能导入的行可导出，改好再导入。",
    "Rows said to be imported as unknown, and all others, are imported. Those that cannot be can be exported, corrected and imported again.",
);
/// No problems.
pub const NO_PROBLEMS: Text = Text("每一行都能导入。", "Every row can be imported.");
/// No problems, but places where reading changed something.
pub const NO_PROBLEMS_BUT: Text = Text(
    "每一行都能导入，但有 {} 处读取时作了处理，请先核对下表。",
    "Every row can be imported; in {} places something was changed in reading: check the table below first.",
);
/// Column: row number.
pub const ROW_HEAD: Text = Text("行", "Row");
/// Column: cell.
pub const CELL: Text = Text("原内容", "Cell");
/// Column: problem.
pub const PROBLEM: Text = Text("问题", "Problem");
/// More problems.
pub const MORE_PROBLEMS: Text = Text("还有 {} 处，见导出的文件", "{} more in the exported file");
/// Rejected rows as file.
pub const REJECTED_FILE: Text = Text("导出问题行", "Export these rows");

/// Update.
pub const UPDATE: Text = Text("用文件更新", "Update from the file");
/// Leave.
pub const LEAVE: Text = Text("保持不变", "Leave as they are");
/// What an update would change.
pub const WOULD_UPDATE: Text = Text("其中 {} 件有变化，{} 件相同", "{} of them differ, {} are the same");
/// Fields a person wrote.
pub const BY_HAND: Text = Text("人工修改过的内容", "What was edited by hand");
/// How many.
pub const BY_HAND_COUNT: Text = Text(
    "有 {} 处在本系统中由人工修改过，默认保留",
    "{} entries were edited by hand; they are kept unless you say otherwise",
);
/// Overwrite.
pub const OVERWRITE: Text = Text("用文件覆盖", "Overwrite from the file");
/// Keep.
pub const KEEP: Text = Text("保留人工修改", "Keep the edits");
/// Removed cases.
pub const REMOVED_CASES: Text = Text("已移出的案件", "Removed cases");
/// How many.
pub const REMOVED_COUNT: Text = Text(
    "其中 {} 件已移出列表；不恢复则不更新",
    "{} of them were removed from the lists; they are not updated unless restored",
);
/// Restore.
pub const RESTORE: Text = Text("恢复到列表", "Restore to the lists");
/// Not restored.
pub const STAY_REMOVED: Text = Text("仍不显示", "Leave them out");
/// The differences.
pub const CHANGES: Text = Text("与库中不同之处", "Differences");
/// Column: case.
pub const CASE: Text = Text("案号", "Case number");
/// Column: field.
pub const FIELD: Text = Text("项目", "Field");
/// Column: old value.
pub const BEFORE: Text = Text("原内容（库中）", "Old (case base)");
/// Column: new value.
pub const AFTER: Text = Text("新内容（文件）", "New (file)");
/// Column: what becomes of it.
pub const OUTCOME: Text = Text("处理", "What is done");
/// Taken.
pub const TAKEN: Text = Text("更新", "updated");
/// Kept.
pub const KEPT_BY_HAND: Text = Text("人工修改，保留", "edited by hand, kept");
/// Ruled or decided.
pub const KEPT_RULED: Text = Text("已核定或已审定，保留", "settled or decided, kept");
/// Not for this role to write.
pub const KEPT_NOT_YOURS: Text = Text("您的岗位不填此项，保留", "not for your role to change, kept");
/// Two values.
pub const KEPT_DISPUTED: Text = Text(
    "两处填写不同，待核定，保留",
    "two entries differ and wait to be settled, kept",
);
/// Nothing is updated.
pub const LEFT: Text = Text("不更新", "not updated");
/// More differences.
pub const MORE_CHANGES: Text = Text("还有 {} 处", "{} more");
/// Restored.
pub const RESTORED: Text = Text("恢复", "Restored");
/// Still removed.
pub const STILL_REMOVED: Text = Text("已移出，未更新", "Removed, not updated");
/// Kept fields.
pub const FIELDS_KEPT: Text = Text("保留原内容（处）", "Entries kept");
/// Takes the import back.
pub const UNDO_IMPORT: Text = Text("撤销本次导入", "Undo this import");
/// The last import, on the first step.
pub const LAST: Text = Text(
    "上次导入“{}”：新增 {} 件，更新 {} 件。",
    "Last import “{}”: {} added, {} updated.",
);
/// It was taken back.
pub const UNDONE: Text = Text(
    "已撤销：新增案件移出列表，更新的内容恢复原样；之后改过的内容保留。",
    "Undone: new cases are removed from the lists, updated entries say again what they said. What was edited since stays.",
);
/// What is assumed of the filing data.
pub const FILING_NOTE: Text = Text(
    "立案已超过五个工作日的，立案信息按“已核对”记入（方案第七条（一）），并在办理留痕里注明；可逐件更改。",
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
pub const FAILED_HELP: Text = Text("案件库没有改动。", "Nothing in the case base has been changed.");

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
        "closed_before_filed",
        Text("结案日期早于立案日期", "Closed before it was filed"),
    ),
    ("in_future", Text("日期还没有到", "The day has not come yet")),
    (
        "columns_do_not_fit",
        Text(
            "列数比表头多，各列可能错位",
            "More cells than headings: they may stand in the wrong columns",
        ),
    ),
    ("duplicate", Text("案号重复", "The same case number as an earlier row")),
    (
        "unknown_word",
        Text("不认识这个词，按“未知”导入", "An unknown word: imported as unknown"),
    ),
];
/// Which row holds the same number.
pub const SAME_AS: Text = Text("与第 {} 行案号相同", "The same case number as row {}");
/// The same on another sheet.
pub const SAME_AS_ON: Text = Text("与“{}”第 {} 行案号相同", "The same case number as on “{}”, row {}");
/// Another problem.
pub const OTHER_CODE: Text = Text("这一行有误，请核对", "Something is wrong here: please check");
