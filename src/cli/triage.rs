//! `cargo fenliu triage FILE`: the verdicts of the cases in a file.
use law::facts::Facts;
use law::triage::{Contradiction, TriageRules, contradictions, decide};
use serde_json::{Value, json};

use crate::{CliError, json_file, line};

/// Runs the command: one line per entry of the list `cases` (or of a bare list), `expected` ignored.
///
/// # Errors
/// The file is missing or broken, or some case's facts cannot be read: then nothing is printed.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let file = json_file(args)?;
    let cases = file
        .get("cases")
        .unwrap_or(&file)
        .as_array()
        .ok_or_else(|| CliError("the file has no list named \"cases\"".to_owned()))?;
    let rules = rules()?;
    let read = cases
        .iter()
        .enumerate()
        .map(|(at, case)| Ok((case.get("id").cloned().unwrap_or(json!(at + 1)), facts_of(case, at)?)))
        .collect::<Result<Vec<_>, CliError>>()?;
    for (id, facts) in read {
        line(&verdict(rules, id, &facts))?;
    }
    Ok(())
}

/// The set this build is made for.
///
/// # Errors
/// The set is broken (a fault of this build).
pub fn rules() -> Result<&'static TriageRules, CliError> {
    TriageRules::builtin().map_err(|e| CliError(format!("the built-in rules: {e}")))
}

fn facts_of(case: &Value, at: usize) -> Result<Facts, CliError> {
    let name = case
        .get("id")
        .map_or_else(|| format!("no. {}", at + 1), Value::to_string);
    let facts = case
        .get("facts")
        .ok_or_else(|| CliError(format!("case {name} has no \"facts\"")))?;
    serde_json::from_value(without_nulls(facts)).map_err(|e| CliError(format!("case {name}: {e}")))
}

/// Null is unknown, as is a field that is not there: so a list or a person may be null too.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(_, v)| !v.is_null())
            .map(|(k, v)| (k.clone(), without_nulls(v)))
            .collect(),
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

fn verdict(rules: &TriageRules, id: Value, facts: &Facts) -> Value {
    let decision = decide(rules, facts);
    let questions = rules.leans_on(facts, &decision);
    let questions = questions.filter_map(|reading| {
        let question = reading.question.as_ref()?;
        Some(json!({"reading": reading.id, "zh": question.zh, "en": question.en}))
    });
    json!({
        "id": id,
        "verdict": decision.verdict.code(),
        "grounds": decision.grounds(rules).collect::<Vec<_>>(),
        "decisive": decision.decisive(rules),
        "missing": decision.missing().map(|fact| rules.fact_code(fact)).collect::<Vec<_>>(),
        "conflict": decision.conflict,
        "review_required": decision.review_required,
        "contradictions": contradictions(facts).into_iter().map(Contradiction::code).collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
    })
}
