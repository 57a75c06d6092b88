//! The table of the fields of a case, read from `rules/fields.json` and checked.
//!
//! Form, card, list, filters, export, import and print follow it. A court adds a field by a line here, its number in
//! `rules/records/numbers.txt`, and whoever may write it in the text of its bureau.
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::field::{Field, Weight};
use super::kinds::{Both, ValueType, is_given};
use super::slot::Kind;

const BUILT_IN: &str = include_str!("../../../rules/fields.json");

/// One more than the highest number of a field: rights and the reader in passing keep a bit, a cell for each.
pub const FIELDS_MOST: u8 = 64;
/// Most fields a list can be filtered by; their values lie in each line.
pub const FILTERS_MOST: usize = 4;

/// The fields of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    rows: Vec<CaseField>,
    groups: Vec<Both>,
    /// The row of each number.
    places: Vec<Option<usize>>,
}

/// What is told of a field of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseField {
    /// Which.
    pub field: Field,
    /// Its key in files and texts, e.g. `case_number`.
    pub key: String,
    /// Its name.
    pub name: Both,
    /// What it holds.
    pub holds: Holds,
    /// How two values written without knowing of each other are treated.
    pub weight: Weight,
    /// The group it stands in on forms and cards, an index into [`Fields::groups`]; one without is set by a step of a flow.
    pub group: Option<usize>,
    /// The article it comes from.
    pub source: String,
    /// Whether lists may show and filter by it.
    pub list: ListUse,
    /// Its column in files.
    pub file: FileColumn,
    /// Words files use for the codes of a choice, each with its code.
    pub words: Vec<(String, String)>,
}

/// What a field of a case holds: a value as records hold them, or something the law names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A value of the general kind: text, long text, date, money, yes or no, choice.
    Plain(ValueType),
    /// 案号
    CaseNumber,
    /// The code of a [`law::facts::BasisType`].
    Basis,
    /// The code of a [`law::facts::ArbitrationKind`].
    Arbitration,
    /// The code of a [`law::facts::ClaimKind`].
    Claim,
    /// 结案方式 (执行工作规定64).
    Closing,
    /// Marks of complexity, one a line: `mark|by|reason` (plan Art. 11, O4).
    Marks,
    /// One mark: `by|reason` (plan Art. 11, S6).
    Mark,
    /// `simple` or `ordinary`, decided by a flow.
    Verdict,
}

/// What lists make of a field beside those each list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListUse {
    /// It can be chosen as a column.
    pub column: bool,
    /// The list can be narrowed to one of its values.
    pub filter: bool,
}

/// The column of a field in files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileColumn {
    /// Its key in saved layouts, where it is another than the field's.
    pub key: Option<String>,
    /// Its heading, where it is another than the name.
    pub name: Option<Both>,
    /// Other headings, squeezed and lower case, with spaces between them.
    pub also: String,
    /// Every export has it, also when no case says anything there.
    pub always: bool,
    /// A good width in characters.
    pub width: u16,
}

/// Why a table is not taken, with the key of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldsError {
    /// Not the text of a table; with the reader's words.
    Unreadable(String),
    /// A name that is missing in one of the languages.
    NoName(String),
    /// No article it comes from.
    NoSource(String),
    /// A number or a key that is used twice.
    Twice(String),
    /// A number that was given to something else before, is not in the list of numbers given, or is too high.
    Number(String),
    /// A type that is not known, or a choice without codes.
    Type(String),
    /// A group that is not in the table.
    Group(String),
    /// A word of files for a code the field does not have.
    Word(String),
    /// More fields to filter by than a line holds, or one that has too many values: no text of a line, choice, yes or no.
    Filter(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableText {
    groups: Vec<GroupText>,
    fields: Vec<FieldText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupText {
    key: String,
    name: Both,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldText {
    n: u8,
    key: String,
    name: Both,
    #[serde(rename = "type")]
    holds: String,
    #[serde(default)]
    choices: Vec<(String, Both)>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    weight: Weight,
    #[serde(default)]
    group: Option<String>,
    source: String,
    #[serde(default)]
    column: bool,
    #[serde(default)]
    filter: bool,
    #[serde(default)]
    file: FileText,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FileText {
    key: Option<String>,
    name: Option<Both>,
    also: String,
    always: bool,
    width: Option<u16>,
}

impl CaseField {
    /// The codes of a choice with their names; nothing where it is none, or one the law names.
    pub fn choices(&self) -> &[(String, Both)] {
        match &self.holds {
            Holds::Plain(ValueType::Choice(choices)) => choices,
            _ => &[],
        }
    }

    /// The name of a code of a choice.
    pub fn choice(&self, code: &str) -> Option<&Both> {
        self.choices()
            .iter()
            .find(|(known, _)| known == code)
            .map(|(_, name)| name)
    }
}

impl Fields {
    /// The table this build brings.
    ///
    /// # Panics
    /// Never: a test loads it.
    pub fn builtin() -> &'static Fields {
        static FIELDS: OnceLock<Fields> = OnceLock::new();
        FIELDS.get_or_init(|| {
            let loaded = Fields::load(BUILT_IN);
            assert!(loaded.is_ok(), "rules/fields.json: {:?}", loaded.as_ref().err());
            loaded.unwrap_or(Fields {
                rows: Vec::new(),
                groups: Vec::new(),
                places: Vec::new(),
            })
        })
    }

    /// Reads and checks the text of a table.
    ///
    /// # Errors
    /// The first fault, with the field it is in.
    pub fn load(text: &str) -> Result<Fields, FieldsError> {
        let text: TableText = serde_json::from_str(text).map_err(|e| FieldsError::Unreadable(e.to_string()))?;
        if let Some(group) = text.groups.iter().find(|group| !is_named(&group.name)) {
            return Err(FieldsError::NoName(group.key.clone()));
        }
        let mut fields = Fields {
            rows: Vec::with_capacity(text.fields.len()),
            groups: text.groups.iter().map(|group| group.name.clone()).collect(),
            places: vec![None; usize::from(FIELDS_MOST)],
        };
        for field in text.fields {
            let row = read(field, &text.groups)?;
            let place = fields.places.get_mut(usize::from(row.field.code()));
            let place = place.ok_or_else(|| FieldsError::Number(row.key.clone()))?;
            if place.is_some() || fields.rows.iter().any(|other| other.key == row.key) {
                return Err(FieldsError::Twice(row.key));
            }
            *place = Some(fields.rows.len());
            fields.rows.push(row);
        }
        if let Some(row) = fields.filters().nth(FILTERS_MOST) {
            return Err(FieldsError::Filter(row.key.clone()));
        }
        Ok(fields)
    }

    /// All of them, in the order of forms and exports.
    pub fn iter(&self) -> impl Iterator<Item = &CaseField> {
        self.rows.iter()
    }

    /// The field of a number.
    pub fn of_code(&self, code: u8) -> Option<&CaseField> {
        self.rows.get(self.places.get(usize::from(code)).copied()??)
    }

    /// What is told of a field. Fields are made from this table, so each has its row.
    pub(super) fn of(&self, field: Field) -> &CaseField {
        let place = self.places.get(usize::from(field.code())).copied().flatten();
        assert!(place.is_some(), "no field {} in rules/fields.json", field.code());
        &self.rows[place.unwrap_or_default()]
    }

    /// The groups of forms and cards, in order.
    pub fn groups(&self) -> &[Both] {
        &self.groups
    }

    /// The fields lists can be filtered by, in the order of their places in a line.
    pub fn filters(&self) -> impl Iterator<Item = &CaseField> {
        self.rows.iter().filter(|row| row.list.filter)
    }
}

fn is_named(name: &Both) -> bool {
    !name.zh.trim().is_empty() && !name.en.trim().is_empty()
}

fn read(text: FieldText, groups: &[GroupText]) -> Result<CaseField, FieldsError> {
    let key = text.key.clone();
    let fault = |error: fn(String) -> FieldsError| error(key.clone());
    if !is_given(Kind::CASE, Some(u16::from(text.n)), &text.key) || text.n == 0 {
        return Err(fault(FieldsError::Number));
    }
    let heading = text.file.name.iter();
    let choices = text.choices.iter().map(|(_, name)| name);
    if !std::iter::once(&text.name).chain(heading).chain(choices).all(is_named) {
        return Err(fault(FieldsError::NoName));
    }
    if text.source.trim().is_empty() {
        return Err(fault(FieldsError::NoSource));
    }
    let group = |name: String| groups.iter().position(|group| group.key == name);
    let group = text
        .group
        .map(|name| group(name).ok_or_else(|| fault(FieldsError::Group)));
    let holds = holds(&text.holds, text.choices).ok_or_else(|| fault(FieldsError::Type))?;
    let has_code = |code: &String| match &holds {
        Holds::Plain(ValueType::Choice(choices)) => choices.iter().any(|(known, _)| known == code),
        _ => false,
    };
    if !text.words.values().all(has_code) {
        return Err(fault(FieldsError::Word));
    }
    let few = matches!(
        holds,
        Holds::Plain(ValueType::Text | ValueType::YesNo | ValueType::Choice(_)) | Holds::Closing
    );
    if text.filter && !few {
        return Err(fault(FieldsError::Filter));
    }
    Ok(CaseField {
        field: Field::numbered(text.n),
        name: text.name,
        holds,
        weight: text.weight,
        group: group.transpose()?,
        source: text.source,
        list: ListUse {
            column: text.column,
            filter: text.filter,
        },
        file: FileColumn {
            key: text.file.key,
            name: text.file.name,
            also: text.file.also,
            always: text.file.always,
            width: text.file.width.unwrap_or(15),
        },
        words: text.words.into_iter().collect(),
        key: text.key,
    })
}

/// A type of the table. Numbers of persons and plain numbers are for records: no case has such a field yet.
fn holds(name: &str, choices: Vec<(String, Both)>) -> Option<Holds> {
    Some(match name {
        "case_number" => Holds::CaseNumber,
        "basis" => Holds::Basis,
        "arbitration" => Holds::Arbitration,
        "claim" => Holds::Claim,
        "closing" => Holds::Closing,
        "marks" => Holds::Marks,
        "mark" => Holds::Mark,
        "verdict" => Holds::Verdict,
        "id_number" | "number" => return None,
        "choice" if choices.is_empty() => return None,
        other => Holds::Plain(ValueType::named(other, choices)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(field: &str) -> Result<Fields, FieldsError> {
        Fields::load(&format!(
            r#"{{"groups": [{{"key": "g", "name": ["组", "Group"]}}], "fields": [{field}]}}"#
        ))
    }

    fn line(change: &str, by: &str) -> String {
        let line = r#"{"n": 30, "key": "team", "name": ["办理团队", "Team"], "type": "text", "weight": "light", "group": "g", "source": "plan:3"}"#;
        assert!(line.contains(change), "{change}");
        line.replace(change, by)
    }

    #[test]
    fn the_table_of_this_build_is_sound_and_has_every_field_the_code_names() {
        let fields = Fields::load(BUILT_IN).unwrap();
        for code in 1..=33 {
            let row = fields.of_code(code).unwrap();
            assert_eq!(Field::from_code(code), Some(row.field));
            assert_eq!(Field::from_key(&row.key), Some(row.field));
        }
        assert_eq!(Field::DECIDED_VERDICT.key(), "decided_verdict");
        assert_eq!(Field::from_code(0), None);
        assert_eq!(Field::from_code(63), None);
    }

    #[test]
    fn a_table_that_does_not_hold_together_is_refused_with_the_field() {
        let team = || "team".to_owned();
        for (change, by, expected) in [
            ("30", "29", FieldsError::Number(team())),
            ("30", "0", FieldsError::Number(team())),
            (r#""Team""#, r#"" ""#, FieldsError::NoName(team())),
            ("plan:3", "", FieldsError::NoSource(team())),
            (r#""text""#, r#""number""#, FieldsError::Type(team())),
            (r#""text""#, r#""choice""#, FieldsError::Type(team())),
            (r#""group": "g""#, r#""group": "h""#, FieldsError::Group(team())),
            (r#""text""#, r#""date", "filter": true"#, FieldsError::Filter(team())),
            (r#""text""#, r#""text", "words": {"a": "b"}"#, FieldsError::Word(team())),
        ] {
            assert_eq!(with(&line(change, by)), Err(expected), "{change} -> {by}");
        }
        let one = line("text", "text");
        assert!(with(&one).is_ok());
        assert_eq!(with(&format!("{one}, {one}")), Err(FieldsError::Twice(team())));
    }
}
