//! Chinese numerals, small (三十) and capital (叁拾), as amounts and dates write them.

/// The digit a character stands for, Arabic ones too. 两 counts as two; 〇 has several look-alikes.
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '零' | '〇' | '○' | '◯' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '弍' | '两' | '兩' => 2,
        '三' | '叁' | '叄' | '參' | '参' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The place a character names: tens, hundreds, thousands.
#[must_use]
pub fn place(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// Reads a number below ten thousand: `三百零五`, `壹拾`, `十二`, `廿三`.
///
/// A last digit after a skipped place needs its 零: 一百二 is said for 120 and is refused.
#[must_use]
pub fn below_ten_thousand(text: &str) -> Option<u32> {
    let (mut total, mut place_before) = (0, 10_000);
    let (mut waiting, mut zero, mut any) = (None, false, false);
    for c in text.chars() {
        let tens = match c {
            '廿' => Some(20),
            '卅' => Some(30),
            '卌' => Some(40),
            _ => None,
        };
        if let Some(tens) = tens {
            if waiting.is_some() || place_before <= 10 {
                return None;
            }
            (total, place_before, zero) = (total + tens, 10, false);
        } else if let Some(place) = place(c) {
            // Only ten goes without its one.
            let times = waiting.take().or((place == 10).then_some(1))?;
            if place >= place_before {
                return None;
            }
            (total, place_before, zero) = (total + times * place, place, false);
        } else {
            match digit(c)? {
                0 if waiting.is_none() && !zero => zero = true,
                0 => return None,
                _ if waiting.is_some() => return None,
                found => waiting = Some(found),
            }
        }
        any = true;
    }
    match waiting {
        Some(last) if place_before == 10 || place_before == 10_000 || zero => Some(total + last),
        Some(_) => None,
        None if zero => (total == 0).then_some(0),
        None => any.then_some(total),
    }
}

/// Reads digits written one by one: `二〇二二`.
#[must_use]
pub fn one_by_one(text: &str) -> Option<u32> {
    let mut total: u32 = 0;
    for c in text.chars() {
        total = total.checked_mul(10)?.checked_add(digit(c)?)?;
    }
    (!text.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_ten_thousand_are_read() {
        for (text, number) in [
            ("零", 0),
            ("一", 1),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("廿三", 23),
            ("卅", 30),
            ("一百零二", 102),
            ("一百一十二", 112),
            ("壹佰贰拾叁", 123),
            ("壹仟零壹拾", 1010),
            ("一千零一", 1001),
            ("五百", 500),
            ("零五", 5),
            ("玖仟玖佰玖拾玖", 9999),
            ("3千5百", 3500),
        ] {
            assert_eq!(below_ten_thousand(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_can_mean_two_numbers_is_none() {
        for text in [
            "",
            "一百二",
            "三千五",
            "二三",
            "百",
            "十百",
            "一十十",
            "三十零",
            "一零",
            "约三",
            "零零一",
            "二廿",
        ] {
            assert_eq!(below_ten_thousand(text), None, "{text}");
        }
    }
}
