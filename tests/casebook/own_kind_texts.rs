//! What the text of a court's own kind or flow must hold, and what it changes.
#![allow(clippy::unwrap_used)]
use casebook::kinds::{Kinds, What, built_in_texts, changes};
use casebook::rules::key_of;
use casebook::slot::Kind;

const CONTACT: &str = include_str!("../data/kinds/own_contact.json");
const MORE: &str = include_str!("../data/kinds/asset_more.json");
const EXTENSION: &str = include_str!("../../rules/flows/extension.json");
const CONTACTS: Kind = Kind(1000);

/// The kinds with these texts, or the code of why not with its place.
fn of(texts: &[&str]) -> Result<Kinds, String> {
    let keyed: Vec<(String, &str)> = texts
        .iter()
        .map(|text| (key_of(text).unwrap_or_default(), *text))
        .collect();
    let kinds = Kinds::of(keyed.iter().map(|(key, text)| (key.as_str(), *text)));
    kinds.map_err(|error| {
        let (code, kind, at) = error.why.told();
        format!("{code} {kind} {at}").trim().to_owned()
    })
}

fn spoilt(whole: &str, from: &str, to: &str) -> Result<(), String> {
    assert!(whole.contains(from), "{from}");
    of(&[&whole.replacen(from, to, 1)]).map(drop)
}

#[test]
fn a_text_of_the_court_is_refused_with_its_place() {
    assert!(of(&[CONTACT]).is_ok());
    for (from, to, said) in [
        ("\"number\": 1000", "\"number\": 59", "not_own own_contact"),
        ("\"number\": 1000", "\"number\": 2000", "not_own own_contact"),
        (
            "\"kind\": \"own_contact\"",
            "\"kind\": \"contact\"",
            "flow_unknown_kind own_contact",
        ),
        (
            "\"flow\": \"own_contact\"",
            "\"flow\": \"contact\"",
            "not_own own_contact contact",
        ),
        ("\"n\": 5,", "\"n\": 0,", "not_own own_contact words"),
        ("\"n\": 5,", "\"n\": 4,", "twice own_contact words"),
        ("\"note\"", "\"wish\"", "unknown_right own_contact"),
        (
            "\"right\": \"note\",",
            "\"right\": \"note\", \"own_page\": true,",
            "not_own own_contact",
        ),
        (
            "\"right\": \"note\",",
            "\"right\": \"note\", \"unlisted\": true,",
            "not_own own_contact",
        ),
        (
            "\"not_by\": [\"ask\"]",
            "\"not_by\": []",
            "flow_own_decision own_contact check",
        ),
        (
            "\"to\": \"asked\"",
            "\"to\": \"aske\"",
            "flow_unknown_state own_contact aske",
        ),
        (
            "\"entered\": [\"with\", ",
            "\"entered\": [",
            "not_telling own_contact with",
        ),
    ] {
        assert_eq!(spoilt(CONTACT, from, to), Err(said.to_owned()), "{to}");
    }
    assert!(spoilt(CONTACT, "\"title\"", "\"titel\"").unwrap_err().contains("line"));
    let large = CONTACT.replace("电话", &"长".repeat(30_000));
    assert_eq!(of(&[&large]).map(drop), Err("too_large".to_owned()));
}

#[test]
fn what_is_built_in_is_added_to_and_never_told_otherwise() {
    let kinds = of(&[MORE]).unwrap();
    let (asset, built_in) = (kinds.named("asset").unwrap(), Kinds::builtin().named("asset").unwrap());
    assert_eq!(asset.field_named("own_photo_no").map(|field| field.number), Some(1000));
    assert_eq!(asset.fields[..built_in.fields.len()], built_in.fields);
    let field = "\"fields\": [";
    let with = |more: &str| spoilt(MORE, field, &format!("{field}{more}, "));
    assert_eq!(
        with(r#"{"key": "sort", "choices": [["own_coin", ["虚拟货币", "coins"]]], "words": {"虚拟币": "own_coin"}}"#),
        Ok(())
    );
    for (more, said) in [
        (
            r#"{"key": "sort", "choices": [["coin", ["虚拟货币", "coins"]]]}"#,
            "not_own asset sort",
        ),
        (r#"{"key": "sort", "words": {"存款": "right"}}"#, "twice asset 存款"),
        (
            r#"{"key": "sort", "words": {"虚拟币": "own_coin"}}"#,
            "choice asset sort",
        ),
        (
            r#"{"key": "what", "choices": [["own_a", ["甲", "a"]]]}"#,
            "choice asset what",
        ),
        (
            r#"{"key": "colour", "note": ["颜色", "colour"]}"#,
            "unknown_field asset colour",
        ),
        (
            r#"{"n": 1, "key": "what", "name": ["财产", "Asset"], "type": "money", "weight": "light"}"#,
            "changed asset what",
        ),
        (
            r#"{"n": 10, "key": "own_a", "name": ["甲", "a"], "type": "text", "weight": "light"}"#,
            "not_own asset own_a",
        ),
        (
            r#"{"n": 1001, "key": "a", "name": ["甲", "a"], "type": "text", "weight": "light"}"#,
            "not_own asset a",
        ),
    ] {
        assert_eq!(with(more), Err(said.to_owned()), "{more}");
    }
    // A whole text would freeze what later builds add.
    let whole = include_str!("../../rules/records/asset.json");
    assert_eq!(of(&[whole]).map(drop), Err("built_in asset".to_owned()));
}

#[test]
fn a_built_in_flow_keeps_its_states_steps_and_clocks() {
    let leader = "\"who\": [{\"roles\": [\"team_leader\"]}], \"decides\": true, \"not_by\": [\"ask\"]}";
    for (from, to, said) in [
        (
            leader,
            "\"who\": [{\"roles\": [\"deputy_chief\"]}], \"decides\": true, \"not_by\": [\"ask\"]}",
            "",
        ),
        (
            "[\"granted\", [\"已批准\", \"granted\"]]",
            "[\"granted\", [\"同意\", \"agreed\"]], [\"own_held\", [\"暂缓\", \"held\"]]",
            "flow_unreachable extension own_held",
        ),
        (
            "\"records\": \"extension_approved\"",
            "\"reason\": false",
            "flow_changed extension grant",
        ),
        (
            "\"editable\": [\"draft\"]",
            "\"editable\": [\"draft\", \"leader\"]",
            "flow_changed extension leader",
        ),
        (
            "\"key\": \"return_vp\"",
            "\"key\": \"own_return\"",
            "flow_lacks extension return_vp",
        ),
        (
            "\"on\": \"extension\"",
            "\"on\": \"task\"",
            "flow_unknown_field extension ground",
        ),
        (
            "\"flow\": \"extension\"",
            "\"flow\": \"own_extension\"",
            "flow_changed own_extension draft",
        ),
    ] {
        let expected = if said.is_empty() { Ok(()) } else { Err(said.to_owned()) };
        assert_eq!(spoilt(EXTENSION, from, to), expected, "{to}");
    }
    // Another step from a state to another, under a key that is the court's.
    let more = "\"steps\": [{\"key\": \"own_withdraw\", \"name\": [\"撤回\", \"Withdraw\"], \"from\": [\"leader\"], \"to\": \"draft\", \"who\": [{\"roles\": [\"judge\"]}]}, ";
    assert_eq!(spoilt(EXTENSION, "\"steps\": [", more), Ok(()));
    assert_eq!(
        spoilt(EXTENSION, "\"steps\": [", &more.replace("own_withdraw", "withdraw")),
        Err("flow_not_own extension withdraw".to_owned())
    );
}

/// The examples of docs/rules.md are the texts tried here.
#[test]
fn the_examples_of_the_documentation_are_accepted() {
    let docs = include_str!("../../docs/rules.md");
    for text in [CONTACT, MORE] {
        assert!(docs.contains(text.trim()), "{text}");
    }
}

#[test]
fn what_a_text_changes_is_named() {
    let kinds = of(&[CONTACT, MORE]).unwrap();
    let found = changes(Kinds::builtin(), &kinds);
    let whats: Vec<&What> = found.iter().map(|change| &change.what).collect();
    assert!(
        matches!(whats[0], What::Field(name) if name.en == "Photo number"),
        "{whats:?}"
    );
    assert_eq!(whats[1], &What::Added);
    assert_eq!(whats.iter().filter(|what| matches!(what, What::Field(_))).count(), 6);
    assert!(matches!(whats.last(), Some(What::Flow(_))));
    let back = changes(&kinds, Kinds::builtin());
    assert_eq!(
        back.last().map(|change| (&change.what, change.kind)),
        Some((&What::Gone, CONTACTS))
    );
    // Each built-in text is under the key it would have in a book.
    assert!(built_in_texts().all(|(key, _)| key.starts_with("kind-") || key.starts_with("flow-")));
    assert!(changes(Kinds::builtin(), Kinds::builtin()).is_empty());
}
