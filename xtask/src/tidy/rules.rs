//! Law as data: every rule says what it is called, what it rests on and how sure that is.
use super::{File, Findings};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// How a source was had: read, press report, computed, from knowledge.
const MARKS: [&str; 4] = ["L", "P", "C", "K"];

/// Finds rules that lack something.
pub fn check(files: &[File]) -> Findings {
    let rules = |f: &&File| f.path.starts_with("rules/") && f.path.ends_with(".json");
    files.iter().filter(rules).flat_map(in_file).collect()
}

fn in_file(file: &File) -> Findings {
    let set: Value = match serde_json::from_str(&file.text) {
        Ok(set) => set,
        Err(error) => return vec![format!("{}: {error}", file.path)],
    };
    let mut found = Findings::new();
    for list in ["rules", "nodes", "warnings"] {
        let all = set.get(list).and_then(Value::as_array).into_iter().flatten();
        let mut ids = BTreeSet::new();
        for (index, rule) in all.filter_map(Value::as_object).enumerate() {
            let id = text(rule, "id").unwrap_or_default();
            let name = if id.is_empty() {
                format!("{list}[{index}]")
            } else {
                id.to_owned()
            };
            found.extend(
                lacks(rule)
                    .into_iter()
                    .map(|what| format!("{}: {name} has no {what}", file.path)),
            );
            if !ids.insert(name.clone()) {
                found.push(format!("{}: {name} stands twice", file.path));
            }
        }
    }
    let years = set.get("years").and_then(Value::as_object).into_iter().flatten();
    for (year, notice) in years.filter_map(|(y, n)| Some((y, n.as_object()?))) {
        let numbered = notice
            .get("numbers")
            .and_then(Value::as_array)
            .is_some_and(|n| !n.is_empty());
        if !(numbered || text(notice, "title").is_some()) || !marked(notice) {
            found.push(format!("{}: {year} names no notice or mark", file.path));
        }
    }
    found
}

/// What a rule lacks.
fn lacks(rule: &Map<String, Value>) -> Vec<&'static str> {
    let cited = rule
        .get("cite")
        .and_then(Value::as_array)
        .is_some_and(|c| !c.is_empty());
    let sourced = cited || text(rule, "article").is_some() || text(rule, "source").is_some();
    let all = [
        (text(rule, "id").is_some(), "id"),
        (sourced, "article or source"),
        (marked(rule), "mark (L, P, C or K)"),
    ];
    all.into_iter().filter(|(has, _)| !has).map(|(_, what)| what).collect()
}

fn marked(rule: &Map<String, Value>) -> bool {
    text(rule, "mark").is_some_and(|m| MARKS.contains(&m))
}

/// A field's text, if it says something.
fn text<'a>(rule: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    rule.get(field).and_then(Value::as_str).filter(|t| !t.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> Findings {
        check(&[File::new("rules/a.json", json)])
    }

    #[test]
    fn a_rule_that_cites_nothing_is_found() {
        assert_eq!(
            found(r#"{"rules":[{"id":"S1","article":"11","mark":"L"}]}"#),
            Findings::new()
        );
        assert_eq!(found(r#"{"rules":[{"id":"S1","article":" ","mark":"L"}]}"#).len(), 1);
        assert_eq!(found(r#"{"nodes":[{"id":"N1","cite":[],"mark":"X"}]}"#).len(), 2);
    }

    #[test]
    fn two_rules_of_one_name_are_found() {
        assert_eq!(
            found(r#"{"nodes":[{"id":"A","cite":["x"],"mark":"L"},{"id":"A","cite":["x"],"mark":"L"}]}"#).len(),
            1
        );
    }

    #[test]
    fn a_year_without_a_notice_is_found() {
        assert_eq!(found(r#"{"years":{"2004":{"title":"","mark":"P"}}}"#).len(), 1);
    }
}
