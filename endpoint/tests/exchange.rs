//! The devices' own exchange through endpoints: what one wrote the other receives, in few objects, after every trouble.
#![allow(clippy::unwrap_used)]
mod support;

use std::cell::RefCell;
use std::collections::BTreeMap;

use casebook::clock::DeviceId;
use casebook::pack::envelope;
use casebook::seen::Seen;
use support::*;
use sync::exchange::{Exchange, Limits, Report};
use sync::local::{Arrived, Fate, Local, LocalError, Marks, Position};
use sync::remote::{Listed, Page, Remote, RemoteError};
use sync::roster::Fact;

/// A device that keeps packs in memory.
struct Memory {
    own: DeviceId,
    packs: RefCell<BTreeMap<DeviceId, Vec<Vec<u8>>>>,
    marks: RefCell<Marks>,
}

impl Memory {
    fn new(own: u64, packs: Vec<Vec<u8>>) -> Memory {
        let own = DeviceId(own);
        Memory {
            own,
            packs: RefCell::new([(own, packs)].into()),
            marks: RefCell::default(),
        }
    }

    fn of(&self, device: u64) -> Vec<Vec<u8>> {
        self.packs.borrow().get(&DeviceId(device)).cloned().unwrap_or_default()
    }
}

impl Local for Memory {
    fn own(&self) -> DeviceId {
        self.own
    }

    async fn held(&self) -> Result<Vec<(DeviceId, Position)>, LocalError> {
        let packs = self.packs.borrow();
        let position = |all: &Vec<Vec<u8>>| {
            let last = all.last().map(|bytes| envelope(bytes).unwrap().head);
            last.map_or(Position::default(), |head| Position {
                number: head.number,
                hash: head.hash,
            })
        };
        Ok(packs.iter().map(|(device, all)| (*device, position(all))).collect())
    }

    async fn packs(&self, device: DeviceId, from: u32, to: u32, limit: usize) -> Result<Vec<Vec<u8>>, LocalError> {
        let packs = self.packs.borrow();
        let wanted = &packs[&device][from as usize - 1..to as usize];
        let mut size = 0;
        let fits = |pack: &&Vec<u8>| {
            size += pack.len();
            size <= limit || size == pack.len()
        };
        Ok(wanted.iter().take_while(fits).cloned().collect())
    }

    async fn take(&self, arrived: Vec<Arrived>) -> Result<Vec<Fate>, LocalError> {
        let mut packs = self.packs.borrow_mut();
        let fates = arrived.iter().map(|_| Fate::Taken).collect();
        for one in arrived {
            packs.entry(one.head.device).or_default().push(one.bytes);
        }
        Ok(fates)
    }

    async fn to_compare(&self) -> Result<Vec<(DeviceId, Seen)>, LocalError> {
        Ok(Vec::new())
    }

    fn compared_same(&self, _: DeviceId, _: &Seen) {}

    async fn marks(&self) -> Result<Marks, LocalError> {
        Ok(self.marks.borrow().clone())
    }

    async fn mark(&self, marks: &Marks) -> Result<(), LocalError> {
        *self.marks.borrow_mut() = marks.clone();
        Ok(())
    }
}

fn done(answer: Answer) -> Result<Answer, RemoteError> {
    match answer.short().as_str() {
        "200" | "201" => Ok(answer),
        "404 not_found" => Err(RemoteError::NotFound),
        "409 exists" => Err(RemoteError::Exists),
        "403 removed" => Err(RemoteError::Removed),
        other => Err(RemoteError::Refused(other.to_owned())),
    }
}

impl Remote for Client {
    async fn list(&self, under: &str, after: &str) -> Result<Page, RemoteError> {
        let answer = done(self.ask("GET", &format!("o?under={under}&after={after}"), &[]).await)?.json();
        let listed = |o: &serde_json::Value| Listed {
            name: o["name"].as_str().unwrap().to_owned(),
            size: o["size"].as_u64().unwrap(),
        };
        Ok(Page {
            objects: answer["objects"].as_array().unwrap().iter().map(listed).collect(),
            more: answer["more"].as_bool().unwrap(),
            seen: answer["seen"].as_str().unwrap().to_owned(),
        })
    }

    async fn get(&self, name: &str) -> Result<Vec<u8>, RemoteError> {
        Ok(done(self.ask("GET", &format!("o/{name}"), &[]).await)?.body.to_vec())
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), RemoteError> {
        done(self.ask("PUT", &format!("o/{name}"), bytes).await).map(|_| ())
    }

    async fn delete(&self, name: &str) -> Result<(), RemoteError> {
        done(self.ask("DELETE", &format!("o/{name}"), &[]).await).map(|_| ())
    }

    async fn wait(&self, seen: &str) -> Result<String, RemoteError> {
        let answer = done(self.ask("GET", &format!("wait?seen={seen}"), &[]).await)?;
        Ok(answer.json()["seen"].as_str().unwrap().to_owned())
    }
}

async fn step(exchange: &mut Exchange, local: &Memory, remote: &Client, now_ms: u64) -> Report {
    let report = exchange.step(local, remote, now_ms, 1, &mut |_| {}).await;
    assert_eq!(report.trouble, None);
    report
}

#[tokio::test]
async fn two_devices_exchange_through_two_endpoints_and_few_objects_stay() {
    let scene = Scene::new().await;
    let far = Client::new(&scene.store.router(), &scene.founder.key, scene.space);
    let all = chain(&scene.device.key, 2, 30, b"sealed");
    let (writer, reader) = (
        Memory::new(2, Vec::new()),
        Memory::new(1, chain(&scene.founder.key, 1, 3, b"other")),
    );
    let (mut sends, mut reads) = (Exchange::new(Limits::default()), Exchange::new(Limits::default()));
    for pack in &all {
        writer
            .packs
            .borrow_mut()
            .get_mut(&DeviceId(2))
            .unwrap()
            .push(pack.clone());
        step(&mut sends, &writer, &scene.device, NOW).await;
        step(&mut reads, &reader, &far, NOW).await;
    }
    let last = step(&mut sends, &writer, &scene.device, NOW).await;
    assert_eq!((last.own, last.stored, last.read_back, last.incoming), (30, 30, 30, 0));
    assert_eq!(reader.of(2), all);
    assert_eq!(writer.of(1), reader.of(1));
    let objects = scene.device.names(&format!("p/{:016x}/", 2)).await;
    assert!(objects.len() <= 8, "{objects:?}");
    let fresh = Memory::new(3, Vec::new());
    step(&mut Exchange::new(Limits::default()), &fresh, &scene.founder, NOW).await;
    assert_eq!(fresh.of(2), all, "a new device gets everything");
}

#[tokio::test]
async fn an_object_spoilt_in_the_store_is_put_anew_by_its_device() {
    if std::env::var("FENLIU_TEST_STORE").is_ok() {
        return; // Only in a folder can a test reach past the endpoint.
    }
    let scene = Scene::new().await;
    let writer = Memory::new(2, chain(&scene.device.key, 2, 2, b"sealed"));
    let mut exchange = Exchange::new(Limits::default());
    step(&mut exchange, &writer, &scene.device, NOW).await;
    let name = scene.device.names("p/").await.remove(0);
    let file = scene.store.file(scene.space, &name);
    let good = std::fs::read(&file).unwrap();
    std::fs::write(&file, &good[..good.len() / 2]).unwrap();
    for _ in 0..3 {
        exchange.step(&writer, &scene.device, NOW, 1, &mut |_| {}).await;
    }
    let reader = Memory::new(1, Vec::new());
    step(&mut Exchange::new(Limits::default()), &reader, &scene.founder, NOW).await;
    assert_eq!(reader.of(2), writer.of(2));
}

#[tokio::test]
async fn a_store_set_back_is_filled_again_also_with_what_others_wrote() {
    let scene = Scene::new().await;
    let packs = chain(&scene.device.key, 2, 5, b"sealed");
    let holder = Memory::new(1, chain(&scene.founder.key, 1, 1, b"own"));
    holder.packs.borrow_mut().insert(DeviceId(2), packs.clone());
    let limits = Limits::default();
    let mut exchange = Exchange::new(limits);
    step(&mut exchange, &holder, &scene.founder, NOW).await;
    step(&mut exchange, &holder, &scene.founder, NOW + 2 * limits.heal_after_ms).await;
    let fresh = Memory::new(3, Vec::new());
    step(&mut Exchange::new(limits), &fresh, &scene.device, NOW).await;
    assert_eq!(fresh.of(2), packs);
    assert_eq!(fresh.of(1), holder.of(1));
}

#[tokio::test]
async fn what_a_removed_device_wrote_too_late_hinders_no_exchange() {
    let scene = Scene::new().await;
    let remove = Fact::Remove { device: 2, last: 3 };
    assert_eq!(scene.founder.says(&scene.founder.key, remove).await, "201");
    let packs = chain(&scene.device.key, 2, 5, b"sealed");
    let holder = Memory::new(1, chain(&scene.founder.key, 1, 1, b"own"));
    holder.packs.borrow_mut().insert(DeviceId(2), packs.clone());
    let limits = Limits::default();
    let mut exchange = Exchange::new(limits);
    for round in 0..5 {
        step(
            &mut exchange,
            &holder,
            &scene.founder,
            NOW + round * 2 * limits.heal_after_ms,
        )
        .await;
    }
    assert_eq!(
        scene
            .founder
            .says(&scene.founder.key, admit(3, &Key::new(3), false))
            .await,
        "201"
    );
    let fresh = Memory::new(3, Vec::new());
    step(&mut Exchange::new(limits), &fresh, &scene.client(3), NOW).await;
    assert_eq!(fresh.of(2), packs[..3], "what counts was put back, nothing else");
}
