//! What a cell says of a choice whose codes a text names: a field of a record, a field of a case.
use casebook::kinds::Both;

use super::text::squeeze;

/// The code of a choice: by a word of files, by one of its names, or by a word that only one of the names holds.
#[must_use]
pub fn code(shown: &str, choices: &[(String, Both)], words: &[(String, String)]) -> Option<String> {
    let plain = |text: &str| squeeze(text).to_lowercase();
    let text = plain(shown);
    if let Some((_, code)) = words.iter().find(|(word, _)| plain(word) == text) {
        return Some(code.clone());
    }
    let names = |(code, name): &(String, Both)| [code.to_lowercase(), plain(&name.zh), plain(&name.en)];
    let exact = choices.iter().find(|choice| names(choice).contains(&text));
    let mut near = choices
        .iter()
        .filter(|choice| names(choice).iter().any(|name| name.contains(&text)));
    let found = exact.or_else(|| match (near.next(), near.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    });
    found.map(|(code, _)| code.clone())
}
