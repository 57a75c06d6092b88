//! What cells say beside a value.
use files::text;

use crate::readers::list;

/// Words for nothing, and words that say something.
#[test]
fn blank_words_say_nothing() {
    for word in &list("blank_words") {
        assert!(text::is_blank_word(word), "{word}");
    }
    for word in [
        "",
        "0",
        "一",
        "无锡",
        "同上",
        "*",
        "####",
        "未结案件",
        "2022-04-29",
        "约30万",
        "-1",
        "/2",
        "详见判决",
    ] {
        assert!(!text::is_blank_word(word), "{word}");
    }
    for (word, null) in [
        ("NULL", true),
        ("\\N", true),
        ("nan", true),
        ("/", false),
        ("无", false),
        ("Nan", false),
    ] {
        assert_eq!(text::is_null(word), null, "{word}");
    }
}

/// A list with what a reader has to change, row by row.
const LIST: &str = "案号,立案日期,结案日期,被执行人,申请标的额(元),承办人
（2023）豫1421执1号,2023-05-15,/,乙某,1234.565,NULL
（2023）豫1421执2号,2023-05-14T16:00:00.000Z,未结,丙某,—,钱某
（2023）豫1421执3号,无,,丁某,1,钱某
（2023）豫1421执4号,2023-05-15,2023-02-30,戊某,1,钱某
（2023）豫1421执5号,2023-05-15,,己某,\"3,000,00\",钱某
";

/// What was done to a cell is told, a required date is not blanked, and a doubtful amount names both readings.
#[test]
fn what_was_done_to_a_row_is_told() {
    use files::{json, read};
    let all = read::read_all(LIST.as_bytes(), None).unwrap();
    let told: Vec<_> = all
        .rows
        .iter()
        .map(|row| {
            let shown = json::row(row, &all.layout);
            let mut hints: Vec<_> = row
                .hints
                .iter()
                .map(|(key, hint)| (key.unwrap_or(""), hint.code()))
                .collect();
            hints.sort_unstable();
            let values = |key: &str| shown["values"][key].clone();
            let why = row.rejected().map(|problem| (problem.code.code(), problem.why.clone()));
            (hints, values("filed_on"), values("claim_amount_fen"), why)
        })
        .collect();
    let day = serde_json::json!("2023-05-15");
    let blank = serde_json::Value::Null;
    assert_eq!(
        told[0].0,
        [
            ("claim_amount_fen", "rounded"),
            ("closed_on", "blank_word"),
            ("handler", "blank_word")
        ]
    );
    assert_eq!((&told[0].1, &told[0].2), (&day, &serde_json::json!(123_457)));
    assert_eq!(
        told[1].0,
        [
            ("claim_amount_fen", "blank_word"),
            ("closed_on", "blank_word"),
            ("filed_on", "utc_moment")
        ]
    );
    assert_eq!((&told[1].1, &told[1].2, &told[1].3), (&day, &blank, &None));
    let refused = |at: usize| told[at].3.clone().unwrap();
    assert_eq!(refused(2).0, "missing_filed_on");
    assert_eq!(
        refused(3),
        ("bad_date", "结案日期 is not a day of the calendar".to_owned())
    );
    let both = "can be read as 300,000.00 or as 3,000.00 yuan";
    assert_eq!(refused(4).0, "bad_amount");
    assert!(refused(4).1.ends_with(both), "{}", refused(4).1);
}
