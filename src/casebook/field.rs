//! The fields of a case and their values.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::money::Fen;

/// A field of a case. The number is its code in the stored format and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Field {
    /// 案号
    CaseNumber = 1,
    /// 立案日期
    FiledOn = 2,
    /// 收案日期 (application received)
    ReceivedOn = 3,
    /// 收到材料日期 (the handler got the material)
    MaterialsReceivedOn = 4,
    /// 结案日期
    ClosedOn = 5,
    /// 结案方式, a code of norms.md section 6 (`completed`, …)
    ClosedBy = 6,
    /// 案件来源
    Source = 7,
    /// 案由
    Cause = 8,
    /// 执行依据 kind, the serde name of [`crate::law::facts::BasisType`]
    BasisType = 9,
    /// 仲裁种类
    ArbitrationKind = 10,
    /// 依据文号
    BasisDocNo = 11,
    /// 作出单位
    BasisIssuer = 12,
    /// 依据生效日期
    BasisEffectiveOn = 13,
    /// 申请执行人
    Applicant = 14,
    /// 被执行人
    Debtor = 15,
    /// 执行标的种类
    ClaimKind = 16,
    /// 申请执行标的额
    ClaimAmount = 17,
    /// 到位金额
    RecoveredAmount = 18,
    /// Frozen deposits and network funds, effective and executable
    FrozenAmount = 19,
    /// 查控已回齐
    FrozenComplete = 20,
    /// 受托
    Entrusted = 21,
    /// 涉外
    ForeignRelated = 22,
    /// 涉党政机关
    PartyOrGovOrgan = 23,
    /// 保全
    Preservation = 24,
    /// 追缴诉讼费
    LitigationFeeRecovery = 25,
    /// 立案信息核对无误
    FilingDataOk = 26,
    /// O4 mark: `mark|by|reason`
    Complexity = 27,
    /// S6 mark: `by|reason`
    SimpleMark = 28,
    /// 承办人
    Handler = 29,
    /// 办理团队
    Team = 30,
    /// 备注
    Remark = 31,
    /// The verdict the centre's director decided (may differ from the computed one): `simple` or `ordinary`
    DecidedVerdict = 32,
}

/// The value of a field. `None` clears it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
}
