//! The table the bench prints.
use std::fmt;

/// One line: what, ours, the peer's, the budget.
struct Line {
    what: String,
    ours: String,
    peer: String,
    ratio: String,
    budget: String,
    met: Option<bool>,
}

/// Figures beside peers and budgets, in the order they were measured.
#[derive(Default)]
pub struct Table(Vec<Line>);

/// Whether more or less is better.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Rates.
    More,
    /// Times and sizes.
    Less,
}

/// A figure with its unit.
#[derive(Clone, Copy)]
pub struct Figure {
    /// The figure.
    pub value: f64,
    /// `ms`, `/s`, `kB`, …
    pub unit: &'static str,
    /// Which way is better.
    pub better: Better,
}

impl Figure {
    /// Milliseconds.
    pub fn ms(value: f64) -> Figure {
        Figure {
            value,
            unit: "ms",
            better: Better::Less,
        }
    }

    /// A rate per second, from a count and the milliseconds it took.
    pub fn rate(count: f64, ms: f64) -> Figure {
        Figure {
            value: count * 1000.0 / ms.max(0.001),
            unit: "/s",
            better: Better::More,
        }
    }

    fn text(self) -> String {
        let digits = if self.value < 100.0 { 1 } else { 0 };
        format!("{:.digits$} {}", self.value, self.unit)
    }
}

impl Table {
    /// Adds a line. `budget` is in the figure's own unit; the peer is a name and its value in the same unit.
    pub fn line(&mut self, what: &str, ours: Figure, peer: Option<(&str, f64)>, budget: Option<f64>) {
        let ratio = |(_, theirs): (&str, f64)| match ours.better {
            Better::More => ours.value / theirs.max(1e-9),
            Better::Less => theirs / ours.value.max(1e-9),
        };
        self.0.push(Line {
            what: what.to_owned(),
            ours: ours.text(),
            peer: peer.map_or_else(
                || "-".to_owned(),
                |(name, value)| format!("{name} {}", Figure { value, ..ours }.text()),
            ),
            ratio: peer.map_or_else(|| "-".to_owned(), |p| format!("{:.2}×", ratio(p))),
            budget: budget.map_or_else(|| "-".to_owned(), |value| Figure { value, ..ours }.text()),
            met: budget.map(|limit| match ours.better {
                Better::More => ours.value >= limit,
                Better::Less => ours.value <= limit,
            }),
        });
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| what | Fenliu | peer | Fenliu is faster by | budget | met |\n|---|---|---|---|---|---|"
        )?;
        for line in &self.0 {
            let met = match line.met {
                Some(true) => "yes",
                Some(false) => "NO",
                None => "-",
            };
            writeln!(
                f,
                "| {} | {} | {} | {} | {} | {met} |",
                line.what, line.ours, line.peer, line.ratio, line.budget
            )?;
        }
        Ok(())
    }
}
