//! Text that Word hides: nobody sees it on the screen or on paper, and whoever gets the document can make it appear.
use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::TemplateError;
use super::inert::{attribute, local};

/// Most paragraphs that are named.
const NAMED_MAX: usize = 20;
/// Most letters of each.
const LETTERS_MAX: usize = 40;

/// An element that is open, as far as it matters here.
enum Open {
    /// A paragraph: whether its style hides, and what of it is hidden.
    Paragraph(bool, String),
    /// A run: whether its style hides, and what it says itself.
    Run(bool, Option<bool>),
    /// The properties of a run, of a paragraph.
    RunSays,
    ParagraphSays,
    /// A style: its id, and what it is based on.
    Style(String, String),
    Text,
    Other,
}

/// Looks through a part.
struct Look<'s> {
    open: Vec<Open>,
    /// The styles that hide.
    styles: &'s BTreeSet<String>,
    /// The words of each paragraph that are hidden.
    found: Vec<String>,
    /// Styles of the part that hide, and what each style is based on.
    hiding: BTreeSet<String>,
    based: Vec<(String, String)>,
}

/// The styles that hide what is set in them, in all parts, those based on such a one among them.
pub(super) fn styles<'x>(parts: impl Iterator<Item = &'x str>) -> Result<BTreeSet<String>, TemplateError> {
    let (mut hiding, mut based, none) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    for xml in parts {
        let look = look(xml, &none)?;
        hiding.extend(look.hiding);
        based.extend(look.based);
    }
    loop {
        let known = hiding.len();
        let more = based
            .iter()
            .filter(|(_, on)| hiding.contains(on))
            .map(|(id, _)| id.clone());
        hiding.extend(more.collect::<Vec<_>>());
        if hiding.len() == known {
            return Ok(hiding);
        }
    }
}

/// The hidden words of a part, a line a paragraph.
pub(super) fn of_part(xml: &str, styles: &BTreeSet<String>) -> Result<Vec<String>, TemplateError> {
    Ok(look(xml, styles)?.found)
}

/// The words as they are told: the beginning of the first ones.
pub(super) fn told(found: Vec<String>) -> Vec<String> {
    let short = |text: String| match text.char_indices().nth(LETTERS_MAX) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    };
    found.into_iter().take(NAMED_MAX).map(short).collect()
}

fn look<'s>(xml: &str, styles: &'s BTreeSet<String>) -> Result<Look<'s>, TemplateError> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut look = Look {
        open: Vec::new(),
        styles,
        found: Vec::new(),
        hiding: BTreeSet::new(),
        based: Vec::new(),
    };
    loop {
        match reader.read_event().map_err(|_| TemplateError::Broken)? {
            Event::Start(element) => {
                let open = look.begins(&element)?;
                look.open.push(open);
            }
            Event::Empty(element) => _ = look.begins(&element)?,
            Event::End(_) => look.ends(),
            Event::Text(text) => look.text(&text.into_inner()),
            Event::Eof => return Ok(look),
            _ => {}
        }
    }
}

impl Look<'_> {
    /// What an element is; what it says of the one it stands in is taken down.
    fn begins(&mut self, element: &BytesStart<'_>) -> Result<Open, TemplateError> {
        let name = element.name();
        Ok(match local(name.as_ref()) {
            "p" => Open::Paragraph(false, String::new()),
            "r" => Open::Run(false, None),
            "t" => Open::Text,
            "rPr" => Open::RunSays,
            "pPr" => Open::ParagraphSays,
            "style" => Open::Style(attribute(element, "styleId")?, String::new()),
            "basedOn" => {
                let on = attribute(element, "val")?;
                if let Some(Open::Style(_, based)) = self.open.last_mut() {
                    *based = on;
                }
                Open::Other
            }
            "vanish" => {
                let hides = !matches!(attribute(element, "val")?.as_str(), "0" | "false" | "off");
                self.says(hides);
                Open::Other
            }
            "rStyle" | "pStyle" => {
                let hides = self.styles.contains(&attribute(element, "val")?);
                self.styled(hides);
                Open::Other
            }
            _ => Open::Other,
        })
    }

    /// The properties of a run, or of a style, say whether it hides. Those within the properties of a paragraph are of its mark.
    fn says(&mut self, hides: bool) {
        let [.., around, Open::RunSays] = self.open.as_mut_slice() else {
            return;
        };
        match around {
            Open::Run(_, said) => *said = Some(hides),
            Open::Style(id, _) if hides => _ = self.hiding.insert(id.clone()),
            _ => {}
        }
    }

    /// A run or a paragraph names a style.
    fn styled(&mut self, hides: bool) {
        match self.open.as_mut_slice() {
            [.., Open::Run(styled, _), Open::RunSays] | [.., Open::Paragraph(styled, _), Open::ParagraphSays] => {
                *styled = hides;
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !matches!(self.open.last(), Some(Open::Text)) {
            return;
        }
        let run = self.open.iter().rev().find_map(|open| match open {
            Open::Run(styled, said) => Some((*styled, *said)),
            _ => None,
        });
        let paragraph = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Paragraph(styled, hidden) => Some((*styled, hidden)),
            _ => None,
        });
        let (Some((run_hides, said)), Some((all_hides, hidden))) = (run, paragraph) else {
            return;
        };
        if said.unwrap_or(run_hides || all_hides) {
            hidden.push_str(text);
        }
    }

    fn ends(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph(_, hidden)) if !hidden.trim().is_empty() => self.found.push(hidden.trim().to_owned()),
            Some(Open::Style(id, on)) if !on.is_empty() => self.based.push((id, on)),
            _ => {}
        }
    }
}
