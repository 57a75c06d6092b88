//! The pages of PDFs counted: by the program that reads them, one after the other, and written once all are.
use casebook::dossier::{Item, PAGES, say};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Attachment, Value};

use super::{Page, pdf_of};
use crate::lang::{common, scan as texts};
use crate::pages::scan::open_pdf;
use crate::parts::progress::Progress;

/// The button, while pages of a PDF are not known, and how far the counting is.
#[component]
pub(super) fn CountPages(page: Page) -> impl IntoView {
    let open = Memo::new(move |_| {
        let (dossier, view) = (page.dossier.get()?, page.sheet.view()?);
        let open = dossier.entries().filter(|entry| entry.pages.is_none());
        Some(
            open.filter_map(|entry| pdf_of(&view, entry).cloned())
                .collect::<Vec<Attachment>>(),
        )
    });
    let count = move || open.with(|open| open.as_ref().map_or(0, Vec::len));
    let at = RwSignal::new(None::<(u32, u32)>);
    let begin = move |_| {
        let files = open.get_untracked().unwrap_or_default();
        at.set(Some((0, u32::try_from(files.len()).unwrap_or(u32::MAX))));
        spawn_local(count_all(page, files, at));
    };
    move || {
        if at.with(Option::is_some) {
            let shown = Signal::derive(move || at.get().unwrap_or_default());
            let stop = Callback::new(move |()| at.set(None));
            return view! { <Progress label=texts::COUNTING at=shown on_cancel=stop/> }.into_any();
        }
        match count() {
            0 => ().into_any(),
            count => {
                view! { <button type="button" class="button" on:click=begin>{texts::COUNT_PAGES.with(&[&count])}</button> }
                    .into_any()
            }
        }
    }
}

/// Counts and writes what could be counted; of the rest it says why not. Stopped, it writes nothing.
async fn count_all(page: Page, files: Vec<Attachment>, at: RwSignal<Option<(u32, u32)>>) {
    let (mut counted, mut failed) = (Vec::new(), Vec::new());
    for file in files {
        match open_pdf(page.sheet.id, &file).await {
            Ok(opened) => counted.push((file.id, opened.pages())),
            Err(why) => failed.push(texts::NOT_COUNTED.with(&[&file.name, &why.now()])),
        }
        // Stopped, or gone with the page.
        let goes_on = at.try_update(|at| {
            *at = at.map(|(done, total)| (done + 1, total));
            at.is_some()
        });
        if goes_on != Some(true) {
            return;
        }
    }
    at.set(None);
    if !failed.is_empty() {
        page.writer.alarm(failed.join(common::SEMICOLON.now()));
    }
    if !counted.is_empty() {
        let said = texts::COUNTED.with(&[&counted.len()]);
        page.write(said, |view, _| {
            let edits = counted.into_iter();
            edits
                .map(|(id, pages)| say(view, Item::Attachment(id), vec![(PAGES, Value::Number(pages.into()))]))
                .collect()
        });
    }
}
