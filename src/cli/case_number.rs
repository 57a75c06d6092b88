//! `cargo fenliu case-number FILE`: the texts under `valid`, then `invalid`, read and checked.
use law::case_number::{CaseNumber, CaseNumberError, parse};
use serde_json::{Value, json};

use crate::{CliError, array, json_file, line};

/// Runs the command.
///
/// # Errors
/// The file is missing, broken, or has neither list.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let file = json_file(args)?;
    let lists: Vec<_> = ["valid", "invalid"]
        .into_iter()
        .filter_map(|key| array(&file, key).ok())
        .collect();
    if lists.is_empty() {
        return Err(CliError(
            "the file has no list named \"valid\" or \"invalid\"".to_owned(),
        ));
    }
    for entry in lists.into_iter().flatten() {
        let text = entry.get("text").and_then(Value::as_str);
        let text = text.ok_or_else(|| CliError(format!("an entry has no \"text\": {entry}")))?;
        line(&match parse(text) {
            Ok(read) => good(text, &read),
            Err(error) => bad(text, error),
        })?;
    }
    Ok(())
}

fn good(text: &str, read: &CaseNumber) -> Value {
    json!({
        "text": text, "ok": true, "normal": read.normal, "year": read.year, "court": read.court,
        "spec": read.spec, "type": read.kind, "number": read.number, "ordinal": read.ordinal, "legacy": read.legacy,
    })
}

fn bad(text: &str, error: CaseNumberError) -> Value {
    json!({
        "text": text, "ok": false, "error": error.why.code(), "at": error.at, "why": error.why.english(),
    })
}
