//! Both languages say something: no empty half in `Text("中文", "English")` nor in the rules' texts.
use super::code::line_at;
use super::{File, Findings};
use serde_json::Value;

/// Finds empty halves.
pub fn check(files: &[File]) -> Findings {
    let source = files.iter().filter(|f| f.is_source()).flat_map(in_source);
    let rules = files
        .iter()
        .filter(|f| f.path.starts_with("rules/") && f.path.ends_with(".json"))
        .flat_map(in_rules);
    source.chain(rules).collect()
}

fn in_source(file: &File) -> Findings {
    let starts = file.text.match_indices("Text(");
    let empty = starts.filter(|(at, _)| halves(&file.text[at + 5..]).is_some_and(|(a, b)| a || b));
    empty
        .map(|(at, _)| format!("{}:{}: an empty text", file.path, line_at(&file.text, at)))
        .collect()
}

/// Whether each of two string literals at the beginning of `text` is empty.
fn halves(text: &str) -> Option<(bool, bool)> {
    let (first, rest) = literal(text.trim_start())?;
    let (second, _) = literal(rest.trim_start().strip_prefix(',')?.trim_start())?;
    Some((first.trim().is_empty(), second.trim().is_empty()))
}

/// A plain string literal and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut escaped = false;
    for (i, c) in inner.char_indices() {
        match c {
            '"' if !escaped => return Some((&inner[..i], &inner[i + 1..])),
            _ => escaped = c == '\\' && !escaped,
        }
    }
    None
}

fn in_rules(file: &File) -> Findings {
    let set = serde_json::from_str::<Value>(&file.text).unwrap_or_default();
    let mut found = Findings::new();
    walk(&set, file, &mut found);
    found
}

/// Every object with a `zh` needs an `en`, and the other way round.
fn walk(value: &Value, file: &File, found: &mut Findings) {
    match value {
        Value::Array(all) => all.iter().for_each(|v| walk(v, file, found)),
        Value::Object(map) => {
            let says = |key: &str| {
                map.get(key)
                    .and_then(Value::as_str)
                    .is_some_and(|t| !t.trim().is_empty())
            };
            let speaks = map.contains_key("zh") || map.contains_key("en");
            if speaks && !(says("zh") && says("en")) {
                found.push(format!("{}: one language is missing: {value}", file.path));
            }
            map.values().for_each(|v| walk(v, file, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_half_is_found() {
        let text = "const A: Text = Text(\"甲\", \"A \\\"a\\\"\");\nconst B: Text = Text(\n    \"乙\",\n    \"\",\n);";
        assert_eq!(
            check(&[File::new("src/ui/lang/a.rs", text)]),
            ["src/ui/lang/a.rs:2: an empty text"]
        );
    }

    #[test]
    fn a_rule_in_one_language_is_found() {
        let json = r#"{"rules":[{"text":{"zh":"甲","en":"A"}},{"text":{"zh":"乙"}}]}"#;
        assert_eq!(check(&[File::new("rules/a.json", json)]).len(), 1);
    }
}
