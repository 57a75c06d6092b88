//! The office's own ledger of seizures: headings under other names, units, serial days, totals, what cannot be read.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use casebook::field::Value;
use casebook::kinds::{EntryFault, KindOf, Kinds};
use files::error::FileError;
use files::register::{EntryNote, Ledger, read};
use law::money::Fen;

fn seizures() -> &'static KindOf {
    Kinds::builtin().named("seizure").expect("built in")
}

fn number(key: &str) -> u16 {
    seizures().field_named(key).expect("a field").number
}

fn taken(text: &str) -> Ledger {
    read(text.as_bytes(), seizures()).expect("a ledger")
}

fn value(ledger: &Ledger, row: usize, key: &str) -> Option<Value> {
    let fields = &ledger.rows[row].fields;
    fields
        .iter()
        .find(|(field, _)| *field == number(key))
        .map(|(_, value)| value.clone())
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

fn day(text: &str) -> Option<Value> {
    Some(Value::Date(text.parse().unwrap()))
}

#[test]
fn a_ledger_of_the_office_is_read_by_what_its_headings_are_called() {
    let ledger = taken(
        "查封台账,,,,,,\n\
         序号,案号,查封财产,查控措施,冻结日期,到期日,冻结金额（万元）\n\
         1,（2026）豫14执91号,工行6222,冻结存款,2026-3-2,2027年3月1日,12.5\n\
         2,(2026)豫14执92号,豫N12345,动产,20260302,,\n\
         合计,,,,,,12.5\n",
    );
    assert_eq!(ledger.rows.len(), 2, "the total is no row");
    assert_eq!(ledger.columns[0], ("序号".to_owned(), None));
    assert_eq!(value(&ledger, 0, "asset"), text("工行6222"));
    assert_eq!(value(&ledger, 0, "measure"), text("deposit"));
    assert_eq!(value(&ledger, 0, "effective_on"), day("2026-03-02"));
    assert_eq!(value(&ledger, 0, "ends_on"), day("2027-03-01"));
    assert_eq!(value(&ledger, 0, "amount"), Some(Value::Fen(Fen(12_500_000))));
    assert_eq!((value(&ledger, 1, "measure"), ledger.rows[1].row), (text("movable"), 4));
    assert!(
        ledger.rows.iter().all(|row| row.problems.is_empty()),
        "{:?}",
        ledger.rows
    );
}

#[test]
fn what_cannot_be_read_is_named_and_never_guessed() {
    let ledger = taken(
        "案号,财产,措施,生效日期,顺位\n\
         （2026）豫14执91号,工行6222,查封,2026-02-30,轮候\n\
         （2026）豫14执92号,工行6223,冻结存款,#N/A,2\n",
    );
    let problems = |row: usize| -> Vec<(u16, EntryFault)> {
        let problems = ledger.rows[row].problems.iter();
        problems.map(|(field, fault, _)| (*field, *fault)).collect()
    };
    // 查封 may be of movables or of immovables: nobody chooses for the clerk.
    assert_eq!(
        problems(0),
        [
            (number("measure"), EntryFault::NotAChoice),
            (number("effective_on"), EntryFault::NoSuchDay),
            (number("rank"), EntryFault::NotANumber),
        ]
    );
    assert_eq!(problems(1), [(number("effective_on"), EntryFault::ErrorCell)]);
    assert_eq!(value(&ledger, 1, "rank"), Some(Value::Number(2)));
}

#[test]
fn a_file_without_the_number_of_the_case_or_a_needed_field_is_no_ledger() {
    for text in [
        "财产,措施\n工行,冻结存款\n",
        "案号,备注\n（2026）豫14执91号,x\n",
        "a,b\n1,2\n",
    ] {
        assert_eq!(
            read(text.as_bytes(), seizures()),
            Err(FileError::NoRegisterHeader),
            "{text}"
        );
    }
    assert_eq!(read(b"", seizures()), Err(FileError::Empty));
}

/// 冻结期限 is how long it lasts: the last day follows by the engine's counting, and one that is written otherwise is told.
#[test]
fn how_long_a_seizure_lasts_gives_its_last_day_and_never_replaces_a_written_one() {
    use files::register::EntryNote::{Reckoned, TermDiffers, TermUnread, Waits};
    // Measure, from, how long, the last day as written, the rank: what is recorded as the last day, what is told.
    for (row, recorded, note) in [
        ("冻结存款,2026-03-02,六个月,,", Some("2026-09-02"), Some(Reckoned)),
        ("冻结存款,2026-08-31,6个月,,", Some("2027-02-28"), Some(Reckoned)),
        // The longest term by law needs no day of its own.
        ("冻结存款,2026-03-02,一年,,", None, None),
        ("查封不动产,2026-03-02,36个月,,", None, None),
        ("查封不动产,2026-03-02,2年,,", Some("2028-03-02"), Some(Reckoned)),
        (
            "查封不动产,2026-03-02,至2027-03-01,,",
            Some("2027-03-01"),
            Some(Reckoned),
        ),
        ("查封不动产,2026-03-02,三年,2029-03-02,", Some("2029-03-02"), None),
        (
            "查封不动产,2026-03-02,三年,2029-03-01,",
            Some("2029-03-01"),
            Some(TermDiffers),
        ),
        ("查封不动产,2026-03-02,长期,,", None, Some(TermUnread)),
        ("查封不动产,,三年,,", None, Some(TermUnread)),
        ("查封不动产,2026-03-02,三年,,轮候2", None, Some(Waits)),
        ("查封不动产,2026-03-02,/,,", None, None),
    ] {
        let ledger = taken(&format!(
            "案号,查封财产,查控措施,查封日期,查封期限,到期日,轮候顺位\n（2026）豫14执91号,归德路1号,{row}\n"
        ));
        assert_eq!(ledger.columns[4], ("查封期限".to_owned(), Some(number("ends_on"))));
        assert_eq!(value(&ledger, 0, "ends_on"), recorded.and_then(day), "{row}");
        let notes: Vec<_> = ledger.rows[0].notes.iter().map(|(_, note, _)| *note).collect();
        assert_eq!(notes, note.into_iter().collect::<Vec<_>>(), "{row}");
    }
    let renewed = taken(
        "案号,查封财产,查控措施,查封日期,续封日期,续封期限（年）\n\
         （2026）豫14执91号,归德路1号,不动产,2024-01-10,2026-03-02,2\n",
    );
    assert_eq!(value(&renewed, 0, "renewal_ends_on"), day("2028-03-02"));
}

#[test]
fn the_debtor_of_a_row_is_kept_for_a_look_at_its_case_and_a_bare_number_for_a_day_is_told() {
    let ledger = taken(
        "案号,被执行人,查封财产,查控措施,冻结日期\n\
         （2026）豫14执91号,张三、李四,工行6222,冻结存款,46000\n\
         （2026）豫14执92号,/,豫N12345,动产,2026-3-2\n",
    );
    assert_eq!(ledger.compared, ["被执行人"]);
    assert_eq!(
        (ledger.rows[0].debtor.as_str(), ledger.rows[1].debtor.as_str()),
        ("张三、李四", "")
    );
    assert_eq!(value(&ledger, 0, "effective_on"), day("2025-12-09"));
    let told = (number("effective_on"), EntryNote::DayOfNumber, "46000".to_owned());
    assert_eq!(ledger.rows[0].notes, [told]);
    assert!(ledger.rows[1].notes.is_empty());
}
