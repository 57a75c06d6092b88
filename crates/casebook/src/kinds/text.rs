//! The text of a kind, as it is written in `rules/records/`.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Batch, Begins, FieldOf, Happens, KindError, KindOf, Lasts, Visit};
use crate::field::{Field, Weight};
use crate::flows::{self, Flow, FlowError, FlowText};
use crate::people::Right;
use crate::slot::Kind;

/// A text in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[String; 2]", into = "[String; 2]")]
pub struct Both {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<Both> for [String; 2] {
    fn from(both: Both) -> [String; 2] {
        [both.zh, both.en]
    }
}

impl From<[String; 2]> for Both {
    fn from([zh, en]: [String; 2]) -> Both {
        Both { zh, en }
    }
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// The name of somebody who works here.
    Person,
    /// A number that names a person or an organisation.
    IdNumber,
    /// A civil date at UTC+8.
    Date,
    /// Money.
    Money,
    /// A whole number.
    Number,
    /// Yes or no; nothing is not known.
    YesNo,
    /// Strokes of a pen, as [`crate::transcript::Strokes`] writes them: no form and no file takes them.
    Strokes,
    /// One of some codes, each with its name.
    Choice(Vec<(String, Both)>),
}

impl ValueType {
    /// The type of a name in the texts.
    pub(crate) fn named(name: &str, choices: Vec<(String, Both)>) -> Option<ValueType> {
        Some(match name {
            "text" => ValueType::Text,
            "long_text" => ValueType::LongText,
            "person" => ValueType::Person,
            "id_number" => ValueType::IdNumber,
            "date" => ValueType::Date,
            "money" => ValueType::Money,
            "number" => ValueType::Number,
            "yes_no" => ValueType::YesNo,
            "strokes" => ValueType::Strokes,
            "choice" => ValueType::Choice(choices),
            // The headings of the dossier are told once, with its catalogue.
            "heading" => ValueType::Choice(crate::dossier::choices()),
            _ => return None,
        })
    }

    /// Its name in the texts.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            ValueType::Text => "text",
            ValueType::LongText => "long_text",
            ValueType::Person => "person",
            ValueType::IdNumber => "id_number",
            ValueType::Date => "date",
            ValueType::Money => "money",
            ValueType::Number => "number",
            ValueType::YesNo => "yes_no",
            ValueType::Strokes => "strokes",
            ValueType::Choice(_) => "choice",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindText {
    kind: String,
    number: u16,
    name: Both,
    source: String,
    mark: String,
    right: String,
    #[serde(default)]
    rests_on: Vec<String>,
    /// Whose folder its records lie in; missing: that of a case.
    #[serde(default)]
    of: Folder,
    /// It has a card of its own in every case.
    #[serde(default)]
    prominent: bool,
    /// It is written on a page of its own: the card of a case and its register begin none.
    #[serde(default)]
    own_page: bool,
    /// There is no register of its records, and no table of them on the sheet of a case.
    #[serde(default)]
    unlisted: bool,
    /// A case with such a record is sensitive.
    #[serde(default)]
    sensitive: bool,
    title: Vec<String>,
    fields: Vec<FieldText>,
    list: Vec<String>,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    happens: Vec<HappensText>,
    #[serde(default)]
    batches: Vec<BatchText>,
    /// The fields of a new one that is entered from the register; none: it is entered in its case.
    #[serde(default)]
    entered: Vec<String>,
    /// Those of them that are entered anew for the next one.
    #[serde(default)]
    anew: Vec<String>,
    #[serde(default)]
    begins: Option<BeginsText>,
    #[serde(default)]
    visit: Option<VisitText>,
    #[serde(default)]
    lasts: Option<LastsText>,
    #[serde(default)]
    order: Vec<Vec<String>>,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    within: Vec<(String, String)>,
    /// The fields by which a row of a ledger is known as a record that stands already.
    #[serde(default)]
    same: Vec<String>,
    /// The flow on it; missing: it stands in a text of its own, or there is none.
    #[serde(default)]
    flow: Option<FlowText>,
}

/// Whose folder the records of a kind lie in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Folder {
    /// That of the case they are about.
    #[default]
    Case,
    /// That of the bureau: [`crate::folder::BUREAU`].
    Bureau,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LastsText {
    by: String,
    years: BTreeMap<String, u32>,
    steps: Vec<[String; 2]>,
    /// What ledgers call a column that says how long each step lasts.
    #[serde(default)]
    terms: Vec<Vec<String>>,
    released: String,
    /// A number from two on in this field says that it waits for another.
    #[serde(default)]
    waits: Option<String>,
    /// The day it was registered as waiting.
    #[serde(default)]
    queued: Option<String>,
    /// The fields that tell which asset it is of.
    #[serde(default)]
    of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeginsText {
    kind: String,
    name: Both,
    /// Keys of fields of the new record, each with the key of the field here.
    values: BTreeMap<String, String>,
    #[serde(default)]
    codes: BTreeMap<String, String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BatchText {
    name: Both,
    fields: Vec<String>,
    #[serde(default)]
    clears: Vec<String>,
    #[serde(default)]
    of_one_case: Vec<String>,
    /// The kind as which what stood before is kept.
    #[serde(default)]
    keeps: Option<String>,
    /// The forms of the documents that are made of it.
    #[serde(default)]
    forms: Vec<String>,
    /// On which lists it is offered.
    #[serde(default = "on_registers")]
    on: Vec<ListOf>,
}

fn on_registers() -> Vec<ListOf> {
    vec![ListOf::Register]
}

/// A list on which something is written to several records at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListOf {
    /// The register of the kind.
    Register,
    /// The list of visits to offices.
    Visits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitText {
    office: String,
    /// Only what names an office is to be done there.
    #[serde(default)]
    named: bool,
    on: String,
    by: String,
    failed: String,
    ends: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldText {
    pub(super) n: u16,
    pub(super) key: String,
    name: Both,
    #[serde(rename = "type")]
    holds: String,
    #[serde(default)]
    choices: Vec<(String, Both)>,
    #[serde(default)]
    needed: bool,
    /// Whoever it names gets work in the case.
    #[serde(default)]
    assigns: bool,
    weight: Weight,
    #[serde(default)]
    note: Option<Both>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    shown: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HappensText {
    key: String,
    on: String,
    #[serde(default)]
    when: BTreeMap<String, String>,
    /// It may be recorded by hand as well.
    #[serde(default)]
    by_hand: bool,
}

/// Reads the text of a kind. What hangs together is checked afterwards, by [`super::check`].
pub(super) fn read(text: &str) -> Result<KindOf, KindError> {
    let text: KindText = serde_json::from_str(text).map_err(|error| KindError::Unreadable(error.to_string()))?;
    let key = text.kind.clone();
    let unknown = |field: &str| KindError::UnknownField(key.clone(), field.to_owned());
    let number = |name: &String| {
        let found = text.fields.iter().find(|field| field.key == *name);
        found.map(|field| field.n).ok_or_else(|| unknown(name))
    };
    let numbers = |names: &[String]| names.iter().map(number).collect::<Result<Vec<_>, _>>();
    let happens = text.happens.iter().map(|entry| read_happens(entry, &number));
    let happens = happens.collect::<Result<Vec<_>, _>>()?;
    let lasts = text.lasts.as_ref().map(|lasts| read_lasts(lasts, &number));
    let lasts = lasts.transpose()?;
    let begins = text.begins.as_ref().map(|begins| read_begins(begins, &number));
    let begins = begins.transpose()?;
    let visit = text.visit.as_ref().map(|visit| read_visit(visit, &number));
    let visit = visit.transpose()?;
    let field = |name: &String| Field::from_key(name).ok_or_else(|| unknown(name));
    let rests_on: Result<Vec<Field>, KindError> = text.rests_on.iter().map(field).collect();
    let order = text.order.iter().map(|days| numbers(days)).collect::<Result<_, _>>()?;
    let batches = text.batches.iter().map(|batch| read_batch(batch, &numbers));
    let batches = batches.collect::<Result<Vec<_>, _>>()?;
    let fields = text.fields.iter();
    let fields = fields.map(|field| read_field(&text.kind, field, &number));
    let fields: Result<Vec<FieldOf>, KindError> = fields.collect();
    if text.source.is_empty() || text.mark.is_empty() {
        return Err(KindError::NoSource(text.kind));
    }
    let mut kind = KindOf {
        kind: Kind(text.number),
        right: Right::from_key(&text.right).ok_or_else(|| KindError::UnknownRight(text.kind.clone()))?,
        rests_on: rests_on?,
        title: numbers(&text.title)?,
        columns: numbers(&text.list)?,
        entered: numbers(&text.entered)?,
        anew: numbers(&text.anew)?,
        same: numbers(&text.same)?,
        subject: text.subject.as_ref().map(number).transpose()?,
        fields: fields?,
        begins,
        visit,
        lasts,
        flow: None,
        order,
        past: numbers(&text.past)?,
        within: read_pairs(&text.within, &number)?,
        of: text.of,
        prominent: text.prominent,
        own_page: text.own_page,
        unlisted: text.unlisted,
        sensitive: text.sensitive,
        happens,
        batches,
        key: text.kind,
        name: text.name,
        source: text.source,
    };
    kind.flow = text.flow.map(|flow| flow_on(&kind, flow)).transpose()?;
    Ok(kind)
}

/// Pairs of fields by their numbers.
fn read_pairs(
    pairs: &[(String, String)],
    number: &impl Fn(&String) -> Result<u16, KindError>,
) -> Result<Vec<(u16, u16)>, KindError> {
    let pairs = pairs.iter().map(|(one, other)| Ok((number(one)?, number(other)?)));
    pairs.collect()
}

/// The flow that stands in the text of its kind.
fn flow_on(kind: &KindOf, text: FlowText) -> Result<Flow, KindError> {
    if text.on != kind.key {
        return Err(FlowError::UnknownKind(text.on).into());
    }
    let flow = flows::read(text, kind)?;
    flows::check(&flow)?;
    Ok(flow)
}

type Numbers<'n> = dyn Fn(&[String]) -> Result<Vec<u16>, KindError> + 'n;

fn read_batch(text: &BatchText, numbers: &Numbers<'_>) -> Result<Batch, KindError> {
    Ok(Batch {
        name: text.name.clone(),
        fields: numbers(&text.fields)?,
        clears: numbers(&text.clears)?,
        of_one_case: numbers(&text.of_one_case)?,
        keeps: text.keeps.clone(),
        forms: text.forms.clone(),
        on: text.on.clone(),
    })
}

type Number<'n> = dyn Fn(&String) -> Result<u16, KindError> + 'n;

fn read_happens(text: &HappensText, number: &Number<'_>) -> Result<Happens, KindError> {
    let when = text.when.iter().map(|(field, code)| Ok((number(field)?, code.clone())));
    Ok(Happens {
        key: text.key.clone(),
        on: number(&text.on)?,
        when: when.collect::<Result<_, KindError>>()?,
        by_hand: text.by_hand,
    })
}

fn read_begins(text: &BeginsText, number: &Number<'_>) -> Result<Begins, KindError> {
    let values = text.values.iter().map(|(key, from)| Ok((key.clone(), number(from)?)));
    let pairs = |map: &BTreeMap<String, String>| map.iter().map(|(a, b)| (a.clone(), b.clone())).collect();
    Ok(Begins {
        kind: text.kind.clone(),
        name: text.name.clone(),
        values: values.collect::<Result<_, KindError>>()?,
        codes: pairs(&text.codes),
        not: text.not.clone(),
    })
}

fn read_visit(text: &VisitText, number: &Number<'_>) -> Result<Visit, KindError> {
    let ends = text.ends.iter().map(number);
    Ok(Visit {
        office: number(&text.office)?,
        named: text.named,
        on: number(&text.on)?,
        by: number(&text.by)?,
        failed: number(&text.failed)?,
        ends: ends.collect::<Result<_, KindError>>()?,
    })
}

fn read_lasts(text: &LastsText, number: &Number<'_>) -> Result<Lasts, KindError> {
    let steps = text
        .steps
        .iter()
        .map(|[from, until]| Ok((number(from)?, number(until)?)));
    Ok(Lasts {
        by: number(&text.by)?,
        years: text.years.iter().map(|(code, years)| (code.clone(), *years)).collect(),
        steps: steps.collect::<Result<_, KindError>>()?,
        terms: text.terms.clone(),
        released: number(&text.released)?,
        waits: text.waits.as_ref().map(number).transpose()?,
        queued: text.queued.as_ref().map(number).transpose()?,
        of: text.of.iter().map(number).collect::<Result<_, KindError>>()?,
    })
}

pub(super) fn read_field(kind: &str, text: &FieldText, number: &Number<'_>) -> Result<FieldOf, KindError> {
    let holds = ValueType::named(&text.holds, text.choices.clone());
    let holds = holds.ok_or_else(|| KindError::UnknownType(kind.to_owned(), text.key.clone()))?;
    if text.shown.len() > 1 {
        return Err(KindError::Choice(kind.to_owned(), text.key.clone()));
    }
    let shown = text
        .shown
        .iter()
        .next()
        .map(|(field, codes)| Ok::<_, KindError>((number(field)?, codes.clone())));
    Ok(FieldOf {
        number: text.n,
        key: text.key.clone(),
        name: text.name.clone(),
        holds,
        weight: text.weight,
        needed: text.needed,
        assigns: text.assigns,
        note: text.note.clone(),
        also: text.also.clone(),
        words: text
            .words
            .iter()
            .map(|(word, code)| (word.clone(), code.clone()))
            .collect(),
        shown: shown.transpose()?,
    })
}
