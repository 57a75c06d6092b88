//! The forms of records of interviews: what each sort has, what stands there beforehand, what is in the way of signing.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::book as support;
use crate::transcript::{all_sign, case_of, changed, reception, record, signing, stands, who_stands};

use casebook::field::{Field, Value};
use casebook::kinds::Kinds;
use casebook::transcript::{
    Begun, FIRST_RECEPTION, Fault, Forms, FormsError, Part, Stands, are_phones, begin, field, minutes, sign, standing,
    unanswered,
};
use casebook::view::CaseView;
use support::{day, id, text};

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
