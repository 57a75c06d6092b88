//! Photos of a scene: sealed with the word that they were added, shared thumbnails first, fetched by need, kept by
//! backups, given back to a store that lost them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{
    Action, AddPhoto, CaseView, MakeBackup, OpenBook, OpenWith, PhotoView, Picture, ReadCase, ReadPicture, ReadSync,
    RestoreBackup, Summary, Unlock, WriteActions,
};
use sha2::{Digest, Sha256};
use store::StoreTable;
use store::memory::{Break, Fault};

use work_support::share::{founder, invite, join, sync, write};
use work_support::{Answered, Tab, World, code, file, found, me, summary, today};

/// A file nobody can mistake for something sealed.
fn picture() -> Vec<u8> {
    "东墙裂缝的照片".repeat(20_000).into_bytes()
}

fn add(tab: &Tab, case: u8, bytes: Vec<u8>) -> Answered<Summary> {
    tab.ask(AddPhoto {
        case: [case; 16],
        name: "现场.jpg".into(),
        mime: "image/jpeg".into(),
        shows: " 东墙 ".into(),
        taken_ms: Some(7),
        bytes,
    })
}

fn case(tab: &Tab, case: u8) -> CaseView {
    match tab.ask(ReadCase { id: [case; 16] }) {
        Ok(Some(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn only_photo(tab: &Tab) -> PhotoView {
    let [photo] = case(tab, 1).photos.try_into().unwrap();
    photo
}

fn look(tab: &Tab, view: &PhotoView, small: bool) -> Answered<Picture> {
    tab.ask(ReadPicture {
        photo: view.photo.id,
        small,
        sha256: (!small).then_some(view.photo.sha256),
    })
}

fn shown(answer: Answered<Picture>) -> (Vec<u8>, bool) {
    let Picture { bytes, stored } = answer.unwrap();
    (bytes, stored)
}

/// A device with one case and one photo, not shared.
fn alone() -> (World, Tab) {
    let world = World::default();
    let tab = world.tab_unopened();
    me(tab.ask(found(Some("长风破浪会有时"))));
    summary(tab.ask(OpenBook { today: today() }));
    write(&tab, 1, "甲公司").unwrap();
    summary(add(&tab, 1, picture()));
    (world, tab)
}

#[test]
fn a_photo_is_there_as_it_was_after_a_reload_and_lies_sealed() {
    let (world, _) = alone();
    let tab = world.tab_unopened();
    tab.ask(Unlock {
        passphrase: "长风破浪会有时".into(),
    })
    .unwrap();
    summary(tab.ask(OpenBook { today: today() }));
    let view = only_photo(&tab);
    assert_eq!((view.photo.shows.as_str(), view.by.as_str()), ("东墙", "李法官"));
    assert_eq!(view.photo.sha256, <[u8; 32]>::from(Sha256::digest(picture())));
    assert_eq!(shown(look(&tab, &view, false)), (picture(), false));
    let small: Vec<u8> = picture().into_iter().step_by(8).collect();
    assert_eq!(shown(look(&tab, &view, true)), (small, false));
    let needle = "裂缝".as_bytes();
    let disk = world.records.everything();
    assert_eq!(
        disk.iter().filter(|((room, _), _)| *room == StoreTable::Blobs).count(),
        2
    );
    assert!(!disk.iter().any(|(_, b)| b.windows(needle.len()).any(|w| w == needle)));
}

#[test]
fn a_file_that_is_no_picture_or_too_large_and_a_full_disk_add_nothing() {
    let (world, tab) = alone();
    assert_eq!(code(add(&tab, 1, Vec::new())), "photo_no_picture");
    assert_eq!(code(add(&tab, 1, vec![0; (25 << 20) + 1])), "photo_too_large");
    world.records.break_next(Break::Before(Fault::Quota));
    assert_eq!(code(add(&tab, 1, picture())), "quota");
    only_photo(&tab);
    let blobs = world.records.everything();
    assert_eq!(
        blobs.iter().filter(|((room, _), _)| *room == StoreTable::Blobs).count(),
        2
    );
}

#[test]
fn a_photo_taken_out_is_shown_no_longer_and_comes_back_with_its_picture() {
    let (_, tab) = alone();
    let view = only_photo(&tab);
    let tell = |action| {
        summary(tab.ask(WriteActions {
            actions: vec![([1; 16], action)],
        }))
    };
    tell(Action::PhotoTakenOut { photo: view.photo.id });
    assert_eq!(case(&tab, 1).photos, []);
    assert_eq!(case(&tab, 1).history.len(), 3, "the trace is whole");
    tell(Action::PhotoAdded(Box::new(view.photo.clone())));
    assert_eq!(only_photo(&tab).photo, view.photo);
    assert_eq!(shown(look(&tab, &view, false)).0, picture());
}

#[test]
fn another_device_fetches_what_it_looks_at_and_then_has_it_without_a_network() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    world.store.offline.set(true);
    summary(add(&one, 1, picture()));
    let Ok(view) = one.ask(ReadSync) else { panic!() };
    assert_eq!((view.photos, view.waits()), (1, 2));
    world.store.offline.set(false);
    assert_eq!(sync(&one).photos, 0);
    let other = world.beside(1);
    let two = join(&other, &link);
    let view = only_photo(&two);
    let blobs = |world: &World| {
        let all = world.records.everything();
        all.iter().filter(|((room, _), _)| *room == StoreTable::Blobs).count()
    };
    assert_eq!(blobs(&other), 0, "by need only");
    assert!(shown(look(&two, &view, true)).1);
    assert_eq!(blobs(&other), 1);
    assert_eq!(shown(look(&two, &view, false)), (picture(), true));
    world.store.offline.set(true);
    assert_eq!(shown(look(&two, &view, false)), (picture(), true));
}

#[test]
fn a_photo_whose_picture_is_still_on_its_way_says_so() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    summary(add(&one, 1, picture()));
    sync(&one);
    let link = invite(&one, "王书记员", "judge");
    let other = world.beside(1);
    let two = join(&other, &link);
    let gone: Vec<String> = world
        .store
        .objects
        .borrow()
        .keys()
        .filter(|n| n.starts_with("b/"))
        .cloned()
        .collect();
    world.store.objects.borrow_mut().retain(|name, _| !gone.contains(name));
    let view = only_photo(&two);
    assert_eq!(code(look(&two, &view, false)), "photo_not_there");
    let (_, alone) = alone();
    let mut elsewhere = only_photo(&alone);
    elsewhere.photo.id = [9; 16];
    assert_eq!(code(look(&alone, &elsewhere, false)), "photo_not_here");
    // Whoever has it gives it back: asked anew after some hours.
    world.wait(7 * 3_600_000);
    sync(&one);
    assert_eq!(shown(look(&two, &view, false)).0, picture());
}

#[test]
fn a_picture_that_is_not_the_one_of_the_trace_is_not_shown() {
    let (world, tab) = alone();
    let mut view = only_photo(&tab);
    view.photo.sha256[0] ^= 1;
    assert_eq!(code(look(&tab, &view, false)), "photo_damaged");
    let disk = world.records.everything();
    let whole = disk
        .into_iter()
        .find(|((room, _), b)| *room == StoreTable::Blobs && b.len() > 100_000);
    let ((room, key), mut bytes) = whole.unwrap();
    bytes[50_000] ^= 1;
    world.records.damage(room, key, Some(bytes));
    assert_eq!(code(look(&tab, &only_photo(&tab), false)), "vault_seal_broken");
}

#[test]
fn a_backup_alone_brings_the_pictures_back() {
    let (_, tab) = alone();
    let (_, backup) = file(tab.ask(MakeBackup { passphrase: None }));
    let world = World::default();
    world.wait(1_000_003);
    let fresh = world.tab_unopened();
    let with = OpenWith::Passphrase("长风破浪会有时".into());
    me(fresh.ask(RestoreBackup {
        bytes: backup.clone(),
        replace: false,
        with,
    }));
    summary(fresh.ask(OpenBook { today: today() }));
    let view = only_photo(&fresh);
    assert_eq!(shown(look(&fresh, &view, false)), (picture(), false));
    // Into the device that made it: a picture that was lost there comes back.
    let (again, tab) = alone();
    let (_, backup) = file(tab.ask(MakeBackup { passphrase: None }));
    for ((room, key), _) in again.records.everything() {
        if matches!(room, StoreTable::Blobs) {
            again.records.damage(room, key, None);
        }
    }
    let view = only_photo(&tab);
    assert_eq!(code(look(&tab, &view, false)), "photo_not_here");
    summary(tab.ask(RestoreBackup {
        bytes: backup,
        replace: false,
        with: OpenWith::OwnKeys,
    }));
    assert_eq!(shown(look(&tab, &view, false)).0, picture());
}

#[test]
fn a_photo_without_a_thumbnail_is_added_all_the_same() {
    let (_, tab) = alone();
    let bytes = b"no thumbnail can be made of this".to_vec();
    summary(add(&tab, 2, bytes.clone()));
    let view = case(&tab, 2).photos.remove(0);
    assert_eq!(shown(look(&tab, &view, false)).0, bytes);
    assert_eq!(code(look(&tab, &view, true)), "photo_not_here");
}
