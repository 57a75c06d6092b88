//! Both sides of a case in one cell: 甲诉乙, 申请执行人：甲 被执行人：乙.
use super::text::trimmed;

/// Words that name the applying side.
const APPLICANT: [&str; 9] = [
    "申请执行人",
    "申请人",
    "权利人",
    "债权人",
    "原告",
    "申请方",
    "申请保全人",
    "上诉人",
    "移送执行单位",
];
/// Words that name the other side; longer ones first.
const DEBTOR: [&str; 8] = [
    "被申请执行人",
    "被执行人",
    "被申请人",
    "被申请保全人",
    "义务人",
    "债务人",
    "被告",
    "被上诉人",
];
/// Words between the two sides, the clearest first.
const BETWEEN: [&str; 6] = ["申请执行", "诉", "与", " vs ", " VS ", "——"];
/// Words at the end of a name that belong to the matter and not to the party.
const MATTER: [&str; 20] = [
    "纠纷",
    "一案",
    "案",
    "执行",
    "合同",
    "借贷",
    "借款",
    "贷款",
    "欠款",
    "货款",
    "租赁",
    "买卖",
    "侵权",
    "责任",
    "赔偿",
    "离婚",
    "抚养",
    "抚养费",
    "赡养",
    "争议",
];
/// Words within a side that belong to the matter.
const WITHIN: [&str; 4] = ["标的", "金额", "纠纷", "合同"];
/// What stands around names and belongs to none.
const MARKS: [char; 12] = [':', '：', ';', '；', ',', '，', '、', '。', ' ', '\n', '\r', '\t'];

/// Applicant and debtor, if the text tells them apart beyond doubt.
#[must_use]
pub fn split(text: &str) -> Option<(String, String)> {
    let text = trimmed(text)?;
    labelled(text).or_else(|| between(text))
}

/// Each side with its word before it, in either order.
fn labelled(text: &str) -> Option<(String, String)> {
    let (debtor_at, debtor_word) = first_of(text, &DEBTOR)?;
    let blind: String = text.replace(debtor_word, &"\u{1}".repeat(debtor_word.len()));
    let (applicant_at, applicant_word) = first_of(&blind, &APPLICANT)?;
    let (applicant_from, debtor_from) = (applicant_at + applicant_word.len(), debtor_at + debtor_word.len());
    let (applicant, debtor) = if applicant_at < debtor_at {
        (text.get(applicant_from..debtor_at)?, text.get(debtor_from..)?)
    } else {
        (text.get(applicant_from..)?, text.get(debtor_from..applicant_at)?)
    };
    // A word that comes twice names a third side, or the same one again.
    let again = applicant.contains(applicant_word) || debtor.contains(debtor_word);
    let other = ["第三人", "案外人", "担保人"].iter().any(|word| text.contains(word));
    let head = &text[..applicant_at.min(debtor_at)];
    (!again && !other && name(head).is_none()).then_some(())?;
    let (applicant, debtor) = (name(applicant)?, name(debtor)?);
    (!has_matter(&applicant) && !has_matter(&debtor)).then_some((applicant, debtor))
}

/// The first of the words in a text, and where it begins.
fn first_of<'w>(text: &str, words: &[&'w str]) -> Option<(usize, &'w str)> {
    let found = words.iter().filter_map(|word| text.find(word).map(|at| (at, *word)));
    found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
}

/// Two names with one word between them.
fn between(text: &str) -> Option<(String, String)> {
    let (word, (left, right)) = BETWEEN.iter().find_map(|word| Some((*word, text.split_once(word)?)))?;
    if right.contains(word) || right.contains('诉') || right.contains('与') || left.contains('与') {
        return None;
    }
    let (left, right) = (name(left)?, name(right)?);
    // 王与之 may be one name.
    let one = word == "与" && (left.chars().count() == 1 || right.chars().count() == 1);
    (!one && !has_matter(&left) && !has_matter(&right)).then_some((left, right))
}

/// 乙借款纠纷, 乙30万元: where the name ends and the matter begins nobody can tell.
fn has_matter(side: &str) -> bool {
    let open = side.matches(['(', '（']).count() != side.matches([')', '）']).count();
    let sum = side.trim_end_matches('元').trim_end_matches('万');
    let sum = sum != side && sum.ends_with(|c: char| c.is_ascii_digit());
    open || sum || MATTER.iter().any(|end| side.ends_with(end)) || WITHIN.iter().any(|word| side.contains(word))
}

/// A name without the marks around it.
fn name(text: &str) -> Option<String> {
    let text = text.trim_matches(MARKS);
    let bare = text
        .strip_prefix(['(', '（'])
        .and_then(|text| text.strip_suffix([')', '）']));
    trimmed(bare.unwrap_or(text)).map(str::to_owned)
}
