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

    /// The unit a text names, e.g. in the brackets of a heading.
    #[must_use]
    pub fn named(text: &str) -> Option<Unit> {
        UNITS
            .iter()
            .find(|(name, _)| text.eq_ignore_ascii_case(name))
            .map(|(_, unit)| *unit)
    }
}

/// Names of units as headings write them.
const UNITS: [(&str, Unit); 14] = [
    ("人民币元", Unit::Yuan),
    ("百万元", Unit::Million),
    ("亿元", Unit::Yi),
    ("万元", Unit::Wan),
    ("千元", Unit::Thousand),
    ("万圆", Unit::Wan),
    ("百万", Unit::Million),
    ("yuan", Unit::Yuan),
    ("rmb", Unit::Yuan),
    ("cny", Unit::Yuan),
    ("亿", Unit::Yi),
    ("万", Unit::Wan),
    ("元", Unit::Yuan),
    ("圆", Unit::Yuan),
];
