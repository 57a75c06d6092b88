//! The walls: a floor imports only floors below it.
use super::code::{bare, line_at, without_tests, words};
use super::{File, Findings};

/// The floors with their heights; floors of one height do not know each other.
const FLOORS: [(&str, u8); 8] = [
    ("law", 0),
    ("casebook", 1),
    ("files", 2),
    ("vault", 2),
    ("store", 3),
    ("sync", 3),
    ("work", 4),
    ("ui", 5),
];

/// What the page program must not link, though it lies below: it asks the worker instead.
const NOT_IN_PAGE: [&str; 2] = ["store", "vault"];

/// Finds imports that go up or sideways.
pub fn check(files: &[File]) -> Findings {
    files
        .iter()
        .filter(|f| f.path.starts_with("src/") && f.is_rust())
        .flat_map(in_file)
        .collect()
}

fn in_file(file: &File) -> Findings {
    let inner = file.path.trim_start_matches("src/");
    let Some((own, height)) = inner.split('/').next().and_then(floor) else {
        return Findings::new();
    };
    let text = without_tests(&bare(&file.text));
    let mut found = Findings::new();
    for (name, at) in imports(&text, inner) {
        let Some((other, theirs)) = floor(&name) else { continue };
        let line = line_at(&text, at);
        if other != own && theirs >= height {
            found.push(format!("{}:{line}: {own} must not know {other}", file.path));
        } else if own == "ui" && NOT_IN_PAGE.contains(&other) {
            found.push(format!(
                "{}:{line}: the page must not link {other}; it asks the worker",
                file.path
            ));
        }
    }
    found
}

fn floor(name: &str) -> Option<(&'static str, u8)> {
    FLOORS.into_iter().find(|(floor, _)| *floor == name)
}

/// Every floor a file names: after `crate::`, `fenliu::` or as many `super::` as lead to the root.
fn imports(text: &str, inner: &str) -> Vec<(String, usize)> {
    let up = "super::".repeat(depth(inner));
    // The programs' own `crate` is not the library.
    let is_program = inner.starts_with("ui/") || inner.starts_with("cli/") || inner == "work/main.rs";
    let own = if is_program { "fenliu::" } else { "crate::" };
    let mut found = Vec::new();
    for root in [own, "fenliu::", &up] {
        if found.is_empty() || root != own {
            for at in words(text, root.trim_end_matches("::")) {
                found.extend(after(&text[at..], root).into_iter().map(|name| (name, at)));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// How many modules deep a file is.
fn depth(inner: &str) -> usize {
    let parts = inner.trim_end_matches(".rs").trim_end_matches("/mod");
    parts.split('/').count()
}

/// The names that follow `root`: one, or those of a braced list.
fn after(text: &str, root: &str) -> Vec<String> {
    let Some(rest) = text.strip_prefix(root) else {
        return Vec::new();
    };
    let Some(list) = rest.strip_prefix('{') else {
        return vec![word(rest)];
    };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (i, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(word(list[start..i].trim_start()));
                start = i + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&[File::new(path, text)]).len()
    }

    #[test]
    fn looking_up_is_found_in_every_spelling() {
        assert_eq!(found("src/law/a.rs", "use crate::casebook::Event;"), 1);
        assert_eq!(found("src/law/a.rs", "use crate::{money, store::Pack};"), 1);
        assert_eq!(found("src/law/a.rs", "fn f() { crate::work::run() }"), 1);
        assert_eq!(found("src/law/a.rs", "use super::super::ui;"), 1);
        assert_eq!(found("src/files/a/b.rs", "use super::super::super::vault::Key;"), 1);
    }

    #[test]
    fn looking_down_and_about_is_fine() {
        assert_eq!(found("src/store/a.rs", "use crate::{casebook::{Event, work}, law};"), 0);
        assert_eq!(
            found("src/law/a.rs", "use super::store_of_rules; use crate::law::money;"),
            0
        );
        assert_eq!(found("src/law/a.rs", "// crate::ui\nlet a = \"crate::ui\";"), 0);
        assert_eq!(found("src/ui/a.rs", "use crate::files; use fenliu::work::desk;"), 0);
    }

    #[test]
    fn the_page_asks_the_worker_for_what_is_stored() {
        assert_eq!(found("src/ui/a.rs", "use fenliu::store::Pack;"), 1);
    }
}
