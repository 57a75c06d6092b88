//! Rule texts in force in this book.
use super::{Question, questions};
use crate::{RulesEffect, Summary, Texts};

questions! {
    /// Rule texts in force in this book.
    RulesJob as Rules {
        /// Rule texts in force in this book, by key.
        look ReadRules -> Texts;
        /// Put a rule set or a year's notice in force in this book, or take it out again.
        write PutRules {
            /// Key of the text (see [`casebook::rules`]).
            pub key: String,
            /// The text, or nothing to take it out.
            pub text: Option<String>,
        } -> Summary;
        /// What would change if this rule text were put in force: verdicts and dates, before and after.
        job PreviewRules {
            /// Key of the text.
            pub key: String,
            /// The text.
            pub text: String,
        } -> RulesEffect;
    }
}
