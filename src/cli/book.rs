//! A case list as a book, for the commands that show what its pages show.
use casebook::action::{Action, Imported};
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::rules::Rules;
use chrono::NaiveDate;
use files::read;

use crate::CliError;

/// The list is taken as kept from the beginning: a book that was begun later would not call older delays its own.
const KEPT_SINCE_MS: u64 = 0;

/// The cases of a list under the rules built in. What the list does not hold counts as not done: it has no happenings but
/// those of its columns.
///
/// # Errors
/// A missing or broken file, or rules that cannot be read.
pub fn book_of(path: &str, today: NaiveDate) -> Result<Book, CliError> {
    let bytes = std::fs::read(path).map_err(|e| CliError(format!("{path}: {e}")))?;
    let all = read::read_all(&bytes, None).map_err(|e| CliError(format!("{path}: {e} ({})", e.code())))?;
    let rules = Rules::of(&[]).map_err(|e| CliError(format!("{}: {}", e.key, e.detail)))?;
    let mut book = Book::new(Box::new(rules), today);
    let accepted = all.rows.iter().filter(|row| row.rejected().is_none());
    let cases = (1_u64..).zip(accepted).map(|(number, row)| {
        let mut id = [0; 16];
        id[8..].copy_from_slice(&number.to_be_bytes());
        let imported = Imported {
            row: row.row,
            fields: row.values.clone(),
            ..Imported::default()
        };
        (id, Action::Imported(Box::new(imported)))
    });
    let mut draft = Draft::new(&book, DeviceId(1), Author::default(), KEPT_SINCE_MS);
    draft.add(&book, cases.collect(), KEPT_SINCE_MS).map_err(failed)?;
    for pack in draft.finish() {
        book.take(&pack.bytes).map_err(failed)?;
    }
    Ok(book)
}

/// What the book says is wrong.
pub fn failed(error: BookError) -> CliError {
    CliError(error.to_string())
}
