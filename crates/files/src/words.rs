//! Words with a fixed meaning in case lists: yes and no, kinds of basis, of claim, of closing.
use std::borrow::Cow;

use super::text::squeeze;

/// A code with its key words in the order they are tried, and how an export writes it in both languages.
#[derive(Debug)]
pub struct Word {
    /// Code as kept in the book (norms.md section 6; serde names of `law::facts`).
    pub code: &'static str,
    /// Key words, any of which decides; lower case. Of one with a plus all parts stand in the text, in any order.
    pub keys: &'static [&'static str],
    /// How an export writes it: Chinese, English. Both read back to the same code.
    pub text: (&'static str, &'static str),
}

const fn word(code: &'static str, keys: &'static [&'static str], zh: &'static str, en: &'static str) -> Word {
    Word {
        code,
        keys,
        text: (zh, en),
    }
}

/// Kinds of basis (执行依据), the more special first: 刑事附带民事 names its civil part, 行政处罚决定 is not a judgment.
pub static BASES: [Word; 16] = [
    word(
        "litigation_fee_recovery",
        &["诉讼费", "litigation fee"],
        "诉讼费追缴",
        "Litigation fee recovery",
    ),
    word(
        "preservation_ruling",
        &["保全", "preservation"],
        "财产保全裁定书",
        "Preservation ruling",
    ),
    word(
        "execution_reversal",
        &["执行回转", "reversal"],
        "执行回转裁定书",
        "Execution reversal",
    ),
    word("arbitral_award", &["仲裁", "arbitra"], "仲裁裁决书", "Arbitral award"),
    word("notarized_debt", &["公证", "notar"], "公证债权文书", "Notarized debt"),
    word(
        "criminal_incidental_civil",
        &["附带民事", "incidental civil"],
        "刑事附带民事判决书（民事部分）",
        "Criminal judgment (incidental civil part)",
    ),
    word(
        "criminal_property",
        &["刑事", "criminal"],
        "刑事判决书（涉财产部分）",
        "Criminal judgment (property)",
    ),
    word(
        "administrative_non_litigation",
        &["非诉", "处罚决定", "non-litigation"],
        "行政非诉",
        "Administrative non-litigation",
    ),
    word(
        "administrative_property",
        &[
            "行政判决",
            "行政赔偿",
            "行政裁定",
            "行政调解",
            "administrative judgment",
        ],
        "行政判决书（涉财产部分）",
        "Administrative judgment (property)",
    ),
    word(
        "security_interest_ruling",
        &["担保物权", "security interest"],
        "实现担保物权裁定书",
        "Security interest ruling",
    ),
    word(
        "judicial_confirmation",
        &["司法确认", "确认调解协议", "judicial confirmation"],
        "司法确认裁定书",
        "Judicial confirmation",
    ),
    word(
        "recognised_judgment",
        &[
            "承认外国",
            "承认的外国",
            "承认和执行",
            "认可和执行",
            "港澳台判决",
            "recognised judgment",
            "recognized judgment",
        ],
        "承认的外国、港澳台判决",
        "Recognised judgment",
    ),
    word("payment_order", &["支付令", "payment order"], "支付令", "Payment order"),
    word(
        "civil_mediation",
        &["调解", "mediation"],
        "民事调解书",
        "Civil mediation",
    ),
    word(
        "civil_judgment",
        &["民事判决", "civil judgment"],
        "民事判决书",
        "Civil judgment",
    ),
    word("other", &["其他", "其它", "other"], "其他", "Other"),
];

/// Kinds of arbitration, read from the name of the award; sports last, as a party may be called so.
pub static ARBITRATIONS: [Word; 4] = [
    word(
        "labor",
        &["劳动", "人事", "labor", "labour"],
        "劳动仲裁裁决书",
        "Labor arbitral award",
    ),
    word(
        "rural_land",
        &["农村土地", "土地承包", "rural land"],
        "农村土地承包仲裁裁决书",
        "Rural land arbitral award",
    ),
    word(
        "commercial",
        &["商事", "commercial"],
        "商事仲裁裁决书",
        "Commercial arbitral award",
    ),
    word("sports", &["体育", "sport"], "体育仲裁裁决书", "Sports arbitral award"),
];

/// Kinds of claim (执行标的种类).
pub static CLAIMS: [Word; 4] = [
    word(
        "property_right",
        &["财产权", "权益", "property right"],
        "财产权益",
        "Property right",
    ),
    word("act", &["行为", "act"], "完成行为", "Act"),
    word(
        "delivery",
        &["交付", "财物", "特定物", "腾退", "迁出", "deliver"],
        "交付财物",
        "Delivery",
    ),
    word("money", &["金钱", "给付", "货币", "money"], "金钱给付", "Money"),
];

/// Ways of closing (执行工作规定64; norms.md section 6).
pub static CLOSINGS: [Word; 6] = [
    word(
        "terminated_this_round",
        &["终本", "终结本次", "本次+终结", "this round"],
        "终结本次执行程序",
        "Terminated this round",
    ),
    word("refused", &["不予执行", "refused"], "不予执行", "Refused"),
    word("dismissed", &["驳回", "dismissed"], "驳回申请", "Dismissed"),
    word("withdrawn_case", &["销案", "withdrawn"], "销案", "Withdrawn case"),
    word("terminated", &["终结", "terminated"], "终结执行", "Terminated"),
    word("completed", &["执行完毕", "完毕", "completed"], "执行完毕", "Completed"),
];

/// The first word of the table one of whose keys stands in the text.
#[must_use]
pub fn find(table: &'static [Word], text: &str) -> Option<&'static Word> {
    // Most cells are plain Chinese: those are looked at as they stand.
    let plain = text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let lower = if plain {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    };
    let squeezed = if plain {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(squeeze(&lower))
    };
    table
        .iter()
        .find(|word| word.code == lower || word.keys.iter().any(|key| has(&squeezed, &lower, key)))
}

/// How many characters before a key a word may stand that turns it round.
const NEGATION_REACH: usize = 4;

/// Chinese keys ignore white space; English ones are words with spaces.
fn has(squeezed: &str, lower: &str, key: &str) -> bool {
    if key.is_ascii() {
        return lower.contains(key);
    }
    key.split('+').all(|part| {
        let mut found = squeezed.match_indices(part);
        found.any(|(at, _)| !is_negated(&squeezed[..at]) && !is_limited(&squeezed[at + part.len()..]))
    })
}

/// The text joins words of several kinds, as 金钱给付和行为 does: none of them says all.
#[must_use]
pub fn is_mixed(table: &'static [Word], text: &str) -> bool {
    let parts = text.split(['和', '及', '、', '+', '＋', '/', '与', '，', ',', '；', ';']);
    let mut found = parts.filter_map(|part| find(table, part.trim()));
    let first = found.next();
    first.is_some_and(|first| found.any(|other| other.code != first.code))
}

/// What stands behind a key makes it a part or something else: 执行完毕（部分）, 金钱以外, 交付金钱.
fn is_limited(behind: &str) -> bool {
    ["部分", "以外", "之外", "金钱", "货币", "现金"]
        .iter()
        .any(|word| behind.trim_start_matches(['(', '（']).starts_with(word))
}

/// What stands before a key turns it round or makes it a part or another thing: 未执行完毕, 部分执行完毕, 非金钱给付,
/// 保全完毕, 撤销仲裁裁决.
fn is_negated(before: &str) -> bool {
    let near: Vec<char> = before.chars().rev().take(NEGATION_REACH).collect();
    let near: String = near.into_iter().rev().collect();
    ["未", "非", "不予", "部分", "尚", "保全", "撤销"]
        .iter()
        .any(|word| near.contains(word))
}

/// The word of a code.
#[must_use]
pub fn of_code(table: &'static [Word], code: &str) -> Option<&'static Word> {
    table.iter().find(|word| word.code == code)
}

/// 是 √ Y → true; 否 × N → false; anything else is not an answer.
#[must_use]
pub fn yes_no(text: &str) -> Option<bool> {
    if matches!(text, "是" | "否") {
        return Some(text == "是");
    }
    match squeeze(text).to_lowercase().as_str() {
        "是" | "√" | "✓" | "✔" | "☑" | "y" | "yes" | "true" | "1" | "有" => Some(true),
        "否" | "×" | "✗" | "✘" | "x" | "n" | "no" | "false" | "0" | "无" | "非" | "不是" => Some(false),
        _ => None,
    }
}
