//! `cargo fenliu matters FILE --today DAY`: the open matters of a case list (plan Art. 7), as the page shows them.
use casebook::matter_list::{MatterQuery, wanted};
use chrono::NaiveDate;
use law::nodes::NodeSet;
use serde_json::json;

use crate::book::{book_of, failed};
use crate::{CliError, line};

/// Runs the command.
///
/// # Errors
/// A missing or broken file, or a day that is none.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let (path, today) = match args {
        [path, option, day] if option == "--today" => (path, read_day(day)?),
        _ => return Err(CliError("matters FILE --today YYYY-MM-DD".to_owned())),
    };
    let query = MatterQuery {
        wanted: wanted(NodeSet::builtin(), &[]),
        ..MatterQuery::default()
    };
    let page = book_of(path, today)?
        .matters(&query, (0, u32::MAX), today)
        .map_err(failed)?;
    page.rows.iter().try_for_each(|row| {
        line(&json!({
            "case_number": row.case_number, "debtor": row.debtor, "matter": row.matter, "node": row.node, "on": row.on,
            "who": row.who, "provisional": row.provisional,
        }))
    })
}

fn read_day(text: &str) -> Result<NaiveDate, CliError> {
    text.parse().map_err(|_| CliError(format!("{text:?} is no day")))
}
