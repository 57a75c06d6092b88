//! Text of cells: its longest length, and the words that stand for nothing.
pub use law::text::{fold, squeeze, trimmed, without_apostrophe};

/// Longest text a spreadsheet cell can hold, in UTF-16 units; longer ones come from broken or hostile files.
pub const CELL_TEXT_MAX: usize = 32_767;

/// How databases and programs write that there is no value, letter for letter.
const NULLS: [&str; 20] = [
    "NULL",
    "null",
    "Null",
    "(NULL)",
    "(null)",
    "[NULL]",
    "<NULL>",
    "<null>",
    "\\N",
    "nan",
    "NaN",
    "None",
    "nil",
    "N/A",
    "n/a",
    "#N/A",
    "<NA>",
    "NaT",
    "undefined",
    "(blank)",
];

/// Words by which people write that a date or an amount is not known, or that there is none yet.
const NOT_KNOWN: [&str; 56] = [
    "无",
    "暂无",
    "尚无",
    "没有",
    "未知",
    "不详",
    "不明",
    "不清楚",
    "待定",
    "待查",
    "待补",
    "待补充",
    "待核实",
    "暂缺",
    "缺",
    "空",
    "空白",
    "未填",
    "未填写",
    "未登记",
    "未录入",
    "未提供",
    "未确定",
    "未定",
    "未明确",
    "无法确定",
    "未结",
    "未结案",
    "尚未结案",
    "未办结",
    "未执结",
    "未报结",
    "在办",
    "在办中",
    "办理中",
    "在执",
    "执行中",
    "未到期",
    "无标的",
    "无标的额",
    "无金额",
    "未冻结",
    "未解除",
    "未解封",
    "未解冻",
    "未续封",
    "未续冻",
    "未处置",
    "未完成",
    "未答复",
    "未核查",
    "未移交",
    "尚未解除",
    "尚未解封",
    "未续",
    "na",
];

/// A date that databases write for none.
const ZERO_DATES: [&str; 4] = ["0000-00-00", "0000-00-0000:00:00", "0000/00/00", "1900-01-00"];

/// A database or a program says that there is no value: `NULL`, `\N`, `nan`.
#[must_use]
pub fn is_null(text: &str) -> bool {
    NULLS.contains(&without_apostrophe(text.trim()))
}

/// A date or an amount is said to be unknown or not there: nulls, strokes (`/`, `——`), words (无, 未结).
#[must_use]
pub fn is_blank_word(text: &str) -> bool {
    // Nothing of the kind is longer; most cells hold something else.
    if text.len() > 64 {
        return false;
    }
    let plain = squeeze(without_apostrophe(text.trim()));
    let bare = plain.trim_matches(['(', ')', '。']);
    let strokes = !plain.is_empty() && plain.chars().all(|c| "-/\\_.…?~|".contains(c));
    strokes
        || NULLS.iter().any(|word| plain.eq_ignore_ascii_case(word))
        || NOT_KNOWN.iter().any(|word| bare.eq_ignore_ascii_case(word))
        || ZERO_DATES.contains(&plain.as_str())
}

/// Names of characters that web pages leave in what they export; those of XML and a few more.
const ENTITIES: [(&str, char); 7] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("middot", '·'),
];
/// Longest entity looked for, in bytes.
const ENTITY_MAX: usize = 12;

/// The text with the characters its entities stand for: `A&amp;B`, `&#183;`. Nothing if there are none.
#[must_use]
pub fn without_entities(text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut rest, mut found) = (text, false);
    while let Some((head, behind)) = rest.split_once('&') {
        out.push_str(head);
        let name = behind.split_once(';').filter(|(name, _)| name.len() < ENTITY_MAX);
        match name.and_then(|(name, after)| Some((entity(name)?, after))) {
            Some((c, after)) => {
                out.push(c);
                (rest, found) = (after, true);
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

fn entity(name: &str) -> Option<char> {
    let named = ENTITIES.iter().find(|(own, _)| *own == name).map(|(_, c)| *c);
    let number = || match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => name.strip_prefix('#')?.parse().ok(),
    };
    named.or_else(|| number().and_then(char::from_u32).filter(|c| !c.is_control()))
}
