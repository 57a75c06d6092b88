//! Days that cannot be are told wherever they are entered.
#![allow(clippy::unwrap_used)]
use casebook::field::Field;
use casebook::sound::{Days, Unsound};
use chrono::NaiveDate;
use law::nodes::NodeSet;

fn day(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// What is told of a case, and at which field.
type Told = &'static [(Field, Unsound)];

#[test]
fn days_that_cannot_be_are_told_at_their_field() {
    // Received, filed, closed, and what is told on 2026-11-29.
    let cases: [(&str, &str, &str, Told); 8] = [
        ("", "2026-05-09", "", &[]),
        ("2026-05-09", "2026-05-09", "2026-05-09", &[]),
        (
            "2026-05-10",
            "2026-05-09",
            "",
            &[(Field::RECEIVED_ON, Unsound::ReceivedAfterFiled)],
        ),
        (
            "",
            "2026-05-09",
            "2026-05-08",
            &[(Field::CLOSED_ON, Unsound::ClosedBeforeFiled)],
        ),
        ("", "2026-11-29", "", &[]),
        ("", "2026-11-30", "", &[(Field::FILED_ON, Unsound::InFuture)]),
        ("", "2026-05-09", "2027-01-01", &[(Field::CLOSED_ON, Unsound::InFuture)]),
        ("2026-05-09", "", "2026-05-08", &[]),
    ];
    for (received, filed, closed, told) in cases {
        let days = Days {
            received: day(received),
            filed: day(filed),
            closed: day(closed),
        };
        assert_eq!(days.unsound(day("2026-11-29")), told, "{received} {filed} {closed}");
    }
    let future = Days {
        filed: day("2026-11-30"),
        ..Days::default()
    };
    assert!(
        future.unsound(None).is_empty(),
        "without a clock nothing is in the future"
    );
}

#[test]
fn what_the_filing_starts_cannot_come_before_it() {
    let set = NodeSet::builtin();
    let days = Days {
        received: day("2022-04-28"),
        filed: day("2022-05-06"),
        closed: None,
    };
    let cases = [
        ("execution_notice_sent", "2001-05-06", Some(Unsound::BeforeFiled)),
        ("execution_notice_sent", "2022-05-05", Some(Unsound::BeforeFiled)),
        ("execution_notice_sent", "2022-05-06", None),
        ("first_reception_done", "2022-05-01", Some(Unsound::BeforeFiled)),
        ("execution_notice_sent", "2026-11-30", Some(Unsound::InFuture)),
        // A deposit may have been frozen under a preservation before.
        ("deposit_frozen", "2022-03-01", None),
    ];
    for (key, on, told) in cases {
        let found = days.unsound_happening(set, key, day(on).unwrap(), day("2026-11-29").unwrap());
        assert_eq!(found, told, "{key} {on}");
    }
    let unknown = Days::default();
    let on = day("2001-01-01").unwrap();
    let found = unknown.unsound_happening(set, "execution_notice_sent", on, day("2026-11-29").unwrap());
    assert_eq!(found, None, "without a filing day nothing is before it");
}
