//! Errors of files that are imported. Nothing of them was taken over.
use protocol::FileError;

use super::sentences;
use crate::lang::Text;

sentences! {
    fn file(FileError) {
        Empty => "里面没有可用的内容，原有数据未改动。请确认选对了文件。",
            "There is nothing in it to use; nothing was changed. Check that it is the right file.";
        NoHeader => "没有找到表头，案件库未改动。表中要有一行写着“案号”和“立案日期”。",
            "No row of headings was found; the book is unchanged. One row must name 案号 and 立案日期.";
        NoRegisterHeader => "没有找到表头，没有登记。表中要有一行写着“案号”和记录的项目名称，如“财产”“生效日期”。",
            "No row of headings was found; nothing was recorded. One row must name 案号 and the fields of the record.";
        Truncated => "文件不完整，可能没有下载或复制完，案件库未改动。请重新取得文件。",
            "The file is cut off, perhaps by a download or copy that did not finish; the book is unchanged. Get the file again.";
        Encrypted => "文件设有打开密码，案件库未改动。请用 WPS 或 Excel 打开，取消密码后另存再导入。",
            "The file is protected by a password; the book is unchanged. Open it in WPS or Excel, save it without one and import it again.";
        OldExcel => "这是旧版 .xls 文件，案件库未改动。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。",
            "This is an old .xls file; the book is unchanged. Open it in WPS or Excel, save it as .xlsx and import that.";
        OtherWorkbook => "不支持这种表格文件，案件库未改动。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。",
            "This kind of workbook is not read; the book is unchanged. Open it in WPS or Excel, save it as .xlsx and import that.";
        WebPage => "这其实是网页，只是文件名写成了表格，案件库未改动。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。",
            "This is a web page under the name of a workbook; the book is unchanged. Open it in WPS or Excel, save it as .xlsx and import that.";
        NotATable => "这不是 .xlsx 表格，也不是 CSV 文本，案件库未改动。请换一个文件。",
            "This is neither an .xlsx workbook nor a table in text; the book is unchanged. Choose another file.";
        TooLarge => "内容过大，无法逐一核对，原有数据未改动。请分成几份再试。",
            "This is too large to be checked whole; nothing was changed. Try it in parts.";
        Bomb => "文件解压后大得不像案件台账，没有读取，案件库未改动。请只留台账，另存后再导入。",
            "Unpacked, the file would be far larger than any case list, so it was not read; the book is unchanged. Keep only the list, save it and import that.";
        Broken => "表格文件内部损坏，案件库未改动。请用 WPS 或 Excel 打开，另存后再导入。",
            "The workbook is damaged inside; the book is unchanged. Open it in WPS or Excel, save it again and import that.";
        Encoding => "看不懂文件的文字编码（不是 UTF-8、UTF-16，也不是 GBK），案件库未改动。请另存为“CSV UTF-8”再导入。",
            "The text is neither UTF-8 nor UTF-16 nor GBK; the book is unchanged. Save it as “CSV UTF-8” and import that.";
        OpenQuote => "文件里有引号开了没有关，后面的内容无法分行，案件库未改动。请补上引号或重新导出。",
            "A quotation mark is opened and not closed, so the rest cannot be told apart; the book is unchanged. Close it, or export the file again.";
        CellTooLong => "有一个单元格超过 32767 个字，不像台账，案件库未改动。请检查该文件。",
            "A cell holds more than 32,767 characters, as no list does; the book is unchanged. Check the file.";
        TooManyRows => "行数超过一张工作表的上限（1048576 行），案件库未改动。请分成几个文件导入。",
            "There are more rows than a sheet can hold (1,048,576); the book is unchanged. Import it in several files.";
        Cancelled => "已取消，原有数据未改动。",
            "Cancelled; nothing was changed.";
    }
}
