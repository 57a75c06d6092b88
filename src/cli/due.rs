//! `cargo fenliu due FILE`: when the terms under `cases` end.
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::counting::{Kind, Period, Roll, Term, Unit, due};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{CliError, array, json_file, line};

#[derive(Deserialize)]
struct Case {
    id: String,
    trigger: NaiveDate,
    length: u32,
    unit: Unit,
    #[serde(default)]
    roll: Roll,
    kind: Option<Kind>,
    #[serde(default)]
    excluded: Vec<(NaiveDate, NaiveDate)>,
}

impl Case {
    fn term(&self) -> Term {
        // Only validity terms never roll (民诉法解释485), so a term that does not roll is one unless it says otherwise.
        let unsaid = match self.roll {
            Roll::None => Kind::Validity,
            Roll::Forward => Kind::Limit,
        };
        let (length, unit, roll) = (self.length, self.unit, self.roll);
        Term {
            length,
            unit,
            roll,
            kind: self.kind.unwrap_or(unsaid),
        }
    }
}

/// Runs the command. A term the calendar cannot tell is printed with its error code; the others go on.
///
/// # Errors
/// The file is missing or broken, or a case in it is not a term: then nothing is printed.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let file = json_file(args)?;
    let read = |entry| Case::deserialize(entry).map_err(|e| CliError(format!("not a term: {e}: {entry}")));
    let cases = array(&file, "cases")?.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    cases.iter().try_for_each(|case| line(&answer(case)))
}

fn answer(case: &Case) -> Value {
    let excluded: Vec<Period> = case
        .excluded
        .iter()
        .map(|(from, to)| Period { from: *from, to: *to })
        .collect();
    match due(Calendar::builtin(), case.trigger, &case.term(), &excluded) {
        Ok(end) => json!({
            "id": case.id, "nominal": end.nominal, "extended": end.extended, "due": end.due, "act_by": end.act_by,
            "earliest": end.earliest, "latest": end.latest, "provisional": end.provisional, "excluded_days": end.excluded_days,
        }),
        Err(error) => json!({"id": case.id, "error": error.code(), "why": error.to_string()}),
    }
}
