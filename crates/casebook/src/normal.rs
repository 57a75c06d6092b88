//! Text as search sees it, and Chinese text as sorting sees it.
use std::sync::OnceLock;

use pinyin::ToPinyin;

use law::text::fold_char;

/// Folds what a searcher should not have to think of: full-width letters and digits become plain, capitals small,
/// second codes of characters the first; brackets, quotation marks, white space, what nobody sees and the points within
/// names of other peoples go, which are written in many ways.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if CJK.contains(&c) {
            out.push(c);
            continue;
        }
        let Some(plain) = fold_char(c) else {
            continue;
        };
        match plain {
            '(' | ')' | '[' | ']' | '〔' | '〕' | '【' | '】' | '《' | '》' => {}
            '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' => {}
            '·' | '•' | '・' | '･' | '‧' | '∙' | '⋅' | '●' => {}
            '.' if out.ends_with(|last| CJK.contains(&last)) => {}
            _ if plain.is_ascii_graphic() => out.push(plain.to_ascii_lowercase()),
            _ if plain.is_whitespace() || plain.is_control() => {}
            _ => out.extend(plain.to_lowercase()),
        }
    }
    out
}

/// Surnames that are read otherwise than the character usually is, and the first letter of that reading.
const SURNAMES: [(char, char); 26] = [
    ('单', 's'),
    ('曾', 'z'),
    ('解', 'x'),
    ('仇', 'q'),
    ('朴', 'p'),
    ('区', 'o'),
    ('查', 'z'),
    ('盖', 'g'),
    ('覃', 'q'),
    ('尉', 'y'),
    ('翟', 'z'),
    ('乐', 'y'),
    ('缪', 'm'),
    ('召', 's'),
    ('种', 'c'),
    ('折', 's'),
    ('祭', 'z'),
    ('秘', 'b'),
    ('阚', 'k'),
    ('隗', 'w'),
    ('句', 'g'),
    ('繁', 'p'),
    ('重', 'c'),
    ('适', 'k'),
    ('蔚', 'y'),
    ('澹', 't'),
];

/// Words of party names in which a character is read otherwise than alone.
const WORDS: [(&str, &str); 20] = [
    ("银行", "yh"),
    ("支行", "zh"),
    ("分行", "fh"),
    ("总行", "zh"),
    ("商行", "sh"),
    ("行业", "hy"),
    ("重庆", "cq"),
    ("长沙", "cs"),
    ("长春", "cc"),
    ("长江", "cj"),
    ("厦门", "xm"),
    ("建行", "jh"),
    ("工行", "gh"),
    ("农行", "nh"),
    ("车行", "ch"),
    ("会计", "kj"),
    ("音乐", "yy"),
    ("长葛", "cg"),
    ("长垣", "cy"),
    ("东阿", "de"),
];

/// First letters of the readings of the Chinese characters in a normal text (`张三` → `zs`); if the first is a surname
/// with a reading of its own, both forms, separated.
pub fn initials(normal: &str, separator: char) -> String {
    let mut letters = String::new();
    let mut rest = normal;
    while let Some(c) = rest.chars().next() {
        // Few characters begin such a word; the others need not be tried against each.
        let begins = matches!(
            c,
            '银' | '支'
                | '分'
                | '总'
                | '商'
                | '行'
                | '重'
                | '长'
                | '厦'
                | '建'
                | '工'
                | '农'
                | '车'
                | '会'
                | '音'
                | '东'
        );
        let mut words = WORDS.iter().filter(|_| begins);
        let word = words.find(|(word, _)| rest.starts_with(word));
        if let Some((word, word_letters)) = word {
            letters.push_str(word_letters);
            rest = rest.get(word.len()..).unwrap_or("");
            continue;
        }
        letters.extend(reading(c).map(|r| char::from(r.letter)));
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    let first = normal.chars().next();
    let Some((_, letter)) = SURNAMES.iter().find(|(name, _)| Some(*name) == first) else {
        return letters;
    };
    if letters.starts_with(*letter) {
        return letters;
    }
    let tail = letters.get(1..).unwrap_or("").to_owned();
    letters.push(separator);
    letters.push(*letter);
    letters + &tail
}

/// Each name with its pinyin initials.
pub fn initials_of(names: Vec<String>) -> Vec<(String, String)> {
    let with_initials = |name: String| {
        let letters = initials(&normal(&name), '|');
        (name, letters)
    };
    names.into_iter().map(with_initials).collect()
}

const CJK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';
/// Ranks of the characters in [`CJK`] start here; plain characters come before, all others after.
const CJK_RANK: u16 = 0x0100;
/// Rank of characters outside both.
const OTHER_RANK: u16 = 0xfff0;

/// What is kept of the reading of a character.
#[derive(Clone, Copy, Default)]
struct Reading {
    rank: u16,
    letter: u8,
}

/// The reading of a Chinese character, from a table made once: the crate's own is slower to ask.
fn reading(c: char) -> Option<Reading> {
    static READINGS: OnceLock<Vec<Reading>> = OnceLock::new();
    if !CJK.contains(&c) {
        return None;
    }
    let readings = READINGS.get_or_init(|| {
        let mut order: Vec<(&str, &str, char)> = CJK
            .map(|c| {
                c.to_pinyin()
                    .map_or(("~", "~", c), |p| (p.plain(), p.with_tone_num_end(), c))
            })
            .collect();
        order.sort_unstable();
        let mut readings = vec![Reading::default(); order.len()];
        for (place, (plain, _, c)) in order.into_iter().enumerate() {
            // Some readings begin with a letter outside a–z (ê, m̄).
            let letter = plain.bytes().next().filter(u8::is_ascii_lowercase).unwrap_or(b'e');
            if let Some(reading) = readings.get_mut(c as usize - *CJK.start() as usize) {
                *reading = Reading {
                    rank: CJK_RANK + place as u16,
                    letter,
                };
            }
        }
        readings
    });
    readings.get(c as usize - *CJK.start() as usize).copied()
}

/// Place of a character in the order of a Chinese list: digits and letters first, then by reading, tone and code.
pub(crate) fn rank(c: char) -> u16 {
    if c.is_ascii() {
        1 + c as u16
    } else {
        reading(c).map_or(OTHER_RANK, |r| r.rank)
    }
}

/// The first eight characters of a normal text as a number that sorts as [`rank`] does; 0 for an empty text. If it ends
/// in zeros, it holds the whole text.
pub(crate) fn sort_key(normal: &str) -> u128 {
    let mut chars = normal.chars();
    (0..8).fold(0, |key, _| key << 16 | chars.next().map_or(0, |c| u128::from(rank(c))))
}

/// Full order of two normal texts, for those whose [`sort_key`] is the same.
pub(crate) fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    a.chars().map(rank).cmp(b.chars().map(rank)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_width_and_case_do_not_matter() {
        assert_eq!(normal("（２０２２）豫14执 123号"), "2022豫14执123号");
        assert_eq!(normal("ＡＢc〔x〕"), "abcx");
    }

    #[test]
    fn one_name_in_many_writings_is_one() {
        for name in [
            "买买提·吐尔逊",
            "买买提•吐尔逊",
            "买买提・吐尔逊",
            "买买提．吐尔逊",
            "买买提.吐尔逊",
            "买买提 吐尔逊",
        ] {
            assert_eq!(normal(name), "买买提吐尔逊", "{name}");
        }
        for (name, usual) in [
            ("⾼某", "高某"),
            ("张\u{f9dc}", "张隆"),
            ("张\u{200b}三", "张三"),
            ("“红星”厂", "红星厂"),
        ] {
            assert_eq!(normal(name), usual, "{name}");
        }
        assert_eq!(normal("1.5 A.B"), "1.5a.b");
    }

    #[test]
    fn initials_know_surnames() {
        assert_eq!(initials("张三丰", '|'), "zsf");
        assert_eq!(initials("单某", '|'), "dm|sm");
        assert_eq!(initials("abc12", '|'), "");
        assert_eq!(initials("中国银行重庆分行", '|'), "zgyhcqfh");
        assert_eq!(initials("种某", '|'), "zm|cm");
        assert_eq!(initials("建行长葛会计", '|'), "jhcgkj");
    }

    #[test]
    fn chinese_order_is_by_reading() {
        let mut names = vec!["张三", "李四", "王五", "12号", "Bank", "阿毛", "", "张", "李斯"];
        names.sort_by(|a, b| {
            sort_key(&normal(a))
                .cmp(&sort_key(&normal(b)))
                .then_with(|| compare(&normal(a), &normal(b)))
        });
        assert_eq!(
            names,
            ["", "12号", "Bank", "阿毛", "李斯", "李四", "王五", "张", "张三"]
        );
    }
}
