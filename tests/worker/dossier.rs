//! A volume as an archive: the items of a scan go in as the files that were cut for them, and only if they are still what their
//! lines say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::io::{Cursor, Read};
use std::process::Command;

use casebook::dossier::{Cutting, HEADING, Item, say};
use protocol::{
    Action, AddAttachment, CaseId, CaseView, CutFile, ExportDossier, Field, Origin, ReadAttachment, ReadCase,
    RecordWrites, SavedFile, Value, WriteActions, WriteRecords,
};

use crate::work_support::share::{founder, invite, join, sync};
use crate::work_support::{Answered, Tab, World, code, summary, today};

const CASE: CaseId = [1; 16];

fn view(tab: &Tab) -> CaseView {
    tab.ask(ReadCase { id: CASE }).unwrap().unwrap()
}

/// A case with a scan of six pages, cut before page 3.
fn cut(tab: &Tab) -> Cutting {
    let number = Value::Text("（2026）豫14执1号".into());
    let actions = vec![(CASE, Action::Set(vec![(Field::CASE_NUMBER, number)]))];
    summary(tab.ask(WriteActions { actions }));
    summary(tab.ask(AddAttachment {
        case: CASE,
        name: "扫描0001.pdf".into(),
        mime: String::new(),
        shows: String::new(),
        taken_ms: None,
        origin: Origin::BroughtIn,
        filed: None,
        bytes: b"%PDF-1.4 the whole scan".to_vec(),
    }));
    let before = view(tab);
    let mut cutting = Cutting::begin(&before, before.attachments[0].attachment.id, 6, "扫描0001");
    cutting.begin_at(3);
    cutting.items[0].title = "申请执行书".into();
    cutting.leave_out(1);
    let edits = cutting.edits(&before, || [8; 16]);
    let writes = RecordWrites {
        edits: edits.into_iter().map(|edit| (CASE, edit)).collect(),
        ..RecordWrites::default()
    };
    tab.ask(WriteRecords { writes }).unwrap();
    cutting
}

fn export(tab: &Tab, cuts: Vec<CutFile>) -> Answered<SavedFile> {
    tab.ask(ExportDossier {
        case: CASE,
        internal: false,
        today: today(),
        cuts,
    })
}

#[test]
fn items_of_a_scan_are_packed_as_they_were_cut_or_not_at_all() {
    let tab = founder(&World::default());
    let cutting = cut(&tab);
    let file = |of, runs: &[std::ops::RangeInclusive<u32>], bytes: &[u8]| CutFile {
        of,
        runs: runs.to_vec(),
        bytes: bytes.to_vec(),
    };
    let (item, rest) = (
        file([8; 16], &[1..=2], b"the application"),
        file(cutting.scan, &[3..=6], b"the rest"),
    );
    let saved = export(&tab, vec![item.clone(), rest.clone()]).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(saved.bytes)).unwrap();
    for (name, wanted) in [
        ("001_申请执行书.pdf", "the application"),
        ("002_扫描0001.pdf", "the rest"),
    ] {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, wanted);
    }
    // One that is missing, and one of other pages.
    let other = file([8; 16], &[1..=3], b"too much");
    for cuts in [vec![item], vec![other, rest]] {
        assert_eq!(code(export(&tab, cuts)), "volume_moved");
    }
}

/// Runs the program that knows nothing of Fenliu; nothing if there is no interpreter.
fn verify(name: &str, archive: &[u8]) -> Option<Result<String, String>> {
    let path = std::env::temp_dir().join(format!("fenliu-volume-{name}-{}.zip", std::process::id()));
    std::fs::write(&path, archive).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/decoder/verify_volume.mjs");
    let run = Command::new("node").arg(script).arg(&path).output();
    std::fs::remove_file(&path).unwrap();
    match run {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("SKIPPED: there is no `node` here, so the verifier did not run");
            None
        }
        run => {
            let run = run.unwrap();
            let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
            Some(match run.status.success() {
                true => Ok(said(run.stdout)),
                false => Err(said(run.stderr)),
            })
        }
    }
}

/// The files of an archive, changed, as an archive again.
fn changed(archive: &[u8], change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    change(&mut files);
    files::document::docx::archive(&files).unwrap()
}

#[test]
fn a_program_without_fenliu_finds_every_change_of_an_exported_volume() {
    let tab = founder(&World::default());
    let cutting = cut(&tab);
    let cuts = vec![
        CutFile {
            of: [8; 16],
            runs: vec![1..=2],
            bytes: b"the application".to_vec(),
        },
        CutFile {
            of: cutting.scan,
            runs: vec![3..=6],
            bytes: b"the rest".to_vec(),
        },
    ];
    let archive = export(&tab, cuts).unwrap().bytes;
    let Some(intact) = verify("intact", &archive) else {
        return;
    };
    let said = intact.unwrap();
    assert!(said.starts_with("intact: 3 files of 正卷 （2026）豫14执1号"), "{said}");
    let again = changed(&archive, |_| {});
    assert!(verify("again", &again).unwrap().is_ok(), "packed anew it is the same");
    let count = zip::ZipArchive::new(Cursor::new(&archive)).unwrap().len();
    assert_eq!(count, 5, "catalogue, two papers, list, signature");
    for at in 0..count {
        let flipped = changed(&archive, |files| {
            let bytes = &mut files[at].1;
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        });
        assert!(
            verify(&format!("flipped-{at}"), &flipped).unwrap().is_err(),
            "a byte of file {at}"
        );
        let without = changed(&archive, |files| drop(files.remove(at)));
        assert!(
            verify(&format!("without-{at}"), &without).unwrap().is_err(),
            "without file {at}"
        );
    }
    let added = changed(&archive, |files| files.push(("003_补充.pdf".into(), b"more".to_vec())));
    let said = verify("added", &added).unwrap().unwrap_err();
    assert!(said.contains("003_补充.pdf"), "{said}");
}

#[test]
fn the_verifier_is_short() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/decoder/verify_volume.mjs");
    let lines = std::fs::read_to_string(path).unwrap().lines().count();
    assert!(lines <= 200, "{lines} lines");
}

#[test]
fn papers_of_the_internal_volume_are_refused_to_who_may_not_look_at_it() {
    let world = World::default();
    let one = founder(&world);
    let number = Value::Text("（2026）豫14执1号".into());
    let actions = vec![(CASE, Action::Set(vec![(Field::CASE_NUMBER, number)]))];
    summary(one.ask(WriteActions { actions }));
    for name in ["合议笔录.pdf", "申请执行书.pdf"] {
        summary(one.ask(AddAttachment {
            case: CASE,
            name: name.into(),
            mime: String::new(),
            shows: String::new(),
            taken_ms: None,
            origin: Origin::BroughtIn,
            filed: None,
            bytes: format!("%PDF-1.4 {name}").into_bytes(),
        }));
    }
    let link = invite(&one, "李某", "auxiliary");
    let other = join(&world.beside(2), &link);
    sync(&other);
    let files = view(&one).attachments;
    let read = |tab: &Tab, case: CaseId, at: usize| {
        let attachment = &files[at].attachment;
        tab.ask(ReadAttachment {
            case,
            attachment: attachment.id,
            small: false,
            sha256: Some(attachment.sha256),
        })
    };
    assert_eq!(files[0].attachment.name, "合议笔录.pdf");
    assert!(read(&one, CASE, 0).is_ok() && read(&one, CASE, 1).is_ok());
    assert_eq!(code(read(&other, CASE, 0)), "attachment_internal");
    assert!(read(&other, CASE, 1).is_ok());
    let elsewhere = vec![([2; 16], Action::Set(vec![(Field::DEBTOR, Value::Text("张某".into()))]))];
    summary(one.ask(WriteActions { actions: elsewhere }));
    sync(&one);
    sync(&other);
    assert_eq!(
        code(read(&other, [2; 16], 0)),
        "attachment_not_there",
        "not by way of another case"
    );
    let internal = |tab: &Tab| {
        tab.ask(ExportDossier {
            case: CASE,
            internal: true,
            today: today(),
            cuts: Vec::new(),
        })
    };
    assert!(internal(&one).is_ok());
    assert_eq!(code(internal(&other)), "attachment_internal");
    // Put into the main volume, it may be seen.
    let before = view(&one);
    let heading = (HEADING, Value::Text("records".into()));
    let edit = say(&before, Item::Attachment(files[0].attachment.id), vec![heading]);
    let writes = RecordWrites {
        edits: vec![(CASE, edit)],
        ..RecordWrites::default()
    };
    one.ask(WriteRecords { writes }).unwrap();
    sync(&one);
    sync(&other);
    assert!(read(&other, CASE, 0).is_ok());
}
