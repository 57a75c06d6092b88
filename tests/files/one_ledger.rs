//! Reading one ledger, or one cell of one, as tests look at it.
#![allow(clippy::unwrap_used)]
use casebook::field::Value;
use casebook::kinds::{EntryFault, KindOf, Kinds};
use files::register::{Ledger, read};

pub(crate) const CASE: &str = "（2026）豫14执91号";

pub(crate) fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).unwrap()
}

pub(crate) fn number(of: &str, key: &str) -> u16 {
    kind(of).field_named(key).unwrap().number
}

pub(crate) fn taken(of: &str, bytes: &[u8]) -> Ledger {
    read(bytes, kind(of)).unwrap()
}

/// All values of a field of a row: more than one is one too many.
pub(crate) fn values(ledger: &Ledger, of: &str, row: usize, key: &str) -> Vec<Value> {
    let wanted = number(of, key);
    let fields = ledger.rows.get(row).map(|row| row.fields.clone()).unwrap_or_default();
    fields
        .into_iter()
        .filter(|(field, _)| *field == wanted)
        .map(|(_, value)| value)
        .collect()
}

pub(crate) fn fault(ledger: &Ledger, of: &str, row: usize, key: &str) -> Option<EntryFault> {
    let wanted = number(of, key);
    let problems = &ledger.rows[row].problems;
    problems
        .iter()
        .find(|(field, ..)| *field == wanted)
        .map(|(_, fault, _)| *fault)
}

/// The values of one column of a ledger with one row: `heading` over `cell` beside what its kind needs.
pub(crate) fn one(of: &str, heading: &str, cell: &str, key: &str) -> (Vec<Value>, Option<EntryFault>) {
    let (head, needed) = match of {
        "seizure" => ("案号,财产,措施", "豫N12345,动产"),
        "petition" => ("案号,信访形式,信访人,诉求,收到日期", "来信,甲,催执行,2026-03-02"),
        "party" => ("案号,诉讼地位,姓名或名称", "被执行人,甲"),
        _ => ("案号,财产,种类", "豫N12345,动产"),
    };
    let (mut head, mut line) = (head.to_owned(), format!("{CASE},{needed}"));
    let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
    let at = head.split(',').position(|name| name == heading);
    match at {
        Some(at) => {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells[at] = &quoted;
            line = cells.join(",");
        }
        None => {
            head = format!("{head},\"{heading}\"");
            line = format!("{line},{quoted}");
        }
    }
    let ledger = taken(of, format!("{head}\n{line}\n").as_bytes());
    (values(&ledger, of, 0, key), fault(&ledger, of, 0, key))
}

pub(crate) fn day(text: &str) -> Vec<Value> {
    vec![Value::Date(text.parse().unwrap())]
}

pub(crate) fn text(text: &str) -> Vec<Value> {
    vec![Value::Text(text.to_owned())]
}

/// All that went wrong, at once.
pub(crate) fn nothing(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
