//! `cargo fenliu replay FILE`: receipts, worked out again.
use law::receipt::{ReceiptError, Replay, replay};
use serde_json::{Value, json};

use crate::{CliError, line};

/// Runs the command on one receipt a line, or on a JSON array of receipts; one line of answer each. A receipt that
/// rests on rules or a calendar not known here is answered with its error code; the others go on.
///
/// # Errors
/// The file is missing, empty, or holds something that is not JSON: then nothing is printed.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let [path] = args else {
        return Err(CliError("name one file".to_owned()));
    };
    let text = std::fs::read_to_string(path).map_err(|e| CliError(format!("{path}: {e}")))?;
    for receipt in receipts(path, text.trim_start_matches('\u{feff}'))? {
        line(&answer(&receipt, replay(&receipt.to_string())))?;
    }
    Ok(())
}

fn receipts(path: &str, text: &str) -> Result<Vec<Value>, CliError> {
    let whole = serde_json::from_str(text);
    let list = match whole {
        Ok(Value::Array(list)) => list,
        Ok(one) => vec![one],
        Err(_) => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            lines
                .map(|(at, line)| {
                    let wrong = |e| CliError(format!("{path}: line {}: not JSON: {e}", at + 1));
                    serde_json::from_str(line).map_err(wrong)
                })
                .collect::<Result<_, _>>()?
        }
    };
    if list.is_empty() {
        return Err(CliError(format!("{path}: no receipts in it")));
    }
    Ok(list)
}

fn answer(receipt: &Value, again: Result<Replay, ReceiptError>) -> Value {
    let mut out = match again {
        Ok(again) => json!({
            "same": again.same, "verdict": again.verdict.code(), "differs": again.differs,
        }),
        Err(error) => json!({"same": false, "error": error.code()}),
    };
    if let Some(id) = receipt.get("id") {
        out["id"] = id.clone();
    }
    out
}
