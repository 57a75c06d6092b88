//! Links of documents, of the page and of its manifest lead to files that are there.
use super::code::line_at;
use super::{File, Findings};
use crate::place;
use std::path::Path;

/// Finds links into the void.
pub fn check(files: &[File]) -> Findings {
    check_in(&place::root(), files)
}

fn check_in(root: &Path, files: &[File]) -> Findings {
    files.iter().flat_map(|f| in_file(root, f)).collect()
}

fn in_file(root: &Path, file: &File) -> Findings {
    let (marks, base): (&[&str], String) = match file.path.as_str() {
        p if p.ends_with(".md") => (&["](", "src=\""], folder(p)),
        "index.html" => (&["href=\"", "src=\""], "public".to_owned()),
        "public/manifest.webmanifest" => (&["\"src\": \""], "public".to_owned()),
        _ => return Findings::new(),
    };
    let mut found = Findings::new();
    for mark in marks {
        for (at, _) in file.text.match_indices(mark) {
            let target = target(&file.text[at + mark.len()..]);
            if is_ours(&target) && !root.join(&base).join(&target).exists() && !root.join(&target).exists() {
                found.push(format!("{}:{}: {target}", file.path, line_at(&file.text, at)));
            }
        }
    }
    found
}

fn folder(path: &str) -> String {
    path.rsplit_once('/')
        .map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// What the link points at, without its fragment.
fn target(text: &str) -> String {
    text.chars().take_while(|c| !")\"# \n".contains(*c)).collect()
}

/// Whether a link is to a file here; capitals alone are places that the build fills in.
fn is_ours(target: &str) -> bool {
    let filled_in = target.chars().all(|c| c.is_ascii_uppercase());
    !target.is_empty() && !target.contains(':') && !filled_in
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_into_the_void_is_found() {
        let text = "[a](Cargo.toml) [b](docs/none.md#x) [c](https://example.org) ![d](#here)";
        let found = check_in(&place::root(), &[File::new("README.md", text)]);
        assert_eq!(found, ["README.md:1: docs/none.md"]);
    }
}
