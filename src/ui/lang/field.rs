//! Names of the fields of a case, and of the codes they hold.
use ::law::facts::{ArbitrationKind, BasisType, ClaimKind};
use protocol::Field;

use super::{Text, law};

/// Name of a field, as norms.md section 6 has it.
pub fn name(field: Field) -> Text {
    match field {
        Field::CaseNumber => Text("案号", "Case number"),
        Field::FiledOn => Text("立案日期", "Filed on"),
        Field::ReceivedOn => Text("收案日期", "Application received"),
        Field::MaterialsReceivedOn => Text("收到材料日期", "Handler got the material"),
        Field::ClosedOn => Text("结案日期", "Closed on"),
        Field::ClosedBy => Text("结案方式", "Closed by"),
        Field::Source => Text("案件来源", "Source"),
        Field::Cause => Text("案由", "Cause"),
        Field::BasisType => Text("执行依据", "Basis"),
        Field::ArbitrationKind => Text("仲裁种类", "Kind of arbitration"),
        Field::BasisDocNo => Text("依据文号", "Basis number"),
        Field::BasisIssuer => Text("作出单位", "Issued by"),
        Field::BasisEffectiveOn => Text("生效日期", "In effect since"),
        Field::Applicant => Text("申请执行人", "Applicant"),
        Field::Debtor => Text("被执行人", "Debtor"),
        Field::ClaimKind => Text("执行标的种类", "Kind of claim"),
        Field::ClaimAmount => Text("申请执行标的额", "Amount claimed"),
        Field::RecoveredAmount => Text("到位金额", "Recovered"),
        Field::FrozenAmount => Text("已冻结存款、网络资金", "Frozen deposits and network funds"),
        Field::FrozenComplete => Text("查控结果已全部反馈", "All control results in"),
        Field::Entrusted => Text("受托", "Entrusted"),
        Field::ForeignRelated => Text("涉外", "Foreign-related"),
        Field::PartyOrGovOrgan => Text("涉党政机关", "Party or government organ"),
        Field::Preservation => Text("保全", "Preservation"),
        Field::LitigationFeeRecovery => Text("追缴诉讼费", "Recovery of litigation fees"),
        Field::FilingDataOk => Text("立案信息核对无误", "Filing data checked"),
        Field::Complexity => Text("疑难复杂标注", "Complexity mark"),
        Field::SimpleMark => Text("易执易结标注", "Easy-to-enforce mark"),
        Field::Handler => Text("承办人", "Handler"),
        Field::Team => Text("办理团队", "Team"),
        Field::Remark => Text("备注", "Remark"),
        Field::DecidedVerdict => Text("分流决定", "Decided verdict"),
    }
}

/// Ways of closing a case (执行工作规定64).
pub const CLOSED_BY: [(&str, Text); 6] = [
    ("completed", Text("执行完毕", "Completed")),
    ("terminated_this_round", Text("终结本次执行程序", "This round closed")),
    ("terminated", Text("终结执行", "Terminated")),
    ("withdrawn_case", Text("销案", "Withdrawn")),
    ("refused", Text("不予执行", "Refused")),
    ("dismissed", Text("驳回申请", "Dismissed")),
];

/// The choices of a field that holds a code.
pub fn choices(field: Field) -> Option<Vec<(&'static str, Text)>> {
    Some(match field {
        Field::BasisType => BasisType::ALL
            .map(BasisType::code)
            .into_iter()
            .zip(law::BASIS)
            .collect(),
        Field::ArbitrationKind => {
            let codes = ArbitrationKind::ALL.map(ArbitrationKind::code);
            codes.into_iter().zip(law::ARBITRATION).collect()
        }
        Field::ClaimKind => ClaimKind::ALL
            .map(ClaimKind::code)
            .into_iter()
            .zip(law::CLAIM_KIND)
            .collect(),
        Field::ClosedBy => CLOSED_BY.to_vec(),
        Field::DecidedVerdict => vec![("simple", law::VERDICT_SIMPLE), ("ordinary", law::VERDICT_ORDINARY)],
        _ => return None,
    })
}
