//! The sealing sealed_store on a sealed_store in memory: what lies there says nothing, and nothing is read or written while locked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use store::journal::{Append, Head, Journal, Keep};
use store::memory::MemoryStore;
use store::sealed::EncryptedStore;
use store::{Batch, Key, RecordStore, StoreError, StoreTable, Want};

/// Futures on a sealed_store in memory never wait.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a sealed_store in memory does not wait"),
    }
}

fn sealed(medium: &MemoryStore) -> EncryptedStore<MemoryStore> {
    let sealed_store = EncryptedStore::new(medium.clone());
    sealed_store.unlock(&[7; 32]);
    sealed_store
}

fn put(room: StoreTable, key: &str, text: &str) -> Batch {
    Batch {
        put: vec![(room, key.into(), text.as_bytes().to_vec())],
        ..Batch::default()
    }
}

fn settings(sealed_store: &EncryptedStore<MemoryStore>) -> Vec<(Key, Vec<u8>)> {
    now(sealed_store.read(&[Want::All(StoreTable::Settings)]))
        .unwrap()
        .remove(0)
}

#[test]
fn settings_come_back_by_name_and_lie_there_without_one() {
    let medium = MemoryStore::default();
    let sealed_store = sealed(&medium);
    now(sealed_store.commit(&put(StoreTable::Settings, "filter-of-wang", "zhang"))).unwrap();
    now(sealed_store.commit(&put(StoreTable::Settings, "author", "li"))).unwrap();
    // The same name is the same record.
    now(sealed_store.commit(&put(StoreTable::Settings, "author", "wang"))).unwrap();
    let expected = [("author", "wang"), ("filter-of-wang", "zhang")];
    let expected = expected.map(|(k, v)| (Key::from(k), v.as_bytes().to_vec()));
    assert_eq!(settings(&sealed_store), expected);
    let one = now(sealed_store.read(&[Want::One(StoreTable::Settings, "author".into())])).unwrap();
    assert_eq!(one, [expected[..1].to_vec()]);
    let lies = format!("{:?}", medium.everything());
    for word in ["author", "filter", "wang", "zhang"] {
        let bytes = format!("{:?}", word.as_bytes());
        assert!(
            !lies.contains(word) && !lies.contains(bytes.trim_matches(['[', ']'])),
            "{word}"
        );
    }
    let gone = Batch {
        delete: vec![(StoreTable::Settings, "author".into())],
        ..Batch::default()
    };
    now(sealed_store.commit(&gone)).unwrap();
    assert_eq!(settings(&sealed_store), expected[1..]);
}

#[test]
fn a_locked_shelf_says_so_and_leaves_packs_and_the_head_to_be_read() {
    let medium = MemoryStore::default();
    let journal = Journal::new(sealed(&medium));
    let head = now(journal.open(7)).unwrap();
    journal.records().lock();
    let locked = Err(StoreError::Locked);
    assert_eq!(now(journal.records().read(&[Want::All(StoreTable::Settings)])), locked);
    let batch = put(StoreTable::Settings, "a", "b");
    assert_eq!(now(journal.records().commit(&batch)), Err(StoreError::Locked));
    assert_eq!(now(journal.snapshot()).map(|_| ()), Err(StoreError::Locked));
    assert_eq!(now(journal.look()), Ok(head));
    assert_eq!(now(journal.packs(0)), Ok(Vec::new()));
    now(journal.records().commit(&put(StoreTable::Keys, "door", "here"))).unwrap();
    assert_eq!(medium.record(StoreTable::Keys, "door".into()), Some(b"here".to_vec()));
}

#[test]
fn a_record_under_another_key_or_of_another_device_is_as_good_as_missing() {
    let medium = MemoryStore::default();
    let sealed_store = sealed(&medium);
    now(sealed_store.commit(&put(StoreTable::Settings, "a", "1"))).unwrap();
    now(sealed_store.commit(&put(StoreTable::Settings, "b", "2"))).unwrap();
    let (keys, records): (Vec<Key>, Vec<Vec<u8>>) = medium.everything().into_iter().map(|((_, k), v)| (k, v)).unzip();
    medium.damage(StoreTable::Settings, keys[0].clone(), Some(records[1].clone()));
    assert_eq!(settings(&sealed_store).len(), 1);
    sealed_store.unlock(&[8; 32]);
    assert!(settings(&sealed_store).is_empty());
}

#[test]
fn a_snapshot_is_kept_and_compared_under_seal() {
    let medium = MemoryStore::default();
    let tabs = [Journal::new(sealed(&medium)), Journal::new(sealed(&medium))];
    let head = now(tabs[0].open(7)).unwrap();
    let append = Append {
        packs: vec![b"pack".to_vec()],
        also: vec![(StoreTable::Settings, "author".into(), b"li".to_vec())],
        ..Append::default()
    };
    let head = now(tabs[0].append(head, append)).unwrap();
    assert_eq!(settings(tabs[1].records()).len(), 1);
    let keep = |whole| Keep {
        head: b"head-word".to_vec(),
        chunks: vec![(0, b"chunk-word".to_vec())],
        count: 1,
        whole,
        ..Keep::default()
    };
    now(tabs[0].keep_snapshot(head, keep(true))).unwrap();
    // The other tab knows of none, so its part would mix with this one.
    assert_eq!(now(tabs[1].keep_snapshot(head, keep(false))), Err(StoreError::Stale));
    let found = now(tabs[1].snapshot()).unwrap().unwrap().unwrap();
    assert_eq!((found.upto, found.count), (head.last, 1));
    assert_eq!(now(tabs[1].chunks(0)).unwrap().unwrap(), [b"chunk-word".to_vec()]);
    now(tabs[1].keep_snapshot(head, keep(false))).unwrap();
    for (_, bytes) in medium.everything() {
        assert!(!bytes.windows(5).any(|w| w == b"-word"));
    }
    assert_eq!(now(tabs[1].look()).map(|h: Head| h.last), Ok(1));
}

/// What can be made again is as good as missing; anything else is named, so that nobody writes over it.
#[test]
fn a_record_that_does_not_open_is_no_missing_record() {
    let medium = MemoryStore::default();
    let sealed_store = sealed(&medium);
    for (room, key, expected) in [
        (StoreTable::Meta, "outbox", Err(StoreError::Unreadable)),
        (StoreTable::Meta, "snapshot", Ok(vec![Vec::new()])),
        (StoreTable::Settings, "filter", Ok(vec![Vec::new()])),
        (StoreTable::Snapshot, "piece", Ok(vec![Vec::new()])),
    ] {
        now(sealed_store.commit(&put(room, key, "text"))).unwrap();
        let want = [Want::One(room, key.into())];
        assert!(
            now(sealed_store.read(&want)).is_ok_and(|found| found[0].len() == 1),
            "{key}"
        );
        let records = medium.everything().into_iter().filter(|((r, _), _)| *r == room);
        for ((room, key), mut bytes) in records {
            bytes[0] ^= 1;
            medium.damage(room, key, Some(bytes));
        }
        assert_eq!(now(sealed_store.read(&want)), expected, "{key}");
    }
}
