//! Items of the filing data as words: a correction says what stands and what is right as an export writes it, and what is
//! typed or written so is read as an import reads it.
use casebook::field::{Field, Value};
use casebook::filing::Place;
use casebook::kinds::{FieldOf, Kinds, ValueType};
use casebook::parties::PARTY;

use super::amount::Unit;
use super::cell::Cell;
use super::choice;
use super::column::{COLUMNS, Kind};
use super::read_cell::{Context, read as read_cell};
use super::table::yuan;
use super::words::{self, Word};

/// What an item says, in Chinese words: dates as `YYYY-MM-DD`, money as `1234.50`; empty for nothing.
#[must_use]
pub fn said(place: Place, value: &Value) -> String {
    match (place, value) {
        (_, Value::None) => String::new(),
        (_, Value::Date(day)) => day.to_string(),
        (_, Value::Fen(fen)) => yuan(*fen),
        (_, Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        (_, Value::Number(number)) => number.to_string(),
        (Place::Case(field), Value::Text(text)) => word_of(field, text),
        (Place::Party(_, number), Value::Text(text)) => {
            let name = party_field(number).and_then(|field| match &field.holds {
                ValueType::Choice(choices) => choices.iter().find(|(code, _)| code == text),
                _ => None,
            });
            name.map_or_else(|| text.clone(), |(_, name)| name.zh.clone())
        }
    }
}

/// The value of an item somebody typed; an empty text empties it. Nothing where it cannot be read.
#[must_use]
pub fn read(place: Place, text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Value::None);
    }
    match place {
        Place::Case(field) => read_case(field, text),
        Place::Party(_, number) => read_party(party_field(number)?, text),
    }
}

fn party_field(number: u16) -> Option<&'static FieldOf> {
    Kinds::builtin().get(PARTY)?.field(number)
}

fn column_kind(field: Field) -> Option<Kind> {
    let column = COLUMNS.iter().find(|column| column.field == Some(field))?;
    Some(column.kind)
}

fn word_of(field: Field, code: &str) -> String {
    let of = |table: &'static [Word]| words::of_code(table, code).map(|word| word.text.0.to_owned());
    let word = match column_kind(field) {
        Some(Kind::Basis) => of(&words::BASES),
        Some(Kind::Arbitration) => of(&words::ARBITRATIONS),
        Some(Kind::Claim) => of(&words::CLAIMS),
        Some(Kind::Closing) => of(&words::CLOSINGS),
        Some(Kind::Choice) => field.told().choice(code).map(|name| name.zh.clone()),
        _ => None,
    };
    word.unwrap_or_else(|| code.to_owned())
}

fn read_case(field: Field, text: &str) -> Option<Value> {
    let column = COLUMNS.iter().find(|column| column.field == Some(field))?;
    let context = Context {
        unit: Some(Unit::Yuan),
        since_1904: false,
    };
    let mut values = Vec::new();
    read_cell(column, field, &Cell::Text(text.to_owned()), context, &mut values).ok()?;
    // The name of a basis gives the kind of arbitration as well; that is an item of its own here.
    let own = values.into_iter().find(|(of, _)| *of == field).map(|(_, value)| value);
    let own = own.filter(|value| *value != Value::None)?;
    let is_number = column.kind == Kind::CaseNumber;
    (!is_number || law::case_number::typed(text).is_ok()).then_some(own)
}

fn read_party(field: &FieldOf, text: &str) -> Option<Value> {
    match &field.holds {
        ValueType::Choice(choices) => choice::code(text, choices, &field.words).map(Value::Text),
        ValueType::YesNo => words::yes_no(text).map(Value::Bool),
        _ => field.read(text).ok(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use law::facts::{ArbitrationKind, BasisType, ClaimKind};
    use law::money::Fen;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn what_a_correction_says_is_read_as_the_same_value() {
        let codes = |field: Field, codes: Vec<&str>| codes.into_iter().map(move |code| (field, text(code))).collect();
        let of: [Vec<(Field, Value)>; 4] = [
            codes(Field::BASIS_TYPE, BasisType::ALL.map(BasisType::code).to_vec()),
            codes(
                Field::ARBITRATION_KIND,
                ArbitrationKind::ALL.map(ArbitrationKind::code).to_vec(),
            ),
            codes(Field::CLAIM_KIND, ClaimKind::ALL.map(ClaimKind::code).to_vec()),
            vec![
                (Field::CASE_NUMBER, text("（2022）豫14执2号")),
                (Field::FILED_ON, Value::Date("2022-05-30".parse().unwrap())),
                (Field::CLAIM_AMOUNT, Value::Fen(Fen(123_456_789))),
                (Field::FOREIGN_RELATED, Value::Bool(false)),
                (Field::DEBTOR, text("甲公司、王五")),
            ],
        ];
        for (field, value) in of.into_iter().flatten() {
            let place = Place::Case(field);
            assert_eq!(read(place, &said(place, &value)), Some(value), "{}", place.code());
        }
        let party = Kinds::builtin().get(PARTY).unwrap();
        for (key, value) in [
            ("role", text("debtor")),
            ("sort", text("organ")),
            ("name", text("王五")),
            ("foreign", Value::Bool(true)),
        ] {
            let place = Place::Party([1; 16], party.field_named(key).unwrap().number);
            assert_eq!(read(place, &said(place, &value)), Some(value), "{key}");
        }
    }

    #[test]
    fn what_cannot_be_is_not_read() {
        let id_number = Kinds::builtin()
            .get(PARTY)
            .unwrap()
            .field_named("id_number")
            .unwrap()
            .number;
        for (place, typed) in [
            (Place::Case(Field::CLAIM_AMOUNT), "约三万"),
            (Place::Case(Field::FILED_ON), "2022-02-30"),
            (Place::Case(Field::CASE_NUMBER), "豫14执"),
            (Place::Case(Field::CLAIM_KIND), "其他"),
            (Place::Party([1; 16], id_number), "110101199003070000"),
        ] {
            assert_eq!(read(place, typed), None, "{typed}");
        }
        assert_eq!(read(Place::Case(Field::CAUSE), "  "), Some(Value::None));
    }
}
