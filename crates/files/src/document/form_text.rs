//! The text of a form, as it is written in `rules/forms/`.
use std::collections::BTreeSet;

use base64ct::{Base64, Encoding};
use casebook::kinds::{Both, Kinds, ValueType};
use serde::Deserialize;

use super::form::{Body, Closes, Form, FormBlock, Head, OfRecord, Piece};
use super::form_fault::{FormError, FormFault};
use super::marks::{self, Mark};
use super::of_case::is_of_seizure;
use super::paper::LineKind;
use super::template::{self, TemplateError};
use super::{Template, Vocabulary};
use super::{fields, number};

/// Most that is asked of the person who makes a document: each is a field on the page.
const ASKS_MAX: usize = 50;
/// All columns of a table together.
const WIDTH: u32 = 1000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormText {
    #[serde(default)]
    form: String,
    #[serde(default)]
    name: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    mark: String,
    #[serde(default)]
    closes: Option<(String, String)>,
    /// The list of which each row gets a paper of its own.
    #[serde(default)]
    copies: Option<String>,
    #[serde(default)]
    asks: Vec<Vec<String>>,
    /// What it asks that is, unless somebody says otherwise, the name it is for.
    #[serde(default)]
    addressee: Option<String>,
    /// What it asks that names judges.
    #[serde(default)]
    judges: Vec<String>,
    /// What of each seizure it goes to.
    #[serde(default)]
    per: Option<String>,
    /// It is made of closed cases, too.
    #[serde(default)]
    after_close: bool,
    /// It stays in the dossier and is sent to nobody.
    #[serde(default)]
    kept: bool,
    /// What it is recorded as when it is sent. Without it: as its key says, or as another document.
    #[serde(default)]
    sort: Option<String>,
    /// How its numbers are made, if it has numbers of its own.
    #[serde(default)]
    numbered: Option<String>,
    /// What its number is called in the other papers of the same act.
    #[serde(default)]
    gives: Option<String>,
    /// The kind of record it is a form of.
    #[serde(default)]
    of: Option<OfRecord>,
    #[serde(default)]
    blocks: Vec<BlockText>,
    /// In place of blocks: a .docx, in base64.
    #[serde(default)]
    docx: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
enum BlockText {
    Court(LineText),
    Title(LineText),
    Number(LineText),
    Flush(LineText),
    Paragraph(LineText),
    Signature(LineText),
    Date(LineText),
    Table(TableText),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineText {
    text: String,
    #[serde(default)]
    each: Option<String>,
    #[serde(default)]
    new_page: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableText {
    widths: Vec<u16>,
    #[serde(default)]
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    #[serde(default)]
    each: Option<String>,
}

/// Whether the list it goes to, what of each seizure it goes to, and what it asks for the one it is for, are known. A paper
/// goes to people, so the rows of its list have names.
fn named(text: &FormText, asks: &[Both]) -> Result<(), (&'static str, FormFault)> {
    let has_names = |list: &String| fields::of_list(list).is_some_and(|names| names.contains(&fields::NAME));
    if let Some(list) = text.copies.iter().find(|list| !has_names(list)) {
        return Err(("copies", FormFault::UnknownList(list.clone())));
    }
    if let Some(per) = text.per.iter().find(|per| !is_of_seizure(per)) {
        return Err(("per", FormFault::UnknownField(per.clone())));
    }
    let unknown = |name: &&String| asks.iter().all(|ask| ask.zh != **name);
    if let Some(name) = text.addressee.iter().find(unknown) {
        return Err(("addressee", FormFault::UnknownField(name.clone())));
    }
    if let Some(name) = text.judges.iter().find(unknown) {
        return Err(("judges", FormFault::UnknownField(name.clone())));
    }
    match text.gives.iter().find(|name| unknown(name) || text.numbered.is_none()) {
        Some(name) => Err(("gives", FormFault::UnknownField(name.clone()))),
        None => Ok(()),
    }
}

/// Whether the record it is a form of, and what that answers, are known.
fn of_record(of: &OfRecord, asks: &[Both]) -> Result<(), FormFault> {
    let unknown = |name: &str| FormFault::UnknownField(name.to_owned());
    let kind = Kinds::builtin().named(&of.kind).ok_or_else(|| unknown(&of.kind))?;
    for (ask, keys) in &of.answers {
        if asks.iter().all(|known| known.zh != *ask) {
            return Err(unknown(ask));
        }
        if let Some(key) = keys.iter().find(|key| kind.field_named(key).is_none()) {
            return Err(unknown(key));
        }
    }
    Ok(())
}

/// Reads the text of a form and checks it.
pub(super) fn read(file: &str, text: &str) -> Result<Form, FormError> {
    let at = |place: &str, fault: FormFault| FormError {
        file: file.to_owned(),
        place: place.to_owned(),
        fault,
    };
    let mut text: FormText =
        serde_json::from_str(text).map_err(|error| at("", FormFault::Unreadable(error.to_string())))?;
    let (blocks, docx) = (std::mem::take(&mut text.blocks), text.docx.take());
    let head = head(text).map_err(|(place, fault)| at(&place, fault))?;
    let words = head.vocabulary();
    let body = match docx {
        Some(_) if !blocks.is_empty() => return Err(at("docx", FormFault::NoBody)),
        Some(docx) => Body::Docx(Box::new(template(&docx, &words).map_err(|fault| at("docx", fault))?)),
        None if blocks.is_empty() => return Err(at("blocks", FormFault::Empty)),
        None => {
            let (reader, mut read) = (Reader { words }, Vec::new());
            for (index, block) in blocks.into_iter().enumerate() {
                let block = reader.block(block);
                read.push(block.map_err(|(place, fault)| at(&format!("blocks[{index}]{place}"), fault))?);
            }
            Body::Blocks(read)
        }
    };
    Ok(Form { head, body })
}

/// A .docx as a text carries it.
fn template(docx: &str, words: &Vocabulary) -> Result<Template, FormFault> {
    let bytes = Base64::decode_vec(docx).map_err(|_| FormFault::Docx(TemplateError::Broken))?;
    template::read(&bytes, words).map_err(FormFault::Docx)
}

/// What the form is.
fn head(text: FormText) -> Result<Head, Fault> {
    let at = |place: &str, fault: FormFault| (place.to_owned(), fault);
    let says = |text: &str| !text.trim().is_empty();
    if !says(&text.form) || !is_name(&text.form) {
        return Err(at("form", FormFault::NoKey));
    }
    if !says(&text.source) {
        return Err(at("source", FormFault::NoSource));
    }
    if !["L", "P", "C", "K"].contains(&text.mark.as_str()) {
        return Err(at("mark", FormFault::NoMark));
    }
    let name = both(&text.name).ok_or_else(|| at("name", FormFault::NoName))?;
    let mut asks: Vec<Both> = Vec::new();
    if text.asks.len() > ASKS_MAX {
        return Err(at("asks", FormFault::AsksTooMany));
    }
    for (index, ask) in text.asks.iter().enumerate() {
        let place = format!("asks[{index}]");
        let ask = both(ask).ok_or_else(|| at(&place, FormFault::NoName))?;
        if Vocabulary::builtin().has(&ask.zh) || asks.iter().any(|other| other.zh == ask.zh) {
            return Err(at(&place, FormFault::Twice(ask.zh)));
        }
        asks.push(ask);
    }
    named(&text, &asks).map_err(|(place, fault)| at(place, fault))?;
    if let Some(of) = &text.of {
        of_record(of, &asks).map_err(|fault| at("of", fault))?;
    }
    let sorts: Vec<&str> = sorts().map(|(code, _)| code.as_str()).collect();
    let sort = match text.sort {
        Some(sort) if !sorts.contains(&sort.as_str()) => return Err(at("sort", FormFault::UnknownSort(sort))),
        Some(sort) => sort,
        None if sorts.contains(&text.form.as_str()) => text.form.clone(),
        None => OTHER.to_owned(),
    };
    if let Some(pattern) = text.numbered.iter().find(|pattern| !number::is_pattern(pattern)) {
        return Err(at("numbered", FormFault::Numbered(pattern.clone())));
    }
    Ok(Head {
        key: text.form,
        name,
        source: text.source,
        mark: text.mark,
        closes: text.closes.map(|(node, happening)| Closes { node, happening }),
        sort,
        numbered: text.numbered,
        gives: text.gives,
        copies: text.copies,
        addressee: text.addressee,
        judges: text.judges,
        per: text.per,
        after_close: text.after_close,
        is_kept: text.kept,
        of: text.of,
        asks,
    })
}

/// What a document is recorded as that is none of the others.
pub const OTHER: &str = "other";

/// What documents are recorded as, with names: the codes of the field `sort` of `rules/records/document.json`.
pub fn sorts() -> impl Iterator<Item = &'static (String, Both)> {
    let kind = Kinds::builtin().named("document");
    let choices = kind
        .and_then(|kind| kind.field_named("sort"))
        .and_then(|field| match &field.holds {
            ValueType::Choice(choices) => Some(choices.iter()),
            _ => None,
        });
    choices.into_iter().flatten()
}

/// Most signs of a name.
pub(super) const NAME_MAX: usize = 60;

/// Whether a name fits on a line and says what it seems to say: nothing in it is unseen or turns the order of reading.
fn is_name(name: &str) -> bool {
    name.chars().count() <= NAME_MAX
        && name
            .chars()
            .all(|c| law::text::fold_char(c).is_some() && !c.is_control())
}

/// Chinese and English, both saying something.
fn both(names: &[String]) -> Option<Both> {
    match names {
        [zh, en] if !zh.trim().is_empty() && !en.trim().is_empty() && is_name(zh) && is_name(en) => Some(Both {
            zh: zh.clone(),
            en: en.clone(),
        }),
        _ => None,
    }
}

/// What is wrong, and where within a block.
type Fault = (String, FormFault);

struct Reader {
    words: Vocabulary,
}

impl Reader {
    fn block(&self, block: BlockText) -> Result<FormBlock, Fault> {
        let (kind, line) = match block {
            BlockText::Court(line) => (LineKind::Court, line),
            BlockText::Title(line) => (LineKind::Title, line),
            BlockText::Number(line) => (LineKind::Number, line),
            BlockText::Flush(line) => (LineKind::Flush, line),
            BlockText::Paragraph(line) => (LineKind::Paragraph, line),
            BlockText::Signature(line) => (LineKind::Signature, line),
            BlockText::Date(line) => (LineKind::Date, line),
            BlockText::Table(table) => return self.table(table),
        };
        let each = list(line.each)?;
        if line.text.trim().is_empty() {
            return Err((".text".to_owned(), FormFault::Empty));
        }
        let pieces = self.pieces(&line.text, each.as_deref());
        Ok(FormBlock::Line {
            kind,
            new_page: line.new_page,
            pieces: pieces.map_err(|fault| (".text".to_owned(), fault))?,
            each,
        })
    }

    fn table(&self, table: TableText) -> Result<FormBlock, Fault> {
        let each = list(table.each)?;
        let total: u32 = table.widths.iter().map(|width| u32::from(*width)).sum();
        let columns = table.widths.len();
        if total != WIDTH || !(table.head.is_empty() || table.head.len() == columns) {
            return Err((".widths".to_owned(), FormFault::Columns));
        }
        if table.rows.is_empty() {
            return Err((".rows".to_owned(), FormFault::Empty));
        }
        let mut rows = Vec::new();
        for (at, cells) in table.rows.iter().enumerate() {
            if cells.len() != columns {
                return Err((format!(".rows[{at}]"), FormFault::Columns));
            }
            let mut row = Vec::new();
            for (column, cell) in cells.iter().enumerate() {
                let pieces = self.pieces(cell, each.as_deref());
                row.push(pieces.map_err(|fault| (format!(".rows[{at}][{column}]"), fault))?);
            }
            rows.push(row);
        }
        Ok(FormBlock::Table {
            widths: table.widths,
            head: table.head,
            each,
            rows,
        })
    }

    /// A text parted at its places.
    fn pieces(&self, text: &str, list: Option<&str>) -> Result<Vec<Piece>, FormFault> {
        let mut pieces = Vec::new();
        let mut from = 0;
        let mut unknown = BTreeSet::new();
        for (range, mark) in marks::scan(text) {
            let Mark::Field(field) = mark else {
                return Err(FormFault::Braces(marks::around(text, &range)));
            };
            if range.start > from {
                pieces.push(Piece::Text(text[from..range.start].to_owned()));
            }
            from = range.end;
            match self.words.place(&field, list) {
                Some(place) => pieces.push(Piece::Place(place)),
                None => {
                    unknown.insert(field);
                }
            }
        }
        if !unknown.is_empty() {
            return Err(FormFault::UnknownField(
                unknown.into_iter().collect::<Vec<_>>().join("、"),
            ));
        }
        if from < text.len() {
            pieces.push(Piece::Text(text[from..].to_owned()));
        }
        Ok(pieces)
    }
}

fn list(name: Option<String>) -> Result<Option<String>, Fault> {
    match name {
        Some(name) if fields::of_list(&name).is_none() => Err((".each".to_owned(), FormFault::UnknownList(name))),
        name => Ok(name),
    }
}
