//! Papers that go to an office for all it holds: one notice to a registry, with the assets of several cases.
use crate::error::WorkError;
use crate::files::papers::{fingerprint, wanted};
use files::document::of_case::SEIZURES;
use files::document::{Fill, Form, Row};
use protocol::{CaseId, CasePaper, PaperKey, Papers};

/// The papers that are on their way, in the order their offices were met.
#[derive(Default)]
pub(super) struct Offices<'f>(Vec<OfOffice<'f>>);

/// Whom the office may ask: of several cases all of them.
const CONTACTS: [&str; 3] = ["承办人", "书记员", "办理团队"];

struct OfOffice<'f> {
    form: &'f Form,
    office: String,
    cases: Vec<(CaseId, String)>,
    /// What the papers of each case are called that this one names, e.g. the numbers of their rulings.
    named: Vec<(&'f str, Vec<String>)>,
    fill: Fill,
}

impl<'f> OfOffice<'f> {
    /// Begins with what the first of its cases says.
    fn new(form: &'f Form, per: &str, office: String, fill: &Fill) -> Self {
        let mut fill = fill.clone();
        fill.lists.insert(SEIZURES.to_owned(), Vec::new());
        fill.set(per, office.clone());
        OfOffice {
            form,
            office,
            cases: Vec::new(),
            named: form
                .asks
                .iter()
                .filter(|ask| ask.zh != per)
                .map(|ask| (ask.zh.as_str(), Vec::new()))
                .collect(),
            fill,
        }
    }

    /// Takes one more case: of what the cases say, only that stays in which they agree, such as the court, and whom the office
    /// may ask. A notice about houses of two debtors must not name one of them for both, nor carry his address into the other's
    /// dossier.
    fn agree(&mut self, per: &str, fill: &Fill) {
        for name in CONTACTS {
            let (known, more) = (self.fill.fields.get(name), fill.fields.get(name));
            if let (Some(known), Some(more)) = (known, more)
                && !known.split('、').any(|one| one == more)
            {
                let both = format!("{known}、{more}");
                self.fill.set(name, both);
            }
        }
        let is_same = |name: &String, value: &mut String| {
            let stays = name == per || CONTACTS.contains(&name.as_str()) && fill.fields.contains_key(name);
            stays || fill.fields.get(name) == Some(&*value)
        };
        self.fill.fields.retain(is_same);
        let is_same = |name: &String, rows: &mut Vec<Row>| name == SEIZURES || fill.lists.get(name) == Some(&*rows);
        self.fill.lists.retain(is_same);
    }
}

impl<'f> Offices<'f> {
    /// Takes the seizures of a case, each for the office it names; those that name none are for one that is a gap.
    pub fn take(&mut self, case: CaseId, form: &'f Form, per: &str, fill: &Fill, apart: bool) {
        for row in fill.lists.get(SEIZURES).into_iter().flatten() {
            let office = row.get(per).cloned().unwrap_or_default();
            let is_own = |known: &OfOffice<'_>| {
                let here = !apart || known.cases.iter().any(|(of, _)| *of == case);
                known.form.key == form.key && known.office == office && here
            };
            let at = self.0.iter().position(is_own).unwrap_or(self.0.len());
            if at == self.0.len() {
                self.0.push(OfOffice::new(form, per, office, fill));
            }
            let known = &mut self.0[at];
            if !known.cases.iter().any(|(of, _)| *of == case) {
                known.agree(per, fill);
                known.cases.push((case, fill.value("案号").unwrap_or_default()));
                for (name, said) in &mut known.named {
                    let value = fill.value(name).unwrap_or_default();
                    if !said.contains(&value) {
                        said.push(value);
                    }
                }
            }
            known
                .fill
                .lists
                .entry(SEIZURES.to_owned())
                .or_default()
                .push(row.clone());
        }
    }

    /// Makes them, behind those of each case.
    pub fn papers(self, only: &[PaperKey], made: &mut Papers) -> Result<(), WorkError> {
        for mut of in self.0 {
            let numbers: Vec<&str> = of.cases.iter().map(|(_, number)| number.as_str()).collect();
            let case_number = numbers.join("、");
            of.fill.set("案号", case_number.clone());
            // One ruling that has no number leaves the place a gap: the paper must not name the others alone.
            for (name, said) in &of.named {
                let is_whole = said.iter().all(|value| !value.is_empty());
                of.fill
                    .set(name, if is_whole { said.join("、") } else { String::new() });
            }
            let Some((first, others)) = of.cases.split_first() else {
                continue;
            };
            let Some(number) = wanted(only, first.0, of.form, &of.office, 0) else {
                continue;
            };
            of.fill.set("文书号", number.as_str());
            let whole = of.form.made(of.office, &of.fill)?;
            made.papers.push(CasePaper {
                case: first.0,
                others: others.iter().map(|(case, _)| *case).collect(),
                case_number,
                addressee: whole.addressee,
                number,
                fingerprint: fingerprint(&whole.bytes),
                paper: whole.paper,
                not_judges: Vec::new(),
            });
        }
        Ok(())
    }
}
