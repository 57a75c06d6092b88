//! A scan cut into items: no page is lost, no two items share one unless two people cut it, and what is written is what was cut.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::dossier::{Told, dossier};
use crate::support::book::id;

use casebook::dossier::{Cutting, Item, Pages, Reason, Stands, left};
use casebook::slot::RecordId;
use proptest::prelude::*;

/// A case with a scan of so many pages.
fn scanned(pages: u32) -> (Told, Cutting) {
    let mut told = Told::begin("（2026）豫14执1号");
    told.file(2, "扫描0001.pdf", None);
    let cutting = Cutting::begin(&told.view(), id(2), pages, "扫描0001");
    (told, cutting)
}

fn ids(from: u8) -> impl FnMut() -> RecordId {
    let mut next = from;
    move || {
        next += 1;
        [next; 16]
    }
}

fn spans(cutting: &Cutting) -> Vec<Pages> {
    cutting.items.iter().map(|item| item.pages.clone()).collect()
}

#[test]
fn a_scan_is_one_item_until_somebody_cuts_it() {
    let (told, mut cutting) = scanned(6);
    assert_eq!(spans(&cutting), [1..=6]);
    assert!(!cutting.is_changed(&told.view()), "nothing to write");
    let mut named = cutting.clone();
    named.items[0].title = "申请执行书".to_owned();
    let edits = named.edits(&told.view(), ids(10));
    assert_eq!(edits.len(), 1, "the scan itself is called so: {edits:?}");
    cutting.begin_at(3);
    cutting.begin_at(3);
    cutting.begin_at(5);
    cutting.begin_at(7);
    cutting.begin_at(0);
    assert_eq!(spans(&cutting), [1..=2, 3..=4, 5..=6]);
    cutting.join_before(4);
    assert_eq!(spans(&cutting), [1..=4, 5..=6]);
    cutting.join_before(1);
    assert_eq!(spans(&cutting), [1..=4, 5..=6], "nothing is before the first");
    cutting.leave_out(0);
    assert_eq!(spans(&cutting), [5..=6]);
    cutting.begin_at(2);
    assert_eq!(spans(&cutting), [2..=4, 5..=6], "up to the next item");
}

#[test]
fn items_stand_under_what_their_names_tell_and_the_rest_stays_with_the_scan() {
    let (mut told, mut cutting) = scanned(10);
    cutting.begin_at(3);
    cutting.begin_at(7);
    cutting.items[0].title = "申请执行书".to_owned();
    cutting.items[1].title = "张三身份证".to_owned();
    cutting.leave_out(2);
    told.write(cutting.edits(&told.view(), ids(10)));
    let view = told.view();
    let dossier = dossier(&view);
    let said: Vec<_> = dossier
        .entries()
        .map(|entry| (entry.heading.as_str(), entry.title.as_str(), entry.pages, entry.number))
        .collect();
    assert_eq!(
        said,
        [
            ("application", "申请执行书", Some(2), 1),
            ("identity", "张三身份证", Some(4), 2),
            ("other", "扫描0001", Some(4), 3),
        ]
    );
    let first = dossier.entries().next().unwrap();
    assert_eq!(first.stands, Stands::Proposed(Reason::Word("申请执行书".to_owned())));
    let rest = dossier.entry(Item::Attachment(id(2))).unwrap();
    assert_eq!(rest.part.as_ref().unwrap().runs, [7..=10]);
    // All pages given away: the scan has no line of its own.
    let mut cutting = Cutting::begin(&view, id(2), 10, "扫描0001");
    cutting.begin_at(7);
    told.write(cutting.edits(&view, ids(20)));
    assert!(self::dossier(&told.view()).entry(Item::Attachment(id(2))).is_none());
}

#[test]
fn two_who_cut_one_scan_are_told_which_pages_both_gave_away() {
    let (mut told, mut one) = scanned(6);
    let before = told.view();
    let mut other = one.clone();
    one.begin_at(4);
    other.begin_at(3);
    told.write(one.edits(&before, ids(10)));
    told.write(other.edits(&before, ids(20)));
    let view = told.view();
    let shared: Vec<bool> = dossier(&view)
        .entries()
        .map(|entry| entry.part.as_ref().is_some_and(|part| part.is_shared))
        .collect();
    assert_eq!(shared, [true; 4]);
    let mut both = Cutting::begin(&view, id(2), 6, "");
    assert!((1..=6).all(|page| both.is_shared(page)));
    // One of them is taken out: the question is answered.
    for item in [3, 1] {
        both.leave_out(item);
    }
    told.write(both.edits(&view, ids(30)));
    let view = told.view();
    let dossier = dossier(&view);
    assert!(
        dossier
            .entries()
            .all(|entry| !entry.part.as_ref().is_some_and(|part| part.is_shared))
    );
    let pages: u32 = dossier.entries().filter_map(|entry| entry.pages).sum();
    assert_eq!(pages, 6);
}

/// What a person does while cutting.
#[derive(Clone, Debug)]
enum Act {
    Begin(u32),
    Join(u32),
    Leave(usize),
    /// Saved, and opened anew.
    Save,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..14_u32).prop_map(Act::Begin),
        2 => (0..14_u32).prop_map(Act::Join),
        1 => (0..6_usize).prop_map(Act::Leave),
        1 => Just(Act::Save),
    ]
}

proptest! {
    #[test]
    fn no_page_is_lost_or_doubled_whatever_is_done(acts in prop::collection::vec(act(), 0..24)) {
        let (mut told, mut cutting) = scanned(12);
        let mut ids = ids(10);
        for act in acts {
            match act {
                Act::Begin(page) => cutting.begin_at(page),
                Act::Join(page) => cutting.join_before(page),
                Act::Leave(at) => cutting.leave_out(at),
                Act::Save => {
                    let edits = cutting.edits(&told.view(), &mut ids);
                    told.write(edits);
                    let again = Cutting::begin(&told.view(), id(2), 12, "扫描0001");
                    // All items left out is a scan nobody cut.
                    if !cutting.items.is_empty() {
                        prop_assert_eq!(spans(&again), spans(&cutting));
                    }
                    cutting = again;
                    prop_assert!(!cutting.is_changed(&told.view()));
                }
            }
            let items = spans(&cutting);
            prop_assert!(items.windows(2).all(|two| two[0].end() < two[1].start()), "{:?}", items);
            prop_assert!(items.iter().all(|item| item.start() <= item.end() && *item.end() <= 12 && *item.start() >= 1));
            let rest = left(12, &items);
            let all: Vec<u32> = items.iter().chain(&rest).cloned().flatten().collect();
            prop_assert_eq!(all.len(), 12);
        }
    }
}
