//! Nothing that belongs to somebody's desk: notes to oneself, paths of a machine, hosts of a mirror.
use super::code::{bare, line_at, words};
use super::{File, Findings};

/// Hosts from which lock files may take packages.
const HOSTS: [&str; 3] = ["github.com", "index.crates.io", "registry.npmjs.org"];

/// Finds all three.
pub fn check(files: &[File]) -> Findings {
    files
        .iter()
        .flat_map(|f| [notes(f), paths(f), mirrors(f)].concat())
        .collect()
}

/// The words of unfinished work, spelt so that this file does not hold them.
fn notes(file: &File) -> Findings {
    let kinds = [".rs", ".js", ".css", ".html", ".toml", ".md", ".sh"];
    if !kinds.iter().any(|k| file.path.ends_with(k)) {
        return Findings::new();
    }
    let marks = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["HA", "CK"]].map(|m| m.concat());
    // In Rust a name may be spelt so (the matters to do); only comments and strings are looked at.
    let code = if file.is_rust() {
        bare(&file.text)
    } else {
        String::new()
    };
    let in_code: Vec<_> = marks
        .iter()
        .flat_map(|m| words(&code, m))
        .map(|at| line_at(&code, at))
        .collect();
    let found = marks
        .iter()
        .flat_map(|m| words(&file.text, m).into_iter().map(move |at| (m, at)));
    let found = found.filter(|(_, at)| !in_code.contains(&line_at(&file.text, *at)));
    found
        .map(|(m, at)| format!("{}:{}: {m}", file.path, line_at(&file.text, at)))
        .collect()
}

/// Absolute paths that exist on one machine only.
fn paths(file: &File) -> Findings {
    let homes = [
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["/wo", "rk/"],
        ["/Us", "ers/"],
        ["C:\\Us", "ers"],
    ]
    .map(|m| m.concat());
    let at_start = |at: &usize| {
        let before = file.text[..*at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-/~}*".contains(c))
    };
    let found = homes
        .iter()
        .flat_map(|h| file.text.match_indices(h.as_str()).map(|(at, _)| at).filter(at_start));
    found
        .map(|at| format!("{}:{}: a path of one machine", file.path, line_at(&file.text, at)))
        .collect()
}

/// Lock files and settings that name another registry than the public ones.
fn mirrors(file: &File) -> Findings {
    let name = file.path.rsplit('/').next().unwrap_or("");
    let is_lock =
        name == "Cargo.lock" || name == "package-lock.json" || name == ".npmrc" || file.path == ".cargo/config.toml";
    if !is_lock {
        return Findings::new();
    }
    let hosts = file
        .text
        .match_indices("://")
        .map(|(at, _)| (at, host(&file.text[at + 3..])));
    // Lock files of npm also name the people who ask for money.
    let of_package = |at: usize| {
        let line = file.text[..at]
            .rfind('\n')
            .map_or(&file.text[..at], |n| &file.text[n..at]);
        !line.contains("\"url\"")
    };
    let bad = hosts.filter(|(at, host)| of_package(*at) && !HOSTS.contains(&host.as_str()));
    bad.map(|(at, host)| format!("{}:{}: {host}", file.path, line_at(&file.text, at)))
        .collect()
}

fn host(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || ".-:".contains(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_to_oneself_are_found() {
        let note = ["// TO", "DO later"].concat();
        assert_eq!(check(&[File::new("src/a.rs", &note)]).len(), 1);
        assert_eq!(check(&[File::new("src/a.rs", "// TODOS are a list")]).len(), 0);
        let name = ["const TO", "DO: Text = A;"].concat();
        assert_eq!(check(&[File::new("src/a.rs", &name)]).len(), 0);
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        let path = ["see /ho", "me/me/x"].concat();
        assert_eq!(check(&[File::new("docs/a.md", &path)]).len(), 1);
        assert_eq!(
            check(&[File::new("src/a.rs", "use crate::work; // src/worker/main.rs")]).len(),
            0
        );
    }

    #[test]
    fn a_mirror_in_a_lock_file_is_found() {
        let lock = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        assert_eq!(check(&[File::new("Cargo.lock", lock)]).len(), 0);
        let mirror = "\"resolved\": \"http://mirror.example:8080/a.tgz\"";
        assert_eq!(check(&[File::new("tests/bench/package-lock.json", mirror)]).len(), 1);
    }
}
