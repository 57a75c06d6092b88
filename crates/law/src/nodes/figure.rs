//! Figures a norm names beside its dates: amounts, days, hours, shares. Shown, never counted.
use serde::{Deserialize, Serialize};

use super::fault::{SetError, SetFault, refuse};
use super::node::Name;
use super::read::name;
use super::text::FigureText;

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureUnit {
    /// Money, in fen.
    Fen,
    /// Hours.
    Hour,
    /// Calendar days.
    Day,
    /// Months.
    Month,
    /// Hundredths of a whole.
    Percent,
    /// Times.
    Time,
}

/// A figure with its bounds; at least one of them is there, and both count in (民法典1259).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it is a figure of.
    pub of: Name,
    /// What it is counted in.
    pub unit: FigureUnit,
    /// Not less than this.
    pub at_least: Option<u64>,
    /// Not more than this.
    pub at_most: Option<u64>,
}

/// The largest figure of a unit that a rule may state: a slip of the pen is refused.
fn largest(unit: FigureUnit) -> u64 {
    match unit {
        FigureUnit::Fen => 100_000_000_000,
        FigureUnit::Hour => 1_000,
        FigureUnit::Day => 7_305,
        FigureUnit::Month => 240,
        FigureUnit::Percent => 100,
        FigureUnit::Time => 100,
    }
}

/// Reads the figures of a rule.
pub(super) fn figures(texts: &[FigureText], rule: &str) -> Result<Vec<Figure>, SetError> {
    texts.iter().map(|text| figure(text, rule)).collect()
}

fn figure(text: &FigureText, rule: &str) -> Result<Figure, SetError> {
    let bounds = [text.at_least, text.at_most];
    let fits = |n: u64| n > 0 && n <= largest(text.unit);
    if bounds.iter().all(Option::is_none) || !bounds.into_iter().flatten().all(fits) {
        return refuse(
            SetFault::BadFigure,
            rule,
            "a figure needs a bound above nought and within reason",
        );
    }
    if text.at_least > text.at_most && text.at_most.is_some() {
        return refuse(SetFault::BadFigure, rule, "its least is above its most");
    }
    Ok(Figure {
        of: name(&text.of, rule)?,
        unit: text.unit,
        at_least: text.at_least,
        at_most: text.at_most,
    })
}
