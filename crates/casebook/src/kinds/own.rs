//! A court's own texts beside those this build brings: kinds of its own, what it adds to a built-in kind, flows.
//!
//! What a court gives a number or a key bears its mark ([`OWN_NUMBERS`], [`OWN_PREFIX`]), so that no later build means
//! something else by it. A number that was ever used keeps its meaning, also when its text was taken back ([`Given`]).
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{FieldOf, KindError, KindOf, Kinds, added, check, text};
use crate::clock::Stamp;
use crate::flows::{self, FlowError};
use crate::rules::{FLOW_KEY, KIND_KEY};

/// The numbers of a court's own kinds, and of the fields it adds to built-in ones. No build gives one of these.
pub const OWN_NUMBERS: RangeInclusive<u16> = 1000..=1999;
/// What the keys begin with that a court gives: of its kinds and their flows, and of the fields, choices, states and steps it
/// adds to what is built in.
pub const OWN_PREFIX: &str = "own_";
/// Bytes of one text, and of all of them. Every device keeps them and reads them whenever people or rights change.
const TEXT_MAX: usize = 64 << 10;
const ALL_MAX: usize = 512 << 10;

/// Whether a text of the book under this key tells a kind or a flow.
#[must_use]
pub fn is_key(key: &str) -> bool {
    key.starts_with(KIND_KEY) || key.starts_with(FLOW_KEY)
}

/// Whether a key is one that only a court gives.
pub(super) fn is_own(key: &str) -> bool {
    key.strip_prefix(OWN_PREFIX).is_some_and(|rest| !rest.is_empty())
}

/// The fields of a kind whose numbers a court gave: all of its own kinds, and those it added to a built-in one.
fn own_fields(kind: &KindOf) -> impl Iterator<Item = &FieldOf> {
    let is_own = OWN_NUMBERS.contains(&kind.kind.0);
    let fields = kind.fields.iter();
    fields.filter(move |field| is_own || OWN_NUMBERS.contains(&field.number))
}

/// Why a text is not put in force. What was in force stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindsError {
    /// The key of the text among those of the book; empty where a text names none.
    pub key: String,
    /// Why.
    pub why: KindError,
}

/// What the numbers a court used mean, each for good: key, and for a field what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given(BTreeMap<(u16, Option<u16>), (String, &'static str)>);

impl Given {
    /// Takes note of the numbers of these kinds.
    fn take(&mut self, kinds: &Kinds) {
        for kind in kinds.iter() {
            let is_own = OWN_NUMBERS.contains(&kind.kind.0);
            if is_own {
                self.0.insert((kind.kind.0, None), (kind.key.clone(), ""));
            }
            for field in own_fields(kind) {
                let means = (field.key.clone(), field.holds.key());
                self.0.insert((kind.kind.0, Some(field.number)), means);
            }
        }
    }

    /// Whether a number may mean this: it meant nothing else before, and no other number of the same range meant it.
    fn allows(&self, kind: u16, field: Option<u16>, key: &str, holds: &str) -> bool {
        match self.0.get(&(kind, field)) {
            Some((known, held)) => known == key && *held == holds,
            None => {
                let beside = self.0.iter().filter(|((of, number), _)| match field {
                    Some(_) => *of == kind && number.is_some(),
                    None => number.is_none(),
                });
                beside.into_iter().all(|(_, (known, _))| known != key)
            }
        }
    }

    fn check(&self, kind: &KindOf) -> Result<(), KindError> {
        let is_own = OWN_NUMBERS.contains(&kind.kind.0);
        if is_own && !self.allows(kind.kind.0, None, &kind.key, "") {
            return Err(KindError::Reused(kind.key.clone(), String::new()));
        }
        let reused = |field: &&FieldOf| !self.allows(kind.kind.0, Some(field.number), &field.key, field.holds.key());
        match own_fields(kind).find(reused) {
            Some(field) => Err(KindError::Reused(kind.key.clone(), field.key.clone())),
            None => Ok(()),
        }
    }
}

impl Kinds {
    /// The kinds this build brings with a court's own texts (key in the book, text) beside them, checked each and all
    /// together. Texts of kinds are read before those of flows.
    ///
    /// # Errors
    /// The first text that cannot be in force, and why.
    pub fn of<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Kinds, KindsError> {
        Kinds::of_given(texts, &Given::default())
    }

    fn of_given<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>, given: &Given) -> Result<Kinds, KindsError> {
        let mut kinds = Kinds::builtin().clone();
        let mut flows = Vec::new();
        for (key, text) in texts {
            let at = |why: KindError| KindsError {
                key: key.to_owned(),
                why,
            };
            if text.len() > TEXT_MAX {
                return Err(at(KindError::TooLarge));
            }
            match key.strip_prefix(KIND_KEY) {
                Some(name) => kinds.put(name, text).map_err(at)?,
                None => flows.push((key, text)),
            }
        }
        for (key, text) in flows {
            let put = kinds.put_flow(key.strip_prefix(FLOW_KEY).unwrap_or(key), text);
            put.map_err(|why| KindsError {
                key: key.to_owned(),
                why,
            })?;
        }
        // The number of an own kind or field may only mean what it meant before.
        for kind in kinds.iter() {
            given.check(kind).map_err(|why| KindsError {
                key: format!("{KIND_KEY}{}", kind.key),
                why,
            })?;
        }
        let is_given = |kind: crate::slot::Kind, field: Option<u16>, key: &str| {
            OWN_NUMBERS.contains(&kind.0)
                || field.is_some_and(|field| OWN_NUMBERS.contains(&field))
                || super::is_given(kind, field, key)
        };
        check::all(kinds.iter(), &is_given).map_err(|why| KindsError {
            key: format!("{KIND_KEY}{}", why.told().1),
            why,
        })?;
        Ok(kinds)
    }

    /// Puts a kind of the court's own beside the others, or adds to a built-in one.
    fn put(&mut self, name: &str, text: &str) -> Result<(), KindError> {
        if let Some(base) = Kinds::builtin().named(name) {
            let whole = added::add(base, text)?;
            self.0
                .iter_mut()
                .filter(|kind| kind.key == name)
                .for_each(|kind| *kind = Arc::new(whole.clone()));
            return Ok(());
        }
        let kind = text::read(text)?;
        let not_own = |field: &str| Err(KindError::NotOwn(kind.key.clone(), field.to_owned()));
        if Kinds::builtin().named(&kind.key).is_some() {
            return Err(KindError::BuiltIn(kind.key));
        }
        if kind.key != name
            || !is_own(&kind.key)
            || !OWN_NUMBERS.contains(&kind.kind.0)
            || kind.own_page
            || kind.unlisted
        {
            return not_own("");
        }
        // Zero says whether a record is in force.
        if let Some(field) = kind
            .fields
            .iter()
            .find(|field| !(1..=*OWN_NUMBERS.end()).contains(&field.number))
        {
            return not_own(&field.key);
        }
        if let Some(flow) = kind.flow.as_ref().filter(|flow| !is_own(&flow.key)) {
            return Err(KindError::NotOwn(kind.key.clone(), flow.key.clone()));
        }
        self.0.push(Arc::new(kind));
        Ok(())
    }

    /// Puts a flow on a kind of the court's own, or in the place of a built-in one.
    fn put_flow(&mut self, name: &str, text: &str) -> Result<(), KindError> {
        let text = flows::parse(text)?;
        let on = text.on.clone();
        let unknown = || KindError::from(FlowError::UnknownKind(on.clone()));
        let kind = self.0.iter_mut().find(|kind| kind.key == on).ok_or_else(unknown)?;
        let flow = flows::read(text, kind)?;
        flows::check(&flow)?;
        match Kinds::builtin().named(&kind.key).map(|kind| kind.flow.as_ref()) {
            // A built-in kind without a flow is written by code that knows of none.
            Some(None) => return Err(unknown()),
            Some(Some(built_in)) => flows::keeps(&flow, built_in)?,
            None if kind.flow.is_some() => return Err(unknown()),
            None => {}
        }
        if flow.key != name || !is_own(&flow.key) && Kinds::builtin().named(&kind.key).is_none() {
            return Err(KindError::NotOwn(kind.key.clone(), flow.key));
        }
        Arc::make_mut(kind).flow = Some(flow);
        Ok(())
    }
}

/// A court's text in force, and the event that put it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// The text.
    pub text: Arc<str>,
    /// When it was put in, and by which device.
    pub stamp: Stamp,
}

/// The court's own texts of kinds and flows in force, with what they make of the kinds.
#[derive(Clone, Debug, Default)]
pub struct OwnKinds {
    texts: BTreeMap<String, OwnText>,
    given: Given,
    /// What was in force from which event on, in the order they were accepted; nothing: the built-in ones.
    pub(crate) versions: Vec<(Stamp, Option<Arc<Kinds>>)>,
}

impl OwnKinds {
    /// The kinds in force.
    #[must_use]
    pub fn kinds(&self) -> &Kinds {
        let last = self.versions.last();
        last.and_then(|(_, kinds)| kinds.as_deref()).unwrap_or(Kinds::builtin())
    }

    /// The texts, by their keys in the book.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &OwnText)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text))
    }

    /// With another text under a key, or without the one that is there.
    ///
    /// # Errors
    /// Why not: the text itself, another that rests on what it changes, or a number that meant something else before.
    pub fn with(&self, key: &str, text: Option<&str>, stamp: Stamp) -> Result<OwnKinds, KindsError> {
        let mut own = self.clone();
        match text {
            Some(text) => drop(own.texts.insert(
                key.to_owned(),
                OwnText {
                    text: text.into(),
                    stamp,
                },
            )),
            None => drop(own.texts.remove(key)),
        }
        if own.texts.values().map(|own| own.text.len()).sum::<usize>() > ALL_MAX {
            return Err(KindsError {
                key: key.to_owned(),
                why: KindError::TooLarge,
            });
        }
        let texts = own.texts.iter().map(|(key, own)| (key.as_str(), &*own.text));
        let kinds = Kinds::of_given(texts, &self.given)?;
        own.given.take(&kinds);
        let is_empty = own.texts.is_empty();
        own.versions.push((stamp, (!is_empty).then(|| Arc::new(kinds))));
        Ok(own)
    }
}
