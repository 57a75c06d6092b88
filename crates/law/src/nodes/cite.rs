//! Sources: articles by subject, so that the number in force on the day of the act can be shown.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::node::Name;

/// A norm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// Its code in rule texts.
    pub code: String,
    /// Short name.
    pub name: Name,
    /// In force since.
    #[serde(with = "crate::day_number")]
    pub from: NaiveDate,
    /// Renumberings: in force since, ascending; with subjects only.
    #[serde(with = "crate::day_number")]
    pub versions: Vec<NaiveDate>,
    /// Subject, and its article in each version.
    pub subjects: Vec<(String, Vec<String>)>,
}

/// One place in a norm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// Index of the norm.
    pub(super) norm: u16,
    /// What it cites there.
    pub(super) place: Place,
}

/// An article, or a subject whose article number changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Place {
    Article(String),
    Subject(u16),
}

impl Cite {
    fn article<'a>(&'a self, norm: &'a Norm, on: NaiveDate) -> &'a str {
        match &self.place {
            Place::Article(article) => article,
            Place::Subject(subject) => {
                let version = norm.versions.iter().rposition(|from| *from <= on).unwrap_or(0);
                norm.subjects
                    .get(usize::from(*subject))
                    .and_then(|(_, a)| a.get(version))
                    .map_or("", String::as_str)
            }
        }
    }
}

/// All cites of a node on a day.
pub(crate) fn render(norms: &[Norm], cites: &[Cite], on: NaiveDate) -> Name {
    let mut out = Name::default();
    for cite in cites {
        let Some(norm) = norms.get(usize::from(cite.norm)) else {
            continue;
        };
        let article = cite.article(norm, on);
        if !out.zh.is_empty() {
            out.zh.push('；');
            out.en.push_str("; ");
        }
        out.zh.push_str(&norm.name.zh);
        out.en.push_str(&norm.name.en);
        if !article.is_empty() {
            let (number, item) = article.split_once('(').unwrap_or((article, ""));
            out.zh.push_str(&format!("第{number}条"));
            if let Some(item) = item.strip_suffix(')') {
                out.zh.push_str(&format!("第({item})项"));
            }
            out.en.push_str(&format!(" art. {article}"));
        }
    }
    out
}
