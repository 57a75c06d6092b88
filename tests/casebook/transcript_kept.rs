//! Records of interviews that are signed: what counts as signed, how one is corrected, its sheets, its place in the dossier.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::dossier::dossier;
use crate::support::book as support;
use crate::transcript::{all_sign, case_of, changed, reception, record, signing, signs, stands, who_stands};

use casebook::action::{Happening, Particulars};
use casebook::attachment::{Attachment, AttachmentView};
use casebook::dossier::{Item, Reason, Stands as Place};
use casebook::field::Value;
use casebook::kinds::Kinds;
use casebook::transcript::{
    Line, Part, RECEPTION_DONE, REOPENED, Signing, Standing, Stands, TRANSCRIPT, Way, field, reception_shaken, reopen,
    sheets, shown_by, signed, standing,
};
use casebook::view::CaseView;
use proptest::prelude::*;
use support::{day, id, text};

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
fn what_all_have_signed_stands_in_the_main_volume_by_itself() {
    let transcript = reception();
    let signatures = all_sign(&transcript);
    let of = |records: &[_]| {
        let mut view = case_of(records);
        view.records.push(transcript.clone());
        view
    };
    let item = Item::Transcript(transcript.record.id);
    let open = of(&signatures[..2]);
    assert!(dossier(&open).entry(item).is_none(), "not all have signed");
    let view = of(&signatures);
    let dossier = dossier(&view);
    let mut main = dossier.main.iter().filter(|section| !section.entries.is_empty());
    let section = main.next().expect("a heading");
    let entry = &section.entries[0];
    assert_eq!(
        (
            section.heading.key.as_str(),
            entry.item,
            entry.title.as_str(),
            entry.pages,
            entry.on
        ),
        (
            "records",
            item,
            "初次接待笔录（孙三）",
            Some(1),
            Some(day("2026-11-30"))
        )
    );
    assert_eq!(entry.stands, Place::Proposed(Reason::Record(TRANSCRIPT)));
    assert!(main.next().is_none());
}

fn line(text: &str, is_long: bool) -> Line<'_> {
    Line {
        number: field::BODY,
        label: "谈话内容",
        text: text.to_owned(),
        is_long,
    }
}

#[test]
fn a_long_record_takes_several_sheets_and_the_last_has_room_for_who_signs() {
    let standing = stands(&reception(), &[]);
    let body = "问：你申请执行什么内容？金额是多少？\n答：归还借款十万元。\n".repeat(40);
    let sheets = sheets(&[line(&body, true)], &standing.signers);
    assert_eq!(
        sheets.iter().map(|sheet| sheet.rows.len()).collect::<Vec<_>>(),
        [27, 27, 23, 4]
    );
    assert_eq!(sheets.iter().filter(|sheet| sheet.is_last).count(), 1);
    assert!(sheets.last().unwrap().is_last, "with the end of what was said");
    // A mark that closes stays on the line it closes.
    let wide = format!("{}。", "字".repeat(37));
    let sheets = casebook::transcript::sheets(&[line(&wide, true)], &standing.signers);
    let rows = &sheets[0].rows;
    assert_eq!(
        rows.iter().map(|row| row.text.chars().count()).collect::<Vec<_>>(),
        [0, 38]
    );
}

proptest! {
    #[test]
    fn no_word_is_lost_between_sheets(text in "[a-zA-Z0-9 字，。“”\n]{0,400}", is_long in any::<bool>()) {
        let standing = stands(&reception(), &[]);
        let sheets = sheets(&[line(&text, is_long)], &standing.signers);
        let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
        let told: String = rows.map(|row| row.text.as_str()).collect();
        let bare = |text: &str| text.lines().map(str::trim_end).collect::<String>();
        prop_assert_eq!(told, bare(&text));
        for row in sheets.iter().flat_map(|sheet| &sheet.rows) {
            prop_assert!(row.text.chars().count() <= 63);
        }
    }
}
