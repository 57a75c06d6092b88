//! Law, case book, files and vault are functions of their arguments: no clock, no chance, no browser.
use super::code::{bare, line_at, without_tests, words};
use super::{File, Findings};

/// The pure floors.
const PURE: [&str; 4] = ["crates/law/", "crates/casebook/", "crates/files/", "crates/vault/"];

/// Names that bring in time, chance or a browser.
const FORBIDDEN: [&str; 16] = [
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "gloo_timers",
    "leptos",
    "indexed_db_futures",
    "SystemTime",
    "Instant",
    "getrandom",
    "rand",
    "thread_rng",
    "new_v4",
    "now_v7",
    "Utc::now",
    "Local::now",
];

/// Finds them outside unit tests.
pub fn check(files: &[File]) -> Findings {
    let pure = |f: &&File| f.is_rust() && PURE.iter().any(|p| f.path.starts_with(p));
    files.iter().filter(pure).flat_map(in_file).collect()
}

fn in_file(file: &File) -> Findings {
    let text = without_tests(&bare(&file.text));
    let mut found = Findings::new();
    for name in FORBIDDEN {
        for at in words(&text, name) {
            found.push(format!("{}:{}: {name} in a pure floor", file.path, line_at(&text, at)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_found_where_it_must_not_be() {
        let text = "fn now() { std::time::SystemTime::now(); }\n#[cfg(test)]\nmod tests { use web_sys; }";
        assert_eq!(check(&[File::new("crates/law/src/a.rs", text)]).len(), 1);
        assert_eq!(check(&[File::new("crates/store/src/a.rs", text)]).len(), 0);
    }
}
