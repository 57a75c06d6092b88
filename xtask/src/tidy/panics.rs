//! Bad input never panics: nothing that does outside tests.
use super::code::{bare, line_at, without_tests};
use super::{File, Findings};

/// Calls that end the program.
const CALLS: [&str; 7] = [
    ".unwrap()",
    ".expect(\"",
    ".expect(&",
    ".expect_err(",
    "panic!(",
    "todo!(",
    "unimplemented!(",
];

/// Finds them.
pub fn check(files: &[File]) -> Findings {
    files.iter().filter(|f| f.is_source()).flat_map(in_file).collect()
}

fn in_file(file: &File) -> Findings {
    let text = without_tests(&bare(&file.text));
    let mut found = Findings::new();
    for call in CALLS {
        for at in text
            .match_indices(call)
            .map(|(at, _)| at)
            .filter(|at| ends_here(&text[at + call.len()..], call))
        {
            found.push(format!("{}:{}: {call}", file.path, line_at(&text, at)));
        }
    }
    found
}

/// A parser's own `expect("…", why)` takes more than the message.
fn ends_here(rest: &str, call: &str) -> bool {
    !call.ends_with('"')
        || rest
            .split_once('"')
            .is_some_and(|(_, after)| after.trim_start().starts_with(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unwrap_is_found_outside_tests_only() {
        let text = "fn a() { b().unwrap(); c.expect(\"c\"); }\n#[cfg(test)]\nmod tests { fn d() { e().unwrap() } }";
        assert_eq!(check(&[File::new("src/law/a.rs", text)]).len(), 2);
        assert_eq!(
            check(&[File::new("src/law/a.rs", "cursor.expect(\"(\", Why::Bracket)?;")]).len(),
            0
        );
        assert_eq!(check(&[File::new("tests/law.rs", text)]).len(), 0);
    }
}
