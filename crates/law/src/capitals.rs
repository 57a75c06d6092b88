//! Amounts in capitals (大写金额), as 支付结算办法 annex 1 has them written on bills and settlement papers.
use super::money::{Fen, MoneyError};

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// Most that a document names in capitals: ten thousand billion yuan.
const DOCUMENT_MOST: u64 = 1_000_000_000_000_000;

/// `人民币叁拾万元整`: as [`document`], led by 人民币, and by 负 below zero: a reckoning may give that.
///
/// ```
/// use law::money::Fen;
/// assert_eq!(law::capitals::capitals(Fen(30_000_000)), "人民币叁拾万元整");
/// ```
pub fn capitals(fen: Fen) -> String {
    let sign = if fen.0 < 0 { "负" } else { "" };
    format!("人民币{sign}{}", words(fen.0.unsigned_abs()))
}

/// `壹万贰仟叁佰元整`: an amount as a document names it behind its figures.
///
/// # Errors
/// Below zero, which no document orders anybody to pay, or more than 10^15 fen.
pub fn document(fen: Fen) -> Result<String, MoneyError> {
    match u64::try_from(fen.0) {
        Err(_) => Err(MoneyError::Negative),
        Ok(amount) if amount > DOCUMENT_MOST => Err(MoneyError::Range),
        Ok(amount) => Ok(words(amount)),
    }
}

/// 整 after yuan and jiao, none after fen; zeros inside are written once, as is one at the place of yuan before jiao.
fn words(all: u64) -> String {
    let (yuan, jiao, cents) = (all / 100, (all / 10 % 10) as usize, (all % 10) as usize);
    let mut out = String::new();
    if yuan > 0 || all == 0 {
        out.push_str(&whole(yuan));
        out.push('元');
    }
    match (jiao, cents) {
        (0, 0) => out.push('整'),
        (0, cents) => {
            if yuan > 0 {
                out.push('零');
            }
            out.push_str(DIGITS[cents]);
            out.push('分');
        }
        (jiao, cents) => {
            if yuan > 0 && yuan % 10 == 0 {
                out.push('零');
            }
            out.push_str(DIGITS[jiao]);
            out.push('角');
            if cents > 0 {
                out.push_str(DIGITS[cents]);
                out.push('分');
            } else {
                out.push('整');
            }
        }
    }
    out
}

/// A whole number. Above 亿 the part in front is a number of its own.
fn whole(n: u64) -> String {
    for (unit, name) in [
        (100_000_000, "亿"),
        (10_000, "万"),
        (1000, "仟"),
        (100, "佰"),
        (10, "拾"),
    ] {
        if n >= unit {
            let rest = n % unit;
            let mut out = whole(n / unit) + name;
            if rest > 0 {
                // The rest does not reach the next lower place, or four places in front of it are empty: a zero stands for
                // what is skipped.
                let skipped = unit == 100_000_000 && (n / unit).is_multiple_of(10_000);
                if rest < unit / 10 || skipped {
                    out.push_str(DIGITS[0]);
                }
                out.push_str(&whole(rest));
            }
            return out;
        }
    }
    DIGITS[n as usize % 10].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_capitals_follow_the_rules_of_settlement_papers() {
        for (fen, text) in [
            (0, "零元整"),
            (5, "伍分"),
            (45, "肆角伍分"),
            (40, "肆角整"),
            (105, "壹元零伍分"),
            (1_000, "壹拾元整"),
            (1_100, "壹拾壹元整"),
            (12_345, "壹佰贰拾叁元肆角伍分"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (168_032, "壹仟陆佰捌拾元零叁角贰分"),
            (140_950, "壹仟肆佰零玖元伍角整"),
            (600_714, "陆仟零柒元壹角肆分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (10_700_053, "壹拾万柒仟元零伍角叁分"),
            (30_000_000, "叁拾万元整"),
            (100_000_100, "壹佰万零壹元整"),
            (100_010_000_000, "壹拾亿零壹拾万元整"),
            (1_200_050_000, "壹仟贰佰万零伍佰元整"),
            (10_000_000_000, "壹亿元整"),
            (100_001_000_000_000, "壹万亿零壹仟万元整"),
            (120_000_000_000_000, "壹万贰仟亿元整"),
            (10_000_000_000_000_000, "壹佰万亿元整"),
        ] {
            assert_eq!(capitals(Fen(fen)), format!("人民币{text}"), "{fen}");
            let most = i64::try_from(DOCUMENT_MOST).unwrap();
            let in_document = document(Fen(fen));
            assert_eq!(
                in_document,
                if fen > most {
                    Err(MoneyError::Range)
                } else {
                    Ok(text.to_owned())
                }
            );
        }
        assert_eq!(document(Fen(-1)), Err(MoneyError::Negative));
        assert_eq!(document(Fen(1_230_000)).as_deref(), Ok("壹万贰仟叁佰元整"));
        assert_eq!(document(Fen(1_000_000_000_000_000)).as_deref(), Ok("壹拾万亿元整"));
        assert_eq!(document(Fen(1_000_000_000_000_001)), Err(MoneyError::Range));
        assert_eq!(capitals(Fen(-100)), "人民币负壹元整");
        assert!(
            capitals(Fen(i64::MAX))
                .starts_with("人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分")
        );
    }
}
