//! The finishing step after Trunk's build (its `post_build` hook): one style sheet, the names of
//! worker and quick page, the content security policy, the service worker's list of files.
use crate::{digest, place, precache};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Entry of Trunk's hook: dresses the staging folder.
pub fn hook() -> Result<bool> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    dress(&staging.unwrap_or_else(place::dist))?;
    Ok(true)
}

/// Dresses a freshly built `dir`.
pub fn dress(dir: &Path) -> Result<()> {
    let page = dir.join("index.html");
    let mut html = fs::read_to_string(&page).with_context(|| format!("no {}", page.display()))?;
    let (first, more) = styles(&place::root().join("style"))?;
    html = html.replace(
        "href=\"STYLE\"",
        &format!("href=\"./{}\"", style_sheet(dir, "style", &first)?),
    );
    html = html.replace("'MORE'", &format!("'./{}'", style_sheet(dir, "more", &more)?));
    for (program, place) in [("worker", "WORKER"), ("pdf-reader", "PDF_READER")] {
        let loader = loader(dir, program)?;
        html = html.replace(&format!("content=\"{place}\""), &format!("content=\"./{loader}\""));
    }
    html = html.replace("QUICK", &format!("./{}", named_by_digest(dir, "quick")?));
    html = without(&html, "<!--", "-->");
    let digests: Vec<_> = inline_scripts(&html).iter().map(|s| digest::csp(s)).collect();
    html = html.replace("INLINE", &digests.join(" "));
    fs::write(&page, html)?;
    precache::fill(dir)
}

/// Writes a style sheet under a name with its digest. Returns the name.
fn style_sheet(dir: &Path, name: &str, css: &str) -> Result<String> {
    let name = format!("{name}-{}.css", &digest::hex(css.as_bytes())[..16]);
    fs::write(dir.join(&name), css)?;
    Ok(name)
}

/// The style sheets in their order: tokens, base, layout, parts, others, pages, print; those of the quick page, then
/// those of the other pages. The layers in them hold whichever comes first.
fn styles(dir: &Path) -> Result<(String, String)> {
    let mut files = Vec::new();
    collect(dir, &mut files)?;
    files.sort_by_key(|p| (rank(p), p.clone()));
    let (first, more): (Vec<_>, Vec<_>) = files.into_iter().partition(|p| is_of_quick_page(p));
    Ok((joined(&first)?, joined(&more)?))
}

/// Whether the quick page needs a style sheet: its own, and those that are of no page.
fn is_of_quick_page(path: &Path) -> bool {
    !is_of_page(path) || path.file_stem().is_some_and(|stem| stem == "quick")
}

fn joined(files: &[PathBuf]) -> Result<String> {
    let texts: Result<Vec<_>, _> = files.iter().map(fs::read_to_string).collect();
    Ok(without(&texts?.join("\n"), "/*", "*/"))
}

fn is_of_page(path: &Path) -> bool {
    path.components().any(|c| c.as_os_str() == "pages")
}

/// All `.css` files under `dir`; a missing folder has none.
fn collect(dir: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "css") {
            into.push(path);
        }
    }
    Ok(())
}

/// The place of a style sheet in the cascade.
fn rank(path: &Path) -> usize {
    let stem = path
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default();
    match stem.as_str() {
        "tokens" => 0,
        "base" => 1,
        "layout" => 2,
        "parts" => 3,
        "print" => 6,
        _ if is_of_page(path) => 5,
        _ => 4,
    }
}

/// Gives a program's files names with their digest: Trunk leaves them plain where they are not those of the page, and a
/// stale one would not match its page. Returns what the names begin with.
fn named_by_digest(dir: &Path, program: &str) -> Result<String> {
    let (glue, wasm) = (
        dir.join(format!("{program}.js")),
        dir.join(format!("{program}_bg.wasm")),
    );
    let missing = || format!("Trunk wrote no {program}.js or {program}_bg.wasm");
    let mut bytes = fs::read(&glue).with_context(missing)?;
    bytes.extend(fs::read(&wasm).with_context(missing)?);
    let stem = format!("{program}-{}", &digest::hex(&bytes)[..16]);
    fs::rename(&glue, dir.join(format!("{stem}.js")))?;
    fs::rename(&wasm, dir.join(format!("{stem}_bg.wasm")))?;
    Ok(stem)
}

/// Names the files of a program that runs as a worker, and writes its loader. Returns the loader's name.
fn loader(dir: &Path, program: &str) -> Result<String> {
    let stem = named_by_digest(dir, program)?;
    let written = format!("{program}_loader.js");
    fs::remove_file(dir.join(&written)).with_context(|| format!("Trunk wrote no {written}"))?;
    let text = format!("importScripts('./{stem}.js');wasm_bindgen({{module_or_path:'./{stem}_bg.wasm'}});");
    let loader = format!("{stem}_loader.js");
    fs::write(dir.join(&loader), text)?;
    Ok(loader)
}

/// A text without its comments: they are for readers of the source.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let Some(len) = rest[start..].find(close) else {
            break;
        };
        out.push_str(rest[..start].trim_end());
        rest = &rest[start + len + close.len()..];
    }
    out.push_str(rest);
    out
}

/// The text of every script that stands in the page itself and is code.
pub fn inline_scripts(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        let tail = &rest[start..];
        let (Some(open), Some(close)) = (tail.find('>'), tail.find("</script>")) else {
            break;
        };
        let attributes = &tail[..open];
        if !attributes.contains(" src=") && !attributes.contains("text/plain") && open < close {
            found.push(&tail[open + 1..close]);
        }
        rest = &tail[close..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_code_gets_a_digest() {
        let html = "<script src=\"a.js\"></script><script>one</script>\
                    <script type=\"text/plain\">data</script><script type=\"module\">two</script>";
        assert_eq!(inline_scripts(html), ["one", "two"]);
    }

    #[test]
    fn tokens_come_first_and_print_last() {
        let mut files = [
            "style/print.css",
            "style/pages/case.css",
            "style/tokens.css",
            "style/parts.css",
        ];
        files.sort_by_key(|p| rank(Path::new(p)));
        let order = [
            "style/tokens.css",
            "style/parts.css",
            "style/pages/case.css",
            "style/print.css",
        ];
        assert_eq!(files, order);
    }

    #[test]
    fn comments_are_for_readers_of_the_source() {
        assert_eq!(without("a\n  <!-- b -->\nc<!--d-->e", "<!--", "-->"), "a\nce");
        assert_eq!(without("a {}\n/* b */\nc {}", "/*", "*/"), "a {}\nc {}");
    }

    #[test]
    fn a_page_s_style_sheet_waits_for_the_page() {
        for path in ["style/tokens.css", "style/print.css", "style/pages/quick.css"] {
            assert!(is_of_quick_page(Path::new(path)), "{path}");
        }
        assert!(!is_of_quick_page(Path::new("style/pages/case.css")));
    }
}
