//! What a first reception asks and tells, as it is written in `rules/transcript.json`.
use std::sync::OnceLock;

use serde::Deserialize;

use crate::kinds::Both;

const BUILT_IN: &str = include_str!("../../../../rules/transcript.json");

/// A question that is put into the record with one tap.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What the button says.
    pub name: Both,
    /// What is put in.
    pub text: String,
}

/// The words of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// What is told to whoever is interviewed.
    pub told: String,
    /// That he read the record.
    pub confirmed: String,
    /// The questions, in the order they are usually asked.
    pub questions: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhrasesText {
    id: String,
    source: String,
    mark: String,
    first_reception: Phrases,
}

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhrasesError {
    /// Not such a text; with the reader's words.
    Unreadable(String),
    /// No source, mark or id.
    NoSource,
    /// Something in it is empty: told, confirmed, the name of a question or its text.
    Empty(String),
}

impl Phrases {
    /// The words this build brings.
    ///
    /// # Panics
    /// Never: a test loads them.
    pub fn builtin() -> &'static Phrases {
        static PHRASES: OnceLock<Phrases> = OnceLock::new();
        PHRASES.get_or_init(|| {
            let loaded = Phrases::load(BUILT_IN);
            assert!(loaded.is_ok(), "rules/transcript.json: {:?}", loaded.as_ref().err());
            loaded.unwrap_or_default()
        })
    }

    /// Loads a text and checks it.
    ///
    /// # Errors
    /// The first fault.
    pub fn load(text: &str) -> Result<Phrases, PhrasesError> {
        let text: PhrasesText =
            serde_json::from_str(text).map_err(|error| PhrasesError::Unreadable(error.to_string()))?;
        if [&text.id, &text.source, &text.mark]
            .iter()
            .any(|part| part.trim().is_empty())
        {
            return Err(PhrasesError::NoSource);
        }
        let phrases = text.first_reception;
        let both = [("told", &phrases.told), ("confirmed", &phrases.confirmed)];
        let questions = phrases.questions.iter().flat_map(|question| {
            let Question { name, text } = question;
            [(&name.en, text), (&name.en, &name.zh), (&name.zh, &name.en)]
        });
        let questions = questions.map(|(name, text)| (name.as_str(), text));
        let mut all = both.into_iter().chain(questions);
        let empty = all
            .find(|(_, text)| text.trim().is_empty())
            .map(|(name, _)| name.to_owned());
        drop(all);
        empty.map_or(Ok(phrases), |name| Err(PhrasesError::Empty(name)))
    }
}
