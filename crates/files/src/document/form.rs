//! Forms as data: what a document says is told by a text in `rules/forms/`, with named places for what the case says.
use std::ops::Deref;

use casebook::kinds::Both;
use serde::{Deserialize, Serialize};

use super::fields::Place;
use super::form_fault::{FormError, FormFault};
use super::form_text;
use super::paper::LineKind;
use super::{Template, Vocabulary};

/// The texts this build brings, in the order they are shown.
const BUILT_IN: [(&str, &str); 16] = [
    (
        "acceptance.json",
        include_str!("../../../../rules/forms/acceptance.json"),
    ),
    (
        "execution_notice.json",
        include_str!("../../../../rules/forms/execution_notice.json"),
    ),
    (
        "asset_report_order.json",
        include_str!("../../../../rules/forms/asset_report_order.json"),
    ),
    (
        "clue_request.json",
        include_str!("../../../../rules/forms/clue_request.json"),
    ),
    ("summons.json", include_str!("../../../../rules/forms/summons.json")),
    (
        "consumption_limit.json",
        include_str!("../../../../rules/forms/consumption_limit.json"),
    ),
    (
        "sealing_ruling.json",
        include_str!("../../../../rules/forms/sealing_ruling.json"),
    ),
    (
        "assistance_notice.json",
        include_str!("../../../../rules/forms/assistance_notice.json"),
    ),
    (
        "visit_ruling.json",
        include_str!("../../../../rules/forms/visit_ruling.json"),
    ),
    (
        "visit_notice.json",
        include_str!("../../../../rules/forms/visit_notice.json"),
    ),
    (
        "renewal_ruling.json",
        include_str!("../../../../rules/forms/renewal_ruling.json"),
    ),
    (
        "renewal_notice.json",
        include_str!("../../../../rules/forms/renewal_notice.json"),
    ),
    (
        "release_ruling.json",
        include_str!("../../../../rules/forms/release_ruling.json"),
    ),
    (
        "release_notice.json",
        include_str!("../../../../rules/forms/release_notice.json"),
    ),
    (
        "service_receipt.json",
        include_str!("../../../../rules/forms/service_receipt.json"),
    ),
    ("inventory.json", include_str!("../../../../rules/forms/inventory.json")),
];

/// The forms a bureau has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms(Vec<Form>);

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is.
    pub head: Head,
    /// What it says.
    pub(super) body: Body,
}

/// What a form is, without what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its key, e.g. `execution_notice`.
    pub key: String,
    /// Its name.
    pub name: Both,
    /// The articles it rests on.
    pub source: String,
    /// How sure they are: L, P, C or K.
    pub mark: String,
    /// The matter it closes, if it does.
    pub closes: Option<Closes>,
    /// What it is recorded as when it is sent: a code of the field `sort` of `rules/records/document.json`.
    pub sort: String,
    /// How its numbers are made, if it has numbers of its own ([`super::number`]).
    pub numbered: Option<String>,
    /// What its number is called in the other papers of the same act, and in its own text: 裁定书文号.
    pub gives: Option<String>,
    /// The list of which each row gets a paper of its own, e.g. 被执行人: each debtor is sent one.
    pub copies: Option<String>,
    /// What it asks that is, unless somebody says otherwise, the name it is for: 被传唤人.
    pub addressee: Option<String>,
    /// What it asks that names judges: who is none cannot sign it (plan Art. 4).
    pub judges: Vec<String>,
    /// What of each seizure it goes to: all that name the same are on one paper, whatever their cases.
    pub per: Option<String>,
    /// It is made of closed cases, too: what is seized may outlast them.
    pub after_close: bool,
    /// It stays in the dossier and is sent to nobody: an inventory, a receipt of service.
    pub is_kept: bool,
    /// The kind of record it is a form of, with what such a record answers.
    pub of: Option<OfRecord>,
    /// What it asks of the person who makes it, beside what the case says.
    pub asks: Vec<Both>,
}

impl Head {
    /// The fields its body may use.
    pub(super) fn vocabulary(&self) -> Vocabulary {
        let asked = self.asks.iter().map(|ask| ask.zh.as_str());
        Vocabulary::builtin().with(asked.chain(self.per.as_deref()))
    }
}

impl Deref for Form {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

/// What a form says: blocks of text, or a court's own .docx.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Blocks(Vec<FormBlock>),
    Docx(Box<Template>),
}

/// That a form is made of a record of a kind: a receipt of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfRecord {
    /// The key of the kind.
    pub kind: String,
    /// What it asks, each with the keys of the fields that answer it.
    pub answers: Vec<(String, Vec<String>)>,
}

/// What sending a document brings about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closes {
    /// The node that is done, e.g. `P7-3`.
    pub node: String,
    /// The happening to record, e.g. `execution_notice_sent`.
    pub happening: String,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FormBlock {
    /// A line or a paragraph.
    Line {
        kind: LineKind,
        new_page: bool,
        /// It is written for each row of this list.
        each: Option<String>,
        pieces: Vec<Piece>,
    },
    /// A table.
    Table {
        /// Widths of its columns in thousandths of the line.
        widths: Vec<u16>,
        /// Its head, repeated on each page; empty if it has none.
        head: Vec<String>,
        /// Its rows are written for each row of this list.
        each: Option<String>,
        rows: Vec<Vec<Vec<Piece>>>,
    },
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Place(Place),
}

impl Forms {
    /// The forms this build brings.
    ///
    /// # Panics
    /// Never: a test loads them.
    #[must_use]
    pub fn builtin() -> &'static Forms {
        static FORMS: std::sync::OnceLock<Forms> = std::sync::OnceLock::new();
        FORMS.get_or_init(|| {
            let loaded = Forms::load(&BUILT_IN);
            assert!(loaded.is_ok(), "rules/forms: {:?}", loaded.as_ref().err());
            loaded.unwrap_or_default()
        })
    }

    /// Loads forms from their files (name, text) and checks each, and all of them together.
    ///
    /// # Errors
    /// The first fault, with its file and its place.
    pub fn load(files: &[(&str, &str)]) -> Result<Forms, FormError> {
        let mut forms: Vec<Form> = Vec::new();
        for (file, text) in files {
            let form = form_text::read(file, text)?;
            if forms.iter().any(|other| other.key == form.key) {
                return Err(FormError {
                    file: (*file).to_owned(),
                    place: "form".to_owned(),
                    fault: FormFault::Twice(form.head.key),
                });
            }
            forms.push(form);
        }
        Ok(Forms(forms))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Form> {
        self.0.iter()
    }

    /// The form of a key, or of a Chinese name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Form> {
        self.0.iter().find(|form| form.key == name || form.name.zh == name)
    }
}

impl Forms {
    /// These forms with some of a court's own: each takes the place of one of its key, or stands behind them.
    #[must_use]
    pub fn with(&self, own: Vec<Form>) -> Forms {
        let mut forms = self.clone();
        for form in own {
            match forms.0.iter_mut().find(|known| known.key == form.key) {
                Some(known) => *known = form,
                None => forms.0.push(form),
            }
        }
        forms
    }
}

impl Form {
    /// Whether it is a .docx: what it looks like is then told by that file alone.
    #[must_use]
    pub fn is_docx(&self) -> bool {
        matches!(self.body, Body::Docx(_))
    }

    /// The fields a .docx uses; nothing of a text of blocks.
    pub fn docx_fields(&self) -> impl Iterator<Item = &str> {
        let template = match &self.body {
            Body::Docx(template) => Some(template),
            Body::Blocks(_) => None,
        };
        template.into_iter().flat_map(|template| template.fields())
    }

    /// The fields it may use.
    #[must_use]
    pub fn vocabulary(&self) -> Vocabulary {
        self.head.vocabulary()
    }
}
