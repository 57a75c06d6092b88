//! Numbers of documents: given when they are recorded as sent, without gap or double; two devices that did not see each other
//! leave one question.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::papers::{kept, only_attachment, saved};
use crate::support::docx;
use crate::work_support;

use casebook::folder::BUREAU;
use casebook::kinds::{KindOf, Kinds};
use casebook::last_number::LastNumber;
use protocol::{
    Action, CaseId, CasePaper, Field, MakeBackup, MakePapers, NextNumbers, OpenBook, OpenWith, PaperKey, Papers,
    PapersAsked, ReadCase, ReadSharedNumbers, ReadUnsureNumbers, RecordKey, RecordWrite, RecordWrites, RestoreBackup,
    SharedNumber, UnsureSeries, Value, WriteActions, WriteRecords,
};
use work_support::share::{founder, invite, join, sync};
use work_support::{Tab, World, code, file, found, me, summary, today};

const ONE: CaseId = [1; 16];
const TWO: CaseId = [2; 16];
const RULING: &str = "sealing_ruling";
const NOTICE: &str = "assistance_notice";

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn cases(tab: &Tab) {
    let case = |number: &str| {
        Action::Set(vec![
            (Field::CASE_NUMBER, text(number)),
            (Field::FILED_ON, Value::Date(today())),
        ])
    };
    let actions = vec![(ONE, case("（2026）豫14执1号")), (TWO, case("（2026）豫14执2号"))];
    summary(tab.ask(WriteActions { actions }));
}

fn next(tab: &Tab, papers: &[(CaseId, &str)]) -> Vec<String> {
    let papers = papers.iter().map(|(case, form)| (*case, (*form).to_owned())).collect();
    tab.ask(NextNumbers { papers, on: today() }).unwrap()
}

fn document() -> &'static KindOf {
    Kinds::builtin().named("document").unwrap()
}

/// Records a document of a case as sent, or writes another number into its record, or takes it back.
fn record(tab: &Tab, id: u8, case: CaseId, name: &str, number: &str, in_force: bool) {
    let field = |key: &str| document().field_named(key).unwrap().number;
    let record = RecordKey {
        kind: document().kind,
        id: [id; 16],
    };
    let write = RecordWrite {
        record,
        in_force: Some(in_force),
        fields: vec![
            (field("name"), text(name)),
            (field("sort"), text("other")),
            (field("issued_on"), Value::Date(today())),
            (field("number"), text(number)),
        ],
    };
    let actions = vec![(case, Action::Record(Box::new(write)))];
    summary(tab.ask(WriteActions { actions }));
}

const RULING_NAME: &str = "执行裁定书（查封、扣押、冻结）";
const NOTICE_NAME: &str = "协助执行通知书";

#[test]
fn rulings_count_in_their_case_and_notices_in_their_year() {
    let tab = founder(&World::default());
    cases(&tab);
    let year = today().format("%Y").to_string();
    let notice = |serial: u32| format!("（{year}）执协{serial}号");
    let asked = [
        (ONE, RULING),
        (TWO, RULING),
        (ONE, RULING),
        (ONE, NOTICE),
        (TWO, NOTICE),
        (ONE, "summons"),
        ([9; 16], RULING),
    ];
    let given = next(&tab, &asked);
    let first = "（2026）豫14执1号之一";
    assert_eq!(
        given,
        [
            first,
            "（2026）豫14执2号之一",
            "（2026）豫14执1号之二",
            &notice(1),
            &notice(2),
            "",
            ""
        ]
    );
    // Nothing was written, so nothing is used.
    assert_eq!(next(&tab, &asked), given);
    record(&tab, 1, ONE, RULING_NAME, first, true);
    record(&tab, 2, ONE, NOTICE_NAME, &notice(41), true);
    record(&tab, 3, TWO, NOTICE_NAME, &notice(42), true);
    assert_eq!(
        next(&tab, &[(ONE, RULING), (ONE, NOTICE)]),
        ["（2026）豫14执1号之二", &notice(43)]
    );
    // Of a case that was taken out of the lists the number went out all the same.
    let actions = vec![(TWO, Action::Hide(true))];
    summary(tab.ask(WriteActions { actions }));
    assert_eq!(next(&tab, &[(ONE, NOTICE)]), [notice(43)]);
    // What was taken back is given again, also if another went out after it.
    record(&tab, 1, ONE, RULING_NAME, first, false);
    assert_eq!(next(&tab, &[(ONE, RULING)]), [first]);
    record(&tab, 5, ONE, RULING_NAME, "（2026）豫14执1号之二", true);
    assert_eq!(
        next(&tab, &[(ONE, RULING), (ONE, RULING)]),
        [first, "（2026）豫14执1号之三"]
    );
}

/// What was sent after the backup was made is not in it: the numbers it bears went out on paper all the same.
#[test]
fn after_an_older_backup_was_restored_it_is_asked_how_far_numbers_were_used() {
    let world = World::default();
    let tab = world.tab_unopened();
    me(tab.ask(found(Some("长风破浪会有时"))));
    summary(tab.ask(OpenBook { today: today() }));
    cases(&tab);
    let year = today().format("%Y").to_string();
    let notice = |serial: u32| format!("（{year}）执协{serial}号");
    record(&tab, 1, ONE, NOTICE_NAME, &notice(1), true);
    let (_, bytes) = file(tab.ask(MakeBackup { passphrase: None }));
    record(&tab, 2, ONE, NOTICE_NAME, &notice(2), true);
    let papers = vec![
        (ONE, NOTICE.to_owned()),
        (TWO, NOTICE.to_owned()),
        (ONE, RULING.to_owned()),
    ];
    let unsure = |tab: &Tab| {
        let on = today();
        tab.ask(ReadUnsureNumbers {
            papers: papers.clone(),
            on,
        })
        .unwrap()
    };
    assert_eq!(unsure(&tab), [], "nothing was restored here");

    let other = World::default();
    other.wait(1_000_003);
    let restored = other.tab_unopened();
    let restore = RestoreBackup {
        bytes,
        replace: false,
        with: OpenWith::Passphrase("长风破浪会有时".into()),
    };
    me(restored.ask(restore));
    summary(restored.ask(OpenBook { today: today() }));
    let asked = unsure(&restored);
    let told: Vec<(String, u32)> = asked.iter().map(|one| (one.series.name(), one.known)).collect();
    let expected = [
        (format!("（{year}）执协…号"), 1),
        ("（2026）豫14执1号之…".to_owned(), 0),
    ];
    assert_eq!(told, expected);
    let said = |one: &UnsureSeries, last: u32| {
        let series = one.series.name();
        let device = one.device.clone();
        (BUREAU, LastNumber { series, last, device }.edit())
    };
    let writes = RecordWrites {
        edits: vec![said(&asked[0], 2), said(&asked[1], 0)],
        ..RecordWrites::default()
    };
    assert!(restored.ask(WriteRecords { writes }).unwrap().may_write());
    assert_eq!(unsure(&restored), [], "it is asked once");
    assert_eq!(
        next(&restored, &[(ONE, NOTICE), (ONE, RULING)]),
        [notice(3), "（2026）豫14执1号之一".to_owned()]
    );
    // What a backup of the restored device brings elsewhere is asked there anew, with what was said as known.
    let (_, bytes) = file(restored.ask(MakeBackup { passphrase: None }));
    let third = World::default();
    third.wait(2_000_003);
    let tab = third.tab_unopened();
    let with = OpenWith::Passphrase("长风破浪会有时".into());
    let replace = false;
    me(tab.ask(RestoreBackup { bytes, replace, with }));
    summary(tab.ask(OpenBook { today: today() }));
    let known: Vec<u32> = unsure(&tab).iter().map(|one| one.known).collect();
    assert_eq!(known, [2, 0]);
}

fn asked(only: Vec<PaperKey>) -> PapersAsked {
    PapersAsked {
        cases: vec![ONE, TWO],
        forms: vec![RULING.to_owned()],
        answers: Vec::new(),
        court: String::new(),
        again: false,
        today: today(),
        only,
        ..PapersAsked::default()
    }
}

fn made(tab: &Tab, only: Vec<PaperKey>) -> Papers {
    tab.ask(MakePapers { asked: asked(only) }).unwrap()
}

/// Before it is recorded the number is a gap; afterwards the paper bears it, and the very file with it is kept and can be saved
/// as long as the record stands. Taken back, the number is free.
#[test]
fn a_paper_is_kept_with_the_number_it_was_recorded_with() {
    let tab = founder(&World::default());
    cases(&tab);
    let before = made(&tab, Vec::new());
    let missing = |papers: &Papers, at: usize| papers.papers[at].paper.gaps.iter().any(|gap| gap.field == "文书号");
    assert!(missing(&before, 0) && missing(&before, 1));
    let key = PaperKey {
        number: next(&tab, &[(ONE, RULING)]).remove(0),
        ..before.papers[0].key()
    };
    let mut numbered = made(&tab, vec![key.clone(), before.papers[1].key()]);
    assert_eq!(numbered.papers.len(), 2);
    assert!(!missing(&numbered, 0) && missing(&numbered, 1));
    numbered.papers.truncate(1);
    let paper = &numbered.papers[0];
    // A record with the hash of the file without its number is not that of what goes out.
    let wrong = kept(paper, today(), &before.papers[0].fingerprint);
    assert_eq!(code(tab.ask(wrong)), "attachment_damaged");
    let sent = kept(paper, today(), &paper.fingerprint);
    assert!(tab.ask(sent.clone()).unwrap().may_write());
    assert_eq!(made(&tab, Vec::new()).papers.len(), 1, "it is not made a second time");
    assert_eq!(next(&tab, &[(ONE, RULING)]), ["（2026）豫14执1号之二"]);
    let attachments = || tab.ask(ReadCase { id: ONE }).unwrap().unwrap().attachments;
    let bytes = only_attachment(&tab, ONE);
    let hash = law::canonical::hex(&<sha2::Sha256 as sha2::Digest>::digest(&bytes));
    assert_eq!((&hash, &bytes), (&paper.fingerprint, &saved(&tab, &numbered).bytes));
    let body = docx::text(&docx::part(&bytes, "word/document.xml"));
    assert!(body.contains("（2026）豫14执1号之一"), "{body}");
    let back = RecordWrites {
        edits: vec![(ONE, sent.writes.edits[0].1.back())],
        ..RecordWrites::default()
    };
    assert!(tab.ask(WriteRecords { writes: back }).unwrap().may_write());
    assert_eq!(
        (attachments(), next(&tab, &[(ONE, RULING)])),
        (vec![], vec![key.number])
    );
}

/// Each of two debtors of one name gets an order of his own, with a number of its own.
#[test]
fn two_of_one_name_do_not_get_one_number() {
    let tab = founder(&World::default());
    cases(&tab);
    let debtors = Action::Set(vec![(Field::DEBTOR, text("张伟、张伟"))]);
    let actions = vec![(ONE, debtors)];
    summary(tab.ask(WriteActions { actions }));
    // The names of a side are told apart by records alone.
    let party = |id: u8| {
        let kind = Kinds::builtin().named("party").unwrap();
        let field = |key: &str| kind.field_named(key).unwrap().number;
        let write = RecordWrite {
            record: RecordKey {
                kind: kind.kind,
                id: [id; 16],
            },
            in_force: Some(true),
            fields: vec![(field("role"), text("debtor")), (field("name"), text("张伟"))],
        };
        (ONE, Action::Record(Box::new(write)))
    };
    let actions = vec![party(7), party(8)];
    summary(tab.ask(WriteActions { actions }));
    let asked = |only| PapersAsked {
        cases: vec![ONE],
        forms: vec!["consumption_limit".to_owned()],
        ..asked(only)
    };
    let before = tab
        .ask(MakePapers {
            asked: asked(Vec::new()),
        })
        .unwrap();
    assert_eq!(before.papers.len(), 2);
    let numbers = next(&tab, &[(ONE, "consumption_limit"), (ONE, "consumption_limit")]);
    assert_ne!(numbers[0], numbers[1]);
    let keys = before.papers.iter().zip(&numbers);
    let keys = keys.map(|(paper, number)| PaperKey {
        number: number.clone(),
        ..paper.key()
    });
    let numbered = tab
        .ask(MakePapers {
            asked: asked(keys.collect()),
        })
        .unwrap();
    let given: Vec<&String> = numbered.papers.iter().map(|paper| &paper.number).collect();
    assert_eq!(given, [&numbers[0], &numbers[1]]);
}

/// Two made by two devices in one case, or for two people, are two documents with one number.
#[test]
fn two_files_with_one_number_are_a_question_within_a_case_too() {
    let tab = founder(&World::default());
    cases(&tab);
    let number = next(&tab, &[(ONE, RULING)]).remove(0);
    let made = |court: &str| {
        let key = PaperKey {
            case: ONE,
            form: RULING.to_owned(),
            addressee: String::new(),
            number: number.clone(),
        };
        let asked = PapersAsked {
            court: court.to_owned(),
            ..asked(vec![key])
        };
        tab.ask(MakePapers { asked }).unwrap().papers.remove(0)
    };
    for (id, court) in [(1, "甲法院"), (2, "乙法院")] {
        assert_eq!(shared(&tab), []);
        let paper = made(court);
        let mut sent = kept(&paper, today(), &paper.fingerprint);
        let record = RecordKey {
            kind: document().kind,
            id: [id; 16],
        };
        sent.writes.edits[0].1.write.record = record;
        sent.writes.papers[0].record = record;
        assert!(tab.ask(sent).unwrap().may_write());
    }
    let [question] = shared(&tab).try_into().unwrap();
    assert_eq!((question.number, question.papers.len()), (number, 2));
}

/// What was numbered by hand before counts, however it was typed.
#[test]
fn a_number_typed_by_hand_is_not_given_again() {
    let tab = founder(&World::default());
    cases(&tab);
    record(&tab, 1, ONE, RULING_NAME, "(2026)豫14执1号 之一", true);
    assert_eq!(next(&tab, &[(ONE, RULING)]), ["（2026）豫14执1号之二"]);
    record(&tab, 2, TWO, RULING_NAME, "〔2026〕豫14执1号之一", true);
    assert_eq!(shared(&tab).len(), 1);
}

fn shared(tab: &Tab) -> Vec<SharedNumber> {
    tab.ask(ReadSharedNumbers).unwrap()
}

/// A notice to an office may be of several cases: recorded in each, it is still one.
#[test]
fn one_document_of_two_cases_is_no_question() {
    let tab = founder(&World::default());
    cases(&tab);
    let key = PaperKey {
        case: ONE,
        form: NOTICE.to_owned(),
        addressee: String::new(),
        number: next(&tab, &[(ONE, NOTICE)]).remove(0),
    };
    let asked = PapersAsked {
        forms: vec![NOTICE.to_owned()],
        ..asked(vec![key])
    };
    let [paper] = tab.ask(MakePapers { asked }).unwrap().papers.try_into().unwrap();
    for case in [ONE, TWO] {
        let paper = CasePaper { case, ..paper.clone() };
        assert!(tab.ask(kept(&paper, today(), &paper.fingerprint)).unwrap().may_write());
    }
    assert_eq!(shared(&tab), []);
    record(&tab, 1, TWO, NOTICE_NAME, &paper.number, true);
    assert_eq!(shared(&tab).len(), 1, "another one with its number is");
}

#[test]
fn two_devices_that_give_one_number_unseen_leave_one_question() {
    let world = World::default();
    let one = founder(&world);
    cases(&one);
    let link = invite(&one, "王法官", "judge");
    let two = join(&world.beside(1), &link);
    let number = next(&one, &[(ONE, NOTICE)]).remove(0);
    assert_eq!(next(&two, &[(TWO, NOTICE)]).concat(), number);
    record(&one, 1, ONE, NOTICE_NAME, &number, true);
    record(&two, 2, TWO, NOTICE_NAME, &number, true);
    // Served on a second one: the same document, and no question. Numbered by hand: the court's own matter.
    record(&one, 3, ONE, NOTICE_NAME, &number, true);
    record(&one, 4, ONE, "函", "甲1", true);
    record(&one, 5, TWO, "函", "甲1", true);
    assert_eq!(shared(&one), []);
    for _ in 0..2 {
        sync(&one);
        sync(&two);
    }
    let paper = |case: CaseId, of: &str| (case, of.to_owned(), NOTICE_NAME.to_owned());
    let papers = vec![paper(ONE, "（2026）豫14执1号"), paper(TWO, "（2026）豫14执2号")];
    let question = [SharedNumber { number, papers }];
    assert_eq!((shared(&one), shared(&two)), (question.to_vec(), question.to_vec()));
    let another = next(&two, &[(TWO, NOTICE)]).remove(0);
    record(&two, 2, TWO, NOTICE_NAME, &another, true);
    sync(&two);
    sync(&one);
    assert_eq!((shared(&one), shared(&two)), (vec![], vec![]));
}
