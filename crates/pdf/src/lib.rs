//! PDF files from elsewhere, above all scans: their pages counted, drawn, and cut into files of their own.
//!
//! Strange files come here, so this runs in a program of its own (`src/pdf`), which may end without anything else being lost.
//! What is read is bounded: the size of a file, its pages, the points of a picture. How long it takes is bounded by whoever asks.
//!
//! ```
//! # let scan = pdf::samples::pages(3);
//! let file = pdf::File::open(scan)?;
//! assert_eq!(file.pages(), 3);
//! let cut = pdf::put_together(&[pdf::Part { file: &file, first: 2, last: 3 }])?;
//! assert_eq!(pdf::File::open(cut)?.pages(), 2);
//! # Ok::<(), pdf::PdfFault>(())
//! ```
mod cut;
pub mod samples;
mod wire;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use serde::{Deserialize, Serialize};

pub use cut::{Part, put_together};
pub use wire::{Answer, Question, Range};

/// The most bytes of a file. Attachments are smaller (`files::media`).
pub const BYTES_MOST: usize = 64 << 20;
/// The most pages.
pub const PAGES_MOST: u32 = 2_000;
/// The most points of a picture on a side.
pub const SIDE_MOST: u16 = 4_096;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PdfFault {
    /// It is larger than [`BYTES_MOST`].
    #[error("the file is too large")]
    TooLarge,
    /// It has more than [`PAGES_MOST`] pages.
    #[error("the file has too many pages")]
    TooManyPages,
    /// It wants a password, or is sealed in a way that is not known.
    #[error("the file is protected by a password")]
    Locked,
    /// Its end is missing: pages may be, too.
    #[error("the file was cut off")]
    CutOff,
    /// It is no PDF, or too broken to be read.
    #[error("the file cannot be read as a PDF")]
    Unreadable,
    /// There is no such page.
    #[error("there is no such page")]
    NoPage,
}

/// A drawn page: red, green, blue, alpha, row by row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Points in a row.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// Four bytes for each point.
    #[serde(with = "serde_bytes")]
    pub rgba: Vec<u8>,
}

/// A file that was opened.
pub struct File {
    pdf: Pdf,
    pages: u32,
}

impl File {
    /// Opens a file. One without pages is refused as unreadable: nothing can be done with it.
    ///
    /// # Errors
    /// Any [`PdfFault`] but `NoPage`.
    pub fn open(bytes: Vec<u8>) -> Result<File, PdfFault> {
        if bytes.len() > BYTES_MOST {
            return Err(PdfFault::TooLarge);
        }
        if begins(&bytes) && !ends(&bytes) {
            return Err(PdfFault::CutOff);
        }
        let pdf = Pdf::new(bytes).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::MissingIDEntry) | LoadPdfError::Invalid => PdfFault::Unreadable,
            LoadPdfError::Decryption(_) => PdfFault::Locked,
        })?;
        match u32::try_from(pdf.pages().len()) {
            Ok(0) => Err(PdfFault::Unreadable),
            Ok(pages) if pages <= PAGES_MOST => Ok(File { pdf, pages }),
            _ => Err(PdfFault::TooManyPages),
        }
    }

    /// How many pages it has: at least one.
    #[must_use]
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Draws a page (from 1) on white, so many points wide; less where it would be higher than [`SIDE_MOST`].
    ///
    /// # Errors
    /// `NoPage`.
    pub fn draw(&self, page: u32, width: u16) -> Result<Picture, PdfFault> {
        let index = page.checked_sub(1).and_then(|index| usize::try_from(index).ok());
        let page = index
            .and_then(|index| self.pdf.pages().get(index))
            .ok_or(PdfFault::NoPage)?;
        let (own_width, own_height) = page.render_dimensions();
        let scale = scale((own_width, own_height), width);
        let drawn = render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &PixmapSettings {
                x_scale: scale,
                y_scale: scale,
                bg_color: WHITE,
            },
        );
        let (width, height) = (drawn.width(), drawn.height());
        if width == 0 || height == 0 {
            return Err(PdfFault::Unreadable);
        }
        let rgba = drawn.take_rgba8(ImageAlphaType::Alpha);
        Ok(Picture { width, height, rgba })
    }
}

/// How far from its beginning and its end a PDF may say that it begins and ends: others put bytes before and behind.
const MARKS_WITHIN: usize = 2_048;

/// Whether it says that it is a PDF.
fn begins(bytes: &[u8]) -> bool {
    let head = bytes.get(..MARKS_WITHIN).unwrap_or(bytes);
    head.windows(5).any(|five| five == b"%PDF-")
}

/// Whether it says that it ends. The reader would make do with the pages it finds, and nobody would miss the others.
fn ends(bytes: &[u8]) -> bool {
    let tail = bytes.len().saturating_sub(MARKS_WITHIN);
    bytes[tail..].windows(5).any(|five| five == b"%%EOF")
}

/// What sizes of a page are multiplied by, so that it is so wide and neither side too long. A page may say that it is a
/// kilometre high.
fn scale((own_width, own_height): (f32, f32), width: u16) -> f32 {
    let most = f32::from(SIDE_MOST);
    let wanted = f32::from(width.clamp(1, SIDE_MOST));
    let by = |wanted: f32, own: f32| if own > 0.0 { wanted / own } else { 1.0 };
    by(wanted, own_width).min(by(most, own_height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_and_drawn_as_wide_as_asked() {
        let file = File::open(samples::pages(3)).unwrap();
        assert_eq!(file.pages(), 3);
        let picture = file.draw(2, 300).unwrap();
        assert_eq!(
            (picture.width, picture.rgba.len()),
            (300, 300 * usize::from(picture.height) * 4)
        );
        // The sample has a black bar on page 2, and white beside it.
        assert!(picture.rgba.chunks_exact(4).any(|point| point == [0, 0, 0, 255]));
        assert!(picture.rgba.chunks_exact(4).any(|point| point == [255, 255, 255, 255]));
        assert_eq!(file.draw(0, 300), Err(PdfFault::NoPage));
        assert_eq!(file.draw(4, 300), Err(PdfFault::NoPage));
    }

    #[test]
    fn a_file_without_its_end_is_not_taken_for_whole() {
        let whole = samples::pages(20);
        for part in [20, 40, 60, 90, 99] {
            let cut = whole[..whole.len() * part / 100].to_vec();
            assert!(matches!(File::open(cut), Err(PdfFault::CutOff)), "{part} %");
        }
        let behind = [whole, vec![b' '; 500]].concat();
        assert_eq!(File::open(behind).unwrap().pages(), 20);
    }

    #[test]
    fn no_picture_is_larger_than_the_bound() {
        for (own, width) in [
            ((10.0, 1e9), 4000),
            ((0.0, 0.0), 100),
            ((1e-9, 5.0), u16::MAX),
            ((595.0, 842.0), 0),
        ] {
            let by = scale(own, width);
            assert!(own.0 * by <= 4096.5 && own.1 * by <= 4096.5, "{own:?} by {by}");
        }
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        for bytes in [
            Vec::new(),
            b"%PDF-1.7 nothing %%EOF".to_vec(),
            b"PK\x03\x04 nothing".to_vec(),
            vec![0; 4096],
        ] {
            assert!(matches!(File::open(bytes), Err(PdfFault::Unreadable)));
        }
        assert!(matches!(File::open(vec![0; BYTES_MOST + 1]), Err(PdfFault::TooLarge)));
    }
}
