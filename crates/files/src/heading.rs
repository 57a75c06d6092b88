//! Reads a heading, also one of two or three rows: what it names, how sure that is, and the unit in it.
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::column::{self, COLUMNS, Column, Kind};
use super::likeness;
use super::text::squeeze;
use super::unit_words::{self, Said};

/// How a column was found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confidence {
    /// The heading is one of its names, word by word.
    Exact,
    /// The heading is like one of its names.
    Like,
    /// What the column holds tells it.
    #[default]
    Content,
    /// A person said so.
    Person,
}

impl Confidence {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Confidence::Exact => "exact",
            Confidence::Like => "like",
            Confidence::Content => "content",
            Confidence::Person => "person",
        }
    }
}

/// What a heading tells.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Heading {
    /// The column it names, if one, and how sure that is.
    pub named: Option<(&'static Column, Confidence)>,
    /// The unit in its lowest row.
    pub unit: Said,
    /// The unit in a row above that.
    pub upper_unit: Said,
}

/// Longest heading read: longer texts are data or notes.
const HEADING_MAX: usize = 24;

/// Words at the end of an upper heading that say nothing of their own.
const FILLERS: [&str; 4] = ["情况", "信息", "内容", "栏"];

/// Every name of every column, squeezed and in lower case.
static NAMES: LazyLock<HashMap<String, &'static Column>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for column in COLUMNS.iter() {
        let english = squeeze(column.en).to_lowercase();
        let own = [column.zh, column.key, english.trim_matches('.')];
        for name in own
            .into_iter()
            .chain(column.also.split(' '))
            .filter(|name| !name.is_empty())
        {
            names.entry(name.to_owned()).or_insert(column);
        }
    }
    names
});

/// One row's part of a heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Without brackets and unit.
    pub name: String,
    /// What stands in brackets and names no unit.
    pub inner: String,
    /// The unit in brackets or at its ends.
    pub unit: Said,
}

/// Reads a heading by its texts from the uppermost row to the lowest; blank ones are left out.
#[must_use]
pub fn read(texts: &[&str]) -> Heading {
    let mut parts: Vec<Part> = texts.iter().map(|text| part(text)).collect();
    parts.dedup_by(|a, b| a.name == b.name && a.inner == b.inner && a.unit == b.unit);
    let unit = parts.last().map(|lowest| lowest.unit).unwrap_or_default();
    let upper_unit = parts
        .iter()
        .rev()
        .skip(1)
        .fold(Said::Nothing, |said, p| said.or(p.unit));
    // A row that holds nothing but units stands below the names.
    parts.retain(|p| !p.name.is_empty() || !p.inner.is_empty());
    let named = named(&parts);
    let is_amount = named.is_some_and(|(column, _)| column.kind == Kind::Amount);
    let unit = match (unit.or(upper_unit), texts.last()) {
        (Said::Nothing, Some(lowest)) if is_amount => unit_words::in_the_heading(lowest),
        _ => unit,
    };
    Heading {
        named,
        unit,
        upper_unit,
    }
}

/// The text says nothing but a unit: （万元）.
#[must_use]
pub fn is_unit_alone(text: &str) -> bool {
    let part = part(text);
    part.unit != Said::Nothing && part.inner.is_empty() && matches!(part.name.as_str(), "" | "单位" | "金额单位")
}

/// A colon outside brackets: 填报单位：某某法院 is no heading.
#[must_use]
pub fn has_colon(text: &str) -> bool {
    let squeezed = squeeze(text);
    let head = squeezed
        .find(['(', '[', '【', '〔'])
        .map_or(squeezed.as_str(), |at| &squeezed[..at]);
    head.find(':').is_some_and(|at| at + 1 < head.len())
}

/// Words that begin a remark in the brackets of a heading on what its amounts hold.
const NARROWING: [&str; 5] = ["不含", "含", "不包括", "包括", "不计"];

/// Takes a text apart: name, brackets, unit.
pub(super) fn part(text: &str) -> Part {
    let squeezed = as_brackets(&squeeze(text).to_lowercase());
    let mut rest = squeezed.trim_matches(['*', ':', '.', '、', '★', '●']);
    let mut part = Part::default();
    while let Some(at) = rest.find(['(', '[', '【', '〔']) {
        part.name.push_str(&rest[..at]);
        let inner = rest[at..].trim_start_matches(['(', '[', '【', '〔']);
        let end = inner.find([')', ']', '】', '〕']).unwrap_or(inner.len());
        // 不含利息 narrows what the column holds, and names no other matter.
        let pieces = inner[..end].split([',', ';']);
        let told: Vec<&str> = pieces
            .filter(|piece| !NARROWING.iter().any(|w| piece.starts_with(w)))
            .collect();
        let told = told.join(",");
        match unit_words::in_brackets(&told) {
            Said::Nothing => part.inner.push_str(&told),
            said => {
                part.unit = part.unit.and(said);
                // （元，已扣划）: what stands beside the unit may make it another matter.
                let beside = told
                    .split(',')
                    .filter(|piece| unit_words::in_brackets(piece) == Said::Nothing);
                part.inner.extend(beside.filter(|piece| !piece.contains("单位")));
            }
        }
        rest = inner[end..].trim_start_matches([')', ']', '】', '〕']);
    }
    part.name.push_str(rest);
    if is_bare_unit(&part.name) {
        part.unit = part.unit.or(unit_words::in_brackets(&part.name));
        part.name.clear();
        return part;
    }
    let (name, said) = unit_words::at_the_end(&part.name);
    let (name, before) = unit_words::at_the_start(name);
    part.unit = part.unit.or(said).or(before);
    if unit_words::is_foreign(&squeezed) {
        part.unit = Said::Doubtful;
    }
    part.name = name.trim_matches(['*', ':', '.', '、', '/']).to_owned();
    part
}

/// Marks of books, quotations and tags set off a unit as brackets do: 标的额《万元》, 标的额“万元”.
fn as_brackets(text: &str) -> String {
    let open = text.replace(['《', '〈', '<', '“', '「', '『', '{'], "(");
    open.replace(['》', '〉', '>', '”', '」', '』', '}'], ")")
}

/// 万元 or 单位:万元 without a name.
fn is_bare_unit(name: &str) -> bool {
    let bare = name
        .trim_start_matches("金额")
        .trim_start_matches("单位")
        .trim_start_matches([':', '为']);
    let bare = bare.trim_start_matches("人民币");
    !bare.is_empty() && bare.chars().all(|c| unit_words::UNIT_CHARS.contains(c))
}

/// The column the parts name together: the most special reading first.
fn named(parts: &[Part]) -> Option<(&'static Column, Confidence)> {
    let (lowest, upper) = parts.split_last()?;
    let own = format!("{}{}", lowest.name, lowest.inner);
    let above: String = upper.iter().map(|p| p.name.as_str()).collect();
    // A name that leaves out a word of the heading must not leave out one that changes its meaning.
    let fits = |column: &'static Column, name: &str| {
        !likeness::differs(column, name, &own) && !likeness::differs_above(column, name, &above)
    };
    if let Some(column) = pair(&lowest.name) {
        return column.map(|column| (column, Confidence::Exact));
    }
    let mut readings = readings(lowest, upper);
    readings.retain(|reading| !reading.is_empty() && reading.chars().count() <= HEADING_MAX);
    let exact = |reading: &String| by_name(reading).filter(|column| fits(column, reading));
    if let Some(column) = readings.iter().find_map(exact) {
        return Some((column, Confidence::Exact));
    }
    let column = readings.iter().find_map(|reading| likeness::find(reading, fits))?;
    Some((column, Confidence::Like))
}

/// The texts hold a name word by word, or pinyin initials: a quick look before the thorough one.
#[must_use]
pub fn is_known(text: &str) -> bool {
    let part = part(text);
    by_name(&part.name).is_some() || (part.name.is_ascii() && likeness::find(&part.name, |_, _| true).is_some())
}

/// A heading of two names: 申请人/被申请人 heads both sides in one cell; two others in one cell are nothing to take.
fn pair(name: &str) -> Option<Option<&'static Column>> {
    let (one, other) = name.split_once(['/', '、', '及', '和', '与', ','])?;
    let (one, other) = (by_name(one)?, by_name(other)?);
    let sides = ["applicant", "debtor"];
    let both = sides.contains(&one.key) && sides.contains(&other.key);
    (one != other).then(|| column::by_key("parties").filter(|_| both))
}

/// The names a heading may be read as, the most special one first.
fn readings(lowest: &Part, upper: &[Part]) -> Vec<String> {
    let mut readings = Vec::new();
    for above in upper.iter().rev() {
        // 立案情况 above 日期 is 立案日期.
        let group = FILLERS
            .iter()
            .find_map(|filler| above.name.strip_suffix(filler))
            .unwrap_or(&above.name);
        readings.push(format!("{group}{}", lowest.name));
        readings.push(format!("{}{group}", lowest.name));
    }
    if let [.., top, middle] = upper {
        readings.push(format!("{}{}{}", top.name, middle.name, lowest.name));
    }
    if !lowest.inner.is_empty() {
        readings.push(format!("{}{}", lowest.name, lowest.inner));
        readings.push(format!("{}{}", lowest.inner, lowest.name));
    }
    readings.push(lowest.name.clone());
    // 被执行人姓名/名称: the first of two words.
    if let Some((first, _)) = lowest.name.split_once(['/', '、', '或']) {
        readings.push(first.to_owned());
    }
    readings
}

/// How near a heading's own words are to the name of a column: the place of its name among those of the column, the
/// usual one first.
#[must_use]
pub fn place_of_name(text: &str, column: &Column) -> usize {
    let name = part(text).name;
    let mut names = std::iter::once(column.zh).chain(column.also.split(' '));
    names.position(|own| own == name).unwrap_or(usize::MAX)
}

/// The column with this name, word by word.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Column> {
    NAMES.get(name).copied()
}
