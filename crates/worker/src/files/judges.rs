//! Who may sign rulings: the centre makes them and has no judge of its own (plan Art. 4).
use casebook::people::{Directory, Person};
use chrono::NaiveDate;
use files::document::Form;

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

/// Who has the post of a judge on a day, each name once.
pub(crate) fn judges_on(directory: &Directory, today: NaiveDate) -> Vec<String> {
    let judges = here(directory)
        .filter(|person| directory.bureau().is_judge(&person.role) == Some(true) && person.is_in_office(today));
    let mut names: Vec<String> = judges.map(|person| person.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
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
