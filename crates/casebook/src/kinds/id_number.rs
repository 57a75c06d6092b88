//! Numbers that name a person or an organisation, checked as far as they check themselves.
use chrono::NaiveDate;

use super::EntryFault;

/// Signs that look like the X of a check digit.
const LIKE_X: [char; 6] = ['Ⅹ', 'ⅹ', '×', '✕', 'Х', 'Χ'];
/// What spreadsheets and people put around a number so that it stays a text.
const APOSTROPHES: [char; 5] = ['\'', '’', '‘', '`', '"'];
/// Signs of a resident's number and of a credit code.
const LONG: usize = 18;
/// Figures of the first kind of residents' numbers, and of the registers of companies before the credit code.
const OLD: usize = 15;
/// Up to so many figures a number may be of a kind that has no check: passports, passes, codes of institutions.
const SHORT_MOST: usize = 10;
/// Figures of the codes of public institutions.
const INSTITUTION: usize = 12;

/// An identity number in the form it is stored: without what stands around it, letters large. Numbers of residents and
/// credit codes are checked; what is neither (passports, older codes) is taken as it is.
pub(super) fn id_number(text: &str) -> Result<String, EntryFault> {
    let number = bare(text);
    if number.contains('*') || !number.contains(|c: char| c.is_ascii_digit()) {
        return Err(EntryFault::NotWhole);
    }
    let figures = number.strip_suffix('X').unwrap_or(&number);
    let only_figures = figures.bytes().all(|b| b.is_ascii_digit());
    // Two numbers in one cell, or one with words that nobody can take off.
    let signs = number.chars().filter(char::is_ascii_alphanumeric).count();
    if signs >= OLD && signs < number.chars().count() {
        return Err(EntryFault::NotWhole);
    }
    match number.chars().count() {
        LONG => checked(&number, only_figures).map(|()| number),
        OLD | INSTITUTION => Ok(number),
        length if only_figures && length > SHORT_MOST => Err(EntryFault::NotWhole),
        _ => Ok(number),
    }
}

/// Without spaces, apostrophes, the label before a long number and the strokes between its parts.
fn bare(text: &str) -> String {
    let folded = law::text::squeeze(text).to_uppercase();
    let rest = folded.trim_matches(APOSTROPHES);
    let rest = without_label(rest).unwrap_or(rest);
    let like_x = LIKE_X.iter().flat_map(|x| x.to_uppercase());
    let head = like_x.filter_map(|x| rest.strip_suffix(x)).next();
    let head = head.filter(|head| head.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    let number = head.map_or_else(|| rest.to_owned(), |head| format!("{head}X"));
    let joined: String = number.chars().filter(|c| *c != '-').collect();
    if joined.chars().count() == LONG { joined } else { number }
}

/// 身份证号：…（本人） The word before a number of another length tells its kind and stays: 护照E12345678.
fn without_label(text: &str) -> Option<&str> {
    let behind = text.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let number = behind
        .split(['(', '['])
        .next()?
        .trim_end_matches([')', ']', ';', ',', '。']);
    let length = number.chars().filter(|c| *c != '-').count();
    matches!(length, OLD | LONG).then_some(number)
}

fn checked(number: &str, only_figures: bool) -> Result<(), EntryFault> {
    if only_figures && resident(number) {
        return match born(number) {
            true => Ok(()),
            false => Err(EntryFault::NoSuchBirthday),
        };
    }
    // One figure wrong in a resident's number passes for a credit code once in thirty-one.
    let as_code = credit_code(number) && (!only_figures || (is_of_office(number) && organisation(number)));
    if as_code || old_xiamen(number) {
        Ok(())
    } else {
        Err(EntryFault::WrongCheckDigit)
    }
}

/// GB 11643: seventeen digits and a check digit modulo 11.
fn resident(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Vec<u32> = number.chars().take(17).filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 17 {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize);
    number.chars().nth(17) == check
}

/// A credit code whose check signs fit: it names an organisation, not a thing.
pub(crate) fn is_credit_code(number: &str) -> bool {
    number.chars().count() == LONG && is_of_office(number) && credit_code(number) && organisation(number)
}

/// The day of birth in a resident's number is one of the calendar, and its place is one.
fn born(number: &str) -> bool {
    let part = |from: usize, to: usize| number.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (part(6, 10), part(10, 12), part(12, 14)) else {
        return false;
    };
    let year = i32::try_from(year).unwrap_or_default();
    let is_day = NaiveDate::from_ymd_opt(year, month, day).is_some();
    is_day && (1850..2100).contains(&year) && !number.starts_with('0')
}

/// The signs of a credit code: no I, O, S, V, Z.
const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// GB 32100: seventeen signs of thirty-one and a check sign modulo 31.
fn credit_code(number: &str) -> bool {
    let values: Vec<usize> = number.chars().filter_map(|c| SIGNS.find(c)).collect();
    if values.len() != LONG {
        return false;
    }
    let mut weight = 1;
    let mut sum = 0;
    for value in values.iter().take(17) {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    values.last() == Some(&((31 - sum % 31) % 31))
}

/// The first sign names an office that gives out codes.
fn is_of_office(number: &str) -> bool {
    number.starts_with(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'N', 'Y'])
}

/// GB 11714: the nine signs within a credit code have a check digit of their own, modulo 11.
fn organisation(number: &str) -> bool {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let code: Vec<u32> = number.chars().skip(8).take(8).filter_map(|c| c.to_digit(36)).collect();
    let sum: u32 = code.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        other => char::from_digit(other, 10).unwrap_or('0'),
    };
    code.len() == WEIGHTS.len() && number.chars().nth(16) == Some(check)
}

/// The number is taken although its check sign does not fit, as such codes were given out: to be looked at.
#[must_use]
pub fn has_other_check(number: &str) -> bool {
    number.chars().count() == LONG && old_xiamen(number) && !credit_code(number)
}

/// Xiamen gave out codes with a check sign of its own until 2016: they stand on licences and in the register.
fn old_xiamen(number: &str) -> bool {
    let of_place = number.starts_with('9') && number.get(2..6) == Some("3502") && number.get(8..12) == Some("M000");
    of_place && number.chars().all(|c| SIGNS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_are_checked_where_they_have_a_check_digit() {
        // The examples of the two standards, and one sign changed.
        for (number, is_right) in [
            ("11010519491231002X", true),
            ("110105194912310021", false),
            ("91350100M000100Y43", true),
            ("91350100M000100Y44", false),
            ("E12345678", true),
        ] {
            assert_eq!(id_number(number).is_ok(), is_right, "{number}");
        }
        assert_eq!(id_number(" 110105 19491231 002x "), Ok("11010519491231002X".to_owned()));
    }
}
