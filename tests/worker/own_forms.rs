//! A court's own forms in the book: who may put one in, that every device makes documents by it, and the way back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::papers::{kept, only_attachment, saved};
use crate::support::docx::{Docx, part, text};
use crate::work_support;

use files::document::FormFault;
use files::document::own::{DOCX_MAX, Said};
use protocol::{
    Action, CheckForm, Field, FormInForce, FormRefused, MakePapers, Papers, PapersAsked, PutForm, PutRules, ReadCase,
    ReadFormText, ReadForms, ReadRules, RecordWrites, SavePapers, Value, WriteActions, WriteRecords,
};
use work_support::share::{founder, invite, join, sync};
use work_support::{Tab, World, code, summary, today};

const KEY: &str = "form-clue_request";

fn docx(text: &str) -> Vec<u8> {
    Docx::new(&format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).bytes()
}

fn clue_request() -> Said {
    Said {
        stands_for: Some("clue_request".to_owned()),
        ..Said::default()
    }
}

fn put(tab: &Tab, text: &str) -> PutForm {
    let file = docx(text);
    let said = clue_request();
    assert!(matches!(
        tab.ask(CheckForm {
            file: file.clone(),
            said: said.clone()
        }),
        Ok(Ok(_))
    ));
    PutForm { file, said }
}

fn case(tab: &Tab) {
    let value = |text: &str| Value::Text(text.to_owned());
    let fields = vec![
        (Field::CASE_NUMBER, value("（2026）豫14执2号")),
        (Field::APPLICANT, value("甲公司")),
        (Field::FILED_ON, Value::Date(today())),
    ];
    let actions = vec![([1; 16], Action::Set(fields))];
    summary(tab.ask(WriteActions { actions }));
}

fn asked() -> PapersAsked {
    PapersAsked {
        cases: vec![[1; 16]],
        forms: vec!["clue_request".to_owned()],
        answers: Vec::new(),
        court: "豫东市中级人民法院".to_owned(),
        again: false,
        today: today(),
        ..PapersAsked::default()
    }
}

fn made(tab: &Tab) -> Papers {
    tab.ask(MakePapers { asked: asked() }).unwrap()
}

fn own(tab: &Tab) -> Vec<FormInForce> {
    let mut forms = tab.ask(ReadForms).unwrap().forms;
    forms.retain(|form| form.own.is_some());
    forms
}

/// It is listed with who put it in, looked through by its text, saved as that very file, and taken out again.
#[test]
fn documents_are_made_by_the_own_form_until_it_is_taken_out() {
    let tab = founder(&World::default());
    case(&tab);
    let built_in = made(&tab);
    summary(tab.ask(put(&tab, "{{案号}}提供线索，{{备注}}")));
    let listed = own(&tab);
    let form = listed[0].own.clone().unwrap();
    assert_eq!((form.key.as_str(), form.by.as_str()), (KEY, "李法官"));
    assert!(form.is_docx && form.replaces && form.at_ms > 0);
    let papers = made(&tab);
    let paper = &papers.papers[0];
    assert!(paper.is_docx() && paper.addressee == "甲公司");
    assert_eq!(paper.paper.gaps[0].field, "备注");
    let file = saved(&tab, &papers);
    let body = text(&part(&file.bytes, "word/document.xml"));
    assert!(body.starts_with("（2026）豫14执2号提供线索"), "{body}");
    let hash = law::canonical::hex(&<sha2::Sha256 as sha2::Digest>::digest(&file.bytes));
    assert_eq!(
        paper.fingerprint, hash,
        "what is recorded as sent is the hash of the file"
    );
    // No verdict and no date hangs on it.
    assert_eq!(tab.ask(ReadRules).unwrap(), []);
    let before = tab.ask(ReadFormText { key: KEY.into() }).unwrap();
    let out = |text: Option<String>| PutRules { key: KEY.into(), text };
    summary(tab.ask(out(None)));
    assert_eq!((made(&tab), own(&tab).len()), (built_in, 0));
    summary(tab.ask(out(before)));
    assert_eq!(made(&tab), papers);
}

/// The record bears the hash of the very file that is kept, whatever the case says meanwhile; once the .docx is another, the
/// papers made by it are neither saved nor recorded.
#[test]
fn a_document_made_by_an_own_docx_is_kept_byte_for_byte() {
    let tab = founder(&World::default());
    case(&tab);
    let theirs = put(&tab, "{{案号}}：{{申请执行人}}提供线索");
    summary(tab.ask(theirs.clone()));
    let papers = made(&tab);
    let paper = &papers.papers[0];
    let renamed = Action::Set(vec![(Field::APPLICANT, Value::Text("丙公司".to_owned()))]);
    let actions = vec![([1; 16], renamed)];
    summary(tab.ask(WriteActions { actions }));
    let sent = kept(paper, today(), &paper.fingerprint);
    summary(tab.ask(put(&tab, "{{案号}}另一个模板")));
    let (save, attachments) = (
        SavePapers {
            papers: papers.papers.clone(),
            today: today(),
        },
        || tab.ask(ReadCase { id: [1; 16] }).unwrap().unwrap().attachments,
    );
    assert_eq!(code(tab.ask(sent.clone())), "papers_moved");
    assert_eq!(code(tab.ask(save)), "papers_moved");
    assert_eq!(attachments(), [], "nothing was written");
    summary(tab.ask(theirs));
    assert!(tab.ask(sent.clone()).unwrap().may_write());
    let bytes = only_attachment(&tab, [1; 16]);
    let hash = law::canonical::hex(&<sha2::Sha256 as sha2::Digest>::digest(&bytes));
    assert_eq!((&hash, &bytes), (&paper.fingerprint, &saved(&tab, &papers).bytes));
    let body = text(&part(&bytes, "word/document.xml"));
    assert_eq!(body.trim(), "（2026）豫14执2号：甲公司提供线索");
    let back = RecordWrites {
        edits: vec![([1; 16], sent.writes.edits[0].1.back())],
        ..RecordWrites::default()
    };
    assert!(tab.ask(WriteRecords { writes: back }).unwrap().may_write());
    assert_eq!(attachments(), [], "taken back with its record");
}

#[test]
fn every_device_of_the_book_makes_documents_by_it() {
    let world = World::default();
    let one = founder(&world);
    case(&one);
    let link = invite(&one, "王书记员", "clerk");
    let two = join(&world.beside(1), &link);
    summary(one.ask(put(&one, "甲{{案号}}")));
    sync(&one);
    sync(&two);
    assert_eq!(own(&two), own(&one));
    assert_eq!(made(&two), made(&one));
    // Who may not put rules in force may not put forms in force either.
    assert_eq!(code(two.ask(put(&two, "乙{{案号}}"))), "not_allowed");
    assert_eq!(
        code(two.ask(PutRules {
            key: KEY.into(),
            text: None
        })),
        "not_allowed"
    );
    assert_eq!(own(&two), own(&one));
}

/// The largest that is taken goes through a pack, the store and a reload.
#[test]
fn a_form_of_the_largest_size_is_shared() {
    let world = World::default();
    let one = founder(&world);
    let mut seed = 1_u64;
    let mut noise = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'!' + (seed >> 33) as u8 % 90)
    };
    let picture: String = (0..1_240_000).map(|_| noise()).collect();
    let body = "<w:p><w:r><w:t>{{案号}}</w:t></w:r></w:p>";
    let file = Docx::new(body).part("word/media/image1.png", &picture).bytes();
    assert!((DOCX_MAX * 9 / 10..=DOCX_MAX).contains(&file.len()), "{}", file.len());
    let said = clue_request();
    summary(one.ask(PutForm { file, said }));
    sync(&one);
    assert_eq!(own(&world.tab()).len(), 1);
    let link = invite(&one, "王书记员", "clerk");
    assert_eq!(own(&join(&world.beside(1), &link)), own(&one));
}

/// All forms lie in every snapshot, so there is an end to them. Plain text packs small; it is counted as it lies.
#[test]
fn more_forms_than_a_book_holds_are_refused() {
    let tab = founder(&World::default());
    let said = "本".repeat(DOCX_MAX / 3 - 200);
    let form = |name: usize| {
        let text = format!(
            r#"{{"form": "甲{name}", "name": ["甲{name}", "A"], "source": "本院", "mark": "C", "blocks": [{{"as": "paragraph", "text": "{said}"}}]}}"#
        );
        PutForm {
            file: text.into_bytes(),
            said: Said::default(),
        }
    };
    let taken = (0..12).take_while(|at| tab.ask(form(*at)).is_ok()).count();
    assert_eq!(taken, 8);
    assert_eq!(code(tab.ask(form(8))), "forms_too_many");
    assert_eq!(own(&tab).len(), 8);
    summary(tab.ask(PutRules {
        key: "form-甲0".into(),
        text: None,
    }));
    summary(tab.ask(form(8)));
}

#[test]
fn a_file_that_cannot_be_a_form_changes_nothing_and_says_what_was_meant() {
    let tab = founder(&World::default());
    let table = [
        (docx("{{案号码}}"), vec![("案号码".to_owned(), Some("案号".to_owned()))]),
        (
            docx("{{#被执行}}{{/被执行}}"),
            vec![("被执行".to_owned(), Some("被执行人".to_owned()))],
        ),
        (vec![b'P'; 60 << 20], Vec::new()),
        (Docx::new("").part("word/vbaProject.bin", "x").bytes(), Vec::new()),
        (docx("甲")[..200].to_vec(), Vec::new()),
    ];
    for (file, meant) in table {
        let said = clue_request();
        let Ok(Err(FormRefused { why, meant: near })) = tab.ask(CheckForm {
            file: file.clone(),
            said: said.clone(),
        }) else {
            panic!("it passed")
        };
        assert_eq!(near, meant, "{why:?}");
        assert!(meant.is_empty() || matches!(why.fault, FormFault::Docx(_)));
        assert_eq!(code(tab.ask(PutForm { file, said })), "form_refused");
    }
    assert_eq!(
        code(tab.ask(PutRules {
            key: "form-a".into(),
            text: Some("{}".into())
        })),
        "form_refused"
    );
    assert_eq!(own(&tab), []);
}

/// Records of documents name their form: two of one name could not be told apart.
#[test]
fn two_own_forms_do_not_bear_one_name() {
    let tab = founder(&World::default());
    let form = |key: &str| {
        let text = format!(
            r#"{{"form": "{key}", "name": ["询问通知", "A"], "source": "本院", "mark": "C", "blocks": [{{"as": "title", "text": "甲"}}]}}"#
        );
        (text.into_bytes(), Said::default())
    };
    let (file, said) = form("a");
    summary(tab.ask(PutForm { file, said }));
    for key in ["b", "询问通知"] {
        let (file, said) = form(key);
        let checked = tab.ask(CheckForm {
            file: file.clone(),
            said: said.clone(),
        });
        let Ok(Err(FormRefused { why, .. })) = checked else {
            panic!("{key}")
        };
        assert_eq!(why.fault, FormFault::NameTaken("询问通知".to_owned()), "{key}");
        assert_eq!(code(tab.ask(PutForm { file, said })), "form_refused", "{key}");
    }
    // The same again is the same.
    let (file, said) = form("a");
    summary(tab.ask(PutForm { file, said }));
}

/// Another build took what this one does not know: it stays in the book and is named, and the built-in one is used.
#[test]
fn a_form_this_build_cannot_read_is_named_and_not_used() {
    let tab = founder(&World::default());
    case(&tab);
    let before = made(&tab);
    let actions = vec![(
        casebook::event::BOOK,
        Action::PutRules {
            key: KEY.to_owned(),
            text: Some(r#"{"form": "clue_request", "paper": 3}"#.to_owned()),
        },
    )];
    summary(tab.ask(WriteActions { actions }));
    let forms = tab.ask(ReadForms).unwrap();
    assert_eq!((forms.left_out.len(), forms.left_out[0].key.as_str()), (1, KEY));
    assert!(forms.forms.iter().all(|form| form.own.is_none()));
    assert_eq!(made(&tab), before);
    summary(tab.ask(PutRules {
        key: KEY.into(),
        text: None,
    }));
    assert_eq!(tab.ask(ReadForms).unwrap().left_out, []);
}
