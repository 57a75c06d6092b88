//! `cargo fenliu overdue FILE --from DAY --to DAY [--today DAY]`: the nodes of a case list that were late in a period, as the
//! page shows them. What the list does not hold counts as not done: it has no happenings but those of its columns.
use casebook::action::{Action, Imported};
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::rules::Rules;
use chrono::NaiveDate;
use files::read;
use serde_json::json;

use crate::{CliError, line};

/// The list is taken as kept from the beginning: a book that was begun later would not call older delays its own.
const KEPT_SINCE_MS: u64 = 0;

/// Runs the command.
///
/// # Errors
/// A missing or broken file, a period that is none, or rules that cannot be read.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let (path, from, to, today) = asked(args)?;
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
    let failed = |error: casebook::book::BookError| CliError(error.to_string());
    draft.add(&book, cases.collect(), KEPT_SINCE_MS).map_err(failed)?;
    for pack in draft.finish() {
        book.take(&pack.bytes).map_err(failed)?;
    }
    let rows = book.overdue(from, to, today).map_err(failed)?;
    rows.iter().try_for_each(|row| {
        line(&json!({
            "case_number": row.case_number, "handler": row.handler, "team": row.team, "node": row.node, "owner": row.owner,
            "trigger": row.trigger, "nominal": row.nominal, "due": row.due, "done": row.done, "days": row.days,
            "working": row.working, "excluded_days": row.excluded_days, "provisional": row.provisional,
        }))
    })
}

fn asked(args: &[String]) -> Result<(&str, NaiveDate, NaiveDate, NaiveDate), CliError> {
    let usage = || CliError("overdue FILE --from YYYY-MM-DD --to YYYY-MM-DD [--today YYYY-MM-DD]".to_owned());
    let Some((path, options)) = args.split_first() else {
        return Err(usage());
    };
    let (mut from, mut to, mut today) = (None, None, None);
    for pair in options.chunks(2) {
        let [name, value] = pair else { return Err(usage()) };
        let day = value.parse().map_err(|_| CliError(format!("{value:?} is no day")))?;
        match name.as_str() {
            "--from" => from = Some(day),
            "--to" => to = Some(day),
            "--today" => today = Some(day),
            _ => return Err(usage()),
        }
    }
    let (from, to): (NaiveDate, NaiveDate) = from.zip(to).ok_or_else(usage)?;
    if from > to {
        return Err(CliError("the period ends before it begins".to_owned()));
    }
    Ok((path, from, to, today.unwrap_or(to)))
}
