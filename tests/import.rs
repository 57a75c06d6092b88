//! What comes in from spreadsheets and texts, against the sample and against hostile files.
use std::collections::BTreeMap;

use fenliu::files::{json, read};
use serde_json::Value as Json;

/// Every row of the sample is read field for field as written down beside it.
#[test]
fn sample_rows_are_read_as_expected() {
    let expected: Json = serde_json::from_str(include_str!("data/cases_sample.expected.json")).unwrap();
    let all = read::read_all(include_bytes!("data/cases_sample.xlsx"), None).unwrap();
    let rows = expected["rows"].as_array().unwrap();
    assert_eq!(all.rows.len(), rows.len());
    for (row, expected) in all.rows.iter().zip(rows) {
        assert_eq!(&json::row(row, &all.layout), expected);
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for row in &all.rows {
        *counts
            .entry(row.rejected().map_or("accepted", |p| p.code.code()))
            .or_default() += 1;
    }
    assert_eq!(serde_json::to_value(counts).unwrap(), expected["meta"]["counts"]);
}
