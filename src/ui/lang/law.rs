//! Words of the law: kinds, verdicts, grounds.
use law::facts::{ArbitrationKind, BasisType};
use law::triage::Contradiction;

use super::Text;

pub const VERDICT_SIMPLE: Text = Text("简易案件", "Simple case");
pub const VERDICT_ORDINARY: Text = Text("普通案件", "Ordinary case");
pub const VERDICT_MORE: Text = Text("需补充事实", "Needs more facts");

/// Verdict words for lists, by the code of `Row::verdict`.
pub const VERDICT_SHORT: [Text; 3] = [
    Text("简易", "Simple"),
    Text("普通", "Ordinary"),
    Text("待补充事实", "More facts"),
];

/// Kinds of basis, in the order of `BasisType::ALL`.
pub const BASIS: [Text; BasisType::ALL.len()] = [
    Text("民事判决", "Civil judgment"),
    Text("民事调解书", "Civil mediation"),
    Text("支付令", "Payment order"),
    Text("担保物权裁定", "Security interest ruling"),
    Text("司法确认裁定", "Judicial confirmation"),
    Text("仲裁裁决", "Arbitral award"),
    Text("公证债权文书", "Notarised debt"),
    Text("承认的外国、港澳台判决", "Recognised judgment"),
    Text("刑事涉财产", "Criminal, property part"),
    Text("刑事附带民事", "Criminal, civil part"),
    Text("行政涉财产", "Administrative, property part"),
    Text("行政非诉", "Administrative, non-litigation"),
    Text("执行回转裁定", "Execution reversal"),
    Text("追缴诉讼费", "Recovery of litigation fees"),
    Text("保全裁定", "Preservation ruling"),
    Text("其他", "Other"),
];

/// Kinds of arbitration, in the order of `ArbitrationKind`.
pub const ARBITRATION: [Text; ArbitrationKind::ALL.len()] = [
    Text("商事", "Commercial"),
    Text("劳动", "Labour"),
    Text("农村土地", "Rural land"),
    Text("体育", "Sports"),
];

/// Kinds of claim, in the order of `ClaimKind`.
pub const CLAIM_KIND: [Text; 4] = [
    Text("金钱", "Money"),
    Text("交付", "Delivery"),
    Text("行为", "Act"),
    Text("财产权", "Property right"),
];

/// O4 marks: code and words.
pub const COMPLEXITY: [(&str, Text); 5] = [
    ("large", Text("标的大", "Large claim")),
    ("historical", Text("历史遗留", "Historical")),
    ("many_applicants", Text("申请人多", "Many applicants")),
    ("complex", Text("疑难复杂", "Complex")),
    ("sensitive", Text("敏感", "Sensitive")),
];

/// Names of the facts, by the code of `FactId`.
pub fn fact(code: &str) -> Option<Text> {
    Some(match code {
        "basis_type" => Text("执行依据种类", "Kind of basis"),
        "arbitration_kind" => Text("仲裁种类", "Kind of arbitration"),
        "foreign_related" => Text("涉外", "Foreign-related"),
        "claim_kind" => Text("标的种类", "Kind of claim"),
        "claim_amount_fen" => Text("申请执行标的额", "Amount claimed"),
        "entrusted" => Text("受托", "Entrusted"),
        "preservation" => Text("保全", "Preservation"),
        "litigation_fee_recovery" => Text("追缴诉讼费", "Recovery of litigation fees"),
        "party_or_gov_organ" => Text("涉党政机关", "Party or government organ"),
        "frozen_complete" => Text("查控结果", "Control results"),
        "filing_data_ok" => Text("立案信息核对", "Check of filing data"),
        "complexity" => Text("疑难复杂标注", "Complexity mark"),
        "simple_mark" => Text("易执易结标注", "Easy-to-enforce mark"),
        _ => return None,
    })
}

/// Where a norm was seen: the marks of norms.md.
pub fn source_mark(mark: &str) -> Option<Text> {
    Some(match mark {
        "L" => Text("已核对原文", "Text read"),
        "P" => Text("据公开网页", "Read on a public page"),
        "C" => Text("据现有系统", "Seen in existing systems"),
        "K" => Text("未核实", "Not verified"),
        _ => return None,
    })
}

/// A holiday's name in the current language; the notices name them in Chinese.
pub fn holiday(name: &str) -> String {
    const NAMES: [Text; 8] = [
        Text("元旦", "New Year"),
        Text("春节", "Spring Festival"),
        Text("清明节", "Qingming"),
        Text("劳动节", "Labour Day"),
        Text("端午节", "Dragon Boat"),
        Text("中秋节", "Mid-Autumn"),
        Text("国庆节", "National Day"),
        Text("抗日战争暨世界反法西斯战争胜利70周年纪念日", "Victory Day"),
    ];
    let one = |part: &str| {
        NAMES
            .iter()
            .find(|text| text.0 == part)
            .map_or_else(|| part.to_owned(), |text| text.now().to_owned())
    };
    let join = Text("、", " and ").now();
    name.split('、').map(one).collect::<Vec<_>>().join(join)
}

/// What a warning of the triage says, by the code of `WarningCode`.
pub fn warning(code: &str) -> Option<Text> {
    Some(match code {
        "interest_and_fee_not_counted" => Text(
            "只比较登记标的；迟延利息和执行费未计入。",
            "Compared with the registered claim only: running interest and fee are not counted.",
        ),
        "provisional_ordinary" => Text(
            "满5个工作日仍缺事实的，暂按普通办理，补齐后重新分流。",
            "If facts are still missing after 5 working days: provisionally ordinary, decided again when they are known.",
        ),
        "proposed_reading" => Text(
            "结论用到拟议的理解，尚待法院明确。",
            "The verdict leans on a proposed reading that the court has not settled.",
        ),
        "proposed_rule" => Text("决定性规则为拟议。", "The deciding rule is only proposed."),
        "unverified_rule" => Text("决定性规则未经核实。", "The deciding rule has not been verified."),
        "mark_not_counted" => Text(
            "标注未具名或未说明理由，不计。",
            "A mark without a name or a reason was left out.",
        ),
        "claim_not_positive" => Text(
            "标的额不大于零，按未登记计。",
            "A claim of nought is taken as not recorded.",
        ),
        "negative_frozen" => Text("冻结金额小于零，未计入。", "A frozen amount below zero was left out."),
        "partial_set" => Text("本规则集只是部分示例。", "This rule set is a partial example."),
        _ => return None,
    })
}

/// Why two statements cannot stand together.
pub fn contradiction(what: Contradiction) -> Text {
    match what {
        Contradiction::NonLitigationWithoutOrgan => Text(
            "与“行政非诉”矛盾：所执行的是行政机关的决定（行政强制法第53条）。由授权的组织（第70条）或者权利人（行诉解释第158条）申请的，填“是”；不是行政非诉的，改执行依据。",
            "Contradicts the basis: an organ's decision is enforced (行政强制法53). Where an authorised organisation (art. 70) or the holder of the right (行诉解释158) applies, answer yes; if it is not non-litigation, change the basis.",
        ),
        Contradiction::PreservationRulingWithoutPreservation => Text(
            "与“保全裁定”矛盾：依据是保全裁定的，就是保全案件。",
            "Contradicts the basis: a preservation ruling makes it a preservation case.",
        ),
        Contradiction::FeeBasisWithoutFeeRecovery => Text(
            "与“追缴诉讼费”矛盾：执行依据已选追缴诉讼费。",
            "Contradicts the basis, which is recovery of litigation fees.",
        ),
        Contradiction::ArbitrationWithoutAward => Text(
            "填了仲裁种类，执行依据却与仲裁无关。",
            "A kind of arbitration is given, but the basis rests on no arbitration.",
        ),
        Contradiction::NegativeFrozen => Text("冻结金额不能小于零。", "A frozen amount cannot be below zero."),
        Contradiction::NoMoneyClaimed => Text("金钱执行的标的额须大于零。", "A claim for money is more than nought."),
    }
}

/// Where a case number breaks, by the code of `case_number::Why`.
pub fn case_number_fault(code: &str) -> Text {
    match code {
        "empty" => Text("没有内容", "nothing there"),
        "left_bracket" => Text("缺左括号", "the left bracket is missing"),
        "year" => Text("年份应为四位数字", "the year must have four digits"),
        "right_bracket" => Text("年份后缺右括号", "no bracket after the year"),
        "court" => Text("缺法院代字", "no court code after the year"),
        "court_digits" => Text(
            "法院代字的数字应为两位或四位",
            "a court code has no, two or four digits",
        ),
        "type" => Text("缺“执”等类型代字", "no enforcement type after the court"),
        "number" => Text("缺案件编号", "the number is missing"),
        "leading_zero" => Text("编号不以零开头", "the number has a leading zero"),
        "number_too_long" => Text("编号超过八位", "the number has more than eight digits"),
        "hao" => Text("缺“号”字", "号 is missing"),
        "ordinal" => Text("“之”后缺序号", "no ordinal after 之"),
        _ => Text("末尾多出内容", "something follows the number"),
    }
}
