//! Rows that are no cases: blank ones, totals, notes below the list, the header repeated on every page.
use super::cell::{Cell, RawRow};
use super::header::Layout;
use super::text::squeeze;

/// Words that make a row a total row.
const TOTALS: [&str; 8] = ["合计", "总计", "小计", "共计", "累计", "本页合计", "total", "totals"];
/// Words that begin a line below the list which is no case.
const NOTES: [&str; 9] = [
    "制表",
    "填表",
    "审核",
    "复核",
    "说明:",
    "备注:",
    "注:",
    "统计人",
    "打印时间",
];

/// Where in a layout stands what tells a case from other rows.
#[derive(Debug)]
pub struct Places {
    /// Column of the case number.
    pub number: Option<usize>,
    /// Column of the running number.
    seq: Option<usize>,
    /// Heading of the case number, squeezed.
    heading: String,
}

impl Places {
    /// Looks the places up once for all rows.
    #[must_use]
    pub fn of(layout: &Layout) -> Places {
        let number = layout.position("case_number");
        let heading = number.and_then(|at| layout.headings.get(at)).map(|text| plain(text));
        Places {
            number,
            seq: layout.position("seq"),
            heading: heading.unwrap_or_default(),
        }
    }

    /// Not blank but for a running number, not a total, not a note, not the header again.
    #[must_use]
    pub fn is_data(&self, raw: &RawRow) -> bool {
        let number = self.number.map(|at| raw.cell(at));
        // Nearly every row ends here: its case number begins with the bracket of the year.
        let opens = |text: &str| text.trim_start().starts_with(['（', '(', '〔']);
        if number.and_then(Cell::text).is_some_and(opens) {
            return true;
        }
        let number = number.map(|cell| plain(&cell.as_shown())).unwrap_or_default();
        if !number.is_empty() && !is_total(&number) && !is_note(&number) {
            return number != self.heading;
        }
        let mut filled = raw.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let counted = |(at, cell): (usize, &Cell)| Some(at) == self.seq && !cell.text().is_some_and(is_words);
        if filled.clone().all(counted) {
            return false;
        }
        let text = |cell: &Cell| cell.text().map(plain).unwrap_or_default();
        let first = filled.next().map(|(_, cell)| text(cell)).unwrap_or_default();
        !is_note(&first) && !raw.cells.iter().any(|cell| is_total(&text(cell)))
    }
}

fn plain(text: &str) -> String {
    squeeze(text).to_lowercase()
}

/// A total word, alone or with its count behind it: `合计`, `合计：300件`, `总计(元)`.
fn is_total(squeezed: &str) -> bool {
    TOTALS.iter().any(|word| {
        squeezed.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || (rest.starts_with([':', '(', '共']) && rest.chars().count() <= 12)
                || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn is_note(squeezed: &str) -> bool {
    NOTES.iter().any(|word| squeezed.starts_with(word))
}

/// Words rather than a running number.
fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
