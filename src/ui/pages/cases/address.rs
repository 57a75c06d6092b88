//! The query in the address bar (`#/cases?state=0&text=…`), so that a filter can be linked, kept and gone back to.
use fenliu::work::protocol::{Query, Sort};
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

/// Reads the part after `?`. What cannot be read is left out.
pub fn read(text: &str) -> Query {
    let Ok(params) = UrlSearchParams::new_with_str(text) else {
        return Query::default();
    };
    let number = |key: &str, below: u8| params.get(key).and_then(|v| v.parse().ok()).filter(|n: &u8| *n < below);
    let sort = params
        .get("sort")
        .and_then(|v| SORTS.iter().find(|s| s.0 == v).map(|s| s.1));
    Query {
        text: params.get("text").unwrap_or_default(),
        verdict: number("verdict", 3),
        state: number("state", 4),
        handler: params.get("handler").filter(|h| !h.is_empty()),
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
    if !query.text.is_empty() {
        params.set("text", &query.text);
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
    if let Some(handler) = &query.handler {
        params.set("handler", handler);
    }
    if query.sort != Sort::default()
        && let Some((name, _)) = SORTS.iter().find(|s| s.1 == query.sort)
    {
        params.set("sort", name);
    }
    if query.descending {
        params.set("desc", "1");
    }
    params.to_string().into()
}
