//! The interface's two languages: every text stands beside its twin, so neither can be incomplete.
//!
//! ```ignore
//! const TITLE: Text = Text("快速分流", "Quick triage");
//! view! { <h1>{t(TITLE)}</h1> }            // follows the language
//! TITLE.now()                               // once, reactive inside an effect
//! DAYS_LATE.with(&[&3])                     // fills each {} in turn
//! ```
use std::fmt::Display;

use fill::fill;
use leptos::prelude::*;

pub mod attachment;
pub mod bell;
pub mod bulletin;
pub mod bureau;
pub mod calendar;
pub mod case;
pub mod cases;
pub mod common;
pub mod debt;
pub mod demo;
pub mod dossier;
pub mod dossiers;
pub mod entry;
pub mod errors;
pub mod field;
pub mod figures;
pub mod filing;
mod fill;
pub mod flows;
pub mod forms;
pub mod import;
pub mod import_errors;
pub mod kinds;
pub mod lapses;
pub mod law;
pub mod ledger;
pub mod linked;
pub mod matters;
pub mod overdue;
pub mod paper;
pub mod papers;
pub mod people;
pub mod place;
pub mod queried;
pub mod quick;
#[allow(dead_code, reason = "the whole page has no way to itself")]
pub mod quick_page;
pub mod records;
pub mod rules;
pub mod scan;
pub mod security;
pub mod session;
pub mod settings;
pub mod share;
pub mod shell;
pub mod shortcuts;
pub mod staff_list;
pub mod strip;
pub mod sync;
pub mod transcript;
pub mod visits;
pub mod warnings;

/// A text in Chinese and English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub &'static str, pub &'static str);

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 中文, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Value of the `lang` attribute and of the saved setting.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }
}

thread_local! {
    static LANG: ArcRwSignal<Lang> = ArcRwSignal::new(Lang::default());
}

/// The language of the interface, as a signal for the whole page.
pub fn use_lang() -> ArcRwSignal<Lang> {
    LANG.with(Clone::clone)
}

impl Text {
    /// The text in a given language.
    pub fn at(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }

    /// The text in the current language; tracks the language inside reactive code.
    pub fn now(self) -> &'static str {
        self.at(use_lang().get())
    }

    /// The text in the current language, once: for messages made in answer to an event.
    pub fn once(self) -> &'static str {
        self.at(use_lang().get_untracked())
    }

    /// The text in the current language with each `{}` filled in turn.
    pub fn with(self, values: &[&dyn Display]) -> String {
        fill(self.now(), values)
    }
}

/// A text that follows the language: use it as a child or attribute in `view!`.
pub fn t(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || text.now()
}
