//! The text of a filled part, so that it can be looked through without Word.
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use crate::document::paper::Run;
use crate::document::{GAP, Spot};

/// Most bytes that are shown of a part.
const SHOWN_MAX: usize = 200_000;
/// What word processors write once more for those that cannot read the first.
const AGAIN: &str = "mc:Fallback";

/// The paragraphs of a part; a row of a table is one, with its cells apart. `gaps` are the gaps in the order they were
/// written. The part was read and filled before, so what cannot be read here ends the text.
pub(super) fn of_part(xml: &str, prefix: &str, gaps: &[Spot]) -> Vec<Vec<Run>> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut text = Text::default();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => break,
            Ok(Event::Start(element)) => text.start(element.name().as_ref(), prefix),
            Ok(Event::Empty(element)) => text.sign(element.name().as_ref(), prefix),
            Ok(Event::End(element)) => text.end(element.name().as_ref(), prefix),
            Ok(Event::Text(words)) => text.say(&words.into_inner()),
            Ok(Event::GeneralRef(entity)) => text.say(&unescape(&format!("&{};", &*entity)).unwrap_or_default()),
            Ok(_) => {}
        }
        if text.length > SHOWN_MAX {
            break;
        }
    }
    text.break_line();
    runs(&text.lines, gaps)
}

#[derive(Default)]
struct Text {
    lines: Vec<String>,
    line: String,
    length: usize,
    /// How many of these are open.
    texts: usize,
    runs: usize,
    rows: usize,
    again: usize,
}

impl Text {
    fn start(&mut self, name: &str, prefix: &str) {
        if name == AGAIN {
            self.again += 1;
        }
        match name.strip_prefix(prefix) {
            // That of a text box stands within another.
            Some("p") if self.rows == 0 => self.break_line(),
            Some("t") => self.texts += 1,
            Some("r") => self.runs += 1,
            Some("tr") => self.rows += 1,
            _ => {}
        }
    }

    fn sign(&mut self, name: &str, prefix: &str) {
        match name.strip_prefix(prefix) {
            // Tabs also stand among the properties of a paragraph, where they are no text.
            _ if self.runs == 0 || self.again > 0 => {}
            Some("br" | "cr") => self.line.push('\n'),
            Some("tab" | "ptab") => self.line.push('\t'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, prefix: &str) {
        if name == AGAIN {
            self.again = self.again.saturating_sub(1);
        }
        match name.strip_prefix(prefix) {
            Some("p") if self.rows == 0 => self.break_line(),
            Some("p") => self.line.push('　'),
            Some("t") => self.texts = self.texts.saturating_sub(1),
            Some("r") => self.runs = self.runs.saturating_sub(1),
            Some("tr") => {
                self.rows = self.rows.saturating_sub(1);
                self.break_line();
            }
            _ => {}
        }
    }

    fn say(&mut self, words: &str) {
        if self.texts > 0 && self.again == 0 {
            self.length += words.len();
            self.line.push_str(words);
        }
    }

    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.lines.push(line);
        }
    }
}

/// Lines with their gaps marked.
fn runs(lines: &[String], gaps: &[Spot]) -> Vec<Vec<Run>> {
    let mut gaps = gaps.iter();
    let mut line = |line: &String| {
        let mut runs = Vec::new();
        for (at, words) in line.split(GAP).enumerate() {
            if at > 0 {
                // A template may hold the sign of a gap as its own text.
                runs.push(
                    gaps.next()
                        .map_or_else(|| Run::Text(GAP.to_owned()), |spot| Run::Gap(spot.clone())),
                );
            }
            if !words.is_empty() {
                runs.push(Run::Text(words.to_owned()));
            }
        }
        runs
    };
    lines.iter().map(&mut line).collect()
}
