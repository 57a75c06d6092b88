//! The journal in memory: crash points, replays, two writers, snapshots. `crates/store/tests/browser.rs` asks the same of
//! real browsers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use store::journal::{Append, Head, Journal, Keep, SnapshotFault};
use store::memory::{Break, Fault, MemoryStore};
use store::{Batch, Key, RecordStore, StoreError, StoreTable, Want};

/// Futures in memory never wait.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the store in memory does not wait"),
    }
}

fn pack(text: &str, chain: u32) -> Append {
    let mut hash = [0; 32];
    hash[..text.len()].copy_from_slice(text.as_bytes());
    Append {
        packs: vec![text.as_bytes().to_vec()],
        chain,
        hash,
        moment: u64::from(chain),
        now_ms: 1,
        ..Append::default()
    }
}

fn whole(chunks: &[&[u8]]) -> Keep {
    let chunks: Vec<(u32, Vec<u8>)> = (0..).zip(chunks.iter().map(|c| c.to_vec())).collect();
    let count = u32::try_from(chunks.len()).unwrap();
    Keep {
        head: vec![7],
        note: vec![8],
        chunks,
        count,
        whole: true,
    }
}

fn texts(journal: &Journal<MemoryStore>) -> Vec<String> {
    let packs = now(journal.packs(0)).unwrap();
    let text = |bytes: Option<Vec<u8>>| bytes.map_or("?".to_owned(), |b| String::from_utf8(b).unwrap());
    packs.into_iter().map(|p| text(p.bytes)).collect()
}

fn opened(records: &MemoryStore) -> (Journal<MemoryStore>, Head) {
    let journal = Journal::new(records.clone());
    let head = now(journal.open(7)).unwrap();
    (journal, head)
}

#[test]
fn what_was_acknowledged_is_there_after_reopening() {
    let records = MemoryStore::default();
    let (journal, head) = opened(&records);
    let head = now(journal.append(head, pack("a", 1))).unwrap();
    let head = now(journal.append(head, pack("b", 2))).unwrap();
    let (again, seen) = opened(&records);
    assert_eq!(seen, head);
    assert_eq!((seen.device, seen.last, seen.chain), (7, 2, 2));
    assert_eq!(texts(&again), ["a", "b"]);
}

#[test]
fn the_device_keeps_the_number_it_was_given_first() {
    let records = MemoryStore::default();
    let (_, first) = opened(&records);
    let second = now(Journal::new(records).open(99)).unwrap();
    assert_eq!((first.device, second.device), (7, 7));
}

#[test]
fn a_crash_before_the_commit_leaves_nothing_and_the_next_write_goes_on() {
    for fault in [Fault::Quota, Fault::Closed] {
        let records = MemoryStore::default();
        let (journal, head) = opened(&records);
        let head = now(journal.append(head, pack("a", 1))).unwrap();
        records.break_next(Break::Before(fault));
        let code = now(journal.append(head, pack("b", 2))).unwrap_err().code();
        assert_eq!(code, if fault == Fault::Quota { "quota" } else { "store_closed" });
        assert_eq!(texts(&opened(&records).0), ["a"]);
        now(journal.append(head, pack("c", 2))).unwrap();
        assert_eq!(texts(&journal), ["a", "c"]);
    }
}

#[test]
fn an_answer_lost_after_the_commit_is_found_out_and_not_written_twice() {
    let records = MemoryStore::default();
    let (journal, head) = opened(&records);
    records.break_next(Break::After);
    let head = now(journal.append(head, pack("a", 1))).unwrap();
    assert_eq!(head.last, 1);
    now(journal.append(head, pack("b", 2))).unwrap();
    assert_eq!(texts(&journal), ["a", "b"]);
}

#[test]
fn two_writers_without_a_lock_never_build_on_the_same_head() {
    let records = MemoryStore::default();
    let (one, head_one) = opened(&records);
    let (two, head_two) = opened(&records);
    now(one.append(head_one, pack("one", 1))).unwrap();
    assert_eq!(now(two.append(head_two, pack("two", 1))), Err(StoreError::Stale));
    // Not even by asking again: who has not read what came since stays out.
    assert_eq!(now(two.append(head_two, pack("two", 1))), Err(StoreError::Stale));
    assert_eq!(texts(&two), ["one"]);
    now(two.append(two.head(), pack("two", 2))).unwrap();
    assert_eq!(texts(&one), ["one", "two"]);
}

#[test]
fn a_missing_pack_is_named_and_the_others_are_read() {
    let records = MemoryStore::default();
    let (journal, mut head) = opened(&records);
    for (chain, text) in [(1, "a"), (2, "b"), (3, "c")] {
        head = now(journal.append(head, pack(text, chain))).unwrap();
    }
    records.damage(StoreTable::Packs, Key::Number(2), None);
    assert_eq!(texts(&journal), ["a", "?", "c"]);
}

#[test]
fn a_long_journal_is_read_in_windows_without_gaps() {
    let records = MemoryStore::default();
    let (journal, head) = opened(&records);
    let packs: Vec<Vec<u8>> = (1_u32..=150).map(|n| n.to_le_bytes().to_vec()).collect();
    let append = Append {
        packs,
        chain: 150,
        ..Append::default()
    };
    let head = now(journal.append(head, append)).unwrap();
    let mut read = Vec::new();
    while u32::try_from(read.len()).unwrap() < head.last {
        let after = u32::try_from(read.len()).unwrap();
        read.extend(now(journal.packs(after)).unwrap().into_iter().map(|p| p.bytes.unwrap()));
    }
    let expected: Vec<Vec<u8>> = (1_u32..=150).map(|n| n.to_le_bytes().to_vec()).collect();
    assert_eq!(read, expected);
    let some = now(journal.packs_at(&[3, 999, 150])).unwrap();
    assert_eq!(some[0].bytes, Some(expected[2].clone()));
    assert_eq!((some[1].number, &some[1].bytes), (999, &None));
}

#[test]
fn replacing_is_all_or_nothing_and_others_notice() {
    let records = MemoryStore::default();
    let (journal, head) = opened(&records);
    let (other, other_head) = opened(&records);
    let head = now(journal.append(head, pack("old", 1))).unwrap();
    now(journal.keep_snapshot(head, whole(&[&[1, 2, 3]]))).unwrap();
    records.break_next(Break::Before(Fault::Quota));
    assert_eq!(now(journal.replace(head, 8, pack("new", 0))), Err(StoreError::Quota));
    assert_eq!(texts(&journal), ["old"]);
    assert!(now(journal.snapshot()).unwrap().unwrap().is_some());
    let new = now(journal.replace(head, 8, pack("new", 0))).unwrap();
    assert_eq!((new.device, new.last, new.epoch), (8, 1, 1));
    assert_eq!(texts(&journal), ["new"]);
    assert_eq!(now(journal.snapshot()).unwrap(), Ok(None));
    assert_eq!(now(other.append(other_head, pack("late", 1))), Err(StoreError::Stale));
}

#[test]
fn a_snapshot_that_does_not_fit_is_refused_with_its_reason() {
    let records = MemoryStore::default();
    let (journal, start) = opened(&records);
    let head = now(journal.append(start, pack("a", 1))).unwrap();
    assert_eq!(now(journal.snapshot()).unwrap(), Ok(None));

    now(journal.keep_snapshot(head, whole(&[&[1; 10], &[2; 5]]))).unwrap();
    let snapshot = now(journal.snapshot()).unwrap().unwrap().unwrap();
    assert_eq!((snapshot.upto, snapshot.count), (1, 2));
    assert_eq!((snapshot.head, snapshot.note), (vec![7], vec![8]));
    assert_eq!(now(journal.chunks(0)).unwrap(), Ok(vec![vec![1; 10], vec![2; 5]]));
    assert_eq!(now(journal.chunks(2)).unwrap(), Ok(vec![]));

    records.damage(StoreTable::Snapshot, Key::Number(1), None);
    assert_eq!(now(journal.chunks(0)).unwrap(), Err(SnapshotFault::Damaged));
    records.damage(StoreTable::Meta, "snapshot".into(), Some(vec![1]));
    assert_eq!(now(journal.snapshot()).unwrap(), Err(SnapshotFault::Damaged));

    now(journal.keep_snapshot(Head { last: 9, ..head }, whole(&[]))).unwrap();
    assert_eq!(now(journal.snapshot()).unwrap(), Err(SnapshotFault::Ahead));
    now(journal.keep_snapshot(Head { epoch: 5, ..head }, whole(&[]))).unwrap();
    assert_eq!(now(journal.snapshot()).unwrap(), Err(SnapshotFault::OtherEpoch));
}

#[test]
fn a_partial_snapshot_builds_only_on_the_one_it_knows() {
    let records = MemoryStore::default();
    let (journal, start) = opened(&records);
    let head = now(journal.append(start, pack("a", 1))).unwrap();
    now(journal.keep_snapshot(head, whole(&[&[1], &[2], &[3]]))).unwrap();
    let part = Keep {
        chunks: vec![(1, vec![9])],
        count: 2,
        whole: false,
        ..whole(&[])
    };
    now(journal.keep_snapshot(head, part.clone())).unwrap();
    now(journal.snapshot()).unwrap().unwrap();
    assert_eq!(now(journal.chunks(0)).unwrap().unwrap(), [[1], [9]]);

    let (other, _) = opened(&records);
    now(other.keep_snapshot(head, whole(&[&[5], &[6], &[7]]))).unwrap();
    assert_eq!(now(journal.keep_snapshot(head, part)), Err(StoreError::Stale));
    now(journal.snapshot()).unwrap().unwrap();
    assert_eq!(now(journal.chunks(0)).unwrap().unwrap(), [[5], [6], [7]]);
}

#[test]
fn chunks_of_two_snapshots_are_never_mixed() {
    let records = MemoryStore::default();
    let (journal, start) = opened(&records);
    let head = now(journal.append(start, pack("a", 1))).unwrap();
    let many: Vec<[u8; 1]> = (0..9).map(|n| [n]).collect();
    let many: Vec<&[u8]> = many.iter().map(|chunk| &chunk[..]).collect();
    now(journal.keep_snapshot(head, whole(&many))).unwrap();
    now(journal.snapshot()).unwrap().unwrap();
    let (mut read, mut part) = (Vec::new(), now(journal.chunks(0)).unwrap().unwrap());
    while !part.is_empty() {
        read.append(&mut part);
        part = now(journal.chunks(read.len() as u32)).unwrap().unwrap();
    }
    assert_eq!(read, many, "read in parts");

    now(journal.snapshot()).unwrap().unwrap();
    let first = now(journal.chunks(0)).unwrap().unwrap();
    assert!(first.len() < many.len());
    let (other, _) = opened(&records);
    now(other.keep_snapshot(
        head,
        Keep {
            note: vec![5],
            ..whole(&many)
        },
    ))
    .unwrap();
    assert_eq!(now(journal.chunks(first.len() as u32)), Err(StoreError::Stale));
}

#[test]
fn a_head_nobody_can_read_stops_all_writing() {
    let records = MemoryStore::default();
    records.damage(StoreTable::Meta, "head".into(), Some(vec![0xFF; 3]));
    let journal = Journal::new(records.clone());
    assert_eq!(now(journal.open(1)), Err(StoreError::Other("bad_head".to_owned())));
    assert_eq!(records.commits(), 0);
}

/// A browser cleared the storage under an open book, and the worker began a second chain under the same number.
#[test]
fn what_was_taken_away_is_no_beginning() {
    let records = MemoryStore::default();
    let (journal, head) = opened(&records);
    let head = now(journal.append(head, pack("a", 1))).unwrap();
    let all = Batch {
        clear: StoreTable::ALL.to_vec(),
        ..Batch::default()
    };
    now(records.commit(&all)).unwrap();
    assert_eq!(now(journal.look()), Err(StoreError::Gone));
    assert_eq!(now(journal.append(head, pack("b", 2))), Err(StoreError::Gone));
    assert_eq!(now(journal.look()), Err(StoreError::Gone), "it does not forget");
    assert!(records.record(StoreTable::Packs, Key::Number(1)).is_none());
    journal.forget();
    assert_eq!(now(journal.look()), Ok(Head::default()));
}

#[test]
fn numbers_come_before_texts_and_in_order() {
    let records = MemoryStore::default();
    let keys: [Key; 5] = ["b".into(), 10.into(), 9.into(), "a".into(), 0.into()];
    let put = keys
        .iter()
        .map(|key| (StoreTable::Settings, key.clone(), vec![]))
        .collect();
    now(records.commit(&Batch {
        put,
        ..Batch::default()
    }))
    .unwrap();
    let found = now(records.read(&[Want::All(StoreTable::Settings), Want::From(StoreTable::Settings, 9, 1)])).unwrap();
    let all: Vec<Key> = found[0].iter().map(|(key, _)| key.clone()).collect();
    assert_eq!(all, [0.into(), 9.into(), 10.into(), "a".into(), "b".into()] as [Key; 5]);
    assert_eq!(found[1][0].0, 9.into());
}
