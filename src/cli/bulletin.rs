//! `cargo fenliu bulletin FILE --from DAY --to DAY [--today DAY] [--out FILE]`: the figures of a period of a case list, as the
//! page has them, and the document if a file is named.
use casebook::bulletin::{Bulletin, Figures};
use casebook::lapses::Fate;
use casebook::overdue::counted_to;
use files::document::bulletin::{Days, fill, form};
use files::document::docx;
use law::nodes::NodeSet;
use serde_json::{Value, json};

use crate::book::{book_of, failed};
use crate::overdue::Period;
use crate::{CliError, line};

/// Runs the command.
///
/// # Errors
/// A missing or broken file, a period that is none, or a file that cannot be written.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let (args, out) = match args {
        [args @ .., option, out] if option == "--out" => (args, Some(out)),
        args => (args, None),
    };
    let Period { path, from, to, today } = Period::asked("bulletin", args)?;
    let book = book_of(path, today)?;
    let set = NodeSet::builtin();
    let nodes: Vec<&str> = set.nodes().iter().map(|node| node.id.as_str()).collect();
    let bulletin = book.bulletin((from, to), today, &nodes);
    let bulletin = bulletin.map_err(failed)?;
    told(&bulletin)?;
    let (Some(out), Some(form)) = (out, form()) else {
        return Ok(());
    };
    let counted_to = counted_to(to, today);
    let days = Days {
        from,
        to,
        counted_to,
        today,
    };
    let paper = form.fill(&fill(&bulletin, &days, set, ""));
    let bytes = paper.and_then(|paper| docx::write(&paper));
    let bytes = bytes.map_err(|error| CliError(error.to_string()))?;
    std::fs::write(out, bytes).map_err(|error| CliError(format!("{out}: {error}")))
}

fn told(bulletin: &Bulletin) -> Result<(), CliError> {
    line(&json!({"all": figures(&bulletin.all)}))?;
    for unit in &bulletin.units {
        line(&json!({"court": unit.court, "team": unit.team, "figures": figures(&unit.figures)}))?;
    }
    bulletin
        .nodes
        .iter()
        .try_for_each(|node| line(&json!({"node": node.node, "due": node.due, "kept": node.kept})))
}

fn figures(of: &Figures) -> Value {
    json!({
        "filed": of.filed, "closed": of.closed, "open": of.open, "due": of.due, "kept": of.kept, "late": of.late(),
        "overdue": of.overdue, "explained": of.explained, "accepted": of.accepted, "seized": of.control.begun,
        "released": of.control.released, "in_force": of.control.in_force, "ended": of.control.of(&Fate::ALL),
        "renewed": of.control.of(&[Fate::Renewed]), "lapsed": of.control.of(&[Fate::LapsedWarned, Fate::LapsedUnseen]),
        "lapsed_unseen": of.control.of(&[Fate::LapsedUnseen]), "petitions": of.petitions, "finished": of.finished,
    })
}
