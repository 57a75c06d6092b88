//! The wall of the page: it asks the worker, and links nothing of what the worker is made of.
//!
//! The walls between the crates are kept by the compiler; page and worker are programs of one package, so this one is not.
use super::code::{bare, line_at, without_tests, words};
use super::{File, Findings};

/// Crates the page must not link, though its package may.
const NOT_IN_PAGE: [&str; 3] = ["store", "vault", "worker"];

/// Finds paths into them in the files of the page and of the quick page.
pub fn check(files: &[File]) -> Findings {
    files
        .iter()
        .filter(|f| (f.path.starts_with("src/ui/") || f.path.starts_with("src/quick/")) && f.is_rust())
        .flat_map(in_file)
        .collect()
}

fn in_file(file: &File) -> Findings {
    let text = without_tests(&bare(&file.text));
    let mut found = Findings::new();
    let own_module = |name: &str| text.contains(&format!("mod {name};"));
    for name in NOT_IN_PAGE.into_iter().filter(|name| !own_module(name)) {
        for at in words(&text, name)
            .into_iter()
            .filter(|at| starts_a_path(&text, *at, name))
        {
            let line = line_at(&text, at);
            found.push(format!(
                "{}:{line}: the page must not link {name}; it asks the worker",
                file.path
            ));
        }
    }
    found
}

/// Whether a word is the crate in a path: `name::…`, and not the module of that name in `pages::name::…`.
fn starts_a_path(text: &str, at: usize, name: &str) -> bool {
    let before = text[..at].trim_end();
    let from_the_root = !before.ends_with("::") || before.strip_suffix("::").is_some_and(ends_no_path);
    text[at + name.len()..].starts_with("::") && from_the_root
}

/// Whether nothing stands before `::`, so that it means the crates' root.
fn ends_no_path(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '>')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        check(&[File::new("src/ui/a.rs", text)]).len()
    }

    #[test]
    fn the_page_asks_the_worker_for_what_is_stored() {
        assert_eq!(found("use store::Pack;"), 1);
        assert_eq!(found("use ::vault::seal;"), 1);
        assert_eq!(found("fn f() { worker::service::run() }"), 1);
    }

    #[test]
    fn a_page_may_bear_the_name_of_a_crate() {
        assert_eq!(
            found("use crate::pages::store::Card; use protocol::client::WorkerClient;"),
            0
        );
        assert_eq!(found("mod store; fn f() { store::card() }"), 0);
        assert_eq!(found("// store::Pack\nlet a = \"vault::seal\"; let store = 1;"), 0);
    }
}
