//! What was changed in reading a cell: told by row, so that a person can look.

/// What a reader did to a cell beyond taking it as it stands. The row is accepted all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hint {
    /// An amount with more than two decimals was rounded half up to the fen.
    Rounded,
    /// An amount was multiplied by a unit that does not stand in its cell: 万元 in the heading or above the list.
    UnitApplied,
    /// The cell is part of a merged one: its value stands in a row above.
    Merged,
    /// A word that says nothing is known (无, /, NULL, 未结): read as blank.
    BlankWord,
    /// The cell holds an error of the spreadsheet (#N/A): read as unknown.
    ErrorCell,
    /// The cell could not be read at all: read as unknown.
    UnreadableCell,
    /// A formula without the value it had: read as unknown.
    FormulaWithoutValue,
    /// A moment in UTC was read as the day it was in China.
    UtcMoment,
    /// A day counted from 1904, as the workbook says.
    Since1904,
    /// The heading or a line names two units or a doubtful one: the amount stays unknown until a person says which.
    UnitDoubtful,
    /// Both sides of a case in one cell were told apart.
    PartiesSplit,
    /// Both sides stand in one cell and cannot be told apart beyond doubt: not taken over.
    PartiesUnclear,
    /// A cell of a further row of the same case says something else: not taken over.
    FurtherCell,
    /// The row was hidden or filtered out in the workbook.
    HiddenRow,
    /// Rows below without a number of their own, in the merged cell of this number, were joined as further parties.
    FurtherParty,
    /// Bytes that are no character were replaced by U+FFFD, or a mark in a name stands for a character that was lost.
    BrokenCharacter,
    /// Parts of the cell that are struck through were left out, or all of it is and it is read as unknown.
    StruckText,
    /// A quotation mark that opens or closes nothing was read as text.
    StrayQuote,
    /// The row stands in a list of its own further down the sheet: read by the headings there.
    FurtherList,
    /// Another list beside this one holds another case in the same row: not read.
    BesideList,
    /// The row has fewer cells than there are headings: they may stand under the wrong ones.
    ColumnsDoNotFit,
    /// Beside a party stands a cell under no heading, as where one heading is merged over two columns: not read.
    UnderNoHeading,
    /// A column of parties holds no name (同上, 0, an error, a day or a number): read as unknown.
    NoName,
    /// The year of 立案日期 is not that of the case number.
    YearsApart,
    /// The year of the case number is before 2016, its form is that of later numbers (案号规定, in force 2016-01-01).
    OldCaseNumber,
    /// Several columns name the same subject and say different things: one was taken, or their names were joined.
    SeveralColumns,
    /// The workbook shows the number with another unit, a currency or as a percentage: the amount stays unknown.
    FormatDoubtful,
    /// A column of the row or its heading names another currency: the amount stays unknown.
    CurrencyDoubtful,
}

impl Hint {
    /// Stable code, as `cargo fenliu import` prints it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Hint::Rounded => "rounded",
            Hint::UnitApplied => "unit_applied",
            Hint::Merged => "merged",
            Hint::BlankWord => "blank_word",
            Hint::ErrorCell => "error_cell",
            Hint::UnreadableCell => "unreadable_cell",
            Hint::FormulaWithoutValue => "formula_without_value",
            Hint::UtcMoment => "utc_moment",
            Hint::Since1904 => "since_1904",
            Hint::UnitDoubtful => "unit_doubtful",
            Hint::PartiesSplit => "parties_split",
            Hint::PartiesUnclear => "parties_unclear",
            Hint::FurtherCell => "further_cell",
            Hint::HiddenRow => "hidden_row",
            Hint::FurtherParty => "further_party",
            Hint::BrokenCharacter => "broken_character",
            Hint::StruckText => "struck_text",
            Hint::StrayQuote => "stray_quote",
            Hint::FurtherList => "further_list",
            Hint::BesideList => "beside_list",
            Hint::ColumnsDoNotFit => "columns_do_not_fit",
            Hint::UnderNoHeading => "under_no_heading",
            Hint::NoName => "no_name",
            Hint::YearsApart => "years_apart",
            Hint::OldCaseNumber => "old_case_number",
            Hint::SeveralColumns => "several_columns",
            Hint::FormatDoubtful => "format_doubtful",
            Hint::CurrencyDoubtful => "currency_doubtful",
        }
    }
}
