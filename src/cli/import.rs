//! `cargo fenliu import FILE`: every row of a case list, read and checked.
use fenliu::files::{json, read};

use crate::{CliError, line};

/// Reads the file and prints one JSON object for each row of data.
///
/// # Errors
/// No file named, or the file cannot be read as a case list.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let [path] = args else {
        return Err(CliError("name one .xlsx or .csv file".to_owned()));
    };
    let bytes = std::fs::read(path).map_err(|e| CliError(format!("{path}: {e}")))?;
    let all = read::read_all(&bytes, None).map_err(|e| CliError(format!("{path}: {e} ({})", e.code())))?;
    for row in &all.rows {
        line(&json::row(row, &all.layout))?;
    }
    Ok(())
}
