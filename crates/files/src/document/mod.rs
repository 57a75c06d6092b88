//! Documents made from a case: forms told by `rules/forms/`, and a court's own .docx with named places in it.
//!
//! Both take the same data ([`Fill`]) and name their places alike: `{{案号}}`. What is not known stays a visible gap on
//! paper and is listed, so that nobody sends out a sentence that lost its subject.
pub mod bulletin;
pub mod catalogue;
pub mod docx;
pub mod fields;
pub mod fill;
pub mod form;
mod form_fault;
mod form_text;
pub mod manifest;
mod marks;
mod nearest;
pub mod number;
pub mod of_case;
pub mod own;
pub mod paper;
pub mod template;
pub mod transcript;
mod xml;

pub use fields::Vocabulary;
pub use fill::{Fill, Row, Spot};
pub use form::{Form, Forms, Head, OfRecord};
pub use form_fault::{FormError, FormFault};
pub use form_text::{OTHER, sorts};
pub use nearest::nearest;
pub use paper::{Block, LineKind, Made, Paper, Run};
pub use template::{Filled, Template, TemplateError};

/// What stands on paper where a value is missing.
pub const GAP: &str = "【　　　　】";
