//! The data a document is filled with.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use law::capitals;
use law::money::Fen;
use serde::{Deserialize, Serialize};

use super::fields::{Place, ROW_NUMBER};

/// The values of a row of a list, by the names of its fields.
pub type Row = BTreeMap<String, String>;

/// What is known, by the names of fields: values of the case, and lists with values for each row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// Values of the case and of the court.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Parties, seizures.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<Row>>,
}

/// A place of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    /// Its field.
    pub field: String,
    /// The list and the row in it, from 1, if the place stands in a repeated row.
    pub row: Option<(String, usize)>,
}

impl Spot {
    /// `row` is the list around it and the row, from 0.
    pub(super) fn of(place: &Place, row: Option<(&str, usize)>) -> Spot {
        let row = row.filter(|_| place.in_row);
        Spot {
            field: place.field.clone(),
            row: row.map(|(list, at)| (list.to_owned(), at + 1)),
        }
    }
}

impl Fill {
    /// Sets a value.
    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        self.fields.insert(field.to_owned(), value.into());
    }

    /// The value of a field of the case: the one given, or the one that follows from others. An amount is written in
    /// capitals, a side is the names of its rows, and the date at the foot is today in numerals.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<String> {
        let given = |name: &str| self.fields.get(name).filter(|value| !value.trim().is_empty());
        if let Some(value) = given(field) {
            return Some(value.clone());
        }
        if let Some(amount) = field.strip_suffix("大写") {
            let fen = Fen::parse(given(amount)?).ok()?;
            return capitals::document(fen).ok();
        }
        if field == "落款日期" {
            return law::date::read(given("今日")?).ok().map(|day| in_numerals(day.day));
        }
        let rows = self.lists.get(field)?;
        let names = rows.iter().filter_map(|row| row.get("姓名")).map(|name| name.trim());
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| names.join("、"))
    }
}

/// `2026年11月29日`.
#[must_use]
pub fn written(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// `二〇二六年十一月二十九日`: as a document of a court is dated.
#[must_use]
pub fn in_numerals(day: NaiveDate) -> String {
    let year: String = day
        .year()
        .to_string()
        .chars()
        .filter_map(|c| c.to_digit(10))
        .map(digit)
        .collect();
    format!(
        "{year}年{}月{}日",
        small_numerals(day.month()),
        small_numerals(day.day())
    )
}

/// A number below 100 as it is spoken: `二十九`.
#[must_use]
pub(super) fn small_numerals(number: u32) -> String {
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens)),
    };
    let ones = if number.is_multiple_of(10) { "" } else { digit(number) };
    format!("{tens}{ones}")
}

fn digit(number: u32) -> &'static str {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    DIGITS[number as usize % 10]
}

/// Gives values and keeps what was missing.
pub(super) struct Filler<'f> {
    fill: &'f Fill,
    /// Places without a value, each once.
    pub gaps: Vec<Spot>,
    /// Places whose value held characters no document takes, each once.
    pub dropped: Vec<Spot>,
    /// Those of both lists.
    noted: BTreeSet<(bool, Spot)>,
}

impl<'f> Filler<'f> {
    pub fn new(fill: &'f Fill) -> Filler<'f> {
        Filler {
            fill,
            gaps: Vec::new(),
            dropped: Vec::new(),
            noted: BTreeSet::new(),
        }
    }

    /// How often the rows of a list are written. A list of nothing is written once, with its gaps: who reads the paper
    /// sees that somebody is missing.
    pub fn rows(&self, list: &str) -> usize {
        self.fill.lists.get(list).map_or(1, |rows| rows.len().max(1))
    }

    /// The value of a place, or nothing where it is a gap. `row` is the list around it and the row, from 0.
    pub fn value(&mut self, place: &Place, row: Option<(&str, usize)>) -> Option<String> {
        let value = match row {
            Some((list, at)) if place.in_row => self.row_value(list, at, &place.field),
            _ => self.fill.value(&place.field),
        };
        let value = value.unwrap_or_default();
        let (clean, dropped) = cleaned(&value);
        if dropped {
            self.note(true, Spot::of(place, row));
        }
        if clean.trim().is_empty() {
            self.note(false, Spot::of(place, row));
            return None;
        }
        Some(clean)
    }

    fn note(&mut self, dropped: bool, spot: Spot) {
        if !self.noted.insert((dropped, spot.clone())) {
            return;
        }
        let spots = if dropped { &mut self.dropped } else { &mut self.gaps };
        spots.push(spot);
    }

    fn row_value(&self, list: &str, at: usize, field: &str) -> Option<String> {
        let row = self.fill.lists.get(list)?.get(at)?;
        let given = row.get(field).filter(|value| !value.trim().is_empty());
        given
            .cloned()
            .or_else(|| (field == ROW_NUMBER).then(|| (at + 1).to_string()))
    }
}

/// A value with lines parted by `\n`, without what XML forbids and without signs that turn the order of reading: a paper
/// must not read otherwise than the book. The second says whether something was dropped.
fn cleaned(value: &str) -> (String, bool) {
    let lines = value.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = lines.chars().filter(|c| is_allowed(*c)).collect();
    let dropped = clean.len() != lines.len();
    (clean, dropped)
}

fn is_allowed(c: char) -> bool {
    let forbidden = (c < ' ' && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let turning = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !forbidden && !turning
}
