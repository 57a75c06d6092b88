//! Kinds of record as data: what a record of a case holds is told by a text in `rules/records/`.
//!
//! A kind has a number in the stored format, fields with numbers of their own, the right it takes to write one, and what
//! of it the node engine hears ([`KindOf::happenings`]). Form, table, search, print and export read the same text.
mod added;
mod begins;
mod changes;
mod check;
mod entry;
mod heard;
mod id_number;
mod lasts;
mod own;
mod text;
mod visit;

use std::sync::{Arc, OnceLock};

use super::field::{Field, Value, Weight};
use super::flows::{self, Flow, FlowError};
use super::people::Right;
use super::rules::key_of;
use super::slot::{Kind, RecordId, value_in};
pub use begins::Begins;
pub use changes::{Change, What, changes};
pub use check::KindError;
pub use entry::EntryFault;
pub use id_number::has_other_check;
pub(crate) use id_number::is_credit_code;
pub use lasts::{DaysFault, Lasts};
pub use own::{Given, KindsError, OWN_NUMBERS, OWN_PREFIX, OwnKinds, OwnText, is_key};
pub use text::{Both, Folder, ListOf, ValueType};
pub use visit::{LOOKED_AT, Visit};

/// The texts this build brings, in the order they are shown.
pub(crate) const BUILT_IN: [&str; 35] = [
    include_str!("../../../../rules/records/party.json"),
    include_str!("../../../../rules/records/asset.json"),
    include_str!("../../../../rules/records/seizure.json"),
    include_str!("../../../../rules/records/task.json"),
    include_str!("../../../../rules/records/matter.json"),
    include_str!("../../../../rules/records/stand_in.json"),
    include_str!("../../../../rules/records/staff.json"),
    include_str!("../../../../rules/records/document.json"),
    include_str!("../../../../rules/records/transfer.json"),
    include_str!("../../../../rules/records/recusal.json"),
    include_str!("../../../../rules/records/triage.json"),
    include_str!("../../../../rules/records/petition.json"),
    include_str!("../../../../rules/records/order.json"),
    include_str!("../../../../rules/records/request.json"),
    include_str!("../../../../rules/records/meeting.json"),
    include_str!("../../../../rules/records/inspection.json"),
    include_str!("../../../../rules/records/key_case.json"),
    include_str!("../../../../rules/records/bankruptcy.json"),
    include_str!("../../../../rules/records/team_decision.json"),
    include_str!("../../../../rules/records/conversion.json"),
    include_str!("../../../../rules/records/extension.json"),
    include_str!("../../../../rules/records/handover.json"),
    include_str!("../../../../rules/records/problem.json"),
    include_str!("../../../../rules/records/interpretation.json"),
    include_str!("../../../../rules/records/overdue.json"),
    include_str!("../../../../rules/records/warning.json"),
    include_str!("../../../../rules/records/renewal.json"),
    include_str!("../../../../rules/records/correction.json"),
    include_str!("../../../../rules/records/query_result.json"),
    include_str!("../../../../rules/records/dossier.json"),
    include_str!("../../../../rules/records/transcript.json"),
    include_str!("../../../../rules/records/signature.json"),
    include_str!("../../../../rules/records/reopening.json"),
    include_str!("../../../../rules/records/last_number.json"),
    include_str!("../../../../rules/records/volume.json"),
];
/// The flows this build brings.
pub(crate) const FLOWS: [&str; 19] = [
    include_str!("../../../../rules/flows/triage.json"),
    include_str!("../../../../rules/flows/transfer.json"),
    include_str!("../../../../rules/flows/recusal.json"),
    include_str!("../../../../rules/flows/petition.json"),
    include_str!("../../../../rules/flows/order.json"),
    include_str!("../../../../rules/flows/request.json"),
    include_str!("../../../../rules/flows/meeting.json"),
    include_str!("../../../../rules/flows/inspection.json"),
    include_str!("../../../../rules/flows/key_case.json"),
    include_str!("../../../../rules/flows/bankruptcy.json"),
    include_str!("../../../../rules/flows/team_decision.json"),
    include_str!("../../../../rules/flows/conversion.json"),
    include_str!("../../../../rules/flows/extension.json"),
    include_str!("../../../../rules/flows/handover.json"),
    include_str!("../../../../rules/flows/problem.json"),
    include_str!("../../../../rules/flows/interpretation.json"),
    include_str!("../../../../rules/flows/overdue.json"),
    include_str!("../../../../rules/flows/correction.json"),
    include_str!("../../../../rules/flows/volume.json"),
];
/// What a list of staff tells of a person beside [`Kinds::named`] `staff`: it is kept with the person, not in a record.
const STAFF_LIST: &str = include_str!("../../../../rules/staff_list.json");
/// Every number ever given to a kind or a field, with its key: none is given a new meaning.
const NUMBERS: &str = include_str!("../../../../rules/records/numbers.txt");

/// Whether the list of numbers has this one of a field of a kind, with this key.
pub(crate) fn is_given(kind: Kind, field: Option<u16>, key: &str) -> bool {
    check::is_given(NUMBERS, kind, field, key)
}

/// The texts this build brings, each under the key it would have in a book: to be saved as a starting point.
pub fn built_in_texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    static KEYS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = || BUILT_IN.iter().chain(&FLOWS).copied();
    let keys = KEYS.get_or_init(|| texts().map(|text| key_of(text).unwrap_or_default()).collect());
    keys.iter().map(String::as_str).zip(texts())
}

/// The kinds a book knows: those of this build, and what the court put beside them ([`Kinds::of`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds(Vec<Arc<KindOf>>);

/// A kind of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindOf {
    /// Its number.
    pub kind: Kind,
    /// Its key, e.g. `seizure`.
    pub key: String,
    /// Its name.
    pub name: Both,
    /// The article it comes from.
    pub source: String,
    /// The right it takes to write one.
    pub right: Right,
    /// The fields of a case a record says more of: whoever writes one must be allowed to write these.
    pub rests_on: Vec<Field>,
    /// Whose folder its records lie in.
    pub of: Folder,
    /// It has a card of its own in every case, also before there is a record.
    pub prominent: bool,
    /// It is written on a page of its own: the card of a case and its register begin none.
    pub own_page: bool,
    /// Its records say how something else is arranged: there is no register of them, and no table on the sheet of a case.
    pub unlisted: bool,
    /// A case with such a record is sensitive: looks at it are logged (plan Art. 10).
    pub sensitive: bool,
    /// The fields that name a record, by their numbers.
    pub title: Vec<u16>,
    /// Its fields in the order a form shows them.
    pub fields: Vec<FieldOf>,
    /// The fields a table shows, by their numbers.
    pub columns: Vec<u16>,
    /// The fields of a new one that is entered from the register, by their numbers; none: it is entered in its case.
    pub entered: Vec<u16>,
    /// Those of them that are entered anew for the next one.
    pub anew: Vec<u16>,
    /// The fields by which a row of a ledger is known as a record that stands already: what has the same in all of them is
    /// one record. Empty where only a row that says all the same is.
    pub same: Vec<u16>,
    /// What is begun from a record of it, with the values carried over.
    pub begins: Option<Begins>,
    /// What of a record is done at an office, if something is.
    pub visit: Option<Visit>,
    /// How long a record lasts, if it does.
    pub lasts: Option<Lasts>,
    /// Days that follow each other, by the numbers of their fields.
    pub order: Vec<Vec<u16>>,
    /// Days that cannot be to come.
    pub past: Vec<u16>,
    /// Amounts that are part of another: part and whole.
    pub within: Vec<(u16, u16)>,
    /// What is written to several records at once.
    pub batches: Vec<Batch>,
    /// How a record goes from state to state, if it does.
    pub flow: Option<Flow>,
    /// What the node engine hears of a record.
    happens: Vec<Happens>,
    /// The field that says what a happening concerns.
    subject: Option<u16>,
}

/// A field of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldOf {
    /// Its number in the kind; never used for another.
    pub number: u16,
    /// Its key, e.g. `effective_on`.
    pub key: String,
    /// Its name.
    pub name: Both,
    /// What it holds.
    pub holds: ValueType,
    /// How two values written without knowing of each other are treated.
    pub weight: Weight,
    /// Whether a record makes no sense without it.
    pub needed: bool,
    /// Whoever it names gets work in the case: nobody recused does.
    pub assigns: bool,
    /// What it says, where the name does not.
    pub note: Option<Both>,
    /// What ledgers call it, beside its name.
    pub also: Vec<String>,
    /// Words ledgers use for the codes of a choice, each with its code.
    pub words: Vec<(String, String)>,
    /// It is shown while another field has one of these codes.
    pub shown: Option<(u16, Vec<String>)>,
}

/// Fields that are written to several records at once, e.g. a renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its name.
    pub name: Both,
    /// The fields, by their numbers.
    pub fields: Vec<u16>,
    /// Those that are emptied where nothing is entered: what they said was of the time before.
    pub clears: Vec<u16>,
    /// Those each case has one of its own of, as the number of a document: entered only where all records are of one case.
    pub of_one_case: Vec<u16>,
    /// The key of the kind as which what stood before is kept ([`crate::renewals`]).
    pub keeps: Option<String>,
    /// The forms of the documents that are made of it, by their keys.
    pub forms: Vec<String>,
    /// On which lists it is offered.
    pub on: Vec<ListOf>,
}

impl Batch {
    /// What is written to one of the records, of what was entered for all; `stands` gives what it says now.
    pub fn of(&self, entered: &[(u16, Value)], stands: &dyn Fn(u16) -> Option<Value>) -> Vec<(u16, Value)> {
        let is_left =
            |field: &&u16| value_in(entered, **field).is_none() && stands(**field).is_some_and(|v| v != Value::None);
        let cleared = self.clears.iter().filter(is_left).map(|field| (*field, Value::None));
        entered.iter().cloned().chain(cleared).collect()
    }
}

/// A happening a record stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Happens {
    /// The key of the node engine.
    key: String,
    /// The field with its day.
    on: u16,
    /// It counts while these fields have these codes.
    when: Vec<(u16, String)>,
    /// It may be recorded by hand as well.
    by_hand: bool,
}

impl Kinds {
    /// The kinds this build brings.
    ///
    /// # Panics
    /// Never: a test loads them.
    pub fn builtin() -> &'static Kinds {
        static KINDS: OnceLock<Kinds> = OnceLock::new();
        KINDS.get_or_init(|| {
            let loaded = Kinds::load(&BUILT_IN, &FLOWS);
            assert!(loaded.is_ok(), "rules/records: {:?}", loaded.as_ref().err());
            loaded.unwrap_or_default()
        })
    }

    /// Loads kinds and the flows on them from their texts and checks each, and all of them together.
    ///
    /// # Errors
    /// The first fault, with the kind and the field it is in.
    pub fn load(texts: &[&str], flows: &[&str]) -> Result<Kinds, KindError> {
        let mut kinds: Vec<KindOf> = texts.iter().map(|text| text::read(text)).collect::<Result<_, _>>()?;
        check::all(kinds.iter(), &|kind, field, key| {
            check::is_given(NUMBERS, kind, field, key)
        })?;
        for text in flows {
            let text = flows::parse(text)?;
            let kind = kinds.iter_mut().find(|kind| kind.key == text.on && kind.flow.is_none());
            let kind = kind.ok_or_else(|| FlowError::UnknownKind(text.on.clone()))?;
            let flow = flows::read(text, kind)?;
            flows::check(&flow)?;
            kind.flow = Some(flow);
        }
        Ok(Kinds(kinds.into_iter().map(Arc::new).collect()))
    }

    /// A list of staff as it is read: the kind of what is kept of a person, with the columns that make the person.
    ///
    /// # Panics
    /// Never: a test loads it.
    #[must_use]
    pub fn staff_list() -> Option<&'static KindOf> {
        static LIST: OnceLock<Result<KindOf, KindError>> = OnceLock::new();
        let list = LIST.get_or_init(|| {
            let mut list = text::read(STAFF_LIST)?;
            let kept = Kinds::builtin().named("staff").map(|kind| kind.fields.clone());
            let kept = kept.unwrap_or_default();
            list.fields
                .retain(|field| kept.iter().all(|own| own.number != field.number));
            list.fields.extend(kept);
            Ok(list)
        });
        assert!(list.is_ok(), "rules/staff_list.json: {:?}", list.as_ref().err());
        list.as_ref().ok()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &KindOf> + Clone {
        self.0.iter().map(|kind| &**kind)
    }

    /// The kind of a number.
    pub fn get(&self, kind: Kind) -> Option<&KindOf> {
        self.iter().find(|known| known.kind == kind)
    }

    /// The same, to be kept while the kinds may change.
    pub fn held(&self, kind: Kind) -> Option<Arc<KindOf>> {
        self.0.iter().find(|known| known.kind == kind).map(Arc::clone)
    }

    /// The flow on the kind of a number, if it has one.
    pub fn flow(&self, kind: Kind) -> Option<&Flow> {
        self.get(kind)?.flow.as_ref()
    }

    /// Whether records of some kind stand for this happening, so that it is not recorded by hand.
    pub fn stand_for(&self, happening: &str) -> bool {
        let by_day = |kind: &KindOf| {
            kind.happens
                .iter()
                .any(|happens| happens.key == happening && !happens.by_hand)
        };
        self.iter()
            .any(|kind| by_day(kind) || kind.step_keys().any(|key| key == happening))
    }

    /// The kind of a key.
    pub fn named(&self, key: &str) -> Option<&KindOf> {
        self.iter().find(|known| known.key == key)
    }
}

impl KindOf {
    /// The field of a number.
    pub fn field(&self, number: u16) -> Option<&FieldOf> {
        self.fields.iter().find(|field| field.number == number)
    }

    /// Whether a field has legal weight: then values that did not see each other wait for a person. One that this build
    /// does not know has.
    pub fn is_legal(&self, number: u16) -> bool {
        self.field(number).is_none_or(|field| field.weight == Weight::Legal)
    }

    /// The field of a key.
    pub fn field_named(&self, key: &str) -> Option<&FieldOf> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The keys of the node engine its records may stand for.
    pub fn happening_keys(&self) -> impl Iterator<Item = &str> {
        self.days_keys().chain(self.step_keys())
    }

    fn step_keys(&self) -> impl Iterator<Item = &str> {
        let steps = self.flow.iter().flat_map(|flow| &flow.steps);
        steps.filter_map(|step| step.records.as_deref())
    }

    /// The keys of the node engine its records may stand for by a day.
    pub fn days_keys(&self) -> impl Iterator<Item = &str> {
        self.happens.iter().map(|happens| happens.key.as_str())
    }

    /// The keys a record may stand for by a day that is among these fields.
    pub fn happening_keys_of<'a>(&'a self, fields: &'a [(u16, Value)]) -> impl Iterator<Item = &'a str> {
        let days = self
            .happens
            .iter()
            .filter(|happens| fields.iter().any(|(field, _)| *field == happens.on));
        days.map(|happens| happens.key.as_str())
    }

    /// Whether its records have dates of their own, apart from those of the case.
    #[must_use]
    pub fn has_subject(&self) -> bool {
        self.subject.is_some()
    }

    /// The names of a record: the values of its title.
    pub fn title(&self, value: &dyn Fn(u16) -> Option<Value>) -> String {
        let parts = self.title.iter().filter_map(|field| match value(*field) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        });
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// Between the name of a record and what tells it from another of the same name.
const APART: char = '\u{1f}';

/// What the node engine is told of a record: its name, and what tells it from another of the same name.
pub fn subject_of(name: &str, id: RecordId) -> String {
    format!("{name}{APART}{}", law::canonical::hex(&id))
}

/// The part of a subject that people read.
#[must_use]
pub fn readable(subject: &str) -> &str {
    subject.split(APART).next().unwrap_or(subject)
}

/// Whether a subject is that of a record: what it asks for is entered there.
#[must_use]
pub fn is_of_record(subject: &str) -> bool {
    subject.contains(APART)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_build_brings_is_sound() {
        assert_eq!(
            Kinds::load(&BUILT_IN, &FLOWS).map(|kinds| kinds.0.len()),
            Ok(BUILT_IN.len())
        );
    }
}
