//! What an export writes: the columns a list needs and each cell, in one of two languages.
use chrono::NaiveDate;

use super::column::{COLUMNS, Column, Kind};
use super::words::{self, Word};
use casebook::field::{Field, Value};
use law::money::Fen;

/// Language of headings and words in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 中文
    #[default]
    Chinese,
    /// English
    English,
}

impl Language {
    /// The text of a pair (Chinese, English).
    #[must_use]
    pub fn of(self, pair: (&'static str, &'static str)) -> &'static str {
        match self {
            Language::Chinese => pair.0,
            Language::English => pair.1,
        }
    }
}

/// A case to export.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListRow {
    /// Values by field. A field with several entries is in conflict: all of them are written.
    pub values: Vec<(Field, Value)>,
    /// Computed, for the reader; an import reads past it.
    pub computed: Computed,
}

/// What the book says about a case beside its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Computed {
    /// Verdict and decisive ground in words.
    pub verdict: String,
    /// The next alarm.
    pub next_due: Option<NaiveDate>,
    /// What is due then, in words.
    pub next_matter: String,
}

/// One cell to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// Nothing.
    Blank,
    /// Text.
    Text(String),
    /// A date.
    Date(NaiveDate),
    /// Money.
    Fen(Fen),
    /// A running number.
    Count(u32),
}

/// Headings of [`Computed`]; none of them is taken for a column by an import.
const COMPUTED: [(&str, &str); 3] = [
    ("繁简结论", "Verdict"),
    ("最近到期", "Next due"),
    ("到期事项", "What is due"),
];

/// A table to write.
#[derive(Debug)]
pub struct Table<'r> {
    columns: Vec<&'static Column>,
    rows: &'r [ListRow],
    language: Language,
}

impl<'r> Table<'r> {
    /// Chooses the columns: the usual ones, and others that hold something.
    #[must_use]
    pub fn new(rows: &'r [ListRow], language: Language) -> Table<'r> {
        let columns = COLUMNS.iter().filter(|c| c.always || used(c, rows)).collect();
        Table {
            columns,
            rows,
            language,
        }
    }

    /// Number of rows without the header.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// No rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The headings.
    #[must_use]
    pub fn headings(&self) -> Vec<String> {
        let unit = self.language.of(("(元)", " (yuan)"));
        let own = self.columns.iter().map(|column| {
            let name = self.language.of((column.zh, column.en));
            if column.kind == Kind::Amount {
                format!("{name}{unit}")
            } else {
                name.to_owned()
            }
        });
        own.chain(COMPUTED.map(|pair| self.language.of(pair).to_owned()))
            .collect()
    }

    /// A good width for each column, in characters.
    #[must_use]
    pub fn widths(&self) -> Vec<u16> {
        self.columns
            .iter()
            .map(|column| column.width)
            .chain([22, 13, 28])
            .collect()
    }

    /// The cells of a row.
    #[must_use]
    pub fn cells(&self, at: usize) -> Vec<Out> {
        let Some(row) = self.rows.get(at) else {
            return Vec::new();
        };
        let number = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
        let own = self.columns.iter().map(|column| match column.field {
            None => Out::Count(number),
            Some(field) => self.cell(column, field, row),
        });
        let text = |text: &str| {
            if text.is_empty() {
                Out::Blank
            } else {
                Out::Text(text.to_owned())
            }
        };
        let computed = [
            text(&row.computed.verdict),
            row.computed.next_due.map_or(Out::Blank, Out::Date),
            text(&row.computed.next_matter),
        ];
        own.chain(computed).collect()
    }

    fn cell(&self, column: &Column, field: Field, row: &ListRow) -> Out {
        let mut values = row.values.iter().filter(|(f, v)| *f == field && *v != Value::None);
        let Some((_, first)) = values.next() else {
            return Out::Blank;
        };
        let first = self.value(column, first, row);
        values
            .map(|(_, value)| self.value(column, value, row))
            .fold(first, |before, next| {
                Out::Text(format!("{} / {}", before.shown(), next.shown()))
            })
    }

    fn value(&self, column: &Column, value: &Value, row: &ListRow) -> Out {
        match (value, column.kind) {
            (Value::None, _) => Out::Blank,
            (Value::Date(day), _) => Out::Date(*day),
            (Value::Fen(fen), _) => Out::Fen(*fen),
            (Value::Number(number), _) => Out::Text(number.to_string()),
            (Value::Bool(yes), _) => {
                let pair = if *yes { ("是", "Yes") } else { ("否", "No") };
                Out::Text(self.language.of(pair).to_owned())
            }
            (Value::Text(code), Kind::Basis) => self.basis(code, row),
            (Value::Text(code), Kind::Arbitration) => self.word(&words::ARBITRATIONS, code),
            (Value::Text(code), Kind::Claim) => self.word(&words::CLAIMS, code),
            (Value::Text(code), Kind::Closing) => self.word(&words::CLOSINGS, code),
            (Value::Text(code), Kind::Choice) => Out::Text(self.choice(column, code)),
            (Value::Text(text), _) => Out::Text(text.clone()),
        }
    }

    /// An award is named with its kind, so that one cell gives both back.
    fn basis(&self, code: &str, row: &ListRow) -> Out {
        let kind = row.values.iter().find_map(|(field, value)| match value {
            Value::Text(kind) if *field == Field::ARBITRATION_KIND => Some(kind),
            _ => None,
        });
        match kind.filter(|_| code == "arbitral_award") {
            Some(kind) => self.word(&words::ARBITRATIONS, kind),
            None => self.word(&words::BASES, code),
        }
    }

    /// The name of a code of the table of fields; one it does not have stays as it is.
    fn choice(&self, column: &Column, code: &str) -> String {
        let name = column.field.and_then(|field| field.told().choice(code));
        name.map_or(code, |name| self.language.of((&name.zh, &name.en)))
            .to_owned()
    }

    fn word(&self, table: &'static [Word], code: &str) -> Out {
        let word = words::of_code(table, code);
        Out::Text(word.map_or(code, |word| self.language.of(word.text)).to_owned())
    }
}

/// A column beside the usual ones is written if a case holds something in it. The kind of arbitration is told by the
/// name of the basis where that is an award.
fn used(column: &Column, rows: &[ListRow]) -> bool {
    let award = (Field::BASIS_TYPE, Value::Text("arbitral_award".to_owned()));
    let told = |row: &ListRow| column.kind == Kind::Arbitration && row.values.contains(&award);
    let holds = |row: &ListRow| {
        row.values
            .iter()
            .any(|(f, v)| Some(*f) == column.field && *v != Value::None)
    };
    rows.iter().any(|row| holds(row) && !told(row))
}

impl Out {
    /// The cell as text: dates as `YYYY-MM-DD`, money as `1234.50`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Out::Blank => String::new(),
            Out::Text(text) => text.clone(),
            Out::Date(day) => day.to_string(),
            Out::Fen(fen) => yuan(*fen),
            Out::Count(count) => count.to_string(),
        }
    }
}

/// Yuan with two decimals.
#[must_use]
pub fn yuan(fen: Fen) -> String {
    let sign = if fen.0 < 0 { "-" } else { "" };
    let fen = fen.0.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}
