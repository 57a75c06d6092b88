//! Rule texts of this book: what is in force, what another text would change, and putting it in force.
pub(crate) mod forms;
mod kinds;

use crate::answer::{Answered, Asked};
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use casebook::event::BOOK;
use casebook::kinds::is_key;
use casebook::rules::{FORM_KEY, Rules, RulesError};
use files::document::own;
use protocol::{
    Action, CheckForm, CheckKinds, JobRefusal, PreviewRules, PutForm, PutRules, ReadFormText, ReadForms, ReadKinds,
    ReadRules, Refusal, RulesEffect, RulesJob, Summary, Texts,
};

/// Verdicts and dates named in a preview; all are counted.
const NAMED: usize = 500;

impl<G: Platform> Service<G> {
    /// Answers what is asked of rule texts.
    pub(crate) async fn answer_rules(&self, asked: Asked, job: RulesJob) -> Result<Answered, WorkError> {
        match job {
            RulesJob::ReadRules(ReadRules) => asked.answer::<ReadRules>(self.rules()),
            RulesJob::PutRules(PutRules { key, text }) => asked.answer::<PutRules>(self.put_rules(key, text).await),
            RulesJob::PreviewRules(PreviewRules { key, text }) => {
                asked.answer::<PreviewRules>(self.rules_preview(&key, &text))
            }
            RulesJob::ReadKinds(ReadKinds) => asked.answer::<ReadKinds>(self.kinds_in_force()),
            RulesJob::CheckKinds(CheckKinds { key, text }) => {
                asked.answer::<CheckKinds>(self.kinds_check(&key, text.as_deref()))
            }
            RulesJob::ReadForms(ReadForms) => asked.answer::<ReadForms>(self.forms_in_force()),
            RulesJob::ReadFormText(ReadFormText { key }) => asked.answer::<ReadFormText>(self.form_text(&key)),
            RulesJob::CheckForm(CheckForm { file, said }) => asked.answer::<CheckForm>(self.form_check(&file, &said)),
            RulesJob::PutForm(PutForm { file, said }) => asked.answer::<PutForm>(self.put_form(&file, &said).await),
        }
    }

    pub(crate) fn rules(&self) -> Result<Texts, WorkError> {
        let mut texts = self.with(|s| Ok::<_, WorkError>(s.book()?.texts().rules()))?;
        texts.extend(self.kind_texts()?);
        Ok(texts)
    }

    /// Puts a text in force that passed its check, or takes one out again.
    pub(crate) async fn put_rules(&self, key: String, text: Option<String>) -> Result<Summary, WorkError> {
        if key.starts_with(FORM_KEY) {
            if let Some(text) = &text {
                own::kept(&key, text).map_err(|_| refused(JobRefusal::FormRefused))?;
            }
            return self.put_form_text(key, text).await;
        }
        if is_key(&key) {
            return self.put_kinds(key, text).await;
        }
        if let Some(text) = &text {
            // The preview says why; here it is only kept out.
            self.with_text(&key, text)?
                .map_err(|_| refused(JobRefusal::RulesRefused))?;
        }
        self.write_actions(vec![(BOOK, Action::PutRules { key, text })]).await
    }

    /// What would change if this text were put in force.
    pub(crate) fn rules_preview(&self, key: &str, text: &str) -> Result<RulesEffect, WorkError> {
        let effect = match self.with_text(key, text)? {
            Ok(rules) => {
                let effect = self.with(|s| Ok::<_, WorkError>(s.book()?.effect(&rules, NAMED)?))?;
                RulesEffect {
                    refused: None,
                    verdicts: effect.verdicts,
                    dates: effect.dates,
                    counts: effect.counts,
                    settled: effect.settled,
                }
            }
            Err(e) => RulesEffect {
                refused: Some((Refusal::from(&e.fault), e.detail)),
                ..RulesEffect::default()
            },
        };
        Ok(effect)
    }

    /// The rules with this text among those in force. What another build left behind unreadable does not count.
    fn with_text(&self, key: &str, text: &str) -> Result<Result<Rules, RulesError>, WorkError> {
        let mut texts = self.with(|s| Ok::<_, WorkError>(s.book()?.texts().rules()))?;
        if let Ok((_, left_out)) = Rules::of_readable(&texts) {
            texts.retain(|(other, _)| left_out.iter().all(|e| e.key != *other));
        }
        texts.retain(|(other, _)| other != key);
        texts.push((key.to_owned(), text.to_owned()));
        Ok(Rules::of(&texts))
    }
}
