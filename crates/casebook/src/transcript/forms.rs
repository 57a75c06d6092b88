//! The forms of records of interviews, as they are written in `rules/transcript.json`: which fields each has, what is told, what is
//! asked, who must sign.
use std::sync::OnceLock;

use serde::Deserialize;

use super::field::{BODY, CASE_NUMBER, CONFIRMED, SORT, TOLD};
use super::{Part, TRANSCRIPT};
use crate::kinds::{Both, KindOf, Kinds, ValueType};

const BUILT_IN: &str = include_str!("../../../../rules/transcript.json");

/// Words that are put into the record with one tap.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// What the button says.
    pub name: Both,
    /// What is put in.
    pub text: String,
}

/// Fields that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their heading.
    pub name: Both,
    /// They, by their numbers.
    pub fields: Vec<u16>,
}

/// The form of a sort of record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The code of the sort.
    pub sort: String,
    /// What is told to whoever is interviewed; empty: nothing.
    pub told: String,
    /// Its fields, beside what is told, asked and confirmed.
    pub parts: Vec<Group>,
    /// The field without which there is nothing to sign.
    pub content: u16,
    /// What else must be there before it is signed.
    pub needs: Vec<u16>,
    /// Who must sign.
    pub signs: Vec<Part>,
    /// The questions, in the order they are usually asked.
    pub questions: Vec<Phrase>,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// The ways to confirm a record: who is interviewed says which holds.
    pub confirmed: Vec<Phrase>,
    /// One for each sort.
    pub forms: Vec<Form>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormsText {
    id: String,
    source: String,
    mark: String,
    confirmed: Vec<Phrase>,
    forms: Vec<FormText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormText {
    sort: String,
    content: String,
    needs: Vec<String>,
    signs: Vec<String>,
    told: String,
    parts: Vec<GroupText>,
    questions: Vec<Phrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupText {
    name: Both,
    fields: Vec<String>,
}

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormsError {
    /// Not such a text; with the reader's words.
    Unreadable(String),
    /// No source, mark or id.
    NoSource,
    /// The sort has no name, or a phrase of it no words.
    Empty(String),
    /// A sort that is unknown, has two forms or has none.
    Sort(String),
    /// In a sort, a field that is unknown, stands twice, or has a place of its own.
    Field(String, String),
    /// In a sort, somebody who signs and is not known, or not named by a field of the form; or nobody of the court signs.
    Signs(String, String),
}

impl Forms {
    /// The forms this build brings.
    ///
    /// # Panics
    /// Never: a test loads them.
    pub fn builtin() -> &'static Forms {
        static FORMS: OnceLock<Forms> = OnceLock::new();
        FORMS.get_or_init(|| {
            let loaded = Forms::load(BUILT_IN);
            assert!(loaded.is_ok(), "rules/transcript.json: {:?}", loaded.as_ref().err());
            loaded.unwrap_or_default()
        })
    }

    /// The form of a sort.
    #[must_use]
    pub fn of(&self, sort: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.sort == sort)
    }

    /// Loads a text and checks it.
    ///
    /// # Errors
    /// The first fault.
    pub fn load(text: &str) -> Result<Forms, FormsError> {
        let text: FormsText = serde_json::from_str(text).map_err(|error| FormsError::Unreadable(error.to_string()))?;
        let is_blank = |text: &String| text.trim().is_empty();
        if [&text.id, &text.source, &text.mark].into_iter().any(is_blank) {
            return Err(FormsError::NoSource);
        }
        let kind = Kinds::builtin().get(TRANSCRIPT);
        let kind = kind.ok_or_else(|| FormsError::Sort(String::new()))?;
        full("", &text.confirmed)?;
        let forms = text.forms.into_iter().map(|form| form.read(kind));
        let forms: Vec<Form> = forms.collect::<Result<_, _>>()?;
        let sorts = match kind.field(SORT).map(|field| &field.holds) {
            Some(ValueType::Choice(choices)) => choices.as_slice(),
            _ => &[],
        };
        let is_one = |(code, _): &&(String, Both)| forms.iter().filter(|form| form.sort == *code).count() != 1;
        let is_unknown = |form: &&Form| sorts.iter().all(|(code, _)| *code != form.sort);
        let odd = sorts.iter().find(is_one).map(|(code, _)| code);
        if let Some(sort) = odd.or_else(|| forms.iter().find(is_unknown).map(|form| &form.sort)) {
            return Err(FormsError::Sort(sort.clone()));
        }
        Ok(Forms {
            confirmed: text.confirmed,
            forms,
        })
    }
}

impl FormText {
    fn read(self, kind: &KindOf) -> Result<Form, FormsError> {
        let number = |key: &String| {
            let field = kind.field_named(key);
            let fault = || FormsError::Field(self.sort.clone(), key.clone());
            field.map(|field| field.number).ok_or_else(fault)
        };
        let group = |text: &GroupText| {
            let fields = text.fields.iter().map(number).collect::<Result<_, _>>()?;
            let name = text.name.clone();
            Ok(Group { name, fields })
        };
        let form = Form {
            parts: self.parts.iter().map(group).collect::<Result<_, _>>()?,
            content: number(&self.content)?,
            needs: self.needs.iter().map(number).collect::<Result<_, _>>()?,
            signs: self
                .signs
                .iter()
                .map(|code| self.part(code))
                .collect::<Result<_, _>>()?,
            told: self.told.clone(),
            questions: self.questions.clone(),
            sort: self.sort.clone(),
        };
        full(&self.sort, &form.questions)?;
        if form.needs.contains(&TOLD) && form.told.trim().is_empty() {
            return Err(FormsError::Empty(self.sort));
        }
        let mut all: Vec<u16> = form
            .fields()
            .chain([SORT, CASE_NUMBER, TOLD, BODY, CONFIRMED])
            .collect();
        all.sort_unstable();
        let twice = all.windows(2).find(|pair| pair.first() == pair.last());
        if let Some(field) = twice.and_then(|pair| kind.field(*pair.first()?)) {
            return Err(FormsError::Field(self.sort, field.key.clone()));
        }
        let named = |part: &&Part| !part.field().is_some_and(|field| all.contains(&field));
        if let Some(part) = form.signs.iter().find(named) {
            return Err(FormsError::Signs(self.sort, part.code().to_owned()));
        }
        match form.signs.iter().any(|part| part.is_staff()) {
            true => Ok(form),
            false => Err(FormsError::Signs(self.sort, String::new())),
        }
    }

    fn part(&self, code: &str) -> Result<Part, FormsError> {
        Part::of_code(code).ok_or_else(|| FormsError::Signs(self.sort.clone(), code.to_owned()))
    }
}

impl Form {
    /// The fields of its parts.
    pub fn fields(&self) -> impl Iterator<Item = u16> + '_ {
        self.parts.iter().flat_map(|part| part.fields.iter().copied())
    }
}

/// Names and words are there.
fn full(sort: &str, phrases: &[Phrase]) -> Result<(), FormsError> {
    let lacks = |phrase: &Phrase| {
        let Phrase { name, text } = phrase;
        [text, &name.zh, &name.en].iter().any(|text| text.trim().is_empty())
    };
    match phrases.is_empty() || phrases.iter().any(lacks) {
        true => Err(FormsError::Empty(sort.to_owned())),
        false => Ok(()),
    }
}
