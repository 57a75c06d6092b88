//! What a preview shows a person and what the choices made there do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use crate::support::workbook;

use protocol::{
    Action, CaseId, CommitImport, Confidence, Field, ImportDone, ImportOptions, Kept, ListCases, ListIds, Preview,
    PreviewAgain, PreviewImport, Query, ReadCase, SettleKnown, UndoImport, UnitFrom, Value, WriteActions,
};

use store::memory::{Break, Fault};
use work_support::{Answered, Tab, World, code, page};
use workbook::{Book, row};

const HEAD: [&str; 4] = ["案号", "法院立案时间", "被执行人", "标的额"];

fn look(tab: &Tab, bytes: &[u8]) -> Preview {
    let job = PreviewImport {
        name: "l.xlsx".into(),
        bytes: bytes.to_vec(),
        options: ImportOptions::default(),
    };
    preview(tab.ask(job))
}

fn again(tab: &Tab, options: ImportOptions) -> Preview {
    preview(tab.ask(PreviewAgain { options }))
}

fn preview(answer: Answered<Preview>) -> Preview {
    match answer {
        Ok(preview) => preview,
        other => panic!("{other:?}"),
    }
}

/// Two months with a doubtful unit, and a sheet that is no list.
fn book() -> Vec<u8> {
    let month = |n: u32| {
        let case = [&format!("（2023）豫1421执{n}号"), "2023-05-15", "乙某", "30"];
        row(1, &["单位：元/万元"]) + &row(2, &HEAD) + &row(3, &case)
    };
    let sheets = Book::new().sheet("一月", &month(1)).sheet("二月", &month(2));
    sheets.sheet("说明", &row(1, &["填报说明"])).bytes()
}

fn amounts(tab: &Tab) -> Vec<Value> {
    let rows = page(tab.ask(ListCases {
        query: Query::default(),
        from: 0,
        count: 9,
    }))
    .rows;
    let amount = |id| match tab.ask(ReadCase { id }) {
        Ok(Some(view)) => {
            let found = view.fields.iter().find(|(field, _)| *field == Field::CLAIM_AMOUNT);
            found.map_or(Value::None, |(_, value)| value.clone())
        }
        other => panic!("{other:?}"),
    };
    rows.into_iter().map(|row| amount(row.id)).collect()
}

/// What a person set for the headings cannot be stored any more: the cases are there all the same, and told so.
#[test]
fn an_import_that_was_stored_is_told_as_done_even_if_what_follows_fails() {
    let world = World::default();
    let tab = world.tab();
    let seen = look(&tab, &book());
    let mut columns: Vec<Option<String>> = seen.columns.iter().map(|c| c.key.clone()).collect();
    columns[2] = Some("applicant".into());
    again(
        &tab,
        ImportOptions {
            columns: Some(columns),
            ..ImportOptions::default()
        },
    );
    world.records.break_later(1, Break::Before(Fault::Quota));
    let done = tab.ask(CommitImport { update: false });
    assert!(matches!(&done, Ok(ImportDone { added: 2, .. })), "{done:?}");
    assert_eq!(amounts(&tab).len(), 2);
}

#[test]
fn a_preview_tells_sheets_sureness_units_and_hints() {
    let tab = World::default().tab();
    let seen = look(&tab, &book());
    let sheets: Vec<_> = seen.sheets.iter().map(|s| (s.name.as_str(), s.rows, s.taken)).collect();
    assert_eq!(sheets, [("一月", 1, true), ("二月", 1, true), ("说明", 1, false)]);
    assert_eq!(seen.sheets[2].why.as_deref(), Some("no_header"));
    assert_eq!([seen.sheet_name(0), seen.sheet_name(1)], [Some("一月"), Some("二月")]);
    let sure: Vec<_> = seen.columns.iter().map(|c| (c.key.as_deref(), c.confidence)).collect();
    let expected = [
        (Some("case_number"), Confidence::Exact),
        (Some("filed_on"), Confidence::Like),
        (Some("debtor"), Confidence::Exact),
        (Some("claim_amount_fen"), Confidence::Exact),
    ];
    assert_eq!(sure, expected);
    assert_eq!(seen.doubtful().map(|c| c.heading.as_str()), Some("标的额"));
    let hints: Vec<_> = seen
        .hints
        .iter()
        .map(|h| (h.code.as_str(), h.count, h.rows.as_slice()))
        .collect();
    assert_eq!(hints, [("unit_doubtful", 2, &[(0, 3), (1, 3)][..])]);
}

#[test]
fn problems_of_a_text_name_no_sheet() {
    let tab = World::default().tab();
    let text = "案号,立案日期,被执行人\n（2023）豫1421执1号,2023-05-15,乙\n（2023）豫1421执1号,2023-05-15,乙\n";
    let seen = look(&tab, text.as_bytes());
    let places: Vec<_> = seen
        .problems
        .iter()
        .map(|p| (p.row, seen.sheet_name(p.sheet), &p.other))
        .collect();
    assert_eq!(places, [(3, None, &Some((2, None)))]);
}

#[test]
fn choices_are_read_again_without_the_file_and_kept_for_the_same_headings() {
    let world = World::default();
    let tab = world.tab();
    let none = PreviewAgain {
        options: ImportOptions::default(),
    };
    assert_eq!(code(tab.ask(none)), "no_preview");
    look(&tab, &book());
    let options = ImportOptions {
        columns: None,
        units: vec![None, None, None, Some("wan".into())],
        sheets: Some(vec!["二月".into()]),
    };
    let seen = again(&tab, options);
    assert_eq!((seen.accepted, seen.doubtful()), (1, None));
    assert_eq!(seen.columns[3].unit_from, UnitFrom::Person);
    assert_eq!(seen.sheets[0].why.as_deref(), Some("left_out"));
    tab.ask(CommitImport { update: false }).unwrap();
    assert_eq!(amounts(&tab), [Value::Fen(law::money::Fen(30_000_000))]);

    let next = look(&world.tab(), &book());
    assert!(
        next.saved,
        "the next file with these headings is read as a person set it"
    );
    assert_eq!((next.columns[3].unit.as_deref(), next.known), (Some("wan"), 1));
}

#[test]
fn a_duplicate_names_the_row_that_holds_the_number() {
    let tab = World::default().tab();
    let text = "案号,立案日期,被执行人\n（2022）豫14执1号,2022-5-9,甲某\n(2022)豫14执1号,2022-5-9,乙某\n";
    let seen = look(&tab, text.as_bytes());
    assert_eq!(seen.problems[0].other, Some((2, None)));
    assert_eq!((seen.rejected, seen.sheets.len()), (1, 0));
}

const LIST: &str =
    "案号,立案日期,被执行人,承办人\n（2022）豫14执1号,2022-5-9,甲某,张某\n（2022）豫14执2号,2022-5-9,乙某,李某\n";
const LATER: &str =
    "案号,立案日期,被执行人,承办人\n(2022)豫14执1号,2022-5-9,甲某,王某\n（2022）豫14执2号,2022-5-9,乙公司,李某\n";

fn commit(tab: &Tab) -> ImportDone {
    match tab.ask(CommitImport { update: true }) {
        Ok(done) => done,
        other => panic!("{other:?}"),
    }
}

fn write(tab: &Tab, case: CaseId, action: Action) {
    let actions = vec![(case, action)];
    tab.ask(WriteActions { actions }).unwrap();
}

fn cases(tab: &Tab, removed: bool) -> Vec<CaseId> {
    let query = Query {
        sort: protocol::Sort::CaseNumber,
        removed,
        ..Query::default()
    };
    match tab.ask(ListIds { query }) {
        Ok(ids) => ids,
        other => panic!("{other:?}"),
    }
}

fn says(tab: &Tab, id: CaseId, field: Field) -> Value {
    match tab.ask(ReadCase { id }) {
        Ok(Some(view)) => {
            let found = view.fields.iter().find(|(f, _)| *f == field);
            found.map_or(Value::None, |(_, value)| value.clone())
        }
        other => panic!("{other:?}"),
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn importing_again_shows_what_differs_and_keeps_what_a_person_wrote() {
    let tab = World::default().tab();
    look(&tab, LIST.as_bytes());
    commit(&tab);
    let ids = cases(&tab, false);
    write(&tab, ids[0], Action::Set(vec![(Field::HANDLER, text("赵某"))]));

    let seen = look(&tab, LATER.as_bytes());
    assert_eq!((seen.known, seen.changed, seen.changed_all), (2, 1, 2));
    let changes: Vec<_> = seen
        .changes
        .iter()
        .map(|c| (c.row, c.field, c.before.clone(), c.after.clone(), c.kept))
        .collect();
    let expected = [
        (2, Field::HANDLER, text("赵某"), text("王某"), Some(Kept::ByHand)),
        (3, Field::DEBTOR, text("乙某"), text("乙公司"), None),
    ];
    assert_eq!(changes, expected);
    let done = commit(&tab);
    assert_eq!((done.updated, done.skipped, done.kept), (1, 1, 1));
    assert_eq!(says(&tab, ids[0], Field::HANDLER), text("赵某"));
    assert_eq!(says(&tab, ids[1], Field::DEBTOR), text("乙公司"));

    look(&tab, LATER.as_bytes());
    tab.ask(SettleKnown {
        restore: false,
        overwrite: true,
    })
    .unwrap();
    let done = commit(&tab);
    assert_eq!((done.updated, done.skipped, done.kept), (1, 1, 0));
    assert_eq!(says(&tab, ids[0], Field::HANDLER), text("王某"));
}

#[test]
fn an_import_is_taken_back_as_one_and_spares_what_was_written_since() {
    let tab = World::default().tab();
    assert_eq!(code(tab.ask(UndoImport)), "no_import");
    look(&tab, LIST.as_bytes());
    commit(&tab);
    let ids = cases(&tab, false);
    let later = format!("{LATER}（2022）豫14执3号,2022-5-9,丙某,李某\n");
    look(&tab, later.as_bytes());
    commit(&tab);
    assert_eq!(cases(&tab, false).len(), 3);
    write(&tab, ids[1], Action::Set(vec![(Field::DEBTOR, text("乙有限公司"))]));
    tab.ask(UndoImport).unwrap();
    assert_eq!(cases(&tab, false), ids);
    assert_eq!(says(&tab, ids[0], Field::HANDLER), text("张某"));
    assert_eq!(says(&tab, ids[1], Field::DEBTOR), text("乙有限公司"));
    assert_eq!(code(tab.ask(UndoImport)), "no_import");
}

#[test]
fn an_import_taken_back_is_named_so_and_counts_as_no_edit_by_hand() {
    let tab = World::default().tab();
    look(&tab, LIST.as_bytes());
    commit(&tab);
    let ids = cases(&tab, false);
    write(&tab, ids[0], Action::Set(vec![(Field::HANDLER, text("赵某"))]));
    look(&tab, LATER.as_bytes());
    tab.ask(SettleKnown {
        restore: false,
        overwrite: true,
    })
    .unwrap();
    commit(&tab);
    tab.ask(UndoImport).unwrap();
    assert_eq!(says(&tab, ids[0], Field::HANDLER), text("赵某"));
    let Ok(Some(view)) = tab.ask(ReadCase { id: ids[1] }) else {
        panic!("no case")
    };
    assert!(
        matches!(&view.history[0].action, Action::Imported(import) if import.is_taken_back() && import.file == "l.xlsx"),
        "{:?}",
        view.history[0].action
    );
    // What a person wrote before the import is again theirs; what a list wrote is again the list's.
    let seen = look(&tab, LATER.as_bytes());
    let kept: Vec<_> = seen.changes.iter().map(|c| (c.row, c.field, c.kept)).collect();
    assert_eq!(
        kept,
        [(2, Field::HANDLER, Some(Kept::ByHand)), (3, Field::DEBTOR, None)]
    );
}

#[test]
fn a_field_that_was_blank_before_an_import_is_blank_after_it_is_taken_back() {
    let tab = World::default().tab();
    look(
        &tab,
        "案号,立案日期,被执行人\n（2022）豫14执1号,2022-5-9,甲某\n".as_bytes(),
    );
    commit(&tab);
    let ids = cases(&tab, false);
    look(&tab, LATER.as_bytes());
    commit(&tab);
    assert_eq!(says(&tab, ids[0], Field::HANDLER), text("王某"));
    tab.ask(UndoImport).unwrap();
    assert_eq!(says(&tab, ids[0], Field::HANDLER), Value::None);
}

#[test]
fn a_removed_case_is_not_changed_out_of_sight_and_comes_back_on_a_word() {
    let tab = World::default().tab();
    look(&tab, LIST.as_bytes());
    commit(&tab);
    let ids = cases(&tab, false);
    write(&tab, ids[1], Action::Hide(true));

    let seen = look(&tab, LATER.as_bytes());
    assert_eq!((seen.known, seen.removed, seen.changed), (2, 1, 1));
    let done = commit(&tab);
    assert_eq!((done.updated, done.removed, done.restored), (1, 1, 0));
    assert_eq!(says(&tab, ids[1], Field::DEBTOR), text("乙某"));

    look(&tab, LATER.as_bytes());
    tab.ask(SettleKnown {
        restore: true,
        overwrite: false,
    })
    .unwrap();
    let done = commit(&tab);
    assert_eq!((done.updated, done.removed, done.restored), (0, 0, 1));
    assert_eq!(cases(&tab, false), ids);
    assert_eq!(says(&tab, ids[1], Field::DEBTOR), text("乙公司"));
    assert!(cases(&tab, true).is_empty());
}
