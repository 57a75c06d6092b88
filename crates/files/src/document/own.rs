//! A court's own forms: the text of a form, or a .docx with named places. Either is kept in the book as a text.
use std::collections::BTreeSet;

use base64ct::{Base64, Encoding};
use casebook::rules::FORM_KEY;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::form_fault::{FormError, FormFault};
use super::form_text::{self, NAME_MAX, OTHER};
use super::template::{self, TemplateError};
use super::{Form, Forms, Head, OfRecord, Vocabulary};

/// Most bytes of a .docx that is taken in: it goes to every device of the book in one pack.
pub const DOCX_MAX: usize = 1 << 20;
/// Most bytes of all texts of forms in a book: they lie in each snapshot.
pub const ALL_MAX: usize = 8 << 20;

/// What somebody says of a .docx that is taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The key of the form it takes the place of; nothing if it is a new one.
    pub stands_for: Option<String>,
    /// Of a new one: its name.
    pub name: String,
    /// Of a new one: the list of which each row gets a paper of its own.
    pub copies: Option<String>,
    /// Of a new one: it is sent to nobody.
    pub is_kept: bool,
    /// Of a new one: what it is recorded as when it is sent.
    pub sort: String,
    /// Places that are asked of the person who makes the document.
    pub asks: Vec<String>,
}

/// Reads a file that is to be a form: the form, and its text as the book keeps it.
///
/// # Errors
/// What is wrong with it. Nothing is to be kept then.
pub fn read(file: &[u8], said: &Said) -> Result<(Form, String), FormError> {
    let at = |place: &str, fault: FormFault| FormError {
        file: String::new(),
        place: place.to_owned(),
        fault,
    };
    if file.len() > DOCX_MAX {
        return Err(at("", FormFault::TooLarge));
    }
    let written = std::str::from_utf8(file)
        .ok()
        .map(|text| text.trim_start_matches('\u{feff}').trim());
    let text = match written.filter(|text| text.starts_with('{')) {
        Some(text) => text.to_owned(),
        None => of_docx(file, said).map_err(|(place, fault)| at(place, fault))?,
    };
    let form = form_text::read("", &text)?;
    match taken(&form, Forms::builtin()) {
        Some(error) => Err(error),
        None => Ok((form, text)),
    }
}

/// Whether another form is found by what this one is called: by key and by name one is to be found, whichever is asked for.
#[must_use]
pub fn taken(form: &Form, forms: &Forms) -> Option<FormError> {
    let own = [&form.key, &form.name.zh];
    let is_called = |other: &&Form| own.contains(&&other.key) || own.contains(&&other.name.zh);
    let mut others = forms.iter().filter(|other| other.key != form.key);
    let fault = FormFault::NameTaken(others.find(is_called)?.name.zh.clone());
    Some(FormError {
        file: String::new(),
        place: "name".to_owned(),
        fault,
    })
}

/// The text of a form that is a .docx.
fn of_docx(file: &[u8], said: &Said) -> Result<String, (&'static str, FormFault)> {
    let known = match &said.stands_for {
        Some(key) => Some(Forms::builtin().named(key).ok_or(("form", FormFault::NoKey))?),
        None => None,
    };
    let head = known.map(|form| &form.head);
    let words = words(head, said);
    let template = template::read(file, &words).map_err(|error| match error {
        TemplateError::NotADocument => ("", FormFault::NotAForm),
        TemplateError::TooLarge => ("", FormFault::TooLarge),
        error => ("docx", FormFault::Docx(error)),
    })?;
    let used: Vec<&str> = template.fields().collect();
    let is_asked = |name: &&str| used.contains(name) && !Vocabulary::builtin().has(name);
    let of_head = head.into_iter().flat_map(|head| &head.asks);
    let mut asks: Vec<[&str; 2]> = of_head.map(|ask| [ask.zh.as_str(), ask.en.as_str()]).collect();
    let more = said.asks.iter().map(|name| name.trim());
    asks.extend(more.map(|name| [name, name]));
    let mut seen = BTreeSet::new();
    asks.retain(|[name, _]| is_asked(name) && seen.insert(*name));
    let docx = Base64::encode_string(file);
    // What it does not ask no record answers.
    let of = head.and_then(|head| head.of.clone()).map(|of| OfRecord {
        answers: of
            .answers
            .into_iter()
            .filter(|(ask, _)| asks.iter().any(|[name, _]| name == ask))
            .collect(),
        ..of
    });
    let text = match head {
        Some(head) => json!({
            "form": head.key, "name": [head.name.zh, head.name.en], "source": head.source, "mark": head.mark,
            "closes": head.closes.as_ref().map(|closes| [&closes.node, &closes.happening]),
            "sort": head.sort, "numbered": head.numbered, "gives": head.gives.as_ref().filter(|name| used.contains(&name.as_str())), "copies": head.copies, "kept": head.is_kept, "asks": asks,
            "judges": judges(&asks), "per": head.per, "after_close": head.after_close, "of": of,
            "addressee": head.addressee.as_ref().filter(|ask| used.contains(&ask.as_str())),
            "docx": docx,
        }),
        None => of_new(said, &asks, docx)?,
    };
    Ok(text.to_string())
}

/// Of a form no other stands for.
fn of_new(said: &Said, asks: &[[&str; 2]], docx: String) -> Result<serde_json::Value, (&'static str, FormFault)> {
    let name = said.name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(("name", FormFault::NoName));
    }
    let sort = if said.sort.is_empty() { OTHER } else { &said.sort };
    // What is recorded as an execution notice closes what an execution notice closes.
    let like = Forms::builtin().iter().find(|form| form.sort == *sort && sort != OTHER);
    let closes = like.and_then(|form| form.closes.as_ref());
    Ok(json!({
        "form": name, "name": [name, name], "source": "本院", "mark": "C",
        "closes": closes.map(|closes| [&closes.node, &closes.happening]),
        "sort": sort, "copies": said.copies, "kept": said.is_kept, "asks": asks, "judges": judges(asks), "docx": docx,
    }))
}

/// Those that name judges in the forms this build brings.
fn judges<'a>(asks: &[[&'a str; 2]]) -> Vec<&'a str> {
    let names_judges = |name: &str| {
        Forms::builtin()
            .iter()
            .any(|form| form.judges.iter().any(|known| known == name))
    };
    let names = asks.iter().map(|[name, _]| *name);
    names.filter(|name| names_judges(name)).collect()
}

/// The names such a .docx may use.
fn words(head: Option<&Head>, said: &Said) -> Vocabulary {
    let of_head = head.into_iter().flat_map(|head| &head.asks);
    let per = head.and_then(|head| head.per.as_deref());
    let of_head = of_head.map(|ask| ask.zh.as_str()).chain(per);
    Vocabulary::builtin().with(of_head.chain(said.asks.iter().map(|name| name.trim())))
}

/// The names a file may use that is taken in with these words; to tell which of them somebody meant.
#[must_use]
pub fn vocabulary(said: &Said) -> Vocabulary {
    let known = said.stands_for.as_ref().and_then(|key| Forms::builtin().named(key));
    words(known.map(|form| &form.head), said)
}

/// The key under which the book keeps a form.
#[must_use]
pub fn key_of(form: &Form) -> String {
    format!("{FORM_KEY}{}", form.key)
}

/// A form as the book keeps it under a key.
///
/// # Errors
/// What is wrong with it: another build may have taken what this one does not.
pub fn kept(key: &str, text: &str) -> Result<Form, FormError> {
    let form = form_text::read(key, text)?;
    if key_of(&form) == key {
        return Ok(form);
    }
    Err(FormError {
        file: key.to_owned(),
        place: "form".to_owned(),
        fault: FormFault::NoKey,
    })
}
