//! PDF files: what was opened is drawn and cut. The readers are libraries; that they end and stay within memory is ours to know.
use ::pdf::{File, Part, put_together, samples};

use super::Target;

/// How wide pages are drawn here: small, so that many files are tried.
const WIDTH: u16 = 40;
/// Of so many pages, from the first.
const DRAWN: u32 = 2;

/// A file as a scanner, or a stranger, wrote it.
pub const FILE: Target = Target {
    name: "pdf",
    seeds: || vec![samples::pages(1), samples::pages(3)],
    run: |bytes| {
        let Ok(file) = File::open(bytes.to_vec()) else {
            return false;
        };
        for page in 1..=file.pages().min(DRAWN) {
            if let Ok(picture) = file.draw(page, WIDTH) {
                let points = usize::from(picture.width) * usize::from(picture.height);
                assert_eq!(picture.rgba.len(), points * 4);
            }
        }
        let part = Part {
            file: &file,
            first: 1,
            last: file.pages().min(DRAWN),
        };
        // What was cut can be opened, and has the pages that were asked for.
        let cut = put_together(&[part]).ok().map(File::open);
        assert!(cut.is_none_or(|cut| cut.is_ok_and(|cut| cut.pages() == part.last)));
        true
    },
};
