//! A renewal or a release of many seizures: a ruling for each case, a notice for each office, written with the records.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::kinds::{KindOf, Kinds};
use files::document::{Block, Forms};
use protocol::{
    AboutRecord, Action, CaseId, CasePaper, Field, MakePapers, NextNumbers, PaperKey, Papers, PapersAsked, ReadCase,
    RecordEdit, RecordKey, RecordWrite, RecordWrites, Value, WriteActions, WriteRecords,
};
use work_support::share::founder;
use work_support::{Tab, World, summary, today};

const ONE: CaseId = [1; 16];
const CLOSED: CaseId = [2; 16];
const REGISTRY: &str = "商丘市不动产登记中心";

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).unwrap()
}

fn fields(of: &str, values: &[(&str, &str)]) -> Vec<(u16, Value)> {
    let of = kind(of);
    let value = |said: &str| match said.parse() {
        Ok(day) => Value::Date(day),
        Err(_) => Value::Text(said.to_owned()),
    };
    let values = values.iter();
    values
        .map(|(key, said)| (of.field_named(key).unwrap().number, value(said)))
        .collect()
}

fn record(of: &str, id: u8) -> RecordKey {
    RecordKey {
        kind: kind(of).kind,
        id: [id; 16],
    }
}

fn seizure(id: u8, asset: &str, office: &str) -> RecordEdit {
    let values = [
        ("asset", asset),
        ("measure", "immovable"),
        ("office", office),
        ("effective_on", "2024-01-10"),
    ];
    RecordEdit::new(RecordWrite {
        record: record("seizure", id),
        in_force: Some(true),
        fields: fields("seizure", &values),
    })
}

/// Two cases, one of them closed; three houses at one registry, a car park at an office nobody named.
fn office(tab: &Tab) {
    let number = |number: &str| vec![(Field::CASE_NUMBER, Value::Text(number.to_owned()))];
    let mut closed = number("（2024）豫14执2号");
    closed.push((Field::CLOSED_ON, Value::Date(today())));
    let actions = vec![
        (ONE, Action::Set(number("（2024）豫14执1号"))),
        (CLOSED, Action::Set(closed)),
    ];
    summary(tab.ask(WriteActions { actions }));
    let edits = vec![
        (ONE, seizure(1, "归德路1号", REGISTRY)),
        (ONE, seizure(2, "归德路2号车位", "")),
        (CLOSED, seizure(3, "归德路3号", REGISTRY)),
        (ONE, seizure(4, "不在其中的房屋", REGISTRY)),
    ];
    assert!(write(tab, edits).may_write());
}

fn write(tab: &Tab, edits: Vec<(CaseId, RecordEdit)>) -> protocol::RecordsWritten {
    let writes = RecordWrites {
        edits,
        ..RecordWrites::default()
    };
    tab.ask(WriteRecords { writes }).unwrap()
}

fn made(tab: &Tab, forms: &[String], written: &[(&str, &str)], apart: bool) -> Papers {
    let about = [(ONE, 1), (ONE, 2), (CLOSED, 3)].map(|(case, id)| AboutRecord {
        case,
        record: record("seizure", id),
        fields: fields("seizure", written),
    });
    let asked = PapersAsked {
        cases: vec![ONE, CLOSED],
        forms: forms.to_vec(),
        about: about.to_vec(),
        court: "豫东市中级人民法院".to_owned(),
        again: true,
        apart,
        today: today(),
        ..PapersAsked::default()
    };
    tab.ask(MakePapers { asked }).unwrap()
}

fn texts(paper: &files::document::Paper) -> String {
    let runs = |runs: &Vec<files::document::Run>| runs.iter().map(|run| format!("{run:?}")).collect::<String>();
    let block = |block: &Block| match block {
        Block::Line { runs: line, .. } => runs(line),
        Block::Table { rows, .. } => rows.iter().flatten().map(runs).collect::<Vec<_>>().join("|"),
    };
    paper.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// For whom each paper is, of which form, of which cases.
fn said(papers: &Papers) -> Vec<(&str, &str, &str)> {
    let papers = papers.papers.iter();
    papers
        .map(|paper| {
            (
                paper.paper.form.as_str(),
                paper.addressee.as_str(),
                paper.case_number.as_str(),
            )
        })
        .collect()
}

#[test]
fn a_renewal_makes_a_ruling_for_each_case_and_a_notice_for_each_office() {
    let tab = founder(&World::default());
    office(&tab);
    let renew = &kind("seizure").batches[0];
    let papers = made(&tab, &renew.forms, &[("renewed_on", "2026-11-20")], false);
    assert_eq!(papers.left_out, []);
    let (one, two) = ("（2024）豫14执1号", "（2024）豫14执2号");
    assert_eq!(
        said(&papers),
        [
            ("renewal_ruling", "", one),
            // What is seized outlasts the case.
            ("renewal_ruling", "", two),
            ("renewal_notice", REGISTRY, "（2024）豫14执1号、（2024）豫14执2号"),
            ("renewal_notice", "", one),
        ]
    );
    let notice = texts(&papers.papers[2].paper);
    for has in [
        "归德路1号",
        "归德路3号",
        one,
        two,
        REGISTRY,
        "2026年11月20日",
        "2029年11月20日",
    ] {
        assert!(notice.contains(has), "{has}: {notice}");
    }
    for not in ["不在其中的房屋", "车位"] {
        assert!(!notice.contains(not), "{not}");
    }
    assert_eq!(papers.papers[2].others, [CLOSED]);
    let apart = made(&tab, &renew.forms, &[("renewed_on", "2026-11-20")], true);
    assert_eq!(apart.papers.len(), 5);
    assert!(apart.papers.iter().all(|paper| paper.others.is_empty()));
}

/// A notice of two cases says of them only what both say: the debtor of one is nobody's business in the other.
#[test]
fn a_notice_of_two_cases_names_nobody_of_one_for_both() {
    let tab = founder(&World::default());
    office(&tab);
    let parties = |debtor: &str, handler: &str| {
        Action::Set(vec![
            (Field::DEBTOR, Value::Text(debtor.to_owned())),
            (Field::HANDLER, Value::Text(handler.to_owned())),
            (Field::CAUSE, Value::Text("买卖合同纠纷".to_owned())),
        ])
    };
    let actions = vec![(ONE, parties("王五", "李法官")), (CLOSED, parties("赵六", "周法官"))];
    summary(tab.ask(WriteActions { actions }));
    let body = "<w:p><w:r><w:t>{{案号}}{{案由}}{{被执行人}}。{{#被执行人}}{{姓名}}{{/被执行人}}。{{承办人}}{{#查封}}{{财产}}{{/查封}}</w:t></w:r></w:p>";
    let file = crate::support::docx::Docx::new(body).bytes();
    let said = files::document::own::Said {
        stands_for: Some("renewal_notice".to_owned()),
        ..Default::default()
    };
    summary(tab.ask(protocol::PutForm { file, said }));
    let papers = made(
        &tab,
        &["renewal_notice".to_owned()],
        &[("renewed_on", "2026-11-20")],
        false,
    );
    let said = texts(&papers.papers[0].paper);
    for has in ["买卖合同纠纷", "李法官、周法官", "归德路1号", "归德路3号"] {
        assert!(said.contains(has), "{has}: {said}");
    }
    assert!(!said.contains("王五") && !said.contains("赵六"), "{said}");
    let gaps: Vec<&str> = papers.papers[0]
        .paper
        .gaps
        .iter()
        .map(|gap| gap.field.as_str())
        .collect();
    assert_eq!(gaps, ["被执行人", "姓名"]);
    // Of one case it names them.
    let apart = made(
        &tab,
        &["renewal_notice".to_owned()],
        &[("renewed_on", "2026-11-20")],
        true,
    );
    assert!(texts(&apart.papers[0].paper).contains("王五"));
}

#[test]
fn a_release_names_its_day_and_is_written_with_its_documents_or_not_at_all() {
    let tab = founder(&World::default());
    office(&tab);
    let release = &kind("seizure").batches[1];
    let papers = made(&tab, &release.forms, &[("released_on", "2026-11-20")], false);
    assert!(texts(&papers.papers[0].paper).contains("2026年11月20日"));
    let released = |id, seen: &[(&str, &str)]| RecordEdit {
        write: RecordWrite {
            record: record("seizure", id),
            in_force: None,
            fields: fields("seizure", &[("released_on", "2026-11-20")]),
        },
        seen: fields("seizure", seen),
    };
    let document = RecordEdit::new(RecordWrite {
        record: record("document", 9),
        in_force: Some(true),
        fields: fields(
            "document",
            &[
                ("name", "协助执行通知书"),
                ("sort", "other"),
                ("issued_on", "2026-11-20"),
            ],
        ),
    });
    // Somebody has seen another day than stands there: nothing of it is written.
    let stale = vec![
        (ONE, released(1, &[])),
        (CLOSED, released(3, &[("released_on", "2026-11-01")])),
        (ONE, document.clone()),
    ];
    assert!(!write(&tab, stale).may_write());
    let count = |tab: &Tab| tab.ask(ReadCase { id: ONE }).unwrap().unwrap().records.len();
    assert_eq!(count(&tab), 3);
    let whole = vec![(ONE, released(1, &[])), (CLOSED, released(3, &[])), (ONE, document)];
    assert!(write(&tab, whole).may_write());
    assert_eq!(count(&tab), 4);
}

#[test]
fn every_document_a_batch_names_is_a_form() {
    for batch in Kinds::builtin().iter().flat_map(|kind| &kind.batches) {
        for key in &batch.forms {
            assert!(Forms::builtin().named(key).is_some(), "{}: {key}", batch.name.zh);
        }
    }
}

/// Each case has a ruling of its own: each gets its number in the same act, and the notices name them all.
#[test]
fn the_rulings_of_an_act_are_numbered_each_in_its_case_and_the_notices_name_them() {
    let tab = founder(&World::default());
    office(&tab);
    let renew = &kind("seizure").batches[0];
    let written = [("renewed_on", "2026-11-20")];
    let bare = made(&tab, &renew.forms, &written, false);
    let missing = |papers: &Papers, at: usize| papers.papers[at].paper.gaps.iter().any(|gap| gap.field == "裁定书文号");
    assert!((0..4).all(|at| missing(&bare, at)), "no number was given yet");
    let rulings = vec![
        (ONE, "renewal_ruling".to_owned()),
        (CLOSED, "renewal_ruling".to_owned()),
    ];
    let numbers = tab
        .ask(NextNumbers {
            papers: rulings,
            on: today(),
        })
        .unwrap();
    assert_eq!(numbers, ["（2024）豫14执1号之一", "（2024）豫14执2号之一"]);
    let mut only: Vec<PaperKey> = bare.papers.iter().map(CasePaper::key).collect();
    only[0].number.clone_from(&numbers[0]);
    only[1].number.clone_from(&numbers[1]);
    let about = [(ONE, 1), (ONE, 2), (CLOSED, 3)].map(|(case, id)| AboutRecord {
        case,
        record: record("seizure", id),
        fields: fields("seizure", &written),
    });
    let asked = PapersAsked {
        cases: vec![ONE, CLOSED],
        forms: renew.forms.clone(),
        about: about.to_vec(),
        again: true,
        today: today(),
        only,
        ..PapersAsked::default()
    };
    let papers = tab.ask(MakePapers { asked: asked.clone() }).unwrap();
    assert!((0..4).all(|at| !missing(&papers, at)));
    assert!(texts(&papers.papers[1].paper).contains(&numbers[1]));
    let notice = texts(&papers.papers[2].paper);
    assert!(numbers.iter().all(|number| notice.contains(number)), "{notice}");
    // What is typed for the act is the number of its ruling.
    let typed = PapersAsked {
        answers: vec![("裁定书文号".to_owned(), "（2024）豫14执1号之九".to_owned())],
        ..asked
    };
    let papers = tab.ask(MakePapers { asked: typed }).unwrap();
    assert!(texts(&papers.papers[2].paper).contains("之九"));
    for form in [
        "renewal_ruling",
        "release_ruling",
        "renewal_notice",
        "release_notice",
        "sealing_ruling",
    ] {
        assert_eq!(Forms::builtin().named(form).unwrap().sort, form);
    }
}
