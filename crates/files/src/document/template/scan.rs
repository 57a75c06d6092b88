//! Finds the places of a part: reads its XML once, paragraph by paragraph.
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::found::{Found, Frame, NO_PREFIX, Placed};
use super::inert::{Fields, local};
use super::paths::Paths;
use super::pieces::{Element, Pieces};
use super::{MARKS_MAX, TemplateError};
use crate::document::marks;

/// Most elements within each other.
const DEPTH_MAX: usize = 256;
/// Most paragraphs, cells and rows of a part.
const BOXES_MAX: usize = 400_000;
/// WordprocessingML, as Word writes it and in the strict form.
const SPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Finds the places of a part.
pub(super) fn scan(xml: &str) -> Result<Found, TemplateError> {
    let (skipped, text) = match xml.strip_prefix('\u{feff}') {
        Some(text) => (xml.len() - text.len(), text),
        None => (0, xml),
    };
    let mut reader = Reader::from_str(text);
    let mut scan = Scan::default();
    loop {
        let start = skipped + position(&reader);
        let event = reader.read_event().map_err(|_| TemplateError::Broken)?;
        let range = start..skipped + position(&reader);
        // The reader takes a tag that is not closed for a part of the next one.
        let unclosed = matches!(&event, Event::Start(_) | Event::Empty(_))
            && xml.get(start + 1..range.end).is_none_or(|tag| tag.contains('<'));
        if unclosed {
            return Err(TemplateError::Broken);
        }
        match event {
            Event::Start(element) => scan.start(&element, range)?,
            Event::Empty(element) => scan.empty(&element, range)?,
            Event::End(_) => scan.end(range.end),
            Event::Text(text) => scan.text(&text.into_inner(), range),
            Event::GeneralRef(entity) => {
                let known = entity.resolve_char_ref().map_err(|_| TemplateError::Broken)?;
                let sign = known.or_else(|| named(&entity)).ok_or(TemplateError::Broken)?;
                scan.text(sign.encode_utf8(&mut [0; 4]), range);
            }
            Event::CData(_) => scan.between('\u{fffc}'),
            // Names for texts of one's own are how small files become large.
            Event::DocType(_) => return Err(TemplateError::Broken),
            Event::Eof => break,
            _ => {}
        }
    }
    if !scan.open.is_empty() || !scan.rooted {
        return Err(TemplateError::Broken);
    }
    scan.found.marks.sort_by_key(Placed::start);
    Ok(scan.found)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn named(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// What an element is, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Row,
    Cell,
    Run,
    Text,
    /// What a field does.
    Instruction,
    /// Where else a content control keeps what it says: when the document is opened that would stand in place of a value.
    Binding,
    Other,
}

/// An element that is open.
struct Open {
    kind: Kind,
    path: u32,
    start: usize,
    /// Its frame, if it is a paragraph, a cell or a row.
    frame: Option<usize>,
}

#[derive(Default)]
struct Scan {
    found: Found,
    open: Vec<Open>,
    paths: Paths,
    fields: Fields,
    /// The paragraphs that are open: those of a text box stand within another.
    paragraphs: Vec<(usize, Pieces)>,
    rooted: bool,
}

impl Scan {
    fn start(&mut self, element: &BytesStart<'_>, range: Range<usize>) -> Result<(), TemplateError> {
        if self.open.len() >= DEPTH_MAX {
            return Err(TemplateError::Broken);
        }
        if self.found.boxes.len() >= BOXES_MAX {
            return Err(TemplateError::Bomb);
        }
        if self.open.is_empty() {
            self.found.prefix = prefix(element).unwrap_or_else(|| NO_PREFIX.to_owned());
            self.rooted = true;
        }
        self.fields.element(element)?;
        let name = element.name();
        let around = self.open.last().map_or(0, |open| open.path);
        let path = self.paths.within(around, name.as_ref())?;
        let kind = self.kind(name.as_ref());
        let mut frame = None;
        match kind {
            Kind::Paragraph => {
                let at = self.frame(range.start);
                self.paragraphs.push((at, Pieces::default()));
                frame = Some(at);
            }
            Kind::Row | Kind::Cell => frame = Some(self.frame(range.start)),
            Kind::Text => {
                let keeps = element.attributes().flatten().any(|a| a.key.as_ref() == "xml:space");
                let open = (!keeps).then_some(range.end - 1);
                if let Some((_, pieces)) = self.paragraphs.last_mut() {
                    pieces.open(Element { open, path });
                }
            }
            Kind::Run | Kind::Instruction | Kind::Binding | Kind::Other => {}
        }
        let start = range.start;
        self.open.push(Open {
            kind,
            path,
            start,
            frame,
        });
        Ok(())
    }

    fn kind(&self, name: &str) -> Kind {
        match name.strip_prefix(&self.found.prefix) {
            Some("p") => Kind::Paragraph,
            Some("tr") => Kind::Row,
            Some("tc") => Kind::Cell,
            Some("r") => Kind::Run,
            Some("t") => Kind::Text,
            _ => match local(name) {
                "instrText" | "delInstrText" => Kind::Instruction,
                "dataBinding" => Kind::Binding,
                _ => Kind::Other,
            },
        }
    }

    /// The innermost element that is open.
    fn inside(&self) -> Option<Kind> {
        self.open.last().map(|open| open.kind)
    }

    fn empty(&mut self, element: &BytesStart<'_>, range: Range<usize>) -> Result<(), TemplateError> {
        self.rooted |= self.open.is_empty();
        self.fields.element(element)?;
        if self.kind(element.name().as_ref()) == Kind::Binding {
            self.found.bindings.push(range);
        }
        // Tabs also stand among the properties of a paragraph, where they are no text.
        if self.inside() != Some(Kind::Run) {
            return Ok(());
        }
        match element.name().as_ref().strip_prefix(&self.found.prefix) {
            Some("br" | "cr") => self.between('\n'),
            Some("tab" | "ptab") => self.between('\t'),
            _ => {}
        }
        Ok(())
    }

    fn between(&mut self, sign: char) {
        if let Some((_, pieces)) = self.paragraphs.last_mut() {
            pieces.between(sign);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        match self.inside() {
            Some(Kind::Text) => {}
            Some(Kind::Instruction) => return self.fields.instruction(text),
            _ => return,
        }
        if let Some((_, pieces)) = self.paragraphs.last_mut() {
            pieces.add(text, range);
        }
    }

    /// Begins a paragraph, a cell or a row.
    fn frame(&mut self, start: usize) -> usize {
        let around = |kind: Kind| {
            let mut open = self.open.iter().rev();
            open.find(|open| open.kind == kind).and_then(|open| open.frame)
        };
        let frame = Frame {
            range: start..start,
            parent: self.open.last().map_or(0, |open| open.start),
            cell: around(Kind::Cell),
            row: around(Kind::Row),
            ..Frame::default()
        };
        self.found.boxes.push(frame);
        self.found.boxes.len() - 1
    }

    fn end(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        if open.kind == Kind::Binding {
            self.found.bindings.push(open.start..end);
        }
        let Some(at) = open.frame else { return };
        self.found.boxes[at].range.end = end;
        if open.kind == Kind::Paragraph
            && let Some((paragraph, pieces)) = self.paragraphs.pop()
        {
            self.paragraph(paragraph, &pieces);
        }
    }

    /// The places of a paragraph that has ended.
    fn paragraph(&mut self, at: usize, pieces: &Pieces) {
        let marks = if marks::may_hold(&pieces.text) {
            marks::scan(&pieces.text)
        } else {
            Vec::new()
        };
        let mut letters = pieces.text.chars().filter(|c| !c.is_whitespace()).count();
        // Where the text begins and ends, without the blanks around it.
        let begin = pieces.text.len() - pieces.text.trim_start().len();
        let end = pieces.text.trim_end().len();
        let mut count = 0;
        for (range, mark) in marks {
            if self.found.marks.len() > MARKS_MAX {
                break;
            }
            let Some(stand) = pieces.stand(&range) else { continue };
            let inside = pieces.text[range.clone()].chars();
            letters = letters.saturating_sub(inside.filter(|c| !c.is_whitespace()).count());
            count += 1;
            self.found.marks.push(Placed {
                mark,
                around: marks::around(&pieces.text, &range),
                stand,
                paragraph: at,
                first: range.start <= begin,
                last: range.end >= end,
            });
        }
        let row = self.found.boxes[at].row;
        for frame in [Some(at), row].into_iter().flatten() {
            self.found.boxes[frame].letters += letters;
            self.found.boxes[frame].marks += count;
        }
    }
}

/// What stands before the names of WordprocessingML in a part.
fn prefix(root: &BytesStart<'_>) -> Option<String> {
    let mut spaces = root.attributes().flatten().filter(|a| SPACES.contains(&&*a.value));
    let key = spaces.next()?.key;
    match key.as_ref().strip_prefix("xmlns")? {
        "" => Some(String::new()),
        name => Some(format!("{}:", name.strip_prefix(':')?)),
    }
}
