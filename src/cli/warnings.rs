//! `cargo fenliu warnings FILE [--today DAY]`: what is missing, impossible or odd in the cases of a list, as the page of
//! warnings shows it.
use std::time::{SystemTime, UNIX_EPOCH};

use casebook::fold::china_day;
use casebook::warnings::{WarnedRow, Warnings};
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::book::{book_of, failed};
use crate::{CliError, line};

/// Runs the command.
///
/// # Errors
/// A missing or broken file, a day that is none, or rules that cannot be read.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let usage = || CliError("warnings FILE [--today YYYY-MM-DD]".to_owned());
    let (path, today) = match args {
        [path] => (path, today()?),
        [path, option, day] if option == "--today" => {
            let today = day.parse().map_err(|_| CliError(format!("{day:?} is no day")))?;
            (path, today)
        }
        _ => return Err(usage()),
    };
    let book = book_of(path, today)?;
    let rows = book.warned(today).map_err(failed)?;
    rows.iter().try_for_each(|row| line(&told(row)))
}

/// The civil date at UTC+8.
fn today() -> Result<NaiveDate, CliError> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    let now = now.and_then(|now| u64::try_from(now.as_millis()).ok());
    now.and_then(china_day)
        .ok_or_else(|| CliError("this machine has no date: name one by --today".to_owned()))
}

fn told(row: &WarnedRow) -> Value {
    let rules = Warnings::builtin();
    let rule = rules.rule(&row.warned.rule);
    let sort = rule.and_then(|rule| rules.sorts.get(rule.sort)).map(|(key, _)| key);
    json!({
        "case_number": row.case_number, "debtor": row.debtor, "handler": row.handler, "team": row.team,
        "warning": row.warned.rule, "sort": sort, "of": row.warned.of,
        "name": rule.map(|rule| &rule.name.zh), "why": rule.map(|rule| &rule.why.zh), "do": rule.map(|rule| &rule.to_do.zh),
        "source": rule.map(|rule| &rule.source), "mark": rule.map(|rule| &rule.mark),
    })
}
