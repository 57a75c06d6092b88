//! The command-line twin: the same law and files, for scripts and checks.
//!
//! Each command reads a file and prints one JSON object a line. A missing or broken file gives one clear line on
//! standard error and exit code 2.
use std::fmt;
use std::process::ExitCode;

mod book;
mod bulletin;
mod case_number;
mod document;
mod due;
mod explain;
mod explain_words;
mod import;
mod kinds;
mod matters;
mod money;
mod overdue;
mod replay;
mod triage;
mod warnings;

const USAGE: &str = "cargo fenliu COMMAND …
  triage FILE        verdicts for the cases of a JSON file
  due FILE           due dates for the terms of a JSON file
  case-number FILE   case numbers of a JSON file, read and checked
  import FILE        rows of an .xlsx or .csv case list, read and checked
  kinds FILE…        a court's own kinds of record and flows, checked together, and what they add
  money FILE         interest, fees and what is owed, for the reckonings of a JSON file
  matters FILE --today DAY   open matters of a case list, whose they are and by when
  overdue FILE --from DAY --to DAY   nodes of a case list that were late in a period
  bulletin FILE --from DAY --to DAY [--out FILE]   figures of a period, and the document
  warnings FILE --today DAY   what is missing, impossible or odd in the cases of a list
  document FORM CASE.json [--out FILE]   a form or a court's own .docx, filled
  explain NUMBER --filed YYYY-MM-DD …   verdict and dates of one case, for people
  replay FILE        receipts, computed again";

/// Why a command failed: one line for people.
#[derive(Debug)]
pub struct CliError(pub String);

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CliError {}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", &[] as &[String]),
    };
    let done = match command {
        "triage" => triage::run(rest),
        "case-number" => case_number::run(rest),
        "due" => due::run(rest),
        "import" => import::run(rest),
        "kinds" => kinds::run(rest),
        "money" => money::run(rest),
        "matters" => matters::run(rest),
        "overdue" => overdue::run(rest),
        "bulletin" => bulletin::run(rest),
        "warnings" => warnings::run(rest),
        "document" => document::run(rest),
        "explain" => explain::run(rest),
        "replay" => replay::run(rest),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(CliError(format!(
            "unknown command {other:?}; `cargo fenliu help` lists them"
        ))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fenliu: {error}");
            ExitCode::from(2)
        }
    }
}

/// The one file a command names, as JSON.
///
/// # Errors
/// No file named, not readable, or not JSON.
pub fn json_file(args: &[String]) -> Result<serde_json::Value, CliError> {
    let [path] = args else {
        return Err(CliError("name one file".to_owned()));
    };
    let bytes = std::fs::read(path).map_err(|e| CliError(format!("{path}: {e}")))?;
    serde_json::from_slice(&bytes).map_err(|e| CliError(format!("{path}: not JSON: {e}")))
}

/// The array under `key` of a JSON file.
///
/// # Errors
/// The file has no such array.
pub fn array<'a>(file: &'a serde_json::Value, key: &str) -> Result<&'a Vec<serde_json::Value>, CliError> {
    file.get(key)
        .and_then(serde_json::Value::as_array)
        .ok_or_else(|| CliError(format!("the file has no list named {key:?}")))
}

/// Prints one line, and ends quietly when nobody reads on (`| head`).
///
/// # Errors
/// Standard output cannot be written to.
pub fn line(value: &serde_json::Value) -> Result<(), CliError> {
    use std::io::Write;
    match writeln!(std::io::stdout(), "{value}") {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => other.map_err(|e| CliError(e.to_string())),
    }
}
