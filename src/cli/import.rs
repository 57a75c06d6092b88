//! `cargo fenliu import FILE`: every row of a case list, read and checked.
use files::{json, read};

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
        let mut object = json::row(row, &all.layout);
        if let (Some(sheet), Some(fields)) = (all.sheet_of(row), object.as_object_mut()) {
            fields.insert("sheet".to_owned(), sheet.into());
        }
        line(&object)?;
    }
    for sheet in all.sheets.iter().filter(|sheet| sheet.rows > 0) {
        if let Some(why) = sheet.why {
            eprintln!("sheet {} not read: {}, {} rows", sheet.name, why.code(), sheet.rows);
        }
    }
    Ok(())
}
