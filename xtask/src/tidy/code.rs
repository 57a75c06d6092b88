//! Rust text as the checks want it: without comments, without what strings say, without unit tests.

/// What the reader is inside of.
#[derive(PartialEq)]
enum In {
    Code,
    Line,
    Block(usize),
    Text,
    Raw(usize),
}

/// The text with comments and the insides of strings and characters blanked, line by line the same.
pub fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let (mut state, mut at) = (In::Code, 0);
    while at < chars.len() {
        let rest = &chars[at..];
        let (next, taken, kept) = step(&state, rest);
        for (i, &c) in rest[..taken].iter().enumerate() {
            out.push(if c == '\n' || i >= taken - kept { c } else { ' ' });
        }
        state = next;
        at += taken;
    }
    out
}

/// One token from `rest`: the next state, how many characters it takes, how many of its last are kept.
fn step(state: &In, rest: &[char]) -> (In, usize, usize) {
    let starts = |s: &str| s.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c));
    match *state {
        In::Code if starts("//") => (In::Line, 2, 0),
        In::Code if starts("/*") => (In::Block(1), 2, 0),
        In::Code if starts("\"") => (In::Text, 1, 1),
        In::Code if starts("r\"") || starts("r#") => match raw_open(rest) {
            Some(hashes) => (In::Raw(hashes), hashes + 2, 1),
            None => (In::Code, 1, 1),
        },
        In::Code if starts("'") => (In::Code, character(rest), 1),
        // An identifier is taken whole, or the r of `for"…"` would open a raw string.
        In::Code if rest[0].is_alphanumeric() || rest[0] == '_' => {
            let len = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
            (In::Code, len, len)
        }
        In::Code => (In::Code, 1, 1),
        In::Line => (if rest[0] == '\n' { In::Code } else { In::Line }, 1, 0),
        In::Block(depth) if starts("/*") => (In::Block(depth + 1), 2, 0),
        In::Block(1) if starts("*/") => (In::Code, 2, 0),
        In::Block(depth) if starts("*/") => (In::Block(depth - 1), 2, 0),
        In::Block(depth) => (In::Block(depth), 1, 0),
        In::Text if rest[0] == '\\' => (In::Text, rest.len().min(2), 0),
        In::Text if rest[0] == '"' => (In::Code, 1, 1),
        In::Text => (In::Text, 1, 0),
        In::Raw(n) if rest[0] == '"' && rest.iter().skip(1).take_while(|c| **c == '#').count() >= n => {
            (In::Code, n + 1, n + 1)
        }
        In::Raw(n) => (In::Raw(n), 1, 0),
    }
}

/// The hashes of a raw string that opens here.
fn raw_open(rest: &[char]) -> Option<usize> {
    let hashes = rest.iter().skip(1).take_while(|c| **c == '#').count();
    (rest.get(hashes + 1) == Some(&'"')).then_some(hashes)
}

/// The length of a character literal, or of the tick of a lifetime.
fn character(rest: &[char]) -> usize {
    match (rest.get(1), rest.get(2)) {
        (Some('\\'), _) => rest.iter().skip(3).position(|c| *c == '\'').map_or(1, |p| p + 4),
        (Some(_), Some('\'')) => 3,
        _ => 1,
    }
}

/// [`bare`] text without items under `#[cfg(test)]`; nothing of a file that is tests as a whole.
pub fn without_tests(bare: &str) -> String {
    if bare.trim_start().starts_with("#![cfg(test)]") {
        return blanked(bare);
    }
    let mut out = bare.to_owned();
    let mut from = 0;
    while let Some(found) = out[from..].find("#[cfg(test)]") {
        let start = from + found;
        let end = item_end(&out, start).unwrap_or(out.len());
        let blank = blanked(&out[start..end]);
        from = start + blank.len();
        out.replace_range(start..end, &blank);
    }
    out
}

/// As many lines with nothing on them.
fn blanked(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect()
}

/// Where the item that begins at `start` ends: its closing brace, or its semicolon if that comes first.
pub fn item_end(bare: &str, start: usize) -> Option<usize> {
    let open = start + bare[start..].find(['{', ';'])?;
    if bare[open..].starts_with(';') {
        return Some(open + 1);
    }
    let mut depth = 0usize;
    for (i, c) in bare[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(open + i + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The number of the line at byte `at`, counted from 1.
pub fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Where `word` stands as a whole word.
pub fn words(text: &str, word: &str) -> Vec<usize> {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let whole = |at: &usize| !part(text[..*at].chars().next_back()) && !part(text[at + word.len()..].chars().next());
    text.match_indices(word).map(|(at, _)| at).filter(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_say_nothing() {
        let text = "let a = \"x.unwrap()\"; // .unwrap()\n/* panic! /* nested */ */ b('\"', '\\'');\n";
        let bare = bare(text);
        assert!(
            !bare.contains("unwrap") && !bare.contains("panic") && !bare.contains("nested"),
            "{bare}"
        );
        assert!(bare.contains("let a = \"") && bare.contains("b("));
        assert_eq!(bare.lines().count(), text.lines().count());
    }

    #[test]
    fn raw_strings_and_lifetimes_do_not_confuse() {
        let bare = bare("fn f<'a>(x: &'a str) { r#\"}\"#; r\"{\"; for_\"}\" }");
        assert_eq!(bare.matches('{').count(), bare.matches('}').count(), "{bare}");
        assert!(bare.contains("&'a str"), "{bare}");
    }

    #[test]
    fn unit_tests_are_cut_out_and_the_rest_stays() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { c() } }\nfn d() {}\n";
        let cut = without_tests(text);
        assert!(cut.contains("fn a") && cut.contains("fn d") && !cut.contains("fn b"));
        assert_eq!(cut.lines().count(), text.lines().count());
    }

    #[test]
    fn a_file_of_tests_is_cut_out_whole_by_its_attribute_and_not_by_its_name() {
        let text = "//! Tests.\n#![cfg(test)]\nfn a() { b().unwrap() }\n";
        assert!(!without_tests(&bare(text)).contains("unwrap"));
        let text = "//! `#![cfg(test)]`\nfn a() { b().unwrap() }\n";
        assert!(without_tests(&bare(text)).contains("unwrap"));
    }
}
