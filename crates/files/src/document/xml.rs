//! Text as XML holds it.

/// Adds a text with the signs of XML escaped. What XML does not allow was left out before ([`super::fill`]).
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// Adds a text inside a `t` of WordprocessingML: lines and tabs are elements of their own beside it.
pub(super) fn in_run(text: &str, prefix: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\t']) {
        escape(&rest[..at], out);
        let element = if rest[at..].starts_with('\n') { "br" } else { "tab" };
        out.push_str(&format!(
            "</{prefix}t><{prefix}{element}/><{prefix}t xml:space=\"preserve\">"
        ));
        rest = &rest[at + 1..];
    }
    escape(rest, out);
}
