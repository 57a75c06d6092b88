//! Pages of files put together in a new one. What a page shows is copied as it is: a scan's picture is not packed anew. Notes
//! and forms that lie on a page, links and the file's own table of contents are left out.
use hayro_write::pdf_writer::{Pdf, Ref};
use hayro_write::{ChunkSettings, ExtractionQuery, extract};

use crate::{File, PAGES_MOST, PdfFault};

/// Pages of a file, from 1, both included.
#[derive(Clone, Copy)]
pub struct Part<'f> {
    /// The file.
    pub file: &'f File,
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
}

/// A new file of these pages, in this order.
///
/// # Errors
/// `NoPage`: one of them is not there, a part is the wrong way round, or there is no part. `TooManyPages`.
pub fn put_together(parts: &[Part<'_>]) -> Result<Vec<u8>, PdfFault> {
    let holds = |part: &Part<'_>| part.first >= 1 && part.first <= part.last && part.last <= part.file.pages();
    if parts.is_empty() || !parts.iter().all(holds) {
        return Err(PdfFault::NoPage);
    }
    let count = |part: &Part<'_>| u64::from(part.last - part.first) + 1;
    if parts.iter().map(count).sum::<u64>() > u64::from(PAGES_MOST) {
        return Err(PdfFault::TooManyPages);
    }
    let mut pdf = Pdf::new();
    let mut next = Ref::new(1);
    let (catalog, root) = (next.bump(), next.bump());
    pdf.catalog(catalog).pages(root);
    let (mut kids, mut total) = (Vec::new(), 0);
    for part in parts {
        let queries: Vec<ExtractionQuery> = (part.first..=part.last)
            .filter_map(|page| usize::try_from(page - 1).ok())
            .map(ExtractionQuery::new_page)
            .collect();
        let new_ref = Box::new(|| next.bump());
        let taken = extract(&part.file.pdf, new_ref, ChunkSettings::default(), &queries);
        let taken = taken.map_err(|_| PdfFault::NoPage)?;
        let pages: Result<Vec<Ref>, _> = taken.root_refs.iter().copied().collect();
        let pages = pages.map_err(|_| PdfFault::NoPage)?;
        let count = i32::try_from(pages.len()).map_err(|_| PdfFault::TooManyPages)?;
        // Each part is a branch of the tree of pages.
        let branch = taken.page_tree_parent_ref;
        pdf.pages(branch).parent(root).kids(pages).count(count);
        pdf.extend(&taken.chunk);
        kids.push(branch);
        total += count;
    }
    pdf.pages(root).kids(kids).count(total);
    Ok(pdf.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    /// What a page of a file shows.
    fn shows(file: &File, page: u32) -> Vec<u8> {
        file.draw(page, 120).unwrap().rgba
    }

    #[test]
    fn each_page_of_a_cut_shows_what_it_showed() {
        let scan = File::open(samples::pages(5)).unwrap();
        for (first, last) in [(1, 1), (1, 5), (2, 4), (5, 5)] {
            let part = Part {
                file: &scan,
                first,
                last,
            };
            let cut = File::open(put_together(&[part]).unwrap()).unwrap();
            assert_eq!(cut.pages(), last - first + 1);
            for page in first..=last {
                assert!(
                    shows(&cut, page - first + 1) == shows(&scan, page),
                    "page {page} of {first}–{last}"
                );
            }
        }
        assert!(shows(&scan, 1) != shows(&scan, 2), "the sample's pages differ");
    }

    #[test]
    fn parts_of_several_files_come_in_their_order() {
        let (one, two) = (
            File::open(samples::pages(3)).unwrap(),
            File::open(samples::pages(2)).unwrap(),
        );
        let parts = [(&two, 2, 2), (&one, 3, 3), (&two, 1, 1)].map(|(file, first, last)| Part { file, first, last });
        let joined = File::open(put_together(&parts).unwrap()).unwrap();
        assert_eq!(joined.pages(), 3);
        let wanted = [shows(&two, 2), shows(&one, 3), shows(&two, 1)];
        assert!((1..=3).map(|page| shows(&joined, page)).eq(wanted));
    }

    #[test]
    fn pages_that_are_not_there_are_refused() {
        let file = File::open(samples::pages(3)).unwrap();
        for (first, last) in [(0, 1), (2, 1), (3, 4), (4, 4)] {
            let part = Part {
                file: &file,
                first,
                last,
            };
            assert_eq!(put_together(&[part]), Err(PdfFault::NoPage), "{first}–{last}");
        }
        assert_eq!(put_together(&[]), Err(PdfFault::NoPage));
    }
}
