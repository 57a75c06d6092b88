//! A book of an older build, which lies without a seal.
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::judge::NoRules;
use protocol::{Action, Field, Value};
use store::StoreTable;
use store::journal::{Append, Journal, Keep};
use store::memory::MemoryStore;

use super::{finish, today};

/// A book as the build before the seal wrote it: plain packs, plain settings, a plain snapshot's note.
pub struct OldBook {
    pub case: [u8; 16],
    pub cases: u32,
}

impl OldBook {
    pub fn write(records: &MemoryStore, debtor: &str, author: &str) -> Self {
        let case = [3; 16];
        let journal = Journal::new(records.clone());
        let mut head = finish(journal.open(77)).unwrap();
        let mut book = Book::new(Box::new(NoRules), today());
        let author = Author {
            by: author.to_owned(),
            on_order_of: String::new(),
        };
        let texts = [(Field::CASE_NUMBER, "（2026）豫1402执7号"), (Field::DEBTOR, debtor)];
        for (field, text) in texts {
            let now_ms = 1_795_000_000_000;
            let mut draft = Draft::new(&book, DeviceId(77), author.clone(), now_ms);
            let action = Action::Set(vec![(field, Value::Text(text.to_owned()))]);
            draft.add(&book, vec![(case, action)], now_ms).unwrap();
            let pack = draft.finish().remove(0);
            book.take(&pack.bytes).unwrap();
            let append = Append {
                packs: vec![pack.bytes],
                chain: pack.head.number,
                hash: pack.head.hash,
                also: vec![
                    (StoreTable::Settings, "author".into(), author.by.clone().into_bytes()),
                    (StoreTable::Settings, "filter-of-wang".into(), b"{}".to_vec()),
                ],
                ..Append::default()
            };
            head = finish(journal.append(head, append)).unwrap();
        }
        let snapshot = book.snapshot(true);
        let keep = Keep {
            head: snapshot.head,
            chunks: snapshot.chunks,
            count: snapshot.count,
            whole: true,
            ..Keep::default()
        };
        finish(journal.keep_snapshot(head, keep)).unwrap();
        Self { case, cases: 1 }
    }
}
