//! Files and functions that can be read at one sitting.
use super::code::{bare, item_end, line_at, without_tests, words};
use super::{File, Findings};

/// The longest file, in lines.
const FILE: usize = 500;
/// From here on a file is named, without failing.
const LONG: usize = 300;
/// The longest function, in lines.
const FUNCTION: usize = 60;

/// Whether a file is written by hand and read by people.
fn is_written(file: &File) -> bool {
    let kinds = [".rs", ".css", ".js", ".html", ".toml", ".yml"];
    kinds.iter().any(|k| file.path.ends_with(k))
}

/// Finds files that are too long.
pub fn files(files: &[File]) -> Findings {
    longer_than(FILE, files)
}

/// Files that are long, but not too long.
pub fn long_files(files: &[File]) -> Findings {
    let short_enough: Vec<_> = files.iter().filter(|f| f.text.lines().count() <= FILE).collect();
    let long = short_enough
        .into_iter()
        .filter(|f| is_written(f) && f.text.lines().count() > LONG);
    long.map(|f| format!("{}: {} lines", f.path, f.text.lines().count()))
        .collect()
}

fn longer_than(limit: usize, files: &[File]) -> Findings {
    let too_long = |f: &&File| is_written(f) && f.text.lines().count() > limit;
    files
        .iter()
        .filter(too_long)
        .map(|f| format!("{}: {} lines", f.path, f.text.lines().count()))
        .collect()
}

/// Finds functions that are too long.
pub fn functions(files: &[File]) -> Findings {
    files.iter().filter(|f| f.is_source()).flat_map(in_file).collect()
}

fn in_file(file: &File) -> Findings {
    let text = without_tests(&bare(&file.text));
    let mut found = Findings::new();
    for at in words(&text, "fn") {
        let name: String = text[at + 2..]
            .trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let Some(end) = item_end(&text, at).filter(|_| !name.is_empty()) else {
            continue;
        };
        let lines = line_at(&text, end) - line_at(&text, at) + 1;
        if lines > FUNCTION {
            found.push(format!(
                "{}:{}: {name} has {lines} lines",
                file.path,
                line_at(&text, at)
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_function_is_found_and_a_long_test_is_not() {
        let body = "    x();\n".repeat(60);
        let long = format!("fn long() {{\n{body}}}\n");
        assert_eq!(functions(&[File::new("src/law/a.rs", &long)]).len(), 1);
        let test = format!("#[cfg(test)]\nmod tests {{\n{long}}}\n");
        assert_eq!(functions(&[File::new("src/law/a.rs", &test)]).len(), 0);
    }

    #[test]
    fn files_are_long_above_300_and_too_long_above_500() {
        let tree = [
            File::new("src/a.rs", &"\n".repeat(501)),
            File::new("src/b.rs", &"\n".repeat(301)),
        ];
        assert_eq!(files(&tree).len(), 1);
        assert_eq!(long_files(&tree).len(), 1);
    }
}
