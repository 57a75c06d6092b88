//! The text of a filled part, so that it can be looked through without Word.
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::steps::Written;
use crate::document::GAP;
use crate::document::paper::Run;

/// Most bytes that are shown of a part.
const SHOWN_MAX: usize = 200_000;
/// What word processors write once more for those that cannot read the first.
const AGAIN: &str = "mc:Fallback";

/// The paragraphs of a part; a row of a table is one, with its cells apart. The part was read and filled before, so what cannot
/// be read here ends the text.
pub(super) fn of_part(part: &Written, prefix: &str) -> Vec<Vec<Run>> {
    let xml = part.xml.trim_start_matches('\u{feff}');
    let skipped = part.xml.len() - xml.len();
    let mut reader = Reader::from_str(xml);
    let mut text = Text {
        part,
        lines: Vec::new(),
        line: Vec::new(),
        length: 0,
        texts: 0,
        runs: 0,
        rows: 0,
        again: 0,
    };
    loop {
        let at = skipped + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => break,
            Ok(Event::Start(element)) => text.start(element.name().as_ref(), prefix),
            Ok(Event::Empty(element)) => text.sign(element.name().as_ref(), prefix),
            Ok(Event::End(element)) => text.end(element.name().as_ref(), prefix),
            Ok(Event::Text(words)) => text.say(&words.into_inner(), at),
            Ok(Event::GeneralRef(entity)) => text.say(&unescape(&format!("&{};", &*entity)).unwrap_or_default(), at),
            Ok(_) => {}
        }
        if text.length > SHOWN_MAX {
            break;
        }
    }
    text.break_line();
    text.lines
}

struct Text<'p> {
    part: &'p Written,
    lines: Vec<Vec<Run>>,
    line: Vec<Run>,
    length: usize,
    /// How many of these are open.
    texts: usize,
    runs: usize,
    rows: usize,
    again: usize,
}

impl Text<'_> {
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
            Some("br" | "cr") => self.add("\n"),
            Some("tab" | "ptab") => self.add("\t"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, prefix: &str) {
        if name == AGAIN {
            self.again = self.again.saturating_sub(1);
        }
        match name.strip_prefix(prefix) {
            Some("p") if self.rows == 0 => self.break_line(),
            Some("p") => self.add("　"),
            Some("t") => self.texts = self.texts.saturating_sub(1),
            Some("r") => self.runs = self.runs.saturating_sub(1),
            Some("tr") => {
                self.rows = self.rows.saturating_sub(1);
                self.break_line();
            }
            _ => {}
        }
    }

    /// Words that stand at a place of the XML.
    fn say(&mut self, words: &str, at: usize) {
        if self.texts == 0 || self.again > 0 {
            return;
        }
        self.length += words.len();
        let mut from = 0;
        for (begin, sign) in words.match_indices(GAP) {
            let gaps = &self.part.gaps;
            // A template may hold the sign of a gap as its own text.
            let Ok(found) = gaps.binary_search_by_key(&(at + begin), |(place, _)| *place) else {
                continue;
            };
            self.add(&words[from..begin]);
            self.line
                .extend(gaps.get(found).map(|(_, spot)| Run::Gap(spot.clone())));
            from = begin + sign.len();
        }
        self.add(&words[from..]);
    }

    fn add(&mut self, words: &str) {
        match self.line.last_mut() {
            _ if words.is_empty() => {}
            Some(Run::Text(text)) => text.push_str(words),
            _ => self.line.push(Run::Text(words.to_owned())),
        }
    }

    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.iter().any(|run| !run.text().trim().is_empty()) {
            self.lines.push(line);
        }
    }
}
