//! Articles as the court cites them. Pure.

/// `11(2)3` → `第十一条（二）3`; nothing for what is no article of the plan.
pub fn chinese_article(code: &str) -> Option<String> {
    let (number, rest) = code.split_once('(').unwrap_or((code, ""));
    let mut out = format!("第{}条", chinese_number(number.parse().ok()?)?);
    if !rest.is_empty() {
        let (part, tail) = rest.split_once(')')?;
        out.push_str(&format!("（{}）{tail}", chinese_number(part.parse().ok()?)?));
    }
    Some(out)
}

/// 1–99 in Chinese.
fn chinese_number(n: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((n / 10) as usize, (n % 10) as usize);
    match tens {
        0 if ones > 0 => Some(DIGITS[ones].to_owned()),
        1 => Some(format!("十{}", DIGITS[ones])),
        2..=9 => Some(format!("{}十{}", DIGITS[tens], DIGITS[ones])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_cited_as_the_court_does() {
        assert_eq!(chinese_article("11(2)3").as_deref(), Some("第十一条（二）3"));
        assert_eq!(chinese_article("7(3)").as_deref(), Some("第七条（三）"));
        assert_eq!(chinese_article("20").as_deref(), Some("第二十条"));
        assert_eq!(chinese_article("民诉法85"), None);
    }
}
