//! Units of money as headings and titles name them: 万元, 人民币万元, 金额单位：万元.
use super::amount::Unit;
use super::text::squeeze;

/// What a text says about the unit of amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    #[default]
    Nothing,
    /// This unit.
    Unit(Unit),
    /// Two units, another currency, or a unit nobody can be sure of: a person has to say which.
    Doubtful,
}

impl Said {
    /// Both texts hold: what one leaves open the other may say, and two different units are doubtful.
    #[must_use]
    pub fn and(self, other: Said) -> Said {
        match (self, other) {
            (Said::Nothing, said) | (said, Said::Nothing) => said,
            (a, b) if a == b => a,
            _ => Said::Doubtful,
        }
    }

    /// This text, or another one if it says nothing.
    #[must_use]
    pub fn or(self, other: Said) -> Said {
        if self == Said::Nothing { other } else { self }
    }
}

/// Characters units are written with.
pub const UNIT_CHARS: &str = "元圆十百千万亿佰仟萬億";
/// Words of a unit; runs of unit characters that are none of them (百元, 千万元) are doubtful.
const WORDS: [(&str, Unit); 14] = [
    ("元", Unit::Yuan),
    ("圆", Unit::Yuan),
    ("千元", Unit::Thousand),
    ("仟元", Unit::Thousand),
    ("千", Unit::Thousand),
    ("万元", Unit::Wan),
    ("万圆", Unit::Wan),
    ("萬元", Unit::Wan),
    ("万", Unit::Wan),
    ("百万元", Unit::Million),
    ("百万", Unit::Million),
    ("亿元", Unit::Yi),
    ("億元", Unit::Yi),
    ("亿", Unit::Yi),
];
/// What stands between a name and its unit.
const SEPARATORS: [char; 7] = ['/', ':', '_', ',', '-', '、', '.'];
/// What may stand directly before a unit without making it a number or another word.
const LEADS: [&str; 16] = [
    "人民币",
    "单位",
    "币种",
    "rmb",
    "cny",
    "为",
    "以",
    "按",
    "均",
    "是",
    "计量",
    "折合",
    "金额",
    "标的",
    "标的额",
    "或",
];
/// What may stand directly behind one.
const TAILS: [&str; 11] = [
    "人民币",
    "计",
    "为单位",
    "为计",
    "整",
    "填",
    "统计",
    "列示",
    "表示",
    "rmb",
    "或",
];
/// Currencies that are not the yuan, as they stand before 元 or behind a unit.
const FOREIGN: [&str; 8] = ["美", "港", "欧", "日", "澳", "加", "韩", "台币"];
/// Numbers before a unit: 500万元 is a sum, not a unit.
const NUMBERS: &str = "0123456789一二两三四五六七八九壹贰叁肆伍陆柒捌玖几数多余每.,";
/// Behind a unit these words make it a bound: 万元以上.
const BOUNDS: [&str; 6] = ["以上", "以下", "以内", "之间", "以外", "级"];

/// What a text inside the brackets of a heading says: any unit in it counts.
#[must_use]
pub fn in_brackets(text: &str) -> Said {
    let text = plain(text);
    if is_foreign(&text) || is_short(&text) || matches!(text.as_str(), "角" | "分") {
        return Said::Doubtful;
    }
    let found = mentions(&text, false);
    let english = in_english(&text);
    match (found.is_empty(), english) {
        (true, _) | (_, Said::Doubtful) => english,
        _ => found
            .into_iter()
            .fold(Said::Nothing, |said, (_, found)| said.and(found)),
    }
}

/// What a line above or below a list says. A unit counts with a word that makes it one (单位：万元, 以万元计), or
/// alone in brackets or in its cell; elsewhere in the line it is doubtful.
#[must_use]
pub fn in_line(text: &str) -> Said {
    let text = plain(text);
    if is_short(&text) || (is_foreign(&text) && (text.contains("单位") || text.contains("币种"))) {
        return Said::Doubtful;
    }
    let mut sure = Said::Nothing;
    let mut vague = Said::Nothing;
    for (at, found) in mentions(&text, true) {
        if is_marked(&text, at.clone()) {
            sure = sure.and(found);
        } else {
            vague = Said::Doubtful;
        }
    }
    let marked = text.find("unit").map_or(Said::Nothing, |at| in_english(&text[at..]));
    sure.or(vague).or(marked)
}

/// What the heading of an amount says where neither its brackets nor its ends name a unit: one within it counts
/// (标的额以万元为单位), and a sign of one that nobody can read leaves the unit open.
#[must_use]
pub fn in_the_heading(text: &str) -> Said {
    let text = plain(text);
    let is_sign = |at: &std::ops::Range<usize>| {
        let (before, run, behind) = (&text[..at.start], &text[at.clone()], &text[at.end..]);
        let bound = BOUNDS.iter().any(|word| behind.starts_with(word));
        run != "元" && run != "圆" && !bound && !before.ends_with(|c| NUMBERS.contains(c))
    };
    let letter = text.ends_with(['w', 'k', 'm']) && !text.is_ascii();
    let open = letter || runs(&text).iter().any(is_sign);
    in_line(&text).or(if open { Said::Doubtful } else { Said::Nothing })
}

/// Squeezed, in small letters and with one way to write the yuan.
fn plain(text: &str) -> String {
    squeeze(text).to_lowercase().replace('圓', "圆")
}

/// The heading ends with a unit: 标的额万元, 标的额/元. Gives what is left and what the end says.
#[must_use]
pub fn at_the_end(name: &str) -> (&str, Said) {
    let (mut rest, mut said) = (name, Said::Nothing);
    loop {
        let head = rest.trim_end_matches(|c| UNIT_CHARS.contains(c));
        let run = &rest[head.len()..];
        let name = head.trim_end_matches(SEPARATORS);
        let whole = !name.is_empty() && !name.ends_with(|c| NUMBERS.contains(c));
        // 万 and 亿 alone may end a name; 元 does not.
        if !whole || !(run.ends_with(['元', '圆']) || head.ends_with(SEPARATORS) && !run.is_empty()) {
            return (rest, said);
        }
        let word = WORDS.iter().find(|(word, _)| *word == run);
        said = said.and(word.map_or(Said::Doubtful, |(_, unit)| Said::Unit(*unit)));
        let head = head.strip_suffix("人民币").unwrap_or(head).trim_end_matches(SEPARATORS);
        rest = head.strip_suffix("单位").unwrap_or(head).trim_end_matches(SEPARATORS);
    }
}

/// The heading begins with a unit: 万元标的额. Gives what is left and what the beginning says.
#[must_use]
pub fn at_the_start(name: &str) -> (&str, Said) {
    let rest = name.trim_start_matches(|c| UNIT_CHARS.contains(c));
    let run = &name[..name.len() - rest.len()];
    let word = WORDS.iter().find(|(word, _)| *word == run && word.chars().count() > 1);
    match word {
        Some((_, unit)) if !rest.is_empty() && !BOUNDS.iter().any(|b| rest.starts_with(b)) => (rest, Said::Unit(*unit)),
        _ => (name, Said::Nothing),
    }
}

/// Names and signs of currencies that are not the yuan.
const CURRENCIES: [&str; 28] = [
    "港币",
    "港元",
    "港纸",
    "英镑",
    "美金",
    "美元",
    "外币",
    "台币",
    "卢布",
    "欧元",
    "日元",
    "日币",
    "澳元",
    "加元",
    "韩元",
    "韩币",
    "法郎",
    "泰铢",
    "卢比",
    "澳门元",
    "葡币",
    "$",
    "€",
    "£",
    "gbp",
    "rub",
    "twd",
    "hkd",
];

/// The text names another currency than the yuan, and not that it was converted into yuan.
#[must_use]
pub fn is_foreign(text: &str) -> bool {
    let text = squeeze(text).to_lowercase();
    let converted = text.contains('折') && text.contains("人民币");
    let abroad = ["usd", "eur", "jpy"].iter().any(|word| text.contains(word));
    !converted && (abroad || CURRENCIES.iter().any(|word| text.contains(word)))
}

/// A cell of a column of currencies names the yuan, a unit of it, or nothing.
#[must_use]
pub fn is_yuan_or_blank(text: &str) -> bool {
    let text = squeeze(text).to_lowercase();
    let yuan = ["", "人民币", "人民币元", "rmb", "cny", "¥", "-", "/", "无"];
    yuan.contains(&text.as_str()) || (!is_foreign(&text) && matches!(in_brackets(&text), Said::Unit(_)))
}

/// A unit by one letter, or a part of a yuan, behind 单位: nobody can be sure of it.
fn is_short(text: &str) -> bool {
    let behind = text.split("单位").skip(1);
    let bare = behind.map(|rest| rest.trim_start_matches([':', '为', '是']));
    let short = |rest: &str| {
        let rest = rest.strip_prefix(['w', 'k', 'm', '角', '分']);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    bare.into_iter().any(short)
}

/// Every unit in a squeezed text, by the bytes it stands at. `in_a_line`: sums of money are no units there.
fn mentions(text: &str, in_a_line: bool) -> Vec<(std::ops::Range<usize>, Said)> {
    let mut found = Vec::new();
    for at in runs(text) {
        let said = run_says(&text[..at.start], &text[at.clone()], &text[at.end..], in_a_line);
        if said != Said::Nothing {
            found.push((at, said));
        }
    }
    found
}

/// Where characters of units stand together.
fn runs(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c| UNIT_CHARS.contains(c)).map(|at| from + at) {
        let end = text[start..].find(|c| !UNIT_CHARS.contains(c));
        from = end.map_or(text.len(), |len| start + len);
        runs.push(start..from);
    }
    runs
}

/// What one run of unit characters says between what stands before and behind it.
fn run_says(before: &str, run: &str, behind: &str, in_a_line: bool) -> Said {
    if BOUNDS.iter().any(|word| behind.starts_with(word)) {
        return Said::Nothing;
    }
    let abroad = |word: &&str| {
        (matches!(run, "元" | "圆") && before.ends_with(*word))
            || behind.strip_prefix(*word).is_some_and(|b| b.starts_with(['元', '金']))
    };
    if FOREIGN.iter().any(abroad) {
        return Said::Doubtful;
    }
    if before.ends_with(|c| NUMBERS.contains(c)) && !before.ends_with([',', '.']) {
        // 1万元 alone in the brackets of a heading may be a unit, in a line it is a sum.
        return match in_a_line || behind.starts_with(is_han) {
            true => Said::Nothing,
            false => Said::Doubtful,
        };
    }
    let money = run.ends_with(['元', '圆']) && run.chars().count() > 1;
    let led = !before.ends_with(is_han) || LEADS.iter().any(|word| before.ends_with(word));
    let closed = !behind.starts_with(is_han) || TAILS.iter().any(|word| behind.starts_with(word));
    if !(money || led && closed) {
        // 单元, 亿达公司, 元月: parts of other words.
        return Said::Nothing;
    }
    if before.ends_with(['w', 'k']) {
        // W元 is short for 万元, and may be anything.
        return Said::Doubtful;
    }
    let word = WORDS.iter().find(|(word, _)| *word == run);
    word.map_or(Said::Doubtful, |(_, unit)| Said::Unit(*unit))
}

/// A word that makes it the unit stands at the mention, or it stands alone.
fn is_marked(text: &str, at: std::ops::Range<usize>) -> bool {
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let opened = before.trim_end_matches("人民币").trim_end_matches('¥');
    let opened = opened.strip_suffix("rmb").unwrap_or(opened);
    let named = opened.trim_end_matches([':', '(', '[', '【', '为', '是', '均', '-', '_', '/']);
    let words = ["单位", "计量", "货币", "币种", "金额", "数额", "标的额", "unit"];
    let alone = opened.is_empty() || opened.ends_with(['(', '[', '【', ',', ';', '/', '、']);
    let closed = behind.trim_start_matches("人民币");
    let ends = closed.is_empty() || closed.starts_with([')', ']', '】', ',', ';', '/', '、', '。']);
    let counted = ["计", "为单位", "为计", "填", "统计", "列示", "表示"];
    words.iter().any(|word| named.ends_with(word))
        || counted.iter().any(|word| closed.starts_with(word))
        || (alone && ends)
}

/// Units in English, or by the currency alone. A bare number is a unit only beside a currency.
fn in_english(text: &str) -> Said {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let yuan = has(&["yuan", "rmb", "cny", "¥", "人民币"]);
    let letter = text
        .strip_prefix("金额")
        .unwrap_or(text)
        .trim_start_matches("单位")
        .trim_start_matches(':');
    if matches!(letter, "w" | "k" | "m") || has(&["usd", "us$", "hkd", "hk$", "eur", "jpy", "dollar"]) {
        Said::Doubtful
    } else if has(&["tenthousand"]) || text == "wan" || (yuan && has(&["10,000", "10000", "10k", "wan"])) {
        Said::Unit(Unit::Wan)
    } else if has(&["million"]) {
        Said::Unit(Unit::Million)
    } else if has(&["thousand"]) || (yuan && has(&["'000", "1,000", "1000"])) {
        Said::Unit(Unit::Thousand)
    } else if yuan {
        Said::Unit(Unit::Yuan)
    } else {
        Said::Nothing
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
