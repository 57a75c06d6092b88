//! What the text of a kind must hold.
#![allow(clippy::unwrap_used)]
use casebook::kinds::Kinds;

/// The built-in text of seizures with one thing in it replaced.
fn spoilt(from: &str, to: &str) -> Result<Kinds, String> {
    let whole = include_str!("../../rules/records/seizure.json");
    assert!(whole.contains(from), "{from}");
    Kinds::load(&[&whole.replacen(from, to, 1)], &[]).map_err(|error| format!("{error:?}"))
}

#[test]
fn a_text_that_does_not_hold_together_is_refused_with_its_place() {
    assert!(spoilt("\"Rank\"", "\"Rank \"").is_ok());
    for (from, to, said) in [
        ("\"number\": 18", "\"number\": 17", "Reused(\"seizure\", \"\")"),
        ("\"number\": 18", "\"number\": 3", "Reserved(\"seizure\", \"\")"),
        ("\"n\": 8,", "\"n\": 80,", "Reused(\"seizure\", \"keeper\")"),
        ("\"n\": 8,", "\"n\": 9,", "Reused(\"seizure\", \"keeper\")"),
        (
            "\"key\": \"keeper\"",
            "\"key\": \"owner\"",
            "Twice(\"seizure\", \"owner\")",
        ),
        ("\"Keeper\"", "\" \"", "NoName(\"seizure\", \"keeper\")"),
        ("\"node.record\"", "\"node.wish\"", "UnknownRight(\"seizure\")"),
        (
            "\"type\": \"number\"",
            "\"type\": \"float\"",
            "UnknownType(\"seizure\", \"rank\")",
        ),
        ("[\"asset\"]", "[\"asse\"]", "UnknownField(\"seizure\", \"asse\")"),
        (
            "\"same\": [\"asset\", \"measure\", ",
            "\"same\": [",
            "NotTelling(\"seizure\", \"\")",
        ),
        (
            "\"waits\": \"rank\"",
            "\"waits\": \"owner\"",
            "NotANumber(\"seizure\", \"owner\")",
        ),
        (
            "{\"measure\": \"deposit\"}",
            "{\"measure\": \"depot\"}",
            "Choice(\"seizure\", \"measure\")",
        ),
        (
            "\"on\": \"effective_on\"",
            "\"on\": \"keeper\"",
            "NotADay(\"seizure\", \"deposit_frozen\")",
        ),
        ("plan:7(9); 民诉法解释485; 查封规定", "", "NoSource(\"seizure\")"),
    ] {
        assert_eq!(spoilt(from, to).map(|_| ()), Err(said.to_owned()), "{to}");
    }
    assert!(spoilt("\"title\"", "\"titel\"").unwrap_err().starts_with("Unreadable"));
}
