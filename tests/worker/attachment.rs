//! Attachments: sealed with the word that they were added, shared thumbnails first, fetched by need, kept by
//! backups, given back to a store that lost them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::kinds::Kinds;
use protocol::{
    Action, AddAttachment, AttachmentView, CaseView, Content, Filed, MakeBackup, OpenBook, OpenWith, Origin,
    ReadAttachment, ReadCase, ReadSync, RecordKey, RecordWrite, RestoreBackup, Summary, Unlock, WriteActions,
};
use sha2::{Digest, Sha256};
use store::StoreTable;
use store::memory::{Break, Fault};

use work_support::share::{founder, invite, join, sync, write};
use work_support::{Answered, Tab, World, code, file, found, me, summary, today};

/// A file nobody can mistake for something sealed.
fn photo() -> Vec<u8> {
    let head: &[u8] = &[0xff, 0xd8, 0xff];
    [head, "东墙裂缝的照片".repeat(20_000).as_bytes()].concat()
}

fn add(tab: &Tab, case: u8, bytes: Vec<u8>) -> Answered<Summary> {
    add_to(tab, case, "现场.jpg", None, bytes)
}

fn add_to(tab: &Tab, case: u8, name: &str, filed: Option<Filed>, bytes: Vec<u8>) -> Answered<Summary> {
    tab.ask(AddAttachment {
        case: [case; 16],
        name: name.into(),
        mime: String::new(),
        shows: " 东墙 ".into(),
        taken_ms: Some(7),
        origin: Origin::TakenHere,
        filed,
        bytes,
    })
}

fn blobs(world: &World) -> usize {
    let all = world.records.everything();
    all.iter().filter(|((room, _), _)| *room == StoreTable::Blobs).count()
}

fn case(tab: &Tab, case: u8) -> CaseView {
    match tab.ask(ReadCase { id: [case; 16] }) {
        Ok(Some(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn only_attachment(tab: &Tab) -> AttachmentView {
    let [attachment] = case(tab, 1).attachments.try_into().unwrap();
    attachment
}

fn look(tab: &Tab, view: &AttachmentView, small: bool) -> Answered<Content> {
    tab.ask(ReadAttachment {
        case: [1; 16],
        attachment: view.attachment.id,
        small,
        sha256: (!small).then_some(view.attachment.sha256),
    })
}

fn shown(answer: Answered<Content>) -> (Vec<u8>, bool) {
    let Content { bytes, stored, .. } = answer.unwrap();
    (bytes, stored)
}

/// A device with one case and one attachment, not shared.
fn alone() -> (World, Tab) {
    let world = World::default();
    let tab = world.tab_unopened();
    me(tab.ask(found(Some("长风破浪会有时"))));
    summary(tab.ask(OpenBook { today: today() }));
    write(&tab, 1, "甲公司").unwrap();
    summary(add(&tab, 1, photo()));
    (world, tab)
}

#[test]
fn an_attachment_is_there_as_it_was_after_a_reload_and_lies_sealed() {
    let (world, _) = alone();
    let tab = world.tab_unopened();
    tab.ask(Unlock {
        passphrase: "长风破浪会有时".into(),
    })
    .unwrap();
    summary(tab.ask(OpenBook { today: today() }));
    let view = only_attachment(&tab);
    assert_eq!((view.attachment.shows.as_str(), view.by.as_str()), ("东墙", "李法官"));
    assert_eq!(view.attachment.sha256, <[u8; 32]>::from(Sha256::digest(photo())));
    assert_eq!(shown(look(&tab, &view, false)), (photo(), false));
    let small: Vec<u8> = photo().into_iter().step_by(8).collect();
    assert_eq!(shown(look(&tab, &view, true)), (small, false));
    let needle = "裂缝".as_bytes();
    assert_eq!(blobs(&world), 2);
    let disk = world.records.everything();
    assert!(!disk.iter().any(|(_, b)| b.windows(needle.len()).any(|w| w == needle)));
}

/// Name, content, and why it is refused.
const REFUSED: &[(&str, &[u8], &str)] = &[
    ("空.pdf", b"", "attachment_empty"),
    ("工具.exe", b"MZ", "attachment_not_taken"),
    ("页面.html", b"<script>", "attachment_not_taken"),
    ("程序.pdf", b"MZ", "attachment_not_as_named"),
];

#[test]
fn a_file_that_does_not_fit_and_a_full_disk_add_nothing() {
    let (world, tab) = alone();
    for (name, bytes, why) in REFUSED {
        assert_eq!(code(add_to(&tab, 1, name, None, bytes.to_vec())), *why, "{name}");
    }
    assert_eq!(code(add(&tab, 1, vec![0; (25 << 20) + 1])), "attachment_too_large");
    assert_eq!(code(add_to(&tab, 1, "再来.jpg", None, photo())), "attachment_double");
    world.records.break_next(Break::Before(Fault::Quota));
    let other = [photo(), vec![1]].concat();
    assert_eq!(code(add(&tab, 1, other.clone())), "quota");
    only_attachment(&tab);
    assert_eq!(blobs(&world), 2);
    // The same file may belong to another case, and to this one again once it was taken out.
    summary(add(&tab, 2, photo()));
    let id = only_attachment(&tab).attachment.id;
    tell(&tab, Action::AttachmentTakenOut { attachment: id });
    summary(add(&tab, 1, photo()));
}

fn tell(tab: &Tab, action: Action) {
    summary(tab.ask(WriteActions {
        actions: vec![([1; 16], action)],
    }));
}

fn record(kind: &str, in_force: bool) -> (RecordKey, Action) {
    let kind = Kinds::builtin().named(kind).unwrap();
    let record = RecordKey {
        kind: kind.kind,
        id: [4; 16],
    };
    let write = RecordWrite {
        record,
        in_force: Some(in_force),
        fields: Vec::new(),
    };
    (record, Action::Record(Box::new(write)))
}

#[test]
fn an_attachment_belongs_to_a_record_and_goes_and_comes_with_it() {
    let (_, tab) = alone();
    let scan = || b"%PDF-1.7 scan".to_vec();
    let (document, begun) = record("document", true);
    let proof = Some(Filed {
        record: document,
        is_proof: true,
    });
    assert_eq!(
        code(add_to(&tab, 1, "回证.pdf", proof, scan())),
        "attachment_record_gone"
    );
    tell(&tab, begun);
    summary(add_to(&tab, 1, "回证.pdf", proof, scan()));
    let filed = || {
        let view = case(&tab, 1);
        let found = view.attachments.iter().find(|view| view.attachment.name == "回证.pdf");
        found.map(|view| view.attachment.filed)
    };
    assert_eq!(filed(), Some(proof));
    tell(&tab, record("document", false).1);
    assert_eq!(filed(), None);
    assert_eq!(case(&tab, 1).attachments.len(), 1, "what belongs to no record stays");
    tell(&tab, record("document", true).1);
    assert_eq!(filed(), Some(proof));
    // What it belongs to may be settled later, and again.
    let (seizure, begun) = record("seizure", true);
    tell(&tab, begun);
    let to_seizure = Some(Filed {
        record: seizure,
        is_proof: false,
    });
    let attachment = case(&tab, 1).attachments[1].attachment.id;
    for now in [to_seizure, None, proof] {
        tell(&tab, Action::AttachmentFiled { attachment, filed: now });
        assert_eq!(filed(), Some(now));
    }
    let no_service = Some(Filed {
        record: seizure,
        is_proof: true,
    });
    let another = [scan(), b"2".to_vec()].concat();
    assert_eq!(
        code(add_to(&tab, 1, "证.pdf", no_service, another)),
        "attachment_record_gone"
    );
}

#[test]
fn an_attachment_taken_out_is_shown_no_longer_and_comes_back_with_its_file() {
    let (_, tab) = alone();
    let view = only_attachment(&tab);
    let attachment = view.attachment.id;
    tell(&tab, Action::AttachmentTakenOut { attachment });
    assert_eq!(case(&tab, 1).attachments, []);
    assert_eq!(case(&tab, 1).history.len(), 3, "the trace is whole");
    tell(&tab, Action::Attached(Box::new(view.attachment.clone())));
    assert_eq!(only_attachment(&tab).attachment, view.attachment);
    assert_eq!(shown(look(&tab, &view, false)).0, photo());
}

#[test]
fn another_device_fetches_what_it_looks_at_and_then_has_it_without_a_network() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "王书记员", "judge");
    world.store.offline.set(true);
    summary(add(&one, 1, photo()));
    let Ok(view) = one.ask(ReadSync) else { panic!() };
    assert_eq!((view.attachments, view.waits()), (1, 2));
    world.store.offline.set(false);
    assert_eq!(sync(&one).attachments, 0);
    let other = world.beside(1);
    let two = join(&other, &link);
    let view = only_attachment(&two);
    assert_eq!(blobs(&other), 0, "by need only");
    assert!(shown(look(&two, &view, true)).1);
    assert_eq!(blobs(&other), 1);
    assert_eq!(shown(look(&two, &view, false)), (photo(), true));
    world.store.offline.set(true);
    assert_eq!(shown(look(&two, &view, false)), (photo(), true));
}

#[test]
fn an_attachment_whose_file_is_still_on_its_way_says_so() {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    summary(add(&one, 1, photo()));
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
    let view = only_attachment(&two);
    assert_eq!(code(look(&two, &view, false)), "attachment_not_there");
    let (_, alone) = alone();
    let mut elsewhere = only_attachment(&alone);
    elsewhere.attachment.id = [9; 16];
    assert_eq!(code(look(&alone, &elsewhere, false)), "attachment_not_here");
    // Whoever has it gives it back: asked anew after some hours.
    world.wait(7 * 3_600_000);
    sync(&one);
    assert_eq!(shown(look(&two, &view, false)).0, photo());
}

#[test]
fn a_file_that_is_not_the_one_of_the_trace_is_not_shown() {
    let (world, tab) = alone();
    let mut view = only_attachment(&tab);
    view.attachment.sha256[0] ^= 1;
    assert_eq!(code(look(&tab, &view, false)), "attachment_damaged");
    let disk = world.records.everything();
    let whole = disk
        .into_iter()
        .find(|((room, _), b)| *room == StoreTable::Blobs && b.len() > 100_000);
    let ((room, key), mut bytes) = whole.unwrap();
    bytes[50_000] ^= 1;
    world.records.damage(room, key, Some(bytes));
    assert_eq!(code(look(&tab, &only_attachment(&tab), false)), "vault_seal_broken");
}

#[test]
fn a_backup_alone_brings_the_attachments_back() {
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
    let view = only_attachment(&fresh);
    assert_eq!(shown(look(&fresh, &view, false)), (photo(), false));
    // Into the device that made it: a file that was lost there comes back.
    let (again, tab) = alone();
    let (_, backup) = file(tab.ask(MakeBackup { passphrase: None }));
    for ((room, key), _) in again.records.everything() {
        if matches!(room, StoreTable::Blobs) {
            again.records.damage(room, key, None);
        }
    }
    let view = only_attachment(&tab);
    assert_eq!(code(look(&tab, &view, false)), "attachment_not_here");
    summary(tab.ask(RestoreBackup {
        bytes: backup,
        replace: false,
        with: OpenWith::OwnKeys,
    }));
    assert_eq!(shown(look(&tab, &view, false)).0, photo());
}

#[test]
fn an_attachment_without_a_thumbnail_is_added_all_the_same() {
    let (world, tab) = alone();
    let bytes = b"%PDF-1.7 none can be made of this".to_vec();
    summary(add_to(&tab, 2, "裁定书.PDF", None, bytes.clone()));
    let view = case(&tab, 2).attachments.remove(0);
    assert_eq!(view.attachment.mime, "application/pdf");
    assert!(!view.attachment.has_thumbnail && only_attachment(&tab).attachment.has_thumbnail);
    assert_eq!(shown(look(&tab, &view, false)).0, bytes);
    assert_eq!(code(look(&tab, &view, true)), "attachment_not_here");
    assert_eq!(blobs(&world), 3);
}

/// What adding refuses, filing refuses: else a file is hidden with no word of its being taken out, or proves what is not served.
#[test]
fn an_attachment_is_filed_only_where_it_could_be_added() {
    let (_, tab) = alone();
    let (document, begun) = record("document", true);
    tell(&tab, begun);
    tell(&tab, record("document", false).1);
    let (seizure, begun) = record("seizure", true);
    tell(&tab, begun);
    let attachment = only_attachment(&tab).attachment.id;
    for (record, is_proof) in [(document, false), (seizure, true)] {
        let filed = Some(Filed { record, is_proof });
        let asked = tab.ask(WriteActions {
            actions: vec![([1; 16], Action::AttachmentFiled { attachment, filed })],
        });
        assert_eq!(code(asked), "attachment_record_gone");
    }
}
