//! Who may sign rulings: the centre makes them and has no judge of its own (plan Art. 4).
use std::collections::BTreeSet;

use casebook::people::{Directory, Person};
use casebook::stand_in::Away;
use chrono::NaiveDate;
use files::document::Form;
use protocol::Judge;

/// The names a form gets for its judges of which the directory says that they are none. Of whom it does not know nothing is
/// said: a member of a panel may be of another department.
pub(super) fn not_judges(form: &Form, answers: &[(String, String)], directory: &Directory) -> Vec<String> {
    let of_judges = answers.iter().filter(|(name, _)| form.judges.contains(name));
    let names = of_judges.flat_map(|(_, said)| names(said));
    let mut found: Vec<String> = Vec::new();
    for name in names.filter(|name| is_judge(directory, name) == Some(false)) {
        if found.iter().all(|known| known != name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// Who can sign as a judge on a day: who has the post, but for those who are away while another judge stands in. Stand-ins
/// first, each with whom they stand in for: it is them one looks for. Where only somebody without the post stands in, the judge
/// is named all the same.
pub(crate) fn judges_on(directory: &Directory, away: &[Away], today: NaiveDate) -> Vec<Judge> {
    let judges = here(directory)
        .filter(|person| directory.bureau().is_judge(&person.role) == Some(true) && person.is_in_office(today));
    let names: BTreeSet<&str> = judges.map(|person| person.name.as_str()).collect();
    let covered = |away: &&Away| names.contains(away.who.as_str()) && names.contains(away.by.as_str());
    let covered: Vec<&Away> = away.iter().filter(covered).collect();
    let here = names
        .iter()
        .filter(|name| covered.iter().all(|away| away.who != **name));
    let mut all: Vec<Judge> = here
        .map(|name| Judge {
            name: (*name).to_owned(),
            stands_in_for: covered
                .iter()
                .filter(|away| away.by == **name)
                .map(|away| away.who.clone())
                .collect(),
        })
        .collect();
    all.sort_by_key(|judge| judge.stands_in_for.is_empty());
    all
}

/// Who works here, in office or not.
fn here(directory: &Directory) -> impl Iterator<Item = &Person> {
    let members = directory.people.values().filter(|member| !member.left);
    members.map(|member| &member.person)
}

/// Whether somebody of this name is a judge; nothing if nobody of this name is known, or the bureau's text does not say.
fn is_judge(directory: &Directory, name: &str) -> Option<bool> {
    let called = here(directory).filter(|person| person.name.trim() == name);
    let said = called.filter_map(|person| directory.bureau().is_judge(&person.role));
    said.reduce(|one, other| one || other)
}

/// The names of a field that may hold several.
fn names(said: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| matches!(c, '、' | '，' | ',' | '；' | ';') || c.is_whitespace();
    said.split(between).map(str::trim).filter(|name| !name.is_empty())
}
