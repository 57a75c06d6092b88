//! A volume as an archive: the items of a scan go in as the files that were cut for them, and only if they are still what their
//! lines say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::io::{Cursor, Read};

use casebook::dossier::Cutting;
use protocol::{
    Action, AddAttachment, CaseId, CaseView, CutFile, ExportDossier, Field, Origin, ReadCase, RecordWrites, SavedFile,
    Value, WriteActions, WriteRecords,
};

use crate::work_support::share::founder;
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
    for (name, wanted) in [("001_申请执行书.pdf", "the application"), ("002_扫描0001.pdf", "the rest")] {
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
