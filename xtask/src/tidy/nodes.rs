//! Nodes: every source names a norm that is there, and the subject it cites; every text is in both languages; what is
//! only from knowledge is counted.
use super::{File, Findings};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Subjects of a norm, by the norm's code.
type Norms = BTreeMap<String, Vec<String>>;

/// Finds nodes whose source leads nowhere or whose texts lack a language.
pub fn check(files: &[File]) -> Findings {
    let sets = sets(files);
    let shared: Norms = sets
        .iter()
        .filter(|(path, _)| is_national(path))
        .flat_map(|(_, set)| norms(set))
        .collect();
    let mut found = Findings::new();
    for (path, set) in &sets {
        let mut known = shared.clone();
        known.extend(norms(set));
        for node in nodes(set) {
            let id = node.get("id").and_then(Value::as_str).unwrap_or("?");
            found.extend(
                faults(node, &known)
                    .into_iter()
                    .map(|what| format!("{path}: {id} {what}")),
            );
        }
    }
    found
}

/// Nodes that are from knowledge only, so that nobody takes them for checked: how many, and which.
pub fn unverified(files: &[File]) -> Vec<String> {
    let sets = sets(files);
    let mut ids: Vec<&str> = Vec::new();
    for node in sets.iter().flat_map(|(_, set)| nodes(set)) {
        if node.get("mark").and_then(Value::as_str) == Some("K") {
            ids.extend(node.get("id").and_then(Value::as_str));
        }
    }
    match ids.is_empty() {
        true => Vec::new(),
        false => vec![format!(
            "{} nodes are from knowledge (K): {}",
            ids.len(),
            ids.join(", ")
        )],
    }
}

fn is_national(path: &str) -> bool {
    ["national", "control", "sale", "sanctions", "remedies"]
        .iter()
        .any(|subject| path == format!("rules/nodes-{subject}.json"))
}

fn sets(files: &[File]) -> Vec<(&str, Value)> {
    let rules = |f: &&File| f.path.starts_with("rules/nodes-") && f.path.ends_with(".json");
    let read = |f: &File| serde_json::from_str(&f.text).ok();
    files
        .iter()
        .filter(rules)
        .filter_map(|f| Some((f.path.as_str(), read(f)?)))
        .collect()
}

fn norms(set: &Value) -> Norms {
    let all = set.get("norms").and_then(Value::as_object).into_iter().flatten();
    let subjects = |norm: &Value| match norm.get("subjects").and_then(Value::as_object) {
        Some(subjects) => subjects.keys().cloned().collect(),
        None => Vec::new(),
    };
    all.map(|(code, norm)| (code.clone(), subjects(norm))).collect()
}

fn nodes(set: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let all = set.get("nodes").and_then(Value::as_array).into_iter().flatten();
    all.filter_map(Value::as_object)
}

fn faults(node: &Map<String, Value>, known: &Norms) -> Vec<String> {
    let mut out = Vec::new();
    let cites = node.get("cite").and_then(Value::as_array).into_iter().flatten();
    for cite in cites.filter_map(Value::as_str) {
        let (norm, place) = cite.split_once(':').unwrap_or((cite, ""));
        let there = known.get(norm).is_some_and(|subjects| {
            let subject = place.strip_prefix('@');
            subject.is_none_or(|wanted| subjects.iter().any(|s| s == wanted))
        });
        if !there {
            out.push(format!("cites {cite}, which is not among the norms"));
        }
    }
    let figures = node.get("figures").and_then(Value::as_array).into_iter().flatten();
    let of = figures.filter_map(|figure| figure.get("of"));
    let texts = ["name", "open", "note"].into_iter().filter_map(|field| node.get(field));
    if node.get("name").is_none() || !texts.chain(of).all(both) {
        out.push("has a text that is not in both languages".to_owned());
    }
    out
}

/// Chinese and English, both saying something.
fn both(pair: &Value) -> bool {
    let said = |text: &Value| text.as_str().is_some_and(|t| !t.trim().is_empty());
    pair.as_array()
        .is_some_and(|pair| pair.len() == 2 && pair.iter().all(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NATIONAL: &str = r#"{"norms": {"law": {"name": ["法", "Law"], "subjects": {"time": ["1"]}}}, "nodes": []}"#;

    fn found(node: &str) -> usize {
        let own = format!(r#"{{"nodes": [{node}]}}"#);
        check(&[
            File::new("rules/nodes-national.json", NATIONAL),
            File::new("rules/nodes-x.json", &own),
        ])
        .len()
    }

    #[test]
    fn a_source_that_leads_nowhere_is_found() {
        assert_eq!(
            found(r#"{"id": "A", "name": ["一", "One"], "cite": ["law:3", "law:@time"]}"#),
            0
        );
        assert_eq!(found(r#"{"id": "A", "name": ["一", "One"], "cite": ["low:3"]}"#), 1);
        assert_eq!(
            found(r#"{"id": "A", "name": ["一", "One"], "cite": ["law:@space"]}"#),
            1
        );
    }

    #[test]
    fn a_text_in_one_language_is_found() {
        assert_eq!(found(r#"{"id": "A", "name": ["一", ""], "cite": ["law"]}"#), 1);
        assert_eq!(
            found(r#"{"id": "A", "name": ["一", "One"], "note": ["一"], "cite": ["law"]}"#),
            1
        );
        let figure = r#"{"id": "A", "name": ["一", "One"], "figures": [{"of": ["一", " "]}], "cite": ["law"]}"#;
        assert_eq!(found(figure), 1);
    }

    #[test]
    fn nodes_from_knowledge_are_counted() {
        let file = File::new(
            "rules/nodes-x.json",
            r#"{"nodes": [{"id": "A", "mark": "K"}, {"id": "B", "mark": "L"}]}"#,
        );
        assert_eq!(unverified(&[file]), ["1 nodes are from knowledge (K): A"]);
        assert!(unverified(&[]).is_empty());
    }
}
