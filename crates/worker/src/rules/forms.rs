//! The court's own forms: taken in after a check, in force for all who share the book, taken out again.
use std::rc::Rc;

use crate::error::{WorkError, refused};
use crate::files::judges::judges_on;
use crate::platform::Platform;
use crate::service::Service;
use casebook::book::Book;
use casebook::clock::Stamp;
use casebook::event::BOOK;
use casebook::state::FormText;
use files::document::own::{self, ALL_MAX, Said};
use files::document::template::What;
use files::document::{Form, FormError, FormFault, Forms, TemplateError, nearest};
use protocol::{
    Action, FormChecked, FormInForce, FormLeftOut, FormRefused, FormsInForce, JobRefusal, OwnForm, Summary,
};

/// The forms in force, as they were read last.
#[derive(Default)]
pub(crate) struct FormsState {
    held: Option<Held>,
}

/// What was made of the texts of the book. A .docx takes a while to read.
#[derive(Clone)]
struct Held {
    /// The texts it was made of.
    of: Vec<(String, Stamp)>,
    forms: Rc<Forms>,
    left_out: Rc<Vec<(String, FormError)>>,
}

impl Held {
    fn of(book: &Book) -> Self {
        let (mut own, mut left_out) = (Vec::new(), Vec::new());
        for text in book.texts().forms() {
            match own::kept(text.key, text.text) {
                Ok(form) => own.push(form),
                Err(error) => left_out.push((text.key.to_owned(), error)),
            }
        }
        Self {
            of: marks(book),
            forms: Rc::new(Forms::builtin().with(own)),
            left_out: Rc::new(left_out),
        }
    }
}

fn marks(book: &Book) -> Vec<(String, Stamp)> {
    let texts = book.texts().forms();
    texts.map(|text| (text.key.to_owned(), text.stamp)).collect()
}

impl<G: Platform> Service<G> {
    /// The forms in force.
    pub(crate) fn forms(&self) -> Result<Rc<Forms>, WorkError> {
        Ok(self.held_forms()?.forms)
    }

    fn held_forms(&self) -> Result<Held, WorkError> {
        self.with(|s| {
            let book = s.book.open.as_ref().ok_or(refused(JobRefusal::NotOpen))?;
            let held = s.forms.held.take().filter(|held| held.of == marks(book));
            let held = held.unwrap_or_else(|| Held::of(book));
            s.forms.held = Some(held.clone());
            Ok(held)
        })
    }

    /// The forms in force, and where the court's own come from.
    pub(crate) fn forms_in_force(&self) -> Result<FormsInForce, WorkError> {
        let held = self.held_forms()?;
        self.with(|s| {
            let today = s.book.today;
            let book = s.book()?;
            let own = |form: &Form| {
                let key = own::key_of(form);
                let text = book.texts().forms().find(|text| text.key == key)?;
                Some(own_form(book, form, &text))
            };
            let forms = held.forms.iter().map(|form| FormInForce {
                head: form.head.clone(),
                own: own(form).filter(|own| held.left_out.iter().all(|(key, _)| *key != own.key)),
            });
            let left_out = held.left_out.iter().map(|(key, why)| FormLeftOut {
                key: key.clone(),
                why: why.clone(),
            });
            Ok(FormsInForce {
                forms: forms.collect(),
                left_out: left_out.collect(),
                judges: match today {
                    Some(today) => judges_on(book.directory(), &book.away(today)?, today),
                    None => Vec::new(),
                },
            })
        })
    }

    /// The text of one of the court's own forms.
    pub(crate) fn form_text(&self, key: &str) -> Result<Option<String>, WorkError> {
        self.with(|s| {
            let mut texts = s.book()?.texts().forms();
            Ok(texts.find(|text| text.key == key).map(|text| text.text.to_owned()))
        })
    }

    /// The form a file is, unless another in force is found by its name.
    fn readable(&self, file: &[u8], said: &Said) -> Result<Result<(Form, String), FormError>, WorkError> {
        let forms = self.forms()?;
        let read = own::read(file, said);
        Ok(read.and_then(|(form, text)| own::taken(&form, &forms).map_or(Ok((form, text)), Err)))
    }

    /// What a file would be as a form, or why it cannot be one.
    pub(crate) fn form_check(&self, file: &[u8], said: &Said) -> Result<Result<FormChecked, FormRefused>, WorkError> {
        let form = match self.readable(file, said)? {
            Ok((form, _)) => form,
            Err(why) => return Ok(Err(with_meant(why, said))),
        };
        let key = own::key_of(&form);
        let again = self.form_text(&key)?.is_some();
        Ok(Ok(FormChecked {
            is_docx: form.is_docx(),
            replaces: is_built_in(&form),
            again,
            fields: form.docx_fields().map(str::to_owned).collect(),
            head: form.head,
        }))
    }

    /// Puts a file in force as a form.
    pub(crate) async fn put_form(&self, file: &[u8], said: &Said) -> Result<Summary, WorkError> {
        // The check says why; here it is only kept out.
        let (form, text) = self
            .readable(file, said)?
            .map_err(|_| refused(JobRefusal::FormRefused))?;
        self.put_form_text(own::key_of(&form), Some(text)).await
    }

    /// Puts the text of a form in force that passed its check, or takes one out.
    pub(crate) async fn put_form_text(&self, key: String, text: Option<String>) -> Result<Summary, WorkError> {
        self.write(|book, draft, now_ms| {
            let others = book.texts().forms().filter(|other| other.key != key);
            let bytes: usize = others.map(|other| other.text.len()).sum();
            if bytes + text.as_ref().map_or(0, String::len) > ALL_MAX {
                return Err(refused(JobRefusal::FormsTooMany));
            }
            let (key, text) = (key.clone(), text.clone());
            Ok(draft.add(book, vec![(BOOK, Action::PutRules { key, text })], now_ms)?)
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }
}

fn is_built_in(form: &Form) -> bool {
    Forms::builtin().iter().any(|known| known.key == form.key)
}

fn own_form(book: &Book, form: &Form, text: &FormText<'_>) -> OwnForm {
    OwnForm {
        key: text.key.to_owned(),
        is_docx: form.is_docx(),
        replaces: is_built_in(form),
        bytes: u32::try_from(text.text.len()).unwrap_or(u32::MAX),
        by: book.directory().author(text.stamp.device, "").to_owned(),
        at_ms: text.stamp.moment.ms(),
    }
}

/// Why a file is no form, with what its unknown names were most likely to be.
fn with_meant(why: FormError, said: &Said) -> FormRefused {
    let words = own::vocabulary(said);
    let names: Vec<String> = match &why.fault {
        FormFault::UnknownField(names) => names.split('、').map(str::to_owned).collect(),
        FormFault::UnknownList(name) => vec![name.clone()],
        FormFault::Docx(TemplateError::Marks(faults)) => {
            let unknown = faults
                .iter()
                .filter(|f| matches!(f.what, What::UnknownField | What::UnknownList));
            unknown.map(|fault| fault.name.clone()).collect()
        }
        _ => Vec::new(),
    };
    let mut meant: Vec<(String, Option<String>)> = Vec::new();
    for name in names {
        if meant.iter().all(|(known, _)| *known != name) {
            let near = nearest(&name, &words);
            meant.push((name, near));
        }
    }
    FormRefused { why, meant }
}
