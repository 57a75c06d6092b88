//! What a cell says of a choice whose codes a text names: a field of a record, a field of a case.
use casebook::kinds::Both;

use super::text::squeeze;

/// The code of a choice: by a word of files, or by one of its names. A part of a name may be that of another choice that
/// is none of these: 其他 is not 冻结其他财产权.
#[must_use]
pub fn code(shown: &str, choices: &[(String, Both)], words: &[(String, String)]) -> Option<String> {
    // Nearly every cell is a word or a name as it stands.
    let word = words.iter().find(|(word, _)| word == shown).map(|(_, code)| code);
    let name = || choices.iter().find(|(_, name)| name.zh == shown).map(|(code, _)| code);
    if let Some(code) = word.or_else(name) {
        return Some(code.clone());
    }
    let plain = |text: &str| squeeze(text).to_lowercase();
    let text = plain(shown);
    if let Some((_, code)) = words.iter().find(|(word, _)| plain(word) == text) {
        return Some(code.clone());
    }
    let names = |(code, name): &(String, Both)| [code.to_lowercase(), plain(&name.zh), plain(&name.en)];
    let found = choices.iter().find(|choice| names(choice).contains(&text));
    found.map(|(code, _)| code.clone())
}
