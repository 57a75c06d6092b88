//! `cargo fenliu overdue FILE --from DAY --to DAY [--today DAY]`: the nodes of a case list that were late in a period, as the
//! page shows them. What the list does not hold counts as not done: it has no happenings but those of its columns.
use casebook::overdue::counted_to;
use chrono::NaiveDate;
use serde_json::json;

use crate::book::{book_of, failed};
use crate::{CliError, line};

/// Runs the command.
///
/// # Errors
/// A missing or broken file, a period that is none, or rules that cannot be read.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let Period { path, from, to, today } = Period::asked("overdue", args)?;
    let rows = book_of(path, today)?.overdue(from, to, today).map_err(failed)?;
    rows.iter().try_for_each(|row| {
        line(&json!({
            "case_number": row.case_number, "debtor": row.debtor, "handler": row.handler, "team": row.team, "kind": row.kind,
            "node": row.node, "owner": row.owner, "subject": row.subject, "trigger": row.trigger, "nominal": row.nominal,
            "due": row.due, "done": row.done, "days": row.days, "working": row.working, "excluded_days": row.excluded_days,
            "provisional": row.provisional, "counted_to": counted_to(to, today),
        }))
    })
}

/// A list and a period.
pub struct Period<'a> {
    /// The file.
    pub path: &'a str,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The day it is asked on: the last one, if none is named.
    pub today: NaiveDate,
}

impl<'a> Period<'a> {
    /// What the arguments of a command say.
    ///
    /// # Errors
    /// They say no list or no period.
    pub fn asked(command: &str, args: &'a [String]) -> Result<Period<'a>, CliError> {
        let usage = || {
            CliError(format!(
                "{command} FILE --from YYYY-MM-DD --to YYYY-MM-DD [--today YYYY-MM-DD]"
            ))
        };
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
        let today = today.unwrap_or(to);
        Ok(Period { path, from, to, today })
    }
}
