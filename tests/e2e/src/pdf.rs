//! What was printed: a page as PDF, and how many sheets it takes.
use std::io::Read;

use flate2::read::ZlibDecoder;
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};

use crate::driver::{Browser, Outcome};

/// The page as it would be printed on A4.
pub async fn print(page: &Browser) -> Outcome<Vec<u8>> {
    let a4 = PrintParameters {
        page: PrintPage {
            width: 21.0,
            height: 29.7,
        },
        margin: PrintMargins::default(),
        background: true,
        ..PrintParameters::default()
    };
    let pdf = page.session.print_page(a4).await.map_err(|e| e.to_string())?;
    if pdf.starts_with(b"%PDF-") {
        Ok(pdf)
    } else {
        Err("what was printed is no PDF".to_owned())
    }
}

/// Pages of a PDF, counted in its plain parts and in its packed ones.
pub fn pages(pdf: &[u8]) -> usize {
    let packed = memchr::memmem::find_iter(pdf, b"stream").map(|at| {
        let body = &pdf[at + "stream".len()..];
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let body = body.strip_prefix(b"\n").unwrap_or(body);
        let mut plain = Vec::new();
        // What is no packed part, such as a picture, holds no page.
        let _ = ZlibDecoder::new(body).read_to_end(&mut plain);
        count(&plain)
    });
    count(pdf) + packed.sum::<usize>()
}

/// Objects of the type page in a plain part.
fn count(plain: &[u8]) -> usize {
    let rest = |at: usize, of: &[u8]| plain[at..].strip_prefix(of).map(|rest| plain.len() - rest.len());
    let is_page = |at: usize| {
        let spaces = plain[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let end = rest(at + spaces, b"/Page");
        end.is_some_and(|end| plain.get(end).is_none_or(|b| !b.is_ascii_alphanumeric()))
    };
    let kinds = memchr::memmem::find_iter(plain, b"/Type");
    kinds.filter(|at| is_page(at + "/Type".len())).count()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn pages_are_counted_plain_and_packed_and_their_tree_is_not() -> Outcome {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packer
            .write_all(b"<</Type /Page>><</Type/Page/Parent 1>><</Type /Pages>>")
            .map_err(|e| e.to_string())?;
        let packed = packer.finish().map_err(|e| e.to_string())?;
        let mut pdf = b"%PDF-1.7\n<</Type /Page\n>> <</Type /Pages /Count 3>> stream\n".to_vec();
        pdf.extend(packed);
        pdf.extend(b"\nendstream");
        assert_eq!(pages(&pdf), 3);
        Ok(())
    }
}
