//! Which asset a text is of: the numbers in it that no two assets share, written one way.
//!
//! Found are certificates of real estate, plates and frame numbers of vehicles, numbers of accounts. What holds none of
//! them tells no asset from another: two seizures are put in one line by a number, never by words that look alike.
use std::collections::BTreeSet;

use chrono::NaiveDate;
use law::text::{fold, squeeze};

use super::certificates::{certificates, old_certificates};
use crate::kinds::{KindOf, is_credit_code};

/// Provinces as plates begin with them.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// The figures a number of an account has.
const ACCOUNT: std::ops::RangeInclusive<usize> = 12..=30;
/// Signs of the frame number of a vehicle (GB 16735).
const FRAME: usize = 17;
/// Signs of the code of a unit of real estate (GB/T 37346): district and parcel in figures, two letters, figures.
const UNIT: usize = 28;
/// Figures and letters on end that a number of no known form must have to tell an asset: four are the end of an account, a
/// year, a room.
const SHORTEST: usize = 5;
/// Behind a figure these make it an amount of something.
const MEASURES: &str = "股元万亿套间平米㎡亩辆台份%号楼室";
/// Parts of a number up to so long are parted by blanks; longer ones are numbers of their own.
const PART: usize = 7;
/// Words before a number that is none of an asset, or one of a certificate.
const OTHERS: [&str; 10] = [
    "第",
    "身份证",
    "身份证件",
    "代码",
    "注册",
    "电话",
    "手机",
    "合同",
    "流水",
    "订单",
];

/// The numbers by which an asset is known. `identifier` is what was entered as its number, `text` what it is called.
///
/// ```
/// use casebook::queue::asset_keys;
/// let one = asset_keys("豫（2020）商丘市不动产权第0012345号", "归德路1号");
/// let other = asset_keys("", "归德路1号，豫〔2020〕商丘市不动产权证第 12345 号");
/// assert_eq!(one, other);
/// ```
#[must_use]
pub fn asset_keys(identifier: &str, text: &str) -> BTreeSet<String> {
    let mut keys = numbers_in(identifier);
    if keys.is_empty() {
        let bare = bare(identifier);
        keys.extend(tells(&bare).then_some(bare));
    }
    keys.extend(numbers_in(text));
    keys
}

/// What sort of asset a text is of, as a code of the field the longest term hangs on: by the numbers in it, or by the
/// longest of the words ledgers use for a code. Nothing where it says neither: a person chooses.
#[must_use]
pub fn sort_of(kind: &KindOf, identifier: &str, text: &str) -> Option<String> {
    let whole = format!("{identifier} {text}");
    let by_number = asset_keys(identifier, text).into_iter().find_map(|key| {
        let first = key.chars().next()?;
        let is_account = key.bytes().all(|b| b.is_ascii_digit()) && ACCOUNT.contains(&key.len());
        let is_vehicle = PROVINCES.contains(first) && key.len() <= 14 || key.is_ascii() && key.len() == FRAME;
        match (is_account, is_vehicle) {
            (true, _) => Some("deposit"),
            (_, true) => Some("movable"),
            _ if is_unit(&key) => Some("immovable"),
            _ if whole.contains("不动产权") || whole.contains("房权证") => Some("immovable"),
            _ => None,
        }
    });
    let field = kind.lasts_by().and_then(|number| kind.field(number))?;
    let words = field.words.iter().filter(|(word, _)| whole.contains(word.as_str()));
    let by_word = words.max_by_key(|(word, _)| word.len()).map(|(_, code)| code.clone());
    by_number.map(str::to_owned).or(by_word)
}

/// Without spaces and marks, letters large.
fn bare(text: &str) -> String {
    let folded = squeeze(text).to_uppercase();
    folded.chars().filter(|c| c.is_alphanumeric() || *c == '%').collect()
}

/// Whether a number of no known form tells one asset from another.
fn tells(bare: &str) -> bool {
    let chars: Vec<char> = bare.chars().collect();
    let mut runs = chars.split_inclusive(|c| !c.is_ascii_alphanumeric());
    runs.any(|run| {
        let signs: Vec<&char> = run.iter().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let is_amount = run.last().is_some_and(|behind| MEASURES.contains(*behind));
        signs.len() >= SHORTEST && signs.iter().any(|c| c.is_ascii_digit()) && !is_amount
    })
}

fn numbers_in(text: &str) -> BTreeSet<String> {
    let spaced: Vec<char> = fold(text).to_uppercase().chars().map(round).collect();
    let whole: Vec<char> = spaced.iter().copied().filter(|c| !c.is_whitespace()).collect();
    let mut keys = BTreeSet::new();
    certificates(&whole, &mut keys);
    old_certificates(&spaced, &mut keys);
    let mut plates = plates(&spaced);
    if plates.is_empty() {
        plates = self::plates(&whole);
    }
    keys.extend(plates);
    for (group, before) in groups(&spaced) {
        if OTHERS.iter().any(|word| before.ends_with(word)) {
            continue;
        }
        let own: Vec<String> = group.iter().filter_map(|run| known(run)).collect();
        match own.is_empty() && group.iter().all(|run| run.len() <= PART) {
            true => keys.extend(known(&group.concat())),
            false => keys.extend(own),
        }
    }
    keys
}

/// Figures and letters with nothing but blanks between them, each with the words before, as far as they may tell what it is.
fn groups(spaced: &[char]) -> Vec<(Vec<String>, String)> {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let mut groups: Vec<(Vec<String>, String)> = Vec::new();
    let (mut at, mut words) = (0, 0);
    while at < spaced.len() {
        let run: String = spaced[at..].iter().take_while(|c| is_part(c)).collect();
        if run.is_empty() {
            words = if spaced[at].is_whitespace() { words } else { at + 1 };
            at += 1;
            continue;
        }
        let begins = spaced[..at].iter().rposition(is_part).is_none_or(|last| last < words);
        let length = run.len();
        let run: String = run.chars().filter(|c| *c != '-').collect();
        match groups.last_mut().filter(|_| !begins) {
            Some((group, _)) => group.push(run),
            None => groups.push((vec![run], label(&spaced[..at]))),
        }
        at += length;
    }
    groups
}

/// The words before a number, without what stands between: 身份证 of 身份证号码：
fn label(before: &[char]) -> String {
    let between = |c: &&char| c.is_whitespace() || ":为是(".contains(**c);
    let words: Vec<char> = before.iter().rev().skip_while(between).take(6).copied().collect();
    let words: String = words.into_iter().rev().collect();
    let bare = words.strip_suffix("号码").or_else(|| words.strip_suffix('号'));
    bare.unwrap_or(&words).to_owned()
}

/// The number of an account, the frame number of a vehicle or the code of a unit of real estate.
fn known(run: &str) -> Option<String> {
    if run.bytes().all(|b| b.is_ascii_digit()) {
        let is_account = ACCOUNT.contains(&run.len()) && !names_person(run) && !is_period(run);
        return is_account.then(|| run.to_owned());
    }
    if is_unit(run) {
        return Some(run.to_owned());
    }
    // No frame number has these letters: whoever typed one meant the figure.
    let frame: String = run.chars().map(figure).collect();
    let figures = frame.bytes().filter(u8::is_ascii_digit).count();
    let is_frame = frame.len() == FRAME && figures > 0 && figures < FRAME && !is_resident_with_x(&frame);
    is_frame.then_some(frame)
}

/// The figure for a letter that is on no plate and in no frame number.
fn figure(c: char) -> char {
    match c {
        'O' | 'Q' => '0',
        'I' => '1',
        other => other,
    }
}

/// The number of a resident, also one with a wrong figure, or of an organisation: it says whose an asset is, not which.
fn names_person(run: &str) -> bool {
    let born = run.get(6..14).filter(|_| run.len() == 18 && !run.starts_with('0'));
    born.is_some_and(is_day) || is_credit_code(run)
}

/// From a day to a day: 20240301-20270228.
fn is_period(run: &str) -> bool {
    let days = run.get(..8).zip(run.get(8..)).filter(|_| run.len() == 16);
    days.is_some_and(|(from, to)| is_day(from) && is_day(to))
}

/// Eight figures that are a day of this century or the last.
fn is_day(figures: &str) -> bool {
    let day = NaiveDate::parse_from_str(figures, "%Y%m%d");
    day.is_ok() && (figures.starts_with("19") || figures.starts_with("20"))
}

fn is_unit(run: &str) -> bool {
    let (place, kind) = (run.get(..12), run.get(12..14));
    let is = |part: Option<&str>, test: fn(&u8) -> bool| part.is_some_and(|part| part.as_bytes().iter().all(test));
    run.len() == UNIT && is(place, u8::is_ascii_digit) && is(kind, u8::is_ascii_uppercase)
}

/// All brackets are one.
fn round(c: char) -> char {
    match c {
        '〔' | '[' | '【' | '［' => '(',
        '〕' | ']' | '】' | '］' => ')',
        other => other,
    }
}

/// Sixteen figures and an X: what is left of a resident's number is no frame.
fn is_resident_with_x(run: &str) -> bool {
    run.strip_suffix('X')
        .is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()))
}

/// 豫N·12345, 豫ND12345 (GA 36: the sixth sign, of cars with a battery, is a letter at one of the ends).
fn plates(text: &[char]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for at in (0..text.len()).filter(|at| PROVINCES.contains(text[*at])) {
        let mut rest = text[at + 1..]
            .iter()
            .copied()
            .skip_while(|c| c.is_whitespace())
            .peekable();
        let Some(letter) = rest.next().filter(char::is_ascii_uppercase) else {
            continue;
        };
        while rest.next_if(|c| c.is_whitespace() || "·.-•∙・".contains(*c)).is_some() {}
        let own: Vec<char> = rest.take_while(char::is_ascii_alphanumeric).collect();
        let ends = || {
            [own.first(), own.last()]
                .into_iter()
                .flatten()
                .any(char::is_ascii_uppercase)
        };
        let is_plate = own.len() == 5 || own.len() == 6 && ends();
        if is_plate && own.iter().any(char::is_ascii_digit) {
            let own: String = own.into_iter().map(figure).collect();
            found.insert(format!("{}{letter}{own}", text[at]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(identifier: &str, text: &str) -> Vec<String> {
        asset_keys(identifier, text).into_iter().collect()
    }

    #[test]
    fn one_asset_has_one_number_however_it_is_written() {
        for (one, other) in [
            (
                "豫（2020）商丘市不动产权第0012345号",
                "归德路1号，豫〔2020〕商丘市不动产权证第 12345 号",
            ),
            ("豫N12345", "大众轿车，豫 N·12345，黑色"),
            ("6222 0217 0000 1234 567", "工行商丘分行账户6222021700001234567"),
            ("lsvau033x72123456", "车架号LSVAU033X72123456"),
            ("商房权证梁园字第00123号", "房产 商房权证（梁园）字第123号"),
            ("商房权证 梁园字 第 00123 号", "商房权证梁园字第00123号"),
            ("郑房权证字第1201034567-1号", "房产：郑房权证字第 1201034567-1 号"),
            ("豫2020商丘市不动产权第0012345号", "豫（2020）商丘市不动产权第0012345号"),
            ("豫N1234O", "豫 N·12340"),
            ("6222021700001234567 50000元", "6222 0217 0000 1234 567"),
            ("６２２２０２１７００００１２３４５６７", "6222-0217-0000-1234-567"),
            (
                "411402001001GB00001F00010001",
                "不动产单元号 411402001001gb00001f00010001",
            ),
        ] {
            let (one, other) = (keys(one, ""), keys("", other));
            assert_eq!((one.len(), &one), (1, &other), "{one:?}");
        }
        let (one, other) = ("豫N12345 LSVAU033X72123456", "豫N12345，车架号：LSVAUO33X72I23456");
        assert_eq!(keys(one, ""), ["LSVAU033X72123456", "豫N12345"]);
        assert_eq!(keys("", other), keys(one, ""));
    }

    /// One seizure of several parcels is in the line of each.
    #[test]
    fn every_number_behind_a_certificate_is_read() {
        for (text, numbers) in [
            (
                "豫（2020）商丘市不动产权第0012345、0012346号",
                vec!["2020商丘市12345", "2020商丘市12346"],
            ),
            (
                "豫(2020)商丘市不动产权第0012345号、第0012347号",
                vec!["2020商丘市12345", "2020商丘市12347"],
            ),
            (
                "豫（2020）商丘市不动产权第0012345-0012347号",
                vec!["2020商丘市12345", "2020商丘市12346", "2020商丘市12347"],
            ),
            ("豫（2020）商丘市不动产权第0012345号、3号楼", vec!["2020商丘市12345"]),
            ("商房权证字第00123、00124号", vec!["商房权证字123", "商房权证字124"]),
            ("豫N12345、豫N67890", vec!["豫N12345", "豫N67890"]),
            (
                "工行6222021700001234567 6222021700001234568",
                vec!["6222021700001234567", "6222021700001234568"],
            ),
        ] {
            assert_eq!(keys(text, ""), numbers, "{text}");
        }
    }

    #[test]
    fn the_sort_of_an_asset_follows_from_its_number_or_its_name() {
        let kind = crate::kinds::Kinds::builtin().named("seizure");
        for (text, sort) in [
            ("豫（2020）商丘市不动产权第0012345号", Some("immovable")),
            ("豫N12345", Some("movable")),
            ("LSVAU033X72123456", Some("movable")),
            ("6222021700001234567", Some("deposit")),
            ("归德路1号房产", Some("immovable")),
            ("某公司30%股权", Some("right")),
            ("工行存款", Some("deposit")),
            ("归德路1号", None),
        ] {
            let found = kind.and_then(|kind| sort_of(kind, "", text));
            assert_eq!(found.as_deref(), sort, "{text}");
        }
    }

    #[test]
    fn what_names_no_asset_is_no_number_of_one() {
        for text in [
            "银行存款",
            "商丘市睢阳区归德路1号2单元301室",
            "张三（11010519491231002X）名下车辆",
            "联系电话13812345678",
            "（2024）豫1402执1234号",
            "2024-03-01冻结120000.00元",
            "房产证",
            // A resident's number with a wrong figure, and a credit code of figures alone, name whoever owns it.
            "张三（身份证号110105194912310021）名下房产",
            "张三110105194912310021名下房产",
            "某公司（914114000678900446）的股权",
            "某公司，注册号411400000012345",
            "查封期限20240301-20270228",
            "查封期限 20240301 20270228",
            "30%股权",
        ] {
            assert_eq!(keys("", text), Vec::<String>::new(), "{text}");
        }
        // What was entered as the number is one, also of a form nobody knows.
        assert_eq!(keys("股权证-A 0017", "某公司股权"), ["股权证A0017"]);
        for vague in [
            "无",
            "1234",
            "尾号1234",
            "30%股权",
            "10000股",
            "2024年",
            "301室",
            "1号楼2单元301室",
            "50000元",
        ] {
            assert_eq!(keys(vague, "某公司股权"), Vec::<String>::new(), "{vague}");
        }
    }
}
