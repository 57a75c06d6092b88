//! Documents of many cases at once: what they say, what is left out, what recording them as sent brings about.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::folder::BUREAU;
use casebook::kinds::{KindOf, Kinds};
use chrono::NaiveDate;
use law::money::Fen;
use protocol::{
    Action, CaseId, CasePaper, Doubt, Field, MakePapers, Origin, Papers, PapersAsked, ReadAttachment, ReadCase,
    ReadForms, RecordEdit, RecordKey, RecordWrite, RecordWrites, RecordsWritten, SavePapers, SavedFile, SentPaper,
    Value, WhyNot, WriteActions, WriteRecords,
};
use store::StoreTable;
use work_support::share::{founder, invite};
use work_support::{Tab, World, code, summary, today};

const OWED: CaseId = [1; 16];
const SEALED: CaseId = [2; 16];
const CLOSED: CaseId = [3; 16];
const GONE: CaseId = [9; 16];

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn office(tab: &Tab) {
    let case = |number: &str, more: Vec<(Field, Value)>| {
        let mut fields = vec![
            (Field::CASE_NUMBER, text(number)),
            (Field::APPLICANT, text("甲公司")),
            (Field::DEBTOR, text("张某、李某")),
            (Field::FILED_ON, Value::Date(today())),
        ];
        fields.extend(more);
        Action::Set(fields)
    };
    let actions = vec![
        (
            OWED,
            case(
                "（2026）豫14执2号",
                vec![
                    (Field::CLAIM_KIND, text("money")),
                    (Field::CLAIM_AMOUNT, Value::Fen(Fen(10_000_000))),
                ],
            ),
        ),
        (SEALED, case("（2026）豫14执保2号", Vec::new())),
        (
            CLOSED,
            case("（2026）豫14执3号", vec![(Field::CLOSED_ON, Value::Date(today()))]),
        ),
    ];
    summary(tab.ask(WriteActions { actions }));
}

fn asked(forms: &[&str]) -> PapersAsked {
    PapersAsked {
        cases: vec![OWED, SEALED, CLOSED, GONE],
        forms: forms.iter().map(|key| (*key).to_owned()).collect(),
        answers: vec![("提供期限".to_owned(), "十五日内".to_owned())],
        court: "豫东市中级人民法院".to_owned(),
        again: false,
        today: today(),
        ..PapersAsked::default()
    }
}

fn made(tab: &Tab, asked: PapersAsked) -> Papers {
    match tab.ask(MakePapers { asked }) {
        Ok(papers) => papers,
        other => panic!("{other:?}"),
    }
}

fn said(papers: &Papers) -> Vec<(&str, &str, &str)> {
    let papers = papers.papers.iter();
    papers
        .map(|paper| {
            (
                paper.case_number.as_str(),
                paper.paper.form.as_str(),
                paper.addressee.as_str(),
            )
        })
        .collect()
}

#[test]
fn each_debtor_gets_a_notice_and_what_cannot_be_made_is_named() {
    let tab = founder(&World::default());
    office(&tab);
    let papers = made(&tab, asked(&["execution_notice", "clue_request"]));
    let number = "（2026）豫14执2号";
    assert_eq!(
        said(&papers),
        [
            (number, "execution_notice", "张某"),
            (number, "execution_notice", "李某"),
            (number, "clue_request", "甲公司"),
        ]
    );
    let left: Vec<(CaseId, WhyNot)> = papers.left_out.iter().map(|left| (left.case, left.why)).collect();
    let each = [
        (SEALED, WhyNot::Preservation),
        (CLOSED, WhyNot::Closed),
        (GONE, WhyNot::Gone),
    ];
    let twice: Vec<(CaseId, WhyNot)> = each.into_iter().flat_map(|one| [one, one]).collect();
    assert_eq!(left, twice);
    let gaps = |at: usize| -> Vec<&str> {
        let gaps = &papers.papers[at].paper.gaps;
        gaps.iter().map(|spot| spot.field.as_str()).collect()
    };
    assert!(gaps(0).contains(&"案款账号"), "{:?}", gaps(0));
    // 100,000 yuan cost 1,400 (诉讼费用交纳办法14(1)), in figures and in capitals.
    let known = |name: &str| !gaps(0).iter().any(|gap| gap.starts_with(name));
    assert!(known("执行费"), "{:?}", gaps(0));
    assert!(
        !gaps(2).contains(&"提供期限"),
        "it was asked for once and stands in each"
    );
}

/// The bytes of the only attachment of a case.
pub(crate) fn only_attachment(tab: &Tab, id: CaseId) -> Vec<u8> {
    let [view] = tab
        .ask(ReadCase { id })
        .unwrap()
        .unwrap()
        .attachments
        .try_into()
        .unwrap();
    let read = ReadAttachment {
        case: id,
        attachment: view.attachment.id,
        small: false,
        sha256: Some(view.attachment.sha256),
    };
    tab.ask(read).unwrap().bytes
}

pub(crate) fn saved(tab: &Tab, papers: &Papers) -> SavedFile {
    let papers = papers.papers.clone();
    tab.ask(SavePapers { papers, today: today() }).unwrap()
}

#[test]
fn the_files_are_those_looked_at_and_the_same_each_time() {
    let tab = founder(&World::default());
    office(&tab);
    let save = |forms: &[&str]| saved(&tab, &made(&tab, asked(forms)));
    let one = save(&["clue_request"]);
    assert_eq!(one.name, "提供被执行人财产通知书（甲公司） （2026）豫14执2号.docx");
    let many = save(&["execution_notice", "clue_request"]);
    assert!(many.name.ends_with(".zip"), "{}", many.name);
    assert_eq!(many.bytes, save(&["execution_notice", "clue_request"]).bytes);
}

fn document() -> &'static KindOf {
    Kinds::builtin().named("document").unwrap()
}

/// 7(3): the matter is done when the three have gone out; nobody sends them a second time by mistake.
#[test]
fn what_is_recorded_as_sent_closes_the_matter_and_is_not_made_again() {
    let tab = founder(&World::default());
    office(&tab);
    let papers = made(&tab, asked(&["execution_notice"]));
    let number = |key: &str| document().field_named(key).unwrap().number;
    let edits = papers.papers.iter().zip(1..).map(|(paper, at)| {
        let write = RecordWrite {
            record: RecordKey {
                kind: document().kind,
                id: [at; 16],
            },
            in_force: Some(true),
            fields: vec![
                (number("name"), text(&paper.paper.name)),
                (number("sort"), text(&paper.paper.form)),
                (number("addressee"), text(&paper.addressee)),
                (number("issued_on"), Value::Date(today())),
                (number("fingerprint"), text(&paper.fingerprint)),
            ],
        };
        (paper.case, RecordEdit::new(write))
    });
    let writes = RecordWrites {
        edits: edits.collect(),
        ..RecordWrites::default()
    };
    assert!(tab.ask(WriteRecords { writes }).unwrap().may_write());
    let view = tab.ask(ReadCase { id: OWED }).unwrap().unwrap();
    let file = casebook::facts::CaseFile::of_view(&view, Kinds::builtin());
    assert!(
        file.happenings
            .iter()
            .any(|known| known.key == "execution_notice_sent" && known.on == today())
    );
    let again = made(&tab, asked(&["execution_notice"]));
    assert_eq!(again.papers, []);
    assert_eq!(
        (again.left_out[0].case, again.left_out[0].why),
        (OWED, WhyNot::SentBefore(today()))
    );
    let anyway = PapersAsked {
        again: true,
        ..asked(&["execution_notice"])
    };
    assert_eq!(made(&tab, anyway).papers.len(), 2);
}

/// What went out can be had again, byte for byte, as long as it is recorded as sent; what is not recorded is not kept.
#[test]
fn what_is_recorded_as_sent_is_kept_byte_for_byte() {
    let world = World::default();
    let tab = founder(&world);
    office(&tab);
    let only = PapersAsked {
        cases: vec![OWED],
        ..asked(&["clue_request"])
    };
    let papers = made(&tab, only);
    let (paper, file) = (&papers.papers[0], saved(&tab, &papers));
    let attachments = || tab.ask(ReadCase { id: OWED }).unwrap().unwrap().attachments;
    let blobs = || {
        let all = world.records.everything();
        all.iter().filter(|((room, _), _)| *room == StoreTable::Blobs).count()
    };
    let early = today().pred_opt().unwrap();
    assert!(!tab.ask(kept(paper, early, &paper.fingerprint)).unwrap().may_write());
    assert_eq!(code(tab.ask(kept(paper, today(), "00"))), "attachment_damaged");
    assert_eq!((attachments(), blobs()), (Vec::new(), 0), "all or none");
    assert!(tab.ask(kept(paper, today(), &paper.fingerprint)).unwrap().may_write());
    let [view] = attachments().try_into().unwrap();
    let attachment = view.attachment;
    assert_eq!((&attachment.name, attachment.origin), (&file.name, Origin::MadeHere));
    assert_eq!(attachment.filed.map(|filed| filed.record.id), Some([78; 16]));
    let read = ReadAttachment {
        case: OWED,
        attachment: attachment.id,
        small: false,
        sha256: Some(attachment.sha256),
    };
    assert_eq!(tab.ask(read.clone()).unwrap().bytes, file.bytes);
    // Years later the case says something else; the file does not.
    let renamed = Action::Set(vec![(Field::APPLICANT, text("丙公司"))]);
    summary(tab.ask(WriteActions {
        actions: vec![(OWED, renamed)],
    }));
    assert_eq!(tab.ask(read).unwrap().bytes, file.bytes);
    let back = RecordWrites {
        edits: vec![(OWED, kept(paper, today(), &paper.fingerprint).writes.edits[0].1.back())],
        ..RecordWrites::default()
    };
    assert!(tab.ask(WriteRecords { writes: back }).unwrap().may_write());
    assert_eq!(attachments(), [], "taken back with its record");
}

/// Records a paper as sent with this fingerprint, its file with it.
pub(crate) fn kept(paper: &CasePaper, on: NaiveDate, fingerprint: &str) -> WriteRecords {
    let number = |key: &str| document().field_named(key).unwrap().number;
    let record = RecordKey {
        kind: document().kind,
        id: [78; 16],
    };
    let write = RecordWrite {
        record,
        in_force: Some(true),
        fields: vec![
            (number("name"), text(&paper.paper.name)),
            (number("sort"), text("clue_request")),
            (number("issued_on"), Value::Date(on)),
            (number("fingerprint"), text(fingerprint)),
            (number("number"), text(&paper.number)),
        ],
    };
    let sent = SentPaper {
        record,
        paper: paper.clone(),
    };
    WriteRecords {
        writes: RecordWrites {
            edits: vec![(paper.case, RecordEdit::new(write))],
            papers: vec![sent],
            ..RecordWrites::default()
        },
    }
}

/// A summons names the person it goes to; what was typed for one case stands in no other by itself.
#[test]
fn each_summons_names_the_one_it_goes_to_and_one_that_was_sent_is_not_made_again() {
    let tab = founder(&World::default());
    office(&tab);
    let papers = made(&tab, asked(&["summons"]));
    let owed = papers.papers.iter().filter(|paper| paper.case == OWED);
    let names: Vec<&str> = owed.map(|paper| paper.addressee.as_str()).collect();
    assert_eq!(names, ["张某", "李某"]);
    let missing = papers.papers[0].paper.gaps.iter().any(|spot| spot.field == "被传唤人");
    assert!(!missing, "{:?}", papers.papers[0].paper.gaps);
    assert!(sent(&tab, &papers.papers[0], "other", today()).may_write());
    let again = made(&tab, asked(&["summons"]));
    assert!(
        again
            .left_out
            .iter()
            .any(|left| (left.case, left.why) == (OWED, WhyNot::SentBefore(today())))
    );
}

/// The filing starts the matter: a notice that went out before it is a slip of the pen, and nothing is written.
#[test]
fn a_notice_is_not_recorded_as_sent_before_the_case_was_filed() {
    let tab = founder(&World::default());
    office(&tab);
    let papers = made(&tab, asked(&["execution_notice"]));
    let early = today().pred_opt().unwrap();
    let refused = sent(&tab, &papers.papers[0], "execution_notice", early);
    assert_eq!(refused.early.len(), 1);
    let view = tab.ask(ReadCase { id: OWED }).unwrap().unwrap();
    assert!(view.records.is_empty());
}

fn sent(tab: &Tab, paper: &CasePaper, sort: &str, on: NaiveDate) -> RecordsWritten {
    let number = |key: &str| document().field_named(key).unwrap().number;
    let write = RecordWrite {
        record: RecordKey {
            kind: document().kind,
            id: [77; 16],
        },
        in_force: Some(true),
        fields: vec![
            (number("name"), text(&paper.paper.name)),
            (number("sort"), text(sort)),
            (number("issued_on"), Value::Date(on)),
        ],
    };
    let writes = RecordWrites {
        edits: vec![(paper.case, RecordEdit::new(write))],
        ..RecordWrites::default()
    };
    tab.ask(WriteRecords { writes }).unwrap()
}

/// A paper with gaps, and one whose case moved on since it was made, are asked about before they are recorded as sent.
#[test]
fn what_speaks_against_sending_a_paper_is_told() {
    let tab = founder(&World::default());
    office(&tab);
    let before = made(&tab, asked(&["clue_request", "sealing_ruling"]));
    let of = |form: &str| before.papers.iter().find(|paper| paper.paper.form == form).unwrap();
    let (notice, ruling) = (of("clue_request"), of("sealing_ruling"));
    let gaps = |paper: &CasePaper, given: &[&str]| match paper.doubts(Some(paper), given).as_slice() {
        [Doubt::Gaps(gaps)] => gaps.clone(),
        other => panic!("{other:?}"),
    };
    assert!(gaps(ruling, &[]).contains(&"文书号".to_owned()));
    assert!(
        !gaps(ruling, &["文书号"]).contains(&"文书号".to_owned()),
        "its number is given when it goes out"
    );
    let again = || {
        let only = before.papers.iter().map(CasePaper::key).collect();
        made(
            &tab,
            PapersAsked {
                only,
                ..asked(&["clue_request", "sealing_ruling"])
            },
        )
    };
    let moved = |paper: &CasePaper, now: &Papers| {
        let now = now.papers.iter().find(|now| now.key() == paper.key());
        paper.doubts(now, &[]).contains(&Doubt::Moved)
    };
    assert!(before.papers.iter().all(|paper| !moved(paper, &again())));
    let renamed = vec![(OWED, Action::Set(vec![(Field::APPLICANT, text("丙公司"))]))];
    summary(tab.ask(WriteActions { actions: renamed }));
    assert!(moved(notice, &again()));
    let gone = vec![(OWED, Action::Hide(true))];
    summary(tab.ask(WriteActions { actions: gone }));
    assert!(moved(ruling, &again()), "it is not made any more");
}

/// The centre makes rulings and has no judge of its own: a clerk named as one speaks against sending it (plan Art. 4).
#[test]
fn a_ruling_signed_by_a_clerk_is_not_sent_unasked() {
    let tab = founder(&World::default());
    office(&tab);
    invite(&tab, "陈记", "clerk");
    invite(&tab, "黄审", "judge");
    let named = |field: &str, names: &str| {
        let answers = vec![(field.to_owned(), names.to_owned())];
        let forms = asked(&["sealing_ruling", "clue_request"]);
        made(&tab, PapersAsked { answers, ..forms })
    };
    let not_judges = |papers: &Papers, form: &str| {
        let paper = papers.papers.iter().find(|paper| paper.paper.form == form).unwrap();
        let told = Doubt::NotJudges(paper.not_judges.clone());
        assert_eq!(
            paper.doubts(Some(paper), &[]).contains(&told),
            !paper.not_judges.is_empty()
        );
        paper.not_judges.clone()
    };
    let by_clerk = named("审判员", "黄审、陈记");
    assert_eq!(not_judges(&by_clerk, "sealing_ruling"), ["陈记"]);
    assert!(not_judges(&by_clerk, "clue_request").is_empty(), "no judge signs it");
    // Nobody here is of another department: nothing is said of a name that is not known.
    assert!(not_judges(&named("审判员", "黄审 别庭人"), "sealing_ruling").is_empty());
    let judges = |tab: &Tab| -> Vec<String> {
        let all = tab.ask(ReadForms).unwrap().judges.into_iter();
        all.map(|judge| [&[judge.name], &judge.stands_in_for[..]].concat().join("←"))
            .collect()
    };
    let here = judges(&tab);
    assert!(
        here.contains(&"黄审".to_owned()) && !here.contains(&"陈记".to_owned()),
        "{here:?}"
    );

    // While a judge is away, who stands in is offered in his place; somebody without the post is not.
    invite(&tab, "高审", "judge");
    invite(&tab, "罗审", "judge");
    let away = |id: u8, who: &str, by: &str| {
        let kind = Kinds::builtin().named("stand_in").unwrap();
        let field = |key: &str, value: Value| (kind.field_named(key).unwrap().number, value);
        let write = RecordWrite {
            record: RecordKey {
                kind: kind.kind,
                id: [id; 16],
            },
            in_force: Some(true),
            fields: vec![
                field("who", text(who)),
                field("by", text(by)),
                field("from", Value::Date(today())),
                field("to", Value::Date(today())),
            ],
        };
        (BUREAU, Action::Record(Box::new(write)))
    };
    let actions = vec![away(91, "黄审", "罗审"), away(92, "高审", "陈记")];
    summary(tab.ask(WriteActions { actions }));
    let now = judges(&tab);
    assert_eq!(now.first().map(String::as_str), Some("罗审←黄审"), "{now:?}");
    assert!(
        now.contains(&"高审".to_owned()) && !now.contains(&"黄审".to_owned()),
        "{now:?}"
    );
}
