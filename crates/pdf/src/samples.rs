//! Files to try things with: pages that can be told apart.
use hayro_write::pdf_writer::{Content, Finish, Pdf, Rect, Ref};

/// An A4 file of so many pages; on each a black bar, the lower the further on.
#[must_use]
pub fn pages(count: u16) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut next = Ref::new(1);
    let (catalog, tree) = (next.bump(), next.bump());
    pdf.catalog(catalog).pages(tree);
    let mut kids = Vec::new();
    for number in 0..count {
        let (page, drawn) = (next.bump(), next.bump());
        let mut content = Content::new();
        content.set_fill_rgb(0.0, 0.0, 0.0);
        content
            .rect(60.0, 780.0 - 10.0 * f32::from(number % 75), 200.0, 8.0)
            .fill_nonzero();
        pdf.stream(drawn, &content.finish());
        let mut own = pdf.page(page);
        own.media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
            .parent(tree)
            .contents(drawn);
        own.resources().finish();
        own.finish();
        kids.push(page);
    }
    pdf.pages(tree).kids(kids).count(i32::from(count));
    pdf.finish()
}
