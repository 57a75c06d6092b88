//! The service worker's list of files: every file of the build with its SHA-256.
use crate::{digest, sizes};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Files that are not fetched beforehand: the service worker itself and what only other programs read.
const LEFT_OUT: [&str; 2] = ["sw.js", "fenliu.html"];

/// Fills the list into `dir`'s `sw.js`; to be done last, when all other files are final.
pub fn fill(dir: &Path) -> Result<()> {
    let mut names = Vec::new();
    list(dir, "", &mut names)?;
    names.retain(|n| !LEFT_OUT.contains(&n.as_str()));
    // What quick triage needs comes first.
    names.sort_by_key(|name| (!sizes::is_first(name), name.clone()));
    let first = names.iter().filter(|name| sizes::is_first(name)).count();
    let mut entries = Vec::with_capacity(names.len());
    for name in &names {
        let digest = digest::hex(&fs::read(dir.join(name))?);
        entries.push(format!("['{name}', '{digest}']"));
    }
    let path = dir.join("sw.js");
    let template = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    fs::write(&path, filled(&template, &entries, first))?;
    Ok(())
}

/// The template with list, count of what comes first, and version; the version is the digest of the list and of the template.
fn filled(template: &str, entries: &[String], first: usize) -> String {
    let list = entries.join(",\n  ");
    let version = digest::hex(format!("{template}{list}").as_bytes());
    let text = template.replace("/*FILES*/", &format!("\n  {list},\n"));
    let text = text.replace("/*FIRST*/", &first.to_string());
    text.replace("/*VERSION*/", &version[..16])
}

/// All files under `dir`, as addresses relative to it.
pub fn list(dir: &Path, under: &str, into: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let address = if under.is_empty() {
            name
        } else {
            format!("{under}/{name}")
        };
        if entry.path().is_dir() {
            list(&entry.path(), &address, into)?;
        } else {
            into.push(address);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_another_version() {
        let template = "new Map([/*FILES*/]); /*FIRST*/; '/*VERSION*/'";
        let one = filled(template, &["['a', '1']".into()], 1);
        let two = filled(template, &["['a', '2']".into()], 1);
        assert!(one.contains("['a', '1']") && one.contains("; 1;") && !one.contains("/*"));
        assert_ne!(one.rsplit('\'').nth(1), two.rsplit('\'').nth(1));
    }
}
