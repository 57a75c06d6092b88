//! Why a file cannot be imported, and what to do about it.
use protocol::{FileError, JobRefusal, Refusal};

use super::Text;
use super::errors::{self, sentences};

/// The sentence for a file that is imported; other refusals have theirs among all errors.
pub fn sentence(refusal: &Refusal) -> Text {
    match refusal {
        Refusal::File(error) => of_file(*error),
        Refusal::Job(JobRefusal::NoPreview) => NO_PREVIEW,
        other => errors::sentence(other),
    }
}

const NO_PREVIEW: Text = Text(
    "已读取的文件不在了（可能锁定过）。请重新选择文件。",
    "The file read before is gone, perhaps by a lock. Choose it again.",
);

sentences! {
    fn of_file(FileError) {
        Empty => "文件里没有内容。请确认选对了文件，并已在表格软件里保存。",
            "The file is empty. Check that it is the right one and that it was saved.";
        NoHeader => "没有找到表头。请保留写有“案号”“立案日期”等名称的一行，再导入；粘贴时连同表头一起复制。",
            "No headings were found. Keep the row with names such as 案号 and 立案日期, also when pasting.";
        NoRegisterHeader => "没有找到表头，没有登记。表中要有一行写着“案号”和记录的项目名称，如“财产”“生效日期”。",
            "No row of headings was found; nothing was recorded. One row must name 案号 and the fields of the record.";
        Truncated => "文件不完整，可能没有下载或复制完。请重新取得文件再导入。",
            "The file is cut off, perhaps not fully downloaded or copied. Get it again.";
        Encrypted => "文件有打开密码。请在表格软件里取消密码，另存后再导入。",
            "The file has a password. Save it without one and import that.";
        OldExcel => "这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”再导入。",
            "This is an old Excel file (.xls). Open it in Excel or WPS, save it as .xlsx and import that.";
        OtherWorkbook => "不读取这种工作簿（.xlsb、.ods 等）。请另存为 .xlsx 再导入。",
            "This kind of workbook (.xlsb, .ods) is not read. Save it as .xlsx and import that.";
        WebPage => "这是网页，不是工作簿，只是名称带 .xls。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。",
            "This is a web page named like a workbook. Open it in Excel or WPS, save it as .xlsx and import that.";
        NotATable => "这不是 .xlsx 工作簿，也不是文本表格。请从系统导出 .xlsx 或 .csv 再导入。",
            "This is neither an .xlsx workbook nor a table in text. Export the list as .xlsx or .csv.";
        TooLarge => "文件过大。请按年度或部门拆成几个文件，分别导入。",
            "The file is too large. Split it, by year or team, and import the parts.";
        Bomb => "文件解压后过大，不像案件台账，没有读取。请另存为新的 .xlsx 再导入。",
            "Unpacked the file would be far too large for a case list. Save the list as a new .xlsx.";
        Broken => "工作簿已损坏。请用 Excel 或 WPS 打开并另存为新的 .xlsx，再导入。",
            "The workbook is damaged. Open it in Excel or WPS, save it as a new .xlsx and import that.";
        Encoding => "文字编码不是 UTF-8 或 GBK。请在表格软件里另存为“CSV UTF-8”或 .xlsx 再导入。",
            "The text is neither UTF-8 nor GBK. Save it as CSV UTF-8 or .xlsx and import that.";
        OpenQuote => "有引号没有成对，从哪里断行无法判断。请用表格软件打开，另存为 .xlsx 再导入。",
            "A quotation mark is not closed, so rows cannot be told apart. Save the list as .xlsx and import that.";
        CellTooLong => "有单元格超过 32,767 字。请删去过长的内容再导入。",
            "A cell holds more than 32,767 characters. Shorten it and import again.";
        TooManyRows => "行数超过一张工作表的上限。请拆成几个文件，分别导入。",
            "There are more rows than a sheet can hold. Split the file and import the parts.";
        Cancelled => "已取消，原有数据未改动。",
            "Cancelled; nothing was changed.";
    }
}
