//! Filling in the blanks of a text. Pure.
use std::fmt::Display;

/// Replaces each `{}` by the next value.
pub fn fill(template: &str, values: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    let mut parts = template.split("{}").peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        if parts.peek().is_some()
            && let Some(value) = values.next()
        {
            out.push_str(&value.to_string());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_turn() {
        assert_eq!(fill("{} / {}", &[&1, &"二"]), "1 / 二");
        assert_eq!(fill("没有", &[]), "没有");
        assert_eq!(fill("{}", &[]), "");
    }
}
