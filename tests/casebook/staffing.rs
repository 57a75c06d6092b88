//! The posts a bureau must fill.
#![allow(clippy::unwrap_used)]
use casebook::people::{Bureau, Person, SHANGQIU};

use crate::support::people::person;

/// 4: one head of the centre, and to each team one leader, a judge and a clerk.
#[test]
fn posts_that_are_not_filled_as_the_plan_has_them_are_named() {
    let bureau = Bureau::parse(SHANGQIU).unwrap();
    let all = |more: &[(&str, &str)]| {
        let teams = ["fast_1", "fast_2", "general", "petition"];
        let mut people = vec![person(1, "centre_director", "centre")];
        for team in teams {
            people.extend(["team_leader", "judge", "clerk"].map(|role| person(2, role, team)));
        }
        people.extend(more.iter().map(|(role, group)| person(3, role, group)));
        people
    };
    let amiss = |people: &[Person]| -> Vec<(String, String, u32)> {
        let found = bureau.posts_amiss(people.iter()).into_iter();
        found.map(|post| (post.role, post.group, post.have)).collect()
    };
    let named = |role: &str, group: &str, have| (role.to_owned(), group.to_owned(), have);
    assert_eq!(amiss(&all(&[])), []);
    assert_eq!(
        amiss(&all(&[("centre_director", "")])),
        [named("centre_director", "", 2)]
    );
    assert_eq!(
        amiss(&all(&[("team_leader", "general")])),
        [named("team_leader", "general", 2)]
    );
    let mut fewer = all(&[("judge", "general")]);
    fewer.retain(|person| (person.role.as_str(), person.group.as_str()) != ("judge", "petition"));
    assert_eq!(amiss(&fewer), [named("judge", "petition", 0)]);
    for (from, to, code) in [
        (
            r#""role": "centre_director", "least""#,
            r#""role": "nobody", "least""#,
            "bureau_unknown_role",
        ),
        (
            r#""most": 1, "article": "4""#,
            r#""most": 1, "article": " ""#,
            "bureau_no_source",
        ),
    ] {
        assert!(SHANGQIU.contains(from), "{from}");
        assert_eq!(
            Bureau::parse(&SHANGQIU.replacen(from, to, 1)).unwrap_err().fault.code(),
            code
        );
    }
}
