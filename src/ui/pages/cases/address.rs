//! The query in the address bar (`#/cases?state=0&words=2`), so that a filter can be linked, kept and gone back to.
//!
//! Browsers write addresses to their disk, in plain. So the words searched for and the handler's name, which tell of a
//! case, are kept in memory, and the address only numbers them: after a reload they are gone.
use std::cell::RefCell;

use protocol::{Field, Query, Sort};
use web_sys::UrlSearchParams;

/// Sort keys by name.
const SORTS: [(&str, Sort); 8] = [
    ("next", Sort::NextDue),
    ("number", Sort::CaseNumber),
    ("filed", Sort::FiledOn),
    ("amount", Sort::Amount),
    ("applicant", Sort::Applicant),
    ("debtor", Sort::Debtor),
    ("handler", Sort::Handler),
    ("verdict", Sort::Verdict),
];

/// What an address must not say: the words searched for, the handler, values of fields.
type Words = (String, Option<String>, Vec<(Field, String)>);

thread_local! {
    static SAID: RefCell<Vec<Words>> = const { RefCell::new(Vec::new()) };
}

/// Forgets the words: the book was locked.
pub fn forget() {
    // Numbers stay as they are: an address that names one finds nothing there any more.
    SAID.with_borrow_mut(|said| said.iter_mut().for_each(|words| *words = Words::default()));
}

/// The number words have in addresses of this page.
fn number_of(words: Words) -> usize {
    SAID.with_borrow_mut(|said| {
        said.iter().position(|w| *w == words).unwrap_or_else(|| {
            said.push(words);
            said.len() - 1
        })
    })
}

/// Reads the part after `?`. What cannot be read is left out.
pub fn read(text: &str) -> Query {
    let Ok(params) = UrlSearchParams::new_with_str(text) else {
        return Query::default();
    };
    let number = |key: &str, below: u8| params.get(key).and_then(|v| v.parse().ok()).filter(|n: &u8| *n < below);
    let sort = params
        .get("sort")
        .and_then(|v| SORTS.iter().find(|s| s.0 == v).map(|s| s.1));
    let words = params.get("words").and_then(|n| n.parse::<usize>().ok());
    let words = words.and_then(|n| SAID.with_borrow(|said| said.get(n).cloned()));
    let (text, handler, marks) = words.unwrap_or_default();
    Query {
        text,
        verdict: number("verdict", 3),
        state: number("state", 4),
        handler,
        marks,
        removed: params.get("removed").is_some(),
        disputed: params.get("disputed").is_some(),
        year: params.get("year").and_then(|y| y.parse().ok()),
        sort: sort.unwrap_or_default(),
        descending: params.get("desc").is_some(),
        ids: None,
    }
}

/// Writes it; the usual query is empty.
pub fn write(query: &Query) -> String {
    let Ok(params) = UrlSearchParams::new() else {
        return String::new();
    };
    if !query.text.is_empty() || query.handler.is_some() || !query.marks.is_empty() {
        let number = number_of((query.text.clone(), query.handler.clone(), query.marks.clone()));
        params.set("words", &number.to_string());
    }
    let numbers = [
        ("state", query.state.map(i32::from)),
        ("verdict", query.verdict.map(i32::from)),
        ("year", query.year),
    ];
    for (key, value) in numbers {
        if let Some(value) = value {
            params.set(key, &value.to_string());
        }
    }
    if query.sort != Sort::default()
        && let Some((name, _)) = SORTS.iter().find(|s| s.1 == query.sort)
    {
        params.set("sort", name);
    }
    if query.removed {
        params.set("removed", "1");
    }
    if query.disputed {
        params.set("disputed", "1");
    }
    if query.descending {
        params.set("desc", "1");
    }
    params.to_string().into()
}
