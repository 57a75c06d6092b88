//! Figures a norm names beside its dates: amounts, days, hours, shares.
use law::money::Fen;
use law::nodes::{Figure, FigureUnit};

use super::Text;
use crate::pages::quick::words::either;

/// `对单位：50,000.00 至 1,000,000.00 元`, in the current language. Call inside a reactive closure.
pub fn figure(figure: &Figure) -> String {
    let amount = |n: u64| match figure.unit {
        FigureUnit::Fen => Fen(i64::try_from(n).unwrap_or(i64::MAX)).to_string(),
        _ => n.to_string(),
    };
    let unit = match figure.unit {
        FigureUnit::Fen => Text("元", "yuan"),
        FigureUnit::Hour => Text("小时", "hours"),
        FigureUnit::Day => Text("日", "days"),
        FigureUnit::Month => Text("个月", "months"),
        FigureUnit::Percent => Text("%", "%"),
        FigureUnit::Time => Text("次", "times"),
    };
    let unit = unit.now();
    let of = either(&figure.of.zh, &figure.of.en).to_owned();
    match (figure.at_least.map(amount), figure.at_most.map(amount)) {
        (Some(least), Some(most)) => Text("{}：{} 至 {} {}", "{}: {} to {} {}").with(&[&of, &least, &most, &unit]),
        (Some(least), None) => Text("{}：不少于 {} {}", "{}: at least {} {}").with(&[&of, &least, &unit]),
        (None, Some(most)) => Text("{}：不超过 {} {}", "{}: at most {} {}").with(&[&of, &most, &unit]),
        (None, None) => of,
    }
}
