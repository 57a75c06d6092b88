//! The records in real browsers: what IndexedDB, Web Locks and BroadcastChannel do, and that the pitfalls of
//! transactions cannot be reached through the records. Every test has a database of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(target_arch = "wasm32")]
use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use store::browser::{Channel, ConnectionEvent, IndexedDbStore, VERSION, allowance, hold};
use store::journal::{Append, Head, Journal, Keep, SnapshotFault};
use store::{Batch, Durability, Key, RecordStore, StoreError, StoreTable, Want};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

fn name(test: &str) -> String {
    let mut random = [0; 8];
    getrandom::fill(&mut random).unwrap();
    format!("fenliu-test-{test}-{:x}", u64::from_le_bytes(random))
}

fn records(name: &str) -> IndexedDbStore {
    IndexedDbStore::new(name, |_| {})
}

fn pack(text: &str, on: Head) -> Append {
    let mut hash = [0; 32];
    hash[..text.len()].copy_from_slice(text.as_bytes());
    let packs = vec![text.as_bytes().to_vec()];
    Append {
        packs,
        chain: on.chain + 1,
        hash,
        now_ms: 1,
        ..Append::default()
    }
}

fn put(room: StoreTable, key: Key, bytes: Vec<u8>) -> Batch {
    Batch {
        put: vec![(room, key, bytes)],
        ..Batch::default()
    }
}

async fn texts(journal: &Journal<IndexedDbStore>) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let window = journal.packs(after).await.unwrap();
        let Some(last) = window.last() else {
            return all;
        };
        after = last.number;
        all.extend(window.into_iter().map(|p| String::from_utf8(p.bytes.unwrap()).unwrap()));
    }
}

#[wasm_bindgen_test]
async fn a_strict_write_is_there_after_reopening() {
    let name = name("strict");
    let journal = Journal::new(records(&name));
    let head = journal.open(7).await.unwrap();
    let head = journal.append(head, pack("a", head)).await.unwrap();
    journal.records().close();

    let again = Journal::new(records(&name));
    assert_eq!(again.open(99).await.unwrap(), head);
    assert_eq!(again.head().device, 7);
    assert_eq!(texts(&again).await, ["a"]);
}

#[wasm_bindgen_test]
async fn a_refused_batch_leaves_nothing_behind() {
    let records = records(&name("refused"));
    records
        .commit(&put(StoreTable::Meta, "head".into(), vec![1]))
        .await
        .unwrap();
    let mut batch = put(StoreTable::Settings, "a".into(), vec![2]);
    batch.clear = vec![StoreTable::Meta];
    batch.expect = vec![("head".into(), Some(vec![9]))];
    assert_eq!(records.commit(&batch).await, Err(StoreError::Stale));
    batch.expect = vec![("other".into(), Some(vec![]))];
    assert_eq!(records.commit(&batch).await, Err(StoreError::Stale));
    let found = records
        .read(&[Want::All(StoreTable::Settings), Want::All(StoreTable::Meta)])
        .await
        .unwrap();
    assert!(found[0].is_empty());
    assert_eq!(found[1], [("head".into(), vec![1])] as [(Key, Vec<u8>); 1]);
    batch.expect = vec![("head".into(), Some(vec![1])), ("none".into(), None)];
    records.commit(&batch).await.unwrap();
    let found = records
        .read(&[Want::All(StoreTable::Settings), Want::All(StoreTable::Meta)])
        .await
        .unwrap();
    assert_eq!((found[0].len(), found[1].len()), (1, 0));
}

/// Pictures together can be more than memory holds: their names come without them.
#[wasm_bindgen_test]
async fn keys_come_without_what_lies_under_them() {
    let records = records(&name("keys"));
    for key in ["b/1", "t/1"] {
        let batch = put(StoreTable::Blobs, key.into(), vec![7; 1_000]);
        records.commit(&batch).await.unwrap();
    }
    let found = records
        .read(&[Want::Keys(StoreTable::Blobs), Want::Keys(StoreTable::Packs)])
        .await
        .unwrap();
    let keys = ["b/1", "t/1"].map(|key| (Key::from(key), Vec::new()));
    assert_eq!(found, [keys.to_vec(), Vec::new()]);
}

/// A transaction ends by itself as soon as its task waits for anything but its own requests. The records takes a whole
/// batch, so a caller can wait as long as it likes before and after; here timers run between all steps.
#[wasm_bindgen_test]
async fn waiting_for_other_things_never_splits_a_batch() {
    let records = records(&name("early"));
    let batch = Batch {
        put: (0..50)
            .map(|n| (StoreTable::Packs, n.into(), vec![1; 10_000]))
            .collect(),
        expect: vec![("head".into(), None)],
        ..Batch::default()
    };
    let done = Rc::new(Cell::new(false));
    let tick = async {
        while !done.get() {
            let read = records.read(&[Want::All(StoreTable::Packs)]).await.unwrap();
            assert!(read[0].is_empty() || read[0].len() == 50, "{} of 50", read[0].len());
            TimeoutFuture::new(0).await;
        }
    };
    let write = async {
        TimeoutFuture::new(5).await;
        records.commit(&batch).await.unwrap();
        TimeoutFuture::new(5).await;
        done.set(true);
    };
    futures_join(tick, write).await;
    assert_eq!(
        records.read(&[Want::All(StoreTable::Packs)]).await.unwrap()[0].len(),
        50
    );
}

async fn futures_join(a: impl Future<Output = ()>, b: impl Future<Output = ()>) {
    let (mut a, mut b) = (Box::pin(a), Box::pin(b));
    let (mut a_done, mut b_done) = (false, false);
    std::future::poll_fn(|cx| {
        a_done = a_done || a.as_mut().poll(cx).is_ready();
        b_done = b_done || b.as_mut().poll(cx).is_ready();
        if a_done && b_done {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn two_tabs_writing_in_turns_keep_one_unbroken_chain() {
    let name = name("tabs");
    let tabs = [Journal::new(records(&name)), Journal::new(records(&name))];
    for tab in &tabs {
        tab.open(1).await.unwrap();
    }
    let write = |tab: usize| {
        let (tab, name, tabs) = (tab, name.clone(), &tabs);
        async move {
            for n in 0..20 {
                let _held = hold(&name).await;
                let head = tabs[tab].look().await.unwrap();
                let text = format!("{tab}-{n}");
                tabs[tab].append(head, pack(&text, head)).await.unwrap();
            }
        }
    };
    futures_join(write(0), write(1)).await;
    let all = texts(&tabs[0]).await;
    assert_eq!(all.len(), 40);
    let head = tabs[1].look().await.unwrap();
    assert_eq!((head.last, head.chain), (40, 40));
    for tab in 0..2 {
        let own: Vec<&String> = all.iter().filter(|t| t.starts_with(&format!("{tab}-"))).collect();
        let expected: Vec<String> = (0..20).map(|n| format!("{tab}-{n}")).collect();
        assert_eq!(own, expected.iter().collect::<Vec<_>>());
    }
}

#[wasm_bindgen_test]
async fn without_a_lock_one_of_two_writers_is_told_to_read_first() {
    let name = name("stale");
    let (one, two) = (Journal::new(records(&name)), Journal::new(records(&name)));
    let head_one = one.open(1).await.unwrap();
    let head_two = two.open(2).await.unwrap();
    assert_eq!(head_one, head_two);
    let results = Rc::new(Cell::new(0));
    let write = |journal, head, text| {
        let results = Rc::clone(&results);
        let journal: &Journal<IndexedDbStore> = journal;
        async move {
            let done = journal.append(head, pack(text, head)).await;
            assert!(matches!(done, Ok(_) | Err(StoreError::Stale)), "{done:?}");
            results.set(results.get() + if done.is_ok() { 1 } else { 10 });
        }
    };
    futures_join(write(&one, head_one, "one"), write(&two, head_two, "two")).await;
    assert_eq!(results.get(), 11);
    assert_eq!(texts(&one).await.len(), 1);
}

#[wasm_bindgen_test]
async fn keys_come_back_in_the_order_rust_sorts_them() {
    let records = records(&name("keys"));
    let mut keys: Vec<Key> = [300, 2, 10, 0, 65_536, 255, u32::MAX].map(Key::Number).into();
    keys.extend(["b", "a", "10", "2", "案", "", "B"].map(Key::from));
    let batch = Batch {
        put: keys
            .iter()
            .map(|key| (StoreTable::Settings, key.clone(), vec![]))
            .collect(),
        durability: Durability::Relaxed,
        ..Batch::default()
    };
    records.commit(&batch).await.unwrap();
    keys.sort();
    let found = records.read(&[Want::All(StoreTable::Settings)]).await.unwrap();
    assert_eq!(found[0].iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(), keys);
    let some = records
        .read(&[
            Want::From(StoreTable::Settings, 3, 2),
            Want::From(StoreTable::Settings, 0, 0),
        ])
        .await
        .unwrap();
    assert_eq!(
        some[0].iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(),
        [10.into(), 255.into()]
    );
    assert!(some[1].is_empty());
}

/// A full disk cannot be had on demand. This makes the commit abort with the error a full disk gives, after all
/// requests succeeded: the reason then stands only on the transaction.
fn break_next_commit(error: &str) {
    let body = format!(
        "const p = IDBTransaction.prototype, c = p.commit;
         p.commit = function() {{
           p.commit = c;
           const t = this, e = new DOMException('full', '{error}');
           Object.defineProperty(t, 'error', {{ get: () => e }});
           t.abort();
         }};"
    );
    js_sys::Function::new_no_args(&body).call0(&JsValue::UNDEFINED).unwrap();
}

#[wasm_bindgen_test]
async fn a_full_disk_is_named_and_nothing_is_half_written() {
    let journal = Journal::new(records(&name("quota")));
    let head = journal.open(1).await.unwrap();
    let head = journal.append(head, pack("a", head)).await.unwrap();
    break_next_commit("QuotaExceededError");
    let many = Append {
        packs: vec![vec![1; 100_000]; 20],
        ..pack("b", head)
    };
    assert_eq!(journal.append(head, many).await, Err(StoreError::Quota));
    assert_eq!(texts(&journal).await, ["a"]);
    assert_eq!(journal.look().await.unwrap(), head);
    journal.append(head, pack("c", head)).await.unwrap();
    assert_eq!(texts(&journal).await, ["a", "c"]);
}

#[wasm_bindgen_test]
async fn an_abort_of_another_kind_leaves_nothing_either() {
    let journal = Journal::new(records(&name("abort")));
    let head = journal.open(1).await.unwrap();
    break_next_commit("UnknownError");
    let error = journal.append(head, pack("b", head)).await.unwrap_err();
    assert_eq!(error, StoreError::Other("UnknownError".to_owned()));
    assert!(texts(&journal).await.is_empty());
}

#[wasm_bindgen_test]
async fn a_connection_that_died_is_made_again_without_a_word() {
    let name = name("died");
    let journal = Journal::new(records(&name));
    let head = journal.open(1).await.unwrap();
    let head = journal.append(head, pack("a", head)).await.unwrap();
    // What Safari does in the background: the next transaction finds the connection closed.
    let body = "const p = IDBDatabase.prototype, t = p.transaction;
         p.transaction = function() { p.transaction = t; this.close(); return t.apply(this, arguments); };";
    let close = js_sys::Function::new_no_args(body);
    close.call0(&JsValue::UNDEFINED).unwrap();
    let head = journal.append(head, pack("b", head)).await.unwrap();
    close.call0(&JsValue::UNDEFINED).unwrap();
    assert_eq!(texts(&journal).await, ["a", "b"]);
    journal.append(head, pack("c", head)).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_newer_build_takes_over_and_the_older_one_hears_of_it() {
    let name = name("newer");
    let heard = Rc::new(Cell::new(None));
    let ear = Rc::clone(&heard);
    let old = IndexedDbStore::new(&name, move |event| ear.set(Some(event)));
    old.commit(&put(StoreTable::Settings, "a".into(), vec![1]))
        .await
        .unwrap();
    let newer = IndexedDbStore::at_version(&name, VERSION + 1, |_| {});
    let found = newer.read(&[Want::All(StoreTable::Settings)]).await.unwrap();
    assert_eq!(found[0].len(), 1);
    assert_eq!(heard.get(), Some(ConnectionEvent::Outdated));
    let late = old.commit(&put(StoreTable::Settings, "b".into(), vec![2])).await;
    assert_eq!(late, Err(StoreError::TooNew));
}

#[wasm_bindgen_test]
async fn an_upgrade_that_another_tab_blocks_is_said_at_once() {
    let name = name("blocked");
    records(&name)
        .commit(&put(StoreTable::Settings, "a".into(), vec![1]))
        .await
        .unwrap();
    // A connection that does not listen, as a hung tab has it.
    let body = "return new Promise((done, fail) => {
           const r = indexedDB.open(n);
           r.onsuccess = () => done(r.result); r.onerror = () => fail(r.error);
         });";
    let open = js_sys::Function::new_with_args("n", body);
    let promise: js_sys::Promise = open
        .call1(&JsValue::UNDEFINED, &name.as_str().into())
        .unwrap()
        .unchecked_into();
    let hung: web_sys::IdbDatabase = wasm_bindgen_futures::JsFuture::from(promise)
        .await
        .unwrap()
        .unchecked_into();
    let newer = IndexedDbStore::at_version(&name, VERSION + 1, |_| {});
    assert_eq!(
        newer.read(&[Want::All(StoreTable::Settings)]).await,
        Err(StoreError::Blocked)
    );
    hung.close();
    TimeoutFuture::new(100).await;
    assert_eq!(
        newer.read(&[Want::All(StoreTable::Settings)]).await.unwrap()[0].len(),
        1
    );
}

#[wasm_bindgen_test]
async fn a_damaged_snapshot_is_refused_and_the_packs_are_there() {
    let journal = Journal::new(records(&name("snapshot")));
    let head = journal.open(1).await.unwrap();
    let head = journal.append(head, pack("a", head)).await.unwrap();
    let chunks: Vec<(u32, Vec<u8>)> = (0..12).map(|n| (n, vec![1; 1 << 20])).collect();
    let keep = Keep {
        chunks,
        count: 12,
        whole: true,
        ..Keep::default()
    };
    journal.keep_snapshot(head, keep).await.unwrap();
    let snapshot = journal.snapshot().await.unwrap().unwrap().unwrap();
    assert!(snapshot.upto == 1 && chunks_of(&journal).await == vec![vec![1; 1 << 20]; 12]);
    let part = Keep {
        chunks: vec![(0, vec![5])],
        count: 2,
        ..Keep::default()
    };
    journal.keep_snapshot(head, part).await.unwrap();
    journal.snapshot().await.unwrap().unwrap().unwrap();
    assert_eq!(chunks_of(&journal).await, [vec![5], vec![1; 1 << 20]]);
    let gone = Batch {
        delete: vec![(StoreTable::Snapshot, 1.into())],
        ..Batch::default()
    };
    journal.records().commit(&gone).await.unwrap();
    journal.snapshot().await.unwrap().unwrap().unwrap();
    assert_eq!(journal.chunks(0).await.unwrap(), Err(SnapshotFault::Damaged));
    assert_eq!(texts(&journal).await, ["a"]);
}

/// All chunks of the snapshot that was found last.
async fn chunks_of(journal: &Journal<IndexedDbStore>) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    loop {
        let mut part = journal.chunks(all.len() as u32).await.unwrap().unwrap();
        if part.is_empty() {
            return all;
        }
        all.append(&mut part);
    }
}

#[wasm_bindgen_test]
async fn the_lock_lets_one_in_at_a_time() {
    let name = name("lock");
    let inside = Rc::new(Cell::new(0));
    let enter = || {
        let (name, inside) = (name.clone(), Rc::clone(&inside));
        async move {
            for _ in 0..5 {
                let held = hold(&name).await;
                assert!(held.is_real());
                assert_eq!(inside.replace(inside.get() + 1), 0);
                TimeoutFuture::new(1).await;
                inside.set(0);
                drop(held);
            }
        }
    };
    futures_join(enter(), enter()).await;
}

#[wasm_bindgen_test]
async fn news_reaches_the_other_tabs_and_not_the_teller() {
    let name = name("news");
    let heard = Rc::new(Cell::new((0, 0)));
    let (one, two) = (Rc::clone(&heard), Rc::clone(&heard));
    let teller = Channel::join(&name, move |_| one.set((one.get().0 + 1, one.get().1)));
    let _other = Channel::join(&name, move |_| two.set((two.get().0, two.get().1 + 1)));
    teller.tell(b"news");
    for _ in 0..20 {
        TimeoutFuture::new(50).await;
        if heard.get().1 > 0 {
            break;
        }
    }
    assert_eq!(heard.get(), (0, 1));
}

#[wasm_bindgen_test]
async fn the_allowance_is_asked_without_harm() {
    let said = allowance().await;
    if let (Some(used), Some(quota)) = (said.used, said.quota) {
        assert!(used <= quota);
    }
}

#[wasm_bindgen_test]
async fn this_browsers_key_opens_what_it_wrapped_after_reopening_and_only_that() {
    let name = name("keyhold");
    let first = records(&name);
    let wrapped = first.wrap(b"a few hundred bytes").await.unwrap();
    let again = first.wrap(b"a few hundred bytes").await.unwrap();
    assert!(wrapped != again && !wrapped.windows(5).any(|w| w == b"a few"));
    first.close();
    let second = records(&name);
    for bytes in [&wrapped, &again] {
        let plain = second.open_wrapped(bytes).await.unwrap();
        assert_eq!(plain.as_deref(), Some(&b"a few hundred bytes"[..]));
    }
    let mut changed = wrapped.clone();
    changed[20] ^= 1;
    assert_eq!(second.open_wrapped(&changed).await, Ok(None));
    assert_eq!(records(&self::name("other")).open_wrapped(&wrapped).await, Ok(None));
}
