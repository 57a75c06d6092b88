//! Rule texts in force in this book.
use casebook::kinds::KindsError;
use files::document::own::Said;

use super::{Question, questions};
use crate::{FormChecked, FormRefused, FormsInForce, KindsChecked, KindsInForce, RulesEffect, Summary, Texts};

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
        /// The court's own texts of kinds of record and flows, in force or left out.
        look ReadKinds -> KindsInForce;
        /// What a text of a kind or a flow would change, or taking one back, or why it cannot be; nothing is written.
        job CheckKinds {
            /// Key of the text.
            pub key: String,
            /// The text, or nothing to take it back.
            pub text: Option<String>,
        } -> Result<KindsChecked, KindsError>;
        /// The forms of documents in force.
        look ReadForms -> FormsInForce;
        /// The text of one of the court's own forms: to put it in again after it was taken out.
        look ReadFormText {
            /// Its key among the texts of the book.
            pub key: String,
        } -> Option<String>;
        /// What a file would be as a form, or why it cannot be one; nothing is written.
        job CheckForm {
            /// The .docx, or the text of a form.
            #[serde(with = "serde_bytes")]
            pub file: Vec<u8>,
            /// What is said of it.
            pub said: Said,
        } -> Result<FormChecked, FormRefused>;
        /// Put a file in force as a form. It is taken out again by [`PutRules`].
        write PutForm {
            /// The .docx, or the text of a form.
            #[serde(with = "serde_bytes")]
            pub file: Vec<u8>,
            /// What is said of it.
            pub said: Said,
        } -> Summary;
    }
}
