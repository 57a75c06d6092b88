//! Backups, and tables in text.
use files::backup::{self, Made, Pack};
use files::backup_check::check;
use files::read::read_all;
use sha2::{Digest, Sha256};

use super::Target;

fn sample() -> Vec<u8> {
    let made = Made {
        device: [7; 16],
        at_ms: 1_795_000_000_000,
    };
    let pack = |device: u8, number, bytes| Pack {
        device: [device; 16],
        number,
        bytes,
    };
    let packs = [
        pack(1, 1, b"first".as_slice()),
        pack(1, 2, b""),
        pack(2, 1, b"another device"),
    ];
    let texts: [(&str, &[u8]); 2] = [("filter/1", b"{}"), ("author", "王某".as_bytes())];
    backup::write(made, &packs, &texts, (2, 9)).unwrap_or_default()
}

fn reads(bytes: &[u8]) -> bool {
    let read = backup::read(bytes);
    let through = check(bytes, |_| true).ok();
    assert_eq!(
        through,
        read.as_ref().ok().map(|read| read.counts),
        "both readers say the same"
    );
    match read {
        Ok(read) => {
            assert_eq!(read.packs.len() as u64, read.counts.packs);
            assert_eq!(read.texts.len() as u64, read.counts.texts);
            true
        }
        Err(_) => false,
    }
}

/// A backup as it comes.
pub const BACKUP: Target = Target {
    name: "backup",
    seeds: || vec![sample()],
    run: reads,
};

/// The parts of a backup, each after its length in two bytes; hashes are put in as a writer would.
pub const BACKUP_PARTS: Target = Target {
    name: "backup-parts",
    seeds: || vec![parts_of(&sample())],
    run: |bytes| {
        let (mut out, mut rest) = (Vec::new(), bytes);
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length)).min(after.len());
            let (part, after) = after.split_at(length);
            out.extend_from_slice(part);
            let hashed = if after.is_empty() {
                Sha256::digest(&out)
            } else {
                Sha256::digest(part)
            };
            out.extend_from_slice(&hashed);
            rest = after;
        }
        reads(&out)
    },
};

/// Takes a backup apart: the head of 34 bytes, then packs, texts and the end (docs/format.md).
fn parts_of(mut file: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut length = Some(34);
    while let Some((part, rest)) = length.and_then(|l| file.split_at_checked(l)) {
        out.extend_from_slice(&(part.len() as u16).to_be_bytes());
        out.extend_from_slice(part);
        file = rest.get(32..).unwrap_or_default();
        let number = |at: usize, size: usize| {
            let bytes = file.get(at..at + size)?;
            Some(bytes.iter().fold(0usize, |n, b| n << 8 | usize::from(*b)))
        };
        length = match file.first() {
            Some(1) => number(25, 8).map(|n| 33 + n),
            Some(2) => number(1, 2).and_then(|key| Some(3 + key + 8 + number(3 + key, 8)?)),
            Some(255) => Some(33),
            _ => None,
        };
    }
    out
}

/// A table in text: any encoding, any separator.
pub const TABLE: Target = Target {
    name: "table",
    seeds: || {
        let tabs = "案号\t立案日期\t被执行人\t标的额（万元）\n(2026)豫14执1号\t2026.4.29\t钱某\t35.5\n(2026)豫14执01号\t2026年5月6日\t孙某\t1";
        let commas = "\u{feff}案号,收案日期,申请执行人,申请标的额(元)\r\n\"（2026）豫14执2号\",2026/5/7,\"某\"\"甲\",\"1,234.50\"\r\n";
        let utf16 = tabs.encode_utf16().flat_map(u16::to_le_bytes);
        let gb = b"\xb0\xb8\xba\xc5,\xc1\xa2\xb0\xb8\xc8\xd5\xc6\xda\n(2026)\xd4\xa514\xd6\xb43\xba\xc5,2026-05-08\n";
        vec![
            tabs.into(),
            commas.into(),
            [0xff, 0xfe].into_iter().chain(utf16).collect(),
            gb.to_vec(),
        ]
    },
    run: |bytes| read_all(bytes, None).is_ok(),
};
