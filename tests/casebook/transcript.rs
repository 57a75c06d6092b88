//! Records of interviews: the text that is signed, who must sign, whether a signature is still of this text.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::book as support;

use super::strokes::scribble;
use casebook::action::{Happening, Particulars};
use casebook::attachment::{Attachment, AttachmentView};
use casebook::field::{Field, Value};
use casebook::kinds::Kinds;
use casebook::slot::{Kind, RecordKey};
use casebook::transcript::{
    Begun, FIRST_RECEPTION, Fault, Forms, FormsError, Part, Point, RECEPTION_DONE, REOPENED, SIGNATURE, SignFault,
    Signing, Standing, Stands, Strokes, TRANSCRIPT, Way, are_phones, begin, field, fingerprint, minutes,
    reception_shaken, reception_to_record, reopen, shown_by, sign, signed, standing, text as whole, unanswered,
};
use casebook::view::{CaseView, RecordView};
use proptest::prelude::*;
use support::{day, id, text};

fn record(kind: Kind, of: u8, fields: Vec<(u16, Value)>) -> RecordView {
    RecordView {
        record: RecordKey { kind, id: id(of) },
        fields,
        by: "书记员".to_owned(),
        at_ms: 1_000 * u64::from(of),
        flow: None,
    }
}

/// A first reception as it is written down.
fn reception() -> RecordView {
    let fields = vec![
        (field::SORT, text(FIRST_RECEPTION)),
        (field::CASE_NUMBER, text("（2026）豫14执93号")),
        (field::HELD_ON, Value::Date(day("2026-11-30"))),
        (field::BEGUN, text("09:30")),
        (field::INTERVIEWER, text("赵一")),
        (field::RECORDER, text("钱二")),
        (field::INTERVIEWEE, text("孙三")),
        (field::CAPACITY, text("applicant")),
        (field::CLAIM_AMOUNT, Value::Fen(law::money::Fen(12_345_600))),
        (field::SETTLES, Value::Bool(true)),
        (field::TOLD, text("权利义务已经告知。")),
        (field::BODY, text("问：听清楚了吗？\n答：听清楚了。")),
        (field::CONFIRMED, text("以上笔录我已看过。")),
    ];
    record(TRANSCRIPT, 1, fields)
}

fn changed(of: &RecordView, number: u16, value: Value) -> RecordView {
    let mut of = of.clone();
    of.fields.retain(|(known, _)| *known != number);
    of.fields.push((number, value));
    of
}

/// A case with these records.
fn case_of(records: &[RecordView]) -> CaseView {
    CaseView {
        fields: vec![(Field::CASE_NUMBER, text("（2026）豫14执93号"))],
        records: records.to_vec(),
        ..CaseView::empty(id(9))
    }
}

fn stands(transcript: &RecordView, signatures: &[RecordView]) -> Standing {
    standing(Kinds::builtin(), transcript, &case_of(signatures))
}

fn signing(part: Part, name: &str) -> Signing {
    Signing {
        part,
        name: name.to_owned(),
        way: Way::Pen,
        strokes: scribble(),
        reason: String::new(),
        witnesses: String::new(),
        on: day("2026-11-30"),
        at: "10:05".to_owned(),
    }
}

/// Signs it as it stands.
fn signs(transcript: &RecordView, before: &[RecordView], of: u8, signing: &Signing) -> RecordView {
    let fields = sign(transcript.record.id, &stands(transcript, before), signing).expect("a signature");
    record(SIGNATURE, of, fields)
}

fn all_sign(transcript: &RecordView) -> Vec<RecordView> {
    let mut signatures = Vec::new();
    for (of, part, name) in [
        (10, Part::Interviewee, "孙三"),
        (11, Part::Interviewer, "赵一"),
        (12, Part::Recorder, "钱二"),
    ] {
        let one = signs(transcript, &signatures, of, &signing(part, name));
        signatures.push(one);
    }
    signatures
}

fn who_stands(standing: &Standing) -> Vec<(Part, &str, Stands)> {
    let signers = standing.signers.iter();
    signers.map(|one| (one.part, one.name.as_str(), one.stands)).collect()
}

/// The names in the text of the kind are part of what was signed: none of them is ever worded anew.
#[test]
fn the_text_that_is_signed_stays_as_it_is() {
    let kind = Kinds::builtin().get(TRANSCRIPT).unwrap();
    let text = whole(kind, &reception().fields);
    let wanted = "初次接待笔录\n案号：（2026）豫14执93号\n日期：2026年11月30日\n开始时间：09:30\n谈话人：赵一\n\
        记录人：钱二\n被谈话人：孙三\n被谈话人身份：申请执行人\n申请执行标的额：123,456.00元\n同意和解：是\n已告知事项：\n\
        权利义务已经告知。\n谈话内容：\n问：听清楚了吗？\n答：听清楚了。\n核对确认：以上笔录我已看过。";
    assert_eq!(text, wanted);
    // Those of the first records; what came later stands between them and is in no text signed before.
    let first = kind.fields.iter().filter(|field| field.number <= field::CONFIRMED);
    let labels: Vec<&str> = first.map(|field| field.name.zh.as_str()).collect();
    assert_eq!(
        fingerprint(&labels.join("\n")),
        "bc7826cdcd80e6beae1b14feebf2480f1b0212a3248205625464101834ceaf22"
    );
}

#[test]
fn whoever_is_named_must_sign_and_then_it_is_complete() {
    let transcript = reception();
    let before = stands(&transcript, &[]);
    assert_eq!(
        who_stands(&before),
        [
            (Part::Interviewee, "孙三", Stands::Missing),
            (Part::Interviewer, "赵一", Stands::Missing),
            (Part::Recorder, "钱二", Stands::Missing),
        ]
    );
    assert!(!before.is_complete() && !before.is_signed());
    let signatures = all_sign(&transcript);
    for missing in 0..signatures.len() {
        let mut some = signatures.clone();
        some.remove(missing);
        assert!(!stands(&transcript, &some).is_complete(), "without {missing}");
    }
    let after = stands(&transcript, &signatures);
    assert!(after.is_complete() && after.stale().next().is_none());
    let strokes = after.signers[0].signature.as_ref().unwrap().strokes.as_ref();
    assert_eq!(strokes, Some(&scribble()));
}

#[test]
fn a_change_after_signing_shows_with_every_name_until_signed_again() {
    let transcript = reception();
    let mut signatures = all_sign(&transcript);
    let later = changed(&transcript, field::PLACE, text("第三谈话室"));
    let after = stands(&later, &signatures);
    let stale: Vec<&str> = after.stale().map(|signer| signer.name.as_str()).collect();
    assert_eq!(stale, ["孙三", "赵一", "钱二"]);
    assert!(!after.is_complete());
    signatures.push(signs(&later, &signatures, 20, &signing(Part::Interviewee, "孙三")));
    let again = stands(&later, &signatures);
    let stale: Vec<&str> = again.stale().map(|signer| signer.name.as_str()).collect();
    assert_eq!(stale, ["赵一", "钱二"]);
    // What it said before fits those who signed it then.
    assert!(!stands(&transcript, &signatures).is_complete());
    let renamed = changed(&transcript, field::RECORDER, text("李四"));
    let renamed = stands(&renamed, &all_sign(&transcript));
    assert!(who_stands(&renamed).contains(&(Part::Recorder, "钱二", Stands::Stale)));
    assert!(who_stands(&renamed).contains(&(Part::Recorder, "李四", Stands::Missing)));
}

#[test]
fn what_cannot_be_signed_says_why() {
    let whole = reception();
    let disputed = |number: u16, value: Value| {
        let mut record = whole.clone();
        record.fields.push((number, value));
        record
    };
    for (transcript, wanted) in [
        (changed(&whole, field::BODY, text(" \n ")), vec![Fault::Empty]),
        (changed(&whole, field::BODY, Value::None), vec![Fault::Empty]),
        (
            changed(&whole, field::RECORDER, Value::None),
            vec![Fault::Unnamed(Part::Recorder)],
        ),
        (
            changed(&whole, field::RECORDER, text("赵一")),
            vec![Fault::OneForBoth("赵一".to_owned())],
        ),
        (
            changed(&whole, field::INTERVIEWER, text("李四、钱二")),
            vec![Fault::OneForBoth("钱二".to_owned())],
        ),
        (
            changed(&whole, field::INTERVIEWEE, text("钱二")),
            vec![Fault::TwoParts("钱二".to_owned())],
        ),
        (disputed(field::PLACE, text("一")), vec![]),
        (
            disputed(field::BEGUN, text("08:00")),
            vec![Fault::Disputed(field::BEGUN)],
        ),
        (
            changed(&whole, field::CASE_NUMBER, text("（2026）豫14执94号")),
            vec![Fault::OtherNumber],
        ),
        (changed(&whole, field::ENDED, text("09:29")), vec![Fault::Hours]),
        (
            changed(&whole, field::ENDED, text("十点")),
            vec![Fault::NotATime(field::ENDED)],
        ),
        (changed(&whole, field::ENDED, text("9时30分")), vec![]),
        (
            changed(&whole, field::PHONE, text("1380000")),
            vec![Fault::Phone(field::PHONE)],
        ),
        (
            changed(&whole, field::DEBTOR_PHONE, text("13800001111、无")),
            vec![Fault::Phone(field::DEBTOR_PHONE)],
        ),
        (
            changed(
                &whole,
                field::BODY,
                text("问：一？\n答：\n问：二？\n答：好。\n问：三？"),
            ),
            vec![Fault::Unanswered(2)],
        ),
        (
            changed(&whole, field::TOLD, Value::None),
            vec![Fault::Lacks(field::TOLD)],
        ),
        (
            changed(&whole, field::CONFIRMED, text(" ")),
            vec![Fault::Lacks(field::CONFIRMED)],
        ),
        (changed(&whole, field::SORT, Value::None), vec![Fault::Sort]),
    ] {
        let standing = stands(&transcript, &[]);
        assert_eq!(standing.faults, wanted);
        let signed = sign(transcript.record.id, &standing, &signing(Part::Interviewee, "周五"));
        assert_eq!(signed.is_ok(), wanted.is_empty(), "{wanted:?}");
    }
}

#[test]
fn phones_times_and_answers_are_read_as_clerks_write_them() {
    for phone in [
        "",
        "13812345678",
        "138 1234 5678",
        "0370-3112233",
        "（0370）3112233转802",
        "3112233",
        "400-820-8820",
        "+86 13812345678",
        "+852 2345 6789",
        "13812345678、0370-3112233",
    ] {
        assert!(are_phones(phone), "{phone}");
    }
    for phone in [
        "12345",
        "23812345678",
        "12012345678",
        "138123456789",
        "0000-12345678",
        "无",
        "13812345678 张",
    ] {
        assert!(!are_phones(phone), "{phone}");
    }
    for (text, read) in [
        ("9:05", Some(545)),
        ("09：05", Some(545)),
        ("9时", Some(540)),
        ("24:00", None),
        ("9", None),
        ("", None),
    ] {
        assert_eq!(minutes(text), read, "{text}");
    }
    for (body, open) in [
        ("随便写的", 0),
        ("问：一？\n答：好。\n还有。", 0),
        ("问：一？\n答：\n另起一行答。", 0),
        ("问：一？\n答：  ", 1),
        ("问：一？\n问：二？\n答：好", 1),
    ] {
        assert_eq!(unanswered(body), open, "{body}");
    }
}

#[test]
fn what_was_signed_stays_complete_when_the_case_gets_another_number() {
    let transcript = reception();
    let mut view = case_of(&all_sign(&transcript));
    view.fields = vec![(Field::CASE_NUMBER, text("（2026）豫14执恢93号"))];
    let after = standing(Kinds::builtin(), &transcript, &view);
    assert_eq!(after.faults, [Fault::OtherNumber]);
    assert!(after.is_complete());
    view.fields.clear();
    let none = standing(Kinds::builtin(), &transcript, &view);
    assert_eq!(none.faults, [Fault::NoNumber]);
}

#[test]
fn each_sort_has_its_form_and_who_must_sign() {
    let mut enforcement = reception();
    for (number, value) in [
        (field::SORT, text("execution")),
        (field::INTERVIEWER, Value::None),
        (field::INTERVIEWEE, Value::None),
        (field::OFFICERS, text("赵一")),
        (field::PRESENT, text("孙三、周五")),
    ] {
        enforcement = changed(&enforcement, number, value);
    }
    enforcement.fields.retain(|(_, value)| *value != Value::None);
    let open = stands(&enforcement, &[]);
    assert_eq!(open.faults, [Fault::Empty], "what was done");
    assert_eq!(
        who_stands(&open),
        [
            (Part::Present, "孙三", Stands::Missing),
            (Part::Present, "周五", Stands::Missing),
            (Part::Officers, "赵一", Stands::Missing),
            (Part::Recorder, "钱二", Stands::Missing),
        ]
    );
    let done = Forms::builtin().of("execution").unwrap().content;
    let enforcement = changed(&enforcement, done, text("查封房屋一套，张贴封条。"));
    assert_eq!(stands(&enforcement, &[]).faults, []);
}

#[test]
fn a_signature_is_asked_what_it_lacks() {
    let transcript = reception();
    let standing = stands(&transcript, &[]);
    let with = |change: &dyn Fn(&mut Signing)| {
        let mut signing = signing(Part::Interviewee, "孙三");
        change(&mut signing);
        sign(transcript.record.id, &standing, &signing).map(|_| ())
    };
    let refuse = |signing: &mut Signing, reason: &str, witnesses: &str| {
        signing.way = Way::Refused;
        signing.reason = reason.to_owned();
        signing.witnesses = witnesses.to_owned();
    };
    assert_eq!(with(&|_| ()), Ok(()));
    assert_eq!(with(&|s| s.name = " ".to_owned()), Err(SignFault::NoName));
    assert_eq!(with(&|s| s.strokes = Strokes::default()), Err(SignFault::NoStrokes));
    let dot = Strokes::of([vec![
        Point::default(),
        Point {
            x: 3,
            ..Point::default()
        },
    ]]);
    assert_eq!(with(&|s| s.strokes = dot.clone()), Err(SignFault::NoStrokes));
    assert_eq!(
        with(&|s| s.name = "赵一".to_owned()),
        Err(SignFault::AnotherPart(Part::Interviewer))
    );
    assert_eq!(with(&|s| s.way = Way::Paper), Err(SignFault::NoReason));
    assert_eq!(with(&|s| refuse(s, "", "周五")), Err(SignFault::NoReason));
    assert_eq!(with(&|s| refuse(s, "不认可", " ")), Err(SignFault::NoWitness));
    assert_eq!(with(&|s| refuse(s, "不认可", "周五")), Ok(()));
    for witnesses in ["赵一", "周五、钱二", "孙三，周五"] {
        assert_eq!(
            with(&|s| refuse(s, "不认可", witnesses)),
            Err(SignFault::WitnessTakesPart),
            "{witnesses}"
        );
    }
    let staff = |s: &mut Signing| {
        (s.part, s.name) = (Part::Recorder, "钱二".to_owned());
        refuse(s, "不认可", "周五");
    };
    assert_eq!(with(&staff), Err(SignFault::MayNotRefuse));
}

#[test]
fn a_refusal_completes_a_record_and_a_witness_may_sign_too() {
    let transcript = reception();
    let mut signatures = all_sign(&transcript);
    let refused = Signing {
        way: Way::Refused,
        reason: "对金额有异议".to_owned(),
        witnesses: "周五".to_owned(),
        ..signing(Part::Interviewee, "孙三")
    };
    signatures[0] = signs(&transcript, &[], 10, &refused);
    signatures.push(signs(&transcript, &signatures, 30, &signing(Part::Witness, "周五")));
    let standing = stands(&transcript, &signatures);
    assert!(standing.is_complete());
    let others: Vec<_> = standing
        .without_pen()
        .map(|(who, way)| (who.name.as_str(), way))
        .collect();
    assert_eq!(others, [("孙三", Way::Refused)]);
    let first = standing.signers[0].signature.as_ref().unwrap();
    assert_eq!(
        (first.way, first.reason.as_str(), first.strokes.as_ref()),
        (Way::Refused, "对金额有异议", None)
    );
    assert_eq!(first.by, "书记员");
    assert!(who_stands(&standing).contains(&(Part::Witness, "周五", Stands::Fits)));
    // A signature of another record is none here.
    let other = RecordView {
        record: RecordKey {
            kind: TRANSCRIPT,
            id: id(2),
        },
        ..transcript
    };
    assert!(!stands(&other, &signatures).is_signed());
}

#[test]
fn a_signature_on_paper_counts_once_its_scan_is_in_the_case() {
    let transcript = reception();
    let mut signatures = all_sign(&transcript);
    let on_paper = Signing {
        way: Way::Paper,
        reason: "在打印件上签名".to_owned(),
        ..signing(Part::Interviewee, "孙三")
    };
    signatures[0] = signs(&transcript, &[], 10, &on_paper);
    let before = stands(&transcript, &signatures);
    assert!(who_stands(&before).contains(&(Part::Interviewee, "孙三", Stands::AwaitsScan)));
    assert!(!before.is_complete() && before.without_pen().next().is_none());
    assert_eq!(before.awaiting().count(), 1);
    let scan = shown_by(before.signers[0].signature.as_ref().unwrap(), id(77));
    assert_eq!(scan.seen, [(signed::SCAN, Value::None)]);
    signatures[0].fields.extend(scan.write.fields);
    // What the signature names must be there, too, and stay.
    assert!(!stands(&transcript, &signatures).is_complete());
    let mut view = case_of(&signatures);
    view.attachments.push(file(77));
    let after = standing(Kinds::builtin(), &transcript, &view);
    assert!(after.is_complete() && after.awaiting().next().is_none());
    assert_eq!(after.without_pen().count(), 1);
    // Of another text it proves nothing.
    let later = changed(&transcript, field::PLACE, text("第三谈话室"));
    let later = standing(Kinds::builtin(), &later, &view);
    assert!(who_stands(&later).contains(&(Part::Interviewee, "孙三", Stands::Stale)));
}

/// A scan in a case.
fn file(of: u8) -> AttachmentView {
    AttachmentView {
        attachment: Attachment {
            id: id(of),
            ..Attachment::default()
        },
        by: "书记员".to_owned(),
        at_ms: 1,
    }
}

#[test]
fn a_record_all_have_signed_is_opened_with_a_reason_before_it_is_changed() {
    let transcript = reception();
    let mut records = all_sign(&transcript);
    let two = stands(&transcript, &records[..2]);
    assert!(!two.is_sealed());
    let opens = |standing: &Standing, reason| reopen(transcript.record.id, standing, reason, day("2026-12-01"));
    assert_eq!(opens(&two, "笔误"), None, "not all have signed: it is just changed");
    let sealed = stands(&transcript, &records);
    assert!(sealed.is_sealed());
    assert_eq!(opens(&sealed, " "), None, "without a reason");
    records.push(record(REOPENED, 60, opens(&sealed, "地点笔误").unwrap()));
    let opened = stands(&transcript, &records);
    assert!(opened.is_complete() && !opened.is_sealed());
    assert_eq!(opened.reopened[0].reason, "地点笔误");
    let later = changed(&transcript, field::PLACE, text("第三谈话室"));
    assert_eq!(stands(&later, &records).stale().count(), 3);
    for (of, part, name) in [
        (70, Part::Interviewee, "孙三"),
        (71, Part::Interviewer, "赵一"),
        (72, Part::Recorder, "钱二"),
    ] {
        records.push(signs(&later, &records, of, &signing(part, name)));
    }
    assert!(
        stands(&later, &records).is_sealed(),
        "what was opened was the text before"
    );
}

#[test]
fn a_reception_that_is_recorded_says_when_its_record_no_longer_holds() {
    let transcript = reception();
    let mut records = all_sign(&transcript);
    records.push(transcript.clone());
    let mut view = case_of(&records);
    let shaken = |view: &CaseView| reception_shaken(view, Kinds::builtin());
    view.happenings.push(Happening {
        id: id(1),
        key: RECEPTION_DONE.to_owned(),
        on: day("2026-11-30"),
        subject: String::new(),
        particulars: Particulars::default(),
    });
    assert_eq!(shaken(&view), None);
    let later = changed(&transcript, field::PLACE, text("第三谈话室"));
    *view.records.last_mut().unwrap() = later;
    assert_eq!(shaken(&view), Some(transcript.record));
    // Another that is whole carries it; and what is not recorded rests on nothing.
    let mut other = transcript.clone();
    other.record.id = id(2);
    let whole = all_sign(&other).into_iter().zip(80..).map(|(mut signature, of)| {
        signature.record.id = id(of);
        signature
    });
    let both = whole.chain([other]).collect::<Vec<_>>();
    let mut carried = view.clone();
    carried.records.extend(both);
    assert_eq!(shaken(&carried), None);
    view.happenings.clear();
    assert_eq!(shaken(&view), None);
}

#[test]
fn a_complete_reception_is_offered_to_the_nodes_once() {
    let transcript = reception();
    let signatures = all_sign(&transcript);
    let mut view = CaseView::empty(id(9));
    let to_record = |view: &CaseView, transcript: &RecordView| {
        reception_to_record(view, transcript, &stands(transcript, &signatures))
    };
    assert_eq!(to_record(&view, &transcript), Some(day("2026-11-30")));
    assert_eq!(to_record(&view, &changed(&transcript, field::PLACE, text("室"))), None);
    let interview = changed(&transcript, field::SORT, text("interview"));
    let signed_interview = reception_to_record(&view, &interview, &stands(&interview, &all_sign(&interview)));
    assert_eq!(signed_interview, None);
    view.happenings.push(Happening {
        id: id(1),
        key: RECEPTION_DONE.to_owned(),
        on: day("2026-11-30"),
        subject: String::new(),
        particulars: Particulars::default(),
    });
    assert_eq!(to_record(&view, &transcript), None);
}

/// A record that 赵一 begins on a day when every seizure lasts until the end of 2028.
fn begin_of(view: &CaseView, sort: &str) -> Vec<(u16, Value)> {
    let begun = Begun {
        sort,
        me: "赵一",
        today: day("2026-11-30"),
        last_day: &|_| Some(day("2028-12-31")),
    };
    begin(view, Kinds::builtin(), &begun)
}

#[test]
fn what_is_preserved_is_told_with_the_day_the_rules_reckon() {
    let kind = Kinds::builtin().named("seizure").unwrap();
    let seizure = |of: u8, values: &[(&str, Value)]| {
        let fields = values
            .iter()
            .map(|(key, value)| (kind.field_named(key).unwrap().number, value.clone()));
        record(kind.kind, of, fields.collect())
    };
    let released = kind.field(kind.released().unwrap()).unwrap().key.clone();
    let mut view = CaseView::empty(id(9));
    view.records = vec![
        seizure(50, &[("asset", text("某行账户"))]),
        seizure(
            51,
            &[("asset", text("旧车")), (&released, Value::Date(day("2026-10-01")))],
        ),
    ];
    let fields = begin_of(&view, FIRST_RECEPTION);
    let told = fields.iter().find(|(number, _)| *number == field::PRESERVATION);
    assert_eq!(told.map(|(_, value)| value), Some(&text("某行账户，至 2028-12-31")));
}

#[test]
fn a_reception_begins_with_what_the_case_says() {
    let kinds = Kinds::builtin();
    let mut view = CaseView::empty(id(9));
    view.fields = vec![
        (Field::CASE_NUMBER, text("（2026）豫14执93号")),
        (Field::APPLICANT, text("孙三")),
        (Field::DEBTOR, text("某某公司、李四")),
        (Field::BASIS_ISSUER, text("某法院")),
        (Field::BASIS_DOC_NO, text("（2025）豫14民初1号")),
        (Field::CLAIM_AMOUNT, Value::Fen(law::money::Fen(100))),
    ];
    let begun = |view: &CaseView| begin_of(view, FIRST_RECEPTION);
    let value = |fields: &[(u16, Value)], number: u16| {
        fields
            .iter()
            .find(|(known, _)| *known == number)
            .map(|(_, value)| value.clone())
    };
    let fields = begun(&view);
    for (number, wanted) in [
        (field::SORT, text(FIRST_RECEPTION)),
        (field::HELD_ON, Value::Date(day("2026-11-30"))),
        (field::INTERVIEWER, text("赵一")),
        (field::INTERVIEWEE, text("孙三")),
        (field::BASIS, text("某法院 （2025）豫14民初1号")),
        (field::DEBTOR, text("某某公司、李四")),
    ] {
        assert_eq!(value(&fields, number), Some(wanted), "{number}");
    }
    for number in [field::RECORDER, field::TOLD, field::CONFIRMED] {
        assert_eq!(value(&fields, number), None, "{number} is said by whoever was there");
    }
    let enforcement = begin_of(&view, "execution");
    assert_eq!(value(&enforcement, field::OFFICERS), Some(text("赵一")));
    assert_eq!(value(&enforcement, field::INTERVIEWEE), None);
    let party = kinds.named("party").unwrap();
    let party_of = |of: u8, values: &[(&str, &str)]| {
        let fields = values
            .iter()
            .map(|(key, value)| (party.field_named(key).unwrap().number, text(value)));
        record(party.kind, of, fields.collect())
    };
    view.records = vec![
        party_of(
            40,
            &[
                ("role", "applicant"),
                ("name", "某银行"),
                ("sort", "company"),
                ("agent", "周五"),
                ("phone", "138"),
            ],
        ),
        party_of(41, &[("role", "debtor"), ("name", "李四"), ("address", "某路1号")]),
    ];
    let fields = begun(&view);
    assert_eq!(value(&fields, field::INTERVIEWEE), Some(text("周五")));
    assert_eq!(value(&fields, field::CAPACITY), None);
    assert_eq!(value(&fields, field::PHONE), Some(text("138")));
    assert_eq!(value(&fields, field::DEBTOR_ADDRESS), Some(text("某路1号")));
    // Two values that wait for a ruling are none.
    view.fields
        .push((Field::CLAIM_AMOUNT, Value::Fen(law::money::Fen(200))));
    assert_eq!(value(&begun(&view), field::CLAIM_AMOUNT), None);
}

#[test]
fn forms_that_are_not_whole_are_refused() {
    let whole = include_str!("../../rules/transcript.json");
    assert_eq!(Forms::load(whole).as_ref(), Ok(Forms::builtin()));
    let of = str::to_owned;
    for (from, to, fault) in [
        ("\"mark\": \"K\"", "\"mark\": \" \"", FormsError::NoSource),
        ("\"Recusal\"", "\"\"", FormsError::Empty(of("first_reception"))),
        ("\"Has read it\"", "\"\"", FormsError::Empty(String::new())),
        (
            "\"sort\": \"inquiry\"",
            "\"sort\": \"interview\"",
            FormsError::Sort(of("interview")),
        ),
        (
            "\"sort\": \"inquiry\"",
            "\"sort\": \"inquest\"",
            FormsError::Sort(of("inquiry")),
        ),
        (
            "\"begun\", \"ended\"",
            "\"begun\", \"begun\"",
            FormsError::Field(of("first_reception"), of("begun")),
        ),
        (
            "\"begun\", \"ended\"",
            "\"begun\", \"body\"",
            FormsError::Field(of("first_reception"), of("body")),
        ),
        (
            "\"begun\", \"ended\"",
            "\"begun\", \"end\"",
            FormsError::Field(of("first_reception"), of("end")),
        ),
        (
            "\"interviewee\", \"interviewer\", \"recorder\"]",
            "\"interviewee\", \"witness\", \"recorder\"]",
            FormsError::Signs(of("first_reception"), of("witness")),
        ),
        (
            "\"interviewee\", \"interviewer\", \"recorder\"]",
            "\"interviewee\"]",
            FormsError::Signs(of("first_reception"), String::new()),
        ),
    ] {
        assert!(whole.contains(from), "{from}");
        assert_eq!(Forms::load(&whole.replacen(from, to, 1)), Err(fault), "{to}");
    }
    let unread = Forms::load(&whole.replacen("\"questions\"", "\"question\"", 1));
    assert!(matches!(unread, Err(FormsError::Unreadable(_))));
    let questions = Forms::builtin().forms.iter().flat_map(|form| &form.questions);
    for one in questions {
        assert!(
            one.text.starts_with("问：") && one.text.ends_with("答："),
            "{}",
            one.text
        );
    }
}

/// Changes one character of a text at a place that falls into it.
fn one_changed(text: &str, place: usize, by: char) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = place % letters.len();
    letters[at] = if letters[at] == by { '另' } else { by };
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn any_change_of_any_character_shows(at in 0_usize..12, place in any::<usize>(), by in any::<char>()) {
        let transcript = reception();
        let signatures = all_sign(&transcript);
        let texts: Vec<(u16, String)> = transcript.fields.iter().filter_map(|(number, value)| match value {
            Value::Text(text) => Some((*number, text.clone())),
            _ => None,
        }).collect();
        let (number, text) = texts[at % texts.len()].clone();
        let later = changed(&transcript, number, Value::Text(one_changed(&text, place, by)));
        let after = stands(&later, &signatures);
        prop_assert_eq!(after.stale().count(), 3);
        prop_assert!(!after.is_complete());
    }
}

#[test]
fn a_signature_names_its_record_and_its_text() {
    let transcript = reception();
    let standing = stands(&transcript, &[]);
    let fields = sign(transcript.record.id, &standing, &signing(Part::Interviewee, " 孙三 ")).unwrap();
    for (number, wanted) in [
        (signed::NAME, text("孙三")),
        (signed::FINGERPRINT, text(&fingerprint(&standing.text))),
        (signed::ON, Value::Date(day("2026-11-30"))),
        (signed::AT, text("10:05")),
    ] {
        assert!(fields.contains(&(number, wanted)), "{number}");
    }
    let kinds = Kinds::builtin();
    for (kind, numbers) in [
        (
            TRANSCRIPT,
            [
                (field::INTERVIEWER, "interviewer"),
                (field::BODY, "body"),
                (field::CONFIRMED, "confirmed"),
            ],
        ),
        (
            SIGNATURE,
            [
                (signed::STROKES, "strokes"),
                (signed::REASON, "reason"),
                (signed::WITNESSES, "witnesses"),
            ],
        ),
    ] {
        for (number, key) in numbers {
            assert_eq!(kinds.get(kind).unwrap().field(number).unwrap().key, key);
        }
    }
}
