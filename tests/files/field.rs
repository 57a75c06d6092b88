//! Files as they come from other programs: each input of `data/field` read as written down beside it.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use files::{json, read};
use serde_json::Value as Json;

/// What is wrong with a reading; nothing if it is as wanted.
fn wrong(read: &Result<Vec<Json>, &str>, want: &Json) -> Option<String> {
    let rows = match (read, want["error"].as_str()) {
        (Err(code), Some(error)) => return (*code != error).then(|| format!("error {code}, not {error}")),
        (Err(code), None) => return Some(format!("error {code}")),
        (Ok(_), Some(error)) => return Some(format!("read, not {error}")),
        (Ok(rows), None) => rows,
    };
    if let Some(cases) = want["cases"].as_array() {
        let accepted: Vec<&Json> = rows.iter().map(|row| &row["values"]["case_number"]).collect();
        let lost: Vec<&Json> = cases.iter().filter(|case| !accepted.contains(case)).collect();
        return (!lost.is_empty()).then(|| format!("lost {lost:?}"));
    }
    let wanted = want["rows"].as_array()?;
    let numbers = |rows: &[Json]| -> Vec<u64> { rows.iter().filter_map(|row| row["row"].as_u64()).collect() };
    if numbers(rows) != numbers(wanted) {
        return Some(format!("rows {:?}, not {:?}", numbers(rows), numbers(wanted)));
    }
    for (row, want) in rows.iter().zip(wanted) {
        if row["code"] != want["code"] || row["status"] != want["status"] {
            return Some(format!("row {} {}: {}", row["row"], row["status"], row["code"]));
        }
        let mut values = want["values"].as_object().into_iter().flatten();
        if let Some((key, value)) = values.find(|(key, value)| row["values"][key.as_str()] != **value) {
            return Some(format!("row {} {key}: {}, not {value}", row["row"], row["values"][key]));
        }
    }
    None
}

/// Every input is read as one of the ways written down for it.
#[test]
fn field_files_are_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/field");
    let expected: Json = serde_json::from_str(include_str!("../data/field/expected.json")).unwrap();
    let files = expected["files"].as_object().unwrap();
    assert!(files.len() > 40);
    let mut failed = Vec::new();
    for (name, entry) in files {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let read = read::read_all(&bytes, None).map_err(|error| error.code());
        let rows = read.map(|all| all.rows.iter().map(|row| json::row(row, &all.layout)).collect());
        let ways = entry["expect"].as_array().unwrap();
        let faults: Vec<String> = ways.iter().filter_map(|want| wrong(&rows, want)).collect();
        if faults.len() == ways.len() {
            failed.push(format!("{name}: {}", faults.join("; ")));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
