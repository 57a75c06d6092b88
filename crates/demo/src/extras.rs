//! What the generator leaves out because nothing is counted by it: parties, assets, documents, the mark of a demo case.
use casebook::CaseId;
use casebook::action::{Action, Happening, Imported};
use casebook::field::{Field, Value};
use casebook::kinds::Kinds;
use casebook::slot::{RecordKey, RecordWrite, value_in};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

use crate::identity::{credit_code, resident};
use crate::office::COURT;
use crate::{Deed, names};

/// Where the rows of a demo case are said to come from.
const FILE: &str = "示例";

/// The three notices: happening, name of the document.
const NOTICES: [(&str, &str); 3] = [
    ("execution_notice_sent", "执行通知书"),
    ("asset_report_order_sent", "报告财产令"),
    ("clue_request_sent", "提供被执行人财产通知书"),
];

/// The ruling by which something is seized: what it is called, and its sort.
const RULING: (&str, &str) = ("执行裁定书（查封、扣押、冻结）", "sealing_ruling");
/// Days until a document that was posted is known to have arrived.
const POSTED: u64 = 3;

/// Ids of what is added; no two are the same, and none is one of the generator's. Also which rulings each case has so far.
#[derive(Default)]
pub struct Ids {
    last: u64,
    rulings: BTreeMap<CaseId, (String, usize)>,
}

impl Ids {
    fn new_id(&mut self) -> [u8; 16] {
        self.last += 1;
        let mut id = *b"fenliu s        ";
        id[8..].copy_from_slice(&self.last.to_be_bytes());
        id
    }

    /// A new record of a kind, with values by the keys of its fields. Keys the kind does not know are left out.
    pub fn record(&mut self, kind: &str, given: &[(&str, Value)]) -> Option<RecordWrite> {
        let kind = Kinds::builtin().named(kind)?;
        let number = |key: &str| kind.field_named(key).map(|field| field.number);
        let fields = given
            .iter()
            .filter_map(|(key, value)| Some((number(key)?, value.clone())));
        Some(RecordWrite {
            record: RecordKey {
                kind: kind.kind,
                id: self.new_id(),
            },
            in_force: Some(true),
            fields: fields.collect(),
        })
    }
}

impl Ids {
    /// The number of the next ruling of a case.
    fn ruling(&mut self, case: CaseId) -> Option<String> {
        const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let (number, count) = self.rulings.get_mut(&case)?;
        let serial = NUMERALS.get(*count)?;
        *count += 1;
        Some(format!("{number}之{serial}"))
    }
}

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// The deeds of a day with what belongs to them. `today`: up to the day before it all is told.
pub fn with_more(deeds: Vec<Deed>, (on, today): (NaiveDate, NaiveDate), ids: &mut Ids) -> Vec<Deed> {
    let taken_back: BTreeSet<[u8; 16]> = deeds.iter().filter_map(taken_back).collect();
    let mut all = Vec::new();
    for mut deed in deeds {
        let (by, case) = (deed.by, deed.case);
        let mut more = Vec::new();
        match &mut deed.action {
            Action::Set(fields) if fields.iter().any(|(field, _)| *field == Field::CASE_NUMBER) => {
                more = of_a_filing(fields, case, on, ids);
            }
            Action::Happened(happening) if !taken_back.contains(&happening.id) => {
                if let Some(document) = document_of(happening, (case, today), ids) {
                    deed.action = document;
                }
            }
            Action::Record(write) => more = of_a_seizure(write, case, (on, today), ids),
            _ => {}
        }
        all.push(deed);
        all.extend(more.into_iter().map(|action| Deed { by, case, action }));
    }
    all
}

fn taken_back(deed: &Deed) -> Option<[u8; 16]> {
    match &deed.action {
        Action::TakeBack { happening, .. } => Some(*happening),
        _ => None,
    }
}

/// The mark of a demo case, where its basis comes from, and its parties.
fn of_a_filing(fields: &mut Vec<(Field, Value)>, case: CaseId, on: NaiveDate, ids: &mut Ids) -> Vec<Action> {
    let of = |wanted: Field| match fields.iter().find(|(field, _)| *field == wanted) {
        Some((_, Value::Text(text))) => text.clone(),
        _ => String::new(),
    };
    let (applicant, debtor) = (of(Field::APPLICANT), of(Field::DEBTOR));
    ids.rulings.insert(case, (of(Field::CASE_NUMBER), 0));
    let serial: String = of(Field::CASE_NUMBER)
        .chars()
        .skip(8)
        .filter(char::is_ascii_digit)
        .collect();
    let basis = format!("（{}）豫14民初{serial}号", on.year() - 1);
    fields.push((Field::BASIS_DOC_NO, text(&basis)));
    fields.push((Field::BASIS_ISSUER, text(COURT)));
    let mark = Action::Imported(Box::new(Imported {
        file: FILE.to_owned(),
        sample: true,
        ..Imported::default()
    }));
    let mut party = |role: &str, name: &str| {
        let (sort, id_number) = match name {
            name if name.ends_with("公司") => ("company", credit_code(name, false)),
            name if name.ends_with('局') => ("organ", credit_code(name, true)),
            _ => ("person", resident(name)),
        };
        let given = [
            ("role", text(role)),
            ("name", text(name)),
            ("sort", text(sort)),
            ("id_number", text(&id_number)),
            ("address", text("示例市样板区示例路1号")),
        ];
        ids.record("party", &given)
    };
    let parties = [party("applicant", &applicant), party("debtor", &debtor)];
    let parties = parties.into_iter().flatten();
    std::iter::once(mark)
        .chain(parties.map(|write| Action::Record(Box::new(write))))
        .collect()
}

/// A notice is the record of a document, which the nodes hear as they hear the bare happening.
fn document_of(happening: &Happening, of: (CaseId, NaiveDate), ids: &mut Ids) -> Option<Action> {
    let (key, name) = NOTICES.iter().find(|(key, _)| *key == happening.key)?;
    let what = [("name", text(name)), ("sort", text(key.trim_end_matches("_sent")))];
    sent(&what, of, happening.on, ids)
}

/// A document that was posted. Of a few nobody wrote down yet that they arrived.
fn sent(what: &[(&str, Value)], of: (CaseId, NaiveDate), on: NaiveDate, ids: &mut Ids) -> Option<Action> {
    let (case, today) = of;
    let served_on = on + chrono::Days::new(POSTED);
    let mut given = what.to_vec();
    given.extend([("issued_on", Value::Date(on)), ("way", text("post"))]);
    if served_on < today && !case[15].is_multiple_of(7) {
        given.extend([("served_on", Value::Date(served_on)), ("result", text("served"))]);
    }
    let write = ids.record("document", &given)?;
    Some(Action::Record(Box::new(write)))
}

/// What is seized was found first, and a ruling seizes it: the asset, who assists, the ruling.
fn of_a_seizure(
    write: &mut RecordWrite,
    case: CaseId,
    (on, today): (NaiveDate, NaiveDate),
    ids: &mut Ids,
) -> Vec<Action> {
    let kind = Kinds::builtin().named("seizure");
    let Some(kind) = kind.filter(|kind| kind.kind == write.record.kind && write.in_force == Some(true)) else {
        return Vec::new();
    };
    let number = |key: &str| kind.field_named(key).map_or(0, |field| field.number);
    let of = |key: &str| value_in(&write.fields, number(key)).cloned().unwrap_or(Value::None);
    let (what, measure, owner) = (of("asset"), of("measure"), of("owner"));
    let office = match &measure {
        Value::Text(measure) => names::office(measure),
        _ => "",
    };
    write.fields.push((number("office"), text(office)));
    let ruling = ids.ruling(case).and_then(|ruling| {
        write.fields.push((number("document"), text(&ruling)));
        let (name, sort) = RULING;
        let what = [
            ("name", text(name)),
            ("sort", text(sort)),
            ("number", text(&ruling)),
            ("addressee", owner.clone()),
        ];
        sent(&what, (case, today), on, ids)
    });
    let given = [
        ("what", what),
        ("sort", measure),
        ("owner", owner),
        ("from", text("search")),
        ("received_on", Value::Date(on)),
        ("verified_on", Value::Date(on)),
    ];
    let asset = ids.record("asset", &given).map(|write| Action::Record(Box::new(write)));
    asset.into_iter().chain(ruling).collect()
}
