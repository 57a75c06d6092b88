//! What a case of the book says, as data for documents.
use casebook::field::{Field, Value};
use casebook::kinds::{Kinds, ValueType};
use casebook::parties::{self, PARTY};
use casebook::slot::Kind;
use casebook::view::{CaseView, RecordView};
use chrono::NaiveDate;
use law::debt::MoneyRules;
use law::facts::ClaimKind;
use law::money::Fen;

use super::fill::{Fill, Row, in_numerals, written};

/// The kind of seizures (`rules/records/seizure.json`).
const SEIZURE: Kind = Kind(18);

/// The fields of the case, with their names in documents.
const FIELDS: [(Field, &str); 16] = [
    (Field::CASE_NUMBER, "案号"),
    (Field::CAUSE, "案由"),
    (Field::SOURCE, "案件来源"),
    (Field::RECEIVED_ON, "收案日期"),
    (Field::FILED_ON, "立案日期"),
    (Field::CLOSED_ON, "结案日期"),
    (Field::BASIS_DOC_NO, "执行依据文号"),
    (Field::BASIS_ISSUER, "作出单位"),
    (Field::BASIS_EFFECTIVE_ON, "执行依据生效日期"),
    (Field::CLAIM_AMOUNT, "申请执行标的额"),
    (Field::RECOVERED_AMOUNT, "到位金额"),
    (Field::HANDLER, "承办人"),
    (Field::CLERK, "书记员"),
    (Field::TEAM, "办理团队"),
    (Field::APPLICANT, "申请执行人"),
    (Field::DEBTOR, "被执行人"),
];
/// Fields of a party's record.
const OF_PARTY: [(&str, &str); 7] = [
    ("name", "姓名"),
    ("id_number", "身份证号"),
    ("address", "住址"),
    ("phone", "电话"),
    ("agent", "代理人"),
    ("role", "诉讼地位"),
    ("remark", "备注"),
];
/// The list of seizures.
pub const SEIZURES: &str = "查封";
/// Fields of a seizure's record. The last three are for reckoning and stand in no document ([`seizure`]).
const OF_SEIZURE: [(&str, &str); 14] = [
    ("asset", "财产"),
    ("identifier", "证号"),
    ("office", "协助单位"),
    ("measure", "措施"),
    ("owner", "权利人"),
    ("rank", "轮候顺位"),
    ("effective_on", "生效日期"),
    ("ends_on", "届满日期"),
    ("amount", "冻结金额"),
    ("keeper", "保管人"),
    ("document", "文书号"),
    ("renewed_on", "续行"),
    ("renewal_ends_on", "续行届满"),
    ("released_on", "解除"),
];

/// Whether a name is of what each seizure says.
pub(super) fn is_of_seizure(name: &str) -> bool {
    OF_SEIZURE.iter().any(|(_, known)| *known == name)
}

/// The two sides, with the lists of their parties.
const SIDES: [(Field, &str); 2] = [(Field::APPLICANT, "申请执行人"), (Field::DEBTOR, "被执行人")];

/// The data of a case. What waits for a ruling is left out: a document must not settle it. So are seizures that have ended.
#[must_use]
pub fn of_case(case: &CaseView, kinds: &Kinds, court: &str, today: NaiveDate) -> Fill {
    let mut fill = of_all_but_seizures(case, kinds, court, today);
    let seizures = case.records.iter().filter(|record| record.record.kind == SEIZURE);
    put(
        &mut fill,
        seizures.filter_map(|record| seizure(record, kinds)).collect(),
    );
    fill
}

/// The data of a case for a document about these of its seizures, ended or not, each as it will stand when the document
/// is sent.
#[must_use]
pub fn of_seizures(case: &CaseView, kinds: &Kinds, about: &[RecordView], court: &str, today: NaiveDate) -> Fill {
    let mut fill = of_all_but_seizures(case, kinds, court, today);
    let number = fill.value("案号").unwrap_or_default();
    put(
        &mut fill,
        about.iter().map(|record| told(record, kinds, &number)).collect(),
    );
    fill
}

fn put(fill: &mut Fill, seizures: Vec<Row>) {
    if !seizures.is_empty() {
        fill.lists.insert(SEIZURES.to_owned(), seizures);
    }
}

fn of_all_but_seizures(case: &CaseView, kinds: &Kinds, court: &str, today: NaiveDate) -> Fill {
    let mut fill = Fill::default();
    fill.set("法院", court);
    fill.set("今日", written(today));
    fill.set("落款日期", in_numerals(today));
    for (field, name) in FIELDS {
        if let Some(value) = settled(&case.fields, field) {
            fill.set(name, shown(value));
        }
    }
    if let Some(fee) = fee(case) {
        fill.set("执行费", fee.to_string());
    }
    sides(case, kinds, &mut fill);
    fill
}

/// The execution fee on the amount claimed, by the same table as the page of what is owed. Of a claim for anything but money
/// the court sets it.
fn fee(case: &CaseView) -> Option<Fen> {
    let Some(Value::Fen(amount)) = settled(&case.fields, Field::CLAIM_AMOUNT) else {
        return None;
    };
    let is_money = settled(&case.fields, Field::CLAIM_KIND) == Some(&Value::Text(ClaimKind::Money.code().to_owned()));
    let table = &MoneyRules::builtin().ok().filter(|_| is_money)?.execution;
    table.fee(*amount).ok().map(|fee| fee.fee)
}

/// The one value of a field.
fn settled<F: PartialEq>(fields: &[(F, Value)], field: F) -> Option<&Value> {
    let mut values = fields.iter().filter(|(known, _)| *known == field);
    let first = values.next()?;
    values.next().is_none().then_some(&first.1)
}

/// The parties: those recorded, and the names of a side of which nothing more is known.
fn sides(case: &CaseView, kinds: &Kinds, fill: &mut Fill) {
    let disputed = |field: Field| case.fields.iter().filter(|(known, _)| *known == field).count() > 1;
    let mut rows: Vec<Row> = Vec::new();
    for record in case.records.iter().filter(|record| record.record.kind == PARTY) {
        rows.push(row(record, kinds, &OF_PARTY));
    }
    for (field, list) in SIDES {
        if disputed(field) {
            rows.retain(|row| row.get("诉讼地位").is_none_or(|side| side != list));
            continue;
        }
        let text = fill.value(list).unwrap_or_default();
        fill.set(list, parties::shown(&text, case.parties(field)));
        for name in case.unrecorded(field) {
            rows.push(Row::from([
                ("姓名".to_owned(), name),
                ("诉讼地位".to_owned(), list.to_owned()),
            ]));
        }
    }
    for row in rows {
        let side = row.get("诉讼地位").cloned().unwrap_or_default();
        if super::fields::of_list(&side).is_some() {
            fill.lists.entry(side).or_default().push(row.clone());
        }
        fill.lists.entry("当事人".to_owned()).or_default().push(row);
    }
}

/// A seizure in force. A renewal stands for what it renews, with its own last day.
fn seizure(record: &RecordView, kinds: &Kinds) -> Option<Row> {
    let row = with_last_day(record, kinds, renewed(row(record, kinds, &OF_SEIZURE)));
    (!row.contains_key("解除")).then_some(row)
}

/// A seizure whatever became of it.
fn told(record: &RecordView, kinds: &Kinds, number: &str) -> Row {
    let mut row = renewed(row(record, kinds, &OF_SEIZURE));
    row.insert("本项案号".to_owned(), number.to_owned());
    if let Some(released) = row.remove("解除") {
        row.insert("解除日期".to_owned(), released);
    }
    with_last_day(record, kinds, row)
}

/// With its last day where no notice names one: the longest the law allows, as register and calendar have it.
fn with_last_day(record: &RecordView, kinds: &Kinds, mut row: Row) -> Row {
    if let Some(kind) = kinds.get(record.record.kind)
        && !row.contains_key("届满日期")
        && let Some(last) = kind.last_day(&|field| settled(&record.fields, field).cloned())
    {
        row.insert("届满日期".to_owned(), written(last));
    }
    row
}

fn renewed(mut row: Row) -> Row {
    if let Some(renewed) = row.remove("续行") {
        row.insert("生效日期".to_owned(), renewed);
        row.remove("届满日期");
    }
    if let Some(ends) = row.remove("续行届满") {
        row.insert("届满日期".to_owned(), ends);
    }
    row
}

/// The values of a record on which nobody disagrees, by their names in documents.
fn row(record: &RecordView, kinds: &Kinds, names: &[(&str, &str)]) -> Row {
    let mut row = Row::new();
    let Some(kind) = kinds.get(record.record.kind) else {
        return row;
    };
    for (key, name) in names {
        let Some(field) = kind.field_named(key) else { continue };
        let Some(value) = settled(&record.fields, field.number) else {
            continue;
        };
        let text = match (&field.holds, value) {
            (ValueType::Choice(choices), Value::Text(code)) => {
                let choice = choices.iter().find(|(known, _)| known == code);
                choice.map_or_else(String::new, |(_, name)| name.zh.clone())
            }
            (_, value) => shown(value),
        };
        if !text.is_empty() {
            row.insert((*name).to_owned(), text);
        }
    }
    row
}

fn shown(value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Text(text) => text.clone(),
        Value::Date(day) => written(*day),
        Value::Fen(fen) => fen.to_string(),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Value::Number(number) => number.to_string(),
    }
}
