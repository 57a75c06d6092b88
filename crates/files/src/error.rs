//! Why a file cannot be read.

/// Why a file cannot be read or written. Nothing of it was taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, thiserror::Error)]
pub enum FileError {
    /// No bytes, or no cell with anything in it.
    #[error("the file is empty")]
    Empty,
    /// No row looks like the headings of a case list.
    #[error("no header row found: a row with 案号 and 立案日期 is needed")]
    NoHeader,
    /// No row looks like the headings of a ledger of records.
    #[error("no header row found: a row with 案号 and the fields of the record is needed")]
    NoRegisterHeader,
    /// The file ends too early.
    #[error("the file is cut off")]
    Truncated,
    /// Protected by a password.
    #[error("the file is protected by a password: save it without one")]
    Encrypted,
    /// An .xls file.
    #[error("this is an old .xls file: save it as .xlsx")]
    OldExcel,
    /// An .xlsb or .ods workbook.
    #[error("this kind of workbook is not read: save it as .xlsx")]
    OtherWorkbook,
    /// A web page, often named .xls by the program that made it.
    #[error("this is a web page, not a workbook: open it and save it as .xlsx")]
    WebPage,
    /// Neither a workbook nor a table in text.
    #[error("this is neither an .xlsx workbook nor a table in text")]
    NotATable,
    /// More bytes than are read.
    #[error("the file is too large")]
    TooLarge,
    /// Unpacked it would be far larger than any case list.
    #[error("the file would be far too large when unpacked")]
    Bomb,
    /// A workbook whose inside is damaged.
    #[error("the workbook is damaged")]
    Broken,
    /// Text that is neither UTF-8 nor UTF-16 with a mark nor GBK/GB18030.
    #[error("the text is neither UTF-8 nor GBK")]
    Encoding,
    /// A quotation mark is opened and not closed.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// A cell longer than a spreadsheet can hold.
    #[error("a cell holds more than 32,767 characters")]
    CellTooLong,
    /// More rows than a sheet can hold.
    #[error("more rows than a sheet can hold")]
    TooManyRows,
    /// Stopped by the person.
    #[error("stopped")]
    Cancelled,
}

impl FileError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            FileError::Empty => "empty",
            FileError::NoHeader => "no_header",
            FileError::NoRegisterHeader => "no_register_header",
            FileError::Truncated => "truncated",
            FileError::Encrypted => "encrypted",
            FileError::OldExcel => "old_excel",
            FileError::OtherWorkbook => "other_workbook",
            FileError::WebPage => "web_page",
            FileError::NotATable => "not_a_table",
            FileError::TooLarge => "too_large",
            FileError::Bomb => "bomb",
            FileError::Broken => "broken",
            FileError::Encoding => "encoding",
            FileError::OpenQuote => "open_quote",
            FileError::CellTooLong => "cell_too_long",
            FileError::TooManyRows => "too_many_rows",
            FileError::Cancelled => "cancelled",
        }
    }
}
