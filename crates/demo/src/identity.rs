//! Identity numbers of people and bodies that do not exist. Their check signs fit, or no form would take them; their place is
//! one that no division of the country has, so that none is anybody's.
use std::fmt::Write;

/// No division of the country has this code.
const PLACE: &str = "990000";
/// The signs of a credit code.
const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A number that follows from a name: who recurs under one name is one person.
fn seed(name: &str) -> u32 {
    let step = |seed: u32, byte: u8| (seed ^ u32::from(byte)).wrapping_mul(16_777_619);
    name.bytes().fold(2_166_136_261, step)
}

/// The number of a resident (GB 11643).
pub fn resident(name: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let seed = seed(name);
    let (year, month, day) = (1960 + seed % 40, 1 + seed / 40 % 12, 1 + seed / 480 % 28);
    let mut number = format!("{PLACE}{year}{month:02}{day:02}{:03}", seed / 13_440 % 1_000);
    let digits = number.chars().filter_map(|sign| sign.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    number.extend("10X98765432".chars().nth((sum % 11) as usize));
    number
}

/// The credit code of a company, or of an organ of government (GB 32100, with GB 11714 inside).
pub fn credit_code(name: &str, is_organ: bool) -> String {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let own = format!("MA{:06}", seed(name) % 1_000_000);
    let digits = own.chars().filter_map(|sign| sign.to_digit(36));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let mut code = format!("{}{PLACE}{own}", if is_organ { "11" } else { "91" });
    match 11 - sum % 11 {
        10 => code.push('X'),
        check => _ = write!(code, "{}", check % 11),
    }
    let (mut weight, mut sum) = (1, 0);
    for value in code.chars().filter_map(|sign| SIGNS.find(sign)) {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    code.extend(SIGNS.chars().nth((31 - sum % 31) % 31));
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use casebook::field::Value;
    use casebook::kinds::Kinds;

    #[test]
    fn every_number_is_taken_by_the_form() {
        let party = Kinds::builtin().named("party");
        let field = party.and_then(|kind| kind.field_named("id_number"));
        for at in 0..400 {
            let name = crate::names::person(at);
            for number in [resident(&name), credit_code(&name, false), credit_code(&name, true)] {
                let read = field.and_then(|field| field.read(&number).ok());
                assert_eq!(read, Some(Value::Text(number)), "{name}");
            }
        }
    }
}
