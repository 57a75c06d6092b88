//! What a control says on paper, where nobody can look into it: a value, nothing, or something that cannot be read.
use casebook::entered::Entered;

use crate::lang::{case, paper};

/// What was entered, in words. Tracks the language.
pub fn on_paper<T: Copy>(entered: &Entered<T>, said: impl FnOnce(T) -> String) -> String {
    match entered {
        Entered::Empty => case::NOT_KNOWN.now().to_owned(),
        Entered::Read(value) => said(*value),
        Entered::Unreadable(typed) => paper::UNREADABLE.with(&[typed]),
    }
}

/// A line of text, or that there is none.
pub fn text_on_paper(text: &str) -> String {
    match text.trim() {
        "" => case::NOT_KNOWN.now().to_owned(),
        text => text.to_owned(),
    }
}
