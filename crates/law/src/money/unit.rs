//! Units amounts are written in.

/// A unit of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 元
    #[default]
    Yuan,
    /// 千元
    Thousand,
    /// 万元
    Wan,
    /// 百万元
    Million,
    /// 亿元
    Yi,
}

impl Unit {
    /// Fen in one of this unit.
    #[must_use]
    pub fn fen(self) -> i128 {
        match self {
            Unit::Yuan => 100,
            Unit::Thousand => 100_000,
            Unit::Wan => 1_000_000,
            Unit::Million => 100_000_000,
            Unit::Yi => 10_000_000_000,
        }
    }
}
