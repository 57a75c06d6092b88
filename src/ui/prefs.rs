//! What this device remembers of the person's wishes: language, theme, name (localStorage).
use leptos::prelude::*;
use web_sys::Storage;

use crate::lang::{Lang, use_lang};
use crate::state::use_shell;

const LANG_KEY: &str = "fenliu.lang";
const THEME_KEY: &str = "fenliu.theme";
const NAME_KEY: &str = "fenliu.name";

/// How the page looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Light paper.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

impl Theme {
    /// Value of `data-theme` and of the saved setting; empty for [`Theme::System`].
    pub fn tag(self) -> &'static str {
        match self {
            Theme::System => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }

    fn from_tag(tag: &str) -> Theme {
        match tag {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            "contrast" => Theme::Contrast,
            _ => Theme::System,
        }
    }
}

/// The person's wishes, as signals in the context.
#[derive(Clone, Copy)]
pub struct Prefs {
    /// Theme.
    pub theme: RwSignal<Theme>,
    /// Who works here: kept in the book, sealed; builds before kept it among the wishes.
    pub name: RwSignal<String>,
}

/// The wishes.
pub fn use_prefs() -> Prefs {
    expect_context()
}

/// Reads the saved wishes, applies them, and saves every change.
pub fn provide_prefs() -> Prefs {
    let saved = |key| storage().and_then(|s| s.get_item(key).ok().flatten());
    if saved(LANG_KEY).as_deref() == Some("en") {
        use_lang().set(Lang::En);
    }
    let prefs = Prefs {
        theme: RwSignal::new(Theme::from_tag(&saved(THEME_KEY).unwrap_or_default())),
        name: RwSignal::new(saved(NAME_KEY).unwrap_or_default()),
    };
    provide_context(prefs);
    Effect::new(move |_| {
        let tag = use_lang().get().tag();
        save(LANG_KEY, if tag == "en" { "en" } else { "zh" });
        set_root_attribute("lang", tag);
    });
    Effect::new(move |_| {
        let tag = prefs.theme.get().tag();
        save(THEME_KEY, tag);
        set_root_attribute("data-theme", tag);
    });
    let shell = use_shell();
    Effect::new(move |_| {
        if let Some(me) = shell.me() {
            save(NAME_KEY, "");
            prefs.name.set(me.name);
        }
    });
    prefs
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Saving may be refused (private window, full disk); the wish then lasts as long as the page.
fn save(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
    }
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = if value.is_empty() {
            root.remove_attribute(name)
        } else {
            root.set_attribute(name, value)
        };
    }
}
