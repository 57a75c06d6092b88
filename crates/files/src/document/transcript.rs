//! A record of an interview as it is printed and as it lies in an exported volume: sheets of A4, each with its number and with the
//! signatures of whoever signs each sheet. One markup for both, so that the file shows what the paper did.
use std::fmt::Write as _;

use casebook::kinds::{KindOf, Kinds, ValueType};
use casebook::transcript::{
    SIGNATURE, Sheet, Signature, Signer, Standing, Stands, Strokes, TRANSCRIPT, Way, lines, sheets, signed, signs_each,
    title,
};
use casebook::view::RecordView;

use super::xml::escape;

/// How it looks, on the page and in the file.
const STYLE: &str = include_str!("../../../../style/pages/transcript_paper.css");
/// Words of the paper, which is Chinese whatever the interface speaks.
const GOES_ON: &str = "（续）";
const THUMB: &str = "指印";
const ENTERED_BY: &str = "登记人";
const AWAITS_SCAN: &str = "待附扫描件";
const STALE: &str = "签后有改动，须重新签名";
const FINGERPRINT: &str = "文本校验值 SHA-256";
/// The mark of the line that says when it was printed: the page puts it in at that moment.
pub const PRINTED: &str = "tr-printed";

/// What is put on paper.
pub struct Printed<'p> {
    /// The kinds in force.
    pub kinds: &'p Kinds,
    /// The court, or empty.
    pub court: &'p str,
    /// The record.
    pub record: &'p RecordView,
    /// How it stands.
    pub standing: &'p Standing,
    /// When it is printed or exported, in words.
    pub when: &'p str,
}

/// A file of its own.
#[must_use]
pub fn file(printed: &Printed<'_>) -> String {
    let mut title = String::new();
    escape(&printed.title(), &mut title);
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><div class=\"tr-paper\">{}</div></body></html>\n",
        sheets_of(printed)
    )
}

/// The sheets.
#[must_use]
pub fn sheets_of(printed: &Printed<'_>) -> String {
    let Some(kind) = printed.kinds.get(TRANSCRIPT) else {
        return String::new();
    };
    let lines = lines(kind, &printed.record.fields);
    let all = sheets(&lines, &printed.standing.signers);
    let mut out = String::new();
    for (at, sheet) in all.iter().enumerate() {
        printed.sheet(sheet, at, all.len(), &mut out);
    }
    out
}

impl Printed<'_> {
    fn title(&self) -> String {
        let kind = self.kinds.get(TRANSCRIPT);
        kind.map(|kind| title(kind, &self.record.fields)).unwrap_or_default()
    }

    fn sheet(&self, sheet: &Sheet, at: usize, count: usize, out: &mut String) {
        out.push_str("<section class=\"tr-sheet\"><header class=\"tr-head\">");
        if at == 0 && !self.court.is_empty() {
            element(out, "p", "tr-court", self.court);
        }
        let title = self.title();
        element(
            out,
            "p",
            "tr-title",
            &if at == 0 { title } else { format!("{title}{GOES_ON}") },
        );
        out.push_str("</header><div class=\"tr-body\">");
        for row in &sheet.rows {
            out.push_str("<p class=\"tr-row\">");
            if !row.label.is_empty() {
                element(out, "span", "tr-label", &row.label);
            }
            escape(&row.text, out);
            out.push_str("</p>");
        }
        out.push_str("</div>");
        if sheet.is_last {
            self.end(out);
        } else {
            out.push_str("<div class=\"tr-each\">");
            let each = self.standing.signers.iter();
            each.filter(|signer| signs_each(signer.part))
                .for_each(|signer| self.signs(signer, false, out));
            out.push_str("</div>");
        }
        element(out, "p", "tr-number", &format!("第 {} 页，共 {count} 页", at + 1));
        out.push_str("</section>");
    }

    /// All signatures, and what proves them.
    fn end(&self, out: &mut String) {
        out.push_str("<div class=\"tr-end\">");
        for signer in &self.standing.signers {
            self.signs(signer, true, out);
        }
        let proof = format!("{FINGERPRINT} {}", self.standing.fingerprint);
        element(out, "p", "tr-proof", &proof);
        element(out, "p", PRINTED, self.when);
        out.push_str("</div>");
    }

    /// Who signs, what was written or the line to write on, the place for a thumb; at the end also the day.
    fn signs(&self, signer: &Signer, is_end: bool, out: &mut String) {
        let kind = self.kinds.get(SIGNATURE);
        let part = kind.and_then(|kind| word(kind, signed::PART, signer.part.code()));
        out.push_str("<div class=\"tr-signer\">");
        let name = format!("{}：{}", part.unwrap_or_default(), signer.name);
        element(out, "span", "tr-name", &name);
        out.push_str("<span class=\"tr-place\">");
        // What was written below another text does not stand below this one.
        let own = signer.signature.as_ref().filter(|_| signer.stands != Stands::Stale);
        if let Some(strokes) = own.and_then(|signature| signature.strokes.as_ref()) {
            ink(strokes, out);
        }
        if let Some(said) = own.and_then(|signature| self.said(kind, signature, signer.stands)) {
            escape(&said, out);
        }
        out.push_str("</span>");
        if signs_each(signer.part) {
            element(out, "span", "tr-thumb", THUMB);
        }
        if is_end {
            let stale = (signer.stands == Stands::Stale).then(|| STALE.to_owned());
            let when = own.map(|signature| {
                let day = signature.on.map(|day| day.to_string()).unwrap_or_default();
                format!("{day} {}", signature.at)
            });
            element(out, "span", "tr-day", &stale.or(when).unwrap_or_default());
        }
        out.push_str("</div>");
    }

    /// What is said in place of strokes.
    fn said(&self, kind: Option<&KindOf>, signature: &Signature, stands: Stands) -> Option<String> {
        let way = kind
            .and_then(|kind| word(kind, signed::WAY, signature.way.code()))
            .unwrap_or_default();
        let by = format!("{ENTERED_BY}：{}", signature.by);
        match signature.way {
            Way::Pen => None,
            Way::Paper if stands == Stands::AwaitsScan => Some(format!("（{way}，{AWAITS_SCAN}；{by}）")),
            Way::Paper => Some(format!("（{way}；{by}）")),
            Way::Refused => {
                let seen = kind.and_then(|kind| kind.field(signed::WITNESSES));
                let seen = seen.map(|field| field.name.zh.as_str()).unwrap_or_default();
                Some(format!(
                    "{way}：{}；{seen}：{}；{by}",
                    signature.reason, signature.witnesses
                ))
            }
        }
    }
}

/// An element with a text.
fn element(out: &mut String, name: &str, class: &str, text: &str) {
    // Writing into a text cannot fail.
    let _ = write!(out, "<{name} class=\"{class}\">");
    escape(text, out);
    let _ = write!(out, "</{name}>");
}

/// Strokes as they were written.
fn ink(strokes: &Strokes, out: &mut String) {
    let (left, top, width, height) = strokes.bounds();
    let _ = write!(
        out,
        "<svg class=\"tr-ink\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {width} {height}\">"
    );
    for (path, width) in strokes.paths() {
        let _ = write!(out, "<path d=\"{path}\" stroke-width=\"{width}\"/>");
    }
    out.push_str("</svg>");
}

/// The Chinese name of a code.
fn word(kind: &KindOf, number: u16, code: &str) -> Option<String> {
    match &kind.field(number)?.holds {
        ValueType::Choice(choices) => {
            let known = choices.iter().find(|(known, _)| known == code);
            known.map(|(_, both)| both.zh.clone())
        }
        _ => None,
    }
}
