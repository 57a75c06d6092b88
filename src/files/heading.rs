//! Reads the heading of a column: what it names, and the unit in its brackets.
use super::amount::Unit;
use super::column::{COLUMNS, Column};
use super::text::squeeze;

/// What a heading tells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heading {
    /// The column it names, if one.
    pub column: Option<&'static Column>,
    /// The name is known word by word, not only a part of it.
    pub exact: bool,
    /// The unit in its brackets.
    pub unit: Option<Unit>,
}

/// Longest heading read: longer texts are data or notes.
const HEADING_MAX: usize = 24;

/// Reads a heading: its column by synonym, and the unit it names.
#[must_use]
pub fn heading(text: &str) -> Heading {
    let squeezed = squeeze(text).to_lowercase();
    let (name, unit) = unit_of(squeezed.trim_matches(['*', ':', '.', '、', '★', '●']));
    if name.is_empty() || name.chars().count() > HEADING_MAX {
        return Heading::default();
    }
    let exact = COLUMNS.iter().find(|column| named(column, &name));
    let column = exact.or_else(|| part_of(&name));
    Heading {
        column,
        exact: exact.is_some(),
        unit,
    }
}

/// The heading is one of the column's names.
fn named(column: &Column, name: &str) -> bool {
    name == column.zh
        || name == column.key
        || column.also.split(' ').any(|other| other == name)
        || name == squeeze(column.en).to_lowercase().trim_matches('.')
}

/// Parts that make a heading another matter: an applicant's address is not the applicant.
const OTHER_MATTER: [&str; 16] = [
    "地址",
    "住所",
    "电话",
    "手机",
    "联系",
    "证件",
    "身份证",
    "账号",
    "账户",
    "代码",
    "性别",
    "年龄",
    "代理",
    "代表",
    "人数",
    "比例",
];

/// Names of two characters that are telling even as a part of a heading.
const SHORT: [&str; 4] = ["案号", "案由", "涉外", "受托"];

/// The column whose longest name (three characters at least) stands in the heading.
fn part_of(name: &str) -> Option<&'static Column> {
    if OTHER_MATTER.iter().any(|part| name.contains(part)) {
        return None;
    }
    let mut best: Option<(usize, &'static Column)> = None;
    for column in &COLUMNS {
        let names = std::iter::once(column.zh).chain(column.also.split(' '));
        for part in names.filter(|part| !part.is_ascii() && (part.chars().count() >= 3 || SHORT.contains(part))) {
            let longer = best.is_none_or(|(len, _)| part.len() > len);
            if longer && name.contains(part) {
                best = Some((part.len(), column));
            }
        }
    }
    best.map(|(_, column)| column)
}

/// Splits `标的额(万元)`, `标的额/万元`, `标的额:元` or `标的额万元` into name and unit. Other brackets are dropped.
fn unit_of(text: &str) -> (String, Option<Unit>) {
    let mut name = String::with_capacity(text.len());
    let mut unit = None;
    let mut rest = text;
    while let Some(at) = rest.find(['(', '[', '【', '〔']) {
        name.push_str(&rest[..at]);
        let inner = rest[at..].trim_start_matches(['(', '[', '【', '〔']);
        let end = inner.find([')', ']', '】', '〕']).unwrap_or(inner.len());
        unit = unit.or_else(|| unit_in(&inner[..end]));
        rest = inner[end..].trim_start_matches([')', ']', '】', '〕']);
    }
    name.push_str(rest);
    if unit.is_none()
        && let Some((head, tail)) = name.clone().rsplit_once(['/', ':', '_', ','])
        && let Some(found) = unit_in(tail)
    {
        return (head.to_owned(), Some(found));
    }
    for ending in ["百万元", "亿元", "万元", "千元"] {
        if unit.is_none()
            && let Some(head) = name.clone().strip_suffix(ending)
        {
            return (head.to_owned(), Unit::named(ending));
        }
    }
    (name, unit)
}

/// `元`, `单位:万元`.
fn unit_in(text: &str) -> Option<Unit> {
    let text = text.strip_prefix("单位").unwrap_or(text);
    Unit::named(text.trim_start_matches([':', '为']))
}

/// The unit a title row names for the whole sheet: `单位：万元`.
#[must_use]
pub fn sheet_unit(text: &str) -> Option<Unit> {
    let squeezed = squeeze(text);
    let at = squeezed.find("单位")? + "单位".len();
    let rest = squeezed[at..].trim_start_matches([':', '为']);
    let end = rest.find([')', ',', ';', '。', '、']).unwrap_or(rest.len());
    Unit::named(&rest[..end])
}
