//! The dossier of a case: where each paper is proposed to stand and why, what a person says of it, what is missing.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::book as support;

use casebook::action::{Action, Happening, Particulars};
use casebook::attachment::{Attachment, Filed, Origin};
use casebook::dossier::{
    Catalogues, DOSSIER, Dossier, HEADING, Item, PAGES, Reason, Stands, TITLE, confirm, move_by, of_case, put_under,
    say,
};
use casebook::edit::RecordEdit;
use casebook::event::Event;
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::history::view;
use casebook::kinds::{Kinds, ValueType};
use casebook::slot::{Kind, RecordKey, RecordWrite};
use casebook::view::CaseView;
use support::{day, event, id, stamp, text};

/// A case with what happened to it, one event after the other.
pub struct Told(Vec<Event>);

impl Told {
    pub fn begin(number: &str) -> Told {
        let mut told = Told(Vec::new());
        told.add(Action::Set(vec![(Field::CASE_NUMBER, text(number))]));
        told
    }

    fn add(&mut self, action: Action) -> &mut Self {
        let over: Vec<_> = self.0.iter().map(|event| event.stamp).collect();
        let at = 1_000 * (self.0.len() as u64 + 1);
        self.0.push(event(stamp(at, 1), id(1), action, &over));
        self
    }

    pub fn write(&mut self, edits: Vec<RecordEdit>) {
        for edit in edits {
            self.add(Action::Record(Box::new(edit.write)));
        }
    }

    pub fn view(&self) -> CaseView {
        view(id(1), &self.0, &[], Kinds::builtin()).expect("a case")
    }

    pub fn file(&mut self, of: u8, name: &str, filed: Option<Filed>) -> Item {
        let attachment = Attachment {
            id: id(of),
            name: name.to_owned(),
            mime: if name.ends_with("jpg") {
                "image/jpeg"
            } else {
                "application/pdf"
            }
            .to_owned(),
            filed,
            origin: if filed.is_some_and(|filed| !filed.is_proof) {
                Origin::MadeHere
            } else {
                Origin::BroughtIn
            },
            ..Attachment::default()
        };
        self.add(Action::Attached(Box::new(attachment)));
        Item::Attachment(id(of))
    }

    fn record(&mut self, kind: &str, of: u8, fields: &[(&str, Value)]) -> RecordKey {
        let kind = Kinds::builtin().named(kind).expect("built in");
        let fields = fields.iter().map(|(key, value)| {
            let field = kind.field_named(key).unwrap_or_else(|| panic!("{key}"));
            (field.number, value.clone())
        });
        let record = RecordKey {
            kind: kind.kind,
            id: id(of),
        };
        let write = RecordWrite {
            record,
            in_force: Some(true),
            fields: fields.collect(),
        };
        self.add(Action::Record(Box::new(write)));
        record
    }
}

pub fn dossier(view: &CaseView) -> Dossier<'static> {
    let file = CaseFile::of_view(view, Kinds::builtin());
    of_case(Catalogues::builtin(), view, &file, Kinds::builtin()).expect("a catalogue")
}

fn heading(view: &CaseView, item: Item) -> (String, Stands) {
    let dossier = dossier(view);
    let entry = dossier.entry(item).expect("a line");
    (entry.heading.clone(), entry.stands.clone())
}

fn word(word: &str) -> Reason {
    Reason::Word(word.to_owned())
}

#[test]
fn the_kind_says_the_headings_of_the_catalogue_and_nothing_else() {
    let kind = Kinds::builtin().get(DOSSIER).expect("built in");
    let ValueType::Choice(choices) = &kind.field(HEADING).expect("a field").holds else {
        panic!("no choice");
    };
    let headings = Catalogues::builtin().headings.iter();
    let headings: Vec<_> = headings
        .map(|heading| (heading.key.clone(), heading.name.clone()))
        .collect();
    assert_eq!(*choices, headings);
    for (number, key) in [(HEADING, "heading"), (TITLE, "title"), (PAGES, "pages")] {
        assert_eq!(kind.field(number).map(|field| field.key.as_str()), Some(key));
    }
}

#[test]
fn the_name_of_a_file_tells_its_heading() {
    let other = ("other", Reason::Rest);
    for (number, name, (key, reason)) in [
        (
            "（2026）豫14执1号",
            "申请执行书.pdf",
            ("application", word("申请执行书")),
        ),
        ("（2026）豫14执1号", "张三 身份证.jpg", ("identity", word("身份证"))),
        (
            "（2026）豫14执1号",
            "民事判决书（2025）豫14民初9号.pdf",
            ("basis", word("判决书")),
        ),
        ("（2026）豫14执1号", "合议笔录.pdf", ("deliberation", word("合议笔录"))),
        ("（2026）豫14执1号", "和解笔录.pdf", ("settlement", word("和解笔录"))),
        (
            "（2026）豫14执1号",
            "结案审批表.pdf",
            ("closing_approval", word("结案审批")),
        ),
        ("（2026）豫14执1号", "EMS 回执.jpg", ("service", word("EMS"))),
        ("（2026）豫14执1号", "IMG_0001.jpg", other.clone()),
        (
            "（2026）豫14执恢1号",
            "恢复执行申请书.pdf",
            ("resumption_application", word("恢复执行申请")),
        ),
        (
            "（2026）豫14执恢1号",
            "保全裁定.pdf",
            ("preservation_material", word("保全")),
        ),
        (
            "（2026）豫14执保1号",
            "保全申请书.pdf",
            ("preservation_application", word("保全申请")),
        ),
        ("（2026）豫14执保1号", "拍卖公告.pdf", ("disposal", word("拍卖"))),
        ("（2026）豫14执异1号", "IMG_0001.jpg", other),
    ] {
        let mut told = Told::begin(number);
        let item = told.file(7, name, None);
        let expected = (key.to_owned(), Stands::Proposed(reason));
        assert_eq!(heading(&told.view(), item), expected, "{number} {name}");
    }
}

#[test]
fn a_document_stands_where_its_form_belongs_and_its_proof_with_the_proofs() {
    for (number, sort, key) in [
        ("（2026）豫14执1号", "execution_notice", "notice"),
        ("（2026）豫14执1号", "clue_request", "acceptance"),
        ("（2026）豫14执1号", "sealing_ruling", "measures"),
        ("（2026）豫14执1号", "release_ruling", "release"),
        ("（2026）豫14执保1号", "sealing_ruling", "preservation_ruling"),
        ("（2026）豫14执保1号", "release_ruling", "preservation_ruling"),
    ] {
        let mut told = Told::begin(number);
        let fields = [
            ("name", text("文书")),
            ("sort", text(sort)),
            ("addressee", text("李四")),
        ];
        let mut fields = fields.to_vec();
        fields.push(("issued_on", Value::Date(day("2026-03-02"))));
        let record = told.record("document", 3, &fields);
        // Without a file the document itself is listed; with one, the file.
        let bare = Item::Document(id(3));
        assert_eq!(heading(&told.view(), bare).0, key, "{number} {sort}");
        let made = told.file(
            4,
            "x.docx",
            Some(Filed {
                record,
                is_proof: false,
            }),
        );
        let proof = told.file(5, "IMG_1.jpg", Some(Filed { record, is_proof: true }));
        let view = told.view();
        assert_eq!(
            heading(&view, made),
            (key.to_owned(), Stands::Proposed(Reason::Sort(sort.to_owned())))
        );
        assert_eq!(
            heading(&view, proof),
            ("service".to_owned(), Stands::Proposed(Reason::Proof))
        );
        let dossier = dossier(&view);
        assert_eq!(dossier.entry(bare), None);
        let entry = dossier.entry(made).expect("a line");
        assert_eq!(
            (entry.title.as_str(), entry.on),
            ("文书（李四）", Some(day("2026-03-02")))
        );
    }
}

#[test]
fn what_belongs_to_a_record_stands_where_such_records_do() {
    let mut told = Told::begin("（2026）豫14执1号");
    let seizure = told.record("seizure", 3, &[("asset", text("房产"))]);
    let item = told.file(
        4,
        "IMG_2.jpg",
        Some(Filed {
            record: seizure,
            is_proof: false,
        }),
    );
    let kind = Kind(18);
    assert_eq!(
        heading(&told.view(), item),
        ("measures".to_owned(), Stands::Proposed(Reason::Record(kind)))
    );
}

#[test]
fn a_person_confirms_moves_and_names_and_it_can_be_taken_back() {
    let mut told = Told::begin("（2026）豫14执1号");
    let (one, two) = (told.file(2, "申请执行书.pdf", None), told.file(3, "IMG_3.jpg", None));
    let view = told.view();
    let edits = confirm(&view, &dossier(&view), &[one, two]);
    assert_eq!(edits.len(), 2);
    told.write(edits);
    let view = told.view();
    assert_eq!(heading(&view, one), ("application".to_owned(), Stands::Confirmed));
    assert!(confirm(&view, &dossier(&view), &[one]).is_empty());

    let moved = put_under(&view, &dossier(&view), &[two], "evidence");
    told.write(moved.clone());
    assert_eq!(heading(&told.view(), two), ("evidence".to_owned(), Stands::Confirmed));
    told.write(moved.iter().map(RecordEdit::back).collect());
    assert_eq!(heading(&told.view(), two), ("other".to_owned(), Stands::Confirmed));

    let view = told.view();
    let named = say(&view, two, vec![(TITLE, text("欠条")), (PAGES, Value::Number(3))]);
    told.write(vec![named]);
    let view = told.view();
    let entry = dossier(&view).entry(two).expect("a line").clone();
    assert_eq!((entry.title.as_str(), entry.pages), ("欠条", Some(3)));
    // A record that was begun and taken back is begun again by the next word, and nothing else comes back with it.
    let third = told.file(4, "身份证.jpg", None);
    let view = told.view();
    let named = say(&view, third, vec![(TITLE, text("错"))]);
    told.write(vec![named.clone()]);
    told.write(vec![named.back()]);
    let view = told.view();
    assert_eq!(dossier(&view).entry(third).expect("a line").title, "身份证");
    told.write(confirm(&view, &dossier(&view), &[third]));
    let view = told.view();
    let entry = dossier(&view).entry(third).expect("a line").clone();
    assert_eq!((entry.title.as_str(), entry.stands), ("身份证", Stands::Confirmed));
}

#[test]
fn lines_are_numbered_through_the_volume_in_the_order_people_give() {
    let mut told = Told::begin("（2026）豫14执1号");
    let (c, a, b) = (
        told.file(2, "送达回证.jpg", None),
        told.file(3, "身份证 甲.jpg", None),
        told.file(4, "身份证 乙.jpg", None),
    );
    let order = |view: &CaseView| -> Vec<(Item, u32, Option<u32>)> {
        let dossier = dossier(view);
        let lines = dossier
            .entries()
            .map(|entry| (entry.item, entry.number, entry.first_page));
        lines.collect()
    };
    let view = told.view();
    assert_eq!(order(&view), [(a, 1, Some(1)), (b, 2, Some(2)), (c, 3, Some(3))]);
    let section = |view: &CaseView| {
        dossier(view)
            .main
            .iter()
            .find(|of| of.heading.key == "identity")
            .cloned()
    };
    let identity = section(&view).expect("a heading");
    assert!(move_by(&view, &identity, a, -1).is_empty() && move_by(&view, &identity, b, 1).is_empty());
    told.write(move_by(&view, &identity, b, -1));
    let view = told.view();
    assert_eq!(order(&view), [(b, 1, Some(1)), (a, 2, Some(2)), (c, 3, Some(3))]);
    // An order is no word on the heading.
    assert!(matches!(heading(&view, b).1, Stands::Proposed(_)));
    told.write(vec![say(&view, b, vec![(PAGES, Value::Number(4))])]);
    assert_eq!(order(&told.view())[2], (c, 3, Some(6)));
    // Behind something whose pages nobody counted no page is known.
    let d = told.file(5, "申请执行书.pdf", None);
    assert_eq!(order(&told.view())[..2], [(d, 1, Some(1)), (b, 2, None)]);
}

#[test]
fn what_must_be_there_by_now_is_missing_until_it_is() {
    let mut told = Told::begin("（2026）豫14执1号");
    let missing = |told: &Told| -> Vec<String> {
        let view = told.view();
        dossier(&view)
            .missing()
            .map(|section| section.heading.key.clone())
            .collect()
    };
    assert!(missing(&told).is_empty());
    told.add(Action::Set(vec![(Field::FILED_ON, Value::Date(day("2026-03-02")))]));
    assert_eq!(missing(&told), ["application", "basis", "identity"]);
    told.file(2, "申请执行书.pdf", None);
    told.add(Action::Happened(Happening {
        id: id(9),
        key: "execution_notice_sent".to_owned(),
        on: day("2026-03-05"),
        subject: String::new(),
        particulars: Particulars::default(),
    }));
    assert_eq!(missing(&told), ["basis", "notice", "identity"]);
    told.add(Action::Set(vec![(Field::CLOSED_ON, Value::Date(day("2026-06-02")))]));
    assert_eq!(
        missing(&told),
        [
            "progress_form",
            "basis",
            "notice",
            "identity",
            "closing",
            "closing_approval"
        ]
    );
}
