//! Records of interviews: the text that is signed, who must sign, whether a signature is still of this text.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::book as support;

use super::strokes::scribble;
use casebook::action::{Happening, Particulars};
use casebook::field::{Field, Value};
use casebook::kinds::Kinds;
use casebook::slot::{Kind, RecordKey};
use casebook::transcript::{
    FIRST_RECEPTION, Part, Point, RECEPTION_DONE, SIGNATURE, SignFault, Signing, Standing, Stands, Strokes, TRANSCRIPT,
    Way, field, fingerprint, reception_to_record, sign, signed, standing, text as whole,
};
use casebook::view::{CaseView, RecordView};
use proptest::prelude::*;
use support::{day, id, text};

pub fn record(kind: Kind, of: u8, fields: Vec<(u16, Value)>) -> RecordView {
    RecordView {
        record: RecordKey { kind, id: id(of) },
        fields,
        by: "书记员".to_owned(),
        at_ms: 1_000 * u64::from(of),
        flow: None,
    }
}

/// A first reception as it is written down.
pub fn reception() -> RecordView {
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

pub fn changed(of: &RecordView, number: u16, value: Value) -> RecordView {
    let mut of = of.clone();
    of.fields.retain(|(known, _)| *known != number);
    of.fields.push((number, value));
    of
}

/// A case with these records.
pub fn case_of(records: &[RecordView]) -> CaseView {
    CaseView {
        fields: vec![(Field::CASE_NUMBER, text("（2026）豫14执93号"))],
        records: records.to_vec(),
        ..CaseView::empty(id(9))
    }
}

pub fn stands(transcript: &RecordView, signatures: &[RecordView]) -> Standing {
    standing(Kinds::builtin(), transcript, &case_of(signatures))
}

pub fn signing(part: Part, name: &str) -> Signing {
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
pub fn signs(transcript: &RecordView, before: &[RecordView], of: u8, signing: &Signing) -> RecordView {
    let fields = sign(transcript.record.id, &stands(transcript, before), signing).expect("a signature");
    record(SIGNATURE, of, fields)
}

pub fn all_sign(transcript: &RecordView) -> Vec<RecordView> {
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

pub fn who_stands(standing: &Standing) -> Vec<(Part, &str, Stands)> {
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
