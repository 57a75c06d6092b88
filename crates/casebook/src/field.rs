//! The fields of a case and their values. What a field is called, holds and belongs to is told by `rules/fields.json`:
//! forms, lists, export, import and print read it there. The constants are the fields that the law and the pages name.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::fields::{CaseField, FILTERS_MOST, Fields, FieldsError, FileColumn, Holds, ListUse};
use law::money::Fen;

/// A field of a case. The number is its code in the stored format and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Field(u8);

impl Field {
    /// 案号
    pub const CASE_NUMBER: Field = Field(1);
    /// 立案日期
    pub const FILED_ON: Field = Field(2);
    /// 收案日期 (application received)
    pub const RECEIVED_ON: Field = Field(3);
    /// 收到材料日期 (the handler got the material)
    pub const MATERIALS_RECEIVED_ON: Field = Field(4);
    /// 结案日期
    pub const CLOSED_ON: Field = Field(5);
    /// 结案方式, a code of norms.md section 6 (`completed`, …)
    pub const CLOSED_BY: Field = Field(6);
    /// 案件来源
    pub const SOURCE: Field = Field(7);
    /// 案由
    pub const CAUSE: Field = Field(8);
    /// 执行依据 kind, the code of a [`law::facts::BasisType`]
    pub const BASIS_TYPE: Field = Field(9);
    /// 仲裁种类
    pub const ARBITRATION_KIND: Field = Field(10);
    /// 依据文号
    pub const BASIS_DOC_NO: Field = Field(11);
    /// 作出单位
    pub const BASIS_ISSUER: Field = Field(12);
    /// 依据生效日期
    pub const BASIS_EFFECTIVE_ON: Field = Field(13);
    /// 申请执行人
    pub const APPLICANT: Field = Field(14);
    /// 被执行人
    pub const DEBTOR: Field = Field(15);
    /// 执行标的种类
    pub const CLAIM_KIND: Field = Field(16);
    /// 申请执行标的额
    pub const CLAIM_AMOUNT: Field = Field(17);
    /// 到位金额
    pub const RECOVERED_AMOUNT: Field = Field(18);
    /// Frozen deposits and network funds, effective and executable
    pub const FROZEN_AMOUNT: Field = Field(19);
    /// 查控已回齐
    pub const FROZEN_COMPLETE: Field = Field(20);
    /// 受托
    pub const ENTRUSTED: Field = Field(21);
    /// 涉外
    pub const FOREIGN_RELATED: Field = Field(22);
    /// 涉党政机关
    pub const PARTY_OR_GOV_ORGAN: Field = Field(23);
    /// 保全
    pub const PRESERVATION: Field = Field(24);
    /// 追缴诉讼费
    pub const LITIGATION_FEE_RECOVERY: Field = Field(25);
    /// 立案信息核对无误
    pub const FILING_DATA_OK: Field = Field(26);
    /// O4 mark: `mark|by|reason`
    pub const COMPLEXITY: Field = Field(27);
    /// S6 mark: `by|reason`
    pub const SIMPLE_MARK: Field = Field(28);
    /// 承办人
    pub const HANDLER: Field = Field(29);
    /// 办理团队
    pub const TEAM: Field = Field(30);
    /// 备注
    pub const REMARK: Field = Field(31);
    /// The verdict the centre's director decided (may differ from the computed one): `simple` or `ordinary`
    pub const DECIDED_VERDICT: Field = Field(32);
    /// 书记员
    pub const CLERK: Field = Field(33);
}

/// The value of a field. `None` clears it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Not known, or cleared.
    None,
    /// Text or a code.
    Text(String),
    /// A civil date at UTC+8.
    Date(NaiveDate),
    /// Money.
    Fen(Fen),
    /// Yes or no.
    Bool(bool),
    /// A plain number.
    Number(i64),
}

/// Whether two values written without knowing of each other may be settled by the later clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Harmless: the later writer is shown.
    Light,
    /// Rests on the law or moves a date, an amount or a verdict: both stay until a person rules.
    Legal,
}

impl Field {
    /// A number as a field, for the loader of the table only: everybody else asks [`Field::from_code`].
    pub(super) fn numbered(code: u8) -> Field {
        Field(code)
    }

    /// All fields in the order of the table, which is that of forms and exports.
    pub fn all() -> impl Iterator<Item = Field> {
        Fields::builtin().iter().map(|row| row.field)
    }

    /// Its number in the stored format.
    pub fn code(self) -> u8 {
        self.0
    }

    /// Its number among the fields of the case's own record.
    pub fn slot(self) -> u16 {
        u16::from(self.0)
    }

    /// The field of a stored number; nothing if a newer build wrote it.
    pub fn from_code(code: u8) -> Option<Field> {
        Fields::builtin().of_code(code).map(|row| row.field)
    }

    /// All that is said of it.
    ///
    /// # Panics
    /// Never: a field comes from the table, and a test asks for each constant.
    pub fn told(self) -> &'static CaseField {
        Fields::builtin().of(self)
    }

    /// Its key in files and texts, e.g. `case_number`.
    pub fn key(self) -> &'static str {
        &self.told().key
    }

    /// The field of a key.
    pub fn from_key(key: &str) -> Option<Field> {
        Fields::builtin().iter().find(|row| row.key == key).map(|row| row.field)
    }

    /// How two values written without knowing of each other are treated.
    pub fn weight(self) -> Weight {
        self.told().weight
    }
}

impl TryFrom<u8> for Field {
    type Error = &'static str;

    fn try_from(code: u8) -> Result<Field, Self::Error> {
        Field::from_code(code).ok_or("no field of this number")
    }
}

impl From<Field> for u8 {
    fn from(field: Field) -> u8 {
        field.0
    }
}
