//! Who gets what, and why.
use std::collections::{BTreeMap, HashMap};

use casebook::share_out::{Bundle, Why, share_out};
use protocol::{Bond, CaseId, Hand, Linked, SharedCase, Sharing};

use super::Work;
use crate::lang::share as texts;

/// Why a row goes to somebody, or to nobody.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A linked case: by what, its number, its handler.
    Linked(Bond, String, String),
    /// A word of that person's kinds of work.
    Suits(String),
    /// By what each has: how many that person had before.
    Load(u32),
    /// Somebody chose so.
    ByHand,
    /// Everybody chosen is recused.
    AllBarred,
}

impl Reason {
    /// In words; the reason of a change by hand is told by whoever made it.
    pub fn words(&self) -> String {
        match self {
            Reason::Linked(bond, number, handler) => texts::LINKED.with(&[&texts::bond(*bond).now(), number, handler]),
            Reason::Suits(word) => texts::SUITS.with(&[word]),
            Reason::Load(count) => texts::LOAD.with(&[count]),
            Reason::ByHand => texts::BY_HAND_NOW.now().to_owned(),
            Reason::AllBarred => texts::ALL_BARRED.now().to_owned(),
        }
    }
}

/// Who gets a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The name, or empty: nobody.
    pub to: String,
    /// Why.
    pub why: Reason,
    /// A linked case whose handler is not among those chosen.
    pub also: Option<(Bond, String, String)>,
}

/// The rows of each debtor.
fn together(works: &[Work]) -> BTreeMap<String, Vec<usize>> {
    let mut together: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, work) in works.iter().enumerate() {
        let key = match work.debtor.is_empty() {
            true => format!("{:?}", work.case),
            false => work.debtor.clone(),
        };
        together.entry(key).or_default().push(at);
    }
    together
}

fn place(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|own| own == name)
}

/// What sharing out is told of the rows of one debtor.
fn bundle(cases: &[&SharedCase], count: usize, people: &[Hand], names: &[String]) -> Bundle {
    let cases = || cases.iter().copied();
    let hands = people.iter().filter_map(|hand| Some((place(names, &hand.name)?, hand)));
    let recused = cases().flat_map(|case| &case.recused);
    let holders = cases().flat_map(|case| &case.linked).map(|(.., handler)| handler);
    Bundle {
        size: u32::try_from(count).unwrap_or(u32::MAX),
        barred: recused.filter_map(|own| place(names, &own.who)).collect(),
        linked: holders.filter_map(|handler| place(names, handler)).collect(),
        suits: hands
            .filter(|(_, hand)| cases().any(|case| hand.suited(case).is_some()))
            .map(|(at, _)| at)
            .collect(),
    }
}

/// Who gets each row; empty while nobody is chosen or nothing is read yet. Rows of one debtor go together.
pub fn proposed(
    works: &[Work],
    sharing: Option<&Sharing>,
    names: &[String],
    load: &BTreeMap<String, u32>,
    by_hand: &BTreeMap<usize, String>,
) -> Vec<Given> {
    let Some(sharing) = sharing.filter(|_| !names.is_empty()) else {
        return Vec::new();
    };
    let by_id: HashMap<CaseId, &SharedCase> = sharing.cases.iter().map(|case| (case.case, case)).collect();
    let together = together(works);
    let cases_of = |rows: &Vec<usize>| -> Vec<&SharedCase> {
        let cases = rows.iter().filter_map(|at| by_id.get(&works.get(*at)?.case).copied());
        cases.collect()
    };
    let rows = together.values();
    let bundles: Vec<Bundle> = rows
        .map(|rows| bundle(&cases_of(rows), rows.len(), &sharing.people, names))
        .collect();
    let has: Vec<u32> = names.iter().map(|name| load.get(name).copied().unwrap_or(0)).collect();
    let mut given: Vec<Option<Given>> = vec![None; works.len()];
    for (rows, to) in together.values().zip(share_out(&bundles, &has)) {
        let to = to.map(|(person, why)| (names[person].as_str(), has[person], why));
        let cases = cases_of(rows);
        for at in rows {
            let own = works.get(*at).map(|work| work.case);
            given[*at] = Some(said(&cases, own, &sharing.people, names, to));
        }
    }
    let given = given.into_iter().flatten().enumerate();
    given.map(|(at, given)| changed(given, by_hand.get(&at))).collect()
}

/// Who gets a row of one debtor, with why. A case is not said to be linked with itself, though others of the debtor are.
fn said(
    cases: &[&SharedCase],
    own: Option<CaseId>,
    people: &[Hand],
    names: &[String],
    to: Option<(&str, u32, Why)>,
) -> Given {
    let links = || {
        let all = cases.iter().flat_map(|case| &case.linked);
        all.filter(|(link, ..)| Some(link.case) != own)
    };
    let of = |(link, number, handler): &(Linked, String, String)| (link.bond, number.clone(), handler.clone());
    let also = links().find(|(.., handler)| place(names, handler).is_none()).map(of);
    let Some((name, has, why)) = to else {
        return Given {
            to: String::new(),
            why: Reason::AllBarred,
            also,
        };
    };
    let linked = links().find(|(.., handler)| handler == name).map(of);
    let hand = people.iter().find(|hand| hand.name == name);
    let word = hand.and_then(|hand| cases.iter().find_map(|case| hand.suited(case)));
    let why = match (why, linked, word) {
        (Why::Linked, Some((bond, number, handler)), _) => Reason::Linked(bond, number, handler),
        (Why::Suits, _, Some(word)) => Reason::Suits(word.to_owned()),
        _ => Reason::Load(has),
    };
    Given {
        to: name.to_owned(),
        also: also.filter(|_| !matches!(why, Reason::Linked(..))),
        why,
    }
}

/// As somebody changed it by hand.
fn changed(given: Given, to: Option<&String>) -> Given {
    match to.filter(|to| **to != given.to) {
        Some(to) => Given {
            to: to.clone(),
            why: Reason::ByHand,
            ..given
        },
        None => given,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::Recused;

    fn work(case: u8, debtor: &str) -> Work {
        Work {
            case: [case; 16],
            debtor: debtor.to_owned(),
            ..Work::default()
        }
    }

    fn shared(case: u8) -> SharedCase {
        SharedCase {
            case: [case; 16],
            ..SharedCase::default()
        }
    }

    fn sharing() -> Sharing {
        let hand = |name: &str, works: &str| Hand {
            name: name.to_owned(),
            works: works.to_owned(),
            ..Hand::default()
        };
        let link = |handler: &str| {
            let link = Linked {
                bond: Bond::Identity,
                case: [9; 16],
                called: String::new(),
                as_applicant: false,
            };
            vec![(link, "执9".to_owned(), handler.to_owned())]
        };
        let recused = Recused {
            who: "王".to_owned(),
            is_decided: true,
            ground: String::new(),
        };
        Sharing {
            cases: vec![
                SharedCase {
                    recused: vec![recused],
                    linked: link("王"),
                    ..shared(1)
                },
                SharedCase {
                    linked: link("李"),
                    ..shared(2)
                },
                SharedCase {
                    about: "仲裁".to_owned(),
                    linked: link("赵"),
                    ..shared(3)
                },
            ],
            people: vec![hand("王", "仲裁"), hand("李", "")],
        }
    }

    #[test]
    fn what_is_proposed_leaves_out_who_is_recused_and_a_change_by_hand_says_so() {
        let sharing = sharing();
        let works = [work(1, "甲"), work(2, "乙"), work(3, "丙")];
        let names = ["李".to_owned(), "王".to_owned()];
        let load = BTreeMap::from([("李".to_owned(), 9)]);
        let said = |by_hand: &BTreeMap<usize, String>| {
            let given = proposed(&works, Some(&sharing), &names, &load, by_hand);
            given
                .into_iter()
                .map(|given| (given.to, given.why, given.also.map(|(.., who)| who)))
                .collect::<Vec<_>>()
        };
        let linked = Reason::Linked(Bond::Identity, "执9".to_owned(), "李".to_owned());
        let mut expected = vec![
            ("李".to_owned(), Reason::Load(9), None),
            ("李".to_owned(), linked, None),
            ("王".to_owned(), Reason::Suits("仲裁".to_owned()), Some("赵".to_owned())),
        ];
        assert_eq!(said(&BTreeMap::new()), expected);
        expected[2] = ("李".to_owned(), Reason::ByHand, Some("赵".to_owned()));
        assert_eq!(
            said(&BTreeMap::from([(2, "李".to_owned()), (1, "李".to_owned())])),
            expected
        );
        assert!(proposed(&works, Some(&sharing), &[], &load, &BTreeMap::new()).is_empty());
    }
}
