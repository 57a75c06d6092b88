//! `cargo fenliu due FILE`: when the terms under `cases` end.
use chrono::NaiveDate;
use fenliu::law::calendar::Calendar;
use fenliu::law::counting::{Period, Term, due};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{CliError, array, json_file, line};

#[derive(Deserialize)]
struct Case {
    id: String,
    trigger: NaiveDate,
    #[serde(flatten)]
    term: Term,
    #[serde(default)]
    excluded: Vec<(NaiveDate, NaiveDate)>,
}

/// Runs the command. A term the calendar cannot tell is printed with its error code; the others go on.
///
/// # Errors
/// The file is missing or broken, or a case in it is not a term.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let file = json_file(args)?;
    for entry in array(&file, "cases")? {
        let case =
            Case::deserialize(entry).map_err(|e| CliError(format!("not a term: {e}: {entry}")))?;
        line(&answer(&case))?;
    }
    Ok(())
}

fn answer(case: &Case) -> Value {
    let excluded: Vec<Period> = case
        .excluded
        .iter()
        .map(|(from, to)| Period {
            from: *from,
            to: *to,
        })
        .collect();
    match due(Calendar::builtin(), case.trigger, &case.term, &excluded) {
        Ok(end) => json!({
            "id": case.id, "nominal": end.nominal, "extended": end.extended, "due": end.due, "act_by": end.act_by,
            "earliest": end.earliest, "latest": end.latest, "provisional": end.provisional, "excluded_days": end.excluded_days,
        }),
        Err(error) => json!({"id": case.id, "error": error.code(), "why": error.to_string()}),
    }
}
