//! Imported rows as `cargo fenliu import` prints them.
use serde_json::{Map, Value as Json, json};

use super::column::{COLUMNS, Column};
use super::header::Layout;
use super::import::ImportRow;
use casebook::field::{Field, Value};

/// One row as a JSON object.
#[must_use]
pub fn row(row: &ImportRow, layout: &Layout) -> Json {
    let rejected = row.rejected();
    let mut object = Map::new();
    object.insert("row".to_owned(), json!(row.row));
    let status = if rejected.is_some() { "rejected" } else { "accepted" };
    object.insert("status".to_owned(), json!(status));
    object.insert("code".to_owned(), json!(rejected.map(|p| p.code.code())));
    object.insert("why".to_owned(), json!(rejected.map(|p| &p.why)));
    if let Some(problem) = rejected {
        if let Some(column) = problem.column {
            object.insert("field".to_owned(), json!(column.key));
        }
        if let Some(first) = problem.duplicate_of {
            object.insert("duplicate_of_row".to_owned(), json!(first));
        }
    }
    object.insert("raw_case_number".to_owned(), json!(row.raw_case_number));
    let values = if rejected.is_some() {
        Json::Null
    } else {
        values(row, layout)
    };
    object.insert("values".to_owned(), values);
    let mut hints: Vec<&str> = row.hints.iter().map(|(_, hint)| hint.code()).collect();
    hints.sort_unstable();
    hints.dedup();
    object.insert("hints".to_owned(), json!(hints));
    Json::Object(object)
}

fn values(row: &ImportRow, layout: &Layout) -> Json {
    let mut object = Map::new();
    for column in COLUMNS.iter() {
        let split = matches!(column.key, "applicant" | "debtor") && layout.position("parties").is_some();
        // A further list of the sheet may have a column the first one lacks.
        let held = |(field, value): &(Field, Value)| Some(*field) == column.field && *value != Value::None;
        let in_file = split || layout.position(column.key).is_some() || row.values.iter().any(held);
        let Some(field) = column.field.filter(|_| in_file || column.always) else {
            continue;
        };
        object.insert(key(column).to_owned(), value(row, field));
        if field == Field::BASIS_TYPE {
            object.insert("arbitration_kind".to_owned(), value(row, Field::ARBITRATION_KIND));
        }
    }
    Json::Object(object)
}

/// The heading 执行依据 fills two fields; its first is named after what it holds.
fn key(column: &Column) -> &'static str {
    if column.key == "basis" {
        "basis_type"
    } else {
        column.key
    }
}

fn value(row: &ImportRow, field: Field) -> Json {
    match row.values.iter().find(|(f, _)| *f == field).map(|(_, value)| value) {
        None | Some(Value::None) => Json::Null,
        Some(Value::Text(text)) => json!(text),
        Some(Value::Date(day)) => json!(day.to_string()),
        Some(Value::Fen(fen)) => json!(fen.0),
        Some(Value::Bool(yes)) => json!(yes),
        Some(Value::Number(number)) => json!(number),
    }
}
