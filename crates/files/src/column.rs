//! The columns of a case list: what each is called here, how courts head it, how it is read and written.
use std::sync::LazyLock;

use casebook::field::{CaseField, Field, Fields, Holds};
use casebook::kinds::ValueType;

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Row number in the list: read past.
    Seq,
    /// 案号
    CaseNumber,
    /// A civil date.
    Date,
    /// Text as it stands, trimmed.
    Text,
    /// Both sides of a case in one cell.
    Parties,
    /// 执行依据, which also tells the kind of arbitration.
    Basis,
    /// 仲裁种类 in a column of its own.
    Arbitration,
    /// 执行标的种类
    Claim,
    /// 结案方式
    Closing,
    /// Money.
    Amount,
    /// Yes, no or blank.
    YesNo,
    /// A code the book keeps as it is.
    Code,
    /// One of some codes the table of fields names.
    Choice,
}

/// A column that can be imported and exported.
#[derive(Debug)]
pub struct Column {
    /// Stable key, as in saved layouts and in what `cargo fenliu import` prints.
    pub key: &'static str,
    /// The field of a case it fills.
    pub field: Option<Field>,
    /// How its cells are read.
    pub kind: Kind,
    /// Heading of an export in Chinese, and the name in messages.
    pub zh: &'static str,
    /// Heading of an export in English.
    pub en: &'static str,
    /// Other headings, squeezed and lower case, with spaces between them.
    pub also: &'static str,
    /// Every export has it, also when no case says anything there.
    pub always: bool,
    /// A good width in characters.
    pub width: u16,
}

impl Column {
    /// Its cells hold names of parties.
    #[must_use]
    pub fn names_parties(&self) -> bool {
        matches!(self.key, "applicant" | "debtor")
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// A column of no field: its cells are read past, or fill several fields.
const fn own(key: &'static str, kind: Kind, names: (&'static str, &'static str), also: &'static str) -> Column {
    Column {
        key,
        field: None,
        kind,
        zh: names.0,
        en: names.1,
        also,
        always: matches!(kind, Kind::Seq),
        width: 6,
    }
}

/// The column of a field, as the table of fields tells it.
fn of_field(told: &'static CaseField) -> Column {
    let name = told.file.name.as_ref().unwrap_or(&told.name);
    Column {
        key: told.file.key.as_ref().unwrap_or(&told.key),
        field: Some(told.field),
        kind: kind(&told.holds),
        zh: &name.zh,
        en: &name.en,
        also: &told.file.also,
        always: told.file.always,
        width: told.file.width,
    }
}

fn kind(holds: &Holds) -> Kind {
    match holds {
        Holds::CaseNumber => Kind::CaseNumber,
        Holds::Basis => Kind::Basis,
        Holds::Arbitration => Kind::Arbitration,
        Holds::Claim => Kind::Claim,
        Holds::Closing => Kind::Closing,
        Holds::Marks | Holds::Mark | Holds::Verdict => Kind::Code,
        Holds::Plain(plain) => match plain {
            ValueType::Date => Kind::Date,
            ValueType::Money => Kind::Amount,
            ValueType::YesNo => Kind::YesNo,
            ValueType::Choice(_) => Kind::Choice,
            ValueType::Text
            | ValueType::LongText
            | ValueType::Person
            | ValueType::IdNumber
            | ValueType::Number
            | ValueType::Strokes => Kind::Text,
        },
    }
}

/// All columns, in the order of an export: the number of the row, then the fields, and behind the two sides of a case the
/// column that lists may have in their place.
pub static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let number = own("seq", Kind::Seq, ("序号", "No."), "编号 行号 序 no #");
    let both = "双方当事人 当事人姓名 当事人名称 当事人姓名或名称 当事人双方 案件当事人 诉讼当事人";
    let mut columns = vec![number];
    for told in Fields::builtin().iter() {
        columns.push(of_field(told));
        if told.field == Field::DEBTOR {
            columns.push(own("parties", Kind::Parties, ("当事人", "Parties"), both));
        }
    }
    columns
});

/// The column with this key.
#[must_use]
pub fn by_key(key: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.key == key)
}
