//! Rows that are no cases: blank ones, totals, notes below the list, the header repeated on every page.
use super::cell::{Cell, RawRow};
use super::header::Layout;
use super::text::squeeze;
use super::unit_words::{self, Said};
use super::weigh;
use law::case_number;

/// Words that make a row a total row.
const TOTALS: [&str; 9] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "本页合计",
    "本页小计",
    "total",
    "totals",
];
/// Words that may stand before a total.
const BEFORE_TOTALS: [&str; 5] = ["以上", "本表", "本页", "全部", "本月"];
/// Words that begin a line below the list which is no case.
const NOTES: [&str; 30] = [
    "制表",
    "填表",
    "填报",
    "审核",
    "复核",
    "审批",
    "负责人",
    "联系人",
    "经办人:",
    "校对",
    "统计人",
    "统计日期",
    "统计时间",
    "打印时间",
    "打印日期",
    "打印人",
    "导出",
    "报送",
    "上报",
    "截至",
    "截止",
    "数据来源",
    "单位负责人",
    "说明:",
    "备注:",
    "注:",
    "附注",
    "附:",
    "以下空白",
    "以下无正文",
];

/// Headings of a column that names the currency of each row.
pub(super) const CURRENCY: [&str; 5] = ["币种", "货币", "货币种类", "标的币种", "金额币种"];

/// Where in a layout stands what tells a case from other rows.
#[derive(Debug)]
pub struct Places {
    /// Column of the case number.
    pub number: Option<usize>,
    /// Column of the running number.
    seq: Option<usize>,
    /// Heading of the case number, squeezed.
    heading: String,
    /// Other columns headed alike: those of lists beside this one.
    others: Vec<usize>,
    /// Column that names the currency of the row.
    pub currency: Option<usize>,
}

impl Places {
    /// Looks the places up once for all rows.
    #[must_use]
    pub fn of(layout: &Layout) -> Places {
        let number = layout.position("case_number");
        let heading = number.and_then(|at| layout.headings.get(at)).map(|text| plain(text));
        let alike = |at: &usize| Some(*at) != number && heading.as_ref() == Some(&plain(&layout.headings[*at]));
        let others = (0..layout.headings.len()).filter(alike).collect();
        Places {
            number,
            seq: layout.position("seq"),
            heading: heading.unwrap_or_default(),
            others,
            currency: layout
                .headings
                .iter()
                .position(|text| CURRENCY.contains(&plain(text).as_str())),
        }
    }

    /// Another list stands beside this one.
    #[must_use]
    pub fn stands_beside(&self) -> bool {
        !self.others.is_empty()
    }

    /// A list beside this one has a case of its own in the row.
    #[must_use]
    pub fn holds_another(&self, raw: &RawRow) -> bool {
        let own = self.number.map(|at| raw.cell(at));
        let other = |at: &usize| Some(raw.cell(*at)) != own && weigh::is_case_number(raw.cell(*at));
        self.others.iter().any(other)
    }

    /// Not blank but for a running number, not a total, not a note, not the header again.
    #[must_use]
    pub fn is_data(&self, raw: &RawRow) -> bool {
        let number = self.number.map(|at| raw.cell(at));
        // Nearly every row ends here.
        if number.and_then(Cell::text).is_some_and(opens_number) {
            return true;
        }
        if is_section(raw) {
            return false;
        }
        let number = number.map(|cell| plain(&cell.as_shown())).unwrap_or_default();
        if !number.is_empty() && !is_below(&number) {
            return number != self.heading;
        }
        // Whatever else the row says, a case number in it is a case to look at.
        if raw
            .cells
            .iter()
            .filter_map(Cell::text)
            .any(|text| case_number::parse(text).is_ok())
        {
            return true;
        }
        let mut filled = raw.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let counted = |(at, cell): (usize, &Cell)| Some(at) == self.seq && !cell.text().is_some_and(is_words);
        if filled.clone().all(counted) {
            return false;
        }
        let text = |cell: &Cell| cell.text().map(plain).unwrap_or_default();
        let first = filled.next().map(|(_, cell)| text(cell)).unwrap_or_default();
        !is_below(&first) && !raw.cells.iter().any(|cell| is_total(&text(cell)))
    }
}

/// The text begins as a case number does, with the bracket of the year.
pub(super) fn opens_number(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    let bracket = matches!(chars.next(), Some('（' | '(' | '〔'));
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    bracket && chars.next().is_some_and(digit)
}

/// A line between the cases that names a part of the list or a unit: 一、首次执行案件, 单位：万元. A text with a number
/// in it may be a case number written wrongly and is none.
pub(super) fn is_section(raw: &RawRow) -> bool {
    let mut filled = raw.cells.iter().filter(|cell| !cell.is_blank());
    let (Some(Cell::Text(text)), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let text = plain(text);
    let text = text.trim_start_matches(['(', '[', '【']);
    let counted = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let begins = counted.len() < text.len() && counted.starts_with(['、', ')', '.', ',']);
    let names = text.contains("案件") || text.contains("部分") || unit_words::in_line(text) != Said::Nothing;
    (begins || names) && !text.contains(|c: char| c.is_ascii_digit())
}

/// The first text of the row begins a line that stands below a list: a total, a note.
pub(super) fn is_line_below(raw: &RawRow) -> bool {
    let first = raw.cells.iter().find(|cell| !cell.is_blank());
    first.is_some_and(|cell| is_below(&plain(&cell.as_shown())))
}

/// The text alone is a total word.
pub(super) fn is_total_word(text: &str) -> bool {
    is_total(&plain(text))
}

/// The text stands below a list and is no number of a case.
pub(super) fn is_below_list(text: &str) -> bool {
    is_below(&plain(text))
}

fn plain(text: &str) -> String {
    squeeze(text).to_lowercase()
}

/// A line below the list: a total, a note, the number of a page.
fn is_below(squeezed: &str) -> bool {
    let squeezed = squeezed.trim_start_matches(['(', '[', '*', '※', '【']);
    is_total(squeezed) || is_count(squeezed) || NOTES.iter().any(|word| squeezed.starts_with(word))
}

/// A total word, alone or with its count behind it: `合计`, `合计：300件`, `以上共计2件`, `总计(元)`.
fn is_total(squeezed: &str) -> bool {
    let before = BEFORE_TOTALS.iter().find_map(|word| squeezed.strip_prefix(word));
    let text = before.unwrap_or(squeezed);
    TOTALS.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || (rest.starts_with([':', '(', '共', ',']) && rest.chars().count() <= 12)
                || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// `第1页`, `共3页`, `第1页/共3页`, `-1-`, `共12件`, `以上共2件`.
fn is_count(squeezed: &str) -> bool {
    let has_digit = squeezed.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千".contains(c));
    let fits = |c: char| c.is_ascii_digit() || "第共页以上计件案,/-.。·一二三四五六七八九十百千".contains(c);
    let is_page = squeezed.starts_with('-') && squeezed.ends_with('-');
    let counts = squeezed.contains(['页', '件']) && squeezed.starts_with(['第', '共', '以']);
    has_digit && squeezed.chars().all(fits) && (counts || is_page)
}

/// Words rather than a running number.
fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
