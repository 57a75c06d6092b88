//! A court's own kinds of record and flows: the texts of some files checked together, as a book would, and what they add to
//! those of this build.
use casebook::kinds::{Both, Change, Kinds, What, changes, is_key};
use casebook::rules::key_of;
use serde_json::{Value, json};

use crate::{CliError, line};

/// Runs the command: a line for each change, or one for why the texts cannot be in force together.
///
/// # Errors
/// No file named, one that cannot be read or holds no kind and no flow, or texts that cannot be in force.
pub fn run(args: &[String]) -> Result<(), CliError> {
    if args.is_empty() {
        return Err(CliError("name the files with the texts".to_owned()));
    }
    let mut texts: Vec<(String, String)> = Vec::new();
    for path in args {
        let text = std::fs::read_to_string(path).map_err(|e| CliError(format!("{path}: {e}")))?;
        let key = key_of(&text).filter(|key| is_key(key));
        let key =
            key.ok_or_else(|| CliError(format!("{path}: no text of a kind or a flow: no kind, adds_to or flow")))?;
        if texts.iter().any(|(known, _)| *known == key) {
            return Err(CliError(format!("{path}: {key} is in another of these files")));
        }
        texts.push((key, text));
    }
    texts.sort();
    match Kinds::of(texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))) {
        Ok(kinds) => changes(Kinds::builtin(), &kinds)
            .iter()
            .try_for_each(|change| line(&said(change))),
        Err(error) => {
            let (code, of, at) = error.why.told();
            line(&json!({ "text": error.key, "refused": code, "of": of, "at": at }))?;
            Err(CliError(format!(
                "{} cannot be put in force: {code}; docs/rules.md says what to do",
                error.key
            )))
        }
    }
}

fn said(change: &Change) -> Value {
    let names = |both: &Both| json!([both.zh, both.en]);
    let (what, about) = match &change.what {
        What::Added => ("kind", Vec::new()),
        What::Gone => ("kind_gone", Vec::new()),
        What::Field(name) => ("field", vec![names(name)]),
        What::FieldGone(name) => ("field_gone", vec![names(name)]),
        What::Choice(field, name) => ("choice", vec![names(field), names(name)]),
        What::ChoiceGone(field, name) => ("choice_gone", vec![names(field), names(name)]),
        What::FieldTold(name) => ("field_told", vec![names(name)]),
        What::Told => ("kind_told", Vec::new()),
        What::Flow(name) => ("flow", vec![names(name)]),
        What::FlowGone(name) => ("flow_gone", vec![names(name)]),
        What::State(name) => ("state", vec![names(name)]),
        What::StateGone(name) => ("state_gone", vec![names(name)]),
        What::Step(name) => ("step", vec![names(name)]),
        What::StepGone(name) => ("step_gone", vec![names(name)]),
        What::StepTold(name) => ("step_told", vec![names(name)]),
        What::FlowTold => ("flow_told", Vec::new()),
    };
    json!({ "number": change.kind.0, "kind": names(&change.of), "what": what, "about": about })
}
