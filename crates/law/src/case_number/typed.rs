//! Numbers as a person types them: brackets and 号 may be left out, as nothing else can be meant.
use super::{CaseNumber, CaseNumberError, fold, read};

/// Reads a case number a person types and sees completed: `2026豫14执4001` is （2026）豫14执4001号. Files are read
/// by [`super::parse`], where nobody looks at each.
///
/// # Errors
/// Says what is wrong and at which character of the completed text.
pub fn typed(text: &str) -> Result<CaseNumber, CaseNumberError> {
    let folded = fold(text);
    read(&folded).or_else(|error| match completed(&folded) {
        Some(whole) => read(&whole),
        None => Err(error),
    })
}

/// The text with brackets around its year, 号 at its end, and 之一号 as 号之一; nothing if no year begins it.
fn completed(folded: &str) -> Option<String> {
    let rest = folded.strip_prefix('（').unwrap_or(folded);
    let (year, rest) = rest.split_at_checked(4)?;
    if !year.bytes().all(|b| b.is_ascii_digit()) || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let rest = rest.strip_prefix('）').unwrap_or(rest);
    let tail = match rest.strip_suffix('号').and_then(|r| r.split_once('之')) {
        Some((number, ordinal)) => format!("{number}号之{ordinal}"),
        None if rest.ends_with(|c: char| c.is_ascii_digit()) && !rest.contains('号') => format!("{rest}号"),
        None => rest.to_owned(),
    };
    Some(format!("（{year}）{tail}"))
}
