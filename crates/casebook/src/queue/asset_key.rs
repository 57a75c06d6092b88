//! Which asset a text is of: the numbers in it that no two assets share, written one way.
//!
//! Found are certificates of real estate, plates and frame numbers of vehicles, numbers of accounts. What holds none of
//! them tells no asset from another: two seizures are put in one line by a number, never by words that look alike.
use std::collections::BTreeSet;

use law::text::{fold, squeeze};

use crate::kinds::{KindOf, is_resident};

/// Provinces as plates begin with them.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// The figures a number of an account has.
const ACCOUNT: std::ops::RangeInclusive<usize> = 12..=30;
/// Signs of the frame number of a vehicle (GB 16735).
const FRAME: usize = 17;
/// Signs a number that is of no known form must have to tell an asset.
const SHORTEST: usize = 4;
/// Words in certificates older than those of 2015.
const OLD_CERTIFICATES: [&str; 4] = ["权证", "国用", "集用", "房证"];

/// The numbers by which an asset is known. `identifier` is what was entered as its number, `text` what it is called.
#[must_use]
pub fn asset_keys(identifier: &str, text: &str) -> BTreeSet<String> {
    let mut keys = numbers_in(identifier);
    let bare: String = bare(identifier);
    if keys.is_empty() && bare.chars().count() >= SHORTEST && bare.contains(|c: char| c.is_ascii_digit()) {
        keys.insert(bare);
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
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn numbers_in(text: &str) -> BTreeSet<String> {
    let whole: Vec<char> = squeeze(text).to_uppercase().chars().map(round).collect();
    let mut keys = BTreeSet::new();
    certificates(&whole, &mut keys);
    old_certificates(text, &mut keys);
    plates(&whole, &mut keys);
    for run in whole.split(|c| !c.is_ascii_alphanumeric() && *c != '-') {
        let run: String = run.iter().filter(|c| **c != '-').collect();
        let letters = run.bytes().filter(u8::is_ascii_alphabetic).count();
        let is_frame = run.len() == FRAME && (1..FRAME).contains(&letters) && !run.contains(['I', 'O', 'Q']);
        let is_account = letters == 0 && ACCOUNT.contains(&run.len()) && !is_resident(&run);
        if is_account || (is_frame && !is_resident_with_x(&run)) {
            keys.insert(run);
        }
    }
    keys
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

/// 豫(2020)商丘市不动产权第0012345号: year, place and number, without the noughts some leave out.
fn certificates(text: &[char], keys: &mut BTreeSet<String>) {
    let word: Vec<char> = "不动产权".chars().collect();
    for at in (0..text.len()).filter(|at| text[*at..].starts_with(&word)) {
        let behind: String = text[at + word.len()..].iter().collect();
        let behind = behind.strip_prefix('证').unwrap_or(&behind);
        let behind = behind.strip_prefix('书').unwrap_or(behind);
        let behind = behind.strip_prefix('第').unwrap_or(behind);
        let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
        let number = digits.trim_start_matches('0');
        let Some(bracket) = text[..at].iter().rposition(|c| *c == ')') else {
            continue;
        };
        let place: String = text[bracket + 1..at].iter().collect();
        let year: String = text[..bracket]
            .iter()
            .rev()
            .take_while(|c| c.is_ascii_digit())
            .collect();
        let is_place = place.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
        if !number.is_empty() && is_place && year.len() == 4 {
            let year: String = year.chars().rev().collect();
            keys.insert(format!("{year}{place}{number}"));
        }
    }
}

/// 商房权证梁园字第00123号: the whole word it stands in.
fn old_certificates(text: &str, keys: &mut BTreeSet<String>) {
    let folded = fold(text).to_uppercase();
    for word in folded.split(|c: char| c.is_whitespace() || ",;:、，；：。".contains(c)) {
        let Some((name, rest)) = word.split_once('第') else {
            continue;
        };
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let is_certificate = OLD_CERTIFICATES.iter().any(|known| name.contains(known));
        if is_certificate && !name.contains("不动产权") && !number.is_empty() {
            let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
            keys.insert(format!("{name}{}", number.trim_start_matches('0')));
        }
    }
}

/// 豫N·12345, 豫ND12345.
fn plates(text: &[char], keys: &mut BTreeSet<String>) {
    for at in (0..text.len()).filter(|at| PROVINCES.contains(text[*at])) {
        let mut rest = text[at + 1..].iter().copied().peekable();
        let Some(letter) = rest.next().filter(char::is_ascii_uppercase) else {
            continue;
        };
        let _ = rest.next_if(|c| "·.-•∙・".contains(*c));
        let own: String = rest.take_while(char::is_ascii_alphanumeric).collect();
        if (5..=6).contains(&own.len()) && own.contains(|c: char| c.is_ascii_digit()) {
            keys.insert(format!("{}{letter}{own}", text[at]));
        }
    }
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
        ] {
            let (one, other) = (keys(one, ""), keys("", other));
            assert_eq!((one.len(), &one), (1, &other), "{one:?}");
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
        ] {
            assert_eq!(keys("", text), Vec::<String>::new(), "{text}");
        }
        // What was entered as the number is one, also of a form nobody knows.
        assert_eq!(keys("股权证-A 0017", "某公司股权"), ["股权证A0017"]);
        assert_eq!(keys("无", "某公司股权"), Vec::<String>::new());
    }
}
