//! The content security policy refuses `style="…"`: nothing of it in views; and nothing from other hosts.
use super::code::line_at;
use super::{File, Findings};

/// Finds style attributes in views, and addresses of other hosts in what the browser loads.
pub fn check(files: &[File]) -> Findings {
    files
        .iter()
        .flat_map(|f| [attributes(f), foreign(f)].concat())
        .collect()
}

fn attributes(file: &File) -> Findings {
    let is_page = file.path.starts_with("src/ui/") || file.path.starts_with("src/quick/");
    if !(is_page && file.is_rust()) {
        return Findings::new();
    }
    let calls = [" style=", "set_attribute(\"style\"", ".attr(\"style\""];
    // `style=("width", …)` sets one property through the object model, which the policy allows.
    let property = |at: usize, call: &str| file.text[at + call.len()..].starts_with('(');
    let found = calls
        .iter()
        .flat_map(|c| file.text.match_indices(c))
        .filter(|(at, c)| !property(*at, c));
    found
        .map(|(at, _)| format!("{}:{}: an inline style", file.path, line_at(&file.text, at)))
        .collect()
}

fn foreign(file: &File) -> Findings {
    let loaded = file.path.starts_with("style/") || file.path == "index.html" || file.path == "public/sw.js";
    if !loaded {
        return Findings::new();
    }
    let found = ["http://", "https://", "url(//"]
        .into_iter()
        .flat_map(|s| file.text.match_indices(s));
    found
        .map(|(at, _)| format!("{}:{}: another host", file.path, line_at(&file.text, at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_style_is_found() {
        assert_eq!(
            check(&[File::new("src/ui/a.rs", "view! { <p style=\"x\"/> }")]).len(),
            1
        );
        assert_eq!(
            check(&[File::new(
                "src/ui/a.rs",
                "view! { <p style:width=w style=(\"left\", l)/> }"
            )])
            .len(),
            0
        );
    }

    #[test]
    fn a_font_from_elsewhere_is_found() {
        let css = ["@import url(https", "://fonts.example/a.css)"].concat();
        assert_eq!(check(&[File::new("style/a.css", &css)]).len(), 1);
    }
}
