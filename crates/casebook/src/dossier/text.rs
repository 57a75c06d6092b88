//! The catalogue of the dossier as it is written in `rules/dossier.json`, and what it must hold.
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use law::case_number::is_type;
use law::nodes::NodeSet;
use serde::Deserialize;

use crate::kinds::{Both, Kinds, ValueType};
use crate::normal::normal;

const BUILT_IN: &str = include_str!("../../../../rules/dossier.json");

/// From the day the case was filed.
const FILED: &str = "filed";
/// From the day it was closed.
const CLOSED: &str = "closed";

/// A heading under which papers are bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Its key, which is what a record says.
    pub key: String,
    /// Its name.
    pub name: Both,
    /// The sorts of documents that belong here: codes of `sort` in `rules/records/document.json`.
    #[serde(default)]
    pub sorts: Vec<String>,
    /// The kinds of record whose attachments belong here.
    #[serde(default)]
    pub records: Vec<String>,
    /// Words in the name of a file, or in what it shows, that tell that it belongs here.
    #[serde(default)]
    pub words: Vec<String>,
    /// Proof of service belongs here.
    #[serde(default)]
    pub proof: bool,
    /// What nothing tells of belongs here.
    #[serde(default)]
    pub rest: bool,
}

/// The headings of the cases of some types, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Both,
    /// The types of cases it is of, as their numbers say (执, 执恢).
    pub of: Vec<String>,
    /// The keys of the headings of the main volume (正卷).
    pub main: Vec<String>,
    /// Those of the internal volume (副卷).
    pub internal: Vec<String>,
}

/// What must be there, from when on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// Where it is from.
    pub source: String,
    /// How far that was seen.
    pub mark: String,
    /// Of a heading since when: `filed`, `closed`, or a happening of the nodes.
    pub from: BTreeMap<String, String>,
}

/// The catalogues of all cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogues {
    /// Names the text.
    pub id: String,
    /// Where it is from.
    pub source: String,
    /// How far that was seen.
    pub mark: String,
    /// All headings.
    pub headings: Vec<Heading>,
    /// What must be there.
    pub needs: Needs,
    /// One for some types of cases each; the first one, too, for types that none names.
    pub catalogues: Vec<Catalogue>,
}

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DossierError {
    /// Not such a text; with the reader's words.
    Unreadable(String),
    /// No source or mark.
    NoSource,
    /// No catalogue at all.
    Empty,
    /// A name that is missing in one of the languages.
    NoName(String),
    /// A key that is missing, or stands twice: of a heading, of a catalogue, or of a heading within one.
    Twice(String),
    /// A heading is named that is not there.
    UnknownHeading(String),
    /// A heading that stands in no catalogue.
    Unlisted(String),
    /// A sort of documents that is not there, with the heading.
    UnknownSort(String, String),
    /// A kind of record that is not there, with the heading.
    UnknownRecord(String, String),
    /// A type of cases that no number bears, or that two catalogues are of.
    CaseType(String),
    /// A heading is needed from a happening no node knows.
    UnknownStage(String, String),
    /// Two headings of one catalogue that claim the same papers.
    Claimed(String, String),
    /// A catalogue without the one heading for the rest, or for proof of service.
    NoPlace(String),
}

impl Catalogues {
    /// The catalogues this build brings.
    ///
    /// # Panics
    /// Never: a test loads them.
    #[must_use]
    pub fn builtin() -> &'static Catalogues {
        static LOADED: OnceLock<Catalogues> = OnceLock::new();
        LOADED.get_or_init(|| {
            let loaded = Catalogues::load(BUILT_IN);
            assert!(loaded.is_ok(), "rules/dossier.json: {:?}", loaded.as_ref().err());
            loaded.unwrap_or_default()
        })
    }

    /// Reads a text and checks all it says.
    ///
    /// # Errors
    /// The first fault.
    pub fn load(text: &str) -> Result<Catalogues, DossierError> {
        let read = parse(text)?;
        let bare = |text: &String| text.trim().is_empty();
        if [&read.id, &read.source, &read.mark, &read.needs.source, &read.needs.mark]
            .into_iter()
            .any(bare)
        {
            return Err(DossierError::NoSource);
        }
        if read.catalogues.is_empty() {
            return Err(DossierError::Empty);
        }
        read.headings_hold()?;
        read.catalogues_hold()?;
        read.needs_hold()?;
        Ok(read)
    }

    fn headings_hold(&self) -> Result<(), DossierError> {
        let mut keys = HashSet::new();
        for heading in &self.headings {
            let key = &heading.key;
            if key.is_empty() || !keys.insert(key) {
                return Err(DossierError::Twice(key.clone()));
            }
            named(key, &heading.name)?;
            let sort = heading.sorts.iter().find(|sort| !is_sort(sort));
            if let Some(sort) = sort {
                return Err(DossierError::UnknownSort(key.clone(), sort.clone()));
            }
            let record = heading
                .records
                .iter()
                .find(|kind| Kinds::builtin().named(kind).is_none());
            if let Some(record) = record {
                return Err(DossierError::UnknownRecord(key.clone(), record.clone()));
            }
            let listed = self
                .catalogues
                .iter()
                .any(|catalogue| catalogue.all().any(|at| at == key));
            if !listed {
                return Err(DossierError::Unlisted(key.clone()));
            }
        }
        Ok(())
    }

    fn catalogues_hold(&self) -> Result<(), DossierError> {
        let (mut keys, mut types) = (HashSet::new(), HashSet::new());
        for catalogue in &self.catalogues {
            let key = &catalogue.key;
            if key.is_empty() || !keys.insert(key) {
                return Err(DossierError::Twice(key.clone()));
            }
            named(key, &catalogue.name)?;
            let type_fault = catalogue.of.iter().find(|of| !is_type(of) || !types.insert(*of));
            if let Some(of) = type_fault {
                return Err(DossierError::CaseType(of.clone()));
            }
            self.one_holds(catalogue)?;
        }
        Ok(())
    }

    /// Each heading once, each paper to one of them.
    fn one_holds(&self, catalogue: &Catalogue) -> Result<(), DossierError> {
        let (mut keys, mut claims) = (HashSet::new(), HashSet::new());
        let (mut rests, mut proofs) = (0, 0);
        for key in catalogue.all() {
            let heading = self.heading(key);
            let heading = heading.ok_or_else(|| DossierError::UnknownHeading(key.clone()))?;
            if !keys.insert(key) {
                return Err(DossierError::Twice(key.clone()));
            }
            let sorts = heading.sorts.iter().map(|sort| ("sort", sort.clone()));
            let records = heading.records.iter().map(|record| ("record", record.clone()));
            let words = heading.words.iter().map(|word| ("word", normal(word)));
            for claim in sorts.chain(records).chain(words) {
                let told = claim.1.clone();
                if told.is_empty() || !claims.insert(claim) {
                    return Err(DossierError::Claimed(key.clone(), told));
                }
            }
            rests += usize::from(heading.rest);
            proofs += usize::from(heading.proof);
        }
        match (rests, proofs) {
            (1, 1) => Ok(()),
            _ => Err(DossierError::NoPlace(catalogue.key.clone())),
        }
    }

    fn needs_hold(&self) -> Result<(), DossierError> {
        for (key, from) in &self.needs.from {
            if self.heading(key).is_none() {
                return Err(DossierError::UnknownHeading(key.clone()));
            }
            let known = NodeSet::builtin().keys().iter().any(|known| known.code == *from);
            if !known && from != FILED && from != CLOSED {
                return Err(DossierError::UnknownStage(key.clone(), from.clone()));
            }
        }
        Ok(())
    }

    /// The heading of a key.
    #[must_use]
    pub fn heading(&self, key: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.key == key)
    }

    /// The catalogue for a type of cases; the first one, if none names it.
    #[must_use]
    pub fn of_type(&self, kind: Option<&str>) -> Option<&Catalogue> {
        let own = self.catalogues.iter().find(|catalogue| catalogue.names(kind));
        own.or_else(|| self.catalogues.first())
    }
}

impl Catalogue {
    /// The keys of all its headings, those of the main volume first.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.main.iter().chain(&self.internal)
    }

    /// Whether it names a type of cases.
    #[must_use]
    pub fn names(&self, kind: Option<&str>) -> bool {
        self.of.iter().any(|of| Some(of.as_str()) == kind)
    }
}

fn parse(text: &str) -> Result<Catalogues, DossierError> {
    serde_json::from_str(text).map_err(|error| DossierError::Unreadable(error.to_string()))
}

/// The keys and names of all headings: what a field of the type `heading` may say. The kinds are not read yet when this is
/// asked for, so nothing that rests on them is checked here.
pub(crate) fn choices() -> Vec<(String, Both)> {
    let headings = parse(BUILT_IN).unwrap_or_default().headings;
    headings
        .into_iter()
        .map(|heading| (heading.key, heading.name))
        .collect()
}

/// The stage a text names as it stands for a case.
pub(super) fn has_come(from: &str, file: &crate::facts::CaseFile) -> bool {
    match from {
        FILED => file.filed_on.is_some(),
        CLOSED => file.closed_on.is_some(),
        happening => file.happenings.iter().any(|one| one.key == happening),
    }
}

fn named(key: &str, name: &Both) -> Result<(), DossierError> {
    match name.zh.trim().is_empty() || name.en.trim().is_empty() {
        true => Err(DossierError::NoName(key.to_owned())),
        false => Ok(()),
    }
}

fn is_sort(code: &str) -> bool {
    let kind = Kinds::builtin().named("document");
    let field = kind.and_then(|kind| kind.field_named("sort"));
    match field.map(|field| &field.holds) {
        Some(ValueType::Choice(choices)) => choices.iter().any(|(known, _)| known == code),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: &str, to: &str) -> Result<Catalogues, DossierError> {
        assert!(BUILT_IN.contains(from), "{from}");
        Catalogues::load(&BUILT_IN.replacen(from, to, 1))
    }

    #[test]
    fn the_catalogues_of_this_build_hold() {
        let all = Catalogues::load(BUILT_IN).expect("it loads");
        let counts: Vec<(usize, usize)> = all
            .catalogues
            .iter()
            .map(|catalogue| (catalogue.main.len(), catalogue.internal.len()))
            .collect();
        assert_eq!(counts, [(31, 4), (30, 4), (12, 4)]);
        assert_eq!(choices().len(), all.headings.len());
        for (kind, key) in [
            (Some("执"), "enforcement"),
            (Some("执恢"), "resumed"),
            (Some("执保"), "preservation"),
            (Some("执异"), "enforcement"),
            (None, "enforcement"),
        ] {
            assert_eq!(all.of_type(kind).map(|of| of.key.as_str()), Some(key), "{kind:?}");
        }
    }

    #[test]
    fn each_fault_is_named() {
        use DossierError::{
            CaseType, Claimed, NoName, NoPlace, NoSource, Twice, UnknownHeading, UnknownRecord, UnknownSort,
            UnknownStage, Unlisted,
        };
        let of = str::to_owned;
        for (from, to, fault) in [
            ("\"mark\": \"C\"", "\"mark\": \"\"", NoSource),
            ("\"Other\"", "\"\"", NoName(of("other"))),
            (
                "\"key\": \"receipt_list\"",
                "\"key\": \"progress_form\"",
                Twice(of("progress_form")),
            ),
            (
                "\"main\": [\"progress_form\"",
                "\"main\": [\"basis\"",
                Twice(of("basis")),
            ),
            (
                "\"main\": [\"progress_form\"",
                "\"main\": [\"nowhere\"",
                UnknownHeading(of("nowhere")),
            ),
            (
                "\"transfer_letter\", \"source_letter\", \"basis\"",
                "\"source_letter\", \"basis\"",
                Unlisted(of("transfer_letter")),
            ),
            (
                "\"clue_request\"]",
                "\"clues\"]",
                UnknownSort(of("acceptance"), of("clues")),
            ),
            (
                "[\"meeting\"]",
                "[\"meetings\"]",
                UnknownRecord(of("deliberation"), of("meetings")),
            ),
            ("[\"执恢\"]", "[\"执\"]", CaseType(of("执"))),
            ("[\"执恢\"]", "[\"民初\"]", CaseType(of("民初"))),
            (
                "\"money_paid_out\"",
                "\"money_paid\"",
                UnknownStage(of("money"), of("money_paid")),
            ),
            ("\"执行费\"", "\"回证\"", Claimed(of("service"), of("回证"))),
            (", \"proof\": true", "", NoPlace(of("enforcement"))),
            ("\"proof\": true", "\"rest\": true", NoPlace(of("enforcement"))),
        ] {
            assert_eq!(changed(from, to), Err(fault), "{to}");
        }
        assert!(matches!(
            changed("\"needs\"", "\"need\""),
            Err(DossierError::Unreadable(_))
        ));
        let (head, _) = BUILT_IN.split_once("\"catalogues\": [").expect("it has some");
        let none = format!("{head}\"catalogues\": []}}");
        assert_eq!(Catalogues::load(&none), Err(DossierError::Empty));
    }
}
